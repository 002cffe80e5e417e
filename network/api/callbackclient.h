// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/api/callbacksignature.h"
#include "network/wire/result.h"

#include <QCoro/QCoroTask>
#include <QUrl>
#include <memory>
#include <optional>
#include <stop_token>

namespace muster {

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

    /// One attempt, with its headers as callbackSignature() says; the outbox decides about the next. Success is any
    /// 2xx.
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
