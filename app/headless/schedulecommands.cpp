// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/schedulecommands.h"

#include "models/rules/commandwords.h"
#include "models/text/errortexts.h"
#include "models/text/plaintext.h"
#include "models/text/scheduletexts.h"
#include "models/text/timetexts.h"

#include <QJsonArray>
#include <QTimeZone>

namespace muster {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype shownWorks = 10;

QString timeOrDash(const QDateTime &time)
{
    return time.isValid() ? recordTimeText(time) : u"–"_s;
}

QJsonObject workObject(const WorkRecord &record)
{
    QJsonArray steps;
    for (const WorkStep &step : record.steps) {
        steps.append(QJsonObject{{u"state"_s, keyOf(step.state)},
                                 {u"exit_code"_s, step.exitCode},
                                 {u"seconds"_s, step.startedAt.secsTo(step.endedAt)},
                                 {u"runs"_s, QJsonArray::fromStringList(step.runs)}});
    }
    QJsonArray alarms;
    for (const WorkAlarm &alarm : record.alarms) {
        alarms.append(QJsonObject{{u"cause"_s, keyOf(alarm.cause)},
                                  {u"channel"_s, keyOf(alarm.channel)},
                                  {u"outcome"_s, keyOf(alarm.outcome)},
                                  {u"reason"_s, alarm.reason},
                                  {u"at"_s, alarm.at.toString(Qt::ISODate)}});
    }
    return {{u"id"_s, record.id},
            {u"state"_s, keyOf(record.state)},
            {u"overdue"_s, record.isOverdue},
            {u"started_at"_s, record.startedAt.toString(Qt::ISODate)},
            {u"ended_at"_s, isUnderWay(record.state) ? QString() : record.endedAt.toString(Qt::ISODate)},
            {u"steps"_s, steps},
            {u"alarms"_s, alarms}};
}

QString timerKey(ScheduleStatus::Timer timer)
{
    switch (timer) {
    case ScheduleStatus::Timer::Off:
        return u"off"_s;
    case ScheduleStatus::Timer::On:
        return u"on"_s;
    case ScheduleStatus::Timer::Missing:
        return u"missing"_s;
    case ScheduleStatus::Timer::Altered:
        return u"altered"_s;
    }
    Q_UNREACHABLE();
}

} // namespace

QJsonObject scheduleObject(const ScheduleStatus &status, const ScheduleHost &host)
{
    const Schedule &schedule = status.schedule;
    QJsonArray steps;
    for (const QStringList &step : schedule.steps)
        steps.append(shellLine(step));
    QJsonObject object{{u"id"_s, schedule.id},
                       {u"name"_s, schedule.name},
                       {u"steps"_s, steps},
                       {u"times"_s, calendarText(schedule.times)},
                       {u"timer"_s, timerKey(status.timer)},
                       {u"digest"_s, schedule.digest},
                       {u"crontab"_s, host.crontabLine(schedule)}};
    if (schedule.allowed.count() > 0)
        object.insert(u"allowed_s"_s, qint64(std::chrono::seconds(schedule.allowed).count()));
    if (status.next.isValid())
        object.insert(u"next"_s, status.next.toString(Qt::ISODate));
    if (status.last)
        object.insert(u"last"_s, workObject(*status.last));
    return object;
}

ScheduleCommand::ScheduleCommand(const HeadlessContext &context)
    : HeadlessCommand(context)
    , m_room(std::make_unique<ScheduleRoom>(commandLine(), workspace()))
{
    if (m_room->notice)
        console().note(errorSentence(*m_room->notice));
}

ScheduleDesk &ScheduleCommand::desk() const
{
    return m_room->desk;
}

std::optional<Schedule> ScheduleCommand::named()
{
    const QString &name = commandLine().scheduleOptions.schedule;
    auto found = desk().store().find(name);
    if (!found)
        fail(refusal("unknown_schedule", name.left(200)).value(), ExitRefused);
    return found;
}

void ScheduleCommand::askForOverview()
{
    connect(&desk(), &ScheduleDesk::overviewLoaded, this, &ScheduleCommand::overviewCame);
    desk().look();
}

