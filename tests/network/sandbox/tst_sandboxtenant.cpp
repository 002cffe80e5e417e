// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/sandboxtenant.h"
#include "sandboxdoor.h"
#include "tests/support/sandboxtruth.h"

#include "tests/support/testprogram.h"

#include <QJsonArray>
#include <QSet>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_sandboxtenant {

namespace {

constexpr quint64 seed = 7;

SandboxSettings world(qint64 contacts)
{
    SandboxSettings settings;
    settings.contacts = contacts;
    settings.seed = seed;
    return settings;
}

} // namespace

class TestSandboxTenant : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesWhatBreaksTheContract_data();
    void refusesWhatBreaksTheContract();
    void listsSegments();
    void showsADefinition();
    void agesByTheClock();
    void F119_isNotRecalculatedByBeingStartedAgain();
    void limitsTheRate();
    void expiresTokens();
};

void TestSandboxTenant::refusesWhatBreaksTheContract_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("authorization");
    QTest::addColumn<QByteArray>("accept");
    QTest::addColumn<QByteArray>("contentType");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");

    const QByteArray list = "/api/v2/contacts/segments";
    const QByteArray json = "application/json";
    const QByteArray good = queryBody("[]", 1, "[\"email\"]");
    const auto row = [](const char *name, const QByteArray &method, const QByteArray &target, const QByteArray &auth,
                        const QByteArray &accept, const QByteArray &type, const QByteArray &body, int status,
                        const QString &code) {
        QTest::newRow(name) << method << target << auth << accept << type << body << status << code;
    };
    row("list", "GET", list, "all", json, {}, {}, 200, {});
    row("list with a query string", "GET", list + "?a=b", "all", json, {}, {}, 200, {});
    row("list accepts anything", "GET", list, "all", "*/*", {}, {}, 200, {});
    row("list accepts html or json", "GET", list, "all", "text/html, application/*;q=0.1", {}, {}, 200, {});
    row("list without accept", "GET", list, "all", {}, {}, {}, 200, {});
    row("unknown address", "GET", "/api/v2/contacts", "all", json, {}, {}, 404, u"not_found"_s);
    row("root", "GET", "/", "all", json, {}, {}, 404, u"not_found"_s);
    row("encoded slash in the id", "GET", list + "/a%2Fcontacts%2Fquery", "all", json, {}, {}, 404, u"not_found"_s);
    row("empty id", "GET", list + "/", "all", json, {}, {}, 404, u"not_found"_s);
    row("empty id queried", "POST", list + "//contacts/query", "all", json, json, good, 404, u"not_found"_s);
    row("unknown segment", "GET", list + "/nope", "all", json, {}, {}, 404, u"not_found"_s);
    row("unknown segment queried", "POST", list + "/nope/contacts/query", "all", json, json, good, 404, u"not_found"_s);
    row("list by POST", "POST", list, "all", json, json, "{}", 405, u"method_not_allowed"_s);
    row("query by GET", "GET", queryPath(0), "all", json, {}, {}, 405, u"method_not_allowed"_s);
    row("definition by DELETE", "DELETE", segmentPath(0), "all", json, {}, {}, 405, u"method_not_allowed"_s);
    row("no bearer", "GET", list, {}, json, {}, {}, 401, u"unauthorized"_s);
    row("basic instead of bearer", "GET", list, "Basic YTpi", json, {}, {}, 401, u"unauthorized"_s);
    row("unknown bearer", "GET", list, "Bearer abc", json, {}, {}, 401, u"invalid_token"_s);
    row("list lacks scope", "GET", list, "contact:contacts:read", json, {}, {}, 403, u"insufficient_scope"_s);
    row("query lacks scope", "POST", queryPath(0), "contact:segments:read", json, json, good, 403,
        u"insufficient_scope"_s);
    row("query with its scope", "POST", queryPath(0), "contact:contacts:read", json, json, good, 200, {});
    row("accept html", "GET", list, "all", "text/html", {}, {}, 406, u"not_acceptable"_s);
    row("accept refuses json", "GET", list, "all", "application/json;q=0, */*", {}, {}, 406, u"not_acceptable"_s);
    row("accept empty", "GET", list, "all", "", {}, {}, 406, u"not_acceptable"_s);
    row("query as form", "POST", queryPath(0), "all", json, "application/x-www-form-urlencoded", good, 415,
        u"unsupported_media_type"_s);
    row("query without type", "POST", queryPath(0), "all", json, {}, good, 415, u"unsupported_media_type"_s);
    row("query in latin 1", "POST", queryPath(0), "all", json, "application/json; charset=latin1", good, 415,
        u"unsupported_media_type"_s);
    row("query in utf-8", "POST", queryPath(0), "all", json, "application/json; charset=UTF-8", good, 200, {});
    row("list with a body", "GET", list, "all", json, json, "{}", 400, u"invalid_request"_s);
    row("inactive", "POST", queryPath(4), "all", json, json, good, 400, u"segment_inactive"_s);
    row("inactive can be shown", "GET", segmentPath(4), "all", json, {}, {}, 200, {});
    row("not json", "POST", queryPath(0), "all", json, json, "{", 400, u"invalid_query"_s);
    row("empty body", "POST", queryPath(0), "all", json, json, {}, 400, u"invalid_query"_s);
    row("array", "POST", queryPath(0), "all", json, json, "[]", 400, u"invalid_query"_s);
    row("trailing rubbish", "POST", queryPath(0), "all", json, json, good + "x", 400, u"invalid_query"_s);
    row("not utf-8", "POST", queryPath(0), "all", json, json, "{\"\xff\":1}", 400, u"invalid_query"_s);
}

