// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/runmanager.h"

#include <QAbstractTableModel>

namespace muster {

/// Runs that ended early and can be taken up again, as the journal knows them.
class ResumableRunsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Title, Profile, State, Records, Stopped, File, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;
    void setRuns(const QList<ResumableRun> &runs);
    void refreshTimes(); ///< Call now and then.
    [[nodiscard]] const ResumableRun *run(int row) const;
    [[nodiscard]] int rowOf(const QString &runId) const; ///< -1: not there.

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(const ResumableRun &run, int column) const;

    QList<ResumableRun> m_runs;
};

} // namespace muster
