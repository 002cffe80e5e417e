// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QCoro/QCoroTask>
#include <QDateTime>
#include <chrono>
#include <stop_token>
#include <utility>

namespace muster {

/// Time as the network and the runs see it, so that tests can make it pass. GUI thread only.
/// Waits, timeouts and ages use now(), which no change of the wall clock moves (F101); wallNow() is for records. What
/// ages also while the machine sleeps takes slept() into account (F102).
class Clock
{
public:
    using TimePoint = std::chrono::steady_clock::time_point;

    virtual ~Clock() = default;
    [[nodiscard]] virtual TimePoint now() const = 0;
    [[nodiscard]] virtual QDateTime wallNow() const = 0; ///< UTC.
    /// How long the machine has slept in all, to some milliseconds; now() does not count that. See SleepWatch.
    [[nodiscard]] virtual std::chrono::milliseconds slept() const = 0;
    /// Resumes after `duration` (true) or as soon as `stop` is asked for (false). Never blocks.
    [[nodiscard]] virtual QCoro::Task<bool> sleep(std::chrono::milliseconds duration, std::stop_token stop) = 0;
};

/// The machine's clocks and event loop.
class SystemClock final : public Clock
{
public:
    [[nodiscard]] TimePoint now() const override;
    [[nodiscard]] QDateTime wallNow() const override;
    [[nodiscard]] std::chrono::milliseconds slept() const override;
    [[nodiscard]] QCoro::Task<bool> sleep(std::chrono::milliseconds duration, std::stop_token stop) override;
};

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
