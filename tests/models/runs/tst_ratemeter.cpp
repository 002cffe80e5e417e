// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/runmeter.h"

#include "tests/support/testprogram.h"

using namespace muster;

namespace tst_ratemeter {
using std::chrono::milliseconds;
using std::chrono::seconds;

class RateMeterTest : public QObject
{
    Q_OBJECT

    const RateMeter::TimePoint m_start;

private Q_SLOTS:
    void knowsNothingAtFirst()
    {
        RateMeter meter;
        QCOMPARE(meter.perSecond(m_start), 0.0);
        meter.sample(m_start, 0);
        meter.sample(m_start + seconds(1), 500);
        QVERIFY(!meter.timeLeft(m_start + seconds(1), 1000));
    }

    void measuresASteadyRate()
    {
        RateMeter meter;
        for (int i = 0; i <= 50; ++i)
            meter.sample(m_start + milliseconds(100 * i), 100 * i);
        const auto now = m_start + seconds(5);
        QCOMPARE(qRound(meter.perSecond(now)), 1000);
        const auto left = meter.timeLeft(now, 20'000);
        QVERIFY(left);
        QCOMPARE(left->first, seconds(20));
        QCOMPARE(left->second, seconds(20));
    }

    void forgetsWhatIsOlderThanTheWindow()
    {
        RateMeter meter;
        for (int i = 0; i <= 300; ++i) // 10 a second for 15 s, then 1,000 a second for 15 s
            meter.sample(m_start + milliseconds(100 * i), i <= 150 ? i : 150 + 100 * (i - 150));
        QCOMPARE(qRound(meter.perSecond(m_start + seconds(30))), 1000);
    }

    void givesARangeWhenTheRateVaries()
    {
        RateMeter meter;
        qint64 total = 0;
        for (int i = 0; i <= 60; ++i) {
            total += (i / 10) % 2 == 0 ? 50 : 200; // 500 and 2,000 a second in turn
            meter.sample(m_start + milliseconds(100 * i), total);
        }
        const auto left = meter.timeLeft(m_start + seconds(6), 10'000);
        QVERIFY(left);
        QVERIFY(left->first < left->second);
        QVERIFY2(left->first >= seconds(4) && left->first <= seconds(7),
                 qPrintable(QString::number(left->first.count())));
        QVERIFY(left->second >= seconds(15) && left->second <= seconds(25));
    }

    void saysNothingWhileNothingMoves()
    {
        RateMeter meter;
        for (int i = 0; i <= 50; ++i)
            meter.sample(m_start + milliseconds(100 * i), 700);
        QVERIFY(!meter.timeLeft(m_start + seconds(5), 300));
    }

    void samplesFasterThanItsSpacingKeepTheLatestTotal()
    {
        RateMeter meter;
        for (int i = 0; i <= 5000; ++i)
            meter.sample(m_start + milliseconds(i), i);
        QCOMPARE(qRound(meter.perSecond(m_start + seconds(5))), 1000);
    }
};

MUSTER_TEST(RateMeterTest, muster::tests::NoApplication)

} // namespace tst_ratemeter
#include "tst_ratemeter.moc"
