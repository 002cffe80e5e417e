// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "enrichmentdoor.h"
#include "network/sandbox/sandboxenrichment.h"
#include "network/sandbox/sandboxliststore.h"

#include "tests/support/testprogram.h"

using namespace muster;
using namespace muster::test;
using namespace muster::test::enriching;
using namespace Qt::StringLiterals;

namespace tst_sandboxenrichment {
using Mutation = SandboxFault::Mutation;

namespace {

const QByteArray campaigns = "/api/v2/outbound/campaigns";

} // namespace

/// Contract section 4, as strict as the service.
class TestSandboxEnrichment : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesWhatBreaksTheContract_data();
    void refusesWhatBreaksTheContract();
    void describesCampaigns();
    void describesSchemas();
    void mergesAndLeavesTheRest();
    void showsTheValuesInPages();
    void keepsValuesThroughRemovalAndReturn();
    void refusesRemovedContacts();
    void tightestOpenCampaignCounts();
    void fiveHundredContactsASecond();
    void refreshes();
    void F26_countsWrongly();
    void F116_acceptsWithoutDoing();
};

void TestSandboxEnrichment::refusesWhatBreaksTheContract_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("scope");
    QTest::addColumn<QByteArray>("contentType");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
    const auto row = [](const char *name, const QByteArray &method, const QByteArray &target, const QByteArray &scope,
                        const QByteArray &type, const QByteArray &body, int status, const QString &code) {
        QTest::newRow(name) << method << target << scope << type << body << status << code;
    };
    const QByteArray json = "application/json";
    const QByteArray good = batchOf(0, 1, R"({"visits":1})");
    const QByteArray records = lists(0) + "/contacts";
    const QByteArray refresh = lists(0) + "/actions/refresh";
    row("index", "GET", campaigns, "outbound.read", {}, {}, 200, {});
    row("index lacks scope", "GET", campaigns, "contacts.read", {}, {}, 403, u"insufficient_scope"_s);
    row("index by POST", "POST", campaigns, "all", json, "{}", 405, u"method_not_allowed"_s);
    row("campaign", "GET", campaigns + "/camp_10a1", "outbound.read", {}, {}, 200, {});
    row("no such campaign", "GET", campaigns + "/camp_zzz", "all", {}, {}, 404, u"not_found"_s);
    row("no campaign id", "GET", campaigns + "/", "all", {}, {}, 404, u"not_found"_s);
    row("schema", "GET", lists(0) + "/schema", "contacts.read", {}, {}, 200, {});
    row("schema lacks scope", "GET", lists(0) + "/schema", "outbound.read", {}, {}, 403, u"insufficient_scope"_s);
    row("schema of no list", "GET", "/api/v2/contacts/lists/nope/schema", "all", {}, {}, 404, u"not_found"_s);
    row("schema without an id", "GET", "/api/v2/contacts/lists//schema", "all", {}, {}, 404, u"not_found"_s);
    row("schema by POST", "POST", lists(0) + "/schema", "all", json, "{}", 405, u"method_not_allowed"_s);
    row("enrich", "POST", records, "contacts.write", json, good, 200, {});
    row("enrich lacks scope", "POST", records, "contacts.read", json, good, 403, u"insufficient_scope"_s);
    row("enrich no bearer", "POST", records, {}, json, good, 401, u"unauthorized"_s);
    row("enrich as text", "POST", records, "all", "text/plain", good, 415, u"unsupported_media_type"_s);
    row("enrich by PATCH", "PATCH", records, "all", json, good, 405, u"method_not_allowed"_s);
    row("enrich no list", "POST", "/api/v2/contacts/lists/nope/contacts", "all", json, good, 404, u"not_found"_s);
    row("enrich another list", "POST", lists(1) + "/contacts", "all", json, good, 400, u"invalid_enrichment"_s);
    row("refresh", "POST", refresh, "contacts.write", {}, {}, 202, {});
    row("refresh lacks scope", "POST", refresh, "contacts.read", {}, {}, 403, u"insufficient_scope"_s);
    row("refresh with a body", "POST", refresh, "all", json, "{}", 400, u"invalid_request"_s);
    row("refresh by GET", "GET", refresh, "all", {}, {}, 405, u"method_not_allowed"_s);
    row("refresh no list", "POST", "/api/v2/contacts/lists/nope/actions/refresh", "all", {}, {}, 404, u"not_found"_s);
    row("another action", "POST", lists(0) + "/actions/purge", "all", {}, {}, 404, u"not_found"_s);
    row("no such part", "GET", lists(0), "all", {}, {}, 404, u"not_found"_s);
}

