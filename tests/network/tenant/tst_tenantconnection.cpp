// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/api/callbackclient.h"
#include "network/api/segmentsclient.h"
#include "network/sandbox/sandboxserver.h"
#include "network/tenant/tenantconnection.h"
#include "tests/support/fakeclock.h"
#include "tests/support/loopbackserver.h"
#include "tests/support/scriptedchannel.h"
#include "tests/support/testprogram.h"

#include <QSignalSpy>
#include <QtTest>

using namespace muster;
using namespace muster::test;
using namespace std::chrono_literals;

namespace tst_tenantconnection {

namespace {

struct Tenant
{
    Tenant()
        : server(settings())
    {
        const auto url = server.start();
        ConnectionProfile profile = contractProfile(QStringLiteral("sandbox"), url.value_or(QUrl()));
        profile.environment = Environment::Sandbox;
        profile.clientId = server.clientId();
        const Secret secret = server.clientSecret();
        connection
            = std::make_unique<TenantConnection>(profile, [secret](std::stop_token) { return give(secret); }, clock);
    }
    static SandboxSettings settings()
    {
        SandboxSettings settings;
        settings.contacts = 2000;
        return settings;
    }
    static QCoro::Task<Result<Secret>> give(Secret secret) { co_return Result<Secret>(secret); }

    SystemClock clock;
    SandboxServer server;
    std::unique_ptr<TenantConnection> connection;
};

QString key(const Result<int> &result)
{
    return result ? QString::number(*result) : errorKindKey(result.error().kind);
}

} // namespace

/// TenantConnection and CallbackClient on real sockets: against the sandbox tenant and a scripted server.
class TestTenantConnection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsASegmentOfTheSandboxWhole();
    void F07_expiredTokensInMidRunCostOneTokenRequest();
    void F46_F47_cutPagesAreAskedForAgain();
    void testReportsEveryHop();
    void armingIsTold();
    void S13_callbackCarriesNoToken();
    void S12_callbackTargets_data();
    void S12_callbackTargets();
    void S11_callbackToANameThatLeadsInsideIsNotSent();
    void callbackOutcomes_data();
    void callbackOutcomes();
};

void TestTenantConnection::readsASegmentOfTheSandboxWhole()
{
    Tenant tenant;
    SegmentsClient &client = tenant.connection->segments();
    const auto list = QCoro::waitFor(client.list(nullptr, {}));
    QVERIFY(list);
    const auto active
        = std::find_if(list->cbegin(), list->cend(), [](const SegmentSummary &s) { return s.isActive(); });
    QVERIFY(active != list->cend());
    const auto definition = QCoro::waitFor(client.definition(active->id, nullptr, {}));
    QVERIFY(definition);
    SegmentQuery query{active->id, {}, {}};
    for (const SegmentAttribute &attribute : definition->attributes) {
        if (attribute.valid)
            query.attributes.append(attribute.name);
    }
    const auto shared = std::make_shared<const SegmentQuery>(query);
    const auto decoder = client.decoder(query);
    AdaptivePageSize size;
    QByteArray cursor;
    std::size_t rows = 0;
    do {
        const auto raw = QCoro::waitFor(client.page(shared, cursor, &size, nullptr, {}));
        QVERIFY(raw);
        const auto page = decoder->decode(*raw);
        QVERIFY(page);
        QVERIFY(!raw->nextCursor || *raw->nextCursor == page->nextCursor);
        rows += page->rowCount();
        cursor = page->nextCursor;
    } while (!cursor.isEmpty());
    QCOMPARE(qint64(rows), active->size);
    QCOMPARE(tenant.server.tokenRequests(), 1);
    QVERIFY(tenant.connection->tokenLifeLeft(Service::Segments).has_value());
    QVERIFY(tenant.connection->recentLatency(Service::Segments).has_value());
    QVERIFY(!tenant.connection->recentLatency(Service::Audiences).has_value());
}

