// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "contactlistsfixture.h"

#include "network/tenant/tenantconnection.h"

#include "tests/support/testprogram.h"

#include <QtTest>

using namespace muster;
using namespace muster::test;
using namespace std::chrono_literals;

namespace tst_contactlistsclient {

namespace {

QCoro::Task<void> readPages(ContactListsClient &client, int count, int *read)
{
    for (int i = 0; i < count; ++i) {
        const auto page = co_await client.page(listId, {}, 10, nullptr, {});
        *read += page ? 1 : 0;
    }
}

} // namespace

class TestContactListsClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsContactLists();
    void F61_wrongTypesOfTheIndexNameTheMember();
    void pagesFollowTheLinkAsItStands();
    void S09_S11_S12_linksElsewhereAreRefused_data();
    void S09_S11_S12_linksElsewhereAreRefused();
    void F13_missingListIsNamed();
    void F62_unusableIdsBuildNoRequest();
    void S42_lookOnlyRefusesEveryWrite();
    void S07_serverWordsAreMasked();
    void F06_oneWorkersThrottleHoldsFourWorkersBack();
};

void TestContactListsClient::listsContactLists()
{
    ListFixture fixture;
    fixture.channel.script(
        "/contactlists",
        {ScriptedChannel::json(R"({"items":[{"id":"list_1","name":"A","contactCount":12},)"
                               R"({"id":"l/2","name":"","contactCount":-7},{"id":"3","name":"C"}]})")});
    const auto lists = QCoro::waitFor(fixture.client.list(nullptr, {}));
    QVERIFY(lists);
    QCOMPARE(*lists,
             QList<ContactListSummary>({{listId, QStringLiteral("A"), 12},
                                        {QStringLiteral("l/2"), QString(), -1},
                                        {QStringLiteral("3"), QStringLiteral("C"), -1}}));
    const HttpRequest request = fixture.channel.requestsTo("/contactlists").constFirst();
    QCOMPARE(request.method, QByteArray("GET"));
    QCOMPARE(request.url.toEncoded(), QByteArray("https://api.example.test/api/v2/campaigns/contactlists"));
}

void TestContactListsClient::F61_wrongTypesOfTheIndexNameTheMember()
{
    const QList<QPair<QByteArray, QString>> rows
        = {{R"({"items":{}})", QStringLiteral("items")},
           {R"({"lists":[]})", QStringLiteral("items")},
           {R"({"items":[{"id":7,"name":"A"}]})", QStringLiteral("items[0].id")},
           {R"({"items":[{"id":"","name":"A"}]})", QStringLiteral("items[0].id")},
           {R"({"items":[{"id":"a","name":"A"},{"id":"b","name":"B","contactCount":"9"}]})",
            QStringLiteral("items[1].contactCount")}};
    for (const auto &[body, field] : rows) {
        ListFixture fixture;
        fixture.channel.script("/contactlists", {ScriptedChannel::json(body)});
        const auto lists = QCoro::waitFor(fixture.client.list(nullptr, {}));
        QVERIFY(!lists);
        QCOMPARE(lists.error().kind, ErrorKind::UnexpectedShape);
        QCOMPARE(lists.error().details.constFirst().field, field);
    }
}

void TestContactListsClient::pagesFollowTheLinkAsItStands()
{
    ListFixture fixture;
    const QByteArray path = "/api/v2/campaigns/contactlists/list_1";
    const QByteArray absolute
        = "https://API.example.test:443" + path + "?limit=2&cursor=a%2Bb%2Fc%3D%3D+d%20e&x=%C3%A4";
    fixture.channel.script(
        listPath,
        {ScriptedChannel::json(R"({"contacts":[{"id":"1","phone":"x"}],"nextPageUri":")" + absolute + "\"}"),
         ScriptedChannel::json(R"({"contacts":[],"nextPageUri":"?cursor=3"})"),
         ScriptedChannel::json(R"({"contacts":[],"nextPageUri":null})"),
         ScriptedChannel::json(R"({"nextPageUri":"","contacts":[]})")});
    const auto first = fixture.page();
    QVERIFY(first);
    QCOMPARE(first->nextCursor, absolute);
    const auto second = fixture.page(*first->nextCursor);
    QVERIFY(second);
    QCOMPARE(second->nextCursor, QByteArray("?cursor=3"));
    const auto third = fixture.page(*second->nextCursor);
    QVERIFY(third);
    QCOMPARE(third->nextCursor, QByteArray(""));
    const auto fourth = fixture.page(path + "?cursor=4");
    QVERIFY(fourth);
    QVERIFY(!fourth->nextCursor); // Only decoding tells.
    const auto decoded = fixture.client.decoder()->decode(*first);
    QVERIFY(decoded);
    QCOMPARE(decoded->nextCursor, absolute);
    QCOMPARE(decoded->rowCount(), std::size_t(1));
    const auto requests = fixture.channel.requestsTo(listPath);
    const auto target
        = [&requests](int i) { return requests.at(i).url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority); };
    QCOMPARE(requests.at(0).method, QByteArray("GET"));
    QCOMPARE(target(0), path + "?limit=500");
    QCOMPARE(target(1), path + "?limit=2&cursor=a%2Bb%2Fc%3D%3D+d%20e&x=%C3%A4");
    QCOMPARE(target(2), path + "?cursor=3");
    QCOMPARE(target(3), path + "?cursor=4");
}

