// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/dialects/cxone/cxonesegments.h"

#include "network/codec/cxonevalues.h"
#include "network/dialects/cxone/cxoneanswer.h"
#include "network/dialects/cxone/cxonecallinglists.h"
#include "network/dialects/cxone/cxonedialect.h"
#include "network/dialects/cxone/cxonesettings.h"
#include "network/http/apitransport.h"
#include "network/wire/mapped.h"

#include <algorithm>

namespace muster {

namespace {

using SourceKind = CxoneSource::Kind;

QPair<QString, QString> pair(const char *name, const QString &value)
{
    return {QString::fromLatin1(name), value};
}

QPair<QString, QString> pair(const char *name, qint64 value)
{
    return pair(name, QString::number(value));
}

} // namespace

CxoneSegments::CxoneSegments(ApiTransport &transport)
    : m_transport(transport)
    , m_extraction(transport)
{
}

QCoro::Task<Result<QList<SegmentSummary>>> CxoneSegments::list(CallObserver *observer, std::stop_token stop)
{
    CO_TRY(lists, co_await cxoneCallingLists(&m_transport, observer, std::move(stop)));
    QList<SegmentSummary> all = mapped(*lists, cxoneSegment);
    for (const SourceKind kind :
         {SourceKind::CompletedContacts, SourceKind::DigitalCustomers, SourceKind::RecordedInteractions}) {
        const SegmentDefinition source = cxoneDefinition({kind, {}});
        all.append({.id = source.id, .name = source.name, .status = source.status});
    }
    co_return all;
}

QCoro::Task<Result<SegmentDefinition>> CxoneSegments::definition(QString segmentId, CallObserver *observer,
                                                                 std::stop_token stop)
{
    const auto source = CxoneSource::fromId(segmentId);
    if (!source)
        co_return failure(ErrorKind::NotFound, "", segmentId);
    switch (source->kind) {
    case SourceKind::CallingList:
        co_return co_await listDefinition(*source, observer, std::move(stop));
    case SourceKind::CompletedContacts:
        co_return cxoneDefinition(*source);
    case SourceKind::DigitalCustomers:
        co_return co_await customersDefinition(*source, observer, std::move(stop));
    case SourceKind::RecordedInteractions: {
        // Nothing is asked: a look at a table would cost minutes, and the tenant's one place.
        SegmentDefinition definition = cxoneInteractions(cxoneSettings(m_transport.profile()).extractionColumns);
        definition.days = SegmentDays{.most = CxoneExtraction::mostDays,
                                      .perDay = 2 * CxoneExtraction::gap, // a job is begun, and looked at
                                      .lag = CxoneExtraction::lag};
        co_return definition;
    }
    }
    Q_UNREACHABLE();
}

QCoro::Task<Result<SegmentDefinition>> CxoneSegments::listDefinition(CxoneSource source, CallObserver *observer,
                                                                     std::stop_token stop)
{
    ApiCall call{.operation = cxone::readCallingList,
                 .pathArguments = {source.listId},
                 .query = {pair("includeRecords", QStringLiteral("true")), pair("skip", qint64(0)),
                           pair("top", sampleSize), pair("orderBy", QStringLiteral("externalId"))},
                 .subject = source.id()};
    using Read = std::optional<SegmentDefinition>;
    const auto decode = [id = source.id()](const QByteArray &body) -> Result<Read> {
        if (body.isEmpty())
            return Read();
        TRY(read, readCxoneList(body, id));
        return Read(*std::move(read));
    };
    CO_TRY(read, co_await callAndDecode<Read>(&m_transport, std::move(call), ofCxoneAnswer(decode), observer, stop));
    if (*read)
        co_return **std::move(read);
    // An empty list answers with nothing at all: what is to be said of it stands in the index.
    CO_TRY(lists, co_await cxoneCallingLists(&m_transport, observer, std::move(stop)));
    const auto found = std::ranges::find(*lists, source.listId, &CxoneCallList::id);
    if (found == lists->end())
        co_return failure(ErrorKind::NotFound, "", source.id());
    SegmentDefinition definition = cxoneDefinition(source);
    definition.name = found->name;
    definition.status = found->status;
    definition.lastUpdated = found->lastUpdated;
    definition.size = found->size;
    co_return definition;
}

QCoro::Task<Result<SegmentDefinition>> CxoneSegments::customersDefinition(CxoneSource source, CallObserver *observer,
                                                                          std::stop_token stop)
{
    SegmentDefinition definition = cxoneDefinition(source);
    // The oldest and the newest: fields come into use, and go.
    for (const char *order : {"asc", "desc"}) {
        ApiCall call{.operation = cxone::listCustomers,
                     .link = customersLink(mostCustomers, CxonePlace::unnumbered, order),
                     .subject = source.id()};
        const auto decode = [definition](const QByteArray &body) -> Result<SegmentDefinition> {
            SegmentDefinition more = definition;
            TRY_VOID(addCxoneCustomFields(body, more));
            return more;
        };
        CO_TRY(more,
               co_await callAndDecode<SegmentDefinition>(&m_transport, std::move(call), ofCxoneAnswer(decode), observer,
                                                         stop));
        definition = *std::move(more);
    }
    co_return definition;
}

CxonePlace CxoneSegments::firstPlace(const CxoneSource &source, const AdaptivePageSize &size) const
{
    CxonePlace place{.source = source};
    if (source.kind == SourceKind::CompletedContacts) {
        // Whole seconds, as the cursor keeps them.
        place.to = QDateTime::fromSecsSinceEpoch(m_transport.wallNow().toSecsSinceEpoch(), Qt::UTC);
        place.from = place.to.addDays(-cxoneSettings(m_transport.profile()).completedDays);
    } else if (source.kind == SourceKind::DigitalCustomers) {
        place.at = CxonePlace::unnumbered;
        place.size = std::min(size.current(), mostCustomers);
    }
    return place;
}

QByteArray CxoneSegments::customersLink(int limit, qint64 page, const QByteArray &order) const
{
    QByteArray link = '/' + cxoneSettings(m_transport.profile()).digitalPath.toLatin1()
        + "/customers?limit=" + QByteArray::number(limit);
    if (page != CxonePlace::unnumbered)
        link += "&page=" + QByteArray::number(page);
    return link + "&orderBy=createdAt&order=" + order;
}

QCoro::Task<Result<RawPage>> CxoneSegments::page(std::shared_ptr<const SegmentQuery> query, QByteArray cursor,
                                                 AdaptivePageSize *size, CallObserver *observer, std::stop_token stop)
{
    const auto source = CxoneSource::fromId(query->segmentId);
    if (!source)
        co_return failure(ErrorKind::NotFound, "", query->segmentId);
    if (source->kind == SourceKind::RecordedInteractions)
        co_return co_await dayOf(std::move(query), std::move(cursor), observer, std::move(stop));
    const auto place = cursor.isEmpty() ? std::optional(firstPlace(*source, *size))
                                        : CxonePlace::fromCursor(cursor, query->segmentId);
    if (!place)
        co_return failure(ErrorKind::BadInput, "invalid_continuation_token", query->segmentId);
    const qint64 top = std::min(size->current(), mostRecords);
    ApiCall call{.check = cxoneBodyMissing, .subject = query->segmentId};
    switch (source->kind) {
    case SourceKind::CallingList:
        call = cxoneListPage(*place, top);
        break;
    case SourceKind::CompletedContacts:
        call.operation = cxone::listCompletedContacts;
        call.query = {pair("startDate", cxoneTimeText(place->from)), pair("endDate", cxoneTimeText(place->to)),
                      pair("skip", place->at), pair("top", top), pair("orderBy", QStringLiteral("contactStartDate"))};
        break;
    case SourceKind::DigitalCustomers:
        call.operation = cxone::listCustomers;
        call.link = customersLink(place->size, place->at, "asc");
        break;
    case SourceKind::RecordedInteractions:
        Q_UNREACHABLE();
    }
    call.answered = [size](int httpStatus) { size->note(httpStatus); };
    CO_TRY(reply, co_await m_transport.call(std::move(call), observer, std::move(stop)));
    co_return cxoneRawPage(*reply, *place);
}

QCoro::Task<Result<RawPage>> CxoneSegments::dayOf(std::shared_ptr<const SegmentQuery> query, QByteArray cursor,
                                                  CallObserver *observer, std::stop_token stop)
{
    if (!query->from.isValid() || !query->to.isValid() || query->from > query->to)
        co_return failure(unusable("extraction_days", query->segmentId));
    const CxonePlace first = CxonePlace::ofDays(query->from, query->to);
    const auto place = cursor.isEmpty() ? std::optional(first) : CxonePlace::fromCursor(cursor, query->segmentId);
    if (!place || place->from != first.from || place->to != first.to)
        co_return failure(unusable("invalid_continuation_token", query->segmentId));
    CO_TRY(table, co_await m_extraction.table(place->day(), observer, std::move(stop)));
    co_return RawPage{.body = *std::move(table), .nextCursor = place->nextDay(), .asked = place->cursor()};
}

std::shared_ptr<const PageDecoder> CxoneSegments::decoder(const SegmentQuery &query) const
{
    const auto source = CxoneSource::fromId(query.segmentId);
    if (source && source->kind == SourceKind::RecordedInteractions) {
        const CxoneSettings settings = cxoneSettings(m_transport.profile());
        return cxoneTableDecoder(query, {settings.extractionIdColumn, settings.extractionColumns});
    }
    return cxoneDecoder(query);
}

} // namespace muster
