// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/http/clock.h"
#include "network/wire/result.h"

#include <functional>
#include <optional>

namespace muster {

/// With a clock, a network that is gone is waited for (F53). Only for calls that read, which may be asked again.
struct NetworkPatience
{
    Clock *clock = nullptr; ///< nullptr: none; outlives whoever waits.
    std::function<void(int attempt, const ApiError &cause, std::chrono::milliseconds wait)> waiting;
    std::function<void()> waitEnded; ///< Not after a stop.
};

/// The waits between the tries of one call while there is no network: growing gaps up to a minute, for a quarter of an
/// hour. One object a call. GUI thread.
class NetworkOutage
{
public:
    static constexpr std::chrono::minutes longest{15}; ///< Like the longest Retry-After that is waited for (F04).

    explicit NetworkOutage(NetworkPatience patience);

    /// After a try failed with `fault`: resumes when the call may be asked again. The fault itself when it is none of
    /// the network's, or the outage has lasted too long; Cancelled when `stop` ended the wait.
    [[nodiscard]] QCoro::Task<Result<void>> sitOut(ApiError fault, std::stop_token stop);

private:
    const NetworkPatience m_patience;
    std::optional<Clock::TimePoint> m_since;
    std::chrono::milliseconds m_wait;
    int m_attempt = 0;
};

} // namespace muster