void TestTenantConnection::F07_expiredTokensInMidRunCostOneTokenRequest()
{
    Tenant tenant;
    QVERIFY(QCoro::waitFor(tenant.connection->segments().list(nullptr, {})));
    tenant.server.expireTokens();
    QVERIFY(QCoro::waitFor(tenant.connection->segments().list(nullptr, {})));
    QVERIFY(QCoro::waitFor(tenant.connection->segments().list(nullptr, {})));
    QCOMPARE(tenant.server.tokenRequests(), 2);
}

void TestTenantConnection::F46_F47_cutPagesAreAskedForAgain()
{
    Tenant tenant;
    for (const auto framing : {SandboxFault::Framing::ContentLength, SandboxFault::Framing::Chunked,
                               SandboxFault::Framing::ConnectionClose}) {
        SandboxFault fault;
        fault.kind = SandboxFault::Kind::Truncate;
        fault.path = QStringLiteral("segments");
        fault.bytes = 40;
        fault.framing = framing;
        tenant.server.addFault(fault);
        const auto before = tenant.server.requests().size();
        QVERIFY(QCoro::waitFor(tenant.connection->segments().list(nullptr, {})));
        QVERIFY(tenant.server.requests().size() >= before + 2);
    }
}

void TestTenantConnection::testReportsEveryHop()
{
    Tenant tenant;
    QSignalSpy told(tenant.connection.get(), &TenantConnection::hopFinished);
    const auto hops = QCoro::waitFor(tenant.connection->test({}));
    QCOMPARE(told.size(), hops.size());
    QCOMPARE(hops.at(0).kind, ConnectionHop::Kind::Resolve);
    QCOMPARE(hops.at(0).target, QStringLiteral("127.0.0.1"));
    QVERIFY(!hops.at(0).error);
    // Plain http on loopback has no TLS hop; the name is shown once, token and read for each of the five.
    QCOMPARE(hops.size(), 11);
    for (const ConnectionHop &hop : hops) {
        QVERIFY(!hop.skipped || hop.kind == ConnectionHop::Kind::Read);
        if (hop.service == Service::Segments)
            QVERIFY(!hop.error);
    }
}

void TestTenantConnection::armingIsTold()
{
    Tenant tenant;
    QSignalSpy told(tenant.connection.get(), &TenantConnection::armedChanged);
    tenant.connection->arm(60s);
    QVERIFY(tenant.connection->isArmed());
    tenant.connection->disarm();
    QVERIFY(!tenant.connection->isArmed());
    QCOMPARE(told.size(), 2);
    QCOMPARE(told.at(0).at(0).toBool(), true);
    QCOMPARE(told.at(1).at(0).toBool(), false);
}

void TestTenantConnection::S13_callbackCarriesNoToken()
{
    LoopbackServer server;
    server.script({LoopbackServer::answer(202, "")});
    FakeClock clock;
    CallbackClient client(clock);
    const QString id(32, u'a');
    QCOMPARE(key(QCoro::waitFor(client.post({.target = server.url(QStringLiteral("/hook")),
                                             .json = "{\"event\":\"x\"}",
                                             .deliveryId = id,
                                             .timeout = 2s,
                                             .keys = {{QStringLiteral("a1b2c3d4"), Secret("key")}}},
                                            {}))),
             QStringLiteral("202"));
    QCOMPARE(server.requests().size(), 1);
    const auto seen = server.requests().at(0);
    QCOMPARE(seen.line(), QByteArray("POST /hook HTTP/1.1"));
    QCOMPARE(seen.body, QByteArray("{\"event\":\"x\"}"));
    const QByteArray head = seen.head.toLower();
    QVERIFY(!head.contains("authorization") && !head.contains("cookie") && !head.contains("referer"));
    QVERIFY(head.contains(QByteArray("x-request-id: " + QByteArray(32, 'a'))));
    QVERIFY(head.contains(QByteArray("webhook-id: " + QByteArray(32, 'a'))));
    const QByteArray time = QByteArray::number(clock.wallNow().toSecsSinceEpoch());
    QVERIFY(head.contains(QByteArray("webhook-timestamp: " + time)));
    QVERIFY(head.contains("webhook-signature: v1,"));
    QVERIFY(head.contains("webhook-key-id: a1b2c3d4"));
}

