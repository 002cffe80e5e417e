// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/storedlist.h"
#include "network/wire/result.h"
#include "network/wire/secret.h"

#include <QDateTime>
#include <QObject>
#include <memory>
#include <optional>
#include <stop_token>

namespace QCoro {
template <typename T>
class Task;
}

namespace muster {

class KeyVault;

/// The key of the pseudonyms in exports, one for a data folder: in the system key store and nowhere else. Its id and
/// its day stand in export-key.json of the data folder, so that a locked key store is not taken for a Muster that never
/// had a key: another key would give everybody another pseudonym without a word. GUI thread.
class ExportKey : public QObject
{
    Q_OBJECT

public:
    struct Info
    {
        QString id; ///< Sixteen hexadecimal digits of its fingerprint; no secret.
        QDateTime madeAt; ///< UTC.
        bool operator==(const Info &) const = default;
    };
    struct Key
    {
        QString id;
        Secret secret;
    };

    ExportKey(const QString &folder, KeyVault &vault, QObject *parent = nullptr,
              DiskAccess &disk = DiskAccess::system());
    ~ExportKey() override;

    /// The error, if any, is a notice: Damaged "export_key_damaged", Damaged "newer_version", File.
    [[nodiscard]] std::optional<ApiError> load();
    void setReadOnly() { m_file->setReadOnly(); } ///< Before load().

    /// nullopt: none was ever needed.
    [[nodiscard]] const std::optional<Info> &info() const { return m_info; }
    /// The key of today, made at `now` (UTC) when it is asked for for the first time. KeyStore "export_key_not_kept":
    /// there is no key store to keep one in; "export_key_locked" (`subject`: its id): there is one, but the key store
    /// is locked or has lost it. InUse "read_only", File: it cannot be noted that there is one. Cancelled.
    [[nodiscard]] QCoro::Task<Result<Key>> key(QDateTime now, std::stop_token stop);
    /// The key that an order names. KeyStore "export_key_replaced" (`subject`: `id`) where it is no longer the one;
    /// else as key().
    [[nodiscard]] QCoro::Task<Result<Key>> keyOf(QString id, std::stop_token stop);
    /// A new key in the place of the one there was, which is forgotten: exports from now on have other pseudonyms, and
    /// interrupted ones with the old key cannot go on. Errors: those of key() but "export_key_locked".
    [[nodiscard]] QCoro::Task<Result<Info>> replace(QDateTime now, std::stop_token stop);

Q_SIGNALS:
    void changed();

private:
    [[nodiscard]] QCoro::Task<Result<Key>> make(QDateTime now, std::stop_token stop);

    KeyVault &m_vault;
    const std::shared_ptr<StoredList> m_file; ///< A worker may still write when this goes.
    std::optional<Info> m_info;
    std::optional<Key> m_known; ///< The key store is asked once a session.
};

} // namespace muster
