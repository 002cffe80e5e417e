// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lists/backupsreading.h"

#include "models/lists/workerjob.h"
#include "models/store/backupstore.h"

namespace muster {

namespace {

using Both = std::pair<QList<BackupInfo>, QList<ErasedBackup>>;

} // namespace

struct BackupsReading::Job : WorkerJob<Both>
{
    using WorkerJob::WorkerJob;
};

BackupsReading::BackupsReading(const BackupStore &store, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_job(std::make_unique<Job>([this](const Both &both) { Q_EMIT loaded(both.first, both.second); },
                                  [this](const ApiError &thrown) { Q_EMIT failed(thrown); }))
{
}

BackupsReading::~BackupsReading() = default;

void BackupsReading::request()
{
    m_job->start([list = m_store.lister(), erased = m_store.erasedLister()](const std::stop_token &) {
        return Both(list(), erased());
    });
}

} // namespace muster
