// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/sandboxlist.h"
#include "tests/app/support/batchwitness.h"
#include "tests/app/support/liststation.h"
#include "tests/app/support/programkiller.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <random>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_headlessdamage {
using Repeats = BatchWitness::Repeats;

namespace {

constexpr int rows = 500; // batches of 125

void writeFile(const QString &name, const QByteArray &bytes)
{
    QFile file(name);
    if (!QDir().mkpath(QFileInfo(name).path()) || !file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write");
}

QByteArray noise(qsizetype size)
{
    QByteArray bytes(size, '\0');
    std::mt19937 random(99);
    for (char &byte : bytes)
        byte = char(random());
    return bytes;
}

} // namespace

/// What the program finds damaged on its disk when it starts, and what it makes of it.
class HeadlessDamageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void F98_damagedSettingsChangeNothingElse_data();
    void F98_damagedSettingsChangeNothingElse();
    void F99_noWriteIsRepeatedFromADamagedJournal_data();
    void F99_noWriteIsRepeatedFromADamagedJournal();
    void F99_aRunWhoseUnitLogIsDamagedSendsNothing_data();
    void F99_aRunWhoseUnitLogIsDamagedSendsNothing();
    void F100_aTornJournalIsCutBackAndRecorded();
    void F100_aTornHistoryIsCutBackAndRecorded();
    void F100_aTornUnitLogIsCutBackAndRecorded_data() { F99_aRunWhoseUnitLogIsDamagedSendsNothing_data(); }
    void F100_aTornUnitLogIsCutBackAndRecorded();

private:
    static QString phaseOf(const SandboxRequest &request)
    {
        return request.path.endsWith("/token") || request.path.contains("refresh") || request.method == "GET"
            ? QString()
            : u"write"_s;
    }
    static QList<QByteArray> contactsOf(MusterStation &station)
    {
        QList<QByteArray> ids;
        for (const SandboxListContact &contact : station.sandbox().listTruth(ListStation::leads()).first(rows))
            ids.append(contact.id);
        return ids;
    }
    static QStringList enriching(MusterStation &station, const QByteArray &word)
    {
        QByteArray csv = "Customer,Source\r\n";
        const QList<QByteArray> contacts = contactsOf(station);
        for (int at = 0; at < rows; ++at)
            csv += contacts[at] + ',' + word + ' ' + QByteArray::number(at) + "\r\n";
        const QString name = station.file(QString::fromLatin1(word) + u".csv"_s);
        writeFile(name, csv);
        return {u"lists"_s,       u"enrich"_s,    ListStation::leads(), u"--plain-backup"_s,
                u"--campaign"_s,  u"camp_20b1"_s, u"--input"_s,         name,
                u"--id-column"_s, u"Customer"_s,  u"--map"_s,           u"Source=lead_source"_s,
                u"--quiet"_s};
    }
    static bool allHold(MusterStation &station, const QByteArray &word)
    {
        const QList<SandboxListContact> now = station.sandbox().listTruth(ListStation::leads());
        for (int at = 0; at < rows; ++at) {
            const QList<QPair<QString, QByteArray>> wanted{
                {u"lead_source"_s, '"' + word + ' ' + QByteArray::number(at) + '"'}};
            if (now[at].enriched != wanted)
                return false;
        }
        return true;
    }
    static bool isKilledAtWrite(MusterStation &station, const QStringList &command, int write)
    {
        return ProgramKiller(station, phaseOf)
            .live(command, KillMoment{KillMoment::At::Request, u"write"_s, write})
            .wasKilled;
    }
    static QString journal(const MusterStation &station) { return station.file(u"data/data/journal.sqlite"_s); }
    static int writes(const MusterStation &station)
    {
        return station.sent("POST") + station.sent("PATCH") + station.sent("DELETE") + station.sent("PUT");
    }
    static QString unitLog(const MusterStation &station, const QString &run)
    {
        return station.file(u"data/data/runs/"_s + run + u".units"_s);
    }
    static QString killedRun(const QString &what, ListStation &station);
    /// The server goes on with what had reached it when the program was killed; what is asked later is done later.
    static int writesSoFar(MusterStation &station)
    {
        if (station.run({u"segments"_s, u"list"_s}).exitCode != 0)
            qFatal("the server not responding");
        return writes(station);
    }
    static QJsonArray listed(MusterStation &station)
    {
        return station.run({u"runs"_s, u"list"_s}).json["runs"_L1].toArray();
    }
};

