// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// CriteriaEdits::replace(): one tree becomes another one and stays, where it can, what it was.

#include "models/audiences/criteriaedits.h"
#include "models/audiences/criteriamatch.h"
#include "models/audiences/criteriatreeeditor.h"

namespace muster {

namespace {

/// The draft without what is not sent, numbers kept.
CriteriaTree sentTree(const CriteriaTree &draft)
{
    CriteriaTreeEditor editor(draft);
    const QList<CriteriaNodeId> sent = draft.sentNodes();
    for (const CriteriaNodeId id : draft.inReadingOrder()) {
        if (!sent.contains(id) && editor.tree().contains(id))
            editor.remove(id);
    }
    return editor.take();
}

class Replacement
{
public:
    Replacement(const CriteriaTree &draft, const CriteriaTree &wanted)
        : m_draft(draft)
        , m_wanted(wanted)
        , m_sent(sentTree(draft))
        , m_match(m_sent, wanted)
        , m_nextId(draft.nextId())
    {
    }

    [[nodiscard]] std::optional<CriteriaTree> tree();

private:
    CriteriaNodeId add(CriteriaNodeId wanted, CriteriaNodeId parent);
    void addUnsent(CriteriaTreeNode &group);
    void addAsItWas(CriteriaNodeId id);

    const CriteriaTree &m_draft, &m_wanted;
    const CriteriaTree m_sent;
    const CriteriaMatch m_match;
    CriteriaNodeId m_nextId;
    QList<CriteriaTreeNode> m_nodes;
};

void Replacement::addAsItWas(CriteriaNodeId id)
{
    for (const CriteriaNodeId node : m_draft.inReadingOrder(id))
        m_nodes.append(m_draft.node(node));
}

// Each behind the nearest of its earlier neighbours that is still here, else in front.
void Replacement::addUnsent(CriteriaTreeNode &group)
{
    const CriteriaNodeId was = group.id;
    if (!m_draft.contains(was))
        return;
    qsizetype place = 0;
    for (const CriteriaNodeId member : m_draft.node(was).members) {
        if (const qsizetype here = group.members.indexOf(member); here >= 0) {
            place = here + 1;
        } else if (!m_sent.contains(member)) {
            group.members.insert(place++, member);
            addAsItWas(member);
        }
    }
}

CriteriaNodeId Replacement::add(CriteriaNodeId wanted, CriteriaNodeId parent)
{
    CriteriaTreeNode node = m_wanted.node(wanted);
    const CriteriaNodeId was = m_match.before(wanted);
    node.id = was != noCriteriaNode ? was : m_nextId++;
    node.parent = parent;
    if (was != noCriteriaNode)
        node.flags = m_draft.node(was).flags;
    const QList<CriteriaNodeId> members = node.members;
    node.members.clear();
    const qsizetype place = m_nodes.size();
    m_nodes.append(node);
    for (const CriteriaNodeId member : members)
        node.members.append(add(member, node.id));
    addUnsent(node);
    m_nodes[place] = node;
    return node.id;
}

std::optional<CriteriaTree> Replacement::tree()
{
    add(criteriaRootId, noCriteriaNode);
    return CriteriaTreeEditor::assembled(m_nodes, m_nextId);
}

/// A locked part says what it said, in the groups that it was in.
bool isKept(const CriteriaTree &before, const CriteriaTree &after, CriteriaNodeId locked)
{
    if (!after.contains(locked) || before.content(locked) != after.content(locked))
        return false;
    for (CriteriaNodeId id = locked; id != noCriteriaNode; id = before.node(id).parent) {
        if (!after.contains(id) || before.node(id).parent != after.node(id).parent)
            return false;
    }
    return true;
}

} // namespace

CriteriaEditResult CriteriaEdits::replace(const CriteriaGroup &criteria) const
{
    const CriteriaTree wanted = CriteriaTree::fromGroup(criteria);
    for (const CriteriaNodeId id : wanted.inReadingOrder()) {
        if (wanted.node(id).group && wanted.level(id) > criteriaDepthLimit) {
            CriteriaRefusal refusal;
            refusal.code = Code::TooDeep;
            refusal.level = wanted.level(id);
            refusal.place = criteriaJsonPath(wanted.path(id), {});
            return tl::unexpected(refusal);
        }
    }
    if (wanted.size() > criteriaNodeLimit)
        return refused(Code::TooMany);
    const auto tree = Replacement(m_tree, wanted).tree();
    if (!tree || tree->size() > criteriaNodeLimit)
        return refused(Code::TooMany);
    for (const CriteriaNodeId id : m_tree.inReadingOrder()) {
        if (m_tree.node(id).flags.locked && !isKept(m_tree, *tree, id))
            return refused(Code::Locked, id);
    }
    if (*tree == m_tree)
        return refused(Code::NothingChanges, criteriaRootId);
    return CriteriaEdit{*tree, CriteriaStep::Replace, {criteriaRootId}};
}

} // namespace muster
