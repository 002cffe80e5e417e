// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandboxdoor.h"

#include "tests/support/testprogram.h"

#include <QJsonArray>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace {

const QByteArray path = "/api/v2/webhooks";

QByteArray registration(const QByteArray &name = "crm", const QByteArray &url = "https://crm.example.test/h",
                        const QByteArray &events = R"(["contact.enriched","contact.updated"])",
                        const QByteArray &policy = R"({"maxRetries":"3","backoffMs":"1000"})")
{
    return R"({"name":")" + name + R"(","url":")" + url + R"(","events":)" + events + R"(,"retryPolicy":)" + policy
        + '}';
}

} // namespace

class TestSandboxWebhooks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void registersOnce();
    void needsItsScope();
    void refuses_data();
    void refuses();
};

void TestSandboxWebhooks::registersOnce()
{
    SandboxDoor door;
    const SandboxAnswer first = door.post(path, registration());
    QCOMPARE(first.status, 201);
    const QString id = bodyOf(first).value("webhookId"_L1).toString();
    QVERIFY(!id.isEmpty());
    QCOMPARE(bodyOf(first).value("url"_L1).toString(), u"https://crm.example.test/h"_s);
    const SandboxAnswer again = door.post(
        path, registration("crm", "https://crm.example.test/h", R"(["contact.updated","contact.enriched"])"));
    QCOMPARE(again.status, 200);
    QCOMPARE(bodyOf(again), bodyOf(first));
    for (const QByteArray &other :
         {registration("crm", "https://crm.example.test/other"),
          registration("crm", "https://crm.example.test/h", R"(["contact.updated"])"),
          registration("crm", "https://crm.example.test/h", R"(["contact.enriched","contact.updated"])",
                       R"({"maxRetries":"4","backoffMs":"1000"})")}) {
        const SandboxAnswer taken = door.post(path, other);
        QCOMPARE(taken.status, 409);
        QCOMPARE(errorOf(taken), u"webhook_exists"_s);
    }
    const SandboxAnswer second = door.post(path, registration("erp", "http://127.0.0.1:9/h"));
    QCOMPARE(second.status, 201);
    QVERIFY(bodyOf(second).value("webhookId"_L1).toString() != id);
    QCOMPARE(door.post(path, registration()).status, 200);
}

void TestSandboxWebhooks::needsItsScope()
{
    SandboxDoor door;
    const auto send = [&door](const QByteArray &scope) {
        return door
            .send("POST", path,
                  {{"Authorization", "Bearer " + door.token(scope)},
                   {"Accept", "application/json"},
                   {"Content-Type", "application/json"}},
                  registration())
            .status;
    };
    QCOMPARE(send("contacts.write"), 403);
    QCOMPARE(send("webhooks.write"), 201);
    QCOMPARE(door.get(path).status, 405);
    QCOMPARE(door.post(path + "/hook_1", registration()).status, 404);
}

void TestSandboxWebhooks::refuses_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("field");
    const auto row = [](const char *name, const QByteArray &body, const char *field) {
        QTest::newRow(name) << body << QString::fromLatin1(field);
    };
    const QByteArray url = "https://crm.example.test/h", events = R"(["contact.enriched"])";
    row("not JSON", "x", "body");
    row("blank name", registration(" "), "name");
    row("long name", registration(QByteArray(101, 'n')), "name");
    row("plain http", registration("n", "http://crm.example.test/h"), "url");
    row("no address", registration("n", ""), "url");
    row("user name", registration("n", "https://u@crm.example.test/h"), "url");
    row("other scheme", registration("n", "ftp://crm.example.test/h"), "url");
    row("no events", registration("n", url, "[]"), "events");
    row("unknown event", registration("n", url, R"(["contact.deleted"])"), "events");
    row("event twice", registration("n", url, R"(["contact.updated","contact.updated"])"), "events");
    row("event is a number", registration("n", url, "[1]"), "events");
    row("events is text", registration("n", url, R"("contact.updated")"), "events");
    row("no policy", registration("n", url, events, "null"), "retryPolicy");
    row("number as number", registration("n", url, events, R"({"maxRetries":3,"backoffMs":"1"})"),
        "retryPolicy.maxRetries");
    row("no digits", registration("n", url, events, R"({"maxRetries":"3","backoffMs":"1s"})"), "retryPolicy.backoffMs");
    row("unknown member", registration().replace("{\"name\"", "{\"secret\":\"x\",\"name\""), "secret");
    row("unknown in policy", registration("n", url, events, R"({"maxRetries":"3","backoffMs":"1","x":1})"),
        "retryPolicy.x");
}

void TestSandboxWebhooks::refuses()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, field);
    SandboxDoor door;
    const SandboxAnswer answer = door.post(path, body);
    QCOMPARE(answer.status, 400);
    QCOMPARE(errorOf(answer), u"invalid_webhook"_s);
    const QJsonArray details = bodyOf(answer).value("details"_L1).toArray();
    QCOMPARE(details.size(), 1);
    QCOMPARE(details[0]["field"_L1].toString(), field);
}

MUSTER_TEST(TestSandboxWebhooks, QCoreApplication)
#include "tst_sandboxwebhooks.moc"
