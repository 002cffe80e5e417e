// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/scrub/scrub.h"
#include "models/sinks/csvrows.h"

#include <QJsonObject>
#include <optional>

namespace muster {

class AuditLog;

/// A file that a scrub left, with its digest.
struct ScrubbedFile
{
    WrittenFile written;
    QString sha256; ///< Of its bytes; 64 hexadecimal digits.
    qint64 rows = 0; ///< The header aside.
};

/// How the files of a scrub are written.
struct ScrubFileOptions
{
    TextProfile profile = TextProfile::Machines;
    Existing existing = Existing::Refuse;
};

/// Writes the rows that may be dialled, with the file's columns, as CSV in UTF-8. It gets its name when it is complete
/// and synced, mode 0600. BadInput "scrub_over_input" (`subject`: the file) for the file that was scrubbed, by whatever
/// name; errors of Scrub::forEachFree() and the disk, "exists". Blocks; for a worker.
[[nodiscard]] Result<ScrubbedFile> writeScrubbed(const Scrub &scrub, const QString &file,
                                                 const ScrubFileOptions &options, const std::stop_token &stop);

/// The same of the rows that are taken out: the file's columns, and behind them "row" (its place in the file),
/// "verdict" (a key of ScrubVerdict) and "blocked by" (names of sources, with "; " between).
[[nodiscard]] Result<ScrubbedFile> writeTakenOut(const Scrub &scrub, const QString &file,
                                                 const ScrubFileOptions &options, const std::stop_token &stop);

/// `name`, or with a number behind it where one of the columns has that name already, without regard to case: tables
/// with two such names are not read again.
[[nodiscard]] QString freeColumn(const QStringList &columns, const QString &name);

/// What a scrub was, without any number of it.
struct ScrubEvidence
{
    std::shared_ptr<const Scrub> scrub;
    std::optional<ScrubbedFile> scrubbed, takenOut; ///< Those that were written before.
    QString account, computer; ///< Who; as the history has it.
    QString program; ///< "Muster 1.2"
};

/// Enters a scrub and the digest of its evidence into the history, "dnc.scrubbed", then gives the evidence file its
/// name; "dnc.evidence_not_saved" follows where it does not get it. `bytes`: the evidence, CSV or PDF. Mode 0600.
/// "exists", "scrub_over_input" and what AuditLog::append() says: nothing is written then. Gives the number of the
/// entry. Blocks; any thread.
[[nodiscard]] Result<qint64> saveScrubEvidence(const ScrubEvidence &evidence, const QByteArray &bytes,
                                               const QString &file, Existing existing, AuditLog &audit);
/// Enters a scrub without evidence into the history. Blocks; any thread.
[[nodiscard]] Result<void> recordScrub(const ScrubEvidence &evidence, AuditLog &audit);

/// What the history keeps of it: counts, names of files and sources, their dates and digests.
[[nodiscard]] QJsonObject scrubFacts(const ScrubEvidence &evidence);

} // namespace muster
