// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/lists/numberlistcells.h"
#include "network/wire/contactlist.h"

#include "models/rules/lists/contactfacts.h"
#include "models/rules/lists/numberset.h"

#include <algorithm>
#include <array>

namespace muster {

namespace {

constexpr std::size_t maxNumberBytes = 250; // what the library itself reads at most

/// Letters and digits in lower case: "Last-Seen At" becomes "lastseenat".
std::string plainName(std::string_view name)
{
    std::string plain;
    for (const char c : name.substr(0, 64)) {
        if (c >= 'A' && c <= 'Z')
            plain += char(c - 'A' + 'a');
        else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            plain += c;
    }
    return plain;
}

bool takeWildcard(std::string_view &cell)
{
    for (const std::string_view mark :
         {std::string_view("*"), std::string_view("\xE2\x80\xA6"), std::string_view("...")}) {
        if (cell.ends_with(mark)) {
            cell.remove_suffix(mark.size());
            return true;
        }
    }
    return false;
}

NumberListEntry readPrefix(std::string_view cell)
{
    if (!cell.starts_with('+'))
        return {};
    NumberListEntry entry;
    for (const char c : cell.substr(1)) {
        if (c >= '0' && c <= '9') {
            if (++entry.length > NumberSet::maxDigits)
                return {};
            entry.digits = entry.digits * 10 + std::uint64_t(c - '0');
        } else if (c != ' ' && c != '-' && c != '(' && c != ')' && c != '.' && c != '/') {
            return {};
        }
        if (entry.length == 1 && entry.digits == 0) // no calling code begins with 0
            return {};
    }
    if (entry.length < NumberSet::minPrefixDigits)
        return {};
    entry.kind = NumberListEntry::Kind::Prefix;
    return entry;
}

std::optional<int> digits(std::string_view text, std::size_t at, std::size_t count)
{
    int value = 0;
    for (std::size_t digit = at; digit < at + count; ++digit) {
        if (digit >= text.size() || text[digit] < '0' || text[digit] > '9')
            return std::nullopt;
        value = value * 10 + (text[digit] - '0');
    }
    return value;
}

} // namespace

std::string_view trimmedCell(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r\n";
    const std::size_t first = text.find_first_not_of(blanks);
    return first == std::string_view::npos ? std::string_view()
                                           : text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

NumberListEntry readNumberListEntry(const NumberEngine &engine, std::string_view cell, RegionIndex region)
{
    using Kind = NumberListEntry::Kind;
    cell = trimmedCell(cell);
    if (cell.empty() || cell.size() > maxNumberBytes)
        return {};
    if (takeWildcard(cell))
        return readPrefix(cell);
    const ContactReading reading = readContact(engine, cell, region);
    if (formatOf(reading.facts) == FormatClass::NoDefaultRegion)
        return {.kind = Kind::NeedsRegion};
    if (damageOf(reading.facts) == DamageState::Unproven || reading.e164 == 0 || reading.e164 > greatestE164)
        return {};
    // Numbers of a length that the plan allows count although no range holds them (yet): who does not want to be called
    // does not want to be called.
    if (!reading.valid() && possibleOf(reading.code) != NumberPossible::IsPossible)
        return {};
    return {.kind = damageOf(reading.facts) == DamageState::Repaired ? Kind::Repaired : Kind::Number,
            .digits = reading.e164};
}

std::optional<QDate> readListDate(std::string_view cell)
{
    cell = trimmedCell(cell);
    if (cell.size() < 10 || (cell.size() > 10 && cell[10] != 'T' && cell[10] != ' '))
        return std::nullopt;
    std::optional<int> year, month, day;
    if ((cell[4] == '-' || cell[4] == '/') && cell[7] == cell[4]) {
        year = digits(cell, 0, 4);
        month = digits(cell, 5, 2);
        day = digits(cell, 8, 2);
    } else if (cell[2] == '.' && cell[5] == '.' && cell.size() == 10) {
        day = digits(cell, 0, 2);
        month = digits(cell, 3, 2);
        year = digits(cell, 6, 4);
    }
    if (!year || !month || !day || *year < 1900)
        return std::nullopt;
    const QDate date(*year, *month, *day);
    return date.isValid() ? std::optional(date) : std::nullopt;
}

bool isNumberColumnName(std::string_view name)
{
    static constexpr std::array<std::string_view, 17> names
        = {"phone",        "phonenumber", "number",      "numbers", "msisdn",          "e164",
           "tel",          "telephone",   "telephoneno", "phoneno", "telephonenumber", "mobile",
           "mobilenumber", "cell",        "cellphone",   "prefix",  "numberorprefix"};
    return std::find(names.begin(), names.end(), plainName(name)) != names.end();
}

bool isDateColumnName(std::string_view name)
{
    static constexpr std::array<std::string_view, 9> names
        = {"lastseen", "lastseenat", "lastseenon", "lastseendate", "seen", "seenat", "date", "lastdate", "updatedat"};
    return std::find(names.begin(), names.end(), plainName(name)) != names.end();
}

} // namespace muster
