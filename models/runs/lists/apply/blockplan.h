// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/lists/apply/applyrecorder.h"
#include "network/wire/donotcall.h"

#include <array>
#include <unordered_map>
#include <vector>

namespace muster {

/// Which numbers a purge puts into a do-not-call group, and whose it must not: a group knows numbers, not contacts. The
/// plan outlives it. GUI thread; some 20 bytes a purge.
class BlockPlan
{
public:
    /// The number of a planned purge: as the list has it, since the tenant makes of it there what it makes of it in the
    /// group; as it was understood where no group can hold that. 0: none.
    [[nodiscard]] static std::uint64_t numberOf(const PlannedChange &change);

    explicit BlockPlan(const SanitizationPlan &plan);

    [[nodiscard]] std::uint64_t number(std::uint32_t unit) const { return m_numbers[unit]; } ///< 0: none.

    /// Whether its number may leave if its contact is as planned; of a correction always.
    [[nodiscard]] bool mayBeSent(std::uint32_t unit, const ApplyLedger &ledger) const;

    /// A new reading of the list: nobody is known to have the same number.
    void begin();
    /// A page of one column, the number: who stays to be called, and by which numbers then. `matcher`: the plan's.
    void take(const RecordPage &page, const PlanMatcher &matcher);
    /// What a whole reading of the group proves of the purges.
    [[nodiscard]] QList<UnitChange> afterReading(const DoNotCallNumbers &held, const ApplyLedger &ledger,
                                                 bool resumed) const;
    /// Skips the planned purges whose number must not, or cannot, be put into the group: none, that of a contact that
    /// stays, or that of another purge.
    [[nodiscard]] QList<UnitChange> unblockable(const ApplyLedger &ledger) const;

    /// Why purges are not blocked by this run.
    static constexpr std::array reasons{UnitReason::AlreadyBlocked, UnitReason::NotBlockable, UnitReason::NumberShared,
                                        UnitReason::NumberTwice};

private:
    void stays(std::string_view phone);

    const SanitizationPlan &m_plan;
    std::vector<std::uint64_t> m_numbers; ///< By unit.
    std::unordered_map<std::uint64_t, bool> m_shared; ///< By number: whether somebody who stays has it.
};

} // namespace muster
