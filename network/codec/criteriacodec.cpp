// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/codec/criteriacodec.h"

#include "network/codec/strictjson.h"
#include "network/wire/result.h"

namespace muster {

void writeCriteriaValue(JsonWriter &out, const CriteriaValue &value)
{
    if (const auto *text = std::get_if<QString>(&value))
        out.element(*text);
    else if (const auto *number = std::get_if<CriteriaNumber>(&value))
        out.raw(isJsonNumber(number->spelling) ? QByteArrayView(number->spelling) : QByteArrayView("null"));
    else
        out.raw(std::get<bool>(value) ? "true" : "false");
}

void writeCriteriaNode(JsonWriter &out, const CriteriaNode &node)
{
    if (const auto *group = std::get_if<CriteriaGroup>(&node.content))
        return writeCriteriaGroup(out, *group);
    const auto &condition = std::get<CriteriaCondition>(node.content);
    out.beginObject();
    out.member("field", condition.field);
    out.member("operator", criteriaOperatorKey(condition.op));
    out.name("value");
    writeCriteriaValue(out, condition.value);
    out.endObject();
}

void writeCriteriaGroup(JsonWriter &out, const CriteriaGroup &group)
{
    out.beginObject();
    out.member("operator", criteriaJoinKey(group.join));
    out.beginArray("conditions");
    for (const CriteriaNode &member : group.members)
        writeCriteriaNode(out, member);
    out.endArray();
    out.endObject();
}

CriteriaRead<CriteriaGroup> readCriteria(const QByteArray &json, const QString &outer)
{
    if (auto fault = criteriaJsonFault(json, maxCriteriaBytes)) {
        if (!outer.isEmpty() && fault->code != CriteriaFault::Code::TooBig)
            fault->path = fault->path.isEmpty() ? outer : QString(outer + u'.' + fault->path);
        return tl::unexpected(*fault);
    }
    JsonCursor cursor(json);
    return CriteriaReader(cursor, UnknownMembers::Refused).group(outer);
}

CriteriaRead<CriteriaGroup> readCriteriaMember(const QByteArray &json, const QString &name)
{
    if (const auto fault = criteriaJsonFault(json, maxSmallReply))
        return tl::unexpected(*fault);
    JsonCursor cursor(json);
    CriteriaReader reader(cursor, UnknownMembers::Ignored);
    if (cursor.kind() != JsonCursor::Kind::Object)
        return reader.fault(CriteriaFault::Code::WrongType, {}, QStringLiteral("object"));
    cursor.enter();
    while (cursor.nextItem()) {
        if (cursor.name() == name)
            return reader.group(name);
        cursor.skip();
    }
    return reader.fault(CriteriaFault::Code::MissingMember, {}, name);
}

CriteriaRead<QList<CriteriaNode>> readCriteriaNodes(const QByteArray &json)
{
    if (const auto fault = criteriaJsonFault(json, maxCriteriaBytes))
        return tl::unexpected(*fault);
    JsonCursor cursor(json);
    CriteriaReader reader(cursor, UnknownMembers::Refused);
    QList<CriteriaNode> nodes;
    const bool several = cursor.kind() == JsonCursor::Kind::Array;
    if (several)
        cursor.enter();
    while (!several || cursor.nextItem()) {
        TRY(node, reader.node(several ? jsonElementPath({}, nodes.size()) : QString()));
        nodes.append(*std::move(node));
        if (!several)
            break;
    }
    return nodes;
}

QByteArray writeCriteria(const CriteriaGroup &group, JsonWriter::Form layout)
{
    JsonWriter out(layout);
    writeCriteriaGroup(out, group);
    return out.bytes();
}

QByteArray writeCriteriaNodes(const QList<CriteriaNode> &nodes, JsonWriter::Form layout)
{
    JsonWriter out(layout);
    if (nodes.size() != 1)
        out.begin('[');
    for (const CriteriaNode &node : nodes)
        writeCriteriaNode(out, node);
    if (nodes.size() != 1)
        out.endArray();
    return out.bytes();
}

ApiError criteriaError(const CriteriaFault &fault)
{
    return ApiError{.kind = ErrorKind::BadInput,
                    .code = QStringLiteral("criteria_") + criteriaFaultKey(fault.code),
                    .detail = fault.word,
                    .subject = fault.path};
}

namespace {

using Code = CriteriaFault::Code;
using Kind = JsonCursor::Kind;

constexpr qsizetype longestWord = 60;

CriteriaFault faultAt(Code code, const QString &path, qsizetype offset, const QString &word)
{
    return CriteriaFault{.code = code, .path = path, .offset = offset, .word = word.left(longestWord)};
}

Code codeOf(const QString &strict)
{
    if (strict == QLatin1String("invalid_utf8"))
        return Code::InvalidUtf8;
    if (strict == QLatin1String("cut_body"))
        return Code::CutShort;
    if (strict == QLatin1String("json_depth"))
        return Code::TooDeepToRead;
    if (strict == QLatin1String("json_members"))
        return Code::TooManyMembers;
    return strict == QLatin1String("repeated_key") ? Code::RepeatedMember : Code::InvalidJson;
}

} // namespace

std::optional<CriteriaFault> criteriaJsonFault(QByteArrayView json, qsizetype maxBytes)
{
    if (json.size() > maxBytes)
        return faultAt(Code::TooBig, {}, maxBytes, {});
    StrictJson strict(json);
    const auto error = strict.fault();
    if (!error)
        return std::nullopt;
    const Code code = codeOf(error->code);
    if (code == Code::InvalidUtf8)
        return faultAt(code, {}, 0, {});
    return faultAt(code, jsonPathAt(json, strict.offset()), strict.offset(), {});
}

/// What an object had of a node's members.
struct CriteriaReader::Parts
{
    std::optional<QString> op, field;
    qsizetype opOffset = 0;
    std::optional<std::vector<CriteriaNode>> conditions;
    std::optional<CriteriaValue> value;
};

tl::unexpected<CriteriaFault> CriteriaReader::fault(Code code, const QString &path, const QString &word)
{
    return tl::unexpected(faultAt(code, path, m_cursor.offset(), word));
}

CriteriaRead<QString> CriteriaReader::text(const QString &path)
{
    if (m_cursor.kind() != Kind::Text)
        return fault(Code::WrongType, path, QStringLiteral("text"));
    return m_cursor.text();
}

CriteriaRead<CriteriaValue> CriteriaReader::value(const QString &path)
{
    switch (m_cursor.kind()) {
    case Kind::Text:
        return m_cursor.text();
    case Kind::Boolean:
        return m_cursor.boolean();
    case Kind::Number: {
        const qsizetype offset = m_cursor.offset();
        CriteriaNumber number{m_cursor.number()};
        if (number.spelling.size() > maxCriteriaNumber)
            return tl::unexpected(faultAt(Code::NumberTooLong, path, offset, {}));
        return number;
    }
    default:
        return fault(Code::WrongType, path, QStringLiteral("value"));
    }
}

CriteriaRead<std::vector<CriteriaNode>> CriteriaReader::members(const QString &path)
{
    if (m_cursor.kind() != Kind::Array)
        return fault(Code::WrongType, path, QStringLiteral("array"));
    std::vector<CriteriaNode> nodes;
    m_cursor.enter();
    while (m_cursor.nextItem()) {
        TRY(one, node(jsonElementPath(path, qsizetype(nodes.size()))));
        nodes.push_back(*std::move(one));
    }
    return nodes;
}

std::optional<CriteriaFault> CriteriaReader::member(const QString &path, Parts &parts)
{
    const qsizetype nameOffset = m_cursor.offset();
    const QString name = m_cursor.name();
    const QString place = jsonMemberPath(path, name);
    const auto keep = [](auto read, auto &into) -> std::optional<CriteriaFault> {
        if (!read)
            return read.error();
        into = *std::move(read);
        return std::nullopt;
    };
    if (name == QLatin1String("operator")) {
        parts.opOffset = m_cursor.offset();
        return keep(text(place), parts.op);
    }
    if (name == QLatin1String("conditions"))
        return keep(members(place), parts.conditions);
    if (name == QLatin1String("field"))
        return keep(text(place), parts.field);
    if (name == QLatin1String("value"))
        return keep(value(place), parts.value);
    if (m_unknown == UnknownMembers::Refused)
        return faultAt(Code::UnknownMember, place, nameOffset, name);
    m_cursor.skip();
    return std::nullopt;
}

CriteriaRead<CriteriaNode> CriteriaReader::assembled(Parts parts, const QString &path, qsizetype offset)
{
    const auto missing = [&](const char *name) {
        return tl::unexpected(faultAt(Code::MissingMember, path, offset, QLatin1String(name)));
    };
    const bool condition = parts.field || parts.value;
    if (parts.conditions.has_value() == condition)
        return tl::unexpected(faultAt(Code::NoNode, path, offset, {}));
    if (!parts.op)
        return missing("operator");
    const QString opPath = jsonMemberPath(path, QStringLiteral("operator"));
    if (!condition) {
        const auto join = criteriaJoin(*parts.op);
        if (!join)
            return tl::unexpected(faultAt(Code::UnknownJoin, opPath, parts.opOffset, *parts.op));
        return CriteriaNode{CriteriaGroup{*join, *std::move(parts.conditions)}};
    }
    if (!parts.field)
        return missing("field");
    if (!parts.value)
        return missing("value");
    const auto op = criteriaOperator(*parts.op);
    if (!op)
        return tl::unexpected(faultAt(Code::UnknownOperator, opPath, parts.opOffset, *parts.op));
    return CriteriaNode{CriteriaCondition{*parts.field, *op, *std::move(parts.value)}};
}

CriteriaRead<CriteriaNode> CriteriaReader::node(const QString &path)
{
    if (m_cursor.kind() != Kind::Object)
        return fault(Code::WrongType, path, QStringLiteral("object"));
    const qsizetype offset = m_cursor.offset();
    Parts parts;
    m_cursor.enter();
    while (m_cursor.nextItem()) {
        if (auto found = member(path, parts))
            return tl::unexpected(*std::move(found));
    }
    return assembled(std::move(parts), path, offset);
}

CriteriaRead<CriteriaGroup> CriteriaReader::group(const QString &path)
{
    const qsizetype offset = m_cursor.offset();
    TRY(read, node(path));
    auto *group = std::get_if<CriteriaGroup>(&read->content);
    if (group == nullptr)
        return tl::unexpected(faultAt(Code::MissingMember, path, offset, QStringLiteral("conditions")));
    return std::move(*group);
}

} // namespace muster
