// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/rowsmodel.h"
#include "models/runs/run.h"
#include "models/runs/runmanager.h"

namespace muster {

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
