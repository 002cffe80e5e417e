// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/itemroles.h"

#include <QAbstractTableModel>
#include <QList>
#include <algorithm>
#include <functional>
#include <optional>

namespace muster {

/// What the tables of TableModel share that does not depend on the type of their rows: headings and alignment.
class TableModelBase : public QAbstractTableModel
{
    Q_OBJECT

public:
    /// What a screen reader says of a cell that has no words of its own for it.
    enum class Spoken { Text, TitleAndText };

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

protected:
    struct Heading
    {
        QString title;
        Qt::Alignment align = {}; ///< None: to the left if another column has one, else what the view does by itself.
    };

    TableModelBase(const QList<Heading> &headings, Spoken spoken, QObject *parent);
    /// The row that `index` is in; -1: there is no such cell.
    [[nodiscard]] int checkedRow(const QModelIndex &index) const;
    [[nodiscard]] QVariant alignment(int column) const;
    [[nodiscard]] QString spokenText(int column, const QString &text) const;
    /// All rows look different in these columns.
    void columnsChanged(int first, int last);

private:
    QList<Heading> m_headings;
    bool m_isAligned = false;
    const Spoken m_spoken;
};

/// What one column says of a row. Only `title` and `text` are needed.
template <class Row>
struct TableColumn
{
    template <class Value>
    using Of = std::function<Value(const Row &)>;

    QString title;
    Of<QString> text;
    Of<QVariant> raw = {}; ///< RawRole; without it the text.
    Of<QString> spoken = {}; ///< For a screen reader; without it see TableModelBase::Spoken.
    Of<QString> tip = {}; ///< ToolTipRole; empty: none.
    Of<QString> full = {}; ///< FullTextRole; empty: none.
    Of<std::optional<Tone>> tone = {};
    Of<QString> icon = {}; ///< A name, as themedIcon() takes it; empty: none.
    Of<QVariant> share = {}; ///< ShareRole.
    Qt::Alignment align = {};
};

/// A table that is described by its columns, in the order of the model's enum. Where the rows are kept is the model's
/// business; see RowsModel for those that hold a list.
template <class Row>
class TableModel : public TableModelBase
{
public:
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override
    {
        const int number = checkedRow(index);
        if (number < 0)
            return {};
        const TableColumn<Row> &column = m_columns[index.column()];
        const Row &row = rowAt(number);
        switch (role) {
        case Qt::DisplayRole:
            return column.text(row);
        case RawRole:
            return column.raw ? column.raw(row) : QVariant(column.text(row));
        case Qt::AccessibleTextRole:
            return column.spoken ? column.spoken(row) : spokenText(index.column(), column.text(row));
        case Qt::ToolTipRole:
            return unlessEmpty(column.tip, row);
        case FullTextRole:
            return unlessEmpty(column.full, row);
        case Qt::DecorationRole:
            return unlessEmpty(column.icon, row);
        case ToneRole:
            if (const std::optional<Tone> tone = column.tone ? column.tone(row) : std::nullopt)
                return QVariant::fromValue(*tone);
            return {};
        case ShareRole:
            return column.share ? column.share(row) : QVariant();
        case Qt::TextAlignmentRole:
            return alignment(index.column());
        default:
            return {};
        }
    }

protected:
    using Columns = QList<TableColumn<Row>>;

    TableModel(const Columns &columns, Spoken spoken, QObject *parent)
        : TableModelBase(headings(columns), spoken, parent)
        , m_columns(columns)
    {
    }
    [[nodiscard]] virtual const Row &rowAt(int row) const = 0; ///< Of a row that exists.

private:
    [[nodiscard]] static QList<Heading> headings(const Columns &columns)
    {
        QList<Heading> all;
        for (const TableColumn<Row> &column : columns)
            all.append({column.title, column.align});
        return all;
    }
    [[nodiscard]] static QVariant unlessEmpty(const typename TableColumn<Row>::template Of<QString> &of, const Row &row)
    {
        const QString text = of ? of(row) : QString();
        return text.isEmpty() ? QVariant() : QVariant(text);
    }

    const Columns m_columns;
};

/// A table of a list of rows.
template <class Row>
class RowsModel : public TableModel<Row>
{
public:
    void setRows(const QList<Row> &rows)
    {
        this->beginResetModel();
        m_rows = rows;
        this->endResetModel();
    }
    [[nodiscard]] const QList<Row> &rows() const { return m_rows; }
    [[nodiscard]] const Row *at(int row) const { return isRow(row) ? &m_rows[row] : nullptr; }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : int(m_rows.size());
    }

protected:
    using TableModel<Row>::TableModel;

    [[nodiscard]] const Row &rowAt(int row) const override { return m_rows[row]; }
    [[nodiscard]] bool isRow(int row) const { return row >= 0 && row < m_rows.size(); }
    /// The first row that `is` holds for; -1: none.
    template <class Is>
    [[nodiscard]] int find(const Is &is) const
    {
        const auto found = std::find_if(m_rows.cbegin(), m_rows.cend(), is);
        return found == m_rows.cend() ? -1 : int(found - m_rows.cbegin());
    }
    void append(const Row &row)
    {
        this->beginInsertRows({}, int(m_rows.size()), int(m_rows.size()));
        m_rows.append(row);
        this->endInsertRows();
    }
    void replace(int at, const Row &row)
    {
        m_rows[at] = row;
        Q_EMIT this->dataChanged(this->index(at, 0), this->index(at, this->columnCount() - 1));
    }
    void removeAt(int row)
    {
        this->beginRemoveRows({}, row, row);
        m_rows.removeAt(row);
        this->endRemoveRows();
    }

    QList<Row> m_rows;
};

} // namespace muster
