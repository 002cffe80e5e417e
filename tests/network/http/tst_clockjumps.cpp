// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/http/rategate.h"
#include "network/http/tokenstore.h"
#include "tests/support/fakeclock.h"

#include <QtTest>

using namespace muster;
using namespace std::chrono_literals;
using test::FakeClock;

/// F101 and F102: what the network waits for and believes when the wall clock jumps, or when the machine slept.
class TestClockJumps : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void F101_tokensAreJudgedByTheTimeSinceReceipt_data() { jumps(); }
    void F101_tokensAreJudgedByTheTimeSinceReceipt();
    void F101_theGateOpensWhenItsTimeHasPassed_data() { jumps(); }
    void F101_theGateOpensWhenItsTimeHasPassed();
    void F102_afterALongSleepTheTokenIsRenewedBeforeUse();

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
        const auto token = QCoro::waitFor(
            store.get(QStringLiteral("key"), 300s, [this](std::stop_token) { return fetch(); }, {}));
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

void TestClockJumps::F102_afterALongSleepTheTokenIsRenewedBeforeUse()
{
    Tokens tokens;
    QCOMPARE(tokens.get(), QByteArray("token 1"));
    tokens.clock.advance(8h);
    QCOMPARE(tokens.get(), QByteArray("token 2"));
    QCOMPARE(tokens.fetched, 2);
}

QTEST_GUILESS_MAIN(TestClockJumps)
#include "tst_clockjumps.moc"
