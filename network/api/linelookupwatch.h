// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/apierror.h"

#include <chrono>

namespace muster {

/// Who pays for look-ups: decides about every single request, retries included, and hears what became of it. GUI
/// thread; outlives every call that was given it.
class LineLookupWatch
{
public:
    virtual ~LineLookupWatch() = default;
    /// A request is ready to leave, and leaves at once if this says yes. No: nothing leaves, and the call ends with
    /// LimitExceeded "lookup_budget".
    [[nodiscard]] virtual bool maySend() = 0;
    /// The request that maySend() let go is proved not to have left (F40).
    virtual void wasNotSent() = 0;
    /// It was answered, whatever the status.
    virtual void answered(int httpStatus, std::chrono::milliseconds latency) = 0;
    /// An attempt failed and another follows after `wait`; `attempt` counts from 1. `cause` is Throttled for a 429.
    virtual void retrying(int attempt, const ApiError &cause, std::chrono::milliseconds wait) = 0;
    virtual void waitEnded() = 0; ///< The wait that retrying() announced is over, or was given up.
};

} // namespace muster
