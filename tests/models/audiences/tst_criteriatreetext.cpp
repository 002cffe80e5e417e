// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/audiences/audiencefile.h"
#include "models/audiences/criteriaedits.h"
#include "models/audiences/criteriatreetext.h"
#include "tests/support/criteriasamples.h"
#include "tests/support/testprogram.h"

using namespace muster;

namespace tst_criteriatreetext {
using Code = CriteriaFault::Code;

class TestCriteriaTreeText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesNumbersAndFlags();
    void randomTreesSurviveToTheByteF76();
    void refusesWhatIsNoTree_data();
    void refusesWhatIsNoTree();
    void clipboardHoldsPartsInReadingOrder();
    void pastesWhatTheClipboardHolds();
    void filesAreRead();
};

void TestCriteriaTreeText::writesNumbersAndFlags()
{
    CriteriaTree tree = CriteriaTree::fromGroup(allOf({is(QStringLiteral("a"), number("1.0")), {anyOf({})}}));
    tree = CriteriaEdits(tree).setMuted({2}, true).value().tree;
    tree = CriteriaEdits(tree).setLocked({3}, true).value().tree;
    tree = CriteriaEdits(tree).setCollapsed({1}, true).value().tree;
    const QByteArray text = criteriaTreeText(tree);
    QCOMPARE(text,
             QByteArray(R"({"next":4,"nodes":[{"id":1,"join":"AND","members":[2,3],"collapsed":true},)"
                        R"({"id":2,"field":"a","operator":"equals","value":1.0,"muted":true},)"
                        R"({"id":3,"join":"OR","members":[],"locked":true}]})"));
    const auto read = parseCriteriaTree(text);
    QVERIFY(read == tree);
    QCOMPARE(read->nextId(), CriteriaNodeId(4));
}

void TestCriteriaTreeText::randomTreesSurviveToTheByteF76()
{
    RandomCriteria random(4);
    for (int i = 0; i < 2000; ++i) {
        CriteriaTree tree = CriteriaTree::fromGroup(random.group());
        for (const CriteriaNodeId id : tree.inReadingOrder()) {
            if (const auto muted = CriteriaEdits(tree).setMuted({id}, true); muted && random.below(4) == 0)
                tree = muted->tree;
            if (const auto locked = CriteriaEdits(tree).setLocked({id}, true); locked && random.below(6) == 0)
                tree = locked->tree;
        }
        const QByteArray text = criteriaTreeText(tree);
        const auto read = parseCriteriaTree(text);
        QVERIFY2(read == tree, text.constData());
        QCOMPARE(criteriaTreeText(*read), text);
    }
}

void TestCriteriaTreeText::refusesWhatIsNoTree_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<CriteriaFault::Code>("code");
    QTest::addColumn<QString>("path");
    const auto row = [](const char *text, Code code, const char *path) {
        QTest::newRow(text) << QByteArray(text) << code << QString::fromLatin1(path);
    };
    row("[]", Code::WrongType, "");
    row("{}", Code::NoNode, "");
    row(R"({"next":2,"nodes":[{"id":1,"join":"AND","members":[2]}]})", Code::NoNode, "");
    row(R"({"next":1,"nodes":[{"id":1,"join":"AND","members":[]}]})", Code::NoNode, "");
    row(R"({"next":2,"nodes":[{"id":1,"join":"AND","members":[1]}]})", Code::NoNode, "");
    row(R"({"next":2,"nodes":[{"id":1,"join":"XOR","members":[]}]})", Code::UnknownJoin, "nodes[0].join");
    row(R"({"next":2,"nodes":[{"id":1}]})", Code::NoNode, "nodes[0]");
    row(R"({"next":2,"nodes":[{"id":0,"join":"AND"}]})", Code::WrongType, "nodes[0].id");
    row(R"({"next":2,"nodes":[{"id":4294967297,"join":"AND"}]})", Code::WrongType, "nodes[0].id");
    row(R"({"next":2,"nodes":[{"id":1.5,"join":"AND"}]})", Code::WrongType, "nodes[0].id");
    row(R"({"next":2,"nodes":[{"id":1,"join":"AND","x":1}]})", Code::UnknownMember, "nodes[0].x");
    row(R"({"next":2,"nodes":[{"id":1,"join":"AND","operator":"equals"}]})", Code::NoNode, "nodes[0]");
    row(R"({"next":2,"nodes":[{"id":1,"join":"AND","locked":1}]})", Code::WrongType, "nodes[0].locked");
    row(R"({"next":3,"nodes":[{"id":1,"join":"AND","members":["2"]}]})", Code::WrongType, "nodes[0].members[0]");
    row(R"({"next":2,"nodes":[{"id":1,"join":"AND","members":[]}],"next":3})", Code::RepeatedMember, "next");
}

void TestCriteriaTreeText::refusesWhatIsNoTree()
{
    QFETCH(QByteArray, text);
    const auto read = parseCriteriaTree(text);
    QVERIFY(!read);
    QTEST(read.error().code, "code");
    QTEST(read.error().path, "path");
}

void TestCriteriaTreeText::clipboardHoldsPartsInReadingOrder()
{
    const CriteriaTree tree = CriteriaTree::fromGroup(
        allOf({is(QStringLiteral("a")), {anyOf({is(QStringLiteral("b"))})}, is(QStringLiteral("c"))}));
    const auto parts = readCriteriaClipboard(criteriaClipboard(tree, {5, 4, 3}));
    QCOMPARE(parts->size(), 2);
    QCOMPARE(shapeOf(parts->at(0)), QStringLiteral("or(b)"));
    QCOMPARE(shapeOf(parts->at(1)), QStringLiteral("c"));
    QVERIFY(criteriaClipboard(tree, {2}).startsWith("{\n  \"field\": \"a\""));
}

void TestCriteriaTreeText::pastesWhatTheClipboardHolds()
{
    const QByteArray criteria = R"({"operator":"OR","conditions":[{"field":"x","operator":"equals","value":1}]})";
    QCOMPARE(readCriteriaClipboard(criteria)->size(), 1);
    const QByteArray definition = R"({"name":"n","criteria":)" + criteria + R"(,"data_source":"crm_sync"})";
    QCOMPARE(shapeOf(readCriteriaClipboard(definition)->at(0)), QStringLiteral("or(x)"));
    const auto broken = readCriteriaClipboard(R"([{"operator":"OR","conditions":[{}]}])");
    QCOMPARE(broken.error().path, QStringLiteral("[0].conditions[0]"));
    QCOMPARE(readCriteriaClipboard("plain words").error().code, Code::InvalidJson);
}

void TestCriteriaTreeText::filesAreRead()
{
    AudienceDefinition definition;
    definition.name = QStringLiteral("n");
    definition.criteria = allOf({is(QStringLiteral("a"))});
    definition.source = AudienceSource::InteractionHistory;
    const auto read = readAudienceFile(audienceFileText(definition));
    QVERIFY(read && !read->bareCriteria && !read->version);
    QVERIFY(read->definition == definition);
    QVERIFY(readAudienceFile(criteriaText(definition.criteria))->bareCriteria);
    QVERIFY(readCriteriaText(criteriaText(definition.criteria)) == definition.criteria);
}

MUSTER_TEST(TestCriteriaTreeText, muster::tests::NoApplication)

} // namespace tst_criteriatreetext
#include "tst_criteriatreetext.moc"
