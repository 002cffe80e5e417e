// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/http/asyncevent.h"
#include "network/http/clock.h"

#include <QCoro/QCoroTask>
#include <chrono>
#include <memory>
#include <stop_token>

namespace muster {

/// For a service that takes one piece of work at a time, and no call too soon after another: whoever works there takes
/// a turn, and each call of the turn waits until `gap` has passed since the end of the last one, whoever made that.
/// What was called before the object was made is not known, so the first call waits as well. GUI thread.
class CallTurns
{
public:
    /// `clock` outlives the object.
    CallTurns(Clock &clock, std::chrono::milliseconds gap);
    CallTurns(const CallTurns &) = delete;
    CallTurns &operator=(const CallTurns &) = delete;

    class Turn;
    /// Waits until nobody else has a turn. nullptr: stopped. The object outlives the turn, which ends with its object.
    [[nodiscard]] QCoro::Task<std::unique_ptr<Turn>> take(std::stop_token stop);

private:
    Clock &m_clock;
    const std::chrono::milliseconds m_gap;
    Clock::TimePoint m_lastEnd;
    bool m_isTaken = false;
    AsyncEvent m_freed;
};

/// The right to call. Ends when it is destroyed; the gap to the next turn's first call is kept all the same.
class CallTurns::Turn
{
public:
    explicit Turn(CallTurns &turns);
    ~Turn();
    Turn(const Turn &) = delete;
    Turn &operator=(const Turn &) = delete;

    /// Before each call: resumes when it may leave (true) or as soon as `stop` is asked for (false).
    [[nodiscard]] QCoro::Task<bool> wait(std::stop_token stop);
    /// After each call, whatever came of it.
    void called();

private:
    CallTurns &m_turns;
};

} // namespace muster
