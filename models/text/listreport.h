// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/lists/listsummary.h"
#include "models/rules/lists/sanitizationplan.h"
#include "models/sinks/csvrows.h"

#include <QString>
#include <optional>

namespace muster {

/// What became of a plan's changes; the closing sum of the run.
struct ListReportOutcome
{
    QDateTime startedAt, endedAt; ///< UTC.
    QString endKey; ///< How it ended, see outcomeKey(): "complete", "paused", ...
    qint64 fixed = 0, purged = 0, blocked = 0, absent = 0, rejected = 0, unknown = 0, skipped = 0, notAttempted = 0;
    QString backupFile, backupDigest; ///< Empty: none was needed.
    QDateTime backupExpiresAt; ///< UTC.
    QString notice; ///< What became of the notice to the aggregator, in words; empty: there was none.
};

/// The list as it was read anew and judged by the same directive after the run.
struct ListReportAfter
{
    ListSummary summary;
    QDateTime readAt; ///< UTC.
};

/// What the report of a sanitised list is made of. No contact and no number is in it.
struct ListReportFacts
{
    PlanHeader plan;
    QString planDigest;
    ListSummary before; ///< The whole list as it was judged.
    std::optional<ListReportOutcome> outcome; ///< nullopt: a preview; nothing was sent.
    std::optional<ListReportAfter> after; ///< nullopt: it was not read again.
    QString blockGroup = {}; ///< Name of the do-not-call group that the purge puts numbers into; empty: it removes.
};

/// A count of the report, before and after.
struct ListReportCount
{
    enum class Kind { Contacts, Verdict, Reason, Region };
    Kind kind = Kind::Contacts;
    QString key; ///< "purge", "too_short", "GB"; empty for all contacts, and for numbers without a region.
    qint64 before = 0;
    std::optional<qint64> after; ///< nullopt: not read again.
    bool operator==(const ListReportCount &) const = default;
};

/// All contacts, then the verdicts, the reasons and the regions that occur before or after; regions most first.
[[nodiscard]] QList<ListReportCount> listReportCounts(const ListSummary &before,
                                                      const std::optional<ListSummary> &after);
[[nodiscard]] QString listReportKindText(ListReportCount::Kind kind); ///< "Verdict", "Reason", "Region"
[[nodiscard]] QString listReportNameText(const ListReportCount &count); ///< "too short", "GB"

/// The report as CSV for spreadsheets: section,key,value,before,after. Facts have a value,
/// counts before and after; "after" is empty where the list was not read again. Times in UTC.
[[nodiscard]] CsvRows listReportCsv(const ListReportFacts &facts);

/// A page for printing: simple HTML without script, style sheet or address, every foreign word escaped; who, when,
/// directive and digests, counts by verdict, reason and region, before and after. Times in the reader's own zone.
[[nodiscard]] QString listReportHtml(const ListReportFacts &facts);

} // namespace muster
