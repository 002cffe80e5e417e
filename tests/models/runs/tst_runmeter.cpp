// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/runmeter.h"
#include "tests/support/fakeclock.h"
#include "tests/support/testprogram.h"

using namespace muster;
using namespace muster::test;
using namespace std::chrono_literals;

namespace tst_runmeter {

class TestRunMeter : public QObject
{
    Q_OBJECT

private:
    static RunMeter::Hooks quiet()
    {
        return {.waiting = [](int, const ApiError &, std::chrono::milliseconds) { },
                .asking = [] { },
                .waitEnded = [] { },
                .signedIn = [] { },
                .changed = [] { }};
    }
    /// A thousand records a second for five seconds, of ten thousand.
    static void feed(RunMeter &meter, FakeClock &clock)
    {
        meter.setTotal(10'000);
        for (int second = 0; second <= 5; ++second) {
            meter.setRecords(second * 1000);
            clock.advance(1s);
        }
    }

private Q_SLOTS:
    void F49_aSilentServerHasNoSpeedAndNoEnd()
    {
        FakeClock clock(FakeClock::Mode::ByHand);
        RunMeter meter(clock, quiet());
        feed(meter, clock);
        meter.asking(Service::Segments);
        clock.advance(2s);
        QVERIFY(!meter.snapshot().silence); // answers may take a moment
        QVERIFY(meter.snapshot().recordsPerSecond > 0);
        QVERIFY(meter.snapshot().etaHigh);
        clock.advance(10s);
        QCOMPARE(meter.snapshot().silence, std::optional<std::chrono::milliseconds>(12s));
        QCOMPARE(meter.snapshot().recordsPerSecond, 0.0);
        QVERIFY(!meter.snapshot().etaLow && !meter.snapshot().etaHigh);
        meter.settled(Service::Segments);
        QVERIFY(!meter.snapshot().silence);
        QVERIFY(meter.snapshot().recordsPerSecond > 0);
    }

    void aSignInIsWaitedForAsAnAnswerIs()
    {
        FakeClock clock(FakeClock::Mode::ByHand);
        RunMeter meter(clock, quiet());
        meter.signingIn(Service::Segments);
        meter.asking(Service::Segments); // it is this run that asks for the token
        clock.advance(12s);
        QVERIFY(meter.snapshot().signingIn);
        QCOMPARE(meter.snapshot().silence, std::optional<std::chrono::milliseconds>(12s));
        meter.settled(Service::Segments);
        meter.signInEnded(Service::Segments);
        QVERIFY(!meter.snapshot().signingIn && !meter.snapshot().silence);
        meter.signingIn(Service::Segments); // another one does
        clock.advance(12s);
        QVERIFY(meter.snapshot().signingIn && meter.snapshot().silence);
    }

    void oneAnswerAmongSeveralEndsTheSilence()
    {
        FakeClock clock(FakeClock::Mode::ByHand);
        RunMeter meter(clock, quiet());
        meter.asking(Service::Segments);
        clock.advance(4s);
        meter.asking(Service::Segments);
        QVERIFY(meter.snapshot().silence);
        meter.settled(Service::Segments);
        QVERIFY(!meter.snapshot().silence);
        clock.advance(5s);
        QCOMPARE(meter.snapshot().silence, std::optional<std::chrono::milliseconds>(5s));
    }

    void answersAndWaitsStandInTheTrace()
    {
        using Wait = LatencyTrace::Wait;
        FakeClock clock(FakeClock::Mode::ByHand);
        RunMeter meter(clock, quiet());
        const QDateTime start = clock.wallNow();
        clock.advance(1s);
        meter.asking(Service::Segments);
        meter.answered(Service::Segments, 200, 40ms);
        meter.settled(Service::Segments);
        const RunMetrics before = meter.snapshot();
        QCOMPARE(before.trace.startedAt(), start);
        QCOMPARE(before.trace.answers(), quint64(1));
        QCOMPARE(before.trace.end(), LatencyTrace::Duration(1s));
        QVERIFY(before.trace.stretches().isEmpty());
        meter.retrying(Service::Segments, 1, ApiError{.kind = ErrorKind::Throttled}, 8s);
        clock.advance(2s);
        // The wait that goes on is there up to now, and once.
        QCOMPARE(meter.snapshot().trace.stretches(), QList({LatencyTrace::Stretch{Wait::Throttled, 1s, 3s}}));
        clock.advance(1s);
        meter.waitEnded(Service::Segments);
        meter.retrying(Service::Segments, 2, ApiError{.kind = ErrorKind::NotSent}, 8s);
        clock.advance(1s);
        meter.waitEnded(Service::Segments);
        // So is a silence.
        meter.asking(Service::Segments);
        clock.advance(10s);
        const QList<LatencyTrace::Stretch> silent{
            {Wait::Throttled, 1s, 4s}, {Wait::Network, 4s, 5s}, {Wait::Server, 5s, 15s}};
        QCOMPARE(meter.snapshot().trace.stretches(), silent);
        meter.settled(Service::Segments);
        clock.advance(20s);
        QCOMPARE(meter.snapshot().trace.stretches(), silent);
        QCOMPARE(before.trace.answers(), quint64(1)); // a snapshot stays as it was
    }

    void aWaitForTroubleHasNoSpeedEither()
    {
        FakeClock clock(FakeClock::Mode::ByHand);
        RunMeter meter(clock, quiet());
        feed(meter, clock);
        meter.retrying(Service::Segments, 1, ApiError{.kind = ErrorKind::TimedOut}, 8s);
        QCOMPARE(meter.snapshot().recordsPerSecond, 0.0);
        QVERIFY(!meter.snapshot().etaHigh);
        meter.waitEnded(Service::Segments);
        QVERIFY(meter.snapshot().recordsPerSecond > 0);
    }
};

MUSTER_TEST(TestRunMeter, QCoreApplication)

} // namespace tst_runmeter

#include "tst_runmeter.moc"
