// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/reportcountsmodel.h"

#include "models/items/itemroles.h"

#include <QLocale>

namespace muster {

void ReportCountsModel::setCounts(const QList<ListReportCount> &counts)
{
    beginResetModel();
    m_counts = counts;
    endResetModel();
}

int ReportCountsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_counts.size());
}

int ReportCountsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString ReportCountsModel::text(const ListReportCount &count, int column)
{
    const QLocale locale;
    switch (column) {
    case Kind:
        return listReportKindText(count.kind);
    case Name:
        return listReportNameText(count);
    case Before:
        return locale.toString(count.before);
    case After:
        return count.after ? locale.toString(*count.after) : tr("not read again");
    case Change:
        if (!count.after)
            return {};
        // A true minus sign, and a plus where it grew.
        if (const qint64 change = *count.after - count.before; change != 0)
            return (change > 0 ? u'+' : u'\u2212') + locale.toString(std::abs(change));
        return locale.toString(0);
    }
    return {};
}

QVariant ReportCountsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const ListReportCount &count = m_counts[index.row()];
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return text(count, column);
    case RawRole:
        return column == Before                   ? QVariant(count.before)
            : column == After && count.after      ? QVariant(*count.after)
            : column == Change && count.after     ? QVariant(*count.after - count.before)
            : column == After || column == Change ? QVariant()
                                                  : QVariant(text(count, column));
    case Qt::AccessibleTextRole:
        return QString(headerData(column, Qt::Horizontal, Qt::DisplayRole).toString() % u": " % text(count, column));
    case Qt::TextAlignmentRole:
        return int((column >= Before ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    default:
        return {};
    }
}

QVariant ReportCountsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section >= Before ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Kind:
        return tr("Counted by");
    case Name:
        return tr("What");
    case Before:
        return tr("Before");
    case After:
        return tr("After");
    case Change:
        return tr("Change");
    }
    return {};
}

} // namespace muster
