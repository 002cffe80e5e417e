// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/http/apicall.h"
#include "network/wire/limits.h"
#include "network/wire/result.h"
#include "network/wire/transcript.h"

#include <QCoro/QCoroTask>
#include <functional>
#include <memory>
#include <stop_token>

namespace muster {

class ApiTransport;

/// Transcripts: search, submit, follow, download. Neutral values only; paths and codecs belong to the dialect. GUI
/// thread. Reads retry by the contract's table; a submission is one attempt: repeating it is the run's decision,
/// journalled by it, because a second job may be left behind (F20, F45).
class TranscriptsClient
{
public:
    virtual ~TranscriptsClient() = default;
    TranscriptsClient(const TranscriptsClient &) = delete;
    TranscriptsClient &operator=(const TranscriptsClient &) = delete;

    [[nodiscard]] virtual const TranscriptLimits &limits() const = 0;
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
    /// `interactionIds`: what the job was submitted for, as far as that is known; all that a job is made of where
    /// TranscriptLimits::jobsAreOurs, so that none has to be kept between two starts. There NotFound for a job that is
    /// not ours, and BadInput "attach_needs_ids" without ids.
    [[nodiscard]] virtual QCoro::Task<Result<TranscriptJob>> job(QString jobId, QStringList interactionIds,
                                                                 CallObserver *observer, std::stop_token stop)
        = 0;
    /// One address of a job. The token goes to the tenant's own origin only; a link to another host needs that host in
    /// ConnectionProfile::downloadHosts and gets none (S09, S10): else AddressRefused "download_host". A whole body of
    /// at most 64 MiB. `subject` of errors is the interaction's id, or the job's.
    [[nodiscard]] QCoro::Task<Result<RawTranscripts>> download(TranscriptSource source, QString subject,
                                                               CallObserver *observer, std::stop_token stop);
    /// Turns a download into artifacts. Pure, for a worker; outlives the client.
    [[nodiscard]] virtual std::shared_ptr<const TranscriptDecoder> decoder() const = 0;

protected:
    /// The transport outlives the client.
    explicit TranscriptsClient(ApiTransport &transport);
    [[nodiscard]] ApiTransport &transport() const { return m_transport; }

    /// Of the request that submit() would send.
    [[nodiscard]] virtual qsizetype requestBytes(const TranscriptRequest &request) const = 0;
    // search(), submit() and download(), once their arguments were judged. A search is for as many ids as limits()
    // says, or for all that match; it adds to `found`.
    [[nodiscard]] virtual QCoro::Task<Result<void>>
    searchPortion(std::shared_ptr<const InteractionQuery> query, QStringList ids,
                  std::shared_ptr<FoundInteractions> found, SearchProgress progress, CallObserver *observer,
                  std::stop_token stop)
        = 0;
    [[nodiscard]] virtual QCoro::Task<TranscriptSubmission> sendRequest(TranscriptRequest request,
                                                                        CallObserver *observer, std::stop_token stop)
        = 0;
    [[nodiscard]] virtual QCoro::Task<Result<RawTranscripts>> sendDownload(TranscriptSource source, QString subject,
                                                                           CallObserver *observer, std::stop_token stop)
        = 0;

private:
    [[nodiscard]] QList<QStringList> portions(const QStringList &ids) const;

    ApiTransport &m_transport;
};

} // namespace muster