void TestContactListsClient::S09_S11_S12_linksElsewhereAreRefused_data()
{
    QTest::addColumn<QByteArray>("link");
    QTest::newRow("host") << QByteArray("https://evil.example.test/api/v2/campaigns/contactlists/list_1");
    QTest::newRow("port") << QByteArray("https://api.example.test:8443/x");
    QTest::newRow("scheme") << QByteArray("http://api.example.test/x");
    QTest::newRow("without scheme") << QByteArray("//evil.example.test/x");
    QTest::newRow("user info") << QByteArray("https://api.example.test@evil.example.test/x");
    QTest::newRow("user info, own host") << QByteArray("https://user@api.example.test/x");
    QTest::newRow("subdomain") << QByteArray("https://api.example.test.evil.example/x");
    QTest::newRow("backslash") << QByteArray("https:\\\\evil.example.test/x");
    QTest::newRow("file") << QByteArray("file:///etc/passwd");
    QTest::newRow("data") << QByteArray("data:application/json,{}");
    QTest::newRow("loopback") << QByteArray("http://127.0.0.1/x");
    QTest::newRow("link-local") << QByteArray("https://169.254.169.254/latest");
    QTest::newRow("another service of the profile") << QByteArray("https://segments.example.test/x");
    QTest::newRow("line break") << QByteArray("/x?a=1\r\nX-Evil: 1");
    QTest::newRow("blank") << QByteArray("/x?a=1 2");
    QTest::newRow("half a percent-code") << QByteArray("/x?a=%2");
    QTest::newRow("endless") << QByteArray("/x?a=" + QByteArray(9000, 'a'));
}

void TestContactListsClient::S09_S11_S12_linksElsewhereAreRefused()
{
    QFETCH(QByteArray, link);
    ListFixture fixture;
    ConnectionProfile profile = fixture.profile;
    profile.services[Service::Segments].baseUrl = QUrl(QStringLiteral("https://segments.example.test"));
    ApiTransport transport(profile, contractDialect()->protocol, fixture.channel, fixedSecret, fixture.clock);
    ContractContactLists client(transport);
    const auto page = QCoro::waitFor(client.page(listId, link, 500, nullptr, {}));
    QVERIFY(!page);
    QCOMPARE(page.error().kind, ErrorKind::AddressRefused);
    QVERIFY(fixture.channel.requests().isEmpty()); // Not even a token is asked for.
}

void TestContactListsClient::F13_missingListIsNamed()
{
    ListFixture fixture;
    fixture.channel.script(listPath, {ScriptedChannel::status(404)});
    const auto page = fixture.page();
    QVERIFY(!page);
    QCOMPARE(page.error().kind, ErrorKind::NotFound);
    QCOMPARE(page.error().subject, listId);
}

void TestContactListsClient::F62_unusableIdsBuildNoRequest()
{
    ListFixture fixture;
    for (const QString &id : {QString(), QStringLiteral("."), QStringLiteral(".."), QStringLiteral("a\nb"),
                              QString(QChar(0)), QString(QChar(0xD800)), QString(1025, u'x')}) {
        const RecordFate record = fixture.purge(id);
        QCOMPARE(record.fate, WriteFate::NotSent);
        QCOMPARE(record.error->kind, ErrorKind::BadInput);
        const auto page = QCoro::waitFor(fixture.client.page(id, {}, 10, nullptr, {}));
        QCOMPARE(page.error().kind, ErrorKind::BadInput);
        const auto linked = QCoro::waitFor(fixture.client.page(id, "?cursor=1", 10, nullptr, {}));
        QCOMPARE(linked.error().kind, ErrorKind::BadInput);
        const auto corrected = QCoro::waitFor(fixture.client.correct(id, phones(1), {}, nullptr, {}));
        QCOMPARE(fates(corrected), all(1, WriteFate::NotSent));
    }
    QVERIFY(fixture.channel.requests().isEmpty());
    // One segment, whatever is in it.
    fixture.channel.script("/contacts/a%2F..%2Fb%3Fx%23", {ScriptedChannel::status(204, {}, "")});
    QCOMPARE(fixture.purge(QStringLiteral("a/../b?x#")).fate, WriteFate::Applied);
}

