// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/lists/stalelists.h"

#include <algorithm>

namespace muster {

namespace {

std::optional<bool> isUnused(const ContactListSummary &list, int days, const BelievableTime &now)
{
    const QDateTime last = list.facts.lastUsed();
    if (!last.isValid())
        return std::nullopt;
    const QDateTime due = last.addDays(days);
    if (now.hasPassed(due) == now.mayHavePassed(due))
        return now.hasPassed(due);
    return std::nullopt;
}

std::optional<bool> isFinalized(const ContactListSummary &list)
{
    const ContactListFacts &facts = list.facts;
    const qint64 all = facts.valid >= 0 ? facts.valid : list.contactCount;
    if (facts.finalized < 0 || all < 0)
        return std::nullopt;
    // Where both are told both must say so: invalid records may be finalized, too.
    return all > 0 && facts.finalized >= all && facts.callable <= 0;
}

bool isLarger(const StaleList &one, const StaleList &other)
{
    if (one.list.contactCount != other.list.contactCount)
        return one.list.contactCount > other.list.contactCount;
    const int order = one.list.name.localeAwareCompare(other.list.name);
    return order == 0 ? one.list.id < other.list.id : order < 0;
}

} // namespace

std::optional<bool> holds(StaleRule rule, const ContactListSummary &list, int unusedDays, const BelievableTime &now)
{
    using Activity = ContactListFacts::Activity;
    const ContactListFacts &facts = list.facts;
    switch (rule) {
    case StaleRule::Unused:
        return isUnused(list, unusedDays, now);
    case StaleRule::Finalized:
        return isFinalized(list);
    case StaleRule::Inactive:
        return facts.activity == Activity::NotTold ? std::nullopt : std::optional(facts.activity == Activity::Inactive);
    case StaleRule::NoSkill:
        return facts.dialers ? std::optional(facts.dialers->isEmpty()) : std::nullopt;
    case StaleRule::Empty:
        return list.contactCount < 0 ? std::nullopt : std::optional(list.contactCount == 0);
    }
    return std::nullopt;
}

StaleFinding findStaleLists(const QList<ContactListSummary> &lists, const StaleRules &rules, const BelievableTime &now)
{
    StaleFinding finding;
    for (const ContactListSummary &list : lists) {
        StaleList judged{list, {}, {}};
        for (const StaleRule rule : rules.rules) {
            const std::optional<bool> isSo = holds(rule, list, rules.unusedDays, now);
            if (!isSo)
                judged.notTold.append(rule);
            else if (*isSo)
                judged.reasons.append(rule);
        }
        const qsizetype held = judged.reasons.size(), open = judged.notTold.size(), all = rules.rules.size();
        const qsizetype needed = rules.match == StaleRules::Match::All ? all : 1;
        if (all > 0 && held >= needed)
            finding.stale.append(judged);
        else if (all > 0 && held + open >= needed)
            finding.undecided.append(judged);
    }
    std::ranges::sort(finding.stale, isLarger);
    std::ranges::sort(finding.undecided, isLarger);
    return finding;
}

qint64 StaleFinding::records() const
{
    qint64 sum = 0;
    for (const StaleList &one : stale)
        sum += std::max<qint64>(0, one.list.contactCount);
    return sum;
}

} // namespace muster
