// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/enrich/enrichorder.h"
#include "models/runs/writerecorder.h"

namespace muster {

class EnrichLedger;

/// What the journal keeps of an enrichment beside its order; the truth about contacts is in the unit log.
struct EnrichProgress
{
    QString phase; ///< As RunMetrics::phase.
    qint64 records = 0; ///< Contacts that nothing more will be done for; for showing.
    qint64 units = -1; ///< Contacts to be sent, as counted when the run began; -1: not yet.
    bool refreshed = false; ///< The list was refreshed after the last batch (F27).
    bool operator==(const EnrichProgress &) const = default;

    [[nodiscard]] QByteArray json() const;
    /// What cannot be read is as at the start, which repeats nothing: the unit log knows what was sent.
    [[nodiscard]] static EnrichProgress parse(const QByteArray &json);
};

/// What an enrichment leaves behind, see WriteRecorder; of its file sizes and digests, no value.
class EnrichRecorder final : public WriteRecorder
{
public:
    EnrichRecorder(Workspace &workspace, QString runId, const FrozenEnrich &order, EnrichProgress progress);

    /// From here on counts are told.
    void setLedger(const EnrichLedger *ledger) { m_ledger = ledger; }
    [[nodiscard]] const EnrichProgress &progress() const { return m_progress; }

    [[nodiscard]] QCoro::Task<Result<void>> started(bool resumed);
    [[nodiscard]] QCoro::Task<Result<void>> entered(QString phase);
    [[nodiscard]] QCoro::Task<Result<void>> counted(qint64 units);
    [[nodiscard]] QCoro::Task<Result<void>> budgeted(Campaign tightest, qint64 batchSize);
    [[nodiscard]] QCoro::Task<Result<void>> refreshed(std::optional<ApiError> error);
    [[nodiscard]] QCoro::Task<Result<void>> ended(RunOutcome outcome);

private:
    [[nodiscard]] QJsonObject counts() const override;
    [[nodiscard]] QByteArray progressJson() override;
    [[nodiscard]] AuditDraft entryFor(const Calls &calls) const override;

    const FrozenEnrich &m_order;
    EnrichProgress m_progress;
    const EnrichLedger *m_ledger = nullptr;
};

} // namespace muster
