// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lists/listrestorerun.h"

#include "models/runs/lists/correctionbatches.h"
#include "models/runs/lists/listreader.h"
#include "models/runs/lists/restorerecorder.h"
#include "models/runs/lists/writepace.h"
#include "models/runs/runmeter.h"
#include "models/runs/workspace.h"
#include "models/store/backupstore.h"
#include "models/store/unitlog.h"
#include "network/tenant/tenantconnection.h"

#include <QCoro/QCoroFuture>
#include <QSet>
#include <QtConcurrent>
#include <algorithm>

namespace muster {

namespace {

/// What a worker makes of a backup.
struct LoadedBackup
{
    std::optional<ApiError> error;
    std::vector<RestoreUnit> units;
};

std::shared_ptr<LoadedBackup> loadBackup(const FrozenListRestore &order, const std::optional<Secret> &key,
                                         const std::stop_token &stop)
{
    auto loaded = std::make_shared<LoadedBackup>();
    const QString &file = order.order.backupFile;
    QSet<QString> wanted(order.order.only.cbegin(), order.order.only.cend());
    const bool all = wanted.isEmpty();
    const auto info = readBackup(file, key, [&](std::vector<BackupRecord> records) {
        for (BackupRecord &record : records) {
            if (all || wanted.remove(QString::fromStdString(record.contactId))) {
                loaded->units.push_back(
                    {record.why, std::move(record.contactId), std::move(record.phone), std::move(record.newPhone)});
            }
        }
        return !stop.stop_requested();
    });
    if (stop.stop_requested())
        loaded->error = {.kind = ErrorKind::Cancelled};
    else if (!info)
        loaded->error = info.error();
    else if (info->digest != order.backupDigest)
        loaded->error = {.kind = ErrorKind::Damaged, .code = QStringLiteral("backup_changed"), .subject = file};
    else if (!wanted.isEmpty())
        loaded->error
            = {.kind = ErrorKind::BadInput, .code = QStringLiteral("not_in_backup"), .subject = *wanted.begin()};
    return loaded;
}

bool callsForHalves(BackupRecord::Why why, const WriteAnswer &answer)
{
    if (answer.fates.size() < 2 || !answer.error)
        return false;
    // A correction that conflicts is not tried again before the list was read (F16).
    const ErrorKind kind = answer.error->kind;
    return (kind == ErrorKind::Invalid || kind == ErrorKind::TooLarge
            || (kind == ErrorKind::Conflict && why == BackupRecord::Why::Purged))
        && std::all_of(answer.fates.cbegin(), answer.fates.cend(),
                       [](const RecordFate &fate) { return fate.fate == WriteFate::Rejected; });
}

} // namespace

ListRestoreRun::ListRestoreRun(QString id, FrozenListRestore order, RunStart start, Workspace &workspace,
                               std::shared_ptr<TenantConnection> connection, QObject *parent)
    : WriteRun(std::move(id), {order.digest, order.profileId, order.profileName}, start, workspace,
               std::move(connection), parent)
    , m_order(std::move(order))
{
}

ListRestoreRun::~ListRestoreRun() = default;

QString ListRestoreRun::title() const
{
    return m_order.listName.isEmpty() ? m_order.listId : m_order.listName;
}

RunMetrics ListRestoreRun::currentMetrics() const
{
    RunMetrics metrics = m_meter->snapshot();
    metrics.phase = phase();
    if (!m_log)
        return metrics;
    const auto figure
        = [&](const char *key, qint64 value) { metrics.figures.append({QString::fromLatin1(key), value}); };
    figure("restored", m_applied[std::size_t(Why::Purged)]);
    figure("numbers_restored", m_applied[std::size_t(Why::Corrected)]);
    figure("skipped", m_log->count(UnitState::Skipped));
    figure("absent", m_log->count(UnitState::Absent));
    figure("rejected", m_log->count(UnitState::Rejected));
    figure("unknown", m_log->count(UnitState::Unknown) + m_log->count(UnitState::Accepted));
    figure("not_attempted", m_log->count(UnitState::Planned));
    return metrics;
}

WriteRecorder &ListRestoreRun::makeRecorder(const QByteArray &)
{
    m_recorder = std::make_unique<RestoreRecorder>(m_workspace, id(), m_order);
    return *m_recorder;
}

QCoro::Task<Result<void>> ListRestoreRun::work(std::stop_token stop)
{
    setState(RunState::Running);
    CO_TRY_VOID(co_await openBackup(stop));
    CO_TRY_VOID(co_await openLog(stop));
    m_refused = false;
    const int rounds = m_connection->contactLists().retry().tries;
    for (int round = 0;; ++round) {
        CO_TRY_VOID(co_await enter(round == 0 ? "reading" : "checking"));
        CO_TRY_VOID(co_await look(stop));
        if (round == rounds || (sendable(Why::Purged).isEmpty() && sendable(Why::Corrected).isEmpty()))
            co_return Result<void>{};
        for (const Why why : {Why::Purged, Why::Corrected}) {
            CO_TRY_VOID(co_await enter(why == Why::Purged ? "restoring" : "restoring_numbers"));
            CO_TRY_VOID(co_await sendAll(why, stop));
        }
    }
}

QCoro::Task<Result<void>> ListRestoreRun::openBackup(std::stop_token stop)
{
    CO_TRY(info, co_await BackupStore::look(m_order.order.backupFile));
    CO_TRY(key, co_await m_workspace.backups().key(*info, stop));
    const QFuture<std::shared_ptr<LoadedBackup>> loading
        = QtConcurrent::run([order = m_order, key = *std::move(key), stop] { return loadBackup(order, key, stop); });
    const std::shared_ptr<LoadedBackup> loaded = co_await loading;
    if (loaded->error)
        co_return failure(*loaded->error);
    m_units = std::move(loaded->units);
    m_byId.reserve(m_units.size());
    for (std::uint32_t unit = 0; unit < m_units.size(); ++unit) {
        if (!m_byId.emplace(m_units[unit].contactId, unit).second) {
            co_return failure({.kind = ErrorKind::Damaged,
                               .code = QStringLiteral("backup_damaged"),
                               .subject = m_order.order.backupFile});
        }
    }
    m_meter->setTotal(qint64(m_units.size()));
    co_return Result<void>{};
}

QCoro::Task<Result<void>> ListRestoreRun::openLog(std::stop_token stop)
{
    if (stop.stop_requested())
        co_return failure({.kind = ErrorKind::Cancelled});
    const QString file = m_workspace.runFile(id(), "units");
    const UnitLogBinding binding{id(), m_order.digest, std::uint32_t(m_units.size())};
    auto log = co_await UnitLog::open(file, binding);
    // One that was never made: the run was ended before, and nothing was sent.
    if (!log && log.error().code == QLatin1String("not_found"))
        log = co_await UnitLog::create(file, binding);
    if (!log)
        co_return tl::unexpected(log.error());
    m_log = *std::move(log);
    m_attemptsBefore.resize(m_units.size());
    for (std::uint32_t unit = 0; unit < m_units.size(); ++unit) {
        m_attemptsBefore[unit] = std::uint16_t(m_log->attempts(unit));
        if (m_log->state(unit) == UnitState::Applied)
            ++m_applied[std::size_t(m_units[unit].why)];
    }
    m_recorder->setLog(m_log.get());
    m_recorder->unitsRecovered(m_log->recoveredBytes());
    co_return Result<void>{};
}

QCoro::Task<Result<void>> ListRestoreRun::look(std::stop_token stop)
{
    std::vector<RestoreSighting> sightings(m_units.size(), RestoreSighting::Gone);
    ListReader reader(
        m_connection->contactLists(), m_order.listId,
        {[this, &sightings](const std::shared_ptr<const RecordPage> &page) { takePage(*page, sightings); },
         [this](const QString &code, const QVariantMap &args) { addEvent(code, args); }},
        m_meter.get());
    // Less than the whole list proves of nobody that he is not in it.
    CO_TRY_VOID(co_await reader.readAll(stop));
    QList<UnitChange> changes;
    for (std::uint32_t unit = 0; unit < m_units.size(); ++unit) {
        const LoggedUnit now = m_log->unit(unit);
        if (const auto change = RestoreRules::afterReading(unit, m_units[unit], now, sightings[unit]))
            changes.append(*change);
    }
    co_return co_await record(std::move(changes));
}

void ListRestoreRun::takePage(const RecordPage &page, std::vector<RestoreSighting> &sightings)
{
    for (std::size_t row = 0; row < page.rowCount(); ++row) {
        const auto found = m_byId.find(page.id(row));
        if (found != m_byId.end())
            sightings[found->second] = RestoreRules::sightingOf(m_units[found->second], page.text(page.cell(row, 0)));
    }
}

QCoro::Task<Result<void>> ListRestoreRun::record(QList<UnitChange> changes)
{
    std::vector<UnitState> before;
    before.reserve(std::size_t(changes.size()));
    for (const UnitChange &change : std::as_const(changes))
        before.push_back(m_log->state(change.unit));
    CO_TRY(recorded, co_await m_log->record(changes));
    for (qsizetype i = 0; i < changes.size(); ++i) {
        qint64 &applied = m_applied[std::size_t(m_units[changes[i].unit].why)];
        applied += (changes[i].state == UnitState::Applied ? 1 : 0)
            - (before[std::size_t(i)] == UnitState::Applied ? 1 : 0);
    }
    m_meter->setRecords(qint64(m_units.size()) - m_log->count(UnitState::Planned) - m_log->count(UnitState::Intent));
    touchMetrics();
    co_return Result<void>{};
}

ListRestoreRun::Batch ListRestoreRun::sendable(Why why) const
{
    Batch units;
    const int tries = m_connection->contactLists().retry().tries;
    for (std::uint32_t unit = 0; unit < m_units.size(); ++unit) {
        const int tried = m_log->attempts(unit) - m_attemptsBefore[unit];
        if (m_units[unit].why == why && m_log->state(unit) == UnitState::Planned && tried < tries)
            units.append(unit);
    }
    return units;
}

QCoro::Task<Result<void>> ListRestoreRun::sendAll(Why why, std::stop_token stop)
{
    const ContactListLimits limits = m_connection->contactLists().limits();
    CorrectionBatches batches(sendable(why), why == Why::Purged ? limits.restoresPerCall : limits.correctionsPerCall);
    while (const auto batch = batches.next()) {
        CO_TRY(next, co_await sendBatch(why, *batch, stop));
        if (*next == Next::Halves)
            batches.halve(*batch);
    }
    co_return Result<void>{};
}

QCoro::Task<Result<ListRestoreRun::Next>> ListRestoreRun::sendBatch(Why why, Batch batch, std::stop_token stop)
{
    WritePace pace(m_connection->contactLists().retry(), *m_meter, m_workspace.clock());
    for (;;) {
        if (stop.stop_requested())
            co_return failure({.kind = ErrorKind::Cancelled});
        CO_TRY(answer, co_await attempt(why, batch, stop));
        CO_TRY_VOID(co_await m_recorder->sent(batch.size()));
        if (callsForHalves(why, *answer))
            co_return Result<Next>(Next::Halves);
        if (!answer->error) {
            m_lostInRow = 0;
            co_return Result<Next>(Next::Batch);
        }
        CO_TRY(next, judge(*answer->error, pace));
        if (*next == Next::Rest) {
            if (!co_await pace.rest(*answer->error, stop))
                co_return failure({.kind = ErrorKind::Cancelled});
            co_return Result<Next>(Next::Batch);
        }
        // Some were named: the others go again without them.
        Batch rest;
        std::copy_if(batch.cbegin(), batch.cend(), std::back_inserter(rest),
                     [this](std::uint32_t unit) { return m_log->state(unit) == UnitState::Planned; });
        if (rest.isEmpty() || (*next == Next::Batch && rest.size() == batch.size()))
            co_return Result<Next>(Next::Batch);
        if (*next == Next::Again && !co_await pace.rest(*answer->error, stop))
            co_return failure({.kind = ErrorKind::Cancelled});
        batch = rest;
    }
}

QCoro::Task<Result<WriteAnswer>> ListRestoreRun::attempt(Why why, Batch batch, std::stop_token stop)
{
    QList<ContactPhone> contacts;
    QList<UnitChange> changes;
    for (const std::uint32_t unit : std::as_const(batch)) {
        contacts.append({QString::fromStdString(m_units[unit].contactId), QString::fromStdString(m_units[unit].phone)});
        changes.append(RestoreRules::intent(unit, m_log->unit(unit)));
    }
    CO_TRY_VOID(co_await record(changes));
    ContactListsClient &client = m_connection->contactLists();
    const WriteAnswer answer = why == Why::Purged
        ? co_await client.restore(m_order.listId, contacts, m_meter.get(), stop)
        : co_await client.correct(m_order.listId, contacts, m_meter.get(), stop);
    Q_ASSERT(answer.fates.size() == batch.size());
    const bool halves = callsForHalves(why, answer);
    for (qsizetype i = 0; i < batch.size(); ++i) {
        // Without a fate of its own nothing is known of a record.
        RecordFate fate = i < answer.fates.size() ? answer.fates.at(i) : RecordFate{{}, WriteFate::Unknown, {}};
        if (halves)
            fate.fate = WriteFate::NotSent; // nothing has changed, and it comes again with fewer others
        changes[i] = RestoreRules::afterAnswer(batch[i], why, m_log->unit(batch[i]), fate);
    }
    CO_TRY_VOID(co_await record(changes));
    co_return Result<WriteAnswer>(answer);
}

Result<ListRestoreRun::Next> ListRestoreRun::judge(const ApiError &error, WritePace &pace)
{
    switch (error.kind) {
    case ErrorKind::Invalid: // of single records
    case ErrorKind::TooLarge:
    case ErrorKind::Conflict:
        return Next::Batch;
    case ErrorKind::ServerTrouble: // in doubt: settled by the reading that follows
        (void)pace.isUsedUp(error);
        return Next::Rest;
    case ErrorKind::Throttled:
    case ErrorKind::NotSent:
        return pace.isUsedUp(error) ? Result<Next>(tl::unexpected(error)) : Result<Next>(Next::Again);
    case ErrorKind::ConnectionLost:
    case ErrorKind::TimedOut:
    case ErrorKind::NotFromApi:
    case ErrorKind::BrokenBody:
    case ErrorKind::UnexpectedShape:
    case ErrorKind::LimitExceeded:
        return ++m_lostInRow >= WritePace::lostInRow ? Result<Next>(tl::unexpected(error)) : Result<Next>(Next::Batch);
    default:
        return tl::unexpected(error);
    }
}

} // namespace muster
