// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace muster {

/// A word that spells a number out.
struct SpelledOutWord
{
    static constexpr int languageCount = 7;
    std::uint32_t value = 0; ///< 0 to 1000.
    std::uint8_t languages = 0; ///< Bit by language; 0: none.
};

/// The words with which seven languages and some of their countries spell numbers out, folded, made by ICU from the
/// rules of the Unicode CLDR ("spellout"), and the few that are said besides when digits are read aloud ("oh", "meia").
/// For the second look: nothing in here is shared with the engine's own words. Takes some hundredths of a second.
[[nodiscard]] std::map<std::string, SpelledOutWord> spelledOutWords();

/// Of a word that says the next digit again, "double", "triple": how often it is meant. 1: none of them.
[[nodiscard]] std::size_t timesOf(std::string_view folded);

/// A word as the second look compares it: case folded and without accents by Unicode's tables, UTF-8.
[[nodiscard]] std::string foldedWord(std::string_view utf8);

} // namespace muster