void TestSandboxTenant::refusesWhatBreaksTheContract()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, authorization);
    QFETCH(QByteArray, accept);
    QFETCH(QByteArray, contentType);
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    QFETCH(QString, code);

    SandboxDoor door(world(10));
    SandboxHeaders headers;
    if (authorization == "all")
        authorization = "Bearer " + door.token();
    else if (!authorization.isEmpty() && !authorization.contains(' '))
        authorization = "Bearer " + door.token(authorization);
    if (!authorization.isEmpty())
        headers.append({"authorization", authorization});
    if (!accept.isNull())
        headers.append({"Accept", accept});
    if (!contentType.isEmpty())
        headers.append({"Content-Type", contentType});
    const SandboxAnswer answer = door.send(method, target, headers, body);
    QCOMPARE(answer.status, status);
    QCOMPARE(errorOf(answer), code);
    QCOMPARE(answer.contentType, "application/json"_ba);
    QVERIFY(code.isEmpty() || !bodyOf(answer).value("message"_L1).toString().isEmpty());
    QCOMPARE(headerOf(answer, "WWW-Authenticate").isEmpty(), status != 401 && status != 403);
    QCOMPARE(headerOf(answer, "Allow").isEmpty(), status != 405);
    if (status == 403) {
        const QString scope = target.endsWith("query") ? u"contact:contacts:read"_s : u"contact:segments:read"_s;
        QCOMPARE(bodyOf(answer).value("scope"_L1).toString(), scope);
        QVERIFY(headerOf(answer, "WWW-Authenticate").contains(scope.toLatin1()));
    }
}

void TestSandboxTenant::listsSegments()
{
    SandboxDoor door(world(1003));
    const QJsonArray items = bodyOf(door.get("/api/v2/contacts/segments")).value("items"_L1).toArray();
    QCOMPARE(items.size(), sandboxSegments().size());
    QSet<QString> ids;
    for (qsizetype at = 0; at < items.size(); ++at) {
        const QJsonObject item = items[at].toObject();
        QCOMPARE(item.keys(), (QStringList{u"id"_s, u"lastUpdated"_s, u"name"_s, u"size"_s, u"status"_s}));
        ids.insert(item.value("id"_L1).toString());
        SegmentQuery query{item.value("id"_L1).toString(), {}, {u"tier"_s}};
        const qint64 counted = forEachSandboxRecord(seed, 1003, query, [](const SandboxRecord &) { return true; });
        QCOMPARE(item.value("size"_L1).toInteger(), counted);
    }
    QCOMPARE(ids.size(), items.size());
    QCOMPARE(items[0]["size"_L1].toInteger(), 1003);
    QCOMPARE(items[0]["name"_L1].toString(), u"All customers"_s);
    QCOMPARE(items[4]["status"_L1].toString(), u"Inactive"_s);
    QCOMPARE(items[5]["size"_L1].toInteger(-1), 0);
}

