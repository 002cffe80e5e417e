// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/listsoptions.h"

#include "app/headless/campaigncommands.h"
#include "app/headless/enrichcommand.h"
#include "app/headless/enrichundocommand.h"
#include "app/headless/listcommands.h"
#include "app/headless/listsanitizecommand.h"
#include "app/options.h"

#include <CLI/CLI.hpp>

namespace muster {

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
    addOption(sub, "--no-number", options.noNumber, "What is done with contacts without a number; default: review")
        ->check(CLI::IsMember({"keep", "review", "purge"}));
    addOption(sub, "--disposable", options.disposable, "File of disposable numbers; may be given again")
        ->allow_extra_args(false);
    addOption(sub, "--suppress", options.suppress, "File of do-not-call numbers; may be given again")
        ->allow_extra_args(false);
    addOption(sub, "--dedupe", options.dedupe, "What is done with the same number twice")
        ->check(CLI::IsMember({"keep-first", "keep-newest", "flag", "off"}));
    addOption(sub, "--directive", options.directive, "Start from the saved directive of this name");
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
    sub.add_flag("--no-purge", options.noPurge, "Correct numbers only, purge nobody");
    addOption(sub, "--backup", options.backup, "File for the copy of what is changed; default: Muster's own folder");
    sub.add_flag("--plain-backup", options.plainBackup,
                 "Where the key store takes no key, keep that copy without encryption instead of refusing");
    addOption(sub, "--aggregator", options.aggregator, "Tell this address when it is complete");
    CLI::Option *resume
        = sub.add_flag("--resume", options.resume, "Go on with an interrupted run of this plan, else start afresh");
    sub.add_flag("--rearm", options.rearm,
                 "Go on to a purge that was locked because corrections were in doubt; you have looked at the list")
        ->needs(resume)
        ->needs(count);
}

void addRestore(CLI::App &lists, CommandLine &result)
{
    CLI::App &sub = addCommand(lists, "restore", "Bring purged contacts and old numbers back", result,
                               headless<ListsRestoreCommand>(Purpose::Work));
    ListsOptions &options = result.listsOptions;
    addOption(sub, "BACKUP", options.backup, "File that `muster lists apply` wrote")->required();
    addSeparated(sub, "--only", options.only, "Ids of the contacts to bring back, separated by commas; default: all");
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
        = addOption(enrich, "--campaign", options.campaign, "Id of the campaign whose time budget counts");
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
    enrich.callback([&result, check, campaign] {
        if (!*check && !*campaign)
            throw CLI::RequiredError("--campaign (or --check)");
        result.headless = headless<ListsEnrichCommand>(Purpose::Work);
    });
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
    addOption(undo, "--left", options.left, "CSV file to write the values to that do not come back, with the reasons");
    undo.add_flag("--no-refresh", options.noRefresh, "Do not have the list refreshed at the end");
    CLI::Option *only
        = addOption(undo, "--only", options.only, "File of contact ids, one a line: bring back these alone");
    addOption(undo, "--except", options.except, "File of contact ids, one a line: leave these as they are")
        ->excludes(only);
    addCount(undo, "--confirm-count", options.confirmCount,
             "How many contacts get something back; needed above 1,000 or 20 % of the list");
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

} // namespace muster
