// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandboxdoor.h"
#include "tests/support/sandboxtruth.h"

#include "tests/support/testprogram.h"

#include <QJsonArray>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_sandboxlists {
using Mutation = SandboxFault::Mutation;

namespace {

constexpr quint64 seed = 7;
constexpr qint64 people = 200;
const QByteArray removal = "/api/v2/campaigns/contacts/";

SandboxSettings world()
{
    SandboxSettings settings;
    settings.contacts = people;
    settings.seed = seed;
    return settings;
}

QString idAt(int list, int place)
{
    static const QList<QList<SandboxListContact>> truth = [] {
        QList<QList<SandboxListContact>> all;
        for (const SandboxList &each : SandboxList::all())
            all.append(sandboxListTruth(seed, people, each.id));
        return all;
    }();
    return QString::fromLatin1(truth[list][place].id);
}

QList<ContactPhone> clean(int count)
{
    QList<ContactPhone> contacts;
    for (int place = 0; place < count; ++place)
        contacts.append({idAt(0, place), u"+1212555%1"_s.arg(place, 4, 10, QChar(u'0'))});
    return contacts;
}

QList<SandboxListContact> content(SandboxDoor &door, int list)
{
    return door.tenant.listContents(SandboxList::all()[list].id);
}

QStringList faultsOf(const SandboxAnswer &answer)
{
    QStringList faults;
    const QJsonArray details = bodyOf(answer).value("details"_L1).toArray();
    for (const QJsonValue &detail : details)
        faults.append(detail["field"_L1].toString() + u": "_s + detail["issue"_L1].toString());
    return faults;
}

} // namespace

/// Contract section 6.1, as strict as the service.
class TestSandboxLists : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesWhatBreaksTheContract_data();
    void refusesWhatBreaksTheContract();
    void listsTheLists();
    void refusesABatchWhole_data();
    void refusesABatchWhole();
    void namesEveryFaultButNoNumber();
    void correctsABatch();
    void takesAHundred();
    void removesOnce();
    void restoresWhatWasRemoved();
    void restoreRefuses();
    void F24_acceptsOnly();
    void F24_F116_acceptsWithoutDoing();
    void F25_tellsResultsPerRecord();
    void F26_countsAWriteWrongly();
};

