// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/audiences/criteriatouched.h"

namespace muster {

namespace {

/// By itself: what is in a group is not the group's change.
bool isChanged(const CriteriaTreeNode &before, const CriteriaTreeNode &after)
{
    return before.parent != after.parent || before.group != after.group || before.join != after.join
        || before.condition != after.condition || before.flags != after.flags;
}

} // namespace

QList<CriteriaNodeId> touchedBetween(const CriteriaTree &before, const CriteriaTree &after, CriteriaNodeId stepNode)
{
    QList<CriteriaNodeId> touched;
    CriteriaNodeId emptied = noCriteriaNode; // a group that has other members now, or others in their order
    for (const CriteriaNodeId id : after.inReadingOrder()) {
        const CriteriaTreeNode &node = after.node(id);
        if (!before.contains(id)) {
            if (before.contains(node.parent))
                touched << id;
        } else if (isChanged(before.node(id), node)) {
            touched << id;
        } else if (emptied == noCriteriaNode && before.node(id).members != node.members) {
            emptied = id;
        }
    }
    if (!touched.isEmpty() || emptied == noCriteriaNode)
        return touched;
    const bool isOrder = before.size() == after.size() && after.contains(stepNode);
    return {isOrder ? stepNode : emptied};
}

} // namespace muster
