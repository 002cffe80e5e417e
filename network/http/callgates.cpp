// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/http/callgates.h"

#include "network/wire/service.h"

#include <algorithm>

namespace muster {

RateGate::RateGate(Clock &clock)
    : m_clock(clock)
{
}

void RateGate::block(std::chrono::milliseconds wait)
{
    m_openAt = std::max(m_openAt, m_clock.now() + wait);
}

std::chrono::milliseconds RateGate::waitLeft() const
{
    using std::chrono::milliseconds;
    return std::max(milliseconds::zero(), std::chrono::ceil<milliseconds>(m_openAt - m_clock.now()));
}

QCoro::Task<bool> RateGate::pass(std::stop_token stop)
{
    // Another 429 may have moved the end while this one slept.
    while (waitLeft() > std::chrono::milliseconds::zero()) {
        if (!co_await m_clock.sleep(waitLeft(), stop))
            co_return false;
    }
    co_return !stop.stop_requested();
}

namespace {

constexpr std::chrono::seconds window(1);

} // namespace

QuotaGate::QuotaGate(Clock &clock)
    : m_clock(clock)
{
}

std::chrono::milliseconds QuotaGate::waitLeft(int records, int perSecond) const
{
    using std::chrono::milliseconds;
    const auto now = m_clock.now();
    int total = 0;
    // From the newest: the first one that does not fit beside those after it is what has to be waited for.
    for (auto spent = m_spent.crbegin(); spent != m_spent.crend() && now - spent->at < window; ++spent) {
        total += spent->records;
        if (total + records > perSecond)
            return std::chrono::ceil<milliseconds>(spent->at + window - now);
    }
    return milliseconds::zero();
}

void QuotaGate::spend(int records)
{
    const auto now = m_clock.now();
    while (!m_spent.empty() && now - m_spent.front().at >= window)
        m_spent.pop_front();
    if (records > 0)
        m_spent.push_back({now, records});
}

LookOnlyGuard::LookOnlyGuard(Environment environment, Clock &clock)
    : m_environment(environment)
    , m_clock(clock)
{
}

void LookOnlyGuard::arm(std::chrono::seconds duration)
{
    m_armedUntil = now() + duration;
}

bool LookOnlyGuard::isArmed() const
{
    return m_armedUntil && now() < *m_armedUntil;
}

bool LookOnlyGuard::refuses(const OperationRow &row) const
{
    if (m_environment != Environment::Production || isArmed())
        return false;
    const bool mayRead = row.method == "GET" || row.method == "POST";
    return row.writes || !mayRead;
}

} // namespace muster
