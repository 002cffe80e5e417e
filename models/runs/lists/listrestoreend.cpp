// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How a restore ends: what became of everybody, and who is listed. See listrestorerun.cpp for the way there.
#include "models/runs/lists/listrestorerun.h"
#include "models/runs/lists/restoreleftovers.h"
#include "models/runs/outcomeof.h"
#include "models/runs/workspace.h"
#include "models/store/durablefile.h"
#include "models/store/unitlog.h"

#include <QCoro/QCoroFuture>
#include <QtConcurrent>
#include <algorithm>

namespace muster {

QCoro::Task<Result<RunOutcome>> ListRestoreRun::close(RunOutcome outcome)
{
    if (m_log) {
        CO_TRY(listed, co_await writeLeftovers());
        outcome.resultFile = listed->name;
        addFinding(outcome, "formula_cells", listed->formulaCells);
    }
    co_return Result<RunOutcome>(std::move(outcome));
}

QString ListRestoreRun::spentFile(const RunOutcome &outcome) const
{
    const bool isOver = outcome.succeeded() || outcome.kind == RunOutcome::Kind::Refused;
    return isOver ? m_workspace.runFile(id(), "units") : QString();
}

QCoro::Task<Result<WrittenFile>> ListRestoreRun::writeLeftovers()
{
    std::vector<LoggedUnit> states;
    states.reserve(m_units.size());
    for (std::uint32_t unit = 0; unit < m_units.size(); ++unit)
        states.push_back(m_log->unit(unit));
    using Written = std::shared_ptr<Result<WrittenFile>>;
    // The units stay as they are until the run is gone, which waits for this.
    const QFuture<Written> writing = QtConcurrent::run(
        [units = &m_units, states = std::move(states), file = m_workspace.runFile(id(), "leftovers.csv")] {
            return std::make_shared<Result<WrittenFile>>(restoreLeftoversCsv(*units, states).save(file));
        });
    const Written written = co_await writing;
    co_return Result<WrittenFile>(*written);
}

RunOutcome ListRestoreRun::outcomeFor(const Result<void> &worked) const
{
    RunOutcome outcome;
    if (!worked) {
        outcome = outcomeOf(worked.error(), pauseRequested(), m_workspace.clock());
        if (m_refused && outcome.kind == RunOutcome::Kind::Failed)
            outcome.kind = RunOutcome::Kind::Refused;
    }
    if (!m_log)
        return outcome;
    std::array<std::array<qint64, restoreReasonCount>, unitStateCount> counts{};
    for (std::uint32_t unit = 0; unit < m_units.size(); ++unit)
        ++counts[std::size_t(m_log->state(unit))][std::min<std::size_t>(m_log->reason(unit), restoreReasonCount - 1)];
    const auto count
        = [&](UnitState state, RestoreReason reason) { return counts[std::size_t(state)][std::size_t(reason)]; };
    const qint64 notDone = count(UnitState::Unknown, RestoreReason::NotDone);
    const qint64 inDoubt = m_log->count(UnitState::Unknown) + m_log->count(UnitState::Accepted)
        + m_log->count(UnitState::Intent) - notDone;
    const qint64 open = m_log->count(UnitState::Planned);
    addFinding(outcome, "present", count(UnitState::Skipped, RestoreReason::Present));
    addFinding(outcome, "has_old_number", count(UnitState::Skipped, RestoreReason::HasOldNumber));
    addFinding(outcome, "number_changed", count(UnitState::Skipped, RestoreReason::OtherNumber));
    addFinding(outcome, "not_writable", count(UnitState::Skipped, RestoreReason::NotWritable));
    addFinding(outcome, "absent", m_log->count(UnitState::Absent));
    addFinding(outcome, "rejected", m_log->count(UnitState::Rejected));
    addFinding(outcome, "not_restored", notDone);
    addFinding(outcome, "unknown", inDoubt);
    addFinding(outcome, "not_attempted", open);
    // What is open or in doubt is taken up again by a resume: not complete before that.
    if (outcome.kind == RunOutcome::Kind::Complete) {
        if (open + inDoubt + notDone > 0)
            outcome.kind = RunOutcome::Kind::Paused;
        else if (m_log->count(UnitState::Applied) < qint64(m_units.size()))
            outcome.kind = RunOutcome::Kind::CompleteWithFindings;
    }
    return outcome;
}

} // namespace muster