void TestSandboxLists::refusesWhatBreaksTheContract_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("scope");
    QTest::addColumn<QByteArray>("contentType");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");

    const QByteArray index = "/api/v2/campaigns/contactlists";
    const QByteArray list = listPath(0);
    const QByteArray contacts = list + "/contacts";
    const QByteArray one = removal + idAt(0, 0).toLatin1();
    const QByteArray json = "application/json";
    const QByteArray good = batchBody(clean(1));
    const auto row = [](const char *name, const QByteArray &method, const QByteArray &target, const QByteArray &scope,
                        const QByteArray &type, const QByteArray &body, int status, const QString &code) {
        QTest::newRow(name) << method << target << scope << type << body << status << code;
    };
    const QByteArray reading = "campaign:contactlist:read";
    const QByteArray writing = "campaign:contact:write";
    const QByteArray deleting = "campaign:contact:delete";
    row("index", "GET", index, reading, {}, {}, 200, {});
    row("index lacks scope", "GET", index, writing, {}, {}, 403, u"insufficient_scope"_s);
    row("index by POST", "POST", index, "all", json, "{}", 405, u"method_not_allowed"_s);
    row("index with a body", "GET", index, "all", json, "{}", 400, u"invalid_request"_s);
    row("page", "GET", list, reading, {}, {}, 200, {});
    row("page lacks scope", "GET", list, deleting, {}, {}, 403, u"insufficient_scope"_s);
    row("page by DELETE", "DELETE", list, "all", {}, {}, 405, u"method_not_allowed"_s);
    row("page limit 1", "GET", list + "?limit=1", "all", {}, {}, 200, {});
    row("page limit 1000", "GET", list + "?limit=1000", "all", {}, {}, 200, {});
    row("page limit 0", "GET", list + "?limit=0", "all", {}, {}, 400, u"invalid_request"_s);
    row("page limit 1001", "GET", list + "?limit=1001", "all", {}, {}, 400, u"invalid_request"_s);
    row("page limit empty", "GET", list + "?limit=", "all", {}, {}, 400, u"invalid_request"_s);
    row("page limit text", "GET", list + "?limit=many", "all", {}, {}, 400, u"invalid_request"_s);
    row("page limit signed", "GET", list + "?limit=%2B5", "all", {}, {}, 400, u"invalid_request"_s);
    row("page limit twice", "GET", list + "?limit=5&limit=5", "all", {}, {}, 400, u"invalid_request"_s);
    row("page cursor made up", "GET", list + "?cursor=abc", "all", {}, {}, 400, u"invalid_request"_s);
    row("page cursor empty", "GET", list + "?cursor=", "all", {}, {}, 400, u"invalid_request"_s);
    row("no such list", "GET", index + "/nope", "all", {}, {}, 404, u"not_found"_s);
    row("no list id", "GET", index + "/", "all", {}, {}, 404, u"not_found"_s);
    row("encoded slash", "GET", index + "/a%2Fcontacts", "all", {}, {}, 404, u"not_found"_s);
    row("patch", "PATCH", contacts, writing, json, good, 200, {});
    row("patch lacks scope", "PATCH", contacts, reading, json, good, 403, u"insufficient_scope"_s);
    row("patch as form", "PATCH", contacts, "all", "application/x-www-form-urlencoded", good, 415,
        u"unsupported_media_type"_s);
    row("patch without type", "PATCH", contacts, "all", {}, good, 415, u"unsupported_media_type"_s);
    row("patch no such list", "PATCH", index + "/nope/contacts", "all", json, good, 404, u"not_found"_s);
    row("patch another list", "PATCH", listPath(1) + "/contacts", "all", json, good, 400, u"invalid_batch"_s);
    row("contacts by GET", "GET", contacts, "all", {}, {}, 405, u"method_not_allowed"_s);
    row("contacts by DELETE", "DELETE", contacts, "all", {}, {}, 405, u"method_not_allowed"_s);
    row("restore lacks scope", "POST", contacts, deleting, json, good, 403, u"insufficient_scope"_s);
    row("restore what is there", "POST", contacts, writing, json, good, 409, u"contact_exists"_s);
    row("delete", "DELETE", one, deleting, {}, {}, 204, {});
    row("delete lacks scope", "DELETE", one, writing, {}, {}, 403, u"insufficient_scope"_s);
    row("delete with a body", "DELETE", one, "all", json, "{}", 400, u"invalid_request"_s);
    row("delete by GET", "GET", one, "all", {}, {}, 405, u"method_not_allowed"_s);
    row("delete nobody", "DELETE", removal + "nope", "all", {}, {}, 404, u"not_found"_s);
    row("delete everybody", "DELETE", removal, "all", {}, {}, 404, u"not_found"_s);
    row("delete without an id", "DELETE", removal.chopped(1), "all", {}, {}, 404, u"not_found"_s);
    row("delete no bearer", "DELETE", one, {}, {}, {}, 401, u"unauthorized"_s);
}

void TestSandboxLists::refusesWhatBreaksTheContract()
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
    QCOMPARE(headerOf(answer, "Allow").isEmpty(), status != 405);
    if (status >= 400)
        QCOMPARE(content(door, 0), before);
    if (target.endsWith("/contacts") && status == 405)
        QCOMPARE(headerOf(answer, "Allow"), "PATCH, POST"_ba);
}

void TestSandboxLists::listsTheLists()
{
    SandboxDoor door(world());
    const QJsonArray items = bodyOf(door.get("/api/v2/campaigns/contactlists")).value("items"_L1).toArray();
    QCOMPARE(items.size(), SandboxList::all().size());
    for (qsizetype at = 0; at < items.size(); ++at) {
        QCOMPARE(items[at].toObject().keys(), (QStringList{u"contactCount"_s, u"id"_s, u"name"_s}));
        QCOMPARE(items[at]["contactCount"_L1].toInteger(), content(door, int(at)).size());
    }
    QCOMPARE(items[0]["name"_L1].toString(), u"All contacts"_s);
    QCOMPARE(items[3]["contactCount"_L1].toInteger(-1), 0);
    QVERIFY(items[4]["name"_L1].toString().contains(u'"'));
    QCOMPARE(door.call("DELETE", removal + idAt(0, 5).toLatin1()).status, 204);
    QCOMPARE(bodyOf(door.get("/api/v2/campaigns/contactlists")).value("items"_L1)[0]["contactCount"_L1].toInteger(),
             people - 1);
}

