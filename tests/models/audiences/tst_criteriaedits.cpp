// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/audiences/criteriaedits.h"
#include "tests/support/criteriasamples.h"
#include "tests/support/testprogram.h"

#include <QSet>
#include <functional>

using namespace muster;

namespace tst_criteriaedits {
using Transfer = CriteriaEdits::Transfer;
using Code = CriteriaRefusal::Code;

namespace {

/// Numbers in reading order: 1 root, 2 a, 3 or-group, 4 b, 5 and-group, 6 c, 7 d.
CriteriaTree sample()
{
    return CriteriaTree::fromGroup(allOf({is(QStringLiteral("a")),
                                          {anyOf({is(QStringLiteral("b")), {allOf({is(QStringLiteral("c"))})}})},
                                          is(QStringLiteral("d"))}));
}

/// Five levels, each group holding the next: 1 > 2 > 3 > 4 > 5, and the condition 6.
CriteriaTree deepest()
{
    const QString x = QStringLiteral("x");
    return CriteriaTree::fromGroup(allOf({{anyOf({{allOf({{anyOf({{allOf({is(x)})}})}})}})}}));
}

CriteriaTree locking(const CriteriaTree &tree, CriteriaNodeId node)
{
    return CriteriaEdits(tree).setLocked({node}, true).value().tree;
}

QString shape(const CriteriaEditResult &result)
{
    return result ? shapeOf({result->tree.toGroupWithMuted()}) : QStringLiteral("refused");
}

/// "TooDeep" and the node that stands in the way; empty when the edit was made.
std::pair<Code, CriteriaNodeId> why(const CriteriaEditResult &result)
{
    return result ? std::pair(Code(-1), noCriteriaNode) : std::pair(result.error().code, result.error().node);
}

/// Every node once, each naming its parent, none beyond the limit.
bool isSound(const CriteriaTree &tree)
{
    const QList<CriteriaNodeId> all = tree.inReadingOrder();
    if (all.size() != tree.size() || QSet<CriteriaNodeId>(all.cbegin(), all.cend()).size() != all.size())
        return false;
    return std::all_of(all.cbegin(), all.cend(), [&tree](CriteriaNodeId id) {
        const CriteriaTreeNode &node = tree.node(id);
        if (node.id != id || id >= tree.nextId() || (node.group && tree.level(id) > criteriaDepthLimit))
            return false;
        if (id == criteriaRootId)
            return node.parent == noCriteriaNode && node.group && !node.flags.muted;
        return tree.node(node.parent).members.count(id) == 1;
    });
}

/// A locked part, and where it stands: what no edit may change. The collapsed flag is a matter of looks.
struct LockedPart
{
    CriteriaNode content;
    QList<CriteriaNodeId> ancestors;
    bool sent = false;
    bool operator==(const LockedPart &) const = default;
};

QHash<CriteriaNodeId, LockedPart> lockedParts(const CriteriaTree &tree)
{
    QHash<CriteriaNodeId, LockedPart> parts;
    for (const CriteriaNodeId id : tree.inReadingOrder()) {
        if (!tree.node(id).flags.locked)
            continue;
        LockedPart part{tree.content(id), {}, !tree.isMuted(id)};
        for (CriteriaNodeId up = tree.node(id).parent; up != noCriteriaNode; up = tree.node(up).parent)
            part.ancestors.append(up);
        parts.insert(id, part);
    }
    return parts;
}

/// One edit of any kind with any arguments, sensible or not.
CriteriaEditResult anyEdit(const CriteriaTree &tree, RandomCriteria &random)
{
    const CriteriaEdits edits(tree);
    const QList<CriteriaNodeId> all = tree.inReadingOrder();
    const auto node = [&] { return random.below(20) == 0 ? CriteriaNodeId(9999) : all[random.below(int(all.size()))]; };
    const auto nodes = [&] {
        QList<CriteriaNodeId> some;
        for (int i = random.below(4); i > 0; --i)
            some.append(node());
        return some;
    };
    const auto place = [&] { return random.below(6) - 1; };
    const CriteriaJoin join = random.below(2) == 0 ? CriteriaJoin::And : CriteriaJoin::Or;
    switch (random.below(19)) {
    case 0:
    case 1:
        return edits.addCondition(node(), place(), random.condition());
    case 2:
        return edits.addGroup(node(), place(), join);
    case 3:
        return edits.remove(nodes());
    case 4:
        return edits.duplicate(nodes());
    case 5:
        return edits.setJoin(node(), join);
    case 6:
        return edits.setField(node(), random.condition().field);
    case 7:
        return edits.setOperator(node(), random.condition().op);
    case 8:
        return edits.setValue(node(), random.value());
    case 9:
        return edits.setOneOf(node(), {random.value(), random.value()});
    case 10:
    case 11:
        return edits.move(nodes(), node(), place());
    case 12:
        return edits.copy(nodes(), node(), place());
    case 13:
        return edits.wrap(nodes(), join);
    case 14:
        return edits.ungroup(node());
    case 15:
        return edits.groupWith(nodes(), node(), join, random.below(2) == 0 ? Transfer::Move : Transfer::Copy);
    case 16:
        return random.below(3) == 0 ? edits.setLocked(nodes(), random.below(2) == 0)
                                    : edits.setCollapsed(nodes(), random.below(2) == 0);
    case 17:
        return edits.setMuted(nodes(), random.below(2) == 0);
    default:
        return edits.paste(node(), place(), {{random.group(3)}, {random.condition()}});
    }
}

} // namespace

class TestCriteriaEdits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void adds();
    void removesSeveralAtOnce();
    void duplicatesBehindTheOriginal();
    void setsPartsOfACondition();
    void listOfValuesBecomesAGroup();
    void movesWithinAndBetweenGroups();
    void copies();
    void wrapsAndUngroups();
    void ungroupingAMutedGroupMutesItsMembers();
    void droppingOnANodeMakesAGroup();
    void nothingGoesIntoItself();
    void fiveLevelsAreTakenAndSixAreRefusedF76();
    void pastedSixthLevelIsNamedByItsPathF76();
    void rootStays();
    void lockedNodesKeepWhatTheyAre();
    void whatHoldsALockedNodeKeepsItsPlace();
    void besidesALockedNodeAllGoesOn();
    void mutedAndCollapsedComeWithACopy();
    void wrongArgumentsAreRefused();
    void draftHasALimit();
    void randomEditsKeepTheTreeSoundF76();
};

