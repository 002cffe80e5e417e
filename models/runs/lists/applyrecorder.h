// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/lists/applyprogress.h"
#include "models/runs/lists/listapplyorder.h"
#include "models/runs/run.h"

#include <QElapsedTimer>
#include <QJsonObject>

namespace muster {

class ApplyLedger;
class Workspace;
struct BackupInfo;

/// What an apply run leaves behind in audit, journal and outbox: ids of runs, lists and plans, counts and digests; no
/// contact's id, no number. Unlike an export's these must succeed: a fault means that nothing more may be sent (F94,
/// S35). GUI thread.
class ApplyRecorder
{
public:
    ApplyRecorder(Workspace &workspace, QString runId, const FrozenListApply &order, ApplyProgress progress);

    /// From here on counts are told.
    void setLedger(const ApplyLedger *ledger) { m_ledger = ledger; }
    [[nodiscard]] const ApplyProgress &progress() const { return m_progress; }

    [[nodiscard]] Result<void> started(bool resumed);
    [[nodiscard]] Result<void> entered(const QString &phase);
    [[nodiscard]] Result<void> backedUp(const BackupInfo &backup);
    /// A call was answered. Those in quick succession share an entry that names the first and the last, twice a second.
    [[nodiscard]] Result<void> sent(qint64 contacts);
    /// What is not yet in audit and journal.
    [[nodiscard]] Result<void> flush();
    /// Durable before anything else happens (F21).
    [[nodiscard]] Result<void> halted(const ApiError &error);
    [[nodiscard]] Result<void> locked();
    [[nodiscard]] Result<void> unlocked();
    /// The notice for the aggregator (contract section 6.3); queued once, however often it is asked for.
    [[nodiscard]] Result<void> tellAggregator(const QJsonObject &metrics);
    [[nodiscard]] Result<void> ended(const RunOutcome &outcome, const QJsonObject &metrics);

private:
    [[nodiscard]] Result<void> audit(const QString &event, QJsonObject facts = {});
    [[nodiscard]] Result<void> keep(const QString &state, const QString &reason = {});
    [[nodiscard]] QJsonObject counts() const;

    Workspace &m_workspace;
    const QString m_runId;
    const FrozenListApply &m_order;
    ApplyProgress m_progress;
    const ApplyLedger *m_ledger = nullptr;
    QElapsedTimer m_sinceFlush;
    qint64 m_calls = 0; ///< In this phase.
    qint64 m_firstCall = 0; ///< Of those not yet in the audit; 0: none.
    qint64 m_contacts = 0; ///< In those.
};

} // namespace muster
