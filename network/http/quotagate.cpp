// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/http/quotagate.h"

namespace muster {

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

} // namespace muster
