// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/result.h"

#include <QDateTime>
#include <memory>

namespace muster {

class Database;

/// The version this program writes; kept in the file as `user_version`.
[[nodiscard]] int journalVersion();
/// Brings the tables of Journal, RunHistory and Outbox up to journalVersion(), one numbered step after the other, each
/// whole or not at all. Nothing is done to a file that is newer.
[[nodiscard]] Result<void> migrateJournal(Database &database);

/// A run as the journal knows it. Written before the first request; the truth about what can be resumed.
struct JournalRun
{
    QString id;
    QString kind; ///< "segment_export"
    QString title;
    QString profileId, profileName;
    QString target; ///< File, list, ...; what `--resume` looks up. Of several lists a line each.
    QByteArray order; ///< Canonical JSON of the frozen order.
    QString orderDigest; ///< SHA-256 of `order`, hexadecimal.
    QDateTime startedAt, changedAt; ///< UTC.
    /// "running", "paused", "halted", "failed", "cancelled", "complete", "refused", "discarded"
    QString state;
    QString reasonKey; ///< Why it stopped; empty when it needs no reason.
    QByteArray progress; ///< JSON of the run's own making, at most 64 KiB.

    /// What the run is of: the segment of an export by its id, which stands in its order, else the target, which for
    /// runs on a list is the list's id. Empty where the order does not say.
    [[nodiscard]] QString subject() const;
};

/// SQLite in the data folder: one connection, WAL, synchronous=FULL, numbered migrations by user_version. A failed
/// statement stops the work: every call says so. GUI thread or StoreThread; calls take a few milliseconds, none per
/// record.
/// Only the process that holds the FolderLock opens it for writing.
class Journal
{
public:
    ~Journal();
    /// The file, its -wal and its -shm get mode 0600 (S03). Fails (File) only when the folder cannot be written; see
    /// notice() for what had to be mended. Read-only, a missing file is an empty journal, and one that an older Muster
    /// wrote stays as it is.
    [[nodiscard]] static Result<std::unique_ptr<Journal>> open(const QString &file, bool readOnly);

    /// Damaged, "journal_damaged": the file was kept beside (`subject` is its name now) and a fresh one holds what
    /// could be proven, unfinished runs as "failed" with reason "damaged", so that nothing goes on by itself (F99).
    /// Damaged, "newer_version": a newer Muster wrote it; it is shown and not written.
    [[nodiscard]] const std::optional<ApiError> &notice() const { return m_notice; }
    [[nodiscard]] bool isReadOnly() const;
    /// Bytes of a torn last change that open() cut off, to be recorded (F100). 0: none.
    [[nodiscard]] qint64 recoveredBytes() const { return m_recoveredBytes; }

    /// BadInput: "exists" for an id that is there; "too_large" for progress above 64 KiB; "unknown_state".
    [[nodiscard]] Result<void> insert(const JournalRun &run);
    /// BadInput "unknown_run" when there is no such run.
    [[nodiscard]] Result<void> update(const QString &id, const QString &state, const QString &reasonKey,
                                      const QByteArray &progress);
    [[nodiscard]] Result<std::optional<JournalRun>> find(const QString &id) const;
    /// Every run that is neither complete nor refused nor discarded, newest first.
    [[nodiscard]] Result<QList<JournalRun>> openRuns() const;
    [[nodiscard]] Result<QList<JournalRun>> recent(int count) const;
    /// Those of one kind that were neither refused nor discarded, newest first.
    [[nodiscard]] Result<QList<JournalRun>> ofKind(const QString &kind, int count) const;

    /// The connection, for what shares it: one thread, one connection.
    [[nodiscard]] Database &database() { return *m_database; }

private:
    explicit Journal(std::unique_ptr<Database> database);
    /// Version, migrations, what was rescued; then the read-only flag.
    [[nodiscard]] Result<void> settle(const QString &file, bool readOnly, const QList<JournalRun> &rescued);
    [[nodiscard]] Result<QList<JournalRun>> query(const QString &condition, const QVariantList &values) const;

    std::unique_ptr<Database> m_database;
    std::optional<ApiError> m_notice;
    qint64 m_recoveredBytes = 0;
};

} // namespace muster
