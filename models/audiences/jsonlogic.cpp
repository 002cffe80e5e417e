// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/audiences/jsonlogic.h"

#include "network/codec/criteriacodec.h"
#include "network/wire/result.h"

namespace muster {

namespace {

using Code = CriteriaFault::Code;
using Kind = JsonCursor::Kind;
using Op = CriteriaOperator;
template <typename Value>
using Read = tl::expected<Value, CriteriaFault>;

void writeVar(JsonWriter &out, const QString &field)
{
    out.beginObject();
    out.member("var", field);
    out.endObject();
}

const char *comparison(Op op)
{
    switch (op) {
    case Op::NotEquals:
        return "!=";
    case Op::GreaterThan:
        return ">";
    case Op::LessThan:
        return "<";
    case Op::Contains:
        return "in";
    case Op::Equals:
    case Op::StartsWith:
        return "==";
    }
    Q_UNREACHABLE();
}

/// The start of a field, as long as the text that it is compared with.
void writeStart(JsonWriter &out, const CriteriaCondition &condition)
{
    const auto *text = std::get_if<QString>(&condition.value);
    out.beginObject();
    out.beginArray("substr");
    writeVar(out, condition.field);
    out.raw("0");
    out.raw(QByteArray::number(text != nullptr ? text->size() : 0));
    out.endArray();
    out.endObject();
}

void writeCondition(JsonWriter &out, const CriteriaCondition &condition)
{
    out.beginObject();
    out.beginArray(comparison(condition.op));
    if (condition.op == Op::Contains) {
        writeCriteriaValue(out, condition.value);
        writeVar(out, condition.field);
    } else {
        if (condition.op == Op::StartsWith)
            writeStart(out, condition);
        else
            writeVar(out, condition.field);
        writeCriteriaValue(out, condition.value);
    }
    out.endArray();
    out.endObject();
}

void writeGroup(JsonWriter &out, const CriteriaGroup &group)
{
    out.beginObject();
    out.beginArray(group.join == CriteriaJoin::And ? "and" : "or");
    for (const CriteriaNode &member : group.members) {
        if (const auto *condition = std::get_if<CriteriaCondition>(&member.content))
            writeCondition(out, *condition);
        else
            writeGroup(out, std::get<CriteriaGroup>(member.content));
    }
    out.endArray();
    out.endObject();
}

/// One side of a comparison.
struct Operand
{
    enum class Form { Value, Field, Start, Values };
    Form form = Form::Value;
    CriteriaValue value;
    QString field;
    qint64 length = -1; ///< Of a start; -1: none is given.
    QList<CriteriaValue> values;
};

class LogicReader
{
public:
    explicit LogicReader(QByteArrayView json)
        : m_cursor(json)
        , m_reader(m_cursor, UnknownMembers::Refused)
    {
    }

    [[nodiscard]] Read<CriteriaNode> node(const QString &path);

private:
    [[nodiscard]] Read<CriteriaNode> group(CriteriaJoin join, const QString &path);
    [[nodiscard]] Read<CriteriaNode> comparison(const QString &operation, const QString &path);
    [[nodiscard]] Read<Operand> operand(const QString &path);
    [[nodiscard]] Read<Operand> field(const QString &path);
    [[nodiscard]] Read<Operand> start(const QString &path);
    [[nodiscard]] Read<Operand> values(const QString &path);
    [[nodiscard]] tl::unexpected<CriteriaFault> no(const QString &path, const QString &word)
    {
        return m_reader.fault(Code::NotExpressible, path, word);
    }
    [[nodiscard]] static std::optional<CriteriaNode> membership(const Operand &left, const Operand &right);
    [[nodiscard]] static std::optional<CriteriaNode> compared(const QString &operation, const Operand &left,
                                                              const Operand &right);

