// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/audiences/criteriatree.h"

#include <QSet>
#include <algorithm>

namespace muster {

namespace {

enum class Muted { LeftOut, Included };

/// Nothing: left out.
std::optional<CriteriaNode> contentOf(const CriteriaTree &tree, CriteriaNodeId id, Muted muted,
                                      QList<CriteriaNodeId> *visited = nullptr)
{
    const CriteriaTreeNode &node = tree.node(id);
    if (muted == Muted::LeftOut && node.flags.muted)
        return std::nullopt;
    const qsizetype before = visited != nullptr ? visited->size() : 0;
    if (visited != nullptr)
        visited->append(id);
    if (!node.group)
        return CriteriaNode{node.condition};
    CriteriaGroup group{node.join, {}};
    for (const CriteriaNodeId member : node.members) {
        if (auto content = contentOf(tree, member, muted, visited))
            group.members.push_back(*std::move(content));
    }
    if (group.members.empty() && !node.members.isEmpty() && id != criteriaRootId) {
        if (visited != nullptr)
            visited->resize(before);
        return std::nullopt;
    }
    return CriteriaNode{std::move(group)};
}

} // namespace

CriteriaTree::CriteriaTree()
{
    CriteriaTreeNode root{.id = criteriaRootId, .group = true};
    m_nodes.insert(criteriaRootId, std::make_shared<const CriteriaTreeNode>(std::move(root)));
}

CriteriaTree CriteriaTree::fromGroup(const CriteriaGroup &group)
{
    CriteriaTreeEditor editor{CriteriaTree()};
    editor.setJoin(criteriaRootId, group.join);
    int index = 0;
    for (const CriteriaNode &member : group.members)
        editor.insert(criteriaRootId, index++, member);
    return editor.take();
}

CriteriaGroup CriteriaTree::toGroup() const
{
    return std::get<CriteriaGroup>(contentOf(*this, criteriaRootId, Muted::LeftOut)->content);
}

CriteriaGroup CriteriaTree::toGroupWithMuted() const
{
    return std::get<CriteriaGroup>(contentOf(*this, criteriaRootId, Muted::Included)->content);
}

QList<CriteriaNodeId> CriteriaTree::sentNodes() const
{
    QList<CriteriaNodeId> sent;
    static_cast<void>(contentOf(*this, criteriaRootId, Muted::LeftOut, &sent));
    return sent;
}

CriteriaNode CriteriaTree::content(CriteriaNodeId id) const
{
    return contentOf(*this, id, Muted::Included).value_or(CriteriaNode{CriteriaGroup()});
}

QList<CriteriaNodeId> CriteriaTree::inReadingOrder(CriteriaNodeId from) const
{
    QList<CriteriaNodeId> order;
    QList<CriteriaNodeId> open{from};
    // A circle (which only a damaged draft could bring) ends at as many nodes as there are.
    while (!open.isEmpty() && order.size() <= size()) {
        order.append(open.takeLast());
        const QList<CriteriaNodeId> &members = node(order.last()).members;
        std::copy(members.crbegin(), members.crend(), std::back_inserter(open));
    }
    return order;
}

int CriteriaTree::indexOf(CriteriaNodeId id) const
{
    const CriteriaNodeId parent = node(id).parent;
    return parent == noCriteriaNode ? -1 : int(node(parent).members.indexOf(id));
}

CriteriaPath CriteriaTree::path(CriteriaNodeId id) const
{
    CriteriaPath path;
    for (; node(id).parent != noCriteriaNode; id = node(id).parent)
        path.prepend(indexOf(id));
    return path;
}

CriteriaNodeId CriteriaTree::at(const CriteriaPath &path) const
{
    CriteriaNodeId id = criteriaRootId;
    for (const int index : path) {
        const QList<CriteriaNodeId> &members = node(id).members;
        if (index < 0 || index >= members.size())
            return noCriteriaNode;
        id = members[index];
    }
    return id;
}

int CriteriaTree::level(CriteriaNodeId id) const
{
    int level = 1;
    for (; node(id).parent != noCriteriaNode; id = node(id).parent)
        ++level;
    return level;
}

int CriteriaTree::height(CriteriaNodeId id) const
{
    if (!node(id).group)
        return 0;
    int below = 0;
    for (const CriteriaNodeId member : node(id).members)
        below = std::max(below, height(member));
    return below + 1;
}

bool CriteriaTree::isWithin(CriteriaNodeId id, CriteriaNodeId ancestor) const
{
    for (; id != noCriteriaNode; id = node(id).parent) {
        if (id == ancestor)
            return true;
    }
    return false;
}

CriteriaNodeId CriteriaTree::lockedBy(CriteriaNodeId id) const
{
    CriteriaNodeId outermost = noCriteriaNode;
    for (; id != noCriteriaNode; id = node(id).parent) {
        if (node(id).flags.locked)
            outermost = id;
    }
    return outermost;
}

CriteriaNodeId CriteriaTree::lockedWithin(CriteriaNodeId id) const
{
    for (const CriteriaNodeId candidate : inReadingOrder(id)) {
        if (node(candidate).flags.locked)
            return candidate;
    }
    return noCriteriaNode;
}

bool CriteriaTree::isMuted(CriteriaNodeId id) const
{
    for (; id != noCriteriaNode; id = node(id).parent) {
        if (node(id).flags.muted)
            return true;
    }
    return false;
}

CriteriaTree CriteriaTree::succeeding(const CriteriaTree &other) const
{
    CriteriaTree tree = *this;
    tree.m_nextId = std::max(m_nextId, other.m_nextId);
    return tree;
}

bool CriteriaTree::operator==(const CriteriaTree &other) const
{
    if (m_nodes.size() != other.m_nodes.size())
        return false;
    return std::all_of(m_nodes.cbegin(), m_nodes.cend(), [&other](const auto &mine) {
        const auto theirs = other.m_nodes.constFind(mine->id);
        return theirs != other.m_nodes.cend() && (mine == *theirs || *mine == **theirs);
    });
}

CriteriaTreeEditor::CriteriaTreeEditor(CriteriaTree tree)
    : m_tree(std::move(tree))
{
}

// A node that another tree shares is never written to: change() puts a copy in its place.
CriteriaTreeNode &CriteriaTreeEditor::change(CriteriaNodeId id)
{
    auto copy = std::make_shared<CriteriaTreeNode>(m_tree.node(id));
    CriteriaTreeNode &node = *copy;
    m_tree.m_nodes.insert(id, std::move(copy));
    return node;
}

CriteriaNodeId CriteriaTreeEditor::add(CriteriaTreeNode node, int index)
{
    node.id = m_tree.m_nextId++;
    const CriteriaNodeId id = node.id;
    change(node.parent).members.insert(index, id);
    m_tree.m_nodes.insert(id, std::make_shared<const CriteriaTreeNode>(std::move(node)));
    return id;
}

CriteriaNodeId CriteriaTreeEditor::insertGroup(CriteriaNodeId parent, int index, CriteriaJoin join)
{
    CriteriaTreeNode node{.parent = parent, .group = true, .join = join};
    return add(std::move(node), index);
}

CriteriaNodeId CriteriaTreeEditor::insert(CriteriaNodeId parent, int index, const CriteriaNode &content)
{
    if (const auto *condition = std::get_if<CriteriaCondition>(&content.content)) {
        CriteriaTreeNode node{.parent = parent, .condition = *condition};
        return add(std::move(node), index);
    }
    const auto &group = std::get<CriteriaGroup>(content.content);
    const CriteriaNodeId id = insertGroup(parent, index, group.join);
    int place = 0;
    for (const CriteriaNode &member : group.members)
        insert(id, place++, member);
    return id;
}

CriteriaNodeId CriteriaTreeEditor::insertCopy(CriteriaNodeId parent, int index, const CriteriaTree &from,
                                              CriteriaNodeId of)
{
    CriteriaTreeNode node = from.node(of);
    node.members.clear();
    node.parent = parent;
    node.flags.locked = false;
    const CriteriaNodeId id = add(std::move(node), index);
    int place = 0;
    for (const CriteriaNodeId member : from.node(of).members)
        insertCopy(id, place++, from, member);
    return id;
}

void CriteriaTreeEditor::forget(CriteriaNodeId id)
{
    for (const CriteriaNodeId member : m_tree.node(id).members)
        forget(member);
    m_tree.m_nodes.remove(id);
}

void CriteriaTreeEditor::remove(CriteriaNodeId id)
{
    change(m_tree.node(id).parent).members.removeOne(id);
    forget(id);
}

void CriteriaTreeEditor::move(CriteriaNodeId id, CriteriaNodeId parent, int index)
{
    change(m_tree.node(id).parent).members.removeOne(id);
    change(parent).members.insert(index, id);
    change(id).parent = parent;
}

void CriteriaTreeEditor::setJoin(CriteriaNodeId id, CriteriaJoin join)
{
    change(id).join = join;
}

void CriteriaTreeEditor::setCondition(CriteriaNodeId id, const CriteriaCondition &condition)
{
    change(id).condition = condition;
}

void CriteriaTreeEditor::setFlags(CriteriaNodeId id, const CriteriaFlags &flags)
{
    change(id).flags = flags;
}

std::optional<CriteriaTree> CriteriaTreeEditor::assembled(const QList<CriteriaTreeNode> &nodes, CriteriaNodeId nextId)
{
    if (nodes.isEmpty() || nodes.first().id != criteriaRootId || nodes.first().parent != noCriteriaNode)
        return std::nullopt;
    if (!nodes.first().group || nodes.first().flags.muted)
        return std::nullopt;
    CriteriaTree tree;
    tree.m_nodes.clear();
    tree.m_nextId = nextId;
    for (const CriteriaTreeNode &node : nodes) {
        if (node.id == noCriteriaNode || node.id >= nextId || tree.m_nodes.contains(node.id))
            return std::nullopt;
        if (!node.group && !node.members.isEmpty())
            return std::nullopt;
        tree.m_nodes.insert(node.id, std::make_shared<const CriteriaTreeNode>(node));
    }
    qsizetype named = 1;
    for (const CriteriaTreeNode &node : nodes) {
        for (const CriteriaNodeId member : node.members) {
            if (!tree.contains(member) || tree.node(member).parent != node.id)
                return std::nullopt;
            ++named;
        }
    }
    // As many names as nodes, and no node behind the root is reached twice or in a circle: each is under one parent,
    // and all can be walked to.
    const QList<CriteriaNodeId> order = tree.inReadingOrder();
    if (named != nodes.size() || QSet<CriteriaNodeId>(order.cbegin(), order.cend()).size() != nodes.size())
        return std::nullopt;
    return tree;
}

SentPlaces::SentPlaces(const CriteriaTree &tree)
{
    QHash<CriteriaNodeId, int> members;
    // A group comes before its members, and these in their order.
    for (const CriteriaNodeId id : tree.sentNodes()) {
        CriteriaPath path;
        if (id != criteriaRootId) {
            const CriteriaNodeId parent = tree.node(id).parent;
            path = m_paths.value(parent);
            path.append(members[parent]++);
        }
        m_nodes.insert(path, id);
        m_paths.insert(id, path);
    }
}

std::optional<CriteriaPath> SentPlaces::path(CriteriaNodeId node) const
{
    const auto path = m_paths.constFind(node);
    return path == m_paths.cend() ? std::nullopt : std::optional(*path);
}

} // namespace muster
