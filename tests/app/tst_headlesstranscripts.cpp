// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/sandboxtranscript.h"
#include "tests/app/support/musterprocess.h"

#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>
#include <csignal>
#include <random>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int interactionCount = 800;

SandboxSettings world()
{
    SandboxSettings settings;
    settings.contacts = 10;
    settings.interactions = interactionCount;
    settings.jobTime = {};
    return settings;
}

/// In the form in which the contract names its three kinds (section 5): what masking never misses.
bool isContractForm(const SandboxPersonal &personal)
{
    static const QRegularExpression form(
        QStringLiteral("^([\\w.-]+@[\\w.-]+|\\d{3}[-.]?\\d{3}[-.]?\\d{4}|\\d{3}-\\d{2}-\\d{4})$"));
    return form.match(personal.value).hasMatch();
}

/// Interactions in which e-mail addresses are all that is personal: nothing of them is held, however good masking is.
QStringList plainIds(int count)
{
    QStringList ids;
    const SandboxInteractions interactions(1, interactionCount);
    for (int number = 0; number < interactionCount && ids.size() < count; ++number) {
        const QList<SandboxPersonal> personal = interactions.transcript(number).personal;
        const bool plain = std::all_of(personal.begin(), personal.end(), [](const SandboxPersonal &one) {
            return one.entity == "email"_L1 && !one.inKey && one.value.contains(u'@')
                && !one.value.contains(QChar(char16_t(0x200b)));
        });
        if (plain)
            ids.append(SandboxInteractions::id(number));
    }
    return ids;
}

/// Personal values of the ground truth that stand in any file below `folder`.
QStringList leaksBelow(const QString &folder, const QStringList &ids)
{
    const SandboxInteractions interactions(1, interactionCount);
    QStringList leaks;
    QDirIterator all(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (all.hasNext()) {
        const QString name = all.next();
        const QByteArray bytes = readFile(name);
        for (const QString &id : ids) {
            for (const SandboxPersonal &personal : interactions.transcript(interactions.indexOf(id)).personal) {
                if (isContractForm(personal) && bytes.contains(personal.value.toUtf8()))
                    leaks.append(name + ": "_L1 + personal.value);
            }
        }
    }
    return leaks;
}

QStringList fetch(const QString &out, const QStringList &more)
{
    return QStringList{u"transcripts"_s, u"fetch"_s, u"--out"_s, out} + more;
}

QJsonObject manifestIn(const QString &folder)
{
    return QJsonDocument::fromJson(readFile(folder + u"/manifest.json"_s)).object();
}

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
    void F90_killedAgainAndAgainNothingIsLostOrDoubled();
};

