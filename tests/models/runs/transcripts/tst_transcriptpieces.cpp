// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/frozenorder.h"
#include "models/runs/transcripts/transcriptfolder.h"
#include "models/runs/transcripts/transcriptorder.h"
#include "models/runs/transcripts/transcriptrecorder.h"
#include "models/runs/transcripts/transcriptresult.h"
#include "models/runs/transcripts/transcriptworker.h"
#include "models/store/durablefile.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

using namespace muster;

namespace tst_transcriptpieces {

namespace {

TranscriptOrder sampleOrder()
{
    TranscriptOrder order;
    order.interactionIds = {QStringLiteral("int-1"), QStringLiteral("int-2")};
    order.mediaTypes = {MediaType::Chat};
    order.redaction = RedactionPolicy::Full;
    order.concurrentDownloads = 7;
    order.folder = QStringLiteral("/tmp/out");
    order.format = TranscriptFormat::Text;
    order.webhook = QUrl(QStringLiteral("https://lake.example.org/in?x=%2F"));
    order.pollLimit = 12;
    return order;
}

FrozenTranscripts frozen(const TranscriptOrder &order)
{
    ConnectionProfile profile = contractProfile(QStringLiteral("North"), QUrl(QStringLiteral("https://a.example.org")));
    profile.id = QStringLiteral("p1");
    return freeze(order, {QStringLiteral("Strict"), 3, order.writeRaw ? QString() : QString(64, u'a')}, profile);
}

TranscriptResult written(const QString &id)
{
    TranscriptResult result;
    result.interactionId = id;
    result.mediaType = QStringLiteral("chat");
    result.timestamp = QDateTime(QDate(2026, 3, 1), QTime(9, 15), Qt::UTC);
    result.file = id + QStringLiteral(".json");
    result.bytes = 12;
    result.sha256 = QString(64, u'b');
    result.counts[static_cast<std::size_t>(Entity::Phone)] = 2;
    return result;
}

} // namespace

class TestTranscriptPieces : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ordersThawAsTheyWereFrozen();
    void alteredOrdersAreNotThawed();
    void rawNeedsItsWordInTheOrder();
    void S19_namesOfFiles_data();
    void S19_namesOfFiles();
    void namesAreNeverShared();
    void textOfVoiceAndChat();
    void S25_textHasNoControlCharacters();
    void reviewTextsAreCutByCodePoints();
    void findingsReadBack();
    void findingsOfOtherRunsAreNotOurs();
    void onlyWhatProvesItselfWasWrittenBefore();
    void F90_whatAKillLeftOfAnyFileIsRemoved();
    void theLedgerKnowsWhatIsOpen();
    void countingCostsTheSameHoweverMuchIsKnown();
};

void TestTranscriptPieces::ordersThawAsTheyWereFrozen()
{
    const FrozenTranscripts before = frozen(sampleOrder());
    const auto after = thawTranscripts(before.json, before.digest);
    QVERIFY(after);
    QCOMPARE(after->order.interactionIds, sampleOrder().interactionIds);
    QCOMPARE(after->order.mediaTypes, sampleOrder().mediaTypes);
    QCOMPARE(after->order.redaction, RedactionPolicy::Full);
    QCOMPARE(after->order.concurrentDownloads, 7);
    QCOMPARE(after->order.folder, QStringLiteral("/tmp/out"));
    QCOMPARE(after->order.format, TranscriptFormat::Text);
    QCOMPARE(after->order.webhook, sampleOrder().webhook);
    QCOMPARE(after->order.pollLimit, 12);
    QVERIFY(!after->order.writeRaw);
    QCOMPARE(after->policy, before.policy);
    QCOMPARE(after->profileId, QStringLiteral("p1"));
    QCOMPARE(after->digest, before.digest);
    // Every part counts.
    TranscriptOrder other = sampleOrder();
    other.pollLimit = 0;
    QVERIFY(frozen(other).digest != before.digest);
    other = sampleOrder();
    other.interactionIds.swapItemsAt(0, 1);
    QVERIFY(frozen(other).digest != before.digest);
}

void TestTranscriptPieces::alteredOrdersAreNotThawed()
{
    const FrozenTranscripts before = frozen(sampleOrder());
    QCOMPARE(thawTranscripts(before.json + ' ', before.digest).error().code, QStringLiteral("order_digest_differs"));
    for (const auto &[from, to] : {std::pair{"\"text\"", "\"xml\""},
                                   {"\"full\"", "\"some\""},
                                   {":7,", ":11,"},
                                   {"\"chat\"", "\"email\""},
                                   {"\"pollLimit\"", "\"polls\""}}) {
        const QByteArray changed = QByteArray(before.json).replace(from, to);
        QVERIFY2(changed != before.json, from);
        QCOMPARE(thawTranscripts(changed, orderDigest(changed)).error().code, QStringLiteral("order_unreadable"));
    }
}

