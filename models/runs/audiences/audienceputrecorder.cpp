// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/audiences/audienceputrecorder.h"

#include "models/runs/workspace.h"
#include "models/store/audienceversions.h"
#include "models/store/auditentry.h"
#include "models/store/auditlog.h"
#include "models/store/journal.h"
#include "models/store/outbox.h"
#include "models/store/storethread.h"
#include "network/http/clock.h"

#include <QCoro/QCoroFuture>
#include <QJsonDocument>

namespace muster {

namespace {

using Outcome = AudienceAnswer::Outcome;

QString outcomeWord(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Created:
        return QStringLiteral("created");
    case Outcome::Updated:
        return QStringLiteral("updated");
    case Outcome::Unchanged:
        return QStringLiteral("unchanged");
    }
    Q_UNREACHABLE();
}

Outcome outcomeOf(const QString &word)
{
    return word == QLatin1String("created")  ? Outcome::Created
        : word == QLatin1String("unchanged") ? Outcome::Unchanged
                                             : Outcome::Updated;
}

void insertIf(QJsonObject &object, const char *name, const std::optional<qint64> &value)
{
    if (value)
        object.insert(QLatin1String(name), *value);
}

std::optional<qint64> numberIf(const QJsonObject &object, const char *name)
{
    const QJsonValue value = object.value(QLatin1String(name));
    return value.isDouble() ? std::optional(value.toInteger()) : std::nullopt;
}

} // namespace

