// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/exportdiff/exportfile.h"
#include "models/exportdiff/rowspill.h"
#include "network/wire/keytable.h"

#include <array>
#include <memory>

namespace muster {

/// What became of a row between two exports.
enum class RowChange {
    Changed, ///< In both, with another value of at least one column.
    Joined, ///< In the newer one only.
    Left, ///< In the older one only.
};
template <>
inline constexpr KeyTable<RowChange, 3> keyTable<RowChange>{{
    {RowChange::Changed, QLatin1String("changed")},
    {RowChange::Joined, QLatin1String("joined")},
    {RowChange::Left, QLatin1String("left")},
}};
inline constexpr std::array allRowChanges{RowChange::Changed, RowChange::Joined, RowChange::Left};

/// Which exports are to be compared.
struct ExportDiffOrder
{
    QString older, newer; ///< Files; absolute.
    QString key; ///< The column by which rows belong together; empty: ExportFile::idColumn.
    QString folder; ///< For what is kept on the disk meanwhile; must be writable.
};

/// A row that differs, as a person reads it. Texts from outside: shown by visibleText().
struct ExportDiffRow
{
    RowChange change = RowChange::Changed;
    QString key;
    /// Of ExportDiff::compared, in its order; empty where the row is not in that export.
    QStringList older, newer;
    QList<int> changed; ///< Places of those that differ; none unless `change` is Changed.
    bool operator==(const ExportDiffRow &) const = default;
};

/// What differs between two exports, kept on the disk. Immutable: any number of threads.
class ExportDiff
{
public:
    /// Hears how far it is, 0 to 1; on the worker.
    using Progress = std::function<void(double share)>;

    /// Opens both, finds rows that belong together by sorting digests of their keys on the disk, then reads the rows
    /// that differ once more. Memory: about 20 MiB, whatever the files' length; disk: 32 bytes a row, and the rows that
    /// differ. Rows are taken for equal by a seeded digest of 64 bits of their values, keys by 128 bits. Blocks; for a
    /// worker. Needs files that stay as they are: what changes meanwhile is an error.
    ///
    /// Errors of ExportFile::open() and forEachRow(). BadInput "export_formats_differ" (subject: the newer file),
    /// "export_key_missing" (subject: the file; detail: the column), "export_key_empty" (subject: the file; detail: the
    /// first row), "export_key_doubled" (subject: the file; detail: the first two rows that have one key, as
    /// "12, 845"), "export_nothing_common" (no column besides the key is in both), "export_treatment_differs" (subject:
    /// the newer file; detail: the columns of both, the key too, that were masked or made pseudonyms in one way here
    /// and another there, or with another key). Cancelled.
    [[nodiscard]] static Result<std::shared_ptr<const ExportDiff>>
    compare(const ExportDiffOrder &order, const Progress &progress, const std::stop_token &stop);

    ExportFile older, newer;
    QString key; ///< Column.
    QStringList compared; ///< Columns of both but the key, in the newer one's order.
    QStringList onlyOlder, onlyNewer; ///< Columns of one of them: not compared.
    qint64 olderRows = 0, newerRows = 0;
    qint64 unchanged = 0;
    QList<qint64> changedValues; ///< Changed rows in which it differs; one for each of `compared`.

    [[nodiscard]] qint64 count(RowChange change) const { return m_rows[std::size_t(change)].count(); }
    [[nodiscard]] bool isSame() const
    {
        return count(RowChange::Changed) + count(RowChange::Joined) == 0 && count(RowChange::Left) == 0;
    }
    /// Of that change, from `first` on, fewer at the end: joined ones in the order of the newer export, the others in
    /// that of the older. Blocks on the disk.
    [[nodiscard]] Result<QList<ExportDiffRow>> rows(RowChange change, qint64 first, qint64 count) const;

    /// Which rows of a change are looked at.
    struct Filter
    {
        RowChange change = RowChange::Changed;
        int column = -1; ///< Place in `compared`: only rows in which it differs; -1: any. Of changed ones.
        QString text; ///< Part of the key or of a value, older or newer, whatever the case; empty: all.
        [[nodiscard]] bool isAll() const { return column < 0 && text.isEmpty(); }
        bool operator==(const Filter &) const = default;
    };
    using Places = std::vector<qint64>;
    /// Where the rows are that fit, ascending, as rows() counts them. Reads all rows of the change: some seconds a
    /// million. Cancelled. For a worker.
    [[nodiscard]] Result<Places> find(const Filter &filter, const std::stop_token &stop) const;

    /// A row that differs, as it stands in the files; valid during the visit.
    struct Raw
    {
        RowChange change;
        /// The newer row, of one that left the older one: a cell for each column of its file, see ExportRow.
        std::vector<std::string_view> cells;
        std::string_view line;
    };
    using RawVisit = std::function<Result<void>(const Raw &row)>;
    /// All of them, in the order of allRowChanges. Blocks on the disk.
    [[nodiscard]] Result<void> forEach(const RawVisit &visit, const std::stop_token &stop) const;

private:
    class Comparison;

    explicit ExportDiff(std::array<RowSpill, 3> rows)
        : m_rows(std::move(rows))
    {
    }

    /// By RowChange. Joined and left: the row; changed: the older and the newer one.
    std::array<RowSpill, 3> m_rows;
    QList<qsizetype> m_olderPlaces, m_newerPlaces; ///< Of `compared`, in the columns of the files.
    qsizetype m_olderKey = 0, m_newerKey = 0; ///< The same of the key.
};

} // namespace muster
