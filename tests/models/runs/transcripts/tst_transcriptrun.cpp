// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/transcripts/transcriptrun.h"

#include "tests/support/testprogram.h"

#include "models/store/database.h"
#include "models/store/journal.h"
#include "models/store/outbox.h"
#include "tests/support/loopbackserver.h"
#include "transcriptbench.h"

#include <QCryptographicHash>
#include <QSignalSpy>

using namespace muster;
using namespace muster::test;

namespace tst_transcriptrun {

/// Fetches transcripts of the sandbox over loopback; what is in the folder is compared with the ground truth.
class TestTranscriptRun : public QObject, protected TranscriptBench
{
    Q_OBJECT

private Q_SLOTS:
    void init() { open(); }
    void cleanup() { close(); }

    void everyTranscriptArrivesMasked();
    void jsonLinesAreOneFileInTheOrderAsked();
    void plainTextSaysWhoSaidWhat();
    void S39_noUnmaskedByteIsLeftAnywhere();
    void everyPersonalValueOfTheSandboxIsMasked();
    void S39_filesAndFoldersArePrivate();
    void rawTakesItsOwnWord();
    void otherMediaAreLeftOutAndListed();
    void oneAddressForAllIsEnough();
    void aJobOfSomebodyElseIsFollowed();
    void auditTellsOfEachInteraction();
    void theDataLakeGetsEachOnce();
    void F36_theDataLakeHearsTheSameIdOnEveryTry();
    void pseudonymsNeedAKeyStore();
    void folderMustBeEmpty();
    void wrongOrdersAreRefused();
    void unknownInteractionsAreNamedBeforeAnythingIsSubmitted();
    void aPausedRunGoesOn();
    void discardRemovesWhatIsThere();
};

void TestTranscriptRun::everyTranscriptArrivesMasked()
{
    const QStringList ids = idsOf(26);
    const RunOutcome outcome = run(order(ids));
    QVERIFY2(outcome.kind == Kind::Complete, qPrintable(told(outcome)));
    QCOMPARE(outcome.resultFile, m_run->manifestFile());
    QCOMPARE(files().size(), 2 * 26 + 1);
    const QJsonObject told = manifest();
    QVERIFY(told[u"complete"].toBool() && told[u"masked"].toBool());
    QCOMPARE(told[u"transcripts"].toArray().size(), 26);
    QCOMPARE(told[u"policy"][u"name"], QStringLiteral("Default"));
    qint64 emails = 0;
    for (const QJsonValue item : told[u"transcripts"].toArray()) {
        const QByteArray bytes = file(item[u"file"].toString());
        QCOMPARE(QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex()),
                 item[u"sha256"].toString());
        const QJsonObject artifact = QJsonDocument::fromJson(bytes).object();
        QCOMPARE(artifact[u"interactionId"], item[u"interactionId"]);
        QCOMPARE(artifact[u"masked"], true);
        const QJsonObject side = QJsonDocument::fromJson(file(item[u"findings_file"].toString())).object();
        QCOMPARE(side[u"sha256"], item[u"sha256"]);
        for (const QJsonValue finding : side[u"findings"].toArray()) {
            QVERIFY(!finding[u"path"].toString().isEmpty() && !finding[u"rule"].toString().isEmpty());
            emails += finding[u"entity"] == QLatin1String("email") ? 1 : 0;
        }
    }
    QVERIFY(emails > 0);
    QCOMPARE(told[u"counts"][u"email"].toInteger(), emails);
    QCOMPARE(figure("found_email"), emails);
    QCOMPARE(figure("transcripts_written"), 26);
    QCOMPARE(figure("transcripts_success_permille"), 1000);
    QCOMPARE(submissions(), 1);
    QCOMPARE(requests("GET", "/results/"), 26);
    QVERIFY(m_workspace->runs().resumable().isEmpty());
}

