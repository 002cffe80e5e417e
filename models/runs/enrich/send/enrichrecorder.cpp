// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/send/enrichrecorder.h"

#include "models/runs/enrich/send/batchsender.h"
#include "models/runs/skillstarter.h"
#include "models/runs/workspace.h"
#include "models/store/backupfile.h"
#include "network/wire/enrichment.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>
#include <utility>

namespace muster {

bool EnrichLedger::isOpen(std::uint32_t unit) const
{
    const UnitState now = state(unit);
    return now == UnitState::Planned || now == UnitState::Unknown || now == UnitState::Intent;
}

std::vector<bool> EnrichLedger::open() const
{
    std::vector<bool> open(units());
    for (std::uint32_t unit = 0; unit < units(); ++unit)
        open[unit] = isOpen(unit);
    return open;
}

QCoro::Task<Result<void>> EnrichLedger::intend(QList<std::uint32_t> units)
{
    QList<UnitChange> changes;
    changes.reserve(units.size());
    for (const std::uint32_t unit : units) {
        if (unit >= m_log->units() || !isOpen(unit)) // what the service has taken is never sent again
            co_return failure(ErrorKind::BadInput, "unit_transition");
        changes.append({unit, UnitState::Intent, 0});
    }
    co_return co_await m_log->record(changes);
}

QCoro::Task<Result<void>> EnrichLedger::note(QList<UnitChange> changes)
{
    co_return co_await m_log->record(changes);
}

QCoro::Task<Result<void>> EnrichLedger::settle(QList<std::uint32_t> units, UnitState state, EnrichReason reason)
{
    QList<UnitChange> changes;
    changes.reserve(units.size());
    for (const std::uint32_t unit : units)
        changes.append({unit, state, std::uint8_t(reason)});
    co_return co_await settle(std::move(changes));
}

QCoro::Task<Result<void>> EnrichLedger::settle(QList<UnitChange> changes)
{
    for (const UnitChange &change : std::as_const(changes)) {
        if (change.unit >= m_log->units() || m_log->state(change.unit) != UnitState::Intent)
            co_return failure(ErrorKind::BadInput, "unit_transition");
    }
    co_return co_await m_log->record(changes);
}

qint64 EnrichLedger::count(UnitState state, EnrichReason reason) const
{
    qint64 count = 0;
    for (std::uint32_t unit = 0; unit < units(); ++unit)
        count += m_log->state(unit) == state && m_log->reason(unit) == std::uint8_t(reason);
    return count;
}

QByteArray EnrichProgress::json() const
{
    QJsonObject object{{QStringLiteral("phase"), phase},
                       {QStringLiteral("records"), records},
                       {QStringLiteral("units"), units},
                       {QStringLiteral("refreshed"), refreshed}};
    if (skillStart != SkillStart::None)
        object.insert(QStringLiteral("skill_start"), skillStartKey(skillStart));
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
    return EnrichProgress{.phase = object.value(QLatin1String("phase")).toString(),
                          .records = object.value(QLatin1String("records")).toInteger(),
                          .units = object.value(QLatin1String("units")).toInteger(-1),
                          .backupFile = object.value(QLatin1String("backup")).toString(),
                          .backupDigest = object.value(QLatin1String("backup_digest")).toString(),
                          .rates = FillRates::fromJson(object.value(QLatin1String("rates")).toObject()),
                          .refreshed = object.value(QLatin1String("refreshed")).toBool(),
                          .skillStart = skillStartOf(object.value(QLatin1String("skill_start")).toString())};
}

AnsweredBatch answeredBatch(const UnitBatch &batch, const EnrichmentAnswer &answer, std::chrono::milliseconds latency)
{
    AnsweredBatch told{.contacts = batch.units.size(), .values = qint64(batch.batch->valueCount()), .latency = latency};
    WriteFate fate = answer.fate;
    if (!answer.contacts.isEmpty()) {
        told.applied = std::ranges::count(answer.contacts, WriteFate::Applied, &ContactFate::fate);
        // Of one fate that all share, else of none.
        const WriteFate first = answer.contacts.first().fate;
        const bool isShared = std::ranges::count(answer.contacts, first, &ContactFate::fate) == answer.contacts.size();
        if (!isShared) {
            told.status = QStringLiteral("partial");
            return told;
        }
        fate = first;
    } else if (fate == WriteFate::Applied) {
        told.applied = told.contacts;
    }
    switch (fate) {
    case WriteFate::Applied:
        told.status = QStringLiteral("applied");
        break;
    case WriteFate::Rejected:
    case WriteFate::Absent:
        told.status = QStringLiteral("refused");
        break;
    case WriteFate::NotSent:
        told.status = QStringLiteral("not_sent");
        break;
    case WriteFate::Accepted:
    case WriteFate::Unknown:
        told.status = QStringLiteral("in_doubt");
        break;
    }
    return told;
}

EnrichTrail::EnrichTrail(Workspace &workspace, QString runId, Origin origin, bool refreshed)
    : WriteRecorder(workspace, std::move(runId), origin.prefix, std::move(origin.orderDigest))
    , m_listId(std::move(origin.listId))
    , m_always(std::move(origin.always))
    , m_refreshed(refreshed)
{
}

QCoro::Task<Result<void>> EnrichTrail::budgeted(Campaign tightest, qint64 batchSize)
{
    QJsonObject facts = m_always;
    facts.insert(QStringLiteral("tightest_campaign"), tightest.id);
    facts.insert(QStringLiteral("time_ms"), qint64(tightest.maxEnrichmentTimeout.count()));
    facts.insert(QStringLiteral("batch_size"), batchSize);
    return audit(QStringLiteral("budget"), facts);
}

QCoro::Task<Result<void>> EnrichTrail::paced(Campaign campaign, qint64 batchSize)
{
    QJsonObject facts = m_always;
    QStringList stopped, calling;
    for (const Dialer &dialer : std::as_const(campaign.dialers))
        (dialer.mayDial() ? calling : stopped).append(dialer.name);
    facts.insert(QStringLiteral("skills_stopped"), QJsonArray::fromStringList(stopped));
    facts.insert(QStringLiteral("skills_that_may_call"), QJsonArray::fromStringList(calling));
    facts.insert(QStringLiteral("batch_size"), batchSize);
    return audit(QStringLiteral("skills"), facts);
}

QCoro::Task<Result<void>> EnrichTrail::refreshed(std::optional<ApiError> error)
{
    m_refreshed = !error;
    QJsonObject facts = m_always;
    facts.insert(QStringLiteral("list"), m_listId);
    if (error)
        facts.insert(QStringLiteral("reason"), errorKindKey(error->kind));
    return auditAndKeep(error ? QStringLiteral("refresh_failed") : QStringLiteral("refreshed"), facts);
}

EnrichRecorder::EnrichRecorder(Workspace &workspace, QString runId, const FrozenEnrich &order, EnrichProgress progress)
    : EnrichTrail(workspace, std::move(runId), {"enrich", order.digest, order.order.listId, {}}, progress.refreshed)
    , m_order(order)
    , m_progress(std::move(progress))
{
    setSkillStart(m_progress.skillStart);
}

QJsonObject EnrichRecorder::startFacts(bool) const
{
    const EnrichOrder &order = m_order.order;
    QJsonObject facts{{QStringLiteral("profile"), m_order.profileId},
                      {QStringLiteral("environment"), environmentKey(m_order.environment)},
                      {QStringLiteral("list"), order.listId},
                      {QStringLiteral("campaign"), order.campaignId},
                      {QStringLiteral("source"), order.sourceDigest},
                      {QStringLiteral("mapping"), mappingDigest(order.mapping)},
                      {QStringLiteral("mapping_name"), order.mapping.name},
                      {QStringLiteral("mapping_version"), order.mapping.version},
                      {QStringLiteral("contacts"), order.contacts},
                      {QStringLiteral("left_out_allowed"), order.sendValid}};
    addConsent(facts, order.dialConsent);
    return facts;
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

QJsonObject EnrichRecorder::endFacts()
{
    // As the contract names them, section 6.4: counted before anything is dropped.
    QJsonObject facts{{QStringLiteral("contactListId"), m_order.order.listId},
                      {QStringLiteral("campaignId"), m_order.order.campaignId}};
    const FillRates::Field all = m_progress.rates.overall();
    facts.insert(QStringLiteral("totalFields"), all.mapped);
    facts.insert(QStringLiteral("filledFields"), all.kept);
    facts.insert(QStringLiteral("fillRate"), all.rate().value_or(0) * 100);
    return facts;
}

AuditDraft EnrichRecorder::entryFor(const Calls &) const
{
    return {}; // a line between its batches would keep a history from showing them as one
}

void EnrichRecorder::answered(const AnsweredBatch &batch)
{
    // As the contract names them, section 6.4; the fields of contacts that are sent, blanks counted.
    const qint64 fields = batch.contacts * m_order.order.mapping.fields.size();
    gather(QStringLiteral("batch"),
           {{QStringLiteral("timestamp"), workspace().clock().wallNow().toString(Qt::ISODateWithMs)},
            {QStringLiteral("contactListId"), m_order.order.listId},
            {QStringLiteral("campaignId"), m_order.order.campaignId},
            {QStringLiteral("batch"), ++m_batches},
            {QStringLiteral("batchSize"), batch.contacts},
            {QStringLiteral("status"), batch.status},
            {QStringLiteral("applied"), batch.applied},
            {QStringLiteral("latencyMs"), qint64(batch.latency.count())},
            {QStringLiteral("totalFields"), fields},
            {QStringLiteral("filledFields"), batch.values},
            {QStringLiteral("fillRate"), fields == 0 ? 0.0 : double(batch.values) * 100 / double(fields)}});
}

QByteArray EnrichRecorder::progressJson()
{
    if (ledger() != nullptr)
        m_progress.records = ledger()->settled();
    m_progress.refreshed = isRefreshed();
    m_progress.skillStart = skillStart();
    return m_progress.json();
}

QJsonObject EnrichRecorder::counts() const
{
    if (ledger() == nullptr)
        return {};
    return {{QStringLiteral("planned"), qint64(ledger()->units())},
            {QStringLiteral("applied"), ledger()->count(UnitState::Applied)},
            {QStringLiteral("rejected"), ledger()->count(UnitState::Rejected)},
            {QStringLiteral("unknown"), ledger()->inDoubt()},
            {QStringLiteral("not_attempted"), ledger()->count(UnitState::Planned)}};
}

} // namespace muster
