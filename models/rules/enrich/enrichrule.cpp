// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/enrich/enrichrule.h"

#include <QLatin1String>
#include <algorithm>
#include <array>

namespace muster {

namespace {

constexpr std::array<const char *, enrichRuleCount> keys = {
    "id_missing",         "id_too_long",  "id_control_characters",
    "id_path_characters", "id_damaged",   "id_duplicate",
    "not_text",           "too_long",     "not_integer",
    "fraction",           "exponent",     "not_decimal",
    "ambiguous_number",   "not_boolean",  "not_date",
    "no_such_day",        "not_in_table", "result_too_long",
    "not_in_list",
};

} // namespace

QString enrichRuleKey(EnrichRule rule)
{
    return QString::fromLatin1(keys.at(std::size_t(rule)));
}

std::optional<EnrichRule> enrichRuleFromKey(QStringView key)
{
    const auto found
        = std::find_if(keys.begin(), keys.end(), [key](const char *name) { return key == QLatin1String(name); });
    return found == keys.end() ? std::nullopt : std::optional(EnrichRule(found - keys.begin()));
}

} // namespace muster
