// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/transcripts/transcriptrun.h"

#include "models/rules/documents/policyjson.h"
#include "models/runs/run.h"
#include "models/runs/runmeter.h"
#include "models/runs/transcripts/transcriptfolder.h"
#include "models/runs/transcripts/transcriptjob.h"
#include "models/runs/transcripts/transcriptrecorder.h"
#include "models/runs/workspace.h"
#include "models/store/durablefile.h"
#include "models/store/journal.h"
#include "network/http/clock.h"
#include "network/tenant/tenantconnection.h"

#include <QCoro/QCoroFuture>
#include <QCoro/QCoroTask>
#include <QDir>
#include <QtConcurrent>
#include <algorithm>

namespace muster {

TranscriptRun::TranscriptRun(QString id, FrozenTranscripts order, RunStart start, Workspace &workspace,
                             std::shared_ptr<TenantConnection> connection, QObject *parent)
    : WriteRun(std::move(id), order, start, workspace, std::move(connection), parent)
    , m_order(std::move(order))
    , m_ledger(std::make_unique<TranscriptLedger>())
{
}

TranscriptRun::~TranscriptRun() = default;

QString TranscriptRun::title() const
{
    return QDir(m_order.order.folder).dirName();
}

QString TranscriptRun::jobId() const
{
    return m_order.order.attachJob.isEmpty() && m_recorder ? m_recorder->progress().jobId : m_order.order.attachJob;
}

QList<TranscriptResult> TranscriptRun::results() const
{
    return m_ledger->results();
}

QString TranscriptRun::manifestFile() const
{
    return QDir(m_order.order.folder).filePath(QLatin1String(transcriptManifestName));
}

WriteRecorder &TranscriptRun::makeRecorder(const QByteArray &progress)
{
    m_recorder = std::make_unique<TranscriptRecorder>(m_workspace, id(), m_order, TranscriptProgress::parse(progress));
    return *m_recorder;
}

QCoro::Task<Result<void>> TranscriptRun::work(std::stop_token stop)
{
    m_recorder->setLedger(m_ledger.get());
    setState(RunState::Running);
    CO_TRY_VOID(co_await prepare(stop));
    CO_TRY(closed, co_await takeUp());
    if (*closed) // Killed after its end, before that was noted.
        co_return Result<void>{};
    using enum Operation;
    QList<Operation> calls{ReadJob, DownloadTranscripts};
    if (jobId().isEmpty())
        calls.append(SubmitTranscripts);
    CO_TRY_VOID(co_await mayCall(calls, stop));
    CO_TRY_VOID(co_await check(stop));
    CO_TRY_VOID(co_await followJob(stop));
    CO_TRY_VOID(co_await download(stop));
    co_return co_await closeFolder();
}

RunOutcome TranscriptRun::outcomeFor(const Result<void> &worked) const
{
    RunOutcome outcome;
    const qint64 held = m_ledger->count(TranscriptFate::Held);
    const qint64 leftOut = m_ledger->count(TranscriptFate::LeftOut);
    const qint64 unexpected = m_ledger->count(TranscriptFate::Unexpected);
    if (!worked) {
        outcome = outcomeOf(worked.error(), stopWish(), m_workspace.clock());
        // Without a key nothing was begun, and waiting brings none.
        const bool lacksKey = worked.error().code == QLatin1String("no_pseudonym_key");
        if (m_refused && (outcome.kind == RunOutcome::Kind::Failed || lacksKey))
            outcome.kind = RunOutcome::Kind::Refused;
    } else if (!isWhole()) {
        const qint64 lacking = m_ledger->openCount();
        outcome.kind = RunOutcome::Kind::Failed;
        outcome.error = fault(ErrorKind::UnexpectedShape, "transcripts_missing", QString::number(lacking + unexpected));
    } else if (held > 0 || leftOut > 0) {
        outcome.kind = RunOutcome::Kind::CompleteWithFindings;
    }
    if (worked)
        outcome.resultFile = manifestFile();
    addFinding(outcome, "transcripts_held", held);
    addFinding(outcome, "transcripts_missing", worked ? m_ledger->count(TranscriptFate::Missing) : 0);
    addFinding(outcome, "transcripts_failed", m_ledger->count(TranscriptFate::Failed));
    addFinding(outcome, "transcripts_unexpected", unexpected);
    addFinding(outcome, "transcripts_left_out", leftOut);
    return outcome;
}

bool TranscriptRun::isWhole() const
{
    return m_ledger->openCount() == 0 && m_ledger->count(TranscriptFate::Unexpected) == 0;
}

RunMetrics TranscriptRun::currentMetrics() const
{
    RunMetrics metrics = m_meter->snapshot();
    metrics.phase = phase();
    const qint64 written = m_ledger->count(TranscriptFate::Written);
    qint64 processed = 0;
    for (const TranscriptFate fate :
         {TranscriptFate::Written, TranscriptFate::Held, TranscriptFate::Missing, TranscriptFate::Failed})
        processed += m_ledger->count(fate);
    metrics.figures
        = {{QStringLiteral("transcripts_submitted"), m_ledger->expected().size()},
           {QStringLiteral("transcripts_processed"), processed},
           {QStringLiteral("transcripts_written"), written},
           {QStringLiteral("transcripts_success_permille"), processed == 0 ? 0 : written * 1000 / processed},
           {QStringLiteral("transcripts_held"), m_ledger->count(TranscriptFate::Held)},
           {QStringLiteral("transcripts_missing"), m_ledger->count(TranscriptFate::Missing)},
           {QStringLiteral("transcripts_failed"), m_ledger->count(TranscriptFate::Failed)}};
    if (m_pace && phase() == QLatin1String("downloading"))
        metrics.figures.append({QStringLiteral("transcripts_at_once"), m_pace->atOnce()});
    if (m_job && m_job->progress >= 0 && !m_job->ended())
        metrics.figures.append({QStringLiteral("job_progress_permille"), qint64(m_job->progress) * 10});
    if (m_masking.count() > 0) {
        constexpr qint64 tenthsOfMegabytes = 10; // bytes a microsecond are megabytes a second
        metrics.figures.append(
            {QStringLiteral("masked_speed_tenths"), m_maskedBytes * tenthsOfMegabytes / m_masking.count()});
    }
    const auto counts = m_ledger->counts();
    for (const Entity entity : allEntities) {
        if (const quint64 count = counts[static_cast<std::size_t>(entity)]; count > 0) {
            const std::string key = "found_" + std::string(entityKey(entity));
            metrics.figures.append({QString::fromStdString(key), qint64(count)});
        }
    }
    return metrics;
}

void TranscriptRun::showJob(const TranscriptJob &job)
{
    m_job = job;
    touchMetrics();
    Q_EMIT jobChanged(job);
}

void TranscriptRun::showResult(const TranscriptWorker::Piece &piece)
{
    constexpr qsizetype keptReview = 10'000;
    m_maskedBytes += piece.receivedBytes;
    m_masking += piece.masking;
    if (m_review.size() < keptReview)
        m_review.append(piece.review);
    m_meter->counters().bytesWritten += piece.result.bytes;
    m_meter->setRecords(m_ledger->expected().size() - m_ledger->openCount());
    touchMetrics();
    Q_EMIT resultAdded(piece.result);
}

bool TranscriptRun::onlyReads(const JournalRun &entry)
{
    const TranscriptProgress progress = TranscriptProgress::parse(entry.progress);
    if (!progress.jobId.isEmpty() && !progress.submitAgain)
        return true;
    const auto order = thawTranscripts(entry.order, entry.orderDigest);
    return order && !order->order.attachJob.isEmpty();
}

Result<void> TranscriptRun::keepPolicy(Workspace &workspace, const QString &runId, const MaskPolicy &policy)
{
    return writeFileDurably(workspace.runFile(runId, "policy"), policyJson(policy), Existing::Refuse);
}

Result<void> TranscriptRun::discard(Workspace &workspace, const QString &runId, const FrozenTranscripts &order)
{
    TRY_VOID(removeDurably(workspace.runFile(runId, "policy")));
    return discardTranscripts(order.order.folder, {runId, order.digest});
}

} // namespace muster

