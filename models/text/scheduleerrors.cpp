// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/errorcodes.h"

#include <QCoreApplication>

namespace muster {

namespace {

struct ScheduleErrors
{
    Q_DECLARE_TR_FUNCTIONS(ScheduleErrors)

public:
    static constexpr ErrorCodeRow rows[]{
        // What is asked for
        {"schedule_no_steps", QT_TR_NOOP("The schedule has no step."),
         QT_TR_NOOP("Add at least one command, such as segments export.")},
        {"schedule_too_many_steps", QT_TR_NOOP("A schedule can have at most 20 steps."),
         QT_TR_NOOP("Put the others into another schedule.")},
        {"schedule_too_long", QT_TR_NOOP("The command %1 is too long, or holds characters that no command can have."),
         QT_TR_NOOP("Shorten it: at most 200 words and 8,000 characters.")},
        {"schedule_step", QT_TR_NOOP("The step %1 cannot be run."),
         QT_TR_NOOP("Correct the step as shown below; muster --help lists the commands.")},
        {"schedule_step_quotes", QT_TR_NOOP("A quotation in the step %1 does not end."),
         QT_TR_NOOP("Add the missing quotation mark.")},
        {"schedule_step_kind", QT_TR_NOOP("The command %1 cannot be scheduled: it asks or shows something, or needs a "
                                          "person each time."),
         QT_TR_NOOP("Run it by hand, or choose another command.")},
        {"schedule_step_option", QT_TR_NOOP("The option %1 cannot be used in a step."),
         QT_TR_NOOP("Leave it out. Steps use the data folder of the schedule, and saved connections.")},
        {"schedule_secret", QT_TR_NOOP("%1 may hold a secret, which others could read in the list of processes."),
         QT_TR_NOOP("Leave it out. Secrets come from the key store; a webhook for alarms is entered with the schedule.")},
        {"schedule_number", QT_TR_NOOP("The command %1 seems to hold a phone number, which others could read in the list "
                                       "of processes."),
         QT_TR_NOOP("Put the number into a file, or into a saved preset.")},
        {"schedule_times", QT_TR_NOOP("There is no such time."),
         QT_TR_NOOP("Choose a time of day, days 1 to 28 of a month, or 1, 2, 3, 4, 6, 8 or 12 hours.")},
        {"schedule_zone", QT_TR_NOOP("There is no time zone %1."), QT_TR_NOOP("Enter one such as Europe/Berlin or UTC.")},
        {"schedule_allowed", QT_TR_NOOP("The allowed duration does not fit."),
         QT_TR_NOOP("Enter one minute to 7 days, or turn off the alarm for work that takes too long.")},
        {"schedule_alarm_nowhere", QT_TR_NOOP("Alarms are wanted, but nobody is named to be told."),
         QT_TR_NOOP("Choose the desktop, a webhook or a command, or turn the alarms off.")},
        {"schedule_alarm_address", QT_TR_NOOP("Alarms cannot be sent to the webhook %1."),
         QT_TR_NOOP("Enter an https address without a user name; http only on this computer.")},
        {"schedule_alarm_program", QT_TR_NOOP("The alarm’s program %1 is not named by its whole path."),
         QT_TR_NOOP("Enter the path from the root, such as /usr/local/bin/alarm.")},
        {"schedule_name_taken", QT_TR_NOOP("There is already a schedule %1."), QT_TR_NOOP("Choose another name.")},
        {"too_many_schedules", QT_TR_NOOP("There are already 100 schedules, so %1 was not added."),
         QT_TR_NOOP("Remove some that you no longer need.")},
        {"bad_schedule", QT_TR_NOOP("The schedule %1 could not be kept as it is."),
         QT_TR_NOOP("Check its times, steps and alarms.")},
        {"unknown_schedule", QT_TR_NOOP("There is no schedule %1."), QT_TR_NOOP("See muster schedule list for names and IDs.")},
        // The system's scheduler
        {"no_user_scheduler", QT_TR_NOOP("No systemd user instance answers on this computer, so no timer was set."),
         QT_TR_NOOP("Log in normally and try again. Elsewhere a line in crontab does the same; muster schedule show "
                    "prints it.")},
        {"scheduler_refused", QT_TR_NOOP("systemd refused; %1 was not changed."),
         QT_TR_NOOP("Its words are shown below. Correct what they name, then try again.")},
        {"unit_altered", QT_TR_NOOP("The file %1 was not written by Muster as it is now, so it was left alone."),
         QT_TR_NOOP("Look at it, then move it away or delete it, and try again.")},
        {"schedule_not_active", QT_TR_NOOP("The schedule %1 is off."), QT_TR_NOOP("Turn it on first, or run its commands by hand.")},
        {"schedule_running", QT_TR_NOOP("The schedule %1 is running or waiting now."),
         QT_TR_NOOP("Wait until it has ended, then try again.")},
        {"schedule_busy", QT_TR_NOOP("A schedule is being changed just now."), QT_TR_NOOP("Try again in a moment.")},
        // What is kept
        {"schedules_damaged", QT_TR_NOOP("The list of schedules was damaged; it was kept as %1."),
         QT_TR_NOOP("Add the missing schedules again. Timers without a schedule are listed under Scheduled work.")},
        {"schedule_history_damaged", QT_TR_NOOP("The history of a schedule was damaged; it was kept as %1."),
         QT_TR_NOOP("Nothing needs to be done: runs themselves are under Activity.")},
    };
};

} // namespace

constinit const ErrorTable scheduleErrors{"ScheduleErrors", ScheduleErrors::rows};

} // namespace muster