void ScheduleCommand::tellScheduler(const ScheduleOverview &overview)
{
    if (overview.scheduler) {
        for (const QString &line : errorLines(*overview.scheduler))
            console().note(line);
    } else if (!overview.lingers && !overview.schedules.isEmpty()) {
        console().note(tr("Timers run only while you are logged in. To have them run always: loginctl enable-linger"));
    }
    for (const QString &id : overview.strangers)
        console().note(tr("The timer %1 belongs to no schedule of this data folder.").arg(TimerUnit::timerName(id)));
}

void ScheduleListCommand::start()
{
    askForOverview();
}

void ScheduleListCommand::overviewCame(const ScheduleOverview &overview)
{
    QList<QStringList> rows{{tr("NAME"), tr("TIMES"), tr("TIMER"), tr("NEXT"), tr("LAST"), tr("RESULT"), tr("ID")}};
    QJsonArray schedules;
    for (const ScheduleStatus &status : overview.schedules) {
        rows.append({visibleText(status.schedule.name, Schedule::maxName), scheduleTimesText(status.schedule.times),
                     scheduleTimerText(status.timer), timeOrDash(status.next),
                     timeOrDash(status.last ? status.last->startedAt : QDateTime()),
                     status.last ? workStateText(status.last->state) : u"–"_s, status.schedule.id});
        schedules.append(scheduleObject(status, desk().host()));
    }
    console().list(rows, tr("No schedule has been added yet."));
    tellScheduler(overview);
    complete({{u"schedules"_s, schedules},
              {u"strangers"_s, QJsonArray::fromStringList(overview.strangers)},
              {u"lingers"_s, overview.lingers},
              {u"scheduler"_s, !overview.scheduler}});
}

void ScheduleShowCommand::start()
{
    const auto schedule = named();
    if (!schedule)
        return;
    m_id = schedule->id;
    askForOverview();
}

void ScheduleShowCommand::overviewCame(const ScheduleOverview &overview)
{
    for (const ScheduleStatus &status : overview.schedules) {
        if (status.schedule.id == m_id) {
            show(status);
            return tellScheduler(overview);
        }
    }
    // The look itself failed.
    fail(overview.scheduler.value_or(refusal("unknown_schedule", m_id).value()), ExitFailed);
}

void ScheduleShowCommand::show(const ScheduleStatus &status)
{
    const Schedule &schedule = status.schedule;
    console().line(visibleText(schedule.name, Schedule::maxName));
    console().line(tr("Times: %1").arg(scheduleTimesText(schedule.times)));
    console().line(tr("Timer: %1").arg(scheduleTimerText(status.timer)));
    console().line(tr("Next: %1").arg(timeOrDash(status.next)));
    for (const QStringList &step : schedule.steps)
        console().line(tr("Step: muster %1").arg(visibleText(shellLine(step), Schedule::maxCharacters)));
    if (schedule.allowed.count() > 0)
        console().line(tr("Allowed: %1").arg(durationText(schedule.allowed)));
    for (const AlarmCause cause : schedule.alarms)
        console().line(tr("Alarm: %1").arg(alarmCauseText(cause)));
    console().line(tr("crontab: %1").arg(desk().host().crontabLine(schedule)));
    QList<QStringList> rows{{tr("STARTED"), tr("ENDED"), tr("RESULT"), tr("DETAILS")}};
    QJsonArray works;
    for (const WorkRecord &record : ScheduleHistory::look(desk().host().dataFolder, schedule.id).mid(0, shownWorks)) {
        rows.append({timeOrDash(record.startedAt), timeOrDash(isUnderWay(record.state) ? QDateTime() : record.endedAt),
                     workStateText(record.state), workText(schedule, record)});
        works.append(workObject(record));
    }
    console().list(rows, tr("It has not been run yet."));
    QJsonObject object = scheduleObject(status, desk().host());
    object.insert(u"works"_s, works);
    complete(object);
}

