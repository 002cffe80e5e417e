// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/latencyhistogram.h"

#include "tests/support/testprogram.h"

#include <algorithm>
#include <random>
#include <vector>

using namespace muster;

namespace tst_latencyhistogram {
using std::chrono::milliseconds;

/// Against the exact nearest-rank percentile of the same values.
class LatencyHistogramTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isZeroWithoutValues()
    {
        QCOMPARE(LatencyHistogram().percentile(0.5), milliseconds(0));
        QCOMPARE(LatencyHistogram().count(), 0U);
    }

    void isExactForSmallValues()
    {
        LatencyHistogram histogram;
        for (int value = 1; value <= 60; ++value)
            histogram.add(milliseconds(value));
        QCOMPARE(histogram.percentile(0.50), milliseconds(30));
        QCOMPARE(histogram.percentile(0.95), milliseconds(57));
        QCOMPARE(histogram.percentile(1.0), milliseconds(60));
        QCOMPARE(histogram.percentile(0.0), milliseconds(1));
    }

    void neverExceedsTheLargestValue()
    {
        LatencyHistogram histogram;
        histogram.add(milliseconds(1000));
        QCOMPARE(histogram.percentile(0.99), milliseconds(1000));
    }

    void takesNegativeAndEnormousValues()
    {
        LatencyHistogram histogram;
        histogram.add(milliseconds(-5));
        histogram.add(std::chrono::hours(24 * 365));
        QCOMPARE(histogram.percentile(0.5), milliseconds(0));
        QCOMPARE(histogram.count(), 2U);
        QCOMPARE(histogram.largest(), LatencyHistogram::longest);
    }

    void staysWithinTwoPercentOfTheExactRank()
    {
        std::mt19937 random(20260101);
        std::lognormal_distribution<double> latency(4.5, 1.2);
        LatencyHistogram histogram;
        std::vector<qint64> exact;
        for (int i = 0; i < 20'000; ++i) {
            exact.push_back(qint64(latency(random)));
            histogram.add(milliseconds(exact.back()));
        }
        std::sort(exact.begin(), exact.end());
        for (const double share : {0.10, 0.50, 0.90, 0.95, 0.99, 0.999}) {
            const auto rank = std::size_t(std::ceil(share * double(exact.size())));
            const double expected = double(exact[rank - 1]);
            const double found = double(histogram.percentile(share).count());
            QVERIFY2(found >= expected && found <= expected * 1.033 + 1,
                     qPrintable(QStringLiteral("p%1: %2 for %3").arg(share * 100).arg(found).arg(expected)));
        }
    }

    /// Percentiles of two cannot be averaged; put together they are those of all values.
    void mergedIsAsIfAllHadBeenAddedToOne()
    {
        std::mt19937 random(20260102);
        for (int round = 0; round < 50; ++round) {
            LatencyHistogram together, merged;
            const int lives = 1 + round % 4;
            for (int life = 0; life < lives; ++life) {
                std::lognormal_distribution<double> latency(2.0 + life * 1.5, 1.0);
                LatencyHistogram own;
                for (int i = int(random() % 400); i > 0; --i) {
                    const milliseconds value(qint64(latency(random)));
                    together.add(value);
                    own.add(value);
                }
                merged.merge(own);
            }
            QCOMPARE(merged.count(), together.count());
            QCOMPARE(merged.mean(), together.mean());
            QCOMPARE(merged.largest(), together.largest());
            for (int permille = 0; permille <= 1000; ++permille)
                QCOMPARE(merged.percentile(permille / 1000.0), together.percentile(permille / 1000.0));
            QVERIFY(merged == together);
        }
    }

    void readsBackWhatItWrote()
    {
        std::mt19937 random(20260103);
        std::lognormal_distribution<double> latency(6.0, 3.0);
        for (int size : {0, 1, 2, 70, 5000}) {
            LatencyHistogram histogram;
            for (int i = 0; i < size; ++i)
                histogram.add(milliseconds(qint64(latency(random))));
            const auto read = LatencyHistogram::decoded(histogram.encoded());
            QVERIFY(read);
            QVERIFY(*read == histogram);
        }
        LatencyHistogram full;
        for (int millisecond = 0; millisecond < 100'000; millisecond += 7)
            full.add(milliseconds(millisecond));
        full.add(LatencyHistogram::longest);
        QVERIFY(full.encoded().size() < 2048);
        QVERIFY(*LatencyHistogram::decoded(full.encoded()) == full);
    }

    void refusesWhatItDidNotWrite_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        // Version 1, largest 5, sum 10, at a distance of 5 two: 5 and 5.
        QTest::newRow("another version") << QByteArray("\x02\x05\x0a\x05\x02");
        QTest::newRow("cut off") << QByteArray("\x01\x05\x0a\x05");
        QTest::newRow("no values") << QByteArray("\x01\x05\x0a");
        QTest::newRow("nothing but a version") << QByteArray("\x01");
        QTest::newRow("an empty bucket") << QByteArray("\x01\x05\x0a\x05\x00", 5);
        QTest::newRow("a sum that is too large") << QByteArray("\x01\x05\x0b\x05\x02");
        QTest::newRow("a sum that is too small") << QByteArray("\x01\x05\x09\x05\x02");
        QTest::newRow("a largest value that nobody has") << QByteArray("\x01\x06\x0a\x05\x02");
        QTest::newRow("a number with an idle byte") << QByteArray("\x01\x85\x00\x0a\x05\x02", 6);
        QTest::newRow("a number without an end") << QByteArray("\x01") + QByteArray(12, '\xff');
        QTest::newRow("a bucket beyond the last") << QByteArray("\x01\x05\x0a\xff\x7f\x02");
        QTest::newRow("more values than are taken in") << QByteArray("\x01\x05\x0a\x05\x81\x80\x80\x80\x80\x02");
    }
    void refusesWhatItDidNotWrite()
    {
        QFETCH(QByteArray, bytes);
        QVERIFY(LatencyHistogram::decoded(QByteArray("\x01\x05\x0a\x05\x02")));
        QVERIFY(!LatencyHistogram::decoded(bytes));
    }

    void takesNothingInBeyondItsLimit()
    {
        // As many as are taken in, all of 5 ms: 2^36 times 5.
        LatencyHistogram full
            = *LatencyHistogram::decoded(QByteArray("\x01\x05\x80\x80\x80\x80\x80\x0a\x05\x80\x80\x80\x80\x80\x02"));
        QCOMPARE(full.count(), LatencyHistogram::maxCount);
        LatencyHistogram one;
        one.add(milliseconds(9));
        full.merge(one);
        full.add(milliseconds(9));
        QCOMPARE(full.count(), LatencyHistogram::maxCount);
        QCOMPARE(full.largest(), milliseconds(5));
        QCOMPARE(full.mean(), milliseconds(5));
    }
};

MUSTER_TEST(LatencyHistogramTest, muster::tests::NoApplication)

} // namespace tst_latencyhistogram
#include "tst_latencyhistogram.moc"