void HeadlessDamageTest::F98_damagedSettingsChangeNothingElse_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<bool>("isNewer");
    QTest::newRow("empty") << QByteArray("") << false;
    QTest::newRow("cut") << QByteArray(R"({"format":"muster-settings","version":1,"val)") << false;
    QTest::newRow("random") << noise(3000) << false;
    QTest::newRow("of a newer version") << QByteArray(
        R"({"format":"muster-settings","version":9,"values":{"recent/x":7}})")
                                        << true;
}

void HeadlessDamageTest::F98_damagedSettingsChangeNothingElse()
{
    QFETCH(QByteArray, content);
    QFETCH(bool, isNewer);
    MusterStation station;
    const QString settings = station.file(u"data/config/settings.json"_s);
    const QString profiles = station.file(u"data/config/profiles.json"_s);
    writeFile(settings, content);
    int notices = 0;
    for (const QString &out : {u"first.csv"_s, u"second.csv"_s}) {
        const auto process = station.startOnProfile({}, station.exportEveryone(out));
        const CommandResult result = MusterStation::finish(*process);
        QVERIFY2(result.exitCode == 0, result.err.constData());
        QVERIFY(readFile(station.file(out)) == station.expectedCsv(station.everyone()));
        const QJsonObject profile
            = QJsonDocument::fromJson(readFile(profiles))["profiles"_L1].toArray().first().toObject();
        QCOMPARE(profile["client_id"_L1].toString(), station.sandbox().clientId());
        QCOMPARE(profile["base_url"_L1].toString(), station.sandbox().url().toString());
        notices += int(result.err.count("settings.json"));
        QCOMPARE(notices, isNewer && out == u"second.csv"_s ? 2 : 1); // one a start, and only while there is a cause
    }
    const QStringList kept = QDir(station.file(u"data/config"_s)).entryList({u"settings.json*"_s}, QDir::Files);
    if (isNewer) {
        QCOMPARE(kept, QStringList{u"settings.json"_s});
        QCOMPARE(readFile(settings), content);
    } else {
        const QStringList beside = kept.filter(u".damaged-"_s);
        QCOMPARE(beside.size(), 1);
        QCOMPARE(readFile(station.file(u"data/config/"_s + beside.first())), content);
    }
}

void HeadlessDamageTest::F99_noWriteIsRepeatedFromADamagedJournal_data()
{
    QTest::addColumn<bool>("canBeProved");
    QTest::newRow("an index of it") << true;
    QTest::newRow("all of it") << false;
}

