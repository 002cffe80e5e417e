// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/wire/segmentcondition.h"

#include <charconv>
#include <cmath>
#include <system_error>
#include <utility>

namespace muster {

std::optional<SegmentCondition> SegmentCondition::of(AttributeType type, FilterOperator op, std::string value)
{
    if (!operatorFits(op, type))
        return std::nullopt;
    SegmentCondition condition;
    condition.m_op = op;
    const bool isOrdering = op == FilterOperator::GreaterThan || op == FilterOperator::LessThan;
    condition.m_isNumber = isOrdering && (type == AttributeType::Integer || type == AttributeType::Decimal);
    if (condition.m_isNumber) {
        const auto number = plainNumber(value);
        if (!number)
            return std::nullopt;
        condition.m_number = *number;
    }
    condition.m_value = std::move(value);
    return condition;
}

bool SegmentCondition::holdsFor(std::string_view value) const
{
    switch (m_op) {
    case FilterOperator::Equals:
        return value == m_value;
    case FilterOperator::NotEquals:
        return value != m_value;
    case FilterOperator::Contains:
        return value.find(m_value) != std::string_view::npos;
    case FilterOperator::StartsWith:
        return value.starts_with(m_value);
    case FilterOperator::GreaterThan:
    case FilterOperator::LessThan:
        break;
    }
    const bool greater = m_op == FilterOperator::GreaterThan;
    if (!m_isNumber)
        return greater ? value > m_value : value < m_value;
    const auto number = plainNumber(value);
    return number && (greater ? *number > m_number : *number < m_number);
}

std::optional<double> plainNumber(std::string_view text)
{
    double number = 0;
    const char *end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc() || stopped != end || !std::isfinite(number))
        return std::nullopt;
    return number;
}

} // namespace muster
