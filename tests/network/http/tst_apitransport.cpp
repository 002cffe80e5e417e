// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/transportfixture.h"

#include "tests/support/testprogram.h"

#include <QtTest>

using namespace muster;
using namespace muster::test;
using namespace std::chrono_literals;

namespace tst_apitransport {

class TestApiTransport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void F01_retryAfterSecondsIsKept();
    void F02_retryAfterDateUsesTheAnswersOwnDate();
    void F03_withoutUsableRetryAfterTheTableHolds_data();
    void F03_withoutUsableRetryAfterTheTableHolds();
    void F04_longWaitPausesAtOnce();
    void F06_oneWorkersThrottleHoldsAllBack();
    void F07_expiredTokenIsRenewedOnceAndReplayed();
    void F08_secondRefusalNeedsSignIn();
    void F08_aRefusalIsNoSignInAndNamesTheConnection();
    void F08_tokenEndpointIsNotStormed();
    void F09_tokenAnswers_data();
    void F09_tokenAnswers();
    void F18_troubleIsRetriedUpToFourTimes_data();
    void F18_troubleIsRetriedUpToFourTimes();
    void F18_aConnectionSaysHowOftenACallIsTried();
    void F21_fifthServerErrorOpensTheBreaker();
    void F40_F42_F50_lostReadsAreRepeatedWritesAreNot_data();
    void F40_F42_F50_lostReadsAreRepeatedWritesAreNot();
    void F60_invalidJsonIsTriedOnceMore();
    void stopEndsEveryWaitAtOnce();
};

void TestApiTransport::F01_retryAfterSecondsIsKept()
{
    Fixture fixture;
    fixture.channel.script("/segments", {busy({{"Retry-After", "7"}}), good});
    QVERIFY(fixture.list());
    QCOMPARE(fixture.clock.sleeps(), QList<Milliseconds>({7s}));
    QCOMPARE(fixture.observer.waits, QList<Milliseconds>({7s}));
    QCOMPARE(fixture.observer.causes, QStringList({QStringLiteral("throttled")}));
    QCOMPARE(fixture.observer.attempts, QList<int>({1}));
    QCOMPARE(fixture.observer.ended, 1);
    QCOMPARE(fixture.observer.statuses, QList<int>({429, 200}));
}

void TestApiTransport::F02_retryAfterDateUsesTheAnswersOwnDate()
{
    Fixture fixture;
    // The local clock is years off; only the distance between the two counts.
    fixture.clock.setWall(QDateTime(QDate(2031, 1, 1), QTime(0, 0), Qt::UTC));
    fixture.channel.script(
        "/segments",
        {busy({{"Retry-After", "Wed, 04 Mar 2026 05:06:27 GMT"}, {"Date", "Wed, 04 Mar 2026 05:06:07 GMT"}}),
         busy({{"Retry-After", "Wed, 04 Mar 2026 05:00:00 GMT"}, {"Date", "Wed, 04 Mar 2026 05:06:07 GMT"}}), good});
    QVERIFY(fixture.list());
    QCOMPARE(fixture.observer.waits, QList<Milliseconds>({20s, 1s}));
}

void TestApiTransport::F03_withoutUsableRetryAfterTheTableHolds_data()
{
    QTest::addColumn<QByteArray>("header");
    for (const char *header : {"", "-5", "soon", "1000000000000", "1e3", "5, 6", "99999999999999999999999999", "5.5"})
        QTest::newRow(header[0] == '\0' ? "absent" : header) << QByteArray(header);
}

void TestApiTransport::F03_withoutUsableRetryAfterTheTableHolds()
{
    QFETCH(QByteArray, header);
    Fixture fixture(Environment::Test, 0.5);
    fixture.channel.script("/segments", {busy({{"Retry-After", header}}), good});
    fixture.channel.script("/audiences", {busy({{"Retry-After", header}}), busy(), busy(), busy(), good});
    QVERIFY(fixture.list());
    QVERIFY(fixture.call(Operation::ListAudiences));
    // Half of the jitter of 500 ms on top of contract section 7.
    QCOMPARE(fixture.observer.waits, QList<Milliseconds>({2250ms, 1250ms, 2250ms, 4250ms, 8250ms}));
}

