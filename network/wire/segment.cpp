// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/wire/segment.h"

#include "network/wire/keytable.h"

namespace muster {

namespace {

constexpr KeyTable<FilterOperator, 6> filterOperatorKeys = {{
    {FilterOperator::Equals, QLatin1String("equals")},
    {FilterOperator::NotEquals, QLatin1String("not_equals")},
    {FilterOperator::Contains, QLatin1String("contains")},
    {FilterOperator::StartsWith, QLatin1String("starts_with")},
    {FilterOperator::GreaterThan, QLatin1String("greater_than")},
    {FilterOperator::LessThan, QLatin1String("less_than")},
}};
constexpr KeyTable<AttributeType, 5> typeKeys = {{
    {AttributeType::String, QLatin1String("string")},
    {AttributeType::Integer, QLatin1String("integer")},
    {AttributeType::Decimal, QLatin1String("decimal")},
    {AttributeType::Date, QLatin1String("date")},
    {AttributeType::DateTime, QLatin1String("datetime")},
}};

} // namespace

QString filterOperatorKey(FilterOperator op)
{
    return keyOf(filterOperatorKeys, op);
}

std::optional<FilterOperator> filterOperatorFromKey(QStringView key)
{
    return valueOf(filterOperatorKeys, key);
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
    return valueOf(typeKeys, key).value_or(AttributeType::Other);
}

} // namespace muster
