// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/schedule/alarmsender.h"
#include "models/schedule/scheduledesk.h"

#include <QString>

namespace muster {

[[nodiscard]] QString scheduleTimesText(const ScheduleTimes &times); ///< "Every weekday at 06:00 (Europe/Berlin)"
[[nodiscard]] QString everyText(ScheduleTimes::Every every); ///< "Every weekday"
[[nodiscard]] QString workStateText(WorkState state); ///< "Complete"
[[nodiscard]] QString scheduleTimerText(ScheduleStatus::Timer timer); ///< "On"
[[nodiscard]] QString alarmCauseText(AlarmCause cause); ///< "A step fails"
[[nodiscard]] QString alarmChannelText(WorkAlarm::Channel channel); ///< "Desktop"
[[nodiscard]] QString alarmOutcomeText(WorkAlarm::Outcome outcome); ///< "Delivered"
/// What became of the last work, and of its alarms where one did not arrive: "Failed in step 2 of 3."
[[nodiscard]] QString workText(const Schedule &schedule, const WorkRecord &record);

/// What is told of that work. Holds the schedule's name, states, counts and ids of runs; nothing of steps' words.
[[nodiscard]] Alarm alarmOf(const Schedule &schedule, const WorkRecord &record, AlarmCause cause);

/// How often a schedule's work was begun in a day, and what became of it.
struct ScheduleCounts
{
    QString id, name;
    int complete = 0, failed = 0, paused = 0, other = 0; ///< Cut off is failed, halted is paused.
    bool operator==(const ScheduleCounts &) const = default;
};
/// Of what began after `since`.
[[nodiscard]] ScheduleCounts countsOf(const Schedule &schedule, const QList<WorkRecord> &records,
                                      const QDateTime &since);
/// What is told once a day.
[[nodiscard]] Alarm digestOf(const QList<ScheduleCounts> &counts);

} // namespace muster
