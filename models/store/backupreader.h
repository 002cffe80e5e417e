// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/backupfile.h"

namespace muster {

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
