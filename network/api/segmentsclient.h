// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/api/rawpage.h"
#include "network/http/callobserver.h"
#include "network/wire/result.h"
#include "network/wire/segment.h"

#include <QCoro/QCoroTask>
#include <algorithm>
#include <memory>
#include <stop_token>

namespace muster {

class ApiTransport;

/// How many records to ask for: what the order wants, 250 from the third 429 in a row on (contract section 3).
/// Belongs to the run; the client updates it while it retries, so that even the retried request is smaller.
struct AdaptivePageSize
{
    int wanted = 500; ///< 1 to 1000.
    int reduced = 250;
    int throttledInRow = 0;
    bool lowered = false;
    [[nodiscard]] int current() const { return lowered ? std::min(wanted, reduced) : wanted; }
    void throttled() { lowered = lowered || ++throttledInRow >= 3; }
    void answered() { throttledInRow = 0; }
};

/// Audience segments: list, definition, pages. Neutral values only; paths, codecs and paging belong to the dialect.
/// GUI thread. Every call retries by the contract's table and ends at once when `stop` is asked for.
class SegmentsClient
{
public:
    explicit SegmentsClient(ApiTransport &transport);

    [[nodiscard]] QCoro::Task<Result<QList<SegmentSummary>>> list(CallObserver *observer, std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<SegmentDefinition>> definition(QString segmentId, CallObserver *observer,
                                                                    std::stop_token stop);
    /// `cursor` empty: the first page. `size` and `observer` outlive the call.
    [[nodiscard]] QCoro::Task<Result<RawPage>> page(std::shared_ptr<const SegmentQuery> query, QByteArray cursor,
                                                    AdaptivePageSize *size, CallObserver *observer,
                                                    std::stop_token stop);
    [[nodiscard]] std::shared_ptr<const PageDecoder> decoder(const SegmentQuery &query) const;

private:
    ApiTransport &m_transport;
};

} // namespace muster
