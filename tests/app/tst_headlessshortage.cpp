// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/support/journey.h"

#include "tests/support/testprogram.h"

#include <QFileInfo>
#include <atomic>
#include <sys/resource.h>

using namespace muster;
using namespace muster::test;

namespace tst_headlessshortage {

/// A machine that runs short of descriptors or threads: what the program needs, and how it ends without.
class HeadlessShortageTest : public QObject
{
    Q_OBJECT

    static void kinds()
    {
        QTest::addColumn<QString>("kind");
        for (const char *kind : journeyKinds)
            QTest::newRow(kind) << QString::fromLatin1(kind);
    }
    static void compareWithTruth(MusterStation &station, const CommandResult &result)
    {
        QVERIFY2(result.exitCode == 0, result.err.constData());
        QVERIFY(readFile(station.file(QStringLiteral("all.csv"))) == station.expectedCsv(station.everyone()));
    }

private Q_SLOTS:
    void F104_withoutDescriptorsTheRunPausesAndGoesOnLater_data()
    {
        QTest::addColumn<bool>("connectionCloses");
        QTest::newRow("no file can be opened") << false;
        QTest::newRow("no connection can be made") << true;
    }

    void F104_withoutDescriptorsTheRunPausesAndGoesOnLater()
    {
        QFETCH(bool, connectionCloses);
        MusterStation station({.contacts = 5000, .seed = 7, .thinkTime = std::chrono::milliseconds(30)});
        auto process = station.start(
            station.exportEveryone(QStringLiteral("all.csv"), {QStringLiteral("--page-size"), QStringLiteral("100")}));
        QTRY_VERIFY_WITH_TIMEOUT(station.sandbox().requests().size() > 8, 60'000);
        if (connectionCloses) {
            SandboxFault cut;
            cut.kind = SandboxFault::Kind::CloseWithoutAnswer;
            cut.path = pageRoute;
            station.sandbox().addFault(cut);
        }
        // Below what is open already: nothing new can be opened from now on.
        const rlimit none{3, 3};
        QCOMPARE(::prlimit(pid_t(process->processId()), RLIMIT_NOFILE, &none, nullptr), 0);
        const CommandResult paused = MusterStation::finish(*process);
        QVERIFY2(paused.exitCode == 3, paused.err.constData());
        QCOMPARE(paused.json[QLatin1String("outcome")].toString(), QStringLiteral("paused"));
        QCOMPARE(paused.json[QLatin1String("error")][QLatin1String("code")].toString(),
                 QStringLiteral("too_many_files"));
        QVERIFY(!QFileInfo::exists(station.file(QStringLiteral("all.csv"))));
        compareWithTruth(station,
                         station.run(station.exportEveryone(QStringLiteral("all.csv"), {QStringLiteral("--resume")})));
    }

    void F104_withoutDescriptorsEveryKindOfRunPauses_data()
    {
        QTest::addColumn<QString>("kind");
        // Not the two that start threads while they run: see the matrix, where less is held than is asked.
        for (const QString &kind : {QStringLiteral("corrections"), QStringLiteral("restore"), QStringLiteral("enrich"),
                                    QStringLiteral("undo"), QStringLiteral("audience")})
            QTest::newRow(qPrintable(kind)) << kind;
    }
    void F104_withoutDescriptorsEveryKindOfRunPauses()
    {
        QFETCH(QString, kind);
        ListStation station(journeyWorld());
        const Journey journey = journeyOf(kind, station);
        std::atomic<qint64> process = 0;
        std::atomic<int> its = 0;
        const int watcher = station.addWatcher([&](const SandboxRequest &request) {
            if (!journey.isIts(request) || ++its != journey.moment)
                return;
            // Below what is open already: nothing new can be opened from now on; and what is open is closed.
            const rlimit none{3, 3};
            process.wait(0); // it may ask before this test has heard of it
            ::prlimit(pid_t(process.load()), RLIMIT_NOFILE, &none, nullptr);
            SandboxFault closes;
            closes.kind = SandboxFault::Kind::Delay;
            closes.framing = SandboxFault::Framing::ConnectionClose;
            closes.times = -1;
            station.sandbox().addFault(closes);
        });
        const auto started = station.start(journey.command);
        QVERIFY(started->waitForStarted());
        process = started->processId();
        process.notify_all();
        const CommandResult paused = MusterStation::finish(*started);
        station.removeWatcher(watcher);
        station.sandbox().clearFaults();
        QVERIFY(its >= journey.moment);
        QVERIFY2(paused.exitCode == 3, paused.err.constData());
        QCOMPARE(paused.json[QLatin1String("error")][QLatin1String("code")].toString(),
                 QStringLiteral("too_many_files"));
        const CommandResult resumed
            = station.run({QStringLiteral("runs"), QStringLiteral("resume"),
                           paused.json[QLatin1String("run_id")].toString(), QStringLiteral("--quiet")});
        QVERIFY2(resumed.exitCode == 0, resumed.err.constData());
        QVERIFY(journey.isDone());
    }

    void F104_withoutThreadsNothingBeginsAndTheReasonIsSaid_data() { kinds(); }
    void F104_withoutThreadsNothingBeginsAndTheReasonIsSaid()
    {
        QFETCH(QString, kind);
        ListStation station(journeyWorld());
        const Journey journey = journeyOf(kind, station);
        const QStringList arguments = journey.command;
        const qsizetype before = station.sandbox().requests().size();
        qputenv("LD_PRELOAD", MUSTER_NO_THREADS);
        const auto process = station.start(arguments);
        qunsetenv("LD_PRELOAD");
        const CommandResult refused = MusterStation::finish(*process);
        QVERIFY2(refused.exitCode == 2, refused.err.constData());
        QCOMPARE(refused.json[QLatin1String("error")][QLatin1String("code")].toString(), QStringLiteral("no_threads"));
        QVERIFY(refused.err.contains("can’t get any threads"));
        QCOMPARE(station.sandbox().requests().size(), before);
        QVERIFY(!QFileInfo::exists(station.file(QStringLiteral("all.csv.partial"))));
        const CommandResult later = station.run(arguments);
        QVERIFY2(later.exitCode == 0, later.err.constData());
        QVERIFY(journey.isDone());
    }
};

MUSTER_TEST(HeadlessShortageTest, QCoreApplication)

} // namespace tst_headlessshortage
#include "tst_headlessshortage.moc"
