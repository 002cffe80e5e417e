// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "enrichmentfixture.h"
#include "tests/support/testpaths.h"

#include "tests/support/testprogram.h"

#include <QtTest>

using namespace muster;
using namespace muster::test;
using namespace muster::test::enriching;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(std::shared_ptr<const muster::EnrichmentBatch>)

class TestEnrichmentClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void limitsAreTheContracts();
    void readsCampaignsAndSchema();
    void readsAreRetriedAndRefused();
    void F62_noRequestWithoutAnId();
    void enrichesAsTheContractSays();
    void nothingWrongIsEverSent_data();
    void nothingWrongIsEverSent();
    void S42_lookOnlyRefusesWrites();
    void noSecondHasMoreThanFiveHundred();
    void stopEndsTheWaitForTheQuota();
};

void TestEnrichmentClient::limitsAreTheContracts()
{
    EnrichmentFixture fixture;
    const EnrichmentLimits &limits = fixture.client.limits();
    QCOMPARE(limits.perContact, 10ms);
    QCOMPARE(limits.contactsPerSecond, 500);
    QVERIFY(limits.contactsPerCall <= limits.contactsPerSecond);
    QVERIFY(limits.closedStatuses.contains(QStringLiteral("completed")));
}

void TestEnrichmentClient::readsCampaignsAndSchema()
{
    EnrichmentFixture fixture;
    fixture.channel.script("/outbound/campaigns",
                           {ScriptedChannel::json(dataBytes(QStringLiteral("enrichment/campaigns.json")))});
    fixture.channel.script("/lists/list_1/schema",
                           {ScriptedChannel::json(dataBytes(QStringLiteral("enrichment/schema.json")))});
    const QByteArray one = R"({"campaignId":"camp_7f31","status":"running","maxEnrichmentTimeout":3000})";
    fixture.channel.script("/campaigns/camp_7f31", {ScriptedChannel::json(one)});
    fixture.channel.script("/campaigns/camp_other", {ScriptedChannel::json(one)});
    const auto campaigns = QCoro::waitFor(fixture.client.campaigns(&fixture.observer, {}));
    QCOMPARE(campaigns->size(), 3);
    const auto campaign = QCoro::waitFor(fixture.client.campaign(QStringLiteral("camp_7f31"), &fixture.observer, {}));
    QCOMPARE(campaign->maxEnrichmentTimeout, 3000ms);
    const auto schema = QCoro::waitFor(fixture.client.schema(listId, &fixture.observer, {}));
    QCOMPARE(schema->attributes.size(), 7);
    QCOMPARE(schema->listId, listId);
    QCOMPARE(fixture.channel.requestsTo("/lists/list_1/schema").constFirst().method, QByteArray("GET"));
    const auto other = QCoro::waitFor(fixture.client.campaign(QStringLiteral("camp_other"), &fixture.observer, {}));
    QCOMPARE(code(other.error()), QStringLiteral("unexpected_shape other_campaign"));
    QCOMPARE(fixture.channel.requestsTo("/campaigns/camp_other").size(), 1);
}

void TestEnrichmentClient::readsAreRetriedAndRefused()
{
    EnrichmentFixture fixture;
    const QByteArray body = R"({"attributes":[]})";
    fixture.channel.script("/schema",
                           {ScriptedChannel::status(503), ScriptedChannel::json("{\"attributes\":["),
                            ScriptedChannel::failing(ErrorKind::ConnectionLost), ScriptedChannel::status(429),
                            ScriptedChannel::json(body)});
    QVERIFY(QCoro::waitFor(fixture.client.schema(listId, &fixture.observer, {})).has_value());
    QCOMPARE(fixture.channel.requestsTo("/schema").size(), 5);
    QCOMPARE(fixture.observer.waits, QList<Milliseconds>({1000ms, 2000ms, 4000ms, 1000ms}));
    fixture.channel.script("/outbound/campaigns", {ScriptedChannel::status(403)});
    QCOMPARE(QCoro::waitFor(fixture.client.campaigns(&fixture.observer, {})).error().kind, ErrorKind::Forbidden);
    fixture.channel.script("/campaigns/gone", {ScriptedChannel::status(404)});
    const auto gone = QCoro::waitFor(fixture.client.campaign(QStringLiteral("gone"), &fixture.observer, {}));
    QCOMPARE(gone.error().kind, ErrorKind::NotFound);
    QCOMPARE(gone.error().subject, QStringLiteral("gone"));
}

