// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/audiences/criteriaedits.h"

#include "models/audiences/criteriamatch.h"
#include "models/text/typedvalues.h"
#include "network/wire/result.h"

#include <algorithm>

namespace muster {

CriteriaEdits::CriteriaEdits(CriteriaTree tree)
    : m_tree(std::move(tree))
{
}

tl::unexpected<CriteriaRefusal> CriteriaEdits::refused(Code code, CriteriaNodeId node)
{
    return tl::unexpected(CriteriaRefusal{.code = code, .node = node});
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
        return tl::unexpected(CriteriaRefusal{.code = Code::TooDeep, .node = parent, .level = level});
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

// replace(): one tree becomes another one and stays, where it can, what it was.

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
            return tl::unexpected(CriteriaRefusal{
                .code = Code::TooDeep, .level = wanted.level(id), .place = criteriaJsonPath(wanted.path(id), {})});
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

namespace {

CriteriaValue fitting(const CriteriaValue &value, CriteriaFieldType type)
{
    if (type == CriteriaFieldType::Boolean)
        return value;
    if (type == CriteriaFieldType::Number) {
        const auto *text = std::get_if<QString>(&value);
        const auto number = text ? exactNumber(*text, QLocale::c()) : std::nullopt;
        return number && QString::fromLatin1(*number) == *text ? CriteriaValue(CriteriaNumber{*number}) : value;
    }
    const auto *number = std::get_if<CriteriaNumber>(&value);
    return number ? CriteriaValue(QString::fromLatin1(number->spelling)) : value;
}

} // namespace

CriteriaEditResult changeCriteriaField(const CriteriaTree &tree, CriteriaNodeId condition, const QString &field,
                                       const CriteriaFields &fields)
{
    CriteriaEditResult result = CriteriaEdits(tree).setField(condition, field);
    const CriteriaField *known = fields.find(field);
    if (!result || !known)
        return result;
    const auto follow = [&result](const CriteriaEditResult &next) {
        if (next)
            result->tree = next->tree; // refused: it fits already
    };
    const CriteriaCondition changed = result->tree.node(condition).condition;
    if (!operatorsFor(known->type).contains(changed.op))
        follow(CriteriaEdits(result->tree).setOperator(condition, CriteriaOperator::Equals));
    follow(CriteriaEdits(result->tree).setValue(condition, fitting(changed.value, known->type)));
    return result;
}

CriteriaEditResult changeCriteriaValueType(const CriteriaTree &tree, CriteriaNodeId condition, CriteriaFieldType type)
{
    const CriteriaTreeNode node = tree.contains(condition) ? tree.node(condition) : CriteriaTreeNode();
    CriteriaValue value = fitting(node.condition.value, type);
    if (type == CriteriaFieldType::Number && !std::holds_alternative<CriteriaNumber>(value))
        value = CriteriaNumber();
    else if (type == CriteriaFieldType::Boolean && !std::holds_alternative<bool>(value))
        value = false;
    else if (type == CriteriaFieldType::Text && std::holds_alternative<bool>(value))
        value = QString();
    CriteriaEditResult result = CriteriaEdits(tree).setValue(condition, value);
    if (result && !operatorsFor(type).contains(node.condition.op)) {
        if (const auto next = CriteriaEdits(result->tree).setOperator(condition, CriteriaOperator::Equals))
            result->tree = next->tree;
    }
    return result;
}

} // namespace muster
