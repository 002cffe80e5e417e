// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/enrich/saverejectsdialog.h"

#include "models/text/plurals.h"
#include "ui/common/designtokens.h"
#include "ui/common/formparts.h"
#include "ui/common/layoutmemory.h"
#include "ui/common/plainlabel.h"
#include "ui/lists/textprofilechoice.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

namespace muster {

SaveRejectsDialog::SaveRejectsDialog(qint64 rows, TextProfile profile, QWidget *parent)
    : QDialog(parent)
    , m_profile(new TextProfileChoice(profile, this))
{
    setObjectName(QStringLiteral("saveRejectsDialog"));
    setWindowTitle(tr("Save rejected rows as CSV"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *form = new QFormLayout;
    form->setContentsMargins(0, space::s, 0, 0);
    form->addRow(tr("Written &for"), m_profile);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    auto *choose = new QPushButton(tr("C&hoose the file\u2026"), buttons);
    choose->setObjectName(QStringLiteral("chooseRejectsFileButton"));
    choose->setProperty("primary", true);
    choose->setDefault(true);
    buttons->addButton(choose, QDialogButtonBox::AcceptRole);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::l, space::l, space::l, space::l);
    column->setSpacing(space::s);
    column->addWidget(hintLabel(this,
                                tr("%1 rows: each with its place in the file and the reasons, then its own cells as "
                                   "they stand, to be mended and checked again.",
                                   nullptr, pluralForm(rows))
                                    .arg(QLocale().toString(rows))));
    column->addLayout(form);
    column->addWidget(buttons);
    rememberSize(*this);
}

TextProfile SaveRejectsDialog::profile() const
{
    return m_profile->profile();
}

} // namespace muster
