// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/transportfixture.h"

#include "tests/support/testprogram.h"

#include <QtTest>

using namespace muster;
using namespace muster::test;
using namespace std::chrono_literals;

namespace tst_apianswers {

class TestApiAnswers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void F10_missingScopeIsNamed();
    void F10_whatATokenIsNotGoodForIsNotSent();
    void F10_allCallsOfAJobAreComparedBeforeTheFirst();
    void F28_foreignAnswersAreTriedOnceMore_data();
    void F28_foreignAnswersAreTriedOnceMore();
    void S17_xmlOfAServerIsNotParsed_data();
    void S17_xmlOfAServerIsNotParsed();
    void F29_sameOriginRedirectIsFollowedThreeTimes();
    void F30_S09_redirectElsewhereGetsNothing_data();
    void F30_S09_redirectElsewhereGetsNothing();
    void F31_writesAreNotRedirected();
    void S42_lookOnlyRefusesWrites_data();
    void S42_lookOnlyRefusesWrites();
    void S42_armingEnds();
    void S06_serverEchoingTheTokenIsMasked();
    void S06_secretAcrossTheCutIsMasked_data();
    void S06_secretAcrossTheCutIsMasked();
    void S15_compressedAnswerIsRefused();
    void S19_everyIdIsOneSegment();
    void statusesHaveTheirKinds_data();
    void statusesHaveTheirKinds();
    void logHoldsNoQueryValues();
};

void TestApiAnswers::F10_missingScopeIsNamed()
{
    Fixture fixture;
    fixture.channel.script(
        "/segments", {ScriptedChannel::json(R"({"error":"insufficient_scope","scope":"contact:segments:read"})", 403)});
    const auto byBody = fixture.list();
    QCOMPARE(key(byBody), QStringLiteral("forbidden"));
    QCOMPARE(byBody.error().scope, QStringLiteral("contact:segments:read"));
    fixture.channel.script(
        "/segments", {ScriptedChannel::status(403, {{"WWW-Authenticate", R"(Bearer realm="x", scope="a:b")"}}, "")});
    const auto byHeader = fixture.list();
    QCOMPARE(byHeader.error().scope, QStringLiteral("a:b"));
    QCOMPARE(fixture.channel.requestsTo("/segments").size(), 2);
}

void TestApiAnswers::F10_whatATokenIsNotGoodForIsNotSent()
{
    Fixture fixture;
    fixture.channel.script("/segments", {good});
    fixture.channel.grant("contact:contacts:read other");
    const auto lacking = fixture.list();
    QCOMPARE(key(lacking), QStringLiteral("forbidden"));
    QCOMPARE(lacking.error().code, QStringLiteral("scope_not_granted"));
    QCOMPARE(lacking.error().scope, QStringLiteral("contact:segments:read"));
    QVERIFY(fixture.channel.requestsTo("/segments").isEmpty());
    QCOMPARE(fixture.transport->lackingScopes(Service::Segments), QStringList()); // no token is held any more
    // Granted meanwhile: the next try asks for a token anew.
    fixture.channel.grant("contact:contacts:read contact:segments:read");
    QVERIFY(fixture.list());
    QCOMPARE(fixture.channel.tokenRequests(), 2);
    // A server that does not say what it grants is asked.
    Fixture silent;
    silent.channel.script("/segments", {good});
    QVERIFY(silent.list());
}

void TestApiAnswers::F10_allCallsOfAJobAreComparedBeforeTheFirst()
{
    using enum Operation;
    Fixture fixture;
    const auto ask = [&](const QList<Operation> &calls) {
        return QCoro::waitFor(fixture.transport->lackingScope(calls, &fixture.observer, {}));
    };
    fixture.channel.grant("campaign:contactlist:read campaign:contact:write");
    QVERIFY(!ask({ReadContactList, PatchContacts}));
    const auto lacking = ask({ReadContactList, PatchContacts, DeleteContact});
    QVERIFY(lacking);
    QCOMPARE(lacking->kind, ErrorKind::Forbidden);
    QCOMPARE(lacking->scope, QStringLiteral("campaign:contact:delete"));
    QCOMPARE(fixture.channel.requests().size(), fixture.channel.tokenRequests()); // nothing but sign-ins
    QVERIFY(QCoro::waitFor(fixture.transport->signIn(Service::ContactLists, nullptr, {})));
    QCOMPARE(fixture.transport->lackingScopes(Service::ContactLists), QStringList{QStringLiteral("campaign:contact:delete")});
}

