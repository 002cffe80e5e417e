// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "enrichmentdoor.h"

#include "tests/support/testprogram.h"

using namespace muster;
using namespace muster::test;
using namespace muster::test::enriching;
using namespace Qt::StringLiterals;

namespace tst_sandboxenrichbody {

/// What contract section 4 says of a batch, as strict as the service.
class TestSandboxEnrichBody : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesABatchWhole_data();
    void refusesABatchWhole();
    void refusesValues_data();
    void refusesValues();
    void takesValues_data();
    void takesValues();
};

void TestSandboxEnrichBody::refusesABatchWhole_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QStringList>("faults");
    const QByteArray one = idAt(0, 0), two = idAt(0, 1), good = R"({"visits":1})";
    const QByteArray head = R"({"contactListId":")" + listIdAt(0).toLatin1() + "\",";
    const auto row = [](const char *name, const QByteArray &body, const QStringList &faults) {
        QTest::newRow(name) << body << faults;
    };
    const QStringList broken = {u"body: not a JSON object"_s};
    row("no body", "", broken);
    row("array", "[]", broken);
    row("cut", batchOf(0, 1, good).chopped(1), broken);
    row("rubbish behind", batchOf(0, 1, good) + "x", broken);
    row("not UTF-8", batchOf(0, 1, "{\"loyalty_tier\":\"\xff\"}"), broken);
    row("empty object", "{}", {u"contactListId: missing"_s, u"contacts: missing"_s});
    row("unknown member", head + R"("force":true,"contacts":[)" + contact(one, good) + "]}",
        {u"force: unknown member"_s});
    row("other list", batchOf(0, 1, good).replace(listIdAt(0).toLatin1(), listIdAt(1).toLatin1()),
        {u"contactListId: not the list of the address"_s});
    row("list id is a number", R"({"contactListId":7,"contacts":[)" + contact(one, good) + "]}",
        {u"contactListId: must be text"_s});
    row("contacts twice",
        head + R"("contacts":[)" + contact(one, good) + R"(],"contacts":[)" + contact(two, good) + "]}",
        {u"contacts: named twice"_s});
    row("contacts is an object", head + R"("contacts":{}})", {u"contacts: must be an array"_s});
    row("no contacts", batch(0, {}), {u"contacts: at least one is needed"_s});
    row("contact is text", batch(0, {"\"x\""}), {u"contacts[0]: must be an object"_s});
    row("contact is empty", batch(0, {"{}"}),
        {u"contacts[0].contactId: missing"_s, u"contacts[0].attributes: missing"_s});
    row("member of contact", batch(0, {R"({"phone":"1",)" + contact(one, good).mid(1)}),
        {u"contacts[0].phone: unknown member"_s});
    row("id is null", batch(0, {R"({"contactId":null,"attributes":{"visits":1}})"}),
        {u"contacts[0].contactId: must be text"_s});
    row("unknown contact", batch(0, {contact(one, good), contact("nobody", good)}),
        {u"contacts[1].contactId: no contact of this list"_s});
    row("contact of another list", batch(0, {contact(idAt(1, 0), good)}),
        {u"contacts[0].contactId: no contact of this list"_s});
    row("contact twice", batch(0, {contact(one, good), contact(two, good), contact(one, good)}),
        {u"contacts[2].contactId: named twice"_s});
    row("attributes is an array", batch(0, {contact(one, "[]")}), {u"contacts[0].attributes: must be an object"_s});
    row("no attributes", batch(0, {contact(one, "{}")}), {u"contacts[0].attributes: at least one is needed"_s});
    row("attribute twice", batch(0, {contact(one, R"({"visits":1,"visits":2})")}),
        {u"contacts[0].attributes.visits: named twice"_s});
    row("unknown attribute", batch(0, {contact(one, R"({"visits":1,"Visits":2})")}),
        {u"contacts[0].attributes.Visits: unknown attribute"_s});
    row("several", batch(0, {contact(one, R"({"visits":"1"})"), contact("x", R"({"newsletter":null})")}),
        {u"contacts[0].attributes.visits: wrong type"_s, u"contacts[1].attributes.newsletter: null"_s,
         u"contacts[1].contactId: no contact of this list"_s});
}

