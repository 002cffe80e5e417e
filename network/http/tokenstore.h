// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/http/asyncevent.h"
#include "network/http/clock.h"
#include "network/wire/result.h"
#include "network/wire/secret.h"

#include <QCoro/QCoroTask>
#include <QHash>
#include <QStringList>
#include <deque>
#include <functional>
#include <optional>
#include <stop_token>

namespace muster {

/// The tokens of one tenant, in memory only. Per credential key one request at a time, shared by all who wait;
/// renewed early, and whenever the machine has slept (F102); after refusals at most two requests a minute (F08). GUI
/// thread.
class TokenStore
{
public:
    /// Asks the server once. Runs only while some get() awaits it.
    using Fetch = std::function<QCoro::Task<Result<Token>>(std::stop_token)>;

    explicit TokenStore(Clock &clock);

    /// A token that is good for now. When the caller who is asking on behalf of all is stopped, the next one asks.
    /// Errors: those of `fetch`, Cancelled, and SignInNeeded with code "refused_recently" without asking.
    [[nodiscard]] QCoro::Task<Result<Secret>> get(QString key, std::chrono::seconds margin, Fetch fetch,
                                                  std::stop_token stop);
    /// Whether get() would answer at once with a token that is there.
    [[nodiscard]] bool hasGood(const QString &key) const;
    /// The server did not accept `token` (401). Another token that has come meanwhile stays.
    void drop(const QString &key, const Secret &token);
    /// A fresh token was refused as well: counts like a refusal of the token endpoint.
    void noteRefusal(const QString &key);
    [[nodiscard]] std::optional<std::chrono::seconds> lifeLeft(const QString &key) const;
    /// What the token that is held is good for, see Token::scopes; nullopt: not known, or there is none.
    [[nodiscard]] std::optional<QStringList> scopes(const QString &key) const;

private:
    struct Entry
    {
        Secret token;
        std::optional<QStringList> scopes;
        Clock::TimePoint renewAt{};
        Clock::TimePoint endsAt{};
        std::chrono::milliseconds slept{0}; ///< Clock::slept() at its receipt.
        bool asking = false;
        std::optional<ApiError> lastError; ///< For those who waited for the request that failed.
        int round = 0; ///< Counts requests, so that a waiter knows whether lastError is of the one it waited for.
        std::deque<Clock::TimePoint> refusals; ///< Of the last minute: the token endpoint refused, or noteRefusal().
        AsyncEvent answered; ///< The request that is under way.
    };

    [[nodiscard]] bool isGood(const Entry &entry) const;
    [[nodiscard]] bool isFromBeforeSleep(const Entry &entry) const;
    [[nodiscard]] std::optional<ApiError> refusedRecently(Entry &entry) const;
    void keep(Entry &entry, const Token &token, std::chrono::seconds margin) const;

    Clock &m_clock;
    QHash<QString, std::shared_ptr<Entry>> m_entries;
};

} // namespace muster
