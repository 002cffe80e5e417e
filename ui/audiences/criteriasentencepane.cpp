// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/audiences/criteriasentencepane.h"

#include "ui/common/formparts.h"
#include "ui/common/plainlabel.h"
#include "ui/common/theme.h"

#include <QPlainTextEdit>
#include <QScopedValueRollback>
#include <QVBoxLayout>
#include <limits>

namespace muster {

CriteriaSentencePane::CriteriaSentencePane(QWidget *parent)
    : QWidget(parent)
    , m_text(new QPlainTextEdit(this))
{
    m_text->setObjectName(QStringLiteral("criteriaSentenceEdit"));
    m_text->setAccessibleName(tr("The criteria in words"));
    m_text->setReadOnly(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setTabChangesFocus(true);
    QFont large = m_text->font();
    large.setPointSizeF(large.pointSizeF() * 1.15);
    m_text->setFont(large);
    connect(m_text, &QPlainTextEdit::cursorPositionChanged, this, &CriteriaSentencePane::caretMoved);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::s, space::m, space::s, space::s);
    column->setSpacing(space::s);
    column->addWidget(m_text, 1);
    column->addWidget(hintLabel(this, tr("Click a part of the sentence to see its box.")));
    setFocusProxy(m_text);
    connect(&Theme::instance(), &Theme::changed, this, &CriteriaSentencePane::mark);
}

void CriteriaSentencePane::setSentence(const QString &sentence, const QList<SentencePart> &parts)
{
    const QScopedValueRollback filling(m_filling, true);
    m_parts = parts;
    if (m_text->toPlainText() != sentence)
        m_text->setPlainText(sentence);
    mark();
}

void CriteriaSentencePane::setCurrentNode(CriteriaNodeId node)
{
    m_current = node;
    mark();
}

void CriteriaSentencePane::caretMoved()
{
    if (m_filling || !m_text->hasFocus())
        return; // a new sentence, not the person
    const int at = m_text->textCursor().position();
    const SentencePart *meant = nullptr;
    for (const SentencePart &part : std::as_const(m_parts)) {
        if (at >= part.start && at <= part.start + part.length && (!meant || part.length < meant->length))
            meant = &part;
    }
    if (meant && meant->node != m_current)
        Q_EMIT nodeChosen(meant->node);
}

void CriteriaSentencePane::mark()
{
    QList<QTextEdit::ExtraSelection> marks;
    for (const SentencePart &part : std::as_const(m_parts)) {
        if (part.node != m_current || m_current == criteriaRootId)
            continue;
        QTextEdit::ExtraSelection mark;
        mark.cursor = QTextCursor(m_text->document());
        mark.cursor.setPosition(int(part.start));
        mark.cursor.setPosition(int(part.start + part.length), QTextCursor::KeepAnchor);
        mark.format.setBackground(Theme::instance().tokens().selection);
        mark.format.setForeground(Theme::instance().tokens().text);
        mark.format.setFontUnderline(true); // colour is never the only sign
        marks << mark;
    }
    m_text->setExtraSelections(marks);
}

} // namespace muster
