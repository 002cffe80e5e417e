// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/sandboxtranscript.h"
#include "tests/app/support/musterprocess.h"
#include "tests/app/support/transcriptworld.h"
#include "tests/support/testprogram.h"

#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_headlesstranscripts {

namespace {

int asked(MusterStation &station, const QByteArray &method, const QByteArray &part)
{
    int count = 0;
    for (const SandboxRequest &request : station.sandbox().requests())
        count += request.method == method && request.path.contains(part);
    return count;
}

} // namespace

/// `muster transcripts` as a scheduler calls it: the real program, the sandbox's ground truth.
class HeadlessTranscriptsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void searchListsWhatThereIs();
    void fetchWritesMaskedFiles();
    void idsFromAFileAreJudged();
    void formatsAndAttach();
    void rawNeedsItsCount();
    void resumeWantsTheSameOrder();
    void wrongCallsAreRefused();
    void S42_lookOnlySubmitsNothing();
    void S39_noUnmaskedByteIsLeftAnywhere();
    void S36_anInteractionIsForgotten();
};

void HeadlessTranscriptsTest::searchListsWhatThereIs()
{
    MusterStation station(transcriptWorld());
    const CommandResult all = station.run({u"transcripts"_s, u"search"_s});
    QVERIFY2(all.exitCode == 0, all.err.constData());
    QCOMPARE(all.json["count"_L1].toInt(), interactionCount);
    // 97 minutes apart from 2026-01-05 08:00 on: ten begin on the first day.
    const CommandResult day
        = station.run({u"transcripts"_s, u"search"_s, u"--from"_s, u"2026-01-05"_s, u"--to"_s, u"2026-01-06"_s});
    QCOMPARE(day.json["count"_L1].toInt(), 10);
    QCOMPARE(day.json["interactions"_L1][0]["interaction_id"_L1].toString(), u"int-000001"_s);
    const CommandResult chats = station.run({u"transcripts"_s, u"search"_s, u"--media"_s, u"chat"_s});
    QVERIFY(chats.json["count"_L1].toInt() > 0 && chats.json["count"_L1].toInt() < interactionCount);
    for (const QJsonValue item : chats.json["interactions"_L1].toArray())
        QCOMPARE(item["media"_L1].toString(), u"chat"_s);
    QCOMPARE(station.run({u"transcripts"_s, u"search"_s, u"--from"_s, u"yesterday"_s}).exitCode, 2);
    QCOMPARE(
        station.run({u"transcripts"_s, u"search"_s, u"--from"_s, u"2026-02-01"_s, u"--to"_s, u"2026-01-01"_s}).exitCode,
        2);
}

void HeadlessTranscriptsTest::fetchWritesMaskedFiles()
{
    MusterStation station(transcriptWorld());
    const QStringList ids = plainIds(6);
    const QString out = station.file(u"out"_s);
    const CommandResult result = station.run(fetch(out, ids));
    QVERIFY2(result.exitCode == 0, result.err.constData());
    QCOMPARE(result.json["outcome"_L1].toString(), u"complete"_s);
    QCOMPARE(result.json["figures"_L1]["transcripts_written"_L1].toInt(), 6);
    QCOMPARE(result.json["output_file"_L1].toString(), out + u"/manifest.json"_s);
    QVERIFY(manifestIn(out)["complete"_L1].toBool());
    for (const QString &id : ids) {
        const QJsonObject artifact = QJsonDocument::fromJson(readFile(out + u'/' + id + u".json"_s)).object();
        QCOMPARE(artifact["interactionId"_L1].toString(), id);
        QVERIFY(artifact["masked"_L1].toBool());
    }
    const QStringList leaks = leaksBelow(station.folder(), ids);
    QVERIFY2(leaks.isEmpty(), qPrintable(leaks.join(u'\n')));
    QCOMPARE(station.run({u"audit"_s, u"verify"_s}).exitCode, 0);
}

