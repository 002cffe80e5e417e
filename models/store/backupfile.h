// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/believabletime.h"
#include "models/store/posixfile.h"
#include "network/wire/connectionprofile.h"
#include "network/wire/result.h"
#include "network/wire/secret.h"

#include <QDateTime>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace muster {

/// A contact as it was before a run touched it.
struct BackupRecord
{
    enum class Why : std::uint8_t { Corrected, Purged, Enriched, Blocked, Deleted };
    Why why = Why::Corrected;
    std::string contactId;
    std::string phone; ///< As it was.
    std::string newPhone; ///< What the run is to write, or to put into a group; empty for a removal.
    /// Raw JSON of the other members (RecordPage::extras()); of an enriched contact of those that the run is to write,
    /// as far as it has them.
    std::string extras;
    std::string newMembers = {}; ///< Of an enriched contact alone: what the run is to write, in the same form.
    /// Of a blocked contact alone: its unit in the run's log, which says whether the run did put its number there.
    std::uint32_t unit = 0;
    bool operator==(const BackupRecord &) const = default;
};

/// What can be told of a backup without its key. No personal data.
struct BackupInfo
{
    QString file; ///< Absolute.
    QString runId;
    QString profileId, profileName;
    Environment environment = Environment::Sandbox;
    QString listId, listName;
    QString planDigest;
    QString groupId, groupName; ///< The do-not-call group that numbers of it were put into; empty: none.
    /// The run that deleted the list whole, which made a copy of each of its lists: `runId` is then the copy's own. Empty:
    /// the list was not deleted.
    QString deletedBy;
    QDateTime createdAt, expiresAt; ///< UTC; 30 days apart unless set otherwise (S37).
    bool encrypted = false;
    qint64 corrected = 0, purged = 0, enriched = 0, blocked = 0;
    qint64 deleted = 0; ///< Contacts of a list that was deleted whole.
    QString digest; ///< SHA-256 of all before the last line, lower-case hexadecimal.
    bool operator==(const BackupInfo &) const = default;
};

/// Of an enrichment: it is not restored from but undone with, see EnrichUndoRun.
[[nodiscard]] inline bool isOfEnrichment(const BackupInfo &backup)
{
    return backup.enriched > 0;
}

/// Of a list that was deleted whole: there is nothing to put its contacts back into, so they are published as a new list.
[[nodiscard]] inline bool isOfDeletedList(const BackupInfo &backup)
{
    return !backup.deletedBy.isEmpty();
}

/// Of a change of do-not-call groups: its numbers are no contacts of a list; see undoOf().
[[nodiscard]] inline bool isOfGroupChange(const BackupInfo &backup)
{
    return backup.listId.isEmpty() && !backup.groupId.isEmpty();
}

/// What has expired is erased at the next start, and not restored from until then (S37). One without a time does not,
/// nor one of which only a clock that is not believed says so (F107).
[[nodiscard]] inline bool isExpired(const BackupInfo &backup, const BelievableTime &now)
{
    return now.hasPassed(backup.expiresAt);
}

/// Writes a backup as FILE.partial, which gets its name when it is whole and synced. Blocks on the disk; one thread at
/// a time, any thread. What is not finished when the object goes is removed.
class BackupWriter
{
public:
    static constexpr int keyBytes = 32;
    static constexpr std::chrono::hours lifetime{24 * 30};

    /// A new file of mode 0600; "exists" when the name is taken. With a key of keyBytes (one that encrypts nothing
    /// else) records are sealed with AES-256-GCM, without one they are only guarded against damage. Counts, digest and
    /// `encrypted` of `info` are the writer's business.
    [[nodiscard]] static Result<std::unique_ptr<BackupWriter>> create(BackupInfo info, std::optional<Secret> key,
                                                                      DiskAccess &disk = DiskAccess::system());
    ~BackupWriter();
    [[nodiscard]] Result<void> append(const std::vector<BackupRecord> &records);
    /// Synced, the folder too: from here on what the backup holds may be changed (F114).
    [[nodiscard]] Result<BackupInfo> finish();

    /// A fresh random key.
    [[nodiscard]] static Secret makeKey();

private:
    struct Data;
    explicit BackupWriter(std::unique_ptr<Data> data);
    std::unique_ptr<Data> m_data;
};

// What reads them is in backupreader.cpp; who wants to stop between two frames takes a BackupReader.

/// Reads header and totals; the records stay sealed, and nothing but the form is checked. Damaged "backup_damaged",
/// "newer_version". Blocks; any thread.
[[nodiscard]] Result<BackupInfo> readBackupInfo(const QString &file, DiskAccess &disk = DiskAccess::system());

/// Reads a backup from end to end, a frame of some hundred records at a time. `take` returning false ends it early
/// (then what is behind is not checked). Damaged "backup_damaged" on any change of any byte; KeyStore "no_backup_key"
/// when it is encrypted and `key` is missing, Damaged "backup_key_wrong" when the key does not fit. Blocks; any thread.
[[nodiscard]] Result<BackupInfo> readBackup(const QString &file, const std::optional<Secret> &key,
                                            const std::function<bool(std::vector<BackupRecord> records)> &take,
                                            DiskAccess &disk = DiskAccess::system());

/// Reads a backup a frame of some hundred records at a time, in their order. Blocks; any thread, one at a time.
class BackupReader
{
public:
    /// Errors as readBackup().
    [[nodiscard]] static Result<std::unique_ptr<BackupReader>>
    open(const QString &file, const std::optional<Secret> &key, DiskAccess &disk = DiskAccess::system());
    ~BackupReader();

    /// The next records; none at the end, when all that was read proved to be as it was written. Damaged
    /// "backup_damaged" on any change of any byte up to here.
    [[nodiscard]] Result<std::vector<BackupRecord>> next();
    [[nodiscard]] const BackupInfo &info() const;

private:
    struct Data;
    explicit BackupReader(std::unique_ptr<Data> data);
    const std::unique_ptr<Data> m_data;
};

} // namespace muster
