// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/audiences/criteriatree.h"

#include <QHash>
#include <QList>

namespace muster {

/// One change of rows, as an item model announces it. Rows of `parent` (noCriteriaNode: above the root).
struct CriteriaShapeStep
{
    enum class Kind { Insert, Remove, Move };
    Kind kind = Kind::Insert;
    CriteriaNodeId parent = noCriteriaNode;
    int first = 0;
    int last = 0; ///< Inclusive. Of a move: as first.
    QList<CriteriaNodeId> ids; ///< Inserted without their members, which come in steps of their own.
    CriteriaNodeId target = noCriteriaNode; ///< Of a move: the new parent,
    int before = 0; ///< and the row there that it comes before, counted while it is still in its old place.
};

/// Which node is in which group at which place, and nothing else: what an item model has told its views so far. Two
/// trees of one draft have nodes in common, so the way from one to the other is a few steps however they came about:
/// by an edit, by undoing it, by an answer of the JSON pane.
class CriteriaShape
{
public:
    CriteriaShape() = default; ///< Nothing, not even a root.
    explicit CriteriaShape(const CriteriaTree &tree);

    [[nodiscard]] bool contains(CriteriaNodeId id) const { return m_parents.contains(id); }
    [[nodiscard]] CriteriaNodeId parent(CriteriaNodeId id) const { return m_parents.value(id, noCriteriaNode); }
    [[nodiscard]] int row(CriteriaNodeId id) const { return int(members(parent(id)).indexOf(id)); }
    /// Of noCriteriaNode: the root, when there is one.
    [[nodiscard]] QList<CriteriaNodeId> members(CriteriaNodeId id) const { return m_members.value(id); }

    /// The steps to be applied one after the other. Nodes that stay in their group and in their order are not touched.
    [[nodiscard]] QList<CriteriaShapeStep> stepsTo(const CriteriaTree &tree) const;
    void apply(const CriteriaShapeStep &step);

private:
    void placeMembers(const CriteriaTreeNode &group, QList<CriteriaShapeStep> &steps);
    void removeSurplus(const CriteriaTreeNode &group, QList<CriteriaShapeStep> &steps);
    void take(const CriteriaShapeStep &step, QList<CriteriaShapeStep> &steps);

    QHash<CriteriaNodeId, CriteriaNodeId> m_parents;
    QHash<CriteriaNodeId, QList<CriteriaNodeId>> m_members;
};

} // namespace muster
