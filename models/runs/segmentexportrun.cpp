// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/segmentexportrun.h"

#include "models/rules/exportcheckkey.h"
#include "models/runs/exportrecorder.h"
#include "models/runs/outcomeof.h"
#include "models/runs/pagefetcher.h"
#include "models/runs/pagepipeline.h"
#include "models/runs/workspace.h"
#include "network/api/tenantconnection.h"
#include "network/http/clock.h"

#include <QCoro/QCoroFuture>
#include <QtConcurrent>

namespace muster {

namespace {

using std::chrono::milliseconds;

} // namespace

SegmentExportRun::SegmentExportRun(QString id, FrozenExportOrder order, Start start, Workspace &workspace,
                                   std::shared_ptr<TenantConnection> connection, QObject *parent)
    : ExportRun(std::move(id), order.digest, parent)
    , m_order(std::move(order))
    , m_start(start)
    , m_workspace(workspace)
    , m_connection(std::move(connection))
    , m_query(std::make_shared<const SegmentQuery>(m_order.order.query))
    , m_recorder(std::make_unique<ExportRecorder>(workspace, this->id(), m_order))
    , m_meter(workspace.clock(), meterHooks())
{
    m_pageSize.wanted = m_order.order.pageSize;
}

SegmentExportRun::~SegmentExportRun() = default;

QString SegmentExportRun::title() const
{
    return m_order.order.segmentName.isEmpty() ? m_order.order.query.segmentId : m_order.order.segmentName;
}

RunMetrics SegmentExportRun::currentMetrics() const
{
    RunMetrics metrics = m_meter.snapshot();
    metrics.pageSize = m_pageSize.current();
    return metrics;
}

QCoro::Task<RunOutcome> SegmentExportRun::execute(std::stop_token stop)
{
    m_recorder->started(m_start == Start::Resume);
    Result<void> result = co_await prepare(stop);
    if (result) {
        setState(RunState::Running);
        PageFetcher fetcher(
            *m_pipeline,
            [this](QByteArray cursor, std::stop_token token) {
                return m_connection->segments().page(m_query, std::move(cursor), &m_pageSize, &m_meter,
                                                     std::move(token));
            },
            [this](const ApiError &fault) {
                addEvent(QStringLiteral("page_asked_again"), {{QStringLiteral("kind"), errorKindKey(fault.kind)}});
                ++m_meter.counters().retries;
            },
            {&m_workspace.clock(),
             [this](int attempt, const ApiError &cause, milliseconds wait) {
                 m_meter.retrying(Service::Segments, attempt, cause, wait);
                 setState(RunState::WaitingForNetwork);
             },
             [this] { m_meter.waitEnded(Service::Segments); }});
        result = co_await fetcher.fetchAll(stop);
    }
    co_return co_await conclude(result);
}

QCoro::Task<Result<void>> SegmentExportRun::prepare(std::stop_token stop)
{
    SegmentsClient &client = m_connection->segments();
    const Result<SegmentDefinition> definition = co_await client.definition(m_query->segmentId, &m_meter, stop);
    if (!definition)
        co_return tl::unexpected(definition.error());
    const ExportOrder &order = m_order.order;
    if (m_start == Start::Fresh) {
        const QDateTime now = m_workspace.believableNow().latest;
        const ExportVerdict verdict = judgeExport(order, *definition, now);
        // Frozen is frozen: an attribute that was deprecated since must not be left out without anybody's consent.
        if (!verdict.allowed() || verdict.order.query != order.query) {
            m_refused = true;
            ApiError refusal = refusalOf(verdict);
            if (verdict.allowed())
                refusal.code = exportCheckKey(ExportCheck::Code::AttributesValid);
            co_return failure(refusal);
        }
        if (order.ignoreAge)
            m_recorder->freshnessWaived(definition->lastUpdated.secsTo(now));
    } else if (!definition->isActive()) {
        co_return failure({.kind = ErrorKind::BadInput,
                           .code = exportCheckKey(ExportCheck::Code::SegmentActive),
                           .subject = m_query->segmentId});
    }
    if (order.query.filters.isEmpty()) {
        // Only for the share and the time left; without it both are "not known".
        const auto segments = co_await client.list(&m_meter, stop);
        if (segments) {
            for (const SegmentSummary &segment : *segments) {
                if (segment.id == m_query->segmentId && segment.size >= 0)
                    m_meter.setTotal(segment.size);
            }
        }
    }
    if (stop.stop_requested())
        co_return failure({.kind = ErrorKind::Cancelled});

    using Opened = Result<std::unique_ptr<RecordSink>>;
    const QFuture<std::shared_ptr<Opened>> opening = QtConcurrent::run([frozen = m_order, runId = id(),
                                                                        resume = m_start == Start::Resume] {
        return std::make_shared<Opened>(resume ? RecordSink::resume(frozen, runId) : RecordSink::create(frozen, runId));
    });
    Opened sink = std::move(*co_await opening);
    if (!sink) {
        m_refused = m_start == Start::Fresh;
        co_return tl::unexpected(sink.error());
    }
    m_recorder->writtenBefore((*sink)->earlierPages());
    m_pipeline = std::make_unique<PagePipeline>(client.decoder(*m_query), *std::move(sink));
    connect(m_pipeline.get(), &PagePipeline::pageWritten, this, &SegmentExportRun::onPageWritten);
    m_meter.setRecords(m_pipeline->checkpoint().records);
    co_return Result<void>{};
}

void SegmentExportRun::onPageWritten(const std::shared_ptr<const RecordPage> &page, const PageReceipt &receipt)
{
    const SinkCheckpoint &total = receipt.total;
    RunMetrics &counters = m_meter.counters();
    counters.pages = total.pages;
    counters.duplicates = total.duplicates;
    counters.conflicts = total.conflicts;
    counters.quarantined = total.quarantined;
    counters.formulaCells = total.formulaCells;
    counters.bytesWritten = total.bytes;
    counters.fill.resize(m_query->attributes.size());
    for (qsizetype i = 0; i < counters.fill.size(); ++i)
        counters.fill[i] = {m_query->attributes[i], total.filled.value(i), total.records};
    m_meter.setRecords(total.records);

    if (page->receivedCount > std::size_t(2 * m_pageSize.wanted)) { // F65
        addEvent(
            QStringLiteral("page_oversized"),
            {{QStringLiteral("records"), qint64(page->receivedCount)}, {QStringLiteral("asked"), m_pageSize.wanted}});
    }
    m_recorder->page(receipt);
    if (const auto fault = m_recorder->takeFault())
        addEvent(QStringLiteral("record_failed"), {{QStringLiteral("kind"), errorKindKey(fault->kind)}});
    Q_EMIT pageArrived(page);
    touchMetrics();
}

void SegmentExportRun::noteWaiting(int attempt, const ApiError &cause, milliseconds wait)
{
    Run::noteWaiting(attempt, cause, wait);
    if (m_pageSize.lowered && m_meter.counters().pageSize != m_pageSize.current()) {
        m_meter.counters().pageSize = m_pageSize.current();
        addEvent(QStringLiteral("page_size_lowered"), {{QStringLiteral("size"), m_pageSize.current()}});
    }
}

QCoro::Task<RunOutcome> SegmentExportRun::conclude(Result<void> fetched)
{
    const SinkCheckpoint checkpoint = m_pipeline ? m_pipeline->checkpoint() : SinkCheckpoint{};
    RunOutcome outcome;
    std::optional<RecordSink::Completed> completed;
    if (fetched) {
        // The notices of all pages first: what they could be made of again goes when the file gets its name.
        co_await m_recorder->settled();
        const QJsonObject facts{
            {QStringLiteral("run"), id()},
            {QStringLiteral("profile"), m_order.order.profileName},
            {QStringLiteral("environment"), environmentKey(m_order.order.environment)},
            {QStringLiteral("completed"), m_workspace.clock().wallNow().toString(Qt::ISODateWithMs)}};
        Result<RecordSink::Completed> file = co_await m_pipeline->complete(facts);
        if (file) {
            completed = *std::move(file);
            outcome.resultFile = completed->file;
        } else {
            fetched = tl::unexpected(file.error());
        }
    } else if (m_pipeline) {
        // Durable before the pause is shown; if that fails, the fault that ended the run is still the one to tell.
        (void)co_await m_pipeline->sync();
    }
    if (!fetched) {
        outcome = outcomeOf(fetched.error(), pauseRequested(), m_workspace.clock());
        if (m_refused && fetched.error().kind != ErrorKind::Cancelled)
            outcome = {.kind = RunOutcome::Kind::Refused,
                       .error = fetched.error(),
                       .resumeAt = {},
                       .resultFile = {},
                       .findings = {}};
    }
    addFinding(outcome, "duplicates", checkpoint.duplicates);
    addFinding(outcome, "conflicts", checkpoint.conflicts);
    addFinding(outcome, "quarantined", checkpoint.quarantined);
    if (outcome.kind == RunOutcome::Kind::Complete && (checkpoint.conflicts > 0 || checkpoint.quarantined > 0))
        outcome.kind = RunOutcome::Kind::CompleteWithFindings;
    co_await m_recorder->ended(outcome, checkpoint, completed);
    if (const auto fault = m_recorder->takeFault())
        addEvent(QStringLiteral("record_failed"), {{QStringLiteral("kind"), errorKindKey(fault->kind)}});
    m_pipeline.reset();
    co_return outcome;
}

} // namespace muster