void HeadlessTranscriptsTest::idsFromAFileAreJudged()
{
    MusterStation station(transcriptWorld());
    const auto write = [&station](const QByteArray &bytes) {
        QFile file(station.file(u"ids.txt"_s));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    };
    const QStringList ids = plainIds(3);
    write((ids.join(u'\n') + u"\n\n..\n"_s + ids[1] + u'\n').toUtf8());
    const QStringList more = {u"--ids"_s, station.file(u"ids.txt"_s)};
    const CommandResult wrong = station.run(fetch(station.file(u"out"_s), more));
    QCOMPARE(wrong.exitCode, 2);
    QVERIFY2(wrong.err.contains("Line 5: “..” isn’t an interaction ID"), wrong.err.constData());
    QVERIFY2(wrong.err.contains(
                 QByteArray("Line 6: \xe2\x80\x9c" + ids[1].toUtf8() + "\xe2\x80\x9d is listed more than once")),
             wrong.err.constData());
    QVERIFY(station.sandbox().requests().isEmpty());
    write(ids.join(u'\n').toUtf8());
    QCOMPARE(station.run(fetch(station.file(u"out"_s), more)).exitCode, 0);
    const CommandResult unknown = station.run(fetch(station.file(u"out2"_s), {ids[0], u"int-999999"_s}));
    QCOMPARE(unknown.exitCode, 2);
    QVERIFY2(unknown.err.contains("int-999999"), unknown.err.constData());
}

void HeadlessTranscriptsTest::formatsAndAttach()
{
    MusterStation station(transcriptWorld());
    const QStringList ids = plainIds(4);
    const QString lines = station.file(u"lines"_s);
    const CommandResult jsonl = station.run(fetch(lines, QStringList{u"--format"_s, u"jsonl"_s} + ids));
    QVERIFY2(jsonl.exitCode == 0, jsonl.err.constData());
    QCOMPARE(readFile(lines + u"/transcripts.jsonl"_s).count('\n'), 4);
    const QString job = manifestIn(lines)["job"_L1].toString();
    const CommandResult text
        = station.run(fetch(station.file(u"text"_s), {u"--format"_s, u"text"_s, u"--attach"_s, job}));
    QVERIFY2(text.exitCode == 0, text.err.constData());
    QVERIFY(readFile(station.file(u"text/"_s + ids[0] + u".txt"_s)).contains("agent: "));
    QCOMPARE(asked(station, "POST", "/interactions/transcripts"), 1);
    QCOMPARE(station.run(fetch(station.file(u"none"_s), {u"--attach"_s, u"job-none"_s})).exitCode, 1);
}

void HeadlessTranscriptsTest::rawNeedsItsCount()
{
    MusterStation station(transcriptWorld());
    const QStringList ids = plainIds(2);
    const QString out = station.file(u"out"_s);
    QCOMPARE(station.run(fetch(out, QStringList{u"--write-raw"_s} + ids)).exitCode, 2);
    QCOMPARE(station.run(fetch(out, QStringList{u"--write-raw"_s, u"--confirm-raw"_s, u"3"_s} + ids)).exitCode, 2);
    QVERIFY(!QFile::exists(out) && station.sandbox().requests().isEmpty());
    const CommandResult raw = station.run(fetch(out, QStringList{u"--write-raw"_s, u"--confirm-raw"_s, u"2"_s} + ids));
    QVERIFY2(raw.exitCode == 0, raw.err.constData());
    QVERIFY(!manifestIn(out)["masked"_L1].toBool(true));
    const CommandResult audit = station.run({u"audit"_s, u"list"_s});
    QVERIFY(QJsonDocument(audit.json).toJson().contains("\"raw\": true"));
}

void HeadlessTranscriptsTest::resumeWantsTheSameOrder()
{
    MusterStation station(transcriptWorld());
    SandboxFault lost;
    lost.path = u"/results/"_s;
    lost.status = 404;
    lost.times = 1;
    station.sandbox().addFault(lost);
    const QStringList ids = plainIds(3);
    const QString out = station.file(u"out"_s);
    const CommandResult missing = station.run(fetch(out, QStringList{u"--concurrency"_s, u"1"_s} + ids));
    QCOMPARE(missing.exitCode, 1);
    QCOMPARE(manifestIn(out)["missing"_L1].toArray().size(), 1);
    const CommandResult differs = station.run(fetch(out, QStringList{u"--resume"_s, u"--format"_s, u"text"_s} + ids));
    QCOMPARE(differs.exitCode, 2);
    QVERIFY2(differs.err.contains("--format"), differs.err.constData());
    const CommandResult done = station.run(fetch(out, QStringList{u"--resume"_s} + ids));
    QVERIFY2(done.exitCode == 0, done.err.constData());
    QVERIFY(manifestIn(out)["complete"_L1].toBool());
    QCOMPARE(asked(station, "POST", "/interactions/transcripts"), 1);
    QCOMPARE(asked(station, "GET", "/results/"), 4);
}

