// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/enrich/enrichorders.h"
#include "models/runs/enrich/send/enrichrecorder.h"
#include "models/runs/enrich/send/enrichrun.h"
#include "models/runs/enrich/undo/undorules.h"

#include <memory>

namespace muster {

/// What an undo leaves behind, see EnrichTrail. Every entry names the order.
class UndoRecorder final : public EnrichTrail
{
public:
    /// `progress`: what the journal has of an earlier life.
    UndoRecorder(Workspace &workspace, QString runId, const FrozenEnrichUndo &order, const QByteArray &progress);

    /// A reading is over.
    [[nodiscard]] QCoro::Task<Result<void>> looked(UndoCounts counts);

private:
    [[nodiscard]] QJsonObject startFacts(bool resumed) const override;
    [[nodiscard]] QJsonObject counts() const override;
    [[nodiscard]] QByteArray progressJson() override;
    [[nodiscard]] AuditDraft entryFor(const Calls &calls) const override;

    const FrozenEnrichUndo &m_order;
};

/// Brings back what an enrichment has written over, from the backup that it made: values that the list still shows as
/// they were written, and no others. See resources/decisions/enrichment.md and, for its life, Run.
///
/// In rounds: the whole list is read, which settles what is in doubt and tells what is to be done; then that is sent in
/// batches within the campaign's budget, intent by intent on the disk before. It ends with a reading that finds nothing
/// more to do, after as many rounds as the contract allows tries; then the list is refreshed. Safe to kill at any
/// moment.
class EnrichUndoRun final : public EnrichWriteRun
{
    Q_OBJECT

public:
    EnrichUndoRun(QString id, FrozenEnrichUndo order, RunStart start, Workspace &workspace,
                  std::shared_ptr<TenantConnection> connection, QObject *parent);
    ~EnrichUndoRun() override;

    [[nodiscard]] RunKind kind() const override { return RunKind::EnrichUndo; }
    [[nodiscard]] const FrozenEnrichUndo &order() const { return m_order; }

protected:
    [[nodiscard]] WriteRecorder &makeRecorder(const QByteArray &progress) override;
    [[nodiscard]] QCoro::Task<Result<void>> work(std::stop_token stop) override;
    [[nodiscard]] RunOutcome outcomeFor(const Result<void> &worked) const override;
    [[nodiscard]] QCoro::Task<Result<RunOutcome>> close(RunOutcome outcome) override;
    [[nodiscard]] QString spentFile() const override;
    [[nodiscard]] RunMetrics currentMetrics() const override;

private:
    [[nodiscard]] EnrichTrail &trail() override { return *m_recorder; }
    // In the order of the phases.
    [[nodiscard]] QCoro::Task<Result<void>> openBackup(std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<void>> openLedger();
    /// Reads the whole list and records what that proves of every contact.
    [[nodiscard]] QCoro::Task<Result<void>> look(std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<void>> sendAll(QList<std::uint32_t> units, std::stop_token stop);

    [[nodiscard]] QList<std::uint32_t> sendable() const;

    const FrozenEnrichUndo m_order;
    std::unique_ptr<UndoRecorder> m_recorder;
    std::unique_ptr<UndoMatcher> m_matcher;
    UndoCounts m_left; ///< As the last reading found them.
    qint64 m_contactsRead = 0; ///< By the reading that goes on.
};

} // namespace muster
