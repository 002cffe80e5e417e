// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/audiences/criteriadiff.h"
#include "models/audiences/criteriaedits.h"
#include "models/text/audiencetexts.h"
#include "tests/support/criteriasamples.h"
#include "tests/support/testprogram.h"

Q_DECLARE_METATYPE(muster::CriteriaGroup)

using namespace muster;
using State = AudiencePartState::State;

namespace {

CriteriaNode a()
{
    return is(QStringLiteral("a"));
}
CriteriaNode b()
{
    return is(QStringLiteral("b"));
}
CriteriaNode c()
{
    return is(QStringLiteral("c"));
}
CriteriaNode d()
{
    return is(QStringLiteral("d"));
}
CriteriaNode a2()
{
    return is(QStringLiteral("a"), QStringLiteral("2"));
}

/// "moved 1.0>0; removed 2": which member of which, from 0, of the older and the newer tree.
QString told(const CriteriaTree &before, const CriteriaTree &after)
{
    const auto place = [](const CriteriaTree &tree, CriteriaNodeId id) {
        QStringList numbers;
        for (const int index : tree.path(id))
            numbers.append(QString::number(index));
        return numbers.isEmpty() ? QStringLiteral("root") : numbers.join(u'.');
    };
    QStringList lines;
    for (const CriteriaChange &change : criteriaChanges(before, after)) {
        QString line = criteriaChangeKey(change.kind) + u' ';
        if (change.before != noCriteriaNode)
            line += place(before, change.before);
        if (change.before != noCriteriaNode && change.after != noCriteriaNode)
            line += u'>';
        if (change.after != noCriteriaNode)
            line += place(after, change.after);
        lines.append(line);
    }
    return lines.join(QLatin1String("; "));
}

QString told(const CriteriaGroup &before, const CriteriaGroup &after)
{
    return told(CriteriaTree::fromGroup(before), CriteriaTree::fromGroup(after));
}

AudienceDefinition definition(const char *name, const CriteriaGroup &criteria)
{
    AudienceDefinition made;
    made.name = QString::fromLatin1(name);
    made.criteria = criteria;
    return made;
}

} // namespace

class TestCriteriaDiff : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void changes_data();
    void changes();
    void randomEditsAreFoundAndNothingElse();
    void words();
    void exclusionsAreASet();
    void threeWaysF77();
    void replacingKeepsWhatStays();
    void replacingKeepsMutedNodesInTheirGroup();
    void replacingRespectsLocks();
    void replacingRefusesDepthF76();
    void replacingGivesExactlyWhatIsAskedFor();
};

