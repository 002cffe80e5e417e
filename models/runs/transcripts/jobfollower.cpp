// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/transcripts/jobfollower.h"

#include "models/runs/networkoutage.h"
#include "models/runs/runmeter.h"
#include "models/runs/runoutcome.h"
#include "models/runs/transcripts/transcriptrecorder.h"
#include "network/api/transcriptsclient.h"
#include "network/http/clock.h"

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
            co_return failure({.kind = ErrorKind::Cancelled});
        CO_TRY(noted, co_await m_recorder.submitting());
        const TranscriptSubmission submission = co_await m_client.submit(request, &m_meter, stop);
        if (submission.fate == WriteFate::Applied) {
            CO_TRY(kept, co_await m_recorder.submitted(submission.jobId));
            m_hooks.event(QStringLiteral("job_submitted"), {{QStringLiteral("job"), submission.jobId}});
            co_return QString(submission.jobId);
        }
        last = *submission.error;
        const bool unknown = submission.fate == WriteFate::Unknown;
        CO_TRY(kept, co_await m_recorder.notSubmitted(unknown, last));
        if (unknown)
            m_hooks.event(QStringLiteral("submission_unknown"), {});
        // A wait above the profile's ceiling is the run's pause (F04).
        if (!mayFareBetter(submission) || m_recorder.progress().submissions >= m_client.limits().submissions
            || (last.retryAfter && *last.retryAfter > m_client.throttleCeiling()))
            co_return tl::unexpected(last);
        const bool rested = co_await rest(last, ++failed, stop);
        if (!rested)
            co_return failure({.kind = ErrorKind::Cancelled});
    }
    co_return tl::unexpected(last);
}

QCoro::Task<Result<TranscriptJob>> JobFollower::follow(QString jobId, QDateTime submittedAt, int pollLimit,
                                                       std::stop_token stop)
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
        const Result<TranscriptJob> job = co_await m_client.job(jobId, &m_meter, stop);
        if (!job && job.error().kind == ErrorKind::NotFound) {
            const auto age = before + std::chrono::duration_cast<milliseconds>(m_clock.now() - began);
            if (age > limits.unknownJob) {
                ApiError lost = job.error();
                lost.code = QStringLiteral("job_lost");
                lost.subject = jobId;
                co_return tl::unexpected(lost);
            }
        } else if (!job) {
            CO_TRY(over, co_await outage->sitOut(job.error(), stop));
            continue;
        } else {
            outage = std::make_unique<NetworkOutage>(patience);
            m_hooks.seen(*job);
            if (job->ended())
                co_return Result<TranscriptJob>(*job);
        }
        if (++polls == pollLimit)
            co_return tl::unexpected(fault(ErrorKind::TimedOut, "poll_limit", jobId));
        const bool rested = co_await m_clock.sleep(interval, stop);
        if (!rested)
            co_return failure({.kind = ErrorKind::Cancelled});
        interval = std::min(interval * 3 / 2, limits.longestPoll);
    }
}

} // namespace muster
