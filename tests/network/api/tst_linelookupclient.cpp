// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/api/linelookup.h"
#include "network/sandbox/sandboxlookup.h"
#include "network/sandbox/sandboxserver.h"
#include "tests/support/loopbackserver.h"
#include "tests/support/testprogram.h"
#include "tests/support/transportfixture.h"

#include <QtTest>

using namespace muster;
using namespace muster::test;
using namespace std::chrono_literals;

namespace {

const QString number = QStringLiteral("+12015550123");

struct LookupFixture
{
    explicit LookupFixture(const QUrl &base = QUrl(QStringLiteral("https://lookup.example.test")),
                           FakeClock::Mode mode = FakeClock::Mode::Automatic)
        : clock(mode)
    {
        auto owned = std::make_unique<ScriptedChannel>();
        channel = owned.get();
        LineLookupAccount account;
        account.baseUrl = base;
        account.account = QStringLiteral("AC1");
        account.spacing = 0ms;
        client = std::make_unique<LineLookupClient>(
            account,
            [this](std::stop_token stop) {
                ++secrets;
                return fixedSecret(std::move(stop));
            },
            clock, std::move(owned), [] { return 0.0; });
    }
    void script(const QList<Step> &steps) { channel->script("5550123", steps); }
    Result<LineAnswer> lookUp(const QString &e164 = number)
    {
        return QCoro::waitFor(client->lookUp(e164, nullptr, {}));
    }
    QString failureKey()
    {
        const auto result = lookUp();
        return result ? QStringLiteral("answered") : errorKindKey(result.error().kind);
    }

    FakeClock clock;
    int secrets = 0;
    ScriptedChannel *channel = nullptr;
    std::unique_ptr<LineLookupClient> client;
};

QByteArray body(const QByteArray &line, const QByteArray &rest = R"("valid":true)",
                const QByteArray &phone = "+12015550123")
{
    return R"({"phone_number":")" + phone + R"(","country_code":"US",)" + rest + R"(,"line_type_intelligence":)" + line
        + "}";
}

QCoro::Task<Result<Secret>> given(Secret secret)
{
    co_return Secret(secret);
}

const auto mobile = ScriptedChannel::json(body(R"({"type":"mobile","error_code":null,"carrier_name":"Example"})"));
const auto unknownToProvider
    = ScriptedChannel::json(R"({"code":20404,"message":"/PhoneNumbers/+12015550123 was not found","status":404})", 404);

} // namespace

class TestLineLookupClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksAsTheProviderSays();
    void answers_data();
    void answers();
    void garbage_data();
    void garbage();
    void unknownNumberIsAnAnswer();
    void F08_refusedCredentialsAreNotRetried();
    void F01_F05_F06_throttleHoldsAllBack();
    void F18_F21_troubleIsRetriedUntilTheHalt();
    void F40_F42_F50_lostAnswersAreAskedForAgain_data();
    void F40_F42_F50_lostAnswersAreAskedForAgain();
    void F30_redirectsAreNotFollowed();
    void F105_stopEndsEveryWait();
    void S07_noErrorHoldsTheNumber();
    void S12_addressesAndAccounts();
    void spacingHoldsForAllCallers();
    void onTheWire();
    void againstTheSandbox();
};

void TestLineLookupClient::asksAsTheProviderSays()
{
    LookupFixture fixture;
    fixture.script({mobile});
    for (int i = 0; i < 3; ++i) {
        const auto answer = fixture.lookUp();
        QVERIFY(answer);
        QCOMPARE(*answer, (LineAnswer{LookupLineType::Mobile, true, QStringLiteral("mobile")}));
    }
    const HttpRequest request = fixture.channel->requests().constFirst();
    QCOMPARE(request.method, QByteArray("GET"));
    QCOMPARE(request.url.toEncoded(),
             QByteArray("https://lookup.example.test/v2/PhoneNumbers/%2B12015550123?Fields=line_type_intelligence"));
    QCOMPARE(headerValue(request.headers, "authorization"), "Basic " + QByteArray("AC1:s3cret-value").toBase64());
    QVERIFY(request.body.isEmpty());
    QCOMPARE(fixture.secrets, 1); // Kept while it is accepted.
    for (const char *wrong :
         {"", "12015550123", "+1", "+0123", "+1 201 555 0123", "+12015550123/x", "..", "+1201555012345678"})
        QCOMPARE(fixture.lookUp(QString::fromLatin1(wrong)).error().kind, ErrorKind::BadInput);
    QCOMPARE(fixture.channel->requests().size(), 3);
}

