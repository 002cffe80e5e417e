// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/audiences/criteriatreetext.h"

#include "models/audiences/criteriaedits.h"
#include "network/codec/criteriacodec.h"

namespace muster {

namespace {

using Code = CriteriaFault::Code;
using Kind = JsonCursor::Kind;
using Found = std::optional<CriteriaFault>;

constexpr quint64 highestId = 0xFFFFFFFF;

void writeNode(JsonWriter &out, const CriteriaTreeNode &node)
{
    out.beginObject();
    out.member("id", qint64(node.id));
    if (node.group) {
        out.member("join", criteriaJoinKey(node.join));
        out.beginArray("members");
        for (const CriteriaNodeId member : node.members)
            out.raw(QByteArray::number(member));
        out.endArray();
    } else {
        out.member("field", node.condition.field);
        out.member("operator", criteriaOperatorKey(node.condition.op));
        out.name("value");
        writeCriteriaValue(out, node.condition.value);
    }
    for (const auto &[set, name] : {std::pair(node.flags.locked, "locked"), std::pair(node.flags.muted, "muted"),
                                    std::pair(node.flags.collapsed, "collapsed")}) {
        if (set)
            out.member(name, true);
    }
    out.endObject();
}

class TreeReader
{
public:
    explicit TreeReader(QByteArrayView json)
        : m_cursor(json)
        , m_reader(m_cursor, UnknownMembers::Refused)
    {
    }

    tl::expected<CriteriaTree, CriteriaFault> read();

private:
    Found fault(Code code, const QString &path, const char *due = "")
    {
        return m_reader.fault(code, path, QLatin1String(due)).value();
    }
    Found number(const QString &path, CriteriaNodeId &into);
    Found flag(const QString &path, bool &into);
    Found nodes(const QString &path);
    Found node(const QString &path);
    Found member(const QString &name, const QString &path, CriteriaTreeNode &node);
    Found members(const QString &path, CriteriaTreeNode &node);

    JsonCursor m_cursor;
    CriteriaReader m_reader;
    QList<CriteriaTreeNode> m_nodes;
    CriteriaNodeId m_next = noCriteriaNode;
};

Found TreeReader::number(const QString &path, CriteriaNodeId &into)
{
    if (m_cursor.kind() != Kind::Number)
        return fault(Code::WrongType, path, "integer");
    bool whole = false;
    const quint64 value = m_cursor.number().toULongLong(&whole);
    if (!whole || value == noCriteriaNode || value > highestId)
        return fault(Code::WrongType, path, "integer");
    into = CriteriaNodeId(value);
    return std::nullopt;
}

Found TreeReader::flag(const QString &path, bool &into)
{
    if (m_cursor.kind() != Kind::Boolean)
        return fault(Code::WrongType, path, "boolean");
    into = m_cursor.boolean();
    return std::nullopt;
}

Found TreeReader::members(const QString &path, CriteriaTreeNode &node)
{
    if (m_cursor.kind() != Kind::Array)
        return fault(Code::WrongType, path, "array");
    m_cursor.enter();
    while (m_cursor.nextItem()) {
        CriteriaNodeId id = noCriteriaNode;
        if (auto found = number(jsonElementPath(path, node.members.size()), id))
            return found;
        node.members.append(id);
    }
    return std::nullopt;
}

Found TreeReader::member(const QString &name, const QString &path, CriteriaTreeNode &node)
{
    if (name == QLatin1String("id"))
        return number(path, node.id);
    if (name == QLatin1String("members"))
        return members(path, node);
    if (name == QLatin1String("locked"))
        return flag(path, node.flags.locked);
    if (name == QLatin1String("muted"))
        return flag(path, node.flags.muted);
    if (name == QLatin1String("collapsed"))
        return flag(path, node.flags.collapsed);
    if (name == QLatin1String("value")) {
        auto value = m_reader.value(path);
        if (!value)
            return value.error();
        node.condition.value = *std::move(value);
        return std::nullopt;
    }
    if (name != QLatin1String("join") && name != QLatin1String("field") && name != QLatin1String("operator"))
        return fault(Code::UnknownMember, path);
    const auto text = m_reader.text(path);
    if (!text)
        return text.error();
    if (name == QLatin1String("field")) {
        node.condition.field = *text;
    } else if (name == QLatin1String("join")) {
        node.group = true;
        const auto join = criteriaJoin(*text);
        if (!join)
            return fault(Code::UnknownJoin, path);
        node.join = *join;
    } else {
        const auto op = criteriaOperator(*text);
        if (!op)
            return fault(Code::UnknownOperator, path);
        node.condition.op = *op;
    }
    return std::nullopt;
}

Found TreeReader::node(const QString &path)
{
    if (m_cursor.kind() != Kind::Object)
        return fault(Code::WrongType, path, "object");
    CriteriaTreeNode node;
    bool isCondition = false;
    m_cursor.enter();
    while (m_cursor.nextItem()) {
        const QString name = m_cursor.name();
        isCondition = isCondition || name == QLatin1String("operator");
        if (auto found = member(name, jsonMemberPath(path, name), node))
            return found;
    }
    if (node.group == isCondition)
        return fault(Code::NoNode, path);
    m_nodes.append(std::move(node));
    return std::nullopt;
}

Found TreeReader::nodes(const QString &path)
{
    if (m_cursor.kind() != Kind::Array)
        return fault(Code::WrongType, path, "array");
    m_cursor.enter();
    while (m_cursor.nextItem()) {
        if (m_nodes.size() >= criteriaNodeLimit)
            return fault(Code::TooBig, path);
        if (auto found = node(jsonElementPath(path, m_nodes.size())))
            return found;
    }
    return std::nullopt;
}

tl::expected<CriteriaTree, CriteriaFault> TreeReader::read()
{
    if (m_cursor.kind() != Kind::Object)
        return m_reader.fault(Code::WrongType, {}, QStringLiteral("object"));
    m_cursor.enter();
    while (m_cursor.nextItem()) {
        const QString name = m_cursor.name();
        Found found;
        if (name == QLatin1String("next"))
            found = number(name, m_next);
        else if (name == QLatin1String("nodes"))
            found = nodes(name);
        else
            found = fault(Code::UnknownMember, jsonMemberPath({}, name));
        if (found)
            return tl::unexpected(*found);
    }
    // A member names its parent by standing in its list; assembled() checks that it does so once.
    QHash<CriteriaNodeId, CriteriaNodeId> parents;
    for (const CriteriaTreeNode &node : m_nodes) {
        for (const CriteriaNodeId member : node.members)
            parents.insert(member, node.id);
    }
    for (CriteriaTreeNode &node : m_nodes)
        node.parent = parents.value(node.id, noCriteriaNode);
    auto tree = CriteriaTreeEditor::assembled(m_nodes, m_next);
    if (!tree)
        return tl::unexpected(CriteriaFault{Code::NoNode, {}, 0, {}});
    return *std::move(tree);
}

} // namespace

QByteArray criteriaTreeText(const CriteriaTree &tree)
{
    JsonWriter out(JsonWriter::Form::Line);
    out.beginObject();
    out.member("next", qint64(tree.nextId()));
    out.beginArray("nodes");
    for (const CriteriaNodeId id : tree.inReadingOrder())
        writeNode(out, tree.node(id));
    out.endArray();
    out.endObject();
    return out.bytes();
}

tl::expected<CriteriaTree, CriteriaFault> parseCriteriaTree(const QByteArray &text)
{
    if (const auto fault = criteriaJsonFault(text, maxCriteriaTreeText))
        return tl::unexpected(*fault);
    return TreeReader(text).read();
}

} // namespace muster
