// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The starts of the runs of contact lists.

#include "models/runs/lists/applyrecorder.h"
#include "models/runs/lists/contactfilerun.h"
#include "models/runs/lists/contactlistreadrun.h"
#include "models/runs/lists/linelookuprun.h"
#include "models/runs/lists/listapplyrun.h"
#include "models/runs/lists/listrestorerun.h"
#include "models/runs/lists/lookupdesk.h"
#include "models/runs/runkinds.h"
#include "models/runs/runmanager.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/store/auditlog.h"
#include "models/store/backupfile.h"
#include "models/store/journal.h"
#include "models/store/storethread.h"
#include "network/http/clock.h"

namespace muster {

Result<Run *> RunManager::startListRead(TenantSession &session, const ListReadOrder &order)
{
    TRY_VOID(mayStart());
    auto *run = new ContactListReadRun(newRunId(), order, m_workspace, session.connection(), this);
    run->setTenant(RunTenant::of(session.profile()));
    return launch(run);
}

Result<Run *> RunManager::startFileRead(const QString &file, const ContactCsvReader::Columns &columns)
{
    return launch(new ContactFileRun(newRunId(), file, columns, m_workspace.clock(), this));
}

Result<Run *> RunManager::startListApply(TenantSession &session, const ListApplyOrder &order)
{
    TRY_VOID(mayStart());
    if (!order.plan)
        return failure({.kind = ErrorKind::BadInput, .code = QStringLiteral("plan_missing")});
    TRY_VOID(mayNotify(session, order.aggregator));
    const FrozenListApply frozen = freeze(order);
    TRY(allowed, mayChange(session, frozen.profileId, frozen.profileName, frozen.listId));
    const JournalRun entry = newEntry(RunKind::ListApply, {frozen.json, frozen.digest},
                                      {frozen.listName, frozen.profileId, frozen.profileName, frozen.listId});
    return begin(new ListApplyRun(entry.id, frozen, RunStart::Fresh, m_workspace, session.connection(), this),
                 RunTenant::of(session.profile()), entry);
}

Result<Run *> RunManager::startLineLookup(const LineLookupOrder &order)
{
    TRY_VOID(mayStart());
    for (const Run *run : std::as_const(m_runs)) {
        if (run->kind() == RunKind::LineLookup && !run->outcome())
            return failure({.kind = ErrorKind::InUse, .code = QStringLiteral("lookup_running")});
    }
    if (order.terms.requestLimit() <= 0)
        return failure({.kind = ErrorKind::BadInput, .code = QStringLiteral("lookup_budget")});
    TRY(provider, m_workspace.lookups().provider(order.source));
    const QList<JournalRun> earlier = lookupsOfEarlierSessions();
    qint64 before = 0;
    for (const JournalRun &run : earlier)
        before = std::max(before, LineLookupRun::requestsOf(run, order).value_or(0));
    if (before >= order.terms.requestLimit()) {
        return failure({.kind = ErrorKind::BadInput,
                        .code = QStringLiteral("lookup_budget_spent"),
                        .subject = amountKey(order.terms.costOf(before))});
    }
    auto *run = new LineLookupRun(newRunId(), order, *provider, m_workspace, this);
    run->countBefore(before);
    JournalRun entry = newEntry(RunKind::LineLookup, {lineLookupOrderJson(order), run->orderDigest()},
                                {order.listName, order.profileId, order.profileName, order.listId});
    entry.id = run->id();
    entry.progress = run->progress();
    const bool hasTenant = !order.profileId.isEmpty(); // else the numbers are those of a file
    begin(run, hasTenant ? std::optional(RunTenant{order.profileName, order.environment}) : std::nullopt, entry);
    // Only then: what they sent must be in one entry or the other, whenever a kill comes. The cache has what came of
    // them, and nothing can be gone on with; those of other lists keep what a later order of theirs has to count.
    for (const JournalRun &old : earlier) {
        if (!LineLookupRun::requestsOf(old, order))
            continue;
        m_workspace.storeThread().run([&journal = m_workspace.journal(), old, id = entry.id]() -> Result<void> {
            const auto inserted = journal.find(id);
            if (!inserted || !*inserted)
                return {}; // could not be written: those before still count
            return journal.update(old.id, QStringLiteral("discarded"), old.reasonKey, old.progress);
        });
    }
    return run;
}

QList<JournalRun> RunManager::lookupsOfEarlierSessions() const
{
    QList<JournalRun> runs = m_workspace.journal().openRuns().value_or(QList<JournalRun>());
    runs.removeIf([this](const JournalRun &run) {
        return run.kind != runKindKey(RunKind::LineLookup) || find(run.id) != nullptr;
    });
    return runs;
}

Result<Run *> RunManager::resumeLookup(const QString &runId, bool rearmed)
{
    Run *ended = find(runId);
    const auto *lookup = qobject_cast<LineLookupRun *>(ended);
    if (!ended->outcome() || ended->outcome()->succeeded())
        return failure({.kind = ErrorKind::BadInput, .code = QStringLiteral("not_resumable"), .subject = runId});
    for (const Run *run : std::as_const(m_runs)) {
        if (run->kind() == RunKind::LineLookup && !run->outcome())
            return failure({.kind = ErrorKind::InUse, .code = QStringLiteral("lookup_running")});
    }
    TRY(provider, m_workspace.lookups().provider(lookup->order().source));
    Run *run = lookup->goOn(*provider, this);
    run->setTenant(ended->tenant());
    JournalRun entry;
    entry.id = runId;
    entry.progress = lookup->progress();
    dismiss(ended);
    const auto arm = [&audit = m_workspace.audit(), runId]() -> Result<void> {
        const auto audited = audit.append(QStringLiteral("lookup.rearmed"), runId, {});
        return audited ? Result<void>() : tl::unexpected(audited.error());
    };
    return goOn(run, entry, nullptr, rearmed ? std::function<Result<void>()>(arm) : nullptr);
}

Result<void> RunManager::rearm(TenantSession &session, const QString &runId)
{
    if (const auto allowed = mayStart(); !allowed)
        return allowed;
    if (findActive(runId) != nullptr)
        return failure({.kind = ErrorKind::BadInput, .code = QStringLiteral("not_halted"), .subject = runId});
    if (const auto *lookup = qobject_cast<LineLookupRun *>(find(runId))) {
        if (!lookup->outcome() || lookup->outcome()->kind != RunOutcome::Kind::Halted)
            return failure({.kind = ErrorKind::BadInput, .code = QStringLiteral("not_halted"), .subject = runId});
        m_workspace.lookups().rearm(lookup->order().source);
        m_rearmed.insert(runId);
        return {};
    }
    TRY(entry, m_workspace.journal().find(runId));
    // A halted enrichment is held back by the service's breaker alone; it removes nothing.
    const QString kind = *entry ? (*entry)->kind : QString();
    if (kind == runKindKey(RunKind::Enrichment) || kind == runKindKey(RunKind::EnrichUndo)) {
        session.rearmBreaker(Service::Enrichment);
        Q_EMIT resumableChanged();
        return {};
    }
    if (kind == runKindKey(RunKind::Transcripts)) {
        session.rearmBreaker(Service::Transcripts);
        Q_EMIT resumableChanged();
        return {};
    }
    if (kind == runKindKey(RunKind::AudiencePut)) {
        session.rearmBreaker(Service::Audiences);
        Q_EMIT resumableChanged();
        return {};
    }
    // So is a halted restore.
    if (!*entry || (*entry)->kind != runKindKey(RunKind::ListRestore)) {
        if (!*entry || !ApplyProgress::parse((*entry)->progress).waitsForAPerson())
            return failure({.kind = ErrorKind::BadInput, .code = QStringLiteral("not_halted"), .subject = runId});
        m_rearmed.insert(runId);
    }
    session.rearmBreaker(Service::ContactLists);
    Q_EMIT resumableChanged();
    return {};
}

Result<Run *> RunManager::startListRestore(TenantSession &session, const ListRestoreOrder &order)
{
    TRY_VOID(mayStart());
    const Result<BackupInfo> backup = order.known ? Result<BackupInfo>(*order.known) : readBackupInfo(order.backupFile);
    if (!backup)
        return tl::unexpected(backup.error());
    if (isOfEnrichment(*backup))
        return failure(
            {.kind = ErrorKind::BadInput, .code = QStringLiteral("backup_of_enrichment"), .subject = backup->runId});
    if (isExpired(*backup, m_workspace.believableNow()))
        return failure(
            {.kind = ErrorKind::BadInput, .code = QStringLiteral("backup_expired"), .subject = backup->file});
    TRY_VOID(mayChange(session, backup->profileId, backup->profileName, backup->listId));
    FrozenListRestore frozen;
    frozen.order = order;
    frozen.order.backupFile = backup->file;
    frozen.backupDigest = backup->digest;
    frozen.profileId = backup->profileId;
    frozen.profileName = backup->profileName;
    frozen.listId = backup->listId;
    frozen.listName = backup->listName;
    frozen = freeze(frozen);
    const JournalRun entry = newEntry(RunKind::ListRestore, {frozen.json, frozen.digest},
                                      {frozen.listName, frozen.profileId, frozen.profileName, frozen.listId});
    return begin(new ListRestoreRun(entry.id, frozen, RunStart::Fresh, m_workspace, session.connection(), this),
                 RunTenant::of(session.profile()), entry);
}

Result<void> RunManager::mayChange(const TenantSession &session, const QString &profileId, const QString &profileName,
                                   const QString &listId) const
{
    if (profileId != session.profile().id)
        return failure({.kind = ErrorKind::BadInput, .code = QStringLiteral("other_profile"), .subject = profileName});
    // The transport refuses as well (S42); here before a run is made for nothing.
    if (session.isLookOnly())
        return failure({.kind = ErrorKind::LookOnly, .subject = profileName});
    return listIsFree(profileId, listId);
}

Result<void> RunManager::listIsFree(const QString &profileId, const QString &listId) const
{
    // Two runs that change one list would each take the other's work for a stranger's.
    for (const Run *run : m_runs) {
        const auto place = m_places.constFind(run->id());
        if (place != m_places.cend() && changesList(run->kind()) && place->profileId == profileId
            && place->target == listId)
            return failure({.kind = ErrorKind::InUse, .code = QStringLiteral("list_in_use"), .subject = place->title});
    }
    return {};
}

} // namespace muster
