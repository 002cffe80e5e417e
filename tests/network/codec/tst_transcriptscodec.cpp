// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/codec/transcriptscodec.h"
#include "tests/support/testpaths.h"
#include "tests/support/testprogram.h"

#include <QtTest>

using namespace muster;
using namespace muster::test;

namespace tst_transcriptscodec {

namespace {

const ContractTranscriptsCodec codec;

template <typename T>
QString faultOf(const Result<T> &result)
{
    return result ? QStringLiteral("none")
                  : errorKindKey(result.error().kind) + u' ' + result.error().code + u' ' + result.error().detail;
}

QByteArray captured(const char *name)
{
    return dataBytes(QStringLiteral("transcripts/") + QLatin1String(name) + QStringLiteral(".json"));
}

QDateTime utc(const char *text)
{
    return QDateTime::fromString(QLatin1String(text), Qt::ISODateWithMs);
}

} // namespace

class TestTranscriptsCodec : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesARequest();
    void submissions_data();
    void submissions();
    void readsACapturedJob();
    void F32_statusWords_data();
    void F32_statusWords();
    void F61_wrongJobs_data();
    void F61_wrongJobs();
    void wordsOfAFailureAreBounded();
    void writesASearch();
    void readsACapturedSearch();
    void wrongSearches();
    void readsOneCapturedArtifact();
    void cutsSeveralWithoutChangingAByte();
    void wrongArtifacts_data();
    void wrongArtifacts();
};

void TestTranscriptsCodec::writesARequest()
{
    TranscriptRequest request;
    request.interactionIds = {QStringLiteral("int-1"), QStringLiteral("int-2")};
    request.mediaTypes = {MediaType::Voice, MediaType::Chat};
    request.redaction = RedactionPolicy::Full;
    request.concurrentDownloads = 3;
    QCOMPARE(codec.request(request),
             QByteArray(R"({"format":"json","interactionIds":["int-1","int-2"],"maxConcurrentDownloads":3,)"
                        R"("mediaTypes":["voice","chat"],"redactionPolicy":"full"})"));
}

void TestTranscriptsCodec::submissions_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("jobId");
    QTest::addColumn<QString>("code");
    QTest::newRow("good") << QByteArray(R"({"jobId":"job-1","status":"queued"})") << QStringLiteral("job-1")
                          << QString();
    QTest::newRow("no id") << QByteArray(R"({"status":"queued"})") << QString() << QStringLiteral("job_id");
    QTest::newRow("empty id") << QByteArray(R"({"jobId":""})") << QString() << QStringLiteral("job_id");
    QTest::newRow("number") << QByteArray(R"({"jobId":7})") << QString() << QStringLiteral("job_id");
    QTest::newRow("dots") << QByteArray(R"({"jobId":".."})") << QString() << QStringLiteral("job_id");
    QTest::newRow("cut") << QByteArray(R"({"jobId":"job-1")") << QString() << QStringLiteral("cut_body");
    QTest::newRow("page") << QByteArray("<html>") << QString() << QStringLiteral("markup");
}

void TestTranscriptsCodec::submissions()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, jobId);
    QFETCH(QString, code);
    const TranscriptSubmission submission = codec.submitted(201, body);
    QCOMPARE(submission.jobId, jobId);
    QCOMPARE(submission.fate == WriteFate::Applied, !jobId.isEmpty());
    QCOMPARE(submission.fate == WriteFate::Unknown, jobId.isEmpty());
    QCOMPARE(submission.error ? submission.error->code : QString(), code);
}

void TestTranscriptsCodec::readsACapturedJob()
{
    const auto job = codec.job(captured("job"), QStringLiteral("job-77"));
    QVERIFY2(job, qPrintable(faultOf(job)));
    QCOMPARE(job->state, TranscriptJob::State::Completed);
    QCOMPARE(job->progress, 100);
    QCOMPARE(job->all.link, QByteArray("https://api.example.test/api/v2/jobs/job-77/results"));
    const QList<TranscriptSource> each
        = {{QStringLiteral("int-1"), "https://api.example.test/api/v2/jobs/job-77/results/int-1"},
           {QStringLiteral("int-2"), "/api/v2/jobs/job-77/results/int-2"}};
    QCOMPARE(job->each, each);
    QVERIFY(job->errors.isEmpty() && job->ended());
    QCOMPARE(faultOf(codec.job(captured("job"), QStringLiteral("job-78"))),
             QStringLiteral("unexpected_shape other_job jobId"));
}

