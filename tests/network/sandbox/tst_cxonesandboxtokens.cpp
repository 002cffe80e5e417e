// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cxonedoor.h"
#include "sandboxdoor.h"

#include "tests/support/testprogram.h"

#include <QJsonDocument>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_cxonesandboxtokens {

namespace {

const QByteArray keyPath = "/authentication/v1/token/access-key";
const QByteArray formPath = "/auth/token";
const QByteArray anyCall = "/incontactapi/services/v33.0/skills";

} // namespace

class TestCxoneSandboxTokens : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_door = std::make_unique<CxoneDoor>(); }
    void signsIn_data();
    void signsIn();
    void answersWithTheMembersOfATokenAnswer();
    void idTokenSaysWhoseItIs();
    void refreshTokenIsGoodForOneUse();
    void bearerEnds();
    void keysAreMadeAnew();

private:
    [[nodiscard]] QByteArray filledIn(QByteArray text) const;
    [[nodiscard]] SandboxAnswer form(const QByteArray &body, const QByteArray &basic = {});

    std::unique_ptr<CxoneDoor> m_door;
};

// ID, SECRET, CLIENT and CLIENTSECRET as the door has them. For what the test itself wrote: a token made by chance may
// hold one of these words.
QByteArray TestCxoneSandboxTokens::filledIn(QByteArray text) const
{
    const CxoneSandboxKeys &keys = m_door->keys;
    return text.replace("CLIENTSECRET", keys.clientSecret.bytes().toByteArray())
        .replace("CLIENT", keys.clientId.toLatin1().toPercentEncoding())
        .replace("SECRET", keys.accessKeySecret.bytes().toByteArray())
        .replace("ID", keys.accessKeyId.toLatin1());
}

SandboxAnswer TestCxoneSandboxTokens::form(const QByteArray &body, const QByteArray &basic)
{
    SandboxHeaders headers{{"Content-Type", "application/x-www-form-urlencoded"}};
    if (!basic.isEmpty())
        headers.append({"Authorization"_ba, "Basic " + filledIn(basic).toBase64()});
    return m_door->issuer("POST", formPath, headers, body);
}

void TestCxoneSandboxTokens::signsIn_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("basic");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    const QByteArray json = "application/json";
    const QByteArray urlEncoded = "application/x-www-form-urlencoded";
    const auto row
        = [](const char *name, const QByteArray &path, const QByteArray &type, const QByteArray &basic,
             const QByteArray &body, int status) { QTest::newRow(name) << path << type << basic << body << status; };
    row("access key", keyPath, json, {}, R"({"accessKeyId":"ID","accessKeySecret":"SECRET"})", 200);
    row("wrong secret", keyPath, json, {}, R"({"accessKeyId":"ID","accessKeySecret":"SECRETx"})", 401);
    row("wrong id", keyPath, json, {}, R"({"accessKeyId":"IDx","accessKeySecret":"SECRET"})", 401);
    row("no secret", keyPath, json, {}, R"({"accessKeyId":"ID"})", 400);
    row("secret is a number", keyPath, json, {}, R"({"accessKeyId":"ID","accessKeySecret":1})", 400);
    row("one member too many", keyPath, json, {}, R"({"accessKeyId":"ID","accessKeySecret":"SECRET","x":1})", 400);
    row("access key as a form", keyPath, urlEncoded, {}, "accessKeyId=ID&accessKeySecret=SECRET", 415);
    const QByteArray password = "grant_type=password&username=ID&password=SECRET";
    row("password, client in the body", formPath, urlEncoded, {},
        password + "&client_id=CLIENT&client_secret=CLIENTSECRET", 200);
    row("password, client by Basic", formPath, urlEncoded, "CLIENT:CLIENTSECRET", password, 200);
    row("password, Basic and the id in the body", formPath, urlEncoded, "CLIENT:CLIENTSECRET",
        password + "&client_id=CLIENT", 200);
    row("client's secret twice", formPath, urlEncoded, "CLIENT:CLIENTSECRET", password + "&client_secret=CLIENTSECRET",
        400);
    row("no client", formPath, urlEncoded, {}, password, 401);
    row("wrong client", formPath, urlEncoded, "other:CLIENTSECRET", password, 401);
    row("client's secret wrong", formPath, urlEncoded, "CLIENT:SECRET", password, 401);
    row("password wrong", formPath, urlEncoded, "CLIENT:CLIENTSECRET", "grant_type=password&username=ID&password=x",
        400);
    row("password as JSON", formPath, json, "CLIENT:CLIENTSECRET", R"({"grant_type":"password"})", 415);
    row("client credentials", formPath, urlEncoded, "CLIENT:CLIENTSECRET", "grant_type=client_credentials", 400);
    row("parameter twice", formPath, urlEncoded, "CLIENT:CLIENTSECRET", password + "&username=ID", 400);
    row("unknown refresh token", formPath, urlEncoded, {}, "grant_type=refresh_token&client_id=CLIENT&refresh_token=x",
        400);
}

