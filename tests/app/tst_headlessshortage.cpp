// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/support/musterprocess.h"

#include <QFileInfo>
#include <QTest>
#include <sys/resource.h>

using namespace muster;
using namespace muster::test;

/// A machine that runs short of descriptors or threads: what the program needs, and how it ends without.
class HeadlessShortageTest : public QObject
{
    Q_OBJECT

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
        QTRY_VERIFY_WITH_TIMEOUT(station.sandbox().requests().size() > 8, 20'000);
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

    void F104_withoutThreadsNothingBeginsAndTheReasonIsSaid()
    {
        MusterStation station;
        const QStringList arguments = station.exportEveryone(QStringLiteral("all.csv"));
        qputenv("LD_PRELOAD", MUSTER_NO_THREADS);
        const auto process = station.start(arguments);
        qunsetenv("LD_PRELOAD");
        const CommandResult refused = MusterStation::finish(*process);
        QVERIFY2(refused.exitCode == 2, refused.err.constData());
        QCOMPARE(refused.json[QLatin1String("error")][QLatin1String("code")].toString(), QStringLiteral("no_threads"));
        QVERIFY(refused.err.contains("no threads"));
        QVERIFY(station.sandbox().requests().isEmpty());
        QVERIFY(!QFileInfo::exists(station.file(QStringLiteral("all.csv.partial"))));
        compareWithTruth(station, station.run(arguments));
    }
};

QTEST_GUILESS_MAIN(HeadlessShortageTest)
#include "tst_headlessshortage.moc"
