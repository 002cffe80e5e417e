// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lists/restore/listrestorerun.h"

#include "models/runs/lists/listsenders.h"
#include "models/runs/lists/read/listreader.h"
#include "models/runs/lists/unchangedcontacts.h"
#include "models/runs/run.h"
#include "models/runs/runmeter.h"
#include "models/runs/workspace.h"
#include "models/store/backupstore.h"
#include "models/store/durablefile.h"
#include "models/store/unitlog.h"
#include "network/api/donotcallclient.h"
#include "network/tenant/tenantconnection.h"

#include <QCoro/QCoroFuture>
#include <QJsonDocument>
#include <QSet>
#include <QtConcurrent>
#include <algorithm>
#include <utility>

namespace muster {

RestoreRecorder::RestoreRecorder(Workspace &workspace, QString runId, const FrozenListRestore &order)
    : WriteRecorder(workspace, std::move(runId), "restore", order.digest)
    , m_order(order)
{
}

QJsonObject RestoreRecorder::counts() const
{
    if (m_log == nullptr)
        return {};
    QJsonObject counts = unitCounts(*m_log);
    const qint64 open = m_log->count(UnitState::Planned) + m_log->count(UnitState::Intent);
    counts.insert(QStringLiteral("records"), qint64(m_log->units()) - open);
    return counts;
}

QByteArray RestoreRecorder::progressJson()
{
    return QJsonDocument(counts()).toJson(QJsonDocument::Compact);
}

AuditDraft RestoreRecorder::entryFor(const Calls &calls) const
{
    return {QStringLiteral("progress"),
            {},
            {{QStringLiteral("order"), m_order.digest},
             {QStringLiteral("calls"), calls.last - calls.first + 1},
             {QStringLiteral("contacts"), calls.contacts}}};
}

QJsonObject RestoreRecorder::startFacts(bool) const
{
    QJsonObject facts{{QStringLiteral("profile"), m_order.profileId},
                      {QStringLiteral("list"), m_order.listId},
                      {QStringLiteral("backup"), m_order.backupDigest},
                      {QStringLiteral("chosen"), m_order.order.only.size()}};
    addConsent(facts, m_order.order.dialConsent);
    return facts;
}

namespace {

/// What is sent of a backup, in that order.
struct RestorePhase
{
    BackupRecord::Why why;
    const char *key; ///< RunMetrics::phase.
};
constexpr std::array restorePhases{RestorePhase{BackupRecord::Why::Purged, "restoring"},
                                   RestorePhase{BackupRecord::Why::Corrected, "restoring_numbers"},
                                   RestorePhase{BackupRecord::Why::Blocked, "unblocking"}};

/// What a worker makes of a backup.
struct LoadedBackup
{
    std::optional<ApiError> error;
    std::vector<RestoreUnit> units;
};

constexpr qint64 mostUnitLogBytes = qint64(2) << 30; // some changes of each of 20 million units

/// Which units of the run that made the backup were done: the numbers that it has put into a group are those, and no
/// others. Damaged "block_record_missing" where that cannot be told any more.
Result<std::vector<LoggedUnit>> unitsOfRun(const QString &unitFile, const BackupInfo &backup)
{
    const auto missing = failure(ErrorKind::Damaged, "block_record_missing", backup.runId);
    const auto bytes = readWholeFile(unitFile, mostUnitLogBytes);
    if (!bytes)
        return missing;
    auto replay = UnitLogFormat::replay(*bytes);
    if (!replay || replay->binding.runId != backup.runId || replay->binding.planDigest != backup.planDigest)
        return missing;
    return std::move(replay->units);
}

/// `runUnits`: empty where nothing was blocked.
std::shared_ptr<LoadedBackup> loadBackup(const FrozenListRestore &order, const ContactListLimits &limits,
                                         const std::vector<LoggedUnit> &runUnits, const std::optional<Secret> &key,
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
                    {record.why, std::move(record.contactId), std::move(record.phone), std::move(record.newPhone),
                     limits.restoresNeedMembers && record.why == BackupRecord::Why::Purged ? std::move(record.extras)
                                                                                           : std::string(),
                     limits.numberForm,
                     record.why != BackupRecord::Why::Blocked
                         || (record.unit < runUnits.size() && runUnits[record.unit].state == UnitState::Applied)});
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

} // namespace

ListRestoreRun::ListRestoreRun(QString id, FrozenListRestore order, RunStart start, Workspace &workspace,
                               std::shared_ptr<TenantConnection> connection, QObject *parent)
    : WriteRun(std::move(id), order, start, workspace, std::move(connection), parent)
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
    if (!m_groupId.isEmpty())
        figure("unblocked", m_applied[std::size_t(Why::Blocked)]);
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
    using enum Operation;
    CO_TRY_VOID(co_await mayCall({ReadContactList, RestoreContacts, PatchContacts}, stop));
    CO_TRY_VOID(co_await mayDial(stop));
    m_refused = false;
    const int rounds = m_connection->contactLists().retry().tries;
    for (int round = 0;; ++round) {
        CO_TRY_VOID(co_await enter(round == 0 ? "reading" : "checking"));
        CO_TRY_VOID(co_await look(stop));
        const bool isDone = std::ranges::all_of(
            restorePhases, [this](const RestorePhase &phase) { return sendable(phase.why).isEmpty(); });
        if (round == rounds || isDone)
            co_return Result<void>{};
        for (const RestorePhase &phase : restorePhases) {
            const QList<std::uint32_t> units = sendable(phase.why);
            if (units.isEmpty())
                continue;
            CO_TRY_VOID(co_await enter(phase.key));
            CO_TRY_VOID(co_await m_sender->sendAll(phase.why, units, stop));
        }
    }
}

