// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/schedulegroups.h"

#include "app/headless/schedulecommands.h"
#include "app/headless/schedulerun.h"
#include "app/options.h"

#include <CLI/CLI.hpp>

namespace muster {

namespace {

using Purpose = HeadlessMaker::Purpose;

void addScheduleAdd(CLI::App &schedule, CommandLine &result)
{
    ScheduleOptions &options = result.scheduleOptions;
    CLI::App &add = addCommand(schedule, "add", "Add a schedule and have the system's scheduler start it", result,
                               headless<ScheduleAddCommand>(Purpose::Work));
    addOption(add, "NAME", options.schedule, "Name of the schedule")->required();
    addOption(add, "--step", options.steps,
              "'command options', without muster, such as 'segments export ID --preset Daily'; repeatable: each starts "
              "once the one before is complete")
        ->required()
        ->allow_extra_args(false);
    addOption(add, "--every", options.every, "day, weekday, week, month or hours")
        ->check(CLI::IsMember({"day", "weekday", "week", "month", "hours"}))
        ->capture_default_str();
    addOption(add, "--at", options.at, "Time of day; with --every hours only its minutes count")->capture_default_str();
    add.add_option("--day", options.day, "Day of the week from 1, Monday, or of the month up to 28 (default: 1)")
        ->check(CLI::Range(1, 28));
    add.add_option("--hours", options.hours, "Hours between the times: 1, 2, 3, 4, 6, 8 or 12 (default: 1)")
        ->check(CLI::IsMember({1, 2, 3, 4, 6, 8, 12}));
    addOption(add, "--time-zone", options.zone, "Time zone, such as Europe/Berlin (default: this computer's)");
    add.add_option_function<std::string>(
           "--allowed",
           [&options](const std::string &text) { options.allowed = parseDuration(QString::fromStdString(text)); },
           "How long it may take, waits included, before an alarm: 30m, 2h, 1d; it is not stopped (default: any time)")
        ->check([](const std::string &text) {
            const auto allowed = parseDuration(QString::fromStdString(text));
            return allowed && allowed->count() % 60 == 0 ? std::string()
                                                          : std::string("must be a number followed by m, h or d");
        });
    addSeparated(add, "--alarm", options.alarms,
                 "failed, paused, overdue, comma-separated, or none (default: failed, paused, and overdue with --allowed)")
        ->check(CLI::IsMember({"failed", "paused", "overdue", "none"}));
    add.add_flag("--no-desktop", options.noDesktop, "Show no alarms on the desktop");
    addOption(add, "--alarm-webhook", options.webhook, "URL to send alarms to; signed if it has a signing key");
    addOption(add, "--alarm-command", options.command,
              "'program arguments' to run on alarms, by its whole path; reads MUSTER_ALARM_... from its environment");
    add.add_flag("--digest", options.digest, "Include it in the daily digest, at 07:00");
    add.add_flag("--off", options.off, "Keep it without a timer");
}

} // namespace

void addScheduleCommands(CLI::App &app, CommandLine &result)
{
    ScheduleOptions &options = result.scheduleOptions;
    CLI::App &schedule = addGroup(app, "schedule", "Commands that the system's scheduler starts at set times, with alarms");
    addScheduleAdd(schedule, result);
    const auto addNamed = [&](const char *name, const char *help, const HeadlessMaker &maker) {
        addOption(addCommand(schedule, name, help, result, maker), "SCHEDULE", options.schedule, "Name or ID of the schedule")
            ->required();
    };
    addCommand(schedule, "list", "List schedules with their next time, timer and last result", result,
               headless<ScheduleListCommand>(Purpose::Question));
    addNamed("show", "Show a schedule: its steps, times, alarms, what became of it, and the crontab line that does the same",
             headless<ScheduleShowCommand>(Purpose::Question));
    addNamed("enable", "Turn a schedule on", headless<ScheduleChangeCommand, ScheduleChangeCommand::Act::Enable>(Purpose::Work));
    addNamed("disable", "Turn a schedule off; its timer is removed",
             headless<ScheduleChangeCommand, ScheduleChangeCommand::Act::Disable>(Purpose::Work));
    addNamed("remove", "Remove a schedule with its timer and its history",
             headless<ScheduleChangeCommand, ScheduleChangeCommand::Act::Remove>(Purpose::Work));
    CLI::App &run = addCommand(schedule, "run",
                               "Run a schedule's steps now, as its timer does; waits while another Muster uses the data "
                               "folder",
                               result, {});
    addOption(run, "SCHEDULE", options.schedule, "Name or ID of the schedule")->required();
    run.callback([&result] { result.alone = runScheduleWork; });
    CLI::App &digest = addCommand(schedule, "digest",
                                  "Send what became of the schedules in the last 24 hours to those who want the digest",
                                  result, {});
    digest.callback([&result] { result.alone = runScheduleDigest; });
}

} // namespace muster
