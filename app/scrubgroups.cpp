// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/scrubgroups.h"

#include "app/headless/registrycommands.h"
#include "app/headless/scrubcommand.h"
#include "app/options.h"

#include <CLI/CLI.hpp>

namespace muster {

namespace {

using Purpose = HeadlessMaker::Purpose;

void addRegistryCommands(CLI::App &dnc, CommandLine &result)
{
    RegistryOptions &options = result.registryOptions;
    CLI::App &registry = addGroup(dnc, "registry", "Imported do-not-call registries and lists of disposable numbers");
    CLI::App &add = addCommand(registry, "add",
                               "Import a registry from a file or an https address; one of that name is replaced once the new one is "
                               "complete",
                               result, headless<RegistryImportCommand, RegistryImportCommand::Act::Add>(Purpose::Work));
    addOption(add, "NAME", options.name, "Name of the registry")->required();
    addOption(add, "FILE", options.file, "CSV or text file, or an https address of one; one number per row, “+4470*” for all numbers that begin so")
        ->required();
    addOption(add, "--column", options.columns,
              "Column of the numbers, by its name or its place from 1 (default: detected); repeat to join columns, as "
              "where area code and number are apart")
        ->allow_extra_args(false);
    addOption(add, "--default-region", options.defaultRegion,
              "Region for numbers without a country code, such as DE or US");
    addOption(add, "--as-of", options.asOf, "Day of which the numbers are, such as 2026-11-01 (default: the file's date)");
    add.add_flag("--disposable", options.disposable, "Numbers made to be thrown away, instead of do-not-call numbers");
    add.add_flag("--skip-unreadable", options.skipUnreadable,
                 "Leave out rows without a phone number, and count them (default: refuse the file)");
    addCommand(registry, "list", "List registries with their dates, sizes and digests", result,
               headless<RegistryListCommand>(Purpose::Question));
    CLI::App &refresh
        = addCommand(registry, "refresh", "Read a registry's file or address again; the old numbers stay until the new ones are complete",
                     result, headless<RegistryImportCommand, RegistryImportCommand::Act::Refresh>(Purpose::Work));
    CLI::Option *name = addOption(refresh, "NAME", options.name, "Name of the registry");
    refresh.add_flag("--all", options.all, "All registries, one after the other; goes on after one that fails")
        ->excludes(name);
    addOption(refresh, "--as-of", options.asOf,
              "Day of which the numbers are, such as 2026-11-01 (default: the file's date)")
        ->needs(name);
    refresh.callback([&result, &options] {
        if (options.name.isEmpty() && !options.all)
            throw CLI::RequiredError("NAME or --all");
        result.headless = headless<RegistryImportCommand, RegistryImportCommand::Act::Refresh>(Purpose::Work);
    });
    CLI::App &remove = addCommand(registry, "remove", "Remove a registry and its numbers from this computer", result,
                                  headless<RegistryRemoveCommand>(Purpose::Work));
    addOption(remove, "NAME", options.name, "Name of the registry")->required();
}

} // namespace

void addScrubCommands(CLI::App &dnc, CommandLine &result)
{
    ScrubOptions &options = result.scrubOptions;
    CLI::App &scrub = addCommand(dnc, "scrub",
                                 "Check the numbers of a file or a contact list against imported registries and "
                                 "do-not-call groups before anything is dialled",
                                 result, headless<ScrubCommand>(Purpose::Work));
    CLI::Option *file
        = addOption(scrub, "FILE", options.file, "Contacts, as CSV or TSV with column names in the first row");
    addOption(scrub, "--list", options.list, "Contact list of the tenant to check instead of a file, by name or ID")
        ->excludes(file);
    addOption(scrub, "--column", options.column, "Column of the phone numbers (default: detected by common names)")
        ->needs(file);
    addOption(scrub, "--default-region", options.defaultRegion,
              "Region for numbers without a country code, such as DE or US");
    scrub.add_flag("--digits-are-international", options.digitsAreInternational,
                   "Treat digits-only numbers as including their country code, as in an exported calling list")
        ->needs(file);
    addOption(scrub, "--registry", options.registries,
              "Registry to check against, by name; repeatable (default: all, or none with --group)")
        ->allow_extra_args(false);
    addOption(scrub, "--group", options.groups,
              "Do-not-call group of the tenant to check against, by name or ID; repeatable")
        ->allow_extra_args(false);
    scrub.callback([&result, &options] {
        if (options.file.isEmpty() && options.list.isEmpty())
            throw CLI::RequiredError("FILE or --list");
        result.headless = headless<ScrubCommand>(Purpose::Work);
    });
    addOption(scrub, "--out", options.out, "File to write: the rows that may be dialled, as CSV");
    addOption(scrub, "--taken-out", options.takenOut,
              "File to write: the rows that are blocked or could not be read, each with the reason, as CSV");
    addOption(scrub, "--evidence", options.evidence,
              "File to write: the evidence report as CSV, without any phone number; its digest goes into the history");
    scrub.add_flag("--refuse-old", options.refuseOld,
                   "Refuse to check against a registry older than 31 days, instead of warning");
    scrub.add_flag("--spreadsheet-safe", options.spreadsheetSafe,
                   "Keep formula-like cells and numbers as text, for opening in a spreadsheet");
    scrub.add_flag("--overwrite", options.overwrite, "Replace existing files once the new ones are complete");
    addRegistryCommands(dnc, result);
}

} // namespace muster
