// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/runmanager.h"

#include "models/rules/callbackaddress.h"
#include "models/rules/documents/policyjson.h"
#include "models/runs/audiences/audienceputrun.h"
#include "models/runs/enrich/check/enrichcheckrun.h"
#include "models/runs/enrich/send/enrichrun.h"
#include "models/runs/enrich/undo/enrichundocheckrun.h"
#include "models/runs/enrich/undo/enrichundorun.h"
#include "models/runs/lists/apply/listapplyrun.h"
#include "models/runs/lists/lookup/linelookuprun.h"
#include "models/runs/lists/lookup/lookupservice.h"
#include "models/runs/lists/read/contactlistreadrun.h"
#include "models/runs/lists/restore/listrestorerun.h"
#include "models/runs/run.h"
#include "models/runs/runkinds.h"
#include "models/runs/segmentexportrun.h"
#include "models/runs/tenantsession.h"
#include "models/runs/transcripts/transcriptrun.h"
#include "models/runs/workspace.h"
#include "models/store/durablefile.h"
#include "models/store/journal.h"
#include "models/store/storethread.h"
#include "network/api/audiencesclient.h"
#include "network/api/transcriptsclient.h"
#include "network/http/clock.h"
#include "network/http/originpolicy.h"
#include "network/tenant/tenantconnection.h"

#include <QDir>
#include <algorithm>

