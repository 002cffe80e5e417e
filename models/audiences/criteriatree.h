// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/criteria.h"

#include <QHash>
#include <QList>
#include <memory>
#include <optional>

namespace muster {

/// Names a node of a tree as long as the draft lives; never used for another node, see CriteriaTree::succeeding().
using CriteriaNodeId = quint32;
inline constexpr CriteriaNodeId noCriteriaNode = 0;
inline constexpr CriteriaNodeId criteriaRootId = 1;

/// What a person set on a node and no service ever hears of.
struct CriteriaFlags
{
    bool locked = false; ///< With all that is in it; resources/decisions/audience-criteria.md has the rule.
    bool muted = false; ///< Left out of what is counted and sent, with all that is in it.
    bool collapsed = false; ///< Its box is shown closed.
    bool operator==(const CriteriaFlags &) const = default;
};

/// A group (with join and members) or a condition.
struct CriteriaTreeNode
{
    CriteriaNodeId id = noCriteriaNode;
    CriteriaNodeId parent = noCriteriaNode; ///< None: the root.
    bool group = false;
    CriteriaJoin join = CriteriaJoin::And; ///< Of a group.
    QList<CriteriaNodeId> members; ///< Of a group, in order.
    CriteriaCondition condition; ///< Unless it is a group.
    CriteriaFlags flags;
    bool operator==(const CriteriaTreeNode &) const = default;
};

/// The criteria of a draft: a value, cheap to copy (copies share every node that did not change), changed only through
/// CriteriaEdits. The root is always a group, is always there and is never moved, muted or removed. Any thread.
class CriteriaTree
{
public:
    /// An empty group that joins by And.
    CriteriaTree();
    /// Nodes numbered in reading order, no flags. Takes any depth: rules judge that, see judgeCriteria().
    [[nodiscard]] static CriteriaTree fromGroup(const CriteriaGroup &group);

    /// What is sent and counted: without muted nodes. A group whose members are all muted is left out, too; one that is
    /// empty by itself stays (and is refused by the rules).
    [[nodiscard]] CriteriaGroup toGroup() const;
    /// All of it.
    [[nodiscard]] CriteriaGroup toGroupWithMuted() const;
    /// The nodes as toGroup() has them, in the reading order of toGroup().
    [[nodiscard]] QList<CriteriaNodeId> sentNodes() const;

    [[nodiscard]] bool contains(CriteriaNodeId id) const { return m_nodes.contains(id); }
    /// Must be there.
    [[nodiscard]] const CriteriaTreeNode &node(CriteriaNodeId id) const { return **m_nodes.constFind(id); }
    [[nodiscard]] const CriteriaTreeNode &root() const { return node(criteriaRootId); }
    [[nodiscard]] qsizetype size() const { return m_nodes.size(); } ///< Nodes, the root included.
    /// Every node, a group before its members.
    [[nodiscard]] QList<CriteriaNodeId> inReadingOrder(CriteriaNodeId from = criteriaRootId) const;
    /// Where `id` is when all are counted, muted ones too.
    [[nodiscard]] CriteriaPath path(CriteriaNodeId id) const;
    /// None: there is no such place.
    [[nodiscard]] CriteriaNodeId at(const CriteriaPath &path) const;
    /// Which member of its parent; -1: the root.
    [[nodiscard]] int indexOf(CriteriaNodeId id) const;
    /// 1 for the root, 2 for what is in it. Of a condition: that of its group plus one (it is no level of its own).
    [[nodiscard]] int level(CriteriaNodeId id) const;
    /// Levels of groups from here down: 0 for a condition, 1 for a group of conditions.
    [[nodiscard]] int height(CriteriaNodeId id) const;
    /// True for `ancestor` itself.
    [[nodiscard]] bool isWithin(CriteriaNodeId id, CriteriaNodeId ancestor) const;

    /// Locked by itself or within a locked group: that group. None: not locked.
    [[nodiscard]] CriteriaNodeId lockedBy(CriteriaNodeId id) const;
    /// The first locked node in `id` or below. None: there is none.
    [[nodiscard]] CriteriaNodeId lockedWithin(CriteriaNodeId id) const;
    /// Muted by itself or within a muted group.
    [[nodiscard]] bool isMuted(CriteriaNodeId id) const;
    /// The part that `id` is, muted nodes included.
    [[nodiscard]] CriteriaNode content(CriteriaNodeId id) const;

    /// This tree, but new nodes get numbers that neither it nor `other` ever gave: for going back to an earlier tree
    /// (undo) without a number being used twice.
    [[nodiscard]] CriteriaTree succeeding(const CriteriaTree &other) const;
    /// The number that the next new node gets.
    [[nodiscard]] CriteriaNodeId nextId() const { return m_nextId; }
    /// Same nodes with the same numbers and flags; which number comes next does not matter.
    bool operator==(const CriteriaTree &other) const;

private:
    friend class CriteriaTreeEditor;

    QHash<CriteriaNodeId, std::shared_ptr<const CriteriaTreeNode>> m_nodes;
    CriteriaNodeId m_nextId = criteriaRootId + 1;
};

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

/// Which node of a draft is at a place of CriteriaTree::toGroup(): muted nodes are not there, so that places differ.
/// For what is found in what is sent (findings, sentence, counts) and shown at the draft's boxes.
class SentPlaces
{
public:
    explicit SentPlaces(const CriteriaTree &tree);

    /// None: there is no such place.
    [[nodiscard]] CriteriaNodeId node(const CriteriaPath &path) const { return m_nodes.value(path, noCriteriaNode); }
    /// Nothing: it is not sent.
    [[nodiscard]] std::optional<CriteriaPath> path(CriteriaNodeId node) const;

private:
    QHash<CriteriaPath, CriteriaNodeId> m_nodes;
    QHash<CriteriaNodeId, CriteriaPath> m_paths;
};

} // namespace muster
