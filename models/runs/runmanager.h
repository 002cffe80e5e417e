// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/exportorder.h"
#include "models/runs/enrich/undoorder.h"
#include "models/runs/exportrun.h"
#include "models/runs/lists/contactcsvreader.h"
#include "models/runs/lists/listorders.h"
#include "models/runs/run.h"
#include "models/store/backupfile.h"
#include "network/wire/result.h"

#include <QHash>
#include <QList>
#include <QSet>
#include <functional>
#include <memory>

class QTimer;

namespace muster {

class RunReturns;
class TenantConnection;
class TenantSession;
class Workspace;
struct AudiencePutOrder;
struct EnrichCheckOrder;
struct EnrichOrder;
struct EnrichUndoOrder;
struct JournalRun;
struct LineLookupOrder;
struct MaskPolicy;
struct TranscriptOrder;

/// A run that ended without being complete and can be taken up again; read from the journal.
struct ResumableRun
{
    QString id;
    RunKind kind = RunKind::SegmentExport;
    QString title;
    QString profileId;
    QString profileName;
    std::optional<Environment> environment = std::nullopt; ///< As the connection says now; nullopt: it is gone.
    QString target; ///< The file of an export; the id of the list otherwise.
    QDateTime startedAt, stoppedAt; ///< UTC.
    qint64 records = 0;
    RunOutcome::Kind ended = RunOutcome::Kind::Paused;
    bool crashed = false; ///< Muster ended while it ran.
    bool changesTenant = false; ///< Going on with it sends more than questions (S42).
    bool purgeLocked = false; ///< Corrections are in doubt; resuming is a person's word to go on (F23).
    QString reasonKey; ///< errorKindKey of why; empty: the person's wish or a crash.
    std::optional<QDateTime> resumeAt = std::nullopt; ///< UTC; until then the server does not want to be asked (F04).
    /// Of an export: its segment was recalculated, and a person has to say what to do, see IfRecalculated.
    bool awaitsChoice = false;
    bool resumesByItself = false; ///< At resumeAt, as long as this Muster is open.
};

/// Starts runs, keeps them until they have ended, and knows which can be resumed. The only place that drops a task.
/// GUI thread.
class RunManager : public QObject
{
    Q_OBJECT

public:
    explicit RunManager(Workspace &workspace, QObject *parent = nullptr);
    ~RunManager() override;

    // The journal is written by the workspace's StoreThread, not by the caller: a run is there at once, and does
    // nothing before its entry is on the disk. Where that fails it ends as refused; one that was resumed is paused as
    // before.

    /// Refuses with InUse/File/BadInput before anything is sent. The run belongs to the manager; connect to finished().
    [[nodiscard]] Result<Run *> startExport(TenantSession &session, const FrozenExportOrder &order);
    /// Reads a list into memory; nothing of it is journalled, nor can it be resumed. A ListReadRun.
    [[nodiscard]] Result<Run *> startListRead(TenantSession &session, const ListReadOrder &order);
    /// The same of a CSV file, for a dry run without a tenant.
    [[nodiscard]] Result<Run *> startFileRead(const QString &file, const ContactCsvReader::Columns &columns = {});
    /// LookOnly while the session is; BadInput "other_profile", "callback_address" (see callbackTrouble());
    /// InUse "list_in_use" while another run changes that
    /// list.
    [[nodiscard]] Result<Run *> startListApply(TenantSession &session, const ListApplyOrder &order);
    /// The same; BadInput "backup_expired" (S37).
    [[nodiscard]] Result<Run *> startListRestore(TenantSession &session, const ListRestoreOrder &order);
    /// A LineLookupRun. Its numbers are in no file: a paused one is resumed in this session only, a killed one is
    /// ordered again. InUse "lookup_running"; BadInput "lookup_budget" where the terms allow no request,
    /// "lookup_budget_spent" where those of an interrupted look-up of the same contacts leave none, "lookup_account".
    [[nodiscard]] Result<Run *> startLineLookup(const LineLookupOrder &order);
    /// A run that would have gone on by itself does so only once.
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
    /// Registers an audience; an AudiencePutRun. LookOnly while the session is; BadInput as AudiencesClient::fault(),
    /// "callback_address"; InUse "audience_in_use" while another run registers that audience.
    [[nodiscard]] Result<Run *> startAudiencePut(TenantSession &session, const AudiencePutOrder &order);
    /// LookOnly while the session is and the run would change something. BadInput "purge_needs_rearm" while its purge
    /// is locked (F23) and rearm() has not said that it may go on.
    [[nodiscard]] Result<Run *> resume(TenantSession &session, const QString &runId,
                                       IfRecalculated choice = IfRecalculated::Ask);
    /// When that run goes on by itself (F04), UTC: one that only reads, which the server sent away for longer than the
    /// profile's ceiling. After a restart none does.
    [[nodiscard]] std::optional<QDateTime> plannedReturn(const QString &runId) const;
    /// It stays paused until it is resumed.
    void cancelReturn(const QString &runId);
    /// A person's word that a halted run may send again (F21), or that one whose purge is locked may go on to it (F23);
    /// resume() alone does not say so. It holds for the next resume(), which audits it before anything is sent, and
    /// does not outlive this Muster. BadInput "not_halted".
    [[nodiscard]] Result<void> rearm(TenantSession &session, const QString &runId);
    /// Removes what the run alone has on disk and closes its journal entry; audited. Not for a run that is active.
    /// discarded() follows, unless this refuses.
    [[nodiscard]] Result<void> discard(const QString &runId);

