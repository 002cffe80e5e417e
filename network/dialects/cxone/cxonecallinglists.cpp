// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/dialects/cxone/cxonecallinglists.h"

#include "network/dialects/cxone/cxonedialect.h"

namespace muster {

ApiCall cxoneIndexPage(qsizetype skip)
{
    // One client of this API knows 100 as the most that configuration lists give.
    constexpr int listsPerPage = 100;
    return {.operation = cxone::listCallingLists,
            .query = {{QStringLiteral("skip"), QString::number(skip)},
                      {QStringLiteral("top"), QString::number(listsPerPage)}}};
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
