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
#include "app/headless/evaluatecommand.h"
#include "app/headless/listcommands.h"
#include "app/headless/listsanitizecommand.h"
#include "app/headless/maskcommand.h"
#include "app/headless/teamcommands.h"
#include "app/headless/transcriptcommands.h"
#include "app/options.h"

#include <CLI/CLI.hpp>
#include <limits>

namespace muster {

namespace {

using Purpose = HeadlessMaker::Purpose;

constexpr auto fileHelp = "A definition of an audience, or its criteria alone, as JSON";

void addPut(CLI::App &audiences, CommandLine &result)
{
    AudienceOptions &options = result.audienceOptions;
    CLI::App &put = addCommand(audiences, "put", "Register an audience; never over somebody else's change", result,
                               headless<AudiencesPutCommand>(Purpose::Work));
    addOption(put, "ID", options.id, "Audience id; a new one makes a new audience")->required();
    CLI::Option *file
        = addOption(put, "FILE", options.file, "The definition as JSON, as `show --json` or the window gives it");
    addOption(put, "--like", options.like, "Register the definition of this earlier run instead of a file's")
        ->excludes(file);
    put.callback([&result, &options] {
        if (options.file.isEmpty() && options.like.isEmpty())
            throw CLI::RequiredError("FILE or --like");
        result.headless = headless<AudiencesPutCommand>(Purpose::Work);
    });
    addOption(put, "--webhook", options.webhook, "Tell this address of a CDP once it is registered");
    addCount(put, "--expect-version", options.expectedVersion,
             "The version that it is to replace, 0 for none; default: the one that is there now");
    put.add_flag_callback(
        "--no-recalculate", [&options] { options.recalculate = false; }, "Leave size and evaluation as they are");
    put.add_flag("--wait", options.awaitEvaluation, "Stay until the server has counted it");
}

void addPublish(CLI::App &audiences, CommandLine &result)
{
    PublishOptions &options = result.publishOptions;
    CLI::App &publish
        = addCommand(audiences, "publish",
                     "Make a new calling list of the people of an audience; nothing dials from it. For a tenant whose "
                     "audiences stay on this computer",
                     result, headless<AudiencePublishCommand>(Purpose::Work));
    addOption(publish, "ID", options.id, "Audience id")->required();
    addOption(publish, "--contacts", options.contacts, "The people at hand as CSV, TSV or JSON Lines")->required();
    addOption(publish, "--expires", options.expires, "Last day of the list, as in 2027-01-31")->required();
    addOption(publish, "--list-name", options.listName, "Name of the new list; default: that of the audience");
    addOption(publish, "--id-column", options.idColumn, "Column of the ids; default: found by its usual names");
    addOption(publish, "--number-column", options.numberColumn,
              "Column of the phone numbers; default: found by its usual names");
    addSeparated(publish, "--columns", options.columns, "Columns that go along besides, separated by commas");
    addOption(publish, "--default-region", options.defaultRegion,
              "Region of numbers without a country code, as in DE or US");
    publish.add_flag("--digits-are-international", options.digitsAreInternational,
                     "Numbers of nothing but digits have their country code, as those of an exported calling list");
    publish.add_flag("--check", options.check, "Say who goes along; nothing is sent");
    addCount(publish, "--confirm-count", options.confirmCount,
             "How many people --check says that go along; without it nothing is sent");
}

void addCriteriaCommands(CLI::App &audiences, CommandLine &result)
{
    CriteriaOptions &options = result.criteriaOptions;
    const auto add = [&](const char *name, const char *help, const HeadlessMaker &maker) -> CLI::App & {
        CLI::App &command = addCommand(audiences, name, help, result, maker);
        addOption(command, "--fields", options.fields,
                  "A file of fields of the data source: names, types, known values");
        return command;
    };
    CLI::App &validate = add("validate",
                             "Say what is wrong with a definition and where; exit code 2 when it would be refused. No "
                             "tenant is asked",
                             headless<CriteriaCommand, CriteriaCommand::Act::Validate>(Purpose::Question));
    addOption(validate, "FILE", options.file, fileHelp)->required();
    addOption(validate, "--id", options.id, "Id of the audience that it is for: it must not exclude itself");
    CLI::App &explain = add("explain", "Say a definition in words; no tenant is asked",
                            headless<CriteriaCommand, CriteriaCommand::Act::Explain>(Purpose::Question));
    addOption(explain, "FILE", options.file, fileHelp)->required();
    CLI::App &diff = add("diff",
                         "Say what the second definition adds to the first, removes, moves and changes; no tenant is "
                         "asked",
                         headless<CriteriaCommand, CriteriaCommand::Act::Diff>(Purpose::Question));
    addOption(diff, "FILE", options.file, "The older one")->required();
    addOption(diff, "NEWER", options.newer, "The newer one")->required();
}

} // namespace

namespace {

/// What `audit list` and `audit export` choose entries by.
void addAuditFilters(CLI::App &command, AuditOptions &options)
{
    addOption(command, "--since", options.since, "From this day or time on, as in 2026-03-01 or 2026-03-01T08:00Z");
    addOption(command, "--until", options.until, "Before this day or time");
    addOption(command, "--run", options.runId, "Of the run with this id");
    addOption(command, "--object", options.object,
              "About this list, segment or audience by id, or the order, plan, backup or file");
    addOption(command, "--action", options.event, "With this event, as --json names it: export.page");
    addOption(command, "--job", options.job, "Of this kind of work, the event's first word: export");
    addOption(command, "--outcome", options.outcome, "That ended so: complete, failed, paused, halted, refused");
    addOption(command, "--actor", options.actor, "Done by this account of this computer");
    addOption(command, "--connection", options.connection, "On this saved connection, by name or id");
    addOption(command, "--text", options.text, "In which this text stands");
    addOption(command, "--interaction", options.interaction, "About the interaction with this id");
}

} // namespace

void addAuditCommands(CLI::App &app, CommandLine &result)
{
    AuditOptions &options = result.auditOptions;
    CLI::App &audit = addGroup(app, "audit", "The history: who did what");
    CLI::App &list = addCommand(audit, "list", "List the newest entries, all or those that fit every filter", result,
                                headless<AuditListCommand>(Purpose::Question));
    list.add_option("--limit,--count", options.limit, "How many entries")->check(CLI::Range(1, 1'000'000));
    addAuditFilters(list, options);
    CLI::Option *team = list.add_flag("--team", options.team,
                                      "Everybody's, as the team database tells them; at most 500, by --since, --until, "
                                      "--run, --action, --actor and --text");
    addOption(list, "--computer", options.computer, "Of this computer of the team, by name or id")->needs(team);
    list.callback([&result, &options] {
        result.headless = options.team ? headless<TeamEntriesCommand>(Purpose::Question)
                                       : headless<AuditListCommand>(Purpose::Question);
    });
    CLI::App &verify = addCommand(audit, "verify", "Prove that the history is whole and unchanged", result,
                                  headless<AuditVerifyCommand>(Purpose::Question));
    addOption(verify, "FILE", options.file, "An exported history; default: the one of this data folder");
    CLI::Option *point
        = addOption(verify, "--checkpoint", options.checkpoint,
                    "A checkpoint that was written to a file, or the digest in it: the history must contain it");
    verify
        .add_flag("--team", options.team,
                  "The lines of every computer in the team database, and that those of this one are its own")
        ->excludes(point);
    verify.callback([&result, &options] {
        result.headless = options.team ? headless<TeamVerifyCommand>(Purpose::Question)
                                       : headless<AuditVerifyCommand>(Purpose::Question);
    });
    CLI::App &checkpoint = addCommand(
        audit, "checkpoint", "Say where the history stands, to be kept elsewhere: number and digest of its last entry",
        result, headless<AuditCheckpointCommand>(Purpose::Question));
    addOption(checkpoint, "FILE", options.file, "File to write; never one that is there");
    CLI::App &ex = addCommand(audit, "export",
                              "Copy the history, with a checkpoint beside it; with a filter or in another format only "
                              "the entries, without proof",
                              result, headless<AuditExportCommand>(Purpose::Work));
    addOption(ex, "FILE", options.file, "File to write; never one that is there")->required();
    addOption(ex, "--format", options.format,
              "jsonl: the lines as they stand in the history; csv: for a spreadsheet, formulas guarded; otel: "
              "OpenTelemetry log records as JSON, which collectors and most log stores read without a mapping, with "
              "all facts under their own names and types, where CEF has flat numbered fields")
        ->check(CLI::IsMember({"jsonl", "csv", "otel"}))
        ->capture_default_str();
    addAuditFilters(ex, options);
    CLI::App &prune = addCommand(audit, "prune", "Remove closed files of the history that are older than it is kept",
                                 result, headless<AuditPruneCommand>(Purpose::Work));
    addOption(prune, "--older-than", options.olderThan,
              "How long entries are kept, as in 3y, 18mo or 400d; default: as chosen under History, Retention")
        ->excludes(addOption(prune, "--before", options.before, "Remove what is of before this day or time"));
    addOption(prune, "--copy-to", options.copyTo, "Copy the files to this folder before they are removed");
    prune.add_flag("--check", options.check, "Say which files would go; remove none");
    addCount(prune, "--confirm-count", options.confirmCount,
             "How many entries --check says would go; without it nothing is removed");
    addCommand(audit, "forget",
               "Make the ids of all interactions in the history unreadable for good; the history stays whole", result,
               headless<AuditForgetCommand>(Purpose::Work));
}

void addTeamCommands(CLI::App &app, CommandLine &result)
{
    TeamOptions &options = result.teamOptions;
    CLI::App &team = addGroup(app, "team", "The database in which a team sees everybody's history and runs");
    addCommand(team, "status", "Say which database it is, and how far it has this computer's history", result,
               headless<TeamStatusCommand>(Purpose::Question));
    CLI::App &set = addCommand(team, "set",
                               "Tell a PostgreSQL database what happens here; the password of the role comes from "
                               "TEAM_DATABASE_PASSWORD and goes to the key store",
                               result, headless<TeamSetCommand, TeamSetCommand::Act::Set>(Purpose::Work));
    addOption(set, "--host", options.host, "Server: name, address, or folder of a Unix socket")->required();
    set.add_option("--port", options.port, "Port; default 5432")->check(CLI::Range(1, 65535));
    addOption(set, "--database", options.database, "Name of the database")->required();
    addOption(set, "--user", options.user, "Role that may read and append, and nothing else")->required();
    addOption(
        set, "--tls", options.tls,
        "verify-full: the server's certificate is for this very host; verify-ca: for any; off: unencrypted, for a "
        "server on this computer only")
        ->check(CLI::IsMember({"verify-full", "verify-ca", "off"}))
        ->capture_default_str();
    addOption(set, "--ca-file", options.caFile,
              "PEM file of the authority that issued the certificate; default: those that this computer trusts");
    addOption(set, "--computer", options.computer, "By what the team knows this computer; default: its host name");
    addCommand(team, "leave", "Tell no database any more; what it was told stays there", result,
               headless<TeamSetCommand, TeamSetCommand::Act::Leave>(Purpose::Work));
    CLI::App &prepare
        = addCommand(team, "prepare",
                     "Make or update the tables in the database that was set, as its owner, whose password "
                     "comes from TEAM_DATABASE_PASSWORD",
                     result, headless<TeamPrepareCommand>(Purpose::Work));
    addOption(prepare, "--role", options.role, "Role that Muster works with; it must be there")->required();
    CLI::Option *owner = addOption(prepare, "--owner", options.owner, "Role that owns the database");
    CLI::Option *print = prepare.add_flag(
        "--print", options.prints, "Write the script to standard output, to be read and run by psql; asks no server");
    owner->excludes(print);
    prepare.callback([&result, &options] {
        if (options.owner.isEmpty() && !options.prints)
            throw CLI::RequiredError("--owner or --print");
        result.headless = headless<TeamPrepareCommand>(Purpose::Work);
    });
    addCommand(team, "sync", "Tell the database all that it does not have yet; the window does so by itself", result,
               headless<TeamSyncCommand>(Purpose::Work));
    addCommand(team, "new-id",
               "Be another computer for the team database from now on: for a data folder that was copied or restored",
               result, headless<TeamNewIdCommand>(Purpose::Work));
}

void addAudienceCommands(CLI::App &app, CommandLine &result)
{
    CLI::App &audiences = addGroup(app, "audiences", "Audiences and their criteria");
    addCommand(audiences, "list", "List the audiences with size and evaluation", result,
               headless<AudiencesListCommand>(Purpose::Question));
    CLI::App &show = addCommand(audiences, "show", "Show one audience with its criteria", result,
                                headless<AudiencesShowCommand>(Purpose::Question));
    addOption(show, "ID", result.audienceOptions.id, "Audience id")->required();
    addPut(audiences, result);
    addPublish(audiences, result);
    addCriteriaCommands(audiences, result);
    CLI::App &estimate = addCommand(audiences, "estimate",
                                    "Count whom criteria match among the contacts of a file; no tenant is asked",
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
    addOption(sub, "LIST", options.list, "Contact list by id, or by name where only one has it")->required();
    CLI::Option *input
        = addOption(sub, "--input", options.input, "A dry run: take the contacts from this CSV file, ask no tenant");
    CLI::Option *region = addOption(sub, "--default-region", options.defaultRegion,
                                    "Region of numbers without a country code, as in DE or US");
    addOption(sub, "--region-column", options.regionColumn, "Member of a contact that names its region")
        ->excludes(region);
    addSeparated(sub, "--regions", options.regions, "Regions that may stay, as in US,GB,CA; all: every region");
    addSeparated(sub, "--block", options.block,
                 "Line types that must go: voip, toll_free, premium_rate, shared_cost, pager, uan, "
                 "voicemail, personal_number, fixed_line, mobile; none: none");
    addOption(sub, "--other-regions", options.otherRegions,
              "What is done with numbers of other regions; default: review")
        ->check(CLI::IsMember({"keep", "review", "purge"}));
    addOption(sub, "--not-in-plan", options.notInPlan,
              "What is done with possible numbers that no range of the numbering plans holds; default: review")
        ->check(CLI::IsMember({"keep", "review", "purge"}));
    addOption(sub, "--no-number", options.noNumber, "What is done with contacts without a number; default: review")
        ->check(CLI::IsMember({"keep", "review", "purge"}));
    addOption(sub, "--disposable", options.disposable, "File of disposable numbers; may be given again")
        ->allow_extra_args(false);
    addOption(sub, "--suppress", options.suppress, "File of do-not-call numbers; may be given again")
        ->allow_extra_args(false);
    addOption(sub, "--dedupe", options.dedupe, "What is done with the same number twice")
        ->check(CLI::IsMember({"keep-first", "keep-newest", "flag", "off"}));
    CLI::Option *directive
        = addOption(sub, "--directive", options.directive, "Start from the saved directive of this name");
    addOption(sub, "--like", options.like, "Start from the directive of this earlier run")->excludes(directive);
    CLI::Option *report = addOption(sub, "--report", options.report, "CSV file to write, one row per contact");
    sub.add_flag("--spreadsheet-safe", options.spreadsheetSafe,
                 "Keep formula-like cells and numbers of the report as text, for opening in a spreadsheet")
        ->needs(report);
    addOption(sub, "--plan", options.plan, "File to write what would be changed to, for `muster lists apply`")
        ->excludes(input);
    CLI::Option *lookup = sub.add_flag(
        "--lookup", options.lookup, "Ask Twilio for the lines that the numbering plan leaves open; this costs money");
    addOption(sub, "--lookup-budget", options.lookupBudget,
              "What the look-up may cost at most, as in 12.50; needed unless the price is 0")
        ->needs(lookup);
    addOption(sub, "--lookup-price", options.lookupPrice,
              "Price of one request, as in 0.008; default: the one set in the window, 0 on the sandbox")
        ->needs(lookup);
}

void addDialConsent(CLI::App &command, QStringList &names)
{
    addOption(command, "--dial-consent", names,
              "Name of a running skill that calls from the list: people whose records change MAY BE CALLED. Without it "
              "nothing is sent; may be given again")
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
              "New CSV file for the contacts that were not changed as they were to be, with what became of each; no "
              "file when there are none")
        ->check(CLI::NonexistentPath);
}

void addApply(CLI::App &lists, CommandLine &result)
{
    CLI::App &sub = addCommand(lists, "apply", "Carry out a plan: correct numbers, then purge contacts", result,
                               headless<ListsApplyCommand>(Purpose::Work));
    ListsOptions &options = result.listsOptions;
    addOption(sub, "--plan", options.plan, "File that `muster lists sanitize --plan` wrote")->required();
    CLI::Option *count = addCount(sub, "--confirm-count", options.confirmCount,
                                  "How many contacts the plan purges; needed above 1,000 or 20 % of the list");
    addOption(sub, "--confirm-list", options.confirmList,
              "Name of the contact list; needed as well where more than 90 % of it are purged");
    addOption(sub, "--directive", options.directive,
              "Refuse the plan unless it was made by the saved directive of this name, as it is now");
    CLI::Option *noPurge = sub.add_flag("--no-purge", options.noPurge, "Correct numbers only, purge nobody");
    addOption(sub, "--dnc-group", options.blockGroup,
              "Purge nobody: put the numbers into this do-not-call group (name or id) and leave the contacts in the "
              "list")
        ->excludes(noPurge);
    addOption(sub, "--backup", options.backup, "File for the copy of what is changed; default: Muster's own folder");
    sub.add_flag("--plain-backup", options.plainBackup,
                 "Where the key store takes no key, keep that copy without encryption instead of refusing");
    addDialConsent(sub, options.dialConsent);
    addStartSkill(sub, options.startSkill);
    addOption(sub, "--aggregator", options.aggregator, "Tell this address when it is complete");
    addUnchanged(sub, result);
    CLI::Option *resume
        = sub.add_flag("--resume", options.resume, "Go on with an interrupted run of this plan, else start afresh");
    sub.add_flag("--rearm", options.rearm,
                 "Go on to a purge that was locked because corrections were in doubt; you have looked at the list")
        ->needs(resume)
        ->needs(count);
}

void addRestore(CLI::App &lists, CommandLine &result)
{
    CLI::App &sub = addCommand(lists, "restore", "Bring purged contacts and old numbers back, unblock numbers", result,
                               headless<ListsRestoreCommand>(Purpose::Work));
    ListsOptions &options = result.listsOptions;
    addOption(sub, "BACKUP", options.backup, "File that `muster lists apply` wrote")->required();
    addSeparated(sub, "--only", options.only, "Ids of the contacts to bring back, separated by commas; default: all");
    addUnchanged(sub, result);
    addDialConsent(sub, options.dialConsent);
}

void addEnrichCommands(CLI::App &lists, CommandLine &result)
{
    EnrichOptions &options = result.enrichOptions;
    CLI::App &schema = addCommand(lists, "schema", "List the attributes that a contact list can hold", result,
                                  headless<ListsSchemaCommand>(Purpose::Work));
    addOption(schema, "LIST", options.list, "Contact list by id, or by name where only one has it")->required();

    CLI::App &enrich = addCommand(lists, "enrich", "Fill attributes of contacts from a file", result,
                                  headless<ListsEnrichCommand>(Purpose::Work));
    addOption(enrich, "LIST", options.list, "Contact list by id, or by name where only one has it")->required();
    CLI::Option *campaign
        = addOption(enrich, "--campaign", options.campaign,
                    "Id of the campaign whose time budget counts; a tenant without budgets needs none");
    addOption(enrich, "--input", options.input,
              "CSV, TSV or JSON Lines file with the values; its first row names the columns")
        ->required();
    addOption(enrich, "--id-column", options.idColumn, "Column that holds the contact ids");
    CLI::Option *map = addOption(enrich, "--map", options.maps,
                                 "COLUMN=ATTRIBUTE[:STEP]..., for each attribute. Steps: trim, lower, upper, "
                                 "title, date(FORMAT), number(DECIMAL,GROUP), boolean, "
                                 "replace(PATTERN,TEXT), table(FROM>TO,...)")
                           ->allow_extra_args(false);
    addOption(enrich, "--mapping", options.mapping, "Saved mapping of this list by name, or a mapping file")
        ->excludes(map);
    addOption(enrich, "--like", options.like, "Use the mapping of this earlier run")->excludes("--mapping", map);
    CLI::Option *check = enrich.add_flag("--check", options.check,
                                         "Send nothing: say what fits; exit code 2 when a row would be refused");
    campaign->excludes(check);
    enrich.add_flag("--send-valid", options.sendValid, "Leave out rows that do not fit instead of refusing the file");
    CLI::Option *rejects = addOption(enrich, "--rejects", options.rejects,
                                     "CSV file to write rows to that do not fit, with the reasons");
    enrich
        .add_flag("--spreadsheet-safe", options.spreadsheetSafe,
                  "Keep formula-like cells and numbers of that file as text, for opening in a spreadsheet")
        ->needs(rejects);
    enrich.add_flag("--plain-backup", options.plainBackup,
                    "Where the key store takes no key, keep the copy of what is changed without encryption");
    enrich.add_flag("--resume", options.resume, "Go on with an interrupted run of this file, else start afresh")
        ->excludes(check);
    enrich.add_flag("--no-refresh", options.noRefresh, "Do not have the list refreshed at the end");
    addUnchanged(enrich, result);
    addDialConsent(enrich, options.dialConsent);
    addStartSkill(enrich, options.startSkill);
}

void addEnrichUndoCommand(CLI::App &lists, CommandLine &result)
{
    EnrichOptions &options = result.enrichOptions;
    CLI::App &undo = addCommand(lists, "enrich-undo",
                                "Bring back what an enrichment has written over; what changed since is left alone",
                                result, headless<EnrichUndoCommand>(Purpose::Work));
    addOption(undo, "RUN", options.run, "Id of the enrichment, as `muster lists enrich --json` and the history say it")
        ->required();
    addOption(undo, "--campaign", options.campaign,
              "Id of the campaign whose time budget counts; default: that of the enrichment");
    undo.add_flag("--check", options.check, "Send nothing: say what comes back and what does not");
    addUnchanged(undo, result);
    addOption(undo, "--left", options.left, "CSV file to write the values to that do not come back, with the reasons");
    undo.add_flag("--no-refresh", options.noRefresh, "Do not have the list refreshed at the end");
    CLI::Option *only
        = addOption(undo, "--only", options.only, "File of contact ids, one a line: bring back these alone");
    addOption(undo, "--except", options.except, "File of contact ids, one a line: leave these as they are")
        ->excludes(only);
    addCount(undo, "--confirm-count", options.confirmCount,
             "How many contacts get something back; needed above 1,000 or 20 % of the list");
    addDialConsent(undo, options.dialConsent);
}

} // namespace

