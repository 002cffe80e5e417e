// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/audiences/audiencepublishrecorder.h"

#include "models/runs/workspace.h"
#include "models/store/unitlog.h"
#include "network/http/clock.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace muster {

QByteArray AudiencePublishProgress::json() const
{
    QJsonObject object{{QStringLiteral("phase"), phase},
                       {QStringLiteral("records"), records},
                       {QStringLiteral("attempts"), attempts},
                       {QStringLiteral("making"), making},
                       {QStringLiteral("list"), listId}};
    if (requestedAt.isValid())
        object.insert(QStringLiteral("requested_at"), requestedAt.toString(Qt::ISODateWithMs));
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

AudiencePublishProgress AudiencePublishProgress::parse(const QByteArray &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    return {.phase = object[u"phase"].toString(),
            .records = object[u"records"].toInteger(),
            .attempts = object[u"attempts"].toInt(),
            .requestedAt = QDateTime::fromString(object[u"requested_at"].toString(), Qt::ISODateWithMs),
            .making = object[u"making"].toBool(),
            .listId = object[u"list"].toString()};
}

AudiencePublishRecorder::AudiencePublishRecorder(Workspace &workspace, QString runId,
                                                 const FrozenAudiencePublish &order, AudiencePublishProgress progress)
    : WriteRecorder(workspace, std::move(runId), "publish", order.digest)
    , m_order(order)
    , m_progress(std::move(progress))
{
}

QJsonObject AudiencePublishRecorder::startFacts(bool) const
{
    const AudiencePublishOrder &order = m_order.order;
    QJsonArray exclusions;
    for (const AudiencePublishOrder::Version &excluded : order.exclusions)
        exclusions.append(QJsonObject{{QStringLiteral("audience"), excluded.audienceId},
                                      {QStringLiteral("version"), excluded.version}});
    return {{QStringLiteral("profile"), m_order.profileId},
            {QStringLiteral("audience"), order.audience.audienceId},
            {QStringLiteral("version"), order.audience.version},
            {QStringLiteral("definition"), order.definitionDigest},
            {QStringLiteral("exclusions"), exclusions},
            {QStringLiteral("list_name"), order.list.name},
            {QStringLiteral("columns"), order.list.columns.size()},
            {QStringLiteral("people"), order.count.taken},
            {QStringLiteral("left_out"), order.count.leftOut()},
            {QStringLiteral("sha256"), m_order.peopleDigest}};
}

QJsonObject AudiencePublishRecorder::listFacts() const
{
    return {{QStringLiteral("list"), m_progress.listId}, {QStringLiteral("list_name"), m_order.order.list.name}};
}

QJsonObject AudiencePublishRecorder::endFacts()
{
    return listFacts();
}

QCoro::Task<Result<void>> AudiencePublishRecorder::requesting()
{
    ++m_progress.attempts;
    m_progress.requestedAt = workspace().clock().wallNow().toUTC();
    m_progress.making = true;
    return auditAndKeep(QStringLiteral("list_requested"), listFacts());
}

QCoro::Task<Result<void>> AudiencePublishRecorder::notMade(WriteFate fate, ApiError error)
{
    m_progress.making = fate == WriteFate::Unknown;
    if (fate != WriteFate::Unknown)
        m_progress.attempts = 0; // nothing was made by it
    QJsonObject facts = listFacts();
    facts.insert(QStringLiteral("reason"), errorKindKey(error.kind));
    if (error.httpStatus > 0)
        facts.insert(QStringLiteral("status"), error.httpStatus);
    const QString event = fate == WriteFate::Unknown ? QStringLiteral("list_unknown") : QStringLiteral("list_not_made");
    return auditAndKeep(event, facts);
}

QCoro::Task<Result<void>> AudiencePublishRecorder::made(QString listId,
                                                        std::optional<std::chrono::milliseconds> latency)
{
    m_progress.making = false;
    m_progress.listId = std::move(listId);
    QJsonObject facts = listFacts();
    if (latency)
        facts.insert(QStringLiteral("latency_ms"), qint64(latency->count()));
    else
        facts.insert(QStringLiteral("seen_by_reading"), true);
    return auditAndKeep(QStringLiteral("list_made"), facts);
}

QJsonObject AudiencePublishRecorder::counts() const
{
    return m_log != nullptr ? unitCounts(*m_log) : QJsonObject();
}

QByteArray AudiencePublishRecorder::progressJson()
{
    if (m_log != nullptr)
        m_progress.records = m_log->count(UnitState::Applied);
    return m_progress.json();
}

AuditDraft AudiencePublishRecorder::entryFor(const Calls &calls) const
{
    return {QStringLiteral("progress"),
            {},
            {{QStringLiteral("order"), m_order.digest},
             {QStringLiteral("list"), m_progress.listId},
             {QStringLiteral("calls"), calls.last - calls.first + 1},
             {QStringLiteral("people"), calls.contacts}}};
}

} // namespace muster
