// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/masking/personalwords.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace muster {

/// A word or a number of a text that is searched for names and addresses.
struct PersonalToken
{
    enum class Gap : std::uint8_t {
        Tie, ///< A hyphen.
        Blank,
        Dot, ///< "Dr. Moss", "p.o.": a full stop, with blanks or without.
        Comma,
        Line, ///< Another line, or the text's beginning; a speaker's label does not count.
        Other,
    };
    std::uint32_t begin = 0, end = 0; ///< Bytes of the text.
    std::uint64_t hash = 0; ///< PersonalWords::hashOf(); 0 of numbers and of words that are too long.
    PersonalMeaning meaning;
    Gap gap = Gap::Line; ///< What stands before it.
    bool isNumber
        = false; ///< Begins with a digit; letters and a degree sign behind it belong to it: "12a", "3rd", "2º".
    bool isSaid = false; ///< A word for a number in any language.
    bool isCapital = false; ///< Begins with a capital letter.
    bool isLabel = false; ///< Of the name in a speaker's label.
    bool isStreet = false; ///< A German or Dutch street in one word: "Lindenstraße", "kerkstraat".

    [[nodiscard]] std::size_t size() const { return end - begin; }
};
using PersonalTokens = std::span<const PersonalToken>;

/// Cuts a text into pieces of tokens. Pieces begin with the last tokens of the one before, so that what stands across
/// is seen whole; the memory does not grow with the text.
class PersonalReader
{
public:
    static constexpr std::size_t piece = 4096, shared = 96; ///< Tokens.

    explicit PersonalReader(std::string_view text)
        : m_text(text)
    {
    }
    /// False: there is no more.
    [[nodiscard]] bool next();
    [[nodiscard]] PersonalTokens tokens() const { return m_tokens; }

private:
    void takeLabel();
    void take(PersonalToken token);
    [[nodiscard]] PersonalToken tokenAt(std::size_t at) const;

    std::string_view m_text;
    std::size_t m_at = 0;
    std::size_t m_behind = 0; ///< The end of the token before, or of the label.
    bool m_atLine = true;
    std::vector<PersonalToken> m_tokens;
};

/// Something that is said in several words.
struct PersonalPhrase
{
    std::uint8_t kind = 0, language = 0; ///< `kind`: the rule's own.
    std::uint8_t size = 0; ///< Words.
    std::array<std::uint64_t, 6> words{};
};

/// Phrases by their first words. Immutable; any thread.
class PersonalPhrases
{
public:
    struct Line
    {
        std::uint8_t kind = 0, language = 0;
        std::string_view phrases; ///< Separated by "|".
    };
    explicit PersonalPhrases(std::span<const Line> lines);

    /// The longest that begins at `at`; nullptr: none. Words may be split over lines.
    [[nodiscard]] const PersonalPhrase *at(PersonalTokens tokens, std::size_t at) const;

private:
    std::vector<PersonalPhrase> m_phrases; ///< By first word, the longest first.
    std::vector<bool> m_first; ///< By a few bits of the first word: most words begin none.
};

} // namespace muster