namespace muster {

namespace {

/// What is wrong with an order, whatever the tenant.
std::optional<ApiError> faultOf(const TranscriptOrder &order, const MaskPolicy &policy)
{
    if (!QDir::isAbsolutePath(order.folder))
        return fault(ErrorKind::BadInput, "folder_relative", order.folder);
    if (!order.attachJob.isEmpty() && interactionIdFault(order.attachJob) != InteractionIdFault::None)
        return fault(ErrorKind::BadInput, "job_id", order.attachJob);
    if (!order.webhook.isEmpty() && order.writeRaw)
        return fault(ErrorKind::BadInput, "raw_webhook");
    if (const QString place = order.writeRaw ? QString() : limitFault(policy); !place.isEmpty()) {
        ApiError error = fault(ErrorKind::BadInput, "bad_policy", policy.name);
        error.detail = place;
        return error;
    }
    return std::nullopt;
}

std::optional<ApiError> faultOf(TranscriptsClient &client, const TranscriptOrder &order)
{
    TranscriptRequest request{.interactionIds = order.interactionIds,
                              .mediaTypes = order.mediaTypes,
                              .redaction = order.redaction,
                              .concurrentDownloads = order.concurrentDownloads};
    // The job knows its interactions; what else is asked for still has to be possible.
    if (request.interactionIds.isEmpty() && !order.attachJob.isEmpty())
        request.interactionIds = {QStringLiteral("any")};
    return client.fault(request);
}

/// The backup of an order to undo an enrichment, or to restore what another run changed; `known` where it was read.
Result<BackupInfo> backupFor(const QString &file, const std::optional<BackupInfo> &known, bool ofEnrichment,
                             const Workspace &workspace)
{
    TRY(backup, known ? Result<BackupInfo>(*known) : readBackupInfo(file));
    if (isOfEnrichment(*backup) != ofEnrichment) {
        const char *code = ofEnrichment ? "nothing_to_undo" : "backup_of_enrichment";
        return failure(ErrorKind::BadInput, code, backup->runId);
    }
    if (isOfDeletedList(*backup)) // there is nothing to put its contacts back into
        return failure(ErrorKind::BadInput, "backup_of_deleted_list", backup->listName);
    if (isOfGroupChange(*backup)) // its numbers are no contacts of a list
        return failure(ErrorKind::BadInput, "backup_of_group_change", backup->groupName);
    if (isExpired(*backup, workspace.believableNow()))
        return failure(ErrorKind::BadInput, "backup_expired", backup->file);
    return backup;
}

/// An order to bring back what that backup holds.
template <typename Frozen, typename Order>
Frozen frozenFor(const BackupInfo &backup, const Order &order)
{
    Frozen frozen;
    frozen.order = order;
    frozen.order.backupFile = backup.file;
    frozen.backupDigest = backup.digest;
    frozen.profileId = backup.profileId;
    frozen.profileName = backup.profileName;
    frozen.environment = backup.environment;
    frozen.listId = backup.listId;
    frozen.listName = backup.listName;
    return frozen;
}

} // namespace

RunManager::RunManager(Workspace &workspace, QObject *parent)
    : RunKeeper(workspace, parent)
{
}

Run *RunManager::beginMade(RunKind kind, TenantSession &session, const FrozenFor &frozen, const QString &title,
                           const QString &target,
                           const std::function<Run *(const QString &id, const Connection &connection)> &make)
{
    const JournalRun entry
        = newEntry(kind, {frozen.json, frozen.digest}, {title, frozen.profileId, frozen.profileName, target});
    const Connection connection = session.connection();
    return begin(make(entry.id, connection), RunTenant::of(session.profile()), entry,
                 runMaker(kind).onlyReads(entry) ? connection : nullptr);
}

Run *RunManager::launchFor(const TenantSession &session, Run *run)
{
    run->setTenant(RunTenant::of(session.profile()));
    return launch(run);
}

Result<void> RunManager::mayNotify(const TenantSession &session, const QUrl &target) const
{
    if (target.isEmpty())
        return {};
    const QString host = target.host(QUrl::FullyEncoded);
    if (const QString trouble = callbackTrouble(target); !trouble.isEmpty()) {
        return failure({.kind = ErrorKind::BadInput,
                        .code = QStringLiteral("callback_address"),
                        .detail = trouble,
                        .subject = host});
    }
    const QStringList own = OriginPolicy(session.profile()).origins() + workspace().apiOrigins();
    if (own.contains(originOf(target)))
        return failure(ErrorKind::BadInput, "callback_api_origin", host);
    return {};
}

Result<Run *> RunManager::startExport(TenantSession &session, const FrozenExportOrder &order)
{
    TRY_VOID(mayStart());
    TRY_VOID(mayNotify(session, order.order.webhook));
    for (const Run *run : runs()) {
        const auto *other = qobject_cast<const ExportRun *>(run);
        if (other != nullptr && !run->outcome() && other->order().order.targetFile == order.order.targetFile) {
            return failure(ErrorKind::InUse, "target_in_use", order.order.targetFile);
        }
    }
    const JournalRun entry
        = newEntry(RunKind::SegmentExport, {order.json, order.digest},
                   {order.order.segmentName, order.order.profileId, order.order.profileName, order.order.targetFile});
    const auto connection = session.connection();
    return begin(new SegmentExportRun(entry.id, order, RunStart::Fresh, workspace(), connection, this),
                 RunTenant::of(session.profile()), entry, connection);
}

Result<Run *> RunManager::startListRead(TenantSession &session, const ListReadOrder &order)
{
    TRY_VOID(mayStart());
    return launchFor(session, new ContactListReadRun(newRunId(), order, workspace(), session.connection(), this));
}

Result<Run *> RunManager::startFileRead(const QString &file, const ContactCsvReader::Columns &columns)
{
    return launch(new ContactFileRun(newRunId(), file, columns, workspace().clock(), this));
}

Result<Run *> RunManager::startListApply(TenantSession &session, const ListApplyOrder &order)
{
    TRY_VOID(mayStart());
    if (!order.plan)
        return failure(ErrorKind::BadInput, "plan_missing");
    TRY_VOID(mayNotify(session, order.aggregator));
    if (order.blocks() && session.connection()->doNotCall() == nullptr)
        return failure(ErrorKind::BadInput, "no_do_not_call", session.profile().name);
    const FrozenListApply frozen = freeze(order);
    TRY_VOID(mayChange(RunKind::ListApply, session, frozen.profileId, frozen.profileName, frozen.listId));
    return beginFrozen<ListApplyRun>(RunKind::ListApply, session, frozen, frozen.listName, frozen.listId);
}

Result<Run *> RunManager::startLineLookup(const LineLookupOrder &order)
{
    TRY_VOID(mayStart());
    TRY_VOID(lookupIsFree());
    if (order.terms.requestLimit() <= 0)
        return failure(ErrorKind::BadInput, "lookup_budget");
    TRY(provider, workspace().lookups().provider(order.source));
    const QList<JournalRun> earlier = lookupsOfEarlierSessions();
    qint64 before = 0;
    for (const JournalRun &run : earlier)
        before = std::max(before, LineLookupRun::requestsOf(run, order).value_or(0));
    if (before >= order.terms.requestLimit()) {
        return failure(ErrorKind::BadInput, "lookup_budget_spent", amountKey(order.terms.costOf(before)));
    }
    auto *run = new LineLookupRun(newRunId(), order, *provider, workspace(), this);
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
        workspace().storeThread().run([&journal = workspace().journal(), old, id = entry.id]() -> Result<void> {
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
    QList<JournalRun> runs = workspace().journal().openRuns().value_or(QList<JournalRun>());
    runs.removeIf([this](const JournalRun &run) {
        return run.kind != runKindKey(RunKind::LineLookup) || find(run.id) != nullptr;
    });
    return runs;
}

Result<Run *> RunManager::startListRestore(TenantSession &session, const ListRestoreOrder &order)
{
    TRY_VOID(mayStart());
    TRY(backup, backupFor(order.backupFile, order.known, false, workspace()));
    TRY_VOID(mayChange(RunKind::ListRestore, session, backup->profileId, backup->profileName, backup->listId));
    if (backup->blocked > 0) { // one that goes on later would block again what was let go
        TRY_VOID(isOver(backup->runId, "block_open"));
    }
    const FrozenListRestore frozen = freeze(frozenFor<FrozenListRestore>(*backup, order));
    return beginFrozen<ListRestoreRun>(RunKind::ListRestore, session, frozen, frozen.listName, frozen.listId);
}

Result<void> RunManager::mayChange(RunKind kind, const TenantSession &session, const QString &profileId,
                                   const QString &profileName, const QString &target) const
{
    if (profileId != session.profile().id)
        return failure(ErrorKind::BadInput, "other_profile", profileName);
    // The transport refuses as well (S42); here before a run is made for nothing.
    if (session.isLookOnly())
        return failure({.kind = ErrorKind::LookOnly, .subject = profileName});
    return isFree(kind, profileId, target);
}

Result<void> RunManager::isOver(const QString &runId, const char *otherwise) const
{
    TRY(run, workspace().journal().find(runId));
    const QString state = *run ? (*run)->state : QStringLiteral("complete");
    return state == u"complete" || state == u"discarded" || state == u"refused"
        ? Result<void>()
        : failure(ErrorKind::InUse, otherwise, runId);
}

Result<Run *> RunManager::startEnrichCheck(const EnrichCheckOrder &order, TextProfile rejectsProfile)
{
    return launch(new EnrichCheckRun(newRunId(), order, rejectsProfile, workspace().clock(), nullptr, this));
}

Result<Run *> RunManager::startEnrichCheck(TenantSession &session, const EnrichCheckOrder &order,
                                           TextProfile rejectsProfile)
{
    return launchFor(
        session,
        new EnrichCheckRun(newRunId(), order, rejectsProfile, workspace().clock(), session.connection(), this));
}

Result<Run *> RunManager::startEnrichment(TenantSession &session, const EnrichOrder &order)
{
    TRY_VOID(mayStart());
    const FrozenEnrich frozen = freeze(order, session.profile());
    TRY_VOID(mayChange(RunKind::Enrichment, session, frozen.profileId, frozen.profileName, order.listId));
    return beginFrozen<EnrichRun>(RunKind::Enrichment, session, frozen, order.listName, order.listId);
}

Result<Run *> RunManager::startEnrichUndoCheck(TenantSession &session, const QString &backupFile,
                                               const UndoChoice &choice, const std::optional<BackupInfo> &known)
{
    TRY(backup, backupFor(backupFile, known, true, workspace()));
    if (backup->profileId != session.profile().id)
        return failure(ErrorKind::BadInput, "other_profile", backup->profileName);
    return launchFor(session,
                     new EnrichUndoCheckRun(newRunId(), *backup, choice, workspace(), session.connection(), this));
}

Result<Run *> RunManager::startEnrichUndo(TenantSession &session, const EnrichUndoOrder &order)
{
    TRY_VOID(mayStart());
    TRY(backup, backupFor(order.backupFile, order.known, true, workspace()));
    TRY_VOID(mayChange(RunKind::EnrichUndo, session, backup->profileId, backup->profileName, backup->listId));
    // One that goes on later would write again what was brought back.
    TRY_VOID(isOver(backup->runId, "enrichment_open"));
    auto frozen = frozenFor<FrozenEnrichUndo>(*backup, order);
    frozen.runId = backup->runId;
    frozen = freeze(frozen);
    return beginFrozen<EnrichUndoRun>(RunKind::EnrichUndo, session, frozen, frozen.listName, frozen.listId);
}

bool RunManager::submitsTranscripts(const TenantSession &session, const TranscriptOrder &order)
{
    return order.attachJob.isEmpty() && !session.connection()->transcripts().limits().jobsAreOurs;
}

Result<Run *> RunManager::startTranscripts(TenantSession &session, const TranscriptOrder &given,
                                           const MaskPolicy &policy)
{
    TRY_VOID(mayStart());
    TranscriptOrder order = given;
    order.folder = QDir::cleanPath(order.folder);
    if (const auto wrong = faultOf(order, policy))
        return tl::unexpected(*wrong);
    TRY_VOID(mayNotify(session, order.webhook));
    const bool submits = submitsTranscripts(session, order);
    if (submits && session.isLookOnly())
        return failure({.kind = ErrorKind::LookOnly, .subject = session.profile().name});
    const auto connection = session.connection();
    if (const auto wrong = faultOf(connection->transcripts(), order))
        return tl::unexpected(*wrong);
    for (const Run *run : runs()) {
        const auto *other = qobject_cast<const TranscriptRun *>(run);
        if (other != nullptr && !run->outcome() && other->order().order.folder == order.folder)
            return failure(ErrorKind::InUse, "target_in_use", order.folder);
    }
    PolicyBinding binding;
    if (!order.writeRaw)
        binding = {policy.name, policy.version, policyDigest(policy)};
    const FrozenTranscripts frozen = freeze(order, binding, session.profile());
    const JournalRun entry
        = newEntry(RunKind::Transcripts, {frozen.json, frozen.digest},
                   {QDir(order.folder).dirName(), frozen.profileId, frozen.profileName, order.folder});
    Companion companion;
    if (!order.writeRaw) {
        companion = {[&workspace = workspace(), id = entry.id, policy] {
                         return TranscriptRun::keepPolicy(workspace, id, policy);
                     },
                     [file = workspace().runFile(entry.id, "policy")] { (void)removeDurably(file); }};
    }
    return begin(new TranscriptRun(entry.id, frozen, RunStart::Fresh, workspace(), connection, this),
                 RunTenant::of(session.profile()), entry, submits ? nullptr : connection, companion);
}

Result<Run *> RunManager::startAudiencePut(TenantSession &session, const AudiencePutOrder &order)
{
    TRY_VOID(mayStart());
    if (!session.hasAudiences())
        return failure(ErrorKind::BadInput, "job_unavailable", session.profile().name);
    const qint64 version = std::max<qint64>(order.expectedVersion.value_or(1), 1);
    if (const auto wrong = AudiencesClient::fault(order.audienceId, order.definition, version))
        return tl::unexpected(*wrong);
    TRY_VOID(mayNotify(session, order.webhook));
    const FrozenAudiencePut frozen = freeze(order, session.profile());
    TRY_VOID(mayChange(RunKind::AudiencePut, session, frozen.profileId, frozen.profileName, frozen.order.audienceId));
    return beginFrozen<AudiencePutRun>(RunKind::AudiencePut, session, frozen, order.definition.name,
                                       frozen.order.audienceId);
}

} // namespace muster