void TestTranscriptPieces::rawNeedsItsWordInTheOrder()
{
    TranscriptOrder raw = sampleOrder();
    raw.webhook.clear();
    raw.writeRaw = true;
    const FrozenTranscripts before = frozen(raw);
    QVERIFY(thawTranscripts(before.json, before.digest)->order.writeRaw);
    const QByteArray lost = QByteArray(frozen(sampleOrder()).json).replace(QByteArray(64, 'a'), "");
    QVERIFY(!thawTranscripts(lost, orderDigest(lost)));
    const QByteArray slipped
        = QByteArray(frozen(sampleOrder()).json).replace("\"writeRaw\":false", "\"writeRaw\":true");
    QVERIFY(!thawTranscripts(slipped, orderDigest(slipped)));
}

void TestTranscriptPieces::S19_namesOfFiles_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<bool>("plain");
    const auto row = [](const char *id, bool plain) { QTest::newRow(id) << QString::fromUtf8(id) << plain; };
    row("int-000017", true);
    row("a_b-1", true);
    row("../../x", false);
    row("a/b", false);
    row("%2e%2e", false);
    row(".hidden", false);
    row("CON", false);
    row("con", false);
    row("com1", false);
    row("nul", false);
    row("Int-1", false); // case twins
    row("manifest", false);
    row("transcripts", false);
    row("interaction-000001", false);
    row("4155550123", false); // somebody's number
    row("1-415-555-0123", false);
    row("a@example.org", false);
    row("-x1y", false);
    row("\u00e9t\u00e9", false);
}

void TestTranscriptPieces::S19_namesOfFiles()
{
    QFETCH(QString, id);
    QFETCH(bool, plain);
    const auto names = transcriptNames({QStringLiteral("int-first"), id});
    QCOMPARE(names.value(id), plain ? id : QStringLiteral("interaction-000002"));
    QCOMPARE(transcriptNames({QString(300, u'x')}).value(QString(300, u'x')), QStringLiteral("interaction-000001"));
}

void TestTranscriptPieces::namesAreNeverShared()
{
    const QStringList ids = {QStringLiteral("int-1"), QStringLiteral("INT-1"),
                             QStringLiteral("Int-1"), QStringLiteral("interaction-000002"),
                             QStringLiteral("a/b"),   QStringLiteral("a\\b")};
    const auto names = transcriptNames(ids);
    QSet<QString> taken;
    for (const QString &id : ids)
        taken.insert(names.value(id).toLower());
    QCOMPARE(taken.size(), ids.size());
}

void TestTranscriptPieces::textOfVoiceAndChat()
{
    const QByteArray voice
        = R"({"interactionId":"i","mediaType":"voice","timestamp":"2026-03-01T09:15:00Z","masked":true,)"
          R"("transcript":{"language":"en","turns":[{"speaker":"agent","text":"Hello","offsetMs":1},)"
          R"({"speaker":"customer","text":"[PHONE_MASKED]"}],"context":{"list":["a",1]}}})";
    QCOMPARE(transcriptText(voice),
             QByteArray("interactionId: i\nmediaType: voice\ntimestamp: 2026-03-01T09:15:00Z\n\n"
                        "agent: Hello\ncustomer: [PHONE_MASKED]\nlist: a\nlanguage: en\n"));
    const QByteArray chat = R"({"interactionId":"i","mediaType":"chat","timestamp":"t","transcript":{"messages":)"
                            R"([{"author":"agent","body":{"text":"Hi"}},{"body":{}}]}})";
    QVERIFY(transcriptText(chat).endsWith("\n\nagent: Hi\n?: \n"));
    const QByteArray blocks = R"({"interactionId":"i","mediaType":"voice","transcript":{"transcriptBlocks":)"
                              R"([{"channelName":"AGENT","text":"Hi"},{"text":"Hello","userType":"CUSTOMER"}],)"
                              R"("segmentSummary":{"summary":"A greeting."}}})";
    QCOMPARE(transcriptText(blocks),
             QByteArray("interactionId: i\nmediaType: voice\n\nAGENT: Hi\nCUSTOMER: Hello\nsummary: A greeting.\n"));
}

void TestTranscriptPieces::S25_textHasNoControlCharacters()
{
    const QByteArray text = transcriptText(
        R"({"interactionId":"a\u001b]52;c;x\u0007","mediaType":"c","timestamp":"t","transcript":{"turns":)"
        R"([{"speaker":"a\nb","text":"\u001b[31mred\u0008\u009b\r\ncustomer: forged\u2028x"}]}})");
    for (const char c : text)
        QVERIFY(static_cast<unsigned char>(c) >= 0x20 || c == '\n');
    QCOMPARE(text.count('\n'), 5);
    QVERIFY(!text.contains("\xc2\x9b") && !text.contains("\xe2\x80\xa8"));
}

