// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/lists/contactfilter.h"
#include "models/rules/lists/listjudge.h"
#include "models/rules/numbers/numberengine.h"

#include <cstdint>
#include <vector>

namespace muster {

/// Which facets of a filter hold a contact back, asked per class of contacts. Knows nothing of search and comparison,
/// which are asked per row. The filter must outlive it; any thread.
class FacetChoice
{
public:
    enum Facet : std::uint8_t { Verdicts = 1, Reasons = 2, Regions = 4, LineTypes = 8, Sources = 16, All = 31 };
    using Facets = std::uint8_t; ///< Bits of Facet.

    explicit FacetChoice(const ContactFilter &filter)
        : m_filter(filter)
        , m_verdicts(bitsOf(filter.verdicts))
        , m_reasons(bitsOf(filter.reasons))
        , m_lineTypes(bitsOf(filter.lineTypes))
        , m_sources(bitsOf(filter.sources))
    {
        const RegionList &regions = NumberEngine::shared().regions();
        m_regions.resize(regions.size());
        for (const QString &region : filter.regions) {
            const RegionIndex index = regions.indexOf(region.toStdString());
            if (index != 0 || region.isEmpty()) // an unknown code is nobody's region
                m_regions[index] = true;
        }
    }
    /// 0: none does. "Only changes" is no facet: what it holds back, all do.
    [[nodiscard]] Facets holdingBack(const ContactClass &found, const ListJudge::Judgement &judged) const
    {
        if (m_filter.onlyChanges && judged.verdict != ListVerdict::Fix && judged.verdict != ListVerdict::Purge)
            return All;
        const auto unless = [](bool lets, Facet facet) { return lets ? Facets(0) : Facets(facet); };
        return Facets(
            unless(m_filter.regions.isEmpty() || m_regions[regionOf(found.code)] != m_filter.invertRegions, Regions)
            | unless(isChosen(m_verdicts, m_filter.invertVerdicts, bit(judged.verdict)), Verdicts)
            | unless(isChosen(m_reasons, m_filter.invertReasons, judged.reasons), Reasons)
            | unless(isChosen(m_lineTypes, m_filter.invertLineTypes, bit(lineTypeOf(found.code, found.facts))),
                     LineTypes)
            | unless(isChosen(m_sources, m_filter.invertSources, bit(knowledgeSourceOf(found.facts))), Sources));
    }
    [[nodiscard]] bool lets(const ContactClass &found, const ListJudge::Judgement &judged) const
    {
        return holdingBack(found, judged) == 0;
    }

private:
    template <typename Value>
    [[nodiscard]] static std::uint32_t bit(Value value)
    {
        return std::uint32_t(1) << unsigned(value);
    }
    template <typename Value>
    [[nodiscard]] static std::uint32_t bitsOf(const std::vector<Value> &values)
    {
        std::uint32_t bits = 0;
        for (const Value value : values)
            bits |= bit(value);
        return bits;
    }
    /// No choice, or one of the chosen values (inverted: none of them).
    [[nodiscard]] static bool isChosen(std::uint32_t chosen, bool isInverted, std::uint32_t has)
    {
        return chosen == 0 || ((chosen & has) != 0) != isInverted;
    }

    const ContactFilter &m_filter;
    const std::uint32_t m_verdicts, m_reasons, m_lineTypes, m_sources;
    std::vector<bool> m_regions;
};

} // namespace muster