void TestSandboxLists::refusesABatchWhole_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("fault"); ///< Empty: of several, so the last one is not looked at.
    const QString bad = u"invalid_batch"_s;
    const auto row = [&bad](const char *name, const QByteArray &body, const QString &fault) {
        QTest::newRow(name) << body << bad << fault;
    };
    const QByteArray first = idAt(0, 0).toLatin1();
    const auto with = [&first](const QByteArray &second) -> QByteArray {
        return R"({"contacts":[{"id":")" + first + R"(","phone":"+12125550100"},)" + second + "]}";
    };
    const auto phone = [&with](const QByteArray &text) {
        return with(R"({"id":")" + idAt(0, 1).toLatin1() + R"(","phone":)" + text + '}');
    };
    row("empty body", "", u"body: not a JSON object"_s);
    row("not JSON", "{", u"body: not a JSON object"_s);
    row("array", "[]", u"body: not a JSON object"_s);
    row("no contacts", "{}", u"contacts: missing"_s);
    row("contacts null", R"({"contacts":null})", u"contacts: must be an array"_s);
    row("contacts empty", R"({"contacts":[]})", u"contacts: at least one is needed"_s);
    row("unknown member", R"({"dryRun":true,"contacts":[{"id":")" + first + R"(","phone":"+12125550100"}]})",
        u"dryRun: unknown member"_s);
    row("contact is text", with("\"x\""), u"contacts[1]: must be an object"_s);
    row("contact with a third member",
        with(R"({"id":")" + idAt(0, 1).toLatin1() + R"(","phone":"+12125550101","region":"US"})"),
        u"contacts[1].region: unknown member"_s);
    row("no id", with(R"({"phone":"+12125550101"})"), u"contacts[1].id: missing"_s);
    row("id a number", with(R"({"id":5,"phone":"+12125550101"})"), u"contacts[1].id: must be text"_s);
    row("id empty", with(R"({"id":"","phone":"+12125550101"})"), u"contacts[1].id: no contact of this list"_s);
    row("id unknown", with(R"({"id":"nope","phone":"+12125550101"})"), u"contacts[1].id: no contact of this list"_s);
    row("id of another list", with(R"({"id":")" + idAt(1, 0).toLatin1() + R"(","phone":"+12125550101"})"),
        u"contacts[1].id: no contact of this list"_s);
    row("id of a removed contact", with(R"({"id":")" + idAt(0, 9).toLatin1() + R"(","phone":"+12125550101"})"),
        u"contacts[1].id: deleted"_s);
    row("named twice", with(R"({"id":")" + first + R"(","phone":"+12125550100"})"), u"contacts[1].id: named twice"_s);
    row("no phone", with(R"({"id":")" + idAt(0, 1).toLatin1() + R"("})"), u"contacts[1].phone: missing"_s);
    for (const char *text : {"null", "12125550101"})
        row(text, phone(text), u"contacts[1].phone: must be text"_s);
    for (const char *text :
         {R"("")", R"("12125550101")", R"("+0212555010")", R"("+1")", R"("+1234567890123456")", R"("+1 2125550101")",
          R"("+1212555010a")", R"("+١٢١٢٥٥٥")", R"("＋12125550101")", R"("+12125550101\n")", R"("++12125550101")"})
        row(text, phone(text), u"contacts[1].phone: not E.164"_s);
    QTest::newRow("101") << batchBody(clean(101)) << u"batch_too_large"_s << u"contacts: more than 100"_s;
}

