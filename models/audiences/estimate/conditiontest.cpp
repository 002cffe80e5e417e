// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/audiences/estimate/conditiontest.h"

#include "network/wire/enrichment.h"

namespace muster {

namespace {

Truth truthOf(bool holds)
{
    return holds ? Truth::True : Truth::False;
}

std::string utf8(const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    return {bytes.constData(), std::size_t(bytes.size())};
}

} // namespace

bool isDay(std::string_view text)
{
    return text.size() == 10 && isCanonicalValue(ListAttributeType::Date, text);
}

bool beginsWithDay(std::string_view text)
{
    return text.size() >= 10 && (text.size() == 10 || text[10] == 'T') && isDay(text.substr(0, 10));
}

ConditionTest::ConditionTest(const CriteriaCondition &condition, CriteriaFieldType type)
    : m_op(condition.op)
{
    choose(condition, type);
}

void ConditionTest::choose(const CriteriaCondition &condition, CriteriaFieldType type)
{
    const bool isPart = m_op == CriteriaOperator::Contains || m_op == CriteriaOperator::StartsWith;
    if (const bool *yes = std::get_if<bool>(&condition.value)) {
        m_text = *yes ? "true" : "false";
        if (!isPart && !isOrdering())
            m_kind = Kind::SameText;
        return;
    }
    if (const auto *number = std::get_if<CriteriaNumber>(&condition.value)) {
        m_text.assign(number->spelling.constData(), std::size_t(number->spelling.size()));
        m_number = isPart ? std::nullopt : ExactDecimal::read(m_text);
        m_kind = m_number ? Kind::Number : Kind::Open;
        return;
    }
    m_text = utf8(std::get<QString>(condition.value));
    if (isPart) {
        m_kind = m_op == CriteriaOperator::Contains ? Kind::Part : Kind::Start;
        return;
    }
    if (isOrdering() || type == CriteriaFieldType::Number)
        m_number = ExactDecimal::read(m_text);
    if (m_number)
        m_kind = Kind::Number;
    else if (!isOrdering())
        m_kind = Kind::SameText;
    else if (beginsWithDay(m_text))
        m_kind = Kind::Day;
}

Truth ConditionTest::ordered(std::strong_ordering cellToValue) const
{
    return truthOf(m_op == CriteriaOperator::GreaterThan ? cellToValue > 0 : cellToValue < 0);
}

Truth ConditionTest::judgeNumber(std::string_view cell) const
{
    const auto number = ExactDecimal::read(cell);
    if (isOrdering())
        return number ? ordered(*number <=> *m_number) : Truth::Unknown;
    const bool isEqual = number && *number == *m_number;
    return truthOf(isEqual == (m_op == CriteriaOperator::Equals));
}

Truth ConditionTest::judgeDay(std::string_view cell) const
{
    return beginsWithDay(cell) ? ordered(cell <=> std::string_view(m_text)) : Truth::Unknown;
}

Truth ConditionTest::judge(std::string_view cell) const
{
    if (cell.empty())
        return truthOf(m_op == CriteriaOperator::NotEquals);
    switch (m_kind) {
    case Kind::Open:
        return Truth::Unknown;
    case Kind::SameText:
        return truthOf((cell == m_text) == (m_op == CriteriaOperator::Equals));
    case Kind::Part:
        return truthOf(cell.find(m_text) != std::string_view::npos);
    case Kind::Start:
        return truthOf(cell.starts_with(m_text));
    case Kind::Number:
        return judgeNumber(cell);
    case Kind::Day:
        return judgeDay(cell);
    }
    Q_UNREACHABLE();
}

} // namespace muster
