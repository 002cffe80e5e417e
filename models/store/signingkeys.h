// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/storedlist.h"
#include "network/wire/result.h"
#include "network/wire/secret.h"

#include <QDateTime>
#include <QHash>
#include <QObject>
#include <QUrl>
#include <chrono>
#include <memory>
#include <optional>
#include <stop_token>

namespace QCoro {
template <typename T>
class Task;
}

namespace muster {

class KeyVault;
struct SigningKey;

/// The keys by which receivers know Muster's notices (S13), one receiver being an origin: scheme, host and port. The
/// keys are in the system key store and nowhere else; which there are stands in signing-keys.json of the data folder,
/// so that a locked key store is not taken for a receiver without a key. GUI thread.
class SigningKeys : public QObject
{
    Q_OBJECT

public:
    struct KeyInfo
    {
        QString id; ///< Eight hexadecimal digits; no secret.
        QDateTime madeAt; ///< UTC.
        std::optional<QDateTime> retiresAt = std::nullopt; ///< UTC; notices carry its signature until then.
        bool operator==(const KeyInfo &) const = default;
    };
    struct Receiver
    {
        QString origin; ///< "https://hooks.example.com"
        QList<KeyInfo> keys; ///< The newest first.
        bool operator==(const Receiver &) const = default;
    };
    /// A new key, to be shown to the person once.
    struct Made
    {
        QString origin;
        QString keyId;
        Secret text; ///< "whsec_" and the Base64 of the key, as receivers' libraries take it.
    };
    static constexpr std::chrono::hours usualOverlap{7 * 24};
    static constexpr std::chrono::hours longestOverlap{90 * 24};

    SigningKeys(const QString &folder, KeyVault &vault, QObject *parent = nullptr,
                DiskAccess &disk = DiskAccess::system());
    ~SigningKeys() override;

    /// The error, if any, is a notice: Damaged "signing_keys_damaged", Damaged "newer_version", File.
    [[nodiscard]] std::optional<ApiError> load();
    void setReadOnly() { m_file->setReadOnly(); } ///< Before load().
    [[nodiscard]] bool isReadOnly() const { return m_file->isReadOnly(); }

    [[nodiscard]] const QList<Receiver> &receivers() const { return m_receivers; }
    /// The receiver that an address belongs to; empty where it has no host.
    [[nodiscard]] static QString originOf(const QUrl &target);
    [[nodiscard]] bool hasKey(const QUrl &target) const;

    /// Makes a key for the receiver. One that it has is not replaced at once: notices carry the signatures of both for
    /// `overlap`. BadInput "receiver_address"; KeyStore "signing_key_not_kept": there is no key store to keep it in,
    /// and nothing has changed.
    [[nodiscard]] QCoro::Task<Result<Made>> make(QUrl target, QDateTime now, std::chrono::seconds overlap,
                                                 std::stop_token stop);
    /// From now on notices to the receiver leave unsigned. BadInput "receiver_unknown".
    [[nodiscard]] QCoro::Task<Result<void>> forget(QString origin);
    /// What signs a notice to `target` now: none where the receiver has no key. KeyStore "signing_key_locked" where it
    /// has one and the key store does not give it: such a notice has to wait, it must not leave unsigned.
    [[nodiscard]] QCoro::Task<Result<QList<SigningKey>>> keysFor(QUrl target, QDateTime now, std::stop_token stop);

Q_SIGNALS:
    void changed();

private:
    [[nodiscard]] const Receiver *find(const QString &origin) const;
    /// On a worker; shown once it is on the disk.
    [[nodiscard]] QCoro::Task<Result<void>> write(QList<Receiver> receivers);

    KeyVault &m_vault;
    const std::shared_ptr<StoredList> m_file; ///< A worker may still write when this goes.
    QList<Receiver> m_receivers;
    QHash<QString, Secret> m_known; ///< By id of the key; the key store is asked once a session.
};

} // namespace muster
