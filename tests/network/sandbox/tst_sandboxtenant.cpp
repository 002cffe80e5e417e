// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/sandboxtenant.h"
#include "network/sandbox/sandboxtruth.h"
#include "sandboxdoor.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <QTest>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace {

constexpr quint64 seed = 7;

SandboxSettings world(qint64 contacts)
{
    SandboxSettings settings;
    settings.contacts = contacts;
    settings.seed = seed;
    return settings;
}

/// All pages of a query, read to the end.
struct Reading
{
    QList<QJsonObject> items;
    QList<QByteArray> tokens; ///< As handed out, the last (empty) one included.
    int status = 200;
};

Reading readAll(SandboxDoor &door, int segment, const QByteArray &filters, const QList<int> &limits,
                const QByteArray &attributes)
{
    Reading reading;
    QByteArray token;
    for (qsizetype page = 0; page < 10'000; ++page) {
        const int limit = limits[page % limits.size()];
        const SandboxAnswer answer = door.post(queryPath(segment), queryBody(filters, limit, attributes, token));
        reading.status = answer.status;
        if (answer.status != 200)
            break;
        const QJsonObject body = bodyOf(answer);
        const QJsonArray items = body.value("items"_L1).toArray();
        if (items.size() > limit || body.value("count"_L1).toInteger(-1) != items.size())
            qFatal("a page breaks the contract");
        for (const QJsonValue &item : items)
            reading.items.append(item.toObject());
        token = body.value("continuationToken"_L1).toString().toLatin1();
        reading.tokens.append(token);
        if (token.isEmpty())
            break;
    }
    return reading;
}

QList<SegmentFilter> filtersOf(const QByteArray &json)
{
    QList<SegmentFilter> filters;
    const QJsonArray array = QJsonDocument::fromJson(json).array();
    for (const QJsonValue &value : array) {
        filters.append({value["attribute"_L1].toString(), *filterOperatorFromKey(value["operator"_L1].toString()),
                        value["value"_L1].toString()});
    }
    return filters;
}

QStringList namesOf(const QByteArray &json)
{
    QStringList names;
    const QJsonArray array = QJsonDocument::fromJson(json).array();
    for (const QJsonValue &value : array)
        names.append(value.toString());
    return names;
}

const QByteArray everything = R"(["first_name","last_name","email","phone","city","country","tier","loyalty_points",)"
                              R"("revenue","birth_date","last_purchase","notes"])";

} // namespace

class TestSandboxTenant : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesWhatBreaksTheContract_data();
    void refusesWhatBreaksTheContract();
    void namesEveryFaultOfAQuery_data();
    void namesEveryFaultOfAQuery();
    void namesAtMostTwentyFaults();
    void listsSegments();
    void showsADefinition();
    void agesByTheClock();
    void pagesEqualTheTruth_data();
    void pagesEqualTheTruth();
    void givesTheSamePageTwice();
    void refusesForeignTokens_data();
    void refusesForeignTokens();
    void tokensOutliveARestart();
    void looksThroughMillionsInBoundedPages();
    void limitsTheRate();
    void expiresTokens();
    void mutatesPages_data();
    void mutatesPages();
    void F67_repeatsTheToken();
    void F68_emptyPageLosesNothing();
    void F71_conflictHasOtherContent();
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

