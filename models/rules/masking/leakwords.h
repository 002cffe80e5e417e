// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/masking/spelledoutwords.h"
#include "models/rules/masking/wordtable.h"

#include <bitset>

namespace muster {

/// What a word can be of an address that is said.
enum class AddressPart : std::uint8_t {
    None,
    Ending, ///< "com"
    Provider, ///< "gmail"
    Dot,
    At,
    Joint, ///< "underscore"
    Again, ///< "double"; of numbers, too.
};

/// What the second look knows of single words. Immutable; any thread.
class LeakWords
{
public:
    struct Word
    {
        SpelledOutWord number;
        AddressPart part = AddressPart::None;
    };

    [[nodiscard]] static const LeakWords &shared();
    /// `written`: letters, and hyphens of a number, as they stand in a text. nullptr: nothing.
    [[nodiscard]] const Word *find(std::string_view written) const;

private:
    LeakWords();
    explicit LeakWords(const std::map<std::string, Word> &words);
    /// Whether a word may begin so: nearly all words are known for none of these by their first two letters.
    [[nodiscard]] static std::size_t beginOf(std::string_view folded)
    {
        const auto letter = [&](std::size_t at) -> std::size_t {
            return at < folded.size() ? static_cast<unsigned char>(folded[at]) & 31U : 0;
        };
        return letter(0) << 5U | letter(1);
    }
    [[nodiscard]] const Word *among(std::string_view folded) const
    {
        return (folded.size() < longWord ? m_short : m_long).find(folded);
    }
    static constexpr std::size_t longWord = 10; ///< Those of a number up to 999 in one word, which are many and rare.
    WordTable<Word> m_short, m_long;
    std::bitset<1024> m_begins;
};

} // namespace muster
