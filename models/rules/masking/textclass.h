// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace muster {

// Classes of single bytes, without a locale.
[[nodiscard]] constexpr bool isAsciiDigit(char byte)
{
    return byte >= '0' && byte <= '9';
}
[[nodiscard]] constexpr bool isAsciiLetter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}
[[nodiscard]] constexpr bool isAsciiAlnum(char byte)
{
    return isAsciiDigit(byte) || isAsciiLetter(byte);
}
/// \w of an expression that knows ASCII only.
[[nodiscard]] constexpr bool isAsciiWord(char byte)
{
    return isAsciiAlnum(byte) || byte == '_';
}
/// Part of a character outside ASCII.
[[nodiscard]] constexpr bool isWide(char byte)
{
    return static_cast<signed char>(byte) < 0;
}
/// Not the first byte of such a character, in UTF-8.
[[nodiscard]] constexpr bool isContinuation(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xc0U) == 0x80;
}
[[nodiscard]] constexpr char toAsciiLower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? char(byte - 'A' + 'a') : byte;
}

} // namespace muster
