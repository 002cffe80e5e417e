// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/run.h"
#include "ui/common/forward.h"

#include <QPointer>
#include <QWidget>

class QProgressBar;

namespace muster {

class NoticeActions;
class RunCards;
class RunEventsModel;
class RunNoticesPane;
enum class KeptLives;

/// One run in full: state, progress, latency over time, fill rate, facts, events, notices; pause, resume and cancel.
/// One component for all jobs, driven by Run's signals alone. After the end the outcome stands first. What needs more
/// than a run's signals is added by the shell as a section.
class RunPane : public QWidget
{
    Q_OBJECT

public:
    explicit RunPane(QWidget *parent = nullptr);
    /// Shows `run` from now on; nullptr empties the pane. The run may go at any time.
    void setRun(Run *run);
    [[nodiscard]] Run *run() const { return m_run; }
    /// The shown run, which is paused, goes on by itself at that time (F04), UTC; nullopt: it does not.
    void setPlannedReturn(const std::optional<QDateTime> &at);
    /// From now on runs of the past are shown: there is no list that they can be taken off, and no events were kept.
    void showPast();
    /// The shares of the last run of this kind on this target, see RunCards; of the shown run, for setRun() forgets
    /// them.
    void setLastFill(const QList<RunMetrics::FieldFill> &last);
    /// What is kept of the answers of the shown run, see RunCards; setRun() forgets it.
    void setKeptTrace(const LatencyTrace &kept, KeptLives lives);
    /// Where the notices of the run are asked for; without it there is no tab of them. It may go at any time.
    void setNoticeActions(NoticeActions *actions);
    /// A tab beside the events, behind those that are there. The pane owns the widget; runChanged() tells it of whom it
    /// is.
    void addSection(const QString &title, QWidget *section);
    /// It stands in a page that scrolls: it has the height that its lines need at its width, instead of lying over
    /// itself where there is less. Elsewhere the window would have to be that high.
    void setScrolled();
    void setResumable(bool resumable); ///< The shown run is in the journal as one to go on with, or to be discarded.

Q_SIGNALS:
    void runChanged(muster::Run *run); ///< Another one is shown; nullptr: none.
    void resumeAsked(const QString &runId);
    void dismissAsked(muster::Run *run);
    void stayPausedAsked(const QString &runId);
    void discardAsked(const QString &runId);

protected:
    bool event(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    void keepHeight();
    QWidget *buildHead();
    QWidget *buildTabs();
    DataTable *buildEvents(QWidget *parent);
    void showTabs();
    void showState(RunState state);
    void showMetrics(const RunMetrics &metrics);
    void showOutcome(const RunOutcome &outcome);
    void showDetail();
    void showButtons();
    void askCancel();

    QPointer<Run> m_run;
    RunState m_state = RunState::Preparing;
    RunMetrics m_metrics;
    std::optional<RunOutcome> m_outcome;
    std::optional<QDateTime> m_plannedReturn;
    bool m_resumable = false;
    bool m_isPast = false;
    bool m_isScrolled = false;
    RunEventsModel *m_events = nullptr;

    PlainLabel *m_title = nullptr;
    PlainLabel *m_tenant = nullptr;
    PlainLabel *m_started = nullptr;
    StatusBadge *m_badge = nullptr;
    PlainLabel *m_detail = nullptr;
    QuoteBox *m_quote = nullptr;
    QProgressBar *m_bar = nullptr;
    PlainLabel *m_progress = nullptr;
    RunCards *m_cards = nullptr;
    PlainLabel *m_message = nullptr; ///< Where a file of the plot is, or why not.
    QTabWidget *m_tabs = nullptr;
    RunNoticesPane *m_notices = nullptr;
    QPushButton *m_pause = nullptr;
    QPushButton *m_resume = nullptr;
    QPushButton *m_stay = nullptr;
    QPushButton *m_cancel = nullptr;
    QPushButton *m_openFile = nullptr;
    QPushButton *m_openFolder = nullptr;
    QPushButton *m_dismiss = nullptr;
    QPushButton *m_discard = nullptr;
};

} // namespace muster
