// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/masking/cuewords.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace muster {

/// A word of a text in the form in which words are looked up: small letters, accents of Latin-1 taken off ("fünf" is
/// "funf", "ß" is "ss"). Words of more than `longest` bytes are none that is looked up: `plain` is empty then.
struct MaskWord
{
    static constexpr std::size_t longest = 30; ///< More than any word of a list has.

    std::size_t begin = 0, end = 0; ///< Bytes of the text; equal: there is none.
    std::array<char, longest + 2> letters{};
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

/// Walks back over a text: words, and one by one the bytes between them.
class BackwardWords
{
public:
    /// From the byte before `at` to `stop`; a word that holds it is the last.
    BackwardWords(std::string_view text, std::size_t at, std::size_t stop)
        : m_text(text)
        , m_at(at)
        , m_stop(stop)
    {
    }
    /// To what stands before; false: `stop` is reached.
    [[nodiscard]] bool next();
    /// An empty one: a byte that is no part of one.
    [[nodiscard]] const MaskWord &word() const { return m_word; }
    [[nodiscard]] char byte() const { return m_text[m_at]; }
    /// Where it begins.
    [[nodiscard]] std::size_t at() const { return m_at; }

private:
    std::string_view m_text;
    std::size_t m_at, m_stop;
    MaskWord m_word;
};

/// For locators: an expression of bytes that matches `word` with and without its accents.
[[nodiscard]] std::string expressionOf(std::string_view word);
/// "fünf" -> "funf".
[[nodiscard]] std::string plainWord(std::string_view word);

struct Cue
{
    CueKind kind = CueKind::None;
    unsigned distance = 0; ///< Words between the cue and the number.
    std::size_t begin = 0, end = 0; ///< The word, bytes of the text.
};

/// What the words before `at` say that a number there is. The nearest word that says something counts, at most ten
/// words and 120 bytes back and in the two lines before; further where those lines ask for it, and labels of speakers,
/// fillers and lines of a word or two stand for nothing. Another number ends the search, since what stands before it is
/// about that one. CueKind::Other needs its noun tied to the number ("order number is", "what's the reference?" /
/// "it's"): an order that is only spoken of leaves the number to its shape.
[[nodiscard]] Cue cueBefore(std::string_view text, std::size_t at);
/// "415 555 0123 is my mobile": within five words behind `at`. Only what is personal, never CueKind::Other.
[[nodiscard]] Cue cueBehind(std::string_view text, std::size_t at);

} // namespace muster
