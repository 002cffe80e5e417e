// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/numbers/numberpattern.h"

#include <bitset>
#include <functional>
#include <map>
#include <string>

namespace muster {

/// A table that reads digits and answers with 16 bits. Built by AutomatonBuilder. Immutable; any thread.
class DigitAutomaton
{
public:
    static constexpr std::size_t maxLength = 17; ///< libphonenumber's longest national number.

    /// `digits` at most maxLength long. What the answer means is its builder's affair.
    [[nodiscard]] std::uint16_t answer(DigitSpan digits) const
    {
        const std::uint16_t *table = m_table.data();
        std::size_t state = m_start;
        const std::uint8_t *digit = digits.data();
        const std::uint8_t *end = digit + digits.size();
        if (digits.size() >= 3 && !m_beginnings.empty()) {
            state = std::size_t(m_beginnings[digit[0] * 100u + digit[1] * 10u + digit[2]]) * rowSize;
            digit += 3;
        }
        // Where only the number of the digits to come matters, one more look-up ends the walk.
        while (digit != end) {
            if (table[state + tailAt] != 0)
                return m_tails[std::size_t(table[state + tailAt]) + std::size_t(end - digit)];
            state = std::size_t(table[state + *digit]) * rowSize;
            ++digit;
        }
        return table[state + answerAt];
    }
    [[nodiscard]] std::size_t stateCount() const { return m_table.size() / rowSize; }
    [[nodiscard]] std::size_t bytes() const
    {
        return (m_table.size() + m_tails.size() + m_beginnings.size()) * sizeof(std::uint16_t);
    }
    /// For walking all edges in tests. State 0 is the one that nothing leads out of.
    [[nodiscard]] std::size_t startState() const { return m_start / rowSize; }
    [[nodiscard]] std::size_t next(std::size_t state, unsigned digit) const { return m_table[state * rowSize + digit]; }
    [[nodiscard]] std::uint16_t answerOf(std::size_t state) const { return m_table[state * rowSize + answerAt]; }

private:
    friend class AutomatonBuilder; // fills the tables
    static constexpr std::size_t answerAt = 10, tailAt = 11, rowSize = 12;

    std::vector<std::uint16_t> m_table = std::vector<std::uint16_t>(rowSize); ///< Rows of 10 next states, answer, tail.
    std::vector<std::uint16_t> m_tails; ///< Answers by the number of digits to come.
    std::vector<std::uint16_t> m_beginnings; ///< States by the first three digits; may be empty.
    std::size_t m_start = 0; ///< Offset of the row.
};

/// Builds one automaton that asks many patterns at once: the positions of the patterns' digits (Glushkov), the subset
/// construction over them level by level (so that the length is part of the state), then equal states made one from
/// the longest numbers back (hash-consing).
class AutomatonBuilder
{
public:
    static constexpr std::size_t maxPatterns = 512;
    using Accepted = std::bitset<maxPatterns>; ///< Which patterns match all digits read so far.
    /// The answer for a number of `length` digits. Where nothing is accepted it must not depend on the length.
    using Judge = std::function<std::uint16_t(const Accepted &accepted, unsigned length)>;

    /// The pattern's number, or -1 when it is refused (language, $, more than maxPatterns). An equal pattern keeps its
    /// number. With `prefix` it accepts everything that begins with a match. An empty pattern accepts nothing.
    int add(const std::string &pattern, bool prefix = false);
    /// Digits of the longest number that the patterns added so far (without prefix) match.
    [[nodiscard]] std::size_t longestMatch() const { return m_longest; }
    /// nullopt when more than 65,535 states would be needed.
    /// `withBeginnings` adds 2 KB that take the first three digits in one step.
    [[nodiscard]] std::optional<DigitAutomaton> build(const Judge &judge, bool withBeginnings = false) const;

private:
    using Positions = std::vector<std::uint32_t>;
    struct Part
    {
        bool nullable = true;
        Positions first, last;
    };
    struct Level;
    struct Gathered;
    struct Tables;
    void addState(Level &level, const Positions &read, unsigned length, const Judge &judge) const;
    void gatherFollowing(const Positions &read, bool atStart, Gathered &gathered) const;
    void expand(Level &level, Level &following, unsigned length, const Judge &judge, Gathered &gathered) const;
    static std::optional<DigitAutomaton> fold(const std::vector<Level> &levels, bool withBeginnings);
    Part place(const NumberPattern &pattern, int node);
    void append(Part &whole, Part part);
    std::uint32_t addPosition(std::uint16_t mask);

    std::map<std::pair<std::string, bool>, int> m_numbers;
    std::vector<std::uint16_t> m_masks; ///< By position.
    std::vector<Positions> m_follow;
    std::vector<int> m_accepts; ///< By position: pattern that may end here, or -1.
    Positions m_first;
    std::size_t m_longest = 0;
};

} // namespace muster
