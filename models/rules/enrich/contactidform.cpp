// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/enrich/contactidform.h"
#include "models/rules/masking/textclass.h"

#include <algorithm>

namespace muster {

namespace {

constexpr std::size_t longestId = 256; // as in what services send (F62)

/// "1.23457E+15", "1,2E+07": what a spreadsheet makes of a long number.
bool isExponentForm(std::string_view id)
{
    const std::size_t exponent = id.find_first_of("eE");
    if (exponent == std::string_view::npos || exponent == 0 || exponent + 1 >= id.size() || id[exponent + 1] != '+')
        return false;
    const std::string_view digits = id.substr(0, exponent), power = id.substr(exponent + 2);
    const auto marks = std::count_if(digits.begin(), digits.end(), [](char c) { return c == '.' || c == ','; });
    return isAsciiDigit(digits[0]) && marks <= 1
        && digits.size() == std::size_t(marks + std::count_if(digits.begin(), digits.end(), isAsciiDigit))
        && !power.empty() && std::all_of(power.begin(), power.end(), isAsciiDigit);
}

} // namespace

std::optional<EnrichRule> contactIdFault(std::string_view id)
{
    if (id.empty())
        return EnrichRule::IdMissing;
    if (id.size() > longestId)
        return EnrichRule::IdTooLong;
    if (std::any_of(id.begin(), id.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }))
        return EnrichRule::IdControlCharacters;
    if (id == "." || id.find('/') != std::string_view::npos || id.find("..") != std::string_view::npos)
        return EnrichRule::IdPathCharacters;
    if (isExponentForm(id))
        return EnrichRule::IdDamaged;
    return std::nullopt;
}

} // namespace muster