void TestTranscriptPieces::reviewTextsAreCutByCodePoints()
{
    const ReviewTexts texts(QByteArray(R"({"transcript":{"turns":[{"text":"\ud83d\ude00 call 415"},{"text":"b"}]}})"));
    QCOMPARE(texts.at("$.transcript.turns[0].text", false, 7, 10), QStringLiteral("415"));
    QCOMPARE(texts.at("$.transcript.turns[1].text", false, 0, 1), QStringLiteral("b"));
    for (const char *path :
         {"$.transcript.turns[2].text", "$.none", "$.transcript", "transcript", "$.transcript.turns[x].text"})
        QVERIFY2(texts.at(path, false, 0, 1).isEmpty(), path);
    QVERIFY(texts.at("$.transcript.turns[1].text", false, 0, 2).isEmpty());
    QVERIFY(texts.at("$.transcript.turns[1].text", true, 0, 1).isEmpty());
}

void TestTranscriptPieces::findingsReadBack()
{
    MaskedDocument document;
    document.paths = {"$.transcript.turns[0].text"};
    document.rules = {"phone.plan"};
    document.strings = 9;
    DocumentFinding finding;
    finding.begin = 3;
    finding.end = 15;
    finding.outBegin = 3;
    finding.outEnd = 17;
    finding.entity = Entity::Phone;
    finding.score = 65;
    document.findings = {finding};
    const FindingsBinding binding{QStringLiteral("run"), QStringLiteral("order")};
    const QByteArray json = findingsJson(binding, written(QStringLiteral("int-1")), &document);
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    const QJsonValue place = object[u"findings"][0];
    QCOMPARE(place[u"start"].toInt(), 3);
    QCOMPARE(place[u"end"].toInt(), 17);
    QCOMPARE(place[u"entity"], QStringLiteral("phone"));
    QCOMPARE(place[u"rule"], QStringLiteral("phone.plan"));
    QCOMPARE(place[u"score"].toInt(), 65);
    const auto read = readFindings(json, binding);
    QVERIFY(read);
    QCOMPARE(read->interactionId, QStringLiteral("int-1"));
    QCOMPARE(read->file, QStringLiteral("int-1.json"));
    QCOMPARE(read->bytes, 12);
    QCOMPARE(read->counts, written({}).counts);
    QCOMPARE(read->timestamp, written({}).timestamp);
}

void TestTranscriptPieces::findingsOfOtherRunsAreNotOurs()
{
    const FindingsBinding binding{QStringLiteral("run"), QStringLiteral("order")};
    const QByteArray json = findingsJson(binding, written(QStringLiteral("int-1")), nullptr);
    QCOMPARE(readFindings(json, {QStringLiteral("other"), QStringLiteral("order")}).error().code,
             QStringLiteral("other_run"));
    QCOMPARE(readFindings(json, {QStringLiteral("run"), QStringLiteral("other")}).error().code,
             QStringLiteral("other_run"));
    for (const auto &[from, to] : {std::pair{"int-1.json", "../int-1.json"},
                                   {"\"phone\":2", "\"phone\":-1"},
                                   {"\"phone\":2", "\"x\":2"},
                                   {"\"version\":1", "\"version\":2"}}) {
        const QByteArray changed = QByteArray(json).replace(from, to);
        QVERIFY2(changed != json, from);
        QCOMPARE(readFindings(changed, binding).error().code, QStringLiteral("findings_unreadable"));
    }
}