void TestCriteriaEdits::adds()
{
    const CriteriaEdits edits(sample());
    const auto first = edits.addCondition(3, 0, {QStringLiteral("n"), {}, {}});
    QCOMPARE(shape(first), QStringLiteral("and(a, or(n, b, and(c)), d)"));
    QCOMPARE(first->touched, (QList<CriteriaNodeId>{8}));
    QCOMPARE(shape(edits.addCondition(3, -1, {QStringLiteral("n"), {}, {}})),
             QStringLiteral("and(a, or(b, and(c), n), d)"));
    QCOMPARE(shape(edits.addGroup(criteriaRootId, 1, CriteriaJoin::Or)),
             QStringLiteral("and(a, or(), or(b, and(c)), d)"));
    QCOMPARE(edits.addGroup(criteriaRootId, 1, CriteriaJoin::Or)->step, CriteriaStep::AddGroup);
}

void TestCriteriaEdits::removesSeveralAtOnce()
{
    const CriteriaEdits edits(sample());
    const auto removed = edits.remove({7, 4, 7});
    QCOMPARE(shape(removed), QStringLiteral("and(a, or(and(c)))"));
    QCOMPARE(removed->touched, (QList<CriteriaNodeId>{3, 1}));
    QCOMPARE(shape(edits.remove({6, 3})), QStringLiteral("and(a, d)"));
    QCOMPARE(removed->tree.size(), 5);
}

void TestCriteriaEdits::duplicatesBehindTheOriginal()
{
    const auto twice = CriteriaEdits(sample()).duplicate({7, 2, 3});
    QCOMPARE(shape(twice), QStringLiteral("and(a, a, or(b, and(c)), or(b, and(c)), d, d)"));
    QCOMPARE(twice->touched, (QList<CriteriaNodeId>{8, 9, 13}));
}

void TestCriteriaEdits::setsPartsOfACondition()
{
    const CriteriaEdits edits(sample());
    QCOMPARE(edits.setField(2, QStringLiteral("z"))->tree.node(2).condition.field, QStringLiteral("z"));
    QCOMPARE(edits.setOperator(2, CriteriaOperator::Contains)->tree.node(2).condition.op, CriteriaOperator::Contains);
    QVERIFY(edits.setValue(2, number("1"))->tree.node(2).condition.value == number("1"));
    QCOMPARE(why(edits.setValue(2, QStringLiteral("1"))), std::pair(Code::NothingChanges, 2u));
    QCOMPARE(why(edits.setValue(3, true)), std::pair(Code::NotACondition, 3u));
    QCOMPARE(edits.setJoin(3, CriteriaJoin::And)->tree.node(3).join, CriteriaJoin::And);
    QCOMPARE(why(edits.setJoin(3, CriteriaJoin::Or)), std::pair(Code::NothingChanges, 3u));
    QCOMPARE(why(edits.setJoin(2, CriteriaJoin::Or)), std::pair(Code::NotAGroup, 2u));
}

