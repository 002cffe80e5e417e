// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/believabletime.h"
#include "network/wire/contactlist.h"
#include "network/wire/keytable.h"

#include <QList>

namespace muster {

/// What may show that a list has outlived its use.
enum class StaleRule {
    Unused, ///< Neither created nor changed nor filled for so many days.
    Finalized, ///< It has records, and none is left to be called.
    Inactive,
    NoSkill, ///< Nothing that calls people uses it.
    Empty, ///< It has no records.
};

/// As in `--json`.
template <>
inline constexpr KeyTable<StaleRule, 5> keyTable<StaleRule>{{
    {StaleRule::Unused, QLatin1String("unused")},
    {StaleRule::Finalized, QLatin1String("finalized")},
    {StaleRule::Inactive, QLatin1String("inactive")},
    {StaleRule::NoSkill, QLatin1String("no-skill")},
    {StaleRule::Empty, QLatin1String("empty")},
}};

/// Which lists are looked for.
struct StaleRules
{
    enum class Match { All, Any };
    static constexpr int mostDays = 3650;

    QList<StaleRule> rules; ///< Each once; none: no list is stale.
    int unusedDays = 90; ///< Of StaleRule::Unused; 1 to mostDays.
    Match match = Match::All;
    bool operator==(const StaleRules &) const = default;
};

struct StaleList
{
    ContactListSummary list;
    QList<StaleRule> reasons; ///< The rules that hold, in the order in which they were given.
    QList<StaleRule> notTold; ///< Those that nobody can decide: the tenant does not tell, or the clock is in doubt.
    bool operator==(const StaleList &) const = default;
};

/// What the rules say of the lists; the largest first, those of unknown size at the end, equal ones by name.
struct StaleFinding
{
    QList<StaleList> stale;
    /// They might be, if more was told. Never among the stale ones: what is not known is not guessed.
    QList<StaleList> undecided;
    [[nodiscard]] qint64 records() const; ///< Of the stale ones, as far as it is told.
};

/// Whether the rule holds for the list; nullopt: what it takes is not told. Of `now` an age counts only where it has
/// passed by any clock (F107).
[[nodiscard]] std::optional<bool> holds(StaleRule rule, const ContactListSummary &list, int unusedDays,
                                        const BelievableTime &now);
[[nodiscard]] StaleFinding findStaleLists(const QList<ContactListSummary> &lists, const StaleRules &rules,
                                          const BelievableTime &now);

} // namespace muster
