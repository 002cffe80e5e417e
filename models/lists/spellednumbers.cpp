// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/lists/spellednumbers.h"

#include "models/rules/numbers/numberverdict.h"

#include <array>
#include <bit>
#include <charconv>
#include <cstring>

namespace muster {
namespace {

/// Eight decimal digits, the first in the lowest byte: halves, quarters, eighths at once.
std::uint64_t eightDigits(std::uint32_t number)
{
    const std::uint64_t halves = number / 10'000 | std::uint64_t(number % 10'000) << 32;
    const std::uint64_t hundreds = ((halves * 10'486) >> 20) & 0x0000'007f'0000'007f;
    const std::uint64_t quarters = hundreds | (halves - hundreds * 100) << 16;
    const std::uint64_t tens = ((quarters * 103) >> 10) & 0x000f'000f'000f'000f;
    return (tens | (quarters - tens * 10) << 8) + 0x3030'3030'3030'3030;
}

/// "+" and the number; writes up to 15 bytes more than it takes. Returns the end.
char *spell(std::uint64_t number, char *at)
{
    *at++ = '+';
    constexpr std::uint64_t half = 100'000'000;
    if (number >= half * half || std::endian::native != std::endian::little)
        return std::to_chars(at, at + 20, number).ptr;
    const std::array<std::uint64_t, 2> digits
        = {eightDigits(std::uint32_t(number / half)), eightDigits(std::uint32_t(number % half))};
    std::array<char, 32> text{};
    std::memcpy(text.data(), digits.data(), 16);
    std::size_t zeros = 0;
    while (zeros < 15 && text[zeros] == '0')
        ++zeros;
    std::memcpy(at, text.data() + zeros, 16);
    return at + (16 - zeros);
}

} // namespace

SpelledNumbers::SpelledNumbers(std::uint32_t rows)
    : m_texts(rows)
{
}

void SpelledNumbers::append(std::uint64_t e164)
{
    if (e164 == 0 || e164 == NumberVerdict::doesNotFit) {
        appendNothing();
        return;
    }
    std::array<char, 40> text{};
    const char *end = spell(e164, text.data());
    m_texts.append({text.data(), std::size_t(end - text.data())});
    m_isEmpty = false;
}

void SpelledNumbers::appendNothing()
{
    m_texts.append({});
}

TextColumn SpelledNumbers::column() const
{
    return m_isEmpty ? TextColumn() : m_texts.packed();
}

} // namespace muster
