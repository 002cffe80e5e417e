// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/lists/applyrules.h"
#include "models/store/unitlog.h"

#include <QCoro/QCoroTask>
#include <array>
#include <memory>

namespace muster {

/// The states of a plan's units, durable: a UnitLog that takes no transition which ApplyRules forbids. Counts per
/// action for the pane, audit and closing sum. GUI thread; owned by one run. The plan outlives it.
class ApplyLedger
{
public:
    ApplyLedger(const SanitizationPlan &plan, std::unique_ptr<UnitLog> log);

    /// Resumes when the changes are on the disk; then, and only then, they may be acted upon. A transition that is not
    /// allowed is a mistake of ours: nothing is recorded, BadInput "unit_transition", and the run must end (fail
    /// closed). Else as UnitLog::record().
    [[nodiscard]] QCoro::Task<Result<void>> record(QList<UnitChange> changes);

    [[nodiscard]] const SanitizationPlan &plan() const { return m_plan; }
    [[nodiscard]] const PlannedChange &change(std::uint32_t unit) const { return m_plan.changes[unit]; }
    [[nodiscard]] std::uint32_t units() const { return m_log->units(); }
    [[nodiscard]] LoggedUnit unit(std::uint32_t unit) const;
    [[nodiscard]] std::vector<LoggedUnit> allUnits() const; ///< A copy, for a worker.
    /// In the plan's order.
    [[nodiscard]] QList<std::uint32_t> unitsIn(ApplyRules::Action action, UnitState state) const;

    [[nodiscard]] qint64 count(ApplyRules::Action action, UnitState state) const;
    [[nodiscard]] qint64 count(UnitState state) const;
    [[nodiscard]] qint64 count(ApplyRules::Action action, UnitState state, UnitReason reason) const;
    [[nodiscard]] ClosingSum sum() const;
    /// Units that nothing more will be done for.
    [[nodiscard]] qint64 settled() const;
    [[nodiscard]] qint64 recoveredBytes() const { return m_log->recoveredBytes(); }

private:
    using Counts = std::array<std::array<qint64, unitReasonCount>, unitStateCount>;
    void tally(std::uint32_t unit, int by);

    const SanitizationPlan &m_plan;
    std::unique_ptr<UnitLog> m_log;
    std::array<Counts, 2> m_counts{}; ///< By Action.
};

} // namespace muster
