// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <algorithm>

namespace muster {

/// How many records to ask for: what the order wants, 250 from the third 429 in a row on (contract section 3).
/// Belongs to the run; the client updates it while it retries, so that even the retried request is smaller.
struct AdaptivePageSize
{
    int wanted = 500; ///< 1 to 1000.
    int reduced = 250;
    int throttledInRow = 0;
    bool lowered = false;
    [[nodiscard]] int current() const { return lowered ? std::min(wanted, reduced) : wanted; }
    void throttled() { lowered = lowered || ++throttledInRow >= 3; }
    void answered() { throttledInRow = 0; }
};

} // namespace muster
