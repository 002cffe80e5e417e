// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/exportdiffmodels.h"

#include "models/background/whendone.h"
#include "models/text/plaintext.h"

#include <QtConcurrent>
#include <limits>

namespace muster {

namespace {

constexpr int longestCell = 300; // characters
constexpr int longestValue = 100; // of one of several in a cell

/// The rows at these places of `page`, which fall into as few stretches as can be.
Result<QList<ExportDiffRow>> readRows(const std::shared_ptr<const ExportDiff> &diff, RowChange change,
                                      const std::shared_ptr<const ExportDiff::Places> &places, int first, int count)
{
    if (!places)
        return diff->rows(change, first, count);
    QList<ExportDiffRow> rows;
    for (int at = first; at < first + count;) {
        int to = at + 1;
        while (to < first + count && (*places)[std::size_t(to)] == (*places)[std::size_t(to - 1)] + 1)
            ++to;
        TRY(some, diff->rows(change, (*places)[std::size_t(at)], to - at));
        rows += *some;
        at = to;
    }
    return rows;
}

} // namespace

ExportDiffModel::ExportDiffModel(QObject *parent)
    : TableModel({{.title = tr("Key"),
                   .text = [](const ExportDiffRow &row) { return visibleText(row.key, longestCell); },
                   .raw = [](const ExportDiffRow &row) { return row.key; }},
                  {.title = tr("Change"), .text = [this](const ExportDiffRow &row) { return whatText(row); }}},
                 Spoken::TitleAndText, parent)
    , m_search([this](const Result<ExportDiff::Places> &places) { show(places); })
{
    m_readers.setMaxThreadCount(1);
}

ExportDiffModel::~ExportDiffModel() = default;

void ExportDiffModel::setDiff(std::shared_ptr<const ExportDiff> diff)
{
    m_diff = std::move(diff);
    setFilter({});
}

void ExportDiffModel::setFilter(const ExportDiff::Filter &filter)
{
    m_search.cancel();
    beginResetModel();
    ++m_generation;
    m_wanted.clear();
    m_pages.clear();
    m_filter = filter;
    m_places.reset();
    constexpr qint64 most = std::numeric_limits<int>::max() / 2; // far more than a table can be scrolled through
    m_count = m_diff && filter.isAll() ? int(std::min(most, m_diff->count(filter.change))) : 0;
    endResetModel();
    if (m_diff && !filter.isAll())
        m_search.start([diff = m_diff, filter](const std::stop_token &stop) { return diff->find(filter, stop); });
    else
        Q_EMIT filtered();
}

void ExportDiffModel::show(const Result<ExportDiff::Places> &places)
{
    if (!places) {
        Q_EMIT failed(places.error());
        return;
    }
    beginResetModel();
    m_places = std::make_shared<const ExportDiff::Places>(*places);
    m_count = int(m_places->size());
    endResetModel();
    Q_EMIT filtered();
}

int ExportDiffModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_count;
}

const ExportDiffRow *ExportDiffModel::row(int row) const
{
    if (row < 0 || row >= m_count)
        return nullptr;
    const Page *found = m_pages.object(row / page);
    if (!found) {
        want(row / page);
        return nullptr;
    }
    return row % page < found->rows.size() ? &found->rows[row % page] : nullptr;
}

const ExportDiffRow &ExportDiffModel::rowAt(int row) const
{
    return *this->row(row);
}

QVariant ExportDiffModel::data(const QModelIndex &index, int role) const
{
    const int number = checkedRow(index);
    if (number < 0)
        return {};
    if (role == Qt::TextAlignmentRole || row(number))
        return TableModel::data(index, role);
    return role == Qt::DisplayRole || role == RawRole || role == Qt::AccessibleTextRole ? QVariant(QString())
                                                                                        : QVariant();
}

void ExportDiffModel::want(int number) const
{
    if (m_wanted.contains(number))
        return;
    m_wanted.insert(number);
    const int first = number * page, count = std::min(page, m_count - first);
    auto *self = const_cast<ExportDiffModel *>(this); // looking at a cell is what asks for it
    whenDone(self, QtConcurrent::run(&m_readers, readRows, m_diff, m_filter.change, m_places, first, count),
             [self, number, generation = m_generation](const Result<QList<ExportDiffRow>> &rows) {
                 self->received(generation, number, rows);
             });
}

void ExportDiffModel::received(quint64 generation, int number, const Result<QList<ExportDiffRow>> &rows)
{
    if (generation != m_generation)
        return;
    if (!rows) { // stays wanted: not asked for again and again
        Q_EMIT failed(rows.error());
        return;
    }
    m_wanted.remove(number);
    m_pages.insert(number, new Page{*rows});
    const int first = number * page;
    Q_EMIT dataChanged(index(first, 0), index(std::min(first + page, m_count) - 1, ColumnCount - 1));
}

QString ExportDiffModel::whatText(const ExportDiffRow &row) const
{
    QStringList parts;
    if (row.change == RowChange::Changed) {
        for (const int at : row.changed) {
            //: A column, what it was and what it is: "city: Lisbon → Porto".
            parts << tr("%1: %2 \u2192 %3")
                         .arg(visibleText(m_diff->compared[at], longestValue), visibleText(row.older[at], longestValue),
                              visibleText(row.newer[at], longestValue));
        }
    } else {
        for (const QString &value : row.change == RowChange::Left ? row.older : row.newer) {
            if (!value.isEmpty())
                parts << visibleText(value, longestValue);
        }
    }
    return visibleText(parts.join(row.change == RowChange::Changed ? QStringLiteral("; ") : QStringLiteral(" \u00b7 ")),
                       longestCell);
}

ExportDiffValuesModel::ExportDiffValuesModel(QObject *parent)
    : RowsModel(
          {{.title = tr("Column"),
            .text = [](const ExportDiffValue &value) { return visibleText(value.column, longestCell); },
            .spoken =
                [](const ExportDiffValue &value) {
                    const QString column = visibleText(value.column, longestCell);
                    return value.isChanged ? tr("%1, changed").arg(column) : column;
                },
            .tone
            = [](const ExportDiffValue &value) { return value.isChanged ? std::optional(Tone::Warn) : std::nullopt; },
            .icon = [](const ExportDiffValue &) { return QStringLiteral("pencil"); }},
           {.title = tr("Older"),
            .text = [](const ExportDiffValue &value) { return visibleText(value.older, longestCell); },
            .raw = [](const ExportDiffValue &value) { return value.older; },
            .full = [](const ExportDiffValue &value) { return value.older; }},
           {.title = tr("Newer"),
            .text = [](const ExportDiffValue &value) { return visibleText(value.newer, longestCell); },
            .raw = [](const ExportDiffValue &value) { return value.newer; },
            .full = [](const ExportDiffValue &value) { return value.newer; }}},
          Spoken::TitleAndText, parent)
{
}

void ExportDiffValuesModel::setRow(const ExportDiff &diff, const ExportDiffRow *row)
{
    QList<ExportDiffValue> values;
    for (const bool changed : {true, false}) {
        for (qsizetype at = 0; row && at < diff.compared.size(); ++at) {
            if (row->changed.contains(int(at)) == changed)
                values.append({diff.compared[at], row->older[at], row->newer[at], changed});
        }
    }
    setRows(values);
}

} // namespace muster
