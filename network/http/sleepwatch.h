// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/http/clock.h"

#include <utility>

namespace muster {

/// Notices that the machine slept (F102): what was true of connections, tokens and a person at the screen before may
/// not be so any more. GUI thread.
class SleepWatch
{
public:
    /// What is shorter no server has noticed.
    static constexpr std::chrono::seconds least{1};

    explicit SleepWatch(const Clock &clock)
        : m_clock(clock)
        , m_seen(clock.slept())
    {
    }
    /// How long it slept since this was last asked, or made; zero: it did not.
    [[nodiscard]] std::chrono::seconds take()
    {
        const std::chrono::milliseconds now = m_clock.slept();
        if (now - m_seen < least)
            return std::chrono::seconds::zero();
        return std::chrono::duration_cast<std::chrono::seconds>(now - std::exchange(m_seen, now));
    }

private:
    const Clock &m_clock;
    std::chrono::milliseconds m_seen;
};

} // namespace muster
