// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <chrono>
#include <vector>

namespace muster {

/// One line of contract section 7. Waits are given per failed try; the last one holds for all further tries.
struct RetryTable
{
    static constexpr std::chrono::milliseconds whereNoneIsGiven{1000};

    int tries = 5; ///< In all, the first one included.
    std::vector<std::chrono::milliseconds> throttled; ///< After a 429 without a usable Retry-After.
    std::vector<std::chrono::milliseconds> trouble; ///< After 5xx, a lost connection, a time-out, a cut body.
    std::chrono::milliseconds throttledJitter{500}; ///< Up to so much is added (F03).
    std::chrono::milliseconds troubleJitter{0};

    /// `failed`: how many tries of that kind have failed, from 1. `random`: 0 to 1.
    [[nodiscard]] std::chrono::milliseconds waitAfter(bool isThrottled, int failed, double random) const
    {
        const auto &waits = isThrottled ? throttled : trouble;
        const auto jitter = isThrottled ? throttledJitter : troubleJitter;
        const auto index = static_cast<std::size_t>(failed < 1 ? 0 : failed - 1);
        // A line without waits must not hammer a server that is in trouble.
        const auto wait = waits.empty() ? whereNoneIsGiven : waits[index < waits.size() ? index : waits.size() - 1];
        return wait + std::chrono::milliseconds(static_cast<long long>(random * double(jitter.count())));
    }
};

} // namespace muster
