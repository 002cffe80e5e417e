// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/secretstore.h"

#include "models/store/keychainjob.h"

#include <QCoro/QCoroTask>
#include <QPointer>

namespace muster {

namespace {

ApiError noSecret(const ConnectionProfile &profile)
{
    return {.kind = ErrorKind::KeyStore, .code = QStringLiteral("no_secret"), .subject = profile.name};
}

} // namespace

SecretStore::SecretStore(QObject *parent)
    : QObject(parent)
{
}

SecretStore::~SecretStore() = default;

void SecretStore::keepForThisRun(const ConnectionProfile &profile, Secret secret)
{
    m_secrets.insert(profile.id, std::move(secret));
}

void SecretStore::store(const ConnectionProfile &profile, Secret secret)
{
    auto *job = keychainJob<QKeychain::WritePasswordJob>(profile.secretKey()).release();
    job->setAutoDelete(true);
    job->setBinaryData(secret.bytes().toByteArray());
    m_secrets.insert(profile.id, std::move(secret));
    connect(job, &QKeychain::Job::finished, this, [this, id = profile.id](QKeychain::Job *done) {
        const bool kept = done->error() == QKeychain::NoError;
        Q_EMIT stored(id, kept ? Place::KeyStore : Place::ThisRunOnly);
    });
    job->start(); // deletes itself when it has finished
}

void SecretStore::forget(const ConnectionProfile &profile)
{
    m_secrets.remove(profile.id);
    auto *job = keychainJob<QKeychain::DeletePasswordJob>(profile.secretKey()).release();
    job->setAutoDelete(true);
    job->start();
}

QCoro::Task<Result<Secret>> SecretStore::secret(ConnectionProfile profile, std::stop_token stop)
{
    if (stop.stop_requested())
        co_return failure({.kind = ErrorKind::Cancelled});
    if (const auto known = m_secrets.constFind(profile.id); known != m_secrets.constEnd())
        co_return Secret(*known);

    const QPointer<SecretStore> self(this);
    auto job = keychainJob<QKeychain::ReadPasswordJob>(profile.secretKey());
    if (Result<void> answered = co_await runJob(job.get(), m_patience, stop); !answered) {
        (void)job.release(); // deletes itself, whenever the key store answers
        answered.error().subject = profile.name;
        co_return tl::unexpected(answered.error());
    }
    if (job->error() != QKeychain::NoError || job->binaryData().isEmpty())
        co_return failure(noSecret(profile));
    Secret secret(job->binaryData());
    if (!self)
        co_return secret;
    // A newer one that was given meanwhile goes before the one that was read.
    if (!self->m_secrets.contains(profile.id))
        self->m_secrets.insert(profile.id, secret);
    co_return Secret(self->m_secrets.value(profile.id));
}

} // namespace muster
