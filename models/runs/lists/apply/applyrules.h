// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/lists/idtable.h"
#include "models/rules/lists/sanitizationplan.h"
#include "models/store/unitlog.h"
#include "network/wire/contactlist.h"
#include "network/wire/recordpage.h"

#include <array>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

namespace muster {

/// Why a unit stands where it stands; UnitChange::reason. The numbers are in files: add at the end only.
enum class UnitReason : std::uint8_t {
    None,
    InDoubt, ///< An earlier attempt's outcome was not known; a read then proved that nothing came of it (F14, F22).
    Changed, ///< The contact is not what the plan was made of (F112).
    Lost, ///< No answer, or one that proves nothing (F43, F44).
    ServerTrouble, ///< 5xx (F22).
    NotDone, ///< The service took it, and a read shows that it was not done (F24, F116).
    OtherNumber, ///< After the attempt the contact has a number that is neither the old nor the planned one.
    Refused, ///< 400 for the record alone (F12), or any other refusal.
    TooLarge, ///< 413 for the record alone (F17).
    Conflict, ///< 409 or 412 (F16).
    Redirected, ///< 3xx (F31).
    NotEligible, ///< Its reasons do not carry a purge (F113).
    Withheld, ///< Purges were not wanted in this run.
    Stale, ///< The plan was too old when its purge could have begun (F112).
    EvidenceNotKept, ///< It carries consent or an opt-out, of which nothing could be kept (S38).
    ConflictAsPlanned, ///< Refused for a conflict; the reading that followed shows it as the plan found it (F16).
    ConflictChanged, ///< The same; it is another than the plan found, and stays so.
    ConflictDone, ///< The same; it has the planned number.
    ConflictGone, ///< The same; it is not in the list any more.
    NotRemovable, ///< The service cannot name a contact of that id for removal.
    NotSendable, ///< It cannot be put into the form that the service takes; never sent.
    AlreadyBlocked, ///< Its number was in the do-not-call group before, so that this run did not put it there.
    NotBlockable, ///< It has no number that a do-not-call group can hold (blockableNumber()).
    NumberShared, ///< A contact that stays to be called has its number.
    NumberTwice, ///< Another contact of this run has its number, and stands for both.
};
constexpr int unitReasonCount = 25;
[[nodiscard]] QString unitReasonKey(UnitReason reason); ///< "in_doubt", "changed", ...

/// What a whole reading of the list says about a planned contact.
enum class Sighting : std::uint8_t {
    Gone,
    AsPlanned, ///< Number and content are those that the plan was made of.
    OldNumber, ///< The plan's old number, other content.
    NewNumber, ///< The number that the plan wants.
    OtherNumber,
};

/// Which states a unit may take, and what answers and readings make of it. Pure; see resources/decisions/list-apply.md.
/// The two rules that everything else serves: a purge in doubt never becomes Intent again without a reading between
/// (F22, F91), and what is Applied was either said by the service or seen in a reading.
namespace ApplyRules {

using Action = PlannedChange::Action;

[[nodiscard]] bool isAllowed(Action action, UnitState from, UnitState to);

/// To be recorded before the unit is sent. Keeps the memory of a doubt.
[[nodiscard]] UnitChange intent(std::uint32_t unit, const LoggedUnit &now);
[[nodiscard]] UnitChange afterCorrection(std::uint32_t unit, const LoggedUnit &now, const RecordFate &fate);
/// 404 is Applied when an earlier attempt was in doubt, else Absent (F14).
[[nodiscard]] UnitChange afterPurge(std::uint32_t unit, const LoggedUnit &now, const RecordFate &fate);

/// What a whole reading, begun after the last write had ended, proves; nullopt: nothing new. `resumed`: the first
/// reading after a person took the run up again, which is the only time that what the service did not do is tried anew.
[[nodiscard]] std::optional<UnitChange> afterReading(std::uint32_t unit, Action action, const LoggedUnit &now,
                                                     Sighting sighting, bool resumed);

/// The same of a purge that blocks the contact's number: of the list only whether there is still something to be
/// blocked. What became of the number the group alone proves.
[[nodiscard]] std::optional<UnitChange> blockAfterReading(std::uint32_t unit, const LoggedUnit &now, Sighting sighting);
/// What a whole reading of the group, begun after the last write had ended, proves of such a purge; nullopt: nothing
/// new. `resumed` as in afterReading().
[[nodiscard]] std::optional<UnitChange> afterGroupReading(std::uint32_t unit, const LoggedUnit &now, bool isInGroup,
                                                          bool resumed);

} // namespace ApplyRules

/// applied + rejected + absent + unknown + skipped + notAttempted = planned, always.
struct ClosingSum
{
    qint64 planned = 0, applied = 0, rejected = 0, absent = 0, unknown = 0, skipped = 0, notAttempted = 0;
    /// Accepted and Intent are not proved, so they count as unknown.
    [[nodiscard]] static ClosingSum of(const std::array<qint64, unitStateCount> &counts);
    [[nodiscard]] bool addsUp() const
    {
        return applied + rejected + absent + unknown + skipped + notAttempted == planned;
    }
    bool operator==(const ClosingSum &) const = default;
};

/// Compares a reading of the list with a plan: contact by contact, by id alone (F75). The plan outlives it. One thread
/// at a time; the constructor may run on a worker (it indexes the plan: some 20 bytes a unit), take() needs well under
/// a millisecond a page.
class PlanMatcher
{
public:
    explicit PlanMatcher(const SanitizationPlan &plan);

    /// A new reading: nothing has been seen.
    void begin();
    /// A page of one column, the number. A contact that comes twice with different content is Sighting::OtherNumber:
    /// nobody can say which of the two the plan was made of (F71).
    /// `found` is told of each planned contact when it is first seen, in the page's order.
    using Found
        = std::function<void(std::uint32_t unit, Sighting sighting, std::string_view phone, std::string_view extras)>;
    void take(const RecordPage &page, const Found &found = {});
    /// As far as it was read.
    [[nodiscard]] Sighting sighting(std::uint32_t unit) const { return m_sightings[unit]; }
    /// IdTable::none: the plan says nothing of that contact.
    [[nodiscard]] std::uint32_t unitOf(std::string_view contactId) const;

private:
    [[nodiscard]] auto idOf() const
    {
        return [this](std::uint32_t unit) -> std::string_view { return m_plan.changes[unit].contactId; };
    }
    [[nodiscard]] Sighting compare(const PlannedChange &change, NumberForm form, std::string_view phone,
                                   std::string_view extras) const;

    const SanitizationPlan &m_plan;
    IdTable m_units;
    std::vector<Sighting> m_sightings;
};

} // namespace muster
