// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/sandboxsegments.h"

#include "network/sandbox/sandboxpage.h"
#include "network/sandbox/sandboxquery.h"

#include <QJsonArray>

namespace muster {

using namespace Qt::StringLiterals;

namespace {

enum Operation { List, Definition, Query };

} // namespace

SandboxSegments::SandboxSegments(quint64 seed, qint64 contacts, QDateTime started)
    : m_data(seed, contacts)
    , m_cursor(seed, contacts)
    , m_started(std::move(started))
{
}

QList<SandboxRoute> SandboxSegments::routes(const QStringList &path) const
{
    static const QStringList root = {u"api"_s, u"v2"_s, u"contacts"_s, u"segments"_s};
    if (path.first(std::min(path.size(), root.size())) != root)
        return {};
    if (path.size() == 4)
        return {{List, {}, "GET"_ba, u"contact:segments:read"_s, false}};
    if (path[4].isEmpty())
        return {};
    if (path.size() == 5)
        return {{Definition, path[4], "GET"_ba, u"contact:segments:read"_s, false}};
    if (path.size() == 7 && path[5] == "contacts"_L1 && path[6] == "query"_L1)
        return {{Query, path[4], "POST"_ba, u"contact:contacts:read"_s, true}};
    return {};
}

SandboxAnswer SandboxSegments::answer(const SandboxRoute &route, const SandboxHttpRequest &request,
                                      const QDateTime &now, SandboxFault::Mutation mutation)
{
    if (route.operation == List)
        return list(now);
    const SandboxSegment *segment = sandboxSegment(route.id);
    if (segment == nullptr)
        return sandboxError(404, "not_found"_L1, u"There is no such segment."_s);
    if (route.operation == Definition)
        return definition(*segment, now);
    return query(*segment, request.body, mutation);
}

SandboxAnswer SandboxSegments::list(const QDateTime &now) const
{
    QJsonArray items;
    for (const SandboxSegment &segment : sandboxSegments()) {
        items.append(QJsonObject{{u"id"_s, segment.id},
                                 {u"name"_s, segment.name},
                                 {u"status"_s, segment.status},
                                 {u"lastUpdated"_s, segment.lastUpdated(m_started, now).toString(Qt::ISODate)},
                                 {u"size"_s, segment.size(m_data)}});
    }
    return sandboxJsonAnswer(200, {{u"items"_s, items}});
}

SandboxAnswer SandboxSegments::definition(const SandboxSegment &segment, const QDateTime &now) const
{
    QJsonArray attributes;
    for (const SegmentAttribute &attribute : SandboxData::attributes()) {
        attributes.append(
            QJsonObject{{u"name"_s, attribute.name}, {u"type"_s, attribute.typeName}, {u"valid"_s, attribute.valid}});
    }
    return sandboxJsonAnswer(200,
                             {{u"id"_s, segment.id},
                              {u"name"_s, segment.name},
                              {u"status"_s, segment.status},
                              {u"lastUpdated"_s, segment.lastUpdated(m_started, now).toString(Qt::ISODate)},
                              {u"attributes"_s, attributes}});
}

SandboxAnswer SandboxSegments::query(const SandboxSegment &segment, const QByteArray &body,
                                     SandboxFault::Mutation mutation) const
{
    const auto query = parseSandboxQuery(body);
    if (!query)
        return sandboxError(400, "invalid_query"_L1, u"The query breaks the contract."_s, query.error());
    if (segment.status != "Active"_L1)
        return sandboxError(400, "segment_inactive"_L1, u"Only an active segment can be read."_s);
    qint64 place = 0;
    if (!query->continuationToken.isNull()) {
        const auto found = m_cursor.place(query->continuationToken, segment.id.toUtf8(), query->digest);
        if (!found || *found < 0 || *found > segment.size(m_data)) {
            return sandboxError(400, "invalid_continuation_token"_L1, u"The token belongs to no page of this query."_s,
                                {{u"pagination.continuationToken"_s, u"not valid"_s}});
        }
        place = *found;
    }
    return {
        .status = 200, .headers = {}, .body = SandboxPage(m_data, m_cursor, segment, *query).render(place, mutation)};
}

} // namespace muster
