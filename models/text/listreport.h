// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/lists/listsummary.h"
#include "models/rules/lists/sanitizationplan.h"

#include <QString>

namespace muster {

/// What became of a plan's changes; the closing sum of the run.
struct ListReportOutcome
{
    QDateTime startedAt, endedAt; ///< UTC.
    qint64 fixed = 0, purged = 0, absent = 0, rejected = 0, unknown = 0, skipped = 0, notAttempted = 0;
    QString backupFile, backupDigest; ///< Empty: none was needed.
};

/// What the printable report of a sanitised list is made of. No contact and no number is in it.
struct ListReportFacts
{
    PlanHeader plan;
    QString planDigest;
    ListSummary before; ///< The whole list as it was judged.
    std::optional<ListReportOutcome> outcome; ///< nullopt: a preview; nothing was sent.
};

/// A page for printing: simple HTML without script, style sheet or address, every foreign word escaped; who, when,
/// directive and digests, counts by verdict, reason and region, before and after. Times in the reader's own zone.
[[nodiscard]] QString listReportHtml(const ListReportFacts &facts);

} // namespace muster
