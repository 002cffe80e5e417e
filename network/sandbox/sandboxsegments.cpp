// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/sandboxsegments.h"

#include "network/sandbox/sandboxjson.h"

#include <QJsonArray>
#include <algorithm>
#include <array>
#include <string_view>

namespace muster {

namespace {

using Mutation = SandboxFault::Mutation;

// A filter may be so rare that a page stays empty; clients give up after 20 empty pages in a row (F68), so a segment is
// looked through in at most 16 pages, and small ones in one.
constexpr qint64 minScan = 200'000;
constexpr qint64 maxEmptyPages = 16;

constexpr std::array<const char *, 4> badIds
    = {R"()", R"("contactId":"",)", R"("contactId":null,)", R"("contactId":9007199254740993,)"};

// The names with quotes, colon and comma around them, made once.
const std::array<std::string, SandboxData::attributeCount> &memberNames()
{
    static const auto names = [] {
        std::array<std::string, SandboxData::attributeCount> made;
        for (std::size_t at = 0; at < made.size(); ++at)
            made[at] = '"' + SandboxData::attributes()[static_cast<qsizetype>(at)].name.toStdString() + "\":\"";
        return made;
    }();
    return names;
}

} // namespace

SandboxPage::SandboxPage(const SandboxData &data, const SandboxCursor &cursor, const SandboxSegment &segment,
                         const SandboxQuery &query)
    : m_data(data)
    , m_cursor(cursor)
    , m_segment(segment)
    , m_query(query)
    , m_size(segment.size(data))
{
}

QByteArray SandboxPage::tokenAt(qint64 place, quint32 salt) const
{
    return m_cursor.token(place, salt, m_segment.id.toUtf8(), m_query.digest);
}

std::string SandboxPage::idMember(qint64 contact) const
{
    std::string member = "\"contactId\":\"";
    m_data.appendId(contact, member);
    member += "\",";
    return member;
}

void SandboxPage::appendAttributes(qint64 contact)
{
    m_out += "\"attributes\":{";
    bool first = true;
    for (const SandboxAttribute attribute : m_query.attributes) {
        const std::size_t before = m_out.size();
        if (!first)
            m_out += ',';
        m_out += memberNames()[static_cast<std::size_t>(attribute)];
        bool present = false;
        if (SandboxData::isPlain(attribute)) {
            present = m_data.appendValue(contact, attribute, m_out);
        } else {
            m_scratch.clear();
            present = m_data.appendValue(contact, attribute, m_scratch);
            sandboxAppendEscaped(m_out, m_scratch);
        }
        if (present) {
            m_out += '"';
            first = false;
        } else {
            m_out.resize(before);
        }
    }
}

void SandboxPage::appendItem(const std::string &idMember, qint64 contact, bool extraMembers)
{
    if (m_items++ > 0)
        m_out += ',';
    m_out += '{';
    m_out += idMember;
    appendAttributes(contact);
    if (extraMembers) {
        if (m_out.back() != '{')
            m_out += ',';
        m_out += R"("x_nested":{"list":[1,{"deep":null}],"text":"a \"quoted\" word"},"x_null":null,"x_true":true,)"
                 R"("x_huge":123456789012345678901234567890,"x_digits":0.123456789012345678901234567890)"
                 R"(},"rank":9007199254740993,"tags":["a",null,{}]})";
    } else {
        m_out += "}}";
    }
}

void SandboxPage::appendMatches(qint64 limit)
{
    const qint64 mayScan = std::max(minScan, m_size / maxEmptyPages + 1);
    const qint64 scanEnd = std::min(m_size, m_place + mayScan);
    const qint64 itemEnd = m_items + limit;
    while (m_place < scanEnd && m_items < itemEnd) {
        const qint64 contact = m_segment.contactAt(m_data, m_place++);
        if (m_query.matches(m_data, contact, m_scratch))
            appendItem(idMember(contact), contact, m_extraMembers);
    }
}

// The nearest later contact whose attributes, as asked for, read differently.
qint64 SandboxPage::otherContact(qint64 contact)
{
    const auto rendered = [this](qint64 of) {
        const std::size_t before = m_out.size();
        appendAttributes(of);
        std::string text = m_out.substr(before);
        m_out.resize(before);
        return text;
    };
    const std::string own = rendered(contact);
    qint64 other = contact + 1;
    while (other < contact + 1000 && rendered(other) == own)
        ++other;
    return other;
}

void SandboxPage::appendRecordBefore(qint64 place, bool conflicting)
{
    for (qint64 before = place - 1; before >= 0; --before) {
        const qint64 contact = m_segment.contactAt(m_data, before);
        if (m_query.matches(m_data, contact, m_scratch)) {
            appendItem(idMember(contact), conflicting ? otherContact(contact) : contact, false);
            return;
        }
    }
}

void SandboxPage::appendBadItem(const char *idMember)
{
    appendItem(idMember, m_segment.size(m_data) > 0 ? m_segment.contactAt(m_data, 0) : 0, false);
}

void SandboxPage::appendEnd(Mutation mutation, qint64 asked)
{
    m_out += "],\"continuationToken\":\"";
    if (mutation == Mutation::RepeatToken)
        sandboxAppendEscaped(
            m_out, {m_query.continuationToken.constData(), static_cast<std::size_t>(m_query.continuationToken.size())});
    else if (mutation == Mutation::EmptyPage || (m_place == asked && m_place < m_size))
        // Any token but the one that was asked with: each further one of the same place has its own salt.
        m_out += tokenAt(m_place, static_cast<quint32>(qHash(m_query.continuationToken, 1))).toStdString();
    else if (m_place < m_size)
        m_out += tokenAt(m_place, 0).toStdString();
    m_out += "\",\"count\":";
    sandboxAppendNumber(m_out, m_items + (mutation == Mutation::WrongCount ? 1 : 0));
    if (mutation == Mutation::ExtraMembers)
        m_out += R"(,"generatedBy":{"version":[1,2,{"beta":false}]},"elapsed":1.50e-3,"next":null)";
    m_out += '}';
}

QByteArray SandboxPage::render(qint64 place, Mutation mutation)
{
    constexpr std::size_t bytesPerItem = 420;
    m_place = place;
    m_extraMembers = mutation == Mutation::ExtraMembers;
    m_out.reserve(static_cast<std::size_t>(m_query.limit) * bytesPerItem);
    m_out = "{\"items\":[";
    qint64 limit = m_query.limit;
    if (mutation == Mutation::EmptyPage)
        limit = 0;
    if (mutation == Mutation::DuplicateRecord || mutation == Mutation::ConflictingRecord)
        appendRecordBefore(place, mutation == Mutation::ConflictingRecord);
    limit = std::max<qint64>(0, limit - m_items);
    if (mutation == Mutation::BadIds) {
        appendMatches(1);
        for (const char *idMember : badIds)
            appendBadItem(idMember);
        const std::string tooLong = "\"contactId\":\"" + std::string(10'000, 'x') + "\",";
        appendBadItem(tooLong.c_str());
        limit = std::max<qint64>(0, limit - m_items);
    }
    appendMatches(limit);
    appendEnd(mutation, place);
    return QByteArray::fromStdString(m_out);
}

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