void TestContactListsClient::S42_lookOnlyRefusesEveryWrite()
{
    ListFixture fixture(Environment::Production);
    fixture.channel.script(
        recordsPath,
        {ScriptedChannel::json(R"({"updatedCount":1})"), ScriptedChannel::json(R"({"createdCount":1})", 201)});
    fixture.channel.script("/contacts/c1", {ScriptedChannel::status(204, {}, "")});
    const auto writes = [&fixture] {
        return QList<WriteFate>{fixture.correct(phones(1)).fates.at(0).fate,
                                fixture.restore(phones(1)).fates.at(0).fate, fixture.purge().fate};
    };
    QCOMPARE(writes(), all(3, WriteFate::NotSent));
    QCOMPARE(fixture.correct(phones(1)).error->kind, ErrorKind::LookOnly);
    QVERIFY(fixture.channel.requests().isEmpty());
    fixture.transport->guard().arm(60s);
    QCOMPARE(writes(), all(3, WriteFate::Applied));
    fixture.clock.advance(60s);
    QCOMPARE(writes(), all(3, WriteFate::NotSent));
    QCOMPARE(fixture.channel.requestsTo("/contacts/c1").size(), 1);
    // Reading is free.
    fixture.channel.script(listPath, {ScriptedChannel::json(R"({"contacts":[]})")});
    QVERIFY(fixture.page());
}

void TestContactListsClient::S07_serverWordsAreMasked()
{
    ListFixture fixture;
    fixture.channel.script(
        recordsPath,
        {ScriptedChannel::json(R"({"error":"invalid_batch","message":"+1 201 555 0000 is wrong",)"
                               R"("details":[{"field":"contacts[0].phone","issue":"+12015550000"}]})",
                               400)});
    const WriteAnswer answer = fixture.correct(phones(2));
    QCOMPARE(fates(answer), all(2, WriteFate::Rejected));
    QCOMPARE(answer.error->detail, QStringLiteral("[masked] is wrong"));
    QCOMPARE(answer.error->details,
             QList<FieldFault>({{QStringLiteral("contacts[0].phone"), QStringLiteral("[masked]")}}));
    for (const Exchange &exchange : fixture.transport->log().entries())
        QVERIFY(!exchange.address.contains(QLatin1String("555")));
}

void TestContactListsClient::F06_oneWorkersThrottleHoldsFourWorkersBack()
{
    FakeClock clock(FakeClock::Mode::ByHand);
    auto owned = std::make_unique<ScriptedChannel>();
    ScriptedChannel &channel = *owned;
    const Step page = ScriptedChannel::json(R"({"contacts":[]})");
    channel.script(listPath, {page, page, page, page, page, busy({{"Retry-After", "30"}}), page});
    channel.script("/contacts/c1", {ScriptedChannel::status(204, {}, "")});
    ConnectionProfile profile
        = contractProfile(QStringLiteral("test"), QUrl(QStringLiteral("https://api.example.test")));
    profile.environment = Environment::Test;
    TenantConnection tenant(profile, fixedSecret, clock, std::move(owned));
    int pages = 0;
    std::vector<QCoro::Task<void>> workers;
    for (int i = 0; i < 4; ++i)
        workers.push_back(readPages(tenant.contactLists(), 5, &pages));
    QTRY_COMPARE(clock.sleeping(), 4);
    // What was in flight when the 429 came has reached the server, and nothing else does: no write either.
    const qsizetype seen = channel.requestsTo(listPath).size();
    QVERIFY2(seen >= 6 && seen <= 6 + 3, qPrintable(QString::number(seen)));
    std::optional<WriteFate> purged;
    auto writer = tenant.contactLists()
                      .purge(listId, {QStringLiteral("c1")}, nullptr, {})
                      .then([&purged](const WriteAnswer &answer) { purged = answer.fates.value(0).fate; });
    QTRY_COMPARE(clock.sleeping(), 5);
    clock.advance(29'999ms);
    QTest::qWait(20);
    QCOMPARE(channel.requestsTo(listPath).size(), seen);
    QVERIFY(channel.requestsTo("/contacts/c1").isEmpty());
    clock.advance(1ms);
    QTRY_COMPARE(pages, 4 * 5);
    QTRY_VERIFY(purged);
    QCOMPARE(*purged, WriteFate::Applied);
    QCOMPARE(channel.requestsTo(listPath).size(), 4 * 5 + 1);
}

MUSTER_TEST(TestContactListsClient, QCoreApplication)

} // namespace tst_contactlistsclient
#include "tst_contactlistsclient.moc"
