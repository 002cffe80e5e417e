// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/api/transcriptsclient.h"

#include "network/api/decoding.h"
#include "network/api/unusable.h"
#include "network/api/writefate.h"
#include "network/http/apitransport.h"

#include <QSet>
#include <QUrl>

namespace muster {

namespace {

constexpr qsizetype longestWords = 500; ///< Of a service about a job.

std::optional<ApiError> faultOfIds(const QStringList &ids)
{
    QSet<QString> seen;
    for (const QString &id : ids) {
        if (interactionIdFault(id) != InteractionIdFault::None)
            return unusable("interaction_id", id.left(longestInteractionId));
        if (seen.contains(id))
            return unusable("repeated_id", id);
        seen.insert(id);
    }
    return std::nullopt;
}

} // namespace

TranscriptsClient::TranscriptsClient(ApiTransport &transport)
    : m_transport(transport)
{
}

const TranscriptLimits &TranscriptsClient::limits() const
{
    return m_transport.dialect().transcriptLimits;
}

RetryTable TranscriptsClient::retry() const
{
    return m_transport.dialect().retry.value(Service::Transcripts);
}

std::chrono::milliseconds TranscriptsClient::throttleCeiling() const
{
    return m_transport.profile().throttleCeiling;
}

std::optional<ApiError> TranscriptsClient::fault(const TranscriptRequest &request) const
{
    if (request.interactionIds.isEmpty())
        return unusable("no_interactions");
    if (const auto fault = faultOfIds(request.interactionIds))
        return fault;
    const QString count = QString::number(request.interactionIds.size());
    if (request.interactionIds.size() > limits().interactionsPerJob
        || m_transport.dialect().transcripts->request(request).size() > limits().jobBytes)
        return unusable("too_many_interactions", count);
    const QList<MediaType> &media = request.mediaTypes;
    if (media.isEmpty() || QSet<MediaType>(media.begin(), media.end()).size() != media.size())
        return unusable("media_types", QString::number(media.size()));
    if (request.concurrentDownloads < 1 || request.concurrentDownloads > limits().concurrentDownloads)
        return unusable("concurrent_downloads", QString::number(request.concurrentDownloads));
    return std::nullopt;
}

QList<QStringList> TranscriptsClient::portions(const QStringList &ids) const
{
    if (ids.isEmpty())
        return {QStringList()};
    QList<QStringList> portions;
    qsizetype bytes = 0;
    for (const QString &id : ids) {
        constexpr qsizetype separator = 3; // A comma, percent-encoded.
        const qsizetype size = QUrl::toPercentEncoding(id).size() + separator;
        if (portions.isEmpty() || portions.last().size() == limits().idsPerSearch
            || bytes + size > limits().bytesPerSearch) {
            portions.append(QStringList());
            bytes = 0;
        }
        portions.last().append(id);
        bytes += size;
    }
    return portions;
}

QCoro::Task<Result<FoundInteractions>> TranscriptsClient::search(InteractionQuery given, SearchProgress progress,
                                                                 CallObserver *observer, std::stop_token stop)
{
    if (const auto fault = faultOfIds(given.ids))
        co_return failure(*fault);
    if (given.from && given.to && *given.from >= *given.to)
        co_return failure(unusable("time_range"));
    const auto query = std::make_shared<const InteractionQuery>(std::move(given));
    const auto found = std::make_shared<FoundInteractions>();
    for (const QStringList &ids : portions(query->ids)) {
        const auto searched = co_await searchPortion(query, ids, found, progress, observer, stop);
        if (!searched)
            co_return failure(searched.error());
    }
    QSet<QString> known;
    for (const InteractionSummary &item : std::as_const(found->items))
        known.insert(item.id);
    for (const QString &id : query->ids) {
        if (!known.contains(id))
            found->notFound.append(id);
    }
    co_return std::move(*found);
}

QCoro::Task<Result<void>> TranscriptsClient::searchPortion(std::shared_ptr<const InteractionQuery> query,
                                                           QStringList ids, std::shared_ptr<FoundInteractions> found,
                                                           SearchProgress progress, CallObserver *observer,
                                                           std::stop_token stop)
{
    const auto codec = m_transport.dialect().transcripts;
    QSet<QString> cursors, known;
    for (const InteractionSummary &item : std::as_const(found->items))
        known.insert(item.id);
    QString cursor;
    do {
        ApiCall order;
        order.operation = Operation::SearchInteractions;
        order.query = codec->search(*query, ids, cursor);
        auto [call, page] = decoding<InteractionPage>(std::move(order),
                                                      [codec](const QByteArray &body) { return codec->page(body); });
        const auto reply = co_await m_transport.call(std::move(call), observer, stop);
        if (!reply)
            co_return failure(reply.error());
        for (const InteractionSummary &item : std::as_const(page->items)) {
            if (!known.contains(item.id))
                found->items.append(item);
            known.insert(item.id);
        }
        ++found->pages;
        if (progress)
            progress(found->items.size());
        cursor = page->nextCursor;
        ApiError error;
        error.kind = ErrorKind::UnexpectedShape;
        error.code = QStringLiteral("repeated_cursor");
        if (!cursor.isEmpty() && cursors.contains(cursor))
            co_return failure(error);
        error.kind = ErrorKind::LimitExceeded;
        error.code = QStringLiteral("search_pages");
        if (found->pages >= limits().searchPages && !cursor.isEmpty())
            co_return failure(error);
        cursors.insert(cursor);
    } while (!cursor.isEmpty());
    co_return Result<void>{};
}

QCoro::Task<TranscriptSubmission> TranscriptsClient::submit(TranscriptRequest request, CallObserver *observer,
                                                            std::stop_token stop)
{
    TranscriptSubmission submission;
    submission.error = fault(request);
    if (submission.error)
        co_return submission;
    const auto codec = m_transport.dialect().transcripts;
    ApiCall call;
    call.operation = Operation::SubmitTranscripts;
    call.body = [codec, request] { return codec->request(request); };
    const WriteWatch watch(call);
    const auto reply = co_await m_transport.call(std::move(call), observer, std::move(stop));
    if (reply)
        co_return codec->submitted(reply->status, reply->body);
    submission.fate = watch.fateAfter(reply.error());
    submission.error = reply.error();
    co_return submission;
}

QCoro::Task<Result<TranscriptJob>> TranscriptsClient::job(QString jobId, CallObserver *observer, std::stop_token stop)
{
    ApiCall order;
    order.operation = Operation::ReadJob;
    order.pathArguments = {jobId};
    const auto codec = m_transport.dialect().transcripts;
    auto [call, value] = decoding<TranscriptJob>(
        std::move(order), [codec, jobId](const QByteArray &body) { return codec->job(body, jobId); });
    const auto reply = co_await m_transport.call(std::move(call), observer, std::move(stop));
    if (!reply)
        co_return failure(reply.error());
    TranscriptJob job = *std::move(value);
    // Words of the service reach a person only masked, as those of its errors do (S06).
    job.statusWord = m_transport.maskedStart(job.statusWord, longestWords);
    for (QString &text : job.errors)
        text = m_transport.maskedStart(text, longestWords);
    co_return job;
}

QCoro::Task<Result<RawTranscripts>> TranscriptsClient::download(TranscriptSource source, QString subject,
                                                                CallObserver *observer, std::stop_token stop)
{
    if (source.link.isEmpty())
        co_return failure(unusable("no_link", subject));
    ApiCall call;
    call.operation = Operation::DownloadTranscripts;
    call.link = source.link;
    call.linkMayLeave = true;
    call.subject = subject;
    call.check = [](const HttpReply &reply) -> std::optional<ApiError> {
        // Whole or not is for the decoder; a body that ends in the middle is worth another try right here (F47).
        const QByteArray end = reply.body.last(std::min<qsizetype>(reply.body.size(), 64)).trimmed();
        if (end.endsWith('}') || end.endsWith(']'))
            return std::nullopt;
        ApiError error;
        error.kind = ErrorKind::BrokenBody;
        error.code = QStringLiteral("cut_body");
        return error;
    };
    auto reply = co_await m_transport.call(std::move(call), observer, std::move(stop));
    if (!reply) {
        // An answer that is no JSON is quoted elsewhere; here it may be a transcript.
        ApiError error = reply.error();
        if (error.httpStatus < 300)
            error.detail.clear();
        co_return failure(error);
    }
    co_return RawTranscripts{std::move(reply->body)};
}

std::shared_ptr<const TranscriptsCodec> TranscriptsClient::decoder() const
{
    return m_transport.dialect().transcripts;
}

} // namespace muster
