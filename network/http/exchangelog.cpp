// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/http/exchangelog.h"

#include <algorithm>
#include <vector>

namespace muster {

void ExchangeLog::begin(const QString &requestId, Service service, TimePoint now)
{
    m_open.insert(requestId, {service, now});
}

ServerPulse ExchangeLog::pulse(TimePoint now) const
{
    using std::chrono::milliseconds;
    const auto oldest = std::min_element(m_open.cbegin(), m_open.cend(),
                                         [](const Open &a, const Open &b) { return a.since < b.since; });
    // Who gave up says nothing about the server.
    const auto newest = std::find_if(m_entries.crbegin(), m_entries.crend(),
                                     [](const Exchange &one) { return one.error != ErrorKind::Cancelled; });
    const bool known = newest != m_entries.crend();
    if (oldest != m_open.cend() && (!known || now - oldest->since >= silentAfter)) {
        return {ServerPulse::Kind::Waiting, oldest->service,
                std::chrono::duration_cast<milliseconds>(now - oldest->since), 0};
    }
    if (!known)
        return {};
    if (newest->httpStatus == 0)
        return {ServerPulse::Kind::Silent, newest->service, milliseconds(0), 0};
    if (newest->httpStatus >= 500)
        return {ServerPulse::Kind::Failing, newest->service, milliseconds(0), newest->httpStatus};
    return {ServerPulse::Kind::Answering, newest->service, recentLatency(newest->service).value_or(milliseconds(0)), 0};
}

void ExchangeLog::add(Exchange exchange)
{
    m_open.remove(exchange.requestId);
    m_entries.push_back(std::move(exchange));
    if (m_entries.size() > capacity)
        m_entries.pop_front();
}

std::optional<std::chrono::milliseconds> ExchangeLog::recentLatency(Service service) const
{
    constexpr std::size_t window = 21;
    std::vector<std::chrono::milliseconds> latencies;
    for (auto it = m_entries.crbegin(); it != m_entries.crend() && latencies.size() < window; ++it) {
        if (it->service == service && it->httpStatus != 0)
            latencies.push_back(it->latency);
    }
    if (latencies.empty())
        return std::nullopt;
    const auto middle = latencies.begin() + static_cast<std::ptrdiff_t>(latencies.size() / 2);
    std::nth_element(latencies.begin(), middle, latencies.end());
    return *middle;
}

} // namespace muster
