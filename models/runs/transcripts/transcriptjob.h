// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/transcripts/downloadpace.h"
#include "models/runs/transcripts/transcriptworker.h"
#include "network/api/transcriptsclient.h"
#include "network/http/clock.h"
#include "network/wire/result.h"
#include "network/wire/transcript.h"

#include <QCoro/QCoroTask>
#include <QFuture>
#include <QVariantMap>
#include <deque>
#include <functional>
#include <stop_token>

namespace muster {

class NetworkOutage;
class RunMeter;
class TranscriptLedger;
class TranscriptRecorder;
class TranscriptsClient;

/// Gets a transcript job made and follows it to its end. GUI thread; what it was given outlives its tasks.
class JobFollower
{
public:
    struct Hooks
    {
        std::function<void(const TranscriptJob &job)> seen; ///< After each answer.
        std::function<void(const QString &code, const QVariantMap &args)> event;
    };

    JobFollower(TranscriptsClient &client, TranscriptRecorder &recorder, RunMeter &meter, Clock &clock, Hooks hooks);

    /// The id of a new job. Each attempt is in journal and audit before it leaves; at most
    /// TranscriptLimits::submissions of them, then the last one's error. What a refusal says is not asked twice.
    [[nodiscard]] QCoro::Task<Result<QString>> submit(TranscriptRequest request, std::stop_token stop);
    /// The job once it has ended, or has an answer for good:
    /// NotFound "job_lost" when it is not known 30 s after its submission (F15; before, that may only be too early),
    /// TimedOut "poll_limit" after `pollLimit` answers (0: none, F33). A network that is gone is waited for (F53).
    [[nodiscard]] QCoro::Task<Result<TranscriptJob>> follow(QString jobId, QStringList interactionIds,
                                                            QDateTime submittedAt, int pollLimit, std::stop_token stop);

private:
    [[nodiscard]] QCoro::Task<bool> rest(ApiError error, int failed, std::stop_token stop);

    TranscriptsClient &m_client;
    TranscriptRecorder &m_recorder;
    RunMeter &m_meter;
    Clock &m_clock;
    const Hooks m_hooks;
};

/// Fetches what is open, several at a time (see DownloadPace), and sees each through to the disk and the records. GUI
/// thread; what it was given outlives its task.
class TranscriptDownloads
{
public:
    using Worker = std::shared_ptr<TranscriptWorker>;
    struct World
    {
        TranscriptsClient &client;
        TranscriptRecorder &recorder;
        TranscriptLedger &ledger;
        RunMeter &meter;
        Clock &clock;
        QList<MediaType> wanted; ///< What was asked for; heeded where TranscriptLimits::jobsAreOurs.
        DownloadPace &pace;
    };
    struct Hooks
    {
        std::function<void(const TranscriptWorker::Piece &piece)> done; ///< It is in ledger and records.
        std::function<void(const QString &code, const QVariantMap &args)> event;
    };

    TranscriptDownloads(World world, Hooks hooks);

    /// At most as many at a time as there are workers. Stops at the first error that is the run's and not one
    /// transcript's: passing trouble, the disk, an address that is not allowed, Refused "link_expired" (F35: a link
    /// that is not taken although it is fresh).
    [[nodiscard]] QCoro::Task<Result<void>> fetch(TranscriptJob job, QList<Worker> workers, std::stop_token stop);

private:
    struct Item
    {
        QString id; ///< Empty: everything at once.
        bool wasExpired = false;
        int broken = 0; ///< Bodies that could not be read.
    };

    void setJob(const TranscriptJob &job);
    [[nodiscard]] QCoro::Task<void> watchedLane(Worker worker, std::stop_token stop);
    [[nodiscard]] QCoro::Task<void> lane(Worker worker, std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<void>> one(Worker worker, Item item, std::stop_token stop);
    /// When its turn has come, which `began` says. One that had to make way waits for it again.
    [[nodiscard]] QCoro::Task<Result<RawTranscripts>> raw(TranscriptSource source, QString subject,
                                                          Clock::TimePoint *began, std::stop_token stop);
    /// After a download failed; true: again.
    [[nodiscard]] QCoro::Task<Result<bool>> judged(Item *item, NetworkOutage *outage, int generation, ApiError error,
                                                   std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<void>> freshLinks(int generation, std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<void>> takeAll(Worker worker, Item item, QList<TranscriptArtifact> artifacts,
                                                    std::chrono::milliseconds latency, std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<void>> keep(TranscriptWorker::Piece piece, Worker worker,
                                                 std::chrono::milliseconds latency);
    [[nodiscard]] QCoro::Task<Result<void>> noteFate(QString id, TranscriptFate fate, std::optional<ApiError> error,
                                                     std::chrono::milliseconds latency);

    const World m_world;
    const Hooks m_hooks;
    QString m_jobId;
    QByteArray m_all;
    QHash<QString, QByteArray> m_links;
    int m_generation = 0; ///< Of the links.
    QFuture<Result<void>> m_refreshing;
    std::deque<Item> m_waiting;
    std::stop_source m_halt; ///< Ends the lanes when one of them has met the run's end.
    std::optional<ApiError> m_error;
};

} // namespace muster