void TestApiAnswers::F28_foreignAnswersAreTriedOnceMore_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("login page") << QByteArray("text/html") << QByteArray("<!doctype html><title>Sign in</title>");
    QTest::newRow("login page as JSON") << QByteArray("application/json") << QByteArray("<html>");
    QTest::newRow("empty") << QByteArray("application/json") << QByteArray();
    QTest::newRow("text") << QByteArray("text/plain") << QByteArray("{\"items\":[]}");
}

void TestApiAnswers::F28_foreignAnswersAreTriedOnceMore()
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

void TestApiAnswers::S17_xmlOfAServerIsNotParsed_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<int>("status");
    QTest::newRow("as XML") << QByteArray("application/xml") << 200;
    QTest::newRow("as JSON") << QByteArray("application/json") << 200;
    QTest::newRow("of an error") << QByteArray("application/problem+xml") << 400;
}

void TestApiAnswers::S17_xmlOfAServerIsNotParsed()
{
    QFETCH(QByteArray, type);
    QFETCH(int, status);
    // Entities that would grow to a gigabyte, or show a file of this computer.
    QByteArray bomb = "<?xml version=\"1.0\"?>\n<!DOCTYPE a [<!ENTITY e0 \"ten letter\">";
    for (int level = 1; level < 9; ++level) {
        const QByteArray entity = "&e" + QByteArray::number(level - 1) + ';';
        bomb += "<!ENTITY e" + QByteArray::number(level) + " \"" + entity.repeated(10) + "\">";
    }
    bomb += "<!ENTITY file SYSTEM \"file:///etc/passwd\">]><a>&e8;&file;</a>";
    Fixture fixture;
    fixture.channel.script("/segments", {ScriptedChannel::status(status, {{"Content-Type", type}}, bomb)});
    const auto result = fixture.list();
    QVERIFY(!result);
    QCOMPARE(key(result), status == 200 ? QStringLiteral("not_from_api") : QStringLiteral("invalid"));
    for (const QString &text : {result.error().detail, result.error().code, result.error().subject})
        QVERIFY2(text.size() <= 2000 && !text.contains(QLatin1String("root:")), qPrintable(text.left(200)));
}

void TestApiAnswers::F29_sameOriginRedirectIsFollowedThreeTimes()
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

void TestApiAnswers::F30_S09_redirectElsewhereGetsNothing_data()
{
    QTest::addColumn<QByteArray>("target");
    for (const char *target :
         {"https://evil.example.test/x", "http://api.example.test/x", "https://api.example.test:444/x",
          "https://api.example.test@evil.example.test/x", "//evil.example.test/x", "file:///etc/passwd", "javascript:x",
          "https://api.example.test.evil.example.test/", "https://user@api.example.test/x"})
        QTest::newRow(target) << QByteArray(target);
}

void TestApiAnswers::F30_S09_redirectElsewhereGetsNothing()
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

void TestApiAnswers::F31_writesAreNotRedirected()
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

void TestApiAnswers::S42_lookOnlyRefusesWrites_data()
{
    QTest::addColumn<int>("index");
    const auto operations = contractDialect()->protocol->operations;
    for (qsizetype i = 0; i < operations.size(); ++i)
        QTest::newRow(operations.at(i).name.constData()) << int(i);
}

