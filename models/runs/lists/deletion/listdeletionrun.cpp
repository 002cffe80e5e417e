// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lists/deletion/listdeletionrun.h"

#include "models/runs/lists/apply/applybackup.h"
#include "models/runs/lists/deletion/listdeletionrecorder.h"
#include "models/runs/lists/listsenders.h"
#include "models/runs/lists/read/listreader.h"
#include "models/runs/runmanager.h"
#include "models/runs/runmeter.h"
#include "models/runs/tenantsession.h"
#include "models/runs/unitwriter.h"
#include "models/runs/workspace.h"
#include "models/sinks/csvrows.h"
#include "models/store/backupstore.h"
#include "models/store/unitlog.h"
#include "network/api/contactlistsclient.h"
#include "network/api/listdeletionclient.h"
#include "network/http/clock.h"
#include "network/tenant/tenantconnection.h"

#include <QCoro/QCoroFuture>
#include <QCryptographicHash>
#include <QtConcurrent>
#include <algorithm>

namespace muster {

namespace {

constexpr char resultsFile[] = "lists.csv";

/// Ends that a person is asked about and may go on from.
bool waitsForAPerson(const ApiError &error)
{
    return error.code == QLatin1String("deletions_doubtful") || error.code == QLatin1String("machine_slept")
        || error.code == QLatin1String("list_index_empty") || isOverLater(error);
}

Result<WrittenFile> writeResults(const QList<ListDeletionResult> &results, const QString &file)
{
    TRY(out,
        CsvTextFile::create(file,
                            {QStringLiteral("listId"), QStringLiteral("list"), QStringLiteral("contacts"),
                             QStringLiteral("result"), QStringLiteral("reason"), QStringLiteral("copied"),
                             QStringLiteral("copy")},
                            TextProfile::Spreadsheets, Existing::Replace));
    for (const ListDeletionResult &result : results) {
        const QString reason = result.reason == ListDeletionReason::None ? QString() : keyOf(result.reason);
        TRY_VOID(out->add({result.list.id.toStdString(), result.list.name.toStdString(),
                           std::to_string(result.list.contacts), unitStateKey(result.state).toStdString(),
                           reason.toStdString(), std::to_string(result.copied), result.copy.toStdString()}));
    }
    return out->finish();
}

} // namespace

ListDeletionRun::ListDeletionRun(QString id, FrozenListDeletion order, RunStart start, Workspace &workspace,
                                 std::shared_ptr<TenantConnection> connection, QObject *parent)
    : WriteRun(std::move(id), order, start, workspace, std::move(connection), parent)
    , m_order(std::move(order))
{
}

ListDeletionRun::~ListDeletionRun() = default;

QString ListDeletionRun::copyId(const QString &runId, const QString &listId)
{
    constexpr qsizetype digits = 32; // as ids of runs have
    const QByteArray text = runId.toUtf8() + '\n' + listId.toUtf8();
    return QString::fromLatin1(QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex().first(digits));
}

WriteRecorder &ListDeletionRun::makeRecorder(const QByteArray &progress)
{
    m_recorder
        = std::make_unique<ListDeletionRecorder>(m_workspace, id(), m_order, ListDeletionProgress::parse(progress));
    return *m_recorder;
}

QCoro::Task<Result<void>> ListDeletionRun::work(std::stop_token stop)
{
    if (m_connection->listDeletion() == nullptr) // the connection has become one of another kind since
        co_return failure(ErrorKind::BadInput, "job_unavailable", m_connection->profile().name);
    CO_TRY_VOID(mayBegin());
    CO_TRY_VOID(co_await openLog());
    setState(RunState::Running);
    CO_TRY_VOID(co_await mayCall({Operation::ReadContactList}, stop));
    WritePace pace(m_connection->listDeletion()->retry(), *m_meter, m_workspace.clock());
    for (;;) {
        CO_TRY_VOID(co_await enter("checking"));
        CO_TRY_VOID(co_await look(stop));
        if (surprises() >= mostSurprises)
            co_return failure(ErrorKind::UnexpectedShape, "deletions_doubtful", QString::number(surprises()));
        const auto unit = next();
        if (!unit)
            co_return Result<void>{};
        CO_TRY_VOID(co_await take(*unit, pace, stop));
    }
}

Result<void> ListDeletionRun::mayBegin() const
{
    if (isResumed())
        return {};
    const ListDeletionOrder &order = m_order.order;
    return ListDeletionGate::confirmed(order.lists, m_order.profileName, order.typedCount, order.typedName)
        .and_then([&] { return ListDeletionGate::mayDelete(order.lists, order.seenAt, m_workspace.believableNow()); });
}

QCoro::Task<Result<void>> ListDeletionRun::openLog()
{
    // Nothing is sent before a copy is whole.
    const auto missing = m_recorder->progress().copies.isEmpty() ? MissingLog::IsNew : MissingLog::IsLost;
    CO_TRY(log, co_await openUnits(m_order.digest, std::uint32_t(m_order.order.lists.size()), missing));
    m_log = *std::move(log);
    m_recorder->setLog(m_log.get());
    m_meter->setTotal(m_log->units());
    showProgress();
    co_return Result<void>{};
}

QCoro::Task<Result<void>> ListDeletionRun::look(std::stop_token stop)
{
    const bool isFirst = !std::exchange(m_hasLooked, true);
    for (int looks = 1;; ++looks) {
        CO_TRY(lists, co_await m_connection->contactLists().list(m_meter.get(), stop));
        m_index.clear();
        for (const ContactListSummary &one : std::as_const(*lists))
            m_index.insert(one.id, one);
        // An index that has lost everything proves of no list that it is gone.
        if (m_index.isEmpty() && m_hasOthers)
            co_return failure(ErrorKind::UnexpectedShape, "list_index_empty");
        const auto &wanted = m_order.order.lists;
        m_hasOthers = m_hasOthers || std::ranges::any_of(*lists, [&wanted](const ContactListSummary &one) {
                          return std::ranges::none_of(wanted, [&one](const auto &list) { return list.id == one.id; });
                      });
        bool isAwaited = false;
        for (std::uint32_t unit = 0; unit < m_log->units(); ++unit)
            isAwaited = isAwaited || (m_log->state(unit) == UnitState::Accepted && m_index.contains(list(unit).id));
        if (!isAwaited || looks == looksForGone)
            break;
        if (!co_await m_workspace.clock().sleep(betweenLooks, stop))
            co_return failure(ErrorKind::Cancelled);
    }
    QList<UnitChange> changes;
    for (std::uint32_t unit = 0; unit < m_log->units(); ++unit) {
        const bool isThere = m_index.contains(list(unit).id);
        if (const auto change
            = ListDeletionRules::afterIndex(unit, m_log->unit(unit), isThere, isFirst && isResumed()))
            changes.append(*change);
    }
    co_return co_await record(std::move(changes));
}

QCoro::Task<Result<void>> ListDeletionRun::take(std::uint32_t unit, WritePace &pace, std::stop_token stop)
{
    if (m_log->attemptsSinceOpened(unit) == 0) // tries are counted for each
        pace.succeeded();
    CO_TRY(may, co_await mayGo(unit));
    if (!*may)
        co_return Result<void>{};
    CO_TRY(copied, co_await copy(unit, stop));
    if (!*copied)
        co_return Result<void>{};
    CO_TRY_VOID(co_await enter("deleting"));
    CO_TRY_VOID(co_await look(stop));
    CO_TRY(still, co_await mayGoAtLast(unit, stop));
    if (!*still)
        co_return Result<void>{};
    co_return co_await order(unit, pace, stop);
}

QCoro::Task<Result<bool>> ListDeletionRun::mayGo(std::uint32_t unit)
{
    if (m_log->state(unit) != UnitState::Planned) // gone since, and recorded
        co_return false;
    const auto now = m_index.constFind(list(unit).id);
    const auto obstacle = ListDeletionRules::obstacle(list(unit), *now, m_order.order.leave);
    if (!obstacle)
        co_return true;
    CO_TRY_VOID(co_await skip(unit, *obstacle));
    co_return false;
}

QCoro::Task<Result<bool>> ListDeletionRun::mayGoAtLast(std::uint32_t unit, std::stop_token stop)
{
    CO_TRY(may, co_await mayGo(unit));
    if (!*may)
        co_return false;
    if (!ListDeletionRules::isWhole(m_recorder->progress().copies.value(unit).contacts, m_index.value(list(unit).id))) {
        CO_TRY_VOID(co_await skip(unit, ListDeletionReason::CopyShort));
        co_return false;
    }
    const auto dialers = co_await m_connection->contactLists().dialers(list(unit).id, m_meter.get(), stop);
    if (!dialers && dialers.error().kind == ErrorKind::NotFound) { // gone a moment ago, or so it says
        CO_TRY_VOID(co_await look(stop));
        if (m_log->state(unit) == UnitState::Planned) {
            CO_TRY_VOID(co_await skip(unit, ListDeletionReason::Changed));
        }
        co_return false;
    }
    if (!dialers)
        co_return failure(dialers.error());
    if (dialers->isEmpty())
        co_return true;
    const bool isRunning = std::ranges::any_of(*dialers, &Dialer::mayDial);
    CO_TRY_VOID(co_await skip(unit, isRunning ? ListDeletionReason::Running : ListDeletionReason::Assigned));
    co_return false;
}

QCoro::Task<Result<bool>> ListDeletionRun::copy(std::uint32_t unit, std::stop_token stop)
{
    CO_TRY_VOID(co_await enter("backing_up"));
    const auto known = m_recorder->progress().copies.constFind(unit);
    if (known != m_recorder->progress().copies.constEnd()) {
        const ListDeletionProgress::Copy kept = *known;
        CO_TRY_VOID(co_await prove(kept.file, kept.digest, kept.contacts, stop));
        co_return true;
    }
    // What is still being put into it would be in no copy.
    const auto settled = co_await m_connection->contactLists().settle(list(unit).id, m_meter.get(), stop);
    if (!settled && settled.error().code == QLatin1String("upload_under_way")) {
        CO_TRY_VOID(co_await skip(unit, ListDeletionReason::Uploading));
        co_return false;
    }
    if (!settled)
        co_return failure(settled.error());
    co_return co_await makeCopy(unit, stop);
}

QCoro::Task<Result<bool>> ListDeletionRun::makeCopy(std::uint32_t unit, std::stop_token stop)
{
    const QString copyOf = copyId(id(), list(unit).id);
    // Finished, perhaps, and not noted before an earlier life ended: nothing was sent on the strength of it.
    CO_TRY_VOID(co_await m_workspace.backups().removeUnrecorded(copyOf));
    BackupInfo info{.runId = copyOf,
                    .listId = list(unit).id,
                    .listName = list(unit).name,
                    .planDigest = m_order.digest,
                    .deletedBy = id()};
    CO_TRY(copy, co_await ApplyBackup::begin(m_workspace, m_order, info, m_order.order.plainBackup, stop));
    m_copied = 0;
    ListReader reader(
        m_connection->contactLists(), list(unit).id,
        {[this, backup = copy->get()](const std::shared_ptr<const RecordPage> &page) {
             ++m_meter->counters().pages;
             for (std::size_t row = 0; row < page->rowCount(); ++row) {
                 backup->add({.why = BackupRecord::Why::Deleted,
                              .contactId = std::string(page->id(row)),
                              .phone = std::string(page->text(page->cell(row, 0))),
                              .newPhone = {},
                              .extras = std::string(page->extras(row))});
             }
             m_copied += qint64(page->rowCount());
             touchMetrics();
         },
         [this](const QString &code, const QVariantMap &args) { addEvent(code, args); }},
        m_meter.get());
    const auto totals = co_await reader.readAll(stop);
    const bool isGone = !totals && totals.error().kind == ErrorKind::NotFound;
    if (!totals && !isGone && !isIncompleteRead(totals.error()))
        co_return failure(totals.error());
    const bool isUnreadable = totals && totals->quarantined > 0;
    const bool isShort = !totals || !ListDeletionRules::isWhole(totals->contacts, m_index.value(list(unit).id));
    if (isGone) {
        CO_TRY_VOID(co_await look(stop));
        if (m_log->state(unit) != UnitState::Planned)
            co_return false;
    }
    if (isUnreadable || isShort) { // what there is of the copy goes with it
        CO_TRY_VOID(
            co_await skip(unit, isUnreadable ? ListDeletionReason::CopyUnreadable : ListDeletionReason::CopyShort));
        co_return false;
    }
    CO_TRY(finished, co_await (*copy)->finish());
    CO_TRY_VOID(co_await prove(finished->file, finished->digest, m_copied, stop));
    CO_TRY_VOID(co_await m_recorder->copied(unit, *finished));
    showProgress();
    co_return true;
}

QCoro::Task<Result<void>> ListDeletionRun::prove(QString file, QString digest, qint64 contacts, std::stop_token stop)
{
    CO_TRY(info, co_await BackupStore::look(file));
    m_isInClear = m_isInClear || !info->encrypted;
    CO_TRY(key, co_await m_workspace.backups().key(*info, stop));
    using Read = std::shared_ptr<Result<BackupInfo>>;
    const auto count = std::make_shared<qint64>(0);
    const QFuture<Read> reading = QtConcurrent::run([file, key = *std::move(key), count] {
        return std::make_shared<Result<BackupInfo>>(readBackup(file, key, [&count](const auto &records) {
            *count += qint64(records.size());
            return true;
        }));
    });
    const Read read = co_await reading;
    if (!*read)
        co_return failure(read->error());
    if ((*read)->digest != digest || (*read)->deleted != contacts || *count != contacts)
        co_return failure(ErrorKind::Damaged, "backup_damaged", file);
    if (stop.stop_requested())
        co_return failure(ErrorKind::Cancelled);
    co_return Result<void>{};
}

QCoro::Task<Result<void>> ListDeletionRun::order(std::uint32_t unit, WritePace &pace, std::stop_token stop)
{
    // A person who confirmed before the machine slept is asked again (F102).
    if (m_recorder->hasSlept())
        co_return failure(ErrorKind::BadInput, "machine_slept");
    if (stop.stop_requested())
        co_return failure(ErrorKind::Cancelled);
    m_refused = false;
    CO_TRY_VOID(co_await m_log->record({ListDeletionRules::intent(unit, m_log->unit(unit))}));
    CO_TRY_VOID(co_await m_recorder->requesting(unit));
    using Active = ListDeletionClient::ActiveLists;
    const auto active = m_index.value(list(unit).id).facts.activity;
    const bool isForced = m_order.order.leave.activeToo && active != ContactListFacts::Activity::Inactive;
    const ListDeletionAnswer answer = co_await m_connection->listDeletion()->remove(
        list(unit).id, isForced ? Active::Deleted : Active::Refused, m_meter.get(), stop);
    CO_TRY_VOID(
        co_await record({ListDeletionRules::afterAnswer(unit, m_log->unit(unit), answer.fate, answer.error)}));
    if (!answer.error || answer.fate == WriteFate::Absent) {
        pace.succeeded();
        co_return Result<void>{};
    }
    const ApiError error = *answer.error;
    if (answer.fate == WriteFate::Rejected && m_log->state(unit) == UnitState::Rejected) {
        pace.succeeded();
        co_return Result<void>{};
    }
    const bool isOver = error.kind == ErrorKind::Cancelled || error.kind == ErrorKind::BreakerOpen;
    const bool mayFollow = neverLeft(answer.fate, error) || (answer.fate == WriteFate::Unknown && !isOver);
    if (!mayFollow || pace.isUsedUp(error))
        co_return failure(error);
    if (!co_await pace.rest(error, stop))
        co_return failure(ErrorKind::Cancelled);
    co_return Result<void>{};
}

QCoro::Task<Result<void>> ListDeletionRun::skip(std::uint32_t unit, ListDeletionReason reason)
{
    return record({{unit, UnitState::Skipped, std::uint8_t(reason)}});
}

QCoro::Task<Result<void>> ListDeletionRun::record(QList<UnitChange> changes)
{
    if (changes.isEmpty())
        co_return Result<void>{};
    CO_TRY_VOID(co_await m_log->record(changes));
    showProgress();
    co_return co_await m_recorder->settled(std::move(changes));
}

void ListDeletionRun::showProgress()
{
    showRecords(m_log->answered());
}

std::optional<std::uint32_t> ListDeletionRun::next() const
{
    const int tries = m_connection->listDeletion()->retry().tries;
    for (std::uint32_t unit = 0; unit < m_log->units(); ++unit) {
        if (m_log->isSendable(unit, tries))
            return unit;
    }
    return std::nullopt;
}

int ListDeletionRun::surprises() const
{
    int count = 0;
    for (std::uint32_t unit = 0; unit < m_log->units(); ++unit) {
        const bool isOfThisLife = m_log->attemptsSinceOpened(unit) > 0;
        count += isOfThisLife && ListDeletionRules::isSurprise(m_log->unit(unit)) ? 1 : 0;
    }
    return count;
}

QList<ListDeletionResult> ListDeletionRun::results() const
{
    QList<ListDeletionResult> results;
    for (std::uint32_t unit = 0; m_log && unit < m_log->units(); ++unit) {
        const ListDeletionProgress::Copy copy = m_recorder->progress().copies.value(unit);
        results.append({.list = list(unit),
                        .state = m_log->state(unit),
                        .reason = ListDeletionReason(m_log->reason(unit)),
                        .copy = copy.file,
                        .copied = copy.contacts});
    }
    return results;
}

RunOutcome ListDeletionRun::outcomeFor(const Result<void> &worked) const
{
    RunOutcome outcome;
    if (!worked) {
        outcome = endedBy(worked.error());
        if (outcome.kind == RunOutcome::Kind::Failed && waitsForAPerson(worked.error()))
            outcome.kind = RunOutcome::Kind::Paused;
    }
    if (!m_log)
        return outcome;
    const qint64 kept = m_log->count(UnitState::Skipped), refused = m_log->count(UnitState::Rejected),
                 open = m_log->count(UnitState::Planned);
    const qint64 doubtful
        = m_log->count(UnitState::Unknown) + m_log->count(UnitState::Accepted) + m_log->count(UnitState::Intent);
    addFinding(outcome, "lists_kept", kept);
    addFinding(outcome, "lists_refused", refused);
    addFinding(outcome, "lists_absent", m_log->count(UnitState::Absent));
    addFinding(outcome, "lists_doubtful", doubtful);
    addFinding(outcome, "lists_open", open);
    addFinding(outcome, "list_copies_in_clear", m_isInClear ? m_log->count(UnitState::Applied) : 0);
    if (!worked)
        return outcome;
    if (open > 0) {
        outcome.kind = RunOutcome::Kind::Paused;
        outcome.error = ApiError{.kind = ErrorKind::ServerTrouble, .code = QStringLiteral("tries_used_up")};
    } else if (kept + refused + doubtful > 0) {
        outcome.kind = RunOutcome::Kind::CompleteWithFindings;
    }
    return outcome;
}

QCoro::Task<Result<RunOutcome>> ListDeletionRun::close(RunOutcome outcome)
{
    if (!m_log)
        co_return Result<RunOutcome>(std::move(outcome));
    co_return co_await writeResult(
        std::move(outcome),
        [all = results(), file = m_workspace.runFile(id(), resultsFile)] { return writeResults(all, file); });
}

RunMetrics ListDeletionRun::currentMetrics() const
{
    RunMetrics metrics = m_meter->snapshot();
    metrics.phase = phase();
    if (!m_log)
        return metrics;
    const auto figure
        = [&metrics](const char *key, qint64 value) { metrics.figures.append({QLatin1String(key), value}); };
    figure("lists_deleted", m_log->count(UnitState::Applied));
    figure("skipped", m_log->count(UnitState::Skipped));
    figure("rejected", m_log->count(UnitState::Rejected));
    figure("absent", m_log->count(UnitState::Absent));
    figure("unknown", m_log->count(UnitState::Unknown) + m_log->count(UnitState::Accepted));
    figure("not_attempted", m_log->count(UnitState::Planned));
    qint64 copied = 0;
    for (const ListDeletionProgress::Copy &copy : m_recorder->progress().copies)
        copied += copy.contacts;
    figure("backed_up", copied);
    return metrics;
}

Result<Run *> startListDeletion(RunManager &runs, TenantSession &session, const ListDeletionOrder &order)
{
    TRY_VOID(runs.mayStart());
    if (session.connection()->listDeletion() == nullptr)
        return failure(ErrorKind::BadInput, "job_unavailable", session.profile().name);
    const FrozenListDeletion frozen = freeze(order, session.profile());
    TRY_VOID(ListDeletionGate::confirmed(order.lists, frozen.profileName, order.typedCount, order.typedName));
    TRY_VOID(runs.mayChange(RunKind::ListDeletion, session, frozen.profileId, frozen.profileName, frozen.target()));
    return runs.beginFrozen<ListDeletionRun>(RunKind::ListDeletion, session, frozen, frozen.title(), frozen.target());
}

} // namespace muster
