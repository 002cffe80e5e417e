// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lists/listapplyrun.h"

#include "models/rules/lists/purgegate.h"
#include "models/runs/lists/applybackup.h"
#include "models/runs/lists/applyrecorder.h"
#include "models/runs/lists/correctionsender.h"
#include "models/runs/lists/listreader.h"
#include "models/runs/lists/planmatcher.h"
#include "models/runs/lists/purgesender.h"
#include "models/runs/workspace.h"
#include "models/store/journal.h"
#include "network/api/tenantconnection.h"
#include "network/http/clock.h"

#include <QCoro/QCoroFuture>
#include <QFileInfo>
#include <QtConcurrent>

namespace muster {

namespace {

constexpr qint64 notRemovedLimit = 10; // F116

ApiError fault(ErrorKind kind, const char *code, const QString &subject = {})
{
    return {.kind = kind, .code = QLatin1String(code), .subject = subject};
}

} // namespace

ListApplyRun::ListApplyRun(QString id, FrozenListApply order, RunStart start, Workspace &workspace,
                           std::shared_ptr<TenantConnection> connection, QObject *parent)
    : Run(std::move(id), order.digest, parent)
    , m_order(std::move(order))
    , m_start(start)
    , m_workspace(workspace)
    , m_connection(std::move(connection))
    , m_plan(m_order.order.plan)
    , m_meter(workspace.clock(),
              {[this](int attempt, const ApiError &cause, std::chrono::milliseconds wait) {
                   onWaiting(attempt, cause, wait);
               },
               [this] { setState(RunState::Running); }, [this] { addEvent(QStringLiteral("signed_in")); },
               [this] { touchMetrics(); }})
{
}

ListApplyRun::~ListApplyRun() = default;

QString ListApplyRun::title() const
{
    return m_order.listName.isEmpty() ? m_order.listId : m_order.listName;
}

QCoro::Task<RunOutcome> ListApplyRun::execute(std::stop_token stop)
{
    const auto entry = m_workspace.journal().find(id());
    const bool known = entry && *entry;
    m_recorder = std::make_unique<ApplyRecorder>(m_workspace, id(), m_order,
                                                 ApplyProgress::parse(known ? (*entry)->progress : QByteArray()));
    m_recorder->setEvents([this](const QString &code, const QVariantMap &args) { addEvent(code, args); });
    Result<void> worked = tl::unexpected(fault(ErrorKind::BadInput, "unknown_run", id()));
    if (known)
        worked = co_await m_recorder->started(m_start == RunStart::Resume);
    m_refused = !worked && m_start == RunStart::Fresh;
    if (worked)
        worked = co_await work(stop);
    co_return co_await conclude(worked);
}

QCoro::Task<Result<void>> ListApplyRun::work(std::stop_token stop)
{
    if (const auto allowed = mayBegin(); !allowed)
        co_return allowed;
    if (const auto opened = co_await openPlan(stop); !opened)
        co_return tl::unexpected(opened.error());
    setState(RunState::Running);
    if (const auto read = co_await firstReading(stop); !read)
        co_return tl::unexpected(read.error());
    if (const auto updated = co_await update(stop); !updated)
        co_return tl::unexpected(updated.error());
    if (const auto passed = co_await passGate(stop); !passed)
        co_return tl::unexpected(passed.error());
    if (const auto purged = co_await purge(stop); !purged)
        co_return tl::unexpected(purged.error());
    co_return Result<void>{};
}

Result<void> ListApplyRun::mayBegin()
{
    if (m_recorder->progress().halted)
        return tl::unexpected(fault(ErrorKind::BreakerOpen, "breaker_open", serviceKey(Service::ContactLists)));
    if (m_order.profileId != m_connection->profile().id)
        return tl::unexpected(fault(ErrorKind::BadInput, "plan_other_profile"));
    if (m_start == RunStart::Resume)
        return {};
    m_refused = true; // until the first reading is through
    if (!m_plan)
        return tl::unexpected(fault(ErrorKind::BadInput, "plan_missing"));
    const PlanHeader &header = m_plan->header;
    const ListApplyOrder &order = m_order.order;
    if (const auto ours = PurgeGate::belongsTo(header, m_order.profileId, m_order.listId); !ours)
        return ours;
    const bool purges = header.purges > 0 && !order.withholdPurge;
    if (purges || order.typedCount) { // a wrong count is refused also where none was asked for
        if (const auto confirmed = PurgeGate::confirmed(header, order.typedCount, order.typedName); !confirmed)
            return confirmed;
    }
    return purges ? PurgeGate::mayPurge(header, m_workspace.clock().wallNow()) : Result<void>();
}

QCoro::Task<Result<void>> ListApplyRun::openPlan(std::stop_token stop)
{
    using Read = std::shared_ptr<Result<SharedPlan>>;
    const QString file = m_workspace.runFile(id(), "plan");
    const QFuture<Read> opening = QtConcurrent::run([plan = m_plan, file, resume = m_start == RunStart::Resume] {
        // What was confirmed, not what lies in a file that people can reach; and from the disk, so that the copy which
        // a resumed run will depend on is known to be good.
        if (!resume) {
            if (const auto written = writePlan(*plan, file, true); !written)
                return std::make_shared<Result<SharedPlan>>(tl::unexpected(written.error()));
        }
        return std::make_shared<Result<SharedPlan>>(readPlan(file));
    });
    const Read read = co_await opening;
    if (!*read && !QFileInfo::exists(file) && m_recorder->progress().backupDigest.isEmpty()
        && !QFileInfo::exists(m_workspace.runFile(id(), "units"))) {
        m_refused = true; // it ended before its plan was stored, so nothing was ever sent
        co_return tl::unexpected(fault(ErrorKind::BadInput, "plan_missing"));
    }
    if (!*read)
        co_return tl::unexpected(read->error());
    m_planStored = true;
    if ((**read)->digest != m_order.planDigest)
        co_return tl::unexpected(fault(ErrorKind::Damaged, "plan_altered")); // F115
    m_plan = **read;
    if (const auto ours = PurgeGate::belongsTo(m_plan->header, m_order.profileId, m_order.listId); !ours)
        co_return ours;

    const QFuture<std::shared_ptr<PlanMatcher>> indexing
        = QtConcurrent::run([plan = m_plan] { return std::make_shared<PlanMatcher>(*plan); });
    const std::shared_ptr<PlanMatcher> matcher = co_await indexing;
    m_matcher = std::make_unique<PlanMatcher>(std::move(*matcher));

    const UnitLogBinding binding{id(), m_order.planDigest, std::uint32_t(m_plan->changes.size())};
    const QString units = m_workspace.runFile(id(), "units");
    auto log = co_await UnitLog::open(units, binding);
    const bool missing = !log && log.error().code == QLatin1String("not_found");
    // A log that is gone after the backup was whole held intents that nobody knows any more.
    if (missing && m_recorder->progress().backupDigest.isEmpty())
        log = co_await UnitLog::create(units, binding);
    if (!log)
        co_return tl::unexpected(log.error());
    m_ledger = std::make_unique<ApplyLedger>(*m_plan, *std::move(log));
    if (m_ledger->recoveredBytes() > 0)
        addEvent(QStringLiteral("units_recovered"), {{QStringLiteral("bytes"), m_ledger->recoveredBytes()}});
    m_recorder->setLedger(m_ledger.get());
    m_attemptsBefore.resize(m_ledger->units());
    for (std::uint32_t unit = 0; unit < m_ledger->units(); ++unit)
        m_attemptsBefore[unit] = m_ledger->unit(unit).attempts;
    m_meter.setTotal(m_ledger->units());
    m_corrections = std::make_unique<CorrectionSender>(*m_ledger, m_connection->contactLists(), m_order.listId, m_meter,
                                                       m_workspace.clock(), [this](qsizetype contacts) {
                                                           showProgress();
                                                           return m_recorder->sent(contacts);
                                                       });
    m_purges = std::make_unique<PurgeSender>(*m_ledger, m_connection->contactLists(), m_meter, m_workspace.clock(),
                                             PurgeSender::Hooks{[this] { return mayPurgeStill(); },
                                                                [this] {
                                                                    showProgress();
                                                                    return m_recorder->sent(1);
                                                                }});
    if (stop.stop_requested())
        co_return tl::unexpected(fault(ErrorKind::Cancelled, ""));
    co_return Result<void>{};
}

QCoro::Task<Result<void>> ListApplyRun::firstReading(std::stop_token stop)
{
    if (const auto entered = co_await enter("reading"); !entered)
        co_return entered;
    const bool backupDue = m_recorder->progress().backupDigest.isEmpty();
    if (backupDue) {
        BackupInfo info;
        info.file = m_order.order.backupFile;
        info.runId = id();
        info.profileId = m_order.profileId;
        info.profileName = m_order.profileName;
        info.environment = m_order.environment;
        info.listId = m_order.listId;
        info.listName = m_order.listName;
        info.planDigest = m_order.planDigest;
        info.createdAt = m_workspace.clock().wallNow();
        info.expiresAt = info.createdAt.addSecs(std::chrono::seconds(BackupWriter::lifetime).count());
        auto backup = co_await ApplyBackup::begin(m_workspace.backups(), info, stop);
        if (!backup)
            co_return tl::unexpected(backup.error());
        m_backup = *std::move(backup);
    } else if (const auto there = co_await checkBackup(stop); !there) {
        co_return tl::unexpected(there.error());
    }
    if (const auto looked = co_await look(m_start == RunStart::Resume, stop); !looked)
        co_return tl::unexpected(looked.error());
    if (m_backup) {
        if (const auto entered = co_await enter("backing_up"); !entered)
            co_return entered;
        const auto finished = co_await m_backup->finish();
        m_backup.reset();
        if (!finished)
            co_return tl::unexpected(finished.error());
        if (const auto recorded = co_await m_recorder->backedUp(*finished); !recorded)
            co_return recorded;
    }
    m_refused = false;
    co_return Result<void>{};
}

QCoro::Task<Result<void>> ListApplyRun::checkBackup(std::stop_token)
{
    const QString file = m_recorder->progress().backupFile;
    using Read = std::shared_ptr<Result<BackupInfo>>;
    const QFuture<Read> reading
        = QtConcurrent::run([file] { return std::make_shared<Result<BackupInfo>>(readBackupInfo(file)); });
    const Read read = co_await reading;
    if (!*read)
        co_return tl::unexpected(read->error());
    if ((*read)->digest != m_recorder->progress().backupDigest)
        co_return tl::unexpected(fault(ErrorKind::Damaged, "backup_damaged", file));
    co_return Result<void>{};
}

QCoro::Task<Result<void>> ListApplyRun::look(bool resumed, std::stop_token stop)
{
    m_matcher->begin();
    ListReader reader(m_connection->contactLists(), m_order.listId,
                      {[this](const std::shared_ptr<const RecordPage> &page) { takePage(page); },
                       [this](const QString &code, const QVariantMap &args) { addEvent(code, args); }},
                      &m_meter);
    const auto totals = co_await reader.readAll(stop);
    if (!totals)
        co_return tl::unexpected(totals.error());
    if (totals->contacts == 0 && m_plan->header.contactsInList > 0 && m_ledger->count(UnitState::Applied) == 0)
        co_return tl::unexpected(fault(ErrorKind::BadInput, "plan_empty_list", m_order.listId)); // F110
    QList<UnitChange> changes;
    for (std::uint32_t unit = 0; unit < m_ledger->units(); ++unit) {
        const auto seen = ApplyRules::afterReading(unit, m_ledger->change(unit).action, m_ledger->unit(unit),
                                                   m_matcher->sighting(unit), resumed);
        if (seen)
            changes.append(*seen);
    }
    const auto recorded = co_await m_ledger->record(changes);
    showProgress();
    co_return recorded;
}

void ListApplyRun::takePage(const std::shared_ptr<const RecordPage> &page)
{
    ++m_meter.counters().pages;
    if (!m_backup) {
        m_matcher->take(*page);
        return;
    }
    m_matcher->take(*page,
                    [this](std::uint32_t unit, Sighting sighting, std::string_view phone, std::string_view extras) {
                        // Only what may be sent: whatever is not as planned is skipped for good by this very reading.
                        if (sighting != Sighting::AsPlanned)
                            return;
                        const PlannedChange &change = m_ledger->change(unit);
                        const bool fix = change.action == Action::Fix;
                        m_backup->add({fix ? BackupRecord::Why::Corrected : BackupRecord::Why::Purged, change.contactId,
                                       std::string(phone), change.to, std::string(extras)});
                    });
}

QCoro::Task<Result<void>> ListApplyRun::update(std::stop_token stop)
{
    for (;;) {
        const QList<std::uint32_t> units = sendable(Action::Fix);
        if (!units.isEmpty()) {
            if (const auto entered = co_await enter("updating"); !entered)
                co_return entered;
            if (const auto sent = co_await m_corrections->sendAll(units, stop); !sent)
                co_return tl::unexpected(sent.error());
        }
        // Also without any correction: a purge wants a second, quiet look at its own ids (F73).
        if (const auto entered = co_await enter("checking"); !entered)
            co_return entered;
        if (const auto looked = co_await look(false, stop); !looked)
            co_return tl::unexpected(looked.error());
        if (sendable(Action::Fix).isEmpty())
            co_return Result<void>{};
    }
}

QCoro::Task<Result<void>> ListApplyRun::passGate(std::stop_token)
{
    if (m_ledger->count(Action::Purge, UnitState::Planned) == 0)
        co_return Result<void>{};
    if (m_order.order.withholdPurge)
        co_return co_await skip(Action::Purge, UnitReason::Withheld);
    if (const auto still = mayPurgeStill(); !still)
        co_return still;
    const bool reviewed = m_recorder->progress().locked && m_start == RunStart::Resume;
    const qint64 inDoubt
        = m_ledger->count(Action::Fix, UnitState::Unknown) + m_ledger->count(Action::Fix, UnitState::Planned);
    if ((inDoubt > 0 || m_corrections->hadTrouble()) && !reviewed) {
        if (const auto locked = co_await m_recorder->locked(); !locked)
            co_return locked;
        co_return tl::unexpected(fault(ErrorKind::BadInput, "purge_locked", QString::number(inDoubt))); // F23
    }
    if (m_recorder->progress().locked) {
        if (const auto unlocked = co_await m_recorder->unlocked(); !unlocked)
            co_return unlocked;
    }
    if (const auto allowed = PurgeGate::mayPurge(m_plan->header, m_workspace.clock().wallNow()); !allowed) {
        if (allowed.error().code == QLatin1String("plan_stale"))
            co_return co_await skip(Action::Purge, UnitReason::Stale); // F112
        co_return tl::unexpected(allowed.error());
    }
    QList<UnitChange> ineligible;
    for (const std::uint32_t unit : m_ledger->unitsIn(Action::Purge, UnitState::Planned)) {
        if (!PurgeGate::isEligible(m_ledger->change(unit)))
            ineligible.append({unit, UnitState::Skipped, std::uint8_t(UnitReason::NotEligible)}); // F113
    }
    co_return co_await m_ledger->record(ineligible);
}

Result<void> ListApplyRun::mayPurgeStill()
{
    return m_recorder->hasSlept() ? Result<void>(tl::unexpected(fault(ErrorKind::BadInput, "machine_slept")))
                                  : Result<void>();
}

QCoro::Task<Result<void>> ListApplyRun::purge(std::stop_token stop)
{
    for (;;) {
        const QList<std::uint32_t> units = sendable(Action::Purge);
        if (units.isEmpty())
            co_return Result<void>{};
        if (const auto entered = co_await enter("purging"); !entered)
            co_return entered;
        if (const auto sent = co_await m_purges->sendRound(units, stop); !sent)
            co_return tl::unexpected(sent.error());
        if (const auto entered = co_await enter("checking"); !entered)
            co_return entered;
        if (const auto looked = co_await look(false, stop); !looked)
            co_return tl::unexpected(looked.error());
        const qint64 notRemoved = m_ledger->count(Action::Purge, UnitState::Unknown, UnitReason::NotDone);
        if (notRemoved >= notRemovedLimit) {
            co_return tl::unexpected(
                fault(ErrorKind::UnexpectedShape, "not_removed", QString::number(notRemoved))); // F116
        }
    }
}

QCoro::Task<Result<void>> ListApplyRun::skip(Action action, UnitReason reason)
{
    QList<UnitChange> changes;
    for (const std::uint32_t unit : m_ledger->unitsIn(action, UnitState::Planned))
        changes.append({unit, UnitState::Skipped, std::uint8_t(reason)});
    const auto recorded = co_await m_ledger->record(changes);
    showProgress();
    co_return recorded;
}

QList<std::uint32_t> ListApplyRun::sendable(Action action) const
{
    QList<std::uint32_t> units = m_ledger->unitsIn(action, UnitState::Planned);
    units.removeIf([this, tries = m_connection->contactLists().retry().tries](std::uint32_t unit) {
        return m_ledger->unit(unit).attempts - m_attemptsBefore[unit] >= tries;
    });
    return units;
}

QCoro::Task<Result<void>> ListApplyRun::enter(const char *phase)
{
    m_phase = QLatin1String(phase);
    touchMetrics();
    return m_recorder->entered(m_phase);
}

} // namespace muster
