// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/numbers/numberverdict.h"

#include <algorithm>
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

namespace {
bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}
bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// 4.93012E+11
bool scientific(std::string_view text)
{
    const std::size_t exponent = text.find("E+");
    if (exponent == std::string_view::npos || exponent < 1 || text.size() - exponent < 3 || text.size() - exponent > 5)
        return false;
    const std::string_view mantissa = text.substr(0, exponent);
    return std::all_of(text.begin() + std::ptrdiff_t(exponent) + 2, text.end(), isDigit) && isDigit(mantissa.front())
        && (mantissa.size() == 1 || mantissa[1] == '.' || mantissa[1] == ',')
        && std::all_of(mantissa.begin() + 1, mantissa.end(), [](char c) { return isDigit(c) || c == '.' || c == ','; });
}

/// 493012345678.0: at least seven digits in a row, then nothing but zeros behind a point or comma.
bool decimals(std::string_view text)
{
    const std::size_t point = text.find_last_of(".,");
    if (point == std::string_view::npos || point < 7 || point + 1 == text.size() || text.size() - point > 3)
        return false;
    const std::string_view whole = text.substr(point - 7, 7), rest = text.substr(point + 1);
    return std::all_of(whole.begin(), whole.end(), isDigit)
        && std::all_of(rest.begin(), rest.end(), [](char c) { return c == '0'; });
}
} // namespace

bool spreadsheetDamage(std::string_view text)
{
    if (text.empty())
        return false;
    if (text.front() == '\'' || text.front() == '=')
        return std::any_of(text.begin(), text.end(), isDigit);
    if (text.front() == '#')
        return text.size() > 2 && std::all_of(text.begin(), text.end(), [](char c) { return c == '#'; });
    return scientific(text) || decimals(text);
}

std::uint8_t textFindings(std::string_view text, bool hasExtension)
{
    unsigned findings = 0, before = 0, after = 0;
    bool started = false;
    for (const char c : text) {
        started = started || isDigit(c) || c == '+';
        if (isLetter(c))
            ++(started ? after : before);
        if (std::uint8_t(c) >= 0x80)
            findings |= NumberFinding::OtherScript;
    }
    if (started && before > 0)
        findings |= NumberFinding::TextBeforeNumber;
    if (hasExtension)
        findings |= NumberFinding::HasExtension;
    else if (after >= 3)
        findings |= NumberFinding::LettersAsDigits;
    else if (after > 0)
        findings |= NumberFinding::TextAfterNumber;
    if (spreadsheetDamage(text))
        findings |= NumberFinding::SpreadsheetDamage;
    return std::uint8_t(findings);
}

} // namespace muster
