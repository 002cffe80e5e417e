// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cxonedoor.h"
#include "network/sandbox/cxone/cxonesandbox.h"

#include "tests/support/testprogram.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QSignalSpy>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_cxonesandbox {

namespace {

struct Reply
{
    int status = 0;
    QByteArray body;
    QByteArray text; ///< icStatusDescription.
    [[nodiscard]] QJsonObject object() const { return QJsonDocument::fromJson(body).object(); }
};

} // namespace

/// The simulator on its two loopback origins.
class TestCxoneSandbox : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void startsOnTwoOrigins();
    void discoversFromTheIssuerOn();
    void servesTheGroundTruth();
    void takesLargeUploads();
    void refusesBodiesThatAreTooLarge();
    void faultsActOnBothOrigins();
    void neverRecordsCredentials();
    void apiMayHaveMoved();
    void endsWithoutAStart();

private:
    Reply send(const QByteArray &method, const QUrl &url, const QByteArray &body = {}, const QByteArray &token = {},
               const QByteArray &type = "application/json");
    [[nodiscard]] QByteArray token(const CxoneSandbox &sandbox);
    [[nodiscard]] static QUrl acd(const CxoneSandbox &sandbox, const QString &path);

    QNetworkAccessManager m_network;
};

Reply TestCxoneSandbox::send(const QByteArray &method, const QUrl &url, const QByteArray &body,
                             const QByteArray &bearer, const QByteArray &type)
{
    QNetworkRequest request(url);
    request.setRawHeader("Accept", "application/json");
    if (!bearer.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + bearer);
    if (!body.isEmpty())
        request.setRawHeader("Content-Type", type);
    const std::unique_ptr<QNetworkReply> reply(m_network.sendCustomRequest(request, method, body));
    QSignalSpy finished(reply.get(), &QNetworkReply::finished);
    if (!reply->isFinished() && !finished.wait(30'000))
        qFatal("no answer");
    return {.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(),
            .body = reply->readAll(),
            .text = reply->rawHeader("icStatusDescription")};
}

QByteArray TestCxoneSandbox::token(const CxoneSandbox &sandbox)
{
    const QJsonObject key{{u"accessKeyId"_s, sandbox.accessKeyId()},
                          {u"accessKeySecret"_s, QString::fromLatin1(sandbox.accessKeySecret().bytes().toByteArray())}};
    const QUrl url(sandbox.issuerUrl().toString() + "/authentication/v1/token/access-key"_L1);
    return send("POST", url, QJsonDocument(key).toJson()).object().value("access_token"_L1).toString().toLatin1();
}

QUrl TestCxoneSandbox::acd(const CxoneSandbox &sandbox, const QString &path)
{
    return QUrl(sandbox.apiUrl().toString() + "/incontactapi/services/v33.0"_L1 + path);
}

void TestCxoneSandbox::startsOnTwoOrigins()
{
    CxoneSandbox sandbox({.tenant = {.contacts = 10}});
    QVERIFY(sandbox.issuerUrl().isEmpty());
    QVERIFY(sandbox.start().has_value());
    QCOMPARE(sandbox.issuerUrl().host(), u"127.0.0.1"_s);
    QCOMPARE(sandbox.apiUrl().host(), u"127.0.0.1"_s);
    QVERIFY(sandbox.issuerUrl().port() != sandbox.apiUrl().port());
    QVERIFY(sandbox.formerApiUrl().isEmpty());
    const QUrl before = sandbox.apiUrl();
    QVERIFY(sandbox.start().has_value()); // once more changes nothing
    QCOMPARE(sandbox.apiUrl(), before);
    // Each origin has its own paths only.
    QCOMPARE(send("GET", QUrl(sandbox.apiUrl().toString() + "/.well-known/openid-configuration"_L1)).status, 404);
    QCOMPARE(send("GET", QUrl(sandbox.issuerUrl().toString() + "/incontactapi/services/v33.0/skills"_L1)).status, 404);
}

void TestCxoneSandbox::discoversFromTheIssuerOn()
{
    CxoneSandbox sandbox({.tenant = {.contacts = 10}});
    QVERIFY(sandbox.start().has_value());
    const QJsonObject issuer
        = send("GET", QUrl(sandbox.issuerUrl().toString() + "/.well-known/openid-configuration"_L1)).object();
    const QByteArray form = "grant_type=password&username=" + sandbox.accessKeyId().toLatin1()
        + "&password=" + sandbox.accessKeySecret().bytes().toByteArray()
        + "&client_id=" + sandbox.clientId().toLatin1().toPercentEncoding()
        + "&client_secret=" + sandbox.clientSecret().bytes().toByteArray();
    const QJsonObject signedIn = send("POST", QUrl(issuer.value("token_endpoint"_L1).toString()), form, {},
                                      "application/x-www-form-urlencoded")
                                     .object();
    const QByteArray claims = signedIn.value("id_token"_L1).toString().toLatin1().split('.').value(1);
    const QString tenantId = QJsonDocument::fromJson(QByteArray::fromBase64(claims, QByteArray::Base64UrlEncoding))
                                 .object()
                                 .value("tenantId"_L1)
                                 .toString();
    QCOMPARE(tenantId, CxoneSandbox::tenantId());
    const QJsonObject tenant
        = send("GET",
               QUrl(issuer.value("issuer"_L1).toString() + "/.well-known/cxone-configuration?tenantId="_L1 + tenantId))
              .object();
    const QUrl api(tenant.value("api_endpoint"_L1).toString());
    QCOMPARE(api, sandbox.apiUrl());
    const Reply units
        = send("GET", acd(sandbox, u"/business-unit"_s), {}, signedIn.value("access_token"_L1).toString().toLatin1());
    QCOMPARE(units.status, 200);
    QCOMPARE(units.text, "OK"_ba);
    sandbox.expireTokens();
    QCOMPARE(send("GET", acd(sandbox, u"/business-unit"_s), {}, signedIn.value("access_token"_L1).toString().toLatin1())
                 .status,
             401);
    QCOMPARE(sandbox.tokenRequests(), 1);
}

void TestCxoneSandbox::servesTheGroundTruth()
{
    CxoneSandbox sandbox({.tenant = {.contacts = 10, .jobTime = std::chrono::milliseconds(1)}});
    QVERIFY(sandbox.start().has_value());
    const QByteArray bearer = token(sandbox);
    const QByteArray csv = "externalId,phone\n77,+12125550177\n";
    const QByteArray body = QJsonDocument(QJsonObject{{u"listFile"_s, QString::fromLatin1(csv.toBase64())},
                                                      {u"expirationDate"_s, u"2099-01-01T00:00:00Z"_s},
                                                      {u"forceOverwrite"_s, true},
                                                      {u"startSkill"_s, false},
                                                      {u"sendEmail"_s, false}})
                                .toJson();
    QVERIFY(sandbox.dialled().isEmpty());
    QCOMPARE(send("POST", acd(sandbox, u"/lists/call-lists/4104/upload"_s), body, bearer).status, 202);
    QTRY_COMPARE(sandbox.listTruth(emptyList).size(), 1);
    QCOMPARE(sandbox.dialled(), QStringList{u"12125550177"_s}); // the list's skill is running
    QCOMPARE(send("GET", acd(sandbox, u"/lists/call-lists/4199"_s), {}, bearer).text, "InvalidListId"_ba);
    QCOMPARE(sandbox.listTruth(springList).size(), 10);
    QCOMPARE(sandbox.customerTruth().size(), 1500);
    QCOMPARE(sandbox.completedContactTruth().size(), 3000);
    QCOMPARE(sandbox.segmentIds().size(), 400);
    QVERIFY(sandbox.transcriptTruth(sandbox.segmentIds().first()));
    QVERIFY(!sandbox.doNotCallTruth(501).isEmpty());
}

void TestCxoneSandbox::takesLargeUploads()
{
    CxoneSandbox sandbox({.tenant = {.contacts = 10, .jobTime = std::chrono::milliseconds(1)}});
    QVERIFY(sandbox.start().has_value());
    QByteArray csv = "externalId,firstName,phone\n";
    constexpr int rows = 20'000;
    for (int row = 0; row < rows; ++row)
        csv += QByteArray::number(row + 1) + ',' + QByteArray(100, 'x') + ",121255501"
            + QByteArray::number(10 + row % 90) + '\n';
    QVERIFY(csv.size() > 2 * SandboxRequestParser::maxBody);
    const QByteArray body = QJsonDocument(QJsonObject{{u"listFile"_s, QString::fromLatin1(csv.toBase64())},
                                                      {u"expirationDate"_s, u"2099-01-01T00:00:00Z"_s},
                                                      {u"forceOverwrite"_s, true},
                                                      {u"startSkill"_s, false},
                                                      {u"sendEmail"_s, false}})
                                .toJson();
    QCOMPARE(send("POST", acd(sandbox, u"/lists/call-lists/4105/upload"_s), body, token(sandbox)).status, 202);
    QTRY_COMPARE(sandbox.listTruth(inactiveList).size(), 10 + rows);
    QVERIFY(sandbox.dialled().isEmpty());
}

void TestCxoneSandbox::refusesBodiesThatAreTooLarge()
{
    // The issuer reads no more than the usual megabyte.
    CxoneSandbox sandbox({.tenant = {.contacts = 10}});
    QVERIFY(sandbox.start().has_value());
    const QByteArray body(2 * SandboxRequestParser::maxBody, 'x');
    QCOMPARE(send("POST", QUrl(sandbox.issuerUrl().toString() + "/auth/token"_L1), body).status, 413);
}

void TestCxoneSandbox::faultsActOnBothOrigins()
{
    CxoneSandbox sandbox({.tenant = {.contacts = 10}});
    QVERIFY(sandbox.start().has_value());
    const QByteArray bearer = token(sandbox);
    sandbox.addFault({.path = u"/skills"_s, .status = 503});
    sandbox.addFault({.path = u"/.well-known/"_s, .status = 502});
    const Reply skills = send("GET", acd(sandbox, u"/skills"_s), {}, bearer);
    QCOMPARE(skills.status, 503);
    QVERIFY(!skills.text.isEmpty()); // in the words of this API
    QCOMPARE(membersOf(skills.object()), u"error error_description"_s);
    const QUrl document(sandbox.issuerUrl().toString() + "/.well-known/openid-configuration"_L1);
    QCOMPARE(send("GET", document).status, 502);
    QCOMPARE(send("GET", document).status, 200);
    QCOMPARE(send("GET", acd(sandbox, u"/skills"_s), {}, bearer).status, 200);
    sandbox.addFault({.path = u"/skills"_s, .times = -1});
    sandbox.clearFaults();
    QCOMPARE(send("GET", acd(sandbox, u"/skills"_s), {}, bearer).status, 200);
}

void TestCxoneSandbox::neverRecordsCredentials()
{
    CxoneSandbox sandbox({.tenant = {.contacts = 10}});
    QVERIFY(sandbox.start().has_value());
    const QByteArray bearer = token(sandbox);
    QCOMPARE(send("GET", acd(sandbox, u"/skills?top=5"_s), {}, bearer).status, 200);
    const QList<SandboxRequest> requests = sandbox.requests();
    QCOMPARE(requests.size(), 2);
    QCOMPARE(requests[0].path, "/authentication/v1/token/access-key"_ba);
    QVERIFY(requests[0].body.isEmpty());
    QCOMPARE(requests[1].path, "/incontactapi/services/v33.0/skills?top=5"_ba);
    QVERIFY(requests[1].hadBearer);
}

void TestCxoneSandbox::apiMayHaveMoved()
{
    CxoneSandbox sandbox({.tenant = {.contacts = 10}, .apiHostMoved = true});
    QVERIFY(sandbox.start().has_value());
    QVERIFY(sandbox.formerApiUrl().port() != sandbox.apiUrl().port());
    const QByteArray bearer = token(sandbox);
    const QString path = u"/incontactapi/services/v33.0/skills"_s;
    QCOMPARE(send("GET", QUrl(sandbox.formerApiUrl().toString() + path), {}, bearer).status, 404);
    QCOMPARE(send("GET", QUrl(sandbox.apiUrl().toString() + path), {}, bearer).status, 200);
}

void TestCxoneSandbox::endsWithoutAStart()
{
    const CxoneSandbox sandbox({.tenant = {.contacts = 10}});
    QCOMPARE(sandbox.listTruth(springList).size(), 10); // what is in it can be asked for all the same
}

MUSTER_TEST(TestCxoneSandbox, QCoreApplication)

} // namespace tst_cxonesandbox
#include "tst_cxonesandbox.moc"
