// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/itemroles.h"
#include "models/items/transcriptmodels.h"
#include "models/transcripts/transcriptloader.h"
#include "models/transcripts/transcriptreader.h"
#include "tests/support/testprogram.h"

#include <QAbstractItemModelTester>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace muster;

namespace tst_transcriptreader {

namespace {

const QByteArray voice
    = R"({"interactionId":"int-1","mediaType":"voice","timestamp":"2026-03-04T10:00:00Z","transcript":{
 "language":"en","durationSeconds":61,"summary":"Call from [PHONE_MASKED]","turns":[
 {"speaker":"agent","offsetMs":0,"text":"Hello, whom do I speak to?","confidence":0.9},
 {"speaker":"customer","offsetMs":61500,"text":"Grüße, I am at [PHONE_MASKED] or [EMAIL_MASKED].","confidence":0.8}]},
 "masked":true})";

QString textOf(const TranscriptText &transcript, std::size_t turn)
{
    const std::string_view text = transcript.slice(transcript.turns[turn].begin, transcript.turns[turn].end);
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

} // namespace

/// Written transcripts as they are looked at: nothing of the file is left out, findings lie where they were written.
class TestTranscriptReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void turnsAndOtherStringsAreAllThere()
    {
        const auto read = readTranscript(voice, std::nullopt);
        QVERIFY(read);
        const TranscriptText &transcript = **read;
        QCOMPARE(transcript.interactionId, QStringLiteral("int-1"));
        QCOMPARE(transcript.mediaType, QStringLiteral("voice"));
        QVERIFY(transcript.masked);
        QCOMPARE(transcript.turns.size(), std::size_t(4)); // language, summary, two turns
        QCOMPARE(textOf(transcript, 0), QStringLiteral("en"));
        QCOMPARE(transcript.turns[0].speaker, 0U);
        QCOMPARE(transcript.labels[transcript.turns[0].label - 1], QStringLiteral("language"));
        QCOMPARE(textOf(transcript, 1), QStringLiteral("Call from [PHONE_MASKED]"));
        QCOMPARE(transcript.speakers, (QStringList{QStringLiteral("agent"), QStringLiteral("customer")}));
        QCOMPARE(transcript.turns[2].speaker, 1U);
        QCOMPARE(transcript.turns[3].speaker, 2U);
        QCOMPARE(transcript.turns[3].time, std::int64_t(61500));
    }

    void chatIsReadWithTheTextInItsBody()
    {
        const auto read = readTranscript(
            R"({"transcript":{"messages":[{"author":"bot","sentAt":"2026-03-04T10:00:05Z","body":{"text":"Hi","note":"n"}}]}})",
            std::nullopt);
        QVERIFY(read);
        const TranscriptText &transcript = **read;
        QCOMPARE(transcript.turns.size(), std::size_t(2));
        QCOMPARE(textOf(transcript, 0), QStringLiteral("Hi"));
        QCOMPARE(transcript.turns[0].speaker, 1U);
        QVERIFY(transcript.turns[0].timeKind == TranscriptText::TimeKind::Clock);
        QCOMPARE(textOf(transcript, 1), QStringLiteral("n"));
        QCOMPARE(transcript.labels[transcript.turns[1].label - 1], QStringLiteral("note"));
    }

    void blocksOfAnalyzedTranscriptsAreTurns()
    {
        const auto read = readTranscript(
            R"({"interactionId":"seg-1","transcript":{"transcriptBlocks":[
                {"channelName":"AGENT","text":"Hello","userId":"812","channelUuid":"0a1b","channelType":"VOICE","userType":"AGENT"},
                {"text":"Hi","userType":"[NAME_MASKED]","voiceMetadata":{"startTime":4200}}],
                "segmentSummary":{"summary":"A greeting."}}})",
            std::nullopt);
        QVERIFY(read);
        const TranscriptText &transcript = **read;
        QCOMPARE(transcript.speakers, (QStringList{QStringLiteral("AGENT"), QStringLiteral("[NAME_MASKED]")}));
        QCOMPARE(transcript.turns.size(), std::size_t(4)); // and the tag, which nothing may hide
        QCOMPARE(textOf(transcript, 0), QStringLiteral("Hello"));
        QCOMPARE(transcript.turns[0].speaker, 1U);
        QCOMPARE(textOf(transcript, 1), QStringLiteral("Hi"));
        QCOMPARE(transcript.turns[1].speaker, 2U);
        QCOMPARE(textOf(transcript, 3), QStringLiteral("A greeting."));
    }

    void findingsCountCodePointsOfTheWrittenString()
    {
        // "Grüße, I am at " is 15 code points and 17 bytes; the tags are 14 code points each.
        const std::vector<WrittenFinding> findings{
            {.path = "$.transcript.turns[1].text",
             .begin = 15,
             .end = 29,
             .entity = Entity::Phone,
             .rule = "phone.plan",
             .score = 60},
            {.path = "$.transcript.turns[1].text",
             .begin = 33,
             .end = 47,
             .entity = Entity::Email,
             .rule = "email.address"},
        };
        const auto written = parseWrittenFindings(
            R"({"format":"muster-transcript-findings","version":1,"findings":[
                {"path":"$.transcript.turns[1].text","start":15,"end":29,"entity":"phone","rule":"phone.plan","score":60,"group":0},
                {"path":"$.transcript.turns[1].text","start":33,"end":47,"entity":"email","rule":"email.address","score":100}]})");
        QVERIFY(written);
        QVERIFY(*written == findings);
        const auto read = readTranscript(voice, *written);
        QVERIFY(read);
        const TranscriptText &transcript = **read;
        QCOMPARE(transcript.findings.size(), std::size_t(3)); // and the tag in the summary, of which no finding speaks
        QCOMPARE(transcript.findings[0].turn, 1U);
        QCOMPARE(int(transcript.findings[0].score), 0);
        QVERIFY(transcript.slice(transcript.findings[1].begin, transcript.findings[1].end) == "[PHONE_MASKED]");
        QVERIFY(transcript.ruleOf(transcript.findings[1]) == "phone.plan");
        QCOMPARE(int(transcript.findings[1].score), 60);
        QVERIFY(transcript.slice(transcript.findings[2].begin, transcript.findings[2].end) == "[EMAIL_MASKED]");
        QCOMPARE(transcript.counts[std::size_t(Entity::Phone)], 2U);
        QCOMPARE(transcript.counts[std::size_t(Entity::Email)], 1U);
    }

    void findingsOfAnotherTextAreLeftOut()
    {
        const std::vector<WrittenFinding> findings{
            {.path = "$.transcript.turns[1].text", .begin = 400, .end = 410, .entity = Entity::Phone},
            {.path = "$.transcript", .inKey = true, .entity = Entity::Email, .rule = "email.address"},
        };
        const auto read = readTranscript(voice, findings);
        QVERIFY(read);
        const auto &told = (*read)->findings;
        QCOMPARE(told.size(), std::size_t(4)); // three tags, and the name of a member
        QCOMPARE(told.back().turn, TranscriptText::Finding::nowhere);
    }

    void damagedFindingsAreNamedByTheirNumber()
    {
        const QByteArray good = R"({"path":"$","start":0,"end":2,"entity":"phone","score":1})";
        for (const char *bad : {"{}", "[1]", R"({"path":"$","start":3,"end":2,"entity":"phone","score":1})",
                                R"({"path":"$","start":0,"end":2,"entity":"phones","score":1})",
                                R"({"path":"$","start":0.5,"end":2,"entity":"phone","score":1})"}) {
            const auto read = parseWrittenFindings("{\"format\":\"muster-transcript-findings\",\"findings\":[" + good
                                                   + "," + bad + "]}");
            QVERIFY2(!read, bad);
            QCOMPARE(read.error().subject, QStringLiteral("2"));
        }
        QVERIFY(!parseWrittenFindings("{\"findings\":[]}"));
        QVERIFY(!parseWrittenFindings("nonsense"));
    }

    void brokenFilesAreRefused()
    {
        QVERIFY(!readTranscript("{\"a\":", std::nullopt));
        QVERIFY(!readTranscript("\"\xff\"", std::nullopt));
        QVERIFY(!readTextTranscript("\xc3", std::nullopt));
        const QByteArray deep = QByteArray(600, '[') + QByteArray(600, ']');
        const auto read = readTranscript(deep, std::nullopt);
        QVERIFY(!read);
        QVERIFY(read.error().kind == ErrorKind::LimitExceeded);
    }

    void longLinesAreCutBetweenWordsAndNeverInAChip()
    {
        QByteArray text
            = QByteArray("word ").repeated(95) + "[PHONE_MASKED]" + QByteArray("\u00fc").repeated(600) + "\nnext";
        const auto read = readTextTranscript(text, std::nullopt);
        QVERIFY(read);
        const TranscriptText &transcript = **read;
        QByteArray joined;
        for (std::size_t i = 0; i < transcript.segments.size(); ++i) {
            const auto &segment = transcript.segments[i];
            QVERIFY(segment.end - segment.begin <= TranscriptText::segmentBytes);
            const std::string_view slice = transcript.slice(segment.begin, segment.end);
            QVERIFY(QString::fromUtf8(slice.data(), qsizetype(slice.size())).toUtf8()
                    == QByteArray(slice.data(), qsizetype(slice.size())));
            joined += QByteArray(slice.data(), qsizetype(slice.size()));
        }
        QCOMPARE(joined, QByteArray(text).replace('\n', ""));
        QCOMPARE(transcript.slice(transcript.segments[0].begin, transcript.segments[0].end).size(), std::size_t(475));
        QVERIFY(
            transcript.slice(transcript.segments[1].begin, transcript.segments[1].end).starts_with("[PHONE_MASKED]"));
        QCOMPARE(transcript.segmentAt(475), std::size_t(1));
        QCOMPARE(transcript.segmentAt(474), std::size_t(0));
    }

    void modelsHoldWhatIsThere()
    {
        TranscriptModel model;
        TranscriptFindingsModel findings;
        QAbstractItemModelTester a(&model), b(&findings);
        model.setTranscript(*readTranscript(voice, std::nullopt));
        findings.setTranscript(model.transcript());
        QCOMPARE(model.rowCount(), 4);
        QCOMPARE(model.index(3).data(TranscriptModel::TimeRole).toString(), QStringLiteral("1:01"));
        QCOMPARE(model.index(3).data(TranscriptModel::HeadRole).toString(), QStringLiteral("customer"));
        QCOMPARE(model.index(3).data().toString(), QStringLiteral("Grüße, I am at [PHONE] or [EMAIL]."));
        QCOMPARE(model.index(3).data(Qt::AccessibleTextRole).toString(),
                 QStringLiteral("customer, 1:01: Grüße, I am at (masked: phone number) or (masked: e-mail address)."));
        QCOMPARE(findings.rowCount(), 3);
        QCOMPARE(findings.index(1, TranscriptFindingsModel::Kind).data().toString(), QStringLiteral("Phone number"));
        QCOMPARE(model.rowOfFinding(0), 1);
        QCOMPARE(model.rowOfFinding(2), 3);
        QCOMPARE(model.rowOfFinding(3), -1);
        model.setTranscript(nullptr);
        findings.setTranscript(nullptr);
        QCOMPARE(model.rowCount(), 0);
    }

    void searchGoesThroughAllTranscriptsOfAJob()
    {
        QTemporaryDir folder;
        const auto write = [&](const QString &name, const QByteArray &bytes) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(bytes);
        };
        write(QStringLiteral("a.json"), voice);
        write(QStringLiteral("lines.jsonl"), "{}\n" + QByteArray(voice).replace('\n', ""));
        write(QStringLiteral("b.json"), "{");
        TranscriptLoader loader;
        QSignalSpy found(&loader, &TranscriptLoader::found);
        loader.search({{.interactionId = QStringLiteral("1"), .file = folder.filePath(QStringLiteral("a.json"))},
                       {.interactionId = QStringLiteral("2"), .file = folder.filePath(QStringLiteral("b.json"))},
                       {.interactionId = QStringLiteral("int-1"),
                        .file = folder.filePath(QStringLiteral("lines.jsonl")),
                        .form = TranscriptForm::JsonLines}},
                      QStringLiteral("WHOM"));
        QTRY_COMPARE(found.size(), 1);
        const auto hits = found.first().first().value<TranscriptHits>();
        QCOMPARE(hits.transcripts, 2);
        QCOMPARE(hits.unreadable, 1);
        QCOMPARE(hits.hits.size(), 2);
        QCOMPARE(hits.hits[1].transcript, 2);
        QCOMPARE(hits.hits[1].segment, 2U);
        QCOMPARE(hits.hits[1].excerpt, QStringLiteral("Hello, whom do I speak to?"));
    }
};

MUSTER_TEST(TestTranscriptReader, QCoreApplication)

} // namespace tst_transcriptreader
#include "tst_transcriptreader.moc"
