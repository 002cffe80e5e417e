// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/exportrecorder.h"

#include "models/runs/outcomekey.h"
#include "models/runs/workspace.h"
#include "models/store/auditlog.h"
#include "models/store/journal.h"
#include "models/store/outbox.h"
#include "network/http/clock.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <utility>

namespace muster {

namespace {

// A sync takes milliseconds; twice a second keeps the window smooth however fast pages come.
constexpr qint64 flushIntervalMs = 500;
// An entry costs some 50 us to seal, so that many stay well below a frame.
constexpr qsizetype pagesAtOnce = 100;

QJsonObject counts(const SinkCheckpoint &checkpoint)
{
    return {{QStringLiteral("records"), checkpoint.records},
            {QStringLiteral("pages"), checkpoint.pages},
            {QStringLiteral("duplicates"), checkpoint.duplicates},
            {QStringLiteral("conflicts"), checkpoint.conflicts},
            {QStringLiteral("quarantined"), checkpoint.quarantined}};
}

} // namespace

ExportRecorder::ExportRecorder(Workspace &workspace, QString runId, const FrozenExportOrder &order)
    : m_workspace(workspace)
    , m_runId(std::move(runId))
    , m_order(order)
{
    m_sinceFlush.start();
}

void ExportRecorder::started(bool resumed)
{
    const ExportOrder &order = m_order.order;
    audit(resumed ? QStringLiteral("export.resumed") : QStringLiteral("export.started"),
          {{QStringLiteral("order"), m_order.digest},
           {QStringLiteral("profile"), order.profileId},
           {QStringLiteral("environment"), environmentKey(order.environment)},
           {QStringLiteral("segment"), order.query.segmentId},
           {QStringLiteral("attributes"), QJsonArray::fromStringList(order.query.attributes)},
           {QStringLiteral("filters"), order.query.filters.size()},
           {QStringLiteral("file"), order.targetFile}});
}

void ExportRecorder::freshnessWaived(qint64 ageSeconds)
{
    audit(QStringLiteral("export.freshness_waived"),
          {{QStringLiteral("order"), m_order.digest}, {QStringLiteral("age_s"), ageSeconds}});
}

void ExportRecorder::attributesLeftOut(const QStringList &names)
{
    audit(
        QStringLiteral("export.attributes_left_out"),
        {{QStringLiteral("order"), m_order.digest}, {QStringLiteral("attributes"), QJsonArray::fromStringList(names)}});
}

void ExportRecorder::page(const PageReceipt &receipt)
{
    m_latest = receipt.total;
    m_pages.append({QStringLiteral("export.page"),
                    m_runId,
                    {{QStringLiteral("page"), receipt.total.pages},
                     {QStringLiteral("records"), receipt.records},
                     {QStringLiteral("duplicates"), receipt.duplicates},
                     {QStringLiteral("conflicts"), receipt.conflicts},
                     {QStringLiteral("quarantined"), receipt.quarantined},
                     {QStringLiteral("total"), receipt.total.records}}});
    if (!m_order.order.webhook.isEmpty())
        notify(QStringLiteral("segment.page.exported"), receipt.total.pages, receipt.records, receipt.total.records);
    if (m_sinceFlush.elapsed() >= flushIntervalMs || m_pages.size() >= pagesAtOnce)
        flushPages();
}

void ExportRecorder::flushPages()
{
    m_sinceFlush.restart();
    if (m_pages.isEmpty())
        return;
    if (const auto entries = m_workspace.audit().appendAll(std::exchange(m_pages, {})); !entries)
        take(tl::unexpected(entries.error()));
    keepProgress(QStringLiteral("running"), {}, m_latest);
}

void ExportRecorder::ended(const RunOutcome &outcome, const SinkCheckpoint &checkpoint,
                           const RecordSink::Completed *completed)
{
    flushPages();
    const QString reason = outcome.error ? errorKindKey(outcome.error->kind) : QString();
    QJsonObject facts = counts(checkpoint);
    facts.insert(QStringLiteral("order"), m_order.digest);
    if (!reason.isEmpty())
        facts.insert(QStringLiteral("reason"), reason);
    if (outcome.error && !outcome.error->code.isEmpty())
        facts.insert(QStringLiteral("code"), outcome.error->code);
    if (completed != nullptr) {
        facts.insert(QStringLiteral("file"), completed->file);
        facts.insert(QStringLiteral("bytes"), completed->bytes);
        facts.insert(QStringLiteral("sha256"), completed->sha256);
        if (!m_order.order.webhook.isEmpty()) {
            notify(QStringLiteral("segment.export.completed"), checkpoint.pages, checkpoint.records,
                   checkpoint.records);
        }
    }
    if (outcome.resumeAt)
        facts.insert(QStringLiteral("resume_at"), outcome.resumeAt->toString(Qt::ISODate));
    audit(QStringLiteral("export.") + outcomeKey(outcome.kind), facts);
    keepProgress(outcomeKey(outcome.kind), reason, checkpoint, outcome.resumeAt);
}

std::optional<ApiError> ExportRecorder::takeFault()
{
    return std::exchange(m_fault, std::nullopt);
}

void ExportRecorder::audit(const QString &event, const QJsonObject &facts)
{
    const auto entry = m_workspace.audit().append(event, m_runId, facts);
    if (!entry)
        take(tl::unexpected(entry.error()));
}

void ExportRecorder::keepProgress(const QString &state, const QString &reason, const SinkCheckpoint &checkpoint,
                                  const std::optional<QDateTime> &resumeAt)
{
    QJsonObject facts = counts(checkpoint);
    if (resumeAt)
        facts.insert(QStringLiteral("resume_at"), resumeAt->toString(Qt::ISODate));
    const QByteArray progress = QJsonDocument(facts).toJson(QJsonDocument::Compact);
    take(m_workspace.journal().update(m_runId, state, reason, progress));
}

void ExportRecorder::notify(const QString &event, qint64 page, qint64 records, qint64 total)
{
    const QJsonObject body{{QStringLiteral("event"), event},
                           {QStringLiteral("segment_id"), m_order.order.query.segmentId},
                           {QStringLiteral("page"), page},
                           {QStringLiteral("records"), records},
                           {QStringLiteral("total"), total}};
    Delivery delivery;
    delivery.id = deliveryId(m_runId, event + u' ' + QString::number(page));
    delivery.runId = m_runId;
    delivery.target = m_order.order.webhook;
    delivery.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    delivery.queuedAt = delivery.nextAttemptAt = m_workspace.clock().wallNow();
    delivery.state = QStringLiteral("waiting");
    take(m_workspace.outbox().enqueueOnce(delivery));
}

void ExportRecorder::take(const Result<void> &result)
{
    if (!result && !m_fault)
        m_fault = result.error();
}

} // namespace muster
