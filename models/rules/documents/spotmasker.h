// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/documents/documentsearch.h"
#include "models/rules/documents/maskeddocument.h"
#include "models/rules/documents/maskreplacer.h"
#include "models/rules/documents/saidwhole.h"

#include <map>
#include <span>

namespace muster {

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
    SaidWhole m_whole;
    std::map<std::uint16_t, std::uint16_t> m_rules;
    std::vector<std::string> m_ruleKeys;
};

} // namespace muster