void TestSandboxTenant::namesEveryFaultOfAQuery_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QStringList>("fields");

    const auto query
        = [](const QByteArray &filters, const QByteArray &pagination, const QByteArray &attributes) -> QByteArray {
        return "{\"filters\":" + filters + ",\"pagination\":" + pagination + ",\"requestedAttributes\":" + attributes
            + "}";
    };
    const auto filter
        = [&query](const QByteArray &text) { return query("[" + text + "]", "{\"limit\":1}", "[\"email\"]"); };
    QTest::newRow("good") << QByteArray(query("[]", "{\"limit\":1000}", "[\"email\"]")) << QStringList();
    QTest::newRow("filters null") << QByteArray(query("null", "{\"limit\":1}", "[\"email\"]")) << QStringList();
    QTest::newRow("filters absent") << "{\"pagination\":{\"limit\":1},\"requestedAttributes\":[\"email\"]}"_ba
                                    << QStringList();
    QTest::newRow("nothing") << "{}"_ba << QStringList{u"pagination"_s, u"requestedAttributes"_s};
    QTest::newRow("limit 0") << QByteArray(query("[]", "{\"limit\":0}", "[\"email\"]"))
                             << QStringList{u"pagination.limit"_s};
    QTest::newRow("limit 1001") << QByteArray(query("[]", "{\"limit\":1001}", "[\"email\"]"))
                                << QStringList{u"pagination.limit"_s};
    QTest::newRow("limit 1.5") << QByteArray(query("[]", "{\"limit\":1.5}", "[\"email\"]"))
                               << QStringList{u"pagination.limit"_s};
    QTest::newRow("limit as text") << QByteArray(query("[]", "{\"limit\":\"1\"}", "[\"email\"]"))
                                   << QStringList{u"pagination.limit"_s};
    QTest::newRow("limit huge") << QByteArray(query("[]", "{\"limit\":1e300}", "[\"email\"]"))
                                << QStringList{u"pagination.limit"_s};
    QTest::newRow("limit absent") << QByteArray(query("[]", "{}", "[\"email\"]")) << QStringList{u"pagination.limit"_s};
    QTest::newRow("token a number") << QByteArray(query("[]", "{\"limit\":1,\"continuationToken\":5}", "[\"email\"]"))
                                    << QStringList{u"pagination.continuationToken"_s};
    QTest::newRow("unknown members") << QByteArray(
        "{\"extra\":1,\"pagination\":{\"limit\":1,\"page\":2},\"requestedAttributes\":[\"email\"]}")
                                     << QStringList{u"extra"_s, u"pagination.page"_s};
    QTest::newRow("no attributes") << QByteArray(query("[]", "{\"limit\":1}", "[]"))
                                   << QStringList{u"requestedAttributes"_s};
    QTest::newRow("attributes an object")
        << QByteArray(query("[]", "{\"limit\":1}", "{}")) << QStringList{u"requestedAttributes"_s};
    QTest::newRow("attributes wrong") << QByteArray(
        query("[]", "{\"limit\":1}", "[\"email\",\"Email\",\"fax_number\",\"email\",3]"))
                                      << QStringList{u"requestedAttributes[1]"_s, u"requestedAttributes[2]"_s,
                                                     u"requestedAttributes[3]"_s, u"requestedAttributes[4]"_s};
    QTest::newRow("filters an object") << QByteArray(query("{}", "{\"limit\":1}", "[\"email\"]"))
                                       << QStringList{u"filters"_s};
    QTest::newRow("filter empty") << QByteArray(
        filter("{}")) << QStringList{u"filters[0].attribute"_s, u"filters[0].operator"_s, u"filters[0].value"_s};
    QTest::newRow("filter not an object") << QByteArray(filter("1")) << QStringList{u"filters[0]"_s};
    QTest::newRow("filter extra member") << QByteArray(
        filter(R"({"attribute":"email","operator":"equals","value":"x","not":true})"))
                                         << QStringList{u"filters[0].not"_s};
    QTest::newRow("filter value a number")
        << QByteArray(filter(R"({"attribute":"loyalty_points","operator":"equals","value":5})"))
        << QStringList{u"filters[0].value"_s};
    QTest::newRow("filter deprecated") << QByteArray(
        filter(R"({"attribute":"fax_number","operator":"equals","value":"5"})"))
                                       << QStringList{u"filters[0].attribute"_s};
    QTest::newRow("filter operator") << QByteArray(filter(R"({"attribute":"tier","operator":"EQUALS","value":"x"})"))
                                     << QStringList{u"filters[0].operator"_s};
    QTest::newRow("ordering on text") << QByteArray(
        filter(R"({"attribute":"tier","operator":"less_than","value":"x"})"))
                                      << QStringList{u"filters[0].operator"_s};
    QTest::newRow("ordering by no number")
        << QByteArray(filter(R"({"attribute":"revenue","operator":"less_than","value":"ten"})"))
        << QStringList{u"filters[0].value"_s};
    QTest::newRow("ordering a date by text")
        << QByteArray(filter(R"({"attribute":"birth_date","operator":"less_than","value":"2"})")) << QStringList();
}

