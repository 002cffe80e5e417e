// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/lists/sanitizationplan.h"
#include "models/store/unitlogformat.h"

#include <string>

namespace muster {

/// A row of such a file: `contactId,action,state,reason`, the last three as keys.
[[nodiscard]] QByteArray leftoverRow(const std::string &contactId, const char *action, UnitState state,
                                     const QString &reason);
inline constexpr char leftoversHeader[] = "contactId,action,state,reason\r\n";

/// Every contact of the plan that was not changed as planned, as CSV (RFC 4180): `contactId,action,state,reason`, the
/// last three as keys (unitStateKey(), unitReasonKey()). Ids, no numbers. Empty when there is none.
[[nodiscard]] QByteArray leftoversCsv(const SanitizationPlan &plan, const std::vector<LoggedUnit> &units);

} // namespace muster
