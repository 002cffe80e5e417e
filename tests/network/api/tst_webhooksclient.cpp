// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/api/enrichmentclient.h"
#include "network/dialects/contract/contractenrichment.h"
#include "tests/support/testprogram.h"
#include "tests/support/transportfixture.h"

#include <QJsonDocument>
#include <QtTest>

using namespace muster;
using namespace muster::test;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(muster::WebhookRegistration)
Q_DECLARE_METATYPE(muster::WriteFate)

namespace {

constexpr auto path = "/api/v2/webhooks";

struct WebhooksFixture : Fixture
{
    explicit WebhooksFixture(Environment environment = Environment::Test)
        : Fixture(environment)
        , client(*transport)
    {
    }
    WebhookAnswer post(const WebhookRegistration &registration)
    {
        return QCoro::waitFor(client.registerWebhook(registration, &observer, {}));
    }
    ContractWebhooks client;
};

WebhookRegistration crm()
{
    return {QStringLiteral("crm"),
            QStringLiteral("https://crm.example.test/hooks/s3cretpath?key=qu3ry"),
            {QStringLiteral("contact.enriched")},
            3,
            1000ms};
}

} // namespace

class TestWebhooksClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void registersAsTheContractSays();
    void S11_S12_judgesBeforeSending_data();
    void S11_S12_judgesBeforeSending();
    void answers_data();
    void answers();
    void S06_noErrorHoldsTheAddress();
    void S42_lookOnlyRefuses();
};

void TestWebhooksClient::registersAsTheContractSays()
{
    WebhooksFixture fixture;
    fixture.channel.script(path,
                           {ScriptedChannel::json(R"({"webhookId":"w1","name":"crm"})", 201),
                            ScriptedChannel::json(R"({"webhookId":"w1","name":"crm"})", 200)});
    const WebhookAnswer first = fixture.post(crm());
    QCOMPARE(first.fate, WriteFate::Applied);
    QCOMPARE(first.outcome, std::optional(WebhookAnswer::Outcome::Registered));
    QCOMPARE(first.webhookId, QStringLiteral("w1"));
    const WebhookAnswer again = fixture.post(crm());
    QCOMPARE(again.outcome, std::optional(WebhookAnswer::Outcome::AlreadyThere));
    QVERIFY(!again.error);
    const HttpRequest request = fixture.channel.requestsTo(path).constFirst();
    QCOMPARE(request.method, QByteArray("POST"));
    QCOMPARE(QJsonDocument::fromJson(request.body),
             QJsonDocument::fromJson(R"({"name":"crm","url":"https://crm.example.test/hooks/s3cretpath?key=qu3ry",)"
                                     R"("events":["contact.enriched"],)"
                                     R"("retryPolicy":{"maxRetries":"3","backoffMs":"1000"}})"));
}

void TestWebhooksClient::S11_S12_judgesBeforeSending_data()
{
    QTest::addColumn<WebhookRegistration>("registration");
    QTest::addColumn<QString>("expected"); ///< Empty: may be sent.
    const auto row = [](const char *name, auto change, const char *expected) {
        WebhookRegistration registration = crm();
        change(registration);
        QTest::newRow(name) << registration << QString::fromLatin1(expected);
    };
    const auto url = [&row](const char *address, const char *expected) {
        row(address, [address](auto &r) { r.url = QString::fromLatin1(address); }, expected);
    };
    row("good", [](auto &) { }, "");
    row("zeros", [](auto &r) { r.maxRetries = 0, r.backoff = 0ms; }, "");
    row("longest name", [](auto &r) { r.name = QString(100, u'n'); }, "");
    row("no name", [](auto &r) { r.name.clear(); }, "bad_input webhook_name");
    row("blank name", [](auto &r) { r.name = QStringLiteral(" \t"); }, "bad_input webhook_name");
    row("long name", [](auto &r) { r.name = QString(101, u'n'); }, "bad_input webhook_name");
    row("half a surrogate pair", [](auto &r) { r.name = QString(QChar(0xD800)); }, "bad_input webhook_name");
    row("no events", [](auto &r) { r.events.clear(); }, "bad_input webhook_events");
    row("event twice", [](auto &r) { r.events += r.events; }, "bad_input webhook_events");
    row(
        "unknown event", [](auto &r) { r.events.append(QStringLiteral("contact.deleted")); },
        "bad_input webhook_events");
    row("retries below 0", [](auto &r) { r.maxRetries = -1; }, "bad_input webhook_retries");
    row("too many retries", [](auto &r) { r.maxRetries = 101; }, "bad_input webhook_retries");
    row("backoff below 0", [](auto &r) { r.backoff = -1ms; }, "bad_input webhook_backoff");
    row("backoff too long", [](auto &r) { r.backoff = 1h + 1ms; }, "bad_input webhook_backoff");
    url("http://127.0.0.1:8080/hook", "");
    url("http://localhost/hook", "");
    url("http://crm.example.test/hook", "address_refused plain_http");
    url("ftp://crm.example.test/hook", "address_refused scheme");
    url("https://user:pw@crm.example.test/", "address_refused user_info");
    url("https://169.254.169.254/latest", "address_refused link_local");
    url("https://", "address_refused no_host");
    url("", "address_refused invalid");
    url("https://crm.example.test/a b", "address_refused invalid");
}

