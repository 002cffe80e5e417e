// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/transcripts/transcriptorder.h"
#include "models/runs/transcripts/transcriptresult.h"
#include "models/runs/writerecorder.h"
#include "models/store/latencyhistogram.h"
#include "models/store/outbox.h"
#include "network/wire/secret.h"

#include <QHash>
#include <QSet>
#include <QStringList>

namespace muster {

/// What is known of every interaction of a run. Expected ones stand in the order of the request; what the service adds
/// comes behind them. GUI thread.
class TranscriptLedger
{
public:
    /// Adds to what is expected; those that are known already stay as they are.
    void expect(const QStringList &ids);
    /// The newest word on an interaction counts.
    void add(const TranscriptResult &result);
    /// Expected, and still to be had: neither written nor held nor left out.
    [[nodiscard]] QStringList open() const;
    [[nodiscard]] qint64 openCount() const { return m_order.size() - m_settled; }
    [[nodiscard]] bool isOpen(const QString &id) const;
    [[nodiscard]] bool expects(const QString &id) const { return m_expected.contains(id); }
    [[nodiscard]] const QStringList &expected() const { return m_order; }
    [[nodiscard]] qint64 count(TranscriptFate fate) const { return m_fates[std::size_t(fate)]; }
    [[nodiscard]] QStringList idsOf(TranscriptFate fate) const; ///< In the order of results().
    [[nodiscard]] QList<TranscriptResult> results() const;
    [[nodiscard]] const TranscriptResult *find(const QString &id) const;
    /// Findings over all that is written.
    [[nodiscard]] const std::array<std::uint64_t, entityCount> &counts() const { return m_found; }

private:
    /// Takes a result into the sums, or with -1 out of them.
    void tally(const TranscriptResult &result, int sign);

    QStringList m_order; ///< Expected.
    QSet<QString> m_expected;
    QStringList m_others; ///< With a result but not expected, in the order of arrival.
    QHash<QString, TranscriptResult> m_results;
    // Asked for with every metric; adding them up then would cost the square of the results.
    std::array<qint64, transcriptFateCount> m_fates{};
    std::array<std::uint64_t, entityCount> m_found{};
    qint64 m_settled = 0; ///< Expected, and not open.
};

/// What the journal keeps of a run beside its order; the truth about transcripts is in the folder.
struct TranscriptProgress
{
    QString phase; ///< As RunMetrics::phase.
    qint64 records = 0; ///< Interactions that nothing more will be done for; for showing.
    qint64 total = 0;
    QString jobId; ///< Known as soon as the service says it.
    QDateTime submittedAt; ///< UTC.
    int submissions = 0; ///< Begun since a person last started or resumed the run.
    bool submitting = false; ///< One is on its way: after a kill nobody knows what became of it.
    bool submitAgain = false; ///< The job is lost or has failed: a resumed run submits anew.
    qint64 leftOut = 0; ///< Of another media type, as the search said.
    qint64 written = 0, held = 0, missing = 0; ///< For showing; missing: with what failed.

    [[nodiscard]] QByteArray json() const;
    /// What cannot be read is as at the start.
    [[nodiscard]] static TranscriptProgress parse(const QByteArray &json);
};

/// What a run leaves behind in audit, journal and outbox, see WriteRecorder: ids of jobs, keyed digests of those of
/// interactions (S36), counts; no text.
class TranscriptRecorder final : public WriteRecorder
{
public:
    TranscriptRecorder(Workspace &workspace, QString runId, const FrozenTranscripts &order,
                       TranscriptProgress progress);

    void setLedger(const TranscriptLedger *ledger) { m_ledger = ledger; }
    [[nodiscard]] const TranscriptProgress &progress() const { return m_progress; }

    [[nodiscard]] QCoro::Task<Result<void>> started(bool resumed) override;
    [[nodiscard]] QCoro::Task<Result<void>> entered(QString phase) override;
    [[nodiscard]] QCoro::Task<Result<void>> checked(qint64 found, qint64 leftOut);
    /// About to submit: on the disk before anything leaves.
    [[nodiscard]] QCoro::Task<Result<void>> submitting();
    [[nodiscard]] QCoro::Task<Result<void>> submitted(QString jobId);
    /// It came to nothing; where the outcome is not known a job of nobody's may be left behind.
    [[nodiscard]] QCoro::Task<Result<void>> notSubmitted(bool unknown, ApiError error);
    [[nodiscard]] QCoro::Task<Result<void>> jobEnded(QString state, bool submitAgain);
    /// The audit entry "transcript_extracted" of one interaction and, with `masked`, the notice to the data lake: on
    /// the disk when this ends. What several downloads tell while the disk is busy goes there together, with one sync.
    /// An interaction that this run told of before, in this life or one that was killed, is told of as "again": true.
    [[nodiscard]] QCoro::Task<Result<void>> extracted(TranscriptResult result, QByteArray masked,
                                                      std::chrono::milliseconds latency);

private:
    [[nodiscard]] QFuture<Result<void>> tell();
    /// Whatever becomes of the interactions is told of by digests with this key.
    [[nodiscard]] QCoro::Task<Result<void>> findKey();
    /// What earlier lives of the run told of; reads back to its start.
    [[nodiscard]] QCoro::Task<Result<void>> recall();

    [[nodiscard]] QJsonObject startFacts(bool resumed) const override;
    [[nodiscard]] QJsonObject endFacts() override;
    [[nodiscard]] QJsonObject counts() const override;
    [[nodiscard]] QByteArray progressJson() override;
    [[nodiscard]] AuditDraft entryFor(const Calls &calls) const override;

    const FrozenTranscripts &m_order;
    TranscriptProgress m_progress;
    const TranscriptLedger *m_ledger = nullptr;
    Secret m_subjects; ///< See AuditSubjects; from started() on.
    LatencyHistogram m_latency; ///< Of the interactions that this life told of.
    QSet<QString> m_extracted; ///< Digests of interactions that the audit names already.
    // Entries are counted from 1. GUI thread.
    QList<AuditDraft> m_untold;
    QList<Delivery> m_undelivered;
    QFuture<Result<void>> m_telling; ///< On its way to the disk: everything up to m_tellingUpTo.
    quint64 m_noted = 0, m_tellingUpTo = 0, m_reported = 0;
};

} // namespace muster
