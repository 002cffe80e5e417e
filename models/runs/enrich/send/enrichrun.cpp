// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/send/enrichrun.h"

#include "models/runs/enrich/check/sourcecheck.h"
#include "models/runs/enrich/send/batchsender.h"
#include "models/runs/enrich/send/enrichrecorder.h"
#include "models/runs/enrich/send/unenrichedcontacts.h"
#include "models/runs/enrich/valuereading.h"
#include "models/runs/lists/apply/applybackup.h"
#include "models/runs/run.h"
#include "models/runs/runmeter.h"
#include "models/runs/skillstarter.h"
#include "models/runs/workspace.h"
#include "models/store/backupstore.h"
#include "models/store/diskaccess.h"
#include "models/store/durablefile.h"
#include "network/api/enrichmentclient.h"
#include "network/http/clock.h"
#include "network/tenant/tenantconnection.h"

#include <QCoro/QCoroFuture>
#include <QCoro/QCoroTask>
#include <QCryptographicHash>
#include <QFile>
#include <QtConcurrent>

namespace muster {

namespace {

/// A file that is there and is another one; a file that is gone says nothing. Blocks.
bool isChanged(const QString &path, const QString &digest)
{
    QFile file(path);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (digest.isEmpty() || !file.open(QIODevice::ReadOnly) || !hash.addData(&file))
        return false;
    return QString::fromLatin1(hash.result().toHex()) != digest;
}

} // namespace

EnrichWriteRun::EnrichWriteRun(QString id, const FrozenFor &order, Target target, RunStart start, Workspace &workspace,
                               std::shared_ptr<TenantConnection> connection, QObject *parent)
    : WriteRun(std::move(id), order, start, workspace, std::move(connection), parent)
    , m_target(std::move(target))
{
}

EnrichWriteRun::~EnrichWriteRun() = default;

QString EnrichWriteRun::title() const
{
    return m_target.listName.isEmpty() ? m_target.listId : m_target.listName;
}

QCoro::Task<Result<void>> EnrichWriteRun::askTenant(std::stop_token stop)
{
    CO_TRY_VOID(co_await enter("asking_tenant"));
    using enum Operation;
    CO_TRY_VOID(co_await mayCall({ReadListSchema, ReadCampaign, EnrichContacts}, stop));
    EnrichmentClient &client = m_connection->enrichment();
    CO_TRY(schema, co_await client.schema(m_target.listId, m_meter.get(), stop));
    m_schema = std::make_shared<const ListSchema>(*schema);
    CO_TRY(budget, co_await askBudget(client, m_target.listId, m_target.campaignId, m_meter.get(), stop));
    m_budget = *budget;
    if (const Dialer *dialer = withoutConsent(m_budget.tightest.dialers, m_target.consent))
        co_return failure(ErrorKind::Refused, "skill_running", dialer->name);
    if (const char *code = startFault(m_budget.tightest.dialers, m_target.consent.starts))
        co_return failure(ErrorKind::Refused, code, m_target.consent.starts);
    if (!paceOf(client.limits()).hasBudget())
        co_return co_await trail().paced(m_budget.tightest, m_budget.batchSize);
    co_return co_await trail().budgeted(m_budget.tightest, m_budget.batchSize);
}

void EnrichWriteRun::takeLog(std::unique_ptr<UnitLog> log)
{
    m_ledger = std::make_unique<EnrichLedger>(std::move(log));
    m_sender = std::make_unique<BatchSender>(
        *m_ledger, m_connection->enrichment(), m_target.consent, *m_meter, m_workspace.clock(),
        [this](qsizetype contacts) {
            showProgress();
            return trail().sent(contacts);
        },
        [this](const QString &code, const QVariantMap &args) { addEvent(code, args); },
        [this](const AnsweredBatch &batch) { trail().answered(batch); });
    trail().setLedger(m_ledger.get());
    showProgress();
}

SkillStarter &EnrichWriteRun::starter()
{
    return m_sender->starter();
}

BatchSize EnrichWriteRun::nextSize()
{
    BatchSize size{qsizetype(m_budget.batchSize), m_connection->enrichment().limits().batchBytes};
    if (m_sender->tooMany() > 0)
        size.contacts = std::min(size.contacts, m_sender->tooMany());
    m_meter->counters().pageSize = int(size.contacts);
    return size;
}

QCoro::Task<Result<void>> EnrichWriteRun::sendBatch(UnitBatch batch, std::stop_token stop)
{
    const Result<void> sent = co_await m_sender->sendBatch(std::move(batch), stop);
    m_meter->counters().pages = m_sender->calls();
    co_return Result<void>(sent);
}

QCoro::Task<Result<void>> EnrichWriteRun::refresh(std::stop_token stop)
{
    const bool canBe = m_connection->enrichment().limits().refreshes;
    if (!canBe || !m_target.refresh || trail().isRefreshed() || m_ledger->count(UnitState::Applied) == 0)
        co_return Result<void>{};
    CO_TRY_VOID(co_await enter("refreshing"));
    co_return co_await refreshList(
        m_connection->enrichment(), m_target.listId, title(), *m_meter, m_workspace.clock(),
        [this](std::optional<ApiError> error) { return trail().refreshed(std::move(error)); }, stop);
}

void EnrichWriteRun::showProgress()
{
    m_meter->setRecords(m_ledger->settled());
    touchMetrics();
}

void EnrichWriteRun::addRefusals(RunOutcome &outcome) const
{
    if (!m_ledger)
        return;
    qint64 others = m_ledger->count(UnitState::Rejected);
    for (const EnrichReason reason : {EnrichReason::NotInList, EnrichReason::RowTooLong, EnrichReason::Unwritable,
                                      EnrichReason::SeveralNumbers, EnrichReason::NotTaken, EnrichReason::OtherValue}) {
        const qint64 count = m_ledger->count(UnitState::Rejected, reason);
        addFinding(outcome, refusalKey(reason), count);
        others -= count;
    }
    addFinding(outcome, "enrich_rejected", others);
}

EnrichRun::EnrichRun(QString id, FrozenEnrich order, RunStart start, Workspace &workspace,
                     std::shared_ptr<TenantConnection> connection, QObject *parent)
    : EnrichWriteRun(std::move(id), order,
                     {order.order.listId, order.order.listName, order.order.campaignId, order.order.refresh,
                      order.order.dialConsent},
                     start, workspace, std::move(connection), parent)
    , m_order(std::move(order))
{
}

EnrichRun::~EnrichRun() = default;

WriteRecorder &EnrichRun::makeRecorder(const QByteArray &progress)
{
    m_recorder = std::make_unique<EnrichRecorder>(m_workspace, id(), m_order, EnrichProgress::parse(progress));
    return *m_recorder;
}

EnrichTrail &EnrichRun::trail()
{
    return *m_recorder;
}

QCoro::Task<Result<void>> EnrichRun::work(std::stop_token stop)
{
    setState(RunState::Running);
    CO_TRY_VOID(co_await askTenant(stop));
    CO_TRY_VOID(co_await prepare(stop));
    CO_TRY_VOID(co_await openLedger());
    CO_TRY_VOID(co_await sendAll(stop));
    co_return co_await refresh(stop);
}

QCoro::Task<Result<void>> EnrichRun::prepare(std::stop_token stop)
{
    const EnrichProgress &before = m_recorder->progress();
    if (!before.backupDigest.isEmpty())
        co_return co_await takeUp(stop);
    if (before.units == 0)
        co_return Result<void>{}; // nothing was to be sent
    if (before.units < 0) { // else it began without, and the same rows have to be counted again
        CO_TRY_VOID(co_await readValues(stop));
    }
    const Result<void> checked = co_await checkSource(stop);
    m_values.reset();
    co_return Result<void>(checked);
}

QCoro::Task<Result<void>> EnrichRun::readValues(std::stop_token stop)
{
    CO_TRY_VOID(co_await enter("reading"));
    const QStringList attributes = attributesReadFor(m_order.order.mapping);
    for (const QString &name : attributes) {
        if (!m_schema->indexOf(name))
            co_return Result<void>{}; // the check says what is wrong with the mapping
    }
    const ValueReadingHooks hooks{[this](const ListReader &reader) {
                                      m_contactsRead = reader.totals().contacts;
                                      touchMetrics();
                                  },
                                  [this](const QString &code, const QVariantMap &args) { addEvent(code, args); }};
    CO_TRY(values,
           co_await readContactValues(m_connection->listValues(), *m_schema, attributes, hooks, m_meter.get(), stop));
    m_values = *values;
    if (!m_values && m_order.order.agreed)
        co_return failure(ErrorKind::BadInput, "values_not_read", title());
    if (!m_values)
        addEvent(QStringLiteral("values_not_read"));
    co_return Result<void>{};
}

QCoro::Task<Result<std::unique_ptr<ApplyBackup>>> EnrichRun::beginBackup(std::stop_token stop)
{
    if (isResumed()) {
        CO_TRY_VOID(co_await m_workspace.backups().removeUnrecorded(id()));
    }
    BackupInfo info{.runId = id(),
                    .listId = m_order.order.listId,
                    .listName = m_order.order.listName,
                    .planDigest = m_order.digest};
    co_return co_await ApplyBackup::begin(m_workspace, m_order, info, m_order.order.plainBackup, stop);
}

QCoro::Task<Result<void>> EnrichRun::checkSource(std::stop_token stop)
{
    CO_TRY_VOID(co_await enter("checking_file"));
    std::unique_ptr<ApplyBackup> backup; // goes with what is in it unless it is finished
    if (m_values) {
        CO_TRY(begun, co_await beginBackup(stop));
        backup = *std::move(begun);
    }
    const EnrichCheckOrder order{m_order.order.source, m_order.order.mapping, *m_schema, {}};
    const CheckContext context{
        .values = m_values, .listsRejected = m_order.order.sendValid, .copies = backup != nullptr};
    const auto leftOut = std::make_shared<UnchangedContactsCsv>(UnchangedContactsCsv::Origin::File);
    const auto checked = co_await checkWholeSource(
        order, context,
        [copies = backup.get(), leftOut](SourceCheck &check) {
            for (BackupRecord &record : check.takeCopies())
                copies->add(std::move(record));
            addLeftOut(*leftOut, check.takeRejected());
        },
        stop);
    if (!checked)
        co_return failure(checked.error());
    CO_TRY_VOID(judge(**checked));
    // Before the first batch: however often the run is interrupted, its result names them.
    const QFuture<Result<WrittenFile>> keeping
        = QtConcurrent::run([leftOut, file = m_workspace.runFile(id(), "leftout.csv")] { return leftOut->save(file); });
    CO_TRY_VOID(co_await keeping);
    if (!backup || m_rates.sent() == 0)
        co_return Result<void>{};
    CO_TRY_VOID(co_await enter("backing_up"));
    CO_TRY(finished, co_await backup->finish());
    m_backup = *finished;
    co_return co_await m_recorder->backedUp(*finished, m_rates);
}

Result<void> EnrichRun::judge(const CheckReport &report)
{
    const EnrichOrder &order = m_order.order;
    if (!order.sourceDigest.isEmpty() && report.sourceDigest != order.sourceDigest)
        return failure(ErrorKind::Damaged, "source_changed", order.source.file);
    m_rates = report.rates;
    if (!report.fits() && !order.sendValid)
        return failure(ErrorKind::BadInput, "rows_do_not_fit", QString::number(report.rates.rejected()));
    // Somebody has filled or changed values since a person agreed to what would be written over.
    if (order.agreed && report.diff && report.diff->overall().changes > order.agreed->changes)
        return failure(ErrorKind::BadInput, "values_changed",
                       QString::number(report.diff->overall().changes - order.agreed->changes));
    return {};
}

QCoro::Task<Result<void>> EnrichRun::takeUp(std::stop_token)
{
    CO_TRY_VOID(co_await enter("checking_file"));
    const EnrichProgress before = m_recorder->progress();
    const QFuture<bool> comparing = QtConcurrent::run(
        [file = m_order.order.source.file, digest = m_order.order.sourceDigest] { return isChanged(file, digest); });
    const bool changed = co_await comparing;
    if (changed)
        co_return failure(ErrorKind::Damaged, "source_changed", m_order.order.source.file);
    const Result<BackupInfo> backup = co_await BackupStore::look(before.backupFile);
    if (!backup && fileTrouble(backup.error()) == FileTrouble::NotFound)
        co_return failure(ErrorKind::File, "backup_gone", before.backupFile);
    if (!backup)
        co_return failure(backup.error());
    if (backup->digest != before.backupDigest)
        co_return failure(ErrorKind::Damaged, "backup_damaged", before.backupFile);
    m_backup = *backup;
    m_rates = before.rates;
    co_return Result<void>{};
}

QCoro::Task<Result<void>> EnrichRun::openLedger()
{
    const qint64 units = m_rates.sent();
    if (units > qint64(UnitLogFormat::maxUnits))
        co_return failure(ErrorKind::LimitExceeded, "too_many_contacts", QString::number(units));
    const qint64 known = m_recorder->progress().units;
    if (known >= 0 && known != units)
        co_return failure(ErrorKind::Damaged, "source_changed", m_order.order.source.file);
    // Merging again is harmless, but what was counted as done would be counted again.
    const auto missing = known < 0 ? MissingLog::IsNew : MissingLog::IsLost;
    CO_TRY(log, co_await openUnits(m_order.digest, std::uint32_t(units), missing));
    m_meter->setTotal(units);
    takeLog(*std::move(log));
    co_return co_await m_recorder->counted(units);
}

QCoro::Task<Result<std::shared_ptr<BatchSource>>> EnrichRun::openBatches(std::stop_token stop)
{
    using Source = std::shared_ptr<BatchSource>;
    if (!m_backup) {
        CO_TRY(rows, co_await openRows(stop));
        m_hasSource = true;
        co_return Source(std::make_shared<BatchFeed>(*std::move(rows), m_schema, m_ledger->open()));
    }
    CO_TRY(key, co_await m_workspace.backups().key(*m_backup, stop));
    const QFuture<Result<Source>> opening = QtConcurrent::run(
        [backup = *m_backup, key = *key, schema = m_schema, open = m_ledger->open()]() -> Result<Source> {
            TRY(reader, BackupReader::open(backup.file, key));
            return std::make_shared<BackupFeed>(*std::move(reader), schema, open);
        });
    Result<Source> source = co_await opening;
    m_backupKey = *key;
    m_hasSource = source.has_value();
    co_return Result<Source>(std::move(source));
}

QCoro::Task<Result<std::shared_ptr<RowFeed>>> EnrichRun::openRows(std::stop_token stop)
{
    using Rows = std::shared_ptr<RowFeed>;
    const QFuture<Result<Rows>> opening = QtConcurrent::run([order = m_order.order,
                                                             schema = m_schema]() -> Result<Rows> {
        return RowFeed::open(order.source, order.mapping, *schema).map([](auto rows) { return Rows(std::move(rows)); });
    });
    CO_TRY(rows, co_await opening);
    while ((*rows)->isGatheringDates()) { // a block at a time, so that it can be stopped
        if (stop.stop_requested())
            co_return failure(ErrorKind::Cancelled);
        const QFuture<Result<bool>> gathering
            = QtConcurrent::run([rows = *rows] { return rows->next([](const CheckedRow &, const SourceRow &) { }); });
        CO_TRY_VOID(co_await gathering);
    }
    co_return *std::move(rows);
}

QCoro::Task<Result<void>> EnrichRun::sendAll(std::stop_token stop)
{
    CO_TRY_VOID(co_await enter("sending"));
    if (m_ledger->units() == 0)
        co_return Result<void>{};
    CO_TRY(opened, co_await openBatches(stop));
    const std::shared_ptr<BatchSource> feed = *opened;
    const bool starts = !m_order.order.dialConsent.starts.isEmpty() && m_recorder->skillStart() == SkillStart::None;
    CO_TRY(first, co_await nextBatch(feed));
    for (UnitBatch batch = *std::move(first); !batch.units.isEmpty();) {
        if (stop.stop_requested())
            co_return failure(ErrorKind::Cancelled);
        UnitBatch following;
        if (starts) { // which is the last one shows only when the next is cut
            CO_TRY(cut, co_await nextBatch(feed));
            following = *std::move(cut);
        }
        m_refused = false;
        m_recorder->refreshDue();
        if (starts && following.units.isEmpty()) {
            CO_TRY_VOID(co_await sendAndStart(std::move(batch), stop));
        } else {
            CO_TRY_VOID(co_await sendBatch(std::move(batch), stop));
        }
        if (!starts) {
            CO_TRY(cut, co_await nextBatch(feed));
            following = *std::move(cut);
        }
        batch = std::move(following);
    }
    co_return Result<void>{};
}

QCoro::Task<Result<UnitBatch>> EnrichRun::nextBatch(std::shared_ptr<BatchSource> feed)
{
    // The worker has the feed until the batch is there; the next call comes only after that.
    const QFuture<Result<UnitBatch>> cutting
        = QtConcurrent::run([feed, size = nextSize()] { return feed->next(size); });
    Result<UnitBatch> batch = co_await cutting;
    co_return batch;
}

QCoro::Task<Result<void>> EnrichRun::sendAndStart(UnitBatch batch, std::stop_token stop)
{
    const QString skill = m_order.order.dialConsent.starts;
    // Nobody is called from a list of which something is in doubt.
    if (m_ledger->inDoubt() > 0 || m_ledger->count(UnitState::Planned) > batch.units.size())
        co_return co_await sendBatch(std::move(batch), stop);
    CO_TRY_VOID(co_await m_recorder->startAsked(skill));
    starter().allow();
    const Result<void> sent = co_await sendBatch(std::move(batch), stop);
    CO_TRY_VOID(co_await m_recorder->startAnswered(skill, starter().came()));
    co_return Result<void>(sent);
}

RunOutcome EnrichRun::outcomeFor(const Result<void> &worked) const
{
    RunOutcome outcome;
    const qint64 unknown = m_ledger ? m_ledger->inDoubt() : 0;
    const qint64 rejected = m_ledger ? m_ledger->count(UnitState::Rejected) : 0;
    const qint64 notSent = m_ledger ? m_ledger->count(UnitState::Planned) : 0;
    if (!worked) {
        outcome = endedBy(worked.error(), m_ledger ? m_ledger->count(UnitState::Applied) + unknown + rejected : 0);
        if (worked.error().code == QLatin1String("refresh_failed"))
            outcome.kind = RunOutcome::Kind::Paused; // the rest is done, and this can be done again
    } else if (unknown > 0) {
        // Not complete as long as something is not proved (F26); sending those once more is harmless.
        outcome.kind = RunOutcome::Kind::Paused;
        outcome.error = fault(ErrorKind::ConnectionLost, "contacts_in_doubt", QString::number(unknown));
    } else if (notSent > 0) {
        outcome.kind = RunOutcome::Kind::Paused;
        outcome.error = fault(ErrorKind::ConnectionLost, "contacts_not_sent", QString::number(notSent));
    } else if (rejected > 0 || m_rates.rejected() > 0) {
        outcome.kind = RunOutcome::Kind::CompleteWithFindings;
    }
    addFinding(outcome, "enrich_unknown", unknown);
    addRefusals(outcome);
    if (m_rates.rejected() > 0 && !m_refused)
        outcome.findings.append(findingKey("rows_left_out", m_rates.rejected()));
    if (!m_refused)
        addFinding(outcome, "cells_left_out", m_rates.leftOut());
    if (const qint64 sent = m_ledger ? m_ledger->count(UnitState::Applied) + unknown : 0; sent > 0 && !m_backup)
        outcome.findings.append(findingKey("not_undoable", sent));
    if (m_recorder)
        addSkillStart(outcome, m_order.order.dialConsent, m_recorder->skillStart());
    if (m_backup && !m_backup->encrypted)
        outcome.findings.append(findingKey("backup_in_clear", m_backup->enriched));
    return outcome;
}

QCoro::Task<Result<RunOutcome>> EnrichRun::close(RunOutcome outcome)
{
    const QString file = m_workspace.runFile(id(), "leftovers.csv");
    const bool isEmpty = m_ledger && m_ledger->units() == 0; // every row was left out
    if (!m_ledger || !(m_hasSource || isEmpty)) { // nothing was sent in this life
        if (QFile::exists(file))
            outcome.resultFile = file;
        co_return Result<RunOutcome>(std::move(outcome));
    }
    UnenrichedContacts contacts{.source = m_order.order.source,
                                .mapping = m_order.order.mapping,
                                .schema = *m_schema,
                                .backup = m_backup,
                                .key = std::exchange(m_backupKey, std::nullopt),
                                .leftOut = m_workspace.runFile(id(), "leftout.csv")};
    contacts.units = m_ledger->all();
    // Whoever stopped the run does not wait for rows to be looked up.
    std::stop_source hurry;
    if (stopWish() != StopWish::None)
        hurry.request_stop();
    co_return co_await writeResult(std::move(outcome),
                                   [contacts = std::move(contacts), file, stop = hurry.get_token()] {
                                       return writeUnenriched(contacts, file, stop);
                                   });
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
                       {QStringLiteral("outdated"), m_rates.outdated()},
                       {QStringLiteral("batches_left"), (left + size - 1) / size}};
    return metrics;
}

Result<void> EnrichRun::discard(Workspace &workspace, const QString &runId)
{
    TRY_VOID(removeDurably(workspace.runFile(runId, "leftout.csv")));
    return removeDurably(workspace.runFile(runId, "units"));
}

} // namespace muster
