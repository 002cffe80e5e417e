// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/masking/maskpolicy.h"
#include "models/runs/transcripts/transcriptorder.h"
#include "models/runs/transcripts/transcriptresult.h"
#include "models/runs/transcripts/transcriptworker.h"
#include "models/runs/writerun.h"

#include <memory>

namespace muster {

struct JournalRun;
class DownloadPace;
class TranscriptLedger;
class TranscriptRecorder;

/// Fetches transcripts into a folder: search, submit, follow the job, download, mask in memory, look a second time,
/// write. See resources/decisions/transcripts.md and, for its life, Run.
///
/// Safe to kill at any moment: what is whole in the folder proves itself (see TranscriptStore) and is not fetched
/// again; everything else is. No byte of a transcript reaches a disk unmasked, unless the order says raw.
///
/// Complete: every interaction that was asked for is written. CompleteWithFindings: some are held, or of another media
/// type. Failed "transcripts_missing": some are missing, failed or unexpected (F79); what is there is whole, and
/// resuming asks for the others again. Failed "job_failed", "job_lost" (F15): resuming submits again. Paused
/// "poll_limit" (F33). Failed "no_result_address" (F34), "link_expired" (F35).
class TranscriptRun final : public WriteRun
{
    Q_OBJECT

public:
    TranscriptRun(QString id, FrozenTranscripts order, RunStart start, Workspace &workspace,
                  std::shared_ptr<TenantConnection> connection, QObject *parent);
    ~TranscriptRun() override;

    [[nodiscard]] RunKind kind() const override { return RunKind::Transcripts; }
    [[nodiscard]] QString title() const override; ///< The folder's name.
    [[nodiscard]] const FrozenTranscripts &order() const { return m_order; }
    [[nodiscard]] QString jobId() const; ///< Empty: none yet.
    [[nodiscard]] const std::optional<TranscriptJob> &job() const { return m_job; } ///< As last heard.
    /// In the order in which they became known; those of an earlier life first.
    [[nodiscard]] QList<TranscriptResult> results() const;
    /// Low-confidence findings of what this object fetched; at most 10,000.
    [[nodiscard]] const QList<ReviewItem> &reviewItems() const { return m_review; }
    [[nodiscard]] QString manifestFile() const; ///< Absolute; written when the run ends with all it can get.

    /// A run that has its job, its own or one that was submitted elsewhere, submits nothing when it goes on.
    [[nodiscard]] static bool onlyReads(const JournalRun &entry);
    /// Stores the policy of a run that is about to begin where the run finds it. Blocks.
    [[nodiscard]] static Result<void> keepPolicy(Workspace &workspace, const QString &runId, const MaskPolicy &policy);
    /// Removes what the run alone has on disk, its files in the folder included.
    [[nodiscard]] static Result<void> discard(Workspace &workspace, const QString &runId,
                                              const FrozenTranscripts &order);

Q_SIGNALS:
    void jobChanged(const muster::TranscriptJob &job);
    void resultAdded(const muster::TranscriptResult &result);

protected:
    [[nodiscard]] WriteRecorder &makeRecorder(const QByteArray &progress) override;
    [[nodiscard]] QCoro::Task<Result<void>> work(std::stop_token stop) override;
    [[nodiscard]] RunOutcome outcomeFor(const Result<void> &worked) const override;
    [[nodiscard]] RunMetrics currentMetrics() const override;

private:
    // In the order of the phases.
    [[nodiscard]] QCoro::Task<Result<void>> prepare(std::stop_token stop);
    /// True: an earlier life had come to the end already.
    [[nodiscard]] QCoro::Task<Result<bool>> takeUp();
    [[nodiscard]] QCoro::Task<Result<Secret>> maskingKey(std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<void>> check(std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<void>> followJob(std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<void>> download(std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<void>> expectAttached();
    [[nodiscard]] QCoro::Task<Result<void>> closeFolder();
    /// A fate that no download brought.
    [[nodiscard]] QCoro::Task<Result<void>> settle(TranscriptResult result);

    [[nodiscard]] bool isWhole() const; ///< Everything asked for has its fate, and nothing else came.
    void showJob(const TranscriptJob &job);
    void showResult(const TranscriptWorker::Piece &piece);

    const FrozenTranscripts m_order;
    std::unique_ptr<TranscriptRecorder> m_recorder;
    std::unique_ptr<TranscriptLedger> m_ledger;
    std::shared_ptr<const MaskEngine> m_engine; ///< nullptr: raw.
    Secret m_key; ///< For pseudonyms; empty: the policy has none.
    std::optional<TranscriptJob> m_job;
    std::unique_ptr<DownloadPace> m_pace; ///< Of the downloads; nullptr before them.
    QList<ReviewItem> m_review;
    qint64 m_maskedBytes = 0;
    std::chrono::microseconds m_masking{0};
};

} // namespace muster
