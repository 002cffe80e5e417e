// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/dialects/cxone/cxonetranscripts.h"

#include "network/tenant/tenantconnection.h"
#include "tests/support/testprogram.h"
#include "tests/support/transportfixture.h"

#include <QUrlQuery>
#include <QtTest>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace tst_cxonetranscripts {

namespace {

constexpr auto searchPath = "/segments/analyzed";
constexpr qint64 start = 1'772'356'500'000; // 2026-03-01T09:15:00Z

QDateTime at(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC);
}

struct Segment
{
    QString id;
    qint64 startsAt = start;
    QByteArray media = "PhoneCall";
};

/// Segments `first` to `last`, a second apart.
QList<Segment> segments(int first, int last)
{
    QList<Segment> made;
    for (int number = first; number <= last; ++number)
        made.append({u"seg-%1"_s.arg(number), start + number * 1000});
    return made;
}

QByteArray page(const QList<Segment> &segments, std::optional<qint64> next, int total = -1)
{
    QByteArray items;
    for (const Segment &one : segments) {
        items += (items.isEmpty() ? "" : ",");
        items += "{\"segmentId\":\"" + one.id.toUtf8() + R"(","startTime":")"
            + at(one.startsAt).toString(Qt::ISODateWithMs).toLatin1() + R"(","mediaType":")" + one.media + "\"}";
    }
    const QByteArray links = next ? "{\"next\":\"https://api.example.test" + QByteArray(searchPath)
            + "?cursor=" + QByteArray::number(*next) + "\"}"
                                  : QByteArray("{}");
    return "{\"interactions\":[" + items + "],\"links\":" + links
        + (total < 0 ? QByteArray() : ",\"totalRecords\":" + QByteArray::number(total)) + '}';
}

ScriptedChannel::Step answer(const QList<Segment> &segments, std::optional<qint64> next, int total = -1)
{
    return ScriptedChannel::json(page(segments, next, total));
}

AnalyzedSegments decoded(const QList<Segment> &segments, std::optional<qint64> next, int total = -1)
{
    return CxoneTranscriptsCodec::page(page(segments, next, total)).value();
}

QString code(const std::optional<ApiError> &error)
{
    return error ? errorKindKey(error->kind) + u' ' + error->code : u"none"_s;
}

template <typename T>
QString code(const Result<T> &result)
{
    return result ? u"none"_s : code(std::optional(result.error()));
}

