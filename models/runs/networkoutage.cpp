// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/networkoutage.h"

#include <algorithm>

namespace muster {

namespace {

using std::chrono::milliseconds;

// Between two looks whether the network is back; the transport's own tries come on top.
constexpr milliseconds firstWait = std::chrono::seconds(5);
constexpr milliseconds longestWait = std::chrono::seconds(60);

bool isNetworkGone(const ApiError &error)
{
    return error.kind == ErrorKind::NotSent || error.kind == ErrorKind::ConnectionLost
        || error.kind == ErrorKind::TimedOut;
}

} // namespace

NetworkOutage::NetworkOutage(NetworkPatience patience)
    : m_patience(std::move(patience))
    , m_wait(firstWait)
{
}

QCoro::Task<Result<void>> NetworkOutage::sitOut(ApiError fault, std::stop_token stop)
{
    if (m_patience.clock == nullptr || !isNetworkGone(fault) || stop.stop_requested())
        co_return failure(fault);
    // On the monotonic clock: neither a changed wall clock nor the machine's sleep counts as outage (F101, F102).
    const Clock::TimePoint now = m_patience.clock->now();
    m_since = m_since.value_or(now);
    if (now - *m_since >= longest)
        co_return failure(fault);
    m_patience.waiting(++m_attempt, fault, m_wait);
    if (!co_await m_patience.clock->sleep(m_wait, stop))
        co_return failure(ErrorKind::Cancelled);
    m_patience.waitEnded();
    m_wait = std::min(2 * m_wait, longestWait);
    co_return Result<void>{};
}

} // namespace muster
