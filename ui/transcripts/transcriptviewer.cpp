// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/transcripts/transcriptviewer.h"

#include "models/items/transcriptmodel.h"
#include "models/text/maskingtexts.h"
#include "models/text/plaintext.h"
#include "models/text/timetexts.h"
#include "ui/common/commands.h"
#include "ui/common/emptystate.h"
#include "ui/common/errorpanel.h"
#include "ui/common/formparts.h"
#include "ui/common/plainlabel.h"
#include "ui/common/skeletonrows.h"
#include "ui/common/statusbadge.h"
#include "ui/common/theme.h"
#include "ui/common/tooltips.h"
#include "ui/transcripts/findingspane.h"
#include "ui/transcripts/linepane.h"
#include "ui/transcripts/transcriptview.h"

#include <QHBoxLayout>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

namespace muster {

namespace {

constexpr int narrowestText = 300; ///< What is said must be readable; lists and findings beside it can be scrolled.

} // namespace

TranscriptViewer::TranscriptViewer(QWidget *parent)
    : QWidget(parent)
    , m_model(new TranscriptModel(this))
    , m_stack(new QStackedWidget(this))
{
    m_empty = new EmptyState(QStringLiteral("message-square-text"), m_stack);
    m_empty->setObjectName(QStringLiteral("transcriptEmptyState"));
    m_error = new ErrorPanel(m_stack);
    m_error->setObjectName(QStringLiteral("transcriptErrorPanel"));
    connect(m_error, &ErrorPanel::retry, this, &TranscriptViewer::retryAsked);
    m_skeleton = new SkeletonRows(m_stack);
    m_skeleton->setSentence(tr("Reading the transcript\u2026"));

    auto *content = new QWidget(m_stack);
    auto *middle = new QWidget(content);
    middle->setMinimumWidth(narrowestText);
    m_view = new TranscriptView(middle);
    m_view->setObjectName(QStringLiteral("transcriptView"));
    m_view->setAccessibleName(tr("Transcript, turn by turn"));
    m_view->setTranscriptModel(m_model);
    setFocusProxy(m_view);
    connect(m_view, &TranscriptView::findingActivated, this, &TranscriptViewer::choose);
    connect(m_view, &TranscriptView::rowMoved, this, &TranscriptViewer::rowMoved);
    auto *middleColumn = new QVBoxLayout(middle);
    middleColumn->setContentsMargins(0, 0, 0, 0);
    middleColumn->setSpacing(space::s);
    middleColumn->addWidget(buildHead());
    m_unmasked = hintLabel(middle);
    m_unmasked->setObjectName(QStringLiteral("unmaskedLabel"));
    m_unmasked->setRole(ColourRole::Warn);
    m_unmasked->hide();
    middleColumn->addWidget(m_unmasked);
    middleColumn->addWidget(m_view, 1);
    m_splitter = new QSplitter(Qt::Horizontal, content);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(middle);
    m_splitter->addWidget(buildSide());
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setSizes({420, 280});
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_splitter);
    for (QWidget *one : {static_cast<QWidget *>(m_empty), static_cast<QWidget *>(m_error),
                         static_cast<QWidget *>(m_skeleton), content})
        m_stack->addWidget(one);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(space::s, space::xs, 0, 0);
    whole->addWidget(m_stack);
    showEmpty(tr("Choose a transcript to read it."));
}

QWidget *TranscriptViewer::buildHead()
{
    auto *head = new QWidget(this);
    m_title = sectionTitle(head, {});
    m_title->setObjectName(QStringLiteral("transcriptTitleLabel"));
    m_facts = new PlainLabel(PlainLabel::Fit::Elide, head);
    m_facts->setRole(ColourRole::Muted);
    m_facts->setFont(Theme::secondaryFont());
    m_badge = new StatusBadge(head);
    m_badge->setObjectName(QStringLiteral("maskedBadge"));
    auto *previous
        = iconButton(head, "previousFindingButton", QStringLiteral("chevron-up"), tr("The masked place before"));
    auto *next = iconButton(head, "nextFindingButton", QStringLiteral("chevron-down"), tr("The next masked place"));
    toolTips::set(previous, withKeys(previous->toolTip(), commandInfo(Command::PreviousFinding).keys.value(0)));
    toolTips::set(next, withKeys(next->toolTip(), commandInfo(Command::NextFinding).keys.value(0)));
    // Of the window and at once: a button's own shortcut waits until its click was animated.
    connect(addCommandKeys(Command::NextFinding, this, Qt::WindowShortcut), &QShortcut::activated, this,
            [this] { nextFinding(1); });
    connect(addCommandKeys(Command::PreviousFinding, this, Qt::WindowShortcut), &QShortcut::activated, this,
            [this] { nextFinding(-1); });
    connect(previous, &QToolButton::clicked, this, [this] { nextFinding(-1); });
    connect(next, &QToolButton::clicked, this, [this] { nextFinding(1); });
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(m_title);
    words->addWidget(m_facts);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::s);
    row->addLayout(words, 1);
    row->addWidget(m_badge);
    row->addWidget(previous);
    row->addWidget(next);
    return head;
}

