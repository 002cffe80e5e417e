// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/result.h"
#include "network/wire/secret.h"

#include <QCoro/QCoroTask>
#include <chrono>
#include <limits>
#include <stop_token>

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

} // namespace muster
