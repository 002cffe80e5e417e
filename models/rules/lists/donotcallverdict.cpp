// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/lists/donotcallverdict.h"

#include "network/wire/keytable.h"
#include "network/wire/mapped.h"

#include <algorithm>

namespace muster {

namespace {

using Force = JudgedEntry::Force;

constexpr KeyTable<DoNotCallStanding, 5> standings{{
    {DoNotCallStanding::Blocked, QLatin1String("blocked")},
    {DoNotCallStanding::Unheeded, QLatin1String("not_heeded")},
    {DoNotCallStanding::Free, QLatin1String("not_blocked")},
    {DoNotCallStanding::NotTold, QLatin1String("not_told")},
    {DoNotCallStanding::Unreadable, QLatin1String("unreadable")},
}};

constexpr KeyTable<Force, 5> forces{{
    {Force::Blocks, QLatin1String("blocks")},
    {Force::Ended, QLatin1String("ended")},
    {Force::GroupInactive, QLatin1String("group_inactive")},
    {Force::NoSkillHeeds, QLatin1String("no_skill")},
    {Force::NotKnown, QLatin1String("not_known")},
}};

JudgedEntry judgedEntry(const DoNotCallEntry &entry, const DoNotCallGroupFacts *group, const QDateTime &at)
{
    JudgedEntry one{.entry = entry};
    if (group != nullptr) {
        one.contributing = mapped(group->contributing, &Dialer::name);
        one.scrubbed = mapped(group->scrubbed, &Dialer::name);
    }
    one.force = !entry.isInForce(at) ? Force::Ended
        : group == nullptr           ? Force::NotKnown
        : !group->group.isActive     ? Force::GroupInactive
        : group->fault               ? Force::NotKnown
        : group->scrubbed.isEmpty()  ? Force::NoSkillHeeds
                                     : Force::Blocks;
    return one;
}

int forceRank(Force force)
{
    switch (force) {
    case Force::Blocks:
        return 0;
    case Force::NotKnown:
        return 1;
    case Force::NoSkillHeeds:
    case Force::GroupInactive:
        return 2;
    case Force::Ended:
        return 3;
    }
    Q_UNREACHABLE();
}

} // namespace

QString doNotCallStandingKey(DoNotCallStanding standing)
{
    return keyOf(standings, standing);
}

QString entryForceKey(JudgedEntry::Force force)
{
    return keyOf(forces, force);
}

DoNotCallVerdict judgeDoNotCall(const DoNotCallFinding &finding, const QList<DoNotCallGroupFacts> &groups)
{
    DoNotCallVerdict verdict{.standing = DoNotCallStanding::Free, .entries = {}, .fault = {}};
    for (const DoNotCallEntry &entry : finding.entries) {
        const auto group = std::ranges::find_if(
            groups, [&entry](const DoNotCallGroupFacts &one) { return one.group.id == entry.groupId; });
        const DoNotCallGroupFacts *known = group == groups.end() ? nullptr : &*group;
        const JudgedEntry one = judgedEntry(entry, known, finding.at);
        const auto place = std::ranges::upper_bound(verdict.entries, forceRank(one.force), {},
                                                    [](const JudgedEntry &other) { return forceRank(other.force); });
        verdict.entries.insert(place, one);
        if (one.force == Force::NotKnown && !verdict.fault) {
            verdict.fault = known != nullptr ? known->fault
                                             : std::optional(ApiError{.kind = ErrorKind::UnexpectedShape,
                                                                      .code = QStringLiteral("group_not_listed"),
                                                                      .subject = entry.groupName});
        }
    }
    if (verdict.entries.isEmpty())
        return verdict;
    switch (verdict.entries.first().force) {
    case Force::Blocks:
        verdict.standing = DoNotCallStanding::Blocked;
        verdict.fault.reset();
        break;
    case Force::NotKnown:
        verdict.standing = DoNotCallStanding::NotTold;
        break;
    case Force::NoSkillHeeds:
    case Force::GroupInactive:
        verdict.standing = DoNotCallStanding::Unheeded;
        break;
    case Force::Ended:
        break;
    }
    return verdict;
}

} // namespace muster
