// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/runs/runpane.h"

#include "models/items/runmodels.h"
#include "models/runs/runkinds.h"
#include "models/text/amounttext.h"
#include "models/text/connectiontexts.h"
#include "models/text/exporttexts.h"
#include "models/text/outcometexts.h"
#include "models/text/plaintext.h"
#include "models/text/runtexts.h"
#include "models/text/timetexts.h"
#include "ui/common/announcer.h"
#include "ui/common/badges.h"
#include "ui/common/datatable.h"
#include "ui/common/emptystate.h"
#include "ui/common/formparts.h"
#include "ui/common/layoutpause.h"
#include "ui/common/plainlabel.h"
#include "ui/common/prompts.h"
#include "ui/common/theme.h"
#include "ui/runs/latencyplot.h"
#include "ui/runs/runcards.h"
#include "ui/runs/runnoticespane.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QTabWidget>
#include <QVBoxLayout>

namespace muster {

namespace {

enum Tab { EventsTab, NoticesTab }; ///< Those of the pane itself; sections follow.

QPushButton *button(QWidget *parent, const char *name, const QString &iconName, const QString &label)
{
    auto *made = pushButton(parent, name, label, iconName);
    return made;
}

} // namespace

RunPane::RunPane(QWidget *parent)
    : QWidget(parent)
    , m_events(new RunEventsModel(this))
{
    build();
    setRun(nullptr);
}

void RunPane::build()
{
    setAccessibleName(tr("Run"));
    auto *column = bareLayout<QVBoxLayout>(this, space::s, QMargins(0, space::s, 0, space::s));
    column->addWidget(buildHead());
    m_bar = named("runProgressBar", new QProgressBar(this));
    m_bar->setAccessibleName(tr("Progress"));
    m_bar->setTextVisible(false);
    m_bar->setRange(0, 1000);
    column->addWidget(m_bar);
    m_progress = elidedLabel(this, "runProgressLabel");
    m_cards = named("runCards", new RunCards(this));
    m_message = named("runMessageLabel", hintLabel(this));
    m_message->hide();
    connect(m_cards->plot(), &LatencyPlot::told, m_message, [this](const QString &sentence) {
        m_message->showText(sentence);
        Announcer::sayNewest(this, m_message->objectName(), sentence);
    });
    fillBox(column,
            {
                m_progress,
                {m_cards, 3},
                m_message,
                {buildTabs(), 2},
                boxStretch(0) // keeps the parts together while there are no tabs
            });
}

QWidget *RunPane::buildHead()
{
    auto *head = new QWidget(this);
    m_title = elidedLabel(head, "runTitleLabel");
    m_title->setElideMode(Qt::ElideMiddle);
    m_title->setFont(Theme::titleFont());
    m_tenant = elidedLabel(head, "runTenantLabel");
    m_tenant->setElideMode(Qt::ElideMiddle);
    m_started = elidedLabel(head, nullptr, ColourRole::Muted);
    m_started->setFont(Theme::secondaryFont());
    m_badge = named("runStateBadge", new StatusBadge(head));
    m_detail = wrappedLabel(head, "runDetailLabel");
    m_quote = new QuoteBox(head);
    m_pause = button(head, "pauseRunButton", QStringLiteral("pause"), tr("Pause"));
    m_resume = button(head, "resumeRunButton", QStringLiteral("play"), tr("Resume"));
    m_stay = button(head, "stayPausedButton", QStringLiteral("pause"), tr("Stay paused"));
    m_stay->setToolTip(tr("Don’t resume automatically"));
    m_cancel = button(head, "cancelRunButton", QStringLiteral("x"), tr("Cancel run"));
    m_openFile = button(head, "openFileButton", QStringLiteral("file-text"), tr("Open file"));
    m_openFolder = button(head, "openFolderButton", QStringLiteral("folder-open"), tr("Open folder"));
    m_dismiss = button(head, "dismissRunButton", QStringLiteral("check"), tr("Dismiss"));
    m_discard = button(head, "discardShownRunButton", QStringLiteral("trash-2"), tr("Discard…"));
    connect(m_pause, &QPushButton::clicked, this, [this] {
        if (m_run)
            m_run->pause();
    });
    connect(m_resume, &QPushButton::clicked, this, [this] {
        if (m_run)
            Q_EMIT resumeAsked(m_run->id());
    });
    connect(m_stay, &QPushButton::clicked, this, [this] {
        if (m_run)
            Q_EMIT stayPausedAsked(m_run->id());
    });
    connect(m_cancel, &QPushButton::clicked, this, &RunPane::askCancel);
    connect(m_dismiss, &QPushButton::clicked, this, [this] {
        if (m_run)
            Q_EMIT dismissAsked(m_run);
    });
    connect(m_discard, &QPushButton::clicked, this, [this] {
        if (m_run)
            Q_EMIT discardAsked(m_run->id());
    });
    const auto resultFile = [this] { return m_outcome ? m_outcome->resultFile : QString(); };
    connect(m_openFile, &QPushButton::clicked, this, [resultFile] { Prompts::instance().openLocal(resultFile()); });
    connect(m_openFolder, &QPushButton::clicked, this,
            [resultFile] { Prompts::instance().openLocal(QFileInfo(resultFile()).absolutePath()); });

    auto *line = rowLayout(space::s, {{m_title, 1}});
    for (QPushButton *one : {m_pause, m_resume, m_stay, m_cancel, m_openFile, m_openFolder, m_discard, m_dismiss})
        line->addWidget(one);
    auto *second = rowLayout(space::l, {{m_badge, 3}, {m_tenant, 2}});
    m_started->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    second->addWidget(m_started, 2);
    fillColumn(head, space::xs, {line, second, m_detail, m_quote});
    return head;
}

QWidget *RunPane::buildTabs()
{
    m_tabs = named("runTabs", new QTabWidget(this));
    m_tabs->setAccessibleName(tr("Run details"));
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(buildEvents(tabPages(m_tabs)), tr("Events"));
    m_notices = new RunNoticesPane(tabPages(m_tabs));
    m_tabs->addTab(m_notices, tr("Notifications"));
    m_tabs->setTabVisible(NoticesTab, false);
    m_tabs->setMinimumHeight(120);
    m_tabs->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored); // what is left: its tables scroll
    connect(m_notices, &RunNoticesPane::changed, this, &RunPane::showTabs);
    connect(m_events, &QAbstractItemModel::rowsInserted, this, &RunPane::showTabs);
    connect(m_events, &QAbstractItemModel::modelReset, this, &RunPane::showTabs);
    return m_tabs;
}

