// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace muster {

/// A word of a text in the form in which words are looked up: small letters, accents of Latin-1 taken off ("fünf" is
/// "funf", "ß" is "ss"). Words of over 24 bytes are none that is looked up: `plain` is empty then.
struct MaskWord
{
    std::size_t begin = 0, end = 0; ///< Bytes of the text; equal: there is none.
    std::array<char, 26> letters{};
    std::size_t size = 0;

    [[nodiscard]] std::string_view plain() const { return {letters.data(), size}; }
    [[nodiscard]] explicit operator bool() const { return end > begin; }

    /// The letters and apostrophes around the byte before `end`.
    [[nodiscard]] static MaskWord endingAt(std::string_view text, std::size_t end);
    /// The letters and apostrophes that begin at `begin`.
    [[nodiscard]] static MaskWord beginningAt(std::string_view text, std::size_t begin);
    [[nodiscard]] static bool isPart(char byte);

private:
    void simplify(std::string_view text);
};

/// For locators: an expression of bytes that matches `word` with and without its accents.
[[nodiscard]] std::string expressionOf(std::string_view word);
/// "fünf" -> "funf".
[[nodiscard]] std::string plainWord(std::string_view word);

} // namespace muster
