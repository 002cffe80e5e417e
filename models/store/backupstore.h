// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/erasedbackups.h"

#include <QObject>
#include <functional>
#include <stop_token>

namespace QCoro {
template <typename T>
class Task;
}

namespace muster {

class AuditLog;
class KeyVault;

/// Backups of list runs: where they lie, their keys, their end. A key of its own per backup, kept in the system key
/// store as "backup/RUNID"; where there is no key store the file is written in the clear (0600) and BackupInfo says so.
/// GUI thread.
class BackupStore : public QObject
{
    Q_OBJECT

public:
    BackupStore(QString folder, KeyVault &keys, AuditLog &audit, bool readOnly, QObject *parent = nullptr);
    ~BackupStore() override;

    /// Starts a backup for a run: makes and keeps the key, then the file. `info.file` empty: in Muster's own folder.
    /// Encrypted only when the key store confirmed that it has the key.
    [[nodiscard]] QCoro::Task<Result<std::unique_ptr<BackupWriter>>> begin(BackupInfo info, std::stop_token stop);
    /// Notes a finished one, so that list() finds it also outside Muster's folder.
    [[nodiscard]] Result<void> keep(const BackupInfo &info);
    /// The key for readBackup(); nullopt when it is not encrypted. KeyStore "no_backup_key".
    [[nodiscard]] QCoro::Task<Result<std::optional<Secret>>> key(BackupInfo info, std::stop_token stop);

    /// Newest first: those that are whole, as far as that can be told without their keys. Reads some bytes of each.
    [[nodiscard]] QList<BackupInfo> list() const { return lister()(); }
    /// What list() does, for a worker; see BackupsReading.
    [[nodiscard]] std::function<QList<BackupInfo>()> lister() const;
    /// What was there and is erased, newest first; for showing.
    [[nodiscard]] QList<ErasedBackup> erased() const { return m_erased.list(); }
    /// Removes file and key, audited. For a person's wish and for expiry (S36, S37). Damaged when the file is not that
    /// backup any more: then it is left alone.
    [[nodiscard]] Result<void> remove(const BackupInfo &info, const QString &why);
    /// Removes, audited, what a run finished but could not note before it ended, so that it can make its backup again;
    /// nothing was sent on the strength of that. `file` as in begin(), for one outside Muster's folder.
    [[nodiscard]] Result<void> removeUnrecorded(const QString &runId, const QString &file = {});
    /// Removes what has expired by `now` and what was never finished; each is audited. At start-up.
    void removeExpired(const QDateTime &now);

Q_SIGNALS:
    void changed();

private:
    [[nodiscard]] Result<void> setElsewhere(const QStringList &files);

    const QString m_folder;
    KeyVault &m_keys;
    AuditLog &m_audit;
    const ErasedBackups m_erased;
    const bool m_readOnly;
};

} // namespace muster