void HeadlessTranscriptsTest::wrongCallsAreRefused()
{
    MusterStation station(transcriptWorld());
    const QString out = station.file(u"out"_s);
    const QString id = plainIds(1).first();
    for (const QStringList &wrong :
         {QStringList{}, QStringList{id, u"--media"_s, u"email"_s}, QStringList{id, u"--concurrency"_s, u"11"_s},
          QStringList{id, u"--redaction"_s, u"some"_s}, QStringList{id, u"--format"_s, u"xml"_s},
          QStringList{id, u"--policy"_s, u"nobody"_s}, QStringList{id, u"--webhook"_s, u"http://lake.example.org"_s}}) {
        const CommandResult result = station.run(fetch(out, wrong));
        QVERIFY2(result.exitCode == 2, qPrintable(wrong.join(u' ')));
    }
    QVERIFY(station.sandbox().requests().isEmpty());
    QVERIFY(QDir().mkpath(out));
    QFile other(out + u"/notes.txt"_s);
    QVERIFY(other.open(QIODevice::WriteOnly));
    other.close();
    QCOMPARE(station.run(fetch(out, {id})).exitCode, 2);
    QCOMPARE(asked(station, "POST", "/interactions/transcripts"), 0);
}

void HeadlessTranscriptsTest::S42_lookOnlySubmitsNothing()
{
    MusterStation station(transcriptWorld());
    const QStringList order = fetch(station.file(u"out"_s), plainIds(1));
    QCOMPARE(station.runOnProduction(order).exitCode, 2);
    QCOMPARE(asked(station, "POST", "/interactions/transcripts"), 0);
    const CommandResult armed = station.runOnProduction(order + QStringList{u"--arm"_s});
    QVERIFY2(armed.exitCode == 0, armed.err.constData());
}

void HeadlessTranscriptsTest::S39_noUnmaskedByteIsLeftAnywhere()
{
    MusterStation station(transcriptWorld());
    QStringList ids;
    for (int number = 0; number < 52; ++number)
        ids.append(SandboxInteractions::id(number));
    const CommandResult result = station.run(fetch(station.file(u"out"_s), ids));
    QVERIFY2(result.exitCode == 0 || result.exitCode == 1, result.err.constData()); // 1: some are held
    QCOMPARE(result.json["figures"_L1]["transcripts_processed"_L1].toInt(), 52);
    const QStringList leaks = leaksBelow(station.folder(), ids);
    QVERIFY2(leaks.isEmpty(), qPrintable(leaks.join(u'\n')));
    for (const QByteArray &told : {result.out, result.err}) {
        const SandboxInteractions interactions(1, interactionCount);
        for (const QString &id : ids) {
            for (const SandboxPersonal &personal : interactions.transcript(interactions.indexOf(id)).personal)
                QVERIFY2(!isContractForm(personal) || !told.contains(personal.value.toUtf8()),
                         qPrintable(personal.value));
        }
    }
}

void HeadlessTranscriptsTest::S36_anInteractionIsForgotten()
{
    MusterStation station(transcriptWorld());
    const QStringList ids = plainIds(3);
    QCOMPARE(station.run(fetch(station.file(u"out"_s), ids)).exitCode, 0);
    const auto about = [&station](const QString &id) {
        return station.run({u"audit"_s, u"list"_s, u"--interaction"_s, id}).json["entries"_L1].toArray();
    };
    QCOMPARE(about(ids[1]).size(), 1);
    QCOMPARE(about(ids[1])[0]["event"_L1].toString(), u"transcript_extracted"_s);
    QVERIFY(about(u"int-999999"_s).isEmpty());
    const CommandResult all = station.run({u"audit"_s, u"list"_s});
    for (const QString &id : ids)
        QVERIFY(!all.out.contains(id.toUtf8()));
    QCOMPARE(station.run({u"audit"_s, u"forget"_s}).exitCode, 0);
    for (const QString &id : ids)
        QVERIFY(about(id).isEmpty());
    QCOMPARE(station.run({u"audit"_s, u"verify"_s}).exitCode, 0);
    QCOMPARE(station.auditEntries(u"transcript_extracted"_s).size(), 3);
    QCOMPARE(station.auditEntries(u"audit.ids_forgotten"_s).size(), 1);
}

MUSTER_TEST(HeadlessTranscriptsTest, QCoreApplication)

} // namespace tst_headlesstranscripts
#include "tst_headlesstranscripts.moc"
