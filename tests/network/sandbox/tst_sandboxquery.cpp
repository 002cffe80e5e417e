// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/sandboxquery.h"
#include "sandboxdoor.h"

#include "tests/support/testprogram.h"

#include <QJsonArray>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_sandboxquery {

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

class TestSandboxQuery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesEveryFaultOfAQuery_data();
    void namesEveryFaultOfAQuery();
    void namesAtMostTwentyFaults();
};

void TestSandboxQuery::namesEveryFaultOfAQuery_data()
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

void TestSandboxQuery::namesEveryFaultOfAQuery()
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

void TestSandboxQuery::namesAtMostTwentyFaults()
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

MUSTER_TEST(TestSandboxQuery, QCoreApplication)

} // namespace tst_sandboxquery
#include "tst_sandboxquery.moc"