void TestSandboxEnrichment::refusesWhatBreaksTheContract()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, scope);
    QFETCH(QByteArray, contentType);
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    QFETCH(QString, code);
    SandboxDoor door(world());
    SandboxHeaders headers{{"Accept", "application/json"}};
    if (!scope.isEmpty())
        headers.append({"Authorization", "Bearer " + door.token(scope == "all" ? QByteArray() : scope)});
    if (!contentType.isEmpty())
        headers.append({"Content-Type", contentType});
    const auto before = content(door, 0);
    const SandboxAnswer answer = door.send(method, target, headers, body);
    QCOMPARE(answer.status, status);
    QCOMPARE(errorOf(answer), code);
    if (status >= 400)
        QCOMPARE(content(door, 0), before);
}

void TestSandboxEnrichment::describesCampaigns()
{
    SandboxDoor door(world());
    const QJsonArray items = bodyOf(door.get(campaigns)).value("items"_L1).toArray();
    QCOMPARE(items.size(), SandboxCampaign::all().size());
    int zero = 0, below = 0, closed = 0;
    QSet<QString> listIds;
    for (const QJsonValue &item : items) {
        QCOMPARE(item.toObject().keys(),
                 (QStringList{u"campaignId"_s, u"contactListId"_s, u"maxEnrichmentTimeout"_s, u"name"_s, u"status"_s}));
        const QString id = item["campaignId"_L1].toString();
        QCOMPARE(bodyOf(door.get(campaigns + '/' + id.toLatin1())), item.toObject());
        const int budget = item["maxEnrichmentTimeout"_L1].toInt(-1);
        zero += budget == 0 ? 1 : 0;
        below += budget == 9 ? 1 : 0;
        closed += item["status"_L1] == "completed"_L1 || item["status"_L1] == "archived"_L1 ? 1 : 0;
        QVERIFY(SandboxList::find(item["contactListId"_L1].toString()) != nullptr);
        listIds.insert(item["contactListId"_L1].toString());
    }
    QVERIFY(zero > 0 && below > 0 && closed > 1);
    QVERIFY2(listIds.size() < items.size(), "some list is shared");
}

void TestSandboxEnrichment::describesSchemas()
{
    SandboxDoor door(world());
    QSet<QString> types;
    for (int list = 0; list < SandboxList::all().size(); ++list) {
        const QJsonArray attributes = bodyOf(door.get(lists(list) + "/schema")).value("attributes"_L1).toArray();
        QCOMPARE(attributes.isEmpty(), list == 3);
        QSet<QString> names = {u"id"_s, u"phone"_s, u"firstName"_s, u"country"_s, u"updatedAt"_s};
        const auto taken = names.size();
        for (const QJsonValue &attribute : attributes) {
            names.insert(attribute["name"_L1].toString());
            types.insert(attribute["type"_L1].toString());
        }
        QCOMPARE(names.size(), taken + attributes.size());
    }
    QCOMPARE(types, (QSet<QString>{u"string"_s, u"integer"_s, u"decimal"_s, u"boolean"_s, u"date"_s, u"picklist"_s}));
}