void TestSandboxTenant::namesEveryFaultOfAQuery()
{
    QFETCH(QByteArray, body);
    QFETCH(QStringList, fields);
    SandboxDoor door(world(10));
    const SandboxAnswer answer = door.post(queryPath(0), body);
    QCOMPARE(answer.status, fields.isEmpty() ? 200 : 400);
    QCOMPARE(errorOf(answer), fields.isEmpty() ? QString() : u"invalid_query"_s);
    QStringList named;
    const QJsonArray details = bodyOf(answer).value("details"_L1).toArray();
    for (const QJsonValue &detail : details) {
        named.append(detail["field"_L1].toString());
        QVERIFY(!detail["issue"_L1].toString().isEmpty());
    }
    named.sort();
    QCOMPARE(named, fields);
}

void TestSandboxTenant::namesAtMostTwentyFaults()
{
    SandboxDoor door(world(10));
    QByteArray names = "[";
    for (int at = 0; at < 30; ++at)
        names += "\"nope\",";
    names.back() = ']';
    const SandboxAnswer answer = door.post(queryPath(0), queryBody("[]", 1, names));
    QCOMPARE(answer.status, 400);
    QCOMPARE(bodyOf(answer).value("details"_L1).toArray().size(), 20);
}

void TestSandboxTenant::listsSegments()
{
    SandboxDoor door(world(1003));
    const QJsonArray items = bodyOf(door.get("/api/v2/contacts/segments")).value("items"_L1).toArray();
    QCOMPARE(items.size(), sandboxAudiences().size());
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
    QCOMPARE(ageInHours(3), 72.0);
    door.wallNow = door.wallNow.addSecs(100 * 3600);
    for (const int fresh : {0, 1, 2})
        QVERIFY(ageInHours(fresh) >= 0 && ageInHours(fresh) < 24);
    QCOMPARE(ageInHours(3), 172.0);
}

void TestSandboxTenant::pagesEqualTheTruth_data()
{
    QTest::addColumn<int>("segment");
    QTest::addColumn<QByteArray>("filters");
    QTest::addColumn<QList<int>>("limits");
    QTest::addColumn<QByteArray>("attributes");

    const auto one = [](const char *attribute, const char *op, const char *value) -> QByteArray {
        return QByteArray("[{\"attribute\":\"") + attribute + "\",\"operator\":\"" + op + "\",\"value\":\"" + value
            + "\"}]";
    };
    QTest::newRow("all") << 0 << "[]"_ba << QList<int>{500} << everything;
    QTest::newRow("all, changing limits") << 0 << "[]"_ba << QList<int>{1000, 1, 250, 7} << everything;
    QTest::newRow("all, exact pages") << 0 << "[]"_ba << QList<int>{1000} << "[\"notes\"]"_ba;
    QTest::newRow("gold") << 1 << "[]"_ba << QList<int>{100} << everything;
    QTest::newRow("newsletter") << 2 << "[]"_ba << QList<int>{333} << "[\"notes\",\"email\"]"_ba;
    QTest::newRow("stale") << 3 << "[]"_ba << QList<int>{50} << "[\"tier\"]"_ba;
    QTest::newRow("empty") << 5 << "[]"_ba << QList<int>{50} << "[\"tier\"]"_ba;
    QTest::newRow("equals") << 0 << one("city", "equals", "Montréal") << QList<int>{10} << everything;
    QTest::newRow("equals, other case") << 0 << one("city", "equals", "montréal") << QList<int>{10} << everything;
    QTest::newRow("equals, a line break")
        << 0 << one("notes", "equals", "First line\\nsecond line") << QList<int>{10} << everything;
    QTest::newRow("equals, empty") << 0 << one("notes", "equals", "") << QList<int>{10} << everything;
    QTest::newRow("not equals, absent counts")
        << 0 << one("notes", "not_equals", "1E5") << QList<int>{500} << everything;
    QTest::newRow("contains") << 0 << one("first_name", "contains", "o") << QList<int>{99} << everything;
    QTest::newRow("starts with") << 0 << one("phone", "starts_with", "+44") << QList<int>{99} << everything;
    QTest::newRow("integer above") << 0 << one("loyalty_points", "greater_than", "9000") << QList<int>{400}
                                   << everything;
    QTest::newRow("decimal below zero") << 0 << one("revenue", "less_than", "0") << QList<int>{5} << everything;
    QTest::newRow("date") << 0 << one("birth_date", "less_than", "1950-01-01") << QList<int>{40} << everything;
    QTest::newRow("datetime") << 0 << one("last_purchase", "greater_than", "2025-06-01T00:00:00Z") << QList<int>{40}
                              << everything;
    QTest::newRow("two filters") << 1
                                 << R"([{"attribute":"country","operator":"equals","value":"US"},)"
                                    R"({"attribute":"revenue","operator":"greater_than","value":"1000"}])"_ba
                                 << QList<int>{20} << everything;
    QTest::newRow("nothing fits") << 1 << one("tier", "equals", "silver") << QList<int>{20} << everything;
}

