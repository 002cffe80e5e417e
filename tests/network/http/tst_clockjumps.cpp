// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/http/callgates.h"
#include "network/http/tokenstore.h"
#include "tests/support/testprogram.h"
#include "tests/support/transportfixture.h"

#include <QtTest>
#include <atomic>
#include <ctime>
#include <sys/syscall.h>
#include <sys/time.h>
#include <unistd.h>

using namespace muster;
using namespace std::chrono_literals;
using test::FakeClock;
using test::Fixture;
using test::good;

/// F101 and F102: what the network waits for and believes when the wall clock jumps, or when the machine slept.
class TestClockJumps : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void F101_tokensAreJudgedByTheTimeSinceReceipt_data() { jumps(); }
    void F101_tokensAreJudgedByTheTimeSinceReceipt();
    void F101_theGateOpensWhenItsTimeHasPassed_data() { jumps(); }
    void F101_theGateOpensWhenItsTimeHasPassed();
    void F102_afterASleepTheTokenIsRenewedBeforeUse();
    void F102_afterASleepNoOldConnectionIsUsed();
    void F102_armingEndsWhileTheMachineSleeps();
    void F102_theMachinesClocksTellItsSleep();
    void F101_F102_theMachinesOwnClocks_data();
    void F101_F102_theMachinesOwnClocks();

private:
    static void jumps()
    {
        QTest::addColumn<qint64>("seconds");
        QTest::newRow("three days on") << qint64(3 * 24 * 3600);
        QTest::newRow("two hours back") << qint64(-2 * 3600);
        QTest::newRow("an hour on, as in spring") << qint64(3600);
    }
};

namespace {

// What the machine is said to have slept, and by how much its wall clock is said to have been set.
std::atomic<qint64> sleptSeconds = 0, wallSeconds = 0;

} // namespace

// In front of the C library's, for the product and for Qt.
extern "C" __attribute__((visibility("default"))) int clock_gettime(clockid_t clock, timespec *time) noexcept
{
    const int outcome = int(::syscall(SYS_clock_gettime, clock, time));
    if (outcome == 0 && clock == CLOCK_BOOTTIME)
        time->tv_sec += sleptSeconds;
    else if (outcome == 0 && clock == CLOCK_REALTIME)
        time->tv_sec += sleptSeconds + wallSeconds;
    return outcome;
}
extern "C" __attribute__((visibility("default"))) int gettimeofday(timeval *time, void *) noexcept
{
    timespec now = {};
    const int outcome = clock_gettime(CLOCK_REALTIME, &now);
    *time = {now.tv_sec, now.tv_nsec / 1000};
    return outcome;
}

namespace {

struct Tokens
{
    FakeClock clock{FakeClock::Mode::ByHand};
    TokenStore store{clock};
    int fetched = 0;

    [[nodiscard]] QCoro::Task<Result<Token>> fetch()
    {
        ++fetched;
        Token token;
        const QByteArray text = QByteArrayLiteral("token ") + QByteArray::number(fetched);
        token.value = Secret(text);
        token.life = 3600s;
        co_return token;
    }
    [[nodiscard]] QByteArray get()
    {
        const auto token
            = QCoro::waitFor(store.get(QStringLiteral("key"), 300s, [this](std::stop_token) { return fetch(); }, {}));
        return token ? token->bytes().toByteArray() : QByteArray();
    }
};

} // namespace

void TestClockJumps::F101_tokensAreJudgedByTheTimeSinceReceipt()
{
    QFETCH(qint64, seconds);
    Tokens tokens;
    QCOMPARE(tokens.get(), QByteArray("token 1"));
    tokens.clock.setWall(tokens.clock.wallNow().addSecs(seconds));
    tokens.clock.advance(54min);
    QCOMPARE(tokens.get(), QByteArray("token 1")); // neither too old
    tokens.clock.advance(2min);
    QCOMPARE(tokens.get(), QByteArray("token 2")); // nor good for longer than it is
}

void TestClockJumps::F101_theGateOpensWhenItsTimeHasPassed()
{
    QFETCH(qint64, seconds);
    FakeClock clock(FakeClock::Mode::ByHand);
    RateGate gate(clock);
    gate.block(30s);
    clock.setWall(clock.wallNow().addSecs(seconds));
    QCOMPARE(gate.waitLeft(), 30s);
    clock.advance(29s);
    QCOMPARE(gate.waitLeft(), 1s);
    clock.advance(1s);
    QCOMPARE(gate.waitLeft(), 0s);
}

