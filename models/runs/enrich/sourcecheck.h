// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/enrich/checkreport.h"
#include "models/runs/enrich/rejectfile.h"
#include "models/runs/enrich/rowfeed.h"

namespace muster {

/// The check of a whole source, step by step, on a worker: RowFeed -> CheckReport, and the rejected rows into their
/// file. What came of an unfinished one is removed with it. Blocks; one thread at a time.
class SourceCheck
{
public:
    /// Errors as RowFeed::open() and RejectFile::create().
    [[nodiscard]] static Result<std::unique_ptr<SourceCheck>> begin(const EnrichCheckOrder &order, TextProfile profile);

    /// Some thousand rows further; false when all are checked and the reject file has its name. A reject file is only
    /// kept when there is something in it.
    [[nodiscard]] Result<bool> step();
    [[nodiscard]] qint64 rows() const { return m_feed->reader().rows(); }
    [[nodiscard]] double share() const { return m_feed->reader().share(); } ///< Of the file; 0 to 1.
    [[nodiscard]] qint64 rejected() const { return m_rejects ? m_rejects->rows() : 0; }
    /// Once, after step() has said that all is done.
    [[nodiscard]] CheckReport takeReport();

private:
    explicit SourceCheck(std::unique_ptr<RowFeed> feed);
    [[nodiscard]] Result<void> finish();

    const std::unique_ptr<RowFeed> m_feed;
    CheckReportMaker m_report;
    std::optional<RejectFile> m_rejects;
};

} // namespace muster
