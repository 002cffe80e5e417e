// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/runmanager.h"
#include "ui/common/forward.h"

#include <QWidget>

namespace muster {

class AllRunsPane;
class ResumableRunsModel;
class RunHistory;
class RunListModel;
class RunPane;
class TeamPane;
class TeamPublisher;

/// What runs, what has ended in this session, and what can be taken up again; beside it all runs that ever were. Asks;
/// the shell acts.
class ActivityPage : public QWidget
{
    Q_OBJECT
    Q_CLASSINFO("help", "activity")

public:
    explicit ActivityPage(RunListModel *runs, QWidget *parent = nullptr);
    /// Adds the side with all runs, which is built when it is looked at first; once. `history` outlives the page.
    void offerAllRuns(RunHistory &history);
    [[nodiscard]] AllRunsPane *allRuns() const { return m_allRuns; } ///< nullptr: nobody has looked yet.
    /// Adds the side with what a team's computers have told, seen while there is a team's database and built when it is
    /// looked at first; once. `team` outlives the page.
    void offerTeam(TeamPublisher &team);
    void setResumable(const QList<ResumableRun> &runs);
    void showRun(Run *run);
    void showPast(const QString &runId); ///< On the side with all runs.
    /// What became of the notices of all runs.
    void setNotices(const RunCallbacks &notices);
    /// Column widths and splitters, to be remembered; what does not fit is ignored.
    [[nodiscard]] QByteArray layoutState() const;
    void restoreLayout(const QByteArray &state);
    [[nodiscard]] RunPane *pane() const { return m_pane; }

Q_SIGNALS:
    void resumeAsked(const QString &runId);
    void discardAsked(const QString &runId); ///< The person has confirmed it.
    void stayPausedAsked(const QString &runId); ///< It must not go on by itself.
    void noticesAsked();
    void schedulesAsked();
    void allRunsBuilt(muster::AllRunsPane *allRuns);

private:
    QWidget *buildHead();
    QWidget *buildRuns(RunListModel *runs);
    QWidget *buildResumable();
    void showEmpty();
    void buildAllRuns(RunHistory &history);
    void tellAllRuns();
    void askDiscard(const ResumableRun *run);
    void showStored();
    void showSelection();
    void showReturns();
    [[nodiscard]] const ResumableRun *stored(const QString &runId) const;

    RunListModel *const m_runs;
    QList<ResumableRun> m_stored; ///< All; those of this session stand in the upper table alone.
    ResumableRunsModel *m_resumable = nullptr;
    QTabWidget *m_tabs = nullptr;
    QWidget *m_allRunsPlace = nullptr; ///< Its tab.
    AllRunsPane *m_allRuns = nullptr;
    QWidget *m_teamPlace = nullptr; ///< Its tab.
    TeamPane *m_team = nullptr; ///< nullptr: nobody has looked yet.
    QStackedWidget *m_stack = nullptr;
    QSplitter *m_splitter = nullptr;
    DataTable *m_runTable = nullptr;
    RunPane *m_pane = nullptr;
    QWidget *m_resumableBox = nullptr;
    DataTable *m_resumableTable = nullptr;
    QPushButton *m_stay = nullptr;
    QPushButton *m_notices = nullptr;
    QWidget *m_runsBox = nullptr;
};

} // namespace muster