void TestSandboxTenant::showsADefinition()
{
    SandboxDoor door(world(10));
    const QJsonObject body = bodyOf(door.get(segmentPath(1)));
    QCOMPARE(body.keys(), (QStringList{u"attributes"_s, u"id"_s, u"lastUpdated"_s, u"name"_s, u"status"_s}));
    QCOMPARE(body.value("name"_L1).toString(), u"Gold tier"_s);
    QSet<QString> types;
    QStringList deprecated;
    const QJsonArray attributes = body.value("attributes"_L1).toArray();
    for (const QJsonValue &attribute : attributes) {
        QVERIFY(attribute["valid"_L1].isBool());
        types.insert(attribute["type"_L1].toString());
        if (!attribute["valid"_L1].toBool())
            deprecated.append(attribute["name"_L1].toString());
    }
    QCOMPARE(types, (QSet<QString>{u"string"_s, u"integer"_s, u"decimal"_s, u"date"_s, u"datetime"_s}));
    QCOMPARE(deprecated, QStringList{u"fax_number"_s});
    QCOMPARE(attributes.size(), 13);
}

void TestSandboxTenant::agesByTheClock()
{
    SandboxDoor door(world(10));
    const auto ageInHours = [&door](int place) {
        const QString text = bodyOf(door.get(segmentPath(place))).value("lastUpdated"_L1).toString();
        return static_cast<double>(QDateTime::fromString(text, Qt::ISODate).secsTo(door.wallNow)) / 3600;
    };
    for (const int fresh : {0, 1, 2})
        QVERIFY(ageInHours(fresh) >= 0 && ageInHours(fresh) < 24);
    const double stale = ageInHours(3);
    QVERIFY(stale >= 72 && stale < 72 + 24);
    door.wallNow = door.wallNow.addSecs(100 * 3600);
    for (const int fresh : {0, 1, 2})
        QVERIFY(ageInHours(fresh) >= 0 && ageInHours(fresh) < 24);
    QCOMPARE(ageInHours(3), stale + 100);
}

void TestSandboxTenant::F119_isNotRecalculatedByBeingStartedAgain()
{
    const auto states = [](SandboxDoor &door) {
        QStringList states;
        for (const int place : {0, 1, 2, 3})
            states.append(bodyOf(door.get(segmentPath(place))).value("lastUpdated"_L1).toString());
        return states;
    };
    SandboxDoor before(world(10)), after(world(10));
    const QDateTime morning(QDate(2026, 3, 2), QTime(6, 0), Qt::UTC);
    before.wallNow = morning;
    const QStringList first = states(before);
    after.wallNow = morning.addSecs(60);
    QCOMPARE(states(after), first);
    after.wallNow = morning.addSecs(13 * 3600);
    QVERIFY(states(after).at(0) != first.at(0));
}

void TestSandboxTenant::limitsTheRate()
{
    SandboxSettings settings = world(10);
    settings.rateLimit = 3;
    SandboxDoor door(settings);
    for (int turn = 0; turn < 2; ++turn) {
        for (int request = 0; request < 3; ++request)
            QCOMPARE(door.get(segmentPath(0)).status, 200);
        const SandboxAnswer refused = door.get(segmentPath(0));
        QCOMPARE(refused.status, 429);
        QCOMPARE(headerOf(refused, "Retry-After"), "1"_ba);
        door.now += std::chrono::milliseconds(999);
        QCOMPARE(door.get(segmentPath(0)).status, 429);
        door.now += std::chrono::milliseconds(1);
    }
}

void TestSandboxTenant::expiresTokens()
{
    SandboxSettings settings = world(10);
    settings.tokenLife = std::chrono::seconds(60);
    SandboxDoor door(settings);
    const SandboxHeaders headers = {{"Authorization", "Bearer " + door.token()}};
    const QByteArray list = "/api/v2/contacts/segments";
    door.now += std::chrono::milliseconds(59'999);
    QCOMPARE(door.send("GET", list, headers).status, 200);
    door.now += std::chrono::milliseconds(1);
    QCOMPARE(door.send("GET", list, headers).status, 401);
    const SandboxHeaders fresh = {{"Authorization", "Bearer " + door.token()}};
    QCOMPARE(door.send("GET", list, fresh).status, 200);
    door.tenant.expireTokens();
    QCOMPARE(door.send("GET", list, fresh).status, 401);
    QCOMPARE(door.get(list).status, 200);
    QCOMPARE(door.tenant.tokenRequests(), 3);
}

MUSTER_TEST(TestSandboxTenant, QCoreApplication)

} // namespace tst_sandboxtenant
#include "tst_sandboxtenant.moc"
