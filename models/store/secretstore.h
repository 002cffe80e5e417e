// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/connectionprofile.h"
#include "network/wire/result.h"
#include "network/wire/secret.h"

#include <QHash>
#include <QObject>
#include <chrono>
#include <limits>
#include <stop_token>

namespace QCoro {
template <typename T>
class Task;
}

namespace muster {

/// Keys that seal files of ours, in the system key store and nowhere else: what cannot be kept there is not kept. The
/// seam for tests, which have no key store. GUI thread.
class KeyVault
{
public:
    virtual ~KeyVault() = default;

    /// How long keep() and find() wait; where nothing is said, until somebody has unlocked the key store. After that
    /// they say KeyStore "key_store_silent".
    void setPatience(std::chrono::milliseconds patience) { m_patience = patience; }
    /// Resumes when the key store has confirmed it. KeyStore "not_kept" when it is missing, locked or refuses.
    [[nodiscard]] virtual QCoro::Task<Result<void>> keep(QString name, Secret key, std::stop_token stop);
    /// KeyStore "no_backup_key" when it is not there; a locked key store says the same.
    [[nodiscard]] virtual QCoro::Task<Result<Secret>> find(QString name, std::stop_token stop);
    /// As soon as the key store answers.
    virtual void forget(const QString &name);

private:
    std::chrono::milliseconds m_patience{std::numeric_limits<int>::max()};
};

/// Client secrets: in the system key store (service "Muster", key ConnectionProfile::secretKey()), else in memory for
/// this run only. Never in a file, and never in the key store's insecure fallback (S01, S02). GUI thread.
class SecretStore : public QObject
{
    Q_OBJECT

public:
    enum class Place { KeyStore, ThisRunOnly };
    Q_ENUM(Place)

    explicit SecretStore(QObject *parent = nullptr);
    ~SecretStore() override;
    /// How long secret() waits for the key store; where nothing is said, until somebody has unlocked it.
    void setPatience(std::chrono::milliseconds patience) { m_patience = patience; }

    /// For this run only; used by the environment variables, the sandbox and the sign-in sheet.
    void keepForThisRun(const ConnectionProfile &profile, Secret secret);
    /// Usable at once. Tries the key store; where that is missing or locked keeps the secret for this run. stored()
    /// tells which; it may take as long as the key store asks a person for its password.
    void store(const ConnectionProfile &profile, Secret secret);
    /// From memory at once, from the key store as soon as that answers.
    void forget(const ConnectionProfile &profile);
    /// Memory first, then the key store. KeyStore error with code "no_secret" when there is none anywhere ("locked"
    /// and "entry missing" cannot be told apart, so nothing is concluded from it). Asks nobody. The store may be
    /// destroyed while this waits. KeyStore "key_store_silent" when the key store did not answer in time.
    [[nodiscard]] QCoro::Task<Result<Secret>> secret(ConnectionProfile profile, std::stop_token stop);

Q_SIGNALS:
    void stored(const QString &profileId, muster::SecretStore::Place place);

private:
    QHash<QString, Secret> m_secrets; ///< By profile id.
    std::chrono::milliseconds m_patience{std::numeric_limits<int>::max()};
};

/// The keys of pseudonyms and shifted dates, one for each masking policy, in the system key store and nowhere else.
/// GUI thread.
class PseudonymKeys
{
public:
    /// `vault` must outlive this.
    explicit PseudonymKeys(KeyVault &vault)
        : m_vault(vault)
    {
    }

    /// The key of the policy of that name, made when it is first asked for. KeyStore "no_pseudonym_key" (`subject`: the
    /// policy) where the key store is missing, locked or refuses: what would then stand in the place of names could
    /// not be told from a guess, or would not be the same tomorrow. This must outlive the task.
    [[nodiscard]] QCoro::Task<Result<Secret>> key(QString policy, std::stop_token stop);

private:
    KeyVault &m_vault;
};

} // namespace muster
