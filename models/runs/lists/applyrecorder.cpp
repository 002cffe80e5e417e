// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lists/applyrecorder.h"

#include "models/runs/lists/applyledger.h"
#include "models/runs/outcomekey.h"
#include "models/runs/workspace.h"
#include "models/store/auditlog.h"
#include "models/store/backupfile.h"
#include "models/store/journal.h"
#include "models/store/outbox.h"
#include "network/http/clock.h"

#include <QJsonDocument>
#include <utility>

namespace muster {

namespace {

// A sync takes milliseconds; twice a second keeps the window smooth however fast answers come.
constexpr qint64 flushIntervalMs = 500;

} // namespace

ApplyRecorder::ApplyRecorder(Workspace &workspace, QString runId, const FrozenListApply &order, ApplyProgress progress)
    : m_workspace(workspace)
    , m_runId(std::move(runId))
    , m_order(order)
    , m_progress(std::move(progress))
{
    m_sinceFlush.start();
}

Result<void> ApplyRecorder::started(bool resumed)
{
    QJsonObject facts{{QStringLiteral("order"), m_order.digest},
                      {QStringLiteral("plan"), m_order.planDigest},
                      {QStringLiteral("profile"), m_order.profileId},
                      {QStringLiteral("environment"), environmentKey(m_order.environment)},
                      {QStringLiteral("list"), m_order.listId},
                      {QStringLiteral("fixes"), m_order.fixes},
                      {QStringLiteral("purges"), m_order.purges},
                      {QStringLiteral("purge_withheld"), m_order.order.withholdPurge},
                      {QStringLiteral("name_typed"), !m_order.order.typedName.isEmpty()}};
    if (m_order.order.typedCount)
        facts.insert(QStringLiteral("count_typed"), *m_order.order.typedCount);
    if (const auto &plan = m_order.order.plan) {
        facts.insert(QStringLiteral("directive"), plan->header.directiveDigest);
        facts.insert(QStringLiteral("planned_by"), plan->header.createdBy);
        facts.insert(QStringLiteral("planned_at"), plan->header.createdAt.toString(Qt::ISODateWithMs));
    }
    return audit(resumed ? QStringLiteral("apply.resumed") : QStringLiteral("apply.started"), facts);
}

Result<void> ApplyRecorder::entered(const QString &phase)
{
    if (const auto flushed = flush(); !flushed)
        return flushed;
    m_calls = 0;
    m_progress.phase = phase;
    return keep(QStringLiteral("running"));
}

Result<void> ApplyRecorder::backedUp(const BackupInfo &backup)
{
    m_progress.backupFile = backup.file;
    m_progress.backupDigest = backup.digest;
    return audit(QStringLiteral("apply.backed_up"), {{QStringLiteral("file"), backup.file},
                                                     {QStringLiteral("sha256"), backup.digest},
                                                     {QStringLiteral("encrypted"), backup.encrypted},
                                                     {QStringLiteral("corrected"), backup.corrected},
                                                     {QStringLiteral("purged"), backup.purged}})
        .and_then([this] { return keep(QStringLiteral("running")); });
}

Result<void> ApplyRecorder::sent(qint64 contacts)
{
    ++m_calls;
    if (m_firstCall == 0)
        m_firstCall = m_calls;
    m_contacts += contacts;
    return m_sinceFlush.elapsed() >= flushIntervalMs ? flush() : Result<void>();
}

Result<void> ApplyRecorder::flush()
{
    m_sinceFlush.restart();
    if (m_firstCall == 0)
        return {};
    QJsonObject facts = counts();
    facts.insert(QStringLiteral("first_call"), std::exchange(m_firstCall, 0));
    facts.insert(QStringLiteral("last_call"), m_calls);
    facts.insert(QStringLiteral("sent"), std::exchange(m_contacts, 0));
    return audit(m_progress.phase == QLatin1String("purging") ? QStringLiteral("apply.purged")
                                                              : QStringLiteral("apply.updated"),
                 facts)
        .and_then([this] { return keep(QStringLiteral("running")); });
}

Result<void> ApplyRecorder::halted(const ApiError &error)
{
    m_progress.halted = true;
    const auto kept = keep(QStringLiteral("running"), errorKindKey(error.kind));
    const auto audited = audit(QStringLiteral("apply.breaker_opened"), counts());
    return kept ? audited : kept;
}

Result<void> ApplyRecorder::locked()
{
    m_progress.locked = true;
    return audit(QStringLiteral("apply.purge_locked"), counts());
}

Result<void> ApplyRecorder::unlocked()
{
    m_progress.locked = false;
    return audit(QStringLiteral("apply.purge_unlocked"), counts());
}

Result<void> ApplyRecorder::tellAggregator(const QJsonObject &metrics)
{
    if (m_order.order.aggregator.isEmpty())
        return {};
    const QString event = QStringLiteral("campaign.sanitization.complete");
    const QDateTime now = m_workspace.clock().wallNow();
    const QJsonObject body{{QStringLiteral("event"), event},
                           {QStringLiteral("list_id"), m_order.listId},
                           {QStringLiteral("timestamp"), now.toString(Qt::ISODateWithMs)},
                           {QStringLiteral("metrics"), metrics}};
    Delivery delivery;
    delivery.id = deliveryId(m_runId, event);
    delivery.runId = m_runId;
    delivery.target = m_order.order.aggregator;
    delivery.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    delivery.queuedAt = delivery.nextAttemptAt = now;
    delivery.state = QStringLiteral("waiting");
    return m_workspace.outbox().enqueueOnce({delivery});
}

Result<void> ApplyRecorder::ended(const RunOutcome &outcome, const QJsonObject &metrics)
{
    const auto flushed = flush();
    const QString reason = outcome.error ? errorKindKey(outcome.error->kind) : QString();
    QJsonObject facts = counts();
    facts.insert(QStringLiteral("order"), m_order.digest);
    facts.insert(QStringLiteral("plan"), m_order.planDigest);
    facts.insert(QStringLiteral("metrics"), metrics);
    if (!reason.isEmpty())
        facts.insert(QStringLiteral("reason"), reason);
    if (outcome.error && !outcome.error->code.isEmpty())
        facts.insert(QStringLiteral("code"), outcome.error->code);
    const auto audited = audit(QStringLiteral("apply.") + outcomeKey(outcome.kind), facts);
    const auto kept = keep(outcomeKey(outcome.kind), reason);
    if (!flushed)
        return flushed;
    return audited ? kept : audited;
}

Result<void> ApplyRecorder::audit(const QString &event, QJsonObject facts)
{
    const auto entry = m_workspace.audit().append(event, m_runId, facts);
    return entry ? Result<void>() : Result<void>(tl::unexpected(entry.error()));
}

Result<void> ApplyRecorder::keep(const QString &state, const QString &reason)
{
    if (m_ledger != nullptr)
        m_progress.records = m_ledger->settled();
    return m_workspace.journal().update(m_runId, state, reason, m_progress.json());
}

QJsonObject ApplyRecorder::counts() const
{
    if (m_ledger == nullptr)
        return {};
    const ClosingSum sum = m_ledger->sum();
    return {{QStringLiteral("planned"), sum.planned},   {QStringLiteral("applied"), sum.applied},
            {QStringLiteral("rejected"), sum.rejected}, {QStringLiteral("absent"), sum.absent},
            {QStringLiteral("unknown"), sum.unknown},   {QStringLiteral("skipped"), sum.skipped},
            {QStringLiteral("not_attempted"), sum.notAttempted}};
}

} // namespace muster