void TestCriteriaEdits::listOfValuesBecomesAGroup()
{
    const CriteriaEdits edits(sample());
    const auto made = edits.setOneOf(2, {QStringLiteral("x"), QStringLiteral("y")});
    QCOMPARE(shape(made), QStringLiteral("and(or(a, a), or(b, and(c)), d)"));
    const CriteriaTreeNode &second = made->tree.node(made->tree.at({0, 1}));
    QVERIFY(second.condition
            == (CriteriaCondition{QStringLiteral("a"), CriteriaOperator::Equals, QStringLiteral("y")}));
    const auto single = edits.setOneOf(2, {QStringLiteral("x")});
    QCOMPARE(shape(single), QStringLiteral("and(a, or(b, and(c)), d)"));
    QVERIFY(single->tree.node(2).condition.value == CriteriaValue(QStringLiteral("x")));
    QCOMPARE(why(edits.setOneOf(2, {})), std::pair(Code::NothingChosen, 2u));
}

void TestCriteriaEdits::movesWithinAndBetweenGroups()
{
    const CriteriaEdits edits(sample());
    QCOMPARE(shape(edits.move({2}, criteriaRootId, 3)), QStringLiteral("and(or(b, and(c)), d, a)"));
    QCOMPARE(shape(edits.move({2}, criteriaRootId, 2)), QStringLiteral("and(or(b, and(c)), a, d)"));
    QCOMPARE(shape(edits.move({7}, criteriaRootId, 0)), QStringLiteral("and(d, a, or(b, and(c)))"));
    QCOMPARE(shape(edits.move({2, 7}, 5, 0)), QStringLiteral("and(or(b, and(a, d, c)))"));
    QCOMPARE(shape(edits.move({6, 2}, criteriaRootId, -1)), QStringLiteral("and(or(b, and()), d, a, c)"));
    QCOMPARE(shape(edits.move({5}, criteriaRootId, 0)), QStringLiteral("and(and(c), a, or(b), d)"));
    QCOMPARE(edits.move({5}, criteriaRootId, 0)->tree.node(5).parent, criteriaRootId);
    QCOMPARE(why(edits.move({2}, criteriaRootId, 0)), std::pair(Code::NothingChanges, 2u));
    QCOMPARE(why(edits.move({2}, criteriaRootId, 1)), std::pair(Code::NothingChanges, 2u));
}

void TestCriteriaEdits::copies()
{
    const auto copied = CriteriaEdits(sample()).copy({3, 2}, criteriaRootId, 0);
    QCOMPARE(shape(copied), QStringLiteral("and(a, or(b, and(c)), a, or(b, and(c)), d)"));
    QCOMPARE(copied->touched, (QList<CriteriaNodeId>{8, 9}));
    QCOMPARE(copied->tree.node(2).condition.field, QStringLiteral("a"));
    // A copy of a group may go into that group; it is as the group was.
    QCOMPARE(shape(CriteriaEdits(sample()).copy({3}, 5, 0)), QStringLiteral("and(a, or(b, and(or(b, and(c)), c)), d)"));
}

void TestCriteriaEdits::wrapsAndUngroups()
{
    const CriteriaEdits edits(sample());
    const auto wrapped = edits.wrap({7, 2}, {});
    QCOMPARE(shape(wrapped), QStringLiteral("and(or(a, d), or(b, and(c)))"));
    QCOMPARE(shape(edits.wrap({4}, CriteriaJoin::Or)), QStringLiteral("and(a, or(or(b), and(c)), d)"));
    QCOMPARE(why(edits.wrap({2, 4}, {})), std::pair(Code::NotTogether, 4u));
    const auto freed = edits.ungroup(3);
    QCOMPARE(shape(freed), QStringLiteral("and(a, b, and(c), d)"));
    QCOMPARE(freed->touched, (QList<CriteriaNodeId>{4, 5}));
    QCOMPARE(why(edits.ungroup(2)), std::pair(Code::NotAGroup, 2u));
}

