// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/audiences/values/numbervalueeditor.h"

#include "models/text/exactnumber.h"
#include "ui/audiences/values/valueparts.h"

#include <QLineEdit>

namespace muster {

namespace {

QString shown(const CriteriaValue &value)
{
    if (const auto *number = std::get_if<CriteriaNumber>(&value))
        return exactNumberText(number->spelling, QLocale());
    const auto *text = std::get_if<QString>(&value);
    return text ? *text : QString();
}

} // namespace

NumberValueEditor::NumberValueEditor(QWidget *parent)
    : ValueEditor(parent)
    , m_edit(new QLineEdit(this))
{
    m_edit->setObjectName(QStringLiteral("conditionValueEdit"));
    m_edit->setMaxLength(int(exactNumberLimit));
    fillWith(this, {m_edit});
    leaveUndoToTheCanvas(m_edit);
    connect(m_edit, &QLineEdit::textEdited, this, &NumberValueEditor::read);
    connect(m_edit, &QLineEdit::editingFinished, this, &NumberValueEditor::settle);
}

void NumberValueEditor::setValue(const CriteriaValue &value)
{
    m_value = value;
    const auto typed = exactNumber(m_edit->text(), QLocale());
    const auto *number = std::get_if<CriteriaNumber>(&value);
    const bool isThere = number && typed == number->spelling;
    // A text that stands in the place of a number is shown, so that it can be mended.
    if (!isThere)
        m_edit->setText(shown(value));
    read(m_edit->text());
}

void NumberValueEditor::read(const QString &typed)
{
    const auto number = exactNumber(typed, QLocale());
    if (!number) {
        Q_EMIT remarked(typed.trimmed().isEmpty()
                            ? tr("A number is needed here.")
                            : tr("This is not a number. Type it like %1.").arg(exactNumberText("1234.5", QLocale())),
                        Tone::Bad);
        return;
    }
    Q_EMIT remarked({}, Tone::Neutral);
    if (m_value != CriteriaValue(CriteriaNumber{*number})) {
        m_value = CriteriaNumber{*number};
        Q_EMIT edited(m_value);
    }
}

void NumberValueEditor::settle()
{
    if (m_edit->text() != shown(m_value))
        m_edit->setText(shown(m_value));
    read(m_edit->text());
}

void NumberValueEditor::setSubject(const QString &name)
{
    m_edit->setAccessibleName(name);
}

} // namespace muster
