// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/http/callturns.h"

namespace muster {

using std::chrono::milliseconds;

CallTurns::CallTurns(Clock &clock, milliseconds gap)
    : m_clock(clock)
    , m_gap(gap)
    , m_lastEnd(clock.now())
{
}

QCoro::Task<std::unique_ptr<CallTurns::Turn>> CallTurns::take(std::stop_token stop)
{
    while (m_isTaken && !stop.stop_requested())
        co_await m_freed.wait(stop);
    // Whoever comes here goes on without waiting, so no two of those that were woken get it.
    if (stop.stop_requested())
        co_return std::unique_ptr<Turn>();
    co_return std::make_unique<Turn>(*this);
}

CallTurns::Turn::Turn(CallTurns &turns)
    : m_turns(turns)
{
    Q_ASSERT(!turns.m_isTaken);
    turns.m_isTaken = true;
}

CallTurns::Turn::~Turn()
{
    m_turns.m_isTaken = false;
    m_turns.m_freed.notifyAll();
}

QCoro::Task<bool> CallTurns::Turn::wait(std::stop_token stop)
{
    CallTurns &turns = m_turns;
    for (;;) {
        const auto left = std::chrono::ceil<milliseconds>(turns.m_lastEnd + turns.m_gap - turns.m_clock.now());
        if (left <= milliseconds::zero())
            co_return !stop.stop_requested();
        if (!co_await turns.m_clock.sleep(left, stop))
            co_return false;
    }
}

void CallTurns::Turn::called()
{
    m_turns.m_lastEnd = m_turns.m_clock.now();
}

} // namespace muster
