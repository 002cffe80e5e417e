// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/runmeter.h"

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
};

MUSTER_TEST(LatencyHistogramTest, muster::tests::NoApplication)

} // namespace tst_latencyhistogram
#include "tst_latencyhistogram.moc"