void TestCriteriaDiff::changes_data()
{
    QTest::addColumn<CriteriaGroup>("before");
    QTest::addColumn<CriteriaGroup>("after");
    QTest::addColumn<QString>("expected");
    const auto row
        = [](const char *name, const CriteriaGroup &before, const CriteriaGroup &after, const char *expected) {
              QTest::newRow(name) << before << after << QString::fromLatin1(expected);
          };
    const CriteriaGroup ab = allOf({a(), b()});
    row("same", ab, ab, "");
    row("added", ab, allOf({a(), c(), b()}), "added 1");
    row("removed", allOf({a(), c(), b()}), ab, "removed 1");
    row("value changed", ab, allOf({a2(), b()}), "changed 0>0");
    row("operator changed", ab, allOf({is(QStringLiteral("a"), QStringLiteral("1"), CriteriaOperator::NotEquals), b()}),
        "changed 0>0");
    row("field changed", ab, allOf({c(), b()}), "added 0; removed 0");
    row("join changed", ab, anyOf({a(), b()}), "changed root>root");
    row("order changed", allOf({a(), b(), c()}), allOf({c(), a(), b()}), "moved 2>0");
    row("moved into a group", allOf({a(), {anyOf({b(), c()})}}), allOf({{anyOf({b(), c(), a()})}}), "moved 0>0.2");
    row("moved out of a group", allOf({{anyOf({a(), b(), c()})}}), allOf({{anyOf({a(), b()})}, c()}), "moved 0.2>1");
    row("wrapped", allOf({a(), b(), c()}), allOf({a(), {anyOf({b(), c()})}}), "added 1; moved 1>1.0; moved 2>1.1");
    row("ungrouped", allOf({a(), {anyOf({b(), c()})}}), allOf({a(), b(), c()}), "moved 1.0>1; moved 1.1>2; removed 1");
    row("group removed", allOf({a(), {anyOf({b(), c()})}}), allOf({a()}), "removed 1");
    row("group added", allOf({a()}), allOf({a(), {anyOf({b(), {allOf({c()})}})}}), "added 1");
    row("group moved whole", allOf({{anyOf({b(), c()})}, a(), d()}), allOf({a(), d(), {anyOf({b(), c()})}}),
        "moved 0>2");
    row("group moved and changed within", allOf({{anyOf({{allOf({b(), c()})}, d()})}, a()}),
        allOf({{anyOf({d()})}, a(), {allOf({b(), c(), a2()})}}), "moved 0.0>2; added 2.2");
    row("group of groups moved into another", allOf({a(), {anyOf({{allOf({b(), c()})}, {allOf({d(), c()})}})}}),
        allOf({a(), {allOf({{anyOf({{allOf({b(), c()})}, {allOf({d(), c()})}})}, a2()})}}), "added 1; moved 1>1.0");
    row("group of groups changed deep within", allOf({a(), {anyOf({{allOf({b(), c()})}, {allOf({d(), c()})}})}}),
        allOf({a(), {anyOf({{allOf({b(), c()})}, {allOf({d(), a2()})}})}}), "added 1.1.1; removed 1.1.1");
    row("changed in a group", allOf({a(), {anyOf({b(), a()})}}), allOf({a(), {anyOf({b(), a2()})}}), "changed 1.1>1.1");
    row("join of a group", allOf({a(), {anyOf({b(), c()})}}), allOf({a(), {allOf({b(), c()})}}), "changed 1>1");
    row("one of two alike went", allOf({a(), b(), a()}), allOf({b(), a()}), "removed 0");
    row("from nothing", allOf({}), ab, "added 0; added 1");
}

void TestCriteriaDiff::changes()
{
    QFETCH(CriteriaGroup, before);
    QFETCH(CriteriaGroup, after);
    QTEST(told(before, after), "expected");
}

// Whatever is different, the changes name it: undone and applied in one's head they lead from one to the other. Here:
// no change means equal, equal means no change, and every node is either matched or within something told.
void TestCriteriaDiff::randomEditsAreFoundAndNothingElse()
{
    RandomCriteria random(77);
    for (int i = 0; i < 2000; ++i) {
        const CriteriaTree before = CriteriaTree::fromGroup(random.group());
        CriteriaTree after = before;
        for (int edits = random.below(4); edits > 0; --edits) {
            const QList<CriteriaNodeId> all = after.inReadingOrder();
            const CriteriaNodeId node = all[random.below(int(all.size()))];
            const CriteriaEdits edit(after);
            const auto result
                = random.below(2) == 0 ? edit.remove({node}) : edit.move({node}, all[random.below(int(all.size()))], 0);
            if (result)
                after = result->tree;
        }
        const auto changes = criteriaChanges(before, CriteriaTree::fromGroup(after.toGroup()));
        QCOMPARE(changes.isEmpty(), before.toGroup() == after.toGroup());
        const auto back = criteriaChanges(after, after);
        QVERIFY(back.isEmpty());
    }
}

