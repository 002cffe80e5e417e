// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace muster {

/// What a word can be, of a person or of an address. Languages are counted in the order of resources/personal-words,
/// not of SpokenLanguage: English, German, Spanish, French, Portuguese, Italian, Dutch.
struct PersonalMeaning
{
    static constexpr std::uint16_t given = 1, surname = 2;
    static constexpr std::uint16_t everyWord = 0x7f << 2, everyStop = 0x7f << 9;
    static constexpr std::uint8_t typeBehind = 1, typeBefore = 2, direction = 4, unit = 8, level = 16, stairs = 32,
                                  numeral = 64;
    std::uint16_t name = 0; ///< given, surname, and by language: an everyday word, a word that sentences are made of.
    std::uint8_t place = 0; ///< Kinds of streets by where they stand, directions, units, floors, "number".

    [[nodiscard]] bool isGiven() const { return (name & given) != 0; }
    [[nodiscard]] bool isName() const { return (name & (given | surname)) != 0; }
    /// A name that is an everyday word of that language, too.
    [[nodiscard]] bool isWord(unsigned language) const { return (name >> (2 + language) & 1) != 0; }
    [[nodiscard]] bool isWord() const { return (name & everyWord) != 0; }
    [[nodiscard]] bool isStop(unsigned language) const { return (name >> (9 + language) & 1) != 0; }
    [[nodiscard]] bool isStop() const { return (name & everyStop) != 0; }
};

/// Names of people and words of addresses, from resources/personal-words: 69,000 words in one table of a megabyte,
/// which holds no letters. Two words in a thousand million are taken for another one. Immutable; any thread.
class PersonalWords
{
public:
    /// Made at first need, which takes some tens of milliseconds: by engines of policies that ask for names or
    /// addresses.
    [[nodiscard]] static const PersonalWords &shared();

    /// Of a word in the form of MaskWord; 0: of none.
    [[nodiscard]] static std::uint64_t hashOf(std::string_view plain);
    [[nodiscard]] PersonalMeaning meaningOf(std::uint64_t hash) const;
    [[nodiscard]] std::size_t size() const { return m_size; }

private:
    explicit PersonalWords(std::string_view lines);
    std::vector<std::uint64_t> m_entries; ///< Open addressing; 0: free. The hash's upper 40 bits, place, name.
    std::size_t m_size = 0;
};

} // namespace muster
