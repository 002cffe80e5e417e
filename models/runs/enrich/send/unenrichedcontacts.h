// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/enrich/enrichmentmapping.h"
#include "models/runs/enrich/check/sourcecheck.h"
#include "models/runs/enrich/enrichorders.h"
#include "models/runs/enrich/undo/undorules.h"
#include "models/runs/lists/unchangedcontacts.h"
#include "models/sinks/csvrows.h"
#include "models/store/backupfile.h"
#include "models/store/unitlog.h"
#include "network/wire/enrichment.h"

#include <optional>
#include <stop_token>
#include <vector>

namespace muster {

/// Who an enrichment, or its undoing, did not change although it was sent: refused, in doubt, or gone; and rows that
/// were left out because they do not fit. What was to be sent and never was is not listed: a resume sends it.
struct UnenrichedContacts
{
    std::vector<LoggedUnit> units; ///< Of the run's log, whole.
    EnrichSource source; ///< Where the contacts come from, for their rows.
    EnrichmentMapping mapping;
    ListSchema schema;
    std::optional<BackupInfo> backup; ///< Whose records are the units; without, the rows that fit are.
    std::optional<Secret> key; ///< Of the backup.
    QString leftOut; ///< File of the rows that were left out, see addLeftOut(); empty, or not there: none were.
};

/// Rows that a run leaves out, each with its rule's key as the reason; state UnitState::Skipped.
void addLeftOut(UnchangedContactsCsv &csv, const std::vector<RejectedRow> &rows);
/// Whether a contact of that fate is listed.
[[nodiscard]] bool isUnenriched(const LoggedUnit &unit);
/// "refused", "not_in_list", "lost", ...; empty: the state says it all.
[[nodiscard]] QString enrichReasonKey(EnrichReason reason);

/// As UnchangedContactsCsv with rows, action "enrich"; no file where nobody is listed. A row is not known where the
/// source is gone or no longer holds the contact, and where `stop` came first; rows that were left out are not listed
/// where their file cannot be read. Errors as BackupReader::next() and,
/// without a backup, RowFeed::next(). Blocks; for a worker.
[[nodiscard]] Result<WrittenFile> writeUnenriched(const UnenrichedContacts &contacts, const QString &file,
                                                  const std::stop_token &stop);

} // namespace muster