void TestCriteriaDiff::words()
{
    const CriteriaTree before = CriteriaTree::fromGroup(allOf({a(), b(), c()}));
    const CriteriaTree after = CriteriaTree::fromGroup(anyOf({a2(), c(), {allOf({d(), b()})}}));
    QStringList lines;
    for (const CriteriaChange &change : criteriaChanges(before, after))
        lines.append(criteriaChangeWord(change.kind) + QStringLiteral(": ")
                     + criteriaChangeText(change, before, after, {}));
    QCOMPARE(lines,
             (QStringList{QStringLiteral("Changed: Group 1: ANY of its members can match, no longer ALL of them"),
                          QStringLiteral("Changed: “a is 1” changed to “a is 2”"),
                          QStringLiteral("Added: group (D is 1 and b is 1)"),
                          QStringLiteral("Moved: b is 1: from \u201cCondition 2 of group 1\u201d to \u201cCondition "
                                         "2 of group 2\u201d")}));
    AudienceDefinition empty;
    for (const AudiencePart part : allAudienceParts) {
        QVERIFY(!audiencePartText(part).isEmpty());
        QVERIFY(!audiencePartValueText(part, empty, {}).isEmpty());
    }
}

void TestCriteriaDiff::exclusionsAreASet()
{
    const QString one = QStringLiteral("0000000a-0000-4000-8000-000000000001");
    const QString two = QStringLiteral("00000000-0000-4000-8000-000000000002");
    AudienceDefinition before = definition("n", allOf({a()})), after = before;
    before.exclusions = {one, two};
    after.exclusions = {two, one.toUpper()};
    QCOMPARE(differingParts(before, after), QList<AudiencePart>());
    after.exclusions = {two};
    after.description = QStringLiteral("d");
    after.recalculateOnUpdate = false;
    QCOMPARE(differingParts(before, after),
             (QList<AudiencePart>{AudiencePart::Description, AudiencePart::Exclusions, AudiencePart::Recalculate}));
}

void TestCriteriaDiff::threeWaysF77()
{
    const AudienceDefinition base = definition("n", allOf({a()}));
    AudienceDefinition mine = base, theirs = base;
    mine.name = QStringLiteral("mine");
    mine.criteria = allOf({a(), b()});
    mine.description = QStringLiteral("same");
    theirs.description = QStringLiteral("same");
    theirs.criteria = allOf({a(), c()});
    theirs.source = AudienceSource::CrmSync;
    const auto states = compareThree(base, mine, theirs);
    QCOMPARE(states,
             (QList<AudiencePartState>{{AudiencePart::Name, State::Mine},
                                       {AudiencePart::Description, State::Both},
                                       {AudiencePart::Criteria, State::Conflict},
                                       {AudiencePart::Exclusions, State::Unchanged},
                                       {AudiencePart::Source, State::Theirs},
                                       {AudiencePart::Recalculate, State::Unchanged}}));
    const AudienceDefinition keeping = mergedDefinition(base, mine, theirs, {});
    QCOMPARE(keeping.name, QStringLiteral("mine"));
    QCOMPARE(keeping.source, AudienceSource::CrmSync);
    QVERIFY(keeping.criteria == mine.criteria);
    const AudienceDefinition taking
        = mergedDefinition(base, mine, theirs, {AudiencePart::Criteria, AudiencePart::Name});
    QVERIFY(taking.criteria == theirs.criteria);
    QCOMPARE(taking.name, QStringLiteral("mine")); // no conflict: nothing to choose
}

void TestCriteriaDiff::replacingKeepsWhatStays()
{
    CriteriaTree tree = CriteriaTree::fromGroup(allOf({a(), {anyOf({b(), c()})}, d()}));
    tree = CriteriaEdits(tree).setCollapsed({3}, true).value().tree;
    const auto edit = CriteriaEdits(tree).replace(allOf({{anyOf({c(), b()})}, a2(), is(QStringLiteral("n"))}));
    QVERIFY(edit);
    QCOMPARE(edit->step, CriteriaStep::Replace);
    QCOMPARE(shapeOf({edit->tree.toGroup()}), QStringLiteral("and(or(c, b), a, n)"));
    QCOMPARE(edit->tree.root().members, (QList<CriteriaNodeId>{3, 2, 7}));
    QCOMPARE(edit->tree.node(3).members, (QList<CriteriaNodeId>{5, 4}));
    QVERIFY(edit->tree.node(3).flags.collapsed);
    QCOMPARE(edit->tree.nextId(), CriteriaNodeId(8));
    QCOMPARE(CriteriaEdits(tree).replace(tree.toGroup()).error().code, CriteriaRefusal::Code::NothingChanges);
}

