// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/http/clock.h"

#include <QList>
#include <QTimer>
#include <atomic>

namespace muster::test {

/// A clock that stands still until a test moves it, or (automatic) jumps to the end of each sleep at once. All sleeps
/// are recorded, so that a test can say how long something would have waited.
class FakeClock final : public Clock
{
public:
    enum class Mode { ByHand, Automatic };

    explicit FakeClock(Mode mode = Mode::Automatic);
    ~FakeClock() override;

    [[nodiscard]] TimePoint now() const override { return m_now.load(); } ///< Any thread: a simulator may go by it.
    [[nodiscard]] QDateTime wallNow() const override { return m_wall; }
    [[nodiscard]] std::chrono::milliseconds slept() const override { return m_slept; }
    [[nodiscard]] QCoro::Task<bool> sleep(std::chrono::milliseconds duration, std::stop_token stop) override;

    /// Moves both clocks; sleepers whose time has come resume from the event loop.
    void advance(std::chrono::milliseconds duration);
    /// Moves only the wall clock, as a person or a time server does (F101).
    void setWall(const QDateTime &wall) { m_wall = wall; }
    /// The machine sleeps (F102): the wall clock goes on, whatever waits does not notice.
    void sleepMachine(std::chrono::milliseconds duration);
    [[nodiscard]] const QList<std::chrono::milliseconds> &sleeps() const { return m_sleeps; }
    [[nodiscard]] qsizetype sleeping() const { return m_sleepers.size(); }

private:
    struct Sleeper
    {
        TimePoint end;
        QTimer *wake;
    };

    Mode m_mode;
    std::atomic<TimePoint> m_now{TimePoint(std::chrono::hours(1000))};
    QDateTime m_wall;
    std::chrono::milliseconds m_slept{0};
    QList<std::chrono::milliseconds> m_sleeps;
    QList<Sleeper> m_sleepers;
};

} // namespace muster::test
