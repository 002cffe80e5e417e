// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/schedule/scheduledesk.h"

#include "models/store/auditlog.h"
#include "models/store/folderlock.h"
#include "models/store/journal.h"
#include "models/store/storethread.h"
#include "tests/support/fakescheduler.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace muster;
using namespace Qt::StringLiterals;
using muster::test::FakeScheduler;

namespace tst_scheduledesk {

namespace {

/// A data folder with its desk; the scheduler is a test's unless `isReal`.
struct Fixture
{
    explicit Fixture(bool isReal = false)
    {
        if (store.load())
            qFatal("load");
        std::unique_ptr<SystemScheduler> scheduler = std::make_unique<FakeScheduler>(state);
        if (isReal)
            scheduler = std::make_unique<SystemdScheduler>();
        desk = std::make_unique<ScheduleDesk>(ScheduleDesk::Parts{store, *audit, thread},
                                              ScheduleHost{.program = u"/usr/bin/muster"_s,
                                                           .dataDir = u"/data %h"_s,
                                                           .dataFolder = folder.path(),
                                                           .unitFolder = folder.filePath(u"units"_s),
                                                           .check = [](const QStringList &words) -> std::optional<ApiError> {
                                                               if (words.first() == u"nonsense")
                                                                   return fault(ErrorKind::BadInput, "schedule_step");
                                                               return std::nullopt;
                                                           }},
                                              std::move(scheduler));
    }

    [[nodiscard]] static Schedule sound()
    {
        return {.name = u"Nightly"_s,
                .steps = {{u"audit"_s, u"verify"_s}},
                .times = {.zone = u"UTC"_s},
                .alarms = {AlarmCause::Failed},
                .channels = {},
                .active = true};
    }
    Result<QString> ask(const std::function<void()> &act)
    {
        std::optional<Result<QString>> answer;
        QObject receiver;
        QObject::connect(desk.get(), &ScheduleDesk::ended, &receiver, [&](const Result<QString> &id) { answer = id; });
        act();
        (void)muster::tests::waitFor([&] { return answer.has_value(); }, 20'000);
        return answer.value_or(failure({.code = u"no_answer"_s}));
    }
    Result<QString> save(const Schedule &schedule)
    {
        return ask([&] { desk->save(schedule); });
    }
    ScheduleOverview look()
    {
        std::optional<ScheduleOverview> seen;
        QObject receiver;
        QObject::connect(desk.get(), &ScheduleDesk::overviewLoaded, &receiver,
                         [&](const ScheduleOverview &overview) { seen = overview; });
        desk->look();
        (void)muster::tests::waitFor([&] { return seen.has_value(); }, 20'000);
        return seen.value_or(ScheduleOverview());
    }
    [[nodiscard]] QStringList unitFiles() const
    {
        return QDir(folder.filePath(u"units"_s)).entryList(QDir::Files | QDir::Hidden);
    }

    QTemporaryDir folder;
    std::unique_ptr<Journal> journal = Journal::open(folder.filePath(u"journal.sqlite"_s), false).value();
    std::unique_ptr<AuditLog> audit = AuditLog::open(folder.filePath(u"audit.jsonl"_s), folder.path(), false).value();
    ScheduleStore store{folder.path()};
    StoreThread thread{*journal};
    FakeScheduler::State state;
    std::unique_ptr<ScheduleDesk> desk;
};

} // namespace

class TestScheduleDesk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addsATimerAndTakesItAwayAgain()
    {
        Fixture fix;
        const auto id = fix.save(Fixture::sound());
        QVERIFY2(id, qPrintable(id ? QString() : id.error().code));
        QCOMPARE(fix.state.calls, (QStringList{u"reload"_s, u"enable "_s + TimerUnit::timerName(*id)}));
        QCOMPARE(fix.unitFiles(), (QStringList{TimerUnit::serviceName(*id), TimerUnit::timerName(*id)}));
        QFile service(fix.folder.filePath(u"units/"_s + TimerUnit::serviceName(*id)));
        QVERIFY(service.open(QIODevice::ReadOnly));
        const QByteArray text = service.readAll();
        const QByteArray wanted = QByteArray("ExecStart=\":/usr/bin/muster\" \"schedule\" \"run\" \"") + id->toUtf8()
            + QByteArray("\" \"--data-dir\" \"/data %%h\"\n");
        QVERIFY2(text.contains(wanted), text.constData());
        QVERIFY(!text.contains("audit")); // what is done stands in the data folder alone
        QVERIFY(fix.store.byId(*id)->active);
        const ScheduleOverview seen = fix.look();
        QCOMPARE(seen.schedules.first().timer, ScheduleStatus::Timer::On);
        QVERIFY(seen.schedules.first().next > QDateTime::currentDateTimeUtc());
        QVERIFY(seen.strangers.isEmpty() && !seen.scheduler);

