// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lists/backupsreading.h"

#include "models/lists/workerjob.h"
#include "models/store/backupstore.h"

namespace muster {

struct BackupsReading::Job : WorkerJob<QList<BackupInfo>>
{
    using WorkerJob::WorkerJob;
};

BackupsReading::BackupsReading(const BackupStore &store, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_job(std::make_unique<Job>([this](const QList<BackupInfo> &backups) { Q_EMIT loaded(backups); }))
{
}

BackupsReading::~BackupsReading() = default;

void BackupsReading::request()
{
    m_job->start([list = m_store.lister()](const std::stop_token &) { return list(); });
}

} // namespace muster
