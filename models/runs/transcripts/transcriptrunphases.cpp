// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The phases of a transcript run, in their order.

#include "models/rules/documents/maskreplacer.h"
#include "models/rules/documents/policyjson.h"
#include "models/runs/runmeter.h"
#include "models/runs/runoutcome.h"
#include "models/runs/transcripts/jobfollower.h"
#include "models/runs/transcripts/transcriptdownloads.h"
#include "models/runs/transcripts/transcriptfolder.h"
#include "models/runs/transcripts/transcriptledger.h"
#include "models/runs/transcripts/transcriptrecorder.h"
#include "models/runs/transcripts/transcriptrun.h"
#include "models/runs/workspace.h"
#include "models/store/durablefile.h"
#include "models/store/pseudonymkeys.h"
#include "network/http/clock.h"
#include "network/tenant/tenantconnection.h"

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
        return tl::unexpected(fault(ErrorKind::Damaged, "policy_changed", binding.name));
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
    TranscriptRequest request;
    request.interactionIds = ids;
    request.mediaTypes = order.mediaTypes;
    request.redaction = order.redaction;
    request.concurrentDownloads = order.concurrentDownloads;
    return request;
}

TranscriptResult fateOf(const QString &id, TranscriptFate fate)
{
    TranscriptResult result;
    result.interactionId = id;
    result.fate = fate;
    return result;
}

} // namespace

QCoro::Task<Result<void>> TranscriptRun::prepare(std::stop_token stop)
{
    // Whoever was killed before this was over has not proved yet that the folder may be written to.
    const QString before = !isResumed() ? QString() : m_recorder->progress().phase;
    const bool claims = before.isEmpty() || before == QLatin1String("preparing");
    showPhase("preparing");
    if (claims) { // Who has the folder already keeps saying so, whenever it is killed.
        if (const auto entered = co_await enter("preparing"); !entered)
            co_return entered;
    }
    m_ledger->expect(m_order.order.interactionIds);
    if (claims) {
        const QFuture<Result<void>> claiming
            = QtConcurrent::run([folder = m_order.order.folder] { return claimFolder(folder); });
        CO_TRY(claimed, co_await claiming);
    }
    if (m_order.order.writeRaw)
        co_return Result<void>{};
    using Engine = Result<std::shared_ptr<const MaskEngine>>;
    const QFuture<Engine> compiling = QtConcurrent::run(
        [file = m_workspace.runFile(id(), "policy"), policy = m_order.policy] { return engineOf(file, policy); });
    const Engine engine = co_await compiling;
    if (!engine)
        co_return tl::unexpected(engine.error());
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
        co_return tl::unexpected(before.error());
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
    if ((submitted && m_recorder->progress().leftOut == 0) || !m_order.order.attachJob.isEmpty()
        || m_ledger->openCount() == 0)
        co_return Result<void>{};
    if (const auto entered = co_await enter("searching"); !entered)
        co_return entered;
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
    CO_TRY(noted, co_await m_recorder->checked(found->items.size(), leftOut));
    if (!submitted && m_ledger->openCount() == 0)
        co_return tl::unexpected(fault(ErrorKind::BadInput, "no_interaction_of_media"));
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
        if (const auto entered = co_await enter("submitting"); !entered)
            co_return entered;
        const Result<QString> submitted = co_await follower.submit(requestOf(m_order.order, m_ledger->open()), stop);
        if (!submitted) {
            // What may have left is no refusal.
            m_refused = m_refused && submitted.error().httpStatus >= 400 && submitted.error().httpStatus < 500;
            co_return tl::unexpected(submitted.error());
        }
        jobId = *submitted;
    }
    m_refused = false;
    if (const auto entered = co_await enter("waiting_for_job"); !entered)
        co_return entered;
    // One that was submitted elsewhere is long known, or never will be.
    const QDateTime submittedAt
        = attached ? m_workspace.clock().wallNow().addDays(-1) : m_recorder->progress().submittedAt;
    const Result<TranscriptJob> job = co_await follower.follow(jobId, submittedAt, m_order.order.pollLimit, stop);
    if (!job) {
        if (job.error().code == QLatin1String("job_lost")) {
            CO_TRY(noted, co_await m_recorder->jobEnded(QStringLiteral("lost"), !attached));
        }
        co_return tl::unexpected(job.error());
    }
    const bool failed = job->state == TranscriptJob::State::Failed;
    CO_TRY(noted, co_await m_recorder->jobEnded(job->statusWord, failed && !attached));
    if (failed) {
        ApiError error = fault(ErrorKind::Refused, "job_failed", jobId);
        error.detail = job->errors.join(u'\n');
        co_return tl::unexpected(error);
    }
    if (job->all.link.isEmpty() && job->each.isEmpty())
        co_return tl::unexpected(fault(ErrorKind::UnexpectedShape, "no_result_address", jobId));
    co_return Result<void>{};
}