Result<Schedule> ScheduleAddCommand::wanted() const
{
    const ScheduleOptions &options = commandLine().scheduleOptions;
    Schedule schedule{.name = options.schedule};
    for (const QString &line : options.steps) {
        const auto words = shellWords(line);
        if (!words)
            return refusal("schedule_step_quotes", line.left(200));
        schedule.steps.append(*words);
    }
    schedule.times = {.every = valueOf<ScheduleTimes::Every>(options.every).value_or(ScheduleTimes::Every::Day),
                      .at = QTime::fromString(options.at, u"HH:mm"_s),
                      .day = options.day,
                      .hours = options.hours,
                      .zone = options.zone.isEmpty() ? QString::fromLatin1(QTimeZone::systemTimeZoneId()) : options.zone};
    if (options.allowed)
        schedule.allowed = std::chrono::duration_cast<std::chrono::minutes>(*options.allowed);
    QStringList alarms = options.alarms;
    if (alarms.isEmpty())
        alarms = {u"failed"_s, u"paused"_s};
    if (options.alarms.isEmpty() && options.allowed)
        alarms.append(u"overdue"_s);
    alarms.removeDuplicates();
    for (const QString &alarm : std::as_const(alarms)) {
        if (const auto cause = valueOf<AlarmCause>(alarm))
            schedule.alarms.append(*cause);
    }
    const auto command = shellWords(options.command);
    if (!command)
        return refusal("schedule_step_quotes", options.command.left(200));
    schedule.channels = {.desktop = !options.noDesktop, .webhook = QUrl(options.webhook, QUrl::StrictMode), .command = *command};
    if (!options.webhook.isEmpty() && schedule.channels.webhook.isEmpty())
        return refusal("schedule_alarm_address", {});
    schedule.digest = options.digest;
    schedule.active = !options.off;
    return schedule;
}

void ScheduleAddCommand::start()
{
    if (workspace().isReadOnly())
        return fail(workspace().writeRefusal(), ExitRefused);
    const auto schedule = wanted();
    if (!schedule)
        return fail(schedule.error(), ExitRefused);
    connect(&desk(), &ScheduleDesk::ended, this,
            [this, schedule = *schedule](const Result<QString> &id) { take(schedule, id); });
    desk().save(*schedule);
}

void ScheduleAddCommand::take(const Schedule &schedule, const Result<QString> &id)
{
    const auto kept = desk().store().find(schedule.name.trimmed());
    if (!id) {
        const bool isKept = id.error().details.contains(FieldFault{u"schedule"_s, u"kept"_s});
        if (isKept && kept && !kept->active) { // else only the digest has none
            console().note(tr("The schedule is kept without a timer. This line in crontab does the same:"));
            console().note(desk().host().crontabLine(*kept));
        }
        return fail(id.error(), isKept ? ExitFailed : fileWorkExitCode(id.error()));
    }
    console().line(tr("%1: %2").arg(visibleText(schedule.name, Schedule::maxName), scheduleTimesText(schedule.times)));
    QJsonObject object{{u"outcome"_s, u"complete"_s}, {u"id"_s, *id}};
    if (kept && kept->active)
        object.insert(u"next"_s, nextTime(kept->times, QDateTime::currentDateTimeUtc()).toString(Qt::ISODate));
    complete(object);
}

void ScheduleChangeCommand::start()
{
    if (workspace().isReadOnly())
        return fail(workspace().writeRefusal(), ExitRefused);
    const auto schedule = named();
    if (!schedule)
        return;
    connect(&desk(), &ScheduleDesk::ended, this, [this, name = schedule->name](const Result<QString> &id) {
        if (!id)
            return fail(id.error(), fileWorkExitCode(id.error()));
        const QString shown = visibleText(name, Schedule::maxName);
        console().line(m_act == Act::Enable        ? tr("%1 is on.").arg(shown)
                           : m_act == Act::Disable ? tr("%1 is off; its timer was removed.").arg(shown)
                                                   : tr("%1 was removed with its timer.").arg(shown));
        complete({{u"outcome"_s, u"complete"_s}, {u"id"_s, *id}});
    });
    if (m_act == Act::Remove)
        desk().remove(schedule->id);
    else
        desk().setActive(schedule->id, m_act == Act::Enable);
}

} // namespace muster