void TestSandboxEnrichment::mergesAndLeavesTheRest()
{
    SandboxDoor door(world());
    const auto before = content(door, 0);
    QCOMPARE(countOf(door.post(lists(0) + "/contacts", batchOf(0, 2, R"({"visits":1,"loyalty_tier":"gold"})"))), 2);
    QCOMPARE(countOf(door.post(lists(0) + "/contacts", batchOf(0, 1, R"({"newsletter":true,"visits":22})"))), 1);
    const auto after = content(door, 0);
    const QList<QPair<QString, QByteArray>> first
        = {{u"visits"_s, "22"}, {u"loyalty_tier"_s, "\"gold\""}, {u"newsletter"_s, "true"}};
    const QList<QPair<QString, QByteArray>> second = {{u"visits"_s, "1"}, {u"loyalty_tier"_s, "\"gold\""}};
    QCOMPARE(after[0].enriched, first);
    QCOMPARE(after[1].enriched, second);
    QCOMPARE(after.mid(2), before.mid(2));
    QCOMPARE(after[0].phone, before[0].phone);
    QCOMPARE(after[0].updatedAt, "2026-03-01T12:00:00.000Z"_ba);
    // A correction leaves the values alone; sending a batch again changes nothing.
    const QByteArray patch = batchBody({{QString::fromLatin1(after[0].id), u"+12125550199"_s}});
    QCOMPARE(door.call("PATCH", listPath(0) + "/contacts", patch).status, 200);
    QCOMPARE(content(door, 0)[0].enriched, first);
    QCOMPARE(countOf(door.post(lists(0) + "/contacts", batchOf(0, 1, R"({"newsletter":true,"visits":22})"))), 1);
    QCOMPARE(content(door, 0)[0].enriched, first);
    QCOMPARE(content(door, 0)[0].phone, "+12125550199"_ba);
}

void TestSandboxEnrichment::showsTheValuesInPages()
{
    SandboxDoor door(world());
    // Names that need quoting, in the list with a budget of nothing: merged below the door.
    const QByteArray body
        = batchOf(0, 1, R"({"lifetime_value":123456789012345678901234567890.5,"loyalty_tier":"a\"b"})");
    QCOMPARE(door.post(lists(0) + "/contacts", body).status, 200);
    const SandboxAnswer page = door.get(listPath(0) + "?limit=2");
    QVERIFY(page.body.contains(R"("lifetime_value":123456789012345678901234567890.5,"loyalty_tier":"a\"b"})"));
    const QJsonArray contacts = bodyOf(page).value("contacts"_L1).toArray();
    QCOMPARE(contacts.size(), 2);
    QCOMPARE(contacts[0]["loyalty_tier"_L1].toString(), u"a\"b"_s);
    QVERIFY(contacts[1]["loyalty_tier"_L1].isUndefined());
    SandboxListStore store(SandboxData(seed, people));
    store.merge({{QString::fromLatin1(idAt(4, 0)), {{0, "\"x\""}}}}, door.wallNow);
    QCOMPARE(store.at(SandboxList::all()[4], 0)->enriched.first().first, u"Kundengruppe \"A/B\""_s);
}

void TestSandboxEnrichment::keepsValuesThroughRemovalAndReturn()
{
    SandboxDoor door(world());
    QCOMPARE(door.post(lists(0) + "/contacts", batchOf(0, 1, R"({"visits":7})")).status, 200);
    const SandboxListContact before = content(door, 0).first();
    QCOMPARE(door.call("DELETE", "/api/v2/campaigns/contacts/" + before.id).status, 204);
    const QByteArray back = batchBody({{QString::fromLatin1(before.id), QString::fromLatin1(before.phone)}});
    QCOMPARE(door.call("POST", listPath(0) + "/contacts", back).status, 201);
    QCOMPARE(content(door, 0).first().enriched, before.enriched);
}

void TestSandboxEnrichment::refusesRemovedContacts()
{
    SandboxDoor door(world());
    QCOMPARE(door.call("DELETE", "/api/v2/campaigns/contacts/" + idAt(0, 1)).status, 204);
    const SandboxAnswer answer = door.post(lists(0) + "/contacts", batchOf(0, 2, R"({"visits":7})"));
    QCOMPARE(faultsOf(answer), QStringList(u"contacts[1].contactId: deleted"_s));
    QVERIFY(content(door, 0).first().enriched.isEmpty());
}