void TestLineLookupClient::answers_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<int>("type");
    QTest::addColumn<bool>("assigned");
    QTest::addColumn<QString>("reason");
    const auto row = [](const QByteArray &json, LookupLineType type, bool assigned, const char *reason) {
        QTest::newRow(reason) << json << int(type) << assigned << QString::fromLatin1(reason);
    };
    using enum LookupLineType;
    const QList<QPair<const char *, LookupLineType>> words
        = {{"mobile", Mobile},     {"landline", Landline},   {"fixedVoip", FixedVoip}, {"nonFixedVoip", NonFixedVoip},
           {"personal", Personal}, {"tollFree", TollFree},   {"premium", Premium},     {"sharedCost", SharedCost},
           {"uan", Uan},           {"voicemail", Voicemail}, {"pager", Pager},         {"unknown", Unknown}};
    for (const auto &[word, type] : words)
        row(body(QByteArray(R"({"type":")") + word + R"("})"), type, true, word);
    row(body(R"({"type":"satellite"})"), Unknown, true, "satellite");
    row(body(R"({"type":"+12015550123"})"), Unknown, true, "other");
    row(body(R"({"type":null,"error_code":60600})"), Unknown, true, "60600");
    row(body(R"({"type":"mobile","error_code":60601})"), Unknown, true, "60601");
    row(body(R"({"type":null,"error_code":null})"), Unknown, true, "unknown");
    row(body("null", R"("valid":false,"validation_errors":["TOO_SHORT"])"), Unknown, false, "not_valid");
}

void TestLineLookupClient::answers()
{
    QFETCH(QByteArray, json);
    QFETCH(int, type);
    QFETCH(bool, assigned);
    QFETCH(QString, reason);
    LookupFixture fixture;
    fixture.script({ScriptedChannel::json(json)});
    const auto answer = fixture.lookUp();
    QVERIFY(answer);
    QCOMPARE(int(answer->type), type);
    QCOMPARE(answer->assigned, assigned);
    QCOMPARE(answer->reason, reason);
}

void TestLineLookupClient::garbage_data()
{
    QTest::addColumn<ScriptedChannel::Step>("step");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<int>("tries");
    const auto row = [](const char *name, const QByteArray &json, const char *kind, int tries = 1) {
        QTest::newRow(name) << ScriptedChannel::json(json) << QString::fromLatin1(kind) << tries;
    };
    const QByteArray line = R"({"type":"mobile"})";
    row("empty", "", "not_from_api", 2);
    row("login page", "<html>", "not_from_api", 2);
    row("cut", body(line).chopped(3), "broken_body", 5);
    row("trailing rubbish", body(line) + "x", "broken_body", 5);
    row("not UTF-8", "{\"a\":\"\xff\"}", "broken_body", 5);
    row("array", "[]", "unexpected_shape");
    row("nothing in it", "{}", "unexpected_shape");
    row("another number", body(line, R"("valid":true)", "+12015550124"), "unexpected_shape");
    row("valid is text", body(line, R"("valid":"yes")"), "unexpected_shape");
    row("no line type", body("null"), "unexpected_shape");
    row("line type is text", body("\"mobile\""), "unexpected_shape");
    row("type is a number", body(R"({"type":7})"), "unexpected_shape");
    row("error code is text", body(R"({"type":"mobile","error_code":"x"})"), "unexpected_shape");
    row("repeated key", body(R"({"type":"mobile","type":"pager"})"), "unexpected_shape");
    row("deep", body(QByteArray(100, '[') + QByteArray(100, ']')), "limit_exceeded");
    QTest::newRow("204") << ScriptedChannel::status(204, {}, "") << QStringLiteral("not_from_api") << 2;
    QTest::newRow("404 of a gateway") << ScriptedChannel::status(404, {}, "<html>") << QStringLiteral("not_from_api")
                                      << 2;
    QTest::newRow("404 of another service")
        << ScriptedChannel::json(R"({"code":5,"message":"no route"})", 404) << QStringLiteral("not_from_api") << 2;
}

