// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/dialects/cxone/cxonecallinglists.h"

#include "network/dialects/cxone/cxoneanswer.h"
#include "network/dialects/cxone/cxonedialect.h"
#include "network/http/apitransport.h"

#include <QSet>

namespace muster {

namespace {

/// One client of this API knows 100 as the most that configuration lists give.
constexpr int listsPerPage = 100;
constexpr int mostListPages = 1000;

} // namespace

QCoro::Task<Result<QList<SegmentSummary>>> cxoneCallingLists(ApiTransport *transport, CallObserver *observer,
                                                             std::stop_token stop)
{
    QList<SegmentSummary> all;
    QSet<QString> seen;
    for (int page = 0; page < mostListPages; ++page) {
        ApiCall call{.operation = cxone::listCallingLists,
                     .query = {{QStringLiteral("skip"), QString::number(all.size())},
                               {QStringLiteral("top"), QString::number(listsPerPage)}}};
        CO_TRY(index,
               co_await callAndDecode<CxoneListIndex>(transport, std::move(call), ofCxoneAnswer(&readCxoneListIndex),
                                                      observer, stop));
        if (index->lists.isEmpty())
            co_return all;
        const qsizetype before = all.size();
        for (SegmentSummary &list : index->lists) {
            if (seen.contains(list.id))
                continue;
            seen.insert(list.id);
            all.append(std::move(list));
        }
        if (all.size() == before)
            co_return failure(ErrorKind::LimitExceeded, "cursor_repeated");
        if (index->total >= 0 && all.size() >= index->total)
            co_return all;
    }
    co_return failure(ErrorKind::LimitExceeded, "list_pages");
}

ApiCall cxoneListPage(const CxonePlace &place, qint64 top)
{
    return {.operation = cxone::readCallingList,
            .pathArguments = {place.source.listId},
            .query = {{QStringLiteral("includeRecords"), QStringLiteral("true")},
                      {QStringLiteral("skip"), QString::number(place.at)},
                      {QStringLiteral("top"), QString::number(top)},
                      {QStringLiteral("orderBy"), QStringLiteral("externalId")}},
            .check = cxoneBodyMissing,
            .subject = place.source.id()};
}

RawPage cxoneRawPage(const HttpReply &reply, const CxonePlace &place)
{
    RawPage page{.body = cxoneBodyOf(reply), .asked = place.cursor()};
    // Otherwise only the number of its records tells where the next one begins.
    if (page.body.isEmpty())
        page.nextCursor = QByteArray();
    return page;
}

} // namespace muster
