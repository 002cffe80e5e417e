// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/auditentry.h"
#include "models/store/auditverifier.h"
#include "models/store/posixfile.h"
#include "network/wire/result.h"

#include <optional>
#include <vector>

namespace muster {

/// The event of the entry with which each file but the first begins. Facts: `file` (name of the one before), `first`
/// and `last` (numbers of its entries), `digest` (of its last one, as in `previous`).
inline constexpr QLatin1String auditContinued("audit.continued");

/// All files of a history as they were at one moment, from the first entry to the last: to be checked, or copied.
/// Another process may be writing meanwhile, and may close a file. Blocks on the disk; one thread at a time.
class AuditChain
{
public:
    /// `auditFile` and the closed ones beside it. What is not there or cannot be opened shows in verify().
    [[nodiscard]] static AuditChain open(const QString &auditFile, DiskAccess &disk = DiskAccess::system());

    /// Follows the chain through all files. A file that is gone, in another's place or there twice is named as such,
    /// and `file` of the verdict names it. Files that the retention removed are none that is gone: an entry says so,
    /// which is checked with the others. What is left of them after a kill is as that entry says, or named.
    [[nodiscard]] AuditVerdict verify(AuditVerifier verifier) const;
    /// The whole history from entry `first` on, with which a file begins, in one file; the last one up to `end`.
    /// "exists"; why one cannot be read. What was written before an error stays.
    [[nodiscard]] Result<void> copyTo(const QString &path, qint64 first, qint64 end, DiskAccess &disk) const;

private:
    struct Part
    {
        QString name; ///< Without folder.
        qint64 named = 0; ///< Number of its first entry by its name; 0: the one that is being written, which has none.
        Result<PosixFile> file;
        std::optional<AuditEntry> opening = std::nullopt; ///< Its first entry, if it can be read.
        /// Number of that one, if the second one follows it: else lines were moved, not files. 0: not known.
        qint64 begins = 0;

        /// It begins with the link to the file before, as every one does but the first.
        [[nodiscard]] bool continues() const;
    };
    /// From the file of that place in m_parts on.
    [[nodiscard]] AuditVerdict follow(AuditVerifier verifier, std::size_t from) const;
    /// The same for what is left behind a removal.
    [[nodiscard]] AuditVerdict followBehind(const AuditRemoval &removal, AuditVerifier verifier) const;
    /// The latest that is told in files behind it, by an entry that `verifier` trusts.
    [[nodiscard]] std::optional<AuditRemoval> latestRemoval(const AuditVerifier &verifier) const;
    /// Place in m_parts of the first file that a removal up to this entry left.
    [[nodiscard]] std::size_t placeBehind(qint64 sequence) const;
    [[nodiscard]] bool anotherBeginsAt(qint64 sequence, const Part &part) const;
    /// Why this file cannot be the one in which entry `due` comes next; null: it may be.
    [[nodiscard]] const char *misplaced(const Part &part, qint64 due) const;

    /// Of the file that is named for the first bad entry.
    [[nodiscard]] QString nameOfBad(const QString &reason, const Part &part, qint64 due) const;
    [[nodiscard]] QString nameOfPartWith(qint64 sequence) const;

    QString m_path;
    std::vector<Part> m_parts; ///< The one that is being written is the last.
};

} // namespace muster
