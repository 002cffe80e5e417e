// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/lists/purgegate.h"

#include "models/rules/freshness.h"

namespace muster {

namespace {

constexpr qint64 freeCount = 1000; // F111
constexpr qint64 freePercent = 20, namePercent = 90;

constexpr ContactReasons grounds = reasonBit(ListReason::Empty) | reasonBit(ListReason::NotANumber)
    | reasonBit(ListReason::InvalidCountryCode) | reasonBit(ListReason::TooShort) | reasonBit(ListReason::TooLong)
    | reasonBit(ListReason::InvalidLength) | reasonBit(ListReason::NotInPlan) | reasonBit(ListReason::LocalOnly)
    | reasonBit(ListReason::RegionNotAllowed) | reasonBit(ListReason::LineTypeBlocked)
    | reasonBit(ListReason::Suppressed) | reasonBit(ListReason::Disposable) | reasonBit(ListReason::Duplicate)
    | reasonBit(ListReason::Overridden);
constexpr ContactReasons notChecked = reasonBit(ListReason::NoDefaultRegion) | reasonBit(ListReason::LookupFailed)
    | reasonBit(ListReason::ListNotLoaded);
constexpr ContactReasons doubt = reasonBit(ListReason::SpreadsheetDamage) | reasonBit(ListReason::SpreadsheetRepaired)
    | reasonBit(ListReason::CountryDisagrees);

Result<void> refused(const char *code)
{
    return failure(ErrorKind::BadInput, code);
}

/// Is `part` more than `percent` of `whole`? Exact for counts below 9 * 10^13; of nothing everything is too much (S43).
bool isMoreThan(qint64 percent, qint64 part, qint64 whole)
{
    return whole <= 0 || double(part) * 100 > double(whole) * double(percent);
}

} // namespace

PurgeGate::Typed PurgeGate::typedConfirmation(const PlanHeader &plan)
{
    if (plan.purges == 0)
        return Typed::Nothing;
    if (isMoreThan(namePercent, plan.purges, plan.contactsInList))
        return Typed::CountAndListName;
    return plan.purges > freeCount || isMoreThan(freePercent, plan.purges, plan.contactsInList) ? Typed::Count
                                                                                                : Typed::Nothing;
}

QString PurgeGate::nameToType(const PlanHeader &plan)
{
    const QString name = plan.listName.trimmed();
    return name.isEmpty() ? plan.listId : name;
}

Result<void> PurgeGate::confirmed(const PlanHeader &plan, std::optional<qint64> typedCount, const QString &typedName)
{
    const Typed needed = typedConfirmation(plan);
    if (typedCount && *typedCount != plan.purges)
        return refused("confirm_count_wrong");
    const QString typed = typedName.trimmed();
    if (!typed.isEmpty() && typed != nameToType(plan))
        return refused("confirm_name_wrong");
    if (needed != Typed::Nothing && !typedCount)
        return refused("confirm_count_missing");
    if (needed == Typed::CountAndListName && typed.isEmpty())
        return refused("confirm_name");
    return {};
}

Result<void> PurgeGate::mayPurge(const PlanHeader &plan, const BelievableTime &now)
{
    if (!plan.readComplete)
        return refused("plan_incomplete_read");
    if (plan.contactsInList <= 0)
        return refused("plan_empty_list");
    switch (freshnessOf(plan.createdAt, maxAge, now)) {
    case Freshness::Fresh:
        return {};
    case Freshness::Stale:
        return refused("plan_stale");
    case Freshness::Doubtful: // nothing is purged, nor is the plan given up
        return refused("plan_clock_doubtful");
    }
    Q_UNREACHABLE();
}

Result<void> PurgeGate::belongsTo(const PlanHeader &plan, const QString &profileId, const QString &listId)
{
    if (plan.profileId != profileId || profileId.isEmpty())
        return refused("plan_other_profile");
    if (plan.listId != listId || listId.isEmpty())
        return refused("plan_other_list");
    return {};
}

bool PurgeGate::isEligible(const PlannedChange &change)
{
    const ContactReasons reasons = change.reasons;
    if (change.action != PlannedChange::Action::Purge || (reasons & notChecked) != 0 || (reasons & grounds) == 0)
        return false;
    // What a spreadsheet made of a number is no ground; only a person who looked may remove it.
    return (reasons & doubt) == 0 || (reasons & reasonBit(ListReason::Overridden)) != 0;
}

} // namespace muster