void HeadlessTranscriptsTest::searchListsWhatThereIs()
{
    MusterStation station(world());
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
    MusterStation station(world());
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
    MusterStation station(world());
    const auto write = [&station](const QByteArray &bytes) {
        QFile file(station.file(u"ids.txt"_s));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    };
    const QStringList ids = plainIds(3);
    write((ids.join(u'\n') + u"\n\n..\n"_s + ids[1] + u'\n').toUtf8());
    const QStringList more = {u"--ids"_s, station.file(u"ids.txt"_s)};
    const CommandResult wrong = station.run(fetch(station.file(u"out"_s), more));
    QCOMPARE(wrong.exitCode, 2);
    QVERIFY2(wrong.err.contains("Line 5: \xe2\x80\x9c"
                                "..\xe2\x80\x9d is no interaction id"),
             wrong.err.constData());
    QVERIFY2(wrong.err.contains(
                 QByteArray("Line 6: \xe2\x80\x9c" + ids[1].toUtf8() + "\xe2\x80\x9d is named more than once")),
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
    MusterStation station(world());
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
    MusterStation station(world());
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
    MusterStation station(world());
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
    MusterStation station(world());
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
    MusterStation station(world());
    const QStringList order = fetch(station.file(u"out"_s), plainIds(1));
    QCOMPARE(station.runOnProduction(order).exitCode, 2);
    QCOMPARE(asked(station, "POST", "/interactions/transcripts"), 0);
    const CommandResult armed = station.runOnProduction(order + QStringList{u"--arm"_s});
    QVERIFY2(armed.exitCode == 0, armed.err.constData());
}

void HeadlessTranscriptsTest::S39_noUnmaskedByteIsLeftAnywhere()
{
    MusterStation station(world());
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

void HeadlessTranscriptsTest::F90_killedAgainAndAgainNothingIsLostOrDoubled()
{
    constexpr int kills = 25;
    const auto seed = std::random_device()();
    qInfo("seed %u", seed);
    std::mt19937 random(seed);
    SandboxSettings settings = world();
    settings.thinkTime = std::chrono::milliseconds(10);
    MusterStation station(settings);
    const QStringList ids = plainIds(25);
    const QStringList more = QStringList{u"--resume"_s, u"--quiet"_s,   u"--format"_s,
                                         u"jsonl"_s,    u"--webhook"_s, u"http://127.0.0.1:9/lake"_s}
        + ids;
    QElapsedTimer timer;
    timer.start();
    const CommandResult undisturbed = station.run(fetch(station.file(u"whole"_s), more));
    QVERIFY2(undisturbed.exitCode == 0, undisturbed.err.constData());
    // Over the whole of a run on this machine, so that most kills hit it at work.
    std::uniform_int_distribution<int> moment(10, int(timer.elapsed()));
    const QByteArray expected = readFile(station.file(u"whole/transcripts.jsonl"_s));
    QCOMPARE(expected.count('\n'), 25);
    QCOMPARE(undisturbed.json["webhooks"_L1]["waiting"_L1].toInt(), 25);
    const int before = asked(station, "GET", "/results/");
    int done = 0, runs = 0;
    while (done < kills) {
        const QString out = station.file(u"out%1"_s.arg(runs));
        auto process = station.start(fetch(out, more));
        if (!process->waitForFinished(moment(random))) {
            ::kill(pid_t(process->processId()), SIGKILL);
            QVERIFY(process->waitForFinished(10'000));
            if (process->exitStatus() == QProcess::CrashExit) {
                ++done;
                // Behind the manifest a kill changes nothing any more.
                if (manifestIn(out)["complete"_L1].toBool()) {
                    QVERIFY(readFile(out + u"/transcripts.jsonl"_s) == expected);
                    ++runs;
                }
                continue;
            }
        }
        QVERIFY2(process->exitCode() == 0, process->readAllStandardError().constData());
        QVERIFY(readFile(out + u"/transcripts.jsonl"_s) == expected);
        const QStringList left = QDir(out).entryList(QDir::Files | QDir::Hidden);
        QVERIFY2(left.size() == 3, qPrintable(left.join(u' ')));
        ++runs;
    }
    const QString out = station.file(u"out%1"_s.arg(runs));
    const CommandResult last = station.run(fetch(out, more));
    QVERIFY2(last.exitCode == 0, last.err.constData());
    QVERIFY(readFile(out + u"/transcripts.jsonl"_s) == expected);
    // At most the four that were on their way are fetched twice a kill.
    const int fetched = asked(station, "GET", "/results/") - before;
    qInfo("%d kills, %d runs, %d downloads", done, runs + 1, fetched);
    QVERIFY(fetched <= (runs + 1) * 25 + done * 4);
    // Each artifact is in the outbox once, whatever was killed.
    QCOMPARE(last.json["webhooks"_L1]["waiting"_L1].toInt(), 25);
    const QStringList leaks = leaksBelow(station.folder(), ids);
    QVERIFY2(leaks.isEmpty(), qPrintable(leaks.join(u'\n')));
    QCOMPARE(station.run({u"audit"_s, u"verify"_s}).exitCode, 0);
    // What was told of before a kill says so when it is told of again.
    QSet<QString> known;
    const QList<QByteArray> lines = readFile(station.file(u"data/data/audit.jsonl"_s)).split('\n');
    for (const QByteArray &line : lines) {
        const QJsonObject entry = QJsonDocument::fromJson(line).object();
        if (entry["event"_L1] != u"transcript_extracted"_s)
            continue;
        const QString key = entry["run"_L1].toString() + u' ' + entry["facts"_L1]["interaction"_L1].toString();
        QCOMPARE(entry["facts"_L1]["again"_L1].toBool(), known.contains(key));
        known.insert(key);
    }
    QCOMPARE(known.size(), (runs + 2) * 25); // with the undisturbed one
}

QTEST_GUILESS_MAIN(HeadlessTranscriptsTest)
#include "tst_headlesstranscripts.moc"