void HeadlessDamageTest::F99_noWriteIsRepeatedFromADamagedJournal()
{
    QFETCH(bool, canBeProved);
    BatchWitness witness;
    MusterStation station({.contacts = 500, .seed = 3, .contactsPerSecond = 0});
    QVERIFY(station.run({u"runs"_s, u"list"_s}).exitCode == 0); // so that the file has its pages
    const QStringList command = enriching(station, "Value");
    witness.watch(station, contactsOf(station), "Value", Repeats::AsAttempts);
    QVERIFY(isKilledAtWrite(station, command, 3));
    const int before = writesSoFar(station);
    QVERIFY(before >= 2);
    QFile::remove(journal(station) + u"-shm"_s);
    if (canBeProved) {
        // What the log holds stays; the index of the file, which no change of the log replaces, is none any more.
        QByteArray bytes = readFile(journal(station));
        QVERIFY(bytes.size() >= 6 * 4096);
        bytes.replace(5 * 4096, 4096, noise(4096));
        writeFile(journal(station), bytes);
    } else {
        writeFile(journal(station), noise(20'000));
    }

    const QJsonArray runs = listed(station);
    QCOMPARE(writes(station), before); // nothing goes on by itself,
    QCOMPARE(runs.size(), canBeProved ? 1 : 0); // and what can be proved is listed
    if (canBeProved) {
        QCOMPARE(runs.first()["outcome"_L1].toString(), u"failed"_s);
        const CommandResult resumed = station.run(command + QStringList(u"--resume"_s));
        QVERIFY2(resumed.exitCode == 0, resumed.err.constData());
    } else {
        // Again and again: a scheduler has no better word.
        for (int start = 0; start < 2; ++start) {
            const CommandResult refused = station.run(command + QStringList(u"--resume"_s));
            QCOMPARE(refused.exitCode, 2);
            QCOMPARE(refused.json["error"_L1]["code"_L1].toString(), u"runs_lost"_s);
            QCOMPARE(writes(station), before);
        }
        // A person looks, and gives it up.
        const QStringList lost = QDir(station.file(u"data/data/runs"_s)).entryList({u"*.units"_s}, QDir::Files);
        QCOMPARE(lost.size(), 1);
        QCOMPARE(station.run({u"runs"_s, u"discard"_s, lost.first().section(u'.', 0, 0)}).exitCode, 0);
        QCOMPARE(station.run(command + QStringList(u"--resume"_s)).exitCode, 0);
        return;
    }
    QVERIFY(allHold(station, "Value"));
    QCOMPARE(witness.findings(), QStringList()); // each repeat is an attempt in the unit log
    QVERIFY(writes(station) <= before + 5); // four batches at most, and the refresh
}

/// A run of that kind, killed in the middle of its work; its id. Empty where that did not happen.
QString HeadlessDamageTest::killedRun(const QString &what, ListStation &station)
{
    QStringList command = enriching(station, "Value");
    int killAt = 3;
    if (what == u"undo"_s) {
        if (station.run(enriching(station, "Old")).exitCode != 0)
            return {};
        const CommandResult enriched = station.run(command);
        command = {u"lists"_s,           u"enrich-undo"_s,      enriched.json["run_id"_L1].toString(),
                   u"--confirm-count"_s, QString::number(rows), u"--quiet"_s};
    } else if (what == u"apply"_s || what == u"restore"_s) {
        const QString backup = station.file(u"copy.musterbackup"_s);
        if (!station.makePlan({u"--block"_s, u"none"_s, u"--regions"_s, u"all"_s}))
            return {};
        command = station.applying({u"--backup"_s, backup});
        killAt = 12;
        if (what == u"restore"_s) {
            if (station.run(command).exitCode != 0)
                return {};
            command = {u"lists"_s, u"restore"_s, backup, u"--quiet"_s};
            killAt = 1;
        }
    }
    if (!isKilledAtWrite(station, command, killAt))
        return {};
    const QJsonArray open = listed(station);
    return open.size() == 1 ? open.first()["run_id"_L1].toString() : QString();
}

void HeadlessDamageTest::F99_aRunWhoseUnitLogIsDamagedSendsNothing_data()
{
    QTest::addColumn<QString>("what");
    for (const char *what : {"enrichment", "undo", "restore", "apply"})
        QTest::newRow(what) << QString::fromLatin1(what);
}

void HeadlessDamageTest::F99_aRunWhoseUnitLogIsDamagedSendsNothing()
{
    QFETCH(QString, what);
    ListStation station({.contacts = 500, .seed = 7, .contactsPerSecond = 0});
    const QString run = killedRun(what, station);
    QVERIFY(!run.isEmpty());
    const QString log = unitLog(station, run);
    QByteArray bytes = readFile(log);
    QVERIFY(bytes.size() > 40);
    bytes[10] = char(bytes[10] ^ 4);
    writeFile(log, bytes);
    const int before = writesSoFar(station);
    for (int again = 0; again < 2; ++again) {
        const CommandResult resumed = station.run({u"runs"_s, u"resume"_s, run, u"--quiet"_s});
        QVERIFY2(resumed.exitCode != 0, resumed.out.constData());
        QCOMPARE(resumed.json["error"_L1]["code"_L1].toString(), u"unit_log_damaged"_s);
        QCOMPARE(writes(station), before);
    }
    QCOMPARE(readFile(log), bytes); // for whoever wants to look
}

void HeadlessDamageTest::F100_aTornUnitLogIsCutBackAndRecorded()
{
    QFETCH(QString, what);
    ListStation station({.contacts = 500, .seed = 7, .contactsPerSecond = 0});
    const QString run = killedRun(what, station);
    QVERIFY(!run.isEmpty());
    const QString log = unitLog(station, run);
    // A group that was on its way to the disk when the power went.
    const QByteArray whole = readFile(log);
    writeFile(log, whole + whole.last(10));
    const CommandResult resumed = station.run({u"runs"_s, u"resume"_s, run, u"--quiet"_s});
    QVERIFY2(resumed.exitCode == 0, resumed.err.constData());
    const QList<QJsonObject> recorded = station.auditEntries(u"run.units_recovered"_s);
    QCOMPARE(recorded.size(), 1);
    QCOMPARE(recorded.first()["facts"_L1]["bytes"_L1].toInteger(), 10);
    QCOMPARE(station.run({u"audit"_s, u"verify"_s}).exitCode, 0);
}

void HeadlessDamageTest::F100_aTornJournalIsCutBackAndRecorded()
{
    BatchWitness witness;
    MusterStation station({.contacts = 500, .seed = 3, .contactsPerSecond = 0});
    const QStringList command = enriching(station, "Value");
    witness.watch(station, contactsOf(station), "Value", Repeats::AsAttempts);
    QVERIFY(isKilledAtWrite(station, command, 3));
    const QByteArray log = readFile(journal(station) + u"-wal"_s);
    QVERIFY(log.size() > 3 * 4096);
    writeFile(journal(station) + u"-wal"_s, log.chopped(1500));
    const CommandResult list = station.run({u"runs"_s, u"list"_s});
    QCOMPARE(list.json["runs"_L1].toArray().size(), 1);
    QVERIFY2(!list.err.contains("damaged"), list.err.constData());
    const QList<QJsonObject> recorded = station.auditEntries(u"journal.recovered"_s);
    QCOMPARE(recorded.size(), 1);
    QVERIFY(recorded.first()["facts"_L1]["bytes"_L1].toInteger() > 0);
    QCOMPARE(station.run({u"audit"_s, u"verify"_s}).exitCode, 0);
    const CommandResult resumed = station.run(command + QStringList(u"--resume"_s));
    QVERIFY2(resumed.exitCode == 0, resumed.err.constData());
    QVERIFY(allHold(station, "Value"));
    QCOMPARE(witness.findings(), QStringList());
    QCOMPARE(station.auditEntries(u"journal.recovered"_s).size(), 1); // once
}

void HeadlessDamageTest::F100_aTornHistoryIsCutBackAndRecorded()
{
    MusterStation station;
    QCOMPARE(station.run(station.exportEveryone(u"all.csv"_s)).exitCode, 0);
    const QString history = station.file(u"data/data/audit.jsonl"_s);
    const QByteArray whole = readFile(history);
    const QByteArray last = whole.trimmed().split('\n').last();
    writeFile(history, whole + last.first(last.size() / 2));
    const CommandResult verified = station.run({u"audit"_s, u"verify"_s});
    QVERIFY2(verified.exitCode == 0, verified.err.constData()); // nobody has tampered with it
    QVERIFY(readFile(history).startsWith(whole));
    QCOMPARE(station.auditEntries(u"audit.recovered"_s).size(), 1);
    QCOMPARE(station.auditEntries(u"audit.mismatch"_s).size(), 0);
}

MUSTER_TEST(HeadlessDamageTest, QCoreApplication)

} // namespace tst_headlessdamage
#include "tst_headlessdamage.moc"
