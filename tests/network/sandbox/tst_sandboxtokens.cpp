// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/sandboxtokens.h"
#include "sandboxdoor.h"

#include "tests/support/testprogram.h"

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_sandboxtokens {

namespace {

const QByteArray jsonPath = "/api/v2/oauth/token";
const QByteArray json2Path = "/api/v2/oauth2/token";
const QByteArray formPath = "/oauth/token";
const QByteArray json = "application/json";
const QByteArray form = "application/x-www-form-urlencoded";

QByteArray basic(const QByteArray &pair)
{
    return "Basic " + pair.toBase64();
}

QByteArray jsonBody(const QByteArray &more = {}, const QByteArray &secret = SandboxDoor::secret)
{
    return "{\"grant_type\":\"client_credentials\",\"client_id\":\"sandbox-client\",\"client_secret\":\"" + secret + '"'
        + more + '}';
}

QByteArray formBody(const QByteArray &more = {})
{
    return "grant_type=client_credentials&client_id=sandbox-client&client_secret=" + SandboxDoor::secret + more;
}

} // namespace

class TestSandboxTokens : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersEachSpelling_data();
    void answersEachSpelling();
    void tokensCarryTheScopesAskedFor_data();
    void tokensCarryTheScopesAskedFor();
    void tokensDiffer();
};

void TestSandboxTokens::answersEachSpelling_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("authorization");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
    const auto row = [](const char *name, const QByteArray &path, const QByteArray &type, const QByteArray &auth,
                        const QByteArray &body, int status = 200, const QString &code = {}) {
        QTest::newRow(name) << path << type << auth << body << status << code;
    };
    const QByteArray good = basic("sandbox-client:" + SandboxDoor::secret);
    const QString invalid = u"invalid_request"_s;
    row("json-oauth", jsonPath, json, {}, jsonBody());
    row("json-oauth2", json2Path, json, {}, jsonBody());
    row("form-basic", formPath, form, good, "grant_type=client_credentials");
    row("form-body", formPath, form, {}, formBody("&scope=jobs:read"));
    row("json in utf-8", jsonPath, "application/json; charset=\"utf-8\"", {}, jsonBody());
    row("json with scope", jsonPath, json, {}, jsonBody(",\"scope\":\"jobs:read data:read\""));
    row("json unknown member", jsonPath, json, {}, jsonBody(",\"audience\":{\"x\":1}"));
    row("form unknown member", formPath, form, {}, formBody("&audience=x"));
    row("form-basic with scope", formPath, form, good, "grant_type=client_credentials&scope=contact%3Asegments%3Aread");
    row("form plus as space", formPath, form, {}, formBody("&scope=jobs:read+data:read"));
    row("form percent-encoded", formPath, form, {},
        "grant_type=client%5Fcredentials&client_id=sandbox%2Dclient&client_secret=" + SandboxDoor::secret);
    row("basic percent-encoded", formPath, form, basic("sandbox%2Dclient:" + SandboxDoor::secret),
        "grant_type=client_credentials");
    row("bearer beside the form is no credential", formPath, form, "Bearer x", formBody());
    row("json wrong secret", jsonPath, json, {}, jsonBody({}, "wrong"), 401, u"invalid_client"_s);
    row("json secret too long", jsonPath, json, {}, jsonBody({}, SandboxDoor::secret + "x"), 401, u"invalid_client"_s);
    row("basic wrong secret", formPath, form, basic("sandbox-client:no"), "grant_type=client_credentials", 401,
        u"invalid_client"_s);
    row("basic wrong client", formPath, form, basic("other:" + SandboxDoor::secret), "grant_type=client_credentials",
        401, u"invalid_client"_s);
    row("both ways", formPath, form, good, formBody(), 400, invalid);
    row("both ways in json", jsonPath, json, good, jsonBody(), 400, invalid);
    row("basic without colon", formPath, form, basic("sandbox-client"), "grant_type=client_credentials", 400, invalid);
    row("basic not base64", formPath, form, "Basic !!!", "grant_type=client_credentials", 400, invalid);
    row("form no credentials", formPath, form, {}, "grant_type=client_credentials", 400, invalid);
    row("form no grant type", formPath, form, good, "scope=jobs:read", 400, invalid);
    row("form empty", formPath, form, {}, {}, 400, invalid);
    row("form repeated parameter", formPath, form, {}, formBody("&grant_type=client_credentials"), 400, invalid);
    row("form bad escape", formPath, form, {}, formBody("&scope=%zz"), 400, invalid);
    row("form cut escape", formPath, form, {}, formBody("&scope=jobs:read%2"), 400, invalid);
    row("json secret missing", jsonPath, json, {},
        R"({"grant_type":"client_credentials","client_id":"sandbox-client"})", 400, invalid);
    row("json secret a number", jsonPath, json, {},
        R"({"grant_type":"client_credentials","client_id":"sandbox-client","client_secret":5})", 400, invalid);
    row("json an array", jsonPath, json, {}, "[]", 400, invalid);
    row("json cut", jsonPath, json, {}, jsonBody().chopped(1), 400, invalid);
    row("json grant type", jsonPath, json, {}, jsonBody().replace("client_credentials", "password"), 400,
        u"unsupported_grant_type"_s);
    row("form grant type", formPath, form, good, "grant_type=Client_Credentials", 400, u"unsupported_grant_type"_s);
    row("json unknown scope", jsonPath, json, {}, jsonBody(",\"scope\":\"jobs:read everything\""), 400,
        u"invalid_scope"_s);
    row("form unknown scope", formPath, form, {}, formBody("&scope=JOBS:read"), 400, u"invalid_scope"_s);
    row("json sent as form", jsonPath, form, {}, jsonBody(), 415, u"unsupported_media_type"_s);
    row("form sent as json", formPath, json, {}, formBody(), 415, u"unsupported_media_type"_s);
    row("json without type", json2Path, {}, {}, jsonBody(), 415, u"unsupported_media_type"_s);
}

