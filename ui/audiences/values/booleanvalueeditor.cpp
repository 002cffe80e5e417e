// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/audiences/values/booleanvalueeditor.h"

#include "ui/audiences/values/valueparts.h"
#include "ui/common/formparts.h"

#include <QComboBox>

namespace muster {

BooleanValueEditor::BooleanValueEditor(QWidget *parent)
    : ValueEditor(parent)
    , m_combo(calmCombo(this, "conditionValueCombo"))
{
    m_combo->addItem(tr("yes"), true);
    m_combo->addItem(tr("no"), false);
    m_combo->setPlaceholderText(tr("Choose yes or no"));
    fillWith(this, {m_combo});
    connect(m_combo, &QComboBox::activated, this, [this] {
        Q_EMIT remarked({}, Tone::Neutral);
        Q_EMIT edited(m_combo->currentData().toBool());
    });
}

void BooleanValueEditor::setValue(const CriteriaValue &value)
{
    const bool *is = std::get_if<bool>(&value);
    m_combo->setCurrentIndex(is ? m_combo->findData(*is) : -1);
    Q_EMIT remarked(is ? QString() : tr("Choose yes or no: what stands there now is neither."), Tone::Warn);
}

void BooleanValueEditor::setSubject(const QString &name)
{
    m_combo->setAccessibleName(name);
}

} // namespace muster
