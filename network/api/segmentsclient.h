// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/http/callobserver.h"
#include "network/wire/recordpage.h"
#include "network/wire/result.h"
#include "network/wire/segment.h"

#include <QCoro/QCoroTask>
#include <algorithm>
#include <memory>
#include <stop_token>

namespace muster {

class ApiTransport;

/// A page as it came, before it is decoded: lets the next page be asked for while this one is decoded on a worker.
struct RawPage
{
    QByteArray body; ///< With simdjson's padding reserved behind its end.
    /// Read cheaply from the body; nullopt: only decoding tells; empty: this is the last page. The decoded page's
    /// nextCursor is the truth and must be compared with it.
    std::optional<QByteArray> nextCursor;
};

/// Turns raw pages of one query into records. Pure and safe on any thread; one object serves many threads.
class PageDecoder
{
public:
    virtual ~PageDecoder() = default;
    /// BrokenBody (cut or invalid: ask for the page again), UnexpectedShape, LimitExceeded.
    [[nodiscard]] virtual Result<RecordPage> decode(const RawPage &page) const = 0;
};

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
