// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/masking/wordtable.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace muster {

/// The words with which seven languages and some of their countries spell numbers out, made by ICU from the rules of
/// the Unicode CLDR ("spellout"), and the few that are said besides when digits are read aloud ("oh", "meia"). For the
/// second look: nothing in here is shared with the engine's own words. Immutable; any thread. Making it takes some
/// hundredths of a second, once.
class SpelledOutWords
{
public:
    struct Word
    {
        std::uint32_t value = 0; ///< 0 to 1000.
        std::uint8_t languages = 0; ///< Bit by language.
    };
    static constexpr int languageCount = 7;

    [[nodiscard]] static const SpelledOutWords &shared();
    /// `folded`: lower case, without accents, see foldedWord(). nullptr: spells no number.
    [[nodiscard]] const Word *find(std::string_view folded) const { return m_words.find(folded); }

    /// Of a word that says the next digit again, "double", "triple": how often it is meant. 1: none of them.
    [[nodiscard]] static std::size_t timesOf(std::string_view folded);

private:
    SpelledOutWords();
    WordTable<Word> m_words;
};

/// A word as the second look compares it: case folded and without accents by Unicode's tables, UTF-8.
[[nodiscard]] std::string foldedWord(std::string_view utf8);

} // namespace muster
