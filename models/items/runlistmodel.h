// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/run.h"

#include <QAbstractTableModel>

namespace muster {

/// The runs of this session: those that go and those that have ended and were not dismissed. Driven by their signals.
class RunListModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Title, Tenant, State, Progress, Rate, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;
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

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void countsChanged();

private:
    struct Row
    {
        Run *run = nullptr;
        QString id;
        QString title, tenant; ///< Kept: a row may be looked at while its run is being destroyed.
        RunState state = RunState::Preparing;
        RunMetrics metrics;
        std::optional<RunOutcome> outcome;
    };
    void touch(const Run *run, Column first, Column last);
    [[nodiscard]] QString text(const Row &row, int column) const;

    QList<Row> m_rows;
    QStringList m_unfinished;
};

/// The tone of a run's state or end, for badges.
[[nodiscard]] int runTone(RunState state, const std::optional<RunOutcome> &outcome);

} // namespace muster
