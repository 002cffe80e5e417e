// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QAbstractTableModel>

namespace muster::test {

/// As many rows as one likes, none of which is anywhere: four columns, numbers, and in each `every`-th row a word.
/// Counts how often it is asked about a cell.
class ManyRows final : public QAbstractTableModel
{
public:
    static constexpr int every = 1000;
    mutable qint64 asked = 0;

    explicit ManyRows(int rows)
        : m_rows(rows)
    {
    }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : m_rows; }
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : 4; }
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override
    {
        ++asked;
        if (role != Qt::DisplayRole)
            return {};
        if (index.column() == 2 && index.row() % every == every - 1)
            return QStringLiteral("a Needle here");
        return QString::number(index.row() * 7 + index.column());
    }
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override
    {
        ++asked;
        return QAbstractTableModel::flags(index);
    }
    void add(int rows)
    {
        beginInsertRows({}, m_rows, m_rows + rows - 1);
        m_rows += rows;
        endInsertRows();
    }

private:
    int m_rows;
};

} // namespace muster::test
