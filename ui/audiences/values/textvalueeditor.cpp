// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/audiences/values/textvalueeditor.h"

#include "ui/audiences/values/valueparts.h"

#include <QCompleter>
#include <QLineEdit>
#include <QSignalBlocker>
#include <algorithm>

namespace muster {

TextValueEditor::TextValueEditor(const QStringList &knownValues, QWidget *parent)
    : ValueEditor(parent)
    , m_edit(new QLineEdit(this))
{
    m_edit->setObjectName(QStringLiteral("conditionValueEdit"));
    m_edit->setMaxLength(longestTypedValue);
    fillWith(this, {m_edit});
    leaveUndoToTheCanvas(m_edit);
    if (!knownValues.isEmpty())
        m_edit->setCompleter(containingCompleter(knownValues, m_edit));
    // Not textEdited(): what is taken from the completer is an edit, too.
    connect(m_edit, &QLineEdit::textChanged, this, [this](const QString &text) {
        remark();
        Q_EMIT edited(text);
    });
}

void TextValueEditor::setValue(const CriteriaValue &value)
{
    const QString text = std::holds_alternative<QString>(value) ? std::get<QString>(value) : QString();
    if (m_edit->text() != text) {
        const QSignalBlocker quiet(m_edit);
        // One that is longer came from elsewhere and must not be cut by being looked at.
        m_edit->setMaxLength(std::max(longestTypedValue, int(text.size())));
        m_edit->setText(text);
    }
    remark();
}

void TextValueEditor::setSubject(const QString &name)
{
    m_edit->setAccessibleName(name);
}

void TextValueEditor::remark()
{
    const QString text = m_edit->text();
    const bool hasEnds = !text.isEmpty() && (text.front().isSpace() || text.back().isSpace());
    Q_EMIT remarked(hasEnds ? tr("The spaces at the ends of this value count.") : QString(), Tone::Info);
}

} // namespace muster
