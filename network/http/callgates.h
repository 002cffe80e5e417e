// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/http/clock.h"
#include "network/wire/connectionprofile.h"

#include <QCoro/QCoroTask>
#include <deque>
#include <optional>
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

/// Counts the records that left in the last second, for services that grant so many a second whatever the number of
/// requests (contract section 4). Any second, not calendar seconds: a burst at the end of one and at the start of the
/// next would be twice as many. GUI thread.
class QuotaGate
{
public:
    explicit QuotaGate(Clock &clock);

    /// How long `records` more have to wait so that no second has more than `perSecond`; zero: not at all. More than
    /// `perSecond` at once wait for a second in which nothing left.
    [[nodiscard]] std::chrono::milliseconds waitLeft(int records, int perSecond) const;
    /// They leave now.
    void spend(int records);

private:
    struct Spent
    {
        Clock::TimePoint at;
        int records = 0;
    };

    Clock &m_clock;
    std::deque<Spent> m_spent; ///< Oldest first.
};

/// Counts 5xx answers in a row of one service and halts it at the fifth (contract section 7, F21).
class Breaker
{
public:
    static constexpr int limit = 5;

    /// Any answer; everything but a 5xx sets the count back.
    void answered(int httpStatus)
    {
        if (isOpen())
            return;
        m_inRow = httpStatus >= 500 ? m_inRow + 1 : 0;
    }
    /// Stays open, whatever is answered to calls still in flight, until a person re-arms it.
    [[nodiscard]] bool isOpen() const { return m_inRow >= limit; }
    void rearm() { m_inRow = 0; }

private:
    int m_inRow = 0;
};

struct OperationRow;

/// Refuses what writes on a production tenant until a person arms it, for a limited time (S42). Judges by the
/// operation's row and, apart from that, by its method: a row that forgot to say so cannot let a DELETE through.
class LookOnlyGuard
{
public:
    LookOnlyGuard(Environment environment, Clock &clock);

    void arm(std::chrono::seconds duration); ///< The machine's sleep counts (F102).
    void disarm() { m_armedUntil.reset(); }
    [[nodiscard]] bool isArmed() const;
    [[nodiscard]] bool refuses(const OperationRow &row) const;

private:
    /// Goes on while the machine sleeps.
    [[nodiscard]] Clock::TimePoint now() const { return m_clock.now() + m_clock.slept(); }

    Environment m_environment;
    Clock &m_clock;
    std::optional<Clock::TimePoint> m_armedUntil;
};

} // namespace muster