/// A tenant of CXone whose documents and token are answered.
struct Tenant
{
    explicit Tenant(Environment environment = Environment::Test)
    {
        ConnectionProfile profile = contractProfile(u"tenant"_s, QUrl(u"https://issuer.example.test"_s));
        profile.dialect = u"cxone"_s;
        profile.environment = environment;
        profile.clientId = u"key-id"_s;
        profile.options = {{u"sign_in_host"_s, u"https://auth.example.test"_s}};
        profile.approvedOrigins = {u"https://api.example.test:443"_s};
        auto owned = std::make_unique<ScriptedChannel>();
        channel = owned.get();
        const QByteArray claims = QByteArray(R"({"tenantId":"t-7"})").toBase64(QByteArray::Base64UrlEncoding);
        channel->script("/openid-configuration",
                        {ScriptedChannel::json(R"({"issuer":"https://issuer.example.test",)"
                                               R"("token_endpoint":"https://issuer.example.test/auth/token"})")});
        channel->script("/token/access-key",
                        {ScriptedChannel::json(R"({"access_token":"bearer-1","expires_in":3600,"id_token":"h.)" + claims
                                               + R"(.s"})")});
        channel->script("/cxone-configuration",
                        {ScriptedChannel::json(R"({"tenantId":"t-7","api_endpoint":"https://api.example.test"})")});
        connection = std::make_unique<TenantConnection>(profile, fixedSecret, clock, std::move(owned));
    }
    TranscriptsClient &client() { return connection->transcripts(); }
    Result<FoundInteractions> search(const InteractionQuery &query = {})
    {
        return QCoro::waitFor(client().search(query, {}, &observer, {}));
    }
    Result<RawTranscripts> download(const QString &id)
    {
        return QCoro::waitFor(client().download({id, id.toUtf8()}, id, &observer, {}));
    }
    /// What the searches asked to begin at; "" where they named nothing.
    QStringList cursors() const
    {
        QStringList asked;
        for (const HttpRequest &request : channel->requestsTo(searchPath))
            asked << QUrlQuery(request.url).queryItemValue(u"cursor"_s);
        return asked;
    }

    FakeClock clock;
    RecordingObserver observer;
    ScriptedChannel *channel = nullptr;
    std::unique_ptr<TenantConnection> connection;
};

QStringList idsOf(const FoundInteractions &found)
{
    QStringList ids;
    for (const InteractionSummary &item : found.items)
        ids << item.id;
    return ids;
}

QStringList numbered(int first, int last)
{
    QStringList ids;
    for (const Segment &segment : segments(first, last))
        ids << segment.id;
    return ids;
}

/// A tenant's answers to a search, by the cursor that is asked for.
class Pages
{
public:
    QList<Segment> all;
    int size = CxoneTranscriptsCodec::pageSize;
    bool heedsCursor = true, countsCursorIn = true, saysTotal = true;
    std::optional<qint64> sameForEver; ///< Next cursor of every page.

    [[nodiscard]] AnalyzedSegments from(std::optional<qint64> cursor) const
    {
        QList<Segment> some;
        for (const Segment &one : all) {
            const bool isIn
                = !cursor || !heedsCursor || one.startsAt > *cursor || (countsCursorIn && one.startsAt == *cursor);
            if (isIn && some.size() < size)
                some.append(one);
        }
        std::optional<qint64> next = sameForEver;
        if (!next && !some.isEmpty() && some.last().id != all.last().id)
            next = some.last().startsAt;
        return decoded(some, next, saysTotal ? int(all.size()) : -1);
    }
};

/// Goes the way through the pages: how it ended, how many were seen, and of how many pages.
struct Walk
{
    AnalyzedSegmentsWay::Step end = AnalyzedSegmentsWay::Step::Page;
    QSet<QString> seen;
    int pages = 0;

    explicit Walk(const Pages &tenant)
    {
        AnalyzedSegmentsWay way(std::nullopt);
        while (end == AnalyzedSegmentsWay::Step::Page && pages < 100) {
            const AnalyzedSegments page = tenant.from(way.cursor());
            ++pages;
            for (const InteractionSummary &item : page.items)
                seen.insert(item.id);
            end = way.after(page);
        }
    }
};

} // namespace

class TestCxoneTranscripts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void searchesFromTheOldestOn();
    void F67_aCursorThatRepeatsIsGotPast_data();
    void F67_aCursorThatRepeatsIsGotPast();
    void F67_aCursorThatLeadsNowhereEnds_data();
    void F67_aCursorThatLeadsNowhereEnds();
    void F67_aSearchThatLeadsBackFails();
    void F68_emptyPagesForEverEnd();
    void F70_whatComesTwiceIsFoundOnce();
    void whatIsNotFilteredThereIsFilteredHere();
    void idsAreLookedForUntilAllAreFound();
    void whatWasFoundBeforeIsLookedForInItsTime();
    void aSearchThatIsBehindItsTimeEnds();
    void nothingIsAnAnswer();
    void F28_anEmptyAnswerIsNoEmptyTenant();
    void F61_aPageThatDoesNotFitIsNotShown();
    void S42_aJobIsMadeWithoutARequest();
    void aJobOutlivesTheClient();
    void F15_jobsOfOthersAreNotKnown();
    void oneTranscriptACall();
    void S19_anIdIsOneStepOfAPath();
    void F79_aSegmentWithoutATranscriptIsMissing_data();
    void F79_aSegmentWithoutATranscriptIsMissing();
    void F10_noLicenceIsSaid();
    void F47_aCutTranscriptIsAskedForAgain();
    void F28_aPageOfSomebodyElsesIsNoTranscript();
    void F40_whatTheSystemSaysIsKept();
    void F03_throttlingWithoutAWordIsWaitedOut();
};

void TestCxoneTranscripts::searchesFromTheOldestOn()
{
    Tenant tenant;
    tenant.channel->script(searchPath,
                           {answer(segments(1, 2), start + 2000), answer(segments(2, 4), start + 4000, 4),
                            answer(segments(4, 4), std::nullopt, 4)});
    InteractionQuery query;
    query.from = at(start);
    QList<qsizetype> progress;
    const auto found
        = QCoro::waitFor(tenant.client().search(query, [&](qsizetype so) { progress << so; }, &tenant.observer, {}));
    QVERIFY2(found, qPrintable(code(found)));
    QCOMPARE(idsOf(*found), numbered(1, 4));
    QCOMPARE(found->pages, 3);
    QCOMPARE(found->items.first().timestamp, at(start + 1000));
    QCOMPARE(found->items.first().mediaType, u"voice"_s);
    QCOMPARE(progress, (QList<qsizetype>{2, 4, 4}));
    // The first page begins before the time asked for: whether a cursor counts as inside is not known.
    QCOMPARE(tenant.cursors(),
             (QStringList{QString::number(start - 1), QString::number(start + 2000), QString::number(start + 4000)}));
    const QUrl url = tenant.channel->requestsTo(searchPath).first().url;
    QCOMPARE(url.path(), u"/interaction-analytics-gateway/v2/segments/analyzed"_s);
    QCOMPARE(QUrlQuery(url).queryItemValue(u"order"_s), u"asc"_s);
    QVERIFY(!QUrlQuery(url).hasQueryItem(u"mediaType"_s));
}

void TestCxoneTranscripts::F67_aCursorThatRepeatsIsGotPast_data()
{
    QTest::addColumn<bool>("countsCursorIn");
    QTest::addColumn<bool>("saysTotal");
    for (const bool countsIn : {false, true}) {
        for (const bool saysTotal : {false, true})
            QTest::addRow("%s, %s", countsIn ? "inside" : "outside", saysTotal ? "total" : "no total")
                << countsIn << saysTotal;
    }
}

void TestCxoneTranscripts::F67_aCursorThatRepeatsIsGotPast()
{
    Pages tenant{.all = segments(1, 250), .sameForEver = start};
    QFETCH(bool, countsCursorIn);
    QFETCH(bool, saysTotal);
    tenant.countsCursorIn = countsCursorIn;
    tenant.saysTotal = saysTotal;
    // Two that began at one moment, of which one page has the first and the next the second.
    tenant.all[100].startsAt = tenant.all[99].startsAt;
    const Walk walk(tenant);
    QCOMPARE(walk.end, AnalyzedSegmentsWay::Step::End);
    QCOMPARE(walk.seen.size(), 250);
    QVERIFY2(walk.pages <= 6, qPrintable(QString::number(walk.pages)));
}

void TestCxoneTranscripts::F67_aCursorThatLeadsNowhereEnds_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<bool>("heedsCursor");
    QTest::addColumn<bool>("saysTotal");
    QTest::addColumn<bool>("isEnd");
    QTest::newRow("few, and that is said to be all") << 7 << false << true << true;
    QTest::newRow("few, and nothing is said") << 7 << false << false << false;
    QTest::newRow("one, and nothing is said") << 1 << true << false << true;
    QTest::newRow("none") << 0 << true << false << true;
    QTest::newRow("a page that is always the first") << 250 << false << true << false;
    QTest::newRow("a full page that is said to be all") << 100 << false << true << false;
    QTest::newRow("a full page, and the cursor is heeded") << 100 << true << false << true;
}

void TestCxoneTranscripts::F67_aCursorThatLeadsNowhereEnds()
{
    QFETCH(int, count);
    QFETCH(bool, heedsCursor);
    QFETCH(bool, saysTotal);
    QFETCH(bool, isEnd);
    const Walk walk(
        {.all = segments(1, count), .heedsCursor = heedsCursor, .saysTotal = saysTotal, .sameForEver = start - 60'000});
    QCOMPARE(walk.end, isEnd ? AnalyzedSegmentsWay::Step::End : AnalyzedSegmentsWay::Step::Repeat);
    QVERIFY2(walk.pages <= 5, qPrintable(QString::number(walk.pages)));
    if (isEnd)
        QCOMPARE(walk.seen.size(), count);
}

void TestCxoneTranscripts::F67_aSearchThatLeadsBackFails()
{
    // More than a page that all began at one moment: there is no cursor between them.
    Pages tenant{.all = segments(1, 150), .sameForEver = start};
    for (Segment &one : tenant.all)
        one.startsAt = start;
    QCOMPARE(Walk(tenant).end, AnalyzedSegmentsWay::Step::Repeat);

    Tenant always;
    always.channel->script(searchPath, {answer(segments(1, 100), start, 250)});
    QCOMPARE(code(always.search()), u"unexpected_shape repeated_cursor"_s);
    // The first, where the service leads, and where the records lead.
    QCOMPARE(always.cursors(), (QStringList{QString(), QString::number(start), QString::number(start + 99'999)}));
}

void TestCxoneTranscripts::F68_emptyPagesForEverEnd()
{
    AnalyzedSegmentsWay way(std::nullopt);
    int pages = 1;
    while (way.after(decoded({}, start + pages)) == AnalyzedSegmentsWay::Step::Page && pages < 100)
        ++pages;
    QCOMPARE(pages, 20);
}

void TestCxoneTranscripts::F70_whatComesTwiceIsFoundOnce()
{
    Tenant tenant;
    tenant.channel->script(searchPath,
                           {answer(segments(1, 3) + segments(2, 2), start + 1), answer(segments(1, 4), std::nullopt)});
    const auto found = tenant.search();
    QVERIFY2(found, qPrintable(code(found)));
    QCOMPARE(idsOf(*found), numbered(1, 4));
}

void TestCxoneTranscripts::whatIsNotFilteredThereIsFilteredHere()
{
    Tenant tenant;
    const QList<Segment> all{{u"early"_s, start - 1},        {u"first"_s, start},
                             {u"chat"_s, start + 1, "Chat"}, {u"word"_s, start + 2, "WorkItem"},
                             {u"last"_s, start + 999},       {u"late"_s, start + 1000}};
    tenant.channel->script(searchPath, {answer(all, std::nullopt)});
    InteractionQuery query;
    query.from = at(start);
    query.to = at(start + 1000);
    query.media = MediaType::Voice;
    const auto found = tenant.search(query);
    QVERIFY2(found, qPrintable(code(found)));
    // A word that is not known is shown, and nothing is decided by it.
    QCOMPARE(idsOf(*found), (QStringList{u"first"_s, u"word"_s, u"last"_s}));
}

void TestCxoneTranscripts::idsAreLookedForUntilAllAreFound()
{
    Tenant tenant;
    tenant.channel->script(searchPath, {answer(segments(1, 3), start + 3000), answer(segments(4, 6), start + 6000)});
    InteractionQuery query;
    query.ids = {u"seg-5"_s, u"seg-2"_s};
    auto found = tenant.search(query);
    QVERIFY2(found, qPrintable(code(found)));
    QCOMPARE(idsOf(*found), (QStringList{u"seg-2"_s, u"seg-5"_s}));
    QVERIFY(found->notFound.isEmpty());
    QCOMPARE(tenant.cursors().size(), 2);

    // However many there are, they are one search.
    Tenant other;
    other.channel->script(searchPath, {answer(segments(1, 3), std::nullopt)});
    query.ids = numbered(2, 400);
    found = other.search(query);
    QVERIFY2(found, qPrintable(code(found)));
    QCOMPARE(idsOf(*found), (QStringList{u"seg-2"_s, u"seg-3"_s}));
    QCOMPARE(found->notFound, numbered(4, 400));
    QCOMPARE(other.cursors().size(), 1);
}

void TestCxoneTranscripts::whatWasFoundBeforeIsLookedForInItsTime()
{
    Tenant tenant;
    tenant.channel->script(searchPath, {answer(segments(1, 9), std::nullopt)});
    QVERIFY(tenant.search());
    InteractionQuery query;
    query.ids = {u"seg-5"_s, u"seg-3"_s};
    auto found = tenant.search(query);
    QVERIFY2(found, qPrintable(code(found)));
    QCOMPARE(idsOf(*found), (QStringList{u"seg-3"_s, u"seg-5"_s}));
    QCOMPARE(tenant.cursors(), (QStringList{QString(), QString::number(start + 2999)}));
    const QUrlQuery asked(tenant.channel->requestsTo(searchPath).last().url);
    QCOMPARE(asked.queryItemValue(u"endingDate"_s, QUrl::FullyDecoded), at(start + 6000).toString(Qt::ISODate));
    // One of them that nobody has seen may be anywhere.
    query.ids.append(u"seg-77"_s);
    found = tenant.search(query);
    QVERIFY2(found, qPrintable(code(found)));
    QCOMPARE(found->notFound, QStringList{u"seg-77"_s});
    QCOMPARE(tenant.cursors().last(), QString());
}

void TestCxoneTranscripts::aSearchThatIsBehindItsTimeEnds()
{
    Tenant tenant;
    tenant.channel->script(searchPath, {answer(segments(1, 3), start + 3000), answer(segments(4, 6), start + 6000)});
    InteractionQuery query;
    query.to = at(start + 4000);
    const auto found = tenant.search(query);
    QVERIFY2(found, qPrintable(code(found)));
    QCOMPARE(idsOf(*found), numbered(1, 3));
    QCOMPARE(tenant.cursors().size(), 2);
}

void TestCxoneTranscripts::nothingIsAnAnswer()
{
    Tenant tenant;
    tenant.channel->script(searchPath, {ScriptedChannel::status(204, {}, "")});
    const auto found = tenant.search();
    QVERIFY2(found, qPrintable(code(found)));
    QVERIFY(found->items.isEmpty());
}

void TestCxoneTranscripts::F28_anEmptyAnswerIsNoEmptyTenant()
{
    Tenant tenant;
    tenant.channel->script(searchPath, {ScriptedChannel::json("")});
    QCOMPARE(code(tenant.search()), u"not_from_api empty_body"_s);
}

void TestCxoneTranscripts::F61_aPageThatDoesNotFitIsNotShown()
{
    Tenant tenant;
    tenant.channel->script(
        searchPath,
        {ScriptedChannel::json(R"({"interactions":[{"segmentId":7,"entities":[{"displayText":"Jane Roe"}]}]})")});
    const auto found = tenant.search();
    QCOMPARE(code(found), u"unexpected_shape not_text"_s);
    QVERIFY(!found.error().detail.contains(u"Jane"));
}

void TestCxoneTranscripts::S42_aJobIsMadeWithoutARequest()
{
    Tenant tenant(Environment::Production); // which is not armed
    QVERIFY(tenant.client().limits().jobsAreOurs);
    const TranscriptRequest request{.interactionIds = numbered(1, 3), .mediaTypes = {MediaType::Voice}};
    const auto submission = QCoro::waitFor(tenant.client().submit(request, &tenant.observer, {}));
    QCOMPARE(submission.fate, WriteFate::Applied);
    QVERIFY(!submission.error);
    const auto job = QCoro::waitFor(tenant.client().job(submission.jobId, numbered(1, 3), &tenant.observer, {}));
    QVERIFY2(job, qPrintable(code(job)));
    QCOMPARE(job->id, submission.jobId);
    QCOMPARE(job->state, TranscriptJob::State::Completed);
    QCOMPARE(job->each.size(), 3);
    QCOMPARE(job->each.at(1).interactionId, u"seg-2"_s);
    QVERIFY(!job->each.at(1).link.isEmpty() && job->all.link.isEmpty());
    QVERIFY(tenant.channel->requests().isEmpty());
    // What is wrong is still wrong.
    const auto wrong = QCoro::waitFor(tenant.client().submit({}, nullptr, {}));
    QCOMPARE(code(wrong.error), u"bad_input no_interactions"_s);
}

void TestCxoneTranscripts::aJobOutlivesTheClient()
{
    QString jobId;
    const TranscriptRequest request{.interactionIds = numbered(1, 3), .mediaTypes = {MediaType::Voice}};
    {
        Tenant tenant;
        jobId = QCoro::waitFor(tenant.client().submit(request, nullptr, {})).jobId;
    }
    Tenant tenant;
    const auto job = QCoro::waitFor(tenant.client().job(jobId, numbered(1, 3), nullptr, {}));
    QVERIFY2(job, qPrintable(code(job)));
    QCOMPARE(job->each.size(), 3);
}

void TestCxoneTranscripts::F15_jobsOfOthersAreNotKnown()
{
    Tenant tenant;
    QCOMPARE(code(QCoro::waitFor(tenant.client().job(u"job-77"_s, numbered(1, 3), nullptr, {}))), u"not_found "_s);
    const TranscriptRequest request{.interactionIds = numbered(1, 3), .mediaTypes = {MediaType::Voice}};
    const QString ours = QCoro::waitFor(tenant.client().submit(request, nullptr, {})).jobId;
    QCOMPARE(code(QCoro::waitFor(tenant.client().job(ours, {}, nullptr, {}))), u"bad_input attach_needs_ids"_s);
}

void TestCxoneTranscripts::oneTranscriptACall()
{
    Tenant tenant;
    const QByteArray body = R"({"transcriptBlocks":[{"text":"Hello"}]})";
    tenant.channel->script("/analyzed-transcript", {ScriptedChannel::json(body)});
    const auto raw = tenant.download(u"seg-1"_s);
    QVERIFY2(raw, qPrintable(code(raw)));
    QCOMPARE(raw->body, body);
    const QList<HttpRequest> asked = tenant.channel->requestsTo("/analyzed-transcript");
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.first().url.toString(),
             u"https://api.example.test/interaction-analytics-gateway/v2/segments/seg-1/analyzed-transcript"_s);
    QCOMPARE(headerValue(asked.first().headers, "Authorization"), QByteArray("Bearer bearer-1"));
    const auto artifacts = tenant.client().decoder()->artifacts(raw->body, u"seg-1"_s);
    QVERIFY2(artifacts, qPrintable(code(artifacts)));
    QVERIFY(artifacts->first().json.endsWith(QByteArray(body + '}')));
}

void TestCxoneTranscripts::S19_anIdIsOneStepOfAPath()
{
    Tenant tenant;
    tenant.channel->script("/analyzed-transcript", {ScriptedChannel::json(R"({"transcriptBlocks":[]})")});
    QVERIFY(tenant.download(u"../lists?top=1#x"_s));
    QCOMPARE(tenant.channel->requestsTo("/analyzed-transcript").first().url.path(QUrl::FullyEncoded),
             u"/interaction-analytics-gateway/v2/segments/..%2Flists%3Ftop%3D1%23x/analyzed-transcript"_s);
}

void TestCxoneTranscripts::F79_aSegmentWithoutATranscriptIsMissing_data()
{
    QTest::addColumn<int>("status");
    QTest::newRow("404") << 404;
    QTest::newRow("204") << 204;
}

void TestCxoneTranscripts::F79_aSegmentWithoutATranscriptIsMissing()
{
    QFETCH(int, status);
    Tenant tenant;
    tenant.channel->script("/analyzed-transcript", {ScriptedChannel::status(status, {}, "")});
    const auto raw = tenant.download(u"seg-1"_s);
    QVERIFY(!raw);
    QCOMPARE(raw.error().kind, ErrorKind::NotFound);
    QCOMPARE(raw.error().subject, u"seg-1"_s);
    QCOMPARE(tenant.channel->requestsTo("/analyzed-transcript").size(), 1);
}

void TestCxoneTranscripts::F10_noLicenceIsSaid()
{
    Tenant tenant;
    const auto refused = ScriptedChannel::status(403, {}, R"({"message":"Tenant is not licensed"})");
    tenant.channel->script("/analyzed-transcript", {refused});
    tenant.channel->script(searchPath, {refused});
    const auto raw = tenant.download(u"seg-1"_s);
    QCOMPARE(code(raw), u"forbidden analytics_forbidden"_s);
    QCOMPARE(raw.error().detail, u"Tenant is not licensed"_s);
    QCOMPARE(code(tenant.search()), u"forbidden analytics_forbidden"_s);
    QCOMPARE(tenant.channel->requestsTo("/analyzed-transcript").size(), 1);
    QCOMPARE(tenant.channel->requestsTo(searchPath).size(), 1);
}

void TestCxoneTranscripts::F47_aCutTranscriptIsAskedForAgain()
{
    Tenant tenant;
    const QByteArray body = R"({"transcriptBlocks":[{"text":"Hello"}]})";
    tenant.channel->script("/analyzed-transcript", {ScriptedChannel::json(body.left(20)), ScriptedChannel::json(body)});
    const auto raw = tenant.download(u"seg-1"_s);
    QVERIFY2(raw, qPrintable(code(raw)));
    QCOMPARE(raw->body, body);
}

void TestCxoneTranscripts::F28_aPageOfSomebodyElsesIsNoTranscript()
{
    Tenant tenant;
    tenant.channel->script("/analyzed-transcript", {ScriptedChannel::json("\n<html>Sign in to the proxy</html>")});
    const auto raw = tenant.download(u"seg-1"_s);
    QCOMPARE(code(raw), u"not_from_api content_type"_s);
    QVERIFY(raw.error().detail.isEmpty());
}

void TestCxoneTranscripts::F40_whatTheSystemSaysIsKept()
{
    Tenant tenant;
    auto gone = ScriptedChannel::failing(ErrorKind::NotSent);
    gone.error->detail = u"Connection refused"_s;
    tenant.channel->script("/analyzed-transcript", {gone});
    const auto raw = tenant.download(u"seg-1"_s);
    QCOMPARE(code(raw), u"not_sent "_s);
    QCOMPARE(raw.error().detail, u"Connection refused"_s);
}

void TestCxoneTranscripts::F03_throttlingWithoutAWordIsWaitedOut()
{
    Tenant tenant;
    tenant.channel->script("/analyzed-transcript",
                           {busy(), busy(), ScriptedChannel::json(R"({"transcriptBlocks":[]})")});
    const auto raw = tenant.download(u"seg-1"_s);
    QVERIFY2(raw, qPrintable(code(raw)));
    QCOMPARE(tenant.observer.causes, (QStringList{u"throttled"_s, u"throttled"_s}));
    QVERIFY(tenant.observer.waits.at(0) >= 2s && tenant.observer.waits.at(0) <= 3s);
    QVERIFY(tenant.observer.waits.at(1) >= 6s && tenant.observer.waits.at(1) <= 7s);
}

MUSTER_TEST(TestCxoneTranscripts, QCoreApplication)

} // namespace tst_cxonetranscripts
#include "tst_cxonetranscripts.moc"
