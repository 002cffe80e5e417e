// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/secretstore.h"

#include <QCoro/QCoroTask>
#include <QHash>

namespace muster::test {

/// A key store in memory, or none.
class MemoryVault final : public KeyVault
{
public:
    [[nodiscard]] QCoro::Task<Result<void>> keep(QString name, Secret key, std::stop_token) override
    {
        if (!available)
            co_return failure({.kind = ErrorKind::KeyStore, .code = QStringLiteral("not_kept")});
        locked = false;
        keys.insert(name, key);
        co_return Result<void>{};
    }
    [[nodiscard]] QCoro::Task<Result<Secret>> find(QString name, std::stop_token) override
    {
        if (!available || locked || !keys.contains(name))
            co_return failure({.kind = ErrorKind::KeyStore, .code = QStringLiteral("no_backup_key")});
        co_return Secret(keys.value(name));
    }
    void forget(const QString &name) override { keys.remove(name); }

    bool available = true;
    bool locked = false; ///< Until somebody writes, as people unlock it then.
    QHash<QString, Secret> keys;
};

/// The same one for who wants to own it.
class BorrowedVault final : public KeyVault
{
public:
    explicit BorrowedVault(KeyVault &vault)
        : m_vault(vault)
    {
    }
    [[nodiscard]] QCoro::Task<Result<void>> keep(QString name, Secret key, std::stop_token stop) override
    {
        return m_vault.keep(std::move(name), std::move(key), std::move(stop));
    }
    [[nodiscard]] QCoro::Task<Result<Secret>> find(QString name, std::stop_token stop) override
    {
        return m_vault.find(std::move(name), std::move(stop));
    }
    void forget(const QString &name) override { m_vault.forget(name); }

private:
    KeyVault &m_vault;
};

} // namespace muster::test
