// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/wire/enrichment.h"

#include <array>
#include <utility>

namespace muster {

namespace {

constexpr std::array<std::pair<ListAttributeType, const char *>, 5> keys = {{
    {ListAttributeType::Text, "string"},
    {ListAttributeType::Integer, "integer"},
    {ListAttributeType::Decimal, "decimal"},
    {ListAttributeType::Boolean, "boolean"},
    {ListAttributeType::Date, "date"},
}};

} // namespace

QString listAttributeTypeKey(ListAttributeType type)
{
    for (const auto &[known, key] : keys) {
        if (known == type)
            return QLatin1String(key);
    }
    Q_UNREACHABLE();
}

std::optional<ListAttributeType> listAttributeTypeFromKey(QStringView key)
{
    for (const auto &[type, known] : keys) {
        if (key == QLatin1String(known))
            return type;
    }
    return std::nullopt;
}

} // namespace muster
