// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How an apply run ends, and what it shows of itself.

#include "models/runs/lists/applybackup.h"
#include "models/runs/lists/applyrecorder.h"
#include "models/runs/lists/leftovers.h"
#include "models/runs/lists/listapplyrun.h"
#include "models/runs/lists/listreader.h"
#include "models/runs/lists/listsenders.h"
#include "models/runs/lists/planmatcher.h"
#include "models/runs/runmeter.h"
#include "models/runs/runoutcome.h"
#include "models/runs/workspace.h"
#include "models/store/auditlog.h"
#include "models/store/durablefile.h"
#include "models/store/journal.h"
#include "network/http/clock.h"

#include <QCoro/QCoroFuture>
#include <QtConcurrent>

namespace muster {

namespace {

/// Ends that a person is asked about and may go on from.
bool waitsForAPerson(const ApiError &error)
{
    return error.code == QLatin1String("purge_locked") || error.code == QLatin1String("not_removed")
        || error.code == QLatin1String("machine_slept") || error.code == QLatin1String("plan_clock_doubtful");
}

} // namespace

QCoro::Task<Result<RunOutcome>> ListApplyRun::close(RunOutcome outcome)
{
    m_backup.reset();
    m_evidence.reset();
    m_corrections.reset();
    m_purges.reset();
    m_matcher.reset();
    m_recorder->setMetrics(metricsLine());
    if (outcome.error && outcome.error->kind == ErrorKind::BreakerOpen && !m_recorder->progress().halted) {
        // First of all: a kill from here on must find the run halted (F21).
        CO_TRY_VOID(co_await m_recorder->halted(*outcome.error));
    }
    if (m_ledger) {
        CO_TRY(listed, co_await writeLeftovers());
        outcome.resultFile = listed->name;
        addFinding(outcome, "formula_cells", listed->formulaCells);
    }
    if (const auto told = co_await m_recorder->tellAggregator(outcome); !told) {
        if (outcome.succeeded())
            co_return tl::unexpected(told.error());
        addEvent(QStringLiteral("record_failed"), {{QStringLiteral("kind"), errorKindKey(told.error().kind)}});
    }
    co_return Result<RunOutcome>(std::move(outcome));
}

QString ListApplyRun::spentFile(const RunOutcome &outcome) const
{
    // The plan's copy holds numbers; it is of no use once the run cannot be taken up again (S37).
    return outcome.succeeded() ? m_workspace.runFile(id(), "plan") : QString();
}

QCoro::Task<Result<WrittenFile>> ListApplyRun::writeLeftovers()
{
    const QString file = m_workspace.runFile(id(), "leftovers.csv");
    using Written = std::shared_ptr<Result<WrittenFile>>;
    const QFuture<Written> writing = QtConcurrent::run([plan = m_plan, units = m_ledger->allUnits(), file] {
        return std::make_shared<Result<WrittenFile>>(leftoversCsv(*plan, units).save(file));
    });
    const Written written = co_await writing;
    co_return Result<WrittenFile>(*written);
}

RunOutcome ListApplyRun::outcomeFor(const Result<void> &worked) const
{
    RunOutcome outcome;
    if (!worked) {
        const ApiError &error = worked.error();
        outcome = outcomeOf(error, pauseRequested(), m_workspace.clock());
        // What passes (a full disk) can only be waited for once the plan is stored.
        const bool canGoOn = isResumed() || m_planStored;
        // A person is asked whether the copy may lie in the clear; their word is part of another order.
        const bool asks = error.code == QLatin1String("backup_not_encrypted");
        if (m_refused && (outcome.kind == RunOutcome::Kind::Failed || !canGoOn || asks))
            outcome.kind = RunOutcome::Kind::Refused;
        // A list that could not be read whole may be readable later; nothing is settled by it.
        else if (waitsForAPerson(error) || (outcome.kind == RunOutcome::Kind::Failed && isIncompleteRead(error)))
            outcome.kind = RunOutcome::Kind::Paused;
    }
    if (!m_ledger)
        return outcome;
    const ClosingSum sum = m_ledger->sum();
    const qint64 withheld = m_ledger->count(Action::Purge, UnitState::Skipped, UnitReason::Withheld);
    const qint64 notRemoved = m_ledger->count(Action::Purge, UnitState::Unknown, UnitReason::NotDone);
    addFinding(outcome, "rejected", sum.rejected);
    addFinding(outcome, "unknown", sum.unknown - notRemoved);
    addFinding(outcome, "not_removed", notRemoved);
    addFinding(outcome, "absent", sum.absent);
    const qint64 evidence = m_ledger->count(Action::Purge, UnitState::Skipped, UnitReason::EvidenceNotKept);
    addFinding(outcome, "skipped", sum.skipped - withheld - evidence);
    addFinding(outcome, "evidence_not_kept", evidence);
    addFinding(outcome, "not_attempted", sum.notAttempted);
    addFinding(outcome, "backup_in_clear", m_isInClear ? m_ledger->units() : 0);
    if (!worked)
        return outcome;
    if (sum.notAttempted > 0) {
        outcome.kind = RunOutcome::Kind::Paused;
        outcome.error = ApiError{.kind = ErrorKind::ServerTrouble, .code = QStringLiteral("tries_used_up")};
    } else if (sum.rejected + sum.unknown + sum.skipped - withheld > 0) {
        outcome.kind = RunOutcome::Kind::CompleteWithFindings;
    }
    return outcome;
}

QJsonObject ListApplyRun::metricsLine() const
{
    // Contract section 6.3. A contact is valid when its number is, or becomes so by this run.
    const ClosingSum sum = m_ledger ? m_ledger->sum() : ClosingSum{};
    const PlanHeader header = m_plan ? m_plan->header : PlanHeader{};
    const double valid = double(header.unchanged + header.fixes);
    return {{QStringLiteral("timestamp"), m_workspace.clock().wallNow().toString(Qt::ISODateWithMs)},
            {QStringLiteral("list_id"), m_order.listId},
            {QStringLiteral("total_processed"), header.scopeCount},
            {QStringLiteral("success_count"), sum.applied},
            {QStringLiteral("failure_count"), sum.rejected + sum.unknown},
            {QStringLiteral("purge_count"), m_ledger ? m_ledger->count(Action::Purge, UnitState::Applied) : 0},
            {QStringLiteral("avg_latency_ms"), qint64(m_meter->meanLatency().count())},
            {QStringLiteral("format_success_rate"), header.scopeCount == 0 ? 0.0 : valid / double(header.scopeCount)}};
}

RunMetrics ListApplyRun::currentMetrics() const
{
    RunMetrics metrics = m_meter->snapshot();
    metrics.phase = phase();
    if (!m_ledger)
        return metrics;
    const PlanHeader &header = m_plan->header;
    const ClosingSum sum = m_ledger->sum();
    const qint64 notRemoved = m_ledger->count(Action::Purge, UnitState::Unknown, UnitReason::NotDone);
    metrics.figures = {{QStringLiteral("processed"), header.scopeCount}};
    if (header.scopeCount > 0) {
        metrics.figures.append(
            {QStringLiteral("format_success_permille"), (header.unchanged + header.fixes) * 1000 / header.scopeCount});
    }
    metrics.figures += {{QStringLiteral("fixed"), m_ledger->count(Action::Fix, UnitState::Applied)},
                        {QStringLiteral("purged"), m_ledger->count(Action::Purge, UnitState::Applied)},
                        {QStringLiteral("absent"), sum.absent},
                        {QStringLiteral("unknown"), sum.unknown - notRemoved},
                        {QStringLiteral("skipped"), sum.skipped},
                        {QStringLiteral("rejected"), sum.rejected}};
    if (notRemoved > 0)
        metrics.figures.append({QStringLiteral("not_removed"), notRemoved});
    return metrics;
}

void ListApplyRun::showProgress()
{
    m_meter->setRecords(m_ledger->settled());
    touchMetrics();
}

Result<void> ListApplyRun::rearm(Workspace &workspace, const QString &runId)
{
    TRY(entry, workspace.journal().find(runId));
    const ApplyProgress progress = ApplyProgress::parse(*entry ? (*entry)->progress : QByteArray());
    if (!progress.waitsForAPerson())
        return failure({.kind = ErrorKind::BadInput, .code = QStringLiteral("not_halted"), .subject = runId});
    // Audited first: what cannot be audited is not done (S35).
    const QJsonObject facts{{QStringLiteral("order"), (*entry)->orderDigest}};
    QList<AuditDraft> entries;
    if (progress.halted)
        entries.append({QStringLiteral("apply.rearmed"), runId, facts});
    if (progress.isLocked())
        entries.append({QStringLiteral("apply.purge_reviewed"), runId, facts});
    TRY_VOID(workspace.audit().appendAll(entries));
    return workspace.journal().update(runId, QStringLiteral("paused"), {}, rearmed((*entry)->progress));
}

QByteArray ListApplyRun::rearmed(const QByteArray &progress)
{
    ApplyProgress armed = ApplyProgress::parse(progress);
    armed.halted = false;
    armed.reviewed = armed.locked;
    return armed.json();
}

Result<void> ListApplyRun::discard(Workspace &workspace, const QString &runId)
{
    for (const char *kind : {"plan", "units", "leftovers.csv"}) {
        if (const auto removed = removeDurably(workspace.runFile(runId, kind)); !removed)
            return removed;
    }
    return {};
}

} // namespace muster
