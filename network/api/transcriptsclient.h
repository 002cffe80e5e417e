// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/dialects/retrytable.h"
#include "network/http/callobserver.h"
#include "network/wire/result.h"
#include "network/wire/transcript.h"

#include <QCoro/QCoroTask>
#include <functional>
#include <memory>
#include <stop_token>

namespace muster {

class ApiTransport;
class TranscriptsCodec;

/// What the dialect takes at once, and how it wants to be asked.
struct TranscriptLimits
{
    int concurrentDownloads = 10; ///< At most, over all jobs.
    qsizetype interactionsPerJob = 10'000;
    qsizetype jobBytes = 1'000'000; ///< Of a request's body.
    /// Ids of one search, and their bytes in the address: services answer 414 for long ones.
    qsizetype idsPerSearch = 100, bytesPerSearch = 4000;
    int searchPages = 10'000; ///< After so many it is taken for a service that has no end.
    int submissions = 3; ///< Tries of one job, the first one included (section 7).
    std::chrono::milliseconds firstPoll = std::chrono::seconds(5), longestPoll = std::chrono::seconds(30); ///< F32.
    std::chrono::milliseconds unknownJob = std::chrono::seconds(30); ///< So long a 404 may be too early (F15).
};

/// A download as it came; decoded on a worker. Holds personal data.
struct RawTranscripts
{
    QByteArray body;
};

/// Transcripts: search, submit, follow, download. Neutral values only; paths and codecs belong to the dialect. GUI
/// thread. Reads retry by the contract's table; a submission is one attempt: repeating it is the run's decision,
/// journalled by it, because a second job may be left behind (F20, F45).
class TranscriptsClient
{
public:
    explicit TranscriptsClient(ApiTransport &transport);

    [[nodiscard]] const TranscriptLimits &limits() const;
    /// Waits between the submissions of one job, which the run repeats itself (contract section 7).
    [[nodiscard]] RetryTable retry() const;
    /// Longer waits pause the run (F04).
    [[nodiscard]] std::chrono::milliseconds throttleCeiling() const;
    /// What is wrong with a request: BadInput with code "no_interactions", "interaction_id", "repeated_id",
    /// "too_many_interactions", "media_types", "concurrent_downloads"; the subject is the id or the number.
    [[nodiscard]] std::optional<ApiError> fault(const TranscriptRequest &request) const;

    using SearchProgress = std::function<void(qsizetype found)>;
    /// Everything that matches, all pages. With ids: in as many calls as the dialect needs. UnexpectedShape
    /// "repeated_cursor" where a page leads back (F67), LimitExceeded "search_pages". BadInput as fault() for the ids,
    /// and "time_range" when `from` is not before `to`.
    [[nodiscard]] QCoro::Task<Result<FoundInteractions>> search(InteractionQuery query, SearchProgress progress,
                                                                CallObserver *observer, std::stop_token stop);
    /// NotSent with the error of fault() before anything leaves; see WriteWatch for the rest. Unknown also for an
    /// accepted answer without a usable job id.
    [[nodiscard]] QCoro::Task<TranscriptSubmission> submit(TranscriptRequest request, CallObserver *observer,
                                                           std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<TranscriptJob>> job(QString jobId, CallObserver *observer, std::stop_token stop);
    /// One address of a job. The token goes to the tenant's own origin only; a link to another host needs that host in
    /// ConnectionProfile::downloadHosts and gets none (S09, S10): else AddressRefused "download_host". A whole body of
    /// at most 64 MiB. `subject` of errors is the interaction's id, or the job's.
    [[nodiscard]] QCoro::Task<Result<RawTranscripts>> download(TranscriptSource source, QString subject,
                                                               CallObserver *observer, std::stop_token stop);
    /// Turns a download into artifacts. Pure, for a worker; outlives the client.
    [[nodiscard]] std::shared_ptr<const TranscriptsCodec> decoder() const;

private:
    [[nodiscard]] QList<QStringList> portions(const QStringList &ids) const;
    [[nodiscard]] QCoro::Task<Result<void>> searchPortion(std::shared_ptr<const InteractionQuery> query,
                                                          QStringList ids, std::shared_ptr<FoundInteractions> found,
                                                          SearchProgress progress, CallObserver *observer,
                                                          std::stop_token stop);

    ApiTransport &m_transport;
};

} // namespace muster
