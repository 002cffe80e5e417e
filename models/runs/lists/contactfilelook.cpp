// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lists/contactfilelook.h"

#include "models/lists/workerjob.h"

namespace muster {

struct ContactFileLook::Job : WorkerJob<Result<ContactCsvReader::Preview>>
{
    using WorkerJob::WorkerJob;
};

ContactFileLook::ContactFileLook(QObject *parent)
    : QObject(parent)
    , m_job(std::make_unique<Job>([this](const Result<ContactCsvReader::Preview> &preview) {
        if (preview)
            Q_EMIT loaded(m_file, *preview);
        else
            Q_EMIT failed(m_file, preview.error());
    }))
{
}

ContactFileLook::~ContactFileLook() = default;

void ContactFileLook::request(const QString &file)
{
    m_file = file;
    m_job->start([file](const std::stop_token &) { return ContactCsvReader::preview(file); });
}

} // namespace muster
