// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/sinks/csvrows.h"
#include "models/store/auditentry.h"

#include <functional>
#include <vector>

namespace muster {

class AuditLog;

/// Forms in which chosen entries of the history leave Muster. A whole history that can be verified is
/// AuditLog::exportTo().
enum class AuditFormat {
    JsonLines, ///< The lines as they stand in the audit file.
    Csv, ///< For a spreadsheet, formula-like cells guarded (S21).
    /// A line an entry, each an OTLP/JSON LogsData with one record, as a collector's otlpjsonfile receiver reads it
    /// (opentelemetry.io/docs/specs/otel/protocol/file-exporter). Attributes keep the types and the names of the facts,
    /// which CEF's flat, vendor-numbered fields would not.
    OpenTelemetry
};

/// The line for `entry`; `words`: what happened, for people.
[[nodiscard]] QByteArray openTelemetryLine(const AuditEntry &entry, const QString &words);

/// Writes these entries, in this order, to a new file that appears when it is complete; mode 0600. `words` says what an
/// event is called. "exists" when there is a file. Blocks; any thread.
[[nodiscard]] Result<WrittenFile> exportAuditEntries(const AuditLog &log, const std::vector<quint32> &sequences,
                                                     AuditFormat format, const QString &file,
                                                     const std::function<QString(const QString &event)> &words);

} // namespace muster
