// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/documents/spotmasker.h"

#include "models/rules/documents/utf8text.h"
#include "models/rules/masking/maskfinding.h"

namespace muster {

void SpotMasker::count(Spots spots)
{
    for (const TextSpot &spot : spots)
        m_whole.count(spot.group);
}

void SpotMasker::gather(std::string_view text, Spots spots)
{
    for (const TextSpot &spot : spots) {
        if (m_whole.isSplit(spot.group))
            m_whole.add(spot.group, text.substr(spot.begin, spot.end - spot.begin));
    }
}

void SpotMasker::mask(std::string_view text, Spots spots, Origin from, std::string &out,
                      std::vector<DocumentFinding> &findings)
{
    std::size_t taken = 0;
    for (const TextSpot &spot : spots) {
        const std::string_view before = text.substr(taken, spot.begin - taken);
        const std::string_view piece = text.substr(spot.begin, spot.end - spot.begin);
        const auto [whole, isLast] = m_whole.take(spot.group, piece);
        const std::string instead = m_replacer.replacement(spot.entity, actionOf(spot), whole, isLast);
        const std::uint64_t passed = codePoints(before);
        DocumentFinding finding;
        finding.begin = from.in + passed;
        finding.end = finding.begin + codePoints(piece);
        finding.outBegin = from.out + passed;
        finding.outEnd = finding.outBegin + codePoints(instead);
        finding.entity = spot.entity;
        finding.score = spot.score;
        finding.rule = ruleNumber(spot.rule);
        finding.group = spot.group;
        findings.push_back(finding);
        out += before;
        out += instead;
        from = {finding.end, finding.outEnd};
        taken = spot.end;
    }
    out += text.substr(taken);
}

const EntityRule &SpotMasker::actionOf(const TextSpot &spot) const
{
    const MaskPolicy &policy = m_engine.policy();
    const bool isOwn = spot.rule >= firstOwnRule && spot.rule < firstOwnRule + policy.patterns.size();
    return isOwn ? policy.patterns[spot.rule - firstOwnRule].rule : policy.rule(spot.entity);
}

std::uint16_t SpotMasker::ruleNumber(std::uint16_t rule)
{
    const auto [known, isNew] = m_rules.emplace(rule, std::uint16_t(m_rules.size()));
    if (isNew)
        m_ruleKeys.push_back(spotRuleKey(m_engine, rule));
    return known->second;
}

} // namespace muster
