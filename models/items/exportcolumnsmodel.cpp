// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/exportcolumnsmodel.h"

#include "models/items/itemroles.h"
#include "models/text/exporttexts.h"
#include "models/text/plaintext.h"

#include <QMimeData>
#include <algorithm>

namespace muster {

namespace {

const QString mimeType = QStringLiteral("application/x-muster-export-column");

} // namespace

void ExportColumnsModel::setAttributes(const QList<SegmentAttribute> &attributes)
{
    QList<Row> rows, retired;
    // First those that are there already, in their order, then the new ones.
    QList<SegmentAttribute> left = attributes;
    for (const Row &old : std::as_const(m_rows)) {
        const auto it = std::find_if(left.begin(), left.end(),
                                     [&](const SegmentAttribute &a) { return a.name == old.attribute.name; });
        if (it == left.end())
            continue;
        if (it->valid)
            rows << Row{*it, old.checked, old.fill};
        else
            retired << Row{*it, false, std::nullopt};
        left.erase(it);
    }
    for (const SegmentAttribute &attribute : std::as_const(left))
        (attribute.valid ? rows : retired) << Row{attribute, attribute.valid, std::nullopt};
    beginResetModel();
    m_rows = rows + retired;
    endResetModel();
    Q_EMIT selectionChanged();
}

QStringList ExportColumnsModel::checkedNames() const
{
    QStringList names;
    for (const Row &row : m_rows) {
        if (row.checked)
            names << row.attribute.name;
    }
    return names;
}

int ExportColumnsModel::checkedCount() const
{
    return int(std::count_if(m_rows.begin(), m_rows.end(), [](const Row &row) { return row.checked; }));
}

void ExportColumnsModel::setAllChecked(bool checked)
{
    if (m_rows.isEmpty())
        return;
    for (Row &row : m_rows)
        row.checked = checked && row.attribute.valid;
    Q_EMIT dataChanged(index(0, Name), index(int(m_rows.size()) - 1, Name), {Qt::CheckStateRole});
    Q_EMIT selectionChanged();
}

void ExportColumnsModel::setFill(const QStringList &names, const QList<double> &fill)
{
    if (m_rows.isEmpty())
        return;
    for (Row &row : m_rows) {
        const qsizetype i = names.indexOf(row.attribute.name);
        row.fill = i >= 0 && i < fill.size() ? std::optional(fill[i]) : std::nullopt;
    }
    Q_EMIT dataChanged(index(0, Fill), index(int(m_rows.size()) - 1, Fill));
}

bool ExportColumnsModel::moveUp(int row)
{
    return row > 0 && moveRows({}, row, 1, {}, row - 1);
}

bool ExportColumnsModel::moveDown(int row)
{
    return moveRows({}, row, 1, {}, row + 2);
}

int ExportColumnsModel::usableCount() const
{
    return int(std::count_if(m_rows.begin(), m_rows.end(), [](const Row &row) { return row.attribute.valid; }));
}

int ExportColumnsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int ExportColumnsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ExportColumnsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row &row = m_rows[index.row()];
    const int column = index.column();
    if (role == Qt::CheckStateRole && column == Name)
        return row.checked ? Qt::Checked : Qt::Unchecked;
    if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole) {
        if (column == Name)
            return visibleText(row.attribute.name, 200);
        if (column == Type)
            return row.attribute.valid ? attributeTypeText(row.attribute) : tr("retired, left out");
        return row.fill ? percentText(*row.fill) : row.attribute.valid ? QStringLiteral("\u2013") : QString();
    }
    if (role == ToneRole && column == Type && !row.attribute.valid)
        return QVariant::fromValue(Tone::Warn);
    if (role == ShareRole && column == Fill && row.fill)
        return *row.fill;
    if (role == RawRole)
        return column == Fill ? QVariant(row.fill.value_or(-1)) : data(index, Qt::DisplayRole);
    if (role == Qt::ToolTipRole && column == Fill)
        return row.fill ? tr("Share of records on the first page that have a value.")
                        : tr("Known once the order was checked.");
    return {};
}

bool ExportColumnsModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || role != Qt::CheckStateRole || index.column() != Name
        || !m_rows[index.row()].attribute.valid)
        return false;
    m_rows[index.row()].checked = value.toInt() == Qt::Checked;
    Q_EMIT dataChanged(index, index, {Qt::CheckStateRole});
    Q_EMIT selectionChanged();
    return true;
}

QVariant ExportColumnsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Attribute");
    case Type:
        return tr("Type");
    case Fill:
        return tr("Filled");
    }
    return {};
}

Qt::ItemFlags ExportColumnsModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::ItemIsDropEnabled;
    if (!m_rows[index.row()].attribute.valid)
        return Qt::ItemIsSelectable | Qt::ItemIsEnabled | Qt::ItemNeverHasChildren;
    Qt::ItemFlags flags = Qt::ItemIsSelectable | Qt::ItemIsEnabled | Qt::ItemIsDragEnabled | Qt::ItemNeverHasChildren;
    if (index.column() == Name)
        flags |= Qt::ItemIsUserCheckable;
    return flags;
}

QStringList ExportColumnsModel::mimeTypes() const
{
    return {mimeType};
}

QMimeData *ExportColumnsModel::mimeData(const QModelIndexList &indexes) const
{
    if (indexes.isEmpty())
        return nullptr;
    auto *data = new QMimeData;
    data->setData(mimeType, QByteArray::number(indexes.first().row()));
    return data;
}

bool ExportColumnsModel::dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                                      const QModelIndex &parent)
{
    Q_UNUSED(column)
    if (!data || action != Qt::MoveAction || !data->hasFormat(mimeType))
        return false;
    const int from = data->data(mimeType).toInt();
    const int to = row >= 0 ? row : parent.isValid() ? parent.row() : usableCount();
    moveRows({}, from, 1, {}, std::min(to, usableCount()));
    return false; // moved already: the view must not remove the source row as well
}

bool ExportColumnsModel::moveRows(const QModelIndex &sourceParent, int sourceRow, int count,
                                  const QModelIndex &destinationParent, int destinationChild)
{
    const int usable = usableCount();
    if (sourceParent.isValid() || destinationParent.isValid() || count != 1 || sourceRow < 0 || sourceRow >= usable
        || destinationChild < 0 || destinationChild > usable)
        return false;
    if (!beginMoveRows({}, sourceRow, sourceRow, {}, destinationChild))
        return false;
    m_rows.move(sourceRow, destinationChild > sourceRow ? destinationChild - 1 : destinationChild);
    endMoveRows();
    Q_EMIT selectionChanged();
    return true;
}

} // namespace muster