void TestSandboxLists::refusesABatchWhole()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, code);
    QFETCH(QString, fault);
    SandboxDoor door(world());
    QCOMPARE(door.call("DELETE", removal + idAt(0, 9).toLatin1()).status, 204);
    const auto before = content(door, 0);
    const SandboxAnswer answer = door.call("PATCH", listPath(0) + "/contacts", body.isNull() ? QByteArray("") : body);
    QCOMPARE(answer.status, 400);
    QCOMPARE(errorOf(answer), code);
    QCOMPARE(faultsOf(answer), QStringList{fault});
    QCOMPARE(content(door, 0), before);
}

void TestSandboxLists::namesEveryFaultButNoNumber()
{
    SandboxDoor door(world());
    QList<ContactPhone> contacts = clean(30);
    for (int at = 0; at < 25; ++at)
        contacts[at].phone = u"0049-secret-%1"_s.arg(at);
    const SandboxAnswer answer = door.call("PATCH", listPath(0) + "/contacts", batchBody(contacts));
    QCOMPARE(faultsOf(answer).size(), 20); // The contract's most.
    QCOMPARE(faultsOf(answer)[19], u"contacts[19].phone: not E.164"_s);
    QVERIFY(!answer.body.contains("secret"));
}

void TestSandboxLists::correctsABatch()
{
    SandboxDoor door(world());
    auto expected = content(door, 0);
    const auto contacts = clean(5);
    const SandboxAnswer answer = door.call("PATCH", listPath(0) + "/contacts", batchBody(contacts));
    QCOMPARE(answer.status, 200);
    QCOMPARE(bodyOf(answer), (QJsonObject{{u"updatedCount"_s, 5}}));
    for (int at = 0; at < 5; ++at) {
        expected[at].phone = contacts[at].phone.toLatin1();
        expected[at].updatedAt = "2026-03-01T12:00:00.000Z";
    }
    QCOMPARE(content(door, 0), expected);
    // Sending it again is harmless.
    QCOMPARE(door.call("PATCH", listPath(0) + "/contacts", batchBody(contacts)).status, 200);
    QCOMPARE(content(door, 0), expected);
}

void TestSandboxLists::takesAHundred()
{
    SandboxDoor door(world());
    const SandboxAnswer answer = door.call("PATCH", listPath(0) + "/contacts", batchBody(clean(100)));
    QCOMPARE(bodyOf(answer).value("updatedCount"_L1).toInteger(), 100);
}

void TestSandboxLists::removesOnce()
{
    SandboxDoor door(world());
    auto expected = content(door, 0);
    const SandboxAnswer answer = door.call("DELETE", removal + idAt(0, 7).toLatin1());
    QCOMPARE(answer.status, 204);
    QVERIFY(answer.body.isEmpty() && answer.contentType.isEmpty());
    expected.removeAt(7);
    QCOMPARE(content(door, 0), expected);
    QCOMPARE(door.call("DELETE", removal + idAt(0, 7).toLatin1()).status, 404);
    QCOMPARE(content(door, 0), expected);
    QCOMPARE(content(door, 1), sandboxListTruth(seed, people, SandboxList::all()[1].id));
}

void TestSandboxLists::restoresWhatWasRemoved()
{
    SandboxDoor door(world());
    auto expected = content(door, 1);
    for (const int place : {3, 4})
        QCOMPARE(door.call("DELETE", removal + idAt(1, place).toLatin1()).status, 204);
    const QList<ContactPhone> back = {{idAt(1, 3), u"any text, (even) this\n"_s}, {idAt(1, 4), QString()}};
    const SandboxAnswer answer = door.call("POST", listPath(1) + "/contacts", batchBody(back));
    QCOMPARE(answer.status, 201);
    QCOMPARE(bodyOf(answer), (QJsonObject{{u"createdCount"_s, 2}}));
    for (int at = 0; at < 2; ++at) {
        expected[3 + at].phone = back[at].phone.isEmpty() ? QByteArray("") : back[at].phone.toUtf8();
        expected[3 + at].updatedAt = "2026-03-01T12:00:00.000Z";
    }
    QCOMPARE(content(door, 1), expected);
}