void addListsCommands(CLI::App &app, CommandLine &result)
{
    CLI::App &lists = addGroup(app, "lists", "Contact lists");
    addCommand(lists, "list", "List the contact lists", result, headless<ListsListCommand>(Purpose::Question));
    addSanitize(lists, result);
    addApply(lists, result);
    addRestore(lists, result);
    addEnrichCommands(lists, result);
    addEnrichUndoCommand(lists, result);
}

void addCampaignCommands(CLI::App &app, CommandLine &result)
{
    EnrichOptions &options = result.enrichOptions;
    CLI::App &campaigns = addGroup(app, "campaigns", "Outbound campaigns");
    addCommand(campaigns, "list", "List the campaigns", result,
               headless<CampaignsCommand, CampaignsCommand::Act::List>(Purpose::Work));
    CLI::App &show = addCommand(campaigns, "show", "Show one campaign and what its time budget grants", result,
                                headless<CampaignsCommand, CampaignsCommand::Act::Show>(Purpose::Work));
    addOption(show, "ID", options.campaign, "Campaign by id")->required();

    CLI::App &webhooks = addGroup(app, "webhooks", "Notices of the tenant to a CRM");
    addCommand(webhooks, "list", "List the webhooks that were asked for from this data folder; needs no tenant", result,
               headless<WebhooksListCommand>(Purpose::Question));
    CLI::App &add = addCommand(webhooks, "register", "Have the tenant tell an address of enriched contacts", result,
                               headless<WebhooksRegisterCommand>(Purpose::Work));
    addOption(add, "--name", options.webhookName, "Name of the registration")->required();
    addOption(add, "--url", options.webhookUrl, "Address to be told: https, or http on this computer")->required();
    addSeparated(add, "--events", options.webhookEvents, "contact.enriched, contact.updated, separated by commas")
        ->required();
    add.add_option("--max-retries", options.webhookRetries, "How often the tenant tries again")
        ->check(CLI::Range(0, 100))
        ->capture_default_str();
    add.add_option("--backoff-ms", options.webhookBackoffMs, "Milliseconds between its tries")
        ->check(CLI::Range(0, 3'600'000))
        ->capture_default_str();
}

