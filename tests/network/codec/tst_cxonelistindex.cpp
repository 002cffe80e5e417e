// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/codec/cxonepeoplecodec.h"

#include "tests/support/testprogram.h"

#include <QtTest>
#include <ctime>

using namespace muster;
using namespace Qt::StringLiterals;

namespace tst_cxonelistindex {

class TestCxoneListIndex : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// Far from UTC, so that a time taken for local shows.
    void initTestCase()
    {
        qputenv("TZ", "Asia/Tokyo");
        tzset();
    }
    void readsTheIndexOfLists();
    void F61_anIndexThatIsNoneIsNamed_data();
    void F61_anIndexThatIsNoneIsNamed();
};

void TestCxoneListIndex::readsTheIndexOfLists()
{
    const auto index = readCxoneListIndex(
        R"({"totalRecords":2,"_links":{},"callingLists":[)"
        R"({"listId":17,"listName":"A","status":"Active","totalRecords":9,"updateDate":"2026-01-02T03:04:05.250Z"},)"
        R"({"listId":18,"listName":"B","status":"Deactivated","updateDate":"2026-01-02T03:04:05","skills":[]},)"
        R"({"listId":19,"listName":"C","status":"Inactive","totalRecords":0,"updateDate":"2026-01-02T03:04:05+01:00"},)"
        R"({"listId":20,"listName":"D","status":"Active","totalRecords":0,"updateDate":""}]})");
    QVERIFY(index);
    QCOMPARE(index->total, 2);
    const QDateTime time(QDate(2026, 1, 2), QTime(3, 4, 5), Qt::UTC);
    QCOMPARE(index->lists,
             QList<SegmentSummary>({{u"calling-list/17"_s, u"A"_s, u"Active"_s, time.addMSecs(250), 9},
                                    {u"calling-list/18"_s, u"B"_s, u"Deactivated"_s, time, -1},
                                    {u"calling-list/19"_s, u"C"_s, u"Inactive"_s, time.addSecs(-3600), 0},
                                    {u"calling-list/20"_s, u"D"_s, u"Active"_s, QDateTime(), 0}}));
    QVERIFY(index->lists.at(0).isActive() && !index->lists.at(1).isActive());
    QVERIFY(readCxoneListIndex({})->lists.isEmpty());
    QVERIFY(readCxoneListIndex(R"({"totalRecords":0})")->lists.isEmpty());
}

void TestCxoneListIndex::F61_anIndexThatIsNoneIsNamed_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("place");
    QTest::newRow("no lists") << QByteArray("{}") << u"callingLists"_s;
    QTest::newRow("none of three") << QByteArray(R"({"totalRecords":3})") << u"callingLists"_s;
    QTest::newRow("id is text") << QByteArray(R"({"callingLists":[{"listId":"x","listName":"A"}]})")
                                << u"callingLists[0].listId"_s;
    QTest::newRow("id below one") << QByteArray(R"({"callingLists":[{"listId":0,"listName":"A"}]})")
                                  << u"callingLists[0].listId"_s;
    QTest::newRow("name is a number") << QByteArray(R"({"callingLists":[{"listId":1,"listName":2}]})")
                                      << u"callingLists[0].listName"_s;
}

void TestCxoneListIndex::F61_anIndexThatIsNoneIsNamed()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, place);
    const auto index = readCxoneListIndex(body);
    QVERIFY(!index);
    QCOMPARE(index.error().kind, ErrorKind::UnexpectedShape);
    QCOMPARE(index.error().details.value(0).field, place);
}

MUSTER_TEST(TestCxoneListIndex, QCoreApplication)

} // namespace tst_cxonelistindex
#include "tst_cxonelistindex.moc"
