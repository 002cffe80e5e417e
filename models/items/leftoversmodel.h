// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/lists/leftoversreading.h"

#include <QAbstractTableModel>

namespace muster {

/// The contacts that a run on a list did not change as it was to, and why.
class LeftoversModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { ContactId, Planned, Fate, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;
    void setLeftovers(const Leftovers &leftovers);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] static QString text(const Leftover &leftover, int column);

    QList<Leftover> m_rows;
};

} // namespace muster
