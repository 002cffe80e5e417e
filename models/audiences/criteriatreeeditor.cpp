// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/audiences/criteriatreeeditor.h"

#include <QSet>

namespace muster {

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
    CriteriaTreeNode node;
    node.parent = parent;
    node.group = true;
    node.join = join;
    return add(std::move(node), index);
}

CriteriaNodeId CriteriaTreeEditor::insert(CriteriaNodeId parent, int index, const CriteriaNode &content)
{
    if (const auto *condition = std::get_if<CriteriaCondition>(&content.content)) {
        CriteriaTreeNode node;
        node.parent = parent;
        node.condition = *condition;
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

} // namespace muster
