// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/support/liststation.h"
#include "tests/app/support/writewitness.h"

#include <QFile>
#include <QJsonArray>
#include <QTest>
#include <array>
#include <csignal>
#include <numeric>
#include <random>
#include <thread>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Cut = WriteWitness::Cut;

/// F90 to F92: kill -9 while a plan is carried out, by time, by what the server sees and by what lies on the disk. The
/// seed is printed, so that a failure can be looked into.
class ApplyKillTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void killedTwoHundredTimesTheListIsAsPlanned_data();
    void killedTwoHundredTimesTheListIsAsPlanned();

private:
    /// What is carried out: how much of it may pass before a kill, so that most lives get somewhere.
    struct Work
    {
        QStringList options;
        int requests = 0, writes = 0, changes = 0;
    };
    /// Starts the program, and kills it at a moment of its choice. Whether it was killed; else it has ended by itself.
    bool isCutOff(QProcess &process, WriteWitness &witness, const Work &work);

    std::mt19937 m_random;
    std::array<int, WriteWitness::cuts> m_cuts{};
};

void ApplyKillTest::killedTwoHundredTimesTheListIsAsPlanned_data()
{
    QTest::addColumn<bool>("purges");
    QTest::newRow("F90 F92 corrections") << false;
    QTest::newRow("F90 F91 purges") << true;
}

bool ApplyKillTest::isCutOff(QProcess &process, WriteWitness &witness, const Work &work)
{
    const auto upTo = [this](int most) { return std::uniform_int_distribution<int>(1, most)(m_random); };
    const qint64 changes = witness.changesOnDisk() + upTo(work.changes);
    const auto kill = [&process] { ::kill(pid_t(process.processId()), SIGKILL); };
    switch (m_random() % 8) {
    case 0: { // by time: from before the first request to behind the last
        witness.begin(process.processId());
        if (!process.waitForFinished(upTo(700)))
            kill();
        break;
    }
    case 1: // as soon as a request is there
    case 2:
        witness.begin(process.processId(), upTo(work.requests));
        break;
    case 3: // as soon as a write is there
    case 4:
        witness.begin(process.processId(), 0, upTo(work.writes));
        break;
    default: // as soon as so much more is on the disk: between an intent and its request, or behind an outcome
        witness.begin(process.processId());
        while (witness.changesOnDisk() < changes && !process.waitForFinished(0))
            std::this_thread::sleep_for(50us);
        if (process.state() != QProcess::NotRunning)
            kill();
        break;
    }
    if (process.state() != QProcess::NotRunning && !process.waitForFinished(60'000))
        qFatal("it does not end");
    return process.exitStatus() == QProcess::CrashExit;
}

void ApplyKillTest::killedTwoHundredTimesTheListIsAsPlanned()
{
    constexpr int kills = 200;
    QFETCH(bool, purges);
    const auto seed = std::random_device()();
    qInfo("seed %u", seed);
    m_random.seed(seed);
    m_cuts = {};
    const Work work = purges ? Work{{u"--resume"_s}, 40, 40, 80} : Work{{u"--resume"_s, u"--no-purge"_s}, 10, 3, 250};

    int done = 0, plans = 0;
    while (done < kills) {
        WriteWitness witness;
        ListStation station({.contacts = 500, .seed = 7, .thinkTime = 1ms});
        QVERIFY(station.makePlan());
        if (purges) { // what is left when the numbers are corrected
            QCOMPARE(station.run(station.applying({u"--no-purge"_s})).exitCode, 0);
            QVERIFY(QFile::remove(station.plan()));
            const CommandResult rest = station.run({u"lists"_s, u"sanitize"_s, ListStation::leads(),
                                                    u"--default-region"_s, u"US"_s, u"--plan"_s, station.plan()});
            QVERIFY2(rest.exitCode == 0, rest.err.constData());
            QCOMPARE(rest.json["purges"_L1].toInteger(), station.purges());
        }
        witness.watch(station);
        for (bool isOver = false; !isOver;) {
            const auto process = station.start(station.applying(work.options));
            QVERIFY(process->waitForStarted());
            if (done < kills && isCutOff(*process, witness, work)) {
                ++m_cuts[std::size_t(witness.end())];
                ++done;
                continue;
            }
            if (process->state() != QProcess::NotRunning)
                QVERIFY(process->waitForFinished(60'000));
            (void)witness.end();
            QVERIFY2(process->exitCode() == 0, process->readAllStandardError().constData());
            isOver = true;
        }
        ++plans;
        QCOMPARE(witness.findings(), QStringList());
        QVERIFY(station.present() == station.planned(purges));
        QCOMPARE(witness.written(), purges ? station.purges() : station.fixes());
        QCOMPARE(station.run({u"audit"_s, u"verify"_s}).exitCode, 0);
        const CommandResult left = station.run({u"runs"_s, u"list"_s});
        QCOMPARE(left.json["runs"_L1].toArray().size(), 0);
    }
    qInfo("%d kills, %d plans; before any page %d, reading %d, settled %d, before sending %d, in flight %d", done,
          plans, m_cuts[0], m_cuts[1], m_cuts[2], m_cuts[3], m_cuts[4]);
    // Whoever is killed when the server has its write has an intent without outcome on the disk.
    QVERIFY(m_cuts[std::size_t(Cut::InFlight)] > 0);
}

QTEST_GUILESS_MAIN(ApplyKillTest)
#include "tst_applykill.moc"