void TestApiTransport::F04_longWaitPausesAtOnce()
{
    Fixture fixture;
    fixture.channel.script("/segments", {busy({{"Retry-After", "901"}})});
    const auto result = fixture.list();
    QCOMPARE(key(result), QStringLiteral("throttled"));
    QCOMPARE(result.error().retryAfter, std::optional<Milliseconds>(901s));
    QVERIFY(fixture.clock.sleeps().isEmpty());
    // Whoever comes next is told the same without a request, as long as more than the ceiling is left.
    QCOMPARE(key(fixture.list()), QStringLiteral("throttled"));
    QCOMPARE(fixture.channel.requestsTo("/segments").size(), 1);
    fixture.clock.advance(901s);
    fixture.channel.script("/segments", {good});
    QVERIFY(fixture.list());
}

void TestApiTransport::F06_oneWorkersThrottleHoldsAllBack()
{
    Fixture fixture(Environment::Test, 0.0, FakeClock::Mode::ByHand);
    Step held = busy({{"Retry-After", "30"}});
    fixture.channel.script("/segments", {held, good});
    ApiCall order;
    order.operation = Operation::ListSegments;
    int done = 0;
    const auto count = [&done](const Result<HttpReply> &result) { done += result ? 1 : 0; };
    auto first = fixture.transport->call(order, nullptr, {}).then(count);
    QTRY_COMPARE(fixture.clock.sleeping(), 1);
    auto second = fixture.transport->call(order, nullptr, {}).then(count);
    auto third = fixture.transport->call(order, nullptr, {}).then(count);
    QTRY_COMPARE(fixture.clock.sleeping(), 3);
    // Another service is another lane.
    fixture.channel.script("/audiences", {good});
    QVERIFY(fixture.call(Operation::ListAudiences));
    fixture.clock.advance(29'999ms);
    QTest::qWait(20);
    QCOMPARE(fixture.channel.requestsTo("/segments").size(), 1);
    fixture.clock.advance(1ms);
    QTRY_COMPARE(done, 3);
    QCOMPARE(fixture.channel.requestsTo("/segments").size(), 4);
}

void TestApiTransport::F07_expiredTokenIsRenewedOnceAndReplayed()
{
    Fixture fixture;
    const Step expired = ScriptedChannel::status(401);
    fixture.channel.script("/segments", {good, expired, expired, expired, good});
    QVERIFY(fixture.list());
    QCOMPARE(fixture.channel.tokenRequests(), 1);
    ApiCall order;
    order.operation = Operation::ListSegments;
    int done = 0;
    const auto count = [&done](const Result<HttpReply> &result) { done += result ? 1 : 0; };
    // Three workers are refused at the same time: one token request for all of them.
    auto a = fixture.transport->call(order, nullptr, {}).then(count);
    auto b = fixture.transport->call(order, nullptr, {}).then(count);
    auto c = fixture.transport->call(order, nullptr, {}).then(count);
    QTRY_COMPARE(done, 3);
    QCOMPARE(fixture.channel.tokenRequests(), 2);
    const auto requests = fixture.channel.requestsTo("/segments");
    QCOMPARE(requests.size(), 7);
    QCOMPARE(headerValue(requests.at(3).headers, "authorization"), QByteArray("Bearer token-1"));
    QCOMPARE(headerValue(requests.at(4).headers, "authorization"), QByteArray("Bearer token-2"));
    // A write is replayed as well: a 401 has changed nothing.
    fixture.channel.script("/contacts/c1", {expired, ScriptedChannel::status(204, {}, "")});
    QVERIFY(fixture.call(Operation::DeleteContact, {QStringLiteral("c1")}));
    QCOMPARE(fixture.channel.requestsTo("/contacts/c1").size(), 2);
}

void TestApiTransport::F08_secondRefusalNeedsSignIn()
{
    Fixture fixture;
    fixture.channel.script("/segments", {ScriptedChannel::status(401)});
    const auto result = fixture.list();
    QCOMPARE(key(result), QStringLiteral("sign_in_needed"));
    QCOMPARE(result.error().httpStatus, 401);
    QCOMPARE(fixture.channel.requestsTo("/segments").size(), 2);
    QCOMPARE(fixture.channel.tokenRequests(), 2);
}

void TestApiTransport::F08_aRefusalIsNoSignInAndNamesTheConnection()
{
    Fixture refused;
    refused.channel.script("/oauth/token", {ScriptedChannel::json("{\"error\":\"invalid_client\"}", 401)});
    const auto result = refused.call(Operation::ReadSegment, {QStringLiteral("segment-7")});
    QCOMPARE(key(result), QStringLiteral("sign_in_needed"));
    QCOMPARE(result.error().subject, refused.profile.name); // whose credentials, not what was to be read
    QCOMPARE(refused.observer.signIns, 0);
    Fixture accepted;
    accepted.channel.script("/segments", {good, good});
    QVERIFY(accepted.list());
    QVERIFY(accepted.list());
    QCOMPARE(accepted.observer.signIns, 1);
    // One call of the two had to wait for it, and so did the one that was refused; each is told when that is over.
    for (const RecordingObserver *observer : {&accepted.observer, &refused.observer}) {
        QCOMPARE(observer->signInWaits, 1);
        QCOMPARE(observer->signInWaitsEnded, 1);
    }
    // What was asked was answered each time: nobody is still waited for.
    QCOMPARE(accepted.observer.asked, 3);
    QCOMPARE(accepted.observer.settledCalls, 3);
}

void TestApiTransport::F08_tokenEndpointIsNotStormed()
{
    Fixture fixture;
    fixture.channel.script("/oauth/token", {ScriptedChannel::json("{\"error\":\"invalid_client\"}", 401)});
    for (int i = 0; i < 20; ++i) {
        const auto result = fixture.list();
        QCOMPARE(key(result), QStringLiteral("sign_in_needed"));
        fixture.clock.advance(1s);
    }
    QCOMPARE(fixture.channel.tokenRequests(), 2);
    fixture.clock.advance(60s);
    QCOMPARE(key(fixture.list()), QStringLiteral("sign_in_needed"));
    QCOMPARE(fixture.channel.tokenRequests(), 3);
    QVERIFY(fixture.channel.requestsTo("/segments").isEmpty());
}

void TestApiTransport::F09_tokenAnswers_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("life"); // Seconds; 0: no token.
    QTest::newRow("good") << QByteArray(R"({"access_token":"a","token_type":"Bearer","expires_in":1800})") << 1800;
    QTest::newRow("lower case") << QByteArray(R"({"access_token":"a","token_type":"bearer","expires_in":60})") << 60;
    const auto odd = [](const char *name, const QByteArray &life) {
        QTest::newRow(name) << QByteArray(R"({"access_token":"a","token_type":"Bearer")" + life + "}") << 300;
    };
    odd("no life", "");
    odd("life 0", R"(,"expires_in":0)");
    odd("life negative", R"(,"expires_in":-5)");
    odd("life text", R"(,"expires_in":"3600")");
    odd("life 1 s", R"(,"expires_in":1)");
    odd("life null", R"(,"expires_in":null)");
    odd("life beyond 64 bits", R"(,"expires_in":1e40)");
    QTest::newRow("no token") << QByteArray(R"({"token_type":"Bearer","expires_in":1800})") << 0;
    QTest::newRow("token empty") << QByteArray(R"({"access_token":"","token_type":"Bearer","expires_in":1})") << 0;
    QTest::newRow("token a number") << QByteArray(R"({"access_token":5,"token_type":"Bearer","expires_in":1})") << 0;
    QTest::newRow("token with a line break")
        << QByteArray(R"({"access_token":"a\r\nX: y","token_type":"Bearer","expires_in":1800})") << 0;
    QTest::newRow("another type") << QByteArray(R"({"access_token":"a","token_type":"MAC","expires_in":1800})") << 0;
    QTest::newRow("login page") << QByteArray("<html></html>") << 0;
}

