// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/recentitemsmodel.h"

#include "models/items/itemroles.h"
#include "models/text/filetexts.h"
#include "models/text/plaintext.h"
#include "models/text/timetexts.h"

namespace muster {

void RecentItemsModel::setItems(const QList<RecentItem> &items)
{
    beginResetModel();
    m_items = items;
    endResetModel();
}

const RecentItem *RecentItemsModel::item(int row) const
{
    return row >= 0 && row < m_items.size() ? &m_items[row] : nullptr;
}

int RecentItemsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_items.size());
}

int RecentItemsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString RecentItemsModel::text(const RecentItem &item, int column)
{
    switch (column) {
    case Name:
        return visibleText(item.name, 200);
    case Kind:
        return recentKindText(item.kind);
    case Opened:
        return relativeTimeText(item.opened, QDateTime::currentDateTimeUtc());
    }
    return {};
}

QVariant RecentItemsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const RecentItem &item = m_items[index.row()];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return text(item, index.column());
    case RawRole:
        return index.column() == Opened ? QVariant(item.opened) : QVariant(text(item, index.column()));
    case FullTextRole:
        return index.column() == Name && item.kind == RecentItem::Kind::File ? visibleText(item.id, 400)
                                                                             : text(item, index.column());
    case Qt::ToolTipRole:
        if (index.column() == Opened)
            return exactTimeText(item.opened);
        return index.column() == Name && item.kind == RecentItem::Kind::File ? QVariant(visibleText(item.id, 400))
                                                                             : QVariant();
    default:
        return {};
    }
}

QVariant RecentItemsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Name");
    case Kind:
        return tr("What it is");
    case Opened:
        return tr("When");
    }
    return {};
}

} // namespace muster
