// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/audiences/criteriatree.h"

#include <optional>

namespace muster {

/// The bare hands that CriteriaEdits and the readers of drafts work with: no rule is checked here. Keeps parents and
/// members in agreement; nodes that do not change stay shared with the tree it began with.
class CriteriaTreeEditor
{
public:
    explicit CriteriaTreeEditor(CriteriaTree tree);

    [[nodiscard]] const CriteriaTree &tree() const { return m_tree; }
    [[nodiscard]] CriteriaTree take() { return std::move(m_tree); }

    /// New nodes for `content` and all in it, flags unset, as member `index` of `parent`. The new number.
    CriteriaNodeId insert(CriteriaNodeId parent, int index, const CriteriaNode &content);
    /// A new empty group.
    CriteriaNodeId insertGroup(CriteriaNodeId parent, int index, CriteriaJoin join);
    /// A copy of the node `of` of `from` with new numbers; muted and collapsed as it is there, not locked.
    CriteriaNodeId insertCopy(CriteriaNodeId parent, int index, const CriteriaTree &from, CriteriaNodeId of);
    /// With all that is in it. Not the root.
    void remove(CriteriaNodeId id);
    /// `index` is counted after the node has left its place.
    void move(CriteriaNodeId id, CriteriaNodeId parent, int index);
    void setJoin(CriteriaNodeId id, CriteriaJoin join);
    void setCondition(CriteriaNodeId id, const CriteriaCondition &condition);
    void setFlags(CriteriaNodeId id, const CriteriaFlags &flags);

    /// A tree of exactly these nodes, when they are one: the first is the root, every member is there once and names
    /// its group as its parent, every number is below `nextId`. Nothing: they are not.
    [[nodiscard]] static std::optional<CriteriaTree> assembled(const QList<CriteriaTreeNode> &nodes,
                                                               CriteriaNodeId nextId);

private:
    [[nodiscard]] CriteriaTreeNode &change(CriteriaNodeId id);
    CriteriaNodeId add(CriteriaTreeNode node, int index);
    void forget(CriteriaNodeId id);

    CriteriaTree m_tree;
};

} // namespace muster
