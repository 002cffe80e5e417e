// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/api/segmentsclient.h"
#include "network/dialects/apidialect.h"

#include "network/tenant/tenantconnection.h"
#include "tests/support/testprogram.h"
#include "tests/support/transportfixture.h"

using namespace muster;
using namespace muster::test;
using namespace std::chrono_literals;

namespace tst_apidialect {

/// What holds for every dialect, and what a dialect that is not whole does to its callers.
class TestApiDialect : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theContractIsWhole();
    void aLineWithoutWaitsStillWaits_data();
    void aLineWithoutWaitsStillWaits();
    void aCallThatIsMissingIsRefused();
    void aServiceWithoutARetryLineIsNotHammered();
    void anUnknownFlavourSendsNothing();
};

void TestApiDialect::theContractIsWhole()
{
    const auto dialect = DialectRegistry::instance().find(QStringLiteral("contract"));
    QVERIFY(dialect);
    QCOMPARE(dialect, contractDialect());
    for (int operation = 0; operation <= int(Operation::PutAudience); ++operation)
        QVERIFY2(dialect->protocol->row(Operation(operation)), QByteArray::number(operation).constData());
    for (const Service service : allServices) {
        QVERIFY(!dialect->protocol->retry.value(service).throttled.empty()
                && !dialect->protocol->retry.value(service).trouble.empty());
        QVERIFY(std::ranges::any_of(dialect->harmlessReads, [&](const HarmlessRead &read) {
            return dialect->protocol->row(read.operation)->service == service;
        }));
    }
    QVERIFY(!DialectRegistry::instance().find(QStringLiteral("Contract")));
    QVERIFY(!DialectRegistry::instance().find({}));
}

void TestApiDialect::aLineWithoutWaitsStillWaits_data()
{
    QTest::addColumn<bool>("throttled");
    QTest::addColumn<int>("failed");
    for (const int failed : {0, 1, 2, 100}) {
        QTest::addRow("throttled, %d", failed) << true << failed;
        QTest::addRow("trouble, %d", failed) << false << failed;
    }
}

void TestApiDialect::aLineWithoutWaitsStillWaits()
{
    QFETCH(bool, throttled);
    QFETCH(int, failed);
    RetryTable table;
    table.throttledJitter = table.troubleJitter = 0ms;
    QCOMPARE(table.waitAfter(throttled, failed, 0.5), RetryTable::whereNoneIsGiven);
}

void TestApiDialect::aCallThatIsMissingIsRefused()
{
    auto partial = std::make_shared<ApiProtocol>(*contractDialect()->protocol);
    partial->operations.removeIf([](const OperationRow &row) { return row.operation == Operation::ListSegments; });
    Fixture fixture;
    fixture.transport
        = std::make_unique<ApiTransport>(fixture.profile, partial, fixture.channel, fixedSecret, fixture.clock);
    ApiCall call;
    call.operation = Operation::ListSegments;
    const auto refused = QCoro::waitFor(fixture.transport->call(call, &fixture.observer, {}));
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, QStringLiteral("operation_unavailable"));
    QVERIFY(fixture.channel.requests().isEmpty());
}

void TestApiDialect::aServiceWithoutARetryLineIsNotHammered()
{
    auto partial = std::make_shared<ApiProtocol>(*contractDialect()->protocol);
    partial->retry.clear();
    Fixture fixture;
    fixture.transport = std::make_unique<ApiTransport>(fixture.profile, partial, fixture.channel, fixedSecret,
                                                       fixture.clock, [] { return 0.0; });
    const auto trouble = ScriptedChannel::status(503);
    fixture.channel.script("/segments", {trouble, trouble, trouble, trouble, good});
    QCOMPARE(key(fixture.list()), QStringLiteral("status 200"));
    QCOMPARE(fixture.observer.waits, QList<Milliseconds>(4, 1000ms));
}

void TestApiDialect::anUnknownFlavourSendsNothing()
{
    ConnectionProfile profile
        = contractProfile(QStringLiteral("test"), QUrl(QStringLiteral("https://api.example.test")));
    profile.dialect = QStringLiteral("tomorrow");
    FakeClock clock;
    auto owned = std::make_unique<ScriptedChannel>();
    const ScriptedChannel &channel = *owned;
    TenantConnection connection(profile, fixedSecret, clock, std::move(owned));
    const auto list = QCoro::waitFor(connection.segments().list(nullptr, {}));
    QVERIFY(!list);
    QCOMPARE(list.error().code, QStringLiteral("operation_unavailable"));
    QVERIFY(channel.requests().isEmpty());
}

MUSTER_TEST(TestApiDialect, QCoreApplication)

} // namespace tst_apidialect
#include "tst_apidialect.moc"
