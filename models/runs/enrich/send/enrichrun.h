// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/enrich/campaignbudget.h"
#include "models/rules/enrich/fillrates.h"
#include "models/runs/enrich/contactvalues.h"
#include "models/runs/enrich/enrichorders.h"
#include "models/runs/writerun.h"
#include "models/store/backupfile.h"

#include <memory>

namespace muster {

class ApplyBackup;
class BatchSender;
class BatchSource;
class EnrichLedger;
class EnrichRecorder;
class EnrichTrail;
class RowFeed;
class SkillStarter;
class UnitLog;
struct BatchSize;
struct CheckReport;
struct ListSchema;
struct UnitBatch;

/// A run that writes values into the contacts of a list, batch by batch within the campaign's budget: an enrichment, or
/// what undoes one. What both ask first, show meanwhile and do last.
class EnrichWriteRun : public WriteRun
{
    Q_OBJECT

public:
    ~EnrichWriteRun() override;
    [[nodiscard]] QString title() const final;

protected:
    struct Target
    {
        QString listId, listName, campaignId;
        bool refresh = false; ///< The list, after the last batch.
        DialConsent consent = {}; ///< Of a person, that dialers may call because of this.
    };
    EnrichWriteRun(QString id, const FrozenFor &order, Target target, RunStart start, Workspace &workspace,
                   std::shared_ptr<TenantConnection> connection, QObject *parent);

    [[nodiscard]] virtual EnrichTrail &trail() = 0; ///< Once there is a recorder.

    /// For schema, budget and who would be called: Refused "skill_running" where nobody agreed to that.
    [[nodiscard]] QCoro::Task<Result<void>> askTenant(std::stop_token stop);
    /// From here on there are a ledger and a sender, and counts are told.
    void takeLog(std::unique_ptr<UnitLog> log);
    [[nodiscard]] SkillStarter &starter(); ///< After takeLog().
    [[nodiscard]] BatchSize nextSize(); ///< Of the batch to be cut now; shown.
    [[nodiscard]] QCoro::Task<Result<void>> sendBatch(UnitBatch batch, std::stop_token stop);
    /// Where it was ordered and is due.
    [[nodiscard]] QCoro::Task<Result<void>> refresh(std::stop_token stop);
    void showProgress();
    /// How many contacts were refused, for each reason that the service gave.
    void addRefusals(RunOutcome &outcome) const;

    std::shared_ptr<const ListSchema> m_schema;
    std::unique_ptr<EnrichLedger> m_ledger;

private:
    const Target m_target;
    CampaignBudget m_budget;
    std::unique_ptr<BatchSender> m_sender;
};

/// Merges a checked file into a contact list: ask for schema and budget, read what the contacts hold, check the file
/// once more as a whole, keep a copy of every value before it is written over, send batch by batch, refresh the list.
/// See resources/decisions/enrichment.md and, for its life, Run.
///
/// Safe to kill at any moment: what may have left is in the unit log before it leaves, and a resumed run sends only
/// what is not proved. With a copy the batches come from there, so that nothing leaves that could not be undone; where
/// the list may not be read there is none, and they come from the file. A file that is no longer the one that was
/// checked ends the run ("source_changed").
class EnrichRun final : public EnrichWriteRun
{
    Q_OBJECT

public:
    EnrichRun(QString id, FrozenEnrich order, RunStart start, Workspace &workspace,
              std::shared_ptr<TenantConnection> connection, QObject *parent);
    ~EnrichRun() override;

    [[nodiscard]] RunKind kind() const override { return RunKind::Enrichment; }
    [[nodiscard]] const FrozenEnrich &order() const { return m_order; }

    /// Removes what the run alone has on disk.
    [[nodiscard]] static Result<void> discard(Workspace &workspace, const QString &runId);

protected:
    [[nodiscard]] WriteRecorder &makeRecorder(const QByteArray &progress) override;
    [[nodiscard]] QCoro::Task<Result<void>> work(std::stop_token stop) override;
    [[nodiscard]] RunOutcome outcomeFor(const Result<void> &worked) const override;
    [[nodiscard]] QCoro::Task<Result<RunOutcome>> close(RunOutcome outcome) override;
    [[nodiscard]] RunMetrics currentMetrics() const override;

private:
    [[nodiscard]] EnrichTrail &trail() override;
    // In the order of the phases.
    [[nodiscard]] QCoro::Task<Result<void>> prepare(std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<void>> takeUp(std::stop_token stop); ///< The backup of an earlier life.
    [[nodiscard]] QCoro::Task<Result<void>> readValues(std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<std::unique_ptr<ApplyBackup>>> beginBackup(std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<void>> checkSource(std::stop_token stop);
    [[nodiscard]] Result<void> judge(const CheckReport &report);
    [[nodiscard]] QCoro::Task<Result<void>> openLedger();
    [[nodiscard]] QCoro::Task<Result<std::shared_ptr<BatchSource>>> openBatches(std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<std::shared_ptr<RowFeed>>> openRows(std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<void>> sendAll(std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<UnitBatch>> nextBatch(std::shared_ptr<BatchSource> feed);
    /// The last batch, whose last file starts the skill that a person named.
    [[nodiscard]] QCoro::Task<Result<void>> sendAndStart(UnitBatch batch, std::stop_token stop);

    const FrozenEnrich m_order;
    SharedContactValues m_values; ///< Until the file is checked; nullptr: they cannot be read.
    qint64 m_contactsRead = 0; ///< So far, for those.
    std::optional<BackupInfo> m_backup; ///< Whole: what is sent comes from there.
    std::optional<Secret> m_backupKey; ///< Of m_backup, once what is sent comes from there.
    bool m_hasSource = false; ///< Where batches come from is open: who was refused can be told by it.
    FillRates m_rates; ///< Of the whole file, as checked by this run.
    std::unique_ptr<EnrichRecorder> m_recorder;
};

} // namespace muster
