// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/api/enrichmentclient.h"
#include "tests/support/enrichments.h"
#include "tests/support/testpaths.h"
#include "tests/support/transportfixture.h"

#include <QtTest>

using namespace muster;
using namespace muster::test;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(muster::WriteFate)
Q_DECLARE_METATYPE(std::shared_ptr<const muster::EnrichmentBatch>)

namespace {

constexpr auto recordsPath = "/lists/list_1/contacts";
constexpr auto refreshPath = "/lists/list_1/actions/refresh";
const QString listId = QStringLiteral("list_1");

struct EnrichmentFixture : Fixture
{
    explicit EnrichmentFixture(Environment environment = Environment::Test,
                               FakeClock::Mode mode = FakeClock::Mode::Automatic)
        : Fixture(environment, 0.0, mode)
        , client(*transport)
    {
    }
    EnrichmentAnswer enrich(const std::shared_ptr<const EnrichmentBatch> &batch, std::stop_token stop = {})
    {
        return QCoro::waitFor(client.enrich(batch, &observer, stop));
    }
    RefreshAnswer refresh(const QString &list = listId) { return QCoro::waitFor(client.refresh(list, &observer, {})); }
    EnrichmentClient client;
};

Step processed(int count, int status = 200)
{
    return ScriptedChannel::json("{\"processedCount\":" + QByteArray::number(count) + '}', status);
}

/// One contact of one value.
std::shared_ptr<const EnrichmentBatch> single(std::string_view id, std::uint32_t attribute, std::string_view text)
{
    EnrichmentBatchBuilder builder(sampleSchema());
    builder.beginContact(id);
    builder.add(attribute, text);
    return builder.take();
}

template <typename Build>
std::shared_ptr<const EnrichmentBatch> built(Build build)
{
    EnrichmentBatchBuilder builder(sampleSchema());
    build(builder);
    return builder.take();
}

QString code(const std::optional<ApiError> &error)
{
    return error ? errorKindKey(error->kind) + u' ' + error->code : QString();
}

} // namespace

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
    void refusalsOfABatch_data();
    void refusalsOfABatch();
    void F12_refusalNamesContactsAndAttributes();
    void F20_F45_neverRepeatedByItself();
    void F26_countsThatDoNotFit();
    void F40_whatDidNotLeaveIsNotSent();
    void F21_haltBeforeIsNotSentHaltByItselfIsUnknown();
    void F105_answerOnItsWayIsAwaited();
    void S42_lookOnlyRefusesWrites();
    void noSecondHasMoreThanFiveHundred();
    void stopEndsTheWaitForTheQuota();
    void F27_refresh_data();
    void F27_refresh();
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

void TestEnrichmentClient::refusalsOfABatch_data()
{
    QTest::addColumn<ScriptedChannel::Step>("step");
    QTest::addColumn<WriteFate>("fate");
    QTest::addColumn<QString>("kind");
    const auto status = [](const char *name, int status, WriteFate fate, const char *kind) {
        QTest::addRow("%s %d", name, status) << ScriptedChannel::status(status) << fate << QString::fromLatin1(kind);
    };
    status("F12", 400, WriteFate::Rejected, "invalid");
    status("F10", 403, WriteFate::Rejected, "forbidden");
    status("no such list", 404, WriteFate::Rejected, "not_found");
    status("F16", 409, WriteFate::Rejected, "conflict");
    status("F17", 413, WriteFate::Rejected, "too_large");
    for (const int code : {405, 406, 410, 415, 422})
        status("other", code, WriteFate::Rejected, "refused");
    for (const int code : {301, 302, 303, 307, 308})
        status("F31", code, WriteFate::Rejected, "redirect_refused");
    for (const int code : {408, 500, 502, 503, 504})
        status("F20", code, WriteFate::Unknown, "server_trouble");
    for (const int code : {202, 204, 206, 207})
        status("odd success", code, WriteFate::Unknown, "not_from_api");
    status("F08", 401, WriteFate::NotSent, "sign_in_needed");
    status("F05", 429, WriteFate::NotSent, "throttled");
    status("F54", 407, WriteFate::NotSent, "proxy_refused");
    const auto failing = [](const char *name, ErrorKind kind, WriteFate fate) {
        QTest::newRow(name) << ScriptedChannel::failing(kind) << fate << errorKindKey(kind);
    };
    failing("F40 no connection", ErrorKind::NotSent, WriteFate::NotSent);
    failing("F52 certificate", ErrorKind::TlsRefused, WriteFate::NotSent);
    failing("F45 lost", ErrorKind::ConnectionLost, WriteFate::Unknown);
    failing("F50 timed out", ErrorKind::TimedOut, WriteFate::Unknown);
    failing("F47 cut", ErrorKind::BrokenBody, WriteFate::Unknown);
    const auto body = [](const char *name, const ScriptedChannel::Step &step, const char *kind) {
        QTest::newRow(name) << step << WriteFate::Unknown << QString::fromLatin1(kind);
    };
    body("F28 login page", ScriptedChannel::status(200, {{"Content-Type", "text/html"}}, "<html>"), "not_from_api");
    body("F28 empty", ScriptedChannel::status(200, {}, ""), "not_from_api");
    body("F47 cut JSON", ScriptedChannel::json(R"({"processedCount":)"), "broken_body");
    body("F60 broken JSON", ScriptedChannel::json(R"({"processedCount":x})"), "broken_body");
}

