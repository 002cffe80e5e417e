// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/codec/criteriacodec.h"

#include "network/codec/criteriareader.h"
#include "network/codec/jsonreader.h"

namespace muster {

void writeCriteriaValue(JsonLayout &out, const CriteriaValue &value)
{
    if (const auto *text = std::get_if<QString>(&value))
        out.text(*text);
    else if (const auto *number = std::get_if<CriteriaNumber>(&value))
        out.raw(isJsonNumber(number->spelling) ? QByteArrayView(number->spelling) : QByteArrayView("null"));
    else
        out.raw(std::get<bool>(value) ? "true" : "false");
}

void writeCriteriaNode(JsonLayout &out, const CriteriaNode &node)
{
    if (const auto *group = std::get_if<CriteriaGroup>(&node.content))
        return writeCriteriaGroup(out, *group);
    const auto &condition = std::get<CriteriaCondition>(node.content);
    out.begin('{');
    out.name("field");
    out.text(condition.field);
    out.name("operator");
    out.text(criteriaOperatorKey(condition.op));
    out.name("value");
    writeCriteriaValue(out, condition.value);
    out.end('}');
}

void writeCriteriaGroup(JsonLayout &out, const CriteriaGroup &group)
{
    out.begin('{');
    out.name("operator");
    out.text(criteriaJoinKey(group.join));
    out.name("conditions");
    out.begin('[');
    for (const CriteriaNode &member : group.members)
        writeCriteriaNode(out, member);
    out.end(']');
    out.end('}');
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

QByteArray writeCriteria(const CriteriaGroup &group, CriteriaLayout layout)
{
    JsonLayout out(layout == CriteriaLayout::Pretty);
    writeCriteriaGroup(out, group);
    return out.take();
}

QByteArray writeCriteriaNodes(const QList<CriteriaNode> &nodes, CriteriaLayout layout)
{
    JsonLayout out(layout == CriteriaLayout::Pretty);
    if (nodes.size() != 1)
        out.begin('[');
    for (const CriteriaNode &node : nodes)
        writeCriteriaNode(out, node);
    if (nodes.size() != 1)
        out.end(']');
    return out.take();
}

ApiError criteriaError(const CriteriaFault &fault)
{
    ApiError error;
    error.kind = ErrorKind::BadInput;
    error.code = QStringLiteral("criteria_") + criteriaFaultKey(fault.code);
    error.subject = fault.path;
    error.detail = fault.word;
    return error;
}

} // namespace muster
