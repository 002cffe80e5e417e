// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/apierror.h"

#include <chrono>
#include <functional>

namespace muster {

/// What a RunMeter tells its run of, on the GUI thread, after the figures have changed.
struct RunMeterHooks
{
    std::function<void(int attempt, const ApiError &cause, std::chrono::milliseconds wait)> waiting;
    std::function<void()> asking; ///< A request leaves: silence may follow.
    std::function<void()> waitEnded;
    std::function<void()> signedIn;
    std::function<void()> changed;
};

} // namespace muster