void TestTranscriptRun::jsonLinesAreOneFileInTheOrderAsked()
{
    QStringList ids = idsOf(12);
    std::reverse(ids.begin(), ids.end());
    QVERIFY(run(order(ids, TranscriptFormat::JsonLines)).kind == Kind::Complete);
    QCOMPARE(files(),
             QStringList({QStringLiteral("manifest.json"), QStringLiteral("transcripts.findings.jsonl"),
                          QStringLiteral("transcripts.jsonl")}));
    const QList<QByteArray> lines = file(QStringLiteral("transcripts.jsonl")).trimmed().split('\n');
    const QList<QByteArray> sides = file(QStringLiteral("transcripts.findings.jsonl")).trimmed().split('\n');
    QCOMPARE(lines.size(), 12);
    QCOMPARE(sides.size(), 12);
    for (int at = 0; at < 12; ++at) {
        QCOMPARE(QJsonDocument::fromJson(lines[at])[u"interactionId"], ids[at]);
        QCOMPARE(QJsonDocument::fromJson(sides[at])[u"interactionId"], ids[at]);
        QCOMPARE(manifest()[u"transcripts"][at][u"line"].toInt(), at + 1);
    }
    const QByteArray all = file(QStringLiteral("transcripts.jsonl"));
    QCOMPARE(manifest()[u"sha256"].toString().toLatin1(),
             QCryptographicHash::hash(all, QCryptographicHash::Sha256).toHex());
}

void TestTranscriptRun::plainTextSaysWhoSaidWhat()
{
    QVERIFY(run(order(idsOf(3), TranscriptFormat::Text)).kind == Kind::Complete);
    const QByteArray text = file(idsOf(1).first() + QStringLiteral(".txt"));
    const QByteArray first = "interactionId: " + idsOf(1).first().toLatin1() + '\n';
    QVERIFY2(text.startsWith(first), text.constData());
    QVERIFY(text.contains("\nagent: Hello, how can I help?\ncustomer: When does the shop open tomorrow?\n"));
    QCOMPARE(manifest()[u"findings_refer_to"], QStringLiteral("masked_json"));
}

void TestTranscriptRun::S39_noUnmaskedByteIsLeftAnywhere()
{
    const QStringList ids = firstIds(60);
    for (const TranscriptFormat format : allTranscriptFormats) {
        TranscriptOrder wanted = order(ids, format);
        wanted.folder = m_folder->filePath(QStringLiteral("out-") + keyOf(format));
        const RunOutcome outcome = run(wanted);
        QVERIFY2(outcome.succeeded(), qPrintable(told(outcome)));
        // What is held is not written; nothing else is missing.
        QCOMPARE(figure("transcripts_written") + figure("transcripts_held"), 60);
    }
    QStringList leaks = leaksBelow(m_folder->path(), ids);
    QVERIFY2(leaks.isEmpty(), qPrintable(leaks.join(u'\n')));
    leaks = leaksBelow(QDir::tempPath() + QStringLiteral("/muster"), ids);
    QVERIFY2(leaks.isEmpty(), qPrintable(leaks.join(u'\n')));
}

void TestTranscriptRun::everyPersonalValueOfTheSandboxIsMasked()
{
    const QStringList ids = firstIds(60);
    const RunOutcome outcome = run(order(ids));
    QVERIFY2(outcome.kind == Kind::Complete, qPrintable(told(outcome) + heldPlaces().join(u'\n')));
    const QStringList leaks = leaksBelow(m_folder->path(), ids, true);
    QVERIFY2(leaks.isEmpty(), qPrintable(leaks.join(u'\n')));
}

void TestTranscriptRun::S39_filesAndFoldersArePrivate()
{
    QVERIFY(run(order(idsOf(2))).kind == Kind::Complete);
    const QString folder = m_folder->filePath(QStringLiteral("out"));
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QVERIFY(!(QFile::permissions(folder) & others));
    for (const QString &name : files())
        QVERIFY2(!(QFile::permissions(QDir(folder).filePath(name)) & others), qPrintable(name));
}

void TestTranscriptRun::rawTakesItsOwnWord()
{
    TranscriptOrder raw = order(idsOf(2));
    raw.writeRaw = true;
    QVERIFY(run(raw).kind == Kind::Complete);
    const SandboxInteractions interactions(1, interactionCount);
    QCOMPARE(file(idsOf(1).first() + QStringLiteral(".json")),
             interactions.transcript(interactions.indexOf(idsOf(1).first())).artifact);
    QCOMPARE(manifest()[u"masked"], false);
    QVERIFY(audited(QStringLiteral("transcripts.started")).first().contains(QStringLiteral("\"raw\":true")));
    QVERIFY(audited(QStringLiteral("transcript_extracted")).first().contains(QStringLiteral("\"raw\":true")));
    raw.webhook = QUrl(QStringLiteral("https://lake.example.org/in"));
    raw.folder += u'2';
    QCOMPARE(told(run(raw)), QStringLiteral("bad_input raw_webhook"));
}

