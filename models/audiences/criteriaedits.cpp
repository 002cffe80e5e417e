// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/audiences/criteriaedits.h"

#include "models/audiences/criteriatreeeditor.h"
#include "network/wire/result.h"

#include <algorithm>

namespace muster {

CriteriaEdits::CriteriaEdits(CriteriaTree tree)
    : m_tree(std::move(tree))
{
}

tl::unexpected<CriteriaRefusal> CriteriaEdits::refused(Code code, CriteriaNodeId node)
{
    CriteriaRefusal refusal;
    refusal.code = code;
    refusal.node = node;
    return tl::unexpected(refusal);
}

CriteriaEdits::Check CriteriaEdits::editable(CriteriaNodeId node) const
{
    if (!m_tree.contains(node))
        return refused(Code::UnknownNode, node);
    if (const CriteriaNodeId lock = m_tree.lockedBy(node); lock != noCriteriaNode)
        return refused(Code::Locked, lock);
    return {};
}

CriteriaEdits::Check CriteriaEdits::editableCondition(CriteriaNodeId node) const
{
    return editable(node).and_then([&]() -> Check {
        if (m_tree.node(node).group)
            return refused(Code::NotACondition, node);
        return {};
    });
}

CriteriaEdits::Check CriteriaEdits::displaceable(CriteriaNodeId node) const
{
    if (node == criteriaRootId)
        return refused(Code::RootStays, node);
    return editable(node).and_then([&]() -> Check {
        if (const CriteriaNodeId lock = m_tree.lockedWithin(node); lock != noCriteriaNode)
            return refused(Code::HoldsLocked, lock);
        return {};
    });
}

CriteriaEdits::Check CriteriaEdits::displaceable(const QList<CriteriaNodeId> &nodes) const
{
    Check check;
    for (const CriteriaNodeId node : nodes)
        check = check.and_then([&] { return displaceable(node); });
    return check;
}

CriteriaEdits::Check CriteriaEdits::canTake(CriteriaNodeId parent, int height, qsizetype moreNodes) const
{
    if (!m_tree.contains(parent))
        return refused(Code::UnknownNode, parent);
    if (!m_tree.node(parent).group)
        return refused(Code::NotAGroup, parent);
    if (const CriteriaNodeId lock = m_tree.lockedBy(parent); lock != noCriteriaNode)
        return refused(Code::TargetLocked, lock);
    // Moving a condition about is fine even in a tree that is too deep already: that is a way to mend it.
    if (const int level = m_tree.level(parent) + height; height > 0 && level > criteriaDepthLimit) {
        CriteriaRefusal refusal;
        refusal.code = Code::TooDeep;
        refusal.node = parent;
        refusal.level = level;
        return tl::unexpected(refusal);
    }
    if (moreNodes > 0 && m_tree.size() + moreNodes > criteriaNodeLimit)
        return refused(Code::TooMany);
    return {};
}

CriteriaEdits::Check CriteriaEdits::notWithin(CriteriaNodeId target, const QList<CriteriaNodeId> &nodes) const
{
    for (const CriteriaNodeId node : nodes) {
        if (m_tree.isWithin(target, node))
            return refused(Code::IntoItself, node);
    }
    return {};
}

tl::expected<QList<CriteriaNodeId>, CriteriaRefusal> CriteriaEdits::chosen(const QList<CriteriaNodeId> &nodes) const
{
    if (nodes.isEmpty())
        return refused(Code::NothingChosen);
    for (const CriteriaNodeId node : nodes) {
        if (!m_tree.contains(node))
            return refused(Code::UnknownNode, node);
    }
    QList<CriteriaNodeId> outermost;
    for (const CriteriaNodeId node : m_tree.inReadingOrder()) {
        if (nodes.contains(node) && (outermost.isEmpty() || !m_tree.isWithin(node, outermost.last())))
            outermost.append(node);
    }
    return outermost;
}

int CriteriaEdits::place(CriteriaNodeId parent, int index) const
{
    const int members = int(m_tree.node(parent).members.size());
    return index < 0 ? members : std::min(index, members);
}

int CriteriaEdits::placeWithout(const QList<CriteriaNodeId> &nodes, CriteriaNodeId parent, int index) const
{
    const QList<CriteriaNodeId> before = m_tree.node(parent).members.first(place(parent, index));
    return int(std::count_if(before.cbegin(), before.cend(),
                             [&nodes](CriteriaNodeId member) { return !nodes.contains(member); }));
}

int CriteriaEdits::height(const QList<CriteriaNodeId> &nodes) const
{
    int highest = 0;
    for (const CriteriaNodeId node : nodes)
        highest = std::max(highest, m_tree.height(node));
    return highest;
}

qsizetype CriteriaEdits::count(const QList<CriteriaNodeId> &nodes) const
{
    qsizetype sum = 0;
    for (const CriteriaNodeId node : nodes)
        sum += m_tree.inReadingOrder(node).size();
    return sum;
}

CriteriaJoin CriteriaEdits::otherJoin(CriteriaNodeId group) const
{
    return m_tree.node(group).join == CriteriaJoin::And ? CriteriaJoin::Or : CriteriaJoin::And;
}

CriteriaEditResult CriteriaEdits::addCondition(CriteriaNodeId parent, int index,
                                               const CriteriaCondition &condition) const
{
    return canTake(parent, 0, 1).and_then([&]() -> CriteriaEditResult {
        CriteriaTreeEditor editor(m_tree);
        const CriteriaNodeId id = editor.insert(parent, place(parent, index), {condition});
        return CriteriaEdit{editor.take(), CriteriaStep::AddCondition, {id}};
    });
}

CriteriaEditResult CriteriaEdits::addGroup(CriteriaNodeId parent, int index, CriteriaJoin join) const
{
    return canTake(parent, 1, 1).and_then([&]() -> CriteriaEditResult {
        CriteriaTreeEditor editor(m_tree);
        const CriteriaNodeId id = editor.insertGroup(parent, place(parent, index), join);
        return CriteriaEdit{editor.take(), CriteriaStep::AddGroup, {id}};
    });
}

CriteriaEditResult CriteriaEdits::setJoin(CriteriaNodeId group, CriteriaJoin join) const
{
    return editable(group).and_then([&]() -> CriteriaEditResult {
        if (!m_tree.node(group).group)
            return refused(Code::NotAGroup, group);
        if (m_tree.node(group).join == join)
            return refused(Code::NothingChanges, group);
        CriteriaTreeEditor editor(m_tree);
        editor.setJoin(group, join);
        return CriteriaEdit{editor.take(), CriteriaStep::SetJoin, {group}};
    });
}

CriteriaEditResult CriteriaEdits::changed(CriteriaNodeId id, const CriteriaCondition &condition,
                                          CriteriaStep step) const
{
    if (m_tree.node(id).condition == condition)
        return refused(Code::NothingChanges, id);
    CriteriaTreeEditor editor(m_tree);
    editor.setCondition(id, condition);
    return CriteriaEdit{editor.take(), step, {id}};
}

CriteriaEditResult CriteriaEdits::setField(CriteriaNodeId condition, const QString &field) const
{
    return editableCondition(condition).and_then([&] {
        CriteriaCondition wanted = m_tree.node(condition).condition;
        wanted.field = field;
        return changed(condition, wanted, CriteriaStep::SetField);
    });
}

CriteriaEditResult CriteriaEdits::setOperator(CriteriaNodeId condition, CriteriaOperator op) const
{
    return editableCondition(condition).and_then([&] {
        CriteriaCondition wanted = m_tree.node(condition).condition;
        wanted.op = op;
        return changed(condition, wanted, CriteriaStep::SetOperator);
    });
}

CriteriaEditResult CriteriaEdits::setValue(CriteriaNodeId condition, const CriteriaValue &value) const
{
    return editableCondition(condition).and_then([&] {
        CriteriaCondition wanted = m_tree.node(condition).condition;
        wanted.value = value;
        return changed(condition, wanted, CriteriaStep::SetValue);
    });
}

CriteriaEditResult CriteriaEdits::setOneOf(CriteriaNodeId condition, const QList<CriteriaValue> &values) const
{
    TRY_VOID(editableCondition(condition));
    if (values.isEmpty())
        return refused(Code::NothingChosen, condition);
    const CriteriaTreeNode &node = m_tree.node(condition);
    if (values.size() == 1) {
        return changed(condition, {node.condition.field, CriteriaOperator::Equals, values.first()},
                       CriteriaStep::SetValues);
    }
    return canTake(node.parent, 1, values.size()).and_then([&]() -> CriteriaEditResult {
        CriteriaGroup group{CriteriaJoin::Or, {}};
        for (const CriteriaValue &value : values)
            group.members.push_back({CriteriaCondition{node.condition.field, CriteriaOperator::Equals, value}});
        CriteriaTreeEditor editor(m_tree);
        const CriteriaNodeId id = editor.insert(node.parent, m_tree.indexOf(condition), {group});
        editor.setFlags(id, node.flags);
        editor.remove(condition);
        return CriteriaEdit{editor.take(), CriteriaStep::SetValues, {id}};
    });
}

} // namespace muster
