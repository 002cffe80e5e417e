// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/keyvault.h"

#include "models/store/keychainjob.h"

namespace muster {

QCoro::Task<Result<void>> KeyVault::keep(QString name, Secret key, std::stop_token stop)
{
    if (stop.stop_requested())
        co_return failure({.kind = ErrorKind::Cancelled});
    auto job = keychainJob<QKeychain::WritePasswordJob>(name);
    job->setBinaryData(key.bytes().toByteArray());
    if (const Result<void> answered = co_await runJob(job.get(), m_patience, stop); !answered) {
        (void)job.release(); // deletes itself, whenever the key store answers
        co_return tl::unexpected(answered.error());
    }
    if (job->error() != QKeychain::NoError)
        co_return failure({.kind = ErrorKind::KeyStore, .code = QStringLiteral("not_kept")});
    co_return Result<void>{};
}

QCoro::Task<Result<Secret>> KeyVault::find(QString name, std::stop_token stop)
{
    if (stop.stop_requested())
        co_return failure({.kind = ErrorKind::Cancelled});
    auto job = keychainJob<QKeychain::ReadPasswordJob>(name);
    if (const Result<void> answered = co_await runJob(job.get(), m_patience, stop); !answered) {
        (void)job.release();
        co_return tl::unexpected(answered.error());
    }
    if (job->error() != QKeychain::NoError || job->binaryData().isEmpty())
        co_return failure({.kind = ErrorKind::KeyStore, .code = QStringLiteral("no_backup_key")});
    co_return Secret(job->binaryData());
}

void KeyVault::forget(const QString &name)
{
    auto *job = keychainJob<QKeychain::DeletePasswordJob>(name).release();
    job->setAutoDelete(true);
    job->start();
}

} // namespace muster
