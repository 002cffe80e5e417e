// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/codec/transcriptscodec.h"
#include "sandboxdoor.h"

#include "tests/support/testprogram.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace tst_sandboxtranscripts {
using Mutation = SandboxFault::Mutation;

namespace {

constexpr auto submitPath = "/api/v2/interactions/transcripts";
constexpr auto searchPath = "/api/v2/interactions/search";

SandboxSettings world()
{
    SandboxSettings settings;
    settings.contacts = 10;
    settings.interactions = 60;
    settings.jobTime = 4000ms;
    settings.thinkTime = 100ms;
    return settings;
}

QByteArray order(const QByteArray &ids, const QByteArray &media = R"("voice","chat")",
                 const QByteArray &downloads = "3")
{
    return R"({"interactionIds":[)" + ids + R"(],"mediaTypes":[)" + media
        + R"(],"redactionPolicy":"auto","format":"json","maxConcurrentDownloads":)" + downloads + '}';
}

/// A submitted job, and what is asked of it.
struct Job
{
    Job(SandboxDoor &door, const QByteArray &body)
        : m_door(door)
        , m_id(bodyOf(door.post(submitPath, body))["jobId"_L1].toString().toUtf8())
    {
    }
    SandboxAnswer after(std::chrono::milliseconds time, Mutation mutation = Mutation::None)
    {
        m_door.wallNow = m_door.wallNow.addMSecs(time.count());
        return m_door.call("GET", "/api/v2/jobs/" + m_id, {}, mutation);
    }
    SandboxAnswer result(const QByteArray &id = {})
    {
        return m_door.get("/api/v2/jobs/" + m_id + "/results" + (id.isEmpty() ? id : '/' + id));
    }

private:
    SandboxDoor &m_door;
    QByteArray m_id;
};

QByteArray pathOf(const QString &url)
{
    const QUrl parsed(url);
    return parsed.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority);
}

} // namespace

class TestSandboxTranscripts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void jobsTakeTheirTime();
    void resultsOfOneAndOfSeveral();
    void strictBodies_data();
    void strictBodies();
    void unknownInteractionsFailTheJob();
    void otherMediaAreLeftOut();
    void pollsAndDownloadsHaveLimits();
    void searchFindsByIdTimeAndMedia();
    void signedLinksTakeNoToken();
    void faultsOfJobs();
    void groundTruthStandsInTheText();
    void sameSeedSameWords();
};

void TestSandboxTranscripts::jobsTakeTheirTime()
{
    SandboxDoor door(world());
    Job job(door, order(R"("int-000001")"));
    const SandboxAnswer queued = job.after(0ms);
    QCOMPARE(queued.status, 202);
    QCOMPARE(bodyOf(queued)["status"_L1], u"queued"_s);
    const SandboxAnswer running = job.after(2000ms);
    QCOMPARE(running.status, 200);
    QCOMPARE(bodyOf(running)["status"_L1], u"running"_s);
    QCOMPARE(bodyOf(running)["progress"_L1].toInt(), 50);
    QCOMPARE(errorOf(job.result()), u"job_not_completed"_s);
    const QJsonObject done = bodyOf(job.after(2000ms));
    QCOMPARE(done["status"_L1], u"completed"_s);
    QVERIFY(done["resultUrl"_L1].toString().endsWith(u"/results"_s) && !done.contains("results"_L1));
    QCOMPARE(errorOf(door.get("/api/v2/jobs/job-none")), u"not_found"_s);
}

void TestSandboxTranscripts::resultsOfOneAndOfSeveral()
{
    SandboxDoor door(world());
    const ContractTranscriptsCodec codec;
    Job one(door, order(R"("int-000001")"));
    (void)one.after(5000ms);
    QCOMPARE(codec.artifacts(one.result().body, {})->size(), 1);
    QVERIFY(one.result().body.startsWith('{'));
    Job several(door, order(R"("int-000003","int-000002")"));
    const QJsonObject done = bodyOf(several.after(5000ms));
    QCOMPARE(done["results"_L1].toArray().size(), 2);
    const auto artifacts = codec.artifacts(several.result().body, {});
    QVERIFY(artifacts);
    QCOMPARE(artifacts->size(), 2);
    QCOMPARE(artifacts->at(0).interactionId, u"int-000003"_s); // in the order of the request
    QCOMPARE(artifacts->at(0).json, several.result("int-000003").body);
    QCOMPARE(several.result("int-000001").status, 404);
}

