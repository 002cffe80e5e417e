// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/http/callturns.h"

#include "tests/support/fakeclock.h"
#include "tests/support/testprogram.h"

#include <QtTest>

using namespace muster;
using namespace muster::test;
using namespace std::chrono_literals;

namespace tst_callturns {

namespace {

constexpr auto gap = 31s;

/// What was done, and when by the clock that the test moves.
struct Diary
{
    explicit Diary(const FakeClock &clock)
        : clock(clock)
        , begun(clock.now())
    {
    }
    void note(const QString &what)
    {
        const auto since = std::chrono::duration_cast<std::chrono::milliseconds>(clock.now() - begun);
        lines.append(QStringLiteral("%1 %2").arg(since.count()).arg(what));
    }

    const FakeClock &clock;
    const Clock::TimePoint begun;
    QStringList lines;
};

/// A piece of work of two calls that take `callTime` each.
QCoro::Task<void> work(CallTurns *turns, FakeClock *clock, Diary *diary, QString name,
                       std::chrono::milliseconds callTime, std::stop_token stop)
{
    const auto turn = co_await turns->take(stop);
    if (!turn) {
        diary->note(name + QStringLiteral(" stopped"));
        co_return;
    }
    for (int call = 0; call < 2; ++call) {
        if (!co_await turn->wait(stop)) {
            diary->note(name + QStringLiteral(" stopped"));
            co_return;
        }
        diary->note(name + QStringLiteral(" calls"));
        if (callTime > 0ms)
            (void)co_await clock->sleep(callTime, {});
        turn->called();
    }
    diary->note(name + QStringLiteral(" ends"));
}

} // namespace

class TestCallTurns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void callsAreSoFarApart();
    void noTwoWorkAtOnce();
    void theGapOutlastsTheTurn();
    void whoStopsLetsTheNextOneIn();
};

void TestCallTurns::callsAreSoFarApart()
{
    FakeClock clock(FakeClock::Mode::Automatic);
    CallTurns turns(clock, gap);
    Diary diary(clock);
    // From the end of one call to the begin of the next; also before the first.
    QCoro::waitFor(work(&turns, &clock, &diary, QStringLiteral("a"), 7s, {}));
    QCOMPARE(diary.lines,
             QStringList(
                 {QStringLiteral("31000 a calls"), QStringLiteral("69000 a calls"), QStringLiteral("76000 a ends")}));
}

void TestCallTurns::noTwoWorkAtOnce()
{
    FakeClock clock(FakeClock::Mode::ByHand);
    CallTurns turns(clock, gap);
    Diary diary(clock);
    const auto first = work(&turns, &clock, &diary, QStringLiteral("a"), 0ms, {});
    const auto second = work(&turns, &clock, &diary, QStringLiteral("b"), 0ms, {});
    const auto third = work(&turns, &clock, &diary, QStringLiteral("c"), 0ms, {});
    const QStringList wanted{
        QStringLiteral("31000 a calls"),  QStringLiteral("62000 a calls"),  QStringLiteral("62000 a ends"),
        QStringLiteral("93000 b calls"),  QStringLiteral("124000 b calls"), QStringLiteral("124000 b ends"),
        QStringLiteral("155000 c calls"), QStringLiteral("186000 c calls"), QStringLiteral("186000 c ends")};
    for (int step = 0; step < 186; ++step) {
        // Whoever can go on does so before more time passes; nobody but one sleeps.
        QTRY_COMPARE(clock.sleeping(), 1);
        clock.advance(1s);
        QCoreApplication::processEvents();
    }
    QTRY_COMPARE(diary.lines, wanted);
}

void TestCallTurns::theGapOutlastsTheTurn()
{
    FakeClock clock(FakeClock::Mode::Automatic);
    CallTurns turns(clock, gap);
    Diary diary(clock);
    QCoro::waitFor(work(&turns, &clock, &diary, QStringLiteral("a"), 0ms, {}));
    clock.advance(30s);
    QCoro::waitFor(work(&turns, &clock, &diary, QStringLiteral("b"), 0ms, {}));
    clock.advance(1h);
    QCoro::waitFor(work(&turns, &clock, &diary, QStringLiteral("c"), 0ms, {}));
    QCOMPARE(diary.lines.value(3), QStringLiteral("93000 b calls")); // a's last was at 62
    QCOMPARE(diary.lines.value(6), QStringLiteral("3724000 c calls")); // nothing is left to wait for
}

void TestCallTurns::whoStopsLetsTheNextOneIn()
{
    FakeClock clock(FakeClock::Mode::ByHand);
    CallTurns turns(clock, gap);
    Diary diary(clock);
    std::stop_source stopFirst, stopSecond;
    const auto first = work(&turns, &clock, &diary, QStringLiteral("a"), 0ms, stopFirst.get_token());
    const auto second = work(&turns, &clock, &diary, QStringLiteral("b"), 0ms, stopSecond.get_token());
    const auto third = work(&turns, &clock, &diary, QStringLiteral("c"), 0ms, {});
    QTRY_COMPARE(clock.sleeping(), 1);
    stopSecond.request_stop(); // while it waits for its turn
    QTRY_COMPARE(diary.lines, QStringList{QStringLiteral("0 b stopped")});
    clock.advance(10s);
    stopFirst.request_stop(); // while it waits for its call
    QTRY_COMPARE(diary.lines.size(), 2);
    QCOMPARE(diary.lines.last(), QStringLiteral("10000 a stopped"));
    QTRY_COMPARE(clock.sleeping(), 1);
    clock.advance(21s);
    QTRY_COMPARE(diary.lines.last(), QStringLiteral("31000 c calls"));
    QTRY_COMPARE(clock.sleeping(), 1);
    clock.advance(31s);
    QTRY_COMPARE(diary.lines.last(), QStringLiteral("62000 c ends"));
}

MUSTER_TEST(TestCallTurns, QCoreApplication)

} // namespace tst_callturns
#include "tst_callturns.moc"
