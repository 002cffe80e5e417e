// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/http/callgates.h"
#include "tests/support/fakeclock.h"
#include "tests/support/testprogram.h"

#include <QtTest>
#include <deque>
#include <random>

using namespace muster;
using namespace muster::test;
using namespace std::chrono_literals;

namespace tst_quotagate {

/// At most so many records in any second (contract section 4).
class TestQuotaGate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void letsThroughWhatFits();
    void moreThanASecondsWorthWaitsForAnEmptySecond();
    void noSecondEverHasMore();
};

void TestQuotaGate::letsThroughWhatFits()
{
    FakeClock clock;
    QuotaGate gate(clock);
    QCOMPARE(gate.waitLeft(500, 500), 0ms);
    gate.spend(200);
    QCOMPARE(gate.waitLeft(300, 500), 0ms);
    QCOMPARE(gate.waitLeft(301, 500), 1000ms);
    clock.advance(400ms);
    gate.spend(300);
    QCOMPARE(gate.waitLeft(1, 500), 600ms);
    QCOMPARE(gate.waitLeft(200, 500), 600ms);
    QCOMPARE(gate.waitLeft(201, 500), 1000ms);
    clock.advance(599ms);
    QCOMPARE(gate.waitLeft(1, 500), 1ms);
    clock.advance(1ms);
    QCOMPARE(gate.waitLeft(200, 500), 0ms);
    QCOMPARE(gate.waitLeft(201, 500), 400ms);
    gate.spend(0);
    QCOMPARE(gate.waitLeft(200, 500), 0ms);
}

void TestQuotaGate::moreThanASecondsWorthWaitsForAnEmptySecond()
{
    FakeClock clock;
    QuotaGate gate(clock);
    QCOMPARE(gate.waitLeft(800, 500), 0ms);
    gate.spend(800);
    QCOMPARE(gate.waitLeft(1, 500), 1000ms);
    clock.advance(1s);
    gate.spend(1);
    clock.advance(300ms);
    QCOMPARE(gate.waitLeft(800, 500), 700ms);
}

void TestQuotaGate::noSecondEverHasMore()
{
    FakeClock clock;
    QuotaGate gate(clock);
    std::mt19937 random(7);
    std::deque<std::pair<Clock::TimePoint, int>> sent;
    for (int i = 0; i < 2000; ++i) {
        const int records = 1 + int(random() % 300);
        clock.advance(std::chrono::milliseconds(random() % 200));
        if (const auto wait = gate.waitLeft(records, 500); wait > 0ms) {
            clock.advance(wait - 1ms);
            QVERIFY(gate.waitLeft(records, 500) > 0ms);
            clock.advance(1ms);
        }
        QCOMPARE(gate.waitLeft(records, 500), 0ms);
        gate.spend(records);
        sent.emplace_back(clock.now(), records);
        int inLastSecond = 0;
        for (const auto &[at, count] : sent)
            inLastSecond += clock.now() - at < 1s ? count : 0;
        QVERIFY(inLastSecond <= 500);
    }
}

MUSTER_TEST(TestQuotaGate, QCoreApplication)

} // namespace tst_quotagate
#include "tst_quotagate.moc"
