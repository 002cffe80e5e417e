// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/http/apitransport.h"
#include "network/http/callobserver.h"
#include "tests/support/fakeclock.h"
#include "tests/support/scriptedchannel.h"

#include <QTimer>
#include <QtTest>

using namespace muster;
using namespace muster::test;
using namespace std::chrono_literals;
using Milliseconds = std::chrono::milliseconds;

namespace {

QCoro::Task<Result<Secret>> fixedSecret(std::stop_token)
{
    co_return Secret("s3cret-value");
}

class RecordingObserver final : public CallObserver
{
public:
    void answered(Service, int httpStatus, Milliseconds) override { statuses.append(httpStatus); }
    void retrying(Service, int attempt, const ApiError &cause, Milliseconds wait) override
    {
        attempts.append(attempt);
        causes.append(errorKindKey(cause.kind));
        waits.append(wait);
    }
    void waitEnded(Service) override { ++ended; }
    void signedIn(Service) override { ++signIns; }

    QList<int> statuses, attempts;
    QStringList causes;
    QList<Milliseconds> waits;
    int ended = 0, signIns = 0;
};

struct Fixture {
    explicit Fixture(Environment environment = Environment::Test, double random = 0.0,
                     FakeClock::Mode mode = FakeClock::Mode::Automatic)
        : clock(mode)
        , profile(contractProfile(QStringLiteral("test"), QUrl(QStringLiteral("https://api.example.test"))))
    {
        profile.environment = environment;
        transport = std::make_unique<ApiTransport>(profile, contractDialect(), channel, fixedSecret, clock,
                                                   [random] { return random; });
    }
    Result<HttpReply> call(Operation operation, const QStringList &arguments = {}, std::stop_token stop = {})
    {
        ApiCall order;
        order.operation = operation;
        order.pathArguments = arguments;
        if (transport->dialect().row(operation)->method != "GET")
            order.body = [] { return QByteArray("{}"); };
        return QCoro::waitFor(transport->call(order, &observer, stop));
    }
    Result<HttpReply> list() { return call(Operation::ListSegments); }

    FakeClock clock;
    ScriptedChannel channel;
    ConnectionProfile profile;
    RecordingObserver observer;
    std::unique_ptr<ApiTransport> transport;
};

using Step = ScriptedChannel::Step;
const auto good = ScriptedChannel::json("{\"items\":[]}");

Step busy(const HttpHeaders &headers = {})
{
    return ScriptedChannel::status(429, headers);
}

QString key(const Result<HttpReply> &result)
{
    return result ? QStringLiteral("status %1").arg(result->status) : errorKindKey(result.error().kind);
}

} // namespace

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
    void F08_tokenEndpointIsNotStormed();
    void F09_tokenAnswers_data();
    void F09_tokenAnswers();
    void F10_missingScopeIsNamed();
    void F18_troubleIsRetriedUpToFourTimes_data();
    void F18_troubleIsRetriedUpToFourTimes();
    void F21_fifthServerErrorOpensTheBreaker();
    void F28_foreignAnswersAreTriedOnceMore_data();
    void F28_foreignAnswersAreTriedOnceMore();
    void F29_sameOriginRedirectIsFollowedThreeTimes();
    void F30_S09_redirectElsewhereGetsNothing_data();
    void F30_S09_redirectElsewhereGetsNothing();
    void F31_writesAreNotRedirected();
    void F40_F42_F50_lostReadsAreRepeatedWritesAreNot_data();
    void F40_F42_F50_lostReadsAreRepeatedWritesAreNot();
    void F60_invalidJsonIsTriedOnceMore();
    void S42_lookOnlyRefusesWrites_data();
    void S42_lookOnlyRefusesWrites();
    void S42_armingEnds();
    void S06_serverEchoingTheTokenIsMasked();
    void S15_compressedAnswerIsRefused();
    void S19_everyIdIsOneSegment();
    void statusesHaveTheirKinds_data();
    void statusesHaveTheirKinds();
    void stopEndsEveryWaitAtOnce();
    void logHoldsNoQueryValues();
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
    fixture.channel.script("/segments", {busy({{"Retry-After", "Wed, 04 Mar 2026 05:06:27 GMT"},
                                               {"Date", "Wed, 04 Mar 2026 05:06:07 GMT"}}),
                                         busy({{"Retry-After", "Wed, 04 Mar 2026 05:00:00 GMT"},
                                               {"Date", "Wed, 04 Mar 2026 05:06:07 GMT"}}),
                                         good});
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