void TestCriteriaEdits::ungroupingAMutedGroupMutesItsMembers()
{
    const CriteriaTree muted = CriteriaEdits(sample()).setMuted({3}, true).value().tree;
    const CriteriaTree freed = CriteriaEdits(muted).ungroup(3).value().tree;
    QCOMPARE(shapeOf({freed.toGroup()}), QStringLiteral("and(a, d)"));
    QVERIFY(freed.node(4).flags.muted && freed.node(5).flags.muted);
}

void TestCriteriaEdits::droppingOnANodeMakesAGroup()
{
    const CriteriaEdits edits(sample());
    QCOMPARE(shape(edits.groupWith({7}, 2, {}, Transfer::Move)), QStringLiteral("and(or(a, d), or(b, and(c)))"));
    QCOMPARE(shape(edits.groupWith({7, 3}, 2, CriteriaJoin::And, Transfer::Move)),
             QStringLiteral("and(and(a, or(b, and(c)), d))"));
    QCOMPARE(shape(edits.groupWith({7}, 4, {}, Transfer::Copy)), QStringLiteral("and(a, or(and(b, d), and(c)), d)"));
    QCOMPARE(why(edits.groupWith({2}, 2, {}, Transfer::Move)), std::pair(Code::IntoItself, 2u));
    QCOMPARE(why(edits.groupWith({3}, 6, {}, Transfer::Move)), std::pair(Code::IntoItself, 3u));
}

void TestCriteriaEdits::nothingGoesIntoItself()
{
    const CriteriaEdits edits(sample());
    QCOMPARE(why(edits.move({3}, 5, 0)), std::pair(Code::IntoItself, 3u));
    QCOMPARE(why(edits.move({3}, 3, 0)), std::pair(Code::IntoItself, 3u));
}

void TestCriteriaEdits::fiveLevelsAreTakenAndSixAreRefusedF76()
{
    const CriteriaTree tree = deepest();
    QVERIFY(isSound(tree));
    const CriteriaEdits edits(tree);
    const auto refusal = edits.addGroup(5, 0, CriteriaJoin::And);
    QCOMPARE(why(refusal), std::pair(Code::TooDeep, 5u));
    QCOMPARE(refusal.error().level, 6);
    QCOMPARE(shape(edits.addGroup(4, -1, CriteriaJoin::And)), QStringLiteral("and(or(and(or(and(x), and()))))"));
    QVERIFY(edits.addCondition(5, 0, {}));
    QCOMPARE(why(edits.wrap({6}, {})), std::pair(Code::TooDeep, 5u));
    QCOMPARE(why(edits.wrap({2}, {})), std::pair(Code::TooDeep, 1u));
    QCOMPARE(why(edits.setOneOf(6, {true, false})), std::pair(Code::TooDeep, 5u));
    const CriteriaTree wide = edits.addCondition(criteriaRootId, -1, {QStringLiteral("y"), {}, {}}).value().tree;
    QCOMPARE(why(CriteriaEdits(wide).groupWith({7}, 6, {}, Transfer::Move)), std::pair(Code::TooDeep, 5u));
    const CriteriaTree beside = CriteriaEdits(wide).addGroup(criteriaRootId, -1, CriteriaJoin::Or).value().tree;
    QCOMPARE(why(CriteriaEdits(beside).move({8}, 5, 0)), std::pair(Code::TooDeep, 5u));
    QCOMPARE(why(CriteriaEdits(beside).copy({2}, 8, 0)), std::pair(Code::TooDeep, 8u));
    QVERIFY(CriteriaEdits(beside).move({8}, 4, 0));
}

void TestCriteriaEdits::pastedSixthLevelIsNamedByItsPathF76()
{
    const CriteriaNode x = is(QStringLiteral("x"));
    const CriteriaNode threeLevels{allOf({x, {anyOf({x, x, {allOf({x})}})}})};
    const CriteriaEdits edits(deepest());
    QVERIFY(edits.paste(2, 0, {threeLevels}));
    const auto refusal = edits.paste(3, 0, {threeLevels});
    QCOMPARE(why(refusal), std::pair(Code::TooDeep, 3u));
    QCOMPARE(refusal.error().level, 6);
    QCOMPARE(refusal.error().place, QStringLiteral("conditions[1].conditions[2]"));
    QCOMPARE(edits.paste(4, 0, {x, threeLevels}).error().place, QStringLiteral("[1].conditions[1]"));
    QCOMPARE(edits.paste(5, 0, {threeLevels}).error().place, QString());
    QCOMPARE(edits.paste(5, 0, {x, threeLevels}).error().place, QStringLiteral("[1]"));
    QVERIFY(edits.paste(5, 0, {x}));
}

