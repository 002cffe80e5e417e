// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/enrich/enrichfindings.h"

#include "network/wire/keytable.h"

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
    return valueAt<EnrichRule>(keys, key);
}

QString mappingFaultKey(MappingFault fault)
{
    static constexpr std::array<const char *, mappingFaultCount> faultKeys = {
        "no_fields",          "no_id_column",    "unknown_column",   "repeated_column",   "unknown_attribute",
        "repeated_attribute", "unknown_type",    "no_source",        "bad_constant",      "wrong_result",
        "bad_pattern",        "bad_date_format", "bad_number_marks", "bad_boolean_words", "bad_table_value",
        "bad_locale",         "cannot_clear",
    };
    return QString::fromLatin1(faultKeys.at(std::size_t(fault)));
}

} // namespace muster
