// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/lists/restorerules.h"

#include <vector>

namespace muster {

/// Every contact of a backup that was not brought back, as CSV (RFC 4180) in the form of leftoversCsv(), the action
/// being "restore" or "number" and the reason a restoreReasonKey(). Ids, no numbers. Empty when there is none.
[[nodiscard]] QByteArray restoreLeftoversCsv(const std::vector<RestoreUnit> &units,
                                             const std::vector<LoggedUnit> &states);
[[nodiscard]] QString restoreReasonKey(RestoreReason reason); ///< "present", "not_writable", ...

} // namespace muster
