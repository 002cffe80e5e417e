// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/enrich/campaignbudget.h"
#include "models/rules/enrich/fillrates.h"
#include "models/runs/enrich/contactvalues.h"
#include "models/runs/enrich/enrichorder.h"
#include "models/runs/writerun.h"
#include "models/store/backupfile.h"

#include <memory>

namespace muster {

class ApplyBackup;
class BatchSource;
class EnrichLedger;
class EnrichRecorder;
struct CheckReport;

/// Merges a checked file into a contact list: ask for schema and budget, read what the contacts hold, check the file
/// once more as a whole, keep a copy of every value before it is written over, send batch by batch, refresh the list.
/// See resources/decisions/enrichment.md and, for its life, Run.
///
/// Safe to kill at any moment: what may have left is in the unit log before it leaves, and a resumed run sends only
/// what is not proved. With a copy the batches come from there, so that nothing leaves that could not be undone; where
/// the list may not be read there is none, and they come from the file. A file that is no longer the one that was
/// checked ends the run ("source_changed").
class EnrichRun final : public WriteRun
{
    Q_OBJECT

public:
    EnrichRun(QString id, FrozenEnrich order, RunStart start, Workspace &workspace,
              std::shared_ptr<TenantConnection> connection, QObject *parent);
    ~EnrichRun() override;

    [[nodiscard]] RunKind kind() const override { return RunKind::Enrichment; }
    [[nodiscard]] QString title() const override;
    [[nodiscard]] const FrozenEnrich &order() const { return m_order; }

    /// Removes what the run alone has on disk.
    [[nodiscard]] static Result<void> discard(Workspace &workspace, const QString &runId);

protected:
    [[nodiscard]] WriteRecorder &makeRecorder(const QByteArray &progress) override;
    [[nodiscard]] QCoro::Task<Result<void>> work(std::stop_token stop) override;
    [[nodiscard]] RunOutcome outcomeFor(const Result<void> &worked) const override;
    [[nodiscard]] RunMetrics currentMetrics() const override;

private:
    // In the order of the phases.
    [[nodiscard]] QCoro::Task<Result<void>> askTenant(std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<void>> prepare(std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<void>> takeUp(std::stop_token stop); ///< The backup of an earlier life.
    [[nodiscard]] QCoro::Task<Result<void>> readValues(std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<std::unique_ptr<ApplyBackup>>> beginBackup(std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<void>> checkSource(std::stop_token stop);
    [[nodiscard]] Result<void> judge(const CheckReport &report);
    [[nodiscard]] QCoro::Task<Result<void>> openLedger();
    [[nodiscard]] QCoro::Task<Result<std::shared_ptr<BatchSource>>> openBatches(std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<void>> sendAll(std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<void>> refresh(std::stop_token stop);

    void showProgress();

    const FrozenEnrich m_order;
    std::shared_ptr<const ListSchema> m_schema;
    CampaignBudget m_budget;
    SharedContactValues m_values; ///< Until the file is checked; nullptr: they cannot be read.
    qint64 m_contactsRead = 0; ///< So far, for those.
    std::optional<BackupInfo> m_backup; ///< Whole: what is sent comes from there.
    FillRates m_rates; ///< Of the whole file, as checked by this run.
    std::unique_ptr<EnrichRecorder> m_recorder;
    std::unique_ptr<EnrichLedger> m_ledger;
};

} // namespace muster
