// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/exportdiff/exportdiff.h"
#include "models/sinks/csvrows.h"
#include "models/store/durablefile.h"

namespace muster {

class AuditLog;

/// Writes the rows that differ as a file of the newer export's format and text profile, with its manifest beside it; it
/// gets its name when it is complete and synced, mode 0600. CSV has the newer export's columns and behind them one that
/// says what happened (see changeColumn()), by RowChange's keys; rows that left have their old values, where there was
/// such a column. JSON Lines are the lines as they stand, with a member "change" in front.
///
/// The manifest is that of an export, without order, run and pages, and with a member `comparison`: key, changeColumn,
/// older and newer {file, sha256, rows}, counts by RowChange's keys and "unchanged", columnsNotCompared {older, newer}.
///
/// The file holds personal data, so that it was written is an entry of the history, "export.changes_saved", which is
/// there before the file has its name: names and digests of both exports, by which column, counts, name and digest of
/// the file. Where that name then cannot be given, "export.changes_not_saved" follows.
///
/// "exists" for the file or its manifest unless they may be replaced. What AuditLog::append() says: nothing is written
/// then. Cancelled. Blocks; for a worker.
[[nodiscard]] Result<WrittenFile> writeExportChanges(const ExportDiff &diff, const QString &file, Existing existing,
                                                     AuditLog &audit, const std::stop_token &stop);

/// "change", or with a number behind it where the export has such a column.
[[nodiscard]] QString changeColumn(const QStringList &columns);

} // namespace muster