void TestApiTransport::F09_tokenAnswers()
{
    QFETCH(QByteArray, body);
    QFETCH(int, life);
    Fixture fixture;
    fixture.channel.script("/segments", {good});
    fixture.channel.script("/oauth/token", {ScriptedChannel::json(body)});
    const auto result = fixture.list();
    QCOMPARE(result.has_value(), life > 0);
    if (life == 0) {
        QVERIFY(result.error().kind == ErrorKind::UnexpectedShape || result.error().kind == ErrorKind::NotFromApi);
        return;
    }
    QCOMPARE(fixture.transport->tokenLifeLeft(Service::Segments), std::optional(std::chrono::seconds(life)));
    // Used until the margin (300 s, or half of a short life) before the end, then renewed; never a storm.
    const auto margin = std::min(300, life / 2);
    fixture.clock.advance(std::chrono::seconds(life - margin) - 1ms);
    QVERIFY(fixture.list());
    QCOMPARE(fixture.channel.tokenRequests(), 1);
    fixture.clock.advance(1ms);
    QVERIFY(fixture.list());
    QCOMPARE(fixture.channel.tokenRequests(), 2);
}

void TestApiTransport::F18_troubleIsRetriedUpToFourTimes_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {408, 500, 502, 503, 504})
        QTest::addRow("%d", status) << status;
}

