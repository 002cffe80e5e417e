// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/believabletime.h"
#include "models/rules/lists/sanitizationplan.h"

namespace muster {

/// What stands before a purge (F110 to F115). Pure; the run and the window ask the same rules.
struct PurgeGate
{
    enum class Typed { Nothing, Count, CountAndListName };
    /// F111: more than 20 % of the list or more than 1,000 contacts: the number must be typed; more than 90 %: the
    /// list's name as well.
    [[nodiscard]] static Typed typedConfirmation(const PlanHeader &plan);
    /// What CountAndListName asks for: the list's name, or the id of a list that has none.
    [[nodiscard]] static QString nameToType(const PlanHeader &plan);
    /// BadInput "confirm_count_missing", "confirm_name"; "confirm_count_wrong", "confirm_name_wrong" (always refused
    /// when given and wrong).
    [[nodiscard]] static Result<void> confirmed(const PlanHeader &plan, std::optional<qint64> typedCount,
                                                const QString &typedName);
    /// BadInput "plan_incomplete_read", "plan_empty_list" (F110), "plan_stale" (F112: older than `maxAge`, or more than
    /// a minute from the future); "plan_clock_doubtful" where a doubt about the clock decides that (F107).
    static constexpr std::chrono::minutes maxAge{60};
    [[nodiscard]] static Result<void> mayPurge(const PlanHeader &plan, const BelievableTime &now);
    /// BadInput "plan_other_profile", "plan_other_list".
    [[nodiscard]] static Result<void> belongsTo(const PlanHeader &plan, const QString &profileId,
                                                const QString &listId);
    /// F113: format, line or policy faults that purge, each alone, or a person's word; never with a check that did not
    /// run among the reasons, and with spreadsheet damage only by a person's word.
    [[nodiscard]] static bool isEligible(const PlannedChange &change);
};

} // namespace muster
