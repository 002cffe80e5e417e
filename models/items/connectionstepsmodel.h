// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/tenantsession.h"

#include <QAbstractTableModel>

namespace muster {

/// The hops of "Test connection", in the order they were tried.
class ConnectionStepsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Result, Step, Target, Latency, Advice, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;
    void clear();
    void add(const ConnectionHop &step);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(const ConnectionHop &step, int column) const;

    QList<ConnectionHop> m_steps;
};

} // namespace muster
