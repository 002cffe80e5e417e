// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/dialects/contract/contractsegments.h"

#include "network/http/apitransport.h"

namespace muster {

ContractSegments::ContractSegments(ApiTransport &transport)
    : m_transport(transport)
{
}

QCoro::Task<Result<QList<SegmentSummary>>> ContractSegments::list(CallObserver *observer, std::stop_token stop)
{
    return callAndDecode<QList<SegmentSummary>>(
        &m_transport, {.operation = Operation::ListSegments},
        [codec = m_codec](const QByteArray &body) { return codec.list(body); }, observer, std::move(stop));
}

QCoro::Task<Result<SegmentDefinition>> ContractSegments::definition(QString segmentId, CallObserver *observer,
                                                                    std::stop_token stop)
{
    return callAndDecode<SegmentDefinition>(
        &m_transport, {.operation = Operation::ReadSegment, .pathArguments = {segmentId}},
        [codec = m_codec](const QByteArray &body) { return codec.definition(body); }, observer, std::move(stop));
}

QCoro::Task<Result<RawPage>> ContractSegments::page(std::shared_ptr<const SegmentQuery> query, QByteArray cursor,
                                                    AdaptivePageSize *size, CallObserver *observer,
                                                    std::stop_token stop)
{
    ApiCall call{.operation = Operation::QuerySegment, .pathArguments = {query->segmentId}};
    call.body = [codec = m_codec, query, cursor, size] { return codec.pageRequest(*query, cursor, size->current()); };
    call.answered = [size](int httpStatus) { size->note(httpStatus); };
    CO_TRY(reply, co_await m_transport.call(std::move(call), observer, std::move(stop)));
    RawPage page;
    page.nextCursor = m_codec.nextCursor(reply->body);
    page.body = std::move(reply->body);
    co_return page;
}

std::shared_ptr<const PageDecoder> ContractSegments::decoder(const SegmentQuery &query) const
{
    return m_codec.decoder(query);
}

} // namespace muster
