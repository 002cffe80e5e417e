// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/dialects/cxone/cxonecallinglists.h"

#include "network/dialects/cxone/cxoneanswer.h"
#include "network/dialects/cxone/cxonedialect.h"

#include <QSet>

namespace muster {

ApiCall cxoneIndexPage(qsizetype skip)
{
    // One client of this API knows 100 as the most that configuration lists give.
    constexpr int listsPerPage = 100;
    return {.operation = cxone::listCallingLists,
            .query = {{QStringLiteral("skip"), QString::number(skip)},
                      {QStringLiteral("top"), QString::number(listsPerPage)}}};
}

QCoro::Task<Result<QList<CxoneCallList>>> cxoneCallingLists(ApiTransport *transport, CallObserver *observer,
                                                            std::stop_token stop)
{
    QList<CxoneCallList> all;
    QSet<QString> seen;
    for (int page = 0; page < mostCxoneIndexPages; ++page) {
        CO_TRY(index,
               co_await callAndDecode<CxoneCallLists>(transport, cxoneIndexPage(all.size()),
                                                      ofCxoneAnswer(&readCxoneCallLists), observer, stop));
        if (index->lists.isEmpty())
            co_return all;
        const qsizetype before = all.size();
        for (CxoneCallList &list : index->lists) {
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

ContactListFacts cxoneListFacts(const CxoneCallList &list)
{
    using enum ContactListFacts::Activity;
    const QString status = list.status.toLower();
    // The second is what programs of others look for.
    const bool isInactive = status == QLatin1String("inactive") || status == QLatin1String("deactivated");
    return {.activity = status == QLatin1String("active") ? Active
                : isInactive                              ? Inactive
                                                          : NotTold,
            .valid = list.valid,
            .invalid = list.invalid,
            .finalized = list.finalized,
            .callable = list.callable,
            .retried = list.retried,
            .created = list.created,
            .uploaded = list.uploaded,
            .changed = list.lastUpdated,
            .dialers = list.skills};
}

SegmentSummary cxoneSegment(const CxoneCallList &list)
{
    return {.id = CxoneSource{CxoneSource::Kind::CallingList, list.id}.id(),
            .name = list.name,
            .status = list.status,
            .lastUpdated = list.lastUpdated,
            .size = list.size};
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
