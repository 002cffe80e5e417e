// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/lists/listorders.h"
#include "models/runs/writerecorder.h"

#include <QByteArray>
#include <QString>

namespace muster {

class ApplyLedger;
struct BackupInfo;

/// What the journal keeps of an apply run beside its order; the truth about units is in the unit log.
struct ApplyProgress
{
    QString phase; ///< As RunMetrics::phase.
    qint64 records = 0; ///< Units that nothing more will be done for; for showing.
    /// The breaker opened: nothing is sent, also after a resume, until a person has re-armed it (F21).
    bool halted = false;
    /// Corrections were in doubt when the purge could have begun: it waits until a person has looked (F23).
    bool locked = false;
    bool reviewed = false; ///< A person has, and said that it may go on.
    QString backupFile; ///< Whole and synced; empty: not yet (F114).
    QString backupDigest;
    bool operator==(const ApplyProgress &) const = default;

    [[nodiscard]] bool isLocked() const { return locked && !reviewed; }
    [[nodiscard]] bool waitsForAPerson() const { return halted || isLocked(); }

    [[nodiscard]] QByteArray json() const;
    /// What cannot be read is as at the start, but halted: a doubt never lets anything out.
    [[nodiscard]] static ApplyProgress parse(const QByteArray &json);
};

/// What an apply run leaves behind, see WriteRecorder, and its notice to the aggregator.
class ApplyRecorder final : public WriteRecorder
{
public:
    ApplyRecorder(Workspace &workspace, QString runId, const FrozenListApply &order, ApplyProgress progress);

    /// From here on counts are told.
    void setLedger(const ApplyLedger *ledger) { m_ledger = ledger; }
    [[nodiscard]] const ApplyProgress &progress() const { return m_progress; }

    [[nodiscard]] QCoro::Task<Result<void>> started(bool resumed) override;
    [[nodiscard]] QCoro::Task<Result<void>> entered(QString phase) override;
    [[nodiscard]] QCoro::Task<Result<void>> backedUp(BackupInfo backup);
    /// Of contacts that are to be removed, or that were left because nothing could be kept (S38).
    [[nodiscard]] QCoro::Task<Result<void>> evidenceKept(qint64 consents, qint64 optOuts, bool kept);
    /// Durable before anything else happens (F21).
    [[nodiscard]] QCoro::Task<Result<void>> halted(ApiError error);
    [[nodiscard]] QCoro::Task<Result<void>> locked();
    [[nodiscard]] QCoro::Task<Result<void>> unlocked();
    /// The notice for the aggregator (contract section 6.3); queued once, however often it is asked for.
    [[nodiscard]] QCoro::Task<Result<void>> tellAggregator(RunOutcome outcome);
    /// What both it and the entry of the end say.
    void setMetrics(const QJsonObject &metrics) { m_metrics = metrics; }
    [[nodiscard]] QCoro::Task<Result<void>> ended(RunOutcome outcome) override;

private:
    [[nodiscard]] QJsonObject counts() const override;
    [[nodiscard]] QByteArray progressJson() override;
    [[nodiscard]] AuditDraft entryFor(const Calls &calls) const override;

    const FrozenListApply &m_order;
    ApplyProgress m_progress;
    QJsonObject m_metrics;
    const ApplyLedger *m_ledger = nullptr;
};

} // namespace muster
