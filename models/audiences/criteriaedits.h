// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/audiences/criteriatree.h"
#include "models/rules/criteria/criteriafield.h"

#include <QString>
#include <optional>
#include <tl/expected.hpp>

namespace muster {

/// Why an edit of criteria is not made. criteriaRefusalText() has the words.
struct CriteriaRefusal
{
    enum class Code {
        NothingChosen, ///< No node was given.
        UnknownNode, ///< There is no such node (any more).
        NotAGroup, ///< `node` is a condition where a group is due.
        NotACondition, ///< `node` is a group where a condition is due.
        RootStays, ///< The outer group cannot be moved, copied, removed, wrapped, ungrouped or muted.
        Locked, ///< It is locked, or in a locked group: `node` is what bears the lock.
        HoldsLocked, ///< The locked `node` in it would be displaced.
        TargetLocked, ///< Nothing can be put into `node`, which is locked.
        TooDeep, ///< A group would be at a level beyond the limit; `level` says which.
        IntoItself, ///< A group cannot go into itself: `node`.
        NotTogether, ///< Only members of one group can be wrapped at once.
        NothingChanges, ///< All is as asked already. Windows may pass over it in silence.
        TooMany, ///< More nodes than a draft may have.
    };

    Code code = Code::NothingChanges;
    CriteriaNodeId node = noCriteriaNode; ///< What stands in the way, or what was asked for.
    int level = 0; ///< Of TooDeep.
    /// TooDeep of what was pasted: the group that is too deep, from the pasted criteria on ("conditions[1]"), else
    /// empty.
    QString place;
    bool operator==(const CriteriaRefusal &) const = default;
};

/// What an edit did; criteriaStepText() has its name for the undo list.
enum class CriteriaStep {
    AddCondition,
    AddGroup,
    Remove,
    Duplicate,
    SetJoin,
    SetField,
    SetOperator,
    SetValue,
    SetValues,
    Move,
    Copy,
    Wrap,
    Ungroup,
    GroupWith,
    Lock,
    Unlock,
    Mute,
    Unmute,
    Collapse,
    Expand,
    Paste,
    Replace,
};

/// An edit that was made.
struct CriteriaEdit
{
    CriteriaTree tree; ///< After it.
    CriteriaStep step = CriteriaStep::Replace;
    /// The nodes it is about, in reading order: what was added, moved or changed (and is in the tree), or the group
    /// that what was removed was in. To be chosen and shown afterwards.
    QList<CriteriaNodeId> touched;
};

using CriteriaEditResult = tl::expected<CriteriaEdit, CriteriaRefusal>;

/// Nodes that a draft may have, the root included; far beyond what anyone reads, and bounded.
inline constexpr qsizetype criteriaNodeLimit = 5000;

/// Everything that can be done to a tree. Each function gives the changed tree or says why not; the tree it began with
/// stays as it is. Groups are never put beyond criteriaDepthLimit, locked nodes are never changed nor displaced
/// (resources/decisions/audience-criteria.md). An index is a place between the members as they are before the edit, 0
/// to their number; -1 is behind the last. Where several nodes are given, those within another one given are passed
/// over, and order and doublets in the list do not matter. Any thread.
class CriteriaEdits
{
public:
    enum class Transfer { Move, Copy };

    explicit CriteriaEdits(CriteriaTree tree);

    [[nodiscard]] CriteriaEditResult addCondition(CriteriaNodeId parent, int index,
                                                  const CriteriaCondition &condition) const;
    /// An empty group (which the rules refuse as long as it is empty).
    [[nodiscard]] CriteriaEditResult addGroup(CriteriaNodeId parent, int index, CriteriaJoin join) const;
    [[nodiscard]] CriteriaEditResult remove(const QList<CriteriaNodeId> &nodes) const;
    /// Each copy right behind what it is a copy of. A locked node may be copied; the copy is not locked.
    [[nodiscard]] CriteriaEditResult duplicate(const QList<CriteriaNodeId> &nodes) const;

    [[nodiscard]] CriteriaEditResult setJoin(CriteriaNodeId group, CriteriaJoin join) const;
    [[nodiscard]] CriteriaEditResult setField(CriteriaNodeId condition, const QString &field) const;
    [[nodiscard]] CriteriaEditResult setOperator(CriteriaNodeId condition, CriteriaOperator op) const;
    [[nodiscard]] CriteriaEditResult setValue(CriteriaNodeId condition, const CriteriaValue &value) const;
    /// "Is one of": puts a group that any of `values` satisfies in the condition's place; with one value sets that.
    [[nodiscard]] CriteriaEditResult setOneOf(CriteriaNodeId condition, const QList<CriteriaValue> &values) const;