void TestSandboxLists::restoreRefuses()
{
    SandboxDoor door(world());
    QCOMPARE(door.call("DELETE", removal + idAt(0, 2).toLatin1()).status, 204);
    const auto before = content(door, 0);
    const auto restore = [&door](const QList<ContactPhone> &contacts) {
        return door.call("POST", listPath(0) + "/contacts", batchBody(contacts));
    };
    const ContactPhone gone{idAt(0, 2), u"x"_s};
    const SandboxAnswer existing = restore({gone, {idAt(0, 3), u"y"_s}});
    QCOMPARE(existing.status, 409);
    QCOMPARE(errorOf(existing), u"contact_exists"_s);
    QCOMPARE(faultsOf(existing), QStringList{u"contacts[1].id: is in the list"_s});
    QCOMPARE(restore({gone, {u"never"_s, u"y"_s}}).status, 400);
    QCOMPARE(restore({gone, {idAt(1, 0), u"y"_s}}).status, 400);
    QCOMPARE(restore({gone, gone}).status, 400);
    QCOMPARE(restore({}).status, 400);
    QCOMPARE(content(door, 0), before);
    QCOMPARE(restore({gone}).status, 201);
    QCOMPARE(restore({gone}).status, 409);
}

void TestSandboxLists::F24_acceptsOnly()
{
    SandboxDoor door(world());
    const SandboxAnswer patch
        = door.call("PATCH", listPath(0) + "/contacts", batchBody(clean(2)), Mutation::AcceptedOnly);
    QCOMPARE(patch.status, 202);
    QVERIFY(patch.body.isEmpty());
    QCOMPARE(content(door, 0)[1].phone, "+12125550001"_ba);
    QCOMPARE(door.call("DELETE", removal + idAt(0, 1).toLatin1(), {}, Mutation::AcceptedOnly).status, 202);
    QCOMPARE(content(door, 0).size(), people - 1);
}

void TestSandboxLists::F24_F116_acceptsWithoutDoing()
{
    SandboxDoor door(world());
    const auto before = content(door, 0);
    const auto mutation = Mutation::AcceptWithoutDoing;
    QCOMPARE(door.call("PATCH", listPath(0) + "/contacts", batchBody(clean(2)), mutation).status, 202);
    QCOMPARE(door.call("DELETE", removal + idAt(0, 1).toLatin1(), {}, mutation).status, 204);
    QCOMPARE(content(door, 0), before);
    QCOMPARE(door.call("DELETE", removal + idAt(0, 1).toLatin1()).status, 204);
    QCOMPARE(door.call("POST", listPath(0) + "/contacts", batchBody({{idAt(0, 1), u"x"_s}}), mutation).status, 201);
    QCOMPARE(content(door, 0).size(), people - 1);
}

void TestSandboxLists::F25_tellsResultsPerRecord()
{
    SandboxDoor door(world());
    const auto before = content(door, 0);
    const auto contacts = clean(7);
    const SandboxAnswer answer
        = door.call("PATCH", listPath(0) + "/contacts", batchBody(contacts), Mutation::PerRecordResults);
    QCOMPARE(answer.status, 207);
    QCOMPARE(bodyOf(answer).value("updatedCount"_L1).toInteger(), 5);
    const QJsonArray results = bodyOf(answer).value("results"_L1).toArray();
    QCOMPARE(results.size(), 7);
    const auto after = content(door, 0);
    for (int at = 0; at < 7; ++at) {
        const bool refused = at == 2 || at == 5;
        QCOMPARE(results[at]["id"_L1].toString(), contacts[at].contactId);
        QCOMPARE(results[at]["status"_L1].toInt(), refused ? 400 : 200);
        QCOMPARE(after[at].phone, refused ? before[at].phone : contacts[at].phone.toLatin1());
    }
}

void TestSandboxLists::F26_countsAWriteWrongly()
{
    SandboxDoor door(world());
    const SandboxAnswer answer
        = door.call("PATCH", listPath(0) + "/contacts", batchBody(clean(3)), Mutation::WrongCount);
    QCOMPARE(bodyOf(answer).value("updatedCount"_L1).toInteger(), 2);
    QCOMPARE(content(door, 0)[2].phone, "+12125550002"_ba);
}

MUSTER_TEST(TestSandboxLists, QCoreApplication)

} // namespace tst_sandboxlists
#include "tst_sandboxlists.moc"
