// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lists/apply/blockplan.h"

#include "models/rules/numbers/numberengine.h"

#include <unordered_set>

namespace muster {

std::uint64_t BlockPlan::numberOf(const PlannedChange &change)
{
    const std::uint64_t asWritten = blockableNumber(change.from);
    return asWritten != 0 || change.e164 == 0 ? asWritten : blockableNumber(unpackE164(change.e164));
}

BlockPlan::BlockPlan(const SanitizationPlan &plan)
    : m_plan(plan)
    , m_numbers(plan.changes.size())
{
    for (std::size_t unit = 0; unit < plan.changes.size(); ++unit) {
        const PlannedChange &change = plan.changes[unit];
        m_numbers[unit] = change.action == PlannedChange::Action::Purge ? numberOf(change) : 0;
        if (m_numbers[unit] != 0)
            m_shared.emplace(m_numbers[unit], false);
    }
}

void BlockPlan::begin()
{
    for (auto &[number, isShared] : m_shared)
        isShared = false;
}

bool BlockPlan::mayBeSent(std::uint32_t unit, const ApplyLedger &ledger) const
{
    return m_plan.changes[unit].action == PlannedChange::Action::Fix
        || (m_numbers[unit] != 0 && ledger.unit(unit).state == UnitState::Planned);
}

void BlockPlan::take(const RecordPage &page, const PlanMatcher &matcher)
{
    for (std::size_t row = 0; row < page.rowCount(); ++row) {
        const std::uint32_t unit = matcher.unitOf(page.id(row));
        const bool isFix = unit != IdTable::none && m_plan.changes[unit].action == PlannedChange::Action::Fix;
        if (unit == IdTable::none || isFix)
            stays(page.text(page.cell(row, 0)));
        if (isFix)
            stays(m_plan.changes[unit].to);
    }
}

QList<UnitChange> BlockPlan::afterReading(const DoNotCallNumbers &held, const ApplyLedger &ledger, bool resumed) const
{
    QList<UnitChange> changes;
    for (std::uint32_t unit = 0; unit < ledger.units(); ++unit) {
        const std::uint64_t number = m_numbers[unit];
        if (number == 0)
            continue;
        if (const auto seen = ApplyRules::afterGroupReading(unit, ledger.unit(unit), held.contains(number), resumed))
            changes.append(*seen);
    }
    return changes;
}

void BlockPlan::stays(std::string_view phone)
{
    const auto found = m_shared.find(blockableNumber(phone));
    if (found != m_shared.end())
        found->second = true;
}

QList<UnitChange> BlockPlan::unblockable(const ApplyLedger &ledger) const
{
    QList<UnitChange> skipped;
    std::unordered_set<std::uint64_t> taken;
    for (const std::uint32_t unit : ledger.unitsIn(PlannedChange::Action::Purge, UnitState::Planned)) {
        const std::uint64_t number = m_numbers[unit];
        // Of the same number in another form the plan knows: that is why it purges a duplicate.
        const bool isDuplicate = (ledger.change(unit).reasons & reasonBit(ListReason::Duplicate)) != 0;
        const UnitReason why = number == 0       ? UnitReason::NotBlockable
            : isDuplicate || m_shared.at(number) ? UnitReason::NumberShared
            : !taken.insert(number).second       ? UnitReason::NumberTwice
                                                 : UnitReason::None;
        if (why != UnitReason::None)
            skipped.append({unit, UnitState::Skipped, std::uint8_t(why)});
    }
    return skipped;
}

} // namespace muster
