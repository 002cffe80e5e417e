// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/backupfile.h"

#include <QList>

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

} // namespace muster
