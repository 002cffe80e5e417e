// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/tablesearch.h"

#include <QAbstractItemModel>
#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <algorithm>

namespace muster {

namespace {

constexpr qint64 searchMilliseconds = 4; // as in a copy: what is painted meanwhile needs the rest of the frame
constexpr qint64 tellMilliseconds = 100;

} // namespace

TableSearch::TableSearch(QObject *parent)
    : QObject(parent)
{
    m_timer.setInterval(0);
    connect(&m_timer, &QTimer::timeout, this, &TableSearch::work);
}

void TableSearch::setModel(QAbstractItemModel *model)
{
    if (m_model == model)
        return;
    if (m_model)
        m_model->disconnect(this);
    m_model = model;
    if (model) {
        connect(model, &QAbstractItemModel::rowsInserted, this,
                [this](const QModelIndex &, int first) { rowsCame(first); });
        for (const auto signal : {&QAbstractItemModel::rowsRemoved, &QAbstractItemModel::columnsInserted,
                                  &QAbstractItemModel::columnsRemoved})
            connect(model, signal, this, &TableSearch::restart);
        connect(model, &QAbstractItemModel::rowsMoved, this, &TableSearch::restart);
        connect(model, &QAbstractItemModel::dataChanged, this, &TableSearch::restart);
        connect(model, &QAbstractItemModel::layoutChanged, this, &TableSearch::restart);
        connect(model, &QAbstractItemModel::modelReset, this, &TableSearch::restart);
    }
    restart();
}

void TableSearch::setColumns(const QList<int> &columns)
{
    if (m_columns == columns)
        return;
    m_columns = columns;
    restart();
}

void TableSearch::setText(const QString &text)
{
    if (m_text == text)
        return;
    m_text = text;
    restart();
}

bool TableSearch::matches(const QModelIndex &cell) const
{
    return !m_text.isEmpty() && cell.data(Qt::DisplayRole).toString().contains(m_text, Qt::CaseInsensitive);
}

bool TableSearch::rowMatches(int row) const
{
    return std::any_of(m_columns.cbegin(), m_columns.cend(),
                       [this, row](int column) { return matches(m_model->index(row, column)); });
}

void TableSearch::restart()
{
    m_isStale = true; // what was found is shown until the first slice found better
    if (m_text.isEmpty() || !m_model) {
        m_timer.stop();
        m_rows.clear();
        m_next = 0;
        Q_EMIT progressed();
        return;
    }
    m_timer.start();
}

void TableSearch::rowsCame(int first)
{
    if (m_isStale || first < m_next)
        restart();
    else if (!m_text.isEmpty())
        m_timer.start();
}

void TableSearch::work()
{
    if (m_isStale) {
        m_rows.clear();
        m_next = 0;
        m_toldAt = 0;
        m_isStale = false;
    }
    QElapsedTimer taken;
    taken.start();
    const int rows = m_model ? m_model->rowCount() : 0;
    while (m_next < rows && taken.elapsed() < searchMilliseconds) {
        if (rowMatches(m_next))
            m_rows.push_back(m_next);
        ++m_next;
    }
    const qint64 now = QDeadlineTimer::current().deadline();
    if (m_next < rows && now - m_toldAt < tellMilliseconds)
        return;
    m_toldAt = now;
    if (m_next >= rows)
        m_timer.stop();
    Q_EMIT progressed();
}

std::optional<qsizetype> TableSearch::placeOf(int row) const
{
    const auto found = std::lower_bound(m_rows.cbegin(), m_rows.cend(), row);
    if (found == m_rows.cend() || *found != row)
        return std::nullopt;
    return found - m_rows.cbegin();
}

int TableSearch::behind(int row) const
{
    if (m_rows.empty())
        return -1;
    const auto found = std::upper_bound(m_rows.cbegin(), m_rows.cend(), row);
    return found == m_rows.cend() ? m_rows.front() : *found;
}

int TableSearch::before(int row) const
{
    if (m_rows.empty())
        return -1;
    const auto found = std::lower_bound(m_rows.cbegin(), m_rows.cend(), row);
    return found == m_rows.cbegin() ? m_rows.back() : *std::prev(found);
}

} // namespace muster
