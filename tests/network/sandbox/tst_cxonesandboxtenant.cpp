// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cxonedoor.h"
#include "sandboxdoor.h"

#include "tests/support/testprogram.h"

#include <QJsonArray>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_cxonesandboxtenant {

/// What is judged the same way for all parts, and the documents from which hosts are found.
class TestCxoneSandboxTenant : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_door = std::make_unique<CxoneDoor>(); }
    void discovers();
    void knowsItsPathsOnly_data();
    void knowsItsPathsOnly();
    void offersVersions_data();
    void offersVersions();
    void tellsOfItsVersions();
    void wantsAccept();
    void wordsErrorsByFamily_data();
    void wordsErrorsByFamily();
    void wantsWhatTheCallTakes_data();
    void wantsWhatTheCallTakes();
    void throttles_data();
    void throttles();
    void givesTheCorrelationIdBack();
    void tellsOfTheBusinessUnit();

private:
    std::unique_ptr<CxoneDoor> m_door;
};

void TestCxoneSandboxTenant::discovers()
{
    m_door->tenant.setAddresses({.issuer = "http://127.0.0.1:4711", .api = "http://127.0.0.1:4712"});
    const QJsonObject issuer = bodyOf(m_door->issuer("GET", "/.well-known/openid-configuration", {}));
    QCOMPARE(membersOf(issuer),
             u"authorization_endpoint claim_types_supported display_values_supported end_session_endpoint "
             "id_token_signing_alg_values_supported issuer request_object_signing_alg_values_supported "
             "response_types_supported scopes_supported subject_types_supported token_endpoint "
             "token_endpoint_auth_methods_supported token_endpoint_auth_signing_alg_values_supported"_s);
    QCOMPARE(issuer.value("token_endpoint"_L1).toString(), u"http://127.0.0.1:4711/auth/token"_s);

    const QByteArray path = "/.well-known/cxone-configuration";
    const QByteArray own = CxoneSandboxTokens::tenantId().toLatin1();
    const QJsonObject tenant = bodyOf(m_door->issuer("GET", path + "?tenantId=" + own, {}));
    QCOMPARE(membersOf(tenant),
             u"acdDomain api_endpoint area auth_endpoint cluster domain globaldomain private tenantId uhDomain "
             "ui_endpoint"_s);
    QCOMPARE(tenant.value("api_endpoint"_L1).toString(), u"http://127.0.0.1:4712"_s);
    QCOMPARE(tenant.value("area"_L1).toString(), u"na1"_s);
    QCOMPARE(m_door->issuer("GET", path + "?tenantId=another", {}).status, 404);
    QCOMPARE(m_door->issuer("GET", path, {}).status, 400);
    QCOMPARE(m_door->issuer("POST", path + "?tenantId=" + own, {}).status, 405);
    QCOMPARE(m_door->issuer("GET", "/.well-known/other", {}).status, 404);
}

void TestCxoneSandboxTenant::knowsItsPathsOnly_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<int>("status");
    const auto row = [](const QByteArray &method, const QByteArray &target, int status) {
        QTest::newRow(QByteArray(method + ' ' + target).constData()) << method << target << status;
    };
    const QByteArray acd = "/incontactapi/services/v33.0";
    row("GET", acd + "/skills", 200);
    row("GET", "/inContactAPI/services/v33.0/skills", 200);
    row("GET", "/INCONTACTAPI/services/v33.0/skills", 200);
    row("GET", "/other/services/v33.0/skills", 404);
    row("GET", acd + "/skill", 404);
    row("GET", acd + "/skills/", 404);
    row("GET", acd + "/skills/9", 404);
    row("GET", acd, 404);
    row("GET", "/", 404);
    row("POST", acd + "/skills", 405);
    row("DELETE", acd + "/business-unit", 405);
    row("PATCH", acd + "/lists/call-lists/4101", 405);
    row("PUT", acd + "/lists/call-lists/jobs", 405);
    row("GET", acd + "/lists/call-lists/4101/upload", 405);
    row("GET", acd + "/lists/call-lists/4101/attempts/x", 404);
    row("GET", acd + "/dnc-groups/501/records/1", 404);
    row("POST", "/interaction-analytics-gateway/v2/segments/analyzed", 405);
    row("GET", "/interaction-analytics-gateway/v1/segments/analyzed", 404);
    row("GET", "/interaction-analytics-gateway/v2/segments", 404);
    row("POST", "/dfo/3.0/customers", 405);
    row("GET", "/dfo/2.0/customers", 404);
    row("GET", "/auth/token", 404); // the issuer's
    row("GET", acd + "/skills?unknown=1", 400);
    row("GET", acd + "/skills?top=1&top=2", 400);
    row("GET", acd + "/skills?top=%zz", 400);
}

