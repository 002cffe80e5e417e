// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/lifemeter.h"

#include "models/runs/runmeter.h"
#include "network/wire/apierror.h"
#include "tests/support/fakeclock.h"
#include "tests/support/testprogram.h"

#include <random>

using namespace muster;
using namespace muster::test;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace tst_lifemeter {

class TestLifeMeter : public QObject
{
    Q_OBJECT

private:
    static std::function<LifeMeter::TimePoint()> timeOf(FakeClock &clock)
    {
        return [&clock] { return clock.now(); };
    }

private Q_SLOTS:
    void eachMomentBelongsToOnePart()
    {
        FakeClock clock(FakeClock::Mode::ByHand);
        LifeMeter meter;
        meter.startClock(timeOf(clock));
        clock.advance(100ms); // nothing
        meter.begin(LifeMeter::Occupied::Server);
        clock.advance(200ms);
        meter.begin(LifeMeter::Occupied::Server); // a second one, at the same time
        clock.advance(300ms);
        meter.end(LifeMeter::Occupied::Server);
        meter.begin(LifeMeter::Occupied::Throttled); // one waits while another is under way
        clock.advance(400ms);
        meter.end(LifeMeter::Occupied::Server);
        clock.advance(500ms);
        meter.end(LifeMeter::Occupied::Throttled);
        meter.begin(LifeMeter::Occupied::Waiting);
        clock.advance(600ms);
        meter.end(LifeMeter::Occupied::Waiting);
        clock.advance(700ms);
        const RunMeasures measures = meter.measures({});
        QCOMPARE(measures.lives, 1);
        QCOMPARE(measures.wall, milliseconds(2800ms));
        QCOMPARE(*measures.time.server, milliseconds(900ms));
        QCOMPARE(*measures.time.throttled, milliseconds(500ms));
        QCOMPARE(*measures.time.waiting, milliseconds(600ms));
        QVERIFY(!measures.time.decoding && !measures.time.writing && !measures.time.idle);
    }

    void whatGoesOnCountsUpToNow()
    {
        FakeClock clock(FakeClock::Mode::ByHand);
        LifeMeter meter;
        meter.startClock(timeOf(clock));
        meter.begin(LifeMeter::Occupied::Waiting);
        clock.advance(250ms);
        QCOMPARE(*meter.measures({}).time.waiting, milliseconds(250ms));
        clock.advance(250ms);
        QCOMPARE(*meter.measures({}).time.waiting, milliseconds(500ms));
    }

    void workCountsWhereNothingElseDid()
    {
        FakeClock clock(FakeClock::Mode::ByHand);
        LifeMeter meter;
        meter.startClock(timeOf(clock));
        const auto began = clock.now();
        meter.begin(LifeMeter::Occupied::Server);
        clock.advance(100ms);
        meter.end(LifeMeter::Occupied::Server);
        clock.advance(100ms);
        // Half of it while the request was still under way; the writing begins before the decoding has ended.
        meter.worked(LifeMeter::Work::Decoding, began + 60ms, began + 140ms);
        meter.worked(LifeMeter::Work::Writing, began + 120ms, began + 170ms);
        const RunMeasures measures = meter.measures({});
        QCOMPARE(*measures.time.server, milliseconds(100ms));
        QCOMPARE(*measures.time.decoding, milliseconds(40ms));
        QCOMPARE(*measures.time.writing, milliseconds(30ms));
        QCOMPARE(*measures.time.idle, milliseconds(30ms));
        QCOMPARE(measures.time.sum(), measures.wall);
    }

    void whatIsAwaitedCountsAsItsWorkAlone()
    {
        FakeClock clock(FakeClock::Mode::ByHand);
        LifeMeter meter;
        meter.startClock(timeOf(clock));
        clock.advance(10ms);
        {
            const LifeMeter::Working working(meter, LifeMeter::Work::Writing);
            clock.advance(30ms);
            meter.begin(LifeMeter::Occupied::Server); // asks in the midst of it
            clock.advance(50ms);
            meter.end(LifeMeter::Occupied::Server);
            clock.advance(5ms);
        }
        clock.advance(15ms);
        const RunMeasures measures = meter.measures({});
        QCOMPARE(*measures.time.server, milliseconds(50ms));
        QCOMPARE(*measures.time.writing, milliseconds(35ms));
        QCOMPARE(*measures.time.idle, milliseconds(25ms));
        QVERIFY(!measures.time.decoding); // not measured, which is not the same as none
        QCOMPARE(measures.time.sum(), measures.wall);
    }

    void thePartsNeverExceedTheWhole()
    {
        std::mt19937 random(20260104);
        for (int round = 0; round < 50; ++round) {
            FakeClock clock(FakeClock::Mode::ByHand);
            LifeMeter meter;
            meter.startClock(timeOf(clock));
            const auto began = clock.now();
            const auto some = [&](int most) { return milliseconds(int(random() % unsigned(most))); };
            for (int step = 0; step < 400; ++step) {
                const auto what = LifeMeter::Occupied(random() % 3);
                switch (random() % 4) {
                case 0:
                    meter.begin(what);
                    break;
                case 1:
                    meter.end(what); // perhaps one that never began
                    break;
                case 2:
                    meter.worked(LifeMeter::Work(random() % 2), began + some(40'000), began + some(40'000));
                    break;
                default:
                    clock.advance(some(200));
                }
                const RunMeasures measures = meter.measures({});
                QVERIFY(measures.time.sum() <= measures.wall);
                QVERIFY(!measures.time.idle || measures.time.idle->count() >= 0);
                QCOMPARE(measures.wall, std::chrono::duration_cast<milliseconds>(clock.now() - began));
            }
        }
    }

    void anEarlierLifesCountsAreNotThisOnes()
    {
        FakeClock clock(FakeClock::Mode::ByHand);
        LifeMeter meter;
        meter.takeUp();
        meter.startClock(timeOf(clock));
        meter.takeOver(4, 1000);
        meter.count(2000);
        clock.advance(5s);
        meter.count(2600);
        RunMetrics metrics;
        metrics.records = 2600;
        metrics.pages = 6;
        metrics.bytesWritten = 1300;
        metrics.retries = 2;
        const RunMeasures measures = meter.measures(metrics);
        QCOMPARE(measures.records, 2600);
        QCOMPARE(measures.recordsDone, 600);
        QCOMPARE(*measures.pages, 2);
        QCOMPARE(*measures.bytes, 300);
        QCOMPARE(measures.retries, 2);
        QCOMPARE(measures.meanPerSecond(), 120.0);
        QCOMPARE(measures.peakPerSecond, 120.0); // shorter than ten seconds
    }

    void theFirstCountOfAFreshLifeIsItsOwn()
    {
        FakeClock clock(FakeClock::Mode::ByHand);
        LifeMeter meter;
        meter.startClock(timeOf(clock));
        clock.advance(2s);
        meter.count(500);
        RunMetrics metrics;
        metrics.records = 500;
        QCOMPARE(meter.measures(metrics).recordsDone, 500);
        QVERIFY(!meter.measures(metrics).pages && !meter.measures(metrics).bytes);
    }

    void thePeakIsOfTheFastestTenSeconds()
    {
        FakeClock clock(FakeClock::Mode::ByHand);
        LifeMeter meter;
        meter.startClock(timeOf(clock));
        qint64 records = 0;
        for (int second = 0; second < 60; ++second) {
            clock.advance(1s);
            records += second >= 20 && second < 30 ? 100 : 1;
            meter.count(records);
        }
        RunMetrics metrics;
        metrics.records = records;
        const RunMeasures measures = meter.measures(metrics);
        QCOMPARE(measures.peakPerSecond, 100.0);
        QCOMPARE(measures.meanPerSecond(), double(records) / 60);
    }

    void aMeterFeedsIt()
    {
        FakeClock clock(FakeClock::Mode::ByHand);
        const auto life = std::make_shared<LifeMeter>();
        RunMeter meter(clock,
                       {.waiting = [](int, const ApiError &, milliseconds) { },
                        .asking = [] { },
                        .waitEnded = [] { },
                        .signedIn = [] { },
                        .changed = [] { },
                        .life = life});
        meter.asking(Service::Segments);
        clock.advance(300ms);
        meter.settled(Service::Segments);
        meter.answered(Service::Segments, 429, 300ms);
        meter.retrying(Service::Segments, 1, {.kind = ErrorKind::Throttled}, 2s);
        clock.advance(2s);
        meter.waitEnded(Service::Segments);
        meter.asking(Service::Segments);
        clock.advance(100ms);
        meter.settled(Service::Segments);
        meter.answered(Service::Segments, 500, 100ms);
        meter.retrying(Service::Segments, 2, {.kind = ErrorKind::ServerTrouble}, 1s);
        clock.advance(1s);
        meter.waitEnded(Service::Segments);
        meter.setRecords(7);
        const RunMeasures measures = life->measures(meter.snapshot());
        QCOMPARE(measures.wall, milliseconds(3400ms));
        QCOMPARE(*measures.time.server, milliseconds(400ms));
        QCOMPARE(*measures.time.throttled, milliseconds(2s));
        QCOMPARE(*measures.time.waiting, milliseconds(1s));
        QCOMPARE(measures.latency.count(), 2U);
        QCOMPARE(measures.latency.mean(), milliseconds(200ms));
        QCOMPARE(measures.retries, 2);
        QCOMPARE(measures.records, 7);
    }
};

MUSTER_TEST(TestLifeMeter, QCoreApplication)

} // namespace tst_lifemeter
#include "tst_lifemeter.moc"
