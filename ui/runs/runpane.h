// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/run.h"
#include "ui/common/forward.h"

#include <QPointer>
#include <QWidget>

class QProgressBar;

namespace muster {

class FillBars;
class RunEventsModel;
class SparkLine;

/// One run in full: state, progress, latency, fill rate, facts, events; pause, resume and cancel. One component for all
/// jobs, driven by Run's signals alone. After the end the outcome stands first.
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
    void setDismissable(bool dismissable); ///< There is a list that an ended run can be taken off; at first so.
    void setResumable(bool resumable); ///< The shown run is in the journal as one to go on with, or to be discarded.

Q_SIGNALS:
    void resumeAsked(const QString &runId);
    void dismissAsked(muster::Run *run);
    void stayPausedAsked(const QString &runId);
    void discardAsked(const QString &runId);

private:
    void build();
    QWidget *buildHead();
    QWidget *buildFigures();
    QWidget *buildEvents();
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
    bool m_dismissable = true;
    RunEventsModel *m_events = nullptr;

    PlainLabel *m_title = nullptr;
    PlainLabel *m_tenant = nullptr;
    PlainLabel *m_started = nullptr;
    StatusBadge *m_badge = nullptr;
    PlainLabel *m_detail = nullptr;
    QuoteBox *m_quote = nullptr;
    QProgressBar *m_bar = nullptr;
    PlainLabel *m_progress = nullptr;
    PlainLabel *m_latency = nullptr;
    SparkLine *m_plot = nullptr;
    FillBars *m_fill = nullptr;
    QWidget *m_fillCard = nullptr;
    PlainLabel *m_figures = nullptr;
    QWidget *m_figuresCard = nullptr;
    PlainLabel *m_facts = nullptr;
    DataTable *m_eventTable = nullptr;
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