void TestTranscriptRun::otherMediaAreLeftOutAndListed()
{
    TranscriptOrder voices = order(idsOf(10));
    voices.mediaTypes = {MediaType::Voice};
    const SandboxInteractions interactions(1, interactionCount);
    QStringList chats;
    for (const QString &id : idsOf(10)) {
        if (!interactions.isVoice(interactions.indexOf(id)))
            chats.append(id);
    }
    QVERIFY(!chats.isEmpty() && chats.size() < 10);
    const RunOutcome outcome = run(voices);
    QCOMPARE(outcome.kind, Kind::CompleteWithFindings);
    QCOMPARE(outcome.findings, QStringList(QStringLiteral("transcripts_left_out:%1").arg(chats.size())));
    QCOMPARE(manifest()[u"left_out"].toVariant().toStringList(), chats);
    QCOMPARE(figure("transcripts_written"), 10 - chats.size());
    // Who goes on with a job knows it again.
    mutate("/jobs/", Mutation::MissingResult, 1);
    voices.folder += u'3';
    QCOMPARE(run(voices).kind, Kind::Failed);
    const RunOutcome again = resume();
    QCOMPARE(again.kind, Kind::CompleteWithFindings);
    QCOMPARE(again.findings, outcome.findings);
    QCOMPARE(submissions(), 2);
    // Nothing is submitted where nothing would be left.
    TranscriptOrder none = order(chats);
    none.folder += u'2';
    none.mediaTypes = {MediaType::Voice};
    QCOMPARE(told(run(none)), QStringLiteral("bad_input no_interaction_of_media"));
    QCOMPARE(submissions(), 2);
}

void TestTranscriptRun::oneAddressForAllIsEnough()
{
    mutate("/jobs/", Mutation::OneAddress);
    QVERIFY(run(order(idsOf(5))).kind == Kind::Complete);
    QCOMPARE(requests("GET", "/results"), 1);
    QCOMPARE(manifest()[u"transcripts"].toArray().size(), 5);
    TranscriptOrder single = order(idsOf(1));
    single.folder += u'2';
    QVERIFY(run(single).kind == Kind::Complete);
}

void TestTranscriptRun::aJobOfSomebodyElseIsFollowed()
{
    QVERIFY(run(order(idsOf(4))).kind == Kind::Complete);
    const QString jobId = m_run->jobId();
    TranscriptOrder attached;
    attached.attachJob = jobId;
    attached.folder = m_folder->filePath(QStringLiteral("other"));
    const RunOutcome outcome = run(attached);
    QVERIFY2(outcome.kind == Kind::Complete, qPrintable(told(outcome)));
    QCOMPARE(submissions(), 1);
    QCOMPARE(figure("transcripts_written"), 4);
    attached.attachJob = QStringLiteral("job-gone");
    attached.folder += u'2';
    const RunOutcome gone = run(attached);
    QCOMPARE(told(gone), QStringLiteral("not_found job_lost"));
}

void TestTranscriptRun::auditTellsOfEachInteraction()
{
    QVERIFY(run(order(idsOf(3))).kind == Kind::Complete);
    const QStringList entries = audited(QStringLiteral("transcript_extracted"));
    QCOMPARE(entries.size(), 3);
    for (const QString &id : idsOf(3))
        QVERIFY(!entries.filter(QStringLiteral("\"interaction\":\"%1\"").arg(subjectOf(id))).isEmpty());
    qint64 latencies = 0;
    for (const QString &entry : entries) {
        QVERIFY(entry.contains(QStringLiteral("\"status\":\"written\"")));
        QVERIFY(entry.contains(QStringLiteral("\"latency_ms\":")));
        const QJsonObject facts = QJsonDocument::fromJson(entry.toUtf8()).object();
        QCOMPARE(facts[u"action"].toString(), QStringLiteral("transcript_extracted"));
        QVERIFY(facts[u"latencyMs"].isDouble());
        QCOMPARE(facts[u"latencyMs"], facts[u"latency_ms"]);
        latencies += facts[u"latencyMs"].toInteger();
    }
    QCOMPARE(audited(QStringLiteral("transcripts.submitting")).size(), 1);
    QVERIFY(audited(QStringLiteral("transcripts.submitted")).first().contains(m_run->jobId()));
    const QString end = audited(QStringLiteral("transcripts.complete")).value(0);
    QVERIFY2(end.contains(QStringLiteral("\"written\":3")), qPrintable(end));
    const QJsonObject facts = QJsonDocument::fromJson(end.toUtf8()).object();
    QCOMPARE(facts[u"processed"].toInteger(), 3);
    QCOMPARE(facts[u"succeeded"].toInteger(), 3);
    QCOMPARE(facts[u"success_rate"].toDouble(), 1.0);
    QCOMPARE(facts[u"average_latency_ms"].toInteger(), latencies / 3);
}

