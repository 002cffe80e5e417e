// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/rowsmodel.h"

#include <QSet>

namespace muster {

/// Rows that a person ticks in the first column. A row keeps its tick by its key while rows come and go.
template <class Row>
class TickedRowsModel : public RowsModel<Row>
{
public:
    [[nodiscard]] QList<Row> chosen() const ///< Those that are ticked, in the order of the rows.
    {
        QList<Row> chosen;
        std::ranges::copy_if(this->m_rows, std::back_inserter(chosen),
                             [this](const Row &row) { return isTicked(row); });
        return chosen;
    }

    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override
    {
        const int row = role == Qt::CheckStateRole && index.column() == 0 ? this->checkedRow(index) : -1;
        if (row >= 0)
            return isTicked(this->m_rows[row]) ? Qt::Checked : Qt::Unchecked;
        return role == Qt::CheckStateRole ? QVariant() : RowsModel<Row>::data(index, role);
    }
    [[nodiscard]] bool setData(const QModelIndex &index, const QVariant &value, int role) override
    {
        const int row = this->checkedRow(index);
        if (row < 0 || role != Qt::CheckStateRole || index.column() != 0)
            return false;
        if ((value.value<Qt::CheckState>() == Qt::Checked) == (m_first == First::Ticked))
            m_turned.remove(m_key(this->m_rows[row]));
        else
            m_turned.insert(m_key(this->m_rows[row]));
        Q_EMIT this->dataChanged(index, index, {Qt::CheckStateRole});
        noteChosen();
        return true;
    }
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override
    {
        const Qt::ItemFlags flags = RowsModel<Row>::flags(index);
        return index.column() == 0 ? flags | Qt::ItemIsUserCheckable : flags;
    }

protected:
    enum class First { Ticked, Unticked }; ///< How a row begins.

    TickedRowsModel(QList<TableColumn<Row>> columns, TableModelBase::Spoken spoken, QString (*key)(const Row &),
                    First first, QObject *parent)
        : RowsModel<Row>(std::move(columns), spoken, parent)
        , m_key(key)
        , m_first(first)
    {
    }
    virtual void noteChosen() = 0; ///< A row was ticked, or is not any more.

private:
    [[nodiscard]] bool isTicked(const Row &row) const
    {
        return m_turned.contains(m_key(row)) != (m_first == First::Ticked);
    }

    QString (*const m_key)(const Row &);
    const First m_first;
    QSet<QString> m_turned; ///< Keys of those that a person turned.
};

} // namespace muster
