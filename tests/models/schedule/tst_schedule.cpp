// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/schedule/schedule.h"

#include "models/schedule/schedulehistory.h"
#include "models/schedule/schedulestore.h"
#include "models/text/scheduletexts.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace muster;
using namespace Qt::StringLiterals;

namespace tst_schedule {

using Every = ScheduleTimes::Every;

class TestSchedule : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void timesAreSaidToSystemdToACrontabAndToPeople_data()
    {
        QTest::addColumn<ScheduleTimes>("times");
        QTest::addColumn<QString>("calendar");
        QTest::addColumn<QString>("crontab");
        QTest::addColumn<QString>("words");
        const QString berlin = u"Europe/Berlin"_s;
        QTest::newRow("day") << ScheduleTimes{.at = {6, 5}, .zone = berlin} << u"*-*-* 06:05:00 Europe/Berlin"_s
                             << u"5 6 * * *"_s << u"Every day at 06:05 (Europe/Berlin)"_s;
        QTest::newRow("weekday") << ScheduleTimes{.every = Every::Weekday, .zone = berlin}
                                 << u"Mon..Fri *-*-* 06:00:00 Europe/Berlin"_s << u"0 6 * * 1-5"_s
                                 << u"Every weekday at 06:00 (Europe/Berlin)"_s;
        QTest::newRow("Sunday") << ScheduleTimes{.every = Every::Week, .day = 7, .zone = u"UTC"_s}
                                << u"Sun *-*-* 06:00:00 UTC"_s << u"0 6 * * 0"_s << u"Every Sunday at 06:00 (UTC)"_s;
        QTest::newRow("month") << ScheduleTimes{.every = Every::Month, .at = {23, 59}, .day = 3, .zone = berlin}
                               << u"*-*-03 23:59:00 Europe/Berlin"_s << u"59 23 3 * *"_s
                               << u"On day 3 of every month at 23:59 (Europe/Berlin)"_s;
        QTest::newRow("hours") << ScheduleTimes{.every = Every::Hours, .at = {0, 15}, .hours = 6, .zone = berlin}
                               << u"*-*-* 00/6:15:00 Europe/Berlin"_s << u"15 */6 * * *"_s
                               << u"Every 6 hours from midnight, at 15 minutes past (Europe/Berlin)"_s;
        QTest::newRow("hour") << ScheduleTimes{.every = Every::Hours, .at = {0, 5}, .hours = 1, .zone = u"UTC"_s}
                              << u"*-*-* 00/1:05:00 UTC"_s << u"5 */1 * * *"_s << u"Every hour at 5 minutes past (UTC)"_s;
    }
    void timesAreSaidToSystemdToACrontabAndToPeople()
    {
        QFETCH(const ScheduleTimes, times);
        QTEST(calendarText(times), "calendar");
        QTEST(crontabText(times), "crontab");
        QTEST(scheduleTimesText(times), "words");
    }

    void theNextTimeIsByTheClockOfItsPlace_data()
    {
        QTest::addColumn<ScheduleTimes>("times");
        QTest::addColumn<QString>("after");
        QTest::addColumn<QString>("next");
        const QString berlin = u"Europe/Berlin"_s;
        QTest::newRow("today") << ScheduleTimes{.zone = berlin} << u"2026-11-26T04:59:59Z"_s << u"2026-11-26T05:00:00Z"_s;
        QTest::newRow("at the very time, the next day")
            << ScheduleTimes{.zone = berlin} << u"2026-11-26T05:00:00Z"_s << u"2026-11-27T05:00:00Z"_s;
        QTest::newRow("summer") << ScheduleTimes{.zone = berlin} << u"2026-07-01T00:00:00Z"_s << u"2026-07-01T04:00:00Z"_s;
        QTest::newRow("over the weekend") << ScheduleTimes{.every = Every::Weekday, .zone = u"UTC"_s}
                                          << u"2026-11-27T06:00:00Z"_s << u"2026-11-30T06:00:00Z"_s;
        QTest::newRow("Monday there is still Sunday here")
            << ScheduleTimes{.every = Every::Week, .at = {1, 0}, .day = 1, .zone = u"Asia/Tokyo"_s}
            << u"2026-11-26T00:00:00Z"_s << u"2026-11-29T16:00:00Z"_s;
        QTest::newRow("next month") << ScheduleTimes{.every = Every::Month, .day = 28, .zone = u"UTC"_s}
                                    << u"2027-01-28T06:00:00Z"_s << u"2027-02-28T06:00:00Z"_s;
        QTest::newRow("hours") << ScheduleTimes{.every = Every::Hours, .at = {9, 15}, .hours = 6, .zone = u"UTC"_s}
                               << u"2026-11-26T18:15:00Z"_s << u"2026-11-27T00:15:00Z"_s;
    }
    void theNextTimeIsByTheClockOfItsPlace()
    {
        QFETCH(const ScheduleTimes, times);
        QFETCH(const QString, after);
        QTEST(nextTime(times, QDateTime::fromString(after, Qt::ISODate)).toString(Qt::ISODate), "next");
    }

