// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/writerecorder.h"

#include "models/runs/lifemeter.h"
#include "models/runs/workspace.h"
#include "models/store/auditlog.h"
#include "models/store/journal.h"
#include "models/store/storethread.h"
#include "network/wire/dialer.h"

#include <QCoro/QCoroFuture>
#include <QJsonArray>
#include <optional>
#include <utility>

namespace muster {

namespace {

// Each flush costs a sync of the audit and two of the journal.
constexpr qint64 flushIntervalMs = 500;

} // namespace

WriteRecorder::WriteRecorder(Workspace &workspace, QString runId, const char *prefix, QString orderDigest)
    : m_workspace(workspace)
    , m_runId(std::move(runId))
    , m_prefix(QLatin1String(prefix) + u'.')
    , m_orderDigest(std::move(orderDigest))
    , m_sleep(workspace.clock())
{
    m_sinceFlush.start();
}

WriteRecorder::~WriteRecorder() = default;

AuditDraft WriteRecorder::draft(const QString &event, const QJsonObject &facts) const
{
    return {m_prefix + event, m_runId, facts};
}

WriteRecorder::Kept WriteRecorder::running()
{
    return {QStringLiteral("running"), {}, progressJson()};
}

bool WriteRecorder::hasSlept()
{
    if (const std::chrono::seconds slept = m_sleep.take(); slept > std::chrono::seconds::zero()) {
        m_slept += slept;
        m_untold += slept;
        if (m_event)
            m_event(QStringLiteral("machine_slept"), {{QStringLiteral("wait_ms"), qint64(slept.count()) * 1000}});
    }
    return m_slept > std::chrono::seconds::zero();
}

void WriteRecorder::unitsRecovered(qint64 bytes)
{
    m_recoveredBytes += bytes;
    if (bytes > 0 && m_event)
        m_event(QStringLiteral("units_recovered"), {{QStringLiteral("bytes"), bytes}});
}

QFuture<Result<void>> WriteRecorder::give(QList<AuditDraft> entries, Kept kept)
{
    if (hasSlept() && m_untold > std::chrono::seconds::zero()) {
        entries.prepend(
            draft(QStringLiteral("machine_slept"), {{QStringLiteral("seconds"), qint64(m_untold.count())}}));
        m_untold = std::chrono::seconds::zero();
    }
    if (const qint64 bytes = std::exchange(m_recoveredBytes, 0); bytes > 0)
        entries.prepend({QStringLiteral("run.units_recovered"), m_runId, {{QStringLiteral("bytes"), bytes}}});
    return m_workspace.storeThread().run([&workspace = m_workspace, runId = m_runId, entries = std::move(entries),
                                          kept = std::move(kept)]() -> Result<void> {
        if (!entries.isEmpty()) {
            TRY_VOID(workspace.audit().appendAll(entries));
        }
        return kept.state.isEmpty() ? Result<void>()
                                    : workspace.journal().update(runId, kept.state, kept.reason, kept.progress);
    });
}

QCoro::Task<Result<void>> WriteRecorder::durable(QFuture<Result<void>> writing)
{
    std::optional<LifeMeter::Working> working;
    if (m_meter != nullptr)
        working.emplace(*m_meter, LifeMeter::Work::Writing);
    co_return co_await writing;
}

QCoro::Task<Result<void>> WriteRecorder::audit(QString event, QJsonObject facts)
{
    return durable(give({draft(event, facts)}, {}));
}

QCoro::Task<Result<void>> WriteRecorder::keep(QString state, QString reason)
{
    return durable(give({}, {std::move(state), std::move(reason), progressJson()}));
}

QCoro::Task<Result<void>> WriteRecorder::auditAndKeep(QString event, QJsonObject facts)
{
    return durable(give({draft(event, facts)}, running()));
}

QCoro::Task<Result<void>> WriteRecorder::sent(qint64 contacts)
{
    if (m_calls.first == 0)
        m_calls.first = m_calls.last + 1;
    ++m_calls.last;
    m_calls.contacts += contacts;
    if (!m_flushing.isFinished()) {
        co_return co_await durable(m_flushing);
    }
    if (m_sinceFlush.elapsed() < flushIntervalMs)
        co_return Result<void>{};
    co_return co_await flush();
}

QCoro::Task<Result<void>> WriteRecorder::flush()
{
    m_sinceFlush.restart();
    if (m_calls.first == 0 && m_gathered.isEmpty())
        co_return Result<void>{};
    QList<AuditDraft> entries = std::exchange(m_gathered, {});
    if (m_calls.first > 0) {
        const AuditDraft shared = entryFor(m_calls);
        if (!shared.event.isEmpty())
            entries.append(draft(shared.event, shared.facts));
        m_calls = {.last = m_calls.last};
    }
    m_flushing = give(std::move(entries), running());
    co_return co_await durable(m_flushing);
}

QJsonObject WriteRecorder::firstFacts(bool resumed) const
{
    QJsonObject facts = startFacts(resumed);
    facts.insert(QStringLiteral("order"), m_orderDigest);
    return facts;
}

QCoro::Task<Result<void>> WriteRecorder::started(bool resumed)
{
    return audit(startEvent(resumed), firstFacts(resumed));
}

QCoro::Task<Result<void>> WriteRecorder::entered(QString phase)
{
    CO_TRY_VOID(co_await flush());
    beginPhase(phase);
    co_return co_await keep(QStringLiteral("running"));
}

QCoro::Task<Result<void>> WriteRecorder::ended(RunOutcome outcome)
{
    QJsonObject facts = endFacts();
    facts.insert(QStringLiteral("order"), m_orderDigest);
    // Both are tried whatever becomes of the other; the first fault.
    const Result<void> flushed = co_await flush();
    const QString reason = outcome.error ? errorKindKey(outcome.error->kind) : QString();
    const QJsonObject known = counts();
    for (auto count = known.begin(); count != known.end(); ++count)
        facts.insert(count.key(), count.value());
    if (!reason.isEmpty())
        facts.insert(QStringLiteral("reason"), reason);
    if (outcome.error && !outcome.error->code.isEmpty())
        facts.insert(QStringLiteral("code"), outcome.error->code);
    const Result<void> audited = co_await audit(outcomeKey(outcome.kind), facts);
    const Result<void> kept = co_await keep(outcomeKey(outcome.kind), reason);
    for (const Result<void> *result : {&flushed, &audited, &kept}) {
        if (!*result)
            co_return failure(result->error());
    }
    co_return Result<void>{};
}

QCoro::Task<Result<void>> WriteRecorder::startAsked(QString skill)
{
    m_skillStart = SkillStart::Asked; // on the disk before the call leaves: no later life asks once more
    return auditAndKeep(QStringLiteral("skill_start_asked"), {{QStringLiteral("skill"), skill}});
}

QCoro::Task<Result<void>> WriteRecorder::startAnswered(QString skill, SkillStart start)
{
    m_skillStart = start;
    const QString event = start == SkillStart::Started ? QStringLiteral("skill_started")
        : start == SkillStart::None                    ? QStringLiteral("skill_not_started")
                                                       : QStringLiteral("skill_start_unknown");
    return auditAndKeep(event, {{QStringLiteral("skill"), skill}});
}

void WriteRecorder::addConsent(QJsonObject &facts, const DialConsent &consent)
{
    if (!consent.names.isEmpty())
        facts.insert(QStringLiteral("dial_consent"), QJsonArray::fromStringList(consent.names));
    if (!consent.starts.isEmpty())
        facts.insert(QStringLiteral("skill_to_start"), consent.starts);
}

} // namespace muster
