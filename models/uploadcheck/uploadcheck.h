// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/exportdiff/rowspill.h"
#include "models/sources/tableformat.h"
#include "models/uploadcheck/uploadcolumns.h"

#include <QDateTime>
#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace muster {

struct UploadCheckOrder
{
    QString file; ///< CSV or tab-separated, with column names in its first row; absolute.
    UploadColumns::Choice columns = {};
    std::optional<SourceEncoding> encoding = {}; ///< Unset: guessed.
    QString defaultRegion; ///< That national numbers are read with; empty: none.
    bool digitsAreInternational = false; ///< Digits without a plus sign begin with a country code all the same.
    UploadLimits limits = {};
    QString folder; ///< For what is kept on the disk meanwhile; must be writable.
};

/// A file that was checked, as it was then. Immutable: any number of threads.
class UploadCheck
{
public:
    static constexpr qsizetype mostShown = 1'000; ///< Findings of a rule that first() has.
    static constexpr qint64 mostKept = 100'000; ///< Findings of a rule that forEachFinding() has; all are counted.

    using Progress = std::function<void(double share)>; ///< On the worker.

    /// Reads the file once. Memory: some 20 MiB and three bits a row, one of which stays; disk: findings, and 32 bytes for each id and
    /// number. Blocks; for a worker.
    ///
    /// What the file breaks is a finding, never an error. Errors: openOutsideFile(), refuseForeign(); BadInput
    /// "upload_not_table" (JSON Lines), "csv_no_such_column" (`subject`: the name), "unknown_region", "csv_empty";
    /// those of the disk; Cancelled.
    [[nodiscard]] static Result<std::shared_ptr<const UploadCheck>> run(const UploadCheckOrder &order,
                                                                        const Progress &progress,
                                                                        const std::stop_token &stop,
                                                                        DiskAccess &disk = DiskAccess::system());

    QString file; ///< Absolute.
    QString digest; ///< SHA-256 of it as it was read; empty where the reading ended before its end.
    qint64 bytes = 0;
    TableFormat format;
    UploadColumns columns;
    QString defaultRegion;
    bool digitsAreInternational = false;
    UploadLimits limits;
    QDateTime at; ///< When it was finished; UTC.
    qint64 rows = 0; ///< Those that have any text, the header aside.
    qint64 broken = 0; ///< Of them, those in which something breaks a rule.
    qint64 unjudged = 0; ///< Of the others, those of whose numbers nothing is known without a region.
    bool isWhole = true; ///< Nothing ended the reading before the file's end.

    [[nodiscard]] qint64 accepted() const { return rows - broken; }
    [[nodiscard]] qint64 count(UploadRule rule) const { return m_counts[std::size_t(rule)]; }
    [[nodiscard]] qint64 breaks() const; ///< Findings that break a rule.
    [[nodiscard]] qint64 advice() const; ///< Findings that do not.
    [[nodiscard]] bool isFit() const { return breaks() == 0; } ///< An upload may take it as it is.
    /// What keeps a copy from being made: it would be broken likewise. BadInput "upload_not_whole",
    /// "upload_column_names", "upload_no_rows"; `subject`: the file.
    [[nodiscard]] Result<void> copyable() const;

    /// The first findings of a rule, by row.
    [[nodiscard]] const QList<UploadFinding> &first(UploadRule rule) const { return m_first[std::size_t(rule)]; }
    /// The findings that are kept: as they stand in the file, and behind them those that rows have in common. Blocks on
    /// the disk.
    [[nodiscard]] Result<void> forEachFinding(const std::function<Result<void>(const UploadFinding &finding)> &visit,
                                              const std::stop_token &stop) const;
    /// Whether the row at that place has an id that an earlier one has.
    [[nodiscard]] bool isRepeated(qint64 row) const
    {
        return std::size_t(row) < m_repeated.size() && m_repeated[std::size_t(row)];
    }

private:
    class Checking;

    explicit UploadCheck(RowSpill spill)
        : m_found(std::move(spill))
    {
    }

    std::array<qint64, uploadRuleCount> m_counts{};
    std::array<QList<UploadFinding>, uploadRuleCount> m_first;
    RowSpill m_found;
    std::vector<bool> m_repeated; ///< By the row's place.
};

} // namespace muster
