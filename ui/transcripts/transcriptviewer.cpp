// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/transcripts/transcriptviewer.h"

#include "models/items/transcriptmodels.h"
#include "models/rules/masking/maskfinding.h"
#include "models/text/maskingtexts.h"
#include "models/text/timetexts.h"
#include "ui/common/badges.h"
#include "ui/common/charts.h"
#include "ui/common/commands.h"
#include "ui/common/datatable.h"
#include "ui/common/emptystate.h"
#include "ui/common/errorpanel.h"
#include "ui/common/formparts.h"
#include "ui/common/theme.h"
#include "ui/common/tooltips.h"
#include "ui/transcripts/transcriptview.h"

#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

namespace muster {

FindingsPane::FindingsPane(QWidget *parent)
    : QWidget(parent)
    , m_findings(new TranscriptFindingsModel(this))
    , m_title(named("findingsTitleLabel", sectionTitle(this, tr("Masked"))))
    , m_rule(named("findingRuleLabel", hintLabel(this)))
    , m_counts(named("entityCountBars", new CountBars(this)))
    , m_table(new DataTable("transcriptFindingsTable", tr("Masked text"), m_findings, this))
{
    m_counts->setAccessibleName(tr("Masked text by kind"));
    new EmptyOverlay(
        m_table,
        tr("Nothing in this transcript is masked. If something should be, select it below and ask why it isn’t."));
    // Narrow, beside the transcript, which goes to the place that is chosen, with its rule said below: where a place is
    // and by which rule are columns to be chosen.
    m_table->setColumnHidden(TranscriptFindingsModel::Where, true);
    m_table->setColumnHidden(TranscriptFindingsModel::Rule, true);
    m_table->setColumnWidth(TranscriptFindingsModel::Sureness, 92);
    m_table->horizontalHeader()->setStretchLastSection(false);
    m_table->horizontalHeader()->setSectionResizeMode(TranscriptFindingsModel::Kind, QHeaderView::Stretch);
    m_table->setMinimumHeight(70);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &now) {
        if (now.isValid() && !m_following)
            Q_EMIT chosen(std::size_t(now.row()));
    });
    fillColumn(this, space::xs, {m_title, m_counts, {m_table, 1}, m_rule});
    setTranscript(nullptr);
}

void FindingsPane::setTranscript(const SharedTranscript &transcript)
{
    m_transcript = transcript;
    m_findings->setTranscript(transcript);
    QList<CountBars::Bar> bars;
    if (transcript) {
        for (const Entity entity : allEntities)
            bars << CountBars::Bar{entityTitle(entity), transcript->counts[std::size_t(entity)], Tone::Info};
    }
    m_counts->setBars(bars);
    m_counts->setVisible(transcript && !transcript->findings.empty());
    m_table->setVisible(m_counts->isVisibleTo(this));
    //: Above the list of masked places; %1 is how many there are.
    m_title->setPlainText(transcript
                              ? tr("Masked passages: %1").arg(QLocale().toString(qint64(transcript->findings.size())))
                              : tr("Masked passages"));
    setCurrent(std::nullopt);
}

void FindingsPane::setCurrent(std::optional<std::size_t> finding)
{
    m_following = true;
    m_table->setCurrentIndex(finding ? m_findings->index(int(*finding), 0) : QModelIndex());
    m_following = false;
    if (finding && m_transcript)
        m_rule->setPlainText(findingText(*m_transcript, m_transcript->findings[*finding]));
    else
        m_rule->setPlainText(m_transcript && !m_transcript->findings.empty()
                                 ? tr("F8: next masked passage. Shift+F8: previous one.")
                                 : QString());
}

LinePane::LinePane(Shows shows, QWidget *parent)
    : QWidget(parent)
    , m_text(readOnlyText(this, "currentLineEdit", shows == Shows::Line ? tr("Selected line") : tr("Selected place")))
    , m_why(pushButton(this, "whyNotButton", tr("E&xplain")))
    , m_answer(wrappedLabel(this, "whyNotLabel"))
{
    m_text->setUndoRedoEnabled(false);
    m_text->setPlaceholderText(shows == Shows::Line
                                   ? tr("Select a line of the transcript, then a part of it here to ask about it.")
                                   : tr("Select a place to read the text around it."));
    m_text->setMinimumHeight(56);
    if (shows == Shows::Line)
        m_text->setMaximumHeight(96);
    m_answer->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    auto *scroll = named("whyNotArea", new QScrollArea(this));
    scroll->setAccessibleName(tr("Why it is or isn’t masked"));
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
    fillColumn(this, space::xs,
               {sectionTitle(this, shows == Shows::Line ? tr("This line") : tr("In context")),
                {m_text, shows == Shows::Line ? 0 : 2},
                {m_why, 0, Qt::AlignLeft},
                {scroll, 1}},
               shows == Shows::Line ? QMargins() : QMargins(space::s, space::s, 0, 0));
    setLine({});
}

