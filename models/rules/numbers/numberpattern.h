// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace muster {

/// A regular expression over decimal digits, in the small language that libphonenumber's metadata keeps to:
/// digits, \d, [classes], (groups), (?:groups), |, ?, {n}, {n,m} and $ for the end. parse() refuses everything else,
/// so that what it accepts it means. Immutable value.
class NumberPattern
{
public:
    enum class Kind : std::uint8_t { Digits, Sequence, Choice, Repeat, Group, End };
    struct Node
    {
        Kind kind = Kind::Sequence;
        std::uint16_t mask = 0; ///< Digits: bit d set when d matches.
        int min = 0, max = 0; ///< Repeat; at most 32.
        int group = 0; ///< Group: from 1.
        std::vector<int> children; ///< Indices of nodes.
    };

    [[nodiscard]] static std::optional<NumberPattern> parse(std::string_view text);

    [[nodiscard]] const std::vector<Node> &nodes() const { return m_nodes; }
    [[nodiscard]] int root() const { return m_root; }
    [[nodiscard]] int groupCount() const { return m_groupCount; }
    [[nodiscard]] bool hasEnd() const { return m_hasEnd; } ///< Uses $.

private:
    class Parser;
    std::vector<Node> m_nodes;
    int m_root = 0;
    int m_groupCount = 0;
    bool m_hasEnd = false;
};

/// Digits as values 0 to 9, not characters.
using DigitSpan = std::span<const std::uint8_t>;

/// Finds what a pattern takes at one place, with its groups: the first way in the order of a backtracking engine
/// (alternatives left to right, repeats greedy), as ICU's lookingAt() does. For prefixes and formats, where it matters
/// which way is taken; whole-number questions go to DigitAutomaton. Immutable; any thread; does not allocate.
class PatternMatcher
{
public:
    static constexpr int maxGroups = 8;
    struct Group
    {
        std::int16_t begin = -1, end = -1; ///< -1: took no part.
        [[nodiscard]] bool empty() const { return end <= begin; }
    };
    struct Match
    {
        std::size_t begin = 0, end = 0;
        std::array<Group, maxGroups> groups; ///< [1] is the first group.
    };

    /// Refuses what the pattern language refuses, and more than seven groups.
    [[nodiscard]] static std::optional<PatternMatcher> compile(std::string_view pattern);

    [[nodiscard]] int groupCount() const { return m_groupCount; }
    /// Can a match begin with this digit? True for all when the pattern can match nothing.
    [[nodiscard]] bool canBegin(unsigned digit) const { return (m_firstDigits >> digit) & 1u; }
    /// The match that begins at `from`.
    [[nodiscard]] bool matchAt(DigitSpan digits, std::size_t from, Match &match) const;
    /// The leftmost match at or behind `from`.
    [[nodiscard]] bool find(DigitSpan digits, std::size_t from, Match &match) const;
    /// Is there a way that takes all digits?
    [[nodiscard]] bool matchesAll(DigitSpan digits) const;

private:
    enum class Op : std::uint8_t { Digit, Split, Save, End, Accept };
    struct Step
    {
        Op op = Op::Accept;
        std::uint16_t mask = 0; ///< Digit.
        int a = 0, b = 0; ///< Split: first and second choice. Save: slot.
    };
    void emit(const NumberPattern &pattern, int node);
    bool run(std::size_t step, DigitSpan digits, std::size_t at, bool whole, Match &match) const;

    std::vector<Step> m_steps;
    int m_groupCount = 0;
    std::uint16_t m_firstDigits = 0x3ff;
};

} // namespace muster
