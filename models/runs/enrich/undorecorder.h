// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/enrich/undomatcher.h"
#include "models/runs/enrich/undoorder.h"
#include "models/runs/writerecorder.h"

namespace muster {

class EnrichLedger;
struct Campaign;

/// What an undo leaves behind, see WriteRecorder.
class UndoRecorder final : public WriteRecorder
{
public:
    /// `progress`: what the journal has of an earlier life.
    UndoRecorder(Workspace &workspace, QString runId, const FrozenEnrichUndo &order, const QByteArray &progress);

    /// From here on counts are told.
    void setLedger(const EnrichLedger *ledger) { m_ledger = ledger; }
    [[nodiscard]] bool isRefreshed() const { return m_refreshed; }
    [[nodiscard]] QCoro::Task<Result<void>> started(bool resumed) override;
    [[nodiscard]] QCoro::Task<Result<void>> entered(QString phase) override;
    [[nodiscard]] QCoro::Task<Result<void>> budgeted(Campaign tightest, qint64 batchSize);
    /// A reading is over.
    [[nodiscard]] QCoro::Task<Result<void>> looked(UndoCounts counts);
    /// Contacts are about to be sent: the list has to be refreshed after them, whether or not it was before.
    void refreshDue() { m_refreshed = false; }
    [[nodiscard]] QCoro::Task<Result<void>> refreshed(std::optional<ApiError> error);
    [[nodiscard]] QCoro::Task<Result<void>> ended(RunOutcome outcome) override;

private:
    [[nodiscard]] QJsonObject counts() const override;
    [[nodiscard]] QByteArray progressJson() override;
    [[nodiscard]] AuditDraft entryFor(const Calls &calls) const override;

    const FrozenEnrichUndo &m_order;
    const EnrichLedger *m_ledger = nullptr;
    bool m_refreshed = false;
};

} // namespace muster