void TestWebhooksClient::S11_S12_judgesBeforeSending()
{
    QFETCH(WebhookRegistration, registration);
    QFETCH(QString, expected);
    WebhooksFixture fixture;
    fixture.channel.script(path, {ScriptedChannel::json("{}", 201)});
    const auto fault = fixture.client.fault(registration);
    QCOMPARE(fault ? errorKindKey(fault->kind) + u' ' + fault->code : QString(), expected);
    const WebhookAnswer answer = fixture.post(registration);
    QCOMPARE(answer.fate, expected.isEmpty() ? WriteFate::Applied : WriteFate::NotSent);
    QCOMPARE(answer.error, fault);
    QCOMPARE(fixture.channel.requests().isEmpty(), !expected.isEmpty());
}

void TestWebhooksClient::answers_data()
{
    QTest::addColumn<ScriptedChannel::Step>("step");
    QTest::addColumn<WriteFate>("fate");
    QTest::addColumn<QString>("kind");
    const auto row = [](const char *name, const ScriptedChannel::Step &step, WriteFate fate, const char *kind) {
        QTest::newRow(name) << step << fate << QString::fromLatin1(kind);
    };
    row("400", ScriptedChannel::status(400), WriteFate::Rejected, "invalid");
    row("403", ScriptedChannel::status(403), WriteFate::Rejected, "forbidden");
    row("409", ScriptedChannel::status(409), WriteFate::Rejected, "conflict");
    row("302", ScriptedChannel::status(302), WriteFate::Rejected, "redirect_refused");
    row("429", ScriptedChannel::status(429), WriteFate::NotSent, "throttled");
    row("503", ScriptedChannel::status(503), WriteFate::Unknown, "server_trouble");
    row("204", ScriptedChannel::status(204, {}, ""), WriteFate::Unknown, "not_from_api");
    row("lost", ScriptedChannel::failing(ErrorKind::ConnectionLost), WriteFate::Unknown, "connection_lost");
    row("no connection", ScriptedChannel::failing(ErrorKind::NotSent), WriteFate::NotSent, "not_sent");
    row("another one", ScriptedChannel::json(R"({"name":"erp"})", 201), WriteFate::Unknown, "unexpected_shape");
}

void TestWebhooksClient::answers()
{
    QFETCH(ScriptedChannel::Step, step);
    QFETCH(WriteFate, fate);
    QFETCH(QString, kind);
    WebhooksFixture fixture;
    fixture.channel.script(path, {step});
    const WebhookAnswer answer = fixture.post(crm());
    QCOMPARE(answer.fate, fate);
    QCOMPARE(errorKindKey(answer.error->kind), kind);
    QCOMPARE(answer.outcome.has_value(), step.status == 409);
    if (answer.outcome)
        QCOMPARE(*answer.outcome, WebhookAnswer::Outcome::OtherContent);
    QCOMPARE(fixture.channel.requestsTo(path).size(), 1);
}

void TestWebhooksClient::S06_noErrorHoldsTheAddress()
{
    WebhooksFixture fixture;
    fixture.channel.script(
        path,
        {ScriptedChannel::json(R"({"error":"invalid_webhook","message":"cannot reach /hooks/s3cretpath","details":[)"
                               R"({"field":"url","issue":"key=qu3ry is wrong"},{"field":"name","issue":"odd"}]})",
                               400)});
    const WebhookAnswer answer = fixture.post(crm());
    QVERIFY(answer.error->detail.isEmpty());
    QCOMPARE(answer.error->code, QStringLiteral("invalid_webhook"));
    QCOMPARE(answer.error->subject, QStringLiteral("crm"));
    const QList<FieldFault> details = {{QStringLiteral("url"), {}}, {QStringLiteral("name"), QStringLiteral("odd")}};
    QCOMPARE(answer.error->details, details);
    WebhookRegistration wrong = crm();
    wrong.url.replace(QStringLiteral("https"), QStringLiteral("http"));
    const auto fault = fixture.client.fault(wrong);
    QVERIFY(!fault->subject.contains(QStringLiteral("s3cret")) && !fault->detail.contains(QStringLiteral("s3cret")));
}

void TestWebhooksClient::S42_lookOnlyRefuses()
{
    WebhooksFixture fixture(Environment::Production);
    const WebhookAnswer answer = fixture.post(crm());
    QCOMPARE(answer.fate, WriteFate::NotSent);
    QCOMPARE(answer.error->kind, ErrorKind::LookOnly);
    QVERIFY(fixture.channel.requests().isEmpty());
}

MUSTER_TEST(TestWebhooksClient, QCoreApplication)
#include "tst_webhooksclient.moc"
