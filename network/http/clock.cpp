// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/http/clock.h"

#include <QCoro/QCoroTimer>
#include <QTimer>
#include <algorithm>
#include <ctime>
#include <limits>

namespace muster {

namespace {

std::chrono::nanoseconds reading(clockid_t clock)
{
    timespec time = {};
    return ::clock_gettime(clock, &time) == 0
        ? std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec)
        : std::chrono::nanoseconds::zero();
}

} // namespace

Clock::TimePoint SystemClock::now() const
{
    return std::chrono::steady_clock::now();
}

QDateTime SystemClock::wallNow() const
{
    return QDateTime::currentDateTimeUtc();
}

std::chrono::milliseconds SystemClock::slept() const
{
    // Both run from the machine's start; only the first one goes on while it sleeps.
    return std::chrono::duration_cast<std::chrono::milliseconds>(reading(CLOCK_BOOTTIME) - reading(CLOCK_MONOTONIC));
}

QCoro::Task<bool> SystemClock::sleep(std::chrono::milliseconds duration, std::stop_token stop)
{
    using std::chrono::milliseconds;
    const TimePoint end = now() + duration;
    // QTimer counts in an int of milliseconds (24 days); longer sleeps go in turns.
    while (!stop.stop_requested()) {
        const auto left = std::chrono::ceil<milliseconds>(end - now());
        if (left <= milliseconds::zero())
            co_return true;
        QTimer timer;
        timer.setSingleShot(true);
        timer.setTimerType(Qt::PreciseTimer);
        timer.start(std::min(left, milliseconds(std::numeric_limits<int>::max())));
        // Stop is asked for on this thread (see house rules), so restarting the timer here is safe.
        std::stop_callback wake(stop, [&timer] { timer.start(0); });
        co_await timer;
    }
    co_return false;
}

} // namespace muster