QWidget *TranscriptViewer::buildSide()
{
    auto *side = new QWidget(this);
    m_findings = new FindingsPane(side);
    m_line = new LinePane(side);
    connect(m_findings, &FindingsPane::chosen, this, &TranscriptViewer::choose);
    connect(m_line, &LinePane::whyAsked, this, &TranscriptViewer::explain);
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(space::m, 0, 0, 0);
    column->setSpacing(space::m);
    column->addWidget(m_findings, 3);
    column->addWidget(m_line, 2);
    side->setMinimumWidth(244); // kind and score
    return side;
}

const SharedTranscript &TranscriptViewer::transcript() const
{
    return m_model->transcript();
}

void TranscriptViewer::showEmpty(const QString &sentence)
{
    m_model->setTranscript(nullptr);
    m_empty->setSentence(sentence);
    m_stack->setCurrentWidget(m_empty);
}

void TranscriptViewer::showLoading()
{
    m_stack->setCurrentWidget(m_skeleton);
}

void TranscriptViewer::showError(const ApiError &error)
{
    m_model->setTranscript(nullptr);
    m_error->setError(error);
    m_stack->setCurrentWidget(m_error);
}

void TranscriptViewer::setTranscript(const SharedTranscript &transcript)
{
    m_finding.reset();
    m_model->setTranscript(transcript);
    m_findings->setTranscript(transcript);
    m_line->setLine({});
    m_title->setPlainText(transcript->interactionId.isEmpty() ? tr("Transcript") : transcript->interactionId);
    QStringList facts;
    if (!transcript->mediaType.isEmpty())
        facts << mediaTypeText(transcript->mediaType);
    if (const QDateTime at = QDateTime::fromString(transcript->timestamp, Qt::ISODateWithMs); at.isValid())
        facts << exactTimeText(at.toUTC());
    facts << tr("speakers: %1").arg(QLocale().toString(transcript->speakers.size()));
    m_facts->setPlainText(facts.join(QStringLiteral(" \u00b7 ")));
    const bool isPartly = transcript->masked && !m_unmasked->plainText().isEmpty();
    if (isPartly) // green is for what leaves nothing in clear
        m_badge->setStatus(Tone::Warn, tr("Masked in part"));
    else if (transcript->masked)
        m_badge->setStatus(Tone::Good, tr("Masked"), QStringLiteral("shield-check"));
    else
        m_badge->setStatus(Tone::Warn, tr("Not marked as masked"));
    m_unmasked->setVisible(isPartly);
    m_badge->setMinimumWidth(m_badge->sizeHint().width()); // its word is never shortened
    m_stack->setCurrentIndex(m_stack->count() - 1);
    if (m_model->rowCount() > 0)
        m_view->setCurrentIndex(m_model->index(0));
}

void TranscriptViewer::setUnmasked(const QString &sentence)
{
    m_unmasked->setPlainText(sentence);
}

void TranscriptViewer::setSearched(const QString &searched)
{
    m_model->setSearched(searched);
}

void TranscriptViewer::showRow(int row)
{
    if (row < 0 || row >= m_model->rowCount())
        return;
    m_view->setCurrentIndex(m_model->index(row));
    m_view->scrollTo(m_model->index(row), QAbstractItemView::PositionAtCenter);
}

void TranscriptViewer::showAnswer(const QString &sentences)
{
    m_line->showAnswer(m_known.isEmpty() ? sentences : QString(m_known + u'\n' + sentences));
}

void TranscriptViewer::explain(qsizetype begin, qsizetype end)
{
    const int row = m_view->currentIndex().row();
    if (row < 0)
        return;
    const VisibleSegment shown = m_model->visible(row);
    const QString before = shown.text.left(begin);
    QStringList known;
    QString rest;
    for (const VisibleSegment::Chip &chip : shown.chips) {
        if (chip.end <= begin || chip.begin >= end)
            continue;
        const SharedTranscript &transcript = m_model->transcript();
        known << findingText(*transcript, transcript->findings[chip.finding]);
        rest += shown.text.sliced(begin, std::max(begin, chip.begin) - begin) + u' ';
        begin = std::min(chip.end, end);
    }
    rest += shown.text.sliced(begin, end - begin);
    m_known = known.join(u'\n');
    const bool asks = std::any_of(rest.cbegin(), rest.cend(), [](QChar c) { return c.isLetterOrNumber(); });
    if (asks || known.isEmpty())
        Q_EMIT whyAsked(rest, before);
    else
        m_line->showAnswer(m_known);
}

void TranscriptViewer::nextFinding(int direction)
{
    const SharedTranscript &transcript = m_model->transcript();
    if (!transcript || transcript->findings.empty())
        return;
    const std::size_t count = transcript->findings.size();
    if (!m_finding)
        choose(direction > 0 ? 0 : count - 1);
    else
        choose(direction > 0 ? (*m_finding + 1) % count : (*m_finding + count - 1) % count);
}

void TranscriptViewer::choose(std::size_t finding)
{
    m_view->scrollToFinding(finding);
    m_finding = finding;
    m_findings->setCurrent(finding);
}

void TranscriptViewer::rowMoved(int row)
{
    m_line->setLine(row < 0 ? QString() : m_model->visible(row).text);
}

QByteArray TranscriptViewer::layoutState() const
{
    return m_splitter->saveState();
}

void TranscriptViewer::restoreLayout(const QByteArray &state)
{
    m_splitter->restoreState(state);
}

} // namespace muster
