// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/enrich/fillrates.h"
#include "models/runs/enrich/enrichorder.h"
#include "models/runs/writerecorder.h"

namespace muster {

class EnrichLedger;
struct BackupInfo;

/// What the journal keeps of an enrichment beside its order; the truth about contacts is in the unit log.
struct EnrichProgress
{
    QString phase; ///< As RunMetrics::phase.
    qint64 records = 0; ///< Contacts that nothing more will be done for; for showing.
    qint64 units = -1; ///< Contacts to be sent, as counted when the run began; -1: not yet.
    QString backupFile; ///< Whole and synced, with `rates`; empty: none (yet).
    QString backupDigest;
    FillRates rates; ///< Of the whole file, as it was checked when the backup was made.
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

    [[nodiscard]] QCoro::Task<Result<void>> started(bool resumed) override;
    [[nodiscard]] QCoro::Task<Result<void>> entered(QString phase) override;
    [[nodiscard]] QCoro::Task<Result<void>> counted(qint64 units);
    /// From here on the run sends what the backup holds and nothing else.
    [[nodiscard]] QCoro::Task<Result<void>> backedUp(BackupInfo backup, FillRates rates);
    [[nodiscard]] QCoro::Task<Result<void>> budgeted(Campaign tightest, qint64 batchSize);
    /// Contacts are about to be sent: the list has to be refreshed after them, whether or not it was before.
    void refreshDue() { m_progress.refreshed = false; }
    [[nodiscard]] QCoro::Task<Result<void>> refreshed(std::optional<ApiError> error);
    [[nodiscard]] QCoro::Task<Result<void>> ended(RunOutcome outcome) override;

private:
    [[nodiscard]] QJsonObject counts() const override;
    [[nodiscard]] QByteArray progressJson() override;
    [[nodiscard]] AuditDraft entryFor(const Calls &calls) const override;

    const FrozenEnrich &m_order;
    EnrichProgress m_progress;
    const EnrichLedger *m_ledger = nullptr;
};

} // namespace muster
