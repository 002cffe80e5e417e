// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/schedule/schedulework.h"

#include "models/store/folderlock.h"
#include "models/store/signingkeys.h"
#include "tests/support/fakeclock.h"
#include "tests/support/memoryvault.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QFile>
#include <QPromise>
#include <QTemporaryDir>
#include <sys/stat.h>

using namespace muster;
using namespace Qt::StringLiterals;
using muster::test::FakeClock;

namespace tst_schedulework {

namespace {

/// A program in Muster's place: its first word says what it does.
constexpr const char *program =
    "#!/bin/sh\n"
    "echo \"$@\" >> \"$(dirname \"$0\")/calls\"\n"
    "case \"$2\" in\n"
    "good) echo '{\"outcome\": \"complete\", \"run_id\": \"run-1\"}';;\n"
    "bad) echo '{\"outcome\": \"failed\"}'; exit 1;;\n"
    "refused) exit 2;;\n"
    "paused) echo '{\"outcome\": \"paused\", \"run_id\": \"run-2\"}'; exit 3;;\n"
    "halted) echo '{\"outcome\": \"halted\"}'; exit 3;;\n"
    "conflict) exit 4;;\n"
    "crash) kill -9 $$;;\n"
    "taken) [ -e \"$(dirname \"$0\")/free\" ] && { echo '{\"outcome\": \"complete\"}'; exit 0; }; touch \"$(dirname \"$0\")/free\"; echo '{\"outcome\": \"refused\", \"error\": {\"kind\": \"in_use\"}}'; exit 2;;\n"
    "hang) read line < \"$(dirname \"$0\")/pipe\"; echo '{\"outcome\": \"complete\"}';;\n"
    // What it waits by would stay, with the pipe to whoever runs the test, when it is stopped in the middle of waiting.
    "patient) trap 'kill -9 $! 2>/dev/null; echo \"{\\\"outcome\\\": \\\"paused\\\"}\"; exit 3' TERM; touch \"$(dirname \"$0\")/waits\"; read line < \"$(dirname \"$0\")/pipe\" & wait;;\n"
    "esac\n";

struct Fixture
{
    Fixture()
    {
        QFile file(folder.filePath(u"muster"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write(program) <= 0
            || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner))
            qFatal("cannot write");
        file.close();
        if (::mkfifo(QFile::encodeName(folder.filePath(u"pipe"_s)).constData(), 0600) != 0 || !QDir().mkpath(data()))
            qFatal("cannot make");
        (void)keys.load();
        (void)history.load();
    }

