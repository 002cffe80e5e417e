// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/enrichoptions.h"

#include "app/commandline.h"

#include <CLI/CLI.hpp>
#include <limits>
#include <memory>

namespace muster {

namespace {

using Command = CommandLine::Command;

// CLI11 speaks std::string.
struct Words
{
    std::string list, run, left, only, except, campaign, input, idColumn, mapping, rejects, name, url;
    qint64 confirmCount = -1;
    std::vector<std::string> maps, events;
};
using SharedWords = std::shared_ptr<Words>;

QString text(const std::string &word)
{
    return QString::fromStdString(word);
}

QStringList texts(const std::vector<std::string> &words)
{
    QStringList list;
    for (const std::string &word : words)
        list.append(text(word));
    return list;
}

CLI::App *command(CLI::App &parent, const char *name, const char *help)
{
    CLI::App *sub = parent.add_subcommand(name, help);
    sub->fallthrough();
    return sub;
}

void addEnrichUndoCommand(CLI::App &lists, CommandLine &result)
{
    const auto words = std::make_shared<Words>();
    EnrichOptions &options = result.enrichOptions;
    CLI::App *undo = command(lists, "enrich-undo",
                             "Bring back what an enrichment has written over; what changed since is left alone");
    undo->add_option("RUN", words->run, "Id of the enrichment, as `muster lists enrich --json` and the history say it")
        ->required();
    undo->add_option("--campaign", words->campaign,
                     "Id of the campaign whose time budget counts; default: that of the enrichment");
    undo->add_flag("--check", options.check, "Send nothing: say what comes back and what does not");
    undo->add_option("--left", words->left, "CSV file to write the values to that do not come back, with the reasons");
    undo->add_flag("--no-refresh", options.noRefresh, "Do not have the list refreshed at the end");
    CLI::Option *only
        = undo->add_option("--only", words->only, "File of contact ids, one a line: bring back these alone");
    undo->add_option("--except", words->except, "File of contact ids, one a line: leave these as they are")
        ->excludes(only);
    CLI::Option *count
        = undo->add_option("--confirm-count", words->confirmCount,
                           "How many contacts get something back; needed above 1,000 or 20 % of the list")
              ->check(CLI::Range(qint64(0), std::numeric_limits<qint64>::max()));
    undo->callback([words, &result, &options, count] {
        result.command = Command::ListsEnrichUndo;
        options.run = text(words->run);
        options.campaign = text(words->campaign);
        options.left = text(words->left);
        options.only = text(words->only);
        options.except = text(words->except);
        if (*count)
            options.confirmCount = words->confirmCount;
    });
}

} // namespace

void addEnrichCommands(CLI::App &lists, CommandLine &result)
{
    const auto words = std::make_shared<Words>();
    EnrichOptions &options = result.enrichOptions;
    CLI::App *schema = command(lists, "schema", "List the attributes that a contact list can hold");
    schema->add_option("LIST", words->list, "Contact list by id, or by name where only one has it")->required();
    schema->callback([words, &result, &options] {
        result.command = Command::ListsSchema;
        options.list = text(words->list);
    });

    CLI::App *enrich = command(lists, "enrich", "Fill attributes of contacts from a file");
    enrich->add_option("LIST", words->list, "Contact list by id, or by name where only one has it")->required();
    CLI::Option *campaign
        = enrich->add_option("--campaign", words->campaign, "Id of the campaign whose time budget counts");
    enrich
        ->add_option("--input", words->input,
                     "CSV, TSV or JSON Lines file with the values; its first row names the columns")
        ->required();
    enrich->add_option("--id-column", words->idColumn, "Column that holds the contact ids");
    CLI::Option *map = enrich->add_option("--map", words->maps,
                                          "COLUMN=ATTRIBUTE[:STEP]..., for each attribute. Steps: trim, lower, upper, "
                                          "title, date(FORMAT), number(DECIMAL,GROUP), boolean, "
                                          "replace(PATTERN,TEXT), table(FROM>TO,...)");
    map->allow_extra_args(false);
    enrich->add_option("--mapping", words->mapping, "Saved mapping of this list by name, or a mapping file")
        ->excludes(map);
    CLI::Option *check = enrich->add_flag("--check", options.check,
                                          "Send nothing: say what fits; exit code 2 when a row would be refused");
    campaign->excludes(check);
    enrich->add_flag("--send-valid", options.sendValid, "Leave out rows that do not fit instead of refusing the file");
    CLI::Option *rejects = enrich->add_option("--rejects", words->rejects,
                                              "CSV file to write rows to that do not fit, with the reasons");
    enrich
        ->add_flag("--spreadsheet-safe", options.spreadsheetSafe,
                   "Keep formula-like cells and numbers of that file as text, for opening in a spreadsheet")
        ->needs(rejects);
    enrich->add_flag("--plain-backup", options.plainBackup,
                     "Where the key store takes no key, keep the copy of what is changed without encryption");
    enrich->add_flag("--resume", options.resume, "Go on with an interrupted run of this file, else start afresh")
        ->excludes(check);
    enrich->add_flag("--no-refresh", options.noRefresh, "Do not have the list refreshed at the end");
    enrich->callback([words, &result, &options, check, campaign] {
        if (!*check && !*campaign)
            throw CLI::RequiredError("--campaign (or --check)");
        result.command = Command::ListsEnrich;
        options.list = text(words->list);
        options.campaign = text(words->campaign);
        options.input = text(words->input);
        options.idColumn = text(words->idColumn);
        options.maps = texts(words->maps);
        options.mapping = text(words->mapping);
        options.rejects = text(words->rejects);
    });
    addEnrichUndoCommand(lists, result);
}

void addCampaignCommands(CLI::App &app, CommandLine &result)
{
    const auto words = std::make_shared<Words>();
    EnrichOptions &options = result.enrichOptions;
    CLI::App *campaigns = command(app, "campaigns", "Outbound campaigns");
    campaigns->require_subcommand(1);
    command(*campaigns, "list", "List the campaigns")->callback([&result] { result.command = Command::CampaignsList; });
    CLI::App *show = command(*campaigns, "show", "Show one campaign and what its time budget grants");
    show->add_option("ID", words->campaign, "Campaign by id")->required();
    show->callback([words, &result, &options] {
        result.command = Command::CampaignsShow;
        options.campaign = text(words->campaign);
    });

    CLI::App *webhooks = command(app, "webhooks", "Notices of the tenant to a CRM");
    webhooks->require_subcommand(1);
    command(*webhooks, "list", "List the webhooks that were asked for from this data folder; needs no tenant")
        ->callback([&result] { result.command = Command::WebhooksList; });
    CLI::App *add = command(*webhooks, "register", "Have the tenant tell an address of enriched contacts");
    add->add_option("--name", words->name, "Name of the registration")->required();
    add->add_option("--url", words->url, "Address to be told: https, or http on this computer")->required();
    add->add_option("--events", words->events, "contact.enriched, contact.updated, separated by commas")
        ->delimiter(',')
        ->allow_extra_args(false)
        ->required();
    add->add_option("--max-retries", options.webhookRetries, "How often the tenant tries again")
        ->check(CLI::Range(0, 100))
        ->capture_default_str();
    add->add_option("--backoff-ms", options.webhookBackoffMs, "Milliseconds between its tries")
        ->check(CLI::Range(0, 3'600'000))
        ->capture_default_str();
    add->callback([words, &result, &options] {
        result.command = Command::WebhooksRegister;
        options.webhookName = text(words->name);
        options.webhookUrl = text(words->url);
        options.webhookEvents = texts(words->events);
    });
}

} // namespace muster