    /// Together and in reading order to `index` of `parent`.
    [[nodiscard]] CriteriaEditResult move(const QList<CriteriaNodeId> &nodes, CriteriaNodeId parent, int index) const;
    [[nodiscard]] CriteriaEditResult copy(const QList<CriteriaNodeId> &nodes, CriteriaNodeId parent, int index) const;
    /// A new group around members of one group, in the place of the first of them.
    [[nodiscard]] CriteriaEditResult wrap(const QList<CriteriaNodeId> &nodes, std::optional<CriteriaJoin> join) const;
    /// The members take the place of their group.
    [[nodiscard]] CriteriaEditResult ungroup(CriteriaNodeId group) const;
    /// What dropping on `target` (a condition or a group, not the root) does: a new group in its place, with it and
    /// `nodes` in it. Without `join` the new group joins the other way than the one that it is in.
    [[nodiscard]] CriteriaEditResult groupWith(const QList<CriteriaNodeId> &nodes, CriteriaNodeId target,
                                               std::optional<CriteriaJoin> join, Transfer transfer) const;

    /// Nodes in a locked group keep what they have until that group is unlocked.
    [[nodiscard]] CriteriaEditResult setLocked(const QList<CriteriaNodeId> &nodes, bool locked) const;
    /// Refused for locked nodes and what holds them: a muted one would not be sent.
    [[nodiscard]] CriteriaEditResult setMuted(const QList<CriteriaNodeId> &nodes, bool muted) const;
    /// Never refused for locks; a matter of looks. Conditions among `groups` are passed over.
    [[nodiscard]] CriteriaEditResult setCollapsed(const QList<CriteriaNodeId> &groups, bool collapsed) const;

    /// Parts from elsewhere. See audiencefile.h for their text.
    [[nodiscard]] CriteriaEditResult paste(CriteriaNodeId parent, int index, const QList<CriteriaNode> &parts) const;
    /// The whole becomes `criteria`, which speaks of what is sent: from edited JSON, an earlier version, a merge. Nodes
    /// that CriteriaMatch finds again keep number and flags. Muted ones stay behind the member they stood behind, as
    /// long as their group is found again, else they go. Refused when a locked node would change, move or go, and when
    /// a group is too deep (`place` names it).
    [[nodiscard]] CriteriaEditResult replace(const CriteriaGroup &criteria) const;

private:
    using Check = tl::expected<void, CriteriaRefusal>;
    using Code = CriteriaRefusal::Code;

    [[nodiscard]] static tl::unexpected<CriteriaRefusal> refused(Code code, CriteriaNodeId node = noCriteriaNode);
    [[nodiscard]] Check editable(CriteriaNodeId node) const;
    [[nodiscard]] Check editableCondition(CriteriaNodeId node) const;
    [[nodiscard]] Check displaceable(CriteriaNodeId node) const;
    [[nodiscard]] Check displaceable(const QList<CriteriaNodeId> &nodes) const;
    [[nodiscard]] Check canTake(CriteriaNodeId parent, int height, qsizetype moreNodes) const;
    [[nodiscard]] Check notWithin(CriteriaNodeId target, const QList<CriteriaNodeId> &nodes) const;
    [[nodiscard]] tl::expected<QList<CriteriaNodeId>, CriteriaRefusal> chosen(const QList<CriteriaNodeId> &nodes) const;
    [[nodiscard]] int place(CriteriaNodeId parent, int index) const;
    [[nodiscard]] int placeWithout(const QList<CriteriaNodeId> &nodes, CriteriaNodeId parent, int index) const;
    [[nodiscard]] int height(const QList<CriteriaNodeId> &nodes) const;
    [[nodiscard]] qsizetype count(const QList<CriteriaNodeId> &nodes) const;
    [[nodiscard]] CriteriaJoin otherJoin(CriteriaNodeId group) const;
    [[nodiscard]] CriteriaEditResult changed(CriteriaNodeId id, const CriteriaCondition &condition,
                                             CriteriaStep step) const;

    CriteriaTree m_tree;
};

/// Another field for a condition, and what follows from it, as one step: a comparison that does not fit the new field's
/// type becomes "equals", a number that was a text becomes a number and the other way round where it means the same. A
/// value that has no such form stays as it is, so that nothing a person typed is lost; the rules say that it does not
/// fit.
[[nodiscard]] CriteriaEditResult changeCriteriaField(const CriteriaTree &tree, CriteriaNodeId condition,
                                                     const QString &field, const CriteriaFields &fields);

/// Another type for the value of a condition whose field is not known: the same value where it has that form ("12" and
/// 12), else 0, false, or an empty text. A comparison that does not fit the type becomes "equals". One step.
[[nodiscard]] CriteriaEditResult changeCriteriaValueType(const CriteriaTree &tree, CriteriaNodeId condition,
                                                         CriteriaFieldType type);

} // namespace muster
