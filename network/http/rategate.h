// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/http/clock.h"

#include <QCoro/QCoroTask>
#include <stop_token>

namespace muster {

/// Holds back every call of one service of one tenant after a 429, whichever worker was told (F06). GUI thread.
class RateGate
{
public:
    explicit RateGate(Clock &clock);

    /// Nothing passes for `wait` from now; a longer block that is already in force stays.
    void block(std::chrono::milliseconds wait);
    /// How long a call would have to wait now; zero: not at all.
    [[nodiscard]] std::chrono::milliseconds waitLeft() const;
    /// Resumes when the gate is open (true), or at once when `stop` is asked for (false).
    [[nodiscard]] QCoro::Task<bool> pass(std::stop_token stop);

private:
    Clock &m_clock;
    Clock::TimePoint m_openAt{};
};

} // namespace muster
