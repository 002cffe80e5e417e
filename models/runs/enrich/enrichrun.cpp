// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/enrichrun.h"

#include "models/runs/enrich/backupfeed.h"
#include "models/runs/enrich/batchfeed.h"
#include "models/runs/enrich/batchsender.h"
#include "models/runs/enrich/enrichledger.h"
#include "models/runs/enrich/enrichrecorder.h"
#include "models/runs/enrich/listrefresh.h"
#include "models/runs/outcomeof.h"
#include "models/runs/runfault.h"
#include "models/runs/runmeter.h"
#include "models/runs/workspace.h"
#include "models/store/backupstore.h"
#include "models/store/durablefile.h"
#include "network/api/enrichmentclient.h"
#include "network/http/clock.h"
#include "network/tenant/tenantconnection.h"

#include <QCoro/QCoroFuture>
#include <QCoro/QCoroTask>
#include <QtConcurrent>

namespace muster {

EnrichRun::EnrichRun(QString id, FrozenEnrich order, RunStart start, Workspace &workspace,
                     std::shared_ptr<TenantConnection> connection, QObject *parent)
    : WriteRun(std::move(id), {order.digest, order.profileId, order.profileName}, start, workspace,
               std::move(connection), parent)
    , m_order(std::move(order))
{
}

EnrichRun::~EnrichRun() = default;

QString EnrichRun::title() const
{
    return m_order.order.listName.isEmpty() ? m_order.order.listId : m_order.order.listName;
}

WriteRecorder &EnrichRun::makeRecorder(const QByteArray &progress)
{
    m_recorder = std::make_unique<EnrichRecorder>(m_workspace, id(), m_order, EnrichProgress::parse(progress));
    return *m_recorder;
}

QCoro::Task<Result<void>> EnrichRun::work(std::stop_token stop)
{
    setState(RunState::Running);
    CO_TRY(asked, co_await askTenant(stop));
    CO_TRY(prepared, co_await prepare(stop));
    CO_TRY(opened, co_await openLedger());
    CO_TRY(sent, co_await sendAll(stop));
    const Result<void> refreshed = co_await refresh(stop);
    co_return Result<void>(refreshed);
}

QCoro::Task<Result<void>> EnrichRun::openLedger()
{
    const qint64 units = m_rates.sent();
    if (units > qint64(UnitLogFormat::maxUnits))
        co_return tl::unexpected(fault(ErrorKind::LimitExceeded, "too_many_contacts", QString::number(units)));
    const qint64 known = m_recorder->progress().units;
    if (known >= 0 && known != units)
        co_return tl::unexpected(fault(ErrorKind::Damaged, "source_changed", m_order.order.source.file));
    const UnitLogBinding binding{id(), m_order.digest, std::uint32_t(units)};
    const QString file = m_workspace.runFile(id(), "units");
    // A log that is gone after it had begun held intents that nobody knows any more. Merging again is harmless, but
    // what was counted as done would be counted again.
    Result<std::unique_ptr<UnitLog>> log = tl::unexpected(fault(ErrorKind::File, "not_found"));
    if (known >= 0)
        log = co_await UnitLog::open(file, binding);
    else
        log = co_await UnitLog::create(file, binding);
    if (!log && known < 0 && log.error().code == QLatin1String("exists"))
        log = co_await UnitLog::open(file, binding);
    if (!log)
        co_return tl::unexpected(log.error());
    m_ledger = std::make_unique<EnrichLedger>(*std::move(log));
    m_recorder->unitsRecovered(m_ledger->recoveredBytes());
    m_recorder->setLedger(m_ledger.get());
    m_meter->setTotal(units);
    showProgress();
    const Result<void> counted = co_await m_recorder->counted(units);
    co_return Result<void>(counted);
}

QCoro::Task<Result<std::shared_ptr<BatchSource>>> EnrichRun::openBatches(std::stop_token stop)
{
    using Source = std::shared_ptr<BatchSource>;
    std::optional<Secret> key;
    if (m_backup) {
        CO_TRY(found, co_await m_workspace.backups().key(*m_backup, stop));
        key = *found;
    }
    const QFuture<Result<Source>> opening
        = QtConcurrent::run([backup = m_backup, key, order = m_order.order, schema = m_schema,
                             open = m_ledger->open()]() -> Result<Source> {
              if (backup) {
                  TRY(reader, BackupReader::open(backup->file, key));
                  return std::make_shared<BackupFeed>(*std::move(reader), schema, open);
              }
              TRY(rows, RowFeed::open(order.source, order.mapping, *schema));
              return std::make_shared<BatchFeed>(*std::move(rows), schema, open);
          });
    Result<Source> source = co_await opening;
    co_return Result<Source>(std::move(source));
}

QCoro::Task<Result<void>> EnrichRun::sendAll(std::stop_token stop)
{
    if (const auto entered = co_await enter("sending"); !entered)
        co_return entered;
    if (m_ledger->units() == 0)
        co_return Result<void>{};
    CO_TRY(opened, co_await openBatches(stop));
    const std::shared_ptr<BatchSource> feed = *opened;
    EnrichmentClient &client = m_connection->enrichment();
    BatchSender sender(*m_ledger, client, *m_meter, m_workspace.clock(),
                       {[this](qsizetype contacts) {
                            showProgress();
                            return m_recorder->sent(contacts);
                        },
                        [this](const QString &code, const QVariantMap &args) { addEvent(code, args); }});
    for (;;) {
        if (stop.stop_requested())
            co_return failure({.kind = ErrorKind::Cancelled});
        BatchSize size{qsizetype(m_budget.batchSize), client.limits().batchBytes};
        if (sender.tooMany() > 0)
            size.contacts = std::min(size.contacts, sender.tooMany());
        m_meter->counters().pageSize = int(size.contacts);
        // The worker has the feed until the batch is there; the next call comes only after that.
        const QFuture<Result<UnitBatch>> cutting = QtConcurrent::run([feed, size] { return feed->next(size); });
        CO_TRY(batch, co_await cutting);
        if (batch->units.isEmpty())
            co_return Result<void>{};
        m_refused = false;
        m_recorder->refreshDue();
        const Result<void> sent = co_await sender.send(*batch, stop);
        m_meter->counters().pages = sender.calls();
        if (!sent)
            co_return tl::unexpected(sent.error());
    }
}

QCoro::Task<Result<void>> EnrichRun::refresh(std::stop_token stop)
{
    if (!m_order.order.refresh || m_recorder->progress().refreshed || m_ledger->count(UnitState::Applied) == 0)
        co_return Result<void>{};
    if (const auto entered = co_await enter("refreshing"); !entered)
        co_return entered;
    const Result<void> done = co_await refreshList(
        m_connection->enrichment(), m_order.order.listId, title(), *m_meter, m_workspace.clock(),
        [this](std::optional<ApiError> error) { return m_recorder->refreshed(std::move(error)); }, stop);
    co_return Result<void>(done);
}

RunOutcome EnrichRun::outcomeFor(const Result<void> &worked) const
{
    RunOutcome outcome;
    const qint64 unknown = m_ledger ? m_ledger->inDoubt() : 0;
    const qint64 rejected = m_ledger ? m_ledger->count(UnitState::Rejected) : 0;
    if (!worked) {
        outcome = outcomeOf(worked.error(), pauseRequested(), m_workspace.clock());
        // A person is asked whether the copy may lie in the clear; their word is part of another order.
        const bool asks = !isResumed() && worked.error().code == QLatin1String("backup_not_encrypted");
        if (m_refused && (outcome.kind == RunOutcome::Kind::Failed || asks))
            outcome.kind = RunOutcome::Kind::Refused;
        if (worked.error().code == QLatin1String("refresh_failed"))
            outcome.kind = RunOutcome::Kind::Paused; // the rest is done, and this can be done again
    } else if (unknown > 0) {
        // Not complete as long as something is not proved (F26); sending those once more is harmless.
        outcome.kind = RunOutcome::Kind::Paused;
        outcome.error = fault(ErrorKind::ConnectionLost, "contacts_in_doubt", QString::number(unknown));
    } else if (rejected > 0 || m_rates.rejected() > 0) {
        outcome.kind = RunOutcome::Kind::CompleteWithFindings;
    }
    addFinding(outcome, "enrich_unknown", unknown);
    addFinding(outcome, "enrich_rejected", rejected);
    if (m_rates.rejected() > 0 && !m_refused)
        outcome.findings.append(findingKey("rows_left_out", m_rates.rejected()));
    if (const qint64 sent = m_ledger ? m_ledger->count(UnitState::Applied) + unknown : 0; sent > 0 && !m_backup)
        outcome.findings.append(findingKey("not_undoable", sent));
    if (m_backup && !m_backup->encrypted)
        outcome.findings.append(findingKey("backup_in_clear", m_backup->enriched));
    return outcome;
}

RunMetrics EnrichRun::currentMetrics() const
{
    RunMetrics metrics = m_meter->snapshot();
    metrics.phase = phase();
    const QList<FieldMapping> &fields = m_order.order.mapping.fields;
    for (std::size_t field = 0; field < m_rates.fields().size() && qsizetype(field) < fields.size(); ++field) {
        const FillRates::Field &rate = m_rates.fields()[field];
        metrics.fill.append({fields[qsizetype(field)].attribute, rate.kept, rate.mapped});
    }
    if (!m_ledger) {
        if (m_contactsRead > 0)
            metrics.figures = {{QStringLiteral("contacts_read"), m_contactsRead}};
        return metrics;
    }
    const qint64 left = m_ledger->count(UnitState::Planned);
    const qint64 size = std::max<qint64>(1, m_meter->snapshot().pageSize);
    metrics.figures = {{QStringLiteral("rows"), m_rates.rows()},
                       {QStringLiteral("enriched"), m_ledger->count(UnitState::Applied)},
                       {QStringLiteral("rejected"), m_ledger->count(UnitState::Rejected)},
                       {QStringLiteral("unknown"), m_ledger->inDoubt()},
                       {QStringLiteral("not_sent"), left},
                       {QStringLiteral("left_out"), m_rates.rejected()},
                       {QStringLiteral("nothing_to_send"), m_rates.nothingToSend() + m_rates.skipped()},
                       {QStringLiteral("batches_left"), (left + size - 1) / size}};
    return metrics;
}

void EnrichRun::showProgress()
{
    m_meter->setRecords(m_ledger->settled());
    touchMetrics();
}

Result<void> EnrichRun::discard(Workspace &workspace, const QString &runId)
{
    return removeDurably(workspace.runFile(runId, "units"));
}

} // namespace muster
