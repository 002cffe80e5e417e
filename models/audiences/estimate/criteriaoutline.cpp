// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/audiences/estimate/criteriaoutline.h"

#include <algorithm>

namespace muster {

namespace {

void append(CriteriaOutline &outline, const CriteriaGroup &group, const CriteriaPath &path, int parent)
{
    const int place = int(outline.nodes.size());
    outline.nodes.push_back({.path = path, .parent = parent, .isGroup = true, .join = group.join});
    for (std::size_t i = 0; i < group.members.size(); ++i) {
        const CriteriaPath way = path + CriteriaPath{int(i)};
        outline.nodes[std::size_t(place)].members.push_back(int(outline.nodes.size()));
        const auto &content = group.members[i].content;
        if (const auto *inner = std::get_if<CriteriaGroup>(&content))
            append(outline, *inner, way, place);
        else
            outline.nodes.push_back({.path = way, .parent = place, .condition = std::get<CriteriaCondition>(content)});
    }
}

} // namespace

CriteriaQuestion CriteriaQuestion::of(const CriteriaTree &draft)
{
    CriteriaQuestion question{draft.toGroupWithMuted(), {}};
    for (const CriteriaNodeId id : draft.inReadingOrder()) {
        if (draft.node(id).flags.muted)
            question.muted.append(draft.path(id));
    }
    return question;
}

CriteriaOutline CriteriaOutline::of(const CriteriaQuestion &question)
{
    CriteriaOutline outline;
    append(outline, question.criteria, {}, -1);
    for (Node &node : outline.nodes)
        node.isMuted = !node.path.isEmpty() && question.muted.contains(node.path);
    for (auto node = outline.nodes.rbegin(); node != outline.nodes.rend(); ++node) { // members before their group
        if (node->isGroup) {
            node->saysSomething = std::ranges::any_of(
                node->members, [&outline](int member) { return outline.nodes[std::size_t(member)].counts(); });
        }
    }
    return outline;
}

bool CriteriaOutline::takesPart(int node) const
{
    for (int at = node; at >= 0; at = nodes[std::size_t(at)].parent) {
        if (!nodes[std::size_t(at)].counts())
            return false;
    }
    return true;
}

} // namespace muster