void TestCriteriaDiff::replacingKeepsMutedNodesInTheirGroup()
{
    CriteriaTree tree = CriteriaTree::fromGroup(allOf({a(), {anyOf({b(), c()})}, d()}));
    tree = CriteriaEdits(tree).setMuted({5, 7 - 1}, true).value().tree; // c and d
    QCOMPARE(shapeOf({tree.toGroup()}), QStringLiteral("and(a, or(b))"));
    const auto edit = CriteriaEdits(tree).replace(allOf({{anyOf({b(), is(QStringLiteral("n"))})}, a()}));
    QVERIFY(edit);
    QCOMPARE(shapeOf({edit->tree.toGroup()}), QStringLiteral("and(or(b, n), a)"));
    QCOMPARE(shapeOf({edit->tree.toGroupWithMuted()}), QStringLiteral("and(or(b, c, n), d, a)"));
    QVERIFY(edit->tree.node(5).flags.muted && edit->tree.node(6).flags.muted);
    const auto without = CriteriaEdits(tree).replace(allOf({a()}));
    QCOMPARE(shapeOf({without->tree.toGroupWithMuted()}), QStringLiteral("and(a, d)"));
}

void TestCriteriaDiff::replacingRespectsLocks()
{
    CriteriaTree tree = CriteriaTree::fromGroup(allOf({a(), {anyOf({b(), c()})}}));
    tree = CriteriaEdits(tree).setLocked({4}, true).value().tree; // b
    const CriteriaEdits edits(tree);
    QVERIFY(edits.replace(allOf({{anyOf({c(), b(), d()})}})));
    for (const CriteriaGroup &group : {allOf({a(), {anyOf({is(QStringLiteral("b"), true), c()})}}),
                                       allOf({a(), {anyOf({c()})}}), allOf({a(), b(), {anyOf({c()})}}), allOf({a()})}) {
        const auto refusal = edits.replace(group);
        QVERIFY(!refusal);
        QCOMPARE(refusal.error().code, CriteriaRefusal::Code::Locked);
        QCOMPARE(refusal.error().node, CriteriaNodeId(4));
    }
}

void TestCriteriaDiff::replacingRefusesDepthF76()
{
    CriteriaGroup deep = allOf({a()});
    for (int level = 1; level < 5; ++level)
        deep = allOf({b(), {deep}});
    QVERIFY(CriteriaEdits(CriteriaTree()).replace(deep));
    const auto refusal = CriteriaEdits(CriteriaTree()).replace(anyOf({{deep}}));
    QCOMPARE(refusal.error().code, CriteriaRefusal::Code::TooDeep);
    QCOMPARE(refusal.error().level, 6);
    QCOMPARE(refusal.error().place,
             QStringLiteral("conditions[0].conditions[1].conditions[1].conditions[1].conditions[1]"));
}

void TestCriteriaDiff::replacingGivesExactlyWhatIsAskedFor()
{
    RandomCriteria random(5);
    CriteriaTree tree;
    for (int i = 0; i < 2000; ++i) {
        const CriteriaGroup wanted = random.group();
        const auto edit = CriteriaEdits(tree).replace(wanted);
        if (!edit) {
            QCOMPARE(edit.error().code, CriteriaRefusal::Code::NothingChanges);
            continue;
        }
        QVERIFY(edit->tree.toGroup() == wanted);
        QVERIFY(edit->tree.nextId() >= tree.nextId());
        tree = edit->tree;
    }
}

MUSTER_TEST(TestCriteriaDiff, muster::tests::NoApplication)
#include "tst_criteriadiff.moc"
