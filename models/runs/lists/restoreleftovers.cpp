// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lists/restoreleftovers.h"

namespace muster {

namespace {

/// By RestoreReason.
constexpr std::array<const char *, restoreReasonCount> restoreReasonKeys
    = {"none",         "in_doubt", "present",  "has_old_number", "other_number",
       "not_writable", "refused",  "not_done", "gone",           "lost"};

} // namespace

QString restoreReasonKey(RestoreReason reason)
{
    const auto index = std::size_t(reason);
    return QLatin1String(index < restoreReasonKeys.size() ? restoreReasonKeys[index] : "unreadable");
}

LeftoversCsv restoreLeftoversCsv(const std::vector<RestoreUnit> &units, const std::vector<LoggedUnit> &states)
{
    LeftoversCsv csv;
    for (std::size_t i = 0; i < units.size() && i < states.size(); ++i) {
        if (states[i].state == UnitState::Applied)
            continue;
        const bool isNumber = units[i].why == BackupRecord::Why::Corrected;
        csv.add(units[i].contactId, isNumber ? "number" : "restore", states[i].state,
                restoreReasonKey(RestoreReason(states[i].reason)));
    }
    return csv;
}

} // namespace muster
