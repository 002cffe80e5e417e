// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/enrich/mappingfinding.h"

#include <array>

namespace muster {

QString mappingFaultKey(MappingFault fault)
{
    static constexpr std::array<const char *, mappingFaultCount> keys = {
        "no_fields",          "no_id_column",    "unknown_column",   "repeated_column",   "unknown_attribute",
        "repeated_attribute", "unknown_type",    "no_source",        "bad_constant",      "wrong_result",
        "bad_pattern",        "bad_date_format", "bad_number_marks", "bad_boolean_words", "bad_table_value",
        "bad_locale",         "cannot_clear",
    };
    return QString::fromLatin1(keys.at(std::size_t(fault)));
}

} // namespace muster