void TestTranscriptRun::theDataLakeGetsEachOnce()
{
    TranscriptOrder wanted = order(idsOf(3));
    wanted.webhook = QUrl(QStringLiteral("http://127.0.0.1:9/lake")); // Nobody listens: the outbox keeps them.
    QVERIFY(run(wanted).kind == Kind::Complete);
    const auto rows
        = m_workspace->journal().database().select(QStringLiteral("SELECT id, body FROM deliveries ORDER BY rowid"));
    QCOMPARE(rows->size(), 3);
    QSet<QString> ids;
    for (const auto &row : *rows) {
        const QString id = row[0].toString();
        QCOMPARE(id.size(), 32);
        ids.insert(id);
        const QJsonObject body = QJsonDocument::fromJson(row[1].toByteArray()).object();
        QCOMPARE(body[u"masked"], true);
        QCOMPARE(id, deliveryId(m_run->id(), QStringLiteral("transcript ") + body[u"interactionId"].toString()));
    }
    QCOMPARE(ids.size(), 3);
}

void TestTranscriptRun::F36_theDataLakeHearsTheSameIdOnEveryTry()
{
    LoopbackServer lake;
    lake.script({LoopbackServer::answer(500, "{}"), LoopbackServer::answer(200, "{}")});
    TranscriptOrder wanted = order(idsOf(3));
    wanted.webhook = lake.url(QStringLiteral("/in"));
    QVERIFY(run(wanted).kind == Kind::Complete); // whatever the lake says
    QTRY_COMPARE(lake.requests().size(), 1); // the others wait until the lake is said to be well
    QTRY_VERIFY(m_workspace->outboxRunner()->isIdle());
    m_clock.advance(std::chrono::seconds(60));
    m_workspace->outboxRunner()->wake();
    QTRY_COMPARE(lake.requests().size(), 4);
    QList<QByteArray> ids;
    for (const LoopbackServer::Request &request : lake.requests()) {
        const QByteArray head = request.head.toLower();
        QVERIFY2(!head.contains("authorization") && !head.contains("bearer"), head.constData());
        const QByteArray id = head.mid(head.indexOf("x-request-id:") + 13).trimmed().left(32);
        QCOMPARE(QByteArray::fromHex(id).toHex(), id);
        ids.append(id);
        QCOMPARE(QJsonDocument::fromJson(request.body)[u"masked"], true);
    }
    QCOMPARE(ids[3], ids[0]);
    QCOMPARE(lake.requests()[3].body, lake.requests()[0].body);
    QCOMPARE(QSet<QByteArray>(ids.begin(), ids.end()).size(), 3);
}

void TestTranscriptRun::pseudonymsNeedAKeyStore()
{
    MaskPolicy pseudonyms = policy();
    pseudonyms.rules[static_cast<std::size_t>(Entity::Email)].action = MaskAction::PseudonymPerProject;
    m_vault.available = false;
    const RunOutcome refused = ended(m_workspace->runs().startTranscripts(*m_session, order(idsOf(2)), pseudonyms));
    QCOMPARE(refused.kind, Kind::Refused);
    QCOMPARE(told(refused), QStringLiteral("key_store no_pseudonym_key"));
    QVERIFY(m_server->requests().isEmpty());
    m_vault.available = true;
    const RunOutcome outcome = ended(m_workspace->runs().startTranscripts(*m_session, order(idsOf(2)), pseudonyms));
    QVERIFY2(outcome.kind == Kind::Complete, qPrintable(told(outcome)));
    QVERIFY(figure("found_email") > 0);
    QVERIFY(!file(idsOf(1).first() + QStringLiteral(".json")).contains("[EMAIL_MASKED]"));
    QVERIFY(leaksBelow(m_folder->path(), idsOf(2)).isEmpty());
}

void TestTranscriptRun::folderMustBeEmpty()
{
    QVERIFY(run(order(idsOf(1))).kind == Kind::Complete);
    const QByteArray before = file(QStringLiteral("manifest.json"));
    const RunOutcome again = run(order(idsOf(2)));
    QCOMPARE(again.kind, Kind::Refused);
    QCOMPARE(told(again), QStringLiteral("file folder_not_empty"));
    QCOMPARE(file(QStringLiteral("manifest.json")), before);
    QCOMPARE(submissions(), 1);
}

