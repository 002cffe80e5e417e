// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/sandbox/sandboxscript.h"

namespace muster {

/// How the simulator of CXone's published API behaves.
struct CxoneSandboxSettings
{
    /// Of these: contacts (at most 20,000 of them are in a list), seed, rateLimit (a second, over the whole API),
    /// thinkTime, tokenLife, jobTime (that an upload takes) and interactions (analysed segments). Its ports are always
    /// free ones.
    SandboxSettings tenant;
    int oldLists = 0; ///< Inactive lists of 40 contacts each that no skill uses, beside the five that are always there.
    bool analytics = true; ///< The tenant has the licence for Interaction Analytics; without: 403.
    bool repeatsCursor = false; ///< Analysed segments: after the first page, the same cursor for ever.
    bool answersNoContent = true; ///< A page with nothing on it is 204 without a body; else 200 with an empty array.
    bool throttlesWithoutRetryAfter = false; ///< 429 does not say how long to wait.
    int apiVersion = 33; ///< The highest offered; from 21 on.
    std::chrono::milliseconds extractionGap{30'000}; ///< Between two calls of data extraction; less is 429.
    bool apiHostMoved = false; ///< The tenant's API has another address than before; nothing is left at the former one.
};

} // namespace muster