void TestTranscriptPieces::onlyWhatProvesItselfWasWrittenBefore()
{
    QTemporaryDir folder;
    const FindingsBinding binding{QStringLiteral("run"), QStringLiteral("order")};
    const auto put = [&](const QString &name, const QByteArray &bytes) {
        QFile file(folder.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
    };
    TranscriptResult whole = written(QStringLiteral("int-1"));
    whole.sha256 = QStringLiteral("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"); // of "abc"
    TranscriptResult changed = whole;
    changed.interactionId = QStringLiteral("int-2");
    changed.file = QStringLiteral("int-2.json");
    QVERIFY(put(QStringLiteral("int-1.json"), "abc") && put(QStringLiteral("int-2.json"), "abd"));
    QVERIFY(put(QStringLiteral("int-1.findings.json"), findingsJson(binding, whole, nullptr)));
    QVERIFY(put(QStringLiteral("int-2.findings.json"), findingsJson(binding, changed, nullptr)));
    QVERIFY(put(QStringLiteral("int-3.json"), "abc"));
    const QStringList ids = {QStringLiteral("int-1"), QStringLiteral("int-2"), QStringLiteral("int-3")};
    const auto before = writtenBefore(folder.path(), binding, ids, TranscriptFormat::Json);
    QVERIFY(before);
    QCOMPARE(before->size(), 1);
    QCOMPARE(before->first().interactionId, QStringLiteral("int-1"));
    QCOMPARE(before->first().findingsFile, QStringLiteral("int-1.findings.json"));
    QVERIFY(writtenBefore(folder.path(), {QStringLiteral("x"), QStringLiteral("order")}, ids, TranscriptFormat::Json)
                ->isEmpty());
}

void TestTranscriptPieces::F90_whatAKillLeftOfAnyFileIsRemoved()
{
    QTemporaryDir folder;
    QVERIFY(folder.isValid());
    const QDir dir(folder.path());
    QStringList kept = {QStringLiteral("mine.txt")};
    for (const char *name : {"int-1.json", "int-1.findings.json", "manifest.json", "transcripts.jsonl",
                             "transcripts.findings.jsonl", "int-2.json"}) {
        const QString side = sideName(dir.filePath(QLatin1String(name)));
        QVERIFY(writeFileDurably(side, "torn"));
        if (QLatin1String(name) == QLatin1String("int-2.json")) // nobody asked for that interaction
            kept.append(QFileInfo(side).fileName());
    }
    QVERIFY(writeFileDurably(dir.filePath(kept.first()), "mine"));
    QVERIFY(writtenBefore(folder.path(), {QStringLiteral("run"), QStringLiteral("order")}, {QStringLiteral("int-1")},
                          TranscriptFormat::JsonLines));
    QStringList left = dir.entryList(QDir::Files | QDir::Hidden);
    left.sort();
    kept.sort();
    QCOMPARE(left, kept);
}

void TestTranscriptPieces::theLedgerKnowsWhatIsOpen()
{
    TranscriptLedger ledger;
    ledger.expect({QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c"), QStringLiteral("a")});
    QCOMPARE(ledger.open().size(), 3);
    ledger.add(written(QStringLiteral("b")));
    TranscriptResult missing;
    missing.interactionId = QStringLiteral("a");
    missing.fate = TranscriptFate::Missing;
    ledger.add(missing);
    TranscriptResult extra;
    extra.interactionId = QStringLiteral("x");
    extra.fate = TranscriptFate::Unexpected;
    ledger.add(extra);
    ledger.add(extra);
    QCOMPARE(ledger.open(), QStringList({QStringLiteral("a"), QStringLiteral("c")}));
    QCOMPARE(ledger.count(TranscriptFate::Unexpected), 1);
    QStringList order;
    for (const TranscriptResult &result : ledger.results())
        order.append(result.interactionId);
    QCOMPARE(order, QStringList({QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("x")}));
    ledger.add(written(QStringLiteral("a")));
    QCOMPARE(ledger.open(), QStringList(QStringLiteral("c")));
    QCOMPARE(ledger.counts()[static_cast<std::size_t>(Entity::Phone)], 4U);
    QVERIFY(!ledger.isOpen(QStringLiteral("x")));
    QCOMPARE(ledger.openCount(), 1);
    QCOMPARE(ledger.count(TranscriptFate::Missing), 0);
    QCOMPARE(ledger.count(TranscriptFate::Written), 2);
    // What came before anybody asked for it is asked for after all.
    ledger.add(written(QStringLiteral("late")));
    QCOMPARE(ledger.openCount(), 1);
    ledger.expect({QStringLiteral("late"), QStringLiteral("never")});
    QCOMPARE(ledger.open(), QStringList({QStringLiteral("c"), QStringLiteral("never")}));
    QCOMPARE(ledger.openCount(), 2);
    ledger.add(missing); // it was written, and is no more
    QCOMPARE(ledger.openCount(), 3);
    QCOMPARE(ledger.counts()[static_cast<std::size_t>(Entity::Phone)], 4U);
}

void TestTranscriptPieces::countingCostsTheSameHoweverMuchIsKnown()
{
    TranscriptLedger ledger;
    QStringList ids;
    for (int number = 0; number < 20'000; ++number)
        ids << QString::number(number);
    ledger.expect(ids);
    for (const QString &id : std::as_const(ids))
        ledger.add(written(id));
    // As often as the metrics of such a run ask: adding up each time would be 10^9 steps.
    QElapsedTimer timer;
    timer.start();
    qint64 sum = 0;
    for (int asked = 0; asked < 50'000; ++asked)
        sum += ledger.count(TranscriptFate::Written) + ledger.openCount()
            + qint64(ledger.counts()[static_cast<std::size_t>(Entity::Phone)]);
    QCOMPARE(sum, 50'000LL * (20'000 + 0 + 40'000));
    QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));
}

MUSTER_TEST(TestTranscriptPieces, QCoreApplication)

} // namespace tst_transcriptpieces
#include "tst_transcriptpieces.moc"
