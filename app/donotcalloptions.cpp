// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/donotcalloptions.h"

#include "app/headless/donotcallchangecommand.h"
#include "app/headless/donotcallcommands.h"
#include "app/options.h"
#include "app/scrubgroups.h"

#include <CLI/CLI.hpp>

namespace muster {

namespace {

using Purpose = HeadlessMaker::Purpose;

void addNumbers(CLI::App &sub, DoNotCallOptions &options)
{
    addOption(sub, "FILE", options.file,
              "File of numbers, one per line, or - for standard input; at most 2,000 numbers")
        ->capture_default_str();
    addOption(sub, "--default-region", options.defaultRegion,
              "Region for numbers without a country code, such as DE or US");
}

void addSafety(CLI::App &sub, DoNotCallOptions &options)
{
    sub.add_flag("--dry-run", options.dryRun, "Show what would change; nothing is sent");
    sub.add_flag("--plain-backup", options.plainBackup,
                 "If the key store does not accept a key, store the numbers unencrypted instead of refusing");
}

void addConfirmation(CLI::App &sub, DoNotCallOptions &options)
{
    addCount(sub, "--confirm-count", options.confirmCount,
             "Number of numbers to change, as shown by --dry-run; nothing is sent without it");
}

void addChanges(CLI::App &dnc, CommandLine &result)
{
    DoNotCallOptions &options = result.doNotCallOptions;
    CLI::App &add = addCommand(dnc, "add", "Add numbers to a do-not-call group, and verify that they are in it", result,
                               headless<DoNotCallChangeCommand, DoNotCallAct::Add>(Purpose::Work));
    addNumbers(add, options);
    addOption(add, "--group", options.group, "Do-not-call group by ID or name")->required();
    addOption(add, "--until", options.until, "Last day on which they are blocked, in UTC, such as 2030-12-31");
    addSafety(add, options);
    CLI::App &expire
        = addCommand(dnc, "expire", "End the entries of numbers in a do-not-call group, and verify it in the group",
                     result, headless<DoNotCallChangeCommand, DoNotCallAct::Expire>(Purpose::Work));
    addNumbers(expire, options);
    addOption(expire, "--group", options.group, "Do-not-call group by ID or name")->required();
    addSafety(expire, options);
    addConfirmation(expire, options);
    CLI::App &move = addCommand(dnc, "move",
                                "Move numbers to another do-not-call group: added and verified there before they are "
                                "expired in the old one",
                                result, headless<DoNotCallChangeCommand, DoNotCallAct::Move>(Purpose::Work));
    addNumbers(move, options);
    addOption(move, "--group", options.group, "Do-not-call group to move out of, by ID or name")->required();
    addOption(move, "--to", options.target, "Do-not-call group to move to, by ID or name")->required();
    addSafety(move, options);
    addConfirmation(move, options);
    CLI::App &undo = addCommand(dnc, "undo",
                                "Undo a change of do-not-call groups: only numbers that it is verified to have changed "
                                "and that no one has changed since",
                                result, headless<DoNotCallUndoCommand>(Purpose::Work));
    addOption(undo, "RUN", options.run, "Run ID of the change, as shown by --json and the history")->required();
    addSafety(undo, options);
    addConfirmation(undo, options);
}

} // namespace

void addDoNotCallCommands(CLI::App &app, CommandLine &result)
{
    DoNotCallOptions &options = result.doNotCallOptions;
    CLI::App &dnc = addGroup(app, "dnc", "Do-not-call groups and registries");
    addCommand(dnc, "groups", "List do-not-call groups with the skills that contribute to them or honor them", result,
               headless<DoNotCallGroupsCommand>(Purpose::Question));
    CLI::App &check = addCommand(dnc, "check",
                                 "Check whether numbers are blocked, in which groups, since when and until when; "
                                 "nothing is changed",
                                 result, headless<DoNotCallCheckCommand>(Purpose::Question));
    addNumbers(check, options);
    addOption(check, "--out", options.out, "CSV file to write the answers to");
    check.add_flag("--overwrite", options.overwrite, "Replace that file if it exists");
    addChanges(dnc, result);
    addScrubCommands(dnc, result);
}

} // namespace muster