void TestEnrichmentClient::refusalsOfABatch()
{
    QFETCH(ScriptedChannel::Step, step);
    QFETCH(WriteFate, fate);
    QFETCH(QString, kind);
    EnrichmentFixture fixture;
    fixture.channel.script(recordsPath, {step});
    const EnrichmentAnswer answer = fixture.enrich(sampleBatch(3));
    QCOMPARE(answer.fate, fate);
    QCOMPARE(errorKindKey(answer.error->kind), kind);
    QVERIFY(!answer.processed && answer.faults.isEmpty());
    QCOMPARE(fixture.channel.requestsTo(recordsPath).size(), step.status == 401 ? 2 : 1);
}

void TestEnrichmentClient::F12_refusalNamesContactsAndAttributes()
{
    EnrichmentFixture fixture;
    fixture.channel.script(
        recordsPath,
        {ScriptedChannel::json(R"({"error":"invalid_enrichment","message":"refused","details":[)"
                               R"({"field":"contacts[1].attributes.tier","issue":"call +1 415 555 0123"},)"
                               R"({"field":"contacts[0].contactId","issue":"no contact of this list"}]})",
                               400),
         ScriptedChannel::json(R"({"error":"enrichment_timeout","message":"more than 120"})", 400)});
    const EnrichmentAnswer answer = fixture.enrich(sampleBatch(2));
    QCOMPARE(answer.fate, WriteFate::Rejected);
    QCOMPARE(code(answer.error), QStringLiteral("invalid invalid_enrichment"));
    const QList<EnrichmentFault> expected = {{1U, QStringLiteral("tier"), QStringLiteral("call [masked]")},
                                             {0U, {}, QStringLiteral("no contact of this list")}};
    QCOMPARE(answer.faults, expected);
    const EnrichmentAnswer tooMany = fixture.enrich(sampleBatch(2));
    QCOMPARE(code(tooMany.error), QStringLiteral("invalid enrichment_timeout"));
    QVERIFY(tooMany.faults.isEmpty());
}

void TestEnrichmentClient::F20_F45_neverRepeatedByItself()
{
    for (const Step &step : {ScriptedChannel::status(503), ScriptedChannel::failing(ErrorKind::ConnectionLost),
                             ScriptedChannel::failing(ErrorKind::TimedOut)}) {
        EnrichmentFixture fixture;
        fixture.channel.script(recordsPath, {step, processed(1)});
        fixture.channel.script(refreshPath, {step});
        QCOMPARE(fixture.enrich(sampleBatch(1)).fate, WriteFate::Unknown);
        QCOMPARE(fixture.channel.requestsTo(recordsPath).size(), 1);
        QCOMPARE(fixture.enrich(sampleBatch(1)).fate, WriteFate::Applied);
        const auto requests = fixture.channel.requestsTo(recordsPath);
        QCOMPARE(requests.size(), 2);
        QCOMPARE(requests.first().body, requests.last().body);
        QCOMPARE(fixture.refresh().fate, WriteFate::Unknown);
        QCOMPARE(fixture.channel.requestsTo(refreshPath).size(), 1);
        QVERIFY(fixture.observer.attempts.isEmpty());
    }
}

void TestEnrichmentClient::F26_countsThatDoNotFit()
{
    EnrichmentFixture fixture;
    fixture.channel.script(recordsPath, {processed(2), processed(4), ScriptedChannel::json("{}")});
    const EnrichmentAnswer fewer = fixture.enrich(sampleBatch(3));
    QCOMPARE(fewer.fate, WriteFate::Unknown);
    QCOMPARE(fewer.processed, std::optional<qint64>(2));
    QCOMPARE(code(fewer.error), QStringLiteral("unexpected_shape other_count"));
    QCOMPARE(fixture.enrich(sampleBatch(3)).processed, std::optional<qint64>(4));
    const EnrichmentAnswer silent = fixture.enrich(sampleBatch(3));
    QCOMPARE(silent.fate, WriteFate::Unknown);
    QCOMPARE(code(silent.error), QStringLiteral("unexpected_shape processed_count"));
}

void TestEnrichmentClient::F40_whatDidNotLeaveIsNotSent()
{
    for (const Step &step : {ScriptedChannel::status(503), ScriptedChannel::status(401),
                             ScriptedChannel::failing(ErrorKind::ConnectionLost)}) {
        EnrichmentFixture fixture;
        fixture.channel.script("/oauth2/token", {step});
        QCOMPARE(fixture.enrich(sampleBatch(1)).fate, WriteFate::NotSent);
        QCOMPARE(fixture.refresh().fate, WriteFate::NotSent);
        QVERIFY(fixture.channel.requestsTo(recordsPath).isEmpty());
    }
    std::stop_source source;
    source.request_stop();
    EnrichmentFixture stopped;
    const EnrichmentAnswer answer = stopped.enrich(sampleBatch(1), source.get_token());
    QCOMPARE(answer.fate, WriteFate::NotSent);
    QCOMPARE(answer.error->kind, ErrorKind::Cancelled);
    QVERIFY(stopped.channel.requests().isEmpty());
}