    void refusesWhatCannotRun_data()
    {
        QTest::addColumn<Schedule>("schedule");
        QTest::addColumn<QString>("code");
        const auto row = [](const char *name, const QString &code, const std::function<void(Schedule &)> &change) {
            Schedule schedule = sound();
            change(schedule);
            QTest::newRow(name) << schedule << code;
        };
        row("sound", {}, [](Schedule &) {});
        row("no name", u"name_missing"_s, [](Schedule &one) { one.name = u"  "_s; });
        row("no step", u"schedule_no_steps"_s, [](Schedule &one) { one.steps.clear(); });
        row("21 steps", u"schedule_too_many_steps"_s,
            [](Schedule &one) { one.steps = QList<QStringList>(21, QStringList{u"audit"_s, u"verify"_s}); });
        row("a zero", u"schedule_too_long"_s, [](Schedule &one) { one.steps[0].append(u"a\0b"_s); });
        row("many words", u"schedule_too_long"_s,
            [](Schedule &one) { one.steps[0] += QStringList(200, u"a"_s); });
        row("the step's own fault", u"schedule_step"_s, [](Schedule &one) { one.steps.append({u"nonsense"_s}); });
        for (const char *word : {"--key", "--api-key=x", "--secret", "--client-secret", "--token=abc", "--password",
                                 "--webhook", "--out=https://u:p@example.com/", "https://example.com/?k=1"})
            row(word, u"schedule_secret"_s, [word](Schedule &one) { one.steps[0].append(QLatin1String(word)); });
        row("a phone number", u"schedule_number"_s, [](Schedule &one) { one.steps[0].append(u"+49 151 2345678"_s); });
        row("a phone number in a filter", u"schedule_number"_s,
            [](Schedule &one) { one.steps[0] += {u"--filter"_s, u"\"phone\" equals \"0151 2345678\""_s}; });
        row("a day in a filter", {}, [](Schedule &one) { one.steps[0] += {u"--filter"_s, u"since after 2026-03-04"_s}; });
        row("an id", {}, [](Schedule &one) { one.steps[0].append(u"123456789012"_s); });
        row("no clock", u"schedule_times"_s, [](Schedule &one) { one.times.at = QTime(); });
        row("day 8 of a week", u"schedule_times"_s,
            [](Schedule &one) { one.times.every = Every::Week, one.times.day = 8; });
        row("day 29 of a month", u"schedule_times"_s,
            [](Schedule &one) { one.times.every = Every::Month, one.times.day = 29; });
        row("five hours", u"schedule_times"_s,
            [](Schedule &one) { one.times.every = Every::Hours, one.times.hours = 5; });
        row("no such zone", u"schedule_zone"_s, [](Schedule &one) { one.times.zone = u"Europe/Nowhere"_s; });
        row("an alarm for no time", u"schedule_allowed"_s,
            [](Schedule &one) { one.allowed = std::chrono::minutes(0); });
        row("eight days", u"schedule_allowed"_s, [](Schedule &one) { one.allowed = std::chrono::hours(8 * 24); });
        row("alarms nowhere", u"schedule_alarm_nowhere"_s, [](Schedule &one) { one.channels = {.desktop = false}; });
        row("a plain address", u"schedule_alarm_address"_s,
            [](Schedule &one) { one.channels.webhook = QUrl(u"http://example.com/x"_s); });
        row("a program by its name", u"schedule_alarm_program"_s,
            [](Schedule &one) { one.channels.command = {u"alarm"_s}; });
        row("a secret for the alarm's program", u"schedule_secret"_s,
            [](Schedule &one) { one.channels.command = {u"/bin/alarm"_s, u"--token"_s}; });
    }
    void refusesWhatCannotRun()
    {
        QFETCH(const Schedule, schedule);
        const auto fault = scheduleFault(schedule, [](const QStringList &words) -> std::optional<ApiError> {
            if (words.first() == u"nonsense")
                return muster::fault(ErrorKind::BadInput, "schedule_step");
            return std::nullopt;
        });
        QTEST(fault ? fault->code : QString(), "code");
        if (fault)
            QVERIFY(!fault->subject.contains(u"2345678")); // a number is never repeated
    }