void TestSandboxTranscripts::strictBodies_data()
{
    QTest::addColumn<QByteArray>("body");
    const QByteArray good = order(R"("int-000001")");
    const auto changed = [&good](const char *from, const char *to) { return QByteArray(good).replace(from, to); };
    QTest::newRow("no ids") << order("");
    QTest::newRow("empty id") << order(R"("")");
    QTest::newRow("twice") << order(R"("int-000001","int-000001")");
    QTest::newRow("number") << order("1");
    QTest::newRow("media") << order(R"("int-000001")", R"("email")");
    QTest::newRow("no media") << order(R"("int-000001")", "");
    QTest::newRow("no downloads") << order(R"("int-000001")", R"("voice")", "0");
    QTest::newRow("11 downloads") << order(R"("int-000001")", R"("voice")", "11");
    QTest::newRow("policy") << changed("auto", "some");
    QTest::newRow("format") << changed("\"json\"", "\"xml\"");
    QTest::newRow("unknown member") << changed("\"format\"", "\"x\":1,\"format\"");
    QTest::newRow("no object") << QByteArray("[]");
}

void TestSandboxTranscripts::strictBodies()
{
    QFETCH(QByteArray, body);
    SandboxDoor door(world());
    const SandboxAnswer answer = door.post(submitPath, body);
    QCOMPARE(answer.status, 400);
    QCOMPARE(errorOf(answer), u"invalid_transcript_request"_s);
    QCOMPARE(door.post(submitPath, order(R"("int-000001")")).status, 201);
}

void TestSandboxTranscripts::unknownInteractionsFailTheJob()
{
    SandboxDoor door(world());
    Job job(door, order(R"("int-000001","int-999999")"));
    const QJsonObject failed = bodyOf(job.after(5000ms));
    QCOMPARE(failed["status"_L1], u"failed"_s);
    QVERIFY(failed["errors"_L1].toArray().first().toString().contains(u"int-999999"_s));
    QCOMPARE(job.result().status, 409);
}

void TestSandboxTranscripts::otherMediaAreLeftOut()
{
    SandboxDoor door(world());
    const SandboxInteractions interactions(1, 60);
    QByteArrayList ids;
    int voices = 0;
    for (int number = 0; number < 20; ++number) {
        ids.append('"' + SandboxInteractions::id(number).toUtf8() + '"');
        voices += interactions.isVoice(number) ? 1 : 0;
    }
    QVERIFY(voices > 0 && voices < 20);
    Job job(door, order(ids.join(','), R"("voice")"));
    QCOMPARE(bodyOf(job.after(5000ms))["results"_L1].toArray().size(), voices);
}

void TestSandboxTranscripts::pollsAndDownloadsHaveLimits()
{
    SandboxDoor door(world());
    Job job(door, order(R"("int-000001","int-000002")", R"("voice","chat")", "2"));
    (void)job.after(5000ms);
    QCOMPARE(job.after(99ms).status, 429);
    QCOMPARE(job.after(100ms).status, 200);
    QCOMPARE(job.result("int-000001").status, 200);
    QCOMPARE(job.result("int-000002").status, 200);
    QCOMPARE(errorOf(job.result()), u"too_many_downloads"_s);
    door.wallNow = door.wallNow.addMSecs(80); // of a think time of 100
    QCOMPARE(job.result().status, 200);
}

void TestSandboxTranscripts::searchFindsByIdTimeAndMedia()
{
    SandboxDoor door(world());
    const QJsonObject first = bodyOf(door.get(QByteArray(searchPath) + "?limit=40"));
    QCOMPARE(first["count"_L1].toInt(), 40);
    const QJsonObject rest = bodyOf(door.get(
        QByteArray(searchPath) + "?limit=40&continuationToken=" + first["continuationToken"_L1].toString().toUtf8()));
    QCOMPARE(rest["count"_L1].toInt(), 20);
    QVERIFY(rest["continuationToken"_L1].toString().isEmpty());
    const QJsonObject named = bodyOf(door.get(QByteArray(searchPath) + "?interactionIds=int-000007%2Cint-x"));
    QCOMPARE(named["items"_L1].toArray().size(), 1);
    QCOMPARE(named["notFound"_L1].toArray(), QJsonArray{u"int-x"_s});
    // 97 minutes apart from 2026-01-05 08:00: two begin before 10:00, the first is not after 08:00.
    const QJsonObject timed
        = bodyOf(door.get(QByteArray(searchPath) + "?from=2026-01-05T08:00:00Z&to=2026-01-05T09:37:00Z"));
    QCOMPARE(timed["items"_L1].toArray().size(), 1);
    QCOMPARE(bodyOf(door.post(searchPath, R"({"mediaType":"chat","limit":5})"))["count"_L1].toInt(), 5);
    for (const char *wrong : {"?limit=0", "?limit=1001", "?from=yesterday", "?continuationToken=x"})
        QCOMPARE(errorOf(door.get(QByteArray(searchPath) + wrong)), u"invalid_search"_s);
    QCOMPARE(errorOf(door.post(searchPath, R"({"x":1})")), u"invalid_search"_s);
}

