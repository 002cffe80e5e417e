// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/audiences/criteriapanes.h"

#include "ui/common/formparts.h"
#include "ui/common/icons.h"
#include "ui/common/theme.h"

#include <QAction>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QTextBlock>
#include <QTimer>
#include <algorithm>
#include <chrono>

namespace muster {

CriteriaSentencePane::CriteriaSentencePane(QWidget *parent)
    : QWidget(parent)
    , m_text(readOnlyText(this, "criteriaSentenceEdit", tr("Criteria in words")))
{
    QFont large = m_text->font();
    large.setPointSizeF(large.pointSizeF() * 1.15);
    m_text->setFont(large);
    connect(m_text, &QPlainTextEdit::cursorPositionChanged, this, &CriteriaSentencePane::caretMoved);
    fillColumn(this, space::s, {{m_text, 1}, hintLabel(this, tr("Click a part of the sentence to see its condition."))},
               QMargins(space::s, space::m, space::s, space::s));
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

namespace {

constexpr std::chrono::milliseconds typingPause{300};

/// The position in `text` of the byte `offset` of its UTF-8.
int positionOf(const QString &text, qint64 offset)
{
    const QByteArray bytes = text.toUtf8();
    return int(QString::fromUtf8(bytes.left(std::clamp<qint64>(offset, 0, bytes.size()))).size());
}

} // namespace

CriteriaJsonPane::CriteriaJsonPane(QWidget *parent)
    : QWidget(parent)
    , m_edit(named("criteriaJsonEdit", new QPlainTextEdit(this)))
    , m_pause(new QTimer(this))
{
    m_edit->setAccessibleName(tr("Criteria as JSON"));
    m_edit->setFont(Theme::monoFont());
    m_edit->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_edit->setTabChangesFocus(true);
    m_fault = wrappedLabel(this, "criteriaJsonFaultLabel");
    m_fault->hide();
    m_discard = pushButton(this, "discardJsonButton", tr("Discard edits"));
    m_discard->hide();
    connect(m_discard, &QPushButton::clicked, this, [this] { replaceText(m_json); });
    m_pause->setSingleShot(true);
    m_pause->setInterval(typingPause);
    connect(m_pause, &QTimer::timeout, this, [this] { Q_EMIT typed(m_edit->toPlainText().toUtf8()); });
    connect(m_edit, &QPlainTextEdit::textChanged, this, [this] {
        if (m_replacing)
            return;
        m_dirty = true;
        m_pause->start();
    });
    fillColumn(this, space::s, {{m_edit, 1}, m_fault, {m_discard, 0, Qt::AlignLeft}, buildFoot()},
               QMargins(space::s, space::m, space::s, space::s));
    setFocusProxy(m_edit);
}

QWidget *CriteriaJsonPane::buildFoot()
{
    auto *foot = new QWidget(this);
    auto *read = pushButton(foot, "importCriteriaButton", tr("Import…"), QStringLiteral("file-text"));
    read->setToolTip(tr("Import criteria from a file, as server JSON or JsonLogic"));
    connect(read, &QPushButton::clicked, this, &CriteriaJsonPane::importAsked);
    auto *write = named("exportCriteriaButton", new MenuButton(tr("Export"), foot));
    write->setIcon(themedIcon(QStringLiteral("save")));
    const QAction *plain = write->add("exportJsonAction", tr("As server JSON…"));
    const QAction *logic = write->add("exportLogicAction", tr("As JsonLogic…"));
    connect(plain, &QAction::triggered, this, [this] { Q_EMIT exportAsked(false); });
    connect(logic, &QAction::triggered, this, [this] { Q_EMIT exportAsked(true); });
    fillRow(foot, space::s, {read, write, boxStretch(1)});
    return foot;
}

void CriteriaJsonPane::setJson(const QByteArray &json)
{
    if (json == m_json)
        return;
    m_json = json;
    if (m_dirty) {
        m_fault->setPlainText(tr("The criteria were changed elsewhere. What you typed here is not included."),
                              ColourRole::Warn);
        m_fault->show();
        m_discard->show();
        return;
    }
    replaceText(json);
}

void CriteriaJsonPane::replaceText(const QByteArray &json)
{
    const QScopedValueRollback replacing(m_replacing, true);
    m_pause->stop();
    m_edit->setPlainText(QString::fromUtf8(json));
    m_dirty = false;
    clearFault();
}

void CriteriaJsonPane::accept(const QByteArray &json)
{
    m_json = json;
    m_dirty = false;
    clearFault();
}

void CriteriaJsonPane::clearFault()
{
    m_fault->hide();
    m_discard->hide();
    m_edit->setExtraSelections({});
}

void CriteriaJsonPane::showFault(const QString &sentence, qint64 offset)
{
    QString text = sentence;
    m_edit->setExtraSelections({});
    if (offset >= 0) {
        const int position = positionOf(m_edit->toPlainText(), offset);
        const QTextBlock line = m_edit->document()->findBlock(position);
        text = tr("Line %1, column %2: %3")
                   .arg(QString::number(line.blockNumber() + 1), QString::number(position - line.position() + 1),
                        sentence);
        mark(position);
    }
    m_fault->setPlainText(text, ColourRole::Bad);
    m_fault->show();
    m_discard->setVisible(m_dirty);
}

void CriteriaJsonPane::showMessage(const QString &sentence)
{
    m_fault->setPlainText(sentence, ColourRole::Muted);
    m_fault->show();
}

void CriteriaJsonPane::mark(int position)
{
    const DesignTokens &tokens = Theme::instance().tokens();
    QTextEdit::ExtraSelection line, place;
    line.cursor = QTextCursor(m_edit->document());
    line.cursor.setPosition(position);
    line.format.setBackground(tokens.raised);
    line.format.setProperty(QTextFormat::FullWidthSelection, true);
    place.cursor = line.cursor;
    if (!place.cursor.movePosition(QTextCursor::NextCharacter, QTextCursor::KeepAnchor))
        place.cursor.movePosition(QTextCursor::PreviousCharacter, QTextCursor::KeepAnchor);
    place.format.setForeground(tokens.bad);
    place.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
    place.format.setUnderlineColor(tokens.bad);
    m_edit->setExtraSelections({line, place});
}

} // namespace muster
