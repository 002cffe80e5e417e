// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/http/rategate.h"

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

} // namespace muster