void TestLineLookupClient::garbage()
{
    QFETCH(ScriptedChannel::Step, step);
    QFETCH(QString, kind);
    QFETCH(int, tries);
    LookupFixture fixture;
    fixture.script({step});
    QCOMPARE(fixture.failureKey(), kind);
    QCOMPARE(fixture.channel->requests().size(), tries);
}

void TestLineLookupClient::unknownNumberIsAnAnswer()
{
    LookupFixture fixture;
    fixture.script({unknownToProvider});
    QCOMPARE(*fixture.lookUp(), (LineAnswer{LookupLineType::Unknown, false, QStringLiteral("not_found")}));
    QCOMPARE(fixture.channel->requests().size(), 1);
}

void TestLineLookupClient::F08_refusedCredentialsAreNotRetried()
{
    LookupFixture fixture;
    fixture.script({ScriptedChannel::json(R"({"code":20003,"message":"Authenticate"})", 401)});
    for (int i = 0; i < 10; ++i)
        QCOMPARE(fixture.failureKey(), QStringLiteral("sign_in_needed"));
    QCOMPARE(fixture.channel->requests().size(), 2); // No storm: two in a minute.
    fixture.clock.advance(61s);
    fixture.script({mobile});
    QVERIFY(fixture.lookUp());
    QCOMPARE(fixture.secrets, 3); // Asked for anew after each refusal.
    fixture.script({ScriptedChannel::json(R"({"code":20003})", 403)});
    QCOMPARE(fixture.failureKey(), QStringLiteral("forbidden"));
}

void TestLineLookupClient::F01_F05_F06_throttleHoldsAllBack()
{
    LookupFixture fixture;
    fixture.script({busy({{"Retry-After", "7"}}), busy(), mobile});
    QVERIFY(fixture.lookUp());
    QCOMPARE(fixture.clock.sleeps(), QList<Milliseconds>({7s, 2s})); // The table counts every 429.
    fixture.script({busy()});
    QCOMPARE(fixture.failureKey(), QStringLiteral("throttled"));
    QCOMPARE(fixture.channel->requests().size(), 3 + 5);
    fixture.script({busy({{"Retry-After", "901"}})});
    fixture.clock.advance(1h);
    QCOMPARE(fixture.failureKey(), QStringLiteral("throttled"));
    QCOMPARE(fixture.failureKey(), QStringLiteral("throttled"));
    QCOMPARE(fixture.channel->requests().size(), 3 + 5 + 1);
    // One caller's 429 holds the others back.
    LookupFixture shared(QUrl(QStringLiteral("https://lookup.example.test")), FakeClock::Mode::ByHand);
    shared.script({busy({{"Retry-After", "30"}}), mobile});
    int done = 0;
    const auto count = [&done](const Result<LineAnswer> &result) { done += result ? 1 : 0; };
    auto first = shared.client->lookUp(number, nullptr, {}).then(count);
    QTRY_COMPARE(shared.clock.sleeping(), 1);
    auto second = shared.client->lookUp(number, nullptr, {}).then(count);
    QTRY_COMPARE(shared.clock.sleeping(), 2);
    QCOMPARE(shared.channel->requests().size(), 1);
    shared.clock.advance(30s);
    QTRY_COMPARE(done, 2);
    QCOMPARE(shared.channel->requests().size(), 3);
}

