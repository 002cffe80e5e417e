// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/exportrecorder.h"

#include "models/runs/workspace.h"
#include "models/sinks/pagerecords.h"
#include "models/store/auditlog.h"
#include "models/store/journal.h"
#include "models/store/storethread.h"

#include <QCoro/QCoroFuture>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtConcurrent>
#include <array>
#include <utility>

namespace muster {

namespace {

constexpr std::array<std::pair<const char *, qint64 SinkCheckpoint::*>, 5> counters{{
    {"records", &SinkCheckpoint::records},
    {"pages", &SinkCheckpoint::pages},
    {"duplicates", &SinkCheckpoint::duplicates},
    {"conflicts", &SinkCheckpoint::conflicts},
    {"quarantined", &SinkCheckpoint::quarantined},
}};

} // namespace

bool ExportProgress::isOtherState(const QDateTime &updated, qint64 size) const
{
    return (segmentUpdated.isValid() && updated != segmentUpdated)
        || (segmentSize >= 0 && size >= 0 && size != segmentSize);
}

QByteArray ExportProgress::json() const
{
    QJsonObject object;
    for (const auto &[name, counter] : counters)
        object.insert(QLatin1String(name), counts.*counter);
    if (resumeAt.isValid())
        object.insert(QStringLiteral("resume_at"), resumeAt.toString(Qt::ISODate));
    if (segmentUpdated.isValid())
        object.insert(QStringLiteral("segment_updated"), segmentUpdated.toString(Qt::ISODateWithMs));
    if (segmentSize >= 0)
        object.insert(QStringLiteral("segment_size"), segmentSize);
    if (declaredTotal >= 0)
        object.insert(QStringLiteral("declared_total"), declaredTotal);
    if (recalculations > 0)
        object.insert(QStringLiteral("recalculations"), recalculations);
    if (begunAgain > 0)
        object.insert(QStringLiteral("begun_again"), begunAgain);
    if (awaitsChoice)
        object.insert(QStringLiteral("awaits_choice"), true);
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

ExportProgress ExportProgress::parse(const QByteArray &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    ExportProgress progress;
    for (const auto &[name, counter] : counters)
        progress.counts.*counter = object.value(QLatin1String(name)).toInteger();
    progress.resumeAt = QDateTime::fromString(object.value(QLatin1String("resume_at")).toString(), Qt::ISODate);
    progress.segmentUpdated
        = QDateTime::fromString(object.value(QLatin1String("segment_updated")).toString(), Qt::ISODateWithMs);
    progress.segmentSize = object.value(QLatin1String("segment_size")).toInteger(-1);
    progress.declaredTotal = object.value(QLatin1String("declared_total")).toInteger(-1);
    progress.recalculations = object.value(QLatin1String("recalculations")).toInt();
    progress.begunAgain = object.value(QLatin1String("begun_again")).toInt();
    progress.awaitsChoice = object.value(QLatin1String("awaits_choice")).toBool();
    return progress;
}

namespace {

// Each time costs three syncs, which the page's own file would have to share the disk with.
constexpr std::chrono::milliseconds gatheringTime{500};
constexpr qsizetype pagesAtOnce = 100;
constexpr qsizetype maxName = 200; // of a segment, in the audit

/// Where the file could not be read back: the page is told of all the same, and what is missing is counted.
Delivery withoutRecords(Delivery notice, const PageReceipt &page)
{
    QJsonObject body = QJsonDocument::fromJson(notice.body).object();
    body.insert(QStringLiteral("left_out"), page.records);
    notice.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    notice.recordsLeftOut = page.records;
    return notice;
}

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
    , m_sleep(workspace.clock())
    , m_fault(std::make_shared<std::optional<ApiError>>())
{
    m_due.setSingleShot(true);
    m_due.setInterval(gatheringTime);
    QObject::connect(&m_due, &QTimer::timeout, &m_due, [this] { giveRunning(); });
}

void ExportRecorder::started(bool resumed)
{
    const ExportOrder &order = m_order.order;
    QJsonObject facts{{QStringLiteral("order"), m_order.digest},
                      {QStringLiteral("profile"), order.profileId},
                      {QStringLiteral("environment"), environmentKey(order.environment)},
                      {QStringLiteral("segment"), order.query.segmentId},
                      {QStringLiteral("attributes"), QJsonArray::fromStringList(order.query.attributes)},
                      {QStringLiteral("filters"), order.query.filters.size()},
                      {QStringLiteral("segment_name"), order.segmentName.left(maxName)},
                      {QStringLiteral("filter_count"), order.query.filters.size()},
                      {QStringLiteral("file"), order.targetFile}};
    if (!order.recordsTo.isEmpty())
        facts.insert(QStringLiteral("records_to"), order.recordsTo);
    if (!order.treated.isEmpty()) {
        const auto named = [&order](ColumnTreatment treatment) {
            return QJsonArray::fromStringList(columnsTreated(order.treated, treatment));
        };
        facts.insert(QStringLiteral("masked"), named(ColumnTreatment::Masked));
        facts.insert(QStringLiteral("pseudonyms"), named(ColumnTreatment::Pseudonym));
        if (!order.pseudonymKey.isEmpty())
            facts.insert(QStringLiteral("pseudonym_key"), order.pseudonymKey);
    }
    audit(resumed ? QStringLiteral("export.resumed") : QStringLiteral("export.started"), facts);
}

void ExportRecorder::freshnessWaived(qint64 ageSeconds)
{
    audit(QStringLiteral("export.freshness_waived"),
          {{QStringLiteral("order"), m_order.digest}, {QStringLiteral("age_s"), ageSeconds}});
}

QCoro::Task<void> ExportRecorder::readsState(QDateTime updated, qint64 size)
{
    m_progress.segmentUpdated = updated;
    m_progress.segmentSize = size;
    const QFuture<Result<void>> kept = giveRunning();
    (void)co_await kept;
}

void ExportRecorder::wentOnAfterRecalculation(bool beginsAgain, const QDateTime &updated)
{
    audit(beginsAgain ? QStringLiteral("export.begun_again") : QStringLiteral("export.went_on_recalculated"),
          {{QStringLiteral("order"), m_order.digest},
           {QStringLiteral("segment"), m_order.order.query.segmentId},
           {QStringLiteral("updated_before"), m_progress.segmentUpdated.toString(Qt::ISODateWithMs)},
           {QStringLiteral("updated_now"), updated.toString(Qt::ISODateWithMs)},
           {QStringLiteral("records"), m_progress.counts.records}});
    if (beginsAgain) {
        const int begun = m_progress.begunAgain + 1;
        m_progress = {};
        m_progress.begunAgain = begun;
    } else {
        ++m_progress.recalculations;
        m_progress.declaredTotal = -1; // that of the pages to come is another one
        m_progress.awaitsChoice = false;
    }
}

void ExportRecorder::recalculatedMeanwhile(const QDateTime &updated)
{
    ++m_progress.recalculations;
    audit(QStringLiteral("export.recalculated"),
          {{QStringLiteral("segment"), m_order.order.query.segmentId},
           {QStringLiteral("updated_before"), m_progress.segmentUpdated.toString(Qt::ISODateWithMs)},
           {QStringLiteral("updated_now"), updated.toString(Qt::ISODateWithMs)}});
}

bool ExportRecorder::declares(qint64 total)
{
    const qint64 before = std::exchange(m_progress.declaredTotal, total);
    return before < 0 || before == total;
}

void ExportRecorder::writtenBefore(const QList<PageReceipt> &pages)
{
    for (const PageReceipt &receipt : pages)
        notifyOf(receipt);
    give();
}

void ExportRecorder::notifyOf(const PageReceipt &receipt)
{
    notify(QStringLiteral("segment.page.exported"), receipt.total.pages, receipt.records, receipt.total.records, {},
           m_order.order.recordsTo.isEmpty() ? std::nullopt : std::optional(receipt));
}

void ExportRecorder::page(const PageReceipt &receipt)
{
    m_progress.counts = receipt.total;
    m_gathered.entries.append({QStringLiteral("export.page"),
                               m_runId,
                               {{QStringLiteral("page"), receipt.total.pages},
                                {QStringLiteral("records"), receipt.records},
                                {QStringLiteral("duplicates"), receipt.duplicates},
                                {QStringLiteral("conflicts"), receipt.conflicts},
                                {QStringLiteral("quarantined"), receipt.quarantined},
                                {QStringLiteral("total"), receipt.total.records}}});
    notifyOf(receipt);
    if (m_gathered.entries.size() >= pagesAtOnce)
        giveRunning();
    else if (!m_due.isActive())
        m_due.start();
}

QCoro::Task<void> ExportRecorder::settled()
{
    const QFuture<Result<void>> kept = give();
    (void)co_await kept;
}

QCoro::Task<void> ExportRecorder::ended(RunOutcome outcome, SinkCheckpoint checkpoint, ExportFigures figures,
                                        std::optional<RecordSink::Completed> completed)
{
    const QString reason = outcome.error ? errorKindKey(outcome.error->kind) : QString();
    QJsonObject facts = counts(checkpoint);
    facts.insert(QStringLiteral("order"), m_order.digest);
    // As the contract names them, section 6.4.
    facts.insert(QStringLiteral("total_records"), checkpoint.records);
    facts.insert(QStringLiteral("total_pages"), checkpoint.pages);
    facts.insert(QStringLiteral("duration_ms"), qint64(figures.duration.count()));
    facts.insert(QStringLiteral("average_latency_ms"), qint64(figures.averageLatency.count()));
    if (!m_order.order.recordsTo.isEmpty()) {
        co_await settled();
        const Outbox::Records sent = recordsInNotices();
        facts.insert(QStringLiteral("records_to"), m_order.order.recordsTo);
        facts.insert(QStringLiteral("records_in_notices"), sent.handedOver);
        facts.insert(QStringLiteral("records_left_out_of_notices"), sent.leftOut);
    }
    if (!reason.isEmpty())
        facts.insert(QStringLiteral("reason"), reason);
    if (outcome.error && !outcome.error->code.isEmpty())
        facts.insert(QStringLiteral("code"), outcome.error->code);
    if (completed) {
        facts.insert(QStringLiteral("file"), completed->file);
        facts.insert(QStringLiteral("bytes"), completed->bytes);
        facts.insert(QStringLiteral("sha256"), completed->sha256);
        notify(QStringLiteral("segment.export.completed"), checkpoint.pages, checkpoint.records, checkpoint.records,
               {{QStringLiteral("started_at"), figures.startedAt.toString(Qt::ISODateWithMs)},
                {QStringLiteral("ended_at"), m_workspace.clock().wallNow().toString(Qt::ISODateWithMs)},
                {QStringLiteral("duration_ms"), qint64(figures.duration.count())},
                {QStringLiteral("average_latency_ms"), qint64(figures.averageLatency.count())},
                {QStringLiteral("records_per_second"), figures.recordsPerSecond}});
    }
    if (outcome.resumeAt)
        facts.insert(QStringLiteral("resume_at"), outcome.resumeAt->toString(Qt::ISODate));
    m_gathered.entries.append({QStringLiteral("export.") + outcomeKey(outcome.kind), m_runId, facts});
    if (m_progress.recalculations > 0)
        facts.insert(QStringLiteral("recalculations"), m_progress.recalculations);
    m_progress.counts = checkpoint;
    m_progress.resumeAt = outcome.resumeAt.value_or(QDateTime());
    const QFuture<Result<void>> kept = give(outcomeKey(outcome.kind), reason);
    (void)co_await kept;
}

std::optional<ApiError> ExportRecorder::takeFault()
{
    return std::exchange(*m_fault, std::nullopt);
}

void ExportRecorder::audit(const QString &event, const QJsonObject &facts)
{
    m_gathered.entries.append({event, m_runId, facts});
    give();
}

QFuture<Result<void>> ExportRecorder::giveRunning()
{
    return give(QStringLiteral("running"));
}

QFuture<Result<void>> ExportRecorder::give(const QString &state, const QString &reason)
{
    m_due.stop();
    Batch batch = std::exchange(m_gathered, {});
    if (const std::chrono::seconds slept = m_sleep.take(); slept > std::chrono::seconds::zero())
        batch.entries.prepend(
            {QStringLiteral("export.machine_slept"), m_runId, {{QStringLiteral("seconds"), qint64(slept.count())}}});
    batch.state = state;
    batch.reason = reason;
    batch.progress = m_progress.json();
    return m_workspace.storeThread().run([&workspace = m_workspace, runId = m_runId, order = m_order.order,
                                          fault = m_fault, batch = std::move(batch)]() -> Result<void> {
        const auto take = [&fault](const Result<void> &result) {
            if (!result && !*fault)
                *fault = result.error();
        };
        if (!batch.entries.isEmpty()) {
            const auto entries = workspace.audit().appendAll(batch.entries);
            take(entries ? Result<void>() : failure(entries.error()));
        }
        QList<Delivery> deliveries;
        for (const Notice &notice : batch.notices) {
            const auto made = deliveriesOf(notice, PageRecords(order));
            take(made ? Result<void>() : failure(made.error()));
            deliveries += made ? *made : QList{withoutRecords(notice.delivery, *notice.page)};
        }
        if (!deliveries.isEmpty())
            take(workspace.outbox().enqueueOnce(deliveries));
        if (!batch.state.isEmpty())
            take(workspace.journal().update(runId, batch.state, batch.reason, batch.progress));
        return {};
    });
}

void ExportRecorder::notify(const QString &event, qint64 page, qint64 records, qint64 total, const QJsonObject &more,
                            const std::optional<PageReceipt> &receipt)
{
    if (m_order.order.webhook.isEmpty())
        return;
    QJsonObject body{{QStringLiteral("event"), event},
                     {QStringLiteral("segment_id"), m_order.order.query.segmentId},
                     {QStringLiteral("page"), page},
                     {QStringLiteral("records"), records},
                     {QStringLiteral("total"), total}};
    for (auto member = more.begin(); member != more.end(); ++member)
        body.insert(member.key(), member.value());
    Delivery delivery;
    QString what = event + u' ' + QString::number(page);
    if (m_progress.begunAgain > 0) // pages of its own, however they are counted
        what += u' ' + QString::number(m_progress.begunAgain);
    delivery.id = deliveryId(m_runId, what);
    delivery.runId = m_runId;
    delivery.target = m_order.order.webhook;
    delivery.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    delivery.queuedAt = m_workspace.believableNow().latest; // else it might be given up at once (F107)
    delivery.nextAttemptAt = m_workspace.clock().wallNow();
    delivery.state = QStringLiteral("waiting");
    m_gathered.notices.append({delivery, receipt});
}

Result<QList<Delivery>> ExportRecorder::deliveriesOf(const Notice &notice, const PageRecords &file)
{
    if (!notice.page)
        return QList{notice.delivery};
    TRY(parts, file.parts(notice.page->bytesBefore, notice.page->total.bytes));
    const QJsonObject counts = QJsonDocument::fromJson(notice.delivery.body).object();
    QList<Delivery> deliveries;
    for (const RecordsPart &part : std::as_const(*parts)) {
        QJsonObject body = counts;
        if (parts->size() > 1) {
            body.insert(QStringLiteral("part"), deliveries.size() + 1);
            body.insert(QStringLiteral("parts"), parts->size());
        }
        if (part.tooLarge > 0)
            body.insert(QStringLiteral("left_out"), part.tooLarge);
        Delivery delivery = notice.delivery;
        if (!deliveries.isEmpty())
            delivery.id = deliveryId(delivery.runId, delivery.id + u' ' + QString::number(deliveries.size() + 1));
        delivery.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
        delivery.recordsFrom = part.json();
        delivery.records = part.records;
        delivery.recordsLeftOut = part.tooLarge;
        deliveries.append(delivery);
    }
    return deliveries;
}

QFuture<Result<QByteArray>> ExportRecorder::bodyWithRecords(const Delivery &delivery, const Journal &journal)
{
    const auto part = RecordsPart::parse(delivery.recordsFrom);
    const auto run = journal.find(delivery.runId);
    const auto order
        = run && *run ? thaw((*run)->order, (*run)->orderDigest) : failure(ErrorKind::File, "records_gone");
    if (!part || !order || order->order.recordsTo != delivery.target.host(QUrl::FullyEncoded))
        return QtFuture::makeReadyFuture(Result<QByteArray>(failure(ErrorKind::Damaged, "records_gone")));
    return QtConcurrent::run([part = *part, order = order->order, notice = delivery.body]() -> Result<QByteArray> {
        return PageRecords(order).records(part).map(
            [&notice](const QByteArray &records) { return withRecords(notice, records); });
    });
}

Outbox::Records ExportRecorder::recordsInNotices() const
{
    return m_workspace.outbox().recordsOf(m_runId).value_or(Outbox::Records());
}

} // namespace muster
