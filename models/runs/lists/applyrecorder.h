// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/lists/applyprogress.h"
#include "models/runs/lists/listapplyorder.h"
#include "models/runs/writerecorder.h"

namespace muster {

class ApplyLedger;
struct BackupInfo;

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
