// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/exportorder.h"
#include "models/runs/exportrun.h"
#include "models/runs/run.h"
#include "network/wire/result.h"

#include <QHash>
#include <QList>
#include <QSet>
#include <functional>
#include <memory>
#include <optional>

class QTimer;

namespace muster {

class RunReturns;
class TenantConnection;
class TenantSession;
class Workspace;
struct JournalRun;
struct RunMaker;

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

    /// What the journal knows of it: all but `environment` and `resumesByItself`.
    [[nodiscard]] static ResumableRun of(const JournalRun &run, const RunMaker &maker);
};

/// Keeps runs from their entry in the journal until they have ended, and knows which can be taken up again; RunManager
/// starts them. The only place that drops a task. GUI thread.
///
/// The journal is written by the workspace's StoreThread, not by the caller: a run is there at once, and does nothing
/// before its entry is on the disk. Where that fails it ends as refused; one that was resumed is paused as before.
class RunKeeper : public QObject
{
    Q_OBJECT

public:
    ~RunKeeper() override;

    /// LookOnly while the session is and the run would change something. BadInput "purge_needs_rearm" while its purge
    /// is locked (F23) and rearm() has not said that it may go on. A run that would have gone on by itself does so only
    /// once.
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

    /// Oldest first; ended ones stay until dismissed.
    [[nodiscard]] const QList<Run *> &runs() const { return m_runs; }
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

protected:
    explicit RunKeeper(Workspace &workspace, QObject *parent);

    [[nodiscard]] Workspace &workspace() const { return m_workspace; }
    [[nodiscard]] Result<void> mayStart() const;
    /// InUse while a run goes on there that keeps one of this kind off, see RunMaker::inUse.
    [[nodiscard]] Result<void> isFree(RunKind kind, const QString &profileId, const QString &target) const;
    [[nodiscard]] Result<void> lookupIsFree() const; ///< InUse "lookup_running": there is one at a time.
    [[nodiscard]] Run *find(const QString &runId) const;

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
    [[nodiscard]] static QString newRunId();
    [[nodiscard]] JournalRun newEntry(RunKind kind, const Order &order, const Place &place) const;
    /// A file that has to be on the disk with an entry. Both are called on StoreThread.
    struct Companion
    {
        std::function<Result<void>()> write; ///< Before the entry.
        std::function<void()> undo; ///< Where the entry cannot be written.
    };
    /// A run on that tenant whose entry is to be written first; with a connection it returns by itself where it may.
    Run *begin(Run *run, const std::optional<RunTenant> &tenant, const JournalRun &entry,
               const std::shared_ptr<TenantConnection> &connection = {}, const Companion &companion = {});
    /// One that has no entry. With a connection it returns by itself where it may.
    Run *launch(Run *run, const std::shared_ptr<TenantConnection> &connection = {});

private:
    /// As launch(), of a run that can be resumed: it may take as long as the connection says.
    Run *launchLimited(Run *run, const std::shared_ptr<TenantConnection> &connection);
    /// As begin(), for a run that is taken up again. `rearmed`: what has to be on the disk before, where it waited for
    /// a person; on StoreThread.
    Run *proceed(Run *run, const JournalRun &entry, const std::shared_ptr<TenantConnection> &connection,
                 const std::function<Result<void>()> &rearmed = {});
    /// For a run that has an entry: what is written down where it throws (F109).
    void setLastEntry(Run *run);
    /// The same for what its life measured, however it ends.
    void setLifeRecord(Run *run, bool isTakenUp);
    void endDiscard(const QString &runId, const Result<void> &result);
    [[nodiscard]] Result<Run *> resumeLookup(const QString &runId, bool rearmed);
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
    [[nodiscard]] Run *findActive(const QString &runId) const;

    Workspace &m_workspace;
    QList<Run *> m_runs; ///< Oldest first; children of this.
    QHash<QString, Place> m_places; ///< Of runs that are active; the journal may not have them yet.
    QSet<QString> m_discarding;
    QSet<QString> m_rearmed; ///< Of which a person said so, and which are not resumed yet.
    RunReturns *m_returns;
    QSet<QString> m_reported; ///< Runs whose notices have changed.
    QTimer *m_counting; ///< Runs while there are any.
};

} // namespace muster