    void whatIsKeptComesBack()
    {
        QTemporaryDir folder;
        Schedule one = sound();
        one.channels = {.desktop = false,
                        .webhook = QUrl(u"https://hooks.example.com/a%20b"_s),
                        .command = {u"/bin/alarm"_s, u"two words"_s}};
        one.digest = one.active = true;
        {
            ScheduleStore store(folder.path());
            QVERIFY(!store.load());
            QVERIFY(store.save(one));
            Schedule other = sound();
            other.id = newScheduleId();
            other.name = u"NIGHTLY"_s;
            QCOMPARE(store.save(other).error().code, u"schedule_name_taken"_s);
            QCOMPARE(store.remove(other.id).error().code, u"unknown_schedule"_s);
        }
        ScheduleStore store(folder.path());
        QVERIFY(!store.load());
        QCOMPARE(store.schedules(), QList<Schedule>{one});
        QCOMPARE(store.find(u"nightly"_s), std::optional(one));
    }

    void aDamagedListIsKeptBesideAndANewerOneIsLeftAlone()
    {
        QTemporaryDir folder;
        const QString name = folder.filePath(u"schedules.json"_s);
        const auto write = [&name](const QByteArray &bytes) {
            QFile file(name);
            QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(bytes) == bytes.size());
        };
        write("{\"format\": \"muster-schedules\", \"version\": 1, \"items\": [{\"id\": \"x\"}]}");
        ScheduleStore damaged(folder.path());
        QCOMPARE(damaged.load()->code, u"schedules_damaged"_s);
        QCOMPARE(QDir(folder.path()).entryList({u"*.damaged-*"_s}).size(), 1);
        write("{\"format\": \"muster-schedules\", \"version\": 2, \"items\": []}");
        ScheduleStore newer(folder.path());
        QCOMPARE(newer.load()->code, u"newer_version"_s);
        QCOMPARE(newer.save(sound()).error().code, u"newer_version"_s);
    }

    void theHistoryIsBoundedAndNewestFirst()
    {
        QTemporaryDir folder;
        const QString kept = ScheduleHistory::folderOf(folder.path(), sound().id);
        QVERIFY(QDir().mkpath(kept));
        ScheduleHistory history(kept);
        QVERIFY(!history.load());
        const QDateTime start(QDate(2026, 1, 1), QTime(6, 0), Qt::UTC);
        for (int day = 0; day < ScheduleHistory::maxRecords + 3; ++day) {
            WorkRecord record{.id = QString::number(day), .state = WorkState::Complete};
            record.startedAt = record.endedAt = start.addDays(day);
            QVERIFY(history.put(record));
        }
        QCOMPARE(history.records().size(), ScheduleHistory::maxRecords);
        QCOMPARE(history.records().first().id, QString::number(ScheduleHistory::maxRecords + 2));
        WorkRecord under = history.records().first();
        under.state = WorkState::Running;
        QVERIFY(history.put(under));
        // Nobody holds the lock: whoever did it is gone.
        QCOMPARE(ScheduleHistory::look(folder.path(), sound().id).first().state, WorkState::CutOff);
    }

    void exitCodesHaveTheirStates()
    {
        QCOMPARE(stepState(0, {}), WorkState::Complete);
        QCOMPARE(stepState(1, {}), WorkState::Failed);
        QCOMPARE(stepState(2, u"refused"_s), WorkState::Failed);
        QCOMPARE(stepState(3, u"paused"_s), WorkState::Paused);
        QCOMPARE(stepState(3, u"halted"_s), WorkState::Halted);
        QCOMPARE(stepState(4, {}), WorkState::Paused);
        QCOMPARE(stepState(130, {}), WorkState::Cancelled);
        QCOMPARE(stepState(-1, {}), WorkState::Failed);
    }

private:
    [[nodiscard]] static Schedule sound()
    {
        return {.id = u"0123456789ab"_s,
                .name = u"Nightly"_s,
                .steps = {{u"audit"_s, u"verify"_s}},
                .times = {.zone = u"Europe/Berlin"_s},
                .allowed = std::chrono::minutes(30),
                .alarms = {AlarmCause::Failed, AlarmCause::Overdue},
                .channels = {}};
    }
};

MUSTER_TEST(TestSchedule, QCoreApplication)

} // namespace tst_schedule
#include "tst_schedule.moc"
