// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/connectionprofile.h"
#include "network/wire/result.h"
#include "network/wire/secret.h"

#include <QObject>
#include <memory>
#include <stop_token>

namespace QCoro {
template <typename T>
class Task;
}

namespace muster {

/// Client secrets: in the system key store, else in memory for this run only. Never in a file (S01, S02). GUI thread.
class SecretStore : public QObject
{
    Q_OBJECT

public:
    enum class Place { KeyStore, ThisRunOnly };

    explicit SecretStore(QObject *parent = nullptr);
    ~SecretStore() override;

    /// For this run only; used by the environment variables, the sandbox and the sign-in sheet.
    void keepForThisRun(const ConnectionProfile &profile, Secret secret);
    /// Tries the key store; where that is missing or locked keeps the secret for this run. stored() tells which.
    void store(const ConnectionProfile &profile, Secret secret);
    void forget(const ConnectionProfile &profile);
    /// Memory first, then the key store. KeyStore error with code "no_secret" when there is none anywhere ("locked"
    /// and "entry missing" cannot be told apart, so nothing is concluded from it). Asks nobody.
    [[nodiscard]] QCoro::Task<Result<Secret>> secret(ConnectionProfile profile, std::stop_token stop);

Q_SIGNALS:
    void stored(const QString &profileId, muster::SecretStore::Place place);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace muster