void TestLineLookupClient::F18_F21_troubleIsRetriedUntilTheHalt()
{
    LookupFixture fixture;
    const Step trouble = ScriptedChannel::status(503);
    fixture.script({trouble, trouble, trouble, trouble, mobile});
    QVERIFY(fixture.lookUp());
    QCOMPARE(fixture.clock.sleeps(), QList<Milliseconds>({1s, 2s, 4s, 8s}));
    fixture.script({trouble});
    QCOMPARE(fixture.failureKey(), QStringLiteral("breaker_open"));
    QCOMPARE(fixture.channel->requests().size(), 10);
    QCOMPARE(fixture.failureKey(), QStringLiteral("breaker_open"));
    QCOMPARE(fixture.channel->requests().size(), 10);
    fixture.client->rearmBreaker();
    fixture.script({mobile});
    QVERIFY(fixture.lookUp());
}

void TestLineLookupClient::F40_F42_F50_lostAnswersAreAskedForAgain_data()
{
    QTest::addColumn<int>("kind");
    for (const ErrorKind kind : {ErrorKind::NotSent, ErrorKind::ConnectionLost, ErrorKind::TimedOut})
        QTest::newRow(qPrintable(errorKindKey(kind))) << int(kind);
}

void TestLineLookupClient::F40_F42_F50_lostAnswersAreAskedForAgain()
{
    QFETCH(int, kind);
    LookupFixture fixture;
    const Step lost = ScriptedChannel::failing(ErrorKind(kind));
    fixture.script({lost, lost, lost, lost, mobile});
    QVERIFY(fixture.lookUp());
    fixture.script({lost});
    QCOMPARE(fixture.failureKey(), errorKindKey(ErrorKind(kind)));
    QCOMPARE(fixture.channel->requests().size(), 10);
}

void TestLineLookupClient::F30_redirectsAreNotFollowed()
{
    for (const char *target : {"/v2/other", "https://evil.example.test/"}) {
        LookupFixture fixture;
        fixture.script({ScriptedChannel::status(302, {{"Location", target}}, "")});
        QCOMPARE(fixture.failureKey(), QStringLiteral("redirect_refused"));
        QCOMPARE(fixture.channel->requests().size(), 1);
    }
}

void TestLineLookupClient::F105_stopEndsEveryWait()
{
    Step hanging;
    hanging.hang = true;
    for (const Step &step : {hanging, busy(), ScriptedChannel::status(500)}) {
        LookupFixture fixture(QUrl(QStringLiteral("https://lookup.example.test")), FakeClock::Mode::ByHand);
        fixture.script({step});
        std::stop_source source;
        std::optional<QString> outcome;
        auto task = fixture.client->lookUp(number, nullptr, source.get_token())
                        .then([&outcome](const Result<LineAnswer> &result) {
                            outcome = result ? QStringLiteral("answered") : errorKindKey(result.error().kind);
                        });
        QTRY_COMPARE(fixture.channel->requests().size(), 1);
        QTest::qWait(10);
        QVERIFY(!outcome);
        source.request_stop();
        QTRY_VERIFY(outcome);
        QCOMPARE(*outcome, QStringLiteral("cancelled"));
        QCOMPARE(fixture.channel->requests().size(), 1);
    }
}

void TestLineLookupClient::S07_noErrorHoldsTheNumber()
{
    ApiError words;
    words.kind = ErrorKind::ConnectionLost;
    words.detail = QStringLiteral("Error transferring https://x/v2/PhoneNumbers/%2B12015550123");
    Step lost;
    lost.error = words;
    for (const Step &step :
         {lost,
          ScriptedChannel::json(R"({"code":60617,"message":"+12015550123 is odd","more_info":"+12015550123"})", 400),
          ScriptedChannel::json("{\"+12015550123\":1}"), ScriptedChannel::json("+12015550123"),
          ScriptedChannel::status(302, {{"Location", "/v2/PhoneNumbers/%2B12015550123"}}, "")}) {
        LookupFixture fixture;
        fixture.script({step});
        const auto result = fixture.lookUp();
        QVERIFY(!result);
        const ApiError &error = result.error();
        for (const QString &text : {error.code, error.detail, error.subject, error.scope, error.requestId})
            QVERIFY2(!text.contains(QLatin1String("5550123")), qPrintable(text));
        QVERIFY(error.details.isEmpty());
        QCOMPARE(error.subject, QStringLiteral("lookup.example.test"));
    }
}

