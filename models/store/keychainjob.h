// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QCoro/QCoroTask>
#include <memory>
#include <qt6keychain/keychain.h>
#include <stop_token>

namespace muster {

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

/// Starts the job and waits for its end, however long a person takes to unlock the key store. False when `stop` came
/// first: a job cannot be aborted, so it then deletes itself when it ends, and `job` is let go. GUI thread.
[[nodiscard]] QCoro::Task<bool> runJob(QKeychain::Job *job, std::stop_token stop);

} // namespace muster
