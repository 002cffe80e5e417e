// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/schedule/schedule.h"

#include "models/rules/callbackaddress.h"
#include "models/rules/commandwords.h"
#include "models/rules/jsonmembers.h"
#include "models/store/storedlist.h"

#include <QFileInfo>
#include <QRegularExpression>
#include <QStringBuilder>
#include <QTimeZone>
#include <QUuid>
#include <algorithm>
#include <numeric>

namespace muster {

namespace {

constexpr qsizetype scheduleIdLength = 12;

tl::unexpected<ApiError> refusedPart(const char *code, const QString &subject, const QString &detail = {})
{
    return failure({.kind = ErrorKind::BadInput,
                    .code = QString::fromLatin1(code),
                    .detail = detail.left(2'000),
                    .subject = subject.left(200)});
}

bool isTooLong(const QStringList &words)
{
    const qsizetype characters = std::accumulate(words.begin(), words.end(), qsizetype(0),
                                                 [](qsizetype sum, const QString &word) { return sum + word.size(); });
    return words.size() > Schedule::maxWords || characters > Schedule::maxCharacters;
}

/// A zero would end the word, and half a character is none.
bool isWholeText(const QString &word)
{
    return word.isValidUtf16() && !word.contains(QChar(u'\0'));
}

Result<void> checkTimes(const ScheduleTimes &times)
{
    using Every = ScheduleTimes::Every;
    const int lastDay = times.every == Every::Week ? 7 : times.every == Every::Month ? 28 : 1;
    const bool areHoursEven = times.every == Every::Hours ? std::ranges::count(ScheduleTimes::evenHours, times.hours) == 1
                                                          : times.hours == 1;
    if (!times.at.isValid() || times.at.second() != 0 || times.at.msec() != 0 || times.day < 1 || times.day > lastDay
        || !areHoursEven)
        return refusedPart("schedule_times", {});
    // The computer's own may be one that lists leave out, such as Etc/UTC.
    const QByteArray zone = times.zone.toLatin1();
    if (!QTimeZone(zone).isValid()
        || (zone != QTimeZone::systemTimeZoneId() && !QTimeZone::isTimeZoneIdAvailable(zone)))
        return refusedPart("schedule_zone", times.zone);
    return {};
}

Result<void> checkChannels(const Schedule &schedule)
{
    const AlarmChannels &channels = schedule.channels;
    if (channels.isNowhere() && (!schedule.alarms.isEmpty() || schedule.digest))
        return refusedPart("schedule_alarm_nowhere", {});
    if (!channels.webhook.isEmpty() && (!channels.webhook.isValid() || !callbackTrouble(channels.webhook).isEmpty()))
        return refusedPart("schedule_alarm_address", channels.webhook.host());
    if (channels.command.isEmpty())
        return {};
    if (isTooLong(channels.command) || !std::ranges::all_of(channels.command, isWholeText))
        return refusedPart("schedule_too_long", channels.command.first());
    if (QFileInfo(channels.command.first()).isRelative())
        return refusedPart("schedule_alarm_program", channels.command.first());
    if (const auto exposed = exposedWord(channels.command))
        return failure(*exposed);
    return {};
}

Result<void> checkStep(const QStringList &words, const StepCheck &check)
{
    const QString line = shellLine(words);
    if (isTooLong(words) || !std::ranges::all_of(words, isWholeText))
        return refusedPart("schedule_too_long", line);
    if (const auto exposed = exposedWord(words))
        return failure(*exposed);
    if (const auto fault = check(words))
        return failure(*fault);
    return {};
}

Result<void> checkSchedule(const Schedule &schedule, const StepCheck &check)
{
    TRY_VOID(checkName(schedule.name.trimmed(), Schedule::maxName));
    if (schedule.steps.isEmpty())
        return refusedPart("schedule_no_steps", {});
    if (schedule.steps.size() > Schedule::maxSteps)
        return refusedPart("schedule_too_many_steps", {});
    for (const QStringList &step : schedule.steps)
        TRY_VOID(checkStep(step, check));
    TRY_VOID(checkTimes(schedule.times));
    if (schedule.allowed.count() < 0 || schedule.allowed > Schedule::maxAllowed
        || (schedule.allowed.count() == 0 && schedule.alarms.contains(AlarmCause::Overdue)))
        return refusedPart("schedule_allowed", {});
    return checkChannels(schedule);
}

} // namespace

QString newScheduleId()
{
    return QUuid::createUuid().toString(QUuid::Id128).left(scheduleIdLength);
}

bool isScheduleId(QStringView text)
{
    return text.size() == scheduleIdLength && std::ranges::all_of(text, [](QChar c) {
               return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f');
           });
}

std::optional<ApiError> scheduleFault(const Schedule &schedule, const StepCheck &check)
{
    const auto checked = checkSchedule(schedule, check);
    return checked ? std::nullopt : std::optional(checked.error());
}

std::optional<ApiError> exposedWord(const QStringList &words)
{
    static const QRegularExpression secret(
        QStringLiteral("^--?([a-z]+[-_])*(key|secret|token|password|passphrase|pass|pwd|credentials?)(=|$)"),
        QRegularExpression::CaseInsensitiveOption);
    // Ids and counts are digits, too; what begins with a plus, or stands in a filter, is taken for a number of somebody's.
    static const QRegularExpression number(QStringLiteral("(\\+|\\b00)[1-9][0-9 ()./-]{6,}"));
    static const QRegularExpression digits(QStringLiteral("[0-9][0-9 ()./-]{5,}[0-9]"));
    static const QRegularExpression day(QStringLiteral("\\b[0-9]{4}-[0-9]{2}-[0-9]{2}\\b"));
    for (qsizetype at = 0; at < words.size(); ++at) {
        const QString &word = words[at];
        if (secret.match(word).hasMatch())
            return refusedPart("schedule_secret", word.section(u'=', 0, 0)).value();
        const QUrl url(word.section(u'=', word.startsWith(u"--") ? 1 : 0));
        if ((url.scheme() == u"https" || url.scheme() == u"http") && (!url.userInfo().isEmpty() || url.hasQuery()))
            return refusedPart("schedule_secret", url.host()).value();
        if (word == u"--webhook" || word.startsWith(u"--webhook="))
            return refusedPart("schedule_secret", QStringLiteral("--webhook")).value();
        const bool isFilter = word.startsWith(u"--filter=") || (at > 0 && words[at - 1] == u"--filter");
        if (number.match(word).hasMatch() || (isFilter && digits.match(QString(word).remove(day)).hasMatch()))
            return refusedPart("schedule_number", words.value(0)).value(); // the number itself goes nowhere
    }
    return std::nullopt;
}

namespace {

void describeTimes(JsonMembers &members, ScheduleTimes &times)
{
    members.key("every", times.every);
    members.key(
        "at", times.at, [](const QTime &at) { return at.toString(QStringLiteral("HH:mm")); },
        [](const QString &text) {
            const QTime at = QTime::fromString(text, QStringLiteral("HH:mm"));
            return at.isValid() ? std::optional(at) : std::nullopt;
        });
    members.member("day", times.day, 1, 28);
    members.member("hours", times.hours, 1, 12);
    members.member("zone", times.zone);
}

struct StoredStep
{
    QStringList words;
};

void describeStep(JsonMembers &members, StoredStep &step)
{
    members.member("words", step.words);
}

void describeSchedule(JsonMembers &members, Schedule &schedule)
{
    members.member("name", schedule.name);
    QList<StoredStep> steps;
    for (const QStringList &words : std::as_const(schedule.steps))
        steps.append({words});
    members.objects("steps", steps, Schedule::maxSteps, describeStep);
    members.object("times", [&](JsonMembers &inner) { describeTimes(inner, schedule.times); });
    qint64 allowed = schedule.allowed.count();
    members.member("allowed_min", allowed, 0, Schedule::maxAllowed.count());
    QStringList alarms;
    for (const AlarmCause cause : std::as_const(schedule.alarms))
        alarms.append(keyOf(cause));
    members.member("alarms", alarms);
    members.member("desktop", schedule.channels.desktop);
    members.member("webhook", schedule.channels.webhook);
    members.member("command", schedule.channels.command);
    members.member("digest", schedule.digest);
    members.member("active", schedule.active);
    if (!members.isReading())
        return;
    schedule.steps.clear();
    for (const StoredStep &step : std::as_const(steps))
        schedule.steps.append(step.words);
    schedule.allowed = std::chrono::minutes(allowed);
    schedule.alarms.clear();
    for (const QString &alarm : std::as_const(alarms)) {
        const auto cause = valueOf<AlarmCause>(alarm);
        members.require(cause && !schedule.alarms.contains(*cause));
        if (cause)
            schedule.alarms.append(*cause);
    }
}

} // namespace

QJsonObject scheduleContent(const Schedule &schedule)
{
    return jsonObject(schedule, describeSchedule);
}

std::optional<Schedule> scheduleFromContent(const QJsonObject &content)
{
    Schedule schedule;
    if (!memberFault(content, schedule, describeSchedule).isEmpty())
        return std::nullopt;
    // What a command takes may have changed since; whoever runs the step says so then.
    if (scheduleFault(schedule, [](const QStringList &) { return std::nullopt; }))
        return std::nullopt;
    return schedule;
}

QString calendarText(const ScheduleTimes &times)
{
    using Every = ScheduleTimes::Every;
    static constexpr const char *dayNames[]{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    const QString at = times.at.toString(QStringLiteral("HH:mm:00"));
    QString text;
    switch (times.every) {
    case Every::Day:
        text = QString(u"*-*-* " % at);
        break;
    case Every::Weekday:
        text = QString(u"Mon..Fri *-*-* " % at);
        break;
    case Every::Week:
        text = QString(QLatin1String(dayNames[times.day - 1]) % u" *-*-* " % at);
        break;
    case Every::Month:
        text = QStringLiteral("*-*-%1 %2").arg(times.day, 2, 10, QLatin1Char('0')).arg(at);
        break;
    case Every::Hours:
        text = QStringLiteral("*-*-* 00/%1:%2").arg(QString::number(times.hours), times.at.toString(QStringLiteral("mm:00")));
        break;
    }
    return QString(text % u' ' % times.zone);
}

QString crontabText(const ScheduleTimes &times)
{
    using Every = ScheduleTimes::Every;
    const QString minute = QString::number(times.at.minute()), hour = QString::number(times.at.hour());
    switch (times.every) {
    case Every::Day:
        return QStringLiteral("%1 %2 * * *").arg(minute, hour);
    case Every::Weekday:
        return QStringLiteral("%1 %2 * * 1-5").arg(minute, hour);
    case Every::Week:
        return QStringLiteral("%1 %2 * * %3").arg(minute, hour, QString::number(times.day % 7));
    case Every::Month:
        return QStringLiteral("%1 %2 %3 * *").arg(minute, hour, QString::number(times.day));
    case Every::Hours:
        return QStringLiteral("%1 */%2 * * *").arg(minute, QString::number(times.hours));
    }
    Q_UNREACHABLE();
}

QDateTime nextTime(const ScheduleTimes &times, const QDateTime &after)
{
    using Every = ScheduleTimes::Every;
    const QTimeZone zone(times.zone.toLatin1());
    const auto isDue = [&times](const QDate &date) {
        switch (times.every) {
        case Every::Day:
        case Every::Hours:
            return true;
        case Every::Weekday:
            return date.dayOfWeek() <= 5;
        case Every::Week:
            return date.dayOfWeek() == times.day;
        case Every::Month:
            return date.day() == times.day;
        }
        Q_UNREACHABLE();
    };
    const int step = times.every == Every::Hours ? times.hours : 24;
    const QTime first = times.every == Every::Hours ? QTime(0, times.at.minute()) : times.at;
    QDate date = after.toTimeZone(zone).date();
    for (int days = 0; days <= 62; ++days, date = date.addDays(1)) {
        if (!isDue(date))
            continue;
        for (int hour = first.hour(); hour < 24; hour += step) {
            const QDateTime at(date, QTime(hour, first.minute()), zone);
            if (at.isValid() && at > after)
                return at.toUTC();
        }
    }
    Q_UNREACHABLE(); // two months hold every day from 1 to 28
}

} // namespace muster
