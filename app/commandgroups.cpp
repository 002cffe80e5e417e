// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commandgroups.h"

#include "app/headless/audiencecommands.h"
#include "app/headless/audiencefilecommands.h"
#include "app/headless/audiencepublishcommand.h"
#include "app/headless/auditcommands.h"
#include "app/headless/campaigncommands.h"
#include "app/headless/enrichcommand.h"
#include "app/headless/enrichundocommand.h"
#include "app/headless/listcommands.h"
#include "app/headless/listdeletecommand.h"
#include "app/headless/listindexcommands.h"
#include "app/headless/listsanitizecommand.h"
#include "app/headless/teamcommands.h"
#include "app/options.h"

#include <CLI/CLI.hpp>
#include <limits>

namespace muster {

namespace {

using Purpose = HeadlessMaker::Purpose;

constexpr auto fileHelp = "Audience definition, or its criteria alone, as JSON";

void addPut(CLI::App &audiences, CommandLine &result)
{
    AudienceOptions &options = result.audienceOptions;
    CLI::App &put = addCommand(audiences, "put", "Register an audience without overwriting someone else's changes",
                               result, headless<AudiencesPutCommand>(Purpose::Work));
    addOption(put, "ID", options.id, "Audience ID; a new ID creates a new audience")->required();
    CLI::Option *file
        = addOption(put, "FILE", options.file, "Definition as JSON, as produced by `show --json` or the window");
    addOption(put, "--like", options.like, "Register the definition of this earlier run instead of a file's")
        ->excludes(file);
    put.callback([&result, &options] {
        if (options.file.isEmpty() && options.like.isEmpty())
            throw CLI::RequiredError("FILE or --like");
        result.headless = headless<AudiencesPutCommand>(Purpose::Work);
    });
    addOption(put, "--webhook", options.webhook, "URL of a CDP to notify once the audience is registered");
    addCount(put, "--expect-version", options.expectedVersion,
             "Version to replace, 0 for none (default: the current version)");
    put.add_flag_callback(
        "--no-recalculate", [&options] { options.recalculate = false; }, "Leave size and evaluation unchanged");
    put.add_flag("--wait", options.awaitEvaluation, "Wait until the server has evaluated the audience");
}

void addPublish(CLI::App &audiences, CommandLine &result)
{
    PublishOptions &options = result.publishOptions;
    CLI::App &publish = addCommand(audiences, "publish",
                                   "Create a new calling list from the people in an audience; nothing dials from it. "
                                   "For a tenant whose audiences stay on this computer",
                                   result, headless<AudiencePublishCommand>(Purpose::Work));
    addOption(publish, "ID", options.id, "Audience ID")->required();
    addOption(publish, "--contacts", options.contacts, "Contacts to select people from, as CSV, TSV or JSON Lines")
        ->required();
    addOption(publish, "--expires", options.expires, "Last day of the list, such as 2027-01-31")->required();
    addOption(publish, "--list-name", options.listName, "Name of the new list (default: the audience's name)");
    addOption(publish, "--id-column", options.idColumn,
              "Column of the contact IDs (default: detected by common names)");
    addOption(publish, "--number-column", options.numberColumn,
              "Column of the phone numbers (default: detected by common names)");
    addSeparated(publish, "--columns", options.columns, "Additional columns to include, comma-separated");
    addOption(publish, "--default-region", options.defaultRegion,
              "Region for numbers without a country code, such as DE or US");
    publish.add_flag("--digits-are-international", options.digitsAreInternational,
                     "Treat digits-only numbers as including their country code, as in an exported calling list");
    publish.add_flag("--check", options.check, "Show who would be included; nothing is sent");
    addCount(publish, "--confirm-count", options.confirmCount,
             "Number of people to include, as reported by --check; nothing is sent without it");
}

void addCriteriaCommands(CLI::App &audiences, CommandLine &result)
{
    CriteriaOptions &options = result.criteriaOptions;
    const auto add = [&](const char *name, const char *help, const HeadlessMaker &maker) -> CLI::App & {
        CLI::App &command = addCommand(audiences, name, help, result, maker);
        addOption(command, "--fields", options.fields,
                  "File with the fields of the data source: names, types, known values");
        return command;
    };
    CLI::App &validate = add(
        "validate",
        "Show what is wrong with a definition and where; exit code 2 if it would be refused. No tenant is contacted",
        headless<CriteriaCommand, CriteriaCommand::Act::Validate>(Purpose::Question));
    addOption(validate, "FILE", options.file, fileHelp)->required();
    addOption(validate, "--id", options.id, "ID of the audience it is for, which must not exclude itself");
    CLI::App &explain = add("explain", "Describe a definition in words; no tenant is contacted",
                            headless<CriteriaCommand, CriteriaCommand::Act::Explain>(Purpose::Question));
    addOption(explain, "FILE", options.file, fileHelp)->required();
    CLI::App &diff = add("diff",
                         "Show what the second definition adds, removes, moves and changes compared to the first; no "
                         "tenant is contacted",
                         headless<CriteriaCommand, CriteriaCommand::Act::Diff>(Purpose::Question));
    addOption(diff, "FILE", options.file, "Older definition")->required();
    addOption(diff, "NEWER", options.newer, "Newer definition")->required();
}

} // namespace

namespace {

/// What `audit list` and `audit export` choose entries by.
void addAuditFilters(CLI::App &command, AuditOptions &options)
{
    addOption(command, "--since", options.since,
              "At or after this day or time, such as 2026-03-01 or 2026-03-01T08:00Z");
    addOption(command, "--until", options.until, "Before this day or time");
    addOption(command, "--run", options.runId, "From the run with this ID");
    addOption(command, "--object", options.object,
              "About this list, segment or audience, by ID, or this order, plan, backup or file");
    addOption(command, "--action", options.event, "With this event, as named by --json: export.page");
    addOption(command, "--job", options.job, "Of this kind of work, the first word of the event: export");
    addOption(command, "--outcome", options.outcome, "With this outcome: complete, failed, paused, halted, refused");
    addOption(command, "--actor", options.actor, "By this account on this computer");
    addOption(command, "--connection", options.connection, "On this saved connection, by name or ID");
    addOption(command, "--text", options.text, "Containing this text");
    addOption(command, "--interaction", options.interaction, "About the interaction with this ID");
}

} // namespace

void addAuditCommands(CLI::App &app, CommandLine &result)
{
    AuditOptions &options = result.auditOptions;
    CLI::App &audit = addGroup(app, "audit", "The history: who did what");
    CLI::App &list = addCommand(audit, "list", "List the newest entries, all or only those that match every filter",
                                result, headless<AuditListCommand>(Purpose::Question));
    list.add_option("--limit,--count", options.limit, "Number of entries")->check(CLI::Range(1, 1'000'000));
    addAuditFilters(list, options);
    CLI::Option *team = list.add_flag("--team", options.team,
                                      "Everyone's entries, as reported to the team database; at most 500, filtered by "
                                      "--since, --until, --run, --action, --actor and --text");
    addOption(list, "--computer", options.computer, "From this computer of the team, by name or ID")->needs(team);
    list.callback([&result, &options] {
        result.headless = options.team ? headless<TeamEntriesCommand>(Purpose::Question)
                                       : headless<AuditListCommand>(Purpose::Question);
    });
    CLI::App &verify = addCommand(audit, "verify", "Verify that the history is complete and unchanged", result,
                                  headless<AuditVerifyCommand>(Purpose::Question));
    addOption(verify, "FILE", options.file, "Exported history (default: the history of this data folder)");
    CLI::Option *point = addOption(verify, "--checkpoint", options.checkpoint,
                                   "Checkpoint file, or the digest in it; the history must contain it");
    verify
        .add_flag("--team", options.team,
                  "Check the lines of every computer in the team database, and that this computer's lines are its own")
        ->excludes(point);
    verify.callback([&result, &options] {
        result.headless = options.team ? headless<TeamVerifyCommand>(Purpose::Question)
                                       : headless<AuditVerifyCommand>(Purpose::Question);
    });
    CLI::App &checkpoint = addCommand(
        audit, "checkpoint", "Create a checkpoint to store elsewhere: number and digest of the last history entry",
        result, headless<AuditCheckpointCommand>(Purpose::Question));
    addOption(checkpoint, "FILE", options.file, "File to write; must not exist yet");
    CLI::App &ex = addCommand(audit, "export",
                              "Copy the history and create a checkpoint next to it; with a filter or in another "
                              "format, only the entries, without proof",
                              result, headless<AuditExportCommand>(Purpose::Work));
    addOption(ex, "FILE", options.file, "File to write; must not exist yet")->required();
    addOption(ex, "--format", options.format,
              "jsonl: the lines as they are in the history; csv: for a spreadsheet, with formulas guarded; otel: "
              "OpenTelemetry log records as JSON, which collectors and most log stores read without a mapping, with "
              "all details under their own names and types, where CEF has flat numbered fields")
        ->check(CLI::IsMember({"jsonl", "csv", "otel"}))
        ->capture_default_str();
    addAuditFilters(ex, options);
    CLI::App &prune = addCommand(audit, "prune", "Remove closed history files that are past their retention", result,
                                 headless<AuditPruneCommand>(Purpose::Work));
    addOption(prune, "--older-than", options.olderThan,
              "How long entries are kept, such as 3y, 18mo or 400d (default: as chosen under History, Retention)")
        ->excludes(addOption(prune, "--before", options.before, "Remove entries from before this day or time"));
    addOption(prune, "--copy-to", options.copyTo, "Copy the files to this folder before removing them");
    prune.add_flag("--check", options.check, "Show which files would be removed; remove none");
    addCount(prune, "--confirm-count", options.confirmCount,
             "Number of entries to remove, as reported by --check; nothing is removed without it");
    addCommand(audit, "forget",
               "Make all interaction IDs in the history permanently unreadable; the history stays intact", result,
               headless<AuditForgetCommand>(Purpose::Work));
}

void addTeamCommands(CLI::App &app, CommandLine &result)
{
    TeamOptions &options = result.teamOptions;
    CLI::App &team = addGroup(app, "team", "Database where a team sees everyone's history and runs");
    addCommand(team, "status", "Show which database is set, and how much of this computer's history it has", result,
               headless<TeamStatusCommand>(Purpose::Question));
    CLI::App &set = addCommand(team, "set",
                               "Report this computer's activity to a PostgreSQL database; the role's password comes "
                               "from TEAM_DATABASE_PASSWORD and goes to the key store",
                               result, headless<TeamSetCommand, TeamSetCommand::Act::Set>(Purpose::Work));
    addOption(set, "--host", options.host, "Server: host name, address or folder of a Unix socket")->required();
    set.add_option("--port", options.port, "Port (default: 5432)")->check(CLI::Range(1, 65535));
    addOption(set, "--database", options.database, "Database name")->required();
    addOption(set, "--user", options.user, "Role that can read and append, and nothing else")->required();
    addOption(set, "--tls", options.tls,
              "verify-full: the server's certificate must be for this exact host; verify-ca: for any host; off: "
              "unencrypted, only for a server on this computer")
        ->check(CLI::IsMember({"verify-full", "verify-ca", "off"}))
        ->capture_default_str();
    addOption(set, "--ca-file", options.caFile,
              "PEM file of the authority that issued the certificate (default: the authorities this computer trusts)");
    addOption(set, "--computer", options.computer, "Name of this computer in the team (default: its host name)");
    addCommand(team, "leave", "Stop reporting to a team database; what was already reported stays there", result,
               headless<TeamSetCommand, TeamSetCommand::Act::Leave>(Purpose::Work));
    CLI::App &prepare = addCommand(team, "prepare",
                                   "Create or update the tables in the configured database as its owner, whose "
                                   "password comes from TEAM_DATABASE_PASSWORD",
                                   result, headless<TeamPrepareCommand>(Purpose::Work));
    addOption(prepare, "--role", options.role, "Role that Muster uses; must already exist")->required();
    CLI::Option *owner = addOption(prepare, "--owner", options.owner, "Role that owns the database");
    CLI::Option *print = prepare.add_flag(
        "--print", options.prints, "Print the script to standard output for psql to run; no server is contacted");
    owner->excludes(print);
    prepare.callback([&result, &options] {
        if (options.owner.isEmpty() && !options.prints)
            throw CLI::RequiredError("--owner or --print");
        result.headless = headless<TeamPrepareCommand>(Purpose::Work);
    });
    addCommand(team, "sync", "Send the database everything it does not have yet; the window does this automatically",
               result, headless<TeamSyncCommand>(Purpose::Work));
    addCommand(
        team, "new-id",
        "Appear to the team database as another computer from now on; for a data folder that was copied or restored",
        result, headless<TeamNewIdCommand>(Purpose::Work));
}

void addAudienceCommands(CLI::App &app, CommandLine &result)
{
    CLI::App &audiences = addGroup(app, "audiences", "Audiences and their criteria");
    addCommand(audiences, "list", "List audiences with size and evaluation", result,
               headless<AudiencesListCommand>(Purpose::Question));
    CLI::App &show = addCommand(audiences, "show", "Show an audience and its criteria", result,
                                headless<AudiencesShowCommand>(Purpose::Question));
    addOption(show, "ID", result.audienceOptions.id, "Audience ID")->required();
    addPut(audiences, result);
    addPublish(audiences, result);
    addCriteriaCommands(audiences, result);
    CLI::App &estimate
        = addCommand(audiences, "estimate", "Count the contacts in a file that match criteria; no tenant is contacted",
                     result, headless<EstimateCommand>(Purpose::Question));
    addOption(estimate, "FILE", result.estimateOptions.file, fileHelp)->required();
    addOption(estimate, "--contacts", result.estimateOptions.contacts, "Contacts as CSV, TSV or JSON Lines")
        ->required();
}

namespace {

using Purpose = HeadlessMaker::Purpose;

void addSanitize(CLI::App &lists, CommandLine &result)
{
    CLI::App &sub = addCommand(lists, "sanitize", "Preview what would happen to every contact; nothing is changed",
                               result, headless<ListsSanitizeCommand>(Purpose::Question));
    ListsOptions &options = result.listsOptions;
    addOption(sub, "LIST", options.list, "Contact list ID, or its name if unique")->required();
    CLI::Option *input = addOption(sub, "--input", options.input,
                                   "Dry run: take the contacts from this CSV file; no tenant is contacted");
    CLI::Option *region = addOption(sub, "--default-region", options.defaultRegion,
                                    "Region for numbers without a country code, such as DE or US");
    addOption(sub, "--region-column", options.regionColumn, "Contact field that holds the region")->excludes(region);
    addSeparated(sub, "--regions", options.regions, "Allowed regions, such as US,GB,CA; all: every region");
    addSeparated(sub, "--block", options.block,
                 "Line types to block: voip, toll_free, premium_rate, shared_cost, pager, uan, voicemail, "
                 "personal_number, fixed_line, mobile; none: none");
    addOption(sub, "--other-regions", options.otherRegions, "Action for numbers from other regions (default: review)")
        ->check(CLI::IsMember({"keep", "review", "purge"}));
    addOption(sub, "--not-in-plan", options.notInPlan,
              "Action for possible numbers outside every range of the numbering plans (default: review)")
        ->check(CLI::IsMember({"keep", "review", "purge"}));
    addOption(sub, "--no-number", options.noNumber, "Action for contacts without a number (default: review)")
        ->check(CLI::IsMember({"keep", "review", "purge"}));
    addOption(sub, "--disposable", options.disposable, "File of disposable numbers; repeatable")
        ->allow_extra_args(false);
    addOption(sub, "--suppress", options.suppress, "File of do-not-call numbers; repeatable")->allow_extra_args(false);
    addOption(sub, "--dedupe", options.dedupe, "Action for duplicate numbers")
        ->check(CLI::IsMember({"keep-first", "keep-newest", "flag", "off"}));
    CLI::Option *directive = addOption(sub, "--directive", options.directive, "Saved directive to start from, by name");
    addOption(sub, "--like", options.like, "Start from the directive of this earlier run")->excludes(directive);
    CLI::Option *report = addOption(sub, "--report", options.report, "CSV file to write, one row per contact");
    sub.add_flag("--spreadsheet-safe", options.spreadsheetSafe,
                 "Keep formula-like cells and numbers in the report as text, for opening in a spreadsheet")
        ->needs(report);
    addOption(sub, "--plan", options.plan, "File to write the planned changes to, for `muster lists apply`")
        ->excludes(input);
    CLI::Option *lookup = sub.add_flag("--lookup", options.lookup,
                                       "Ask Twilio about lines not resolved by the numbering plan; this costs money");
    addOption(sub, "--lookup-budget", options.lookupBudget,
              "Maximum cost of the look-up, such as 12.50; required unless the price is 0")
        ->needs(lookup);
    addOption(sub, "--lookup-price", options.lookupPrice,
              "Price per request, such as 0.008 (default: the price set in the window, 0 on the sandbox)")
        ->needs(lookup);
}

void addDialConsent(CLI::App &command, QStringList &names)
{
    addOption(command, "--dial-consent", names,
              "Name of a running skill that calls from the list: people whose records change MAY BE CALLED. Nothing is "
              "sent without it; repeatable")
        ->allow_extra_args(false);
}

void addStartSkill(CLI::App &command, QString &name)
{
    addOption(command, "--start-skill", name,
              "Name of the list's stopped skill: the last file STARTS it, and people ARE CALLED. For this run only; "
              "without it nothing is started");
}

void addUnchanged(CLI::App &command, CommandLine &result)
{
    addOption(command, "--unchanged", result.unchanged,
              "New CSV file for contacts that were not changed as planned, with the result for each; not created if "
              "there are none")
        ->check(CLI::NonexistentPath);
}

void addApply(CLI::App &lists, CommandLine &result)
{
    CLI::App &sub = addCommand(lists, "apply", "Apply a plan: correct numbers, then purge contacts", result,
                               headless<ListsApplyCommand>(Purpose::Work));
    ListsOptions &options = result.listsOptions;
    addOption(sub, "--plan", options.plan, "File written by `muster lists sanitize --plan`")->required();
    CLI::Option *count = addCount(sub, "--confirm-count", options.confirmCount,
                                  "Number of contacts the plan purges; required above 1,000 or 20% of the list");
    addOption(sub, "--confirm-list", options.confirmList,
              "Name of the contact list; also required if more than 90% of it is purged");
    addOption(sub, "--directive", options.directive,
              "Refuse the plan unless it was created with the current version of the saved directive with this name");
    CLI::Option *noPurge = sub.add_flag("--no-purge", options.noPurge, "Correct numbers only; purge no one");
    addOption(sub, "--dnc-group", options.blockGroup,
              "Purge no one: add the numbers to this do-not-call group (name or ID) and leave the contacts in the list")
        ->excludes(noPurge);
    addOption(sub, "--backup", options.backup, "Backup file for what is changed (default: in Muster's own folder)");
    sub.add_flag("--plain-backup", options.plainBackup,
                 "If the key store does not accept a key, store the backup unencrypted instead of refusing");
    addDialConsent(sub, options.dialConsent);
    addStartSkill(sub, options.startSkill);
    addOption(sub, "--aggregator", options.aggregator, "URL to notify when the run is complete");
    addUnchanged(sub, result);
    CLI::Option *resume
        = sub.add_flag("--resume", options.resume, "Resume an interrupted run of this plan, or start a new one");
    sub.add_flag(
           "--rearm", options.rearm,
           "Continue to a purge that was locked because corrections were in doubt; confirms that you checked the list")
        ->needs(resume)
        ->needs(count);
}

void addRestore(CLI::App &lists, CommandLine &result)
{
    CLI::App &sub = addCommand(lists, "restore",
                               "Restore purged contacts and old numbers, unblock numbers, or publish a deleted list "
                               "as a new one",
                               result,
                               headless<ListsRestoreCommand>(Purpose::Work));
    ListsOptions &options = result.listsOptions;
    addOption(sub, "BACKUP", options.backup, "Backup file written by `muster lists apply`")->required();
    addOption(sub, "--as", options.newName,
              "If the backup is of a deleted list: name of the new list to publish it as (default: the old name)");
    addSeparated(sub, "--only", options.only, "IDs of the contacts to restore, comma-separated (default: all)");
    addUnchanged(sub, result);
    addDialConsent(sub, options.dialConsent);
}

void addStaleRules(CLI::App &command, ListsOptions &options)
{
    addCount(command, "--unused-days", options.unusedDays, "Not used for this many days")
        ->check(CLI::Range(1, StaleRules::mostDays));
    command.add_flag("--finalized", options.finalized, "All records are finalized");
    command.add_flag("--inactive", options.inactive, "The list is inactive");
    command.add_flag("--no-skill", options.noSkill, "No skill uses the list");
    command.add_flag("--empty", options.empty, "The list has no records");
    command.add_flag("--any", options.anyRule, "One of these rules is enough (default: all of those given must hold)");
}

bool hasStaleRules(const ListsOptions &options)
{
    return options.unusedDays || options.finalized || options.inactive || options.noSkill || options.empty;
}

void addDelete(CLI::App &lists, CommandLine &result)
{
    CLI::App &sub = addCommand(
        lists, "delete",
        "Check whether contact lists can be deleted, or delete those of a reviewed file; each is copied first", result,
        headless<ListsDeleteCommand>(Purpose::Work));
    ListsOptions &options = result.listsOptions;
    addOption(sub, "LIST", options.lists, "Lists by ID or name; with rules, only those of them that match");
    addStaleRules(sub, options);
    sub.add_flag("--active-too", options.activeToo, "Also delete lists that are active");
    sub.add_flag("--uncalled-too", options.uncalledToo, "Also delete lists with contacts that are still to be called");
    addOption(sub, "--plan", options.plan,
              "With LIST or rules: file to write, nothing is deleted. Alone: file of the lists to delete");
    addCount(sub, "--confirm-count", options.confirmCount, "Number of contacts in all lists to delete");
    addOption(sub, "--confirm-list", options.confirmList,
              "Name of the list to delete; if there are several, name of the connection");
    sub.add_flag("--plain-backup", options.plainBackup,
                 "If the key store does not accept a key, store the copies unencrypted instead of refusing");
    sub.add_flag("--resume", options.resume, "Resume an interrupted run of these lists, or start a new one");
    sub.callback([&result, &options] {
        const bool isPreview = !options.lists.isEmpty() || hasStaleRules(options);
        if (!isPreview && options.plan.isEmpty())
            throw CLI::RequiredError("LIST, a rule, or --plan");
        if (isPreview && (options.confirmCount || !options.confirmList.isEmpty() || options.resume))
            throw CLI::ExcludesError("LIST or a rule", "--confirm-count, --confirm-list or --resume");
        if (!isPreview && (options.activeToo || options.uncalledToo))
            throw CLI::ExcludesError("--plan alone", "--active-too or --uncalled-too");
        result.headless = headless<ListsDeleteCommand>(isPreview ? Purpose::Question : Purpose::Work);
    });
}

void addDeactivate(CLI::App &lists, CommandLine &result)
{
    CLI::App &sub = addCommand(lists, "deactivate",
                               "Explain what to do instead: no server has a call that deactivates a contact list", result,
                               headless<ListsDeactivateCommand>(Purpose::Question));
    addOption(sub, "LIST", result.listsOptions.lists, "Lists by ID or name; nothing is sent, and nothing is changed");
}

void addIndex(CLI::App &lists, CommandLine &result)
{
    CLI::App &index = addCommand(lists, "index",
                                 "Show record counts, use and size trend of all contact lists, and how much of the "
                                 "tenant's record limit is used",
                                 result, headless<ListsIndexCommand>(Purpose::Question));
    index.add_flag("--attempts", result.listsOptions.attempts,
                   "Also count how often people of each list were called; one request for every 1,000 calls");
    CLI::App &stale = addCommand(lists, "stale", "Find contact lists that have outlived their use; nothing is changed",
                                 result, headless<ListsStaleCommand>(Purpose::Question));
    ListsOptions &options = result.listsOptions;
    addStaleRules(stale, options);
    stale.callback([&result, &options] {
        if (!hasStaleRules(options))
            throw CLI::RequiredError("--unused-days, --finalized, --inactive, --no-skill or --empty");
        result.headless = headless<ListsStaleCommand>(Purpose::Question);
    });
}

void addEnrichCommands(CLI::App &lists, CommandLine &result)
{
    EnrichOptions &options = result.enrichOptions;
    CLI::App &schema = addCommand(lists, "schema", "List the attributes that a contact list can hold", result,
                                  headless<ListsSchemaCommand>(Purpose::Work));
    addOption(schema, "LIST", options.list, "Contact list ID, or its name if unique")->required();

    CLI::App &enrich = addCommand(lists, "enrich", "Fill contact attributes from a file", result,
                                  headless<ListsEnrichCommand>(Purpose::Work));
    addOption(enrich, "LIST", options.list, "Contact list ID, or its name if unique")->required();
    CLI::Option *campaign
        = addOption(enrich, "--campaign", options.campaign,
                    "ID of the campaign whose time budget applies; not needed in a tenant without budgets");
    addOption(enrich, "--input", options.input,
              "CSV, TSV or JSON Lines file with the values; the first row holds the column names")
        ->required();
    addOption(enrich, "--id-column", options.idColumn, "Column of the contact IDs, or of the values for --match-by");
    CLI::Option *match = addOption(enrich, "--match-by", options.matchBy,
                                   "Find contacts by this attribute instead of by their ID; a value that no contact or "
                                   "more than one contact has rejects its row");
    enrich.add_flag("--ignore-case", options.ignoreCase, "Compare these values without regard to letter case")
        ->needs(match);
    CLI::Option *newest = addOption(enrich, "--newest-by", options.newestBy,
                                    "Column with each row's date: of several rows for one contact, send the newest");
    addOption(enrich, "--date-format", options.dateFormat,
              "Format of these dates, such as dd.MM.yyyy (default: yyyy-MM-dd); a time behind them is recognized")
        ->needs(newest);
    addOption(enrich, "--newer-than", options.newerThan,
              "Attribute with each contact's date, for attributes mapped with only_if_newer")
        ->needs(newest);
    CLI::Option *map = addOption(enrich, "--map", options.maps,
                                 "COLUMN=ATTRIBUTE[:STEP]..., for each attribute. Steps: trim, lower, upper, "
                                 "title, date(FORMAT), number(DECIMAL,GROUP), boolean, "
                                 "replace(PATTERN,TEXT), table(FROM>TO,...). Rules: only_if_empty, "
                                 "only_if_greater, only_if_smaller, only_if_newer")
                           ->allow_extra_args(false);
    addOption(enrich, "--mapping", options.mapping, "Saved mapping of this list, by name, or a mapping file")
        ->excludes(map);
    addOption(enrich, "--like", options.like, "Use the mapping of this earlier run")->excludes("--mapping", map);
    CLI::Option *check = enrich.add_flag("--check", options.check,
                                         "Show what fits; nothing is sent. Exit code 2 if a row would be refused");
    campaign->excludes(check);
    enrich.add_flag("--send-valid", options.sendValid, "Skip rows that do not fit instead of refusing the file");
    CLI::Option *rejects = addOption(enrich, "--rejects", options.rejects,
                                     "CSV file to write rows that do not fit to, with the reasons");
    enrich
        .add_flag("--spreadsheet-safe", options.spreadsheetSafe,
                  "Keep formula-like cells and numbers in that file as text, for opening in a spreadsheet")
        ->needs(rejects);
    enrich.add_flag("--plain-backup", options.plainBackup,
                    "If the key store does not accept a key, store the backup unencrypted");
    enrich.add_flag("--resume", options.resume, "Resume an interrupted run of this file, or start a new one")
        ->excludes(check);
    enrich.add_flag("--no-refresh", options.noRefresh, "Do not request a refresh of the list at the end");
    addUnchanged(enrich, result);
    addDialConsent(enrich, options.dialConsent);
    addStartSkill(enrich, options.startSkill);
}

void addEnrichUndoCommand(CLI::App &lists, CommandLine &result)
{
    EnrichOptions &options = result.enrichOptions;
    CLI::App &undo = addCommand(lists, "enrich-undo",
                                "Restore the values that an enrichment overwrote; later changes are left alone", result,
                                headless<EnrichUndoCommand>(Purpose::Work));
    addOption(undo, "RUN", options.run,
              "Run ID of the enrichment, as shown by `muster lists enrich --json` and the history")
        ->required();
    addOption(undo, "--campaign", options.campaign,
              "ID of the campaign whose time budget applies (default: the enrichment's campaign)");
    undo.add_flag("--check", options.check, "Show what can be restored and what cannot; nothing is sent");
    addUnchanged(undo, result);
    addOption(undo, "--left", options.left, "CSV file to write values that are not restored to, with the reasons");
    undo.add_flag("--no-refresh", options.noRefresh, "Do not request a refresh of the list at the end");
    CLI::Option *only
        = addOption(undo, "--only", options.only, "File of contact IDs, one per line: restore only these");
    addOption(undo, "--except", options.except, "File of contact IDs, one per line: leave these unchanged")
        ->excludes(only);
    addCount(undo, "--confirm-count", options.confirmCount,
             "Number of contacts with values to restore; required above 1,000 or 20% of the list");
    addDialConsent(undo, options.dialConsent);
}

} // namespace

void addListsCommands(CLI::App &app, CommandLine &result)
{
    CLI::App &lists = addGroup(app, "lists", "Contact lists");
    addCommand(lists, "list", "List contact lists", result, headless<ListsListCommand>(Purpose::Question));
    addIndex(lists, result);
    addSanitize(lists, result);
    addApply(lists, result);
    addRestore(lists, result);
    addDelete(lists, result);
    addDeactivate(lists, result);
    addEnrichCommands(lists, result);
    addEnrichUndoCommand(lists, result);
}

void addCampaignCommands(CLI::App &app, CommandLine &result)
{
    EnrichOptions &options = result.enrichOptions;
    CLI::App &campaigns = addGroup(app, "campaigns", "Outbound campaigns");
    addCommand(campaigns, "list", "List campaigns", result,
               headless<CampaignsCommand, CampaignsCommand::Act::List>(Purpose::Work));
    CLI::App &show = addCommand(campaigns, "show", "Show a campaign and what its time budget allows", result,
                                headless<CampaignsCommand, CampaignsCommand::Act::Show>(Purpose::Work));
    addOption(show, "ID", options.campaign, "Campaign ID")->required();

    CLI::App &webhooks = addGroup(app, "webhooks", "Notifications from the tenant to a CRM");
    addCommand(webhooks, "list", "List webhooks requested from this data folder; no tenant is needed", result,
               headless<WebhooksListCommand>(Purpose::Question));
    CLI::App &add = addCommand(webhooks, "register", "Have the tenant notify a URL of enriched contacts", result,
                               headless<WebhooksRegisterCommand>(Purpose::Work));
    addOption(add, "--name", options.webhookName, "Name of the registration")->required();
    addOption(add, "--url", options.webhookUrl, "URL to notify: https, or http on this computer")->required();
    addSeparated(add, "--events", options.webhookEvents, "Events, comma-separated: contact.enriched, contact.updated")
        ->required();
    add.add_option("--max-retries", options.webhookRetries, "Number of times the tenant retries")
        ->check(CLI::Range(0, 100))
        ->capture_default_str();
    add.add_option("--backoff-ms", options.webhookBackoffMs, "Milliseconds between attempts")
        ->check(CLI::Range(0, 3'600'000))
        ->capture_default_str();
}

} // namespace muster
