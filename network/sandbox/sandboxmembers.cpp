// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/sandboxmembers.h"

#include <optional>

namespace muster {

using namespace Qt::StringLiterals;

namespace {

bool isOrder(CriteriaOperator op)
{
    return op == CriteriaOperator::GreaterThan || op == CriteriaOperator::LessThan;
}

QString spelled(const CriteriaValue &value)
{
    if (const auto *text = std::get_if<QString>(&value))
        return *text;
    if (const auto *number = std::get_if<CriteriaNumber>(&value))
        return QString::fromLatin1(number->spelling);
    return std::get<bool>(value) ? u"true"_s : u"false"_s;
}

std::optional<double> numberOf(const CriteriaValue &value)
{
    if (std::holds_alternative<bool>(value))
        return std::nullopt;
    bool good = false;
    const double number = spelled(value).toDouble(&good);
    return good ? std::optional(number) : std::nullopt;
}

} // namespace

SandboxMembers::SandboxMembers(const SandboxData &data, const CriteriaGroup &criteria)
    : m_data(data)
{
    add(criteria);
}

void SandboxMembers::add(const CriteriaGroup &group)
{
    const std::size_t at = m_nodes.size();
    m_nodes.push_back({.isGroup = true, .join = group.join});
    for (const CriteriaNode &node : group.members)
        std::visit([this](const auto &content) { add(content); }, node.content);
    m_nodes[at].end = m_nodes.size();
}

void SandboxMembers::add(const CriteriaCondition &condition)
{
    m_nodes.push_back({.end = m_nodes.size() + 1, .test = m_tests.size()});
    const auto attribute = SandboxData::attributeFromName(condition.field);
    const auto refuse = [this, &condition](const QString &words) {
        if (m_error.isEmpty())
            m_error = words.arg(condition.field);
    };
    if (!attribute || !SandboxData::attributes()[static_cast<qsizetype>(*attribute)].valid)
        return refuse(u"The field \"%1\" is unknown."_s);
    const AttributeType type = SandboxData::attributes()[static_cast<qsizetype>(*attribute)].type;
    const bool isNumber = type == AttributeType::Integer || type == AttributeType::Decimal;
    const std::optional<double> number = numberOf(condition.value);
    const bool order = isOrder(condition.op);
    if (order && type == AttributeType::String)
        return refuse(u"The field \"%1\" has no order."_s);
    if (order && isNumber && !number)
        return refuse(u"The field \"%1\" is compared with something that is no number."_s);
    const bool equality = condition.op == CriteriaOperator::Equals || condition.op == CriteriaOperator::NotEquals;
    m_tests.push_back({.attribute = *attribute,
                       .op = condition.op,
                       .numeric = isNumber && number && (order || equality),
                       .number = number.value_or(0),
                       .text = spelled(condition.value).toStdString()});
}

bool SandboxMembers::contains(qint64 contact) const
{
    return holds(0, contact);
}

bool SandboxMembers::holds(std::size_t node, qint64 contact) const
{
    const Node &here = m_nodes[node];
    if (!here.isGroup)
        return passes(m_tests[here.test], contact);
    const bool wanted = here.join == CriteriaJoin::Or;
    for (std::size_t member = node + 1; member < here.end; member = m_nodes[member].end) {
        if (holds(member, contact) == wanted)
            return wanted;
    }
    return !wanted;
}

bool SandboxMembers::passes(const Test &test, qint64 contact) const
{
    std::string value;
    if (!m_data.appendValue(contact, test.attribute, value))
        return test.op == CriteriaOperator::NotEquals;
    const double number = test.numeric ? QByteArray::fromStdString(value).toDouble() : 0;
    switch (test.op) {
    case CriteriaOperator::Equals:
        return test.numeric ? number == test.number : value == test.text;
    case CriteriaOperator::NotEquals:
        return test.numeric ? number != test.number : value != test.text;
    case CriteriaOperator::GreaterThan:
        return test.numeric ? number > test.number : value > test.text;
    case CriteriaOperator::LessThan:
        return test.numeric ? number < test.number : value < test.text;
    case CriteriaOperator::Contains:
        return value.find(test.text) != std::string::npos;
    case CriteriaOperator::StartsWith:
        return value.starts_with(test.text);
    }
    Q_UNREACHABLE();
}

} // namespace muster
