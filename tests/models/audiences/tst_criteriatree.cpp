// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/audiences/criteriaedits.h"
#include "models/audiences/criteriatree.h"
#include "tests/support/criteriasamples.h"
#include "tests/support/testprogram.h"

using namespace muster;

namespace tst_criteriatree {

namespace {

/// Numbers in reading order: 1 root, 2 a, 3 or-group, 4 b, 5 and-group, 6 c, 7 d.
CriteriaTree sample()
{
    return CriteriaTree::fromGroup(allOf({is(QStringLiteral("a")),
                                          {anyOf({is(QStringLiteral("b")), {allOf({is(QStringLiteral("c"))})}})},
                                          is(QStringLiteral("d"))}));
}

CriteriaTree muting(const CriteriaTree &tree, const QList<CriteriaNodeId> &nodes)
{
    return CriteriaEdits(tree).setMuted(nodes, true).value().tree;
}

} // namespace

class TestCriteriaTree : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void emptyTreeIsAnEmptyGroup();
    void nodesAreNumberedInReadingOrder();
    void pathsLevelsAndHeights();
    void mutedNodesAreNotSent();
    void groupOfMutedMembersIsNotSent();
    void placesInWhatIsSentLeadToTheirNodes();
    void locksAreFoundUpwardsAndDownwards();
    void numbersAreNotUsedTwiceAfterGoingBack();
    void whatIsNoTreeIsNotAssembled();
    void randomGroupsComeBackAsTheyWere();
};

void TestCriteriaTree::emptyTreeIsAnEmptyGroup()
{
    const CriteriaTree tree;
    QCOMPARE(tree.size(), 1);
    QCOMPARE(tree.root().join, CriteriaJoin::And);
    QVERIFY(tree.toGroup() == CriteriaGroup());
    QCOMPARE(tree.height(criteriaRootId), 1);
    QCOMPARE(tree.indexOf(criteriaRootId), -1);
}

void TestCriteriaTree::nodesAreNumberedInReadingOrder()
{
    const CriteriaTree tree = sample();
    QCOMPARE(tree.inReadingOrder(), (QList<CriteriaNodeId>{1, 2, 3, 4, 5, 6, 7}));
    QCOMPARE(tree.inReadingOrder(3), (QList<CriteriaNodeId>{3, 4, 5, 6}));
    QCOMPARE(tree.node(6).condition.field, QStringLiteral("c"));
    QCOMPARE(tree.node(5).parent, CriteriaNodeId(3));
    QCOMPARE(tree.nextId(), CriteriaNodeId(8));
}

void TestCriteriaTree::pathsLevelsAndHeights()
{
    const CriteriaTree tree = sample();
    QCOMPARE(tree.path(criteriaRootId), CriteriaPath());
    QCOMPARE(tree.path(6), (CriteriaPath{1, 1, 0}));
    QCOMPARE(tree.path(7), (CriteriaPath{2}));
    QCOMPARE(tree.at({1, 1, 0}), CriteriaNodeId(6));
    QCOMPARE(tree.at({1, 2}), noCriteriaNode);
    QCOMPARE(tree.at({0, 0}), noCriteriaNode);
    QCOMPARE(tree.at({-1}), noCriteriaNode);
    QCOMPARE(tree.level(criteriaRootId), 1);
    QCOMPARE(tree.level(5), 3);
    QCOMPARE(tree.height(criteriaRootId), 3);
    QCOMPARE(tree.height(5), 1);
    QCOMPARE(tree.height(6), 0);
    QVERIFY(tree.isWithin(6, 3));
    QVERIFY(tree.isWithin(3, 3));
    QVERIFY(!tree.isWithin(7, 3));
}

void TestCriteriaTree::mutedNodesAreNotSent()
{
    const CriteriaTree tree = muting(sample(), {2, 4});
    QCOMPARE(shapeOf({tree.toGroup()}), QStringLiteral("and(or(and(c)), d)"));
    QCOMPARE(shapeOf({tree.toGroupWithMuted()}), QStringLiteral("and(a, or(b, and(c)), d)"));
    QCOMPARE(tree.sentNodes(), (QList<CriteriaNodeId>{1, 3, 5, 6, 7}));
    QCOMPARE(shapeOf({muting(sample(), {3}).toGroup()}), QStringLiteral("and(a, d)"));
    QVERIFY(muting(sample(), {3}).isMuted(6));
    QVERIFY(!tree.isMuted(6));
}

// A group without what it holds would be an empty one, which no service takes; one that a person left empty stays, so
// that the rules can say so.
void TestCriteriaTree::groupOfMutedMembersIsNotSent()
{
    const CriteriaTree tree = muting(sample(), {4, 6});
    QCOMPARE(shapeOf({tree.toGroup()}), QStringLiteral("and(a, d)"));
    QCOMPARE(tree.sentNodes(), (QList<CriteriaNodeId>{1, 2, 7}));
    QCOMPARE(shapeOf({muting(sample(), {2, 3, 7}).toGroup()}), QStringLiteral("and()"));
    const CriteriaTree withEmpty = CriteriaTree::fromGroup(allOf({is(QStringLiteral("a")), {anyOf({})}}));
    QCOMPARE(shapeOf({withEmpty.toGroup()}), QStringLiteral("and(a, or())"));
}