void TestEnrichmentClient::F21_haltBeforeIsNotSentHaltByItselfIsUnknown()
{
    EnrichmentFixture fixture;
    fixture.channel.script(recordsPath, {ScriptedChannel::status(500)});
    for (int i = 1; i <= 5; ++i) {
        const EnrichmentAnswer answer = fixture.enrich(sampleBatch(1));
        QCOMPARE(answer.fate, WriteFate::Unknown);
        QCOMPARE(answer.error->kind, i < 5 ? ErrorKind::ServerTrouble : ErrorKind::BreakerOpen);
    }
    QCOMPARE(fixture.enrich(sampleBatch(1)).fate, WriteFate::NotSent);
    QCOMPARE(fixture.refresh().fate, WriteFate::NotSent);
    QCOMPARE(fixture.channel.requestsTo(recordsPath).size(), 5);
    QVERIFY(fixture.channel.requestsTo(refreshPath).isEmpty());
}

void TestEnrichmentClient::F105_answerOnItsWayIsAwaited()
{
    EnrichmentFixture fixture;
    Step step = processed(1);
    step.held = true;
    fixture.channel.script(recordsPath, {step});
    std::stop_source source;
    auto task = fixture.client.enrich(sampleBatch(1), &fixture.observer, source.get_token());
    QTRY_COMPARE(fixture.channel.requestsTo(recordsPath).size(), 1);
    QCOMPARE(fixture.channel.requestsTo(recordsPath).constFirst().limits.afterStop, Milliseconds(10s));
    fixture.channel.release();
    QCOMPARE(QCoro::waitFor(std::move(task)).fate, WriteFate::Applied);
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
    auto waiting = fixture.client.enrich(sampleBatch(500), &fixture.observer, {});
    auto stopped = fixture.client.enrich(sampleBatch(1), &fixture.observer, source.get_token());
    QTRY_COMPARE(fixture.clock.sleeping(), 2);
    source.request_stop();
    const EnrichmentAnswer answer = QCoro::waitFor(std::move(stopped));
    QCOMPARE(answer.fate, WriteFate::NotSent);
    QCOMPARE(answer.error->kind, ErrorKind::Cancelled);
    QCOMPARE(fixture.channel.requestsTo(recordsPath).size(), 1);
    fixture.clock.advance(1s);
    QCOMPARE(QCoro::waitFor(std::move(waiting)).fate, WriteFate::Applied);
}

void TestEnrichmentClient::F27_refresh_data()
{
    QTest::addColumn<ScriptedChannel::Step>("step");
    QTest::addColumn<WriteFate>("fate");
    QTest::newRow("200") << ScriptedChannel::json("{}") << WriteFate::Applied;
    QTest::newRow("200 no body") << ScriptedChannel::status(200, {}, "") << WriteFate::Applied;
    QTest::newRow("202") << ScriptedChannel::status(202, {}, "") << WriteFate::Accepted;
    QTest::newRow("204") << ScriptedChannel::status(204, {}, "") << WriteFate::Unknown;
    QTest::newRow("markup") << ScriptedChannel::status(200, {{"Content-Type", "text/html"}}, "<html>")
                            << WriteFate::Unknown;
    QTest::newRow("400") << ScriptedChannel::status(400) << WriteFate::Rejected;
    QTest::newRow("404") << ScriptedChannel::status(404) << WriteFate::Rejected;
    QTest::newRow("429") << ScriptedChannel::status(429) << WriteFate::NotSent;
    QTest::newRow("500") << ScriptedChannel::status(500) << WriteFate::Unknown;
    QTest::newRow("lost") << ScriptedChannel::failing(ErrorKind::ConnectionLost) << WriteFate::Unknown;
}

void TestEnrichmentClient::F27_refresh()
{
    QFETCH(ScriptedChannel::Step, step);
    QFETCH(WriteFate, fate);
    EnrichmentFixture fixture;
    fixture.channel.script(refreshPath, {step});
    const RefreshAnswer answer = fixture.refresh();
    QCOMPARE(answer.fate, fate);
    QCOMPARE(answer.error.has_value(), fate != WriteFate::Applied && fate != WriteFate::Accepted);
    const HttpRequest request = fixture.channel.requestsTo(refreshPath).constFirst();
    QCOMPARE(request.method, QByteArray("POST"));
    QVERIFY(request.body.isEmpty());
    QVERIFY(headerValue(request.headers, "content-type").isEmpty());
    QCOMPARE(fixture.channel.requestsTo(refreshPath).size(), 1);
}

QTEST_GUILESS_MAIN(TestEnrichmentClient)
#include "tst_enrichmentclient.moc"
