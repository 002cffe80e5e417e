// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/recentitems.h"

#include <QAbstractTableModel>

namespace muster {

/// What was opened last with one connection, the newest first.
class RecentItemsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, Kind, Opened, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;
    void setItems(const QList<RecentItem> &items);
    [[nodiscard]] const RecentItem *item(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] static QString text(const RecentItem &item, int column);

    QList<RecentItem> m_items;
};

} // namespace muster
