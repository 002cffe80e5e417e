// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/http/clock.h"

#include <deque>

namespace muster {

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

} // namespace muster
