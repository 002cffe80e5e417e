// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/wire/enrichment.h"
#include "network/wire/keytable.h"

namespace muster {

namespace {

constexpr KeyTable<ListAttributeType, 5> attributeTypeKeys = {{
    {ListAttributeType::Text, QLatin1String("string")},
    {ListAttributeType::Integer, QLatin1String("integer")},
    {ListAttributeType::Decimal, QLatin1String("decimal")},
    {ListAttributeType::Boolean, QLatin1String("boolean")},
    {ListAttributeType::Date, QLatin1String("date")},
}};

} // namespace

QString listAttributeTypeKey(ListAttributeType type)
{
    return keyOf(attributeTypeKeys, type);
}

std::optional<ListAttributeType> listAttributeTypeFromKey(QStringView key)
{
    return valueOf(attributeTypeKeys, key);
}

} // namespace muster
