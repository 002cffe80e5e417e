// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/dialects/cxone/cxoneextraction.h"

#include "network/dialects/cxone/cxonedialect.h"
#include "tests/support/testprogram.h"
#include "tests/support/transportfixture.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace tst_cxoneextraction {

namespace {

const QDate day(2026, 3, 3); // the day before the fake clock's
const QByteArray table = "Segment ID,ANI\r\n1,555\r\n";
const QByteArray link = "https://files.example.test/day.csv?X-Signature=abc";

/// What is asked of data extraction, and when; all else goes through.
class TimedChannel final : public HttpChannel
{
public:
    explicit TimedChannel(const FakeClock &clock)
        : m_clock(clock)
        , m_begun(clock.now())
    {
    }

    [[nodiscard]] QCoro::Task<Result<HttpReply>> send(HttpRequest request, std::stop_token stop) override
    {
        const auto since = std::chrono::duration_cast<std::chrono::seconds>(m_clock.now() - m_begun);
        const QString path = request.url.path();
        const bool isPaced = path.contains("/data-extraction/"_L1) || path.contains("/own/v2/"_L1);
        const bool isLook = !m_hasBegun && request.method == "GET" && path.endsWith("/jobs"_L1);
        m_hasBegun = m_hasBegun || (request.method == "POST" && isPaced);
        if (!isLook && (isPaced || path.endsWith("/day.csv"_L1)))
            calls.append(
                u"%1 %2 %3"_s.arg(since.count()).arg(QString::fromLatin1(request.method), path.section(u'/', -1)));
        if (isPaced && lastEnd)
            shortest = std::min(shortest, m_clock.now() - *lastEnd);
        if (isLook) // by itself, so that only tests of it have to tell of it
            request.url.setPath(u"/first-look"_s);
        auto reply = co_await scripted.send(request, std::move(stop));
        if (isPaced)
            lastEnd = m_clock.now();
        co_return reply;
    }
    [[nodiscard]] QCoro::Task<Result<QList<QHostAddress>>> lookUp(QString host, std::chrono::milliseconds timeout,
                                                                  std::stop_token stop) override
    {
        return scripted.lookUp(std::move(host), timeout, std::move(stop));
    }

    ScriptedChannel scripted;
    QStringList calls; ///< "31 POST jobs": seconds since the test began.
    std::optional<Clock::TimePoint> lastEnd;
    Clock::TimePoint::duration shortest = 1000h; ///< Between the end of a call and the next one.

private:
    const FakeClock &m_clock;
    const Clock::TimePoint m_begun;
    bool m_hasBegun = false;
};

Step job(const char *state, const QByteArray &result = "{}", const QByteArray &id = "job-1")
{
    return ScriptedChannel::json(R"({"jobStatus":{"id":")" + id + R"(","status":")" + state + R"(","result":)" + result
                                 + "}}");
}

Step done(const QByteArray &id = "job-1", const QByteArray &url = link)
{
    return job("SUCCEEDED", R"({"url":")" + url + R"("})", id);
}

Step begun(const QByteArray &id = "job-1")
{
    return ScriptedChannel::json('"' + id + '"', 202);
}

Step file(const QByteArray &body, bool saysLength = true)
{
    Step step{200, body, {{"Content-Type", "text/csv"}}, {}, false, false};
    if (saysLength)
        step.headers.append({"Content-Length", QByteArray::number(table.size())});
    return step;
}

Step jobs(const char *state)
{
    return ScriptedChannel::json(R"({"jobs":[{"id":"old","status":"FAILED"},{"id":"its","status":")" + QByteArray(state)
                                 + R"("}]})");
}

