// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/apierror.h"
#include "network/wire/service.h"

#include <chrono>

namespace muster {

/// What a run wants to know about the calls made for it: latency, retries, waits. GUI thread only; the observer
/// outlives every call that was given it.
class CallObserver
{
public:
    virtual ~CallObserver() = default;
    /// A request leaves now; settled() follows once it is answered, broken or given up.
    virtual void asking(Service) { }
    virtual void settled(Service) { }
    /// An attempt was answered (whatever the status); `latency` runs from the first byte sent to the last received.
    virtual void answered(Service service, int httpStatus, std::chrono::milliseconds latency) = 0;
    /// An attempt failed and another follows after `wait`; `attempt` counts from 1. `cause` is Throttled for a 429.
    virtual void retrying(Service service, int attempt, const ApiError &cause, std::chrono::milliseconds wait) = 0;
    /// The wait announced by retrying(), or one that another worker's 429 caused, is over.
    virtual void waitEnded(Service service) = 0;
    /// A token has come that was asked for because there was none, it was about to end, or a 401 came.
    virtual void signedIn(Service service) = 0;
};

} // namespace muster