void TestLineLookupClient::S12_addressesAndAccounts()
{
    for (const char *base : {"http://lookup.example.test", "ftp://lookup.example.test", "https://", "file:///x",
                             "https://user@lookup.example.test", "https://169.254.169.254", ""}) {
        LookupFixture fixture{QUrl(QString::fromLatin1(base))};
        QVERIFY2(fixture.failureKey() == QLatin1String("address_refused"), base);
        QVERIFY(fixture.channel->requests().isEmpty());
        QCOMPARE(fixture.secrets, 0);
    }
    LineLookupAccount account;
    account.account = QStringLiteral("AC1");
    QVERIFY(!LineLookupClient::fault(account));
    account.baseUrl = QUrl(QStringLiteral("http://127.0.0.1:1/prefix"));
    QVERIFY(!LineLookupClient::fault(account));
    for (const QString &name : {QString(), QStringLiteral("a:b"), QStringLiteral("a\r\nX: y"), QString(300, u'x')}) {
        account.account = name;
        QCOMPARE(LineLookupClient::fault(account)->kind, ErrorKind::BadInput);
    }
}

void TestLineLookupClient::spacingHoldsForAllCallers()
{
    FakeClock clock;
    auto owned = std::make_unique<ScriptedChannel>();
    ScriptedChannel *channel = owned.get();
    channel->script("5550123", {mobile});
    LineLookupAccount account;
    account.account = QStringLiteral("AC1");
    account.spacing = 50ms;
    LineLookupClient client(account, fixedSecret, clock, std::move(owned), [] { return 0.0; });
    const auto start = clock.now();
    for (int i = 0; i < 5; ++i)
        QVERIFY(QCoro::waitFor(client.lookUp(number, nullptr, {})));
    QVERIFY(clock.now() - start >= 200ms);
    QCOMPARE(channel->requests().size(), 5);
}

void TestLineLookupClient::onTheWire()
{
    LoopbackServer server;
    server.script({LoopbackServer::answer(503, "{}", "Retry-After: 0\r\n"),
                   LoopbackServer::answer(200, body(R"({"type":"nonFixedVoip"})"))});
    SystemClock clock;
    LineLookupAccount account;
    account.baseUrl = server.url(QStringLiteral("/prefix/"));
    account.account = QStringLiteral("AC1");
    LineLookupClient client(account, fixedSecret, clock);
    const auto answer = QCoro::waitFor(client.lookUp(number, nullptr, {}));
    QVERIFY(answer);
    QCOMPARE(answer->type, LookupLineType::NonFixedVoip);
    QCOMPARE(server.requests().size(), 2);
    QCOMPARE(server.requests().at(0).line(),
             QByteArray("GET /prefix/v2/PhoneNumbers/%2B12015550123?Fields=line_type_intelligence HTTP/1.1"));
}

void TestLineLookupClient::againstTheSandbox()
{
    SandboxSettings settings;
    settings.contacts = 10;
    SandboxServer sandbox(settings);
    const auto url = sandbox.start();
    QVERIFY(url);
    SystemClock clock;
    LineLookupAccount account;
    account.baseUrl = *url;
    account.account = sandbox.lookupAccount();
    account.spacing = 0ms;
    const Secret secret = sandbox.lookupSecret();
    LineLookupClient client(account, [secret](std::stop_token) { return given(secret); }, clock);
    for (const char *each : {"+12015550123", "+18005550199", "+447911123456", "+445600123456", "+10", "+12"}) {
        const QString e164 = QString::fromLatin1(each);
        const auto answer = QCoro::waitFor(client.lookUp(e164, nullptr, {}));
        QVERIFY2(answer, each);
        const auto truth = sandboxLineType(settings.seed, e164);
        QCOMPARE(answer->assigned, truth.has_value());
        QCOMPARE(answer->type, truth.value_or(LookupLineType::Unknown));
    }
    LineLookupClient stranger(account, fixedSecret, clock);
    QCOMPARE(QCoro::waitFor(stranger.lookUp(number, nullptr, {})).error().kind, ErrorKind::SignInNeeded);
}

MUSTER_TEST(TestLineLookupClient, QCoreApplication)
#include "tst_linelookupclient.moc"