void TestSandboxTranscripts::signedLinksTakeNoToken()
{
    SandboxDoor door(world());
    Job job(door, order(R"("int-000001")"));
    const QString link = bodyOf(job.after(5000ms, Mutation::SignedLinks))["resultUrl"_L1].toString();
    const SandboxHeaders plain = {{"Accept", "application/json"}};
    QCOMPARE(door.send("GET", pathOf(link), plain).status, 200);
    const SandboxHeaders bearer = {{"Accept", "application/json"}, {"Authorization", "Bearer x"}};
    QCOMPARE(errorOf(door.send("GET", pathOf(link), bearer)), u"unexpected_credential"_s);
    QCOMPARE(door.send("GET", pathOf(link).replace("sig=5a17", "sig=0"), plain).status, 403);
    door.wallNow = door.wallNow.addSecs(61);
    QCOMPARE(errorOf(door.send("GET", pathOf(link), plain)), u"link_expired"_s);
    const QString old = bodyOf(job.after(1000ms, Mutation::ExpiredLinks))["resultUrl"_L1].toString();
    QCOMPARE(errorOf(door.send("GET", pathOf(old), plain)), u"link_expired"_s);
}

void TestSandboxTranscripts::faultsOfJobs()
{
    SandboxDoor door(world());
    Job job(door, order(R"("int-000001","int-000002")"));
    QCOMPARE(bodyOf(job.after(5000ms, Mutation::UnknownStatus))["status"_L1], u"indexing"_s);
    QVERIFY(!bodyOf(job.after(1000ms, Mutation::NoResultAddress)).contains("resultUrl"_L1));
    QCOMPARE(bodyOf(job.after(1000ms, Mutation::FailedJob))["errors"_L1].toArray().size(), 1);
    QCOMPARE(bodyOf(job.after(1000ms, Mutation::MissingResult))["results"_L1].toArray().size(), 1);
    QCOMPARE(bodyOf(job.after(1000ms, Mutation::ExtraResult))["results"_L1].toArray().size(), 3);
    QVERIFY(!bodyOf(job.after(1000ms, Mutation::OneAddress)).contains("results"_L1));
}

void TestSandboxTranscripts::groundTruthStandsInTheText()
{
    const SandboxInteractions interactions(7, 200);
    QHash<QString, int> kinds;
    for (int number = 0; number < interactions.count(); ++number) {
        const SandboxTranscript transcript = interactions.transcript(number);
        const QJsonObject artifact = QJsonDocument::fromJson(transcript.artifact).object();
        QCOMPARE(artifact["interactionId"_L1], transcript.id);
        for (const SandboxPersonal &personal : transcript.personal) {
            ++kinds[personal.entity];
            if (personal.inKey) {
                QVERIFY(artifact["transcript"_L1]["context"_L1]["channels"_L1].toObject().contains(personal.value));
                continue;
            }
            QJsonValue at = artifact;
            const QStringList steps = personal.path.mid(2).replace(u'[', u'.').remove(u']').split(u'.');
            for (const QString &step : steps)
                at = at.isArray() ? at.toArray()[step.toInt()] : at.toObject()[step];
            const auto points = at.toString().toUcs4();
            QVERIFY2(personal.end <= points.size(), qPrintable(personal.path));
            QCOMPARE(QString::fromUcs4(reinterpret_cast<const char32_t *>(points.constData()) + personal.begin,
                                       personal.end - personal.begin),
                     personal.value);
        }
    }
    for (const char *kind : {"email", "phone", "ssn", "sin", "payment_card", "iban", "ip_address", "birth_date"})
        QVERIFY2(kinds.value(QLatin1String(kind)) > 0, kind);
}

void TestSandboxTranscripts::sameSeedSameWords()
{
    QCOMPARE(SandboxInteractions(3).transcript(17).artifact, SandboxInteractions(3).transcript(17).artifact);
    QVERIFY(SandboxInteractions(3).transcript(17).artifact != SandboxInteractions(4).transcript(17).artifact);
    QCOMPARE(SandboxInteractions(3, 10).indexOf(u"int-000010"_s), 9);
    const QDateTime newest(QDate(2026, 3, 1), QTime(22, 0), Qt::UTC);
    const SandboxInteractions dated(3, 10, newest);
    QCOMPARE(dated.timestamp(9), newest);
    QCOMPARE(dated.timestamp(8), newest.addSecs(-97 * 60));
    QCOMPARE(SandboxInteractions(3, 10).timestamp(0), QDateTime(QDate(2026, 1, 5), QTime(8, 0), Qt::UTC));
    for (const char *id : {"int-000011", "int-00010", "int-+00010", "", "int-000000"})
        QCOMPARE(SandboxInteractions(3, 10).indexOf(QLatin1String(id)), -1);
}

MUSTER_TEST(TestSandboxTranscripts, QCoreApplication)

} // namespace tst_sandboxtranscripts
#include "tst_sandboxtranscripts.moc"
