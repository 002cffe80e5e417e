// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/fakeclock.h"

#include <QCoro/QCoroTimer>
#include <limits>

namespace muster::test {

FakeClock::FakeClock(Mode mode)
    : m_mode(mode)
    , m_wall(QDate(2026, 3, 4), QTime(5, 6, 7), Qt::UTC)
{
}

FakeClock::~FakeClock() = default;

QCoro::Task<bool> FakeClock::sleep(std::chrono::milliseconds duration, std::stop_token stop)
{
    m_sleeps.append(duration);
    const TimePoint end = now() + duration;
    QTimer wake;
    wake.setSingleShot(true);
    // Only a running timer can be awaited.
    wake.start(std::numeric_limits<int>::max());
    const std::stop_callback hurry(stop, [&wake] { wake.start(0); });
    m_sleepers.append({end, &wake});
    // Always through the event loop once, like a real sleep.
    if (m_mode == Mode::Automatic || end <= now() || stop.stop_requested())
        wake.start(0);
    co_await wake;
    m_sleepers.removeIf([&wake](const Sleeper &sleeper) { return sleeper.wake == &wake; });
    if (stop.stop_requested())
        co_return false;
    if (m_mode == Mode::Automatic && now() < end)
        advance(std::chrono::duration_cast<std::chrono::milliseconds>(end - now()));
    co_return true;
}

void FakeClock::sleepMachine(std::chrono::milliseconds duration)
{
    m_slept += duration;
    m_wall = m_wall.addMSecs(duration.count());
}

void FakeClock::advance(std::chrono::milliseconds duration)
{
    m_now.store(now() + duration);
    m_wall = m_wall.addMSecs(duration.count());
    for (const Sleeper &sleeper : std::as_const(m_sleepers)) {
        if (sleeper.end <= now())
            sleeper.wake->start(0);
    }
}

} // namespace muster::test
