// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/lists/apply/applyrules.h"
#include "models/runs/lists/listorders.h"
#include "models/runs/writerecorder.h"
#include "models/store/unitlog.h"

#include <QByteArray>
#include <QCoro/QCoroTask>
#include <QString>
#include <array>
#include <memory>

namespace muster {

struct BackupInfo;

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
    [[nodiscard]] std::vector<LoggedUnit> allUnits() const { return m_log->all(); } ///< A copy, for a worker.
    /// In the plan's order.
    [[nodiscard]] QList<std::uint32_t> unitsIn(ApplyRules::Action action, UnitState state) const;
    /// The same of those that are UnitLog::isSendable().
    [[nodiscard]] QList<std::uint32_t> sendable(ApplyRules::Action action, int tries) const;

    [[nodiscard]] qint64 count(ApplyRules::Action action, UnitState state) const;
    [[nodiscard]] qint64 count(UnitState state) const;
    [[nodiscard]] qint64 count(ApplyRules::Action action, UnitState state, UnitReason reason) const;
    [[nodiscard]] ClosingSum sum() const;
    [[nodiscard]] qint64 conversionsTried() const; ///< Corrections that were answered, or are in doubt.
    [[nodiscard]] double conversionRate() const; ///< Of these, done; 0 to 1, 0 without any.
    /// Units that nothing more will be done for.
    [[nodiscard]] qint64 settled() const;

private:
    using Counts = std::array<std::array<qint64, unitReasonCount>, unitStateCount>;
    void tally(std::uint32_t unit, int by);

    const SanitizationPlan &m_plan;
    std::unique_ptr<UnitLog> m_log;
    std::array<Counts, 2> m_counts{}; ///< By Action.
};

/// What the journal keeps of an apply run beside its order; the truth about units is in the unit log.
struct ApplyProgress
{
    QString phase; ///< As RunMetrics::phase.
    qint64 records = 0; ///< Units that nothing more will be done for; for showing.
    /// The breaker opened: nothing is sent, also after a resume, until a person has re-armed it (F21).
    bool halted = false;
    /// Corrections were in doubt when the purge could have begun: it waits until a person has looked (F23).
    bool locked = false;
    bool reviewed = false; ///< A person has, and said that it may go on.
    QString backupFile; ///< Whole and synced; empty: not yet (F114).
    QString backupDigest;
    SkillStart skillStart = SkillStart::None; ///< Of ListApplyOrder::dialConsent.
    bool operator==(const ApplyProgress &) const = default;

    [[nodiscard]] bool isLocked() const { return locked && !reviewed; }
    [[nodiscard]] bool waitsForAPerson() const { return halted || isLocked(); }

    [[nodiscard]] QByteArray json() const;
    /// What cannot be read is as at the start, but halted: a doubt never lets anything out.
    [[nodiscard]] static ApplyProgress parse(const QByteArray &json);
};

/// What an apply run leaves behind, see WriteRecorder, and its notice to the aggregator.
class ApplyRecorder final : public WriteRecorder
{
public:
    ApplyRecorder(Workspace &workspace, QString runId, const FrozenListApply &order, ApplyProgress progress);

    /// From here on counts are told.
    void setLedger(const ApplyLedger *ledger) { m_ledger = ledger; }
    [[nodiscard]] const ApplyProgress &progress() const { return m_progress; }

    [[nodiscard]] QCoro::Task<Result<void>> backedUp(BackupInfo backup);
    /// Of contacts that are to be removed, or that were left because nothing could be kept (S38).
    [[nodiscard]] QCoro::Task<Result<void>> evidenceKept(qint64 consents, qint64 optOuts, bool kept);
    /// Durable before anything else happens (F21).
    [[nodiscard]] QCoro::Task<Result<void>> halted(ApiError error);
    [[nodiscard]] QCoro::Task<Result<void>> locked();
    [[nodiscard]] QCoro::Task<Result<void>> unlocked();
    /// The notice for the aggregator (contract section 6.3); queued once, however often it is asked for.
    [[nodiscard]] QCoro::Task<Result<void>> tellAggregator(RunOutcome outcome);
    /// What both it and the entry of the end say.
    void setMetrics(const QJsonObject &metrics) { m_metrics = metrics; }

private:
    [[nodiscard]] QJsonObject startFacts(bool resumed) const override;
    [[nodiscard]] QJsonObject endFacts() override;
    void beginPhase(const QString &phase) override;
    [[nodiscard]] QJsonObject counts() const override;
    [[nodiscard]] QByteArray progressJson() override;
    [[nodiscard]] AuditDraft entryFor(const Calls &calls) const override;

    const FrozenListApply &m_order;
    ApplyProgress m_progress;
    QJsonObject m_metrics;
    const ApplyLedger *m_ledger = nullptr;
};

} // namespace muster