DataTable *RunPane::buildEvents(QWidget *parent)
{
    auto *table = new DataTable("runEventsTable", tr("Events of the run"), m_events, parent);
    table->horizontalHeader()->hide();
    table->verticalHeader()->setMinimumSectionSize(24);
    table->verticalHeader()->setDefaultSectionSize(24);
    table->setColumnWidth(RunEventsModel::Time, 90);
    table->setMinimumHeight(56);
    new EmptyOverlay(table, tr("Nothing unusual has happened."));
    return table;
}

void RunPane::addSection(const QString &title, QWidget *section)
{
    m_tabs->addTab(section, title);
    showTabs();
}

/// Without anything to say the tabs leave their room to the figures.
void RunPane::showTabs()
{
    const int notices = m_notices->count();
    m_tabs->setTabVisible(EventsTab, !m_isPast);
    m_tabs->setTabVisible(NoticesTab, notices > 0);
    m_tabs->setTabText(NoticesTab, tr("Notifications (%1)").arg(QLocale().toString(notices)));
    m_tabs->setVisible(m_run
                       && ((!m_isPast && m_events->rowCount() > 0) || notices > 0 || m_tabs->count() > NoticesTab + 1));
}

void RunPane::setLastFill(const QList<RunMetrics::FieldFill> &last)
{
    m_cards->setLastFill(last);
}

void RunPane::setKeptTrace(const LatencyTrace &kept, KeptLives lives)
{
    m_cards->setKeptTrace(kept, lives);
}

void RunPane::setNoticeActions(NoticeActions *actions)
{
    m_notices->setActions(actions);
}

