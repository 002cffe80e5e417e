// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/transcripts/transcriptjob.h"

#include "models/runs/detach.h"
#include "models/runs/networkoutage.h"
#include "models/runs/run.h"
#include "models/runs/runmeter.h"
#include "models/runs/transcripts/transcriptrecorder.h"
#include "network/http/clock.h"

#include <QCoro/QCoroFuture>
#include <QPromise>
#include <QtConcurrent>
#include <algorithm>

namespace muster {

namespace {

using std::chrono::milliseconds;

/// Whether another attempt of the same submission could fare better.
bool mayFareBetter(const TranscriptSubmission &submission)
{
    if (submission.fate == WriteFate::Unknown)
        return submission.error->kind != ErrorKind::Cancelled && submission.error->kind != ErrorKind::BreakerOpen;
    if (submission.fate != WriteFate::NotSent)
        return false;
    return submission.error->kind == ErrorKind::NotSent || submission.error->kind == ErrorKind::Throttled;
}

} // namespace

JobFollower::JobFollower(TranscriptsClient &client, TranscriptRecorder &recorder, RunMeter &meter, Clock &clock,
                         Hooks hooks)
    : m_client(client)
    , m_recorder(recorder)
    , m_meter(meter)
    , m_clock(clock)
    , m_hooks(std::move(hooks))
{
}

QCoro::Task<bool> JobFollower::rest(ApiError error, int failed, std::stop_token stop)
{
    // A 429 closed the transport's gate: the next call waits there.
    const milliseconds wait = error.retryAfter.value_or(m_client.retry().waitAfter(false, failed, 0));
    m_meter.retrying(Service::Transcripts, failed, error, wait);
    if (error.kind == ErrorKind::Throttled)
        co_return !stop.stop_requested();
    const bool rested = co_await m_clock.sleep(wait, stop);
    m_meter.waitEnded(Service::Transcripts);
    co_return rested;
}

QCoro::Task<Result<QString>> JobFollower::submit(TranscriptRequest request, std::stop_token stop)
{
    ApiError last = fault(ErrorKind::ServerTrouble, "submissions_used_up");
    int failed = 0;
    while (m_recorder.progress().submissions < m_client.limits().submissions) {
        if (stop.stop_requested())
            co_return failure(ErrorKind::Cancelled);
        CO_TRY_VOID(co_await m_recorder.submitting());
        const TranscriptSubmission submission = co_await m_client.submit(request, &m_meter, stop);
        if (submission.fate == WriteFate::Applied) {
            CO_TRY_VOID(co_await m_recorder.submitted(submission.jobId));
            m_hooks.event(QStringLiteral("job_submitted"), {{QStringLiteral("job"), submission.jobId}});
            co_return QString(submission.jobId);
        }
        last = *submission.error;
        const bool unknown = submission.fate == WriteFate::Unknown;
        CO_TRY_VOID(co_await m_recorder.notSubmitted(unknown, last));
        if (unknown)
            m_hooks.event(QStringLiteral("submission_unknown"), {});
        // A wait above the profile's ceiling is the run's pause (F04).
        if (!mayFareBetter(submission) || m_recorder.progress().submissions >= m_client.limits().submissions
            || (last.retryAfter && *last.retryAfter > m_client.throttleCeiling()))
            co_return tl::unexpected(last);
        const bool rested = co_await rest(last, ++failed, stop);
        if (!rested)
            co_return failure(ErrorKind::Cancelled);
    }
    co_return tl::unexpected(last);
}

QCoro::Task<Result<TranscriptJob>> JobFollower::follow(QString jobId, QStringList interactionIds, QDateTime submittedAt,
                                                       int pollLimit, std::stop_token stop)
{
    const auto limits = m_client.limits();
    // Both clocks: the monotonic one for a job of this life, the other for one of an earlier life.
    const auto began = m_clock.now();
    const milliseconds before(std::max<qint64>(0, submittedAt.isValid() ? submittedAt.msecsTo(m_clock.wallNow()) : 0));
    milliseconds interval = limits.firstPoll;
    const NetworkPatience patience{&m_clock,
                                   [this](int attempt, const ApiError &cause, milliseconds wait) {
                                       m_meter.retrying(Service::Transcripts, attempt, cause, wait);
                                   },
                                   [this] { m_meter.waitEnded(Service::Transcripts); }};
    auto outage = std::make_unique<NetworkOutage>(patience);
    for (int polls = 0;;) {
        const Result<TranscriptJob> job = co_await m_client.job(jobId, interactionIds, &m_meter, stop);
        if (!job && job.error().kind == ErrorKind::NotFound) {
            const auto age = before + std::chrono::duration_cast<milliseconds>(m_clock.now() - began);
            if (age > limits.unknownJob) {
                ApiError lost = job.error();
                lost.code = QStringLiteral("job_lost");
                lost.subject = jobId;
                co_return tl::unexpected(lost);
            }
        } else if (!job) {
            CO_TRY_VOID(co_await outage->sitOut(job.error(), stop));
            continue;
        } else {
            outage = std::make_unique<NetworkOutage>(patience);
            m_hooks.seen(*job);
            if (job->ended())
                co_return Result<TranscriptJob>(*job);
        }
        if (++polls == pollLimit)
            co_return failure(ErrorKind::TimedOut, "poll_limit", jobId);
        const bool rested = co_await m_clock.sleep(interval, stop);
        if (!rested)
            co_return failure(ErrorKind::Cancelled);
        interval = std::min(interval * 3 / 2, limits.longestPoll);
    }
}

namespace {

using std::chrono::milliseconds;

constexpr int triesOfBrokenBodies = 3;

/// A link whose time has passed (F35). What lacks a scope says so.
bool isExpired(const ApiError &error)
{
    return (error.httpStatus == 401 || error.httpStatus == 403 || error.httpStatus == 410) && error.scope.isEmpty();
}

/// Not about one transcript: it would meet every other one as well.
bool endsTheRun(const ApiError &error)
{
    return isPassing(error) || error.kind == ErrorKind::Cancelled || error.kind == ErrorKind::BreakerOpen
        || error.kind == ErrorKind::AddressRefused || error.kind == ErrorKind::Forbidden;
}

} // namespace

TranscriptDownloads::TranscriptDownloads(World world, Hooks hooks)
    : m_world(world)
    , m_hooks(std::move(hooks))
{
}

void TranscriptDownloads::setJob(const TranscriptJob &job)
{
    m_all = job.all.link;
    m_links.clear();
    for (const TranscriptSource &source : job.each)
        m_links.insert(source.interactionId, source.link);
    ++m_generation;
}

QCoro::Task<Result<void>> TranscriptDownloads::fetch(TranscriptJob job, QList<Worker> workers, std::stop_token stop)
{
    m_jobId = job.id;
    setJob(job);
    if (m_links.isEmpty()) {
        m_waiting.push_back({});
    } else {
        const QStringList open = m_world.ledger.open();
        for (const QString &id : open) {
            if (m_links.contains(id))
                m_waiting.push_back({id});
        }
    }
    const std::stop_callback passOn(stop, [this] { m_halt.request_stop(); });
    std::vector<QCoro::Task<void>> lanes;
    for (const Worker &worker : workers)
        lanes.push_back(watchedLane(worker, m_halt.get_token()));
    for (const auto &lane : lanes)
        co_await lane;
    if (stop.stop_requested())
        co_return failure(ErrorKind::Cancelled);
    if (m_error)
        co_return tl::unexpected(*m_error);
    co_return Result<void>{};
}

// A lane that threw would let the whole end while the others still work.
QCoro::Task<void> TranscriptDownloads::watchedLane(Worker worker, std::stop_token stop)
{
    try {
        co_await lane(worker, stop);
    } catch (...) {
        if (!m_error)
            m_error = thrownError(std::current_exception());
        m_halt.request_stop();
    }
}

QCoro::Task<void> TranscriptDownloads::lane(Worker worker, std::stop_token stop)
{
    while (!m_waiting.empty() && !stop.stop_requested()) {
        const Item item = m_waiting.front();
        m_waiting.pop_front();
        const Result<void> done = co_await one(worker, item, stop);
        if (done)
            continue;
        // The others end because of the first; what they say then is only that.
        if (!m_error)
            m_error = done.error();
        m_halt.request_stop();
    }
}

QCoro::Task<Result<void>> TranscriptDownloads::one(Worker worker, Item item, std::stop_token stop)
{
    NetworkOutage outage({&m_world.clock,
                          [this](int attempt, const ApiError &cause, milliseconds wait) {
                              m_world.meter.retrying(Service::Transcripts, attempt, cause, wait);
                          },
                          [this] { m_world.meter.waitEnded(Service::Transcripts); }});
    for (;;) {
        auto began = m_world.clock.now();
        const int generation = m_generation;
        const QByteArray link = item.id.isEmpty() ? m_all : m_links.value(item.id);
        if (link.isEmpty()) // Fresh links do not name it any more.
            co_return Result<void>{};
        const QString subject = item.id.isEmpty() ? m_jobId : item.id;
        Result<RawTranscripts> raw = co_await this->raw({item.id, link}, subject, &began, stop);
        const auto latency = std::chrono::duration_cast<milliseconds>(m_world.clock.now() - began);
        std::optional<ApiError> error;
        if (raw) {
            const auto from = m_world.clock.now();
            const QFuture<Result<QList<TranscriptArtifact>>> cutting = QtConcurrent::run(
                [worker, body = std::exchange(raw->body, {}), id = item.id] { return worker->cut(body, id); });
            const Result<QList<TranscriptArtifact>> artifacts = co_await cutting;
            m_world.meter.life().worked(LifeMeter::Work::Decoding, from, m_world.clock.now());
            if (artifacts) {
                co_return co_await takeAll(worker, item, *artifacts, latency, stop);
            }
            error = artifacts.error();
        } else {
            error = raw.error();
        }
        CO_TRY(again, co_await judged(&item, &outage, generation, *error, stop));
        if (*again)
            continue;
        const auto fate = error->kind == ErrorKind::NotFound ? TranscriptFate::Missing : TranscriptFate::Failed;
        // A job without its result says of each interaction that it is not there; the run's end tells.
        if (item.id.isEmpty())
            co_return tl::unexpected(*error);
        co_return co_await noteFate(item.id, fate, error, latency);
    }
}

QCoro::Task<Result<RawTranscripts>> TranscriptDownloads::raw(TranscriptSource source, QString subject,
                                                             Clock::TimePoint *began, std::stop_token stop)
{
    for (;;) {
        if (!co_await m_world.pace.enter(stop))
            co_return failure(ErrorKind::Cancelled);
        *began = m_world.clock.now();
        PacedDownload paced(m_world.pace, m_world.meter, stop);
        Result<RawTranscripts> raw = co_await m_world.client.download(source, subject, &paced, paced.token());
        if (paced.hasMadeWay() && !raw)
            continue;
        if (!paced.hasMadeWay())
            m_world.pace.leave();
        paced.ended(raw ? std::nullopt : std::optional(raw.error()));
        co_return raw;
    }
}

QCoro::Task<Result<bool>> TranscriptDownloads::judged(Item *item, NetworkOutage *outage, int generation, ApiError error,
                                                      std::stop_token stop)
{
    if (!m_world.client.limits().jobsAreOurs && isExpired(error)) {
        if (item->wasExpired) {
            error.kind = ErrorKind::Refused;
            error.code = QStringLiteral("link_expired");
            co_return tl::unexpected(error);
        }
        item->wasExpired = true;
        m_hooks.event(QStringLiteral("link_expired"), {});
        CO_TRY_VOID(co_await freshLinks(generation, stop));
        co_return Result<bool>(true);
    }
    // Whole by its length, and yet no JSON to its end (F48): asked for again, like any cut answer.
    if (error.kind == ErrorKind::BrokenBody && error.httpStatus == 0 && ++item->broken < triesOfBrokenBodies)
        co_return Result<bool>(true);
    // A network that is gone comes back (F53).
    const Result<void> over = co_await outage->sitOut(error, stop);
    if (over)
        co_return Result<bool>(true);
    if (over.error().kind == ErrorKind::Cancelled)
        co_return failure(over.error());
    if (endsTheRun(error))
        co_return tl::unexpected(error);
    co_return Result<bool>(false);
}

QCoro::Task<Result<void>> TranscriptDownloads::freshLinks(int generation, std::stop_token stop)
{
    if (m_generation != generation)
        co_return Result<void>{};
    if (m_refreshing.isRunning()) {
        const QFuture<Result<void>> underWay = m_refreshing;
        const Result<void> theirs = co_await underWay;
        co_return Result<void>(theirs);
    }
    QPromise<Result<void>> promise;
    promise.start();
    m_refreshing = promise.future();
    // Whatever happens, the others wait for the promise.
    const Result<TranscriptJob> job
        = co_await caught(m_world.client.job(m_jobId, m_world.ledger.expected(), &m_world.meter, stop));
    Result<void> fresh;
    if (job)
        setJob(*job);
    else
        fresh = tl::unexpected(job.error());
    promise.addResult(fresh);
    promise.finish();
    co_return Result<void>(fresh);
}

QCoro::Task<Result<void>> TranscriptDownloads::takeAll(Worker worker, Item item, QList<TranscriptArtifact> artifacts,
                                                       milliseconds latency, std::stop_token stop)
{
    bool found = false;
    for (const TranscriptArtifact &artifact : artifacts) {
        const QString id = artifact.interactionId;
        found = found || id == item.id;
        const bool asked = item.id.isEmpty() ? m_world.ledger.expects(id) : id == item.id;
        if (!asked) {
            if (m_world.ledger.find(id) == nullptr) {
                CO_TRY_VOID(co_await noteFate(id, TranscriptFate::Unexpected, {}, latency));
            }
            continue;
        }
        if (!m_world.ledger.isOpen(id))
            continue;
        const auto media = mediaTypeFromKey(artifact.mediaType);
        if (m_world.client.limits().jobsAreOurs && media && !m_world.wanted.contains(*media)) {
            CO_TRY_VOID(co_await noteFate(id, TranscriptFate::LeftOut, {}, latency));
            continue;
        }
        if (stop.stop_requested())
            co_return failure(ErrorKind::Cancelled);
        const QFuture<Result<TranscriptWorker::Piece>> working
            = QtConcurrent::run([worker, artifact] { return worker->take(artifact); });
        const auto from = m_world.clock.now();
        CO_TRY(piece, co_await working);
        const auto to = m_world.clock.now();
        const auto masked = std::min(to, from + piece->masking); // the file comes after it
        m_world.meter.life().worked(LifeMeter::Work::Decoding, from, masked);
        m_world.meter.life().worked(LifeMeter::Work::Writing, masked, to);
        CO_TRY_VOID(co_await keep(*piece, worker, latency));
    }
    if (!item.id.isEmpty() && !found) {
        co_return co_await noteFate(item.id, TranscriptFate::Missing, {}, latency);
    }
    co_return Result<void>{};
}

QCoro::Task<Result<void>> TranscriptDownloads::keep(TranscriptWorker::Piece piece, Worker worker, milliseconds latency)
{
    const LifeMeter::Working working(m_world.meter.life(), LifeMeter::Work::Writing);
    // File, then its records, then the proof beside it: whatever a kill leaves is fetched again or is whole, and the
    // data lake hears of each exactly once.
    CO_TRY_VOID(co_await m_world.recorder.extracted(piece.result, piece.masked, latency));
    if (piece.result.fate == TranscriptFate::Written) {
        const QFuture<Result<void>> proving = QtConcurrent::run([worker, piece] { return worker->commit(piece); });
        CO_TRY_VOID(co_await proving);
    }
    m_world.ledger.add(piece.result);
    m_hooks.done(piece);
    co_return Result<void>{};
}

QCoro::Task<Result<void>> TranscriptDownloads::noteFate(QString id, TranscriptFate fate, std::optional<ApiError> error,
                                                        milliseconds latency)
{
    TranscriptWorker::Piece piece;
    piece.result.interactionId = id;
    piece.result.fate = fate;
    piece.result.error = error;
    CO_TRY_VOID(co_await m_world.recorder.extracted(piece.result, {}, latency));
    m_world.ledger.add(piece.result);
    m_hooks.done(piece);
    co_return Result<void>{};
}

} // namespace muster
