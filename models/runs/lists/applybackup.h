// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/backupfile.h"
#include "models/store/backupstore.h"

#include <QCoro/QCoroTask>
#include <QThreadPool>
#include <memory>
#include <stop_token>

namespace muster {

/// The copy of everything that a run is about to change, written by a worker while the list is read (F114). What is not
/// finished is removed with the object. GUI thread.
class ApplyBackup
{
public:
    [[nodiscard]] static QCoro::Task<Result<std::unique_ptr<ApplyBackup>>>
    begin(BackupStore &store, BackupInfo info, BackupStore::Cleartext cleartext, std::stop_token stop);
    ~ApplyBackup();

    void add(BackupRecord record);
    /// Resumes when every record is on the disk. Once.
    [[nodiscard]] QCoro::Task<Result<BackupInfo>> finish();

private:
    struct Shared;
    ApplyBackup(BackupStore &store, std::unique_ptr<BackupWriter> writer);
    void hand();

    BackupStore &m_store;
    std::shared_ptr<Shared> m_shared; ///< The worker's.
    std::vector<BackupRecord> m_chunk;
    QThreadPool m_worker; ///< One thread. Last, so that it ends first.
};

} // namespace muster