void TestCriteriaEdits::rootStays()
{
    const CriteriaEdits edits(sample());
    const std::pair refused(Code::RootStays, criteriaRootId);
    QCOMPARE(why(edits.remove({1, 2})), refused);
    QCOMPARE(why(edits.move({1}, 3, 0)), refused);
    QCOMPARE(why(edits.copy({1}, 3, 0)), refused);
    QCOMPARE(why(edits.duplicate({1})), refused);
    QCOMPARE(why(edits.wrap({1}, {})), refused);
    QCOMPARE(why(edits.ungroup(1)), refused);
    QCOMPARE(why(edits.groupWith({2}, 1, {}, Transfer::Move)), refused);
    QCOMPARE(why(edits.groupWith({1}, 2, {}, Transfer::Copy)), refused);
    QCOMPARE(why(edits.setMuted({1}, true)), refused);
    QVERIFY(edits.setLocked({1}, true));
}

void TestCriteriaEdits::lockedNodesKeepWhatTheyAre()
{
    const CriteriaEdits edits(locking(sample(), 5));
    const std::pair locked(Code::Locked, 5u);
    QCOMPARE(why(edits.setField(6, QStringLiteral("z"))), locked);
    QCOMPARE(why(edits.setOperator(6, CriteriaOperator::Contains)), locked);
    QCOMPARE(why(edits.setValue(6, true)), locked);
    QCOMPARE(why(edits.setOneOf(6, {true})), locked);
    QCOMPARE(why(edits.setJoin(5, CriteriaJoin::Or)), locked);
    QCOMPARE(why(edits.remove({6})), locked);
    QCOMPARE(why(edits.remove({5})), locked);
    QCOMPARE(why(edits.move({5}, criteriaRootId, 0)), locked);
    QCOMPARE(why(edits.move({6}, criteriaRootId, 0)), locked);
    QCOMPARE(why(edits.wrap({6}, {})), locked);
    QCOMPARE(why(edits.ungroup(5)), locked);
    QCOMPARE(why(edits.groupWith({2}, 6, {}, Transfer::Move)), locked);
    QCOMPARE(why(edits.setMuted({5}, true)), locked);
    QCOMPARE(why(edits.setLocked({6}, true)), locked);
    const std::pair closed(Code::TargetLocked, 5u);
    QCOMPARE(why(edits.addCondition(5, 0, {})), closed);
    QCOMPARE(why(edits.addGroup(5, 0, {})), closed);
    QCOMPARE(why(edits.move({2}, 5, 0)), closed);
    QCOMPARE(why(edits.copy({2}, 5, 0)), closed);
    QCOMPARE(why(edits.duplicate({6})), closed);
    QCOMPARE(why(edits.paste(5, 0, {is(QStringLiteral("x"))})), closed);
    QCOMPARE(why(edits.setLocked({5}, true)), std::pair(Code::NothingChanges, 5u));
    QVERIFY(CriteriaEdits(edits.setLocked({5}, false)->tree).setValue(6, true));
}

void TestCriteriaEdits::whatHoldsALockedNodeKeepsItsPlace()
{
    const CriteriaEdits edits(locking(sample(), 6));
    const std::pair holds(Code::HoldsLocked, 6u);
    QCOMPARE(why(edits.remove({3})), holds);
    QCOMPARE(why(edits.move({3}, criteriaRootId, 0)), holds);
    QCOMPARE(why(edits.move({5}, criteriaRootId, 0)), holds);
    QCOMPARE(why(edits.wrap({3}, {})), holds);
    QCOMPARE(why(edits.ungroup(3)), holds);
    QCOMPARE(why(edits.groupWith({2}, 3, {}, Transfer::Move)), holds);
    QCOMPARE(why(edits.groupWith({5}, 2, {}, Transfer::Move)), holds);
    QCOMPARE(why(edits.setMuted({3}, true)), holds);
}

void TestCriteriaEdits::besidesALockedNodeAllGoesOn()
{
    const CriteriaEdits edits(locking(sample(), 6));
    QVERIFY(edits.setJoin(3, CriteriaJoin::And));
    QVERIFY(edits.addCondition(5, 0, {}));
    QVERIFY(edits.remove({2, 4}));
    QVERIFY(edits.move({7}, criteriaRootId, 0));
    QVERIFY(edits.setCollapsed({5}, true));
    const auto twice = edits.duplicate({6});
    QCOMPARE(shape(twice), QStringLiteral("and(a, or(b, and(c, c)), d)"));
    QVERIFY(!twice->tree.node(twice->touched.first()).flags.locked);
    QVERIFY(twice->tree.node(6).flags.locked);
}

