// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/http/exchangelog.h"

#include <algorithm>
#include <vector>

namespace muster {

void ExchangeLog::add(Exchange exchange)
{
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
