// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/http/apicall.h"
#include "network/wire/limits.h"
#include "network/wire/recordpage.h"
#include "network/wire/result.h"
#include "network/wire/segment.h"

#include <QCoro/QCoroTask>
#include <memory>
#include <stop_token>

namespace muster {

/// Audience segments: list, definition, pages. Neutral values only; paths, codecs and paging belong to the dialect that
/// implements it. GUI thread. Every call retries by the service's table and ends at once when `stop` is asked for.
class SegmentsClient
{
public:
    SegmentsClient() = default;
    virtual ~SegmentsClient() = default;
    SegmentsClient(const SegmentsClient &) = delete;
    SegmentsClient &operator=(const SegmentsClient &) = delete;

    [[nodiscard]] virtual QCoro::Task<Result<QList<SegmentSummary>>> list(CallObserver *observer, std::stop_token stop)
        = 0;
    [[nodiscard]] virtual QCoro::Task<Result<SegmentDefinition>> definition(QString segmentId, CallObserver *observer,
                                                                            std::stop_token stop)
        = 0;
    /// `cursor` empty: the first page. `size` and `observer` outlive the call.
    [[nodiscard]] virtual QCoro::Task<Result<RawPage>> page(std::shared_ptr<const SegmentQuery> query,
                                                            QByteArray cursor, AdaptivePageSize *size,
                                                            CallObserver *observer, std::stop_token stop)
        = 0;
    [[nodiscard]] virtual std::shared_ptr<const PageDecoder> decoder(const SegmentQuery &query) const = 0;
};

} // namespace muster
