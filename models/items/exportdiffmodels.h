// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/background/workerjob.h"
#include "models/exportdiff/exportdiff.h"
#include "models/items/rowsmodel.h"

#include <QCache>
#include <QSet>
#include <QThreadPool>
#include <memory>

namespace muster {

/// The rows that differ between two exports, of one change at a time, as far as a filter shows them. Holds numbers at
/// most; rows are read in pages when they are looked at, on a thread of the model's own, and some hundreds are kept. A
/// row that is on its way is empty and changes when it comes.
class ExportDiffModel : public TableModel<ExportDiffRow>
{
    Q_OBJECT

public:
    enum Column { Key, What, ColumnCount };
    static constexpr int page = 50; ///< Rows that are read at once.
    static constexpr int keptPages = 20;

    explicit ExportDiffModel(QObject *parent = nullptr);
    ~ExportDiffModel() override;
    /// nullptr empties it. All changed rows are shown.
    void setDiff(std::shared_ptr<const ExportDiff> diff);
    [[nodiscard]] const std::shared_ptr<const ExportDiff> &diff() const { return m_diff; }
    /// Overtakes one that is not answered yet. At once where it shows all rows, else when filtered() says so; until
    /// then there is no row.
    void setFilter(const ExportDiff::Filter &filter);
    [[nodiscard]] bool isSearching() const { return m_search.isRunning(); }
    [[nodiscard]] const ExportDiffRow *row(int row) const; ///< nullptr: none, or not here yet.

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

Q_SIGNALS:
    void filtered(); ///< The rows are those of the filter.
    void failed(const muster::ApiError &error); ///< Rows could not be read.

private:
    struct Page
    {
        QList<ExportDiffRow> rows;
    };
    [[nodiscard]] const ExportDiffRow &rowAt(int row) const override;
    [[nodiscard]] QString whatText(const ExportDiffRow &row) const;
    void show(const Result<ExportDiff::Places> &places);
    void want(int page) const;
    void received(quint64 generation, int page, const Result<QList<ExportDiffRow>> &rows);

    std::shared_ptr<const ExportDiff> m_diff;
    ExportDiff::Filter m_filter;
    /// Of the rows that fit; nullptr: all of them.
    std::shared_ptr<const ExportDiff::Places> m_places;
    int m_count = 0;
    quint64 m_generation = 0; ///< Of the rows' places.
    mutable QSet<int> m_wanted; ///< Pages that are being read.
    mutable QCache<int, Page> m_pages{keptPages};
    WorkerJob<Result<ExportDiff::Places>> m_search;
    mutable QThreadPool m_readers; ///< The last one: it waits for it.
};

/// One row that differs, column by column: what it was beside what it is.
struct ExportDiffValue
{
    QString column, older, newer;
    bool isChanged = false;
};
class ExportDiffValuesModel : public RowsModel<ExportDiffValue>
{
    Q_OBJECT

public:
    enum Column { Name, Older, Newer, ColumnCount };

    explicit ExportDiffValuesModel(QObject *parent = nullptr);
    /// Those that differ first. nullptr empties it.
    void setRow(const ExportDiff &diff, const ExportDiffRow *row);
};

} // namespace muster
