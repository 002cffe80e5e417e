// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/transcripts/transcriptqueries.h"

#include "models/background/whendone.h"
#include "models/background/workerjob.h"
#include "models/runs/detach.h"
#include "models/runs/runkinds.h"
#include "models/runs/tenantsession.h"
#include "models/runs/transcripts/transcriptfolder.h"
#include "models/runs/transcripts/transcriptrecorder.h"
#include "models/runs/workspace.h"
#include "models/store/journal.h"
#include "models/store/storethread.h"
#include "network/api/transcriptsclient.h"
#include "network/tenant/tenantconnection.h"

#include <QCoro/QCoroTask>

namespace muster {

TranscriptQueries::TranscriptQueries(TenantSession &session, QObject *parent)
    : QObject(parent)
    , m_connection(session.connection())
{
}

void TranscriptQueries::search(const InteractionQuery &query)
{
    m_search.request_stop(); // an answer that is overtaken must not be shown
    m_search = std::stop_source();
    const std::stop_token stop = m_search.get_token();
    const auto progress = [self = QPointer<TranscriptQueries>(this), stop](qsizetype found) {
        if (!stop.stop_requested() && !self.isNull())
            Q_EMIT self->searchProgress(found);
    };
    answerTo(
        this, stop,
        [connection = m_connection, query, progress, stop] {
            return connection->transcripts().search(query, progress, nullptr, stop);
        },
        loadedOr(&TranscriptQueries::searchFinished, &TranscriptQueries::searchFailed));
}

namespace {

RunOutcome::Kind kindOf(const QString &state, bool hasFindings)
{
    if (state == QLatin1String("complete"))
        return hasFindings ? RunOutcome::Kind::CompleteWithFindings : RunOutcome::Kind::Complete;
    if (state == QLatin1String("halted"))
        return RunOutcome::Kind::Halted;
    if (state == QLatin1String("failed"))
        return RunOutcome::Kind::Failed;
    return state == QLatin1String("cancelled") ? RunOutcome::Kind::Cancelled : RunOutcome::Kind::Paused;
}

std::optional<PastTranscriptJob> jobOf(const JournalRun &run)
{
    const auto order = thawTranscripts(run.order, run.orderDigest);
    if (!order)
        return std::nullopt; // what it was nobody can say
    const TranscriptProgress progress = TranscriptProgress::parse(run.progress);
    return PastTranscriptJob{.runId = run.id,
                             .title = run.title,
                             .order = *order,
                             .jobId = order->order.attachJob.isEmpty() ? progress.jobId : order->order.attachJob,
                             .ended = kindOf(run.state, progress.held > 0 || progress.leftOut > 0),
                             .crashed = run.state == QLatin1String("running"),
                             .written = progress.written,
                             .held = progress.held,
                             .missing = progress.missing,
                             .startedAt = run.startedAt};
}

using Results = std::pair<QString, Result<QList<TranscriptResult>>>;

} // namespace

struct TranscriptHistory::Jobs
{
    WorkerJob<std::shared_ptr<Results>> results;
    QString asked = {}; ///< The run whose results are being read.
};

TranscriptHistory::TranscriptHistory(Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_jobs(new Jobs{.results = WorkerJob<std::shared_ptr<Results>>(
                          [this](const std::shared_ptr<Results> &answer) {
                              if (answer->second)
                                  Q_EMIT resultsRead(answer->first, *answer->second);
                              else
                                  Q_EMIT resultsFailed(answer->first, answer->second.error());
                          },
                          [this](const ApiError &thrown) { Q_EMIT resultsFailed(m_jobs->asked, thrown); })})
{
}

TranscriptHistory::~TranscriptHistory() = default;

void TranscriptHistory::request()
{
    const auto found = std::make_shared<QList<PastTranscriptJob>>();
    const auto tell = [this, found, asked = ++m_asked](const Result<void> &read) {
        if (read && asked == m_asked)
            Q_EMIT jobsRead(*found);
    };
    // What "runs" in the journal of a read-only workspace is the other Muster's business.
    const auto reading = m_workspace.storeThread().run(
        [&journal = m_workspace.journal(), found, skipRunning = m_workspace.isReadOnly()]() -> Result<void> {
            TRY(runs, journal.ofKind(runKindKey(RunKind::Transcripts), most));
            for (const JournalRun &run : *runs) {
                if (const auto job = jobOf(run); job && !(skipRunning && job->crashed))
                    found->append(*job);
            }
            return {};
        });
    whenDone(this, reading, tell);
}

void TranscriptHistory::readResults(const PastTranscriptJob &job)
{
    m_jobs->asked = job.runId;
    m_jobs->results.start([job](const std::stop_token &) {
        const TranscriptOrder &order = job.order.order;
        return std::make_shared<Results>(
            job.runId, foundBefore(order.folder, {job.runId, job.order.digest}, order.interactionIds));
    });
}

} // namespace muster