void TestTenantConnection::S12_callbackTargets_data()
{
    QTest::addColumn<bool>("usable");
    QTest::newRow("https://hooks.example.test/x") << true;
    QTest::newRow("http://127.0.0.1:9/x") << true;
    QTest::newRow("http://hooks.example.test/x") << false;
    QTest::newRow("https://user:pw@hooks.example.test/x") << false;
    QTest::newRow("ftp://hooks.example.test/x") << false;
    QTest::newRow("https://169.254.169.254/x") << false;
    QTest::newRow("not an address") << false;
}

void TestTenantConnection::S12_callbackTargets()
{
    QFETCH(bool, usable);
    const QUrl target(QString::fromLatin1(QTest::currentDataTag()));
    QCOMPARE(!CallbackClient::fault(target).has_value(), usable);
    if (usable)
        return;
    FakeClock clock;
    CallbackClient client(clock);
    QCOMPARE(key(QCoro::waitFor(client.post({target, "{}", QString(32, u'a'), 1s, {}}, {}))),
             QStringLiteral("address_refused"));
}

void TestTenantConnection::S11_callbackToANameThatLeadsInsideIsNotSent()
{
    FakeClock clock;
    auto owned = std::make_unique<ScriptedChannel>();
    ScriptedChannel &channel = *owned;
    channel.scriptName(QStringLiteral("hooks.example.test"), {{QHostAddress(QStringLiteral("10.1.2.3"))}});
    channel.script("/x", {ScriptedChannel::json("{}")});
    CallbackClient client(clock, std::move(owned));
    const auto post = [&](const char *target) {
        return key(
            QCoro::waitFor(client.post({QUrl(QString::fromLatin1(target)), "{}", QString(32, u'a'), 1s, {}}, {})));
    };
    QCOMPARE(post("https://hooks.example.test/x"), QStringLiteral("address_refused"));
    QVERIFY(channel.requests().isEmpty());
    // A person who writes the address means it.
    QCOMPARE(post("https://10.1.2.3/x"), QStringLiteral("200"));
    QCOMPARE(post("https://other.example.test/x"), QStringLiteral("200"));
    QCOMPARE(channel.requests().size(), 2);
}

void TestTenantConnection::callbackOutcomes_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("outcome");
    const QList<QPair<int, const char *>> rows
        = {{200, "200"},           {201, "201"},     {204, "204"},       {302, "redirect_refused"},
           {400, "refused"},       {404, "refused"}, {429, "throttled"}, {500, "server_trouble"},
           {503, "server_trouble"}};
    for (const auto &[status, outcome] : rows)
        QTest::addRow("%d", status) << status << QString::fromLatin1(outcome);
}

void TestTenantConnection::callbackOutcomes()
{
    QFETCH(int, status);
    QFETCH(QString, outcome);
    LoopbackServer server;
    server.script({LoopbackServer::answer(status, status == 204 ? "" : "echo of +14155550123",
                                          "Retry-After: 3\r\n"
                                          "Location: http://127.0.0.1:1/\r\n")});
    FakeClock clock;
    CallbackClient client(clock);
    const auto result = QCoro::waitFor(client.post({server.url(), "{}", QString(32, u'a'), 2s, {}}, {}));
    QCOMPARE(key(result), outcome);
    QCOMPARE(server.requests().size(), 1);
    if (!result) {
        QCOMPARE(result.error().httpStatus, status);
        QVERIFY(result.error().detail.isEmpty());
        QCOMPARE(result.error().retryAfter, std::optional<std::chrono::milliseconds>(3s));
    }
}

MUSTER_TEST(TestTenantConnection, QCoreApplication)

} // namespace tst_tenantconnection
#include "tst_tenantconnection.moc"
