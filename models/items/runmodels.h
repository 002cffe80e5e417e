// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/rowsmodel.h"
#include "models/runs/run.h"
#include "models/runs/runmanager.h"

namespace muster {

/// A run as its row shows it.
struct ShownRun
{
    Run *run = nullptr;
    QString id;
    QString title, tenant; ///< Kept: a row may be looked at while its run is being destroyed.
    RunState state = RunState::Preparing;
    RunMetrics metrics;
    std::optional<RunOutcome> outcome;
};

/// The runs of this session: those that go and those that have ended and were not dismissed. Driven by their signals.
class RunListModel : public RowsModel<ShownRun>
{
    Q_OBJECT

public:
    enum Column { Title, Tenant, State, Progress, Rate, ColumnCount };

    explicit RunListModel(QObject *parent = nullptr);
    void add(Run *run); ///< Taken off by itself when it is destroyed.
    void remove(Run *run);
    [[nodiscard]] Run *run(int row) const;
    [[nodiscard]] int rowOf(const Run *run) const;
    [[nodiscard]] bool isActive(int row) const; ///< It has not ended.
    [[nodiscard]] int activeCount() const; ///< Not ended.
    /// Runs of earlier starts that nobody has gone on with yet. Those that are rows as well count once.
    void setUnfinished(const QStringList &runIds);
    [[nodiscard]] bool contains(const QString &runId) const;
    /// Ended in a way a person must look at, in this session or an earlier one.
    [[nodiscard]] int attentionCount() const;
    /// 0 to 1, over all that have not ended and know how far they are; nullopt: none does.
    [[nodiscard]] std::optional<double> activeProgress() const;

    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

Q_SIGNALS:
    void countsChanged();

private:
    void touch(const Run *run, Column first, Column last);

    QStringList m_unfinished;
};

/// The tone of a run's state or end, for badges.
[[nodiscard]] int runTone(RunState state, const std::optional<RunOutcome> &outcome);

/// Runs that ended early and can be taken up again, as the journal knows them.
class ResumableRunsModel : public RowsModel<ResumableRun>
{
    Q_OBJECT

public:
    enum Column { Title, Profile, State, Records, Stopped, File, ColumnCount };

    explicit ResumableRunsModel(QObject *parent = nullptr);
    void refreshTimes() { columnsChanged(Stopped, Stopped); } ///< Call now and then.
    [[nodiscard]] int rowOf(const QString &runId) const; ///< -1: not there.
};

/// The event list of a run, newest first, at most 500.
class RunEventsModel : public TableModel<RunEvent>
{
    Q_OBJECT

public:
    enum Column { Time, Text, ColumnCount };
    static constexpr int cap = 500;

    explicit RunEventsModel(QObject *parent = nullptr);
    void setEvents(const QList<RunEvent> &oldestFirst);
    void add(const RunEvent &event);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;

private:
    [[nodiscard]] const RunEvent &rowAt(int row) const override { return m_events[m_events.size() - 1 - row]; }

    QList<RunEvent> m_events; ///< Oldest first, so that adding is cheap; rows count from the end.
};

} // namespace muster
