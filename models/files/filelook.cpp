// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/files/filelook.h"

#include "models/lists/workerjob.h"

namespace muster {

struct FileLook::Job : WorkerJob<QList<LookedFile>>
{
    using WorkerJob::WorkerJob;
    QStringList asked;
};

namespace {

QList<LookedFile> noneOf(const QStringList &files, const ApiError &error)
{
    QList<LookedFile> answer;
    for (const QString &file : files)
        answer << LookedFile{file, tl::unexpected(error)};
    return answer;
}

} // namespace

FileLook::FileLook(QObject *parent)
    : QObject(parent)
    , m_job(std::make_unique<Job>([this](const QList<LookedFile> &files) { Q_EMIT looked(files); },
                                  [this](const ApiError &thrown) { Q_EMIT looked(noneOf(m_job->asked, thrown)); }))
{
}

FileLook::~FileLook() = default;

void FileLook::request(const QStringList &files)
{
    m_job->asked = files;
    m_job->start([files](const std::stop_token &stop) {
        QList<LookedFile> answer;
        for (const QString &file : files) {
            if (stop.stop_requested())
                break;
            answer << LookedFile{file, guessFileKind(file)};
        }
        return answer;
    });
}

} // namespace muster
