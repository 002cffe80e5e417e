// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/enrich/checkedrow.h"
#include "models/rules/enrich/enrichfindings.h"
#include "models/runs/enrich/check/checkreport.h"
#include "models/runs/enrich/check/rowfeed.h"
#include "models/runs/enrich/enrichorders.h"
#include "models/sinks/csvrows.h"
#include "models/store/backupfile.h"

#include <QCoro/QCoroTask>
#include <functional>
#include <stop_token>

namespace muster {

/// The rows that do not fit, as CSV (see CsvRows): row (its place in the source), reasons (for spreadsheets called
/// guardedReasons, by which a TableReader knows them), then the source's own columns as they stand, so that the file
/// can be mended and checked again; of a file of this kind without its own two. Reasons are "column: rule" by key,
/// separated by "; ". The file appears when it is complete and synced, mode 0600; "exists" where there is one. One
/// thread; blocks on the disk.
class RejectFile
{
public:
    [[nodiscard]] static Result<RejectFile> create(const QString &file, const CompiledMapping &mapping,
                                                   TextProfile profile);

    /// A row that is not Rejected is passed over.
    [[nodiscard]] Result<void> add(const CheckedRow &row, const SourceRow &source);
    [[nodiscard]] Result<WrittenFile> finish() { return m_out.finish(); }
    [[nodiscard]] qint64 rows() const { return m_rows; }

private:
    RejectFile(CsvTextFile out, const CompiledMapping &mapping, std::size_t passedOver);

    CsvTextFile m_out;
    std::vector<std::string> m_columns;
    std::size_t m_passedOver; ///< So many columns of the source are those of a file of this kind.
    qint64 m_rows = 0;
};

/// What a check has beside its order.
struct CheckContext
{
    TextProfile rejectsProfile = TextProfile::Machines;
    SharedContactValues values; ///< As RowFeed::open().
    bool proposesRepairs = false; ///< CheckReport::repairs are wanted.
    bool listsRejected = false; ///< takeRejected() is wanted.
    bool copies = false; ///< takeCopies() is wanted; needs values.
};

/// A row that does not fit. Holds a contact's id.
struct RejectedRow
{
    std::string contactId; ///< Empty: it is what does not fit.
    EnrichRule rule = EnrichRule::IdMissing; ///< The first that rejects it.
    qint64 row = 0; ///< See SourceRow::number.
};

/// The check of a whole source, step by step, on a worker: RowFeed -> CheckReport, and the rejected rows into their
/// file. What came of an unfinished one is removed with it. Blocks; one thread at a time.
class SourceCheck
{
public:
    /// Errors as RowFeed::open() and RejectFile::create().
    [[nodiscard]] static Result<std::unique_ptr<SourceCheck>> begin(const EnrichCheckOrder &order,
                                                                    CheckContext context);

    /// BadInput "source_no_rows" where there are none. Some thousand rows further; false when all are checked and the
    /// reject file has its name. A reject file is only kept when there is something in it.
    [[nodiscard]] Result<bool> step();
    [[nodiscard]] qint64 rows() const { return m_feed->rows(); }
    [[nodiscard]] double share() const { return m_feed->share(); } ///< Of the file; 0 to 1.
    [[nodiscard]] qint64 rejected() const { return m_rejects ? m_rejects->rows() : 0; }
    /// Of the rows of the last step that are to be sent, in their order: what their contacts held and what is written.
    [[nodiscard]] std::vector<BackupRecord> takeCopies() { return std::exchange(m_copies, {}); }
    /// Of the last step.
    [[nodiscard]] std::vector<RejectedRow> takeRejected() { return std::exchange(m_rejected, {}); }
    /// Once, after step() has said that all is done.
    [[nodiscard]] CheckReport takeReport();

private:
    SourceCheck(std::unique_ptr<RowFeed> feed, const EnrichCheckOrder &order, const CheckContext &context);
    [[nodiscard]] Result<void> finish();
    void copy(const CheckedRow &row);
    void list(const CheckedRow &row);

    const std::unique_ptr<RowFeed> m_feed;
    const EnrichmentMapping m_mapping;
    const ListSchema m_schema;
    const bool m_proposesRepairs;
    const bool m_listsRejected;
    const bool m_keepsCopies;
    CheckReportMaker m_report;
    BeforeAfter m_diff;
    std::vector<BackupRecord> m_copies;
    std::vector<RejectedRow> m_rejected;
    std::optional<RejectFile> m_rejects;
    qint64 m_formulaCells = 0; ///< In the reject file.
};

/// The check of a whole source on a worker, a step at a time, so that it can be stopped between two. `stepped` hears of
/// each step on the caller's thread, while no worker has the check; may be empty. Errors as SourceCheck; Cancelled.
[[nodiscard]] QCoro::Task<Result<std::shared_ptr<const CheckReport>>>
checkWholeSource(EnrichCheckOrder order, CheckContext context, std::function<void(SourceCheck &)> stepped,
                 std::stop_token stop);

} // namespace muster
