// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/http/tokenstore.h"

#include <algorithm>

namespace muster {

namespace {

constexpr std::chrono::minutes refusalWindow{1};
constexpr std::size_t refusalLimit = 2;

ApiError cancelled()
{
    ApiError error;
    error.kind = ErrorKind::Cancelled;
    return error;
}

} // namespace

TokenStore::TokenStore(Clock &clock)
    : m_clock(clock)
{
}

bool TokenStore::isGood(const Entry &entry) const
{
    return !entry.token.isEmpty() && m_clock.now() < entry.renewAt && !isFromBeforeSleep(entry);
}

bool TokenStore::isFromBeforeSleep(const Entry &entry) const
{
    return m_clock.slept() - entry.slept >= SleepWatch::least;
}

std::optional<ApiError> TokenStore::refusedRecently(Entry &entry) const
{
    while (!entry.refusals.empty() && m_clock.now() - entry.refusals.front() >= refusalWindow)
        entry.refusals.pop_front();
    if (entry.refusals.size() < refusalLimit)
        return std::nullopt;
    ApiError error = entry.lastError.value_or(ApiError());
    error.kind = ErrorKind::SignInNeeded;
    error.code = QStringLiteral("refused_recently");
    error.retryAfter
        = std::chrono::ceil<std::chrono::milliseconds>(entry.refusals.front() + refusalWindow - m_clock.now());
    return error;
}

void TokenStore::keep(Entry &entry, const Token &token, std::chrono::seconds margin) const
{
    using std::chrono::milliseconds;
    const milliseconds life = token.life;
    // Contract section 2: with short-lived tokens the margin shrinks to half of their life.
    const milliseconds early = std::min<milliseconds>(margin, life / 2);
    entry.token = token.value;
    entry.scopes = token.scopes;
    entry.endsAt = m_clock.now() + life;
    entry.renewAt = entry.endsAt - early;
    entry.slept = m_clock.slept();
    entry.lastError.reset();
}

QCoro::Task<Result<Secret>> TokenStore::get(QString key, std::chrono::seconds margin, Fetch fetch, std::stop_token stop)
{
    // Held by each waiter: the store may be gone when the last of them is woken to be cancelled.
    std::shared_ptr<Entry> &slot = m_entries[key];
    if (!slot)
        slot = std::make_shared<Entry>();
    const std::shared_ptr<Entry> entry = slot;
    while (!isGood(*entry)) {
        if (stop.stop_requested())
            co_return failure(cancelled());
        if (entry->asking) {
            const int round = entry->round;
            co_await entry->answered.wait(stop);
            const bool shared = entry->round == round && !entry->asking && entry->lastError;
            if (shared && entry->lastError->kind != ErrorKind::Cancelled)
                co_return failure(*entry->lastError);
            continue;
        }
        if (const auto refused = refusedRecently(*entry))
            co_return failure(*refused);
        entry->asking = true;
        ++entry->round;
        Result<Token> token = co_await fetch(stop);
        entry->asking = false;
        if (token) {
            keep(*entry, *token, margin);
        } else {
            entry->lastError = token.error();
            if (token.error().kind == ErrorKind::SignInNeeded)
                entry->refusals.push_back(m_clock.now());
        }
        entry->answered.notifyAll();
        if (!token)
            co_return failure(token.error());
    }
    // A copy of its own: QCoro 0.8 moves out of whatever lvalue is returned, members of others included.
    co_return Secret(entry->token);
}

bool TokenStore::hasGood(const QString &key) const
{
    const auto entry = m_entries.value(key);
    return entry && isGood(*entry);
}

void TokenStore::drop(const QString &key, const Secret &token)
{
    const auto entry = m_entries.value(key);
    if (!entry || entry->token != token)
        return;
    entry->token = Secret();
    entry->renewAt = {};
}

void TokenStore::noteRefusal(const QString &key)
{
    if (const auto entry = m_entries.value(key))
        entry->refusals.push_back(m_clock.now());
}

std::optional<QStringList> TokenStore::scopes(const QString &key) const
{
    const auto entry = m_entries.value(key);
    return entry && !entry->token.isEmpty() ? entry->scopes : std::nullopt;
}

std::optional<std::chrono::seconds> TokenStore::lifeLeft(const QString &key) const
{
    const auto entry = m_entries.value(key);
    if (!entry || entry->token.isEmpty() || m_clock.now() >= entry->endsAt || isFromBeforeSleep(*entry))
        return std::nullopt;
    return std::chrono::duration_cast<std::chrono::seconds>(entry->endsAt - m_clock.now());
}

} // namespace muster