void TestSandboxEnrichBody::refusesABatchWhole()
{
    QFETCH(QByteArray, body);
    QFETCH(QStringList, faults);
    SandboxDoor door(world());
    const auto before = content(door, 0);
    const SandboxAnswer answer = door.post(lists(0) + "/contacts", body);
    QCOMPARE(answer.status, 400);
    QCOMPARE(errorOf(answer), u"invalid_enrichment"_s);
    QCOMPARE(faultsOf(answer), faults);
    QCOMPARE(content(door, 0), before);
}

void TestSandboxEnrichBody::refusesValues_data()
{
    QTest::addColumn<QByteArray>("attribute");
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("issue");
    const auto rows = [](const char *attribute, const QString &issue, const QByteArrayList &values) {
        for (const QByteArray &json : values)
            QTest::addRow("%s %s", attribute, json.left(40).constData()) << QByteArray(attribute) << json << issue;
    };
    for (const char *name : {"loyalty_tier", "visits", "lifetime_value", "newsletter", "last_purchase"}) {
        rows(name, u"null"_s, {"null"});
        rows(name, u"empty text"_s, {"\"\""});
        rows(name, u"a word for nothing"_s, {"\"null\"", "\"NULL\"", "\"N/A\"", R"("\u006eull")"});
        rows(name, u"wrong type"_s, {"[]", "{}", "[1]", R"({"a":1})"});
    }
    const QString wrong = u"wrong type"_s;
    rows("loyalty_tier", wrong, {"1", "true", "0.5"});
    rows("visits", wrong, {"\"1\"", "1.0", "1.5", "1e3", "1E3", "true"});
    rows("lifetime_value", wrong, {"\"1.5\"", "false"});
    rows("newsletter", wrong, {"\"true\"", "1", "0"});
    rows("last_purchase", wrong,
         {"20260101", "\"2026-02-30\"", "\"2026-1-01\"", "\"2026-01-01T00:00:00Z\"", "\"01.02.2026\"", "\"today\"",
          "\"2025-02-29\""});
}

void TestSandboxEnrichBody::refusesValues()
{
    QFETCH(QByteArray, attribute);
    QFETCH(QByteArray, json);
    QFETCH(QString, issue);
    SandboxDoor door(world());
    const SandboxAnswer answer
        = door.post(lists(0) + "/contacts", batchOf(0, 1, "{\"" + attribute + "\":" + json + '}'));
    QCOMPARE(answer.status, 400);
    QCOMPARE(faultsOf(answer),
             QStringList(u"contacts[0].attributes."_s + QString::fromLatin1(attribute) + u": "_s + issue));
    QVERIFY(content(door, 0).first().enriched.isEmpty());
}

void TestSandboxEnrichBody::takesValues_data()
{
    QTest::addColumn<QByteArray>("attribute");
    QTest::addColumn<QByteArray>("json");
    const auto rows = [](const char *attribute, const QByteArrayList &values) {
        for (const QByteArray &json : values)
            QTest::addRow("%s %s", attribute, json.left(40).constData()) << QByteArray(attribute) << json;
    };
    rows("loyalty_tier", {"\"gold\"", "\"0\"", "\"false\"", "\"n/a\"", "\" \"", "\"Größe\"", R"("a\"b\\c")"});
    rows("visits", {"0", "-7", "123456789012345678901234567890"});
    rows("lifetime_value", {"0", "-0.10", "1e-7", "12345678901234567890.123456789012345678901234567890"});
    rows("newsletter", {"true", "false"});
    rows("last_purchase", {"\"2026-02-28\"", "\"2024-02-29\""});
}

void TestSandboxEnrichBody::takesValues()
{
    QFETCH(QByteArray, attribute);
    QFETCH(QByteArray, json);
    SandboxDoor door(world());
    const SandboxAnswer answer
        = door.post(lists(0) + "/contacts", batchOf(0, 1, "{ \"" + attribute + "\" : " + json + " }"));
    QCOMPARE(answer.status, 200);
    QCOMPARE(countOf(answer), 1);
    const QList<QPair<QString, QByteArray>> expected = {{QString::fromLatin1(attribute), json}};
    QCOMPARE(content(door, 0).first().enriched, expected);
}

MUSTER_TEST(TestSandboxEnrichBody, QCoreApplication)

} // namespace tst_sandboxenrichbody
#include "tst_sandboxenrichbody.moc"
