// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/sourcerowsmodel.h"

#include "models/items/itemroles.h"
#include "models/text/plaintext.h"

#include <algorithm>

namespace muster {

namespace {

constexpr std::size_t longestShown = 400; // bytes; a cell may have 64 KiB, nobody reads them in a table

} // namespace

void SourceRowsModel::setSample(const SharedSourceSample &sample)
{
    beginResetModel();
    m_sample = sample;
    endResetModel();
}

int SourceRowsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_sample ? 0 : int(m_sample->rows.size());
}

int SourceRowsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_sample ? 0 : int(m_sample->columns.size()) + 1;
}

QVariant SourceRowsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    if (role != Qt::DisplayRole && role != RawRole && role != Qt::AccessibleTextRole)
        return {};
    const SourceRow &row = m_sample->rows[std::size_t(index.row())];
    QString text;
    if (index.column() == 0) {
        text = QString::number(row.number);
    } else if (std::size_t(index.column()) <= row.cells.size()) {
        const std::string_view cell = row.cells[std::size_t(index.column() - 1)];
        text = visibleText(QString::fromUtf8(cell.data(), qsizetype(std::min(cell.size(), longestShown))), 100);
    }
    if (role == Qt::AccessibleTextRole)
        return QString(headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString() % u": " % text);
    return text;
}

QVariant SourceRowsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || !m_sample)
        return {};
    if (section == 0)
        return tr("Row");
    return section <= m_sample->columns.size() ? visibleText(m_sample->columns[section - 1], 60) : QString();
}

} // namespace muster
