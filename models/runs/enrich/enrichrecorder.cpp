// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/enrichrecorder.h"

#include "models/runs/enrich/enrichledger.h"
#include "models/runs/outcomekey.h"
#include "models/runs/workspace.h"
#include "models/store/auditlog.h"
#include "models/store/journal.h"

#include <QJsonDocument>
#include <utility>

namespace muster {

namespace {

// A sync takes milliseconds; twice a second keeps the window smooth however fast answers come.
constexpr qint64 flushIntervalMs = 500;

} // namespace

QByteArray EnrichProgress::json() const
{
    const QJsonObject object{{QStringLiteral("phase"), phase},
                             {QStringLiteral("records"), records},
                             {QStringLiteral("units"), units},
                             {QStringLiteral("refreshed"), refreshed}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

EnrichProgress EnrichProgress::parse(const QByteArray &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    EnrichProgress progress;
    progress.phase = object.value(QLatin1String("phase")).toString();
    progress.records = object.value(QLatin1String("records")).toInteger();
    progress.units = object.value(QLatin1String("units")).toInteger(-1);
    progress.refreshed = object.value(QLatin1String("refreshed")).toBool();
    return progress;
}

EnrichRecorder::EnrichRecorder(Workspace &workspace, QString runId, const FrozenEnrich &order, EnrichProgress progress)
    : m_workspace(workspace)
    , m_runId(std::move(runId))
    , m_order(order)
    , m_progress(std::move(progress))
{
    m_sinceFlush.start();
}

Result<void> EnrichRecorder::started(bool resumed)
{
    const EnrichOrder &order = m_order.order;
    return audit(resumed ? QStringLiteral("enrich.resumed") : QStringLiteral("enrich.started"),
                 {{QStringLiteral("order"), m_order.digest},
                  {QStringLiteral("profile"), m_order.profileId},
                  {QStringLiteral("environment"), environmentKey(m_order.environment)},
                  {QStringLiteral("list"), order.listId},
                  {QStringLiteral("campaign"), order.campaignId},
                  {QStringLiteral("source"), order.sourceDigest},
                  {QStringLiteral("mapping"), mappingDigest(order.mapping)},
                  {QStringLiteral("mapping_name"), order.mapping.name},
                  {QStringLiteral("mapping_version"), order.mapping.version},
                  {QStringLiteral("contacts"), order.contacts},
                  {QStringLiteral("left_out_allowed"), order.sendValid}});
}

Result<void> EnrichRecorder::entered(const QString &phase)
{
    if (const auto flushed = flush(); !flushed)
        return flushed;
    m_progress.phase = phase;
    return keep(QStringLiteral("running"));
}

Result<void> EnrichRecorder::counted(qint64 units)
{
    m_progress.units = units;
    return keep(QStringLiteral("running"));
}

Result<void> EnrichRecorder::budgeted(const Campaign &tightest, qint64 batchSize)
{
    return audit(QStringLiteral("enrich.budget"),
                 {{QStringLiteral("tightest_campaign"), tightest.id},
                  {QStringLiteral("time_ms"), qint64(tightest.maxEnrichmentTimeout.count())},
                  {QStringLiteral("batch_size"), batchSize}});
}

Result<void> EnrichRecorder::sent(qint64 contacts)
{
    ++m_calls;
    if (m_firstCall == 0)
        m_firstCall = m_calls;
    m_contacts += contacts;
    return m_sinceFlush.elapsed() >= flushIntervalMs ? flush() : Result<void>();
}

Result<void> EnrichRecorder::flush()
{
    m_sinceFlush.restart();
    if (m_firstCall == 0)
        return {};
    QJsonObject facts = counts();
    facts.insert(QStringLiteral("first_batch"), std::exchange(m_firstCall, 0));
    facts.insert(QStringLiteral("last_batch"), m_calls);
    facts.insert(QStringLiteral("sent"), std::exchange(m_contacts, 0));
    return audit(QStringLiteral("enrich.sent"), facts).and_then([this] { return keep(QStringLiteral("running")); });
}

Result<void> EnrichRecorder::refreshed(const std::optional<ApiError> &error)
{
    m_progress.refreshed = !error;
    QJsonObject facts{{QStringLiteral("list"), m_order.order.listId}};
    if (error)
        facts.insert(QStringLiteral("reason"), errorKindKey(error->kind));
    return audit(error ? QStringLiteral("enrich.refresh_failed") : QStringLiteral("enrich.refreshed"), facts)
        .and_then([this] { return keep(QStringLiteral("running")); });
}

Result<void> EnrichRecorder::ended(const RunOutcome &outcome)
{
    const auto flushed = flush();
    const QString reason = outcome.error ? errorKindKey(outcome.error->kind) : QString();
    QJsonObject facts = counts();
    facts.insert(QStringLiteral("order"), m_order.digest);
    if (!reason.isEmpty())
        facts.insert(QStringLiteral("reason"), reason);
    if (outcome.error && !outcome.error->code.isEmpty())
        facts.insert(QStringLiteral("code"), outcome.error->code);
    const auto audited = audit(QStringLiteral("enrich.") + outcomeKey(outcome.kind), facts);
    const auto kept = keep(outcomeKey(outcome.kind), reason);
    if (!flushed)
        return flushed;
    return audited ? kept : audited;
}

Result<void> EnrichRecorder::audit(const QString &event, QJsonObject facts)
{
    const auto entry = m_workspace.audit().append(event, m_runId, facts);
    return entry ? Result<void>() : Result<void>(tl::unexpected(entry.error()));
}

Result<void> EnrichRecorder::keep(const QString &state, const QString &reason)
{
    if (m_ledger != nullptr)
        m_progress.records = m_ledger->settled();
    return m_workspace.journal().update(m_runId, state, reason, m_progress.json());
}

QJsonObject EnrichRecorder::counts() const
{
    if (m_ledger == nullptr)
        return {};
    return {{QStringLiteral("planned"), qint64(m_ledger->units())},
            {QStringLiteral("applied"), m_ledger->count(UnitState::Applied)},
            {QStringLiteral("rejected"), m_ledger->count(UnitState::Rejected)},
            {QStringLiteral("unknown"), m_ledger->inDoubt()},
            {QStringLiteral("not_attempted"), m_ledger->count(UnitState::Planned)}};
}

} // namespace muster