    [[nodiscard]] const QList<Run *> &runs() const
    {
        return m_runs;
    } ///< Oldest first; ended ones stay until dismissed.
    [[nodiscard]] QList<ResumableRun> resumable() const; ///< Newest first.
    /// Titles of the runs of that connection that go on or can be resumed.
    [[nodiscard]] QStringList unfinishedOf(const QString &profileId) const;
    /// The newest resumable run of that kind with that target, if any (`--resume`).
    [[nodiscard]] std::optional<ResumableRun> resumableFor(RunKind kind, const QString &target) const;
    void dismiss(Run *run); ///< Takes an ended run off the list and deletes it later.

    /// Has that run tell what became of its notices; happens by itself a moment after the outbox has changed.
    void countCallbacks(const QString &runId);

    /// Pauses everything; allFinished() follows when the last run has ended. For closing the application.
    void pauseAll();
    [[nodiscard]] bool isIdle() const;

Q_SIGNALS:
    void runStarted(muster::Run *run);
    void runFinished(muster::Run *run);
    void runDismissed(muster::Run *run); ///< Is deleted when control returns to the event loop.
    void resumableChanged();
    /// `error`: why not, or not wholly.
    void discarded(const QString &runId, const std::optional<muster::ApiError> &error);
    /// The time of a planned return has come, but the run could not be taken up; it stays as it is.
    void returnFailed(const QString &runId, const muster::ApiError &error);
    void allFinished();

private:
    [[nodiscard]] Result<void> mayStart() const;
    /// Whether the session may change that list now.
    [[nodiscard]] Result<void> mayChange(const TenantSession &session, const QString &profileId,
                                         const QString &profileName, const QString &listId) const;
    [[nodiscard]] Result<BackupInfo> undoable(const TenantSession &session, const QString &backupFile,
                                              const std::optional<BackupInfo> &known) const;
    /// BadInput "callback_address", and "callback_api_origin" where `target` is a tenant's own API (S13).
    [[nodiscard]] Result<void> mayNotify(const TenantSession &session, const QUrl &target) const;
    [[nodiscard]] Result<void> listIsFree(const QString &profileId, const QString &listId) const;
    [[nodiscard]] Result<void> audienceIsFree(const QString &profileId, const QString &audienceId) const;
    /// Where a run works, as the journal has it.
    struct Place
    {
        QString title, profileId, profileName;
        QString target; ///< JournalRun::target.
    };
    struct Order
    {
        const QByteArray &json;
        const QString &digest;
    };
    [[nodiscard]] JournalRun newEntry(RunKind kind, const QByteArray &order, const QString &digest) const;
    [[nodiscard]] JournalRun newEntry(RunKind kind, const Order &order, const Place &place) const;
    /// What has to be on the disk beside an entry. Both are called on StoreThread.
    struct Beside
    {
        std::function<Result<void>()> write; ///< Before the entry.
        std::function<void()> undo; ///< Where the entry cannot be written.
    };
    /// A run on that tenant whose entry is to be written first; with a connection it returns by itself where it may.
    Run *begin(Run *run, const std::optional<RunTenant> &tenant, const JournalRun &entry,
               const std::shared_ptr<TenantConnection> &connection = {}, const Beside &beside = {});
    /// The same of one that is taken up again. `rearmed`: what has to be on the disk before, where it waited for a
    /// person; on StoreThread.
    Run *goOn(Run *run, const JournalRun &entry, const std::shared_ptr<TenantConnection> &connection,
              const std::function<Result<void>()> &rearmed = {});
    /// For a run that has an entry: what is written down where it throws (F109).
    void setLastEntry(Run *run);
    void endDiscard(const QString &runId, const Result<void> &result);
    [[nodiscard]] static QString newRunId(); ///< 32 hexadecimal digits.
    [[nodiscard]] Result<Run *> resumeLookup(const QString &runId, bool rearmed);
    [[nodiscard]] QList<JournalRun> lookupsOfEarlierSessions() const;
    /// With a connection the run returns by itself where it may.
    Run *launch(Run *run, const std::shared_ptr<TenantConnection> &connection = {});
    /// What a person said when a run was taken up again; nothing where it returns by itself.
    struct Resumption
    {
        bool rearmed = false;
        IfRecalculated choice = IfRecalculated::Ask;
    };
    [[nodiscard]] Result<Run *> resumeOn(const std::shared_ptr<TenantConnection> &connection, const QString &runId,
                                         Resumption said);
    void planReturn(const Run &run, const std::shared_ptr<TenantConnection> &connection);
    [[nodiscard]] std::optional<Environment> environmentOf(const QString &profileId) const;
    [[nodiscard]] Run *find(const QString &runId) const;
    [[nodiscard]] Run *findActive(const QString &runId) const;

    Workspace &m_workspace;
    QList<Run *> m_runs; ///< Oldest first; children of this.
    QHash<QString, Place> m_places; ///< Of runs that are active; the journal may not have them yet.
    QSet<QString> m_discarding;
    QSet<QString> m_rearmed; ///< Of which a person said so, and which are not resumed yet.
    RunReturns *m_returns;
    QSet<QString> m_told; ///< Runs whose notices have changed.
    QTimer *m_counting; ///< Runs while there are any.
};

} // namespace muster