QCoro::Task<Result<void>> ListRestoreRun::openBackup(std::stop_token stop)
{
    CO_TRY(info, co_await BackupStore::look(m_order.order.backupFile));
    CO_TRY(key, co_await m_workspace.backups().key(*info, stop));
    if (info->blocked > 0 && m_connection->doNotCall() == nullptr) // the connection has become one of another kind
        co_return failure(ErrorKind::BadInput, "no_do_not_call", m_order.profileName);
    m_groupId = info->groupId;
    const QFuture<std::shared_ptr<LoadedBackup>> loading
        = QtConcurrent::run([order = m_order, limits = m_connection->contactLists().limits(), key = *std::move(key),
                             unitFile = m_workspace.runFile(info->runId, "units"), info = *info, stop] {
              auto runUnits = info.blocked > 0 ? unitsOfRun(unitFile, info) : std::vector<LoggedUnit>();
              if (!runUnits)
                  return std::make_shared<LoadedBackup>(LoadedBackup{.error = runUnits.error()});
              return loadBackup(order, limits, *runUnits, key, stop);
          });
    const std::shared_ptr<LoadedBackup> loaded = co_await loading;
    if (loaded->error)
        co_return failure(*loaded->error);
    m_units = std::move(loaded->units);
    m_byId.reserve(m_units.size());
    for (std::uint32_t unit = 0; unit < m_units.size(); ++unit) {
        if (!m_byId.emplace(m_units[unit].contactId, unit).second) {
            co_return failure(ErrorKind::Damaged, "backup_damaged", m_order.order.backupFile);
        }
    }
    m_meter->setTotal(qint64(m_units.size()));
    co_return Result<void>{};
}

QCoro::Task<Result<void>> ListRestoreRun::mayDial(std::stop_token stop)
{
    if (const QString &skill = m_order.order.dialConsent.starts; !skill.isEmpty())
        co_return failure(ErrorKind::BadInput, "start_not_here", skill);
    CO_TRY(dialers, co_await m_connection->contactLists().dialers(m_order.listId, m_meter.get(), stop));
    if (const Dialer *dialer = withoutConsent(*dialers, m_order.order.dialConsent))
        co_return failure(ErrorKind::Refused, "skill_running", dialer->name);
    co_return Result<void>{};
}

