// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/api/transcriptsclient.h"
#include "network/codec/transcriptscodec.h"
#include "network/dialects/contract/contracttranscripts.h"
#include "tests/support/testpaths.h"
#include "tests/support/testprogram.h"
#include "tests/support/transportfixture.h"

#include <QtTest>

using namespace muster;
using namespace muster::test;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(muster::TranscriptRequest)
Q_DECLARE_METATYPE(muster::WriteFate)

namespace {

constexpr auto submitPath = "/interactions/transcripts";
constexpr auto searchPath = "/interactions/search";

struct TranscriptsFixture : Fixture
{
    explicit TranscriptsFixture(const QStringList &downloadHosts = {}, Environment environment = Environment::Test)
        : Fixture(environment)
    {
        profile.downloadHosts = downloadHosts;
        transport = std::make_unique<ApiTransport>(profile, contractDialect()->protocol, channel, fixedSecret, clock,
                                                   [] { return 0.0; });
        client = std::make_unique<ContractTranscripts>(*transport);
    }
    TranscriptSubmission submit(const TranscriptRequest &request)
    {
        return QCoro::waitFor(client->submit(request, &observer, {}));
    }
    Result<FoundInteractions> search(const InteractionQuery &query)
    {
        return QCoro::waitFor(client->search(query, {}, &observer, {}));
    }
    Result<RawTranscripts> download(const QByteArray &link)
    {
        return QCoro::waitFor(
            client->download({QStringLiteral("int-1"), link}, QStringLiteral("int-1"), &observer, {}));
    }
    std::unique_ptr<ContractTranscripts> client;
};

TranscriptRequest request(int count = 2)
{
    TranscriptRequest request;
    for (int i = 1; i <= count; ++i)
        request.interactionIds.append(QStringLiteral("int-%1").arg(i));
    request.mediaTypes = {MediaType::Voice, MediaType::Chat};
    request.concurrentDownloads = 10;
    return request;
}

template <typename Change>
TranscriptRequest changed(Change change)
{
    TranscriptRequest made = request();
    change(made);
    return made;
}

QString code(const std::optional<ApiError> &error)
{
    return error ? errorKindKey(error->kind) + u' ' + error->code : QStringLiteral("none");
}

template <typename T>
QString code(const Result<T> &result)
{
    return result ? QStringLiteral("none") : code(std::optional(result.error()));
}

QByteArray page(const QList<QByteArray> &ids, const QByteArray &cursor)
{
    QByteArray items;
    for (const QByteArray &id : ids) {
        items += (items.isEmpty() ? "" : ",");
        items += "{\"interactionId\":\"" + id + R"(","mediaType":"chat","timestamp":"2026-03-01T09:15:00Z"})";
    }
    return "{\"items\":[" + items + "],\"count\":" + QByteArray::number(ids.size()) + ",\"continuationToken\":\""
        + cursor + "\"}";
}

} // namespace

class TestTranscriptsClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void submitsAsTheContractSays();
    void nothingWrongIsEverSent_data();
    void nothingWrongIsEverSent();
    void F20_aSubmissionIsOneAttempt_data();
    void F20_aSubmissionIsOneAttempt();
    void S42_lookOnlySubmitsNothing();
    void readsAJob();
    void searchesAllPages();
    void searchesManyIdsInPortions();
    void F67_aSearchThatLeadsBackEnds();
    void searchIsJudgedFirst();
    void downloadsFromTheTenantWithItsToken();
    void F49_onlyADownloadMayStandStillForHalfAMinute();
    void S09_noTokenLeavesTheOrigin_data();
    void S09_noTokenLeavesTheOrigin();
    void S10_anAllowedHostGetsNoToken();
    void S10_noRedirectLeavesAForeignHost();
    void S11_anAllowedHostThatLeadsInsideGetsNothing();
    void S10_aForeignHostsWordsAreNotKept();
    void F47_aCutDownloadIsAskedForAgain();
    void F35_anExpiredLinkIsNotRetried();
};

