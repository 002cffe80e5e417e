// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/backupfile.h"
#include "models/store/erasedbackups.h"

#include <QList>
#include <QObject>
#include <memory>

namespace muster {

class BackupStore;

/// Looks which backups there are, for a window; the disk on a worker. An answer that a newer question overtook is
/// dropped. GUI thread.
class BackupsReading : public QObject
{
    Q_OBJECT

public:
    explicit BackupsReading(const BackupStore &store, QObject *parent = nullptr);
    ~BackupsReading() override;
    void request();

Q_SIGNALS:
    /// See BackupStore::list() and BackupStore::erased().
    void loaded(const QList<muster::BackupInfo> &backups, const QList<muster::ErasedBackup> &erased);
    void failed(const muster::ApiError &error); ///< In its stead: the work threw (F109).

private:
    struct Job;
    const BackupStore &m_store;
    std::unique_ptr<Job> m_job;
};

} // namespace muster
