// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/transcripts/linepane.h"

#include "ui/common/formparts.h"
#include "ui/common/plainlabel.h"
#include "ui/common/theme.h"

#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace muster {

LinePane::LinePane(QWidget *parent)
    : QWidget(parent)
    , m_text(new QPlainTextEdit(this))
    , m_why(new QPushButton(tr("E&xplain"), this))
    , m_answer(new PlainLabel(PlainLabel::Fit::Wrap, this))
{
    m_text->setObjectName(QStringLiteral("currentLineEdit"));
    m_text->setAccessibleName(tr("The line that is looked at"));
    m_text->setReadOnly(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setTabChangesFocus(true);
    m_text->setUndoRedoEnabled(false);
    m_text->setPlaceholderText(tr("Choose a line of the transcript. Select a part of it here to ask about it."));
    m_text->setMinimumHeight(56);
    m_text->setMaximumHeight(96);
    m_why->setObjectName(QStringLiteral("whyNotButton"));
    m_answer->setObjectName(QStringLiteral("whyNotLabel"));
    m_answer->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    auto *scroll = new QScrollArea(this);
    scroll->setObjectName(QStringLiteral("whyNotArea"));
    scroll->setAccessibleName(tr("Why it is masked or not"));
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(m_answer);
    scroll->setMinimumHeight(40);
    connect(m_why, &QPushButton::clicked, this, [this] {
        const QTextCursor cursor = m_text->textCursor();
        if (cursor.hasSelection())
            Q_EMIT whyAsked(cursor.selectionStart(), cursor.selectionEnd());
        else
            Q_EMIT whyAsked(0, m_text->toPlainText().size());
    });
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::xs);
    column->addWidget(sectionTitle(this, tr("This line")));
    column->addWidget(m_text);
    column->addWidget(m_why, 0, Qt::AlignLeft);
    column->addWidget(scroll, 1);
    setLine({});
}

void LinePane::setLine(const QString &text)
{
    m_text->setPlainText(text);
    m_why->setEnabled(!text.trimmed().isEmpty());
    m_answer->setPlainText({});
}

void LinePane::showAnswer(const QString &sentences)
{
    m_answer->setPlainParagraphs(sentences);
}

} // namespace muster
