// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/wire/segment.h"

#include <array>
#include <utility>

namespace muster {

namespace {

constexpr std::array<std::pair<FilterOperator, QLatin1String>, 6> operatorKeys = {{
    {FilterOperator::Equals, QLatin1String("equals")},
    {FilterOperator::NotEquals, QLatin1String("not_equals")},
    {FilterOperator::Contains, QLatin1String("contains")},
    {FilterOperator::StartsWith, QLatin1String("starts_with")},
    {FilterOperator::GreaterThan, QLatin1String("greater_than")},
    {FilterOperator::LessThan, QLatin1String("less_than")},
}};

} // namespace

QString filterOperatorKey(FilterOperator op)
{
    for (const auto &[value, key] : operatorKeys) {
        if (value == op)
            return key;
    }
    Q_UNREACHABLE();
}

std::optional<FilterOperator> filterOperatorFromKey(QStringView key)
{
    for (const auto &[value, name] : operatorKeys) {
        if (name == key)
            return value;
    }
    return std::nullopt;
}

bool operatorFits(FilterOperator op, AttributeType type)
{
    if (op != FilterOperator::GreaterThan && op != FilterOperator::LessThan)
        return true;
    return type == AttributeType::Integer || type == AttributeType::Decimal || type == AttributeType::Date
        || type == AttributeType::DateTime;
}

AttributeType attributeTypeFromKey(QStringView key)
{
    if (key == QLatin1String("string"))
        return AttributeType::String;
    if (key == QLatin1String("integer"))
        return AttributeType::Integer;
    if (key == QLatin1String("decimal"))
        return AttributeType::Decimal;
    if (key == QLatin1String("date"))
        return AttributeType::Date;
    if (key == QLatin1String("datetime"))
        return AttributeType::DateTime;
    return AttributeType::Other;
}

} // namespace muster
