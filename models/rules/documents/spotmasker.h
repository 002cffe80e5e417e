// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/documents/documentsearch.h"
#include "models/rules/documents/maskeddocument.h"
#include "models/rules/documents/maskreplacer.h"

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace muster {

/// What was said in pieces, put together: a number that is spoken over three turns has one pseudonym.
class JoinedUtterances
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

/// Replaces spots of single texts and notes where they were and where they are now.
class SpotMasker
{
public:
    using Spots = std::span<const TextSpot>;

    SpotMasker(const MaskEngine &engine, const MaskReplacer &replacer)
        : m_engine(engine)
        , m_replacer(replacer)
    {
    }

    void count(Spots spots); ///< All of them, before anything else.
    void gather(std::string_view text, Spots spots); ///< Then every text's, in their order.
    /// At last every text's again, in the same order. Appends the masked text to `out` and one finding for each spot;
    /// `from` are the code points in front of both texts.
    struct Origin
    {
        std::uint64_t in = 0, out = 0;
    };
    void mask(std::string_view text, Spots spots, Origin from, std::string &out,
              std::vector<DocumentFinding> &findings);
    /// The rules that findings name, by their number.
    [[nodiscard]] std::vector<std::string> takeRules() { return std::move(m_ruleKeys); }

private:
    [[nodiscard]] const EntityRule &actionOf(const TextSpot &spot) const;
    [[nodiscard]] std::uint16_t ruleNumber(std::uint16_t rule);

    const MaskEngine &m_engine;
    const MaskReplacer &m_replacer;
    JoinedUtterances m_whole;
    std::map<std::uint16_t, std::uint16_t> m_rules;
    std::vector<std::string> m_ruleKeys;
};

} // namespace muster