void TestEnrichmentClient::F62_noRequestWithoutAnId()
{
    EnrichmentFixture fixture;
    for (const QString &id : {QString(), QStringLiteral(".."), QStringLiteral("a\n")}) {
        QCOMPARE(QCoro::waitFor(fixture.client.campaign(id, nullptr, {})).error().kind, ErrorKind::BadInput);
        QCOMPARE(QCoro::waitFor(fixture.client.schema(id, nullptr, {})).error().kind, ErrorKind::BadInput);
        const RefreshAnswer refreshed = fixture.refresh(id);
        QCOMPARE(refreshed.fate, WriteFate::NotSent);
        QCOMPARE(refreshed.error->kind, ErrorKind::BadInput);
        EnrichmentBatchBuilder builder(sampleSchema(id));
        builder.beginContact("c");
        builder.add(0, "gold");
        const EnrichmentAnswer enriched = fixture.enrich(builder.take());
        QCOMPARE(enriched.fate, WriteFate::NotSent);
        QCOMPARE(enriched.error->kind, ErrorKind::BadInput);
    }
    QVERIFY(fixture.channel.requests().isEmpty());
}

void TestEnrichmentClient::enrichesAsTheContractSays()
{
    EnrichmentFixture fixture;
    fixture.channel.script(recordsPath, {processed(2), processed(2, 201)});
    for (int i = 0; i < 2; ++i) {
        const EnrichmentAnswer answer = fixture.enrich(sampleBatch(2));
        QCOMPARE(answer.fate, WriteFate::Applied);
        QCOMPARE(answer.processed, std::optional<qint64>(2));
        QVERIFY(!answer.error && answer.faults.isEmpty());
    }
    const HttpRequest request = fixture.channel.requestsTo(recordsPath).constFirst();
    QCOMPARE(request.method, QByteArray("POST"));
    QCOMPARE(headerValue(request.headers, "content-type"), QByteArray("application/json"));
    QCOMPARE(request.body,
             QByteArray(R"({"contactListId":"list_1","contacts":[{"contactId":"c0","attributes":{"tier":"gold"}},)"
                        R"({"contactId":"c1","attributes":{"tier":"gold"}}]})"));
    fixture.channel.script(recordsPath, {processed(500)});
    QCOMPARE(fixture.enrich(sampleBatch(500)).fate, WriteFate::Applied);
}

void TestEnrichmentClient::nothingWrongIsEverSent_data()
{
    QTest::addColumn<std::shared_ptr<const EnrichmentBatch>>("batch");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const std::shared_ptr<const EnrichmentBatch> &batch, const char *expected) {
        QTest::newRow(name) << batch << QStringLiteral("bad_input ") + QString::fromLatin1(expected);
    };
    row("no contacts", sampleBatch(0), "batch_size");
    row("too many", sampleBatch(501), "batch_size");
    row("too long", single("c", 0, std::string(1'000'000, 'x')), "batch_bytes");
    row("empty id", single("", 0, "gold"), "contact_id");
    row("id is no text", single("\xff", 0, "gold"), "contact_id");
    row("id twice", built([](auto &builder) {
            for (const char *id : {"a", "b", "a"}) {
                builder.beginContact(id);
                builder.add(0, "gold");
            }
        }),
        "repeated_id");
    row("no values", built([](auto &builder) {
            builder.beginContact("a");
            builder.add(0, "gold");
            builder.beginContact("b");
        }),
        "no_attributes");
    row("attribute twice", built([](auto &builder) {
            builder.beginContact("a");
            builder.add(0, "gold");
            builder.add(1, "7");
            builder.add(0, "silver");
        }),
        "repeated_attribute");
    for (std::uint32_t attribute = 0; attribute < 6; ++attribute) {
        for (const char *word : {"", "null", "NULL", "N/A"})
            row(qPrintable(QStringLiteral("null word %1 in %2").arg(QLatin1String(word)).arg(attribute)),
                single("a", attribute, word), "null_word");
    }
    row("no UTF-8", single("a", 0, "\xc3("), "not_canonical");
    row("no integer", single("a", 1, "7.5"), "not_canonical");
    row("no decimal", single("a", 2, "1,5"), "not_canonical");
    row("no boolean", single("a", 3, "yes"), "not_canonical");
    row("no date", single("a", 4, "2026-02-30"), "not_canonical");
    row("type that we do not know", single("a", 5, "vip"), "not_canonical");
    row("breaks out of the JSON", single("a", 1, "1,\"x\":2"), "not_canonical");
}

