// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/segmentexportrun.h"

#include "models/rules/celltreatment.h"
#include "models/rules/exportrules.h"
#include "models/runs/detach.h"
#include "models/runs/exportrecorder.h"
#include "models/runs/pagefetcher.h"
#include "models/runs/run.h"
#include "models/runs/workspace.h"
#include "models/store/exportkey.h"
#include "models/store/runhistory.h"
#include "network/http/clock.h"
#include "network/tenant/tenantconnection.h"

#include <QCoro/QCoroFuture>
#include <QtConcurrent>
#include <algorithm>
#include <utility>

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
    metrics.phase = m_phase;
    return metrics;
}

QCoro::Task<RunOutcome> SegmentExportRun::execute(std::stop_token stop)
{
    m_begunAt = m_workspace.clock().wallNow();
    if (m_start == Start::Resume) {
        const auto record = m_workspace.runHistory().readRecord(id());
        const bool isKnown = record && *record;
        ExportProgress progress = ExportProgress::parse(isKnown ? (*record)->run.progress : QByteArray());
        progress.awaitsChoice = false;
        m_recorder->setProgress(progress);
        if (isKnown) {
            m_begunAt = (*record)->run.startedAt;
            m_earlier = (*record)->measures;
        }
    }
    m_recorder->started(m_start == Start::Resume);
    // What is thrown is an end like others: the page is let go, the file synced, the end written down.
    Result<void> result = co_await caught(prepare(stop));
    if (result) {
        setState(RunState::Running);
        PageFetcher fetcher(
            *m_pipeline,
            [this](QByteArray cursor, std::stop_token token) {
                m_askedAt = m_workspace.clock().wallNow();
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
        const milliseconds before = m_meter.life().latency().total();
        result = co_await fetcher.fetchAll(stop);
        m_pageLatency = m_meter.life().latency().total() - before;
        if (result)
            result = co_await caught(lookForRecalculation(stop));
    }
    co_return co_await conclude(result, stop);
}

QCoro::Task<Result<void>> SegmentExportRun::takeKey(std::stop_token stop)
{
    if (!needsPseudonymKey(m_order.order.treated))
        co_return Result<void>{};
    const auto key = co_await m_workspace.exportKey().keyOf(m_order.order.pseudonymKey, std::move(stop));
    if (!key) {
        m_refused = m_start == Start::Fresh;
        co_return failure(key.error());
    }
    m_pseudonymKey = key->secret;
    co_return Result<void>{};
}

QCoro::Task<Result<void>> SegmentExportRun::prepare(std::stop_token stop)
{
    CO_TRY_VOID(co_await takeKey(stop));
    CO_TRY_VOID(co_await m_connection->mayCall({Operation::ReadSegment, Operation::QuerySegment}, &m_meter, stop));
    CO_TRY(definition, co_await m_connection->segments().definition(m_query->segmentId, &m_meter, stop));
    bool begins = m_start == Start::Fresh;
    if (begins) {
        if (const auto judged = judge(*definition); !judged) {
            m_refused = true;
            co_return judged;
        }
    } else if (!definition->isActive()) {
        co_return failure({.kind = ErrorKind::BadInput,
                           .code = exportCheckKey(ExportCheck::Code::SegmentActive),
                           .subject = m_query->segmentId});
    }
    m_isFilteredHere = definition->isFilteredHere && !m_query->filters.isEmpty();
    m_lastUpdated = definition->lastUpdated;
    m_days = definition->days;
    const qint64 size = co_await sizeNow(*definition, stop);
    if (stop.stop_requested())
        co_return failure(ErrorKind::Cancelled);
    if (!begins) {
        CO_TRY(again, co_await compareState(*definition, size));
        begins = *again;
    }
    co_await m_recorder->readsState(definition->lastUpdated, size);
    co_return co_await openSink(!begins);
}

Result<void> SegmentExportRun::judge(const SegmentDefinition &definition)
{
    const ExportOrder &order = m_order.order;
    const QDateTime now = m_workspace.believableNow().latest;
    const ExportVerdict verdict = judgeExport(order, definition, now);
    // What an export that begins again finds beside its target is its own; the sink looks again.
    const bool allowed = std::none_of(verdict.checks.cbegin(), verdict.checks.cend(), [this](const ExportCheck &check) {
        return check.state == ExportCheck::State::Failed
            && (m_start == Start::Fresh || check.code != ExportCheck::Code::TargetWritable);
    });
    // Frozen is frozen: an attribute that was deprecated since must not be left out without anybody's consent.
    if (!allowed || verdict.order.query != order.query) {
        ApiError refusal = refusalOf(verdict);
        if (allowed)
            refusal.code = exportCheckKey(ExportCheck::Code::AttributesValid);
        return failure(refusal);
    }
    if (order.ignoreAge)
        m_recorder->freshnessWaived(definition.lastUpdated.secsTo(now));
    return {};
}

QCoro::Task<qint64> SegmentExportRun::sizeNow(SegmentDefinition definition, std::stop_token stop)
{
    if (definition.size >= 0 && m_query->filters.isEmpty())
        m_meter.setTotal(definition.size);
    if (definition.size >= 0 || definition.isLive) // of a live one the pages tell
        co_return qint64(definition.size);
    if (!m_order.order.query.filters.isEmpty())
        co_return qint64(-1);
    // Also for the share and the time left; without it both are "not known".
    const auto segments = co_await m_connection->segments().list(&m_meter, stop);
    if (!segments)
        co_return qint64(-1);
    for (const SegmentSummary &segment : *segments) {
        if (segment.id == m_query->segmentId && segment.size >= 0) {
            m_meter.setTotal(segment.size);
            co_return qint64(segment.size);
        }
    }
    co_return qint64(-1);
}

QCoro::Task<Result<bool>> SegmentExportRun::compareState(SegmentDefinition definition, qint64 size)
{
    const ExportProgress &known = m_recorder->progress();
    // An older Muster did not keep the state; then what was calculated since the run began is another one.
    const bool isNewer
        = !known.segmentUpdated.isValid() && known.counts.pages > 0 && definition.lastUpdated > m_begunAt;
    if (!isNewer && !known.isOtherState(definition.lastUpdated, size))
        co_return Result<bool>(false);
    switch (ifRecalculated()) {
    case IfRecalculated::Ask:
        m_recorder->awaitsChoice();
        co_return failure(ErrorKind::Conflict, "segment_recalculated", m_query->segmentId);
    case IfRecalculated::GoOn:
        m_recorder->wentOnAfterRecalculation(false, definition.lastUpdated);
        addEvent(QStringLiteral("went_on_recalculated"));
        co_return Result<bool>(false);
    case IfRecalculated::BeginAgain:
        break;
    }
    CO_TRY_VOID(judge(definition));
    // Given up on the disk before the journal says that the pages to come are of another state.
    const QFuture<Result<void>> discarding
        = QtConcurrent::run([frozen = m_order, runId = id()] { return RecordSink::discard(frozen, runId); });
    CO_TRY_VOID(co_await discarding);
    m_recorder->wentOnAfterRecalculation(true, definition.lastUpdated);
    addEvent(QStringLiteral("begun_again"));
    co_return Result<bool>(true);
}

QCoro::Task<Result<void>> SegmentExportRun::openSink(bool isThere)
{
    using Opened = Result<std::unique_ptr<RecordSink>>;
    const QFuture<std::shared_ptr<Opened>> opening = QtConcurrent::run([frozen = m_order, runId = id(), isThere] {
        return std::make_shared<Opened>(isThere ? RecordSink::resume(frozen, runId)
                                                : RecordSink::create(frozen, runId));
    });
    Opened sink = std::move(*co_await opening);
    if (!sink) {
        m_refused = m_start == Start::Fresh;
        co_return failure(sink.error());
    }
    m_recorder->writtenBefore((*sink)->earlierPages());
    m_pipeline
        = std::make_unique<PagePipeline>(TreatedPages::over(m_connection->segments().decoder(*m_query),
                                                            m_query->attributes, m_order.order.treated, m_pseudonymKey),
                                         *std::move(sink));
    connect(m_pipeline.get(), &PagePipeline::pageWritten, this, &SegmentExportRun::onPageWritten);
    connect(m_pipeline.get(), &PagePipeline::pageTimed, this, [this](const PageTimes &times) {
        m_meter.life().worked(LifeMeter::Work::Decoding, times.decodingFrom, times.decodingTo);
        m_meter.life().worked(LifeMeter::Work::Writing, times.writingFrom, times.writingTo);
    });
    const SinkCheckpoint &before = m_pipeline->checkpoint();
    if (isThere)
        m_meter.takeOver(before.pages, before.bytes);
    showCounts(before);
    co_return Result<void>{};
}

QCoro::Task<Result<void>> SegmentExportRun::lookForRecalculation(std::stop_token stop)
{
    const Result<SegmentDefinition> definition
        = co_await m_connection->segments().definition(m_query->segmentId, &m_meter, stop);
    if (stop.stop_requested())
        co_return failure(ErrorKind::Cancelled);
    if (!definition) {
        m_isStateUnknown = true;
        addEvent(QStringLiteral("recalculation_unknown"),
                 {{QStringLiteral("kind"), errorKindKey(definition.error().kind)}});
    } else if (!m_isRecalculationSaid
               && m_recorder->progress().isOtherState(definition->lastUpdated, definition->size)) {
        m_recorder->recalculatedMeanwhile(definition->lastUpdated);
        addEvent(QStringLiteral("recalculated"));
    }
    co_return Result<void>{};
}

void SegmentExportRun::showCounts(const SinkCheckpoint &total)
{
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
}

void SegmentExportRun::onPageWritten(const std::shared_ptr<const RecordPage> &page, const PageReceipt &receipt)
{
    showCounts(receipt.total);
    if (page->totalCount)
        noteTotal(*page->totalCount);

    if (!m_days && page->receivedCount > std::size_t(2 * m_pageSize.wanted)) { // F65
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

void SegmentExportRun::noteTotal(qint64 total)
{
    if (m_query->filters.isEmpty())
        m_meter.setTotal(total);
    // A list that grows or shrinks while it is read by place moves its rows under the reader.
    if (m_recorder->declares(total) || std::exchange(m_isRecalculationSaid, true))
        return;
    m_recorder->recalculatedMeanwhile(m_lastUpdated);
    addEvent(QStringLiteral("recalculated"));
}

ExportFigures SegmentExportRun::figures() const
{
    const RunMeasures life = measuresNow();
    RunMeasures all = m_earlier.value_or(life);
    if (m_earlier)
        all.addLife(life);
    return {.startedAt = m_begunAt,
            .duration = all.wall,
            .averageLatency = m_pageLatency / std::max<qint64>(1, life.pages.value_or(0)),
            .recordsPerSecond = all.meanPerSecond()};
}

void SegmentExportRun::noteWaiting(int attempt, const ApiError &cause, milliseconds wait)
{
    Run::noteWaiting(attempt, cause, wait);
    if (m_pageSize.lowered && m_meter.counters().pageSize != m_pageSize.current()) {
        m_meter.counters().pageSize = m_pageSize.current();
        addEvent(QStringLiteral("page_size_lowered"), {{QStringLiteral("size"), m_pageSize.current()}});
    }
}

qint64 SegmentExportRun::minutesMissing() const
{
    if (!m_days)
        return 0;
    // Of an earlier life it is not known when it asked for the last day; that it began before is.
    const QDateTime asked = m_askedAt.isValid() ? m_askedAt : m_begunAt.isValid() ? m_begunAt : startedAt();
    const QDateTime wholeAt
        = QDateTime(m_query->to.addDays(1), QTime(0, 0), Qt::UTC).addSecs(std::chrono::seconds(m_days->lag).count());
    return asked < wholeAt ? m_days->lag.count() : 0;
}

QCoro::Task<RunOutcome> SegmentExportRun::conclude(Result<void> fetched, std::stop_token stop)
{
    // Without a file that is open what an earlier life has written still counts.
    const SinkCheckpoint checkpoint = m_pipeline ? m_pipeline->checkpoint() : m_recorder->progress().counts;
    RunOutcome outcome;
    std::optional<RecordSink::Completed> completed;
    if (fetched) {
        // The notices of all pages first: what they could be made of again goes when the file gets its name.
        co_await m_recorder->settled();
        const ExportProgress &progress = m_recorder->progress();
        QJsonObject facts{{QStringLiteral("run"), id()},
                          {QStringLiteral("profile"), m_order.order.profileName},
                          {QStringLiteral("environment"), environmentKey(m_order.order.environment)},
                          {QStringLiteral("completed"), m_workspace.clock().wallNow().toString(Qt::ISODateWithMs)},
                          {QStringLiteral("segmentUpdated"), progress.segmentUpdated.toString(Qt::ISODateWithMs)},
                          {QStringLiteral("recalculatedWhileRead"), progress.recalculations}};
        if (m_isFilteredHere)
            facts.insert(QStringLiteral("filtersAppliedBy"), QStringLiteral("muster"));
        if (m_order.order.format == FileFormat::Xlsx) { // all records are in, but the file is still to be made
            m_phase = QStringLiteral("making_workbook");
            touchMetrics();
        }
        const Clock::TimePoint from = m_workspace.clock().now();
        Result<RecordSink::Completed> file = co_await m_pipeline->complete(facts, stop);
        m_meter.life().worked(LifeMeter::Work::Writing, from, m_workspace.clock().now());
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
        const QStringList refused = refusedAttributes(fetched.error(), *m_query);
        if (!refused.isEmpty()) { // by its name, which the server may not have said
            fetched.error().code = QStringLiteral("attribute_refused");
            fetched.error().subject = refused.join(QStringLiteral(", "));
        }
        outcome = outcomeOf(fetched.error(), stopWish(), m_workspace.clock());
        if (m_recorder->progress().awaitsChoice) // nothing is lost, and a person decides
            outcome.kind = RunOutcome::Kind::Paused;
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
    addFinding(outcome, "left_out", checkpoint.leftOut);
    const qint64 missing = completed ? m_recorder->progress().declaredTotal - checkpoint.distinct() : 0;
    addFinding(outcome, "records_missing", missing);
    addFinding(outcome, "newest_missing", completed ? minutesMissing() : 0);
    const int recalculations = m_recorder->progress().recalculations;
    addFinding(outcome, "recalculated", recalculations);
    addFinding(outcome, "recalculation_unknown", m_isStateUnknown ? 1 : 0);
    if (!m_order.order.recordsTo.isEmpty()) {
        co_await m_recorder->settled();
        addFinding(outcome, "records_not_in_notices", m_recorder->recordsInNotices().leftOut);
    }
    if (outcome.kind == RunOutcome::Kind::Complete
        && (checkpoint.conflicts > 0 || checkpoint.quarantined > 0 || missing > 0 || recalculations > 0
            || m_isStateUnknown))
        outcome.kind = RunOutcome::Kind::CompleteWithFindings;
    co_await m_recorder->ended(outcome, checkpoint, figures(), completed);
    if (const auto fault = m_recorder->takeFault())
        addEvent(QStringLiteral("record_failed"), {{QStringLiteral("kind"), errorKindKey(fault->kind)}});
    m_pipeline.reset();
    co_return outcome;
}

} // namespace muster
