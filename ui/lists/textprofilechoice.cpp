// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/textprofilechoice.h"

#include "models/text/exporttexts.h"
#include "ui/common/designtokens.h"
#include "ui/common/formparts.h"
#include "ui/common/plainlabel.h"

#include <QComboBox>
#include <QVBoxLayout>

namespace muster {

TextProfileChoice::TextProfileChoice(TextProfile profile, QWidget *parent)
    : QWidget(parent)
    , m_profile(calmCombo(this, "saveProfileCombo"))
    , m_hint(hintLabel(this))
{
    setFocusProxy(m_profile);
    m_profile->setAccessibleName(tr("Written for"));
    m_profile->setMinimumContentsLength(32);
    for (const auto one : {TextProfile::Spreadsheets, TextProfile::Machines})
        m_profile->addItem(textProfileText(one), int(one));
    m_profile->setCurrentIndex(m_profile->findData(int(profile)));
    m_hint->setObjectName(QStringLiteral("saveProfileHintLabel"));
    const auto showHint = [this] { m_hint->setPlainText(textProfileHint(this->profile())); };
    connect(m_profile, &QComboBox::currentIndexChanged, this, showHint);
    showHint();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::s);
    column->addWidget(m_profile);
    column->addWidget(m_hint);
}

TextProfile TextProfileChoice::profile() const
{
    return TextProfile(m_profile->currentData().toInt());
}

} // namespace muster
