// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "enrichmentfixture.h"

#include "tests/support/testprogram.h"

#include <QtTest>

using namespace muster;
using namespace muster::test;
using namespace muster::test::enriching;
using namespace std::chrono_literals;

namespace tst_enrichmentwrites {

/// What becomes of a write, whatever is answered.
class TestEnrichmentWrites : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusalsOfABatch_data();
    void refusalsOfABatch();
    void F12_refusalNamesContactsAndAttributes();
    void F20_F45_neverRepeatedByItself();
    void F26_countsThatDoNotFit();
    void F40_whatDidNotLeaveIsNotSent();
    void F21_haltBeforeIsNotSentHaltByItselfIsUnknown();
    void F105_answerOnItsWayIsAwaited();
    void F27_refresh_data();
    void F27_refresh();
};

void TestEnrichmentWrites::refusalsOfABatch_data()
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

void TestEnrichmentWrites::refusalsOfABatch()
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

void TestEnrichmentWrites::F12_refusalNamesContactsAndAttributes()
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

void TestEnrichmentWrites::F20_F45_neverRepeatedByItself()
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

void TestEnrichmentWrites::F26_countsThatDoNotFit()
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

void TestEnrichmentWrites::F40_whatDidNotLeaveIsNotSent()
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

void TestEnrichmentWrites::F21_haltBeforeIsNotSentHaltByItselfIsUnknown()
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

void TestEnrichmentWrites::F105_answerOnItsWayIsAwaited()
{
    EnrichmentFixture fixture;
    Step step = processed(1);
    step.held = true;
    fixture.channel.script(recordsPath, {step});
    std::stop_source source;
    auto task = fixture.client.enrich(sampleBatch(1), {}, &fixture.observer, source.get_token());
    QTRY_COMPARE(fixture.channel.requestsTo(recordsPath).size(), 1);
    QCOMPARE(fixture.channel.requestsTo(recordsPath).constFirst().limits.afterStop, Milliseconds(10s));
    fixture.channel.release();
    QCOMPARE(QCoro::waitFor(std::move(task)).fate, WriteFate::Applied);
}

void TestEnrichmentWrites::F27_refresh_data()
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

void TestEnrichmentWrites::F27_refresh()
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

MUSTER_TEST(TestEnrichmentWrites, QCoreApplication)

} // namespace tst_enrichmentwrites
#include "tst_enrichmentwrites.moc"
