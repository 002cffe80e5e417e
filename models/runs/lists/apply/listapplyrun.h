// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/lists/apply/applyrecorder.h"
#include "models/runs/lists/listorders.h"
#include "models/runs/writerun.h"
#include "models/sinks/csvrows.h"

#include <QCoro/QCoroTask>
#include <memory>

namespace muster {

class ApplySafeguards;
class BlockPlan;
class CorrectionSender;
class DoNotCallClient;
class PlanMatcher;
class PurgeSender;
class RecordPage;

/// Carries out a frozen plan: read, back up, correct, read again, purge in rounds with a reading behind each. A purge
/// removes the contacts, or, where the order says so, blocks their numbers in a do-not-call group. Phases, states and
/// what ends it: resources/decisions/list-apply.md and list-block.md. See Run for its life.
///
/// Safe to kill at any moment: what may have left is in the unit log before it leaves, and a resumed run believes only
/// a fresh reading of the list. Everything on disk that it needs to go on lies beside the unit log
/// (Workspace::runFile).
class ListApplyRun final : public WriteRun
{
    Q_OBJECT

public:
    /// `order`.order.plan is the plan of a fresh run; a resumed one reads its own copy, bound by the digest (F115).
    ListApplyRun(QString id, FrozenListApply order, RunStart start, Workspace &workspace,
                 std::shared_ptr<TenantConnection> connection, QObject *parent);
    ~ListApplyRun() override;

    [[nodiscard]] RunKind kind() const override { return RunKind::ListApply; }
    [[nodiscard]] QString title() const override;
    [[nodiscard]] const FrozenListApply &order() const { return m_order; }

protected:
    [[nodiscard]] WriteRecorder &makeRecorder(const QByteArray &progress) override;
    [[nodiscard]] QCoro::Task<Result<void>> work(std::stop_token stop) override;
    [[nodiscard]] RunOutcome outcomeFor(const Result<void> &worked) const override;
    [[nodiscard]] QCoro::Task<Result<RunOutcome>> close(RunOutcome outcome) override;
    [[nodiscard]] QString spentFile() const override;
    [[nodiscard]] RunMetrics currentMetrics() const override;

private:
    using Action = PlannedChange::Action;

    // In the order of the phases.
    [[nodiscard]] Result<void> mayBegin();
    [[nodiscard]] QList<Operation> callsToCome() const;
    /// Nobody is called because of this run but with a person's word for it.
    [[nodiscard]] QCoro::Task<Result<void>> mayDial(std::stop_token stop);
    /// Sends corrections; a skill that is to be started is started by the last call.
    [[nodiscard]] QCoro::Task<Result<void>> correct(QList<std::uint32_t> units, std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<void>> openPlan(std::stop_token stop);
    /// The group is there and active; who of those that call from the list does not heed it; and what it holds.
    [[nodiscard]] QCoro::Task<Result<void>> openGroup(std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<void>> firstReading(std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<void>> update(std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<void>> passGate(std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<void>> purge(std::stop_token stop);

    /// What time it may be for the age of the plan: a clock that somebody sets while the run goes on changes nothing
    /// (F101), one that was in doubt when it began stays so unless a tenant's answers settle it (F107).
    [[nodiscard]] BelievableTime timeOfPlan() const;
    /// A person who confirmed the removal before the machine slept is asked again (F102).
    [[nodiscard]] Result<void> mayPurgeStill();
    /// Reads the whole list and records what that proves of every unit.
    [[nodiscard]] QCoro::Task<Result<void>> look(bool resumed, std::stop_token stop);
    /// The same of the group and the units that are to be blocked.
    [[nodiscard]] QCoro::Task<Result<void>> lookAtGroup(bool resumed, std::stop_token stop);
    [[nodiscard]] bool blocks() const { return m_block != nullptr; }
    [[nodiscard]] QCoro::Task<Result<void>> skip(Action action, UnitReason reason);
    /// Planned units that have tries left in this life of the run.
    [[nodiscard]] QList<std::uint32_t> sendable(Action action) const;
    void takePage(const std::shared_ptr<const RecordPage> &page);
    void showProgress();
    [[nodiscard]] QJsonObject metricsLine() const;

    FrozenListApply m_order;
    SharedPlan m_plan;
    const BelievableTime m_begun;
    const std::chrono::steady_clock::time_point m_begunAt;
    const std::chrono::milliseconds m_sleptBefore;
    std::unique_ptr<ApplyRecorder> m_recorder;
    std::unique_ptr<ApplyLedger> m_ledger;
    std::unique_ptr<PlanMatcher> m_matcher;
    std::unique_ptr<ApplySafeguards> m_safeguards;
    std::unique_ptr<CorrectionSender> m_corrections;
    std::unique_ptr<PurgeSender> m_purges;
    std::unique_ptr<BlockPlan> m_block; ///< nullptr: contacts are removed.
    QStringList m_heedless; ///< Names of those that call from the list whatever is in the group.
    bool m_planStored = false; ///< Without its copy of the plan a run cannot be taken up again.
};

} // namespace muster
