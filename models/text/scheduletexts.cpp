// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/scheduletexts.h"

#include "models/text/plaintext.h"
#include "models/text/wordtable.h"

#include <QJsonArray>
#include <QLocale>
#include <QStringBuilder>
#include <algorithm>

namespace muster {

namespace {

struct ScheduleTexts
{
    Q_DECLARE_TR_FUNCTIONS(ScheduleTexts)
};

constexpr WordRow<ScheduleTimes::Every> scheduleEveryRows[]{
    {ScheduleTimes::Every::Day, QT_TRANSLATE_NOOP("ScheduleTexts", "Every day")},
    {ScheduleTimes::Every::Weekday, QT_TRANSLATE_NOOP("ScheduleTexts", "Every weekday")},
    {ScheduleTimes::Every::Week, QT_TRANSLATE_NOOP("ScheduleTexts", "Every week")},
    {ScheduleTimes::Every::Month, QT_TRANSLATE_NOOP("ScheduleTexts", "Every month")},
    {ScheduleTimes::Every::Hours, QT_TRANSLATE_NOOP("ScheduleTexts", "Every few hours")},
};
constexpr WordRow<WorkState> scheduledWorkStates[]{
    {WorkState::Waiting, QT_TRANSLATE_NOOP("ScheduleTexts", "Waiting for Muster to be closed")},
    {WorkState::Running, QT_TRANSLATE_NOOP("ScheduleTexts", "Running")},
    {WorkState::Complete, QT_TRANSLATE_NOOP("ScheduleTexts", "Complete")},
    {WorkState::Failed, QT_TRANSLATE_NOOP("ScheduleTexts", "Failed")},
    {WorkState::Halted, QT_TRANSLATE_NOOP("ScheduleTexts", "Halted")},
    {WorkState::Paused, QT_TRANSLATE_NOOP("ScheduleTexts", "Needs attention")},
    {WorkState::Cancelled, QT_TRANSLATE_NOOP("ScheduleTexts", "Cancelled")},
    {WorkState::CutOff, QT_TRANSLATE_NOOP("ScheduleTexts", "Cut off")},
};
constexpr WordRow<ScheduleStatus::Timer> scheduleTimerRows[]{
    {ScheduleStatus::Timer::Off, QT_TRANSLATE_NOOP("ScheduleTexts", "Off")},
    {ScheduleStatus::Timer::On, QT_TRANSLATE_NOOP("ScheduleTexts", "On")},
    {ScheduleStatus::Timer::Missing, QT_TRANSLATE_NOOP("ScheduleTexts", "Timer missing")},
    {ScheduleStatus::Timer::Altered, QT_TRANSLATE_NOOP("ScheduleTexts", "Changed outside Muster")},
};
constexpr WordRow<AlarmCause> alarmCauseRows[]{
    {AlarmCause::Failed, QT_TRANSLATE_NOOP("ScheduleTexts", "A step fails")},
    {AlarmCause::Paused, QT_TRANSLATE_NOOP("ScheduleTexts", "A run is halted, paused or needs a person")},
    {AlarmCause::Overdue, QT_TRANSLATE_NOOP("ScheduleTexts", "It takes longer than allowed")},
};
constexpr WordRow<WorkAlarm::Channel> alarmChannelRows[]{
    {WorkAlarm::Channel::Desktop, QT_TRANSLATE_NOOP("ScheduleTexts", "Desktop")},
    {WorkAlarm::Channel::Webhook, QT_TRANSLATE_NOOP("ScheduleTexts", "Webhook")},
    {WorkAlarm::Channel::Command, QT_TRANSLATE_NOOP("ScheduleTexts", "Command")},
};
constexpr WordRow<WorkAlarm::Outcome> alarmOutcomeRows[]{
    {WorkAlarm::Outcome::Delivered, QT_TRANSLATE_NOOP("ScheduleTexts", "Delivered")},
    {WorkAlarm::Outcome::Failed, QT_TRANSLATE_NOOP("ScheduleTexts", "Not delivered")},
    {WorkAlarm::Outcome::Waiting, QT_TRANSLATE_NOOP("ScheduleTexts", "Waiting to be sent again")},
};

QString shownScheduleName(const QString &name)
{
    return visibleText(name, Schedule::maxName);
}

QString alarmTitle(const Schedule &schedule, const WorkRecord &record, AlarmCause cause)
{
    const QString name = shownScheduleName(schedule.name);
    switch (cause) {
    case AlarmCause::Failed:
        return record.state == WorkState::CutOff ? ScheduleTexts::tr("%1: cut off").arg(name)
                                                 : ScheduleTexts::tr("%1: failed").arg(name);
    case AlarmCause::Paused:
        return ScheduleTexts::tr("%1: needs attention").arg(name);
    case AlarmCause::Overdue:
        return ScheduleTexts::tr("%1: takes longer than allowed").arg(name);
    }
    Q_UNREACHABLE();
}

} // namespace

QString everyText(ScheduleTimes::Every every)
{
    return wordIn("ScheduleTexts", scheduleEveryRows, every);
}

QString scheduleTimesText(const ScheduleTimes &times)
{
    using Every = ScheduleTimes::Every;
    const QString at = times.at.toString(QStringLiteral("HH:mm")), zone = times.zone;
    switch (times.every) {
    case Every::Day:
        //: %1: 06:00; %2: a time zone, such as Europe/Berlin. So below.
        return ScheduleTexts::tr("Every day at %1 (%2)").arg(at, zone);
    case Every::Weekday:
        return ScheduleTexts::tr("Every weekday at %1 (%2)").arg(at, zone);
    case Every::Week:
        //: %1: Monday
        return ScheduleTexts::tr("Every %1 at %2 (%3)").arg(QLocale().standaloneDayName(times.day), at, zone);
    case Every::Month:
        return ScheduleTexts::tr("On day %1 of every month at %2 (%3)").arg(QString::number(times.day), at, zone);
    case Every::Hours:
        //: %1: 15, the minutes past each of these hours
        return times.hours == 1
            ? ScheduleTexts::tr("Every hour at %1 minutes past (%2)").arg(QString::number(times.at.minute()), zone)
            : ScheduleTexts::tr("Every %1 hours from midnight, at %2 minutes past (%3)")
                  .arg(QString::number(times.hours), QString::number(times.at.minute()), zone);
    }
    Q_UNREACHABLE();
}

QString workStateText(WorkState state)
{
    return wordIn("ScheduleTexts", scheduledWorkStates, state);
}

QString scheduleTimerText(ScheduleStatus::Timer timer)
{
    return wordIn("ScheduleTexts", scheduleTimerRows, timer);
}

QString alarmCauseText(AlarmCause cause)
{
    return wordIn("ScheduleTexts", alarmCauseRows, cause);
}

QString alarmChannelText(WorkAlarm::Channel channel)
{
    return wordIn("ScheduleTexts", alarmChannelRows, channel);
}

QString alarmOutcomeText(WorkAlarm::Outcome outcome)
{
    return wordIn("ScheduleTexts", alarmOutcomeRows, outcome);
}

QString workText(const Schedule &schedule, const WorkRecord &record)
{
    const QString steps = QString::number(std::max(schedule.steps.size(), record.steps.size()));
    const QString step = QString::number(record.steps.size());
    QString text;
    switch (record.state) {
    case WorkState::Waiting:
        text = ScheduleTexts::tr("Waits until no other Muster uses the data folder.");
        break;
    case WorkState::Running:
        text = ScheduleTexts::tr("Step %1 of %2 is running.").arg(step, steps);
        break;
    case WorkState::Complete:
        text = ScheduleTexts::tr("All steps are complete.");
        break;
    case WorkState::Failed:
        text = record.steps.isEmpty() ? ScheduleTexts::tr("Nothing could be started.")
                                      : ScheduleTexts::tr("Step %1 of %2 failed; nothing after it was started.").arg(step, steps);
        break;
    case WorkState::Halted:
        text = ScheduleTexts::tr("The run of step %1 of %2 was halted. Look at it in Activity.").arg(step, steps);
        break;
    case WorkState::Paused:
        text = ScheduleTexts::tr("The run of step %1 of %2 was paused, or needs a person. Look at it in Activity.")
                   .arg(step, steps);
        break;
    case WorkState::Cancelled:
        text = ScheduleTexts::tr("It was cancelled in step %1 of %2.").arg(step, steps);
        break;
    case WorkState::CutOff:
        text = ScheduleTexts::tr("Muster was ended in step %1 of %2. Look in Activity for unfinished runs.").arg(step, steps);
        break;
    }
    if (record.isOverdue)
        text += u' ' + ScheduleTexts::tr("It took longer than allowed.");
    const bool isUntold = std::ranges::any_of(
        record.alarms, [](const WorkAlarm &alarm) { return alarm.outcome == WorkAlarm::Outcome::Failed; });
    if (isUntold)
        text += u' ' + ScheduleTexts::tr("An alarm could not be delivered.");
    return text;
}

Alarm alarmOf(const Schedule &schedule, const WorkRecord &record, AlarmCause cause)
{
    QStringList runs;
    for (const WorkStep &step : record.steps)
        runs += step.runs;
    const QString state = keyOf(record.state);
    const qint64 step = record.steps.size();
    Alarm alarm{.cause = cause,
                .event = QString(u"schedule." % keyOf(cause)),
                .title = alarmTitle(schedule, record, cause),
                .text = cause == AlarmCause::Overdue && isUnderWay(record.state)
                    ? ScheduleTexts::tr("It goes on. Begun at %1.")
                          .arg(QLocale().toString(record.startedAt.toLocalTime(), QLocale::ShortFormat))
                    : workText(schedule, record)};
    alarm.facts = {{QStringLiteral("schedule"), schedule.id},
                   {QStringLiteral("name"), schedule.name},
                   {QStringLiteral("work"), record.id},
                   {QStringLiteral("state"), state},
                   {QStringLiteral("overdue"), record.isOverdue},
                   {QStringLiteral("started_at"), record.startedAt.toString(Qt::ISODate)},
                   {QStringLiteral("step"), step},
                   {QStringLiteral("steps"), qint64(schedule.steps.size())},
                   {QStringLiteral("runs"), QJsonArray::fromStringList(runs)}};
    alarm.variables = {{QStringLiteral("MUSTER_ALARM_EVENT"), alarm.event},
                       {QStringLiteral("MUSTER_ALARM_NAME"), schedule.name},
                       {QStringLiteral("MUSTER_ALARM_SCHEDULE"), schedule.id},
                       {QStringLiteral("MUSTER_ALARM_STATE"), state},
                       {QStringLiteral("MUSTER_ALARM_STEP"), QString::number(step)},
                       {QStringLiteral("MUSTER_ALARM_RUN"), runs.value(runs.size() - 1)},
                       {QStringLiteral("MUSTER_ALARM_TEXT"), alarm.text}};
    return alarm;
}

ScheduleCounts countsOf(const Schedule &schedule, const QList<WorkRecord> &records, const QDateTime &since)
{
    ScheduleCounts counts{.id = schedule.id, .name = schedule.name};
    for (const WorkRecord &record : records) {
        if (record.startedAt <= since)
            continue;
        if (record.state == WorkState::Complete)
            ++counts.complete;
        else if (causeOf(record.state) == AlarmCause::Failed)
            ++counts.failed;
        else if (causeOf(record.state) == AlarmCause::Paused)
            ++counts.paused;
        else
            ++counts.other;
    }
    return counts;
}

Alarm digestOf(const QList<ScheduleCounts> &counts)
{
    Alarm alarm{.cause = AlarmCause::Failed,
                .event = QStringLiteral("schedule.digest"),
                .title = ScheduleTexts::tr("Scheduled work of the last 24 hours")};
    QStringList lines;
    QJsonArray schedules;
    for (const ScheduleCounts &one : counts) {
        lines.append(ScheduleTexts::tr("%1: %2 complete, %3 failed, %4 need attention, %5 other")
                         .arg(shownScheduleName(one.name), QString::number(one.complete), QString::number(one.failed),
                              QString::number(one.paused), QString::number(one.other)));
        schedules.append(QJsonObject{{QStringLiteral("schedule"), one.id},
                                     {QStringLiteral("name"), one.name},
                                     {QStringLiteral("complete"), one.complete},
                                     {QStringLiteral("failed"), one.failed},
                                     {QStringLiteral("paused"), one.paused},
                                     {QStringLiteral("other"), one.other}});
    }
    alarm.text = lines.join(u'\n');
    alarm.facts = {{QStringLiteral("schedules"), schedules}};
    alarm.variables = {{QStringLiteral("MUSTER_ALARM_EVENT"), alarm.event},
                       {QStringLiteral("MUSTER_ALARM_TEXT"), alarm.text}};
    return alarm;
}

} // namespace muster