void TestSandboxTenant::pagesEqualTheTruth()
{
    QFETCH(int, segment);
    QFETCH(QByteArray, filters);
    QFETCH(QList<int>, limits);
    QFETCH(QByteArray, attributes);
    constexpr qint64 contacts = 3000;
    SandboxDoor door(world(contacts));
    const Reading reading = readAll(door, segment, filters, limits, attributes);
    QCOMPARE(reading.status, 200);
    QCOMPARE(reading.tokens.last(), QByteArray());
    QCOMPARE(QSet<QByteArray>(reading.tokens.cbegin(), reading.tokens.cend()).size(), reading.tokens.size());

    const QStringList names = namesOf(attributes);
    qsizetype at = 0;
    const SegmentQuery query{sandboxAudiences().at(segment).id, filtersOf(filters), names};
    const qint64 count = forEachSandboxRecord(seed, contacts, query, [&](const SandboxRecord &record) {
        const QJsonObject item = reading.items.value(at++);
        bool same = item.value("contactId"_L1).toString().toUtf8() == record.contactId && item.size() == 2;
        const QJsonObject values = item.value("attributes"_L1).toObject();
        qsizetype present = 0;
        for (std::size_t column = 0; column < record.values.size(); ++column) {
            const QJsonValue value = values.value(names[static_cast<qsizetype>(column)]);
            present += record.values[column] ? 1 : 0;
            same &= record.values[column] ? value.isString() && value.toString().toUtf8() == *record.values[column]
                                          : value.isUndefined();
        }
        return same && values.size() == present;
    });
    QCOMPARE(at, reading.items.size());
    QCOMPARE(count, reading.items.size());
}

void TestSandboxTenant::givesTheSamePageTwice()
{
    SandboxDoor door(world(100));
    const QByteArray token = bodyOf(door.post(queryPath(0), queryBody("[]", 10, everything)))
                                 .value("continuationToken"_L1)
                                 .toString()
                                 .toLatin1();
    const QByteArray body = queryBody("[]", 10, everything, token);
    const SandboxAnswer once = door.post(queryPath(0), body);
    QCOMPARE(once.status, 200);
    QCOMPARE(door.post(queryPath(0), body).body, once.body);
}

void TestSandboxTenant::refusesForeignTokens_data()
{
    QTest::addColumn<QString>("change");
    for (const char *change : {"none", "attributes in another order", "other segment", "other filters",
                               "other attributes", "one bit", "cut", "padded", "empty", "rubbish", "other seed"})
        QTest::newRow(change) << QString::fromLatin1(change);
}

