// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/numbers/numberverdict.h"

#include <array>

namespace muster {

std::string_view numberTypeName(NumberType type)
{
    static constexpr std::array<std::string_view, 12> names
        = {"fixed_line",  "mobile", "fixed_line_or_mobile", "toll_free", "premium_rate",
           "shared_cost", "voip",   "personal_number",      "pager",     "uan",
           "voicemail",   "unknown"};
    return names.at(std::size_t(type));
}

std::string_view numberPossibleName(NumberPossible possible)
{
    static constexpr std::array<std::string_view, 8> names = {"is_possible",
                                                              "is_possible_local_only",
                                                              "invalid_country_code",
                                                              "too_short",
                                                              "invalid_length",
                                                              "too_long",
                                                              "",
                                                              ""};
    return names.at(std::size_t(possible));
}

} // namespace muster