void TestApiTransport::F10_missingScopeIsNamed()
{
    Fixture fixture;
    fixture.channel.script("/segments",
                           {ScriptedChannel::json(R"({"error":"insufficient_scope","scope":"contact:segments:read"})", 403)});
    const auto byBody = fixture.list();
    QCOMPARE(key(byBody), QStringLiteral("forbidden"));
    QCOMPARE(byBody.error().scope, QStringLiteral("contact:segments:read"));
    fixture.channel.script("/segments",
                           {ScriptedChannel::status(403, {{"WWW-Authenticate", R"(Bearer realm="x", scope="a:b")"}}, "")});
    const auto byHeader = fixture.list();
    QCOMPARE(byHeader.error().scope, QStringLiteral("a:b"));
    QCOMPARE(fixture.channel.requestsTo("/segments").size(), 2);
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

void TestApiTransport::F28_foreignAnswersAreTriedOnceMore_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("login page") << QByteArray("text/html") << QByteArray("<!doctype html><title>Sign in</title>");
    QTest::newRow("login page as JSON") << QByteArray("application/json") << QByteArray("<html>");
    QTest::newRow("empty") << QByteArray("application/json") << QByteArray();
    QTest::newRow("text") << QByteArray("text/plain") << QByteArray("{\"items\":[]}");
}

void TestApiTransport::F28_foreignAnswersAreTriedOnceMore()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    Fixture fixture;
    const Step foreign = ScriptedChannel::status(200, {{"Content-Type", type}}, body);
    fixture.channel.script("/segments", {foreign, good});
    QVERIFY(fixture.list());
    fixture.channel.script("/segments", {foreign});
    const auto result = fixture.list();
    QCOMPARE(key(result), QStringLiteral("not_from_api"));
    QCOMPARE(fixture.channel.requestsTo("/segments").size(), 4);
}

void TestApiTransport::F29_sameOriginRedirectIsFollowedThreeTimes()
{
    Fixture fixture;
    const auto to = [](const QByteArray &target) { return ScriptedChannel::status(302, {{"Location", target}}, ""); };
    fixture.channel.script("/segments", {to("/a")});
    fixture.channel.script("/a", {to("https://api.example.test/b")});
    fixture.channel.script("/b", {to("https://API.example.test:443/c")});
    fixture.channel.script("/c", {good});
    QVERIFY(fixture.list());
    fixture.channel.script("/c", {to("/d")});
    fixture.channel.script("/d", {good});
    QCOMPARE(key(fixture.list()), QStringLiteral("redirect_refused"));
    QVERIFY(fixture.channel.requestsTo("/d").isEmpty());
}

void TestApiTransport::F30_S09_redirectElsewhereGetsNothing_data()
{
    QTest::addColumn<QByteArray>("target");
    for (const char *target : {"https://evil.example.test/x", "http://api.example.test/x", "https://api.example.test:444/x",
                               "https://api.example.test@evil.example.test/x", "//evil.example.test/x", "file:///etc/passwd",
                               "javascript:x", "https://api.example.test.evil.example.test/", "https://user@api.example.test/x"})
        QTest::newRow(target) << QByteArray(target);
}

void TestApiTransport::F30_S09_redirectElsewhereGetsNothing()
{
    QFETCH(QByteArray, target);
    Fixture fixture;
    fixture.channel.script("/segments", {ScriptedChannel::status(307, {{"Location", target}}, "")});
    const auto result = fixture.list();
    QCOMPARE(key(result), QStringLiteral("redirect_refused"));
    QCOMPARE(result.error().httpStatus, 307);
    for (const HttpRequest &request : fixture.channel.requests())
        QCOMPARE(originOf(request.url), QStringLiteral("https://api.example.test:443"));
    QCOMPARE(fixture.channel.requests().size(), 2); // The token and the one call.
}

