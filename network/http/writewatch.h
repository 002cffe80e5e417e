// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/http/apicall.h"
#include "network/wire/contactlist.h"

#include <memory>

namespace muster {

/// Watches one write, so that its fate can be told afterwards: a token that could not be had, a closed gate or a halt
/// are not the same as a request that left and was not answered. Made before the call, asked after it.
class WriteWatch
{
public:
    /// Hooks itself into `call`.
    explicit WriteWatch(ApiCall &call);

    /// What became of what the failed call was to write. Only what the server or the transport proves: a 3xx or a 4xx
    /// is Rejected (F12, F16, F17, F31), 404 too (a client whose records are addressed one by one makes it Absent);
    /// 401, 407 and 429 are NotSent: nothing has changed and it is still to be done; so is everything that happened
    /// before the request left. All else is Unknown: 5xx, 408, lost, timed out, cancelled on its way, or an answer that
    /// cannot be believed (F22, F41 to F46).
    [[nodiscard]] WriteFate fateAfter(const ApiError &error) const;

private:
    std::shared_ptr<bool> m_left; ///< Lives as long as the call; true from the hand-over until an answer undoes it.
};

} // namespace muster
