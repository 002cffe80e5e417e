// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/auditentry.h"
#include "models/store/auditremoval.h"
#include "network/wire/result.h"

#include <functional>

namespace muster {

class PosixFile;

/// Calls `line` for each whole line of the file, as long as it was when it was opened, with its offset, without its
/// line end; in small memory whatever the file holds: a line that is too long for an entry comes as an empty one. The
/// bytes are there until the call returns; who keeps them makes a copy.
/// Returns where the last whole line ends; what is behind that is a torn tail.
[[nodiscard]] Result<qint64> scanAuditLines(const PosixFile &file,
                                            const std::function<void(qint64 offset, const QByteArray &line)> &line);

/// What a verification of the audit file found.
struct AuditVerdict
{
    bool intact = false;
    qint64 entries = 0; ///< Number of the last good one before the first bad place.
    qint64 firstBad = 0; ///< Sequence number expected at the first bad place; 0: none.
    /// "changed", "missing", "reordered", "cut", "head_mismatch", "file_missing", "unreadable"; of a closed file
    /// "closed_missing", "closed_exchanged" (it stands in another's place), "closed_doubled", "removed_returned" (the
    /// retention had removed it, and it is there again and another one); empty when intact.
    QString reasonKey;
    QString file; ///< Name of the one with the first bad place, or of the missing one; empty: there is only one.
    QString headDigest; ///< Of the last good entry; what a checkpoint is compared with.
    /// Entries 1 to this one are gone because the retention removed their files, as an entry says that was checked with
    /// all others; 0: none.
    qint64 removedLast = 0;
    qint64 removedIn = 0; ///< Number of that entry.
    QDateTime removedAt; ///< Its time.
    /// What was expected (a checkpoint) is not among the entries that are left, and may have gone with the others: it
    /// could not be compared. The rest was.
    bool isExpectedGone = false;
    bool operator==(const AuditVerdict &) const = default;
};

/// Follows the chain line by line (S31). Pure; any thread.
///
/// "missing": a later entry stands where one is expected that is nowhere in the file; "reordered": it stands elsewhere,
/// or an entry comes a second time; "changed": the line is no entry, or not the one that followed. An entry
/// "audit.mismatch", by which the log itself told of a break that it found when it was opened, is never intact again.
class AuditVerifier
{
public:
    /// With a key the seals are checked too: an entry that was put in with a correct digest is then named itself, not
    /// the one behind it.
    explicit AuditVerifier(QByteArray key = {});

    void take(const QByteArray &line);
    /// What must be found to be intact: `digest` as the entry of that number, or, for number 0, anywhere.
    void expect(qint64 sequence, const QString &digest);
    /// First of all: the next entry is the one behind those that were removed. What is expected among them is compared
    /// with what `removal` says of the ends of files.
    void beginBehind(const AuditRemoval &removal);
    /// The line was written by who has the key; without a key any was.
    [[nodiscard]] bool trusts(const QByteArray &line) const;
    /// The next entry is bad for a reason that its line does not show.
    void fail(const char *reason);
    [[nodiscard]] qint64 due() const
    {
        return m_verdict.entries + 1;
    } ///< Number of the next entry, while all are good.
    [[nodiscard]] bool isBad() const { return m_bad; }
    [[nodiscard]] bool wantsMore() const { return !m_bad || m_gap; } ///< More lines can change what is found.
    [[nodiscard]] const QString &reason() const { return m_verdict.reasonKey; }
    [[nodiscard]] AuditVerdict finish() const;

private:
    void follow(qint64 sequence, const QByteArray &line);

    const QByteArray m_key;
    AuditVerdict m_verdict;
    QString m_recordedReason; ///< Of the first "audit.mismatch".
    qint64 m_recordedAt = 0;
    QByteArray m_previous; ///< Digest of the last good entry.
    bool m_bad = false;
    bool m_gap = false; ///< The expected entry may still come: then it was moved, not removed.
    qint64 m_expectedSequence = 0;
    QByteArray m_expectedDigest;
    bool m_expectationMet = true;
    bool m_isExpectedGone = false; ///< Unless it is met after all.
};

} // namespace muster
