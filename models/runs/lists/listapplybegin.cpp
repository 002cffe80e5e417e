// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What an apply run does before anything is sent: it asks whether it may, reads the list for the first time, and keeps
// a copy of all that it is about to change.

#include "models/rules/lists/purgegate.h"
#include "models/runs/lists/applybackup.h"
#include "models/runs/lists/applyrecorder.h"
#include "models/runs/lists/listapplyrun.h"
#include "models/runs/lists/listsenders.h"
#include "models/runs/lists/planmatcher.h"
#include "models/runs/runmeter.h"
#include "models/runs/runoutcome.h"
#include "models/runs/workspace.h"
#include "models/store/backupstore.h"
#include "models/store/evidencestore.h"
#include "network/http/clock.h"
#include "network/tenant/tenantconnection.h"

#include <QCoro/QCoroFuture>
#include <QFileInfo>
#include <QtConcurrent>

namespace muster {

Result<void> ListApplyRun::mayBegin()
{
    if (m_recorder->progress().halted)
        return tl::unexpected(fault(ErrorKind::BreakerOpen, "breaker_open", serviceKey(Service::ContactLists)));
    if (isResumed())
        return {};
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
    return purges ? PurgeGate::mayPurge(header, m_workspace.believableNow()) : Result<void>();
}

QCoro::Task<Result<void>> ListApplyRun::openPlan(std::stop_token stop)
{
    using Read = std::shared_ptr<Result<SharedPlan>>;
    const QString file = m_workspace.runFile(id(), "plan");
    const QFuture<Read> opening = QtConcurrent::run([plan = m_plan, file, resume = isResumed()] {
        // What was confirmed, not what lies in a file that people can reach; and from the disk, so that the copy which
        // a resumed run will depend on is known to be good.
        if (!resume) {
            const auto written
                = writePlan(*plan, file, true).and_then([&] { return checkPlanFile(file, plan->digest); });
            return std::make_shared<Result<SharedPlan>>(written.map([&] { return plan; }));
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
    m_recorder->unitsRecovered(m_ledger->recoveredBytes());
    m_recorder->setLedger(m_ledger.get());
    m_attemptsBefore.resize(m_ledger->units());
    for (std::uint32_t unit = 0; unit < m_ledger->units(); ++unit)
        m_attemptsBefore[unit] = m_ledger->unit(unit).attempts;
    m_meter->setTotal(m_ledger->units());
    const auto sent = [this](qsizetype contacts) {
        showProgress();
        return m_recorder->sent(contacts);
    };
    m_corrections = std::make_unique<CorrectionSender>(*m_ledger, m_connection->contactLists(), m_order.listId,
                                                       *m_meter, m_workspace.clock(), sent);
    m_purges = std::make_unique<PurgeSender>(
        *m_ledger, m_connection->contactLists(), *m_meter, m_workspace.clock(), [this] { return mayPurgeStill(); },
        sent);
    if (stop.stop_requested())
        co_return tl::unexpected(fault(ErrorKind::Cancelled, ""));
    co_return Result<void>{};
}

QCoro::Task<Result<void>> ListApplyRun::firstReading(std::stop_token stop)
{
    if (const auto entered = co_await enter("reading"); !entered)
        co_return entered;
    const bool backupDue = m_recorder->progress().backupDigest.isEmpty();
    if (backupDue && isResumed()) {
        CO_TRY(removed, co_await m_workspace.backups().removeUnrecorded(id(), m_order.order.backupFile));
    }
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
        info.createdAt = m_workspace.believableNow().latest; // else it might be expired at once (F107)
        info.expiresAt = info.createdAt.addSecs(std::chrono::seconds(BackupWriter::lifetime).count());
        const auto cleartext
            = m_order.order.plainBackup ? BackupStore::Cleartext::Allowed : BackupStore::Cleartext::Refused;
        CO_TRY(backup, co_await ApplyBackup::begin(m_workspace.backups(), info, cleartext, stop));
        m_backup = *std::move(backup);
    } else if (const auto there = co_await checkBackup(stop); !there) {
        co_return tl::unexpected(there.error());
    }
    if (!m_order.order.withholdPurge)
        m_evidence = std::make_unique<EvidenceCollector>();
    CO_TRY_VOID(co_await look(isResumed(), stop));
    if (m_backup) {
        if (const auto entered = co_await enter("backing_up"); !entered)
            co_return entered;
        const auto finished = co_await m_backup->finish();
        m_backup.reset();
        if (!finished)
            co_return tl::unexpected(finished.error());
        m_isInClear = !finished->encrypted;
        if (const auto recorded = co_await m_recorder->backedUp(*finished); !recorded)
            co_return recorded;
    }
    m_refused = false;
    co_return co_await keepEvidence(stop);
}

void ListApplyRun::takePage(const std::shared_ptr<const RecordPage> &page)
{
    ++m_meter->counters().pages;
    if (!m_backup && !m_evidence) {
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
                        if (m_evidence && !fix)
                            m_evidence->take(unit, change, phone, extras);
                        if (!m_backup)
                            return;
                        m_backup->add({fix ? BackupRecord::Why::Corrected : BackupRecord::Why::Purged, change.contactId,
                                       std::string(phone), change.to, std::string(extras)});
                    });
}

QCoro::Task<Result<void>> ListApplyRun::checkBackup(std::stop_token)
{
    const QString file = m_recorder->progress().backupFile;
    CO_TRY(read, co_await BackupStore::look(file));
    if (read->digest != m_recorder->progress().backupDigest)
        co_return tl::unexpected(fault(ErrorKind::Damaged, "backup_damaged", file));
    m_isInClear = !read->encrypted;
    co_return Result<void>{};
}

QCoro::Task<Result<void>> ListApplyRun::keepEvidence(std::stop_token stop)
{
    const std::unique_ptr<EvidenceCollector> found = std::move(m_evidence);
    if (!found || found->entries().isEmpty())
        co_return Result<void>{};
    const Result<void> kept
        = co_await m_workspace.evidence().keep(found->entries(), m_workspace.clock().wallNow(), stop);
    // What passes (a full disk) is waited for. Without a key nothing can ever be kept here: those contacts stay.
    if (!kept && kept.error().code != QLatin1String("evidence_no_key"))
        co_return tl::unexpected(kept.error());
    CO_TRY(told,
           co_await m_recorder->evidenceKept(found->count(ConsentEvidence::Consent),
                                             found->count(ConsentEvidence::OptOut), kept.has_value()));
    QList<UnitChange> left;
    for (const std::uint32_t unit : kept ? QList<std::uint32_t>() : found->units()) {
        if (m_ledger->unit(unit).state == UnitState::Planned)
            left.append({unit, UnitState::Skipped, std::uint8_t(UnitReason::EvidenceNotKept)});
    }
    const Result<void> recorded = co_await m_ledger->record(left);
    showProgress();
    co_return Result<void>(recorded);
}

} // namespace muster
