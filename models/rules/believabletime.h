// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDateTime>
#include <algorithm>

namespace muster {

/// What time it may be (F107): one moment as long as nothing contradicts the computer's clock, else the time between
/// what that says and what the others say. What is removed or given up for its age must be past `earliest`; what may
/// only be used while it is young must be young at `latest`.
struct BelievableTime
{
    QDateTime clock; ///< What the computer's clock says; one of the two. All are UTC.
    QDateTime earliest, latest;

    // A clock that nobody doubts; not explicit, because that is the ordinary case.
    BelievableTime(const QDateTime &time)
        : BelievableTime(time, time)
    {
    }
    BelievableTime(const QDateTime &clock, const QDateTime &other)
        : clock(clock)
        , earliest(std::min(clock, other))
        , latest(std::max(clock, other))
    {
    }
    /// What it is when so much has passed by a clock that nobody sets.
    [[nodiscard]] BelievableTime later(std::chrono::milliseconds passed) const
    {
        return {clock.addDuration(passed), (clock == earliest ? latest : earliest).addDuration(passed)};
    }
    [[nodiscard]] bool isDoubtful() const { return earliest != latest; }
    /// Not for an invalid time, which never comes.
    [[nodiscard]] bool hasPassed(const QDateTime &time) const { return time.isValid() && time <= earliest; }
    [[nodiscard]] bool mayHavePassed(const QDateTime &time) const { return time.isValid() && time <= latest; }
    bool operator==(const BelievableTime &) const = default;
};

} // namespace muster