void TestApiAnswers::S42_lookOnlyRefusesWrites()
{
    QFETCH(int, index);
    const OperationRow row = contractDialect()->protocol->operations.at(index);
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

void TestApiAnswers::S42_armingEnds()
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

void TestApiAnswers::S06_serverEchoingTheTokenIsMasked()
{
    Fixture fixture;
    fixture.channel.script(
        "/segments",
        {ScriptedChannel::json(
            R"({"error":"bad","message":"your token-1 and s3cret-value and s3cret%2Dvalue","details":)"
            R"([{"field":"token-1","issue":"+1 415 555 0123"}]})",
            400)});
    const auto result = fixture.list();
    const ApiError &error = result.error();
    for (const QString &text : {error.detail, error.details.at(0).field, error.details.at(0).issue}) {
        QVERIFY2(!text.contains(QLatin1String("token-1")), qPrintable(text));
        QVERIFY2(!text.contains(QLatin1String("s3cret")), qPrintable(text));
        QVERIFY2(!text.contains(QLatin1String("555")), qPrintable(text));
    }
    QVERIFY(error.detail.startsWith(QLatin1String("your [masked]")));
}

void TestApiAnswers::S06_secretAcrossTheCutIsMasked_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<int>("cut");
    QTest::addColumn<QByteArray>("after");
    QTest::newRow("code") << QByteArray(R"({"error":")") << 200 << QByteArray(R"("})");
    QTest::newRow("message") << QByteArray(R"({"error":"bad","message":")") << 2000 << QByteArray(R"("})");
    QTest::newRow("field") << QByteArray(R"({"error":"bad","details":[{"field":")") << 200 << QByteArray(R"("}]})");
    QTest::newRow("text") << QByteArray() << 2000 << QByteArray();
    QTest::newRow("markup") << QByteArray("<html>") << 234 << QByteArray("</html>");
}

void TestApiAnswers::S06_secretAcrossTheCutIsMasked()
{
    QFETCH(QByteArray, before);
    QFETCH(int, cut);
    QFETCH(QByteArray, after);
    const QByteArray filling = QByteArray("so ").repeated(2000);
    for (int inside = 0; inside <= 12; ++inside) {
        Fixture fixture;
        const QByteArray body = before + filling.left(cut - inside) + "s3cret-value" + filling + after;
        fixture.channel.script("/segments", {ScriptedChannel::json(body, 400)});
        const auto refused = fixture.list();
        QVERIFY(!refused);
        QString words = refused.error().code + refused.error().detail;
        for (const FieldFault &fault : refused.error().details)
            words += fault.field;
        QVERIFY2(words.size() > 150 && !words.contains(QLatin1String("s3c")), qPrintable(words));
    }
}

void TestApiAnswers::S15_compressedAnswerIsRefused()
{
    Fixture fixture;
    fixture.channel.script("/segments",
                           {ScriptedChannel::status(
                               200, {{"Content-Type", "application/json"}, {"Content-Encoding", "gzip"}}, "\x1f\x8b")});
    const auto result = fixture.list();
    QCOMPARE(key(result), QStringLiteral("not_from_api"));
    QCOMPARE(result.error().code, QStringLiteral("content_encoding"));
}

void TestApiAnswers::S19_everyIdIsOneSegment()
{
    Fixture fixture;
    for (const QString &id :
         {QStringLiteral("../../x"), QStringLiteral("a/b"), QStringLiteral("%2e%2e"), QStringLiteral("?x=1"),
          QStringLiteral("a#b"), QStringLiteral("..%2f"), QString(300, u'x'), QStringLiteral("\u00e4 ;,")}) {
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

void TestApiAnswers::statusesHaveTheirKinds_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("kind");
    const QList<QPair<int, const char *>> rows
        = {{204, "not_from_api"},  {206, "not_from_api"}, {304, "redirect_refused"}, {400, "invalid"},
           {403, "forbidden"},     {404, "not_found"},    {405, "refused"},          {406, "refused"},
           {407, "proxy_refused"}, {409, "conflict"},     {412, "conflict"},         {413, "too_large"},
           {415, "refused"},       {418, "refused"}};
    for (const auto &[status, kind] : rows)
        QTest::addRow("%d", status) << status << QString::fromLatin1(kind);
}

void TestApiAnswers::statusesHaveTheirKinds()
{
    QFETCH(int, status);
    QFETCH(QString, kind);
    for (const QByteArray &body :
         {QByteArray(), QByteArray("<html>"), QByteArray("{\"error\":"), QByteArray("[]"),
          QByteArray("{\"error\":5,\"details\":\"x\",\"scope\":[]}"), QByteArray("\xff\xfe")}) {
        Fixture fixture;
        fixture.channel.script("/segments", {ScriptedChannel::status(status, {}, body)});
        const auto result = fixture.list();
        QCOMPARE(key(result), kind);
        QCOMPARE(result.error().httpStatus, status);
    }
}

void TestApiAnswers::logHoldsNoQueryValues()
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

MUSTER_TEST(TestApiAnswers, QCoreApplication)

} // namespace tst_apianswers
#include "tst_apianswers.moc"
