// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The starts of the runs that enrich contacts.

#include "models/runs/enrich/enrichcheckrun.h"
#include "models/runs/enrich/enrichrun.h"
#include "models/runs/enrich/enrichundocheckrun.h"
#include "models/runs/enrich/enrichundorun.h"
#include "models/runs/runmanager.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/store/backupfile.h"
#include "models/store/journal.h"
#include "network/http/clock.h"

namespace muster {

Result<Run *> RunManager::startEnrichCheck(const EnrichCheckOrder &order, TextProfile rejectsProfile)
{
    return launch(new EnrichCheckRun(newRunId(), order, rejectsProfile, m_workspace.clock(), nullptr, this));
}

Result<Run *> RunManager::startEnrichCheck(TenantSession &session, const EnrichCheckOrder &order,
                                           TextProfile rejectsProfile)
{
    auto *run = new EnrichCheckRun(newRunId(), order, rejectsProfile, m_workspace.clock(), session.connection(), this);
    run->setTenant(RunTenant::of(session.profile()));
    return launch(run);
}

Result<Run *> RunManager::startEnrichment(TenantSession &session, const EnrichOrder &order)
{
    TRY_VOID(mayStart());
    const FrozenEnrich frozen = freeze(order, session.profile());
    TRY_VOID(mayChange(session, frozen.profileId, frozen.profileName, order.listId));
    const JournalRun entry = newEntry(RunKind::Enrichment, {frozen.json, frozen.digest},
                                      {order.listName, frozen.profileId, frozen.profileName, order.listId});
    return begin(new EnrichRun(entry.id, frozen, RunStart::Fresh, m_workspace, session.connection(), this),
                 RunTenant::of(session.profile()), entry);
}

Result<BackupInfo> RunManager::undoable(const TenantSession &session, const QString &backupFile,
                                        const std::optional<BackupInfo> &known) const
{
    const Result<BackupInfo> backup = known ? Result<BackupInfo>(*known) : readBackupInfo(backupFile);
    if (!backup)
        return tl::unexpected(backup.error());
    if (!isOfEnrichment(*backup))
        return failure(
            {.kind = ErrorKind::BadInput, .code = QStringLiteral("nothing_to_undo"), .subject = backup->runId});
    if (isExpired(*backup, m_workspace.believableNow()))
        return failure(
            {.kind = ErrorKind::BadInput, .code = QStringLiteral("backup_expired"), .subject = backup->file});
    if (backup->profileId != session.profile().id)
        return failure(
            {.kind = ErrorKind::BadInput, .code = QStringLiteral("other_profile"), .subject = backup->profileName});
    return backup;
}

Result<Run *> RunManager::startEnrichUndoCheck(TenantSession &session, const QString &backupFile,
                                               const UndoChoice &choice, const std::optional<BackupInfo> &known)
{
    TRY(backup, undoable(session, backupFile, known));
    auto *run = new EnrichUndoCheckRun(newRunId(), *backup, choice, m_workspace, session.connection(), this);
    run->setTenant(RunTenant::of(session.profile()));
    return launch(run);
}

Result<Run *> RunManager::startEnrichUndo(TenantSession &session, const EnrichUndoOrder &order)
{
    TRY_VOID(mayStart());
    TRY(backup, undoable(session, order.backupFile, order.known));
    TRY_VOID(mayChange(session, backup->profileId, backup->profileName, backup->listId));
    // One that goes on later would write again what was brought back.
    TRY(enrichment, m_workspace.journal().find(backup->runId));
    const QString state = *enrichment ? (*enrichment)->state : QStringLiteral("complete");
    if (state != u"complete" && state != u"discarded" && state != u"refused")
        return failure({.kind = ErrorKind::InUse, .code = QStringLiteral("enrichment_open"), .subject = backup->runId});
    FrozenEnrichUndo frozen;
    frozen.order = order;
    frozen.order.backupFile = backup->file;
    frozen.runId = backup->runId;
    frozen.backupDigest = backup->digest;
    frozen.profileId = backup->profileId;
    frozen.profileName = backup->profileName;
    frozen.environment = backup->environment;
    frozen.listId = backup->listId;
    frozen.listName = backup->listName;
    frozen = freeze(frozen);
    const JournalRun entry = newEntry(RunKind::EnrichUndo, {frozen.json, frozen.digest},
                                      {frozen.listName, frozen.profileId, frozen.profileName, frozen.listId});
    return begin(new EnrichUndoRun(entry.id, frozen, RunStart::Fresh, m_workspace, session.connection(), this),
                 RunTenant::of(session.profile()), entry);
}

} // namespace muster