void TestCriteriaTree::placesInWhatIsSentLeadToTheirNodes()
{
    const SentPlaces places(muting(sample(), {2, 4})); // what is sent: and(or(and(c)), d)
    QCOMPARE(places.node({}), criteriaRootId);
    QCOMPARE(places.node({0}), CriteriaNodeId(3));
    QCOMPARE(places.node({0, 0, 0}), CriteriaNodeId(6));
    QCOMPARE(places.node({1}), CriteriaNodeId(7));
    QCOMPARE(places.node({2}), noCriteriaNode);
    QVERIFY(places.path(5) == CriteriaPath({0, 0}));
    QVERIFY(!places.path(2) && !places.path(4));
    // The group goes with its muted members.
    const SentPlaces without(muting(sample(), {4, 6}));
    QCOMPARE(without.node({1}), CriteriaNodeId(7));
    QVERIFY(!without.path(3));
}

void TestCriteriaTree::locksAreFoundUpwardsAndDownwards()
{
    const CriteriaTree tree = CriteriaEdits(sample()).setLocked({5}, true).value().tree;
    QCOMPARE(tree.lockedBy(6), CriteriaNodeId(5));
    QCOMPARE(tree.lockedBy(5), CriteriaNodeId(5));
    QCOMPARE(tree.lockedBy(4), noCriteriaNode);
    QCOMPARE(tree.lockedWithin(3), CriteriaNodeId(5));
    QCOMPARE(tree.lockedWithin(2), noCriteriaNode);
}

void TestCriteriaTree::numbersAreNotUsedTwiceAfterGoingBack()
{
    const CriteriaTree before = sample();
    const CriteriaEdit added = CriteriaEdits(before).addCondition(criteriaRootId, -1, {}).value();
    QCOMPARE(added.touched, (QList<CriteriaNodeId>{8}));
    const CriteriaTree back = before.succeeding(added.tree);
    QVERIFY(back == before);
    QCOMPARE(CriteriaEdits(back).addCondition(criteriaRootId, -1, {}).value().touched, (QList<CriteriaNodeId>{9}));
}

void TestCriteriaTree::whatIsNoTreeIsNotAssembled()
{
    const CriteriaTree tree = sample();
    QList<CriteriaTreeNode> nodes;
    for (const CriteriaNodeId id : tree.inReadingOrder())
        nodes.append(tree.node(id));
    QVERIFY(CriteriaTreeEditor::assembled(nodes, 8) == tree);
    QVERIFY(!CriteriaTreeEditor::assembled(nodes, 7)); // 7 would be given again
    QVERIFY(!CriteriaTreeEditor::assembled({}, 8));

    const auto refuses = [&nodes](auto change) {
        QList<CriteriaTreeNode> changed = nodes;
        change(changed);
        return !CriteriaTreeEditor::assembled(changed, 20);
    };
    QVERIFY(refuses([](auto &all) { all[0].group = false; }));
    QVERIFY(refuses([](auto &all) { all[0].id = 9; }));
    QVERIFY(refuses([](auto &all) { all[0].flags.muted = true; }));
    QVERIFY(refuses([](auto &all) { all.removeLast(); })); // a member that is nowhere
    QVERIFY(refuses([](auto &all) { all[0].members.removeLast(); })); // a node that nobody names
    QVERIFY(refuses([](auto &all) { all[0].members.append(7); })); // one that is there twice
    QVERIFY(refuses([](auto &all) { all[1].members.append(7); })); // a condition with members
    QVERIFY(refuses([](auto &all) { all[6].parent = 3; })); // a parent that does not agree
    QVERIFY(refuses([](auto &all) { all.append(all.last()); }));
    // One named twice and another one not at all: the numbers agree.
    QVERIFY(refuses([](auto &all) { all[0].members = {2, 3, 2}; }));
    // A circle beside the root: two groups that hold each other.
    QVERIFY(refuses([](auto &all) {
        CriteriaTreeNode one, other;
        one.id = 10, one.parent = 11, one.group = true, one.members = {11};
        other.id = 11, other.parent = 10, other.group = true, other.members = {10};
        all << one << other;
    }));
}

void TestCriteriaTree::randomGroupsComeBackAsTheyWere()
{
    RandomCriteria random(76);
    for (int i = 0; i < 5000; ++i) {
        const CriteriaGroup group = random.group(7);
        const CriteriaTree tree = CriteriaTree::fromGroup(group);
        QVERIFY(tree.toGroup() == group);
        QVERIFY(tree.toGroupWithMuted() == group);
        QVERIFY(tree.content(criteriaRootId) == CriteriaNode{group});
    }
}

MUSTER_TEST(TestCriteriaTree, muster::tests::NoApplication)

} // namespace tst_criteriatree
#include "tst_criteriatree.moc"
