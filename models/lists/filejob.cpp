// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/lists/filejob.h"

#include "models/lists/workerjob.h"

namespace muster {

struct FileJob::Job : WorkerJob<Result<WrittenFile>>
{
    using WorkerJob::WorkerJob;
};

FileJob::FileJob(QObject *parent)
    : QObject(parent)
    , m_job(std::make_unique<Job>([this](const Result<WrittenFile> &file) { Q_EMIT written(file); }))
{
}

FileJob::~FileJob() = default;

void FileJob::start(Work work)
{
    m_job->start(std::move(work));
}

} // namespace muster