    [[nodiscard]] QString data() const { return folder.filePath(u"data"_s); }
    std::unique_ptr<ScheduleWork> make(const QStringList &steps)
    {
        Schedule schedule{.id = u"0123456789ab"_s,
                          .name = u"Nightly"_s,
                          .times = {.zone = u"UTC"_s},
                          .allowed = std::chrono::minutes(5),
                          .alarms = {AlarmCause::Failed, AlarmCause::Paused, AlarmCause::Overdue},
                          .channels = channels};
        for (const QString &step : steps)
            schedule.steps.append({step});
        return std::make_unique<ScheduleWork>(ScheduleWork::Parts{.schedule = schedule,
                                                                  .program = folder.filePath(u"muster"_s),
                                                                  .options = {u"--json"_s},
                                                                  .folders = {data()},
                                                                  .history = history,
                                                                  .alarms = sender,
                                                                  .clock = clock});
    }
    WorkRecord run(const QStringList &steps)
    {
        const auto work = make(steps);
        bool isDone = false;
        QObject::connect(work.get(), &ScheduleWork::finished, work.get(), [&] { isDone = true; });
        work->start();
        if (!muster::tests::waitFor([&] { return isDone; }, 20'000))
            QTest::qFail("does not end", __FILE__, __LINE__);
        return work->record();
    }
    [[nodiscard]] QByteArray read(const QString &name) const
    {
        QFile file(folder.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void letGo() const
    {
        QFile pipe(folder.filePath(u"pipe"_s));
        if (!pipe.open(QIODevice::WriteOnly | QIODevice::Unbuffered) || pipe.write("\n") != 1)
            qFatal("nobody reads");
    }

    QTemporaryDir folder;
    FakeClock clock{FakeClock::Mode::ByHand};
    muster::test::MemoryVault vault;
    SigningKeys keys{folder.path(), vault};
    ScheduleHistory history{folder.path()};
    QStringList shown; ///< Titles on the desktop.
    bool hasDesktop = true;
    AlarmChannels channels;
    AlarmSender sender{clock, keys, {}, [this](const QString &title, const QString &) {
                           QPromise<Result<void>> promise;
                           promise.start();
                           shown.append(title);
                           promise.addResult(hasDesktop ? Result<void>()
                                                        : failure(ErrorKind::BadInput, "no_desktop"));
                           promise.finish();
                           return promise.future();
                       }};
};

QList<WorkState> statesOf(const WorkRecord &record)
{
    QList<WorkState> states;
    for (const WorkStep &step : record.steps)
        states.append(step.state);
    return states;
}

} // namespace

class TestScheduleWork : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stepsFollowEachOtherAndAllIsQuiet()
    {
        Fixture fix;
        const WorkRecord record = fix.run({u"good"_s, u"good"_s});
        QCOMPARE(record.state, WorkState::Complete);
        QCOMPARE(record.steps.size(), 2);
        QCOMPARE(record.steps.first().runs, QStringList{u"run-1"_s});
        QCOMPARE(fix.read(u"calls"_s), QByteArray("--json good\n--json good\n"));
        QVERIFY(fix.shown.isEmpty() && record.alarms.isEmpty());
        QCOMPARE(fix.history.records(), QList<WorkRecord>{record}); // as it is on the disk
    }

    void theChainEndsWithWhatDoesNotSucceed_data()
    {
        QTest::addColumn<QString>("step");
        QTest::addColumn<WorkState>("state");
        QTest::addColumn<QString>("title");
        QTest::newRow("failed") << u"bad"_s << WorkState::Failed << u"Nightly: failed"_s;
        QTest::newRow("refused") << u"refused"_s << WorkState::Failed << u"Nightly: failed"_s;
        QTest::newRow("paused") << u"paused"_s << WorkState::Paused << u"Nightly: needs attention"_s;
        QTest::newRow("halted") << u"halted"_s << WorkState::Halted << u"Nightly: needs attention"_s;
        QTest::newRow("conflict") << u"conflict"_s << WorkState::Paused << u"Nightly: needs attention"_s;
        QTest::newRow("killed") << u"crash"_s << WorkState::Failed << u"Nightly: failed"_s;
    }
    void theChainEndsWithWhatDoesNotSucceed()
    {
        QFETCH(const QString, step);
        QFETCH(const WorkState, state);
        Fixture fix;
        const WorkRecord record = fix.run({u"good"_s, step, u"good"_s});
        QCOMPARE(record.state, state);
        QCOMPARE(statesOf(record), (QList<WorkState>{WorkState::Complete, state}));
        QCOMPARE(fix.read(u"calls"_s).count('\n'), 2);
        QTEST(fix.shown.value(0), "title");
        QCOMPARE(record.alarms.size(), 1);
        QCOMPARE(record.alarms.first().outcome, WorkAlarm::Outcome::Delivered);
    }

    /// The alarm comes while it still works, and it works on.
    void whatTakesTooLongIsToldAndGoesOn()
    {
        Fixture fix;
        const auto work = fix.make({u"hang"_s, u"good"_s});
        bool isDone = false;
        connect(work.get(), &ScheduleWork::finished, work.get(), [&] { isDone = true; });
        work->start();
        QTRY_VERIFY(!fix.read(u"calls"_s).isEmpty());
        QVERIFY(fix.shown.isEmpty());
        fix.clock.advance(std::chrono::minutes(5));
        QTRY_COMPARE(fix.shown, QStringList{u"Nightly: takes longer than allowed"_s});
        QVERIFY(!isDone && work->record().state == WorkState::Running);
        fix.letGo();
        QTRY_VERIFY(isDone);
        QCOMPARE(work->record().state, WorkState::Complete);
        QVERIFY(work->record().isOverdue);
        QCOMPARE(work->record().alarms.size(), 1);
    }

    void waitsForTheFolderAndTellsOfALongWait()
    {
        Fixture fix;
        auto other = std::make_unique<Result<FolderLock>>(FolderLock::acquire(fix.data()));
        QVERIFY(*other);
        const auto work = fix.make({u"good"_s});
        bool isDone = false, waits = false;
        connect(work.get(), &ScheduleWork::finished, work.get(), [&] { isDone = true; });
        connect(work.get(), &ScheduleWork::waitBegan, work.get(), [&] { waits = true; });
        work->start();
        QTRY_VERIFY(waits);
        QCOMPARE(fix.history.records().first().state, WorkState::Waiting);
        fix.clock.advance(std::chrono::minutes(6));
        QTRY_COMPARE(fix.shown.size(), 1);
        QVERIFY(fix.read(u"calls"_s).isEmpty() && !isDone);
        other.reset();
        QTRY_VERIFY(fix.clock.sleeping() > 0);
        fix.clock.advance(ScheduleWork::folderPause);
        QTRY_VERIFY(isDone);
        QCOMPARE(work->record().state, WorkState::Complete);
    }

    /// Between the look and the step somebody opened the window: nothing was sent, so the step is begun again.
    void aStepThatFoundTheFolderTakenIsBegunAgain()
    {
        Fixture fix;
        const WorkRecord record = fix.run({u"taken"_s});
        QCOMPARE(record.state, WorkState::Complete);
        QCOMPARE(record.steps.size(), 1);
        QCOMPARE(fix.read(u"calls"_s).count('\n'), 2);
    }

    void stoppingAsksTheStepToPause()
    {
        Fixture fix;
        const auto work = fix.make({u"patient"_s, u"good"_s});
        bool isDone = false;
        connect(work.get(), &ScheduleWork::finished, work.get(), [&] { isDone = true; });
        work->start();
        QTRY_VERIFY(QFile::exists(fix.folder.filePath(u"waits"_s)));
        work->stop();
        QTRY_VERIFY(isDone);
        QCOMPARE(work->record().state, WorkState::Paused);
        QCOMPARE(work->record().steps.size(), 1);
    }

    void theNextOneSaysThatTheLastWasCutOff()
    {
        Fixture fix;
        WorkRecord cut{.id = u"1"_s, .state = WorkState::Running};
        cut.startedAt = cut.endedAt = fix.clock.wallNow().addDays(-1);
        cut.steps.append({.state = WorkState::Running, .startedAt = cut.startedAt, .endedAt = cut.startedAt});
        QVERIFY(fix.history.put(cut));
        QCOMPARE(fix.run({u"good"_s}).state, WorkState::Complete);
        QCOMPARE(fix.shown, QStringList{u"Nightly: cut off"_s});
        const WorkRecord closed = fix.history.records().last();
        QCOMPARE(closed.state, WorkState::CutOff);
        QCOMPARE(closed.steps.first().state, WorkState::CutOff);
        QCOMPARE(closed.alarms.size(), 1);
    }

    void anAlarmThatFailsChangesNothing()
    {
        Fixture fix;
        fix.hasDesktop = false;
        fix.channels = {.desktop = true, .webhook = {}, .command = {u"/nowhere/alarm"_s}};
        const WorkRecord record = fix.run({u"paused"_s});
        QCOMPARE(record.state, WorkState::Paused);
        QCOMPARE(record.alarms.size(), 2);
        QCOMPARE(record.alarms[0].reason, u"no_desktop"_s);
        QCOMPARE(record.alarms[1].reason, u"not_started"_s);
        QVERIFY(record.alarms[0].outcome == WorkAlarm::Outcome::Failed);
        QVERIFY(record.alarms[1].outcome == WorkAlarm::Outcome::Failed);
    }

    void theCommandGetsTheNameTheStateAndTheRun()
    {
        Fixture fix;
        QFile script(fix.folder.filePath(u"alarm"_s));
        QVERIFY(script.open(QIODevice::WriteOnly));
        script.write("#!/bin/sh\necho \"$1|$MUSTER_ALARM_EVENT|$MUSTER_ALARM_NAME|$MUSTER_ALARM_STATE|$MUSTER_ALARM_RUN\" > \"$0.out\"\n");
        script.close();
        QVERIFY(script.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
        fix.channels = {.desktop = false, .webhook = {}, .command = {script.fileName(), u"two words; rm"_s}};
        const WorkRecord record = fix.run({u"paused"_s});
        QCOMPARE(record.alarms.first().outcome, WorkAlarm::Outcome::Delivered);
        QCOMPARE(fix.read(u"alarm.out"_s), QByteArray("two words; rm|schedule.paused|Nightly|paused|run-2\n"));
    }

    void nothingIsBegunThatCannotBeRecorded()
    {
        Fixture fix;
        fix.history.setReadOnly();
        const WorkRecord record = fix.run({u"good"_s});
        QCOMPARE(record.state, WorkState::Failed);
        QVERIFY(fix.read(u"calls"_s).isEmpty());
        QCOMPARE(fix.shown, QStringList{u"Nightly: failed"_s});
    }
};

MUSTER_TEST(TestScheduleWork, QCoreApplication)

} // namespace tst_schedulework
#include "tst_schedulework.moc"
