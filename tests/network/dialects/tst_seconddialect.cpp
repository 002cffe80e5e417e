// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/api/segmentsclient.h"
#include "network/tenant/tenantconnection.h"
#include "tests/support/testprogram.h"
#include "tests/support/tinydialect.h"
#include "tests/support/transportfixture.h"

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_seconddialect {

namespace {

/// A tenant of the tiny flavour whose documents and calls are answered.
struct Tenant
{
    explicit Tenant(const ConnectionProfile &profile = TinyDialect::profile())
    {
        auto owned = std::make_unique<ScriptedChannel>();
        channel = owned.get();
        channel->script("/issuer",
                        {ScriptedChannel::json(R"({"token_endpoint":"https://auth.example.test/sign-in"})")});
        channel->script("/sign-in", {ScriptedChannel::json(R"({"token":"bearer-1","tenant":"t-7"})")});
        channel->script("/tenants/t-7",
                        {ScriptedChannel::json(R"({"api_endpoint":"https://api-na1.example.test/base"})")});
        channel->script("/v1/lists", {ScriptedChannel::json(R"({"lists":[{"id":"l-1","name":"One"}]})")});
        connection = std::make_unique<TenantConnection>(profile, fixedSecret, clock, std::move(owned));
    }

    QStringList asked() const
    {
        QStringList lines;
        for (const HttpRequest &request : channel->requests()) {
            const bool bearer = !headerValue(request.headers, "Authorization").isEmpty();
            lines << QString::fromLatin1(request.method) % u' ' % request.url.host() % request.url.path()
                    % (bearer ? u" bearer"_s : QString());
        }
        return lines;
    }
    Result<QList<ContactListSummary>> list(std::stop_token stop = {})
    {
        return QCoro::waitFor(connection->contactLists().list(&observer, std::move(stop)));
    }

    TinyDialect dialect;
    FakeClock clock;
    RecordingObserver observer;
    ScriptedChannel *channel = nullptr;
    std::unique_ptr<TenantConnection> connection;
};

} // namespace

/// A second flavour beside the contract: hosts that are found out, operations of several calls, jobs that are missing.
class TestSecondDialect : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addressesAreFoundOutBeforeTheFirstCall();
    void S09_anOriginThatNobodyApprovedGetsNothing_data();
    void S09_anOriginThatNobodyApprovedGetsNothing();
    void callsThatComeTogetherShareOneDiscovery();
    void aDiscoveryThatFailsIsTriedAgain();
    void F45_aWriteThatFoundNoAddressWasNotSent();
    void aStopEndsTheWaitForAddresses();
    void anOperationMayTakeSeveralCalls();
    void F45_whatTheServerHasTakenIsInDoubtUntilItSays();
    void theWordsOfAnErrorMayStandAnywhere();
    void whatItCanDoIsSaid();
    void theTestShowsTheDiscovery();
};

void TestSecondDialect::addressesAreFoundOutBeforeTheFirstCall()
{
    Tenant tenant;
    const auto lists = tenant.list();
    QVERIFY2(lists, qPrintable(lists ? QString() : lists.error().code));
    QCOMPARE(lists->size(), 1);
    const QStringList once{u"GET issuer.example.test/issuer"_s, u"POST auth.example.test/sign-in"_s,
                           u"GET issuer.example.test/tenants/t-7"_s,
                           u"GET api-na1.example.test/base/v1/lists bearer"_s};
    QCOMPARE(tenant.asked(), once);
    QVERIFY(tenant.list());
    QCOMPARE(tenant.asked(), once + QStringList{u"GET api-na1.example.test/base/v1/lists bearer"_s});
}

void TestSecondDialect::S09_anOriginThatNobodyApprovedGetsNothing_data()
{
    QTest::addColumn<QString>("approved");
    QTest::addColumn<QString>("subject");
    QTest::addColumn<qsizetype>("requests");
    QTest::newRow("sign-in") << u"https://api-na1.example.test:443"_s << u"https://auth.example.test:443"_s
                             << qsizetype(1);
    QTest::newRow("services") << u"https://auth.example.test:443"_s << u"https://api-na1.example.test:443"_s
                              << qsizetype(3);
}

void TestSecondDialect::S09_anOriginThatNobodyApprovedGetsNothing()
{
    QFETCH(QString, approved);
    QFETCH(QString, subject);
    QFETCH(qsizetype, requests);
    ConnectionProfile profile = TinyDialect::profile();
    profile.approvedOrigins = {approved};
    Tenant tenant(profile);
    const auto lists = tenant.list();
    QVERIFY(!lists);
    QCOMPARE(lists.error().kind, ErrorKind::AddressRefused);
    QCOMPARE(lists.error().code, u"origin_not_approved"_s);
    QCOMPARE(lists.error().subject, subject);
    QCOMPARE(tenant.channel->requests().size(), requests);
    const QString host = QUrl(subject).host();
    for (const HttpRequest &request : tenant.channel->requests())
        QVERIFY(request.url.host() != host);
}

void TestSecondDialect::callsThatComeTogetherShareOneDiscovery()
{
    Tenant tenant;
    auto hold = ScriptedChannel::json(R"({"token_endpoint":"https://auth.example.test/sign-in"})");
    hold.held = true;
    tenant.channel->script("/issuer", {hold});
    const auto first = tenant.connection->contactLists().list(nullptr, {});
    const auto second = tenant.connection->contactLists().list(nullptr, {});
    tenant.channel->release();
    QTRY_COMPARE(tenant.channel->requestsTo("/v1/lists").size(), 2);
    QTRY_VERIFY(first.isReady() && second.isReady());
    QCOMPARE(tenant.channel->requestsTo("/issuer").size(), 1);
    QCOMPARE(tenant.channel->requestsTo("/sign-in").size(), 1);
}

void TestSecondDialect::aDiscoveryThatFailsIsTriedAgain()
{
    Tenant tenant;
    tenant.channel->script("/issuer",
                           {ScriptedChannel::status(503),
                            ScriptedChannel::json(R"({"token_endpoint":"https://auth.example.test/sign-in"})")});
    QVERIFY(tenant.list());
    QCOMPARE(tenant.channel->requestsTo("/issuer").size(), 2);
    QCOMPARE(tenant.observer.causes, QStringList{u"server_trouble"_s});
}

void TestSecondDialect::F45_aWriteThatFoundNoAddressWasNotSent()
{
    Tenant tenant;
    tenant.channel->script("/tenants/t-7", {ScriptedChannel::failing(ErrorKind::ConnectionLost)});
    const auto answer = QCoro::waitFor(
        tenant.connection->contactLists().correct(u"l-1"_s, {{u"c-1"_s, u"+14155550100"_s}}, {}, &tenant.observer, {}));
    QCOMPARE(answer.fates.size(), 1);
    QCOMPARE(answer.fates.first().fate, WriteFate::NotSent);
    QVERIFY(tenant.channel->requestsTo("/upload").isEmpty());
}

void TestSecondDialect::aStopEndsTheWaitForAddresses()
{
    Tenant tenant;
    tenant.channel->script("/issuer", {{.hang = true}});
    std::stop_source one, other;
    const auto asking = tenant.connection->contactLists().list(nullptr, one.get_token());
    const auto waiting = tenant.connection->contactLists().list(nullptr, other.get_token());
    other.request_stop();
    QTRY_VERIFY(waiting.isReady());
    QVERIFY(!asking.isReady());
    one.request_stop();
    QTRY_VERIFY(asking.isReady());
}

void TestSecondDialect::anOperationMayTakeSeveralCalls()
{
    Tenant tenant;
    const auto upload = ScriptedChannel::json(R"({"job":"j-1"})", 202);
    tenant.channel->script("/upload", {upload});
    tenant.channel->script(
        "/jobs/j-1", {ScriptedChannel::json(R"({"state":"running"})"), ScriptedChannel::json(R"({"state":"done"})")});
    tenant.channel->script("/jobs/j-1/results", {ScriptedChannel::json(R"({"c-1":"ok","c-2":"gone"})")});
    const auto answer = QCoro::waitFor(tenant.connection->contactLists().correct(
        u"l-1"_s, {{u"c-1"_s, u"+14155550100"_s}, {u"c-2"_s, u"+14155550101"_s}, {u"c-3"_s, u"+14155550102"_s}}, {},
        &tenant.observer, {}));
    QList<WriteFate> fates;
    for (const RecordFate &record : answer.fates)
        fates << record.fate;
    QCOMPARE(fates, (QList<WriteFate>{WriteFate::Applied, WriteFate::Absent, WriteFate::Unknown}));
    QCOMPARE(tenant.channel->requestsTo("/upload").size(), 1);
    QCOMPARE(tenant.channel->requestsTo("/upload").first().body,
             QByteArray("id,phone\nc-1,+14155550100\nc-2,+14155550101\nc-3,+14155550102\n"));
    QCOMPARE(tenant.channel->requestsTo("/jobs/j-1").size(), 2);
}

void TestSecondDialect::F45_whatTheServerHasTakenIsInDoubtUntilItSays()
{
    Tenant tenant;
    tenant.channel->script("/upload", {ScriptedChannel::json(R"({"job":"j-1"})", 202)});
    tenant.channel->script("/jobs/j-1", {ScriptedChannel::status(404)});
    const auto answer = QCoro::waitFor(
        tenant.connection->contactLists().correct(u"l-1"_s, {{u"c-1"_s, u"+14155550100"_s}}, {}, &tenant.observer, {}));
    QCOMPARE(answer.fates.first().fate, WriteFate::Unknown);
    QCOMPARE(tenant.channel->requestsTo("/upload").size(), 1);
}

void TestSecondDialect::theWordsOfAnErrorMayStandAnywhere()
{
    Tenant tenant;
    tenant.channel->script("/v1/lists", {ScriptedChannel::status(403, {{"X-Reason", "no licence for lists"}}, "")});
    const auto lists = tenant.list();
    QVERIFY(!lists);
    QCOMPARE(lists.error().kind, ErrorKind::Forbidden);
    QCOMPARE(lists.error().detail, u"no licence for lists"_s);
}

void TestSecondDialect::whatItCanDoIsSaid()
{
    Tenant tenant;
    using Mode = Capability::Mode;
    QCOMPARE(tenant.connection->capability(Job::SegmentExport), (Capability{Mode::Emulated, u"from calling lists"_s}));
    QCOMPARE(tenant.connection->capability(Job::ListSanitising).mode, Mode::Native);
    QCOMPARE(tenant.connection->capability(Job::Enrichment), (Capability{Mode::Unavailable, u"no licence"_s}));
    QCOMPARE(tenant.connection->capability(Job::Transcripts).mode, Mode::Unavailable);
    // And what it cannot do does not leave.
    const auto segments = QCoro::waitFor(tenant.connection->segments().list(nullptr, {}));
    QVERIFY(!segments);
    QCOMPARE(segments.error().code, u"operation_unavailable"_s);
    QVERIFY(tenant.channel->requests().isEmpty());
}

void TestSecondDialect::theTestShowsTheDiscovery()
{
    ConnectionProfile profile = TinyDialect::profile();
    profile.baseUrl = QUrl(u"http://127.0.0.1:1"_s); // no TLS to be tried
    Tenant tenant(profile);
    const auto hops = QCoro::waitFor(tenant.connection->test({}));
    QStringList steps;
    for (const ConnectionHop &hop : hops)
        steps << hopKey(hop.kind) % (hop.skipped ? u" not tried"_s : hop.error ? u" failed"_s : u" passed"_s);
    // Five services at one origin and with one credential: found once, signed in to once and, where there is a read,
    // read.
    QCOMPARE(steps,
             (QStringList{u"resolve passed"_s, u"discover passed"_s, u"token passed"_s, u"locate passed"_s,
                          u"read passed"_s}));
    QCOMPARE(hops.at(1).found, u"https://auth.example.test:443"_s);
    QCOMPARE(hops.at(3).found, u"https://api-na1.example.test:443"_s);
}

MUSTER_TEST(TestSecondDialect, QCoreApplication)

} // namespace tst_seconddialect
#include "tst_seconddialect.moc"