void RunPane::setRun(Run *run)
{
    if (m_run)
        disconnect(m_run, nullptr, this, nullptr);
    const LayoutPause rest(m_title->parentWidget());
    m_run = run;
    m_outcome.reset();
    m_plannedReturn.reset();
    m_resumable = false;
    m_tenant->setPlainText(run && run->tenant() ? tenantText(run->tenant()->name, run->tenant()->environment)
                                                : QString());
    setEnabled(run != nullptr);
    m_cards->setLastFill({});
    m_cards->setKeptTrace({}, KeptLives::Earlier);
    m_message->showText({});
    m_notices->setRun(run ? run->id() : QString());
    m_events->setEvents(run ? run->events() : QList<RunEvent>());
    Q_EMIT runChanged(run);
    if (!run) {
        m_title->setPlainText(tr("No run"));
        m_started->setPlainText({});
        showMetrics({});
        m_badge->setStatus(Tone::Neutral, tr("Nothing is running"));
        m_detail->hide();
        showButtons();
        return;
    }
    m_title->setPlainText(runKindText(run->kind()) % u" \u00b7 " % run->title());
    //: %1 is a time of day.
    const QString time = run->startedAt().toLocalTime().toString(QStringLiteral("HH:mm"));
    m_started->setPlainText(run->id().isEmpty() ? tr("Started %1").arg(time)
                                                : tr("Started %1 · Run ID %2").arg(time, run->id()));
    connect(run, &Run::stateChanged, this, &RunPane::showState);
    connect(run, &Run::metricsChanged, this, &RunPane::showMetrics);
    connect(run, &Run::eventAdded, m_events, &RunEventsModel::add);
    connect(run, &Run::finished, this, &RunPane::showOutcome);
    connect(run, &Run::outcomeAmended, this, &RunPane::showOutcome);
    m_detail->hide();
    m_quote->setQuote({});
    showMetrics(run->metrics());
    showState(run->state());
    if (run->outcome())
        showOutcome(*run->outcome());
}

void RunPane::showState(RunState state)
{
    m_state = state;
    if (!m_outcome)
        m_badge->setStatus(Tone(runTone(state, {})), runStateText(state, m_metrics));
    showButtons();
}

void RunPane::showMetrics(const RunMetrics &metrics)
{
    m_metrics = metrics;
    const std::optional<double> share = progressShare(metrics);
    const bool ended = m_outcome.has_value();
    if (ended && m_outcome->succeeded()) {
        m_bar->setRange(0, 1000);
        m_bar->setValue(1000);
    } else if (share || ended || !m_run) {
        m_bar->setRange(0, 1000);
        m_bar->setValue(int(1000 * share.value_or(0)));
    } else {
        m_bar->setRange(0, 0); // under way, and nobody knows how far
    }
    QStringList parts;
    if (share && !ended)
        parts << percentText(*share);
    parts << (ended ? recordsText(metrics.records) : soFarText(metrics));
    if (!ended) {
        parts << rateText(metrics.recordsPerSecond);
        parts << timeLeftText(metrics);
    }
    m_progress->setPlainText(m_run ? parts.join(QStringLiteral(" \u00b7 ")) : QString());
    m_cards->setMetrics(m_run ? m_run->kind() : RunKind::SegmentExport, metrics);
    if (!m_outcome && m_run)
        m_badge->setStatus(Tone(runTone(m_state, {})), runStateText(m_state, metrics));
}

void RunPane::showOutcome(const RunOutcome &outcome)
{
    const LayoutPause rest(m_title->parentWidget());
    m_outcome = outcome;
    const OutcomeWords words = outcomeWords(m_run ? m_run->kind() : RunKind::SegmentExport, outcome, m_metrics);
    m_badge->setStatus(Tone(runTone(RunState::Finished, outcome)), words.headline);
    showDetail();
    m_quote->setQuote(outcome.error ? visibleParagraphs(outcome.error->detail) : QString());
    showMetrics(m_metrics);
    showButtons();
}

