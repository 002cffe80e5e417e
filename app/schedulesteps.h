// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/schedule/scheduledesk.h"

namespace muster {

struct CommandLine;

/// Why these words cannot be a step of a schedule, by the same definitions that the program reads its arguments with:
/// BadInput "schedule_step" (`detail`: the parser's words), "schedule_step_kind" for commands that only make sense with
/// a person, "schedule_step_option" for options that belong to the schedule.
[[nodiscard]] std::optional<ApiError> scheduleStepFault(const QStringList &words);

class Workspace;

/// The schedules of a workspace with what keeps their timers; goes before it.
struct ScheduleRoom
{
    ScheduleRoom(const CommandLine &commandLine, Workspace &workspace);

    ScheduleStore store; ///< Read-only with the workspace.
    std::optional<ApiError> notice; ///< Of its loading.
    ScheduleDesk desk;
};

/// What schedules of this program and that data folder are kept with.
[[nodiscard]] ScheduleHost scheduleHost(const CommandLine &commandLine);

} // namespace muster