void TestClockJumps::F102_afterASleepTheTokenIsRenewedBeforeUse()
{
    Tokens tokens;
    QCOMPARE(tokens.get(), QByteArray("token 1"));
    tokens.clock.sleepMachine(900ms); // not worth a word
    QCOMPARE(tokens.get(), QByteArray("token 1"));
    QVERIFY(tokens.store.lifeLeft(QStringLiteral("key")));
    tokens.clock.sleepMachine(8h);
    QVERIFY(!tokens.store.lifeLeft(QStringLiteral("key")));
    QCOMPARE(tokens.get(), QByteArray("token 2"));
    QCOMPARE(tokens.get(), QByteArray("token 2"));
    QCOMPARE(tokens.fetched, 2);
}

void TestClockJumps::F102_afterASleepNoOldConnectionIsUsed()
{
    Fixture tenant;
    tenant.channel.script("/segments", {good});
    QVERIFY(tenant.list());
    QVERIFY(tenant.list());
    QCOMPARE(tenant.channel.drops(), 0);
    QCOMPARE(tenant.channel.tokenRequests(), 1);
    tenant.clock.sleepMachine(8h);
    QVERIFY(tenant.list());
    QVERIFY(tenant.list());
    QCOMPARE(tenant.channel.drops(), 1);
    QCOMPARE(tenant.channel.tokenRequests(), 2);
    // The new token is the one that is used.
    QVERIFY(tenant.channel.requests().last().headers.contains({"Authorization", "Bearer token-2"}));
}

void TestClockJumps::F102_armingEndsWhileTheMachineSleeps()
{
    FakeClock clock(FakeClock::Mode::ByHand);
    LookOnlyGuard guard(Environment::Production, clock);
    guard.arm(900s);
    clock.sleepMachine(10min);
    QVERIFY(guard.isArmed());
    clock.sleepMachine(5min);
    QVERIFY(!guard.isArmed());
}

void TestClockJumps::F102_theMachinesClocksTellItsSleep()
{
    // Whatever this machine has slept so far, it does not while the test runs.
    const SystemClock clock;
    SleepWatch watch(clock);
    QVERIFY(clock.slept() >= -1s);
    QCOMPARE(watch.take(), 0s);
    const Clock::TimePoint before = clock.now();
    for (const std::chrono::seconds slept : {28'800s, 90s}) {
        sleptSeconds += slept.count();
        const std::chrono::seconds told = watch.take();
        QVERIFY2(told == slept || told == slept - 1s, qPrintable(QString::number(told.count())));
        QCOMPARE(watch.take(), 0s); // told once
    }
    QVERIFY(clock.now() - before < 60s); // waits do not count it
}

void TestClockJumps::F101_F102_theMachinesOwnClocks_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::newRow("two hours back") << qint64(-7200);
    QTest::newRow("an hour on") << qint64(3600);
}

void TestClockJumps::F101_F102_theMachinesOwnClocks()
{
    QFETCH(qint64, seconds);
    const SystemClock clock;
    SleepWatch watch(clock);
    const Clock::TimePoint before = clock.now();
    const QDateTime wall = clock.wallNow();
    wallSeconds += seconds;
    QVERIFY(std::abs(wall.secsTo(clock.wallNow()) - seconds) < 60); // it is set indeed,
    QVERIFY(clock.now() >= before && clock.now() - before < 60s); // which nobody who waits notices,
    QCOMPARE(watch.take(), 0s); // and which is no sleep
    // Nor is another time zone: what is recorded is UTC.
    for (const char *zone : {"Pacific/Pago_Pago", "Pacific/Kiritimati"}) {
        qputenv("TZ", zone);
        ::tzset();
        QCOMPARE(clock.wallNow().timeSpec(), Qt::UTC);
        QVERIFY(std::abs(wall.secsTo(clock.wallNow()) - seconds) < 60);
    }
    qunsetenv("TZ");
    ::tzset();
    wallSeconds -= seconds;
}

MUSTER_TEST(TestClockJumps, QCoreApplication)
#include "tst_clockjumps.moc"
