// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/dialects/contract/contracttranscripts.h"

#include "network/http/apicall.h"
#include "network/http/apitransport.h"

#include <QSet>

namespace muster {

namespace {

constexpr qsizetype longestWords = 500; ///< Of a service about a job.

// Contract sections 5 and 7.
TranscriptLimits transcriptLimits()
{
    using namespace std::chrono_literals;
    TranscriptLimits limits{.concurrentDownloads = 10, .submissions = 3};
    limits.firstPoll = 5s;
    limits.longestPoll = 30s;
    limits.unknownJob = 30s;
    return limits;
}

} // namespace

ContractTranscripts::ContractTranscripts(ApiTransport &transport)
    : TranscriptsClient(transport)
    , m_limits(transcriptLimits())
{
}

qsizetype ContractTranscripts::requestBytes(const TranscriptRequest &request) const
{
    return m_codec.request(request).size();
}

QCoro::Task<Result<void>> ContractTranscripts::searchPortion(std::shared_ptr<const InteractionQuery> query,
                                                             QStringList ids, std::shared_ptr<FoundInteractions> found,
                                                             SearchProgress progress, CallObserver *observer,
                                                             std::stop_token stop)
{
    QSet<QString> cursors, known;
    for (const InteractionSummary &item : std::as_const(found->items))
        known.insert(item.id);
    QString cursor;
    do {
        ApiCall order{.operation = Operation::SearchInteractions, .query = m_codec.search(*query, ids, cursor)};
        const auto page = co_await callAndDecode<InteractionPage>(
            &transport(), std::move(order), [codec = m_codec](const QByteArray &body) { return codec.page(body); },
            observer, stop);
        if (!page)
            co_return failure(page.error());
        for (const InteractionSummary &item : std::as_const(page->items)) {
            if (!known.contains(item.id))
                found->items.append(item);
            known.insert(item.id);
        }
        ++found->pages;
        if (progress)
            progress(found->items.size());
        cursor = page->nextCursor;
        if (!cursor.isEmpty() && cursors.contains(cursor))
            co_return failure(ErrorKind::UnexpectedShape, "repeated_cursor");
        if (found->pages >= limits().searchPages && !cursor.isEmpty())
            co_return failure(ErrorKind::LimitExceeded, "search_pages");
        cursors.insert(cursor);
    } while (!cursor.isEmpty());
    co_return Result<void>{};
}

QCoro::Task<TranscriptSubmission> ContractTranscripts::sendRequest(TranscriptRequest request, CallObserver *observer,
                                                                   std::stop_token stop)
{
    TranscriptSubmission submission;
    ApiCall call;
    call.operation = Operation::SubmitTranscripts;
    call.body = [codec = m_codec, request] { return codec.request(request); };
    const WriteWatch watch(call);
    const auto reply = co_await transport().call(std::move(call), observer, std::move(stop));
    if (reply)
        co_return m_codec.submitted(reply->status, reply->body);
    submission.fate = watch.fateAfter(reply.error());
    submission.error = reply.error();
    co_return submission;
}

QCoro::Task<Result<TranscriptJob>> ContractTranscripts::job(QString jobId, QStringList, CallObserver *observer,
                                                            std::stop_token stop)
{
    auto job = co_await callAndDecode<TranscriptJob>(
        &transport(), {.operation = Operation::ReadJob, .pathArguments = {jobId}},
        [codec = m_codec, jobId](const QByteArray &body) { return codec.job(body, jobId); }, observer, std::move(stop));
    if (!job)
        co_return failure(job.error());
    // Words of the service reach a person only masked, as those of its errors do (S06).
    job->statusWord = transport().maskedStart(job->statusWord, longestWords);
    for (QString &text : job->errors)
        text = transport().maskedStart(text, longestWords);
    co_return job;
}

QCoro::Task<Result<RawTranscripts>> ContractTranscripts::sendDownload(TranscriptSource source, QString subject,
                                                                      CallObserver *observer, std::stop_token stop)
{
    ApiCall call{
        .operation = Operation::DownloadTranscripts, .link = source.link, .linkMayLeave = true, .subject = subject};
    call.check = [](const HttpReply &reply) -> std::optional<ApiError> {
        // Whole or not is for the decoder; a body that ends in the middle is worth another try right here (F47).
        const QByteArray end = reply.body.last(std::min<qsizetype>(reply.body.size(), 64)).trimmed();
        if (end.endsWith('}') || end.endsWith(']'))
            return std::nullopt;
        return ApiError{.kind = ErrorKind::BrokenBody, .code = QStringLiteral("cut_body")};
    };
    auto reply = co_await transport().call(std::move(call), observer, std::move(stop));
    if (!reply) {
        // An answer that is no JSON is quoted elsewhere; here it may be a transcript.
        ApiError error = reply.error();
        if (error.httpStatus < 300)
            error.detail.clear();
        co_return failure(error);
    }
    co_return RawTranscripts{std::move(reply->body)};
}

std::shared_ptr<const TranscriptDecoder> ContractTranscripts::decoder() const
{
    return std::make_shared<ContractTranscriptsCodec>(m_codec);
}

} // namespace muster