void LinePane::setLine(const QString &text, qsizetype begin, qsizetype end)
{
    m_text->setPlainText(text);
    QTextCursor place = m_text->textCursor();
    place.setPosition(int(begin));
    place.setPosition(int(end), QTextCursor::KeepAnchor);
    m_text->setTextCursor(place);
    m_why->setEnabled(!text.trimmed().isEmpty());
    m_answer->setPlainText({});
}

void LinePane::showAnswer(const QString &sentences)
{
    m_answer->setPlainParagraphs(sentences);
}

namespace {

constexpr int narrowestText = 300; ///< What is said must be readable; lists and findings beside it can be scrolled.

} // namespace

TranscriptViewer::TranscriptViewer(QWidget *parent)
    : QWidget(parent)
    , m_model(new TranscriptModel(this))
    , m_stack(new QStackedWidget(this))
{
    m_empty = named("transcriptEmptyState", new EmptyState(QStringLiteral("message-square-text"), m_stack));
    m_error = named("transcriptErrorPanel", new ErrorPanel(m_stack));
    connect(m_error, &ErrorPanel::retry, this, &TranscriptViewer::retryAsked);
    m_skeleton = new SkeletonRows(tr("Reading the transcript…"), m_stack);

    auto *content = new QWidget(m_stack);
    auto *middle = new QWidget(content);
    middle->setMinimumWidth(narrowestText);
    m_view = named("transcriptView", new TranscriptView(middle));
    m_view->setAccessibleName(tr("Transcript, turn by turn"));
    m_view->setTranscriptModel(m_model);
    setFocusProxy(m_view);
    connect(m_view, &TranscriptView::findingActivated, this, &TranscriptViewer::choose);
    connect(m_view, &TranscriptView::rowMoved, this, &TranscriptViewer::rowMoved);
    auto *middleColumn = bareLayout<QVBoxLayout>(middle, space::s);
    middleColumn->addWidget(buildHead());
    m_unmasked = named("unmaskedLabel", hintLabel(middle));
    m_unmasked->setRole(ColourRole::Warn);
    m_unmasked->hide();
    fillBox(middleColumn, {m_unmasked, {m_view, 1}});
    m_splitter = new QSplitter(Qt::Horizontal, content);
    fillSplitter(m_splitter, {{middle, 1}, buildSide()});
    m_splitter->setSizes({420, 280});
    fillColumn(content, -1, {m_splitter});
    addWidgets(m_stack, {m_empty, m_error, m_skeleton, content});
    fillColumn(this, -1, {m_stack}, QMargins(space::s, space::xs, 0, 0));
    showEmpty(tr("Choose a transcript to read it."));
}

QWidget *TranscriptViewer::buildHead()
{
    auto *head = new QWidget(this);
    m_title = named("transcriptTitleLabel", sectionTitle(head, {}));
    m_facts = elidedLabel(head, nullptr, ColourRole::Muted);
    m_facts->setFont(Theme::secondaryFont());
    m_badge = named("maskedBadge", new StatusBadge(head));
    auto *previous
        = iconButton(head, "previousFindingButton", QStringLiteral("chevron-up"), tr("Previous masked place"));
    auto *next = iconButton(head, "nextFindingButton", QStringLiteral("chevron-down"), tr("Next masked place"));
    tellKeys(Command::PreviousFinding, previous);
    tellKeys(Command::NextFinding, next);
    // Of the window and at once: a button's own shortcut waits until its click was animated.
    connect(addCommandKeys(Command::NextFinding, this, Qt::WindowShortcut), &QShortcut::activated, this,
            [this] { nextFinding(1); });
    connect(addCommandKeys(Command::PreviousFinding, this, Qt::WindowShortcut), &QShortcut::activated, this,
            [this] { nextFinding(-1); });
    connect(previous, &QToolButton::clicked, this, [this] { nextFinding(-1); });
    connect(next, &QToolButton::clicked, this, [this] { nextFinding(1); });
    // The badge below the buttons: beside them it would take more than the narrowest text has.
    fillColumn(head, 0,
               {rowLayout(space::s, {{m_title, 1}, previous, next}), rowLayout(space::s, {{m_facts, 1}, m_badge})});
    return head;
}

QWidget *TranscriptViewer::buildSide()
{
    auto *side = new QWidget(this);
    m_findings = new FindingsPane(side);
    m_line = new LinePane(LinePane::Shows::Line, side);
    connect(m_findings, &FindingsPane::chosen, this, &TranscriptViewer::choose);
    connect(m_line, &LinePane::whyAsked, this, &TranscriptViewer::explain);
    fillColumn(side, space::m, {{m_findings, 3}, {m_line, 2}}, QMargins(space::m, 0, 0, 0));
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
        m_badge->setStatus(Tone::Warn, tr("Partly masked"));
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
