// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/http/httpchannel.h"
#include "network/wire/result.h"
#include "network/wire/secret.h"

#include <QCoro/QCoroTask>
#include <QDateTime>
#include <QList>
#include <QString>
#include <QUrl>
#include <memory>
#include <optional>
#include <stop_token>

namespace muster {

/// What a receiver of notices and Muster both know. The id tells which of several it is, and is no secret.
struct SigningKey
{
    QString id;
    Secret key;
};

/// The headers by which a receiver knows a notice for ours and for fresh (S13), as the Standard Webhooks
/// specification has them: `webhook-id` (the delivery, the same on every attempt), `webhook-timestamp` (seconds since
/// 1970 of this attempt) and, where there are keys, `webhook-signature`: for each key "v1," and the Base64 of
/// HMAC-SHA256 over "ID.TIMESTAMP.BODY", with a space between. `webhook-key-id` names the keys in the same order.
[[nodiscard]] HttpHeaders callbackSignature(const QString &deliveryId, const QDateTime &at, QByteArrayView body,
                                            const QList<SigningKey> &keys);

class Clock;
class HttpChannel;
class PeerGuard;

/// One notice, as it is to leave.
struct CallbackNotice
{
    QUrl target;
    QByteArray json;
    QString deliveryId; ///< 32 hexadecimal digits, the same on every attempt; also sent as X-Request-ID.
    std::chrono::milliseconds timeout{15'000};
    QList<SigningKey> keys; ///< None: it leaves unsigned.
    QList<int> delivered = {}; ///< The statuses that mean so; none: any 2xx.
};

/// Posts Muster's own notices to other systems (contract section 6.3). Never carries a token of the tenant (S13),
/// follows no redirect, obeys the address rules S11 and S12 (https; http only to loopback; no name that means a host of
/// the own network). GUI thread.
class CallbackClient
{
public:
    explicit CallbackClient(Clock &clock);
    CallbackClient(Clock &clock, std::unique_ptr<HttpChannel> channel);
    ~CallbackClient();

    /// One attempt, with its headers as callbackSignature() says; the outbox decides about the next. Success is what
    /// the notice says.
    [[nodiscard]] QCoro::Task<Result<int>> post(CallbackNotice notice, std::stop_token stop);
    /// What is wrong with a target as typed, before it is ever used; nullopt when it may be used.
    [[nodiscard]] static std::optional<ApiError> fault(const QUrl &target);

private:
    Clock &m_clock;
    std::unique_ptr<HttpChannel> m_channel; ///< Its own, so that nothing of the tenant's connections is shared.
    std::unique_ptr<PeerGuard>
        m_peers; ///< Around it: a notice goes to no host of the own network unless that is named.
};

} // namespace muster