void TestSandboxEnrichment::tightestOpenCampaignCounts()
{
    QCOMPARE(SandboxCampaign::contactsPerBatch(listIdAt(0)), 300);
    QCOMPARE(SandboxCampaign::contactsPerBatch(listIdAt(1)), 125);
    QCOMPARE(SandboxCampaign::contactsPerBatch(listIdAt(2)), 4);
    QCOMPARE(SandboxCampaign::contactsPerBatch(listIdAt(3)), 0);
    QCOMPARE(SandboxCampaign::contactsPerBatch(listIdAt(4)), 0);
    QCOMPARE(SandboxCampaign::contactsPerBatch(u"nope"), -1);
    SandboxDoor door(world());
    const auto before = content(door, 2)[4].enriched;
    const QByteArray visits = R"({"visits":7})";
    QCOMPARE(door.post(lists(2) + "/contacts", batchOf(2, 4, visits)).status, 200);
    const SandboxAnswer five = door.post(lists(2) + "/contacts", batchOf(2, 5, visits));
    QCOMPARE(five.status, 400);
    QCOMPARE(errorOf(five), u"enrichment_timeout"_s);
    QCOMPARE(faultsOf(five), QStringList(u"contacts: more than 4"_s));
    QCOMPARE(content(door, 2)[4].enriched, before);
    const SandboxAnswer none = door.post(lists(4) + "/contacts", batchOf(4, 1, R"({"items[0]":7})"));
    QCOMPARE(errorOf(none), u"enrichment_timeout"_s);
    QCOMPARE(door.post(lists(0) + "/contacts", batchOf(0, 300, visits)).status, 200);
    door.wallNow = door.wallNow.addSecs(1);
    QCOMPARE(errorOf(door.post(lists(0) + "/contacts", batchOf(0, 301, visits))), u"enrichment_timeout"_s);
}

void TestSandboxEnrichment::fiveHundredContactsASecond()
{
    SandboxDoor door(world());
    const auto send
        = [&door](int count) { return door.post(lists(0) + "/contacts", batchOf(0, count, R"({"visits":7})")); };
    QCOMPARE(send(250).status, 200);
    QCOMPARE(send(250).status, 200);
    const SandboxAnswer busy = send(1);
    QCOMPARE(busy.status, 429);
    QCOMPARE(errorOf(busy), u"rate_limited"_s);
    QCOMPARE(headerOf(busy, "Retry-After"), "1"_ba);
    QVERIFY(door.get(campaigns).status == 200);
    door.wallNow = door.wallNow.addMSecs(899);
    QCOMPARE(send(1).status, 429);
    door.wallNow = door.wallNow.addMSecs(1);
    QCOMPARE(send(250).status, 200);
    SandboxSettings free = world();
    free.contactsPerSecond = 0;
    SandboxDoor open(free);
    for (int i = 0; i < 3; ++i)
        QCOMPARE(open.post(lists(0) + "/contacts", batchOf(0, 300, R"({"visits":7})")).status, 200);
}

void TestSandboxEnrichment::refreshes()
{
    SandboxDoor door(world());
    QCOMPARE(door.call("POST", lists(0) + "/actions/refresh").status, 202);
    const SandboxAnswer small = door.call("POST", lists(2) + "/actions/refresh");
    QCOMPARE(small.status, 200);
    QVERIFY(small.body.isEmpty());
}

void TestSandboxEnrichment::F26_countsWrongly()
{
    SandboxDoor door(world());
    const QByteArray body = batchOf(0, 3, R"({"visits":7})");
    QCOMPARE(countOf(door.post(lists(0) + "/contacts", body, Mutation::WrongCount)), 2);
    QCOMPARE(content(door, 0)[2].enriched.size(), 1);
    QCOMPARE(countOf(door.post(lists(0) + "/contacts", body, Mutation::LargerCount)), 4);
    const SandboxAnswer silent = door.post(lists(0) + "/contacts", body, Mutation::NoCount);
    QCOMPARE(silent.status, 200);
    QVERIFY(!bodyOf(silent).contains("processedCount"_L1));
    QCOMPARE(door.post(lists(0) + "/contacts", body, Mutation::AcceptedOnly).status, 202);
}

void TestSandboxEnrichment::F116_acceptsWithoutDoing()
{
    SandboxDoor door(world());
    const QByteArray body = batchOf(0, 3, R"({"visits":7})");
    QCOMPARE(countOf(door.post(lists(0) + "/contacts", body, Mutation::AcceptWithoutDoing)), 3);
    QVERIFY(content(door, 0).first().enriched.isEmpty());
}

MUSTER_TEST(TestSandboxEnrichment, QCoreApplication)

} // namespace tst_sandboxenrichment
#include "tst_sandboxenrichment.moc"