QCoro::Task<Result<void>> ListRestoreRun::openLog(std::stop_token stop)
{
    if (stop.stop_requested())
        co_return failure(ErrorKind::Cancelled);
    CO_TRY(log, co_await openUnits(m_order.digest, std::uint32_t(m_units.size()), MissingLog::IsNew));
    m_log = *std::move(log);
    for (std::uint32_t unit = 0; unit < m_units.size(); ++unit) {
        if (m_log->state(unit) == UnitState::Applied)
            ++m_applied[std::size_t(m_units[unit].why)];
    }
    m_sender = std::make_unique<RestoreSender>(
        m_units, *m_log, [this](QList<UnitChange> changes) { return record(std::move(changes)); },
        m_connection->contactLists(), m_order.listId, BlockedGroup{m_connection->doNotCall(), m_groupId},
        m_order.order.dialConsent, *m_meter, m_workspace.clock(),
        [this](qsizetype contacts) { return m_recorder->sent(contacts); });
    m_recorder->setLog(m_log.get());
    showProgress();
    co_return Result<void>{};
}

QCoro::Task<Result<void>> ListRestoreRun::look(std::stop_token stop)
{
    // What was taken and is not done yet would make the reading prove the wrong thing.
    if (m_log->count(UnitState::Unknown) + m_log->count(UnitState::Intent) > 0) {
        CO_TRY_VOID(co_await m_connection->contactLists().settle(m_order.listId, m_meter.get(), stop));
    }
    if (has(Why::Blocked)) {
        CO_TRY_VOID(co_await settleByGroup(stop));
    }
    if (!has(Why::Purged) && !has(Why::Corrected))
        co_return Result<void>{};
    std::vector<RestoreSighting> sightings(m_units.size(), RestoreSighting::Gone);
    ListReader reader(
        m_connection->contactLists(), m_order.listId,
        {[this, &sightings](const std::shared_ptr<const RecordPage> &page) { takePage(*page, sightings); },
         [this](const QString &code, const QVariantMap &args) { addEvent(code, args); }},
        m_meter.get());
    // Less than the whole list proves of nobody that he is not in it.
    CO_TRY_VOID(co_await reader.readAll(stop));
    QList<UnitChange> changes;
    settleByList(sightings, changes);
    co_return co_await record(std::move(changes));
}

void ListRestoreRun::settleByList(const std::vector<RestoreSighting> &sightings, QList<UnitChange> &changes) const
{
    for (std::uint32_t unit = 0; unit < m_units.size(); ++unit) {
        if (m_units[unit].why == Why::Blocked)
            continue; // the list says nothing of it
        if (const auto change = RestoreRules::afterReading(unit, m_units[unit], m_log->unit(unit), sightings[unit]))
            changes.append(*change);
    }
}

QCoro::Task<Result<void>> ListRestoreRun::settleByGroup(std::stop_token stop)
{
    CO_TRY(held, co_await m_connection->doNotCall()->numbers(m_groupId, m_meter.get(), stop));
    QList<UnitChange> changes;
    for (std::uint32_t unit = 0; unit < m_units.size(); ++unit) {
        if (m_units[unit].why != Why::Blocked)
            continue;
        const bool isInGroup = (*held)->contains(blockableNumber(m_units[unit].newPhone));
        if (const auto change = RestoreRules::afterGroupReading(unit, m_units[unit], m_log->unit(unit), isInGroup))
            changes.append(*change);
    }
    co_return co_await record(std::move(changes));
}

bool ListRestoreRun::has(Why why) const
{
    return std::ranges::any_of(m_units, [why](const RestoreUnit &unit) { return unit.why == why; });
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
    CO_TRY_VOID(co_await m_log->record(changes));
    for (qsizetype i = 0; i < changes.size(); ++i) {
        qint64 &applied = m_applied[std::size_t(m_units[changes[i].unit].why)];
        applied += (changes[i].state == UnitState::Applied ? 1 : 0)
            - (before[std::size_t(i)] == UnitState::Applied ? 1 : 0);
    }
    showProgress();
    co_return Result<void>{};
}