void TestCriteriaEdits::mutedAndCollapsedComeWithACopy()
{
    CriteriaTree tree = CriteriaEdits(sample()).setMuted({4}, true).value().tree;
    tree = CriteriaEdits(tree).setCollapsed({3}, true).value().tree;
    const auto copy = CriteriaEdits(tree).duplicate({3});
    const CriteriaTreeNode &group = copy->tree.node(copy->touched.first());
    QVERIFY(group.flags.collapsed);
    QVERIFY(copy->tree.node(group.members.first()).flags.muted);
}

void TestCriteriaEdits::wrongArgumentsAreRefused()
{
    const CriteriaEdits edits(sample());
    QCOMPARE(why(edits.remove({})), std::pair(Code::NothingChosen, noCriteriaNode));
    QCOMPARE(why(edits.remove({2, 77})), std::pair(Code::UnknownNode, 77u));
    QCOMPARE(why(edits.move({2}, 77, 0)), std::pair(Code::UnknownNode, 77u));
    QCOMPARE(why(edits.move({2}, 4, 0)), std::pair(Code::NotAGroup, 4u));
    QCOMPARE(why(edits.addCondition(2, 0, {})), std::pair(Code::NotAGroup, 2u));
    QCOMPARE(why(edits.setCollapsed({2}, true)), std::pair(Code::NothingChanges, 2u));
    QCOMPARE(why(edits.paste(1, 0, {})), std::pair(Code::NothingChosen, noCriteriaNode));
    QCOMPARE(shape(edits.addCondition(1, 99, {QStringLiteral("n"), {}, {}})),
             QStringLiteral("and(a, or(b, and(c)), d, n)"));
}

void TestCriteriaEdits::draftHasALimit()
{
    const QList<CriteriaNode> many(criteriaNodeLimit - 7, is(QStringLiteral("x")));
    const auto full = CriteriaEdits(sample()).paste(criteriaRootId, -1, many);
    QCOMPARE(full->tree.size(), criteriaNodeLimit);
    QCOMPARE(why(CriteriaEdits(full->tree).addCondition(1, 0, {})), std::pair(Code::TooMany, noCriteriaNode));
    QCOMPARE(why(CriteriaEdits(full->tree).duplicate({2})), std::pair(Code::TooMany, noCriteriaNode));
    QVERIFY(CriteriaEdits(full->tree).move({2}, 3, 0));
}

void TestCriteriaEdits::randomEditsKeepTheTreeSoundF76()
{
    RandomCriteria random(7776);
    int made = 0, refused = 0;
    for (int round = 0; round < 60; ++round) {
        CriteriaTree tree = CriteriaTree::fromGroup(random.group());
        for (int step = 0; step < 150 && tree.size() < 400; ++step) {
            const CriteriaTree before = tree;
            const CriteriaGroup groupBefore = tree.toGroupWithMuted();
            const auto parts = lockedParts(tree);
            const CriteriaEditResult result = anyEdit(tree, random);
            QVERIFY(tree == before);
            QVERIFY(tree.toGroupWithMuted() == groupBefore);
            if (!result) {
                ++refused;
                continue;
            }
            ++made;
            QVERIFY(isSound(result->tree));
            QVERIFY(result->tree != before);
            QVERIFY(!result->touched.isEmpty());
            for (const CriteriaNodeId touched : result->touched)
                QVERIFY(result->tree.contains(touched));
            if (result->step != CriteriaStep::Unlock) {
                const auto partsAfter = lockedParts(result->tree);
                for (auto part = parts.cbegin(); part != parts.cend(); ++part)
                    QVERIFY(partsAfter.value(part.key()) == part.value());
            }
            QVERIFY(before.succeeding(result->tree).toGroupWithMuted() == groupBefore);
            tree = result->tree;
        }
    }
    // Neither is rare, so that both sides are tried.
    QVERIFY2(made > 1000 && refused > 1000, qPrintable(QStringLiteral("%1 %2").arg(made).arg(refused)));
}

MUSTER_TEST(TestCriteriaEdits, muster::tests::NoApplication)

} // namespace tst_criteriaedits
#include "tst_criteriaedits.moc"
