// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/freshness.h"

#include "tests/support/testprogram.h"

#include <QtTest>

using namespace muster;
using namespace std::chrono_literals;

namespace tst_freshness {

/// What a person acts upon was seen lately enough, whatever the clock says.
class TestFreshness : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void F112_ageIsCountedFromWhatWasSeen_data()
    {
        QTest::addColumn<qint64>("age"); // seconds
        QTest::addColumn<Freshness>("expected");
        QTest::newRow("now") << qint64(0) << Freshness::Fresh;
        QTest::newRow("as old as it may be") << qint64(3600) << Freshness::Fresh;
        QTest::newRow("older") << qint64(3601) << Freshness::Stale;
        QTest::newRow("clocks differ a little") << qint64(-60) << Freshness::Fresh;
        QTest::newRow("of the future") << qint64(-61) << Freshness::Stale;
    }
    void F112_ageIsCountedFromWhatWasSeen()
    {
        QFETCH(qint64, age);
        QTEST(freshnessOf(m_now.addSecs(-age), 1h, m_now), "expected");
    }

    void F107_aDoubtAboutTheClockIsNoAnswer()
    {
        const BelievableTime doubtful(m_now, m_now.addSecs(7200));
        QCOMPARE(freshnessOf(m_now, 1h, doubtful), Freshness::Doubtful); // too old by one of the two
        QCOMPARE(freshnessOf(m_now.addSecs(7200), 1h, doubtful), Freshness::Doubtful); // of the future by the other
        QCOMPARE(freshnessOf(m_now.addSecs(-7200), 1h, doubtful), Freshness::Doubtful); // and by both
        QCOMPARE(freshnessOf(m_now, 1h, BelievableTime(m_now, m_now.addSecs(1800))), Freshness::Fresh);
    }

    void whatHasNoTimeIsStale()
    {
        QCOMPARE(freshnessOf({}, 1h, m_now), Freshness::Stale);
        QCOMPARE(freshnessOf({}, 1h, BelievableTime(m_now, m_now.addDays(1))), Freshness::Stale);
    }

private:
    const QDateTime m_now = QDateTime(QDate(2026, 11, 21), QTime(12, 30), Qt::UTC);
};

MUSTER_TEST(TestFreshness, muster::tests::NoApplication)

} // namespace tst_freshness
#include "tst_freshness.moc"
