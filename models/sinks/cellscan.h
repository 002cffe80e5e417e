// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <array>
#include <cstddef>
#include <cstring>
#include <string_view>

namespace muster::cellscan {

/// Sixteen bytes at once, in clang's vector notation: one instruction a line on every processor we build for.
using Bytes = unsigned char __attribute__((ext_vector_type(16)));
using Mask = char __attribute__((ext_vector_type(16)));

/// What makes a CSV cell worth a second look: characters to quote for (RFC 4180) and separators behind which a
/// spreadsheet with other settings would begin a cell (S21).
struct CsvText
{
    static Mask special(Bytes b)
    {
        return (b == '"') | (b == ',') | (b == '\r') | (b == '\n') | (b == ';') | (b == '\t') | (b == '|');
    }
};

/// What a JSON string escapes (RFC 8259 section 7), and the same separators, because hazards are counted there too.
struct JsonText
{
    static Mask special(Bytes b)
    {
        return (b == '"') | (b == '\\') | (b < 0x20) | (b == ',') | (b == ';') | (b == '|');
    }
};

/// What the first byte of a cell tells.
enum class First : unsigned char {
    Plain, ///< No hazard as long as nothing in the cell is special.
    Digit, ///< A number, perhaps one that a spreadsheet damages.
    Odd, ///< To be looked at.
};

inline constexpr std::array<First, 256> firstBytes = [] {
    std::array<First, 256> table = {};
    for (std::size_t c = 0; c <= 0x20; ++c)
        table[c] = First::Odd;
    for (const unsigned char c : {'=', '+', '-', '@', ',', ';', '|', '"', '\'', '\x7F'})
        table[c] = First::Odd;
    for (const std::size_t c : {0xC2, 0xE2, 0xE3, 0xEF}) // no-break and other spaces, full-width forms
        table[c] = First::Odd;
    for (std::size_t c = '0'; c <= '9'; ++c)
        table[c] = First::Digit;
    return table;
}();

/// For a cell that begins with a digit and holds nothing special: whether it is a hazard can only lie in its length or
/// in a leading zero.
[[nodiscard]] inline bool isShortNumber(std::string_view text)
{
    return text.size() <= 15 && !(text[0] == '0' && text.size() > 1 && text[1] >= '0' && text[1] <= '9');
}

/// What a copied cell holds that matters.
struct Found
{
    bool special = false; ///< As `Set::special` says.
    bool exponent = false; ///< An `e`, which makes digits a number that a spreadsheet rounds.
};

/// Copies `length` bytes and tells what they hold. Writes up to 15 bytes more than `length` behind `to`, and reads as
/// far behind `from` as `readable` allows.
template <typename Set>
[[nodiscard]] inline Found copy(const char *from, std::size_t length, const char *readable, char *to)
{
    Mask special = 0;
    Mask exponent = 0;
    std::size_t i = 0;
    for (; i + 16 <= length; i += 16) {
        Bytes block;
        std::memcpy(&block, from + i, 16);
        std::memcpy(to + i, &block, 16);
        special |= Set::special(block);
        exponent |= (block | 0x20) == 'e';
    }
    if (const std::size_t rest = length - i; rest != 0) {
        Bytes block = 0;
        if (readable - (from + i) >= 16) [[likely]]
            std::memcpy(&block, from + i, 16);
        else
            std::memcpy(&block, from + i, rest);
        std::memcpy(to + i, &block, 16);
        constexpr Bytes place = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
        const Mask inside = place < static_cast<unsigned char>(rest);
        special |= Set::special(block) & inside;
        exponent |= ((block | 0x20) == 'e') & inside;
    }
    return {__builtin_reduce_or(special) != 0, __builtin_reduce_or(exponent) != 0};
}

/// What a cell that was copied still needs.
enum class Need {
    Nothing, ///< All is plain: nothing to quote or escape, no hazard.
    LookAtStart, ///< Nothing to quote or escape, so it is there as it must be, but its start may be a hazard.
    Everything, ///< To be quoted or escaped, and a hazard may be anywhere.
};

/// Copies a cell that is not empty as copy() does.
template <typename Set>
[[nodiscard]] inline Need copyCell(std::string_view cell, const char *readable, char *to)
{
    const First first = firstBytes[static_cast<unsigned char>(cell.front())];
    const Found found = copy<Set>(cell.data(), cell.size(), readable, to);
    if (found.special)
        return Need::Everything;
    const bool plain = first == First::Digit ? !found.exponent && isShortNumber(cell) : first == First::Plain;
    return plain ? Need::Nothing : Need::LookAtStart;
}

} // namespace muster::cellscan