QByteArray AudiencePutProgress::json() const
{
    QJsonObject object{{QStringLiteral("phase"), phase},
                       {QStringLiteral("records"), records},
                       {QStringLiteral("attempts"), attempts},
                       {QStringLiteral("sending"), sending},
                       {QStringLiteral("version"), version},
                       {QStringLiteral("outcome"), outcomeWord(outcome)},
                       {QStringLiteral("evaluated_before"), evaluatedBefore.toString(Qt::ISODateWithMs)}};
    insertIf(object, "base_version", baseVersion);
    insertIf(object, "previous_size", previousSize);
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

AudiencePutProgress AudiencePutProgress::parse(const QByteArray &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    return {.phase = object[u"phase"].toString(),
            .records = object[u"records"].toInteger(),
            .baseVersion = numberIf(object, "base_version"),
            .previousSize = numberIf(object, "previous_size"),
            .evaluatedBefore = QDateTime::fromString(object[u"evaluated_before"].toString(), Qt::ISODateWithMs),
            .attempts = object[u"attempts"].toInt(),
            .sending = object[u"sending"].toBool(),
            .version = object[u"version"].toInteger(),
            .outcome = outcomeOf(object[u"outcome"].toString())};
}

AudiencePutRecorder::AudiencePutRecorder(Workspace &workspace, QString runId, const FrozenAudiencePut &order,
                                         AudiencePutProgress progress)
    : WriteRecorder(workspace, std::move(runId), "audience", order.digest)
    , m_order(order)
    , m_actor(accountName())
    , m_progress(std::move(progress))
{
}

QJsonObject AudiencePutRecorder::startFacts(bool resumed) const
{
    const AudiencePutOrder &order = m_order.order;
    QJsonObject facts{{QStringLiteral("profile"), m_order.profileId},
                      {QStringLiteral("environment"), environmentKey(m_order.environment)},
                      {QStringLiteral("audience"), order.audienceId},
                      {QStringLiteral("recalculate"), order.definition.recalculateOnUpdate}};
    insertIf(facts, "expected_version", order.expectedVersion);
    if (!order.webhook.isEmpty())
        facts.insert(QStringLiteral("webhook_host"), order.webhook.host(QUrl::FullyEncoded));
    if (resumed && m_progress.sending)
        facts.insert(QStringLiteral("interrupted_attempt"), m_progress.attempts);
    return facts;
}

QCoro::Task<Result<void>> AudiencePutRecorder::started(bool resumed)
{
    return auditAndKeep(startEvent(resumed), firstFacts(resumed));
}

QCoro::Task<Result<void>> AudiencePutRecorder::found(std::optional<Audience> current)
{
    m_progress.baseVersion = current ? current->version : 0;
    if (current) {
        m_progress.previousSize = current->evaluation.size;
        m_progress.evaluatedBefore = current->evaluation.lastEvaluated;
    }
    return keep(QStringLiteral("running"));
}

QJsonObject AudiencePutRecorder::attemptFacts() const
{
    return {{QStringLiteral("audience"), m_order.order.audienceId},
            {QStringLiteral("action"),
             m_progress.baseVersion.value_or(0) == 0 ? QStringLiteral("create") : QStringLiteral("update")},
            {QStringLiteral("attempt"), m_progress.attempts},
            {QStringLiteral("base_version"), m_progress.baseVersion.value_or(0)},
            {QStringLiteral("sha256"), m_payloadDigest},
            {QStringLiteral("compliance_flag"), QStringLiteral("AUDIT_TRAIL")}}; // contract, section 6.4
}

void AudiencePutRecorder::setPayload(const QByteArray &payload)
{
    m_payload = payload;
    m_payloadDigest = AudienceVersions::digestOf(payload);
}

QCoro::Task<Result<void>> AudiencePutRecorder::requesting()
{
    ++m_progress.attempts;
    m_progress.sending = true;
    QJsonObject facts = attemptFacts();
    facts.insert(QStringLiteral("bytes"), m_payload.size());
    const QFuture<Result<void>> kept = workspace().storeThread().run(
        [&workspace = workspace(), payload = m_payload] { return workspace.audienceVersions().keepPayload(payload); });
    const Result<void> there = co_await kept;
    if (!there) {
        // Nothing has left, and nothing will.
        --m_progress.attempts;
        m_progress.sending = false;
        co_return failure(there.error());
    }
    co_return co_await auditAndKeep(QStringLiteral("requested"), facts);
}

QCoro::Task<Result<void>> AudiencePutRecorder::notRegistered(WriteFate fate, ApiError error,
                                                             std::chrono::milliseconds latency)
{
    m_progress.sending = fate == WriteFate::Unknown;
    QJsonObject facts = attemptFacts();
    facts.insert(QStringLiteral("latency_ms"), qint64(latency.count()));
    facts.insert(QStringLiteral("reason"), errorKindKey(error.kind));
    if (error.httpStatus > 0)
        facts.insert(QStringLiteral("status"), error.httpStatus);
    if (error.currentVersion >= 0)
        facts.insert(QStringLiteral("current_version"), error.currentVersion);
    const QString event = fate == WriteFate::Unknown ? QStringLiteral("unknown")
        : fate == WriteFate::Rejected                ? QStringLiteral("refused_by_service")
                                                     : QStringLiteral("not_sent");
    return auditAndKeep(event, facts);
}

Delivery AudiencePutRecorder::notice() const
{
    const QString event = QStringLiteral("AUDIENCE_UPDATED");
    const QDateTime now = workspace().clock().wallNow();
    const QJsonObject body{{QStringLiteral("event"), event},
                           {QStringLiteral("audience_id"), m_order.order.audienceId},
                           {QStringLiteral("timestamp"), now.toString(Qt::ISODateWithMs)},
                           {QStringLiteral("segment_name"), m_order.order.definition.name},
                           {QStringLiteral("criteria_version"), m_progress.version},
                           {QStringLiteral("recalculation_triggered"), m_order.order.definition.recalculateOnUpdate}};
    Delivery delivery{.id = deliveryId(runId(), event),
                      .runId = runId(),
                      .target = m_order.order.webhook,
                      .body = QJsonDocument(body).toJson(QJsonDocument::Compact)};
    delivery.queuedAt = workspace().believableNow().latest; // else it might be given up at once (F107)
    delivery.nextAttemptAt = now;
    delivery.state = QStringLiteral("waiting");
    return delivery;
}

QCoro::Task<Result<void>> AudiencePutRecorder::registered(qint64 version, Outcome outcome, QByteArray stored,
                                                          std::optional<std::chrono::milliseconds> latency)
{
    m_progress.sending = false;
    m_progress.version = version;
    m_progress.outcome = outcome;
    m_progress.records = 1;
    QJsonObject facts = attemptFacts();
    facts.insert(QStringLiteral("version"), version);
    facts.insert(QStringLiteral("outcome"), outcomeWord(outcome));
    facts.insert(QStringLiteral("result_sha256"), AudienceVersions::digestOf(stored));
    if (latency)
        facts.insert(QStringLiteral("latency_ms"), qint64(latency->count()));
    else
        facts.insert(QStringLiteral("seen_by_reading"), true);
    QList<Delivery> deliveries;
    std::optional<AudienceVersion> ours;
    if (m_progress.attempts > 0) {
        if (!m_order.order.webhook.isEmpty())
            deliveries.append(notice());
        ours = AudienceVersion{m_order.profileId,
                               m_order.profileName,
                               m_order.order.audienceId,
                               version,
                               workspace().clock().wallNow(),
                               m_actor,
                               runId(),
                               m_payloadDigest};
    }
    // The journal last: who is killed before it looks again, and nothing of this is done twice.
    CO_TRY_VOID(co_await audit(QStringLiteral("registered"), facts));
    const QFuture<Result<void>> done
        = workspace().storeThread().run([&workspace = workspace(), deliveries, ours]() -> Result<void> {
              if (ours) {
                  TRY_VOID(workspace.audienceVersions().add(*ours));
              }
              return deliveries.isEmpty() ? Result<void>() : workspace.outbox().enqueueOnce(deliveries);
          });
    CO_TRY_VOID(co_await done);
    co_return co_await keep(QStringLiteral("running"));
}

QCoro::Task<Result<void>> AudiencePutRecorder::conflict(qint64 currentVersion)
{
    return auditAndKeep(QStringLiteral("conflict"),
                        {{QStringLiteral("audience"), m_order.order.audienceId},
                         {QStringLiteral("base_version"), m_progress.baseVersion.value_or(0)},
                         {QStringLiteral("current_version"), currentVersion}});
}

QCoro::Task<Result<void>> AudiencePutRecorder::evaluated(AudienceRegistration registration)
{
    QJsonObject facts{{QStringLiteral("audience"), m_order.order.audienceId},
                      {QStringLiteral("version"), registration.version},
                      {QStringLiteral("evaluation"), registration.evaluation.statusWord},
                      {QStringLiteral("jump_from_previous"), registration.jumpsFromPrevious},
                      {QStringLiteral("jump_from_estimate"), registration.jumpsFromEstimate}};
    insertIf(facts, "size", registration.evaluation.size);
    insertIf(facts, "previous_size", registration.previousSize);
    insertIf(facts, "estimate", registration.estimate);
    return audit(QStringLiteral("evaluated"), facts);
}

AuditDraft AudiencePutRecorder::entryFor(const Calls &calls) const
{
    QJsonObject facts = counts();
    facts.insert(QStringLiteral("calls"), calls.last);
    return {QStringLiteral("progress"), {}, facts};
}

QJsonObject AudiencePutRecorder::counts() const
{
    return {{QStringLiteral("attempts"), m_progress.attempts}, {QStringLiteral("version"), m_progress.version}};
}

} // namespace muster