    JsonCursor m_cursor;
    CriteriaReader m_reader;
};

Read<CriteriaNode> LogicReader::node(const QString &path)
{
    if (m_cursor.kind() != Kind::Object)
        return m_reader.fault(Code::WrongType, path, QStringLiteral("object"));
    m_cursor.enter();
    if (!m_cursor.nextItem())
        return m_reader.fault(Code::NoNode, path);
    const QString operation = m_cursor.name();
    const QString place = jsonMemberPath(path, operation);
    Read<CriteriaNode> read = CriteriaNode();
    if (operation == QLatin1String("and") || operation == QLatin1String("or"))
        read = group(operation == QLatin1String("and") ? CriteriaJoin::And : CriteriaJoin::Or, place);
    else
        read = comparison(operation, place);
    // An operation is an object with one member.
    if (read && m_cursor.nextItem())
        return m_reader.fault(Code::NoNode, path);
    return read;
}

Read<CriteriaNode> LogicReader::group(CriteriaJoin join, const QString &path)
{
    if (m_cursor.kind() != Kind::Array)
        return m_reader.fault(Code::WrongType, path, QStringLiteral("array"));
    CriteriaGroup group{join, {}};
    m_cursor.enter();
    while (m_cursor.nextItem()) {
        auto member = node(jsonElementPath(path, qsizetype(group.members.size())));
        if (!member)
            return member;
        group.members.push_back(*std::move(member));
    }
    return CriteriaNode{std::move(group)};
}

Read<Operand> LogicReader::field(const QString &path)
{
    const bool listed = m_cursor.kind() == Kind::Array;
    if (listed) {
        m_cursor.enter();
        if (!m_cursor.nextItem())
            return no(path, QStringLiteral("var"));
    }
    if (m_cursor.kind() != Kind::Text)
        return no(path, QStringLiteral("var"));
    Operand operand;
    operand.form = Operand::Form::Field;
    operand.field = m_cursor.text();
    // What stands for a missing field.
    if (listed && m_cursor.nextItem())
        return no(jsonElementPath(path, 1), QStringLiteral("var"));
    return operand;
}

Read<Operand> LogicReader::start(const QString &path)
{
    const auto other = [&] { return no(path, QStringLiteral("substr")); };
    if (m_cursor.kind() != Kind::Array)
        return other();
    m_cursor.enter();
    if (!m_cursor.nextItem())
        return other();
    auto operand = this->operand(jsonElementPath(path, 0));
    if (!operand)
        return operand;
    if (operand->form != Operand::Form::Field || !m_cursor.nextItem() || m_cursor.kind() != Kind::Number
        || m_cursor.number() != "0" || !m_cursor.nextItem() || m_cursor.kind() != Kind::Number)
        return other();
    bool whole = false;
    operand->length = m_cursor.number().toLongLong(&whole);
    if (!whole || operand->length < 0 || m_cursor.nextItem())
        return other();
    operand->form = Operand::Form::Start;
    return operand;
}

Read<Operand> LogicReader::values(const QString &path)
{
    Operand operand;
    operand.form = Operand::Form::Values;
    m_cursor.enter();
    while (m_cursor.nextItem()) {
        TRY(value, m_reader.value(jsonElementPath(path, operand.values.size())));
        operand.values.append(*std::move(value));
    }
    return operand;
}

Read<Operand> LogicReader::operand(const QString &path)
{
    if (m_cursor.kind() == Kind::Array)
        return values(path);
    if (m_cursor.kind() != Kind::Object) {
        return m_reader.value(path).map([](CriteriaValue value) {
            Operand operand;
            operand.value = std::move(value);
            return operand;
        });
    }
    m_cursor.enter();
    if (!m_cursor.nextItem())
        return m_reader.fault(Code::NoNode, path);
    const QString operation = m_cursor.name();
    const QString place = jsonMemberPath(path, operation);
    Read<Operand> read = Operand();
    if (operation == QLatin1String("var"))
        read = field(place);
    else if (operation == QLatin1String("substr"))
        read = start(place);
    else
        return no(place, operation);
    if (read && m_cursor.nextItem())
        return m_reader.fault(Code::NoNode, path);
    return read;
}

std::optional<CriteriaNode> LogicReader::membership(const Operand &left, const Operand &right)
{
    using Form = Operand::Form;
    if (left.form == Form::Value && right.form == Form::Field)
        return CriteriaNode{CriteriaCondition{right.field, Op::Contains, left.value}};
    if (left.form != Form::Field || right.form != Form::Values)
        return std::nullopt;
    CriteriaGroup anyOf{CriteriaJoin::Or, {}};
    for (const CriteriaValue &value : right.values)
        anyOf.members.push_back({CriteriaCondition{left.field, Op::Equals, value}});
    return CriteriaNode{std::move(anyOf)};
}

std::optional<CriteriaNode> LogicReader::compared(const QString &operation, const Operand &left, const Operand &right)
{
    using Form = Operand::Form;
    const bool isTurned = left.form == Form::Value;
    const Operand &field = isTurned ? right : left;
    const Operand &value = isTurned ? left : right;
    if (value.form != Form::Value || (field.form != Form::Field && field.form != Form::Start))
        return std::nullopt;
    const bool isEquals = operation == QLatin1String("==") || operation == QLatin1String("===");
    if (field.form == Form::Start) {
        const auto *text = std::get_if<QString>(&value.value);
        // A start of another length can never be equal, or compares with a part of it: neither is "starts with". A
        // value that is no text is what our own writer makes of one that is no sensible start.
        const qint64 length = text != nullptr ? text->size() : 0;
        if (!isEquals || length != field.length)
            return std::nullopt;
        return CriteriaNode{CriteriaCondition{field.field, Op::StartsWith, value.value}};
    }
    std::optional<Op> op;
    if (isEquals)
        op = Op::Equals;
    else if (operation == QLatin1String("!=") || operation == QLatin1String("!=="))
        op = Op::NotEquals;
    else if (operation == QLatin1String(">"))
        op = isTurned ? Op::LessThan : Op::GreaterThan;
    else if (operation == QLatin1String("<"))
        op = isTurned ? Op::GreaterThan : Op::LessThan;
    if (!op)
        return std::nullopt;
    return CriteriaNode{CriteriaCondition{field.field, *op, value.value}};
}

Read<CriteriaNode> LogicReader::comparison(const QString &operation, const QString &path)
{
    static const QStringList known{QStringLiteral("=="),  QStringLiteral("==="), QStringLiteral("!="),
                                   QStringLiteral("!=="), QStringLiteral(">"),   QStringLiteral("<"),
                                   QStringLiteral("in")};
    if (!known.contains(operation))
        return no(path, operation);
    if (m_cursor.kind() != Kind::Array)
        return m_reader.fault(Code::WrongType, path, QStringLiteral("array"));
    const qsizetype offset = m_cursor.offset();
    QList<Operand> sides;
    m_cursor.enter();
    while (m_cursor.nextItem()) {
        // A third side makes it "between", which is no condition.
        if (sides.size() == 2)
            return no(path, operation);
        TRY(side, operand(jsonElementPath(path, sides.size())));
        sides.append(*std::move(side));
    }
    std::optional<CriteriaNode> node;
    if (sides.size() == 2)
        node = operation == QLatin1String("in") ? membership(sides[0], sides[1])
                                                : compared(operation, sides[0], sides[1]);
    if (node)
        return *std::move(node);
    CriteriaFault fault = no(path, operation).value();
    fault.offset = offset;
    return tl::unexpected(fault);
}

} // namespace

QByteArray writeJsonLogic(const CriteriaGroup &criteria)
{
    JsonWriter out(JsonWriter::Form::Indented);
    writeGroup(out, criteria);
    return out.bytes();
}

tl::expected<CriteriaGroup, CriteriaFault> readJsonLogic(const QByteArray &json)
{
    if (const auto fault = criteriaJsonFault(json, maxCriteriaBytes))
        return tl::unexpected(*fault);
    TRY(node, LogicReader(json).node({}));
    if (auto *group = std::get_if<CriteriaGroup>(&node->content))
        return std::move(*group);
    return CriteriaGroup{CriteriaJoin::And, {*std::move(node)}};
}

} // namespace muster