void TestCxoneSandboxTenant::knowsItsPathsOnly()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, target);
    QFETCH(int, status);
    const SandboxAnswer answer = m_door->call(method, target);
    QCOMPARE(answer.status, status);
    QCOMPARE(headerOf(answer, "Allow").isEmpty(), status != 405);
}

void TestCxoneSandboxTenant::offersVersions_data()
{
    QTest::addColumn<int>("highest");
    QTest::addColumn<QByteArray>("version");
    QTest::addColumn<int>("status");
    QTest::newRow("highest") << 33 << "v33.0"_ba << 200;
    QTest::newRow("oldest") << 33 << "v21.0"_ba << 200;
    QTest::newRow("too old") << 33 << "v20.0"_ba << 404;
    QTest::newRow("too new") << 33 << "v34.0"_ba << 404;
    QTest::newRow("older tenant") << 30 << "v31.0"_ba << 404;
    QTest::newRow("older tenant's highest") << 30 << "v30.0"_ba << 200;
    QTest::newRow("no minor") << 33 << "v33"_ba << 404;
    QTest::newRow("other minor") << 33 << "v33.1"_ba << 404;
    QTest::newRow("zeros") << 33 << "v033.0"_ba << 404;
}

void TestCxoneSandboxTenant::offersVersions()
{
    QFETCH(int, highest);
    QFETCH(QByteArray, version);
    QFETCH(int, status);
    CxoneDoor door({.apiVersion = highest});
    QCOMPARE(door.call("GET", "/incontactapi/services/" + version + "/skills").status, status);
}

void TestCxoneSandboxTenant::tellsOfItsVersions()
{
    CxoneDoor door({.apiVersion = 30});
    const auto asked = [&door](const QByteArray &query) {
        const SandboxAnswer answer = door.call("GET", "/incontactapi/services/v21.0/apiversion" + query);
        return bodyOf(answer).value("apiInfo"_L1).toArray();
    };
    const QJsonArray all = asked("");
    QVERIFY(all.size() > 20);
    for (const QJsonValue &entry : all) {
        QCOMPARE(membersOf(entry.toObject()), u"uri verb version"_s);
        QCOMPARE(entry[u"version"].toDouble(), 30.0);
    }
    const QJsonArray uploads = asked("?searchUriText=upload&verb=post");
    QCOMPARE(uploads.size(), 1);
    QCOMPARE(uploads[0][u"uri"].toString(), u"/lists/call-lists/{listId}/upload"_s);
}

void TestCxoneSandboxTenant::wantsAccept()
{
    const QByteArray path = "/incontactapi/services/v33.0/skills";
    const QByteArray bearer = "Bearer " + m_door->token();
    const SandboxAnswer without = m_door->api("GET", path, {{"Authorization", bearer}});
    QCOMPARE(without.status, 406);
    QCOMPARE(without.contentType, "text/plain"_ba);
    QCOMPARE(without.body, "No known way to render data"_ba);
    QCOMPARE(m_door->api("GET", path, {{"Authorization", bearer}, {"Accept", "text/html"}}).status, 406);
    QCOMPARE(m_door->api("GET", path, {{"Authorization", bearer}, {"Accept", "*/*"}}).status, 200);
}

void TestCxoneSandboxTenant::wordsErrorsByFamily_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("members");
    QTest::addColumn<QByteArray>("header");
    const QByteArray acd = "/incontactapi/services/v33.0";
    const QByteArray analytics = "/interaction-analytics-gateway/v2/segments/";
    QTest::newRow("acd 404") << QByteArray(acd + "/lists/call-lists/1") << 404 << u"error error_description"_s
                             << "InvalidListId"_ba;
    QTest::newRow("acd 400") << QByteArray(acd + "/lists/call-lists?top=0") << 400 << u"error error_description"_s
                             << "Invalid parameter: top"_ba;
    QTest::newRow("analytics 404") << QByteArray(analytics + "x/analyzed-transcript") << 404
                                   << u"error status timestamp"_s << QByteArray();
    QTest::newRow("analytics 400") << QByteArray(analytics + "analyzed?pageSize=0") << 400
                                   << u"description message statusCode timestamp"_s << QByteArray();
    QTest::newRow("digital 404") << "/dfo/3.0/customers/x"_ba << 404 << u"errors uid"_s << QByteArray();
    QTest::newRow("digital 400") << "/dfo/3.0/customers?page=0"_ba << 400 << u"errors uid"_s << QByteArray();
}

