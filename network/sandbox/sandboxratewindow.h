// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <chrono>

namespace muster {

/// Counts requests in windows of one second each, for a limit on them. A value.
class SandboxRateWindow
{
public:
    /// Counts a request; 0, or how many seconds to wait because the `limit` of this second is used up. A limit of 0 is
    /// none.
    [[nodiscard]] int secondsToWait(int limit, std::chrono::steady_clock::time_point now)
    {
        if (limit <= 0)
            return 0;
        constexpr std::chrono::seconds length(1);
        if (m_requests == 0 || now - m_start >= length) {
            m_start = now;
            m_requests = 0;
        }
        if (m_requests < limit) {
            ++m_requests;
            return 0;
        }
        return static_cast<int>(std::chrono::ceil<std::chrono::seconds>(m_start + length - now).count());
    }

private:
    std::chrono::steady_clock::time_point m_start;
    int m_requests = 0;
};

} // namespace muster