namespace {

using Purpose = HeadlessMaker::Purpose;

void addFetch(CLI::App &transcripts, CommandLine &result)
{
    TranscriptOptions &options = result.transcriptOptions;
    CLI::App &fetch
        = addCommand(transcripts, "fetch", "Fetch transcripts into a folder; nothing unmasked reaches the disk", result,
                     headless<TranscriptsFetchCommand>(Purpose::Work));
    addOption(fetch, "ID", options.ids, "Interactions by id");
    addOption(fetch, "--ids", options.idsFile, "File with an interaction id a line");
    addOption(fetch, "--out", options.out, "Folder to write to: empty, or not there yet")->required();
    addSeparated(fetch, "--media", options.media, "voice, chat, separated by commas; default: both")
        ->check(CLI::IsMember({"voice", "chat"}));
    addOption(fetch, "--redaction", options.redaction, "What the server itself hides: auto, none or full")
        ->check(CLI::IsMember({"auto", "none", "full"}))
        ->capture_default_str();
    fetch.add_option("--concurrency", options.concurrency, "Downloads at a time, 1 to 10")
        ->check(CLI::Range(1, 10))
        ->capture_default_str();
    addOption(fetch, "--policy", options.policy, "Saved masking policy by name, or a policy file; default: built in");
    addOption(fetch, "--webhook", options.webhook, "Give every masked transcript to this address of a data lake");
    addOption(fetch, "--format", options.format, "json: a file each; jsonl: one file; text: a plain text each")
        ->check(CLI::IsMember({"json", "jsonl", "text"}))
        ->capture_default_str();
    addOption(fetch, "--attach", options.attach, "Follow this job, submitted elsewhere, instead of submitting one");
    fetch
        .add_option("--poll-limit", options.pollLimit,
                    "Looks at the job after which the run pauses, the job kept; 0: no limit; default: the connection's")
        ->check(CLI::Range(0, std::numeric_limits<int>::max()));
    fetch.add_flag("--resume", options.resume, "Go on with an interrupted run of this folder, else start afresh");
    CLI::Option *raw
        = fetch.add_flag("--write-raw", options.writeRaw, "Write them UNMASKED; needs --confirm-raw, and is audited");
    fetch.add_option("--confirm-raw", options.confirmRaw, "How many transcripts are to be written unmasked")
        ->needs(raw);
    fetch.callback([&result, &options] {
        if (options.ids.isEmpty() && options.idsFile.isEmpty() && options.attach.isEmpty())
            throw CLI::RequiredError("ID, --ids or --attach");
        result.headless = headless<TranscriptsFetchCommand>(Purpose::Work);
    });
}

void addSearch(CLI::App &transcripts, CommandLine &result)
{
    TranscriptOptions &options = result.transcriptOptions;
    CLI::App &search = addCommand(transcripts, "search", "List interactions that have transcripts", result,
                                  headless<TranscriptsSearchCommand>(Purpose::Question));
    addOption(search, "--from", options.from, "Not before this time: 2026-03-01, 2026-03-01T09:00:00Z (UTC)");
    addOption(search, "--to", options.to, "Before this time");
    addOption(search, "--media", options.media, "voice or chat; default: any")
        ->expected(1)
        ->check(CLI::IsMember({"voice", "chat"}));
}

void addMask(CLI::App &transcripts, CommandLine &result)
{
    MaskOptions &options = result.maskOptions;
    CLI::App &mask = addCommand(transcripts, "mask",
                                "Mask personal data in local files; without --out the masked text goes to standard "
                                "output. No tenant is asked",
                                result, headless<MaskCommand>(Purpose::Question));
    addOption(mask, "FILE", options.files, "JSON, JSON Lines or plain text; - or none: standard input")->type_name("");
    addOption(mask, "--out", options.out,
              "Folder to write masked files and manifest.json to; nothing in it is replaced");
    addOption(mask, "--policy", options.policy, "Masking policy by name, or a file of one; default: Default");
    addOption(mask, "--format", options.format,
              "json, jsonl or text; default: what each file looks like. In jsonl every line is a conversation of its "
              "own: what is said over several lines is not put together")
        ->check(CLI::IsMember({"json", "jsonl", "text"}));
    mask.add_flag("--explain", options.explain,
                  "Print a line of JSON for every finding, with its place and rule but without its text, instead of "
                  "the masked text");
}

void addEvaluate(CLI::App &transcripts, CommandLine &result)
{
    MaskOptions &options = result.maskOptions;
    CLI::App &evaluate = addCommand(transcripts, "evaluate",
                                    "Measure a masking policy on texts in which a person marked what is personal: "
                                    "precision, recall and F2 of each kind in each language. No tenant is asked",
                                    result, headless<EvaluateCommand>(Purpose::Question));
    addOption(evaluate, "FILE", options.labelled, "JSON Lines with text and spans; the manual shows their form")
        ->required();
    addOption(evaluate, "--policy", options.policy, "Masking policy by name, or a file of one; default: Default");
    evaluate.add_flag("--explain", options.explain,
                      "Before the table, print a line of JSON for every place at which masking and the labels differ, "
                      "without its text");
}

void addPolicies(CLI::App &transcripts, CommandLine &result)
{
    MaskOptions &options = result.maskOptions;
    CLI::App &policies = addGroup(transcripts, "policies", "Masking policies saved by name");
    addCommand(policies, "list", "List the masking policies", result,
               headless<PolicyCommand, PolicyCommand::Act::List>(Purpose::Question));
    CLI::App &show = addCommand(policies, "show", "Show what a policy does; exceptions are counted, not shown", result,
                                headless<PolicyCommand, PolicyCommand::Act::Show>(Purpose::Question));
    addOption(show, "NAME", options.policyName, "Policy by name")->required();
    CLI::App &load = addCommand(policies, "import", "Save the policy of a file under its name", result,
                                headless<PolicyCommand, PolicyCommand::Act::Import>(Purpose::Work));
    addOption(load, "FILE", options.policyFile, "An exported policy")->required();
    CLI::App &ex = addCommand(policies, "export", "Write a policy to a file, with the words of its exceptions", result,
                              headless<PolicyCommand, PolicyCommand::Act::Export>(Purpose::Work));
    addOption(ex, "NAME", options.policyName, "Policy by name")->required();
    addOption(ex, "FILE", options.policyFile, "File to write; must not be there yet")->required();
    CLI::App &del = addCommand(policies, "delete", "Delete a saved policy", result,
                               headless<PolicyCommand, PolicyCommand::Act::Delete>(Purpose::Work));
    del.alias("remove"); // its name in 0.1.0
    addOption(del, "NAME", options.policyName, "Policy by name")->required();
}

} // namespace

void addTranscriptCommands(CLI::App &app, CommandLine &result)
{
    CLI::App &transcripts = addGroup(app, "transcripts", "Transcripts of interactions, masked");
    addFetch(transcripts, result);
    addSearch(transcripts, result);
    addMask(transcripts, result);
    addEvaluate(transcripts, result);
    addPolicies(transcripts, result);
}

} // namespace muster