QCoro::Task<Result<void>> TranscriptRun::expectAttached()
{
    QStringList ids;
    for (const TranscriptSource &source : m_job->each)
        ids.append(source.interactionId);
    const bool unusable = std::any_of(
        ids.begin(), ids.end(), [](const QString &id) { return interactionIdFault(id) != InteractionIdFault::None; });
    // One address for all does not say what is in it; then the ids have to be named.
    if (ids.isEmpty() || unusable)
        co_return tl::unexpected(fault(ErrorKind::BadInput, "attach_needs_ids", m_job->id));
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
        if (const auto expected = co_await expectAttached(); !expected)
            co_return expected;
    }
    for (const TranscriptSource &source : m_job->each) {
        if (m_ledger->expects(source.interactionId) || m_ledger->find(source.interactionId) != nullptr)
            continue;
        CO_TRY(noted, co_await settle(fateOf(source.interactionId, TranscriptFate::Unexpected)));
    }
    m_meter->setTotal(m_ledger->expected().size());
    if (const auto entered = co_await enter("downloading"); !entered)
        co_return entered;
    TranscriptsClient &client = m_connection->transcripts();
    TranscriptWorker::Setup setup;
    setup.codec = client.decoder();
    setup.binding = {id(), m_order.digest};
    setup.folder = m_order.order.folder;
    setup.format = m_order.order.format;
    setup.now = m_workspace.clock().wallNow();
    const qsizetype lanes = m_job->each.isEmpty()
        ? 1
        : std::clamp<qsizetype>(m_ledger->openCount(), 1, m_order.order.concurrentDownloads);
    const QFuture<Workers> making
        = QtConcurrent::run([setup, ids = m_ledger->expected(), engine = m_engine, key = m_key, lanes] {
              return workersFor(setup, ids, engine, key, lanes);
          });
    const Workers workers = co_await making;
    if (!workers)
        co_return tl::unexpected(workers.error());
    TranscriptDownloads downloads({client, *m_recorder, *m_ledger, *m_meter, m_workspace.clock()},
                                  {[this](const TranscriptWorker::Piece &piece) { showResult(piece); },
                                   [this](const QString &code, const QVariantMap &args) { addEvent(code, args); }});
    const Result<void> fetched = co_await downloads.fetch(*m_job, *workers, stop);
    co_return Result<void>(fetched);
}

QCoro::Task<Result<void>> TranscriptRun::settle(TranscriptResult result)
{
    CO_TRY(told, co_await m_recorder->extracted(result, {}, std::chrono::milliseconds(0)));
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
        CO_TRY(noted, co_await settle(fateOf(id, TranscriptFate::Missing)));
    }
    if (const auto entered = co_await enter("closing"); !entered)
        co_return entered;
    TranscriptClosing closing;
    closing.order = m_order;
    closing.binding = {id(), m_order.digest};
    closing.jobId = jobId();
    closing.settled = isWhole();
    closing.complete = closing.settled && m_ledger->count(TranscriptFate::Held) == 0;
    closing.results = m_ledger->results();
    closing.at = m_workspace.clock().wallNow();
    const QFuture<Result<void>> writing = QtConcurrent::run([closing] { return closeTranscripts(closing); });
    const Result<void> written = co_await writing;
    co_return Result<void>(written);
}

} // namespace muster
