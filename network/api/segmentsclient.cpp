// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/api/segmentsclient.h"

#include "network/api/decoding.h"
#include "network/http/apitransport.h"

namespace muster {

SegmentsClient::SegmentsClient(ApiTransport &transport)
    : m_transport(transport)
{
}

QCoro::Task<Result<QList<SegmentSummary>>> SegmentsClient::list(CallObserver *observer, std::stop_token stop)
{
    ApiCall order;
    order.operation = Operation::ListSegments;
    const auto codec = m_transport.dialect().segments;
    auto [call, value] = decoding<QList<SegmentSummary>>(std::move(order),
                                                         [codec](const QByteArray &body) { return codec->list(body); });
    const auto reply = co_await m_transport.call(std::move(call), observer, std::move(stop));
    if (!reply)
        co_return failure(reply.error());
    co_return *std::move(value);
}

QCoro::Task<Result<SegmentDefinition>> SegmentsClient::definition(QString segmentId, CallObserver *observer,
                                                                  std::stop_token stop)
{
    ApiCall order;
    order.operation = Operation::ReadSegment;
    order.pathArguments = {segmentId};
    const auto codec = m_transport.dialect().segments;
    auto [call, value] = decoding<SegmentDefinition>(
        std::move(order), [codec](const QByteArray &body) { return codec->definition(body); });
    const auto reply = co_await m_transport.call(std::move(call), observer, std::move(stop));
    if (!reply)
        co_return failure(reply.error());
    co_return *std::move(value);
}

QCoro::Task<Result<RawPage>> SegmentsClient::page(std::shared_ptr<const SegmentQuery> query, QByteArray cursor,
                                                  AdaptivePageSize *size, CallObserver *observer, std::stop_token stop)
{
    const auto codec = m_transport.dialect().segments;
    ApiCall call;
    call.operation = Operation::QuerySegment;
    call.pathArguments = {query->segmentId};
    call.body = [codec, query, cursor, size] { return codec->pageRequest(*query, cursor, size->current()); };
    call.answered = [size](int httpStatus) {
        if (httpStatus == 429)
            size->throttled();
        else
            size->answered();
    };
    Result<HttpReply> reply = co_await m_transport.call(std::move(call), observer, std::move(stop));
    if (!reply)
        co_return failure(reply.error());
    RawPage page;
    page.nextCursor = codec->nextCursor(reply->body);
    page.body = std::move(reply->body);
    co_return page;
}

std::shared_ptr<const PageDecoder> SegmentsClient::decoder(const SegmentQuery &query) const
{
    return m_transport.dialect().segments->decoder(query);
}

} // namespace muster
