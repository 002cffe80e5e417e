// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/lists/recordusage.h"

#include "models/rules/lists/listsizes.h"
#include "tests/support/testprogram.h"

#include <QtTest>

using namespace muster;
using namespace Qt::StringLiterals;

namespace tst_recordusage {

class TestRecordUsage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addsWhatIsTold();
    void saysWhatIsNotCounted();
    void aFullGaugeIsFull();
    void comparesWithTheEarliestDayOfTheTime_data();
    void comparesWithTheEarliestDayOfTheTime();
};

void TestRecordUsage::addsWhatIsTold()
{
    const RecordUsage usage = recordUsage({{u"1"_s, u"A"_s, 300}, {u"2"_s, u"B"_s, 0}},
                                          QList<DoNotCallGroup>{{u"5"_s, u"Out"_s, true, 200}}, 1000);
    QCOMPARE(usage.used(), 500);
    QCOMPARE(usage.share(), 0.5);
    QVERIFY(!usage.isAtLeast());
    QVERIFY(!usage.isOver());
}

void TestRecordUsage::saysWhatIsNotCounted()
{
    const RecordUsage silent = recordUsage({{u"1"_s, u"A"_s, 300}, {u"2"_s, u"B"_s, -1}}, std::nullopt, 1000);
    QCOMPARE(silent.used(), 300);
    QCOMPARE(silent.listsNotTold, 1);
    QVERIFY(!silent.doNotCall);
    QVERIFY(silent.isAtLeast());
    const RecordUsage groups = recordUsage({}, QList<DoNotCallGroup>{{u"5"_s, u"Out"_s, true, -1}}, 1000);
    QCOMPARE(groups.doNotCall, std::optional<qint64>(0));
    QCOMPARE(groups.groupsNotTold, 1);
    QVERIFY(groups.isAtLeast());
}

void TestRecordUsage::aFullGaugeIsFull()
{
    const RecordUsage over = recordUsage({{u"1"_s, u"A"_s, 3000}}, QList<DoNotCallGroup>(), 1000);
    QCOMPARE(over.share(), 1.0);
    QVERIFY(over.isOver());
    const RecordUsage endless = recordUsage({{u"1"_s, u"A"_s, 3000}}, QList<DoNotCallGroup>(), 0);
    QCOMPARE(endless.share(), 0.0);
    QVERIFY(!endless.isOver());
}

void TestRecordUsage::comparesWithTheEarliestDayOfTheTime_data()
{
    QTest::addColumn<QList<int>>("daysAgo");
    QTest::addColumn<qint64>("records");
    QTest::addColumn<int>("since"); // days ago; -1: nothing to compare with
    QTest::newRow("never looked at") << QList<int>{} << qint64(50) << -1;
    QTest::newRow("today alone") << QList<int>{0} << qint64(50) << -1;
    QTest::newRow("yesterday") << QList<int>{1, 0} << qint64(50) << 1;
    QTest::newRow("the earliest") << QList<int>{30, 7, 1, 0} << qint64(50) << 30;
    QTest::newRow("too long ago") << QList<int>{31, 7, 0} << qint64(50) << 7;
    QTest::newRow("the clock went back") << QList<int>{-3} << qint64(50) << -1;
    QTest::newRow("size not told") << QList<int>{7} << qint64(-1) << -1;
}

void TestRecordUsage::comparesWithTheEarliestDayOfTheTime()
{
    QFETCH(QList<int>, daysAgo);
    QFETCH(qint64, records);
    QFETCH(int, since);
    const QDate today(2026, 11, 26);
    QList<ListSize> sizes;
    for (const int ago : daysAgo)
        sizes.append({today.addDays(-ago), 100 + ago});
    const auto change = sizeChange(sizes, records, today);
    QCOMPARE(change.has_value(), since >= 0);
    if (change)
        QCOMPARE(*change, (SizeChange{today.addDays(-since), records - 100 - since}));
}

MUSTER_TEST(TestRecordUsage, QCoreApplication)

} // namespace tst_recordusage

#include "tst_recordusage.moc"
