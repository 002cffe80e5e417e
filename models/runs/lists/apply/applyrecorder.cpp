// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lists/apply/applyrecorder.h"

#include "models/runs/run.h"
#include "models/runs/skillstarter.h"
#include "models/runs/workspace.h"
#include "models/store/backupfile.h"
#include "models/store/outbox.h"
#include "models/store/storethread.h"
#include "network/http/clock.h"

#include <QCoro/QCoroFuture>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>
#include <numeric>
#include <utility>

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

qint64 ApplyLedger::conversionsTried() const
{
    using Action = ApplyRules::Action;
    return count(Action::Fix, UnitState::Applied) + count(Action::Fix, UnitState::Rejected)
        + count(Action::Fix, UnitState::Unknown);
}

double ApplyLedger::conversionRate() const
{
    const qint64 tried = conversionsTried();
    return tried == 0 ? 0 : double(count(ApplyRules::Action::Fix, UnitState::Applied)) / double(tried);
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
        co_return failure(ErrorKind::BadInput, "unit_transition");
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

QList<std::uint32_t> ApplyLedger::sendable(ApplyRules::Action action, int tries) const
{
    QList<std::uint32_t> found;
    for (std::uint32_t unit = 0; unit < units(); ++unit) {
        if (m_log->isSendable(unit, tries) && change(unit).action == action)
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

QByteArray ApplyProgress::json() const
{
    QJsonObject object{{QStringLiteral("phase"), phase},
                       {QStringLiteral("records"), records},
                       {QStringLiteral("halted"), halted},
                       {QStringLiteral("locked"), locked},
                       {QStringLiteral("reviewed"), reviewed},
                       {QStringLiteral("backup"), backupFile},
                       {QStringLiteral("backup_digest"), backupDigest}};
    if (skillStart != SkillStart::None)
        object.insert(QStringLiteral("skill_start"), skillStartKey(skillStart));
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

ApplyProgress ApplyProgress::parse(const QByteArray &json)
{
    ApplyProgress progress;
    if (json.isEmpty())
        return progress;
    const QJsonDocument document = QJsonDocument::fromJson(json);
    const QJsonObject object = document.object();
    progress.phase = object.value(QLatin1String("phase")).toString();
    progress.records = object.value(QLatin1String("records")).toInteger();
    progress.halted = !document.isObject() || object.value(QLatin1String("halted")).toBool();
    progress.locked = object.value(QLatin1String("locked")).toBool();
    progress.reviewed = object.value(QLatin1String("reviewed")).toBool();
    progress.backupFile = object.value(QLatin1String("backup")).toString();
    progress.backupDigest = object.value(QLatin1String("backup_digest")).toString();
    progress.skillStart = document.isObject() ? skillStartOf(object.value(QLatin1String("skill_start")).toString())
                                              : SkillStart::Unknown;
    return progress;
}

ApplyRecorder::ApplyRecorder(Workspace &workspace, QString runId, const FrozenListApply &order, ApplyProgress progress)
    : WriteRecorder(workspace, std::move(runId), "apply", order.digest)
    , m_order(order)
    , m_progress(std::move(progress))
{
    setSkillStart(m_progress.skillStart);
}

QJsonObject ApplyRecorder::startFacts(bool) const
{
    QJsonObject facts{{QStringLiteral("plan"), m_order.planDigest},
                      {QStringLiteral("profile"), m_order.profileId},
                      {QStringLiteral("environment"), environmentKey(m_order.environment)},
                      {QStringLiteral("list"), m_order.listId},
                      {QStringLiteral("fixes"), m_order.fixes},
                      {QStringLiteral("purges"), m_order.purges},
                      {QStringLiteral("purge_withheld"), m_order.order.withholdPurge},
                      {QStringLiteral("name_typed"), !m_order.order.typedName.isEmpty()}};
    if (m_order.order.typedCount)
        facts.insert(QStringLiteral("count_typed"), *m_order.order.typedCount);
    addConsent(facts, m_order.order.dialConsent);
    if (m_order.order.blocks()) {
        facts.insert(QStringLiteral("block_group"), m_order.order.blockGroup);
        facts.insert(QStringLiteral("block_group_name"), m_order.order.blockGroupName);
    }
    if (const auto &plan = m_order.order.plan) {
        facts.insert(QStringLiteral("directive"), plan->header.directiveDigest);
        facts.insert(QStringLiteral("planned_by"), plan->header.createdBy);
        facts.insert(QStringLiteral("planned_at"), plan->header.createdAt.toString(Qt::ISODateWithMs));
    }
    return facts;
}

void ApplyRecorder::beginPhase(const QString &phase)
{
    countCallsAnew();
    m_progress.phase = phase;
}

QCoro::Task<Result<void>> ApplyRecorder::backedUp(BackupInfo backup)
{
    m_progress.backupFile = backup.file;
    m_progress.backupDigest = backup.digest;
    return auditAndKeep(QStringLiteral("backed_up"),
                        {{QStringLiteral("file"), backup.file},
                         {QStringLiteral("sha256"), backup.digest},
                         {QStringLiteral("encrypted"), backup.encrypted},
                         {QStringLiteral("corrected"), backup.corrected},
                         {QStringLiteral("purged"), backup.purged},
                         {QStringLiteral("blocked"), backup.blocked}});
}

QCoro::Task<Result<void>> ApplyRecorder::evidenceKept(qint64 consents, qint64 optOuts, bool kept)
{
    return audit(kept ? QStringLiteral("evidence_kept") : QStringLiteral("evidence_not_kept"),
                 {{QStringLiteral("consents"), consents}, {QStringLiteral("opt_outs"), optOuts}});
}

AuditDraft ApplyRecorder::entryFor(const Calls &calls) const
{
    QJsonObject facts = counts();
    facts.insert(QStringLiteral("first_call"), calls.first);
    facts.insert(QStringLiteral("last_call"), calls.last);
    facts.insert(QStringLiteral("sent"), calls.contacts);
    const QString event = m_progress.phase == QLatin1String("purging") ? QStringLiteral("purged")
        : m_progress.phase == QLatin1String("blocking")                ? QStringLiteral("blocked")
                                                                       : QStringLiteral("updated");
    return {event, {}, facts};
}

QCoro::Task<Result<void>> ApplyRecorder::halted(ApiError error)
{
    m_progress.halted = true;
    const Result<void> kept = co_await keep(QStringLiteral("running"), errorKindKey(error.kind));
    const Result<void> audited = co_await audit(QStringLiteral("breaker_opened"), counts());
    co_return Result<void>(kept ? audited : kept);
}

QCoro::Task<Result<void>> ApplyRecorder::locked()
{
    m_progress.locked = true;
    m_progress.reviewed = false;
    return audit(QStringLiteral("purge_locked"), counts());
}

QCoro::Task<Result<void>> ApplyRecorder::unlocked()
{
    m_progress.locked = false;
    m_progress.reviewed = false;
    return audit(QStringLiteral("purge_unlocked"), counts());
}

QCoro::Task<Result<void>> ApplyRecorder::tellAggregator(RunOutcome outcome)
{
    // Who counts on the list must hear of an end that is none as well. A pause is none, nor is what sent nothing.
    const bool isBad = outcome.kind == RunOutcome::Kind::Halted || outcome.kind == RunOutcome::Kind::Failed;
    if (m_order.order.aggregator.isEmpty() || (!isBad && !outcome.succeeded()))
        co_return Result<void>{};
    const QString event = QStringLiteral("campaign.sanitization.") + outcomeKey(outcome.kind);
    const QDateTime now = workspace().clock().wallNow();
    const QString time = now.toString(Qt::ISODateWithMs);
    QJsonObject body{{QStringLiteral("event"), event},
                     {QStringLiteral("list_id"), m_order.listId},
                     {QStringLiteral("timestamp"), time},
                     {QStringLiteral("metrics"), m_metrics}};
    if (isBad && outcome.error)
        body.insert(QStringLiteral("reason"), errorKindKey(outcome.error->kind));
    Delivery delivery;
    // A run completes once; it may halt, be resumed, and halt again.
    delivery.id = deliveryId(runId(), isBad ? event + u' ' + time : event);
    delivery.runId = runId();
    delivery.target = m_order.order.aggregator;
    delivery.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    delivery.queuedAt = workspace().believableNow().latest; // else it might be given up at once (F107)
    delivery.nextAttemptAt = now;
    delivery.state = QStringLiteral("waiting");
    const QFuture<Result<void>> queued = workspace().storeThread().run(
        [&workspace = workspace(), delivery] { return workspace.outbox().enqueueOnce({delivery}); });
    co_return co_await queued;
}

QJsonObject ApplyRecorder::endFacts()
{
    return {{QStringLiteral("plan"), m_order.planDigest}, {QStringLiteral("metrics"), m_metrics}};
}

QByteArray ApplyRecorder::progressJson()
{
    if (m_ledger != nullptr)
        m_progress.records = m_ledger->settled();
    m_progress.skillStart = skillStart();
    return m_progress.json();
}

QJsonObject ApplyRecorder::counts() const
{
    if (m_ledger == nullptr)
        return {};
    const ClosingSum sum = m_ledger->sum();
    return {{QStringLiteral("planned"), sum.planned},           {QStringLiteral("applied"), sum.applied},
            {QStringLiteral("rejected"), sum.rejected},         {QStringLiteral("absent"), sum.absent},
            {QStringLiteral("unknown"), sum.unknown},           {QStringLiteral("skipped"), sum.skipped},
            {QStringLiteral("not_attempted"), sum.notAttempted}};
}

} // namespace muster
