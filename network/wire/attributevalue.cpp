// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/wire/attributevalue.h"

#include <QUtf8StringView>
#include <algorithm>
#include <chrono>

namespace muster {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Takes digits off the front; false when there is none.
bool takeDigits(std::string_view &text)
{
    const auto end = std::find_if_not(text.begin(), text.end(), isDigit);
    const auto count = static_cast<std::size_t>(end - text.begin());
    text.remove_prefix(count);
    return count > 0;
}

/// Takes a whole number as JSON spells it off the front.
bool takeWhole(std::string_view &text)
{
    if (text.starts_with('-'))
        text.remove_prefix(1);
    if (text.starts_with('0')) {
        text.remove_prefix(1);
        return true;
    }
    return takeDigits(text);
}

bool isInteger(std::string_view text)
{
    const bool negativeZero = text == "-0";
    return !negativeZero && text.size() <= longestNumber && takeWhole(text) && text.empty();
}

bool isDecimal(std::string_view text)
{
    if (text.size() > longestNumber || !takeWhole(text))
        return false;
    if (text.starts_with('.')) {
        text.remove_prefix(1);
        if (!takeDigits(text))
            return false;
    }
    if (text.starts_with('e') || text.starts_with('E')) {
        text.remove_prefix(1);
        if (text.starts_with('+') || text.starts_with('-'))
            text.remove_prefix(1);
        if (!takeDigits(text))
            return false;
    }
    return text.empty();
}

bool isDate(std::string_view text)
{
    if (text.size() != 10 || text[4] != '-' || text[7] != '-')
        return false;
    const auto number = [text](std::size_t from, std::size_t count) {
        int value = 0;
        for (const char c : text.substr(from, count))
            value = isDigit(c) && value >= 0 ? value * 10 + (c - '0') : -1;
        return value;
    };
    const int year = number(0, 4), month = number(5, 2), day = number(8, 2);
    if (year < 1 || month < 1 || day < 1)
        return false;
    return std::chrono::year_month_day(std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                       std::chrono::day(static_cast<unsigned>(day)))
        .ok();
}

} // namespace

bool isNullWord(std::string_view text)
{
    return text.empty() || text == "null" || text == "NULL" || text == "N/A";
}

bool isCanonicalValue(ListAttributeType type, std::string_view text)
{
    switch (type) {
    case ListAttributeType::Text:
        return !isNullWord(text) && QUtf8StringView(text.data(), static_cast<qsizetype>(text.size())).isValidUtf8();
    case ListAttributeType::Integer:
        return isInteger(text);
    case ListAttributeType::Decimal:
        return isDecimal(text);
    case ListAttributeType::Boolean:
        return text == "true" || text == "false";
    case ListAttributeType::Date:
        return isDate(text);
    }
    Q_UNREACHABLE();
}

} // namespace muster