void RunPane::showDetail()
{
    QString detail = outcomeWords(m_run ? m_run->kind() : RunKind::SegmentExport, *m_outcome, m_metrics).detail;
    if (!m_outcome->resultFile.isEmpty())
        detail = tr("File: %1.").arg(visibleText(m_outcome->resultFile, 400)) % u' ' % detail;
    if (m_plannedReturn)
        detail
            += u' ' % tr("It resumes automatically at %1 if Muster is open then.").arg(exactTimeText(*m_plannedReturn));
    else if (m_outcome->resumeAt)
        detail += u' ' % tr("The server allows requests again from %1.").arg(exactTimeText(*m_outcome->resumeAt));
    m_detail->setPlainText(detail.trimmed());
    m_detail->setVisible(!detail.trimmed().isEmpty());
}

void RunPane::setPlannedReturn(const std::optional<QDateTime> &at)
{
    if (m_plannedReturn == at)
        return;
    m_plannedReturn = at;
    if (m_outcome)
        showDetail();
    showButtons();
}

void RunPane::showPast()
{
    m_isPast = true;
    showTabs();
    showButtons();
}

void RunPane::setScrolled()
{
    m_isScrolled = true;
    keepHeight();
}

bool RunPane::event(QEvent *event)
{
    const bool handled = QWidget::event(event);
    if (event->type() == QEvent::LayoutRequest)
        keepHeight();
    return handled;
}

void RunPane::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    keepHeight();
}

// A page that scrolls goes by the minimum of what is in it, which knows nothing of how often a line wraps.
void RunPane::keepHeight()
{
    if (!m_isScrolled)
        return;
    const QMargins margins = layout()->contentsMargins();
    const int inner = width() - margins.left() - margins.right();
    int least = margins.top() + margins.bottom() - layout()->spacing();
    for (int i = 0; i < layout()->count(); ++i) {
        const QLayoutItem *item = layout()->itemAt(i);
        if (item->isEmpty())
            continue;
        const QWidget *part = item->widget();
        const bool isText = part != m_cards && part != m_tabs && item->hasHeightForWidth();
        least += layout()->spacing() + (isText ? item->heightForWidth(inner) : item->minimumSize().height());
    }
    setMinimumHeight(least);
}

void RunPane::setResumable(bool resumable)
{
    if (m_resumable == resumable)
        return;
    m_resumable = resumable;
    showButtons();
}

void RunPane::showButtons()
{
    const bool active = m_run && !m_outcome;
    const bool stopping = m_state == RunState::Stopping;
    m_pause->setVisible(active);
    m_pause->setEnabled(!stopping);
    m_cancel->setVisible(active);
    m_cancel->setEnabled(!stopping);
    const auto ended = [this](RunOutcome::Kind kind) { return m_outcome && m_outcome->kind == kind; };
    // What leaves nothing behind is begun again instead.
    const bool canGoOn = m_run && (runMaker(m_run->kind()).resume != nullptr || m_run->kind() == RunKind::LineLookup);
    m_resume->setVisible(canGoOn
                         && ((m_resumable && m_outcome) || ended(RunOutcome::Kind::Paused)
                             || ended(RunOutcome::Kind::Halted) || ended(RunOutcome::Kind::Cancelled)));
    m_discard->setVisible(m_outcome && m_resumable);
    m_stay->setVisible(m_outcome && m_plannedReturn);
    const bool hasFile = m_outcome && !m_outcome->resultFile.isEmpty();
    m_openFile->setVisible(hasFile);
    m_openFolder->setVisible(hasFile);
    m_dismiss->setVisible(!m_isPast && m_run && m_outcome.has_value());
}

void RunPane::askCancel()
{
    if (!m_run)
        return;
    const Question question{
        .title = tr("Cancel the run?"),
        .text = tr("Cancel “%1”?").arg(visibleText(m_run->title(), 100)),
        .detail = cancelQuestionText(m_run->kind()),
        .acceptLabel = tr("Cancel run"),
        .rejectLabel = tr("Keep running"),
        .dangerous = true,
    };
    QPointer<Run> run = m_run;
    Prompts::instance().ask(this, question, [run](bool accepted) {
        if (accepted && run)
            run->cancel();
    });
}

} // namespace muster
