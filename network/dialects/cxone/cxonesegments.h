// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/api/segmentsclient.h"
#include "network/codec/cxonepeoplecodec.h"
#include "network/dialects/cxone/cxoneextraction.h"

namespace muster {

class ApiTransport;

/// Sources of people in place of audience segments, which the API has none of: every calling list, the contacts that
/// were completed in the last days (CxoneSettings::completedDays), the digital customers, the recorded interactions of
/// the days that the query names. Filters are applied by the decoder, so a page may hold fewer records than came.
class CxoneSegments final : public SegmentsClient
{
public:
    /// Records that a definition looks at for columns of the tenant's own.
    static constexpr int sampleSize = 100;
    /// Records a page, whatever is wanted: 1,000 are seen to work for completed contacts; of the records of a list
    /// nothing is published, and a service that gives fewer than asked for loses nothing. Customers are paged by
    /// number, so that a refused size would end it.
    static constexpr int mostRecords = 1000, mostCustomers = 100;

    explicit CxoneSegments(ApiTransport &transport);

    /// Errors as cxoneCallingLists().
    [[nodiscard]] QCoro::Task<Result<QList<SegmentSummary>>> list(CallObserver *observer,
                                                                  std::stop_token stop) override;
    /// NotFound for an id that names no source.
    [[nodiscard]] QCoro::Task<Result<SegmentDefinition>> definition(QString segmentId, CallObserver *observer,
                                                                    std::stop_token stop) override;
    /// BadInput "invalid_continuation_token" for a cursor that is not of this source. A 429 lowers `size` for the calls
    /// to come, since the address of this one is made; customers keep the size that they began with. Of recorded
    /// interactions a page is a day, whatever its size; "extraction_days" where the query has no such days. Errors of
    /// CxoneExtraction::table().
    [[nodiscard]] QCoro::Task<Result<RawPage>> page(std::shared_ptr<const SegmentQuery> query, QByteArray cursor,
                                                    AdaptivePageSize *size, CallObserver *observer,
                                                    std::stop_token stop) override;
    [[nodiscard]] std::shared_ptr<const PageDecoder> decoder(const SegmentQuery &query) const override;

private:
    [[nodiscard]] QCoro::Task<Result<SegmentDefinition>> listDefinition(CxoneSource source, CallObserver *observer,
                                                                        std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<SegmentDefinition>> customersDefinition(CxoneSource source, CallObserver *observer,
                                                                             std::stop_token stop);
    /// Where the first page begins, with all that must not change from page to page.
    [[nodiscard]] CxonePlace firstPlace(const CxoneSource &source, const AdaptivePageSize &size) const;
    [[nodiscard]] QByteArray customersLink(int limit, qint64 page, const QByteArray &order) const;

    /// A day of recorded interactions.
    [[nodiscard]] QCoro::Task<Result<RawPage>> dayOf(std::shared_ptr<const SegmentQuery> query, QByteArray cursor,
                                                     CallObserver *observer, std::stop_token stop);

    ApiTransport &m_transport;
    CxoneExtraction m_extraction;
};

} // namespace muster
