// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/result.h"

#include <QCoro/QCoroTask>
#include <chrono>
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

/// Starts the job and waits for its end, at most `limit`. An error when it did not come: Cancelled where `stop` did,
/// else KeyStore "key_store_silent". A job cannot be aborted, so it then deletes itself when it ends, and `job` is to
/// be let go. GUI thread.
[[nodiscard]] QCoro::Task<Result<void>> runJob(QKeychain::Job *job, std::chrono::milliseconds limit,
                                               std::stop_token stop);

} // namespace muster
