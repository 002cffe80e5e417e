// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/codec/cxoneprotocolcodec.h"
#include "network/dialects/cxone/cxonedialect.h"
#include "network/dialects/cxone/cxonesettings.h"
#include "network/tenant/tenantconnection.h"
#include "tests/support/testprogram.h"
#include "tests/support/transportfixture.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_cxonesignin {

namespace {

const QString apiOrigin = u"https://api-na1.niceincontact.com:443"_s;

/// A JSON Web Token with that payload and a signature that nobody looks at.
QByteArray webToken(const QByteArray &payload)
{
    const auto part = [](const QByteArray &bytes) {
        return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    };
    return part(R"({"alg":"RS256"})") + '.' + part(payload) + '.' + part("signed");
}

QByteArray json(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QByteArray tokenAnswer(const QByteArray &idToken)
{
    return json({{u"access_token"_s, u"bearer-1"_s},
                 {u"token_type"_s, u"Bearer"_s},
                 {u"expires_in"_s, 3600},
                 {u"refresh_token"_s, u"r"_s},
                 {u"id_token"_s, QString::fromLatin1(idToken)}});
}

ConnectionProfile cxoneProfile()
{
    ConnectionProfile profile = contractProfile(u"tenant"_s, QUrl(u"https://cxone.niceincontact.com"_s));
    profile.dialect = u"cxone"_s;
    profile.environment = Environment::Test;
    profile.clientId = u"KEY+ID"_s;
    profile.approvedOrigins = {apiOrigin};
    return profile;
}

/// CXone's issuer, sign-in and API, answered by a script; what is asked of the API is the newest version.
struct Tenant
{
    explicit Tenant(const ConnectionProfile &profile = cxoneProfile(), const QByteArray &secret = "key secret")
    {
        auto owned = std::make_unique<ScriptedChannel>();
        channel = owned.get();
        channel->script(
            "/openid-configuration",
            {ScriptedChannel::json(
                R"({"issuer":"https://cxone.niceincontact.com","token_endpoint":"https://cxone.niceincontact.com/auth/token"})")});
        const auto token = ScriptedChannel::json(tokenAnswer(webToken(R"({"tenantId":"t-7","tenant":"Acme"})")));
        channel->script("/token/access-key", {token});
        channel->script("/auth/token", {token});
        channel->script("/cxone-configuration",
                        {ScriptedChannel::json(
                            R"({"tenantId":"t-7","area":"na1","api_endpoint":"https://api-na1.niceincontact.com"})")});
        channel->script(
            "/apiversion",
            {ScriptedChannel::json(
                R"({"apiInfo":[{"uri":"/lists","version":21,"verb":"GET"},{"uri":"/lists","version":33,"verb":"GET"}]})")});
        connection = std::make_unique<TenantConnection>(
            profile, [secret](std::stop_token) -> QCoro::Task<Result<Secret>> { co_return Secret(secret); }, clock,
            std::move(owned));
    }
    /// Signs in and asks for the API's versions.
    Result<HttpReply> ask()
    {
        auto &transport = const_cast<ApiTransport &>(connection->transport());
        return QCoro::waitFor(transport.call({.operation = cxone::readApiVersion}, &observer, {}));
    }
    QStringList asked() const
    {
        QStringList lines;
        for (const HttpRequest &request : channel->requests()) {
            const bool bearer = headerValue(request.headers, "Authorization").startsWith("Bearer");
            lines << QString::fromLatin1(request.method) % u' ' % request.url.host()
                    % request.url.toString(QUrl::RemoveScheme | QUrl::RemoveAuthority)
                    % (bearer ? u" bearer"_s : QString());
        }
        return lines;
    }

    FakeClock clock;
    RecordingObserver observer;
    ScriptedChannel *channel = nullptr;
    std::unique_ptr<TenantConnection> connection;
};

} // namespace

/// The way into CXone: issuer, sign-in, tenant, and only then the API.
class TestCxoneSignIn : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anAccessKeyLeadsToTheApi();
    void aPasswordGrantNamesItsClient_data();
    void aPasswordGrantNamesItsClient();
    void aPasswordGrantWithoutItsClientSendsNoSecret_data();
    void aPasswordGrantWithoutItsClientSendsNoSecret();
    void S09_theKeyGoesToTheChosenHostOnly();
    void S09_anApiThatMovedIsAnAlarm();
    void S11_aDocumentCannotLeadTheKeyAway();
    void anotherIssuersDocumentIsRefused();
    void theTenantIsReadFromEitherToken_data();
    void theTenantIsReadFromEitherToken();
    void aTokenWithoutTenantSaysSo();
    void aTokenThatWasCutStaysOutOfTheError();
    void whatAnErrorSaysIsFoundWhereverItStands_data();
    void whatAnErrorSaysIsFoundWhereverItStands();
    void F03_throttlingWithoutRetryAfterSlowsDown();
    void optionsThatAreNotValidCountAsStandard();
    void optionsAreJudgedByTheDialect();
    void aTenantWithoutLicenceHasNoTranscripts();
};

void TestCxoneSignIn::anAccessKeyLeadsToTheApi()
{
    Tenant tenant;
    const auto reply = tenant.ask();
    QVERIFY2(reply, qPrintable(reply ? QString() : reply.error().code));
    QCOMPARE(tenant.asked(),
             (QStringList{u"GET cxone.niceincontact.com/.well-known/openid-configuration"_s,
                          u"POST na1.nice-incontact.com/authentication/v1/token/access-key"_s,
                          u"GET cxone.niceincontact.com/.well-known/cxone-configuration?tenantId=t-7"_s,
                          u"GET api-na1.niceincontact.com/incontactapi/services/v31.0/apiversion bearer"_s}));
    const QJsonObject body = QJsonDocument::fromJson(tenant.channel->requests().at(1).body).object();
    QCOMPARE(body, (QJsonObject{{u"accessKeyId"_s, u"KEY+ID"_s}, {u"accessKeySecret"_s, u"key secret"_s}}));
    QVERIFY(tenant.ask());
    QCOMPARE(tenant.channel->requests().size(), 5); // known by now
}

void TestCxoneSignIn::aPasswordGrantNamesItsClient_data()
{
    QTest::addColumn<QString>("method");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("authorization");
    const QByteArray user = "grant_type=password&username=KEY%2BID&password=key%20secret";
    QTest::newRow("by HTTP Basic") << u"password-basic"_s << user
                                   << QByteArray("Basic " + QByteArray("app%40nice:s%3Acret%2F").toBase64());
    QTest::newRow("in the body") << u"password-body"_s
                                 << QByteArray(user + "&client_id=app%40nice&client_secret=s%3Acret%2F")
                                 << QByteArray();
}

void TestCxoneSignIn::aPasswordGrantNamesItsClient()
{
    QFETCH(QString, method);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, authorization);
    ConnectionProfile profile = cxoneProfile();
    profile.options = {{u"sign_in"_s, method}, {u"client"_s, u"app@nice"_s}};
    Tenant tenant(profile, "key secret\ns:cret/");
    QVERIFY(tenant.ask());
    const HttpRequest request = tenant.channel->requestsTo("/auth/token").value(0);
    QCOMPARE(request.url.host(), u"cxone.niceincontact.com"_s);
    QCOMPARE(request.body, body);
    QCOMPARE(headerValue(request.headers, "Authorization"), authorization);
}

void TestCxoneSignIn::aPasswordGrantWithoutItsClientSendsNoSecret_data()
{
    QTest::addColumn<QString>("client");
    QTest::addColumn<QByteArray>("secret");
    QTest::addColumn<QString>("code");
    QTest::newRow("no client") << QString() << QByteArray("key\nclient") << u"client_missing"_s;
    QTest::newRow("no secret of it") << u"app"_s << QByteArray("key") << u"client_secret_missing"_s;
}

void TestCxoneSignIn::aPasswordGrantWithoutItsClientSendsNoSecret()
{
    QFETCH(QString, client);
    QFETCH(QByteArray, secret);
    QFETCH(QString, code);
    ConnectionProfile profile = cxoneProfile();
    profile.options = {{u"sign_in"_s, u"password-basic"_s}};
    if (!client.isEmpty())
        profile.options.insert(u"client"_s, client);
    Tenant tenant(profile, secret);
    const auto reply = tenant.ask();
    QVERIFY(!reply);
    QCOMPARE(reply.error().kind, ErrorKind::BadInput);
    QCOMPARE(reply.error().code, code);
    QCOMPARE(tenant.channel->requests().size(), 1); // the issuer's document
}

void TestCxoneSignIn::S09_theKeyGoesToTheChosenHostOnly()
{
    ConnectionProfile profile = cxoneProfile();
    profile.options = {{u"sign_in_host"_s, u"https://eu1.nice-incontact.com"_s}};
    Tenant tenant(profile);
    QVERIFY(tenant.ask());
    QCOMPARE(tenant.channel->requestsTo("/token/access-key").value(0).url.host(), u"eu1.nice-incontact.com"_s);
    // Plain http is for this computer only: the option counts as its standard then.
    profile.options = {{u"sign_in_host"_s, u"http://eu1.nice-incontact.com"_s}};
    Tenant plain(profile);
    QVERIFY(plain.ask());
    QCOMPARE(plain.channel->requestsTo("/token/access-key").value(0).url,
             QUrl(u"https://na1.nice-incontact.com/authentication/v1/token/access-key"_s));
}

void TestCxoneSignIn::S09_anApiThatMovedIsAnAlarm()
{
    ConnectionProfile profile = cxoneProfile();
    profile.approvedOrigins = {u"https://api-eu1.niceincontact.com:443"_s};
    Tenant moved(profile);
    const auto reply = moved.ask();
    QVERIFY(!reply);
    QCOMPARE(reply.error().code, u"origin_changed"_s);
    QCOMPARE(reply.error().subject, apiOrigin);
    QVERIFY(moved.channel->requestsTo("/apiversion").isEmpty());
    profile.approvedOrigins.clear();
    Tenant fresh(profile);
    QCOMPARE(fresh.ask().error().code, u"origin_not_approved"_s);
    QVERIFY(fresh.channel->requestsTo("/apiversion").isEmpty());
}

void TestCxoneSignIn::S11_aDocumentCannotLeadTheKeyAway()
{
    ConnectionProfile profile = cxoneProfile();
    profile.options = {{u"sign_in"_s, u"password-body"_s}, {u"client"_s, u"app"_s}};
    Tenant tenant(profile, "key\nclient");
    tenant.channel->script(
        "/openid-configuration",
        {ScriptedChannel::json(
            R"({"issuer":"https://cxone.niceincontact.com","token_endpoint":"https://thief.example.test/token"})")});
    const auto reply = tenant.ask();
    QVERIFY(!reply);
    QCOMPARE(reply.error().kind, ErrorKind::AddressRefused);
    QCOMPARE(reply.error().code, u"origin_not_approved"_s);
    QCOMPARE(tenant.channel->requests().size(), 1);
}

void TestCxoneSignIn::anotherIssuersDocumentIsRefused()
{
    const QUrl issuer(u"https://cxone.niceincontact.com"_s);
    const QString endpoint = u"https://cxone.niceincontact.com/auth/token"_s;
    const auto document
        = [&endpoint](const QString &named) { return json({{u"issuer"_s, named}, {u"token_endpoint"_s, endpoint}}); };
    QVERIFY(readIssuerDocument(json({{u"token_endpoint"_s, endpoint}}), issuer));
    QVERIFY(readIssuerDocument(document(u"https://cxone.niceincontact.com/"_s), issuer));
    const auto other = readIssuerDocument(document(u"https://cxone-gov.niceincontact.com"_s), issuer);
    QVERIFY(!other);
    QCOMPARE(other.error().code, u"other_issuer"_s);
    const auto none = readIssuerDocument(R"({"token_endpoint":"auth/token"})", issuer);
    QVERIFY(!none);
    QCOMPARE(none.error().code, u"invalid_address"_s);
    const auto tenant = readTenantDocument(R"({"tenantId":"t-8","api_endpoint":"https://api.example.test"})", u"t-7"_s);
    QVERIFY(!tenant);
    QCOMPARE(tenant.error().code, u"other_tenant"_s);
}

void TestCxoneSignIn::theTenantIsReadFromEitherToken_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("tenant");
    const QByteArray claim = webToken(R"({"tenantId":"t-7"})");
    const auto access = [](const QByteArray &token) {
        return json({{u"access_token"_s, QString::fromLatin1(token)}, {u"token_type"_s, u"bearer"_s}});
    };
    QTest::newRow("id token") << tokenAnswer(claim) << u"t-7"_s;
    QTest::newRow("access token") << QByteArray(access(claim)) << u"t-7"_s;
    QTest::newRow("neither") << QByteArray(access("opaque")) << QString();
    QTest::newRow("not text") << tokenAnswer(webToken(R"({"tenantId":7})")) << QString();
    QTest::newRow("too long") << tokenAnswer(webToken(json({{u"tenantId"_s, QString(201, u'x')}}))) << QString();
    QTest::newRow("no base64") << tokenAnswer("a.!!.b") << QString();
    QTest::newRow("no object") << tokenAnswer(webToken("[1]")) << QString();
}

void TestCxoneSignIn::theTenantIsReadFromEitherToken()
{
    QFETCH(QByteArray, answer);
    QFETCH(QString, tenant);
    const auto token = readCxoneToken(answer);
    QVERIFY2(token, qPrintable(token ? QString() : token.error().code));
    QCOMPARE(token->tenantId, tenant);
}

void TestCxoneSignIn::aTokenWithoutTenantSaysSo()
{
    Tenant tenant;
    tenant.channel->script("/token/access-key",
                           {ScriptedChannel::json(R"({"access_token":"x","token_type":"Bearer","expires_in":60})")});
    const auto reply = tenant.ask();
    QVERIFY(!reply);
    QCOMPARE(reply.error().code, u"no_tenant"_s);
    QVERIFY(tenant.channel->requestsTo("/cxone-configuration").isEmpty());
}

void TestCxoneSignIn::aTokenThatWasCutStaysOutOfTheError()
{
    const QByteArray whole = tokenAnswer(webToken(json({{u"tenantId"_s, u"t-7"_s}})));
    const auto cut = readCxoneToken(whole.chopped(10));
    QVERIFY(!cut);
    QVERIFY2(cut.error().detail.isEmpty(), qPrintable(cut.error().detail));
}

void TestCxoneSignIn::whatAnErrorSaysIsFoundWhereverItStands_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("detail");
    QTest::newRow("header") << QByteArray("InvalidListId") << QByteArray() << QString() << u"InvalidListId"_s;
    QTest::newRow("ACD") << QByteArray("header") << QByteArray(R"({"error":"bad","error_description":"words"})")
                         << u"bad"_s << u"words"_s;
    QTest::newRow("general") << QByteArray() << QByteArray(R"({"error":"bad","errorDescription":"words"})") << u"bad"_s
                             << u"words"_s;
    QTest::newRow("analytics") << QByteArray()
                               << QByteArray(R"({"statusCode":403,"message":"no licence","description":"more"})")
                               << QString() << u"no licence"_s;
    QTest::newRow("digital") << QByteArray() << QByteArray(R"({"errors":[{"message":"words"}],"uid":"1"})") << QString()
                             << u"words"_s;
    QTest::newRow("plain text") << QByteArray() << QByteArray("No known way to render data") << QString() << QString();
    QTest::newRow("long") << QByteArray(70'000, 'x') << QByteArray() << QString() << QString(int(mostWords), u'x');
}

void TestCxoneSignIn::whatAnErrorSaysIsFoundWhereverItStands()
{
    QFETCH(QByteArray, header);
    QFETCH(QByteArray, body);
    ApiError error;
    readCxoneError(header, body, error);
    QTEST(error.code, "code");
    QTEST(error.detail, "detail");
}

void TestCxoneSignIn::F03_throttlingWithoutRetryAfterSlowsDown()
{
    Tenant tenant;
    tenant.channel->script(
        "/apiversion",
        {ScriptedChannel::status(429), ScriptedChannel::status(429), ScriptedChannel::json(R"({"apiInfo":[]})")});
    QVERIFY(tenant.ask());
    QCOMPARE(tenant.observer.waits.size(), 2);
    QVERIFY(tenant.observer.waits.at(0) >= std::chrono::seconds(2));
    QVERIFY(tenant.observer.waits.at(1) >= std::chrono::seconds(6));
}

void TestCxoneSignIn::optionsThatAreNotValidCountAsStandard()
{
    ConnectionProfile profile = cxoneProfile();
    profile.options
        = {{u"sign_in"_s, u"by magic"_s},          {u"completed_days"_s, u"0"_s},  {u"api_version"_s, u"../31"_s},
           {u"analytics_path"_s, u"a/../b"_s},     {u"digital_path"_s, u"/dfo"_s}, {u"client"_s, u"with space"_s},
           {u"sign_in_host"_s, u"https://a/b?c"_s}};
    const CxoneSettings read = cxoneSettings(profile), standard = cxoneSettings(cxoneProfile());
    QCOMPARE(int(read.method), int(standard.method));
    QCOMPARE(read.completedDays, 30);
    QCOMPARE(read.apiVersion, cxoneTestedVersion());
    QCOMPARE(read.analyticsPath, standard.analyticsPath);
    QCOMPARE(read.digitalPath, standard.digitalPath);
    QCOMPARE(read.client, QString());
    QCOMPARE(read.signInHost, standard.signInHost);
}

void TestCxoneSignIn::optionsAreJudgedByTheDialect()
{
    ConnectionProfile profile = cxoneProfile();
    profile.options = {{u"completed_days"_s, u"14"_s}, {u"nonsense"_s, u"1"_s}, {u"api_version"_s, u"x"_s}};
    const QList<FieldFault> expected{{u"options.api_version"_s, u"invalid"_s},
                                     {u"options.nonsense"_s, u"unknown_member"_s}};
    QCOMPARE(cxoneDialect()->optionFaults(profile), expected);
    QVERIFY(contractDialect()->optionFaults(cxoneProfile()).isEmpty());
    // Each standard is one that its option takes: else no connection could be saved.
    for (const DialectOption &option : cxoneOptions())
        QVERIFY2(option.accepts(option.standard), qPrintable(option.key));
}

void TestCxoneSignIn::aTenantWithoutLicenceHasNoTranscripts()
{
    ConnectionProfile profile = cxoneProfile();
    QCOMPARE(cxoneDialect()->capabilitiesOf(profile).value(Job::Transcripts).mode, Capability::Mode::Emulated);
    profile.options.insert(u"analytics"_s, u"no"_s);
    const Capability none = cxoneDialect()->capabilitiesOf(profile).value(Job::Transcripts);
    QCOMPARE(none.mode, Capability::Mode::Unavailable);
    QCOMPARE(none.reasonKey, u"cxone_no_analytics"_s);
}

MUSTER_TEST(TestCxoneSignIn, QCoreApplication)

} // namespace tst_cxonesignin

#include "tst_cxonesignin.moc"