void TestApiTransport::F18_troubleIsRetriedUpToFourTimes()
{
    QFETCH(int, status);
    Fixture fixture;
    const Step trouble = ScriptedChannel::status(status, {}, "<html>Bad Gateway</html>");
    fixture.channel.script("/segments", {trouble, trouble, trouble, trouble, good});
    QVERIFY(fixture.list());
    QCOMPARE(fixture.observer.waits, QList<Milliseconds>({1s, 2s, 3s, 4s}));
    QCOMPARE(fixture.observer.ended, 4);
}

void TestApiTransport::F18_aConnectionSaysHowOftenACallIsTried()
{
    const Step trouble = ScriptedChannel::status(503);
    Fixture fixture;
    fixture.profile.tries = 2;
    fixture.transport = std::make_unique<ApiTransport>(fixture.profile, contractDialect()->protocol, fixture.channel,
                                                       fixedSecret, fixture.clock, [] { return 0.0; });
    fixture.channel.script("/segments", {trouble, trouble, good});
    QCOMPARE(key(fixture.list()), QStringLiteral("server_trouble"));
    QCOMPARE(fixture.channel.requestsTo("/segments").size(), 2);
    QCOMPARE(fixture.observer.waits, QList<Milliseconds>({1s}));
    for (const Service service : allServices) // what the runs repeat themselves
        QCOMPARE(fixture.transport->retry(service).tries, 2);
}

void TestApiTransport::F21_fifthServerErrorOpensTheBreaker()
{
    Fixture fixture;
    fixture.channel.script("/segments", {ScriptedChannel::status(500)});
    fixture.channel.script("/contacts/c1", {ScriptedChannel::status(500)});
    QCOMPARE(key(fixture.list()), QStringLiteral("breaker_open"));
    QCOMPARE(fixture.channel.requestsTo("/segments").size(), 5);
    // Nothing more leaves for that service, other services go on.
    QCOMPARE(key(fixture.list()), QStringLiteral("breaker_open"));
    QCOMPARE(fixture.channel.requestsTo("/segments").size(), 5);
    for (int i = 0; i < 5; ++i)
        (void)fixture.call(Operation::DeleteContact, {QStringLiteral("c1")});
    QCOMPARE(key(fixture.call(Operation::DeleteContact, {QStringLiteral("c1")})), QStringLiteral("breaker_open"));
    QCOMPARE(fixture.channel.requestsTo("/contacts/c1").size(), 5);
    fixture.clock.advance(24h);
    QCOMPARE(key(fixture.list()), QStringLiteral("breaker_open"));
    fixture.transport->rearmBreaker(Service::Segments);
    fixture.channel.script("/segments", {good});
    QVERIFY(fixture.list());
    // Any other answer sets the count back.
    const Step trouble = ScriptedChannel::status(500);
    fixture.channel.script("/segments", {trouble, trouble, trouble, trouble, good});
    for (int i = 0; i < 3; ++i) {
        fixture.channel.script("/segments", {trouble, trouble, trouble, trouble, good});
        QVERIFY(fixture.list());
    }
}

