// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/api/segmentsclient.h"
#include "network/codec/segmentscodec.h"

namespace muster {

class ApiTransport;

/// Contract section 3: one call a question.
class ContractSegments final : public SegmentsClient
{
public:
    explicit ContractSegments(ApiTransport &transport);

    [[nodiscard]] QCoro::Task<Result<QList<SegmentSummary>>> list(CallObserver *observer,
                                                                  std::stop_token stop) override;
    [[nodiscard]] QCoro::Task<Result<SegmentDefinition>> definition(QString segmentId, CallObserver *observer,
                                                                    std::stop_token stop) override;
    [[nodiscard]] QCoro::Task<Result<RawPage>> page(std::shared_ptr<const SegmentQuery> query, QByteArray cursor,
                                                    AdaptivePageSize *size, CallObserver *observer,
                                                    std::stop_token stop) override;
    [[nodiscard]] std::shared_ptr<const PageDecoder> decoder(const SegmentQuery &query) const override;

private:
    ApiTransport &m_transport;
    const ContractSegmentsCodec m_codec;
};

} // namespace muster
