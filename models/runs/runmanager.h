// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/exportorder.h"
#include "models/runs/run.h"
#include "network/wire/result.h"

#include <QList>

namespace muster {

class TenantSession;
class Workspace;

/// A run that ended without being complete and can be taken up again; read from the journal.
struct ResumableRun
{
    QString id;
    RunKind kind = RunKind::SegmentExport;
    QString title;
    QString profileId;
    QString profileName;
    QString targetFile;
    QDateTime startedAt, stoppedAt; ///< UTC.
    qint64 records = 0;
    RunOutcome::Kind ended = RunOutcome::Kind::Paused;
    bool crashed = false; ///< Muster ended while it ran.
    QString reasonKey; ///< errorKindKey of why; empty: the person's wish or a crash.
};

/// Starts runs, keeps them until they have ended, and knows which can be resumed. The only place that drops a task.
/// GUI thread.
class RunManager : public QObject
{
    Q_OBJECT

public:
    explicit RunManager(Workspace &workspace, QObject *parent = nullptr);
    ~RunManager() override;

    /// Journals and audits the start, then runs. Refuses with InUse/File/BadInput before anything is sent.
    /// The run belongs to the manager; connect to finished().
    [[nodiscard]] Result<Run *> startExport(TenantSession &session, const FrozenExportOrder &order);
    [[nodiscard]] Result<Run *> resume(TenantSession &session, const QString &runId);
    /// Removes the .partial file and the journal entry; audited. Not for a run that is active.
    [[nodiscard]] Result<void> discard(const QString &runId);

    [[nodiscard]] const QList<Run *> &runs() const
    {
        return m_runs;
    } ///< Oldest first; ended ones stay until dismissed.
    [[nodiscard]] QList<ResumableRun> resumable() const; ///< Newest first.
    /// The resumable export that would write `targetFile`, if any (`--resume`).
    [[nodiscard]] std::optional<ResumableRun> resumableFor(const QString &targetFile) const;
    void dismiss(Run *run); ///< Takes an ended run off the list and deletes it later.

    /// Pauses everything; allFinished() follows when the last run has ended. For closing the application.
    void pauseAll();
    [[nodiscard]] bool isIdle() const;

Q_SIGNALS:
    void runStarted(muster::Run *run);
    void runFinished(muster::Run *run);
    void runDismissed(muster::Run *run); ///< Is deleted when control returns to the event loop.
    void resumableChanged();
    void allFinished();

private:
    [[nodiscard]] Result<void> mayStart() const;
    Run *launch(Run *run);
    [[nodiscard]] Run *find(const QString &runId) const;
    [[nodiscard]] Run *findActive(const QString &runId) const;

    Workspace &m_workspace;
    QList<Run *> m_runs; ///< Oldest first; children of this.
};

} // namespace muster
