// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/enrichrecorder.h"

#include "models/runs/enrich/enrichledger.h"
#include "models/store/backupfile.h"

#include <QJsonDocument>
#include <utility>

namespace muster {

QByteArray EnrichProgress::json() const
{
    QJsonObject object{{QStringLiteral("phase"), phase},
                       {QStringLiteral("records"), records},
                       {QStringLiteral("units"), units},
                       {QStringLiteral("refreshed"), refreshed}};
    if (!backupDigest.isEmpty()) {
        object.insert(QStringLiteral("backup"), backupFile);
        object.insert(QStringLiteral("backup_digest"), backupDigest);
        object.insert(QStringLiteral("rates"), rates.json());
    }
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

EnrichProgress EnrichProgress::parse(const QByteArray &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    EnrichProgress progress;
    progress.phase = object.value(QLatin1String("phase")).toString();
    progress.records = object.value(QLatin1String("records")).toInteger();
    progress.units = object.value(QLatin1String("units")).toInteger(-1);
    progress.backupFile = object.value(QLatin1String("backup")).toString();
    progress.backupDigest = object.value(QLatin1String("backup_digest")).toString();
    progress.rates = FillRates::fromJson(object.value(QLatin1String("rates")).toObject());
    progress.refreshed = object.value(QLatin1String("refreshed")).toBool();
    return progress;
}

EnrichRecorder::EnrichRecorder(Workspace &workspace, QString runId, const FrozenEnrich &order, EnrichProgress progress)
    : WriteRecorder(workspace, std::move(runId), "enrich")
    , m_order(order)
    , m_progress(std::move(progress))
{
}

QCoro::Task<Result<void>> EnrichRecorder::started(bool resumed)
{
    const EnrichOrder &order = m_order.order;
    return audit(resumed ? QStringLiteral("resumed") : QStringLiteral("started"),
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

QCoro::Task<Result<void>> EnrichRecorder::entered(QString phase)
{
    CO_TRY(flushed, co_await flush());
    m_progress.phase = phase;
    co_return co_await keep(QStringLiteral("running"));
}

QCoro::Task<Result<void>> EnrichRecorder::counted(qint64 units)
{
    m_progress.units = units;
    return keep(QStringLiteral("running"));
}

QCoro::Task<Result<void>> EnrichRecorder::backedUp(BackupInfo backup, FillRates rates)
{
    m_progress.backupFile = backup.file;
    m_progress.backupDigest = backup.digest;
    m_progress.rates = std::move(rates);
    return auditAndKeep(QStringLiteral("backed_up"),
                        {{QStringLiteral("file"), backup.file},
                         {QStringLiteral("sha256"), backup.digest},
                         {QStringLiteral("encrypted"), backup.encrypted},
                         {QStringLiteral("contacts"), backup.enriched}});
}

QCoro::Task<Result<void>> EnrichRecorder::budgeted(Campaign tightest, qint64 batchSize)
{
    return audit(QStringLiteral("budget"),
                 {{QStringLiteral("tightest_campaign"), tightest.id},
                  {QStringLiteral("time_ms"), qint64(tightest.maxEnrichmentTimeout.count())},
                  {QStringLiteral("batch_size"), batchSize}});
}

AuditDraft EnrichRecorder::entryFor(const Calls &calls) const
{
    QJsonObject facts = counts();
    facts.insert(QStringLiteral("first_batch"), calls.first);
    facts.insert(QStringLiteral("last_batch"), calls.last);
    facts.insert(QStringLiteral("sent"), calls.contacts);
    return {QStringLiteral("sent"), {}, facts};
}

QCoro::Task<Result<void>> EnrichRecorder::refreshed(std::optional<ApiError> error)
{
    m_progress.refreshed = !error;
    QJsonObject facts{{QStringLiteral("list"), m_order.order.listId}};
    if (error)
        facts.insert(QStringLiteral("reason"), errorKindKey(error->kind));
    return auditAndKeep(error ? QStringLiteral("refresh_failed") : QStringLiteral("refreshed"), facts);
}

QCoro::Task<Result<void>> EnrichRecorder::ended(RunOutcome outcome)
{
    return conclude(std::move(outcome), {{QStringLiteral("order"), m_order.digest}});
}

QByteArray EnrichRecorder::progressJson()
{
    if (m_ledger != nullptr)
        m_progress.records = m_ledger->settled();
    return m_progress.json();
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
