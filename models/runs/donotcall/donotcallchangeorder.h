// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/frozenorder.h"
#include "models/rules/lists/donotcallchange.h"
#include "models/store/unitlog.h"
#include "network/wire/connectionprofile.h"
#include "network/wire/contactlist.h"
#include "network/wire/keytable.h"
#include "network/wire/result.h"

#include <optional>

namespace muster {

/// Change what do-not-call groups hold. What was confirmed by whom.
struct DoNotCallChangeOrder
{
    DoNotCallAim aim;
    QList<DoNotCallChange> changes; ///< The numbers. Empty when it was thawed: the run reads its own copy.
    qint64 count = 0; ///< How many numbers change.
    QDateTime seenAt; ///< UTC, by the service's clock: what has changed in a group since is left alone.
    QDateTime at; ///< UTC, when a person saw it.
    QString undoOf; ///< The run whose changes are taken back; empty: none.
    std::optional<qint64> typedCount; ///< See DoNotCallGate::confirmed().
    bool plainBackup
        = false; ///< A person's word that the numbers may lie in the clear where there is no key store (S37).

    [[nodiscard]] bool isUndo() const { return !undoOf.isEmpty(); }
};

/// An order as the journal keeps it: no number is in it, nor anything from which one could be told.
struct FrozenDoNotCallChange : FrozenFor
{
    DoNotCallChangeOrder order;

    [[nodiscard]] QString title() const; ///< The group's name, and that it is moved to.
    [[nodiscard]] QString target() const; ///< See JournalRun::target: ids of the groups, a line each.
};

[[nodiscard]] FrozenDoNotCallChange freeze(const DoNotCallChangeOrder &order, const ConnectionProfile &profile);
/// Damaged "order_digest_differs", "order_unreadable", "order_not_canonical", "order_too_large".
[[nodiscard]] Result<FrozenDoNotCallChange> thawDoNotCallChange(const QByteArray &json, const QString &digest);

/// Why a step stands where it stands; UnitChange::reason. The numbers are in files: add at the end only.
enum class DoNotCallReason : std::uint8_t {
    None,
    InDoubt, ///< An earlier attempt's outcome was not known; a reading then proved that nothing came of it.
    AlreadyThere, ///< Somebody else has put it in meanwhile.
    NotThere, ///< It is in force there no longer.
    Changed, ///< Its entry has changed since it was looked at.
    EndUnclear,
    EndOver, ///< The end that it would get has passed.
    Unproved, ///< It is not taken out because the other group is not proved to hold it.
    Refused, ///< The service refused that one.
    Conflict, ///< 409.
    NotDone, ///< The service said that it was done, and the group says otherwise.
    Otherwise, ///< It reads back with another end.
    Lost, ///< No answer, or one that proves nothing.
};
template <>
inline constexpr KeyTable<DoNotCallReason, 13> keyTable<DoNotCallReason> = {{
    {DoNotCallReason::None, QLatin1String("none")},
    {DoNotCallReason::InDoubt, QLatin1String("in_doubt")},
    {DoNotCallReason::AlreadyThere, QLatin1String("already_there")},
    {DoNotCallReason::NotThere, QLatin1String("not_there")},
    {DoNotCallReason::Changed, QLatin1String("changed")},
    {DoNotCallReason::EndUnclear, QLatin1String("end_unclear")},
    {DoNotCallReason::EndOver, QLatin1String("end_over")},
    {DoNotCallReason::Unproved, QLatin1String("unproved")},
    {DoNotCallReason::Refused, QLatin1String("refused")},
    {DoNotCallReason::Conflict, QLatin1String("conflict")},
    {DoNotCallReason::NotDone, QLatin1String("not_done")},
    {DoNotCallReason::Otherwise, QLatin1String("otherwise")},
    {DoNotCallReason::Lost, QLatin1String("lost")},
}};

/// What became of one number.
struct DoNotCallChangeResult
{
    enum class State : std::uint8_t {
        Open, ///< Not all of it was sent.
        Done, ///< A reading shows it.
        LeftAlone, ///< Nothing of it was sent.
        Unchanged, ///< Refused; nothing has changed.
        Doubtful,
        InBoth, ///< Moved into the target, and still in its group: it is blocked by both.
    };
    State state = State::Open;
    DoNotCallReason reason = DoNotCallReason::None;
    bool operator==(const DoNotCallChangeResult &) const = default;
};
template <>
inline constexpr KeyTable<DoNotCallChangeResult::State, 6> keyTable<DoNotCallChangeResult::State> = {{
    {DoNotCallChangeResult::State::Open, QLatin1String("open")},
    {DoNotCallChangeResult::State::Done, QLatin1String("done")},
    {DoNotCallChangeResult::State::LeftAlone, QLatin1String("left_alone")},
    {DoNotCallChangeResult::State::Unchanged, QLatin1String("unchanged")},
    {DoNotCallChangeResult::State::Doubtful, QLatin1String("doubtful")},
    {DoNotCallChangeResult::State::InBoth, QLatin1String("in_both")},
}};

/// What answers and readings make of a step: the putting of a number into a group, or the taking of it out of one.
/// Pure. An answer alone proves nothing; see resources/decisions/do-not-call-changes.md.
namespace DoNotCallRules {

/// A step as the log has it, and what the group holds of its number.
struct Seen
{
    LoggedUnit now;
    DoNotCallHold hold;
    QDateTime at; ///< Of the reading.
    QDateTime notAfter; ///< An entry that has changed later is not what was looked at; invalid: nobody says.
    bool isResumed = false; ///< The first reading of another life of the run than the one that sent it.
};
/// To be recorded before the call leaves.
[[nodiscard]] UnitChange intent(std::uint32_t unit, const LoggedUnit &now);
[[nodiscard]] UnitChange afterAnswer(std::uint32_t unit, const LoggedUnit &now, const RecordFate &fate);
/// What a whole reading, begun after the last write had ended, proves; nullopt: nothing new.
[[nodiscard]] std::optional<UnitChange> afterReadingPut(std::uint32_t unit, const DoNotCallChange &change,
                                                        const Seen &seen);
[[nodiscard]] std::optional<UnitChange> afterReadingTake(std::uint32_t unit, const DoNotCallChange &change,
                                                         const Seen &seen);
/// Whether a number may be taken out of its group: the other one is proved to hold it. `put`: its first step.
[[nodiscard]] bool mayTake(const DoNotCallChange &change, const LoggedUnit &put, const DoNotCallHold &target);
[[nodiscard]] DoNotCallChangeResult resultOf(const DoNotCallChange &change, const LoggedUnit &put,
                                             const LoggedUnit &take);
/// What takes a change back, as far as its steps are proved; nullopt: nothing is.
[[nodiscard]] std::optional<DoNotCallChange> undoing(const DoNotCallChange &change, const LoggedUnit &put,
                                                     const LoggedUnit &take);
/// The aim of the undo of a change.
[[nodiscard]] DoNotCallAim undoing(const DoNotCallAim &aim);

} // namespace DoNotCallRules

} // namespace muster
