// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/believabletime.h"
#include "models/rules/lists/askednumbers.h"
#include "models/rules/lists/donotcallverdict.h"
#include "network/wire/donotcall.h"
#include "network/wire/keytable.h"
#include "network/wire/result.h"

#include <QDate>
#include <QDateTime>
#include <QList>
#include <chrono>
#include <cstdint>
#include <optional>

namespace muster {

enum class DoNotCallAct : std::uint8_t {
    Add, ///< Puts numbers into a group.
    Expire, ///< Ends their being in force there, at once.
    Move, ///< Puts them into another group, and only then ends them in theirs.
};
template <>
inline constexpr KeyTable<DoNotCallAct, 3> keyTable<DoNotCallAct> = {{
    {DoNotCallAct::Add, QLatin1String("add")},
    {DoNotCallAct::Expire, QLatin1String("expire")},
    {DoNotCallAct::Move, QLatin1String("move")},
}};

/// What is to be done, whatever the numbers.
struct DoNotCallAim
{
    DoNotCallAct act = DoNotCallAct::Add;
    QString groupId, groupName; ///< Added to, expired in, or moved out of.
    QString targetId, targetName; ///< Moved to; empty otherwise.
    QDateTime until; ///< Of an addition: UTC, still to come; invalid: without end.

    [[nodiscard]] const QString &putGroup() const { return act == DoNotCallAct::Move ? targetId : groupId; }
    bool operator==(const DoNotCallAim &) const = default;
};

/// The end of a day in UTC, which is when an entry until that day ends; invalid for an invalid day.
[[nodiscard]] QDateTime endOfDay(const QDate &day);

/// What is to become of one number. At least one of the two.
struct DoNotCallChange
{
    std::uint64_t number = 0;
    bool puts = false; ///< Into DoNotCallAim::putGroup(), where it is not in force now.
    bool takes = false; ///< Out of DoNotCallAim::groupId, where it is in force now.
    QDateTime until; ///< The end that it is put in with; UTC, invalid: none.
    QDateTime was; ///< The end that it has where it is taken out of, which an undo gives it again; the same.
    bool operator==(const DoNotCallChange &) const = default;
};

/// What a look at the groups makes of a number.
enum class DoNotCallOutlook : std::uint8_t {
    WillAdd,
    WillExpire,
    WillMove,
    WillLeave, ///< Is in the target for as long already, so that it is only taken out of its group.
    AlreadyThere, ///< In force in the group: an addition leaves it and its end as they are.
    NotInGroup, ///< Not in force where it would be taken out of.
    EndUnclear, ///< Its end cannot be understood, so that nobody could give it back.
    EndsSooner, ///< Is in the target with an earlier end: taken out of its group it would be let go too early.
    NotHoldable,
    NeedsRegion,
    Unreadable,
};
template <>
inline constexpr KeyTable<DoNotCallOutlook, 11> keyTable<DoNotCallOutlook> = {{
    {DoNotCallOutlook::WillAdd, QLatin1String("will_add")},
    {DoNotCallOutlook::WillExpire, QLatin1String("will_expire")},
    {DoNotCallOutlook::WillMove, QLatin1String("will_move")},
    {DoNotCallOutlook::WillLeave, QLatin1String("will_leave")},
    {DoNotCallOutlook::AlreadyThere, QLatin1String("already_there")},
    {DoNotCallOutlook::NotInGroup, QLatin1String("not_in_group")},
    {DoNotCallOutlook::EndUnclear, QLatin1String("end_unclear")},
    {DoNotCallOutlook::EndsSooner, QLatin1String("ends_sooner")},
    {DoNotCallOutlook::NotHoldable, QLatin1String("not_holdable")},
    {DoNotCallOutlook::NeedsRegion, QLatin1String("needs_region")},
    {DoNotCallOutlook::Unreadable, QLatin1String("unreadable")},
}};

/// A number as a person sees it before anything is changed.
struct PreviewedNumber
{
    AskedNumber asked;
    DoNotCallOutlook outlook = DoNotCallOutlook::Unreadable;
    DoNotCallChange change; ///< Of one that will change; see changes().
    [[nodiscard]] bool changes() const { return change.puts || change.takes; }
    bool operator==(const PreviewedNumber &) const = default;
};

/// What carrying out an aim would do, as the groups are now. Nothing in doubt is ever changed.
struct DoNotCallPreview
{
    DoNotCallAim aim;
    QList<PreviewedNumber> rows;
    qint64 repeated = 0; ///< See AskedNumbers.
    QDateTime seenAt; ///< When the groups were read, by the service's own clock; UTC.
    QDateTime at; ///< The same by this computer's clock.
    DoNotCallGroupFacts group, target; ///< With the skills that honor them; `target` of a move only.

    [[nodiscard]] QList<DoNotCallChange> changes() const;
    [[nodiscard]] qint64 count(DoNotCallOutlook outlook) const;
};

/// How a group holds a number, by a reading of the group.
struct DoNotCallHold
{
    bool isInForce = false;
    bool isEndClear = true; ///< Of what is in force.
    QDateTime end; ///< The latest of what is in force; invalid: without end.
    QDateTime changed; ///< The latest change of any of its entries; invalid: not told.

    [[nodiscard]] static DoNotCallHold of(const DoNotCallReading &reading, std::uint64_t number);
    /// Whether it is in force until then, to the second; invalid: without end.
    [[nodiscard]] bool lasts(const QDateTime &until) const;
    /// Whether it is in force until then at least.
    [[nodiscard]] bool lastsTo(const QDateTime &until) const;
};

/// What is to be done of one number by what the groups hold. `target`: of a move.
[[nodiscard]] PreviewedNumber previewNumber(const AskedNumber &asked, const DoNotCallAim &aim,
                                            const DoNotCallHold &group, const DoNotCallHold &target);

/// What stands before a change. Pure; the run, the window and the command line ask the same rules.
struct DoNotCallGate
{
    static constexpr qsizetype mostNumbers = AskedNumbers::mostNumbers; ///< Of one run.
    /// What a service's clock, told in whole seconds, may leave open.
    static constexpr std::chrono::seconds clockGrain{1};
    static constexpr std::chrono::minutes maxAge{60}; ///< Of what a person saw, as of a plan (F112).

    /// Whether the number of numbers has to be typed: where people may be called again because of it.
    [[nodiscard]] static bool asksCount(DoNotCallAct act, bool isUndo) { return isUndo || act != DoNotCallAct::Add; }
    /// BadInput "change_group_same", "change_group_inactive" (subject: a name) where numbers would be put into a group
    /// that blocks nothing, "change_until_past".
    [[nodiscard]] static Result<void> mayAim(const DoNotCallAim &aim, const DoNotCallGroup &group,
                                             const DoNotCallGroup &target, const BelievableTime &now);
    /// BadInput "change_count_missing", "change_count_wrong".
    [[nodiscard]] static Result<void> confirmed(DoNotCallAct act, bool isUndo, qint64 count,
                                                std::optional<qint64> typedCount);
    /// BadInput "change_nothing", "change_too_many", "change_stale", "plan_clock_doubtful" (F107).
    [[nodiscard]] static Result<void> mayChange(qint64 count, const QDateTime &seenAt, const BelievableTime &now);
};

} // namespace muster
