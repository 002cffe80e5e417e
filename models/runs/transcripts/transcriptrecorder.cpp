// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/transcripts/transcriptrecorder.h"

#include "models/runs/workspace.h"
#include "models/store/auditlog.h"
#include "models/store/auditsubjects.h"
#include "models/store/storethread.h"
#include "network/http/clock.h"

#include <QCoro/QCoroFuture>
#include <QJsonDocument>
#include <algorithm>
#include <memory>

namespace muster {

namespace {

bool isSettled(TranscriptFate fate)
{
    return fate != TranscriptFate::Missing && fate != TranscriptFate::Failed;
}

} // namespace

void TranscriptLedger::expect(const QStringList &ids)
{
    for (const QString &id : ids) {
        if (m_expected.contains(id))
            continue;
        m_expected.insert(id);
        m_order.append(id);
        m_others.removeOne(id);
        if (!isOpen(id))
            ++m_settled;
    }
}

void TranscriptLedger::add(const TranscriptResult &result)
{
    if (!m_expected.contains(result.interactionId) && !m_results.contains(result.interactionId))
        m_others.append(result.interactionId);
    TranscriptResult &kept = m_results[result.interactionId];
    if (!kept.interactionId.isEmpty())
        tally(kept, -1);
    kept = result;
    tally(kept, 1);
}

void TranscriptLedger::tally(const TranscriptResult &result, int sign)
{
    m_fates[std::size_t(result.fate)] += sign;
    if (expects(result.interactionId) && isSettled(result.fate))
        m_settled += sign;
    if (result.fate != TranscriptFate::Written)
        return;
    for (std::size_t entity = 0; entity < m_found.size(); ++entity)
        m_found[entity] += sign > 0 ? result.counts[entity] : 0 - result.counts[entity];
}

bool TranscriptLedger::isOpen(const QString &id) const
{
    if (!m_expected.contains(id))
        return false;
    const auto known = m_results.constFind(id);
    return known == m_results.cend() || !isSettled(known->fate);
}

QStringList TranscriptLedger::open() const
{
    QStringList open;
    for (const QString &id : m_order) {
        if (isOpen(id))
            open.append(id);
    }
    return open;
}

QStringList TranscriptLedger::idsOf(TranscriptFate fate) const
{
    QStringList ids;
    for (const TranscriptResult &result : results()) {
        if (result.fate == fate)
            ids.append(result.interactionId);
    }
    return ids;
}

QList<TranscriptResult> TranscriptLedger::results() const
{
    QList<TranscriptResult> results;
    results.reserve(m_results.size());
    for (const QStringList *ids : {&m_order, &m_others}) {
        for (const QString &id : *ids) {
            if (const auto known = m_results.constFind(id); known != m_results.cend())
                results.append(*known);
        }
    }
    return results;
}

const TranscriptResult *TranscriptLedger::find(const QString &id) const
{
    const auto known = m_results.constFind(id);
    return known == m_results.cend() ? nullptr : &*known;
}

QByteArray TranscriptProgress::json() const
{
    const QJsonObject object{{QStringLiteral("phase"), phase},
                             {QStringLiteral("records"), records},
                             {QStringLiteral("total"), total},
                             {QStringLiteral("job"), jobId},
                             {QStringLiteral("submitted_at"), submittedAt.toString(Qt::ISODateWithMs)},
                             {QStringLiteral("submissions"), submissions},
                             {QStringLiteral("submitting"), submitting},
                             {QStringLiteral("submit_again"), submitAgain},
                             {QStringLiteral("left_out"), leftOut},
                             {QStringLiteral("written"), written},
                             {QStringLiteral("held"), held},
                             {QStringLiteral("missing"), missing}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

TranscriptProgress TranscriptProgress::parse(const QByteArray &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    return TranscriptProgress{.phase = object[u"phase"].toString(),
                              .records = object[u"records"].toInteger(),
                              .total = object[u"total"].toInteger(),
                              .jobId = object[u"job"].toString(),
                              .submittedAt
                              = QDateTime::fromString(object[u"submitted_at"].toString(), Qt::ISODateWithMs),
                              .submissions = object[u"submissions"].toInt(),
                              .submitting = object[u"submitting"].toBool(),
                              .submitAgain = object[u"submit_again"].toBool(),
                              .leftOut = object[u"left_out"].toInteger(),
                              .written = object[u"written"].toInteger(),
                              .held = object[u"held"].toInteger(),
                              .missing = object[u"missing"].toInteger()};
}

TranscriptRecorder::TranscriptRecorder(Workspace &workspace, QString runId, const FrozenTranscripts &order,
                                       TranscriptProgress progress)
    : WriteRecorder(workspace, std::move(runId), "transcripts", order.digest)
    , m_order(order)
    , m_progress(std::move(progress))
{
}

QJsonObject TranscriptRecorder::startFacts(bool) const
{
    const TranscriptOrder &order = m_order.order;
    QJsonObject facts{{QStringLiteral("profile"), m_order.profileId},
                      {QStringLiteral("environment"), environmentKey(m_order.environment)},
                      {QStringLiteral("interactions"), order.interactionIds.size()},
                      {QStringLiteral("redaction"), redactionPolicyKey(order.redaction)},
                      {QStringLiteral("format"), keyOf(order.format)},
                      {QStringLiteral("folder"), order.folder},
                      {QStringLiteral("policy"), m_order.policy.digest},
                      {QStringLiteral("policy_name"), m_order.policy.name},
                      {QStringLiteral("policy_version"), m_order.policy.version},
                      {QStringLiteral("raw"), order.writeRaw}};
    if (!order.attachJob.isEmpty())
        facts.insert(QStringLiteral("attached_job"), order.attachJob);
    if (!order.webhook.isEmpty())
        facts.insert(QStringLiteral("webhook_host"), order.webhook.host(QUrl::FullyEncoded));
    return facts;
}

QCoro::Task<Result<void>> TranscriptRecorder::started(bool resumed)
{
    CO_TRY_VOID(co_await findKey());
    if (resumed) {
        CO_TRY_VOID(co_await recall());
    }
    // Killed while one was on its way: it may have made a job that nobody follows.
    if (resumed && m_progress.submitting) {
        CO_TRY(noted,
               co_await audit(QStringLiteral("submission_unknown"),
                              {{QStringLiteral("attempt"), m_progress.submissions},
                               {QStringLiteral("reason"), QStringLiteral("interrupted")}}));
        m_progress.submitting = false;
    }
    if (resumed && m_progress.submitAgain)
        m_progress.jobId.clear();
    m_progress.submitAgain = false;
    co_return co_await auditAndKeep(startEvent(resumed), firstFacts(resumed));
}

QCoro::Task<Result<void>> TranscriptRecorder::entered(QString phase)
{
    m_progress.phase = phase;
    return keep(QStringLiteral("running"));
}

QCoro::Task<Result<void>> TranscriptRecorder::checked(qint64 found, qint64 leftOut)
{
    m_progress.leftOut = leftOut;
    return auditAndKeep(QStringLiteral("checked"),
                        {{QStringLiteral("found"), found}, {QStringLiteral("left_out"), leftOut}});
}

QCoro::Task<Result<void>> TranscriptRecorder::submitting()
{
    ++m_progress.submissions;
    m_progress.submitting = true;
    return auditAndKeep(QStringLiteral("submitting"), {{QStringLiteral("attempt"), m_progress.submissions}});
}

QCoro::Task<Result<void>> TranscriptRecorder::submitted(QString jobId)
{
    m_progress.submitting = false;
    m_progress.jobId = jobId;
    m_progress.submittedAt = workspace().clock().wallNow();
    return auditAndKeep(QStringLiteral("submitted"),
                        {{QStringLiteral("attempt"), m_progress.submissions}, {QStringLiteral("job"), jobId}});
}

QCoro::Task<Result<void>> TranscriptRecorder::notSubmitted(bool unknown, ApiError error)
{
    m_progress.submitting = false;
    return auditAndKeep(unknown ? QStringLiteral("submission_unknown") : QStringLiteral("not_submitted"),
                        {{QStringLiteral("attempt"), m_progress.submissions},
                         {QStringLiteral("reason"), errorKindKey(error.kind)},
                         {QStringLiteral("status"), error.httpStatus}});
}

QCoro::Task<Result<void>> TranscriptRecorder::jobEnded(QString state, bool submitAgain)
{
    m_progress.submitAgain = submitAgain;
    return auditAndKeep(QStringLiteral("job_ended"),
                        {{QStringLiteral("job"), m_progress.jobId}, {QStringLiteral("state"), state}});
}

QCoro::Task<Result<void>> TranscriptRecorder::extracted(TranscriptResult result, QByteArray masked,
                                                        std::chrono::milliseconds latency)
{
    m_latency.add(latency);
    const QString subject = AuditSubjects::digest(m_subjects, result.interactionId);
    QJsonObject facts{{QStringLiteral("interaction"), subject},
                      {QStringLiteral("status"), transcriptFateKey(result.fate)},
                      {QStringLiteral("raw"), m_order.order.writeRaw},
                      {QStringLiteral("action"), QStringLiteral("transcript_extracted")},
                      {QStringLiteral("latency_ms"), qint64(latency.count())},
                      {QStringLiteral("latencyMs"), qint64(latency.count())}, // as the contract names it
                      {QStringLiteral("findings"), qint64(result.findings())}};
    if (!result.sha256.isEmpty())
        facts.insert(QStringLiteral("sha256"), result.sha256);
    if (result.error)
        facts.insert(QStringLiteral("reason"), errorKindKey(result.error->kind));
    if (m_extracted.contains(subject))
        facts.insert(QStringLiteral("again"), true);
    m_extracted.insert(subject);
    m_untold.append({QStringLiteral("transcript_extracted"), runId(), facts});
    if (!masked.isEmpty() && !m_order.order.webhook.isEmpty()) {
        Delivery delivery;
        // The same however often the interaction is fetched: the data lake knows a repetition by it.
        delivery.id = deliveryId(runId(), QStringLiteral("transcript ") + result.interactionId);
        delivery.runId = runId();
        delivery.target = m_order.order.webhook;
        delivery.body = masked;
        delivery.queuedAt = workspace().believableNow().latest; // else it might be given up at once (F107)
        delivery.nextAttemptAt = workspace().clock().wallNow();
        delivery.state = QStringLiteral("waiting");
        m_undelivered.append(delivery);
    }
    const quint64 mine = ++m_noted;
    while (m_reported < mine) {
        if (m_telling.isFinished())
            m_telling = tell();
        const QFuture<Result<void>> underWay = m_telling;
        const quint64 upTo = m_tellingUpTo;
        CO_TRY_VOID(co_await underWay);
        m_reported = std::max(m_reported, upTo);
    }
    co_return co_await sent(1);
}

QFuture<Result<void>> TranscriptRecorder::tell()
{
    m_tellingUpTo = m_noted;
    return workspace().storeThread().run([&workspace = workspace(), entries = std::exchange(m_untold, {}),
                                          deliveries = std::exchange(m_undelivered, {})]() -> Result<void> {
        TRY_VOID(workspace.audit().appendAll(entries));
        return deliveries.isEmpty() ? Result<void>() : workspace.outbox().enqueueOnce(deliveries);
    });
}

QCoro::Task<Result<void>> TranscriptRecorder::findKey()
{
    const auto key = std::make_shared<Secret>();
    const QFuture<Result<void>> reading
        = workspace().storeThread().run([subjects = AuditSubjects(workspace().audit().file()), key]() -> Result<void> {
              return subjects.key().map([&key](const Secret &found) { *key = found; });
          });
    const Result<void> read = co_await reading;
    m_subjects = *key;
    co_return Result<void>(read);
}

QCoro::Task<Result<void>> TranscriptRecorder::recall()
{
    const auto extracted = std::make_shared<QSet<QString>>();
    const QFuture<Result<void>> reading
        = workspace().storeThread().run([&audit = workspace().audit(), runId = runId(), extracted]() -> Result<void> {
              constexpr qint64 window = 1000;
              const QString start = QStringLiteral("transcripts.started");
              for (qint64 end = audit.count(); end > 0; end -= window) {
                  const qint64 first = std::max<qint64>(1, end - window + 1);
                  TRY(entries, audit.read(first, end - first + 1));
                  bool begins = false;
                  for (const AuditEntry &entry : *entries) {
                      if (entry.runId != runId)
                          continue;
                      begins = begins || entry.event == start;
                      if (entry.event == QLatin1String("transcript_extracted"))
                          extracted->insert(entry.facts[u"interaction"].toString());
                  }
                  if (begins)
                      break;
              }
              return {};
          });
    const Result<void> read = co_await reading;
    m_extracted = *extracted;
    co_return Result<void>(read);
}

QJsonObject TranscriptRecorder::endFacts()
{
    // An orderly end: who resumes the run has three tries again.
    m_progress.submissions = 0;
    QJsonObject facts{{QStringLiteral("raw"), m_order.order.writeRaw}};
    if (m_ledger != nullptr) { // contract, section 6.4
        const qint64 processed = m_ledger->expected().size() - m_ledger->openCount();
        const qint64 succeeded = m_ledger->count(TranscriptFate::Written);
        facts.insert(QStringLiteral("processed"), processed);
        facts.insert(QStringLiteral("succeeded"), succeeded);
        facts.insert(QStringLiteral("success_rate"), processed == 0 ? 0.0 : double(succeeded) / double(processed));
    }
    facts.insert(QStringLiteral("average_latency_ms"), qint64(m_latency.mean().count()));
    if (!m_progress.jobId.isEmpty())
        facts.insert(QStringLiteral("job"), m_progress.jobId);
    return facts;
}

QByteArray TranscriptRecorder::progressJson()
{
    if (m_ledger != nullptr) {
        m_progress.total = m_ledger->expected().size();
        m_progress.records = m_progress.total - m_ledger->openCount();
        m_progress.written = m_ledger->count(TranscriptFate::Written);
        m_progress.held = m_ledger->count(TranscriptFate::Held);
        m_progress.missing = m_ledger->count(TranscriptFate::Missing) + m_ledger->count(TranscriptFate::Failed);
    }
    return m_progress.json();
}

AuditDraft TranscriptRecorder::entryFor(const Calls &calls) const
{
    QJsonObject facts = counts();
    facts.insert(QStringLiteral("downloads"), calls.last);
    return {QStringLiteral("progress"), {}, facts};
}

QJsonObject TranscriptRecorder::counts() const
{
    if (m_ledger == nullptr)
        return {};
    QJsonObject counts{{QStringLiteral("expected"), m_ledger->expected().size()}};
    for (const TranscriptFate fate : {TranscriptFate::Written, TranscriptFate::Held, TranscriptFate::Missing,
                                      TranscriptFate::Failed, TranscriptFate::LeftOut, TranscriptFate::Unexpected})
        counts.insert(transcriptFateKey(fate), m_ledger->count(fate));
    return counts;
}

} // namespace muster
