// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/keytable.h"
#include "network/wire/result.h"

#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QStringList>
#include <QTime>
#include <QUrl>
#include <chrono>
#include <functional>
#include <optional>

namespace muster {

/// When scheduled work begins, by the clock of a place.
struct ScheduleTimes
{
    enum class Every { Day, Weekday, Week, Month, Hours };

    Every every = Every::Day;
    QTime at{6, 0}; ///< Hours and minutes; of Every::Hours the minute alone counts.
    int day = 1; ///< Of Every::Week 1 (Monday) to 7, of Every::Month 1 to 28, which every month has; else 1.
    int hours = 1; ///< Of Every::Hours one of evenHours; else 1.
    QString zone; ///< As "Europe/Berlin".
    bool operator==(const ScheduleTimes &) const = default;

    /// What a day is divided by without a rest: then all waits are alike.
    static constexpr int evenHours[]{1, 2, 3, 4, 6, 8, 12};
};
template <>
inline constexpr KeyTable<ScheduleTimes::Every, 5> keyTable<ScheduleTimes::Every> = {{
    {ScheduleTimes::Every::Day, QLatin1String("day")},
    {ScheduleTimes::Every::Weekday, QLatin1String("weekday")},
    {ScheduleTimes::Every::Week, QLatin1String("week")},
    {ScheduleTimes::Every::Month, QLatin1String("month")},
    {ScheduleTimes::Every::Hours, QLatin1String("hours")},
}};

/// What an alarm is for.
enum class AlarmCause {
    Failed, ///< A step failed, was refused or was cut off.
    Paused, ///< A run was paused or halted, or somebody else changed the same: a person has to look.
    Overdue, ///< The work takes, or waits, longer than allowed. It goes on.
};
template <>
inline constexpr KeyTable<AlarmCause, 3> keyTable<AlarmCause> = {{
    {AlarmCause::Failed, QLatin1String("failed")},
    {AlarmCause::Paused, QLatin1String("paused")},
    {AlarmCause::Overdue, QLatin1String("overdue")},
}};

/// Whom an alarm and the digest reach. Never anything personal: the schedule's name, states, counts and ids of runs.
struct AlarmChannels
{
    bool desktop = true;
    QUrl webhook; ///< Signed where its receiver has a key; empty: none.
    QStringList command; ///< A program by its whole path, and its arguments; empty: none.
    bool operator==(const AlarmChannels &) const = default;
    [[nodiscard]] bool isNowhere() const { return !desktop && webhook.isEmpty() && command.isEmpty(); }
};

/// Work that the system's scheduler starts at set times.
struct Schedule
{
    static constexpr qsizetype maxName = 100;
    static constexpr qsizetype maxSteps = 20;
    static constexpr qsizetype maxWords = 200; ///< Of a step or of the alarm's command.
    static constexpr qsizetype maxCharacters = 8'000; ///< Likewise.
    static constexpr std::chrono::minutes maxAllowed{7 * 24 * 60};

    QString id; ///< Twelve hexadecimal digits, made once; names its timer.
    QString name;
    QList<QStringList> steps; ///< Each the words of one command behind "muster". What does not succeed ends the chain.
    ScheduleTimes times;
    std::chrono::minutes allowed{0}; ///< From when it was due; 0: however long.
    QList<AlarmCause> alarms; ///< Each once.
    AlarmChannels channels;
    bool digest = false; ///< Is told of once a day, whatever became of it.
    bool active = false; ///< Its timer is enabled, as far as Muster knows.
    bool operator==(const Schedule &) const = default;
};

[[nodiscard]] QString newScheduleId();
[[nodiscard]] bool isScheduleId(QStringView text);

/// Why a command cannot be a step; nullopt: it can. In the program the options of its own commands, see
/// scheduleStepFault() in app.
using StepCheck = std::function<std::optional<ApiError>(const QStringList &words)>;

/// What keeps it from being kept; steps are held against `check`. BadInput; `subject` is what is wrong with, `detail` the
/// words of the command line: "name_missing", "name_too_long", "schedule_no_steps", "schedule_too_many_steps",
/// "schedule_too_long", "schedule_times", "schedule_zone", "schedule_allowed", "schedule_alarm_nowhere",
/// "schedule_alarm_address", "schedule_alarm_program", "schedule_secret", "schedule_number", "schedule_step".
[[nodiscard]] std::optional<ApiError> scheduleFault(const Schedule &schedule, const StepCheck &check);

/// What no step and no alarm's command may hold, since others see it in the list of processes: "schedule_secret" for
/// options that take one and addresses that may hold one, "schedule_number" for a phone number.
[[nodiscard]] std::optional<ApiError> exposedWord(const QStringList &words);

/// All but the id, for what is kept.
[[nodiscard]] QJsonObject scheduleContent(const Schedule &schedule);
/// Nothing where a member is missing, of another type, unknown or out of its range.
[[nodiscard]] std::optional<Schedule> scheduleFromContent(const QJsonObject &content);

/// As OnCalendar= of systemd.timer(5) has it, with the zone.
[[nodiscard]] QString calendarText(const ScheduleTimes &times);
/// The five fields of crontab(5). By the computer's clock: a crontab knows no zone.
[[nodiscard]] QString crontabText(const ScheduleTimes &times);
/// The first time after `after`, in UTC. `times` as scheduleFault() passes them.
[[nodiscard]] QDateTime nextTime(const ScheduleTimes &times, const QDateTime &after);

} // namespace muster
