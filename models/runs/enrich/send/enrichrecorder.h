// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/enrich/fillrates.h"
#include "models/runs/enrich/enrichorders.h"
#include "models/runs/enrich/undo/undorules.h"
#include "models/runs/writerecorder.h"
#include "models/store/unitlog.h"

#include <QCoro/QCoroTask>
#include <QString>
#include <chrono>
#include <cstdint>
#include <memory>

namespace muster {

struct BackupInfo;
struct Campaign;
struct EnrichmentAnswer;
struct UnitBatch;

/// What became of every contact that is to be sent, durable. A contact's unit is its place among the rows that fit, in
/// the file's order, from 0. Merging again is harmless (contract section 4), so what is in doubt may be sent again, but
/// never without an intent of its own. GUI thread; owned by one run.
class EnrichLedger
{
public:
    explicit EnrichLedger(std::unique_ptr<UnitLog> log)
        : m_log(std::move(log))
    {
    }

    [[nodiscard]] QCoro::Task<Result<void>> intend(QList<std::uint32_t> units);
    /// The same state for all of them. BadInput "unit_transition" for a step that must not be: the run ends.
    [[nodiscard]] QCoro::Task<Result<void>> settle(QList<std::uint32_t> units, UnitState state, EnrichReason reason);
    /// Each its own.
    [[nodiscard]] QCoro::Task<Result<void>> settle(QList<UnitChange> changes);

    /// What a reading of the list proves, see UndoRules.
    [[nodiscard]] QCoro::Task<Result<void>> note(QList<UnitChange> changes);

    [[nodiscard]] std::uint32_t units() const { return m_log->units(); }
    [[nodiscard]] UnitState state(std::uint32_t unit) const { return m_log->state(unit); }
    [[nodiscard]] const LoggedUnit &unit(std::uint32_t unit) const { return m_log->unit(unit); }
    [[nodiscard]] std::vector<LoggedUnit> all() const { return m_log->all(); } ///< A copy, for a worker.
    /// As UnitLog::isSendable().
    [[nodiscard]] bool isSendable(std::uint32_t unit, int tries) const { return m_log->isSendable(unit, tries); }
    /// Whether something may still be sent for it: planned, or in doubt.
    [[nodiscard]] bool isOpen(std::uint32_t unit) const;
    [[nodiscard]] std::vector<bool> open() const; ///< isOpen() of each, for a worker.
    [[nodiscard]] qint64 count(UnitState state) const { return m_log->count(state); }
    [[nodiscard]] qint64 count(UnitState state, EnrichReason reason) const;
    [[nodiscard]] qint64 inDoubt() const { return count(UnitState::Unknown) + count(UnitState::Intent); }
    /// Nothing more is done for these.
    [[nodiscard]] qint64 settled() const
    {
        return count(UnitState::Applied) + count(UnitState::Rejected) + count(UnitState::Skipped)
            + count(UnitState::Absent);
    }

private:
    const std::unique_ptr<UnitLog> m_log;
};

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
    SkillStart skillStart = SkillStart::None; ///< Of EnrichOrder::dialConsent.
    bool operator==(const EnrichProgress &) const = default;

    [[nodiscard]] QByteArray json() const;
    /// What cannot be read is as at the start, which repeats nothing: the unit log knows what was sent.
    [[nodiscard]] static EnrichProgress parse(const QByteArray &json);
};

/// What a batch came to, once it was answered, or was not.
struct AnsweredBatch
{
    qint64 contacts = 0, values = 0;
    QString status; ///< "applied", "partial", "refused", "in_doubt", "not_sent"
    qint64 applied = 0; ///< Of the contacts, as far as is proved.
    std::chrono::milliseconds latency{0}; ///< Of the requests that it took.
};
[[nodiscard]] AnsweredBatch answeredBatch(const UnitBatch &batch, const EnrichmentAnswer &answer,
                                          std::chrono::milliseconds latency);

/// What enriching a list and undoing that leave behind in common, see WriteRecorder.
class EnrichTrail : public WriteRecorder
{
public:
    /// From here on counts are told.
    void setLedger(const EnrichLedger *ledger) { m_ledger = ledger; }
    [[nodiscard]] QCoro::Task<Result<void>> budgeted(Campaign tightest, qint64 batchSize);
    /// The same where campaigns grant no time: what calls from the list, and how it stood.
    [[nodiscard]] QCoro::Task<Result<void>> paced(Campaign campaign, qint64 batchSize);
    /// Contacts are about to be sent: the list has to be refreshed after them, whether or not it was before.
    void refreshDue() { m_refreshed = false; }
    [[nodiscard]] bool isRefreshed() const { return m_refreshed; } ///< After the last batch (F27).
    [[nodiscard]] QCoro::Task<Result<void>> refreshed(std::optional<ApiError> error);
    /// On the disk with the next sent().
    virtual void answered(const AnsweredBatch &) { }

protected:
    struct Origin
    {
        const char *prefix;
        QString orderDigest;
        QString listId;
        QJsonObject always; ///< Facts of these entries, too.
    };
    /// `refreshed`: as an earlier life left it.
    EnrichTrail(Workspace &workspace, QString runId, Origin origin, bool refreshed);
    [[nodiscard]] const EnrichLedger *ledger() const { return m_ledger; } ///< nullptr: counts are not known.

private:
    const QString m_listId;
    const QJsonObject m_always;
    const EnrichLedger *m_ledger = nullptr;
    bool m_refreshed;
};

/// What an enrichment leaves behind; of its file sizes and digests, no value.
class EnrichRecorder final : public EnrichTrail
{
public:
    EnrichRecorder(Workspace &workspace, QString runId, const FrozenEnrich &order, EnrichProgress progress);

    [[nodiscard]] const EnrichProgress &progress() const { return m_progress; }
    [[nodiscard]] QCoro::Task<Result<void>> counted(qint64 units);
    /// From here on the run sends what the backup holds and nothing else.
    [[nodiscard]] QCoro::Task<Result<void>> backedUp(BackupInfo backup, FillRates rates);
    void answered(const AnsweredBatch &batch) override;

private:
    [[nodiscard]] QJsonObject startFacts(bool resumed) const override;
    [[nodiscard]] QJsonObject endFacts() override;
    void beginPhase(const QString &phase) override { m_progress.phase = phase; }
    [[nodiscard]] QJsonObject counts() const override;
    [[nodiscard]] QByteArray progressJson() override;
    [[nodiscard]] AuditDraft entryFor(const Calls &calls) const override;

    const FrozenEnrich &m_order;
    qint64 m_batches = 0; ///< Answered in this life.
    EnrichProgress m_progress; ///< `records` and `refreshed` as of the last entry.
};

} // namespace muster
