// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/dialects/cxone/cxonetranscripts.h"

#include "network/dialects/cxone/cxonedialect.h"
#include "network/http/apicall.h"
#include "network/http/apitransport.h"

#include <QCryptographicHash>
#include <algorithm>
#include <limits>

namespace muster {

namespace {

constexpr int mostEmptyInRow = 20; // F68
constexpr int noContent = 204;
constexpr qsizetype mostStarts = 100'000; // some 10 MB
const QString ourJobs = QStringLiteral("muster-");

TranscriptLimits transcriptLimits()
{
    // Ids are looked for in what a search brings, so more of them cost nothing.
    return {.idsPerSearch = std::numeric_limits<qsizetype>::max(),
            .bytesPerSearch = std::numeric_limits<qsizetype>::max(),
            .jobsAreOurs = true};
}

QString jobIdFor(const QStringList &interactionIds)
{
    constexpr qsizetype digits = 16;
    const QByteArray digest
        = QCryptographicHash::hash(interactionIds.join(u'\n').toUtf8(), QCryptographicHash::Sha256).toHex();
    return ourJobs + QString::fromLatin1(digest.left(digits));
}

ApiError named(ApiError error)
{
    if (error.kind == ErrorKind::Forbidden)
        error.code = QStringLiteral("analytics_forbidden");
    // What is wrong with an answer is quoted elsewhere; here it may be what somebody said.
    switch (error.kind) {
    case ErrorKind::BrokenBody:
    case ErrorKind::NotFromApi:
    case ErrorKind::UnexpectedShape:
    case ErrorKind::LimitExceeded:
        error.detail.clear();
        break;
    default:
        break;
    }
    return error;
}

bool isWanted(const InteractionSummary &item, const InteractionQuery &query, const QSet<QString> &ids)
{
    if (!ids.isEmpty() && !ids.contains(item.id))
        return false;
    const auto media = mediaTypeFromKey(item.mediaType);
    if (query.media && media && *media != *query.media)
        return false;
    if (!item.timestamp.isValid())
        return true;
    return (!query.from || item.timestamp >= *query.from) && (!query.to || item.timestamp < *query.to);
}

/// Nothing that is still to come is from before `to`.
bool isBehind(const AnalyzedSegments &page, const std::optional<QDateTime> &to)
{
    return to && !page.items.isEmpty() && std::ranges::all_of(page.items, [&to](const InteractionSummary &item) {
               return item.timestamp.isValid() && item.timestamp >= *to;
           });
}

} // namespace

AnalyzedSegmentsWay::AnalyzedSegmentsWay(std::optional<qint64> first)
    : m_cursor(first)
{
    if (first)
        m_used.insert(*first);
}

AnalyzedSegmentsWay::Step AnalyzedSegmentsWay::after(const AnalyzedSegments &page)
{
    bool brought = false, cameBack = false;
    qint64 latest = -1;
    for (const InteractionSummary &item : page.items) {
        brought = brought || !m_seen.contains(item.id);
        m_seen.insert(item.id);
        if (!item.timestamp.isValid())
            continue;
        const qint64 at = item.timestamp.toMSecsSinceEpoch();
        latest = std::max(latest, at);
        cameBack = cameBack || (m_cursor && at < *m_cursor);
    }
    if (!page.hasNext)
        return Step::End;
    m_emptyInRow = page.items.isEmpty() ? m_emptyInRow + 1 : 0;
    if (m_emptyInRow == mostEmptyInRow)
        return Step::Repeat;
    std::optional<qint64> next = page.nextCursor;
    if (!next || m_used.contains(*next)) {
        next.reset();
        if (latest > 0 && latest - 1 > m_cursor.value_or(-1) && !m_used.contains(latest - 1))
            next = latest - 1;
    }
    if (!next)
        return isLast(page, brought, cameBack) ? Step::End : Step::Repeat;
    m_used.insert(*next);
    m_cursor = next;
    return Step::Page;
}

bool AnalyzedSegmentsWay::isLast(const AnalyzedSegments &page, bool brought, bool cameBack) const
{
    // A page that is full may stand for more, whatever its total says: that could be the page's own.
    if (page.items.size() >= CxoneTranscriptsCodec::pageSize)
        return false;
    return (page.total >= 0 && m_seen.size() >= page.total) || (!brought && !cameBack);
}

CxoneTranscripts::CxoneTranscripts(ApiTransport &transport)
    : TranscriptsClient(transport)
    , m_limits(transcriptLimits())
{
}

InteractionQuery CxoneTranscripts::narrowed(InteractionQuery query, const QStringList &ids) const
{
    if (query.from || query.to || ids.isEmpty())
        return query;
    QDateTime first, last;
    for (const QString &id : ids) {
        const QDateTime start = m_starts.value(id);
        if (!start.isValid())
            return query;
        first = first.isValid() ? std::min(first, start) : start;
        last = last.isValid() ? std::max(last, start) : start;
    }
    query.from = first;
    query.to = last.addMSecs(1);
    return query;
}

QCoro::Task<Result<void>> CxoneTranscripts::searchPortion(std::shared_ptr<const InteractionQuery> given,
                                                          QStringList ids, std::shared_ptr<FoundInteractions> found,
                                                          SearchProgress progress, CallObserver *observer,
                                                          std::stop_token stop)
{
    const InteractionQuery query = narrowed(*given, ids);
    const QSet<QString> wanted(ids.begin(), ids.end());
    QSet<QString> known;
    AnalyzedSegmentsWay way(query.from ? std::optional(query.from->toMSecsSinceEpoch() - 1) : std::nullopt);
    for (;;) {
        const auto page = std::make_shared<AnalyzedSegments>();
        ApiCall call{.operation = cxone::listAnalyzedSegments,
                     .query = CxoneTranscriptsCodec::search(query, way.cursor())};
        call.check = [page](const HttpReply &reply) -> std::optional<ApiError> {
            // What an empty body means depends on the status: nothing there, or nothing that came.
            Result<AnalyzedSegments> decoded;
            if (reply.status != noContent)
                decoded = CxoneTranscriptsCodec::page(reply.body);
            if (!decoded)
                return decoded.error();
            *page = *std::move(decoded);
            return std::nullopt;
        };
        const auto reply = co_await transport().call(std::move(call), observer, stop);
        if (!reply)
            co_return failure(named(reply.error()));
        for (const InteractionSummary &item : std::as_const(page->items)) {
            if (item.timestamp.isValid() && m_starts.size() < mostStarts)
                m_starts.insert(item.id, item.timestamp);
            if (isWanted(item, query, wanted) && !known.contains(item.id)) {
                known.insert(item.id);
                found->items.append(item);
            }
        }
        ++found->pages;
        if (progress)
            progress(found->items.size());
        if ((!wanted.isEmpty() && known.size() == wanted.size()) || isBehind(*page, query.to))
            co_return Result<void>{};
        const auto step = way.after(*page);
        if (step == AnalyzedSegmentsWay::Step::Repeat)
            co_return failure(ErrorKind::UnexpectedShape, "repeated_cursor");
        if (step == AnalyzedSegmentsWay::Step::End)
            co_return Result<void>{};
        if (found->pages >= limits().searchPages)
            co_return failure(ErrorKind::LimitExceeded, "search_pages");
    }
}

QCoro::Task<TranscriptSubmission> CxoneTranscripts::sendRequest(TranscriptRequest request, CallObserver *,
                                                                std::stop_token)
{
    co_return TranscriptSubmission{.fate = WriteFate::Applied, .jobId = jobIdFor(request.interactionIds)};
}

QCoro::Task<Result<TranscriptJob>> CxoneTranscripts::job(QString jobId, QStringList interactionIds, CallObserver *,
                                                         std::stop_token)
{
    if (!jobId.startsWith(ourJobs))
        co_return failure(ErrorKind::NotFound, "", jobId);
    if (interactionIds.isEmpty())
        co_return failure(unusable("attach_needs_ids", jobId));
    TranscriptJob job{.id = jobId, .state = TranscriptJob::State::Completed, .statusWord = QStringLiteral("completed")};
    for (const QString &id : std::as_const(interactionIds))
        job.each.append({.interactionId = id, .link = id.toUtf8()});
    co_return job;
}

QCoro::Task<Result<RawTranscripts>> CxoneTranscripts::sendDownload(TranscriptSource source, QString subject,
                                                                   CallObserver *observer, std::stop_token stop)
{
    ApiCall call{.operation = cxone::readAnalyzedTranscript,
                 .pathArguments = {QString::fromUtf8(source.link)},
                 .subject = subject};
    call.check = [](const HttpReply &reply) -> std::optional<ApiError> {
        // Whole or not is for the decoder; a body that ends in the middle is worth another try right here (F47).
        const QByteArray end = reply.body.last(std::min<qsizetype>(reply.body.size(), 64)).trimmed();
        if (reply.status == noContent || end.endsWith('}'))
            return std::nullopt;
        return muster::fault(ErrorKind::BrokenBody, "cut_body");
    };
    auto reply = co_await transport().call(std::move(call), observer, std::move(stop));
    if (!reply)
        co_return failure(named(reply.error()));
    if (reply->status == noContent)
        co_return failure({.kind = ErrorKind::NotFound, .httpStatus = reply->status, .subject = subject});
    co_return RawTranscripts{std::move(reply->body)};
}

std::shared_ptr<const TranscriptDecoder> CxoneTranscripts::decoder() const
{
    return std::make_shared<CxoneTranscriptsCodec>();
}

} // namespace muster
