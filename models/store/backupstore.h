// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/believabletime.h"
#include "models/store/backupfile.h"

#include <QList>
#include <QObject>
#include <QStringList>
#include <functional>
#include <stop_token>

namespace QCoro {
template <typename T>
class Task;
}

namespace muster {

/// What a backup was before it was erased, so that a person who looks for it learns that. Counts, ids of runs and
/// lists, names of lists; nothing of the contacts.
struct ErasedBackup
{
    BackupInfo backup; ///< `file` and `digest` are empty.
    QDateTime at; ///< UTC.
    QString why; ///< "person" or "expired".
    bool operator==(const ErasedBackup &) const = default;
};

/// The newest 200 of them, as JSON beside the backups, mode 0600. The audit has the proof; this is for showing, so a
/// file that cannot be read counts as empty and is written anew. Blocks; any thread.
class ErasedBackups
{
public:
    static constexpr qsizetype most = 200;

    explicit ErasedBackups(const QString &folder);
    [[nodiscard]] QList<ErasedBackup> list() const; ///< Newest first, by the time of erasing.
    [[nodiscard]] Result<void> add(const ErasedBackup &erased) const;

private:
    const QString m_file;
};

class AuditLog;

/// The files of a data folder's backups: which there are, and their end; of keys it knows nothing. Blocks on the disk;
/// any thread, one at a time for what changes something (BackupStore sees to that).
class BackupFiles
{
public:
    BackupFiles(QString folder, AuditLog &audit);

    /// Where that run's backup lies unless a person chose another place.
    [[nodiscard]] QString ownFile(const QString &runId) const;
    /// Newest first: those that are whole, as far as that can be told without their keys. Reads some bytes of each.
    [[nodiscard]] static QList<BackupInfo> in(const QString &folder);
    [[nodiscard]] const QString &folder() const { return m_folder; }
    [[nodiscard]] const ErasedBackups &erased() const { return m_erased; }

    /// Notes a finished one, so that it is found also outside the folder.
    [[nodiscard]] Result<void> keep(const BackupInfo &info) const;
    /// Audited first. Damaged when the file is not that backup any more: then it is left alone.
    [[nodiscard]] Result<void> remove(const BackupInfo &info, const QString &why) const;
    /// See BackupStore::removeUnrecorded().
    [[nodiscard]] Result<void> removeUnrecorded(const QString &runId, const QString &file) const;
    struct Swept
    {
        QStringList runs; ///< Whose backups are gone: their keys may go as well.
        int doubted = 0; ///< Past their time by a clock that is not believed, and therefore kept (F107).
    };
    /// What has expired, and what was never finished.
    [[nodiscard]] Swept sweep(const BelievableTime &now) const;

private:
    [[nodiscard]] Result<void> setElsewhere(const QStringList &files) const;

    const QString m_folder;
    AuditLog &m_audit;
    const ErasedBackups m_erased;
};

class KeyVault;
class StoreThread;

/// Backups of list runs: where they lie, their keys, their end. A key of its own per backup, kept in the system key
/// store as "backup/RUNID"; in the clear (0600) only where a person allowed that. What changes files is done by the
/// StoreThread. GUI thread.
class BackupStore : public QObject
{
    Q_OBJECT

public:
    enum class Cleartext { Refused, Allowed };

    BackupStore(const QString &folder, KeyVault &keys, AuditLog &audit, StoreThread &store, bool readOnly,
                QObject *parent = nullptr);
    ~BackupStore() override;

    /// Starts a backup for a run: makes and keeps the key, then the file. `info.file` empty: in Muster's own folder.
    /// KeyStore "backup_not_encrypted" when the key store did not confirm that it has the key and nobody allowed to do
    /// without; where that was allowed the file is written in the clear, and BackupInfo says so.
    [[nodiscard]] QCoro::Task<Result<std::unique_ptr<BackupWriter>>> begin(BackupInfo info, Cleartext cleartext,
                                                                           std::stop_token stop);
    /// Notes a finished one, so that list() finds it also outside Muster's folder.
    [[nodiscard]] QCoro::Task<Result<void>> keep(BackupInfo info);
    /// The key for readBackup(); nullopt when it is not encrypted. KeyStore "no_backup_key".
    [[nodiscard]] QCoro::Task<Result<std::optional<Secret>>> key(BackupInfo info, std::stop_token stop);
    /// readBackupInfo() on a worker.
    [[nodiscard]] static QCoro::Task<Result<BackupInfo>> look(QString file);

    /// Newest first: those that are whole, as far as that can be told without their keys. Reads some bytes of each.
    [[nodiscard]] QList<BackupInfo> list() const { return lister()(); }
    /// What list() does, for a worker; see BackupListQuery.
    [[nodiscard]] std::function<QList<BackupInfo>()> lister() const;
    /// What was there and is erased, newest first; for showing. Reads a file.
    [[nodiscard]] QList<ErasedBackup> erased() const { return erasedLister()(); }
    /// What erased() does, for a worker; see BackupListQuery.
    [[nodiscard]] std::function<QList<ErasedBackup>()> erasedLister() const;
    /// Removes file and key, audited. For a person's wish (S36). Damaged when the file is not that backup any more:
    /// then it is left alone.
    [[nodiscard]] QCoro::Task<Result<void>> remove(BackupInfo info, QString why);
    /// Removes, audited, what a run finished but could not note before it ended, so that it can make its backup again;
    /// nothing was sent on the strength of that. `file` as in begin(), for one outside Muster's folder.
    [[nodiscard]] QCoro::Task<Result<void>> removeUnrecorded(QString runId, QString file = {});
    /// Removes what has expired by `now` and what was never finished; each is audited (S37). Blocks: at start-up. Gives
    /// how many are kept only because the clock is not believed (F107).
    int removeExpired(const BelievableTime &now);
    /// The same later on.
    [[nodiscard]] QCoro::Task<void> removeExpiredLater(BelievableTime now);

Q_SIGNALS:
    void changed();

private:
    [[nodiscard]] QCoro::Task<Result<void>> settle(std::function<Result<void>(const BackupFiles &files)> work,
                                                   QString forgetKeyOf);

    const std::shared_ptr<const BackupFiles> m_files; ///< Shared with what the StoreThread still has to do.
    KeyVault &m_keys;
    StoreThread &m_store;
    const bool m_readOnly;
};

} // namespace muster
