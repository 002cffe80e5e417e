// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/support/musterprocess.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QTest>
#include <csignal>
#include <random>

using namespace muster;
using namespace muster::test;

/// F90: kill -9 at random moments. The seed is printed, so that a failure can be repeated.
class ExportKillTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void F90_killedTwoHundredTimesTheFileIsStillTheSame()
    {
        constexpr int kills = 200;
        const auto seed = std::random_device()();
        qInfo("seed %u", seed);
        std::mt19937 random(seed);
        // From before the first request to well into the pages; an undisturbed export takes about twice as long.
        std::uniform_int_distribution<int> moment(20, 320);

        MusterStation station({.contacts = 3000, .seed = 11, .thinkTime = std::chrono::milliseconds(5)});
        const QByteArray expected = station.expectedCsv(station.everyone());
        int done = 0, files = 0, pagesAsked = 0;
        while (done < kills) {
            const QString name = QStringLiteral("f%1.csv").arg(files);
            auto process
                = station.start(station.exportEveryone(name,
                                                       {QStringLiteral("--page-size"), QStringLiteral("50"),
                                                        QStringLiteral("--resume"), QStringLiteral("--quiet")}));
            if (!process->waitForFinished(moment(random))) {
                ::kill(pid_t(process->processId()), SIGKILL);
                QVERIFY(process->waitForFinished(10'000));
                if (process->exitStatus() == QProcess::CrashExit) {
                    ++done;
                    // A file has its name only when it is complete, so a kill behind the rename changes nothing.
                    if (QFileInfo::exists(station.file(name))) {
                        QVERIFY(readFile(station.file(name)) == expected);
                        ++files;
                    }
                    continue;
                }
            }
            QVERIFY2(process->exitCode() == 0, process->readAllStandardError().constData());
            QVERIFY(readFile(station.file(name)) == expected);
            QVERIFY(!QFileInfo::exists(station.file(name + QStringLiteral(".partial"))));
            ++files;
        }
        const CommandResult last = station.run(
            station.exportEveryone(QStringLiteral("f%1.csv").arg(files),
                                   {QStringLiteral("--page-size"), QStringLiteral("50"), QStringLiteral("--resume")}));
        QVERIFY2(last.exitCode == 0, last.err.constData());
        QVERIFY(readFile(station.file(QStringLiteral("f%1.csv").arg(files))) == expected);
        // What was killed between its rename and its last journal entry is found complete and closed.
        const QJsonArray left
            = station.run({QStringLiteral("runs"), QStringLiteral("list")}).json[QLatin1String("runs")].toArray();
        for (const QJsonValue &run : left) {
            const CommandResult closed = station.run(
                {QStringLiteral("runs"), QStringLiteral("resume"), run[QLatin1String("run_id")].toString()});
            QVERIFY2(closed.exitCode == 0, closed.err.constData());
        }
        for (const SandboxRequest &request : station.sandbox().requests())
            pagesAsked += request.path.contains("query") ? 1 : 0;
        // F90: at most one page fetched twice a kill.
        constexpr int pages = 3000 / 50;
        qInfo("%d kills, %d files, %d pages asked for", done, files + 1, pagesAsked);
        QVERIFY(pagesAsked <= (files + 1) * pages + done);
        QCOMPARE(station.run({QStringLiteral("audit"), QStringLiteral("verify")}).exitCode, 0);
    }
};

QTEST_GUILESS_MAIN(ExportKillTest)
#include "tst_exportkill.moc"
