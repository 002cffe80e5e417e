// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The edits that are about places: removing, moving, copying, grouping. Flags and pasting, too.

#include "models/audiences/criteriaedits.h"
#include "models/audiences/criteriatree.h"
#include "network/wire/result.h"

#include <algorithm>

namespace muster {

namespace {

int heightOf(const CriteriaNode &node)
{
    const auto *group = std::get_if<CriteriaGroup>(&node.content);
    if (group == nullptr)
        return 0;
    int below = 0;
    for (const CriteriaNode &member : group->members)
        below = std::max(below, heightOf(member));
    return below + 1;
}

qsizetype countOf(const CriteriaNode &node)
{
    qsizetype sum = 1;
    if (const auto *group = std::get_if<CriteriaGroup>(&node.content)) {
        for (const CriteriaNode &member : group->members)
            sum += countOf(member);
    }
    return sum;
}

/// The first group `levels` levels or more below the one that `node` is in; nothing: none is so deep.
std::optional<QString> tooDeepIn(const CriteriaNode &node, int levels, const QString &path)
{
    const auto *group = std::get_if<CriteriaGroup>(&node.content);
    if (group == nullptr)
        return std::nullopt;
    if (levels <= 0)
        return path;
    for (std::size_t i = 0; i < group->members.size(); ++i) {
        const QString prefix = path.isEmpty() ? QString() : QString(path + u'.');
        if (auto found = tooDeepIn(group->members[i], levels - 1,
                                   QStringLiteral("%1conditions[%2]").arg(prefix, QString::number(i))))
            return found;
    }
    return std::nullopt;
}

} // namespace

CriteriaEditResult CriteriaEdits::remove(const QList<CriteriaNodeId> &nodes) const
{
    TRY(all, chosen(nodes));
    return displaceable(*all).and_then([&]() -> CriteriaEditResult {
        CriteriaTreeEditor editor(m_tree);
        for (const CriteriaNodeId node : *all)
            editor.remove(node);
        QList<CriteriaNodeId> groups;
        for (const CriteriaNodeId node : *all) {
            if (const CriteriaNodeId parent = m_tree.node(node).parent; !groups.contains(parent))
                groups.append(parent);
        }
        return CriteriaEdit{editor.take(), CriteriaStep::Remove, groups};
    });
}

CriteriaEditResult CriteriaEdits::duplicate(const QList<CriteriaNodeId> &nodes) const
{
    TRY(all, chosen(nodes));
    Check check;
    for (const CriteriaNodeId node : *all) {
        check = check.and_then([&]() -> Check {
            if (node == criteriaRootId)
                return refused(Code::RootStays, node);
            return canTake(m_tree.node(node).parent, m_tree.height(node), count(*all));
        });
    }
    return check.and_then([&]() -> CriteriaEditResult {
        CriteriaTreeEditor editor(m_tree);
        QList<CriteriaNodeId> copies;
        for (const CriteriaNodeId node : *all)
            copies.append(editor.insertCopy(m_tree.node(node).parent, editor.tree().indexOf(node) + 1, m_tree, node));
        return CriteriaEdit{editor.take(), CriteriaStep::Duplicate, copies};
    });
}

CriteriaEditResult CriteriaEdits::move(const QList<CriteriaNodeId> &nodes, CriteriaNodeId parent, int index) const
{
    TRY(all, chosen(nodes));
    return displaceable(*all)
        .and_then([&]() -> Check {
            if (!m_tree.contains(parent))
                return refused(Code::UnknownNode, parent);
            return notWithin(parent, *all);
        })
        .and_then([&] { return canTake(parent, height(*all), 0); })
        .and_then([&]() -> CriteriaEditResult {
            CriteriaTreeEditor editor(m_tree);
            int to = placeWithout(*all, parent, index);
            // All leave before the first arrives, so that places can be counted without them.
            for (const CriteriaNodeId node : *all)
                editor.move(node, parent,
                            int(editor.tree().node(parent).members.size())
                                - (m_tree.node(node).parent == parent ? 1 : 0));
            for (const CriteriaNodeId node : *all)
                editor.move(node, parent, to++);
            if (editor.tree() == m_tree)
                return refused(Code::NothingChanges, all->first());
            return CriteriaEdit{editor.take(), CriteriaStep::Move, *all};
        });
}

CriteriaEditResult CriteriaEdits::copy(const QList<CriteriaNodeId> &nodes, CriteriaNodeId parent, int index) const
{
    TRY(all, chosen(nodes));
    if (all->contains(criteriaRootId))
        return refused(Code::RootStays, criteriaRootId);
    return canTake(parent, height(*all), count(*all)).and_then([&]() -> CriteriaEditResult {
        CriteriaTreeEditor editor(m_tree);
        int to = place(parent, index);
        QList<CriteriaNodeId> copies;
        for (const CriteriaNodeId node : *all)
            copies.append(editor.insertCopy(parent, to++, m_tree, node));
        return CriteriaEdit{editor.take(), CriteriaStep::Copy, copies};
    });
}

CriteriaEditResult CriteriaEdits::wrap(const QList<CriteriaNodeId> &nodes, std::optional<CriteriaJoin> join) const
{
    TRY(all, chosen(nodes));
    TRY_VOID(displaceable(*all));
    const CriteriaNodeId parent = m_tree.node(all->first()).parent;
    for (const CriteriaNodeId node : *all) {
        if (m_tree.node(node).parent != parent)
            return refused(Code::NotTogether, node);
    }
    return canTake(parent, height(*all) + 1, 1).and_then([&]() -> CriteriaEditResult {
        CriteriaTreeEditor editor(m_tree);
        const CriteriaNodeId group
            = editor.insertGroup(parent, m_tree.indexOf(all->first()), join.value_or(otherJoin(parent)));
        int to = 0;
        for (const CriteriaNodeId node : *all)
            editor.move(node, group, to++);
        return CriteriaEdit{editor.take(), CriteriaStep::Wrap, {group}};
    });
}

CriteriaEditResult CriteriaEdits::ungroup(CriteriaNodeId group) const
{
    return displaceable(group).and_then([&]() -> CriteriaEditResult {
        const CriteriaTreeNode &node = m_tree.node(group);
        if (!node.group)
            return refused(Code::NotAGroup, group);
        CriteriaTreeEditor editor(m_tree);
        int to = m_tree.indexOf(group);
        for (const CriteriaNodeId member : node.members) {
            CriteriaFlags flags = m_tree.node(member).flags;
            flags.muted = flags.muted || node.flags.muted;
            if (flags != m_tree.node(member).flags)
                editor.setFlags(member, flags);
            editor.move(member, node.parent, to++);
        }
        editor.remove(group);
        const QList<CriteriaNodeId> freed = node.members;
        return CriteriaEdit{editor.take(), CriteriaStep::Ungroup,
                            freed.isEmpty() ? QList<CriteriaNodeId>{node.parent} : freed};
    });
}

CriteriaEditResult CriteriaEdits::groupWith(const QList<CriteriaNodeId> &nodes, CriteriaNodeId target,
                                            std::optional<CriteriaJoin> join, Transfer transfer) const
{
    TRY(all, chosen(nodes));
    const bool moves = transfer == Transfer::Move;
    if (const auto check = displaceable(target).and_then([&]() -> Check {
            if (all->contains(criteriaRootId))
                return refused(Code::RootStays, criteriaRootId);
            return moves ? displaceable(*all).and_then([&] { return notWithin(target, *all); }) : Check();
        });
        !check)
        return tl::unexpected(check.error());
    const CriteriaNodeId parent = m_tree.node(target).parent;
    const int inside = std::max(height(*all), m_tree.height(target));
    return canTake(parent, inside + 1, moves ? 1 : count(*all) + 1).and_then([&]() -> CriteriaEditResult {
        CriteriaTreeEditor editor(m_tree);
        const CriteriaNodeId group
            = editor.insertGroup(parent, m_tree.indexOf(target), join.value_or(otherJoin(parent)));
        editor.move(target, group, 0);
        int to = 1;
        for (const CriteriaNodeId node : *all) {
            if (moves)
                editor.move(node, group, to++);
            else
                editor.insertCopy(group, to++, m_tree, node);
        }
        return CriteriaEdit{editor.take(), CriteriaStep::GroupWith, {group}};
    });
}

CriteriaEditResult CriteriaEdits::setLocked(const QList<CriteriaNodeId> &nodes, bool locked) const
{
    TRY(all, chosen(nodes));
    CriteriaTreeEditor editor(m_tree);
    for (const CriteriaNodeId node : *all) {
        // A lock further out is what holds this one; its own can be taken off only when that is gone.
        if (const CriteriaNodeId lock = m_tree.lockedBy(node); lock != noCriteriaNode && lock != node)
            return refused(Code::Locked, lock);
        CriteriaFlags flags = m_tree.node(node).flags;
        flags.locked = locked;
        editor.setFlags(node, flags);
    }
    if (editor.tree() == m_tree)
        return refused(Code::NothingChanges, all->first());
    return CriteriaEdit{editor.take(), locked ? CriteriaStep::Lock : CriteriaStep::Unlock, *all};
}

CriteriaEditResult CriteriaEdits::setMuted(const QList<CriteriaNodeId> &nodes, bool muted) const
{
    TRY(all, chosen(nodes));
    return displaceable(*all).and_then([&]() -> CriteriaEditResult {
        CriteriaTreeEditor editor(m_tree);
        for (const CriteriaNodeId node : *all) {
            CriteriaFlags flags = m_tree.node(node).flags;
            flags.muted = muted;
            editor.setFlags(node, flags);
        }
        if (editor.tree() == m_tree)
            return refused(Code::NothingChanges, all->first());
        return CriteriaEdit{editor.take(), muted ? CriteriaStep::Mute : CriteriaStep::Unmute, *all};
    });
}

CriteriaEditResult CriteriaEdits::setCollapsed(const QList<CriteriaNodeId> &groups, bool collapsed) const
{
    if (groups.isEmpty())
        return refused(Code::NothingChosen);
    CriteriaTreeEditor editor(m_tree);
    QList<CriteriaNodeId> done;
    for (const CriteriaNodeId id : groups) {
        if (!m_tree.contains(id))
            return refused(Code::UnknownNode, id);
        CriteriaFlags flags = m_tree.node(id).flags;
        if (!m_tree.node(id).group || flags.collapsed == collapsed || done.contains(id))
            continue;
        flags.collapsed = collapsed;
        editor.setFlags(id, flags);
        done.append(id);
    }
    if (done.isEmpty())
        return refused(Code::NothingChanges, groups.first());
    return CriteriaEdit{editor.take(), collapsed ? CriteriaStep::Collapse : CriteriaStep::Expand, done};
}

CriteriaEditResult CriteriaEdits::paste(CriteriaNodeId parent, int index, const QList<CriteriaNode> &parts) const
{
    if (parts.isEmpty())
        return refused(Code::NothingChosen);
    int highest = 0;
    qsizetype nodes = 0;
    for (const CriteriaNode &part : parts) {
        highest = std::max(highest, heightOf(part));
        nodes += countOf(part);
    }
    if (const auto check = canTake(parent, highest, nodes); !check) {
        CriteriaRefusal refusal = check.error();
        for (qsizetype i = 0; refusal.code == Code::TooDeep && refusal.place.isEmpty() && i < parts.size(); ++i) {
            const QString from = parts.size() > 1 ? QStringLiteral("[%1]").arg(i) : QString();
            refusal.place = tooDeepIn(parts[i], criteriaDepthLimit - m_tree.level(parent), from).value_or(QString());
        }
        return tl::unexpected(refusal);
    }
    CriteriaTreeEditor editor(m_tree);
    int to = place(parent, index);
    QList<CriteriaNodeId> pasted;
    for (const CriteriaNode &part : parts)
        pasted.append(editor.insert(parent, to++, part));
    return CriteriaEdit{editor.take(), CriteriaStep::Paste, pasted};
}

} // namespace muster
