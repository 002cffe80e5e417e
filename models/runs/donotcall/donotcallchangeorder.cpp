// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/donotcall/donotcallchangeorder.h"

#include "models/rules/ordermembers.h"

#include <algorithm>

namespace muster {

namespace {

using Reason = DoNotCallReason;
using State = DoNotCallChangeResult::State;

constexpr qint64 changeOrderVersion = 1;

void describe(JsonMembers &members, FrozenDoNotCallChange &frozen)
{
    DoNotCallChangeOrder &order = frozen.order;
    DoNotCallAim &aim = order.aim;
    members.version(changeOrderVersion);
    describeConnection(members, frozen.profileId, frozen.profileName);
    describeEnvironment(members, frozen.environment);
    members.key("act", aim.act);
    members.member("group", aim.groupId);
    members.require(!aim.groupId.isEmpty() && !aim.groupId.contains(u'\n'));
    members.member("groupName", aim.groupName);
    const bool isMove = aim.act == DoNotCallAct::Move;
    if (isMove) {
        members.member("target", aim.targetId);
        members.require(!aim.targetId.isEmpty() && !aim.targetId.contains(u'\n') && aim.targetId != aim.groupId);
        members.member("targetName", aim.targetName);
    }
    if (members.isThere("until", aim.until.isValid()))
        members.member("until", aim.until);
    members.member("count", order.count, 1, DoNotCallGate::mostNumbers);
    members.member("seenAt", order.seenAt);
    members.member("at", order.at);
    if (members.isThere("undoOf", order.isUndo()))
        members.member("undoOf", order.undoOf);
    members.numberOrNone("typedCount", order.typedCount);
    members.flagIfSet("plainBackup", order.plainBackup);
}

constexpr UnitChange step(std::uint32_t unit, UnitState state, Reason reason = Reason::None)
{
    return {unit, state, std::uint8_t(reason)};
}

Reason whyOf(const LoggedUnit &unit)
{
    return Reason(unit.reason);
}

/// The memory of a doubt.
Reason stillInDoubt(const LoggedUnit &now)
{
    return whyOf(now) == Reason::InDoubt ? Reason::InDoubt : Reason::None;
}

/// What concerns the call and not the numbers in it: nothing has changed, and the next call fares the same (F10).
bool isAboutTheCall(ErrorKind kind)
{
    return kind == ErrorKind::Forbidden || kind == ErrorKind::Refused || kind == ErrorKind::RedirectRefused
        || kind == ErrorKind::NotFound;
}

bool hasChangedSince(const DoNotCallRules::Seen &seen)
{
    return seen.notAfter.isValid() && seen.hold.changed.isValid() && seen.hold.changed > seen.notAfter;
}

/// Of a step that was sent, and whose number is not as the step wants it.
std::optional<UnitChange> afterNothing(std::uint32_t unit, const DoNotCallRules::Seen &seen)
{
    switch (seen.now.state) {
    case UnitState::Applied:
    case UnitState::Accepted:
        return step(unit, UnitState::Unknown, Reason::NotDone);
    case UnitState::Intent:
    case UnitState::Unknown:
        // What was taken and not done is not asked for a second time before a person has gone on with the run.
        if ((whyOf(seen.now) == Reason::NotDone || whyOf(seen.now) == Reason::Otherwise) && !seen.isResumed)
            return std::nullopt;
        return step(unit, UnitState::Planned, Reason::InDoubt);
    default:
        return std::nullopt;
    }
}

bool wasSent(UnitState state)
{
    return state == UnitState::Intent || state == UnitState::Unknown || state == UnitState::Accepted
        || state == UnitState::Applied;
}

bool isOneOf(UnitState state, std::initializer_list<UnitState> states)
{
    return std::ranges::find(states, state) != states.end();
}

} // namespace

QString FrozenDoNotCallChange::title() const
{
    const DoNotCallAim &aim = order.aim;
    const QString group = aim.groupName.isEmpty() ? aim.groupId : aim.groupName;
    if (aim.act != DoNotCallAct::Move)
        return group;
    return QStringLiteral("%1 → %2").arg(group, aim.targetName.isEmpty() ? aim.targetId : aim.targetName);
}

QString FrozenDoNotCallChange::target() const
{
    return order.aim.act == DoNotCallAct::Move ? order.aim.groupId + u'\n' + order.aim.targetId : order.aim.groupId;
}

FrozenDoNotCallChange freeze(const DoNotCallChangeOrder &order, const ConnectionProfile &profile)
{
    FrozenDoNotCallChange frozen;
    frozen.order = order;
    return boundFor(std::move(frozen), profile, describe);
}

Result<FrozenDoNotCallChange> thawDoNotCallChange(const QByteArray &json, const QString &digest)
{
    return thawed<FrozenDoNotCallChange>(json, digest, describe);
}

UnitChange DoNotCallRules::intent(std::uint32_t unit, const LoggedUnit &now)
{
    return step(unit, UnitState::Intent, stillInDoubt(now));
}

UnitChange DoNotCallRules::afterAnswer(std::uint32_t unit, const LoggedUnit &now, const RecordFate &fate)
{
    const ErrorKind kind = fate.error ? fate.error->kind : ErrorKind::Refused;
    switch (fate.fate) {
    case WriteFate::Applied: // by its own word, which a reading has to bear out
    case WriteFate::Accepted:
        return step(unit, UnitState::Accepted);
    case WriteFate::Rejected:
        if (fate.error && isAboutTheCall(kind))
            return step(unit, UnitState::Planned, stillInDoubt(now));
        return step(unit, UnitState::Rejected, kind == ErrorKind::Conflict ? Reason::Conflict : Reason::Refused);
    case WriteFate::Absent: // of the group, not of the number
    case WriteFate::NotSent:
        return step(unit, UnitState::Planned, stillInDoubt(now));
    case WriteFate::Unknown:
        return step(unit, UnitState::Unknown, Reason::Lost);
    }
    Q_UNREACHABLE();
}

std::optional<UnitChange> DoNotCallRules::afterReadingPut(std::uint32_t unit, const DoNotCallChange &change,
                                                          const Seen &seen)
{
    const bool isThere = seen.hold.isInForce;
    if (seen.now.state == UnitState::Planned && stillInDoubt(seen.now) == Reason::None) {
        if (isThere)
            return step(unit, UnitState::Skipped, Reason::AlreadyThere);
        if (hasChangedSince(seen))
            return step(unit, UnitState::Skipped, Reason::Changed);
        if (change.until.isValid() && change.until <= seen.at)
            return step(unit, UnitState::Skipped, Reason::EndOver);
        return std::nullopt;
    }
    if (seen.now.state != UnitState::Planned && !wasSent(seen.now.state))
        return std::nullopt;
    if (!isThere)
        return afterNothing(unit, seen);
    if (!seen.hold.lasts(change.until)) {
        if (seen.now.state == UnitState::Unknown && whyOf(seen.now) == Reason::Otherwise)
            return std::nullopt;
        return step(unit, UnitState::Unknown, Reason::Otherwise);
    }
    return seen.now.state == UnitState::Applied ? std::nullopt : std::optional(step(unit, UnitState::Applied));
}

std::optional<UnitChange> DoNotCallRules::afterReadingTake(std::uint32_t unit, const DoNotCallChange &change,
                                                           const Seen &seen)
{
    const bool isThere = seen.hold.isInForce;
    if (seen.now.state == UnitState::Planned) {
        const bool isInDoubt = stillInDoubt(seen.now) == Reason::InDoubt;
        if (!isThere) // one whose attempt came late was taken out by it
            return isInDoubt ? step(unit, UnitState::Applied) : step(unit, UnitState::Skipped, Reason::NotThere);
        if (!seen.hold.isEndClear)
            return step(unit, UnitState::Skipped, Reason::EndUnclear);
        if (!seen.hold.lasts(change.was) || hasChangedSince(seen))
            return step(unit, UnitState::Skipped, Reason::Changed);
        return std::nullopt;
    }
    if (!wasSent(seen.now.state))
        return std::nullopt;
    if (isThere)
        return afterNothing(unit, seen);
    return seen.now.state == UnitState::Applied ? std::nullopt : std::optional(step(unit, UnitState::Applied));
}

bool DoNotCallRules::mayTake(const DoNotCallChange &change, const LoggedUnit &put, const DoNotCallHold &target)
{
    return (!change.puts || put.state == UnitState::Applied) && target.lastsTo(change.was);
}

DoNotCallChangeResult DoNotCallRules::resultOf(const DoNotCallChange &change, const LoggedUnit &put,
                                               const LoggedUnit &take)
{
    const bool isMove = change.puts && change.takes;
    const LoggedUnit &first = change.puts ? put : take;
    const LoggedUnit &last = change.takes ? take : put;
    const auto is
        = [](const LoggedUnit &unit, std::initializer_list<UnitState> states) { return isOneOf(unit.state, states); };
    for (const LoggedUnit *unit : {&first, &last}) {
        if (is(*unit, {UnitState::Unknown, UnitState::Intent, UnitState::Accepted}))
            return {State::Doubtful, whyOf(*unit)};
    }
    if (isMove && first.state == UnitState::Applied && is(last, {UnitState::Skipped, UnitState::Rejected})) {
        // Gone from its group by somebody else's hand: it is where it was to go.
        return {whyOf(last) == Reason::NotThere ? State::Done : State::InBoth, whyOf(last)};
    }
    for (const LoggedUnit *unit : {&first, &last}) {
        if (is(*unit, {UnitState::Skipped, UnitState::Absent}))
            return {State::LeftAlone, whyOf(*unit)};
        if (unit->state == UnitState::Rejected)
            return {State::Unchanged, whyOf(*unit)};
        if (unit->state == UnitState::Planned)
            return {State::Open, whyOf(*unit)};
    }
    return {State::Done, Reason::None};
}

std::optional<DoNotCallChange> DoNotCallRules::undoing(const DoNotCallChange &change, const LoggedUnit &put,
                                                       const LoggedUnit &take)
{
    DoNotCallChange back{.number = change.number,
                         .puts = change.takes && take.state == UnitState::Applied,
                         .takes = change.puts && put.state == UnitState::Applied,
                         .until = {},
                         .was = {}};
    if (back.puts)
        back.until = change.was;
    if (back.takes)
        back.was = change.until;
    return back.puts || back.takes ? std::optional(back) : std::nullopt;
}

DoNotCallAim DoNotCallRules::undoing(const DoNotCallAim &aim)
{
    DoNotCallAim back = aim;
    back.until = {};
    switch (aim.act) {
    case DoNotCallAct::Add:
        back.act = DoNotCallAct::Expire;
        break;
    case DoNotCallAct::Expire:
        back.act = DoNotCallAct::Add;
        break;
    case DoNotCallAct::Move:
        std::swap(back.groupId, back.targetId);
        std::swap(back.groupName, back.targetName);
        break;
    }
    return back;
}

} // namespace muster
