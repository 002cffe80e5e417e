// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/lists/applyleftovers.h"
#include "models/runs/lists/restorerules.h"

#include <vector>

namespace muster {

/// Every contact of a backup that was not brought back, the action being "restore" or "number" and the reason a
/// restoreReasonKey().
[[nodiscard]] LeftoversCsv restoreLeftoversCsv(const std::vector<RestoreUnit> &units,
                                               const std::vector<LoggedUnit> &states);
[[nodiscard]] QString restoreReasonKey(RestoreReason reason); ///< "present", "not_writable", ...

} // namespace muster