void TestTranscriptsClient::submitsAsTheContractSays()
{
    TranscriptsFixture fixture;
    fixture.channel.script(submitPath,
                           {ScriptedChannel::json(R"({"jobId":"job-1","status":"queued"})", 201),
                            ScriptedChannel::json(R"({"jobId":"job-2","status":"queued"})", 200)});
    for (const char *id : {"job-1", "job-2"}) {
        const TranscriptSubmission submission = fixture.submit(request());
        QCOMPARE(submission.fate, WriteFate::Applied);
        QCOMPARE(submission.jobId, QString::fromLatin1(id));
    }
    const HttpRequest sent = fixture.channel.requestsTo(submitPath).constFirst();
    QCOMPARE(sent.method, QByteArray("POST"));
    QCOMPARE(sent.url.path(), QStringLiteral("/api/v2/interactions/transcripts"));
    QCOMPARE(sent.body, ContractTranscriptsCodec().request(request()));
    QCOMPARE(headerValue(sent.headers, "authorization"), QByteArray("Bearer token-1"));
}

void TestTranscriptsClient::nothingWrongIsEverSent_data()
{
    QTest::addColumn<TranscriptRequest>("wrong");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const TranscriptRequest &wrong, const char *expected) {
        QTest::newRow(name) << wrong << QStringLiteral("bad_input ") + QLatin1String(expected);
    };
    using Request = TranscriptRequest;
    row("no ids", request(0), "no_interactions");
    row("empty id", changed([](Request &r) { r.interactionIds[1] = QString(); }), "interaction_id");
    row("blank", changed([](Request &r) { r.interactionIds[1] = QStringLiteral("a b"); }), "interaction_id");
    row("comma", changed([](Request &r) { r.interactionIds[1] = QStringLiteral("a,b"); }), "interaction_id");
    row("dots", changed([](Request &r) { r.interactionIds[1] = QStringLiteral(".."); }), "interaction_id");
    row("long", changed([](Request &r) { r.interactionIds[1] = QString(201, u'x'); }), "interaction_id");
    row("twice", changed([](Request &r) { r.interactionIds[1] = r.interactionIds[0]; }), "repeated_id");
    row("too many", request(10'001), "too_many_interactions");
    row("no media", changed([](Request &r) { r.mediaTypes.clear(); }), "media_types");
    row("media twice", changed([](Request &r) { r.mediaTypes[1] = r.mediaTypes[0]; }), "media_types");
    row("no downloads", changed([](Request &r) { r.concurrentDownloads = 0; }), "concurrent_downloads");
    row("eleven downloads", changed([](Request &r) { r.concurrentDownloads = 11; }), "concurrent_downloads");
}

void TestTranscriptsClient::nothingWrongIsEverSent()
{
    QFETCH(TranscriptRequest, wrong);
    QFETCH(QString, expected);
    TranscriptsFixture fixture;
    const TranscriptSubmission submission = fixture.submit(wrong);
    QCOMPARE(submission.fate, WriteFate::NotSent);
    QCOMPARE(code(submission.error), expected);
    QVERIFY(fixture.channel.requests().isEmpty());
    QVERIFY(!fixture.client->fault(request()));
}

void TestTranscriptsClient::F20_aSubmissionIsOneAttempt_data()
{
    QTest::addColumn<ScriptedChannel::Step>("step");
    QTest::addColumn<WriteFate>("fate");
    using enum WriteFate;
    QTest::newRow("503") << ScriptedChannel::status(503) << Unknown;
    QTest::newRow("lost") << ScriptedChannel::failing(ErrorKind::ConnectionLost) << Unknown;
    QTest::newRow("timeout") << ScriptedChannel::failing(ErrorKind::TimedOut) << Unknown;
    QTest::newRow("no job id") << ScriptedChannel::json("{}", 201) << Unknown;
    QTest::newRow("no connection") << ScriptedChannel::failing(ErrorKind::NotSent) << NotSent;
    QTest::newRow("429") << ScriptedChannel::status(429) << NotSent;
    QTest::newRow("400") << ScriptedChannel::status(400) << Rejected;
    QTest::newRow("403") << ScriptedChannel::status(403) << Rejected;
}

void TestTranscriptsClient::F20_aSubmissionIsOneAttempt()
{
    QFETCH(ScriptedChannel::Step, step);
    QFETCH(WriteFate, fate);
    TranscriptsFixture fixture;
    fixture.channel.script(submitPath, {step});
    const TranscriptSubmission submission = fixture.submit(request());
    QCOMPARE(submission.fate, fate);
    QVERIFY(submission.error && submission.jobId.isEmpty());
    QCOMPARE(fixture.channel.requestsTo(submitPath).size(), 1);
}

void TestTranscriptsClient::S42_lookOnlySubmitsNothing()
{
    TranscriptsFixture fixture({}, Environment::Production);
    const TranscriptSubmission submission = fixture.submit(request());
    QCOMPARE(code(submission.error), QStringLiteral("look_only look_only"));
    QVERIFY(fixture.channel.requests().isEmpty());
}

void TestTranscriptsClient::readsAJob()
{
    TranscriptsFixture fixture;
    fixture.channel.script("/jobs/job-77",
                           {ScriptedChannel::json(R"({"jobId":"job-77","status":"running","progress":10})", 202),
                            ScriptedChannel::json(dataBytes(QStringLiteral("transcripts/job.json"))),
                            ScriptedChannel::json(R"({"jobId":"job-77","status":"failed",)"
                                                  R"("errors":["Bearer token-1 was not good"]})")});
    const auto read = [&] { return QCoro::waitFor(fixture.client->job(QStringLiteral("job-77"), {}, nullptr, {})); };
    QCOMPARE(read()->state, TranscriptJob::State::Running);
    QCOMPARE(read()->each.size(), 2);
    const auto failed = read();
    QCOMPARE(failed->errors.size(), 1);
    QVERIFY2(!failed->errors.first().contains(QStringLiteral("token-1")), qPrintable(failed->errors.first()));
    QCOMPARE(fixture.channel.requestsTo("/jobs/job-77").first().limits.firstByte, Milliseconds(15s));
}

void TestTranscriptsClient::searchesAllPages()
{
    TranscriptsFixture fixture;
    fixture.channel.script(searchPath,
                           {ScriptedChannel::json(page({"a", "b"}, "c1")), ScriptedChannel::json(page({}, "c2")),
                            ScriptedChannel::json(page({"b", "c"}, ""))});
    InteractionQuery query;
    query.ids = {QStringLiteral("c"), QStringLiteral("x"), QStringLiteral("a"), QStringLiteral("b")};
    const auto found = fixture.search(query);
    QVERIFY2(found, qPrintable(code(found)));
    QStringList ids;
    for (const InteractionSummary &item : found->items)
        ids.append(item.id);
    QCOMPARE(ids, QStringList({QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")}));
    QCOMPARE(found->notFound, QStringList(QStringLiteral("x")));
    const auto requests = fixture.channel.requestsTo(searchPath);
    QCOMPARE(requests.size(), 3);
    QCOMPARE(requests[0].url.query(QUrl::FullyEncoded), QStringLiteral("interactionIds=c%2Cx%2Ca%2Cb&limit=1000"));
    QVERIFY(requests[2].url.query().endsWith(QStringLiteral("&continuationToken=c2")));
}

void TestTranscriptsClient::searchesManyIdsInPortions()
{
    TranscriptsFixture fixture;
    fixture.channel.script(searchPath, {ScriptedChannel::json(page({}, ""))});
    InteractionQuery query;
    for (int i = 0; i < 250; ++i)
        query.ids.append(QStringLiteral("int-%1").arg(i));
    QCOMPARE(fixture.search(query)->notFound, query.ids);
    QCOMPARE(fixture.channel.requestsTo(searchPath).size(), 3);
    query.ids = {QString(200, u'\u00e9') + u'1', QString()};
    query.ids = {QString(199, u'\u00e9') + u'1', QString(199, u'\u00e9') + u'2', QString(199, u'\u00e9') + u'3',
                 QString(199, u'\u00e9') + u'4'};
    // Six bytes a letter: three fit 4,000 bytes.
    QCOMPARE(fixture.search(query)->notFound.size(), 4);
    QCOMPARE(fixture.channel.requestsTo(searchPath).size(), 5);
}

void TestTranscriptsClient::F67_aSearchThatLeadsBackEnds()
{
    TranscriptsFixture fixture;
    fixture.channel.script(searchPath,
                           {ScriptedChannel::json(page({"a"}, "A")), ScriptedChannel::json(page({"b"}, "B")),
                            ScriptedChannel::json(page({"c"}, "A"))});
    QCOMPARE(code(fixture.search({})), QStringLiteral("unexpected_shape repeated_cursor"));
    QCOMPARE(fixture.channel.requestsTo(searchPath).size(), 3);
}

void TestTranscriptsClient::searchIsJudgedFirst()
{
    TranscriptsFixture fixture;
    InteractionQuery query;
    query.ids = {QStringLiteral("a"), QStringLiteral("a")};
    QCOMPARE(code(fixture.search(query)), QStringLiteral("bad_input repeated_id"));
    query.ids = {QStringLiteral("a,b")};
    QCOMPARE(code(fixture.search(query)), QStringLiteral("bad_input interaction_id"));
    query.ids.clear();
    query.from = query.to = QDateTime(QDate(2026, 3, 1), QTime(0, 0), Qt::UTC);
    QCOMPARE(code(fixture.search(query)), QStringLiteral("bad_input time_range"));
    QVERIFY(fixture.channel.requests().isEmpty());
}

void TestTranscriptsClient::downloadsFromTheTenantWithItsToken()
{
    TranscriptsFixture fixture;
    const QByteArray body = dataBytes(QStringLiteral("transcripts/voice.json"));
    fixture.channel.script("/results/int-1", {ScriptedChannel::json(body)});
    for (const char *link : {"https://api.example.test/results/int-1?v=1%2F2", "/results/int-1?v=1%2F2"}) {
        const auto raw = fixture.download(link);
        QVERIFY2(raw, qPrintable(code(raw)));
        QCOMPARE(raw->body, body);
        const HttpRequest sent = fixture.channel.requestsTo("/results/int-1").constLast();
        QCOMPARE(sent.url.query(QUrl::FullyEncoded), QStringLiteral("v=1%2F2"));
        QCOMPARE(headerValue(sent.headers, "authorization"), QByteArray("Bearer token-1"));
        QCOMPARE(sent.limits.firstByte, Milliseconds(60s));
    }
}

void TestTranscriptsClient::F49_onlyADownloadMayStandStillForHalfAMinute()
{
    TranscriptsFixture fixture;
    fixture.channel.script("/results/int-1",
                           {ScriptedChannel::json(dataBytes(QStringLiteral("transcripts/voice.json")))});
    QVERIFY(fixture.download("/results/int-1"));
    int downloads = 0;
    for (const HttpRequest &sent : fixture.channel.requests()) {
        const bool isDownload = sent.url.path().startsWith(u"/results/");
        downloads += isDownload ? 1 : 0;
        QCOMPARE(sent.limits.stalled, Milliseconds(isDownload ? 30s : 0s));
        if (!isDownload)
            QVERIFY(sent.limits.overall <= 120s);
    }
    QCOMPARE(downloads, 1);
}

void TestTranscriptsClient::S09_noTokenLeavesTheOrigin_data()
{
    QTest::addColumn<QByteArray>("link");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *link, const char *expected) {
        QTest::newRow(link) << QByteArray(link) << QStringLiteral("address_refused ") + QLatin1String(expected);
    };
    row("https://files.example.org/a", "download_host");
    row("https://files.example.net:444/a", "download_host");
    row("https://api.example.test:444/a", "download_host");
    row("https://files.example.net.example.org/a", "download_host");
    row("http://files.example.net/a", "plain_http");
    row("https://api.example.test@files.example.org/a", "user_info");
    row("file:///etc/passwd", "scheme");
    row("ftp://files.example.net/a", "scheme");
    row("//files.example.org/a", "download_host");
    row("https://169.254.1.1/a", "link_local");
}

void TestTranscriptsClient::S09_noTokenLeavesTheOrigin()
{
    QFETCH(QByteArray, link);
    QFETCH(QString, expected);
    TranscriptsFixture fixture({QStringLiteral("files.example.net")});
    QCOMPARE(code(fixture.download(link)), expected);
    QVERIFY(fixture.channel.requests().isEmpty());
}

void TestTranscriptsClient::S10_anAllowedHostGetsNoToken()
{
    TranscriptsFixture fixture({QStringLiteral("Files.Example.net"), QStringLiteral("files.example.org:8443")});
    const QByteArray body = dataBytes(QStringLiteral("transcripts/voice.json"));
    auto step = ScriptedChannel::json(body);
    step.headers = {{"Content-Type", "application/octet-stream"}};
    fixture.channel.script("/a", {step});
    for (const char *link : {"https://files.example.net/a?sig=s1", "https://files.example.org:8443/a?sig=s1"}) {
        const auto raw = fixture.download(link);
        QVERIFY2(raw, qPrintable(code(raw)));
        QCOMPARE(raw->body, body);
    }
    QCOMPARE(fixture.channel.requests().size(), 2);
    QCOMPARE(fixture.channel.tokenRequests(), 0);
    for (const HttpRequest &request : fixture.channel.requests()) {
        const HttpHeaders expected = {{"Accept", "application/json"}};
        QCOMPARE(request.headers, expected);
        QCOMPARE(request.url.query(), QStringLiteral("sig=s1"));
    }
    for (const auto &exchange : fixture.transport->log().entries())
        QVERIFY(!exchange.address.contains(QStringLiteral("sig")));
}

void TestTranscriptsClient::S10_noRedirectLeavesAForeignHost()
{
    TranscriptsFixture fixture({QStringLiteral("files.example.net")});
    fixture.channel.script("/a", {ScriptedChannel::status(302, {{"Location", "https://files.example.net/b"}})});
    QCOMPARE(code(fixture.download("https://files.example.net/a")), QStringLiteral("redirect_refused download_host"));
    fixture.channel.script("/c", {ScriptedChannel::status(302, {{"Location", "https://api.example.test/b"}})});
    QCOMPARE(code(fixture.download("https://files.example.net/c")), QStringLiteral("redirect_refused download_host"));
    QCOMPARE(fixture.channel.requests().size(), 2);
}

void TestTranscriptsClient::S11_anAllowedHostThatLeadsInsideGetsNothing()
{
    for (const char *address : {"169.254.169.254", "10.0.0.5", "127.0.0.1", "fd00::1"}) {
        TranscriptsFixture fixture({QStringLiteral("files.example.net")});
        fixture.channel.scriptName(QStringLiteral("files.example.net"), {{QHostAddress(QString::fromLatin1(address))}});
        fixture.channel.script("/a", {ScriptedChannel::json("[]")});
        const auto refused = fixture.download("https://files.example.net/a?sig=s1");
        QCOMPARE(code(refused), QStringLiteral("address_refused private_peer"));
        QCOMPARE(refused.error().subject, QStringLiteral("files.example.net"));
        QVERIFY(fixture.channel.requestsTo("/a").isEmpty());
    }
}

void TestTranscriptsClient::S10_aForeignHostsWordsAreNotKept()
{
    TranscriptsFixture fixture({QStringLiteral("files.example.net")});
    fixture.channel.script(
        "/a", {ScriptedChannel::status(403, {}, R"({"error":"bad_sig","message":"sig=s1 of https://x","scope":"s"})")});
    const auto raw = fixture.download("https://files.example.net/a?sig=s1");
    QCOMPARE(code(raw), QStringLiteral("forbidden download_host"));
    QVERIFY(raw.error().detail.isEmpty() && raw.error().scope.isEmpty() && raw.error().details.isEmpty());
    // Trouble there does not halt the tenant's service.
    fixture.channel.script("/b", {ScriptedChannel::status(500)});
    QCOMPARE(code(fixture.download("https://files.example.net/b")), QStringLiteral("server_trouble download_host"));
    QCOMPARE(fixture.channel.requestsTo("/b").size(), 5);
    fixture.channel.script(searchPath, {ScriptedChannel::json(page({}, ""))});
    QVERIFY(fixture.search({}));
}

void TestTranscriptsClient::F47_aCutDownloadIsAskedForAgain()
{
    TranscriptsFixture fixture;
    const QByteArray several = dataBytes(QStringLiteral("transcripts/several.json")).trimmed();
    fixture.channel.script("/r", {ScriptedChannel::json(several.chopped(9)), ScriptedChannel::json(several)});
    QCOMPARE(fixture.download("/r")->body, several);
    QCOMPARE(fixture.channel.requestsTo("/r").size(), 2);
    // Neither markup nor a cut body is quoted: it may be a transcript.
    fixture.channel.script("/p", {ScriptedChannel::json("<p>call 212-555-0147")});
    const auto page = fixture.download("/p");
    QCOMPARE(page.error().kind, ErrorKind::NotFromApi);
    QVERIFY(page.error().detail.isEmpty());
}

void TestTranscriptsClient::F35_anExpiredLinkIsNotRetried()
{
    for (const int status : {403, 410}) {
        TranscriptsFixture fixture;
        fixture.channel.script("/r", {ScriptedChannel::status(status)});
        const auto raw = fixture.download("/r");
        QCOMPARE(raw.error().httpStatus, status);
        QCOMPARE(raw.error().subject, QStringLiteral("int-1"));
        QCOMPARE(fixture.channel.requestsTo("/r").size(), 1);
    }
    TranscriptsFixture fixture({QStringLiteral("files.example.net")});
    fixture.channel.script("/r", {ScriptedChannel::status(401)});
    QCOMPARE(fixture.download("https://files.example.net/r").error().httpStatus, 401);
    QCOMPARE(fixture.channel.requests().size(), 1);
}

MUSTER_TEST(TestTranscriptsClient, QCoreApplication)
#include "tst_transcriptsclient.moc"