void TestCxoneSandboxTenant::wordsErrorsByFamily()
{
    QFETCH(QByteArray, target);
    QFETCH(int, status);
    QFETCH(QString, members);
    QFETCH(QByteArray, header);
    const SandboxAnswer answer = m_door->call("GET", target);
    QCOMPARE(answer.status, status);
    QCOMPARE(membersOf(bodyOf(answer)), members);
    QCOMPARE(headerOf(answer, "icStatusDescription"), header);
}

void TestCxoneSandboxTenant::wantsWhatTheCallTakes_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::newRow("body as text") << "POST"_ba << "/dnc-groups"_ba << "text/plain"_ba << "{}"_ba << 415;
    QTest::newRow("body that is no JSON") << "POST"_ba << "/dnc-groups"_ba << "application/json"_ba << "{"_ba << 400;
    QTest::newRow("body where there is none") << "GET"_ba << "/skills"_ba << "application/json"_ba << "{}"_ba << 400;
    QTest::newRow("none where there is none") << "POST"_ba << "/dnc-groups/501/scrubbed-skills/3301"_ba
                                              << "application/json"_ba << ""_ba << 200;
}

void TestCxoneSandboxTenant::wantsWhatTheCallTakes()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    const SandboxHeaders headers{
        {"Authorization", "Bearer " + m_door->token()}, {"Accept", "application/json"}, {"Content-Type", type}};
    QCOMPARE(m_door->api(method, "/incontactapi/services/v33.0" + path, headers, body).status, status);
}

void TestCxoneSandboxTenant::throttles_data()
{
    QTest::addColumn<bool>("silent");
    QTest::addColumn<QByteArray>("retryAfter");
    QTest::newRow("says how long") << false << "1"_ba;
    QTest::newRow("does not say how long") << true << QByteArray();
}

void TestCxoneSandboxTenant::throttles()
{
    QFETCH(bool, silent);
    QFETCH(QByteArray, retryAfter);
    CxoneDoor door({.tenant = {.rateLimit = 2}, .throttlesWithoutRetryAfter = silent});
    QCOMPARE(door.get("/skills").status, 200);
    QCOMPARE(door.call("GET", "/dfo/3.0/customers").status, 200); // one limit for the whole API
    const SandboxAnswer third = door.get("/skills");
    QCOMPARE(third.status, 429);
    QCOMPARE(headerOf(third, "Retry-After"), retryAfter);
    door.pass(std::chrono::seconds(1));
    QCOMPARE(door.get("/skills").status, 200);
}

void TestCxoneSandboxTenant::givesTheCorrelationIdBack()
{
    const SandboxAnswer answer = m_door->api(
        "GET", "/incontactapi/services/v33.0/skills",
        {{"Authorization", "Bearer " + m_door->token()}, {"Accept", "application/json"}, {"CorrelationId", "c-1"}});
    QCOMPARE(headerOf(answer, "CorrelationId"), "c-1"_ba);
}

void TestCxoneSandboxTenant::tellsOfTheBusinessUnit()
{
    const SandboxAnswer answer = m_door->get("/business-unit");
    const QJsonArray units = bodyOf(answer).value("businessUnits"_L1).toArray();
    QCOMPARE(units.size(), 1);
    QCOMPARE(units[0][u"businessUnitId"].toInt(), CxoneSandboxTokens::businessUnit);
    QCOMPARE(units[0][u"tenantId"].toString(), CxoneSandboxTokens::tenantId());
    QVERIFY(units[0][u"daysUntilListSourceIsFlaggedForDeletion"].isDouble());
    QCOMPARE(headerOf(answer, "icStatusDescription"), "OK"_ba);
    const QJsonArray some
        = bodyOf(m_door->get("/business-unit?fields=defaultTimeZone")).value("businessUnits"_L1).toArray();
    QCOMPARE(membersOf(some[0].toObject()), u"defaultTimeZone"_s);
}

MUSTER_TEST(TestCxoneSandboxTenant, QCoreApplication)

} // namespace tst_cxonesandboxtenant
#include "tst_cxonesandboxtenant.moc"
