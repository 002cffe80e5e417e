// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/support/journey.h"
#include "tests/app/support/shiftedclocks.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMutex>
#include <csignal>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_headlessclocks {

namespace {

constexpr qint64 night = 8 * 3600;

} // namespace

/// F101 and F102 with the program's own clocks and every kind of run that takes its time: at a request that is known
/// the machine has slept, or its wall clock is set.
class HeadlessClocksTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void F101_aWallClockThatIsSetChangesNothing_data();
    void F101_aWallClockThatIsSetChangesNothing();
    void F101_anotherTimeZoneChangesNothing_data() { kinds(); }
    void F101_anotherTimeZoneChangesNothing();
    void F102_afterANightItGoesOnWithANewSignIn_data() { kinds(); }
    void F102_afterANightItGoesOnWithANewSignIn();
    void F102_afterANightThePurgeAsksAgain();

private:
    static void kinds()
    {
        QTest::addColumn<QString>("kind");
        for (const char *kind : journeyKinds)
            QTest::newRow(kind) << QString::fromLatin1(kind);
    }
};

void HeadlessClocksTest::F101_aWallClockThatIsSetChangesNothing_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<qint64>("seconds");
    for (const char *kind : journeyKinds) {
        QTest::addRow("%s, two hours back", kind) << QString::fromLatin1(kind) << qint64(-2 * 3600);
        QTest::addRow("%s, an hour on, as in spring", kind) << QString::fromLatin1(kind) << qint64(3600);
        QTest::addRow("%s, three days on", kind) << QString::fromLatin1(kind) << qint64(3 * 86400);
    }
}