void TestCxoneSandboxTokens::signsIn()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, basic);
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    SandboxHeaders headers{{"Content-Type", type}};
    if (!basic.isEmpty())
        headers.append({"Authorization"_ba, "Basic " + filledIn(basic).toBase64()});
    const SandboxAnswer answer = m_door->issuer("POST", path, headers, filledIn(body));
    QCOMPARE(answer.status, status);
    QCOMPARE(bodyOf(answer).contains("access_token"_L1), status == 200);
    if (status != 200)
        QCOMPARE(membersOf(bodyOf(answer)), u"error errorDescription"_s);
    QCOMPARE(m_door->issuer("GET", path, {}).status, 405);
}

void TestCxoneSandboxTokens::answersWithTheMembersOfATokenAnswer()
{
    CxoneDoor door({.tenant = {.tokenLife = std::chrono::seconds(1234)}});
    const QByteArray body = R"({"accessKeyId":")" + door.keys.accessKeyId.toLatin1() + R"(","accessKeySecret":")"
        + door.keys.accessKeySecret.bytes().toByteArray() + "\"}";
    const QJsonObject token = bodyOf(door.issuer("POST", keyPath, {{"Content-Type", "application/json"}}, body));
    QCOMPARE(membersOf(token), u"access_token expires_in id_token refresh_token token_type"_s);
    QCOMPARE(token.value("expires_in"_L1).toInt(), 1234);
    QCOMPARE(token.value("token_type"_L1).toString(), u"Bearer"_s);
}

void TestCxoneSandboxTokens::idTokenSaysWhoseItIs()
{
    const QJsonObject token
        = bodyOf(form(filledIn("grant_type=password&username=ID&password=SECRET"), "CLIENT:CLIENTSECRET"));
    const QByteArrayList parts = token.value("id_token"_L1).toString().toLatin1().split('.');
    QCOMPARE(parts.size(), 3);
    const auto decoded = QByteArray::fromBase64Encoding(parts[1],
                                                        QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals
                                                            | QByteArray::AbortOnBase64DecodingErrors);
    QVERIFY(decoded);
    const QJsonObject claims = QJsonDocument::fromJson(*decoded).object();
    QCOMPARE(membersOf(claims), u"icBUId icClusterId role tenant tenantId"_s);
    QCOMPARE(claims.value("tenantId"_L1).toString(), CxoneSandboxTokens::tenantId());
    const QByteArray document = "/.well-known/cxone-configuration?tenantId=";
    QCOMPARE(m_door->issuer("GET", document + claims.value("tenantId"_L1).toString().toLatin1(), {}).status, 200);
}

void TestCxoneSandboxTokens::refreshTokenIsGoodForOneUse()
{
    const QJsonObject first
        = bodyOf(form(filledIn("grant_type=password&username=ID&password=SECRET"), "CLIENT:CLIENTSECRET"));
    const QByteArray refresh = filledIn("grant_type=refresh_token&client_id=CLIENT&refresh_token=")
        + first.value("refresh_token"_L1).toString().toLatin1();
    const QJsonObject second = bodyOf(form(refresh));
    QVERIFY(second.contains("access_token"_L1));
    QVERIFY(second.value("access_token"_L1) != first.value("access_token"_L1));
    QCOMPARE(form(refresh).status, 400);
}

void TestCxoneSandboxTokens::bearerEnds()
{
    const auto statusWith = [this](const QByteArray &authorization) {
        SandboxHeaders headers{{"Accept", "application/json"}, {"Host", "t:2"}};
        if (!authorization.isEmpty())
            headers.append({"Authorization"_ba, authorization});
        return m_door->api("GET", anyCall, headers).status;
    };
    const QByteArray token = m_door->token();
    QCOMPARE(statusWith("Bearer " + token), 200);
    QCOMPARE(statusWith({}), 401);
    QCOMPARE(statusWith("Bearer x" + token), 401);
    QCOMPARE(statusWith("Basic " + token), 401);
    m_door->pass(std::chrono::seconds(3599));
    QCOMPARE(statusWith("Bearer " + token), 200);
    m_door->pass(std::chrono::seconds(1));
    QCOMPARE(statusWith("Bearer " + token), 401);

    const QByteArray another = m_door->token();
    QCOMPARE(statusWith("Bearer " + another), 200);
    m_door->tenant.expireTokens();
    QCOMPARE(statusWith("Bearer " + another), 401);
    QCOMPARE(m_door->tenant.tokenRequests(), 2);
}

void TestCxoneSandboxTokens::keysAreMadeAnew()
{
    const CxoneSandboxKeys one = CxoneSandboxKeys::fresh();
    const CxoneSandboxKeys other = CxoneSandboxKeys::fresh();
    QVERIFY(one.accessKeyId != other.accessKeyId);
    QVERIFY(!(one.accessKeySecret == other.accessKeySecret));
    QVERIFY(!(one.clientSecret == other.clientSecret));
}

MUSTER_TEST(TestCxoneSandboxTokens, QCoreApplication)

} // namespace tst_cxonesandboxtokens
#include "tst_cxonesandboxtokens.moc"