struct Tenant
{
    explicit Tenant(FakeClock::Mode mode = FakeClock::Mode::Automatic, Environment environment = Environment::Test,
                    const QMap<QString, QString> &options = {})
        : clock(mode)
        , channel(clock)
    {
        profile = contractProfile(u"cxone"_s, QUrl(u"https://issuer.example.test"_s));
        profile.dialect = dialects::cxone;
        profile.environment = environment;
        profile.clientId = u"key-id"_s;
        profile.options = options;
        profile.options.insert(u"sign_in_host"_s, u"https://auth.example.test"_s);
        profile.approvedOrigins = {u"https://api.example.test:443"_s};
        profile.downloadHosts = {u"files.example.test"_s};
        ScriptedChannel &scripted = channel.scripted;
        scripted.script("/openid-configuration",
                        {ScriptedChannel::json(R"({"token_endpoint":"https://issuer.example.test/auth/token"})")});
        const QByteArray claims = QByteArray(R"({"tenantId":"t-7"})").toBase64(QByteArray::Base64UrlEncoding);
        scripted.script("/token/access-key",
                        {ScriptedChannel::json(R"({"access_token":"bearer-1","expires_in":36000,"id_token":"e30.)"
                                               + claims + R"(.e30"})")});
        scripted.script("/cxone-configuration",
                        {ScriptedChannel::json(R"({"api_endpoint":"https://api.example.test"})")});
        scripted.script("/first-look", {ScriptedChannel::status(204, {}, {})});
        scripted.script("/jobs", {begun()});
        scripted.script("/job-1", {done()});
        scripted.script("/day.csv", {file(table)});
        transport = another();
    }
    /// A connection of its own to the same tenant.
    [[nodiscard]] std::unique_ptr<ApiTransport> another()
    {
        return std::make_unique<ApiTransport>(profile, cxoneDialect()->protocol, channel, fixedSecret, clock,
                                              [] { return 0.0; });
    }
    Result<QByteArray> read(const QDate &of = day, std::stop_token stop = {})
    {
        return QCoro::waitFor(extraction().table(of, &observer, std::move(stop)));
    }
    CxoneExtraction &extraction()
    {
        if (!m_extraction)
            m_extraction = std::make_unique<CxoneExtraction>(*transport);
        return *m_extraction;
    }
    /// "POST jobs", without the times.
    [[nodiscard]] QStringList asked() const
    {
        QStringList all;
        for (const QString &call : channel.calls)
            all.append(call.section(u' ', 1));
        return all;
    }

    FakeClock clock;
    TimedChannel channel;
    ConnectionProfile profile;
    RecordingObserver observer;
    std::unique_ptr<ApiTransport> transport;

private:
    std::unique_ptr<CxoneExtraction> m_extraction;
};

QString codeOf(const Result<QByteArray> &result)
{
    return result ? u"table"_s : errorKindKey(result.error().kind) + u' ' + result.error().code;
}

const QStringList once{u"POST jobs"_s, u"GET job-1"_s, u"GET day.csv"_s};

} // namespace

/// One extraction at a time and half a minute between its calls, proved by the clock.
class TestCxoneExtraction : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTableIsMadeAndFetched();
    void F06_twoAtOnceWaitForEachOther();
    void theGapIsKeptFromOneToTheNext();
    void theGapIsKeptByAConnectionThatIsNew();
    void everyEndOfAJobHasItsOutcome_data();
    void everyEndOfAJobHasItsOutcome();
    void looksAreBounded();
    void F35_aResultThatExpiredIsMadeAnewOnce();
    void F41_aLostBeginningIsNotRepeatedBlindly_data();
    void F41_aLostBeginningIsNotRepeatedBlindly();
    void F41_whatALostBeginningLeftIsLookedForByTheNextOne();
    void F03_aThrottledCallWaitsItsTime();
    void F10_aRefusalIsBelievedTheSecondTime();
    void F18_aLookThatFailsIsRepeatedAtItsTime();
    void S10_theLinkGetsNoToken();
    void S10_aHostThatNobodyAllowedIsNotAsked();
    void F29_aRedirectOfTheLinkIsNotFollowed();
    void F47_aTableThatWasCutIsNone_data();
    void F47_aTableThatWasCutIsNone();
    void daysThatAreGoneAreRefusedBeforeAnythingIsSent();
    void F105_aStopEndsEveryWait();
    void S42_itIsARead();
    void theSettingsAreHeeded();
};

void TestCxoneExtraction::aTableIsMadeAndFetched()
{
    Tenant tenant;
    tenant.channel.scripted.script("/job-1", {job("RUNNING"), done()});
    const auto read = tenant.read();
    QVERIFY2(read, qPrintable(codeOf(read)));
    QCOMPARE(*read, table);
    // The link has half a minute to live, and is asked for at once.
    QCOMPARE(tenant.channel.calls,
             QStringList({u"62 POST jobs"_s, u"93 GET job-1"_s, u"124 GET job-1"_s, u"124 GET day.csv"_s}));
    const HttpRequest request = tenant.channel.scripted.requestsTo("/jobs").constFirst();
    QCOMPARE(request.url, QUrl(u"https://api.example.test/data-extraction/v1/jobs"_s));
    QCOMPARE(QJsonDocument::fromJson(request.body).object(),
             QJsonObject({{u"entityName"_s, u"recording-interaction-metadata"_s},
                          {u"version"_s, u"7"_s},
                          {u"startDate"_s, u"2026-03-03"_s},
                          {u"endDate"_s, u"2026-03-04"_s}}));
    QCOMPARE(headerValue(request.headers, "authorization"), QByteArray("Bearer bearer-1"));
}

void TestCxoneExtraction::F06_twoAtOnceWaitForEachOther()
{
    Tenant tenant;
    // Each over a connection of its own, as two windows on one tenant have.
    const auto second = tenant.another();
    CxoneExtraction one(*tenant.transport), two(*second);
    ScriptedChannel &scripted = tenant.channel.scripted;
    scripted.script("/jobs", {begun("job-1"), begun("job-2"), begun("job-3")});
    scripted.script("/job-1", {job("RUNNING"), done()});
    scripted.script("/job-2", {job("RUNNING", "{}", "job-2"), done("job-2")});
    scripted.script("/job-3", {done("job-3")});
    int ended = 0;
    const auto count = [&ended](const Result<QByteArray> &read) { ended += read && *read == table ? 1 : 0; };
    const auto first = one.table(day, nullptr, {}).then(count);
    const auto other = two.table(day, nullptr, {}).then(count);
    const auto third = one.table(day.addDays(-1), nullptr, {}).then(count);
    QTRY_COMPARE(ended, 3);
    QCOMPARE(
        tenant.asked(),
        QStringList({u"POST jobs"_s, u"GET job-1"_s, u"GET job-1"_s, u"GET day.csv"_s, u"POST jobs"_s, u"GET job-2"_s,
                     u"GET job-2"_s, u"GET day.csv"_s, u"POST jobs"_s, u"GET job-3"_s, u"GET day.csv"_s}));
    QVERIFY(tenant.channel.shortest >= 31s);
}

void TestCxoneExtraction::theGapIsKeptFromOneToTheNext()
{
    Tenant tenant;
    QVERIFY(tenant.read());
    tenant.clock.advance(10s);
    QVERIFY(tenant.read(day.addDays(-1)));
    QCOMPARE(tenant.channel.calls,
             QStringList({u"62 POST jobs"_s, u"93 GET job-1"_s, u"93 GET day.csv"_s, u"124 POST jobs"_s,
                          u"155 GET job-1"_s, u"155 GET day.csv"_s}));
    QCOMPARE(tenant.channel.shortest, 31s);
}

void TestCxoneExtraction::theGapIsKeptByAConnectionThatIsNew()
{
    Tenant tenant;
    QVERIFY(tenant.read());
    // Another has begun that knows nothing of it, as after a crash: a job of before runs on.
    Tenant next;
    next.channel.scripted.script("/first-look", {jobs("RUNNING"), jobs("RUNNING"), jobs("SUCCEEDED")});
    QVERIFY(next.read());
    QCOMPARE(next.channel.scripted.requestsTo("/first-look").size(), 3);
    QCOMPARE(next.channel.calls.first(), u"124 POST jobs"_s);
    QCOMPARE(next.channel.shortest, 31s);
}

void TestCxoneExtraction::everyEndOfAJobHasItsOutcome_data()
{
    QTest::addColumn<Step>("end");
    QTest::addColumn<QString>("outcome");
    QTest::addColumn<QString>("words");
    QTest::newRow("failed") << job("FAILED", R"({"errorMessage":"no such entity"})") << u"refused extraction_failed"_s
                            << u"no such entity"_s;
    QTest::newRow("failed with a book of words")
        << job("FAILED", R"({"errorMessage":")" + QByteArray(5000, 'w') + R"("})") << u"refused extraction_failed"_s
        << QString(500, u'w');
    QTest::newRow("failed without a word") << job("FAILED", "null") << u"refused extraction_failed"_s << QString();
    QTest::newRow("cancelled") << job("CANCELLED") << u"conflict extraction_cancelled"_s << QString();
    QTest::newRow("expired") << job("EXPIRED") << u"conflict extraction_expired"_s << QString();
    QTest::newRow("nowhere to be had") << job("SUCCEEDED") << u"unexpected_shape extraction_no_link"_s << QString();
    QTest::newRow("another job") << done("job-9") << u"unexpected_shape other_job"_s << QString();
    QTest::newRow("an unknown word") << job("PONDERING") << u"unexpected_shape "_s << QString();
    QTest::newRow("gone") << ScriptedChannel::status(404) << u"not_found "_s << QString();
}

void TestCxoneExtraction::everyEndOfAJobHasItsOutcome()
{
    QFETCH(Step, end);
    QFETCH(QString, outcome);
    QFETCH(QString, words);
    Tenant tenant;
    tenant.channel.scripted.script("/job-1", {end});
    const auto read = tenant.read();
    QVERIFY(!read);
    QVERIFY2(codeOf(read).startsWith(outcome), qPrintable(codeOf(read)));
    if (!words.isEmpty())
        QCOMPARE(read.error().detail.left(words.size()), words);
    QVERIFY(read.error().detail.size() <= 501); // a foreign text is quoted, and not at any length
    QVERIFY(tenant.channel.scripted.requestsTo("/day.csv").isEmpty());
    QVERIFY(tenant.channel.shortest >= 31s);
}

void TestCxoneExtraction::looksAreBounded()
{
    Tenant tenant;
    tenant.channel.scripted.script("/job-1", {job("RUNNING")});
    const auto read = tenant.read();
    QCOMPARE(codeOf(read), u"conflict extraction_under_way"_s);
    QCOMPARE(tenant.asked().count(u"GET job-1"_s), CxoneExtraction::mostLooks);
    QVERIFY(tenant.channel.shortest >= 31s);
    // It runs still, so the next one looks first whether its place is free.
    tenant.channel.scripted.script("/jobs", {jobs("SUCCEEDED"), begun()});
    tenant.channel.scripted.script("/job-1", {done()});
    tenant.channel.calls.clear();
    QVERIFY(tenant.read());
    QCOMPARE(tenant.asked(), QStringList{u"GET jobs"_s} + once);
}

void TestCxoneExtraction::F35_aResultThatExpiredIsMadeAnewOnce()
{
    for (const bool isJob : {false, true}) {
        Tenant tenant;
        if (isJob)
            tenant.channel.scripted.script("/job-1", {job("EXPIRED"), done()});
        else
            tenant.channel.scripted.script("/day.csv", {ScriptedChannel::status(403, {}, "<Error/>"), file(table)});
        const auto read = tenant.read();
        QVERIFY2(read, qPrintable(codeOf(read)));
        QCOMPARE(tenant.asked(), (isJob ? QStringList{u"POST jobs"_s, u"GET job-1"_s} : once) + once);
        QVERIFY(tenant.channel.shortest >= 31s);
    }
    Tenant tenant;
    tenant.channel.scripted.script("/day.csv", {ScriptedChannel::status(403, {}, "<Error>secret words</Error>")});
    const auto read = tenant.read();
    QCOMPARE(codeOf(read), u"conflict extraction_expired"_s);
    QVERIFY(read.error().detail.isEmpty()); // what such a host says may echo the link
    QCOMPARE(tenant.asked(), once + once);
}

void TestCxoneExtraction::F41_aLostBeginningIsNotRepeatedBlindly_data()
{
    QTest::addColumn<QList<Step>>("answers");
    QTest::addColumn<QString>("outcome");
    QTest::addColumn<QStringList>("asked");
    const Step lost = ScriptedChannel::failing(ErrorKind::ConnectionLost);
    const QStringList looked{u"POST jobs"_s, u"GET jobs"_s};
    QTest::newRow("nothing runs") << QList<Step>{lost, jobs("SUCCEEDED"), begun()} << u"table"_s << looked + once;
    QTest::newRow("nothing was ever made")
        << QList<Step>{lost, ScriptedChannel::status(204, {}, {}), begun()} << u"table"_s << looked + once;
    QTest::newRow("one runs, and ends") << QList<Step>{lost, jobs("RUNNING"), jobs("CANCELLED"), begun()} << u"table"_s
                                        << looked + QStringList{u"GET jobs"_s} + once;
    QTest::newRow("trouble that says nothing")
        << QList<Step>{ScriptedChannel::status(502), jobs("EXPIRED"), begun()} << u"table"_s << looked + once;
    QTest::newRow("an answer that is none") << QList<Step>{ScriptedChannel::json("{}", 202), jobs("EXPIRED"), begun()}
                                            << u"unexpected_shape "_s << QStringList{u"POST jobs"_s};
    QTest::newRow("it never left") << QList<Step>{ScriptedChannel::failing(ErrorKind::NotSent), begun()} << u"table"_s
                                   << QStringList{u"POST jobs"_s} + once;
    QStringList all{u"POST jobs"_s};
    for (int look = 0; look < CxoneExtraction::mostLooks; ++look)
        all.append(u"GET jobs"_s);
    QTest::newRow("one runs for ever") << QList<Step>{lost, jobs("RUNNING")} << u"conflict extraction_unknown"_s << all;
}

void TestCxoneExtraction::F41_aLostBeginningIsNotRepeatedBlindly()
{
    QFETCH(QList<Step>, answers);
    QFETCH(QString, outcome);
    QFETCH(QStringList, asked);
    Tenant tenant;
    tenant.channel.scripted.script("/jobs", answers);
    const auto read = tenant.read();
    QVERIFY2(codeOf(read).startsWith(outcome), qPrintable(codeOf(read)));
    QCOMPARE(tenant.asked(), asked);
    QVERIFY(tenant.channel.shortest >= 31s);
}

void TestCxoneExtraction::F41_whatALostBeginningLeftIsLookedForByTheNextOne()
{
    Tenant tenant;
    const Step lost = ScriptedChannel::failing(ErrorKind::ConnectionLost);
    tenant.channel.scripted.script("/jobs",
                                   {lost, lost, lost, lost, lost, lost, jobs("RUNNING"), jobs("FAILED"), begun()});
    QCOMPARE(codeOf(tenant.read()), u"connection_lost "_s); // the network is gone; whoever asks waits for it
    QCOMPARE(tenant.asked().count(u"POST jobs"_s), 1);
    tenant.channel.calls.clear();
    QVERIFY(tenant.read());
    QCOMPARE(tenant.asked(), QStringList({u"GET jobs"_s, u"GET jobs"_s}) + once);
}

void TestCxoneExtraction::F03_aThrottledCallWaitsItsTime()
{
    Tenant tenant;
    tenant.channel.scripted.script("/jobs", {busy(), busy({{"Retry-After", "90"}}), begun()});
    QVERIFY(tenant.read());
    QCOMPARE(tenant.channel.calls.mid(0, 3), QStringList({u"62 POST jobs"_s, u"93 POST jobs"_s, u"183 POST jobs"_s}));
    QCOMPARE(tenant.observer.causes, QStringList({u"throttled"_s, u"throttled"_s}));
    Tenant tired;
    tired.channel.scripted.script("/jobs", {busy()});
    QCOMPARE(codeOf(tired.read()).section(u' ', 0, 0), u"throttled"_s);
    QCOMPARE(tired.asked().size(), CxoneExtraction::mostTries);
    QVERIFY(tired.channel.shortest >= 31s);
    Tenant patient;
    patient.channel.scripted.script("/jobs", {busy({{"Retry-After", "7200"}})});
    const auto read = patient.read();
    QCOMPARE(patient.asked().size(), 1);
    QCOMPARE(read.error().retryAfter, std::optional(Milliseconds(7'200'000)));
}

void TestCxoneExtraction::F10_aRefusalIsBelievedTheSecondTime()
{
    Tenant tenant;
    tenant.channel.scripted.script("/jobs", {ScriptedChannel::status(403), begun()});
    QVERIFY(tenant.read());
    Tenant refused;
    refused.channel.scripted.script("/jobs", {ScriptedChannel::status(403)});
    QCOMPARE(codeOf(refused.read()), u"forbidden extraction_forbidden"_s);
    QCOMPARE(refused.asked(), QStringList({u"POST jobs"_s, u"POST jobs"_s}));
    QVERIFY(refused.channel.shortest >= 31s);
}

void TestCxoneExtraction::F18_aLookThatFailsIsRepeatedAtItsTime()
{
    Tenant tenant;
    tenant.channel.scripted.script("/job-1",
                                   {ScriptedChannel::status(404), ScriptedChannel::status(503), job("RUNNING"),
                                    ScriptedChannel::failing(ErrorKind::TimedOut), ScriptedChannel::json(R"({"jobSta)"),
                                    busy(), done()});
    const auto read = tenant.read();
    QVERIFY2(read, qPrintable(codeOf(read)));
    QCOMPARE(tenant.asked().count(u"GET job-1"_s), 7);
    QVERIFY(tenant.channel.shortest >= 31s); // the transport's own waits are shorter
}

void TestCxoneExtraction::S10_theLinkGetsNoToken()
{
    for (const QByteArray &url : {link, QByteArray("https://api.example.test/day.csv?X-Signature=abc")}) {
        Tenant tenant;
        tenant.channel.scripted.script("/job-1", {done("job-1", url)});
        QVERIFY(tenant.read());
        const HttpRequest request = tenant.channel.scripted.requestsTo("/day.csv").constFirst();
        QCOMPARE(request.url.toEncoded(), url);
        for (const char *header : {"authorization", "cookie", "x-request-id"})
            QVERIFY2(headerValue(request.headers, header).isEmpty(), header);
    }
}

void TestCxoneExtraction::S10_aHostThatNobodyAllowedIsNotAsked()
{
    Tenant tenant;
    tenant.channel.scripted.script("/job-1", {done("job-1", "https://elsewhere.example.test/day.csv")});
    const auto read = tenant.read();
    QCOMPARE(codeOf(read), u"address_refused download_host"_s);
    QCOMPARE(read.error().subject, u"elsewhere.example.test"_s);
    QVERIFY(tenant.channel.scripted.requestsTo("/day.csv").isEmpty());
}

void TestCxoneExtraction::F29_aRedirectOfTheLinkIsNotFollowed()
{
    Tenant tenant;
    tenant.channel.scripted.script(
        "/day.csv", {ScriptedChannel::status(302, {{"Location", "https://files.example.test/other.csv"}}, {})});
    const auto read = tenant.read();
    QCOMPARE(read.error().kind, ErrorKind::RedirectRefused);
    QVERIFY(tenant.channel.scripted.requestsTo("/other.csv").isEmpty());
}

void TestCxoneExtraction::F47_aTableThatWasCutIsNone_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("saysLength");
    QTest::addColumn<bool>("isWhole");
    QTest::newRow("whole") << table << true << true;
    QTest::newRow("whole, no length said") << table << false << true;
    QTest::newRow("cut behind a row") << QByteArray("Segment ID,ANI\r\n") << true << false;
    QTest::newRow("cut in a row, no length said") << table.chopped(3) << false << false;
    QTest::newRow("nothing, no length said") << QByteArray() << false << false;
}

void TestCxoneExtraction::F47_aTableThatWasCutIsNone()
{
    QFETCH(QByteArray, body);
    QFETCH(bool, saysLength);
    QFETCH(bool, isWhole);
    Tenant tenant;
    tenant.channel.scripted.script("/day.csv", {file(body, saysLength)});
    const auto read = tenant.read();
    QCOMPARE(codeOf(read), isWhole ? u"table"_s : u"broken_body cut_body"_s);
}

void TestCxoneExtraction::daysThatAreGoneAreRefusedBeforeAnythingIsSent()
{
    Tenant tenant;
    const QDate today = tenant.clock.wallNow().date();
    const auto read = tenant.read(today.addDays(-14));
    QCOMPARE(codeOf(read), u"bad_input extraction_too_old"_s);
    QVERIFY(tenant.channel.scripted.requests().isEmpty());
    QVERIFY(tenant.read(today.addDays(-13)));
}

void TestCxoneExtraction::F105_aStopEndsEveryWait()
{
    Tenant tenant(FakeClock::Mode::ByHand);
    CxoneExtraction other(*tenant.transport);
    std::stop_source stopFirst, stopSecond;
    QStringList ends;
    const auto note = [&ends](const Result<QByteArray> &read) { ends.append(codeOf(read)); };
    const auto first = tenant.extraction().table(day, nullptr, stopFirst.get_token()).then(note);
    const auto second = other.table(day, nullptr, stopSecond.get_token()).then(note);
    QTRY_COMPARE(tenant.clock.sleeping(), 1);
    tenant.clock.advance(31s); // it has looked at the list
    QTRY_COMPARE(tenant.channel.scripted.requestsTo("/first-look").size(), 1);
    QTRY_COMPARE(tenant.clock.sleeping(), 1);
    tenant.clock.advance(31s); // the first is begun, and waits to be looked at
    QTRY_COMPARE(tenant.channel.calls.size(), 1);
    QTRY_COMPARE(tenant.clock.sleeping(), 1);
    stopFirst.request_stop();
    QTRY_COMPARE(ends, QStringList{u"cancelled "_s});
    // Its job runs on at the tenant, so the next one begins with a look.
    tenant.channel.scripted.script("/jobs", {jobs("RUNNING")});
    QTRY_COMPARE(tenant.clock.sleeping(), 1);
    tenant.clock.advance(31s);
    QTRY_COMPARE(tenant.channel.calls.size(), 2);
    QCOMPARE(tenant.channel.calls.last(), u"93 GET jobs"_s);
    stopSecond.request_stop();
    QTRY_COMPARE(ends.size(), 2);
}

void TestCxoneExtraction::S42_itIsARead()
{
    Tenant tenant(FakeClock::Mode::Automatic, Environment::Production); // not armed
    const auto read = tenant.read();
    QVERIFY2(read, qPrintable(codeOf(read)));
}

void TestCxoneExtraction::theSettingsAreHeeded()
{
    Tenant tenant(FakeClock::Mode::Automatic, Environment::Test,
                  {{u"extraction_path"_s, u"own/v2"_s},
                   {u"extraction_version"_s, u"10"_s},
                   {u"extraction_end"_s, u"same-day"_s}});
    QVERIFY(tenant.read());
    const HttpRequest request = tenant.channel.scripted.requestsTo("/jobs").constFirst();
    QCOMPARE(request.url.path(), u"/own/v2/jobs"_s);
    const QJsonObject body = QJsonDocument::fromJson(request.body).object();
    QCOMPARE(body[u"version"].toString(), u"10"_s);
    QCOMPARE(body[u"endDate"].toString(), u"2026-03-03"_s);
}

MUSTER_TEST(TestCxoneExtraction, QCoreApplication)

} // namespace tst_cxoneextraction
#include "tst_cxoneextraction.moc"
