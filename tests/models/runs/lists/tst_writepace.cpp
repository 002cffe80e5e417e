// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lists/writepace.h"

#include "models/runs/runmeter.h"
#include "network/dialects/contract/contractdialect.h"
#include "tests/support/fakeclock.h"

#include <QTest>
#include <algorithm>

using namespace muster;
using namespace muster::test;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

ApiError trouble()
{
    return {.kind = ErrorKind::ServerTrouble, .httpStatus = 503};
}

ApiError throttled(std::optional<milliseconds> retryAfter = std::nullopt)
{
    ApiError error{.kind = ErrorKind::Throttled, .httpStatus = 429};
    error.retryAfter = retryAfter;
    return error;
}

} // namespace

class TestWritePace : public QObject
{
    Q_OBJECT

    FakeClock m_clock;
    QList<milliseconds> m_told;
    RunMeter m_meter{
        m_clock,
        {[this](int, const ApiError &, milliseconds wait) { m_told.append(wait); }, [] {}, [] {}, [] {}, [] {}}};

    bool rest(WritePace &pace, const ApiError &error, std::stop_token stop = {})
    {
        return QCoro::waitFor(pace.rest(error, stop));
    }

private Q_SLOTS:
    void init() { m_told.clear(); }

    void triesAndWaitsAreTheTables()
    {
        const RetryTable table{
            .tries = 3, .throttled = {9s}, .trouble = {300ms, 700ms}, .throttledJitter = 0ms, .troubleJitter = 0ms};
        WritePace pace(table, m_meter, m_clock);
        const qsizetype slept = m_clock.sleeps().size();
        QVERIFY(!pace.isUsedUp(trouble()));
        QVERIFY(rest(pace, trouble()));
        QVERIFY(!pace.isUsedUp(trouble()));
        QVERIFY(rest(pace, trouble()));
        QVERIFY(pace.isUsedUp(trouble()));
        QCOMPARE(m_clock.sleeps().mid(slept), (QList<milliseconds>{300ms, 700ms}));
        pace.succeeded();
        QVERIFY(!pace.isUsedUp(trouble()));
        QVERIFY(!pace.isUsedUp(trouble()));
        QVERIFY(pace.isUsedUp(trouble()));
    }

    void theContractsWaitsDoubleWithJitter()
    {
        WritePace pace(contractDialect()->protocol->retry.value(Service::ContactLists), m_meter, m_clock);
        const qsizetype slept = m_clock.sleeps().size();
        for (int failed = 1; failed < 5; ++failed) {
            QVERIFY(!pace.isUsedUp(trouble()));
            QVERIFY(rest(pace, trouble()));
        }
        QVERIFY(pace.isUsedUp(trouble()));
        const auto waits = m_clock.sleeps().mid(slept);
        QCOMPARE(waits.size(), 4);
        for (int at = 0; at < 4; ++at) {
            QVERIFY(waits[at] >= 1000ms * (1 << at));
            QVERIFY(waits[at] <= 1000ms * (1 << at) + 500ms);
        }
    }

    void F06_throttlingIsWaitedForByTheGateAlone()
    {
        const RetryTable table{.tries = 5, .throttled = {2s}, .trouble = {1s}, .throttledJitter = 0ms};
        WritePace pace(table, m_meter, m_clock);
        const qsizetype slept = m_clock.sleeps().size();
        QVERIFY(!pace.isUsedUp(throttled(7s)));
        QVERIFY(rest(pace, throttled(7s)));
        QVERIFY(rest(pace, throttled()));
        QCOMPARE(m_clock.sleeps().size(), slept);
        QCOMPARE(m_told, (QList<milliseconds>{7s, 2s}));
    }

    void F04_aWaitAboveTheCeilingUsesUpTheTries()
    {
        WritePace pace(contractDialect()->protocol->retry.value(Service::ContactLists), m_meter, m_clock);
        ApiError closed = throttled(20min);
        closed.code = QStringLiteral("gate_closed");
        QVERIFY(pace.isUsedUp(closed));
    }

    void F105_aStopEndsTheRest()
    {
        FakeClock clock(FakeClock::Mode::ByHand);
        WritePace pace(contractDialect()->protocol->retry.value(Service::ContactLists), m_meter, clock);
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(!rest(pace, trouble(), stop.get_token()));
        QVERIFY(!rest(pace, throttled(1s), stop.get_token()));
    }
};

QTEST_GUILESS_MAIN(TestWritePace)
#include "tst_writepace.moc"
