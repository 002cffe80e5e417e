// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/believabletime.h"

#include <QDateTime>
#include <chrono>

namespace muster {

/// Whether what a person confirms was seen lately enough to act upon (F112).
enum class Freshness {
    Fresh,
    Stale, ///< Too old, of the future, or without a time.
    Doubtful, ///< Of the two ends of a doubt about the clock one may allow what the other forbids (F107).
};

/// `seen`: UTC. A minute of the future is a clock's inaccuracy; what is from later has no age that can be trusted.
[[nodiscard]] inline Freshness freshnessOf(const QDateTime &seen, std::chrono::milliseconds maxAge,
                                           const BelievableTime &now)
{
    constexpr std::chrono::minutes tolerance{1};
    if (!seen.isValid())
        return Freshness::Stale;
    const auto isStale
        = [&](const QDateTime &time) { return seen.addDuration(maxAge) < time || seen > time.addDuration(tolerance); };
    if (!isStale(now.earliest) && !isStale(now.latest))
        return Freshness::Fresh;
    return now.isDoubtful() ? Freshness::Doubtful : Freshness::Stale;
}

} // namespace muster
