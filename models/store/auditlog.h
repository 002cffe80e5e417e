// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/auditchain.h"
#include "models/store/auditcheckpoint.h"
#include "models/store/auditentry.h"
#include "models/store/auditfile.h"
#include "models/store/audithead.h"
#include "models/store/auditremoval.h"
#include "models/store/auditverifier.h"
#include "models/store/posixfile.h"
#include "network/wire/result.h"

#include <QFuture>
#include <QList>
#include <QMutex>
#include <QObject>
#include <QThreadPool>
#include <memory>

namespace muster {

/// The append-only, hash-chained audit file: JSON Lines, canonical encoding, one line one entry, synced before append()
/// returns. A signed head outside the file (keyed with a key of its own) finds a cut tail or an older copy (S31, S32).
/// A file that has reached its size, or in which entries of an earlier year stand, is closed before the next entry: it
/// gets a name of its own (ClosedAuditFile) and is not written any more; the next one begins with an entry
/// "audit.continued" that links to it. For readers there is one history. See resources/decisions/audit-files.md.
///
/// One writer. Blocks for one write and one sync: callers of many entries use appendAll(). GUI thread or StoreThread;
/// reading does not wait for an append that is under way on the other one.
class AuditLog : public QObject
{
    Q_OBJECT

public:
    ~AuditLog() override;
    /// A torn last line is cut back to the last whole entry and the recovery is itself an entry, "audit.recovered"
    /// (F100). A file that does not agree with the head is told by an entry "audit.mismatch": from then on verify()
    /// reports it, whatever is appended. `headFolder` holds the head and its key, apart from the file's own folder.
    /// Where the file cannot be written the log opens all the same and append() tells why (S35).
    [[nodiscard]] static Result<std::unique_ptr<AuditLog>> open(const QString &file, const QString &headFolder,
                                                                bool readOnly, DiskAccess &disk = DiskAccess::system());

    /// Damaged "audit_recovered", Damaged "audit_mismatch" (`detail`: the reason key), or why it cannot be written.
    [[nodiscard]] const std::optional<ApiError> &notice() const { return m_notice; }