void TestApiTransport::F31_writesAreNotRedirected()
{
    for (const int status : {301, 302, 303, 307, 308}) {
        Fixture fixture;
        fixture.channel.script("/contacts/c1", {ScriptedChannel::status(status, {{"Location", "/other"}}, "")});
        const auto result = fixture.call(Operation::DeleteContact, {QStringLiteral("c1")});
        QCOMPARE(key(result), QStringLiteral("redirect_refused"));
        QCOMPARE(result.error().httpStatus, status);
        QCOMPARE(fixture.channel.requests().size(), 2);
    }
}

void TestApiTransport::F40_F42_F50_lostReadsAreRepeatedWritesAreNot_data()
{
    QTest::addColumn<int>("kind");
    for (const ErrorKind kind : {ErrorKind::NotSent, ErrorKind::ConnectionLost, ErrorKind::TimedOut, ErrorKind::BrokenBody})
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

void TestApiTransport::S42_lookOnlyRefusesWrites_data()
{
    QTest::addColumn<int>("index");
    const auto operations = contractDialect()->operations;
    for (qsizetype i = 0; i < operations.size(); ++i)
        QTest::newRow(operations.at(i).name.constData()) << int(i);
}

void TestApiTransport::S42_lookOnlyRefusesWrites()
{
    QFETCH(int, index);
    const OperationRow row = contractDialect()->operations.at(index);
    const QStringList arguments(row.path.count("{}"), QStringLiteral("id"));
    // By the contract's own words: everything but GET changes something, save the two POSTs that ask.
    const bool reads = row.method == "GET" || row.path.endsWith("/query") || row.path.endsWith("/search");
    for (const Environment environment : {Environment::Production, Environment::Test, Environment::Sandbox}) {
        Fixture fixture(environment);
        const bool refused = environment == Environment::Production && !reads;
        const auto result = fixture.call(row.operation, arguments);
        QCOMPARE(key(result) == QLatin1String("look_only"), refused);
        QCOMPARE(fixture.channel.requests().isEmpty(), refused);
        QCOMPARE(row.writes, !reads);
        QVERIFY(!(row.writes && row.repeatable));
    }
}

void TestApiTransport::S42_armingEnds()
{
    Fixture fixture(Environment::Production);
    fixture.channel.script("/contacts/c1", {ScriptedChannel::status(204, {}, "")});
    const auto purge = [&fixture] { return key(fixture.call(Operation::DeleteContact, {QStringLiteral("c1")})); };
    QCOMPARE(purge(), QStringLiteral("look_only"));
    fixture.transport->guard().arm(60s);
    QCOMPARE(purge(), QStringLiteral("status 204"));
    fixture.clock.advance(59s);
    QCOMPARE(purge(), QStringLiteral("status 204"));
    fixture.clock.setWall(fixture.clock.wallNow().addDays(-3));
    fixture.clock.advance(1s);
    QCOMPARE(purge(), QStringLiteral("look_only"));
    fixture.transport->guard().arm(60s);
    fixture.transport->guard().disarm();
    QCOMPARE(purge(), QStringLiteral("look_only"));
}

void TestApiTransport::S06_serverEchoingTheTokenIsMasked()
{
    Fixture fixture;
    fixture.channel.script("/segments", {ScriptedChannel::json(
        R"({"error":"bad","message":"your token-1 and s3cret-value and s3cret%2Dvalue","details":)"
        R"([{"field":"token-1","issue":"+1 415 555 0123"}]})", 400)});
    const auto result = fixture.list();
    const ApiError &error = result.error();
    for (const QString &text : {error.detail, error.details.at(0).field, error.details.at(0).issue}) {
        QVERIFY2(!text.contains(QLatin1String("token-1")), qPrintable(text));
        QVERIFY2(!text.contains(QLatin1String("s3cret")), qPrintable(text));
        QVERIFY2(!text.contains(QLatin1String("555")), qPrintable(text));
    }
    QVERIFY(error.detail.startsWith(QLatin1String("your [masked]")));
}

void TestApiTransport::S15_compressedAnswerIsRefused()
{
    Fixture fixture;
    fixture.channel.script("/segments", {ScriptedChannel::status(
        200, {{"Content-Type", "application/json"}, {"Content-Encoding", "gzip"}}, "\x1f\x8b")});
    const auto result = fixture.list();
    QCOMPARE(key(result), QStringLiteral("not_from_api"));
    QCOMPARE(result.error().code, QStringLiteral("content_encoding"));
}

void TestApiTransport::S19_everyIdIsOneSegment()
{
    Fixture fixture;
    for (const QString &id : {QStringLiteral("../../x"), QStringLiteral("a/b"), QStringLiteral("%2e%2e"),
                              QStringLiteral("?x=1"), QStringLiteral("a#b"), QStringLiteral("..%2f"),
                              QString(300, u'x'), QStringLiteral("\u00e4 ;,")}) {
        (void)fixture.call(Operation::ReadSegment, {id});
        const QUrl url = fixture.channel.requests().constLast().url;
        const QByteArray path = url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority);
        QVERIFY2(path.startsWith("/api/v2/contacts/segments/"), path.constData());
        const QByteArray segment = path.mid(26);
        QVERIFY2(!segment.contains('/') && !segment.contains('?') && !segment.contains('#'), path.constData());
        QCOMPARE(QString::fromUtf8(QByteArray::fromPercentEncoding(segment)), id);
    }
    const qsizetype before = fixture.channel.requests().size();
    for (const QString &id : {QString(), QStringLiteral("."), QStringLiteral(".."), QStringLiteral("a\nb"),
                              QString(QChar(0)), QString(QChar(0xD800)), QString(1025, u'x')})
        QCOMPARE(key(fixture.call(Operation::ReadSegment, {id})), QStringLiteral("bad_input"));
    QCOMPARE(fixture.channel.requests().size(), before);
}