void TestTranscriptsCodec::F32_statusWords_data()
{
    QTest::addColumn<QByteArray>("word");
    QTest::addColumn<int>("state");
    using enum TranscriptJob::State;
    QTest::newRow("queued") << QByteArray("queued") << int(Queued);
    QTest::newRow("running") << QByteArray("running") << int(Running);
    QTest::newRow("completed") << QByteArray("completed") << int(Completed);
    QTest::newRow("failed") << QByteArray("failed") << int(Failed);
    QTest::newRow("unknown") << QByteArray("indexing") << int(Running);
    QTest::newRow("empty") << QByteArray("") << int(Running);
    QTest::newRow("other case") << QByteArray("Completed") << int(Running);
}

void TestTranscriptsCodec::F32_statusWords()
{
    QFETCH(QByteArray, word);
    QFETCH(int, state);
    const auto job = codec.job("{\"jobId\":\"j\",\"status\":\"" + word + "\",\"progress\":40}", QStringLiteral("j"));
    QVERIFY2(job, qPrintable(faultOf(job)));
    QCOMPARE(int(job->state), state);
    QCOMPARE(job->statusWord.toUtf8(), word);
    QCOMPARE(job->progress, 40);
}

void TestTranscriptsCodec::F61_wrongJobs_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const char *body, const char *expected) {
        QTest::newRow(name) << QByteArray(body) << QString::fromLatin1(expected);
    };
    row("no status", R"({"jobId":"j"})", "unexpected_shape missing status");
    row("status a number", R"({"jobId":"j","status":5})", "unexpected_shape not_text status");
    row("address a number", R"({"jobId":"j","status":"completed","resultUrl":5})",
        "unexpected_shape not_text resultUrl");
    row("results no list", R"({"jobId":"j","status":"completed","results":{}})", "unexpected_shape not_array results");
    row("result without address", R"({"jobId":"j","status":"completed","results":[{"interactionId":"i"}]})",
        "unexpected_shape missing results[0].resultUrl");
    row("list", "[]", "unexpected_shape not_object ");
    // Odd progress says nothing, and costs nothing (S43).
    row("progress text", R"({"jobId":"j","status":"running","progress":"9"})", "none");
    row("progress huge", R"({"jobId":"j","status":"running","progress":1e18})", "none");
}

void TestTranscriptsCodec::F61_wrongJobs()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, expected);
    const auto job = codec.job(body, QStringLiteral("j"));
    QCOMPARE(faultOf(job), expected);
    if (job)
        QCOMPARE(job->progress, -1);
}