void TestSandboxTokens::answersEachSpelling()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, authorization);
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    QFETCH(QString, code);
    SandboxSettings settings;
    settings.tokenLife = std::chrono::seconds(1234);
    SandboxDoor door(settings);
    SandboxHeaders headers;
    if (!type.isEmpty())
        headers.append({"Content-Type", type});
    if (!authorization.isEmpty())
        headers.append({"Authorization", authorization});
    const SandboxAnswer answer = door.send("POST", path, headers, body);
    QCOMPARE(answer.status, status);
    QCOMPARE(errorOf(answer), code);
    QCOMPARE(headerOf(answer, "Cache-Control"), "no-store"_ba);
    const QJsonObject object = bodyOf(answer);
    QCOMPARE(object.contains("access_token"_L1), status == 200);
    QCOMPARE(headerOf(answer, "WWW-Authenticate").isEmpty(), status != 401);
    QVERIFY(!answer.body.contains(SandboxDoor::secret));
    if (status == 200) {
        QVERIFY(object.value("access_token"_L1).toString().size() >= 40);
        QCOMPARE(object.value("token_type"_L1).toString(), u"Bearer"_s);
        QCOMPARE(object.value("expires_in"_L1), QJsonValue(1234));
    } else {
        QVERIFY(!object.value("error_description"_L1).toString().isEmpty());
    }
    QCOMPARE(door.send("GET", path, headers).status, 405);
    QCOMPARE(door.tenant.tokenRequests(), 2);
    headers.append({"Accept"_ba, "text/html"_ba});
    QCOMPARE(door.send("POST", path, headers, body).status, 406);
}

void TestSandboxTokens::tokensCarryTheScopesAskedFor_data()
{
    QTest::addColumn<QByteArray>("asked");
    QTest::addColumn<int>("granted");
    QTest::newRow("none: all") << ""_ba << static_cast<int>(SandboxTokens::allScopes().size());
    QTest::newRow("one") << "jobs:read"_ba << 1;
    QTest::newRow("one twice") << "jobs:read jobs:read"_ba << 1;
    QTest::newRow("segments") << "contact:segments:read contact:contacts:read"_ba << 2;
    QTest::newRow("enrichment") << "contacts.read contacts.write outbound.read outbound.write webhooks.write"_ba << 5;
    QTest::newRow("transcripts") << "interactions:read transcripts:read jobs:read"_ba << 3;
    QTest::newRow("lists") << "campaign:contactlist:read campaign:contact:write campaign:contact:delete"_ba << 3;
    QTest::newRow("audiences") << "journey:audiences:read journey:audiences:write data:read"_ba << 3;
}

void TestSandboxTokens::tokensCarryTheScopesAskedFor()
{
    QFETCH(QByteArray, asked);
    QFETCH(int, granted);
    SandboxDoor door;
    QByteArray more;
    if (!asked.isEmpty())
        more = "&scope=" + asked.toPercentEncoding();
    const SandboxAnswer answer = door.send("POST", formPath, {{"Content-Type", form}}, formBody(more));
    QCOMPARE(answer.status, 200);
    const QStringList scopes = bodyOf(answer).value("scope"_L1).toString().split(u' ');
    QCOMPARE(scopes.size(), granted);
    const SandboxHeaders headers
        = {{"Authorization", "Bearer " + bodyOf(answer).value("access_token"_L1).toString().toLatin1()}};
    const bool segments = asked.isEmpty() || asked.contains("contact:segments:read");
    QCOMPARE(door.send("GET", "/api/v2/contacts/segments", headers).status, segments ? 200 : 403);
}

void TestSandboxTokens::tokensDiffer()
{
    SandboxDoor door;
    QVERIFY(door.token() != door.token());
    SandboxDoor other;
    const SandboxHeaders headers = {{"Authorization", "Bearer " + other.token()}};
    QCOMPARE(door.send("GET", "/api/v2/contacts/segments", headers).status, 401);
}

MUSTER_TEST(TestSandboxTokens, QCoreApplication)

} // namespace tst_sandboxtokens
#include "tst_sandboxtokens.moc"
