// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/enrich/enrichorders.h"
#include "models/runs/lists/listorders.h"
#include "models/runs/lists/read/contactcsvreader.h"
#include "models/runs/runkeeper.h"
#include "models/store/backupfile.h"

namespace muster {

struct AudiencePutOrder;
struct EnrichCheckOrder;
struct EnrichOrder;
struct EnrichUndoOrder;
struct LineLookupOrder;
struct MaskPolicy;
struct TranscriptOrder;

/// Starts runs: asks whether a run may begin beside what goes on, writes its entry, and hands it to what keeps it. GUI
/// thread.
class RunManager : public RunKeeper
{
    Q_OBJECT

public:
    explicit RunManager(Workspace &workspace, QObject *parent = nullptr);

    /// Refuses with InUse/File/BadInput before anything is sent. The run belongs to the manager; connect to finished().
    [[nodiscard]] Result<Run *> startExport(TenantSession &session, const FrozenExportOrder &order);
    /// Reads a list into memory; nothing of it is journalled, nor can it be resumed. A ListReadRun.
    [[nodiscard]] Result<Run *> startListRead(TenantSession &session, const ListReadOrder &order);
    /// The same of a CSV file, for a dry run without a tenant.
    [[nodiscard]] Result<Run *> startFileRead(const QString &file, const ContactCsvReader::Columns &columns = {});
    /// LookOnly while the session is; BadInput "other_profile", "callback_address" (see callbackTrouble());
    /// InUse "list_in_use" while another run changes that list; BadInput "no_do_not_call" where numbers are to be
    /// blocked and the tenant has no groups for that.
    [[nodiscard]] Result<Run *> startListApply(TenantSession &session, const ListApplyOrder &order);
    /// The same; BadInput "backup_expired" (S37), "backup_of_deleted_list" (see ListRepublication),
    /// "backup_of_group_change"; InUse "block_open" while the run that blocked could still go on.
    [[nodiscard]] Result<Run *> startListRestore(TenantSession &session, const ListRestoreOrder &order);
    /// A LineLookupRun. Its numbers are in no file: a paused one is resumed in this session only, a killed one is
    /// ordered again. InUse "lookup_running"; BadInput "lookup_budget" where the terms allow no request,
    /// "lookup_budget_spent" where those of an interrupted look-up of the same contacts leave none, "lookup_account".
    [[nodiscard]] Result<Run *> startLineLookup(const LineLookupOrder &order);
    /// Looks what of a file fits a list, for the window and `--check`; nothing is sent or journalled. An
    /// EnrichCheckRun.
    [[nodiscard]] Result<Run *> startEnrichCheck(const EnrichCheckOrder &order, TextProfile rejectsProfile);
    /// The same beside what the contacts of the list hold now, see CheckReport::diff.
    [[nodiscard]] Result<Run *> startEnrichCheck(TenantSession &session, const EnrichCheckOrder &order,
                                                 TextProfile rejectsProfile);
    /// As startListApply(); "list_in_use" also while a run removes contacts of that list.
    [[nodiscard]] Result<Run *> startEnrichment(TenantSession &session, const EnrichOrder &order);
    /// What undoing the enrichment of that backup would do; nothing is sent or journalled. An EnrichUndoCheckRun.
    /// BadInput "nothing_to_undo" where the backup is of another kind of run, "backup_expired", "other_profile".
    /// `known`: see EnrichUndoOrder.
    [[nodiscard]] Result<Run *> startEnrichUndoCheck(TenantSession &session, const QString &backupFile,
                                                     const UndoChoice &choice = {},
                                                     const std::optional<BackupInfo> &known = {});
    /// As startEnrichment() and startEnrichUndoCheck(); "enrichment_open" while that enrichment could still go on.
    [[nodiscard]] Result<Run *> startEnrichUndo(TenantSession &session, const EnrichUndoOrder &order);
    /// Fetches transcripts into a folder, masked by `policy`; a TranscriptRun. LookOnly where a job would have to be
    /// submitted and the session is; BadInput as TranscriptsClient::fault(), "job_id", "folder_relative",
    /// "callback_address", "raw_webhook", "bad_policy"; InUse "target_in_use" while another run writes there.
    [[nodiscard]] Result<Run *> startTranscripts(TenantSession &session, const TranscriptOrder &order,
                                                 const MaskPolicy &policy);
    /// Whether startTranscripts() has a job made at the service: then a session that may only look may not.
    [[nodiscard]] static bool submitsTranscripts(const TenantSession &session, const TranscriptOrder &order);
    /// Registers an audience; an AudiencePutRun. LookOnly while the session is; BadInput as AudiencesClient::fault(),
    /// "callback_address"; InUse "audience_in_use" while another run registers that audience.
    [[nodiscard]] Result<Run *> startAudiencePut(TenantSession &session, const AudiencePutOrder &order);

    // What a start is made of, for a job whose start stands beside its run.

    /// Not in a workspace that may not be written to, nor for want of threads (F104).
    using RunKeeper::mayStart;
    /// Whether a run of that kind may change what stands at `target` of that connection: BadInput "other_profile" where
    /// it is not the session's, LookOnly while the session is, InUse as RunMaker::inUse says.
    [[nodiscard]] Result<void> mayChange(RunKind kind, const TenantSession &session, const QString &profileId,
                                         const QString &profileName, const QString &target) const;
    /// InUse, as `otherwise`, while that run could still go on.
    [[nodiscard]] Result<void> isOver(const QString &runId, const char *otherwise) const;
    /// BadInput "callback_address", and "callback_api_origin" where `target` is a tenant's own API (S13).
    [[nodiscard]] Result<void> mayNotify(const TenantSession &session, const QUrl &target) const;
    /// 32 hexadecimal digits.
    using RunKeeper::newRunId;
    /// Launches a run on the session's tenant that has no entry in the journal: there is nothing to resume.
    Run *launchFor(const TenantSession &session, Run *run);
    /// Begins the run of an order that is frozen for the session's tenant; `target` is its JournalRun::target.
    template <typename SomeRun, typename Frozen>
    Run *beginFrozen(RunKind kind, TenantSession &session, const Frozen &frozen, const QString &title,
                     const QString &target)
    {
        return beginMade(kind, session, frozen, title, target, [&](const QString &id, const Connection &connection) {
            return new SomeRun(id, frozen, RunStart::Fresh, workspace(), connection, this);
        });
    }

private:
    using Connection = std::shared_ptr<TenantConnection>;
    Run *beginMade(RunKind kind, TenantSession &session, const FrozenFor &frozen, const QString &title,
                   const QString &target,
                   const std::function<Run *(const QString &id, const Connection &connection)> &make);
    [[nodiscard]] QList<JournalRun> lookupsOfEarlierSessions() const;
};

} // namespace muster
