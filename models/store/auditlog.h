// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/result.h"

#include <QDateTime>
#include <QJsonObject>
#include <QObject>
#include <memory>

namespace muster {

/// One entry of the audit file. No personal data: ids of runs and orders, counts, digests, kinds of errors.
struct AuditEntry
{
    qint64 sequence = 0; ///< From 1, without gaps; keeps the order when clocks do not (F101).
    QDateTime at; ///< UTC wall time.
    QString event; ///< "export.started", "export.page", "export.freshness_waived", "run.paused", "audit.recovered", ...
    QString runId; ///< Empty for events of no run.
    QString actor; ///< The system account's name: who.
    QJsonObject facts;
    QString previous; ///< Digest of the entry before; 64 zeros for the first.
    QString digest; ///< SHA-256 over the canonical encoding of all the above.
};

/// What verify() found.
struct AuditVerdict
{
    bool intact = false;
    qint64 entries = 0;
    qint64 firstBad = 0; ///< Sequence number expected at the first bad place; 0: none.
    QString reasonKey; ///< "changed", "missing", "reordered", "cut", "head_mismatch", "file_missing", "unreadable"
    QString headDigest; ///< Of the last good entry; what a checkpoint is compared with.
};

/// The append-only, hash-chained audit file: JSON Lines, canonical encoding, one line one entry, synced before append()
/// returns. A signed head outside the file (keyed with a key of its own) finds a cut tail or an older copy (S31, S32).
/// One writer. Blocks for one write and one sync: callers of many entries use appendAll(). GUI thread.
class AuditLog : public QObject
{
    Q_OBJECT

public:
    ~AuditLog() override;
    /// A torn last line is cut back to the last whole entry and the recovery is itself an entry (F100).
    /// `headFolder` holds the head and its key, apart from the file's own folder.
    [[nodiscard]] static Result<std::unique_ptr<AuditLog>> open(const QString &file, const QString &headFolder,
                                                                bool readOnly);

    [[nodiscard]] Result<AuditEntry> append(const QString &event, const QString &runId, const QJsonObject &facts);
    [[nodiscard]] qint64 count() const;
    /// `count` entries from `firstSequence` on, oldest first; fewer at the end.
    [[nodiscard]] Result<QList<AuditEntry>> read(qint64 firstSequence, qint64 count) const;
    [[nodiscard]] AuditVerdict verify() const;
    /// Verifies a file that was exported (with its checkpoint) or any audit file; checks against `checkpointDigest`
    /// when it is not empty.
    [[nodiscard]] static AuditVerdict verifyFile(const QString &file, const QString &checkpointDigest = {});
    /// A copy of the whole file plus FILE.checkpoint (sequence and digest); never overwrites.
    [[nodiscard]] Result<void> exportTo(const QString &file) const;

Q_SIGNALS:
    void appended(const muster::AuditEntry &entry);

private:
    AuditLog();
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace muster

Q_DECLARE_METATYPE(muster::AuditEntry)
