// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lists/applyledger.h"

#include <algorithm>
#include <numeric>

namespace muster {

ApplyLedger::ApplyLedger(const SanitizationPlan &plan, std::unique_ptr<UnitLog> log)
    : m_plan(plan)
    , m_log(std::move(log))
{
    Q_ASSERT(m_log->units() == plan.changes.size());
    for (std::uint32_t unit = 0; unit < units(); ++unit)
        tally(unit, +1);
}

LoggedUnit ApplyLedger::unit(std::uint32_t unit) const
{
    return {m_log->state(unit), m_log->reason(unit), std::uint16_t(m_log->attempts(unit))};
}

std::vector<LoggedUnit> ApplyLedger::allUnits() const
{
    std::vector<LoggedUnit> all;
    all.reserve(units());
    for (std::uint32_t index = 0; index < units(); ++index)
        all.push_back(unit(index));
    return all;
}

void ApplyLedger::tally(std::uint32_t unit, int by)
{
    // A reason of a newer Muster counts as none; it stays what it is on the disk.
    const std::size_t reason = m_log->reason(unit) < unitReasonCount ? m_log->reason(unit) : 0;
    m_counts[std::size_t(change(unit).action)][std::size_t(m_log->state(unit))][reason] += by;
}

QCoro::Task<Result<void>> ApplyLedger::record(QList<UnitChange> changes)
{
    const bool allowed = std::all_of(changes.cbegin(), changes.cend(), [this](const UnitChange &next) {
        return next.unit < units()
            && ApplyRules::isAllowed(change(next.unit).action, m_log->state(next.unit), next.state);
    });
    if (!allowed)
        co_return failure({.kind = ErrorKind::BadInput, .code = QStringLiteral("unit_transition")});
    for (const UnitChange &next : std::as_const(changes))
        tally(next.unit, -1);
    const Result<void> recorded = co_await m_log->record(changes);
    // Nobody else changes these units meanwhile: a unit has one owner at a time, a batch or a lane.
    for (const UnitChange &next : std::as_const(changes))
        tally(next.unit, +1);
    co_return recorded;
}

QList<std::uint32_t> ApplyLedger::unitsIn(ApplyRules::Action action, UnitState state) const
{
    QList<std::uint32_t> found;
    for (std::uint32_t unit = 0; unit < units(); ++unit) {
        if (m_log->state(unit) == state && change(unit).action == action)
            found.append(unit);
    }
    return found;
}

qint64 ApplyLedger::count(ApplyRules::Action action, UnitState state) const
{
    const auto &reasons = m_counts[std::size_t(action)][std::size_t(state)];
    return std::accumulate(reasons.begin(), reasons.end(), qint64(0));
}

qint64 ApplyLedger::count(UnitState state) const
{
    return count(ApplyRules::Action::Fix, state) + count(ApplyRules::Action::Purge, state);
}

qint64 ApplyLedger::count(ApplyRules::Action action, UnitState state, UnitReason reason) const
{
    return m_counts[std::size_t(action)][std::size_t(state)][std::size_t(reason)];
}

ClosingSum ApplyLedger::sum() const
{
    std::array<qint64, unitStateCount> counts{};
    for (int state = 0; state < unitStateCount; ++state)
        counts[std::size_t(state)] = count(UnitState(state));
    return ClosingSum::of(counts);
}

qint64 ApplyLedger::settled() const
{
    return count(UnitState::Applied) + count(UnitState::Rejected) + count(UnitState::Absent)
        + count(UnitState::Skipped);
}

} // namespace muster