void ListRestoreRun::showProgress()
{
    showRecords(m_log->answered());
}

QList<std::uint32_t> ListRestoreRun::sendable(Why why) const
{
    QList<std::uint32_t> units;
    const int tries = m_connection->contactLists().retry().tries;
    for (std::uint32_t unit = 0; unit < m_units.size(); ++unit) {
        if (m_units[unit].why == why && m_log->isSendable(unit, tries))
            units.append(unit);
    }
    return units;
}

QCoro::Task<Result<RunOutcome>> ListRestoreRun::close(RunOutcome outcome)
{
    if (!m_log)
        co_return Result<RunOutcome>(std::move(outcome));
    // The units stay as they are until the run is gone, which waits for this.
    co_return co_await writeResult(
        std::move(outcome),
        [units = &m_units, states = m_log->all(), file = m_workspace.runFile(id(), "leftovers.csv")] {
            return unrestoredContactsCsv(*units, states).save(file);
        });
}

QString ListRestoreRun::spentFile() const
{
    return unitsFile();
}

RunOutcome ListRestoreRun::outcomeFor(const Result<void> &worked) const
{
    RunOutcome outcome;
    if (!worked) {
        const qint64 touched
            = m_log ? qint64(m_units.size()) - m_log->count(UnitState::Planned) - m_log->count(UnitState::Skipped) : 0;
        outcome = endedBy(worked.error(), touched);
        if (outcome.kind == RunOutcome::Kind::Failed && isOverLater(worked.error()))
            outcome.kind = RunOutcome::Kind::Paused;
    }
    if (!m_log)
        return outcome;
    std::array<std::array<qint64, restoreReasonCount>, unitStateCount> counts{};
    for (std::uint32_t unit = 0; unit < m_units.size(); ++unit)
        ++counts[std::size_t(m_log->state(unit))][std::min<std::size_t>(m_log->reason(unit), restoreReasonCount - 1)];
    const auto count
        = [&](UnitState state, RestoreReason reason) { return counts[std::size_t(state)][std::size_t(reason)]; };
    const qint64 notDone = count(UnitState::Unknown, RestoreReason::NotDone);
    const qint64 inDoubt = m_log->count(UnitState::Unknown) + m_log->count(UnitState::Accepted)
        + m_log->count(UnitState::Intent) - notDone;
    const qint64 open = m_log->count(UnitState::Planned);
    addFinding(outcome, "present", count(UnitState::Skipped, RestoreReason::Present));
    addFinding(outcome, "has_old_number", count(UnitState::Skipped, RestoreReason::HasOldNumber));
    addFinding(outcome, "number_changed", count(UnitState::Skipped, RestoreReason::OtherNumber));
    addFinding(outcome, "not_writable", count(UnitState::Skipped, RestoreReason::NotWritable));
    addFinding(outcome, "not_ours", count(UnitState::Skipped, RestoreReason::NotOurs));
    addFinding(outcome, "not_in_group", count(UnitState::Skipped, RestoreReason::NotInGroup));
    addFinding(outcome, "absent", m_log->count(UnitState::Absent));
    addFinding(outcome, "rejected", m_log->count(UnitState::Rejected));
    addFinding(outcome, "not_restored", notDone);
    addFinding(outcome, "unknown", inDoubt);
    addFinding(outcome, "not_attempted", open);
    // What is open or in doubt is taken up again by a resume: not complete before that.
    if (outcome.kind == RunOutcome::Kind::Complete) {
        if (open + inDoubt + notDone > 0)
            outcome.kind = RunOutcome::Kind::Paused;
        else if (m_log->count(UnitState::Applied) < qint64(m_units.size()))
            outcome.kind = RunOutcome::Kind::CompleteWithFindings;
    }
    return outcome;
}

} // namespace muster
