// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/schedulemodels.h"

#include "models/text/plaintext.h"
#include "models/text/scheduletexts.h"
#include "models/text/timetexts.h"

namespace muster {

namespace {

Tone timerTone(ScheduleStatus::Timer timer)
{
    switch (timer) {
    case ScheduleStatus::Timer::Off:
        return Tone::Neutral;
    case ScheduleStatus::Timer::On:
        return Tone::Good;
    case ScheduleStatus::Timer::Missing:
    case ScheduleStatus::Timer::Altered:
        return Tone::Bad;
    }
    Q_UNREACHABLE();
}

std::optional<Tone> workTone(const ScheduleStatus &status)
{
    if (!status.last)
        return std::nullopt;
    if (status.last->state == WorkState::Complete)
        return Tone::Good;
    const auto cause = causeOf(status.last->state);
    return !cause ? Tone::Neutral : *cause == AlarmCause::Failed ? Tone::Bad : Tone::Warn;
}

} // namespace

SchedulesModel::SchedulesModel(QObject *parent)
    : RowsModel(
          {{.title = tr("Name"),
            .text = [](const ScheduleStatus &status) { return visibleText(status.schedule.name, Schedule::maxName); }},
           {.title = tr("Times"),
            .text = [](const ScheduleStatus &status) { return scheduleTimesText(status.schedule.times); }},
           {.title = tr("Timer"),
            .text = [](const ScheduleStatus &status) { return scheduleTimerText(status.timer); },
            .tone = [](const ScheduleStatus &status) { return std::optional(timerTone(status.timer)); }},
           {.title = tr("Next"),
            .text = [](const ScheduleStatus &status) { return status.next.isValid() ? exactTimeText(status.next) : QString(); }},
           {.title = tr("Last result"),
            .text = [](const ScheduleStatus &status) { return status.last ? workStateText(status.last->state) : QString(); },
            .tip = [](const ScheduleStatus &status) { return status.last ? exactTimeText(status.last->startedAt) : QString(); },
            .tone = workTone}},
          Spoken::TitleAndText, parent)
{
}

int SchedulesModel::rowOf(const QString &id) const
{
    return find([&id](const ScheduleStatus &status) { return status.schedule.id == id; });
}

} // namespace muster
