// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/spreadsheetcells.h"
#include "models/rules/masking/textclass.h"

#include <array>
#include <cstdint>

namespace muster {

namespace {

enum class Kind : std::uint8_t {
    Plain,
    Space,
    Separator,
    Trigger,
    Apostrophe,
    Wide, ///< First byte of a character outside ASCII that may be any of these.
};

/// One character, or one byte of a character that means nothing here.
struct Unit
{
    Kind kind;
    std::size_t length;
};

Unit wideUnit(std::string_view text)
{
    const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<std::uint8_t>(text[i]) : 0; };
    if (byte(0) == 0xC2 && byte(1) == 0xA0)
        return {Kind::Space, 2}; // no-break space
    const std::uint32_t three = std::uint32_t(byte(0)) << 16 | std::uint32_t(byte(1)) << 8 | byte(2);
    switch (three) {
    case 0xEFBC8B: // full-width plus
    case 0xEFBC8D: // full-width hyphen-minus
    case 0xEFBC9D: // full-width equals
    case 0xEFBCA0: // full-width at
        return {Kind::Trigger, 3};
    case 0xE280A8: // line separator
    case 0xE280A9: // paragraph separator
    case 0xE280AF: // narrow no-break space
    case 0xE281A0: // word joiner
    case 0xE38080: // ideographic space
    case 0xEFBBBF: // byte order mark
        return {Kind::Space, 3};
    default:
        // U+2000 to U+200F: spaces of all widths, zero-width characters, direction marks.
        if (three >= 0xE28080 && three <= 0xE2808F)
            return {Kind::Space, 3};
        return {Kind::Plain, 1};
    }
}

constexpr std::array<Kind, 256> kinds = [] {
    std::array<Kind, 256> table = {};
    for (std::size_t c = 0; c <= 0x20; ++c)
        table[c] = Kind::Space;
    table[0x7F] = Kind::Space;
    for (const unsigned char c : {'=', '+', '-', '@'})
        table[c] = Kind::Trigger;
    for (const unsigned char c : {',', ';', '|', '"', '\t', '\r', '\n'})
        table[c] = Kind::Separator;
    table['\''] = Kind::Apostrophe;
    for (const std::size_t c : {0xC2, 0xE2, 0xE3, 0xEF})
        table[c] = Kind::Wide;
    return table;
}();

Kind kindOf(char c)
{
    return kinds[static_cast<std::uint8_t>(c)];
}

Unit unitAt(std::string_view text)
{
    const Kind kind = kindOf(text.front());
    return kind == Kind::Wide ? wideUnit(text) : Unit{kind, 1};
}

bool isLineOrTab(char c)
{
    return c == '\t' || c == '\r' || c == '\n';
}

/// Digits with points and commas between, perhaps an exponent; spaces at the ends do not keep it from being a number.
bool isDamagedNumber(std::string_view text)
{
    while (!text.empty() && text.front() == ' ')
        text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ')
        text.remove_suffix(1);
    if (text.empty() || !isAsciiDigit(text.front()))
        return false;
    if (text.size() > 1 && text[0] == '0' && isAsciiDigit(text[1])
        && text.find_first_not_of("0123456789.,") == text.npos)
        return true;
    std::size_t digits = 0;
    std::size_t i = 0;
    for (; i < text.size() && (isAsciiDigit(text[i]) || text[i] == '.' || text[i] == ','); ++i)
        digits += isAsciiDigit(text[i]) ? 1 : 0;
    if (i == text.size())
        return digits > 15;
    if (text[i] != 'e' && text[i] != 'E')
        return false;
    ++i;
    if (i < text.size() && (text[i] == '+' || text[i] == '-'))
        ++i;
    return i < text.size() && text.find_first_not_of("0123456789", i) == text.npos;
}

} // namespace

bool isHazardAtStart(std::string_view cell)
{
    if (isDamagedNumber(cell) || (!cell.empty() && isLineOrTab(cell.front())))
        return true;
    for (std::size_t i = 0; i < cell.size();) {
        const Unit unit = unitAt(cell.substr(i));
        if (unit.kind == Kind::Plain)
            return false;
        if (unit.kind == Kind::Trigger)
            return true;
        i += unit.length;
    }
    return false;
}

bool isSpreadsheetHazard(std::string_view cell)
{
    if (isHazardAtStart(cell))
        return true;
    bool atStart = true;
    for (std::size_t i = 0; i < cell.size();) {
        if (!atStart) {
            // Only a separator counts here, and none of its bytes stands inside another character.
            atStart = kindOf(cell[i++]) == Kind::Separator;
            continue;
        }
        const Unit unit = unitAt(cell.substr(i));
        if (unit.kind == Kind::Trigger)
            return true;
        // An apostrophe at the start is a quote to some programs: what stands behind it is at the start as well.
        atStart = unit.kind == Kind::Separator || unit.kind == Kind::Space || unit.kind == Kind::Apostrophe;
        i += unit.length;
    }
    return false;
}

std::string guardCell(std::string_view cell)
{
    std::string guarded;
    guarded.reserve(cell.size() + 8);
    // guardCell() and unguardCell() walk in step: the same `atStart` before every character of the original.
    bool atStart = true;
    for (std::size_t i = 0; i < cell.size();) {
        const Unit unit = unitAt(cell.substr(i));
        const bool first = i == 0 && (isLineOrTab(cell.front()) || isDamagedNumber(cell));
        const bool guard = first || (atStart && (unit.kind == Kind::Trigger || unit.kind == Kind::Apostrophe));
        if (guard)
            guarded += '\'';
        guarded.append(cell, i, unit.length);
        atStart = unit.kind == Kind::Separator || (atStart && !guard && unit.kind == Kind::Space);
        i += unit.length;
    }
    return guarded;
}

std::string unguardCell(std::string_view cell)
{
    std::string text;
    text.reserve(cell.size());
    bool atStart = true;
    for (std::size_t i = 0; i < cell.size();) {
        bool guarded = false;
        // An apostrophe at the very end guards nothing; it is somebody else's, and stays.
        if (atStart && cell[i] == '\'' && i + 1 < cell.size()) {
            guarded = true;
            ++i;
        }
        const Unit unit = unitAt(cell.substr(i));
        text.append(cell, i, unit.length);
        atStart = unit.kind == Kind::Separator || (atStart && !guarded && unit.kind == Kind::Space);
        i += unit.length;
    }
    return text;
}

} // namespace muster
