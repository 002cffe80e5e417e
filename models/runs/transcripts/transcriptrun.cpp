// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/transcripts/transcriptrun.h"

#include "models/rules/documents/policyjson.h"
#include "models/runs/runmeter.h"
#include "models/runs/runoutcome.h"
#include "models/runs/transcripts/jobfollower.h"
#include "models/runs/transcripts/transcriptfolder.h"
#include "models/runs/transcripts/transcriptledger.h"
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
    : WriteRun(std::move(id), {order.digest, order.profileId, order.profileName}, start, workspace,
               std::move(connection), parent)
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
    CO_TRY(prepared, co_await prepare(stop));
    CO_TRY(closed, co_await takeUp());
    if (*closed) // Killed after its end, before that was noted.
        co_return Result<void>{};
    CO_TRY(checked, co_await check(stop));
    CO_TRY(followed, co_await followJob(stop));
    CO_TRY(fetched, co_await download(stop));
    const Result<void> written = co_await closeFolder();
    co_return Result<void>(written);
}

RunOutcome TranscriptRun::outcomeFor(const Result<void> &worked) const
{
    RunOutcome outcome;
    const qint64 held = m_ledger->count(TranscriptFate::Held);
    const qint64 leftOut = m_ledger->count(TranscriptFate::LeftOut);
    const qint64 unexpected = m_ledger->count(TranscriptFate::Unexpected);
    if (!worked) {
        outcome = outcomeOf(worked.error(), pauseRequested(), m_workspace.clock());
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
    if (const auto removed = removeDurably(workspace.runFile(runId, "policy")); !removed)
        return removed;
    return discardTranscripts(order.order.folder, {runId, order.digest});
}

} // namespace muster
