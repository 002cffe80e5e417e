// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lists/restore/restorerules.h"

namespace muster {

namespace {

using Why = BackupRecord::Why;

UnitChange restored(std::uint32_t unit, UnitState state, RestoreReason reason = RestoreReason::None)
{
    return {unit, state, std::uint8_t(reason)};
}

bool isInDoubt(const LoggedUnit &unit)
{
    return unit.state == UnitState::Intent || unit.state == UnitState::Unknown || unit.state == UnitState::Accepted;
}

/// An earlier attempt may have been what brought it back.
bool hasDoubt(const LoggedUnit &unit)
{
    return unit.reason == std::uint8_t(RestoreReason::InDoubt);
}

/// It is in the list as it is wanted there.
std::optional<UnitChange> done(std::uint32_t ordinal, const LoggedUnit &now, RestoreReason otherwise)
{
    if (isInDoubt(now) || (now.state == UnitState::Planned && hasDoubt(now)))
        return restored(ordinal, UnitState::Applied);
    if (now.state == UnitState::Planned)
        return restored(ordinal, UnitState::Skipped, otherwise);
    return std::nullopt;
}

/// It is as it was before the run.
std::optional<UnitChange> undone(std::uint32_t ordinal, const LoggedUnit &now)
{
    if (isInDoubt(now))
        return restored(ordinal, UnitState::Planned, RestoreReason::InDoubt);
    if (now.state == UnitState::Applied)
        return restored(ordinal, UnitState::Unknown, RestoreReason::NotDone);
    return std::nullopt;
}

} // namespace

namespace RestoreRules {

RestoreChance chanceOf(Why why, std::string_view oldPhone, NumberForm form)
{
    if (why == Why::Purged)
        return RestoreChance::ComesBack;
    if (why == Why::Blocked)
        return RestoreChance::Unblocked;
    return isWritable(form, oldPhone) ? RestoreChance::NumberBack : RestoreChance::NotWritable;
}

RestoreSighting sightingOf(const RestoreUnit &unit, std::string_view phoneInList)
{
    if (phoneInList == unit.phone)
        return RestoreSighting::OldNumber;
    const bool isNew = unit.why == Why::Corrected && isSameNumber(unit.form, phoneInList, unit.newPhone);
    return isNew                                           ? RestoreSighting::NewNumber
        : isSameNumber(unit.form, phoneInList, unit.phone) ? RestoreSighting::OldNumber
                                                           : RestoreSighting::OtherNumber;
}

UnitChange intent(std::uint32_t unit, const LoggedUnit &now)
{
    return {unit, UnitState::Intent, hasDoubt(now) ? now.reason : std::uint8_t(RestoreReason::None)};
}

UnitChange afterAnswer(std::uint32_t unit, Why why, const LoggedUnit &now, const RecordFate &fate)
{
    switch (fate.fate) {
    case WriteFate::Applied:
        return restored(unit, UnitState::Applied);
    case WriteFate::Accepted:
        return restored(unit, UnitState::Accepted);
    case WriteFate::Absent:
        return restored(unit, UnitState::Absent, RestoreReason::Gone);
    case WriteFate::NotSent:
        return {unit, UnitState::Planned, hasDoubt(now) ? now.reason : std::uint8_t(RestoreReason::None)};
    case WriteFate::Unknown:
        return restored(unit, UnitState::Unknown, RestoreReason::Lost);
    case WriteFate::Rejected:
        break;
    }
    // "It is there already" is what was wanted, if it was this run that brought it there.
    if (why == Why::Purged && fate.error && fate.error->kind == ErrorKind::Conflict) {
        return hasDoubt(now) ? restored(unit, UnitState::Applied)
                             : restored(unit, UnitState::Skipped, RestoreReason::Present);
    }
    const bool wasSent = !fate.error || fate.error->kind != ErrorKind::BadInput;
    return restored(unit, UnitState::Rejected, wasSent ? RestoreReason::Refused : RestoreReason::NotSendable);
}

std::optional<UnitChange> afterReading(std::uint32_t ordinal, const RestoreUnit &unit, const LoggedUnit &now,
                                       RestoreSighting sighting)
{
    if (unit.why == Why::Purged) {
        return sighting == RestoreSighting::Gone ? undone(ordinal, now) : done(ordinal, now, RestoreReason::Present);
    }
    const bool open = now.state == UnitState::Planned || isInDoubt(now);
    switch (sighting) {
    case RestoreSighting::Gone:
        return open ? std::optional(restored(ordinal, UnitState::Absent, RestoreReason::Gone)) : std::nullopt;
    case RestoreSighting::OldNumber:
        return done(ordinal, now, RestoreReason::HasOldNumber);
    case RestoreSighting::NewNumber:
        if (now.state == UnitState::Planned && chanceOf(unit.why, unit.phone, unit.form) == RestoreChance::NotWritable)
            return restored(ordinal, UnitState::Skipped, RestoreReason::NotWritable);
        return undone(ordinal, now);
    case RestoreSighting::OtherNumber:
        if (now.state == UnitState::Planned)
            return restored(ordinal, UnitState::Skipped, RestoreReason::OtherNumber);
        return isInDoubt(now) && now.reason != std::uint8_t(RestoreReason::OtherNumber)
            ? std::optional(restored(ordinal, UnitState::Unknown, RestoreReason::OtherNumber))
            : std::nullopt;
    }
    Q_UNREACHABLE();
}

std::optional<UnitChange> afterGroupReading(std::uint32_t ordinal, const RestoreUnit &unit, const LoggedUnit &now,
                                            bool isInGroup)
{
    if (!unit.isOurs) {
        return now.state == UnitState::Planned
            ? std::optional(restored(ordinal, UnitState::Skipped, RestoreReason::NotOurs))
            : std::nullopt;
    }
    return isInGroup ? undone(ordinal, now) : done(ordinal, now, RestoreReason::NotInGroup);
}

} // namespace RestoreRules

} // namespace muster
