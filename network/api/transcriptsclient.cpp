// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/api/transcriptsclient.h"

#include "network/http/apitransport.h"
#include "network/wire/apierror.h"

#include <QSet>
#include <QUrl>

namespace muster {

namespace {

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

RetryTable TranscriptsClient::retry() const
{
    return m_transport.retry(Service::Transcripts);
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
    if (request.interactionIds.size() > limits().interactionsPerJob || requestBytes(request) > limits().jobBytes)
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
        CO_TRY_VOID(co_await searchPortion(query, ids, found, progress, observer, stop));
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

QCoro::Task<TranscriptSubmission> TranscriptsClient::submit(TranscriptRequest request, CallObserver *observer,
                                                            std::stop_token stop)
{
    TranscriptSubmission submission;
    submission.error = fault(request);
    if (submission.error)
        co_return submission;
    co_return co_await sendRequest(std::move(request), observer, std::move(stop));
}

QCoro::Task<Result<RawTranscripts>> TranscriptsClient::download(TranscriptSource source, QString subject,
                                                                CallObserver *observer, std::stop_token stop)
{
    if (source.link.isEmpty())
        co_return failure(unusable("no_link", subject));
    co_return co_await sendDownload(std::move(source), std::move(subject), observer, std::move(stop));
}

} // namespace muster