        QVERIFY(fix.ask([&] { fix.desk->runNow(*id); }));
        QCOMPARE(fix.state.calls.last(), u"start "_s + TimerUnit::serviceName(*id));
        QVERIFY(fix.ask([&] { fix.desk->setActive(*id, false); }));
        QVERIFY(fix.unitFiles().isEmpty() && !fix.store.byId(*id)->active);
        QCOMPARE(fix.look().schedules.first().timer, ScheduleStatus::Timer::Off);
        QVERIFY(fix.ask([&] { fix.desk->setActive(*id, true); }));
        QVERIFY(fix.ask([&] { fix.desk->remove(*id); }));
        QVERIFY(fix.unitFiles().isEmpty() && fix.store.schedules().isEmpty() && fix.state.timers.isEmpty());
        QCOMPARE(fix.ask([&] { fix.desk->remove(*id); }).error().code, u"unknown_schedule"_s);
    }

    void whatCouldNotBeEnabledIsKeptWithoutATimer_data()
    {
        QTest::addColumn<QString>("refused");
        QTest::newRow("files are not read") << u"reload"_s;
        QTest::newRow("the timer is not enabled") << u"enable"_s;
    }
    void whatCouldNotBeEnabledIsKeptWithoutATimer()
    {
        QFETCH(const QString, refused);
        Fixture fix;
        fix.state.refused = refused;
        const auto saved = fix.save(Fixture::sound());
        QVERIFY(!saved);
        QCOMPARE(saved.error().code, u"scheduler_refused"_s);
        QVERIFY(saved.error().details.contains(FieldFault{u"schedule"_s, u"kept"_s}));
        QVERIFY2(fix.unitFiles().isEmpty(), qPrintable(fix.unitFiles().join(u' ')));
        QVERIFY(!fix.store.schedules().first().active);
        QCOMPARE(fix.look().schedules.first().timer, ScheduleStatus::Timer::Off);
        // As it would be in a later life.
        ScheduleStore later(fix.folder.path());
        QVERIFY(!later.load() && !later.schedules().first().active);
    }

    void aTimerThatCannotBeDisabledStays()
    {
        Fixture fix;
        const auto id = fix.save(Fixture::sound());
        fix.state.refused = u"disable"_s;
        QCOMPARE(fix.ask([&] { fix.desk->setActive(*id, false); }).error().code, u"scheduler_refused"_s);
        QCOMPARE(fix.ask([&] { fix.desk->remove(*id); }).error().code, u"scheduler_refused"_s);
        QVERIFY(fix.store.byId(*id)->active);
        QCOMPARE(fix.unitFiles().size(), 2);
    }

    void nothingIsKeptOfWhatCannotRun()
    {
        Fixture fix;
        Schedule wrong = Fixture::sound();
        wrong.steps.append({u"nonsense"_s});
        QCOMPARE(fix.save(wrong).error().code, u"schedule_step"_s);
        QVERIFY(fix.store.schedules().isEmpty() && fix.state.calls.isEmpty() && fix.unitFiles().isEmpty());
    }

    void aFileThatSomebodyChangedIsShownAndLeftAlone()
    {
        Fixture fix;
        const auto id = fix.save(Fixture::sound());
        QFile timer(fix.folder.filePath(u"units/"_s + TimerUnit::timerName(*id)));
        QVERIFY(timer.open(QIODevice::Append) && timer.write("RandomizedDelaySec=60\n") > 0);
        timer.close();
        QCOMPARE(fix.look().schedules.first().timer, ScheduleStatus::Timer::Altered);
        for (const auto &answer : {fix.ask([&] { fix.desk->setActive(*id, false); }), fix.ask([&] { fix.desk->remove(*id); }),
                                   fix.save(*fix.store.byId(*id))})
            QCOMPARE(answer.error().code, u"unit_altered"_s);
        QCOMPARE(fix.store.schedules().size(), 1);
        QVERIFY(timer.open(QIODevice::ReadOnly) && timer.readAll().contains("RandomizedDelaySec"));
    }

