// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/audiences/estimate/audiencemembers.h"

namespace muster {

namespace {

AudienceMembers membersOf(const ConditionBits &condition)
{
    AudienceMembers members{.sure = condition.sure, .possible = condition.sure};
    if (!condition.open.empty())
        joinWords(members.possible.data(), condition.open.data(), condition.open.size(), CriteriaJoin::Or);
    return members;
}

ContactBits everybody(std::uint32_t contacts)
{
    ContactBits bits((std::size_t(contacts) + 63) / 64, ~std::uint64_t(0));
    if (const std::uint32_t last = contacts % 64; last != 0)
        bits.back() = (std::uint64_t(1) << last) - 1;
    return bits;
}

} // namespace

std::optional<AudienceMembers> audienceMembers(ConditionCache &cache, const CriteriaQuestion &question,
                                               const std::stop_token &stop)
{
    const CriteriaOutline outline = CriteriaOutline::of(question);
    const std::vector<SharedConditionBits> conditions = cache.answers(outline, stop);
    if (conditions.empty())
        return std::nullopt;
    std::vector<std::optional<AudienceMembers>> answers(outline.nodes.size());
    for (std::size_t i = outline.nodes.size(); i-- > 0;) { // members before their group
        if (stop.stop_requested())
            return std::nullopt;
        const CriteriaOutline::Node &node = outline.nodes[i];
        if (!node.isGroup) {
            answers[i] = membersOf(*conditions[i]);
            continue;
        }
        for (const int member : node.members) {
            auto &answer = answers[std::size_t(member)];
            if (!answer || !outline.nodes[std::size_t(member)].counts())
                continue;
            if (answers[i]) {
                joinWords(answers[i]->sure.data(), answer->sure.data(), answer->sure.size(), node.join);
                joinWords(answers[i]->possible.data(), answer->possible.data(), answer->possible.size(), node.join);
            } else {
                answers[i] = std::move(answer);
            }
            answer.reset(); // a large list has large bits
        }
    }
    if (answers.front())
        return std::move(answers.front());
    const std::uint32_t contacts = cache.contacts()->rowCount();
    return AudienceMembers{.sure = ContactBits((std::size_t(contacts) + 63) / 64), .possible = everybody(contacts)};
}

} // namespace muster