void TestSandboxTenant::refusesForeignTokens()
{
    QFETCH(QString, change);
    SandboxSettings settings = world(100);
    SandboxDoor door(settings);
    settings.seed += change == "other seed"_L1 ? 1 : 0;
    SandboxDoor asked(settings);
    const QByteArray names = "[\"email\",\"tier\"]";
    QByteArray token = bodyOf(door.post(queryPath(0), queryBody("[]", 10, names)))
                           .value("continuationToken"_L1)
                           .toString()
                           .toLatin1();
    QVERIFY(token.size() > 20);
    int segment = 0;
    QByteArray filters = "[]";
    QByteArray attributes = names;
    if (change == "attributes in another order"_L1)
        attributes = "[\"tier\",\"email\"]";
    else if (change == "other segment"_L1)
        segment = 1;
    else if (change == "other filters"_L1)
        filters = R"([{"attribute":"tier","operator":"equals","value":"gold"}])";
    else if (change == "other attributes"_L1)
        attributes = "[\"email\"]";
    else if (change == "one bit"_L1)
        token[3] = token[3] == 'A' ? 'B' : 'A';
    else if (change == "cut"_L1)
        token.chop(1);
    else if (change == "padded"_L1)
        token += "A";
    else if (change == "rubbish"_L1)
        token = "\\u0000 %%";
    QByteArray body = queryBody(filters, 10, attributes, token);
    if (change == "empty"_L1)
        body.replace(token, "");
    const bool valid = change == "none"_L1 || change == "attributes in another order"_L1;
    const SandboxAnswer answer = asked.post(queryPath(segment), body);
    QCOMPARE(answer.status, valid ? 200 : 400);
    QCOMPARE(errorOf(answer), valid ? QString() : u"invalid_continuation_token"_s);
}

void TestSandboxTenant::tokensOutliveARestart()
{
    SandboxDoor before(world(100));
    SandboxDoor after(world(100));
    const QByteArray token = bodyOf(before.post(queryPath(0), queryBody("[]", 10, everything)))
                                 .value("continuationToken"_L1)
                                 .toString()
                                 .toLatin1();
    const QByteArray body = queryBody("[]", 10, everything, token);
    QCOMPARE(after.post(queryPath(0), body).body, before.post(queryPath(0), body).body);
}