void TestApiTransport::F40_F42_F50_lostReadsAreRepeatedWritesAreNot_data()
{
    QTest::addColumn<int>("kind");
    for (const ErrorKind kind :
         {ErrorKind::NotSent, ErrorKind::ConnectionLost, ErrorKind::TimedOut, ErrorKind::BrokenBody})
        QTest::newRow(qPrintable(errorKindKey(kind))) << int(kind);
}

void TestApiTransport::F40_F42_F50_lostReadsAreRepeatedWritesAreNot()
{
    QFETCH(int, kind);
    const Step lost = ScriptedChannel::failing(ErrorKind(kind), QStringLiteral("cut_body"));
    Fixture fixture;
    fixture.channel.script("/segments", {lost, lost, lost, lost, good});
    QVERIFY(fixture.list());
    fixture.channel.script("/segments", {lost});
    const auto read = fixture.list();
    QCOMPARE(key(read), errorKindKey(ErrorKind(kind)));
    QCOMPARE(fixture.channel.requestsTo("/segments").size(), 10);
    fixture.channel.script("/contacts/c1", {lost});
    QCOMPARE(key(fixture.call(Operation::DeleteContact, {QStringLiteral("c1")})), errorKindKey(ErrorKind(kind)));
    QCOMPARE(fixture.channel.requestsTo("/contacts/c1").size(), 1);
    fixture.channel.script("/contacts/c1", {ScriptedChannel::status(500)});
    QCOMPARE(key(fixture.call(Operation::DeleteContact, {QStringLiteral("c1")})), QStringLiteral("server_trouble"));
    fixture.channel.script("/contacts/c1", {busy()});
    QCOMPARE(key(fixture.call(Operation::DeleteContact, {QStringLiteral("c1")})), QStringLiteral("throttled"));
    QCOMPARE(fixture.channel.requestsTo("/contacts/c1").size(), 3);
}

void TestApiTransport::F60_invalidJsonIsTriedOnceMore()
{
    Fixture fixture;
    ApiCall order;
    order.operation = Operation::ListSegments;
    order.check = [](const HttpReply &) {
        ApiError error;
        error.kind = ErrorKind::BrokenBody;
        error.code = QStringLiteral("invalid_json");
        return std::optional(error);
    };
    fixture.channel.script("/segments", {good});
    const auto result = QCoro::waitFor(fixture.transport->call(order, nullptr, {}));
    QCOMPARE(key(result), QStringLiteral("broken_body"));
    QCOMPARE(fixture.channel.requestsTo("/segments").size(), 2);
}

void TestApiTransport::stopEndsEveryWaitAtOnce()
{
    // In the token request, in the call, in the back-off, at the gate, and before anything.
    for (int where = 0; where < 5; ++where) {
        Fixture fixture(Environment::Test, 0.0, FakeClock::Mode::ByHand);
        Step hanging;
        hanging.hang = true;
        if (where == 0)
            fixture.channel.script("/oauth/token", {hanging});
        fixture.channel.script("/segments",
                               {where == 1       ? hanging
                                    : where == 2 ? ScriptedChannel::status(500)
                                                 : busy()});
        std::stop_source source;
        if (where == 4)
            source.request_stop();
        ApiCall order;
        order.operation = Operation::ListSegments;
        std::optional<QString> outcome;
        auto task = fixture.transport->call(order, nullptr, source.get_token())
                        .then([&outcome](const Result<HttpReply> &result) { outcome = key(result); });
        if (where != 4) {
            QTest::qWait(20);
            QVERIFY2(!outcome, qPrintable(QString::number(where)));
        }
        source.request_stop();
        QTRY_VERIFY(outcome);
        QCOMPARE(*outcome, QStringLiteral("cancelled"));
        if (where == 4)
            QVERIFY(fixture.channel.requests().isEmpty());
    }
}

MUSTER_TEST(TestApiTransport, QCoreApplication)

} // namespace tst_apitransport
#include "tst_apitransport.moc"
