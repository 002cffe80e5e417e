// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/secretstore.h"

#include "models/store/frameseal.h"

#include <QCoro/QCoroTask>
#include <QCoro/QCoroTimer>
#include <QPointer>
#include <QTimer>
#include <memory>
#include <qt6keychain/keychain.h>

namespace muster {

namespace {

/// Frees a job by the event loop, which may still have signals of it to deliver.
struct DeleteLater
{
    void operator()(QObject *object) const { object->deleteLater(); }
};
template <typename Job>
using KeychainJob = std::unique_ptr<Job, DeleteLater>;

/// A job on the entry `key` of Muster's in the system key store, never in its insecure fallback (S01).
template <typename Job>
[[nodiscard]] KeychainJob<Job> keychainJob(const QString &key)
{
    KeychainJob<Job> job(new Job(QStringLiteral("Muster")));
    job->setKey(key);
    job->setInsecureFallback(false); // plain text in a settings file is what must never happen
    job->setAutoDelete(false);
    return job;
}

/// Starts the job and waits for its end, at most `limit`. An error when it did not come: Cancelled where `stop` did,
/// else KeyStore "key_store_silent". A job cannot be aborted, so it then deletes itself when it ends, and `job` is to
/// be let go. GUI thread.
QCoro::Task<Result<void>> runJob(QKeychain::Job *job, std::chrono::milliseconds limit, std::stop_token stop)
{
    bool finished = false;
    // The timer is the one thing awaited. Of a signal that comes twice (a stop, then the answer), QCoro 0.8 would
    // deliver the second to an awaiter that is gone.
    QTimer wake;
    wake.setSingleShot(true);
    wake.start(limit);
    QObject::connect(job, &QKeychain::Job::finished, &wake, [&wake, &finished] {
        finished = true;
        wake.start(0);
    });
    job->start();
    {
        const std::stop_callback hurry(stop, [&wake] { wake.start(0); });
        co_await wake;
    }
    if (finished)
        co_return Result<void>{};
    QObject::connect(job, &QKeychain::Job::finished, job, &QObject::deleteLater);
    if (stop.stop_requested())
        co_return failure(ErrorKind::Cancelled);
    co_return failure(ErrorKind::KeyStore, "key_store_silent");
}

} // namespace

QCoro::Task<Result<void>> KeyVault::keep(QString name, Secret key, std::stop_token stop)
{
    if (stop.stop_requested())
        co_return failure(ErrorKind::Cancelled);
    auto job = keychainJob<QKeychain::WritePasswordJob>(name);
    job->setBinaryData(key.bytes().toByteArray());
    if (const Result<void> answered = co_await runJob(job.get(), m_patience, stop); !answered) {
        (void)job.release(); // deletes itself, whenever the key store answers
        co_return failure(answered.error());
    }
    if (job->error() != QKeychain::NoError)
        co_return failure(ErrorKind::KeyStore, "not_kept");
    co_return Result<void>{};
}

QCoro::Task<Result<Secret>> KeyVault::find(QString name, std::stop_token stop)
{
    if (stop.stop_requested())
        co_return failure(ErrorKind::Cancelled);
    auto job = keychainJob<QKeychain::ReadPasswordJob>(name);
    if (const Result<void> answered = co_await runJob(job.get(), m_patience, stop); !answered) {
        (void)job.release();
        co_return failure(answered.error());
    }
    if (job->error() != QKeychain::NoError || job->binaryData().isEmpty())
        co_return failure(ErrorKind::KeyStore, "no_backup_key");
    co_return Secret(job->binaryData());
}

void KeyVault::forget(const QString &name)
{
    auto *job = keychainJob<QKeychain::DeletePasswordJob>(name).release();
    job->setAutoDelete(true);
    job->start();
}

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
        co_return failure(ErrorKind::Cancelled);
    if (const auto known = m_secrets.constFind(profile.id); known != m_secrets.constEnd())
        co_return Secret(*known);

    const QPointer<SecretStore> self(this);
    auto job = keychainJob<QKeychain::ReadPasswordJob>(profile.secretKey());
    if (Result<void> answered = co_await runJob(job.get(), m_patience, stop); !answered) {
        (void)job.release(); // deletes itself, whenever the key store answers
        answered.error().subject = profile.name;
        co_return failure(answered.error());
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

QCoro::Task<Result<Secret>> PseudonymKeys::key(QString policy, std::stop_token stop)
{
    const QString name = QStringLiteral("pseudonyms/") + policy.trimmed().toCaseFolded();
    Result<Secret> found = co_await m_vault.find(name, stop);
    if (found || found.error().kind == ErrorKind::Cancelled || found.error().code == QLatin1String("key_store_silent"))
        co_return Result<Secret>(std::move(found));
    // A locked key store looks like an empty one, and unlocks itself for who writes: what a new key would then replace
    // gave every pseudonym so far. So something else is written first, and the key is looked for again.
    const QString witness = QStringLiteral("pseudonyms-unlocked");
    Result<void> kept = co_await m_vault.keep(witness, Secret(QByteArrayLiteral("1")), stop);
    const Secret made = FrameSeal::makeKey();
    if (kept) {
        m_vault.forget(witness);
        found = co_await m_vault.find(name, stop);
        if (found || found.error().code != QLatin1String("no_backup_key"))
            co_return Result<Secret>(std::move(found));
        kept = co_await m_vault.keep(name, made, stop);
    }
    if (!kept && kept.error().kind == ErrorKind::Cancelled)
        co_return failure(kept.error());
    if (!kept)
        co_return failure(ErrorKind::KeyStore, "no_pseudonym_key", policy);
    co_return Result<Secret>(Secret(made));
}

} // namespace muster
