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

/// The same for cells that begin with a digit: an exponent makes them a number that a spreadsheet rounds.
struct CsvDigits
{
    static Mask special(Bytes b) { return CsvText::special(b) | ((b | 0x20) == 'e'); }
};

/// What a JSON string escapes (RFC 8259 section 7), and the same separators, because hazards are counted there too.
struct JsonText
{
    static Mask special(Bytes b)
    {
        return (b == '"') | (b == '\\') | (b < 0x20) | (b == ',') | (b == ';') | (b == '|');
    }
};
struct JsonDigits
{
    static Mask special(Bytes b) { return JsonText::special(b) | ((b | 0x20) == 'e'); }
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

/// Copies `length` bytes and tells whether one of them is special. Writes up to 15 bytes more than `length` behind
/// `to`, and reads as far behind `from` as `readable` allows.
template <typename Set>
[[nodiscard]] inline bool copy(const char *from, std::size_t length, const char *readable, char *to)
{
    Mask seen = 0;
    std::size_t i = 0;
    for (; i + 16 <= length; i += 16) {
        Bytes block;
        std::memcpy(&block, from + i, 16);
        std::memcpy(to + i, &block, 16);
        seen |= Set::special(block);
    }
    if (const std::size_t rest = length - i; rest != 0) {
        Bytes block = 0;
        if (readable - (from + i) >= 16) [[likely]]
            std::memcpy(&block, from + i, 16);
        else
            std::memcpy(&block, from + i, rest);
        std::memcpy(to + i, &block, 16);
        constexpr Bytes place = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
        seen |= Set::special(block) & (place < static_cast<unsigned char>(rest));
    }
    return __builtin_reduce_or(seen) != 0;
}

/// Copies a cell that is not empty as copy() does. True when all is plain: nothing to quote or escape, no hazard.
template <typename Text, typename Digits>
[[nodiscard]] inline bool copyPlain(std::string_view cell, const char *readable, char *to, bool &special)
{
    const First first = firstBytes[static_cast<unsigned char>(cell.front())];
    if (first == First::Digit) {
        special = copy<Digits>(cell.data(), cell.size(), readable, to);
        return !special && isShortNumber(cell);
    }
    special = copy<Text>(cell.data(), cell.size(), readable, to);
    return !special && first == First::Plain;
}

} // namespace muster::cellscan