void TestApiTransport::statusesHaveTheirKinds_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("kind");
    const QList<QPair<int, const char *>> rows = {
        {204, "not_from_api"}, {206, "not_from_api"}, {304, "redirect_refused"}, {400, "invalid"}, {403, "forbidden"},
        {404, "not_found"}, {405, "refused"}, {406, "refused"}, {407, "proxy_refused"}, {409, "conflict"},
        {412, "conflict"}, {413, "too_large"}, {415, "refused"}, {418, "refused"}};
    for (const auto &[status, kind] : rows)
        QTest::addRow("%d", status) << status << QString::fromLatin1(kind);
}

void TestApiTransport::statusesHaveTheirKinds()
{
    QFETCH(int, status);
    QFETCH(QString, kind);
    for (const QByteArray &body : {QByteArray(), QByteArray("<html>"), QByteArray("{\"error\":"), QByteArray("[]"),
                                   QByteArray("{\"error\":5,\"details\":\"x\",\"scope\":[]}"), QByteArray("\xff\xfe")}) {
        Fixture fixture;
        fixture.channel.script("/segments", {ScriptedChannel::status(status, {}, body)});
        const auto result = fixture.list();
        QCOMPARE(key(result), kind);
        QCOMPARE(result.error().httpStatus, status);
    }
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
        fixture.channel.script("/segments", {where == 1 ? hanging : where == 2 ? ScriptedChannel::status(500) : busy()});
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

void TestApiTransport::logHoldsNoQueryValues()
{
    Fixture fixture;
    fixture.channel.script("/search", {good});
    ApiCall order;
    order.operation = Operation::SearchInteractions;
    order.query = {{QStringLiteral("interactionIds"), QStringLiteral("int-1")}, {QStringLiteral("from"), QString()}};
    QVERIFY(QCoro::waitFor(fixture.transport->call(order, nullptr, {})));
    QCOMPARE(fixture.channel.requests().constLast().url.query(), QStringLiteral("interactionIds=int-1"));
    const auto &entries = fixture.transport->log().entries();
    QCOMPARE(entries.size(), std::size_t(2));
    QCOMPARE(entries.at(0).operation, QByteArray("token"));
    QCOMPARE(entries.at(1).address, QStringLiteral("https://api.example.test/api/v2/interactions/search"));
    QCOMPARE(entries.at(1).requestId.size(), 32);
    QCOMPARE(fixture.transport->log().recentLatency(Service::Transcripts), std::optional<Milliseconds>(7ms));
}

QTEST_GUILESS_MAIN(TestApiTransport)
#include "tst_apitransport.moc"