    /// Nothing that must be audited may begin before this succeeded (S35). "disk_full" passes, whether file or head met
    /// it (the file is as it was); after "io_error" or Damaged "audit_replaced" (the file was changed, moved or removed
    /// under us) nothing can be appended until the log is opened anew. BadInput "too_long" above 64 KiB an entry.
    [[nodiscard]] Result<AuditEntry> append(const QString &event, const QString &runId, const QJsonObject &facts);
    /// All or nothing, with one write and one sync.
    [[nodiscard]] Result<QList<AuditEntry>> appendAll(const QList<AuditDraft> &drafts);
    /// Of the file that is being written; closed ones lie beside it.
    [[nodiscard]] const QString &file() const { return m_path; }
    /// Bytes from which on a file is closed; 64 MiB.
    void setFileLimit(qint64 bytes) { m_fileLimit = bytes; }
    [[nodiscard]] qint64 count() const; ///< Number of the last entry.
    /// What the retention removed, the latest of it; `recordedIn` 0: nothing. Any thread.
    [[nodiscard]] AuditRemoval removal() const;
    /// Number of the oldest entry that is left of that: those before are none of the history's any more. Any thread.
    [[nodiscard]] qint64 firstKept() const { return removal().last + 1; }
    /// Closed files from there on, the oldest first; any thread.
    [[nodiscard]] QList<ClosedAuditFile> closedFiles() const;
    /// Number of the first entry of the file that is being written; any thread.
    [[nodiscard]] qint64 writtenFrom() const;
    /// Writes the entry by which the oldest closed files leave the history; when it returns they may be removed, see
    /// AuditRetention. Conflict "history_changed" if `removal.files` are not the oldest ones. As append() otherwise.
    [[nodiscard]] Result<AuditRemoval> recordRemoval(const AuditRemoval &removal);
    /// Entries up to `removal.last` are none of the history's any more: for AuditRemovalWatch, which has read it from the
    /// files of the one that writes. Any thread.
    void leave(const AuditRemoval &removal);
    /// `count` entries (at most 10,000) from `firstSequence` on, oldest first; fewer at the end. A line that is no
    /// entry comes as one with the event "audit.unreadable".
    [[nodiscard]] Result<QList<AuditEntry>> read(qint64 firstSequence, qint64 count) const;
    /// The lines of the same entries as they stand in the file, without line ends; empty where one is too long. Any
    /// thread.
    [[nodiscard]] Result<QList<QByteArray>> readLines(qint64 firstSequence, qint64 count) const;
    /// For what is derived from this log and sealed by who keeps it: known to nobody who cannot read the log's own key,
    /// which does not follow from it. Empty: there is no key.
    [[nodiscard]] QByteArray derivedKey(QByteArrayView purpose) const;
    /// Reads all files anew, and the head: about 1 us an entry. Nobody who appends waits for it. Any thread.
    [[nodiscard]] AuditVerdict verify() const;
    /// The same on a thread of the log's own, which it waits for when it goes.
    [[nodiscard]] QFuture<AuditVerdict> verifyInBackground() const;
    /// Verifies a file that was exported (with its checkpoint) or any audit file; checks against `checkpoint` when it
    /// has a digest. Any thread.
    [[nodiscard]] static AuditVerdict verifyFile(const QString &file, const AuditCheckpoint &checkpoint = {});
    [[nodiscard]] AuditCheckpoint checkpoint() const; ///< Where it stands now. Any thread.
    /// A copy of the whole history in one file plus FILE.checkpoint (sequence and digest); never overwrites. Any
    /// thread.
    [[nodiscard]] Result<void> exportTo(const QString &file) const;
    /// The same on the log's own thread.
    [[nodiscard]] QFuture<Result<void>> exportInBackground(const QString &file) const;

Q_SIGNALS:
    /// From the thread that appended.
    void appended(const muster::AuditEntry &entry);
    /// Entries before this one are none of the history's any more. From the thread that recorded it or read of it.
    void removed(qint64 firstKept);

private:
    AuditLog(QString path, QString headFolder, DiskAccess &disk);
    [[nodiscard]] Result<void> openFiles(bool readOnly);
    [[nodiscard]] Result<void> findEnd();
    void findRemoval();
    [[nodiscard]] QByteArray lineOf(qint64 sequence) const; ///< Empty when it cannot be one of ours.
    [[nodiscard]] std::optional<AuditEntry> entryOf(qint64 sequence) const;
    [[nodiscard]] Result<void> mend(bool fileWasThere);
    [[nodiscard]] Result<bool> cutTornTail();
    [[nodiscard]] QString mismatch(bool fileWasThere, bool forged) const;
    [[nodiscard]] Result<void> checkUntouched() const;
    [[nodiscard]] bool isFull() const;
    [[nodiscard]] Result<void> closeFile();
    [[nodiscard]] Result<void> beginFile();
    [[nodiscard]] Result<void> prepareFile();
    [[nodiscard]] AuditDraft link() const;
    [[nodiscard]] Result<QList<AuditEntry>> write(const QList<AuditDraft> &drafts);

    struct Part
    {
        qint64 first = 0; ///< Sequence of its first entry.
        std::shared_ptr<AuditFile> file;
    };
    /// The files from that of `sequence` on, the newest last; empty before the first one.
    [[nodiscard]] QList<Part> partsFrom(qint64 sequence) const;

    const QString m_path;
    const QString m_headFolder;
    const QString m_actor; ///< Asked once: reading the accounts takes longer than writing an entry.
    DiskAccess &m_disk;
    qint64 m_fileLimit = qint64(64) * 1024 * 1024;
    mutable QMutex m_writing; ///< Held by who appends, also while the disk is waited for.
    QMutex m_removing; ///< Held by who records a removal.
    mutable QMutex m_index; ///< For m_closed, m_file, m_before and m_removal, held for moments.
    QList<Part> m_closed; ///< The oldest first.
    std::shared_ptr<AuditFile> m_file; ///< Null: read-only and there is none, or the next one could not be made yet.
    qint64 m_before = 0; ///< Entries before those of m_file.
    AuditRemoval m_removal; ///< Of a link's: without its files.
    bool m_cannotClose = false; ///< Its name was refused: this one goes on growing until the log is opened anew.
    std::optional<AuditHead> m_head;
    qint64 m_sequence = 0; ///< Of the last entry.
    QString m_digest; ///< Of the last entry.
    QList<AuditDraft> m_owed; ///< Records of mending that could not be written yet; go before anything else.
    std::optional<ApiError> m_refusal;
    std::optional<ApiError> m_notice;
    mutable QThreadPool m_readers; ///< Of those who read it all. The last one: it waits for them.
};

} // namespace muster