// The phases of a transcript run, in their order.

#include "models/rules/documents/maskreplacer.h"
#include "models/store/secretstore.h"
#include "network/wire/mapped.h"

#include <QCoro/QCoroFuture>
#include <QDir>
#include <QtConcurrent>
#include <algorithm>

namespace muster {

namespace {

/// The policy as it was when the run was ordered, compiled. Blocks.
Result<std::shared_ptr<const MaskEngine>> engineOf(const QString &file, const PolicyBinding &binding)
{
    const auto json = readWholeFile(file, PolicyLimits::bytes);
    TRY(policy, json ? parsePolicy(*json) : tl::unexpected(json.error()));
    if (policyDigest(*policy) != binding.digest)
        return failure(ErrorKind::Damaged, "policy_changed", binding.name);
    policy->name = binding.name;
    policy->version = binding.version;
    return MaskEngine::make(*policy);
}

using Workers = Result<QList<TranscriptDownloads::Worker>>;

/// One for each lane. Their second looks are compiled here, which takes some 10 ms each: not for the GUI thread.
Workers workersFor(TranscriptWorker::Setup setup, const QStringList &ids,
                   const std::shared_ptr<const MaskEngine> &engine, const Secret &key, qsizetype lanes)
{
    setup.names = transcriptNames(ids);
    QList<TranscriptDownloads::Worker> workers;
    for (qsizetype lane = 0; lane < lanes; ++lane) {
        TRY(worker, TranscriptWorker::make(setup, engine, key));
        workers.append(*worker);
    }
    return workers;
}

TranscriptRequest requestOf(const TranscriptOrder &order, const QStringList &ids)
{
    return TranscriptRequest{.interactionIds = ids,
                             .mediaTypes = order.mediaTypes,
                             .redaction = order.redaction,
                             .concurrentDownloads = order.concurrentDownloads};
}

TranscriptResult fateOf(const QString &id, TranscriptFate fate)
{
    return TranscriptResult{.interactionId = id, .fate = fate};
}

} // namespace

QCoro::Task<Result<void>> TranscriptRun::prepare(std::stop_token stop)
{
    // Whoever was killed before this was over has not proved yet that the folder may be written to.
    const QString before = !isResumed() ? QString() : m_recorder->progress().phase;
    const bool claims = before.isEmpty() || before == QLatin1String("preparing");
    showPhase("preparing");
    if (claims) { // Who has the folder already keeps saying so, whenever it is killed.
        CO_TRY_VOID(co_await enter("preparing"));
    }
    m_ledger->expect(m_order.order.interactionIds);
    if (claims) {
        const QFuture<Result<void>> claiming
            = QtConcurrent::run([folder = m_order.order.folder] { return claimFolder(folder); });
        CO_TRY_VOID(co_await claiming);
    }
    if (m_order.order.writeRaw)
        co_return Result<void>{};
    using Engine = Result<std::shared_ptr<const MaskEngine>>;
    const QFuture<Engine> compiling = QtConcurrent::run(
        [file = m_workspace.runFile(id(), "policy"), policy = m_order.policy] { return engineOf(file, policy); });
    const Engine engine = co_await compiling;
    if (!engine)
        co_return failure(engine.error());
    m_engine = *engine;
    CO_TRY(key, co_await maskingKey(stop));
    m_key = *key;
    co_return Result<void>{};
}

QCoro::Task<Result<Secret>> TranscriptRun::maskingKey(std::stop_token stop)
{
    if (!needsKey(m_engine->policy()))
        co_return Secret();
    const Result<Secret> key = co_await m_workspace.pseudonymKeys().key(m_order.policy.name, stop);
    co_return Result<Secret>(key);
}

QCoro::Task<Result<bool>> TranscriptRun::takeUp()
{
    if (!isResumed())
        co_return Result<bool>(false);
    const FindingsBinding binding{id(), m_order.digest};
    using Before = Result<QPair<bool, QList<TranscriptResult>>>;
    const QFuture<Before> looking = QtConcurrent::run([folder = m_order.order.folder, ids = m_ledger->expected(),
                                                       format = m_order.order.format, binding]() -> Before {
        TRY(closed, closedBefore(folder, binding, format));
        if (*closed)
            return QPair(true, **closed);
        TRY_VOID(QDir(folder).exists() ? Result<void>() : claimFolder(folder));
        TRY(written, writtenBefore(folder, binding, ids, format));
        return QPair(false, *written);
    });
    const Before before = co_await looking;
    if (!before)
        co_return failure(before.error());
    QStringList known;
    for (const TranscriptResult &result : before->second) {
        m_ledger->add(result);
        known.append(result.interactionId);
    }
    if (before->first)
        m_ledger->expect(known);
    m_meter->setRecords(known.size());
    co_return Result<bool>(before->first);
}

QCoro::Task<Result<void>> TranscriptRun::check(std::stop_token stop)
{
    // What a job has is what counts, wherever it was submitted; but who goes on with one has to know again which
    // interactions were left out of it.
    const bool submitted = !m_recorder->progress().jobId.isEmpty();
    if (m_connection->transcripts().limits().jobsAreOurs || (submitted && m_recorder->progress().leftOut == 0)
        || !m_order.order.attachJob.isEmpty() || m_ledger->openCount() == 0)
        co_return Result<void>{};
    CO_TRY_VOID(co_await enter("searching"));
    InteractionQuery query;
    query.ids = m_ledger->open();
    CO_TRY(found, co_await m_connection->transcripts().search(query, {}, m_meter.get(), stop));
    if (!submitted && !found->notFound.isEmpty()) {
        for (const QString &id : found->notFound)
            m_ledger->add(fateOf(id, TranscriptFate::Missing));
        ApiError unknown = fault(ErrorKind::BadInput, "unknown_interactions", QString::number(found->notFound.size()));
        constexpr qsizetype shown = 20;
        for (const QString &id : found->notFound.mid(0, shown))
            unknown.details.append({id, QStringLiteral("unknown")});
        co_return tl::unexpected(unknown);
    }
    qint64 leftOut = 0;
    for (const InteractionSummary &item : found->items) {
        const auto media = mediaTypeFromKey(item.mediaType);
        if (media && m_order.order.mediaTypes.contains(*media))
            continue;
        ++leftOut;
        m_ledger->add(fateOf(item.id, TranscriptFate::LeftOut));
    }
    CO_TRY_VOID(co_await m_recorder->checked(found->items.size(), leftOut));
    if (!submitted && m_ledger->openCount() == 0)
        co_return failure(ErrorKind::BadInput, "no_interaction_of_media");
    co_return Result<void>{};
}

QCoro::Task<Result<void>> TranscriptRun::followJob(std::stop_token stop)
{
    const bool attached = !m_order.order.attachJob.isEmpty();
    // Whoever follows another's job cannot know what is open before it has ended.
    if (m_ledger->openCount() == 0 && !(attached && m_ledger->expected().isEmpty()))
        co_return Result<void>{};
    TranscriptsClient &client = m_connection->transcripts();
    JobFollower follower(client, *m_recorder, *m_meter, m_workspace.clock(),
                         {[this](const TranscriptJob &job) { showJob(job); },
                          [this](const QString &code, const QVariantMap &args) { addEvent(code, args); }});
    QString jobId = attached ? m_order.order.attachJob : m_recorder->progress().jobId;
    if (jobId.isEmpty()) {
        CO_TRY_VOID(co_await enter("submitting"));
        const Result<QString> submitted = co_await follower.submit(requestOf(m_order.order, m_ledger->open()), stop);
        if (!submitted) {
            // What may have left is no refusal.
            m_refused = m_refused && submitted.error().httpStatus >= 400 && submitted.error().httpStatus < 500;
            co_return failure(submitted.error());
        }
        jobId = *submitted;
    }
    m_refused = false;
    CO_TRY_VOID(co_await enter("waiting_for_job"));
    // One that was submitted elsewhere is long known, or never will be.
    const QDateTime submittedAt
        = attached ? m_workspace.clock().wallNow().addDays(-1) : m_recorder->progress().submittedAt;
    const int polls = m_order.order.pollLimit < 0 ? m_connection->profile().jobPolls : m_order.order.pollLimit;
    const Result<TranscriptJob> job = co_await follower.follow(jobId, m_ledger->expected(), submittedAt, polls, stop);
    if (!job) {
        if (job.error().code == QLatin1String("job_lost")) {
            CO_TRY_VOID(co_await m_recorder->jobEnded(QStringLiteral("lost"), !attached));
        }
        co_return failure(job.error());
    }
    const bool failed = job->state == TranscriptJob::State::Failed;
    CO_TRY_VOID(co_await m_recorder->jobEnded(job->statusWord, failed && !attached));
    if (failed) {
        ApiError error = fault(ErrorKind::Refused, "job_failed", jobId);
        error.detail = job->errors.join(u'\n');
        co_return tl::unexpected(error);
    }
    if (job->all.link.isEmpty() && job->each.isEmpty())
        co_return failure(ErrorKind::UnexpectedShape, "no_result_address", jobId);
    co_return Result<void>{};
}

QCoro::Task<Result<void>> TranscriptRun::expectAttached()
{
    QStringList ids = mapped(m_job->each, &TranscriptSource::interactionId);
    const bool unusable = std::any_of(
        ids.begin(), ids.end(), [](const QString &id) { return interactionIdFault(id) != InteractionIdFault::None; });
    // One address for all does not say what is in it; then the ids have to be named.
    if (ids.isEmpty() || unusable)
        co_return failure(ErrorKind::BadInput, "attach_needs_ids", m_job->id);
    m_ledger->expect(ids);
    // An earlier life could not know what to look for.
    const FindingsBinding binding{id(), m_order.digest};
    const QFuture<Result<QList<TranscriptResult>>> looking
        = QtConcurrent::run([folder = m_order.order.folder, ids, format = m_order.order.format, binding] {
              return writtenBefore(folder, binding, ids, format);
          });
    CO_TRY(written, co_await looking);
    for (const TranscriptResult &result : *written)
        m_ledger->add(result);
    co_return Result<void>{};
}

QCoro::Task<Result<void>> TranscriptRun::download(std::stop_token stop)
{
    if (!m_job) // All of it is there.
        co_return Result<void>{};
    if (m_ledger->expected().isEmpty()) {
        CO_TRY_VOID(co_await expectAttached());
    }
    for (const TranscriptSource &source : m_job->each) {
        if (m_ledger->expects(source.interactionId) || m_ledger->find(source.interactionId) != nullptr)
            continue;
        CO_TRY_VOID(co_await settle(fateOf(source.interactionId, TranscriptFate::Unexpected)));
    }
    m_meter->setTotal(m_ledger->expected().size());
    CO_TRY_VOID(co_await enter("downloading"));
    TranscriptsClient &client = m_connection->transcripts();
    TranscriptWorker::Setup setup{.codec = client.decoder(),
                                  .binding = {id(), m_order.digest},
                                  .folder = m_order.order.folder,
                                  .format = m_order.order.format,
                                  .now = m_workspace.clock().wallNow()};
    const qsizetype lanes = m_job->each.isEmpty()
        ? 1
        : std::clamp<qsizetype>(m_ledger->openCount(), 1, m_order.order.concurrentDownloads);
    const QFuture<Workers> making
        = QtConcurrent::run([setup, ids = m_ledger->expected(), engine = m_engine, key = m_key, lanes] {
              return workersFor(setup, ids, engine, key, lanes);
          });
    const Workers workers = co_await making;
    if (!workers)
        co_return failure(workers.error());
    m_pace = std::make_unique<DownloadPace>(int(lanes), [this](int atOnce, bool isLowered) {
        addEvent(isLowered ? QStringLiteral("downloads_lowered") : QStringLiteral("downloads_raised"),
                 {{QStringLiteral("count"), atOnce}});
        touchMetrics();
    });
    TranscriptDownloads downloads(
        {client, *m_recorder, *m_ledger, *m_meter, m_workspace.clock(), m_order.order.mediaTypes, *m_pace},
        {[this](const TranscriptWorker::Piece &piece) { showResult(piece); },
         [this](const QString &code, const QVariantMap &args) { addEvent(code, args); }});
    co_return co_await downloads.fetch(*m_job, *workers, stop);
}

QCoro::Task<Result<void>> TranscriptRun::settle(TranscriptResult result)
{
    CO_TRY_VOID(co_await m_recorder->extracted(result, {}, std::chrono::milliseconds(0)));
    m_ledger->add(result);
    Q_EMIT resultAdded(result);
    co_return Result<void>{};
}

QCoro::Task<Result<void>> TranscriptRun::closeFolder()
{
    const QStringList open = m_ledger->open();
    for (const QString &id : open) {
        if (m_ledger->find(id) != nullptr)
            continue;
        CO_TRY_VOID(co_await settle(fateOf(id, TranscriptFate::Missing)));
    }
    CO_TRY_VOID(co_await enter("closing"));
    TranscriptClosing closing{
        .order = m_order, .binding = {id(), m_order.digest}, .jobId = jobId(), .settled = isWhole()};
    closing.complete = closing.settled && m_ledger->count(TranscriptFate::Held) == 0;
    closing.results = m_ledger->results();
    closing.at = m_workspace.clock().wallNow();
    const LifeMeter::Working working(m_meter->life(), LifeMeter::Work::Writing);
    const QFuture<Result<void>> writing = QtConcurrent::run([closing] { return closeTranscripts(closing); });
    const Result<void> written = co_await writing;
    co_return Result<void>(written);
}

} // namespace muster
