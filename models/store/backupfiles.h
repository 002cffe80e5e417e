// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/believabletime.h"
#include "models/store/erasedbackups.h"

#include <QStringList>

namespace muster {

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

} // namespace muster
