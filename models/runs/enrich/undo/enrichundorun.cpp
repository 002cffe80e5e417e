// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/undo/enrichundorun.h"

#include "models/runs/enrich/send/batchsender.h"
#include "models/runs/enrich/send/unenrichedcontacts.h"
#include "models/runs/enrich/valuereading.h"
#include "models/runs/lists/unchangedcontacts.h"
#include "models/runs/run.h"
#include "models/runs/runmeter.h"
#include "models/runs/workspace.h"
#include "models/store/backupstore.h"
#include "network/tenant/tenantconnection.h"
#include "network/wire/enrichment.h"

#include <QJsonDocument>
#include <memory>
#include <utility>

namespace muster {

UndoRecorder::UndoRecorder(Workspace &workspace, QString runId, const FrozenEnrichUndo &order,
                           const QByteArray &progress)
    : EnrichTrail(workspace, std::move(runId),
                  {"enrich_undo", order.digest, order.listId, {{QStringLiteral("order"), order.digest}}},
                  QJsonDocument::fromJson(progress).object().value(QLatin1String("refreshed")).toBool())
    , m_order(order)
{
}

QJsonObject UndoRecorder::counts() const
{
    if (ledger() == nullptr)
        return {};
    QJsonObject counts = unitCounts(*ledger());
    counts.insert(QStringLiteral("records"), ledger()->settled());
    return counts;
}

QByteArray UndoRecorder::progressJson()
{
    QJsonObject progress = counts();
    progress.insert(QStringLiteral("refreshed"), isRefreshed());
    return QJsonDocument(progress).toJson(QJsonDocument::Compact);
}

AuditDraft UndoRecorder::entryFor(const Calls &calls) const
{
    return {QStringLiteral("sent"),
            {},
            {{QStringLiteral("order"), m_order.digest},
             {QStringLiteral("first_batch"), calls.first},
             {QStringLiteral("last_batch"), calls.last},
             {QStringLiteral("contacts"), calls.contacts}}};
}

QJsonObject UndoRecorder::startFacts(bool) const
{
    QJsonObject facts{{QStringLiteral("profile"), m_order.profileId},
                      {QStringLiteral("environment"), environmentKey(m_order.environment)},
                      {QStringLiteral("list"), m_order.listId},
                      {QStringLiteral("campaign"), m_order.order.campaignId},
                      {QStringLiteral("enrichment"), m_order.runId},
                      {QStringLiteral("chosen_contacts"), m_order.order.choice.ids.size()},
                      {QStringLiteral("backup"), m_order.backupDigest}};
    addConsent(facts, m_order.order.dialConsent);
    return facts;
}

QCoro::Task<Result<void>> UndoRecorder::looked(UndoCounts counts)
{
    QJsonObject facts{{QStringLiteral("order"), m_order.digest},
                      {QStringLiteral("contacts"), counts.contacts},
                      {QStringLiteral("contacts_to_send"), counts.contactsBack}};
    for (int fate = 0; fate < undoFateCount; ++fate)
        facts.insert(keyOf(UndoFate(fate)), counts.count(UndoFate(fate)));
    return audit(QStringLiteral("compared"), facts);
}

EnrichUndoRun::EnrichUndoRun(QString id, FrozenEnrichUndo order, RunStart start, Workspace &workspace,
                             std::shared_ptr<TenantConnection> connection, QObject *parent)
    : EnrichWriteRun(
          std::move(id), order,
          {order.listId, order.listName, order.order.campaignId, order.order.refresh, order.order.dialConsent}, start,
          workspace, std::move(connection), parent)
    , m_order(std::move(order))
{
}

EnrichUndoRun::~EnrichUndoRun() = default;

WriteRecorder &EnrichUndoRun::makeRecorder(const QByteArray &progress)
{
    m_recorder = std::make_unique<UndoRecorder>(m_workspace, id(), m_order, progress);
    return *m_recorder;
}

QCoro::Task<Result<void>> EnrichUndoRun::work(std::stop_token stop)
{
    setState(RunState::Running);
    CO_TRY_VOID(co_await askTenant(stop));
    CO_TRY_VOID(co_await openBackup(stop));
    CO_TRY_VOID(co_await openLedger());
    const int rounds = m_connection->enrichment().retry().tries;
    for (int round = 0;; ++round) {
        CO_TRY_VOID(co_await enter(round == 0 ? "reading" : "checking"));
        CO_TRY_VOID(co_await look(stop));
        // What was agreed to is a limit: more than that is somebody else's doing since, and nothing is sent.
        if (const auto may = UndoGate::mayRun(m_left, m_order.order.typedCount); round == 0 && !may)
            co_return failure(may.error());
        const QList<std::uint32_t> units = sendable();
        if (units.isEmpty() || round == rounds)
            break;
        CO_TRY_VOID(co_await enter("writing_back"));
        CO_TRY_VOID(co_await sendAll(units, stop));
    }
    co_return co_await refresh(stop);
}

QCoro::Task<Result<void>> EnrichUndoRun::openBackup(std::stop_token stop)
{
    CO_TRY_VOID(co_await enter("opening_backup"));
    CO_TRY(info, co_await BackupStore::look(m_order.order.backupFile));
    if (info->digest != m_order.backupDigest)
        co_return failure(ErrorKind::Damaged, "backup_changed", info->file);
    CO_TRY(values, co_await loadUndo(m_workspace.backups(), *info, stop));
    CO_TRY(leftOut, leftOutBy(m_order.order.choice, **values));
    m_matcher = std::make_unique<UndoMatcher>(*values, *m_schema, *std::move(leftOut));
    m_meter->setTotal((*values)->units());
    co_return Result<void>{};
}

QCoro::Task<Result<void>> EnrichUndoRun::openLedger()
{
    // One that is gone takes nothing with it: a reading tells what came of it, and only what the list shows as it was
    // written is sent.
    CO_TRY(log, co_await openUnits(m_order.digest, m_matcher->values().units(), MissingLog::IsNew));
    takeLog(*std::move(log));
    co_return Result<void>{};
}

QCoro::Task<Result<void>> EnrichUndoRun::look(std::stop_token stop)
{
    const ValueReadingHooks hooks{[this](const ListReader &reader) {
                                      m_contactsRead = reader.totals().contacts;
                                      touchMetrics();
                                  },
                                  [this](const QString &code, const QVariantMap &args) { addEvent(code, args); }};
    CO_TRY_VOID(
        co_await readForUndo(m_connection->listValues(), m_order.listId, *m_matcher, hooks, m_meter.get(), stop));
    m_left = m_matcher->counts();
    QList<UnitChange> changes;
    for (std::uint32_t unit = 0; unit < m_ledger->units(); ++unit) {
        if (const auto change = UndoRules::afterReading(unit, m_ledger->unit(unit), m_matcher->sighting(unit)))
            changes.append(*change);
    }
    CO_TRY_VOID(co_await m_ledger->note(changes));
    showProgress();
    co_return co_await m_recorder->looked(m_left);
}

QList<std::uint32_t> EnrichUndoRun::sendable() const
{
    QList<std::uint32_t> units;
    const int tries = m_connection->enrichment().retry().tries;
    for (std::uint32_t unit = 0; unit < m_ledger->units(); ++unit) {
        if (m_ledger->isSendable(unit, tries))
            units.append(unit);
    }
    return units;
}

QCoro::Task<Result<void>> EnrichUndoRun::sendAll(QList<std::uint32_t> units, std::stop_token stop)
{
    m_refused = false;
    m_recorder->refreshDue();
    UndoFeed feed(*m_matcher, m_schema, std::move(units));
    for (;;) {
        if (stop.stop_requested())
            co_return failure(ErrorKind::Cancelled);
        CO_TRY(batch, feed.next(nextSize()));
        if (batch->units.isEmpty())
            co_return Result<void>{};
        CO_TRY_VOID(co_await sendBatch(*batch, stop));
    }
}

QCoro::Task<Result<RunOutcome>> EnrichUndoRun::close(RunOutcome outcome)
{
    if (!m_ledger)
        co_return Result<RunOutcome>(std::move(outcome));
    UnchangedContactsCsv csv;
    for (std::uint32_t unit = 0; unit < m_ledger->units(); ++unit) {
        const LoggedUnit &logged = m_ledger->unit(unit);
        if (isUnenriched(logged)) {
            csv.add(std::string(m_matcher->values().id(unit)), "undo", logged.state,
                    enrichReasonKey(EnrichReason(logged.reason)));
        }
    }
    const auto unchanged = std::make_shared<UnchangedContactsCsv>(std::move(csv));
    co_return co_await writeResult(std::move(outcome), [unchanged, file = m_workspace.runFile(id(), "leftovers.csv")] {
        return unchanged->save(file);
    });
}

QString EnrichUndoRun::spentFile() const
{
    return unitsFile();
}

RunOutcome EnrichUndoRun::outcomeFor(const Result<void> &worked) const
{
    RunOutcome outcome;
    if (!worked) {
        const qint64 touched = m_ledger
            ? m_ledger->count(UnitState::Applied) + m_ledger->inDoubt() + m_ledger->count(UnitState::Rejected)
            : 0;
        outcome = endedBy(worked.error(), touched);
        if (worked.error().code == QLatin1String("refresh_failed"))
            outcome.kind = RunOutcome::Kind::Paused; // the rest is done, and this can be done again
    }
    if (!m_ledger)
        return outcome;
    const qint64 notDone = m_ledger->count(UnitState::Unknown, EnrichReason::NotDone);
    const qint64 inDoubt = m_ledger->inDoubt() - notDone;
    const qint64 open = m_ledger->count(UnitState::Planned);
    addFinding(outcome, "undo_changed_since", m_left.count(UndoFate::ChangedSince));
    addFinding(outcome, "undo_was_empty", m_left.count(UndoFate::WasEmpty));
    addFinding(outcome, "undo_not_writable", m_left.count(UndoFate::NotWritable));
    addFinding(outcome, "undo_left_out", m_left.count(UndoFate::LeftOut));
    addFinding(outcome, "absent", m_ledger->count(UnitState::Absent));
    addRefusals(outcome);
    addFinding(outcome, "not_restored", notDone);
    addFinding(outcome, "enrich_unknown", inDoubt);
    addFinding(outcome, "not_attempted", open);
    if (outcome.kind != RunOutcome::Kind::Complete)
        return outcome;
    // What is open or in doubt is taken up again by a resume: not complete before that.
    if (open + inDoubt + notDone > 0) {
        outcome.kind = RunOutcome::Kind::Paused;
        outcome.error
            = fault(ErrorKind::ConnectionLost, "contacts_in_doubt", QString::number(open + inDoubt + notDone));
    } else if (!outcome.findings.isEmpty()) {
        outcome.kind = RunOutcome::Kind::CompleteWithFindings;
    }
    return outcome;
}

RunMetrics EnrichUndoRun::currentMetrics() const
{
    RunMetrics metrics = m_meter->snapshot();
    metrics.phase = phase();
    if (m_contactsRead > 0 && (phase() == u"reading" || phase() == u"checking"))
        metrics.figures.append({QStringLiteral("contacts_read"), m_contactsRead});
    if (!m_ledger)
        return metrics;
    metrics.figures += {{QStringLiteral("undone"), m_ledger->count(UnitState::Applied)},
                        {QStringLiteral("skipped"), m_ledger->count(UnitState::Skipped)},
                        {QStringLiteral("absent"), m_ledger->count(UnitState::Absent)},
                        {QStringLiteral("rejected"), m_ledger->count(UnitState::Rejected)},
                        {QStringLiteral("unknown"), m_ledger->inDoubt()},
                        {QStringLiteral("not_sent"), m_ledger->count(UnitState::Planned)},
                        {QStringLiteral("values_changed_since"), m_left.count(UndoFate::ChangedSince)},
                        {QStringLiteral("values_were_empty"), m_left.count(UndoFate::WasEmpty)},
                        {QStringLiteral("values_not_writable"), m_left.count(UndoFate::NotWritable)},
                        {QStringLiteral("values_left_out"), m_left.count(UndoFate::LeftOut)}};
    return metrics;
}

} // namespace muster