void TestEnrichmentClient::nothingWrongIsEverSent()
{
    QFETCH(std::shared_ptr<const EnrichmentBatch>, batch);
    QFETCH(QString, expected);
    EnrichmentFixture fixture;
    const EnrichmentAnswer answer = fixture.enrich(batch);
    QCOMPARE(answer.fate, WriteFate::NotSent);
    QCOMPARE(code(answer.error), expected);
    QVERIFY(!answer.processed);
    QVERIFY(!answer.error->subject.contains(QLatin1String("gold")) && answer.error->subject.size() < 20);
    QVERIFY(fixture.channel.requests().isEmpty());
}

void TestEnrichmentClient::S42_lookOnlyRefusesWrites()
{
    EnrichmentFixture fixture(Environment::Production);
    fixture.channel.script(recordsPath, {processed(1)});
    const EnrichmentAnswer answer = fixture.enrich(sampleBatch(1));
    QCOMPARE(answer.fate, WriteFate::NotSent);
    QCOMPARE(answer.error->kind, ErrorKind::LookOnly);
    QCOMPARE(fixture.refresh().error->kind, ErrorKind::LookOnly);
    QVERIFY(fixture.channel.requests().isEmpty());
    fixture.transport->guard().arm(60s);
    QCOMPARE(fixture.enrich(sampleBatch(1)).fate, WriteFate::Applied);
}

void TestEnrichmentClient::noSecondHasMoreThanFiveHundred()
{
    EnrichmentFixture fixture;
    fixture.channel.script(recordsPath, {processed(250)});
    for (int i = 0; i < 2; ++i)
        QCOMPARE(fixture.enrich(sampleBatch(250)).fate, WriteFate::Applied);
    QVERIFY(fixture.clock.sleeps().isEmpty());
    QCOMPARE(fixture.enrich(sampleBatch(250)).fate, WriteFate::Applied);
    QCOMPARE(fixture.clock.sleeps(), QList<Milliseconds>({1000ms}));
    // What does not write records never waits for it.
    fixture.channel.script(refreshPath, {ScriptedChannel::status(202, {}, "")});
    fixture.channel.script("/schema", {ScriptedChannel::json(R"({"attributes":[]})")});
    QCOMPARE(fixture.enrich(sampleBatch(250)).fate, WriteFate::Applied);
    QCOMPARE(fixture.refresh().fate, WriteFate::Accepted);
    QVERIFY(QCoro::waitFor(fixture.client.schema(listId, &fixture.observer, {})).has_value());
    QCOMPARE(fixture.clock.sleeps().size(), 1);
}

void TestEnrichmentClient::stopEndsTheWaitForTheQuota()
{
    EnrichmentFixture fixture(Environment::Test, FakeClock::Mode::ByHand);
    fixture.channel.script(recordsPath, {processed(500)});
    QCOMPARE(fixture.enrich(sampleBatch(500)).fate, WriteFate::Applied);
    std::stop_source source;
    auto waiting = fixture.client.enrich(sampleBatch(500), {}, &fixture.observer, {});
    auto stopped = fixture.client.enrich(sampleBatch(1), {}, &fixture.observer, source.get_token());
    QTRY_COMPARE(fixture.clock.sleeping(), 2);
    source.request_stop();
    const EnrichmentAnswer answer = QCoro::waitFor(std::move(stopped));
    QCOMPARE(answer.fate, WriteFate::NotSent);
    QCOMPARE(answer.error->kind, ErrorKind::Cancelled);
    QCOMPARE(fixture.channel.requestsTo(recordsPath).size(), 1);
    fixture.clock.advance(1s);
    QCOMPARE(QCoro::waitFor(std::move(waiting)).fate, WriteFate::Applied);
}

MUSTER_TEST(TestEnrichmentClient, QCoreApplication)
#include "tst_enrichmentclient.moc"
