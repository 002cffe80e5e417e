// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace muster {

/// What was said in pieces, put together: a number that is spoken over three turns has one pseudonym.
class SaidWhole
{
public:
    /// First for every piece.
    void count(std::uint32_t group)
    {
        if (group >= m_pieces.size())
            m_pieces.resize(group + 1);
        ++m_pieces[group];
    }
    [[nodiscard]] bool isSplit(std::uint32_t group) const { return m_pieces[group] > 1; }
    /// Then for those that are split, in the order in which they were said.
    void add(std::uint32_t group, std::string_view piece)
    {
        Whole &whole = m_wholes[group];
        whole.text += whole.text.empty() ? std::string() : std::string(" ");
        whole.text += piece;
        ++whole.left;
    }
    /// At last once for every piece, in their order: all of it, and whether this was the last.
    [[nodiscard]] std::pair<std::string_view, bool> take(std::uint32_t group, std::string_view piece)
    {
        if (!isSplit(group))
            return {piece, true};
        Whole &whole = m_wholes.at(group);
        return {whole.text, --whole.left == 0};
    }

private:
    struct Whole
    {
        std::string text;
        std::uint32_t left = 0;
    };
    std::vector<std::uint32_t> m_pieces; ///< By group.
    std::unordered_map<std::uint32_t, Whole> m_wholes;
};

} // namespace muster
