// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <optional>
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

} // namespace muster
