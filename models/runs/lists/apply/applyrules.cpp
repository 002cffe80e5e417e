// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lists/apply/applyrules.h"

#include <algorithm>

namespace muster {

namespace {

constexpr std::array<const char *, unitReasonCount> reasonKeys{"none",
                                                               "in_doubt",
                                                               "changed",
                                                               "lost",
                                                               "server_trouble",
                                                               "not_done",
                                                               "other_number",
                                                               "refused",
                                                               "too_large",
                                                               "conflict",
                                                               "redirected",
                                                               "not_eligible",
                                                               "withheld",
                                                               "stale",
                                                               "evidence_not_kept",
                                                               "conflict_as_planned",
                                                               "conflict_changed",
                                                               "conflict_done",
                                                               "conflict_gone",
                                                               "not_removable",
                                                               "not_sendable",
                                                               "already_blocked",
                                                               "not_blockable",
                                                               "number_shared",
                                                               "number_twice"};

constexpr UnitChange change(std::uint32_t unit, UnitState state, UnitReason reason = UnitReason::None)
{
    return {unit, state, std::uint8_t(reason)};
}

constexpr UnitReason reasonOf(const LoggedUnit &unit)
{
    return UnitReason(unit.reason);
}

constexpr UnitReason keptDoubt(const LoggedUnit &now)
{
    return reasonOf(now) == UnitReason::InDoubt ? UnitReason::InDoubt : UnitReason::None;
}

UnitReason refusal(const std::optional<ApiError> &error)
{
    switch (error ? error->kind : ErrorKind::Refused) {
    case ErrorKind::TooLarge:
        return UnitReason::TooLarge;
    case ErrorKind::Conflict:
        return UnitReason::Conflict;
    case ErrorKind::RedirectRefused:
        return UnitReason::Redirected;
    case ErrorKind::BadInput:
        return UnitReason::NotSendable;
    default:
        return UnitReason::Refused;
    }
}

/// The difference between what was planned and what is there (F16): told, never acted upon.
std::optional<UnitChange> conflictSeen(std::uint32_t unit, const LoggedUnit &now, Sighting sighting)
{
    const UnitReason reason = reasonOf(now);
    if (reason != UnitReason::Conflict && (reason < UnitReason::ConflictAsPlanned || reason > UnitReason::ConflictGone))
        return std::nullopt;
    switch (sighting) {
    case Sighting::Gone:
        return change(unit, UnitState::Rejected, UnitReason::ConflictGone);
    case Sighting::AsPlanned:
        return change(unit, UnitState::Rejected, UnitReason::ConflictAsPlanned);
    case Sighting::NewNumber:
        return change(unit, UnitState::Rejected, UnitReason::ConflictDone);
    case Sighting::OldNumber:
    case Sighting::OtherNumber:
        return change(unit, UnitState::Rejected, UnitReason::ConflictChanged);
    }
    Q_UNREACHABLE();
}

UnitReason doubt(const std::optional<ApiError> &error)
{
    const bool trouble = error && (error->kind == ErrorKind::ServerTrouble || error->kind == ErrorKind::BreakerOpen);
    return trouble ? UnitReason::ServerTrouble : UnitReason::Lost;
}

/// A missing right, list or method concerns the operation, not the record: nothing has changed, and once it is mended
/// the run can go on (F10). A contact that is not there has a fate of its own, Absent.
bool isAboutTheOperation(const RecordFate &fate)
{
    return fate.error
        && (fate.error->kind == ErrorKind::Forbidden || fate.error->kind == ErrorKind::NotFound
            || fate.error->kind == ErrorKind::Refused);
}

UnitChange afterAnswer(std::uint32_t unit, const LoggedUnit &now, const RecordFate &fate)
{
    switch (fate.fate) {
    case WriteFate::Applied:
        return change(unit, UnitState::Applied);
    case WriteFate::Accepted:
        return change(unit, UnitState::Accepted);
    case WriteFate::Rejected:
        return isAboutTheOperation(fate) ? change(unit, UnitState::Planned, keptDoubt(now))
                                         : change(unit, UnitState::Rejected, refusal(fate.error));
    case WriteFate::Absent:
        return change(unit, UnitState::Absent);
    case WriteFate::Unknown:
        return change(unit, UnitState::Unknown, doubt(fate.error));
    case WriteFate::NotSent:
        return change(unit, UnitState::Planned, keptDoubt(now));
    }
    Q_UNREACHABLE();
}

std::optional<UnitChange> correctionSeen(std::uint32_t unit, const LoggedUnit &now, Sighting sighting, bool resumed)
{
    const bool reached = sighting == Sighting::NewNumber;
    const bool untouched = sighting == Sighting::AsPlanned || sighting == Sighting::OldNumber;
    switch (now.state) {
    case UnitState::Planned:
        if (sighting == Sighting::AsPlanned)
            return std::nullopt;
        if (sighting == Sighting::Gone)
            return change(unit, UnitState::Absent);
        if (reached && reasonOf(now) == UnitReason::InDoubt)
            return change(unit, UnitState::Applied); // the attempt in doubt came late
        return change(unit, UnitState::Skipped, UnitReason::Changed);
    case UnitState::Applied: // gone: somebody else removed it since
        if (reached || sighting == Sighting::Gone)
            return std::nullopt;
        return change(unit, UnitState::Unknown, untouched ? UnitReason::NotDone : UnitReason::OtherNumber);
    case UnitState::Accepted:
    case UnitState::Intent:
    case UnitState::Unknown:
        if (reached)
            return change(unit, UnitState::Applied);
        if (sighting == Sighting::Gone)
            return change(unit, UnitState::Absent);
        if (!untouched)
            return change(unit, UnitState::Unknown, UnitReason::OtherNumber);
        if (now.state == UnitState::Accepted || (reasonOf(now) == UnitReason::NotDone && !resumed))
            return change(unit, UnitState::Unknown, UnitReason::NotDone);
        return sighting == Sighting::AsPlanned ? change(unit, UnitState::Planned, UnitReason::InDoubt)
                                               : change(unit, UnitState::Skipped, UnitReason::Changed);
    case UnitState::Rejected:
        return conflictSeen(unit, now, sighting);
    default:
        return std::nullopt;
    }
}

std::optional<UnitChange> purgeSeen(std::uint32_t unit, const LoggedUnit &now, Sighting sighting, bool resumed)
{
    const bool gone = sighting == Sighting::Gone;
    switch (now.state) {
    case UnitState::Planned:
        if (gone) {
            return change(unit, reasonOf(now) == UnitReason::InDoubt ? UnitState::Applied : UnitState::Absent);
        }
        if (sighting == Sighting::AsPlanned)
            return std::nullopt;
        return change(unit, UnitState::Skipped, UnitReason::Changed);
    case UnitState::Applied:
        return gone ? std::nullopt : std::optional(change(unit, UnitState::Unknown, UnitReason::NotDone));
    case UnitState::Accepted:
        return change(unit, gone ? UnitState::Applied : UnitState::Unknown,
                      gone ? UnitReason::None : UnitReason::NotDone);
    case UnitState::Intent:
    case UnitState::Unknown:
        if (gone)
            return change(unit, UnitState::Applied);
        if (reasonOf(now) == UnitReason::NotDone && !resumed)
            return std::nullopt;
        return sighting == Sighting::AsPlanned ? change(unit, UnitState::Planned, UnitReason::InDoubt)
                                               : change(unit, UnitState::Skipped, UnitReason::Changed);
    case UnitState::Rejected:
        return conflictSeen(unit, now, sighting);
    default:
        return std::nullopt;
    }
}

} // namespace

QString unitReasonKey(UnitReason reason)
{
    const auto index = std::size_t(reason);
    return QLatin1String(index < reasonKeys.size() ? reasonKeys[index] : "unreadable");
}

bool ApplyRules::isAllowed(Action action, UnitState from, UnitState to)
{
    using enum UnitState;
    switch (from) {
    case Planned: // Applied: gone after an attempt in doubt
        return to == Planned || to == Intent || to == Absent || to == Skipped || to == Applied;
    case Intent:
        return to != Intent;
    case Accepted:
        return to == Applied || to == Unknown || to == Absent;
    case Unknown:
        // The same corrected number may be written again (F19); a DELETE only when a reading made it Planned (F22).
        return to == Unknown || to == Planned || to == Applied || to == Absent || to == Skipped
            || (to == Intent && action == Action::Fix);
    case Applied:
        return to == Unknown;
    case Rejected: // with a better reason
        return to == Rejected;
    case Absent:
    case Skipped:
        return false;
    }
    return false;
}

UnitChange ApplyRules::intent(std::uint32_t unit, const LoggedUnit &now)
{
    return change(unit, UnitState::Intent, keptDoubt(now));
}

UnitChange ApplyRules::afterCorrection(std::uint32_t unit, const LoggedUnit &now, const RecordFate &fate)
{
    return afterAnswer(unit, now, fate);
}

UnitChange ApplyRules::afterPurge(std::uint32_t unit, const LoggedUnit &now, const RecordFate &fate)
{
    if (fate.fate == WriteFate::Absent && reasonOf(now) == UnitReason::InDoubt)
        return change(unit, UnitState::Applied);
    return afterAnswer(unit, now, fate);
}

std::optional<UnitChange> ApplyRules::afterReading(std::uint32_t unit, Action action, const LoggedUnit &now,
                                                   Sighting sighting, bool resumed)
{
    const auto seen = action == Action::Fix ? correctionSeen(unit, now, sighting, resumed)
                                            : purgeSeen(unit, now, sighting, resumed);
    if (seen && seen->state == now.state && seen->reason == now.reason)
        return std::nullopt;
    return seen;
}

std::optional<UnitChange> ApplyRules::blockAfterReading(std::uint32_t unit, const LoggedUnit &now, Sighting sighting)
{
    if (now.state != UnitState::Planned || sighting == Sighting::AsPlanned)
        return std::nullopt;
    return sighting == Sighting::Gone ? change(unit, UnitState::Absent)
                                      : change(unit, UnitState::Skipped, UnitReason::Changed);
}

std::optional<UnitChange> ApplyRules::afterGroupReading(std::uint32_t unit, const LoggedUnit &now, bool isInGroup,
                                                        bool resumed)
{
    switch (now.state) {
    case UnitState::Planned:
        if (!isInGroup)
            return std::nullopt;
        return reasonOf(now) == UnitReason::InDoubt ? change(unit, UnitState::Applied) // the attempt came late
                                                    : change(unit, UnitState::Skipped, UnitReason::AlreadyBlocked);
    case UnitState::Applied:
        return isInGroup ? std::nullopt : std::optional(change(unit, UnitState::Unknown, UnitReason::NotDone));
    case UnitState::Accepted:
        return isInGroup ? change(unit, UnitState::Applied) : change(unit, UnitState::Unknown, UnitReason::NotDone);
    case UnitState::Intent:
    case UnitState::Unknown:
        if (isInGroup)
            return change(unit, UnitState::Applied);
        if (reasonOf(now) == UnitReason::NotDone && !resumed)
            return std::nullopt;
        return change(unit, UnitState::Planned, UnitReason::InDoubt);
    default:
        return std::nullopt;
    }
}

ClosingSum ClosingSum::of(const std::array<qint64, unitStateCount> &counts)
{
    const auto count = [&](UnitState state) { return counts[std::size_t(state)]; };
    ClosingSum sum;
    for (const qint64 units : counts)
        sum.planned += units;
    sum.applied = count(UnitState::Applied);
    sum.rejected = count(UnitState::Rejected);
    sum.absent = count(UnitState::Absent);
    sum.unknown = count(UnitState::Unknown) + count(UnitState::Intent) + count(UnitState::Accepted);
    sum.skipped = count(UnitState::Skipped);
    sum.notAttempted = count(UnitState::Planned);
    return sum;
}

PlanMatcher::PlanMatcher(const SanitizationPlan &plan)
    : m_plan(plan)
    , m_units(plan.changes.size())
    , m_sightings(plan.changes.size(), Sighting::Gone)
{
    for (std::uint32_t unit = 0; unit < plan.changes.size(); ++unit)
        m_units.insert(unit, idOf());
}

void PlanMatcher::begin()
{
    std::fill(m_sightings.begin(), m_sightings.end(), Sighting::Gone);
}

std::uint32_t PlanMatcher::unitOf(std::string_view contactId) const
{
    return m_units.find(contactId, idOf());
}

void PlanMatcher::take(const RecordPage &page, const Found &found)
{
    for (std::size_t row = 0; row < page.rowCount(); ++row) {
        const std::uint32_t unit = m_units.find(page.id(row), idOf());
        if (unit == IdTable::none)
            continue;
        const std::string_view phone = page.text(page.cell(row, 0));
        const std::string_view extras = page.extras(row);
        Sighting &known = m_sightings[unit];
        const Sighting seen = compare(m_plan.changes[unit], page.numberForm, phone, extras);
        if (known == Sighting::Gone) {
            known = seen;
            if (found)
                found(unit, seen, phone, extras);
        } else if (known != seen) {
            known = Sighting::OtherNumber;
        }
    }
}

Sighting PlanMatcher::compare(const PlannedChange &change, NumberForm form, std::string_view phone,
                              std::string_view extras) const
{
    if (phone == change.from)
        return contentHash(extras) == change.content ? Sighting::AsPlanned : Sighting::OldNumber;
    return change.action == PlannedChange::Action::Fix && isSameNumber(form, phone, change.to) ? Sighting::NewNumber
                                                                                               : Sighting::OtherNumber;
}

} // namespace muster