    void timersOfNoScheduleAndTimersThatAreGoneAreTold()
    {
        Fixture fix;
        const auto id = fix.save(Fixture::sound());
        QVERIFY(UnitFolder(fix.folder.filePath(u"units"_s)).write({.id = u"ffffffffffff"_s, .command = {u"/bin/x"_s}}));
        QCOMPARE(fix.look().strangers, QStringList{u"ffffffffffff"_s});
        fix.state.timers.clear(); // somebody disabled it
        QCOMPARE(fix.look().schedules.first().timer, ScheduleStatus::Timer::Missing);
        fix.state.refused = u"timers"_s;
        QCOMPARE(fix.look().scheduler->code, u"no_user_scheduler"_s);
        Q_UNUSED(id)
    }

    void theDigestHasATimerWhileSomebodyWantsIt()
    {
        Fixture fix;
        Schedule wanted = Fixture::sound();
        wanted.digest = true;
        const auto id = fix.save(wanted);
        QVERIFY(id);
        QCOMPARE(fix.unitFiles().size(), 4);
        QVERIFY(fix.look().strangers.isEmpty());
        QVERIFY(fix.ask([&] { fix.desk->setActive(*id, false); }));
        QVERIFY(fix.unitFiles().isEmpty());
    }

    void whatRunsIsNotRemoved()
    {
        Fixture fix;
        const auto id = fix.save(Fixture::sound());
        const QString history = ScheduleHistory::folderOf(fix.folder.path(), *id);
        QVERIFY(QDir().mkpath(history));
        {
            const auto lock = FolderLock::acquire(history);
            QVERIFY(lock);
            QCOMPARE(fix.ask([&] { fix.desk->remove(*id); }).error().code, u"schedule_running"_s);
        }
        QVERIFY(fix.ask([&] { fix.desk->remove(*id); }));
    }

    void aDeskThatGoesLeavesNothingWaiting()
    {
        Fixture fix;
        fix.desk->save(Fixture::sound());
        fix.desk->look();
        fix.desk.reset();
        QCoreApplication::processEvents(); // whatever was on its way to the desk comes now
    }

    /// The real commands, answered by a program in their place.
    void systemctlIsAskedAsItsManualSays()
    {
        QTemporaryDir bin;
        const QString log = bin.filePath(u"log"_s);
        QFile script(bin.filePath(u"systemctl"_s));
        QVERIFY(script.open(QIODevice::WriteOnly));
        script.write("#!/bin/sh\necho \"$@\" >> " + log.toUtf8()
                     + "\ncase \"$2\" in show) printf 'Id=muster-x.timer\\nActiveState=active\\n';; enable) [ -e "
                     + bin.filePath(u"refuse"_s).toUtf8() + " ] && { echo 'Failed to connect to bus: none' >&2; exit 1; };; esac\nexit 0\n");
        script.close();
        QVERIFY(script.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
        const QByteArray before = qgetenv("PATH");
        qputenv("PATH", bin.path().toUtf8() + ':' + before);
        {
            Fixture fix(true);
            QVERIFY(QFile(bin.filePath(u"refuse"_s)).open(QIODevice::WriteOnly));
            const auto refused = fix.save(Fixture::sound());
            QCOMPARE(refused.error().code, u"no_user_scheduler"_s);
            QVERIFY(refused.error().detail.contains(u"Failed to connect"));
            QVERIFY(fix.unitFiles().isEmpty());
            QVERIFY(QFile::remove(bin.filePath(u"refuse"_s)) && QFile::remove(log));
            const QString id = fix.store.schedules().first().id;
            QVERIFY(fix.ask([&] { fix.desk->setActive(id, true); }));
            QFile said(log);
            QVERIFY(said.open(QIODevice::ReadOnly));
            QCOMPARE(QString::fromUtf8(said.readAll()),
                     u"--user daemon-reload\n--user enable --now %1\n"_s.arg(TimerUnit::timerName(id)));
        }
        qputenv("PATH", "/nowhere");
        {
            Fixture fix(true);
            QCOMPARE(fix.save(Fixture::sound()).error().code, u"no_user_scheduler"_s);
            QVERIFY(fix.unitFiles().isEmpty());
        }
        qputenv("PATH", before);
    }
};

MUSTER_TEST(TestScheduleDesk, QCoreApplication)

} // namespace tst_scheduledesk
#include "tst_scheduledesk.moc"