void TestTranscriptRun::wrongOrdersAreRefused()
{
    const auto refusal = [this](auto change) {
        TranscriptOrder wrong = order(idsOf(2));
        change(wrong);
        return told(run(wrong));
    };
    using Order = TranscriptOrder;
    QCOMPARE(refusal([](Order &o) { o.interactionIds.clear(); }), QStringLiteral("bad_input no_interactions"));
    QCOMPARE(refusal([](Order &o) { o.interactionIds[1] = o.interactionIds[0]; }),
             QStringLiteral("bad_input repeated_id"));
    QCOMPARE(refusal([](Order &o) { o.concurrentDownloads = 11; }), QStringLiteral("bad_input concurrent_downloads"));
    QCOMPARE(refusal([](Order &o) { o.mediaTypes.clear(); }), QStringLiteral("bad_input media_types"));
    QCOMPARE(refusal([](Order &o) { o.folder = QStringLiteral("out"); }), QStringLiteral("bad_input folder_relative"));
    QCOMPARE(refusal([](Order &o) { o.attachJob = QStringLiteral("a b"); }), QStringLiteral("bad_input job_id"));
    QCOMPARE(refusal([](Order &o) { o.webhook = QUrl(QStringLiteral("http://lake.example.org")); }),
             QStringLiteral("bad_input callback_address"));
    QVERIFY(m_server->requests().isEmpty());
    QVERIFY(files().isEmpty());
}

void TestTranscriptRun::unknownInteractionsAreNamedBeforeAnythingIsSubmitted()
{
    QStringList ids = idsOf(2);
    ids.append(QStringLiteral("int-777777"));
    const RunOutcome outcome = run(order(ids));
    QCOMPARE(outcome.kind, Kind::Refused);
    QCOMPARE(told(outcome), QStringLiteral("bad_input unknown_interactions"));
    QCOMPARE(outcome.error->details.size(), 1);
    QCOMPARE(outcome.error->details.first().field, QStringLiteral("int-777777"));
    QCOMPARE(submissions(), 0);
}

void TestTranscriptRun::aPausedRunGoesOn()
{
    const QStringList ids = idsOf(20);
    TranscriptOrder wanted = order(ids);
    wanted.concurrentDownloads = 2;
    const auto started = m_workspace->runs().startTranscripts(*m_session, wanted, policy());
    m_run = qobject_cast<TranscriptRun *>(*started);
    connect(m_run, &TranscriptRun::resultAdded, m_run, [this] {
        if (m_run->results().size() == 5)
            m_run->pause();
    });
    const RunOutcome paused = ended(started);
    QCOMPARE(paused.kind, Kind::Paused);
    const QString runId = m_run->id();
    const int fetched = requests("GET", "/results/");
    QVERIFY2(fetched >= 5 && fetched <= 8, qPrintable(QString::number(fetched)));
    closeWorkspace(); // as after a restart
    openWorkspace();
    QCOMPARE(m_workspace->runs().resumable().size(), 1);
    const RunOutcome outcome = resume(runId);
    QVERIFY2(outcome.kind == Kind::Complete, qPrintable(told(outcome)));
    QCOMPARE(submissions(), 1);
    QCOMPARE(figure("transcripts_written"), 20);
    QCOMPARE(manifest()[u"transcripts"].toArray().size(), 20);
    // At most what was on its way is fetched twice.
    QVERIFY(requests("GET", "/results/") <= 20 + 2);
}

void TestTranscriptRun::discardRemovesWhatIsThere()
{
    Fault gone;
    gone.status = 404;
    gone.times = -1;
    fault(qPrintable(QStringLiteral("/results/") + idsOf(2).last()), gone);
    const RunOutcome outcome = run(order(idsOf(3)));
    QCOMPARE(outcome.kind, Kind::Failed);
    QCOMPARE(files().size(), 5);
    const QString runId = m_run->id();
    QVERIFY(m_workspace->runs().discard(runId));
    QTRY_VERIFY(m_workspace->runs().isIdle());
    QVERIFY2(files().isEmpty(), qPrintable(files().join(u' ')));
    QVERIFY(!QFile::exists(m_workspace->runFile(runId, "policy")));
}

MUSTER_TEST(TestTranscriptRun, QCoreApplication)

} // namespace tst_transcriptrun
#include "tst_transcriptrun.moc"
