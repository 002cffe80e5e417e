// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/run.h"

#include <QAbstractTableModel>

namespace muster {

/// The event list of a run, newest first, at most 500.
class RunEventsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Time, Text, ColumnCount };
    static constexpr int cap = 500;

    using QAbstractTableModel::QAbstractTableModel;
    void setEvents(const QList<RunEvent> &oldestFirst);
    void add(const RunEvent &event);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<RunEvent> m_events; ///< Oldest first, so that adding is cheap; rows count from the end.
};

} // namespace muster
