// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/secretstore.h"

#include <QCoro/QCoroTask>
#include <QCoro/QCoroTimer>
#include <QPointer>
#include <QTimer>
#include <limits>
#include <qt6keychain/keychain.h>

namespace muster {

namespace {

constexpr int untilWoken = std::numeric_limits<int>::max(); // milliseconds: 24 days

QString serviceName()
{
    return QStringLiteral("Muster");
}

ApiError noSecret(const ConnectionProfile &profile)
{
    return {.kind = ErrorKind::KeyStore, .code = QStringLiteral("no_secret"), .subject = profile.name};
}

void prepare(QKeychain::Job &job, const ConnectionProfile &profile)
{
    job.setKey(profile.secretKey());
    job.setInsecureFallback(false); // plain text in a settings file is what must never happen
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
    auto *job = new QKeychain::WritePasswordJob(serviceName());
    prepare(*job, profile);
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
    auto *job = new QKeychain::DeletePasswordJob(serviceName());
    prepare(*job, profile);
    job->start();
}

QCoro::Task<Result<Secret>> SecretStore::secret(ConnectionProfile profile, std::stop_token stop)
{
    if (stop.stop_requested())
        co_return failure({.kind = ErrorKind::Cancelled});
    if (const auto known = m_secrets.constFind(profile.id); known != m_secrets.constEnd())
        co_return Secret(*known);

    const QPointer<SecretStore> self(this);
    auto *job = new QKeychain::ReadPasswordJob(serviceName());
    prepare(*job, profile);
    job->setAutoDelete(false);
    bool finished = false;
    // The timer is the one thing awaited. Of a signal that comes twice (a stop, then the answer), QCoro 0.8 would
    // deliver the second to an awaiter that is gone. Nothing else limits how long a person may take to unlock the key
    // store.
    QTimer wake;
    wake.setSingleShot(true);
    wake.start(untilWoken);
    connect(job, &QKeychain::Job::finished, &wake, [&wake, &finished] {
        finished = true;
        wake.start(0);
    });
    job->start();
    {
        const std::stop_callback hurry(stop, [&wake] { wake.start(0); });
        co_await wake;
    }
    if (!finished) {
        // A job cannot be aborted: it ends by itself, whenever the key store answers.
        connect(job, &QKeychain::Job::finished, job, &QObject::deleteLater);
        co_return failure({.kind = ErrorKind::Cancelled});
    }
    job->deleteLater();
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