void TestTranscriptsCodec::wordsOfAFailureAreBounded()
{
    // What is shown of them is masked and cut by the transport; here they are held to what is worth masking.
    QByteArray errors = "\"int-9 is unknown\",7,null,\"" + QByteArray(70'000, 'x') + '"';
    for (int i = 0; i < 150; ++i)
        errors += ",\"" + QByteArray(600, 'x') + '"';
    const auto job = codec.job(R"({"jobId":"j","status":"failed","errors":[)" + errors + "]}", QStringLiteral("j"));
    QVERIFY2(job, qPrintable(faultOf(job)));
    QCOMPARE(job->state, TranscriptJob::State::Failed);
    QCOMPARE(job->errors.size(), 100);
    QCOMPARE(job->errors.at(0), QStringLiteral("int-9 is unknown"));
    QCOMPARE(job->errors.at(1).size(), 65'536);
}

void TestTranscriptsCodec::writesASearch()
{
    InteractionQuery query;
    query.media = MediaType::Chat;
    query.from = utc("2026-03-01T00:00:00Z");
    const auto asked = codec.search(query, {QStringLiteral("a"), QStringLiteral("b")}, QStringLiteral("c2"));
    const QList<QPair<QString, QString>> expected
        = {{QStringLiteral("interactionIds"), QStringLiteral("a,b")},
           {QStringLiteral("mediaType"), QStringLiteral("chat")},
           {QStringLiteral("from"), QStringLiteral("2026-03-01T00:00:00.000Z")},
           {QStringLiteral("to"), QString()},
           {QStringLiteral("limit"), QStringLiteral("1000")},
           {QStringLiteral("continuationToken"), QStringLiteral("c2")}};
    QCOMPARE(asked, expected);
}

void TestTranscriptsCodec::readsACapturedSearch()
{
    const auto page = codec.page(captured("search"));
    QVERIFY2(page, qPrintable(faultOf(page)));
    const QList<InteractionSummary> items
        = {{QStringLiteral("int-1"), QStringLiteral("chat"), utc("2026-03-01T09:15:00Z")},
           {QStringLiteral("int-2"), QStringLiteral("email"), utc("2026-03-02T00:00:00Z")}};
    QCOMPARE(page->items, items);
    QCOMPARE(page->notFound, QStringList(QStringLiteral("int-9")));
    QCOMPARE(page->nextCursor, QStringLiteral("c2"));
}

void TestTranscriptsCodec::wrongSearches()
{
    QCOMPARE(faultOf(codec.page(captured("search").replace("\"count\":2", "\"count\":3"))),
             QStringLiteral("unexpected_shape other_count count"));
    QCOMPARE(faultOf(codec.page(captured("search").replace("\"int-2\"", "\"\""))),
             QStringLiteral("unexpected_shape empty items[1].interactionId"));
    QCOMPARE(faultOf(codec.page(captured("search").replace("\"int-2\"", "\"a,b\""))),
             QStringLiteral("unexpected_shape not_id items[1].interactionId"));
    QCOMPARE(faultOf(codec.page(captured("search").replace("2026-03-02T00:00:00Z", "yesterday"))),
             QStringLiteral("unexpected_shape not_time items[1].timestamp"));
    QCOMPARE(faultOf(codec.page(R"({"count":0})")), QStringLiteral("unexpected_shape missing items"));
}

void TestTranscriptsCodec::readsOneCapturedArtifact()
{
    const auto artifacts = codec.artifacts(captured("voice"), {});
    QVERIFY2(artifacts, qPrintable(faultOf(artifacts)));
    QCOMPARE(artifacts->size(), 1);
    const TranscriptArtifact &artifact = artifacts->at(0);
    QCOMPARE(artifact.interactionId, QStringLiteral("int-20260301-0001"));
    QCOMPARE(artifact.mediaType, QStringLiteral("voice"));
    QCOMPARE(artifact.timestamp, utc("2026-03-01T09:15:00Z"));
    QVERIFY(!artifact.masked);
    QCOMPARE(artifact.json, captured("voice").trimmed());
}

void TestTranscriptsCodec::cutsSeveralWithoutChangingAByte()
{
    const QByteArray body = captured("several");
    const auto artifacts = codec.artifacts(body, {});
    QVERIFY2(artifacts, qPrintable(faultOf(artifacts)));
    QCOMPARE(artifacts->size(), 2);
    QCOMPARE(artifacts->at(0).interactionId, QStringLiteral("int-1"));
    QCOMPARE(artifacts->at(0).timestamp, utc("2026-03-01T09:15:00.250Z"));
    QVERIFY(artifacts->at(0).masked);
    QCOMPARE(artifacts->at(1).interactionId, QStringLiteral("int-2"));
    QVERIFY(!artifacts->at(1).masked);
    // "[ A,\n  B ]": what is between them belongs to neither.
    QCOMPARE("[ " + artifacts->at(0).json + ",\n  " + artifacts->at(1).json + " ]", body.trimmed());
    QVERIFY(codec.artifacts("[]", {})->isEmpty());
}

void TestTranscriptsCodec::wrongArtifacts_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QByteArray &body, const char *expected) {
        QTest::newRow(name) << body << QString::fromLatin1(expected);
    };
    const QByteArray voice = captured("voice").trimmed();
    const auto changed = [&voice](const char *from, const char *to) { return QByteArray(voice).replace(from, to); };
    row("F47 cut", voice.chopped(1), "broken_body cut_body offset 478");
    row("page", "<html>", "not_from_api markup ");
    row("empty", " ", "not_from_api empty_body ");
    row("text", "\"a\"", "unexpected_shape not_object [0]");
    row("no artifact", "[7]", "unexpected_shape not_object [0]");
    row("no id", changed("\"interactionId\"", "\"id\""), "unexpected_shape missing [0].interactionId");
    row("F62 empty id", changed("int-20260301-0001", ""), "unexpected_shape not_id [0].interactionId");
    row("F62 id with a line end", changed("int-20260301-0001", "int\\n1"), "unexpected_shape not_id [0].interactionId");
    row("time", changed("09:15:00Z", "09:15:00"), "unexpected_shape not_time [0].timestamp");
    row("masked text", changed(":false", ":\"no\""), "unexpected_shape not_boolean [0].masked");
    row("transcript text",
        R"({"interactionId":"i","mediaType":"chat","timestamp":"2026-03-01T09:15:00Z",)"
        R"("masked":false,"transcript":"a"})",
        "unexpected_shape not_object [0].transcript");
    row("S16 repeated key", changed("\"masked\":false", "\"masked\":false,\"masked\":true"),
        "unexpected_shape repeated_key offset 115");
    row("S16 depth", '[' + QByteArray(64, '[') + QByteArray(64, ']') + ']', "limit_exceeded json_depth offset 64");
    row("second is wrong", '[' + voice + ",{}]", "unexpected_shape missing [1].interactionId");
}

void TestTranscriptsCodec::wrongArtifacts()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, expected);
    const auto artifacts = codec.artifacts(body, {});
    QCOMPARE(faultOf(artifacts), expected);
}

MUSTER_TEST(TestTranscriptsCodec, QCoreApplication)

} // namespace tst_transcriptscodec
#include "tst_transcriptscodec.moc"