void TestSandboxTenant::looksThroughMillionsInBoundedPages()
{
    SandboxDoor door(world(4'000'000));
    // Nobody is called so: every page is empty, but there are fewer than the 20 after which a client gives up (F68).
    const Reading reading
        = readAll(door, 0, R"([{"attribute":"tier","operator":"equals","value":"none"}])", {500}, "[\"tier\"]");
    QVERIFY(reading.items.isEmpty());
    QVERIFY(reading.tokens.size() > 10 && reading.tokens.size() < 20);
    QCOMPARE(reading.tokens.last(), QByteArray());
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

void TestSandboxTenant::mutatesPages_data()
{
    using enum SandboxFault::Mutation;
    QTest::addColumn<SandboxFault::Mutation>("mutation");
    QTest::addColumn<int>("items");
    QTest::addColumn<int>("declared");
    QTest::addColumn<int>("firstIsLastOfBefore");
    QTest::newRow("none") << None << 20 << 20 << 0;
    QTest::newRow("F72 wrong count") << WrongCount << 20 << 21 << 0;
    QTest::newRow("F70 duplicate") << DuplicateRecord << 20 << 20 << 1;
    QTest::newRow("F71 conflict") << ConflictingRecord << 20 << 20 << 1;
    QTest::newRow("F62 bad ids") << BadIds << 20 << 20 << 0;
    QTest::newRow("F63 F64 extra members") << ExtraMembers << 20 << 20 << 0;
    QTest::newRow("F68 empty page") << EmptyPage << 0 << 0 << 0;
}

void TestSandboxTenant::mutatesPages()
{
    QFETCH(SandboxFault::Mutation, mutation);
    QFETCH(int, items);
    QFETCH(int, declared);
    QFETCH(int, firstIsLastOfBefore);
    SandboxDoor door(world(60));
    const QJsonObject before = bodyOf(door.post(queryPath(0), queryBody("[]", 20, everything)));
    const QByteArray token = before.value("continuationToken"_L1).toString().toLatin1();
    const SandboxAnswer answer = door.post(queryPath(0), queryBody("[]", 20, everything, token), mutation);
    QCOMPARE(answer.status, 200);
    const QJsonObject body = bodyOf(answer);
    const QJsonArray got = body.value("items"_L1).toArray();
    QCOMPARE(got.size(), items);
    QCOMPARE(body.value("count"_L1).toInteger(), declared);
    QVERIFY(body.value("continuationToken"_L1).toString().size() > 20);
    const QString last = before.value("items"_L1).toArray().last()["contactId"_L1].toString();
    QCOMPARE(items > 0 && got[0]["contactId"_L1].toString() == last, firstIsLastOfBefore == 1);
    QSet<QString> good;
    for (const QJsonValue &item : got)
        good.insert(item["contactId"_L1].toString());
    QCOMPARE(good.size(), mutation == SandboxFault::Mutation::BadIds ? 15 + 2 : items);
    QCOMPARE(answer.body.contains("123456789012345678901234567890"), mutation == SandboxFault::Mutation::ExtraMembers);
    QCOMPARE(answer.body.contains("\"contactId\":null") && answer.body.contains("\"contactId\":9007199254740993"),
             mutation == SandboxFault::Mutation::BadIds);
}

void TestSandboxTenant::F67_repeatsTheToken()
{
    SandboxDoor door(world(60));
    const QByteArray token = bodyOf(door.post(queryPath(0), queryBody("[]", 20, everything)))
                                 .value("continuationToken"_L1)
                                 .toString()
                                 .toLatin1();
    const SandboxAnswer answer
        = door.post(queryPath(0), queryBody("[]", 20, everything, token), SandboxFault::Mutation::RepeatToken);
    QCOMPARE(bodyOf(answer).value("continuationToken"_L1).toString().toLatin1(), token);
    QCOMPARE(bodyOf(answer).value("items"_L1).toArray().size(), 20);
}

void TestSandboxTenant::F68_emptyPageLosesNothing()
{
    SandboxDoor door(world(60));
    const QJsonArray whole
        = bodyOf(door.post(queryPath(0), queryBody("[]", 60, everything))).value("items"_L1).toArray();
    QByteArray token;
    QSet<QByteArray> tokens;
    for (int empty = 0; empty < 25; ++empty) {
        const SandboxAnswer answer
            = door.post(queryPath(0), queryBody("[]", 60, everything, token), SandboxFault::Mutation::EmptyPage);
        QCOMPARE(bodyOf(answer).value("items"_L1).toArray().size(), 0);
        token = bodyOf(answer).value("continuationToken"_L1).toString().toLatin1();
        tokens.insert(token);
    }
    QCOMPARE(tokens.size(), 25);
    const SandboxAnswer answer = door.post(queryPath(0), queryBody("[]", 60, everything, token));
    QCOMPARE(bodyOf(answer).value("items"_L1).toArray(), whole);
}

void TestSandboxTenant::F71_conflictHasOtherContent()
{
    SandboxDoor door(world(60));
    const QByteArray names = "[\"tier\"]"; // Few values, so the next contact often has the same one.
    for (int limit = 1; limit < 20; ++limit) {
        const QJsonObject before = bodyOf(door.post(queryPath(0), queryBody("[]", limit, names)));
        const QByteArray token = before.value("continuationToken"_L1).toString().toLatin1();
        const SandboxAnswer answer
            = door.post(queryPath(0), queryBody("[]", limit, names, token), SandboxFault::Mutation::ConflictingRecord);
        const QJsonObject last = before.value("items"_L1).toArray().last().toObject();
        const QJsonObject first = bodyOf(answer).value("items"_L1).toArray().first().toObject();
        QCOMPARE(first.value("contactId"_L1), last.value("contactId"_L1));
        QVERIFY(first.value("attributes"_L1) != last.value("attributes"_L1));
    }
}

QTEST_GUILESS_MAIN(TestSandboxTenant)
#include "tst_sandboxtenant.moc"
