// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>
#include <chrono>
#include <deque>
#include <optional>
#include <utility>

namespace muster {

/// Units per second over the last ten seconds, and an honest range for the time left. Fed with monotonic time.
class RateMeter
{
public:
    using TimePoint = std::chrono::steady_clock::time_point;

    /// `total` units are done at `now`; totals never fall.
    void sample(TimePoint now, qint64 total);
    [[nodiscard]] double perSecond(TimePoint now) const;
    /// Shortest and longest time for `left` more units, from the slowest and fastest second of the window; nullopt
    /// until two seconds have been seen or while nothing moves.
    [[nodiscard]] std::optional<std::pair<std::chrono::seconds, std::chrono::seconds>> timeLeft(TimePoint now,
                                                                                                qint64 left) const;

private:
    struct Sample
    {
        TimePoint at;
        qint64 total;
    };
    std::deque<Sample> m_samples; ///< At most one a tenth of a second, the window's worth.
};

} // namespace muster