void HeadlessClocksTest::F101_aWallClockThatIsSetChangesNothing()
{
    QFETCH(QString, kind);
    QFETCH(qint64, seconds);
    ShiftedClocks clocks;
    ListStation station(journeyWorld());
    const Journey journey = journeyOf(kind, station);
    std::atomic<int> its = 0, tokens = 0;
    station.addWatcher([&](const SandboxRequest &request) {
        tokens += isToken(request) ? 1 : 0;
        if (journey.isIts(request) && ++its == journey.moment)
            clocks.setWall(seconds);
    });
    const CommandResult result = clocks.run(station, journey.command);
    QVERIFY2(result.exitCode == 0, result.err.constData());
    QVERIFY(its >= journey.moment);
    QVERIFY(journey.isDone());
    QCOMPARE(tokens, journey.signIns); // the token is judged by the time since it came
    QVERIFY(result.json["latency_ms"_L1]["max"_L1].toDouble() < 60'000);
    QCOMPARE(result.json["throttled_ms"_L1].toInteger(), 0);
    // The history is ordered by number, whatever its times say.
    qint64 number = 0;
    for (const QByteArray &line : readFile(station.file(u"data/data/audit.jsonl"_s)).trimmed().split('\n'))
        QCOMPARE(QJsonDocument::fromJson(line)["sequence"_L1].toInteger(), ++number);
    QCOMPARE(station.run({u"audit"_s, u"verify"_s}).exitCode, 0);
    QVERIFY(station.auditEntries(QString::fromLatin1(journey.word) + u".machine_slept"_s).isEmpty());
}

void HeadlessClocksTest::F101_anotherTimeZoneChangesNothing()
{
    QFETCH(QString, kind);
    ListStation station(journeyWorld());
    const Journey journey = journeyOf(kind, station);
    // Stopped in one zone, and gone on with in one that is a day behind.
    std::atomic<int> its = 0;
    std::atomic<qint64> process = 0;
    const int watcher = station.addWatcher([&](const SandboxRequest &request) {
        if (!journey.isIts(request) || ++its != journey.moment)
            return;
        process.wait(0); // it may ask before this test has heard of it
        ::kill(pid_t(process.load()), SIGTERM);
    });
    qputenv("TZ", "Pacific/Kiritimati");
    const auto first = station.start(journey.command);
    QVERIFY(first->waitForStarted());
    process = first->processId();
    process.notify_all();
    const CommandResult paused = MusterStation::finish(*first);
    station.removeWatcher(watcher);
    qputenv("TZ", "Pacific/Pago_Pago");
    CommandResult result = paused;
    if (paused.exitCode != 0) {
        QVERIFY2(paused.exitCode == 3, paused.err.constData());
        result = station.run({u"runs"_s, u"resume"_s, paused.json["run_id"_L1].toString(), u"--quiet"_s});
    }
    const CommandResult verified = station.run({u"audit"_s, u"verify"_s});
    qunsetenv("TZ");
    QVERIFY2(result.exitCode == 0, result.err.constData());
    QVERIFY(journey.isDone());
    QCOMPARE(verified.exitCode, 0);
    QDateTime before;
    for (const QByteArray &line : readFile(station.file(u"data/data/audit.jsonl"_s)).trimmed().split('\n')) {
        const QString at = QJsonDocument::fromJson(line)["at"_L1].toString();
        QVERIFY2(at.endsWith(u'Z'), qPrintable(at));
        const QDateTime time = QDateTime::fromString(at, Qt::ISODateWithMs);
        QVERIFY(!before.isValid() || time >= before);
        before = time;
    }
}

void HeadlessClocksTest::F102_afterANightItGoesOnWithANewSignIn()
{
    QFETCH(QString, kind);
    ShiftedClocks clocks;
    ListStation station(journeyWorld());
    const Journey journey = journeyOf(kind, station);
    int its = 0;
    QStringList after; // what was asked for after the night
    bool hasSlept = false;
    QMutex mutex;
    station.addWatcher([&](const SandboxRequest &request) {
        const QMutexLocker lock(&mutex);
        if (hasSlept)
            after.append(isToken(request) ? u"token"_s : QString::fromLatin1(request.method));
        if (!hasSlept && journey.isIts(request) && ++its == journey.moment) {
            hasSlept = true;
            clocks.sleep(night);
        }
    });
    const CommandResult result = clocks.run(station, journey.command);
    QVERIFY2(result.exitCode == 0, result.err.constData());
    QVERIFY(hasSlept);
    QVERIFY(journey.isDone());
    // What was under way when it fell asleep is answered; then nothing without a new token.
    QCOMPARE(after.value(0), u"token"_s);
    QVERIFY(after.count(u"token"_s) <= journey.signIns); // once, that is
    const QList<QJsonObject> gaps = station.auditEntries(QString::fromLatin1(journey.word) + u".machine_slept"_s);
    QCOMPARE(gaps.size(), 1);
    const qint64 gap = gaps.first()["facts"_L1]["seconds"_L1].toInteger();
    QVERIFY2(gap >= night - 1 && gap < night + 60, qPrintable(QString::number(gap)));
}

void HeadlessClocksTest::F102_afterANightThePurgeAsksAgain()
{
    ShiftedClocks clocks;
    ListStation station(journeyWorld());
    const Journey journey = journeyOf(u"purge"_s, station);
    std::atomic<int> purged = 0;
    station.addWatcher([&](const SandboxRequest &request) {
        if (request.method == "DELETE" && ++purged == 3)
            clocks.sleep(night);
    });
    const CommandResult paused = clocks.run(station, journey.command);
    QVERIFY2(paused.exitCode == 3, paused.err.constData());
    QCOMPARE(paused.json["error"_L1]["code"_L1].toString(), u"machine_slept"_s);
    QVERIFY(purged < station.purges());
    QCOMPARE(station.auditEntries(u"apply.machine_slept"_s).size(), 1);
    const int then = purged;
    QCOMPARE(station.run({u"runs"_s, u"list"_s}).json["runs"_L1].toArray().size(), 1);
    QCOMPARE(purged, then); // not by itself
}

MUSTER_TEST(HeadlessClocksTest, QCoreApplication)

} // namespace tst_headlessclocks
#include "tst_headlessclocks.moc"
