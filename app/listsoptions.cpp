// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/listsoptions.h"

#include "app/commandline.h"
#include "app/enrichoptions.h"

#include <CLI/CLI.hpp>
#include <limits>
#include <memory>

namespace muster {

namespace {

using Command = CommandLine::Command;

// CLI11 speaks std::string.
struct Words
{
    std::string list, input, defaultRegion, regionColumn, dedupe, directive, report, plan, backup, aggregator,
        lookupBudget, lookupPrice, confirmList, otherRegions, noNumber;
    std::vector<std::string> regions, block, disposable, suppress, only;
    qint64 confirmCount = -1;
};
using SharedWords = std::shared_ptr<Words>;

QString text(const std::string &word)
{
    return QString::fromStdString(word);
}

QStringList texts(const std::vector<std::string> &words)
{
    QStringList list;
    for (const std::string &word : words) {
        if (!word.empty())
            list.append(text(word));
    }
    return list;
}

CLI::App *command(CLI::App *parent, const char *name, const char *help)
{
    CLI::App *sub = parent->add_subcommand(name, help);
    sub->fallthrough();
    return sub;
}

CLI::Option *addMany(CLI::App *sub, const char *name, std::vector<std::string> &into, const char *help)
{
    return sub->add_option(name, into, help)->delimiter(',')->allow_extra_args(false);
}

void addSanitize(CLI::App *lists, CommandLine &result, const SharedWords &words)
{
    CLI::App *sub = command(lists, "sanitize", "Preview what would happen to every contact; nothing is changed");
    ListsOptions &options = result.listsOptions;
    sub->add_option("LIST", words->list, "Contact list by id, or by name where only one has it")->required();
    CLI::Option *input
        = sub->add_option("--input", words->input, "A dry run: take the contacts from this CSV file, ask no tenant");
    CLI::Option *region = sub->add_option("--default-region", words->defaultRegion,
                                          "Region of numbers without a country code, as in DE or US");
    sub->add_option("--region-column", words->regionColumn, "Member of a contact that names its region")
        ->excludes(region);
    CLI::Option *regions
        = addMany(sub, "--regions", words->regions, "Regions that may stay, as in US,GB,CA; all: every region");
    CLI::Option *block = addMany(sub, "--block", words->block,
                                 "Line types that must go: voip, toll_free, premium_rate, shared_cost, pager, uan, "
                                 "voicemail, personal_number, fixed_line, mobile; none: none");
    sub->add_option("--other-regions", words->otherRegions,
                    "What is done with numbers of other regions; default: review")
        ->check(CLI::IsMember({"keep", "review", "purge"}));
    sub->add_option("--no-number", words->noNumber, "What is done with contacts without a number; default: review")
        ->check(CLI::IsMember({"keep", "review", "purge"}));
    sub->add_option("--disposable", words->disposable, "File of disposable numbers; may be given again")
        ->allow_extra_args(false);
    sub->add_option("--suppress", words->suppress, "File of do-not-call numbers; may be given again")
        ->allow_extra_args(false);
    sub->add_option("--dedupe", words->dedupe, "What is done with the same number twice")
        ->check(CLI::IsMember({"keep-first", "keep-newest", "flag", "off"}));
    sub->add_option("--directive", words->directive, "Start from the saved directive of this name");
    CLI::Option *report = sub->add_option("--report", words->report, "CSV file to write, one row per contact");
    sub->add_flag("--spreadsheet-safe", options.spreadsheetSafe,
                  "Keep formula-like cells and numbers of the report as text, for opening in a spreadsheet")
        ->needs(report);
    sub->add_option("--plan", words->plan, "File to write what would be changed to, for `muster lists apply`")
        ->excludes(input);
    CLI::Option *lookup = sub->add_flag(
        "--lookup", options.lookup, "Ask Twilio for the lines that the numbering plan leaves open; this costs money");
    sub->add_option("--lookup-budget", words->lookupBudget,
                    "What the look-up may cost at most, as in 12.50; needed unless the price is 0")
        ->needs(lookup);
    sub->add_option("--lookup-price", words->lookupPrice,
                    "Price of one request, as in 0.008; default: the one set in the window, 0 on the sandbox")
        ->needs(lookup);
    sub->callback([words, &result, &options, regions, block] {
        result.command = Command::ListsSanitize;
        options.list = text(words->list);
        options.input = text(words->input);
        options.defaultRegion = text(words->defaultRegion);
        options.regionColumn = text(words->regionColumn);
        if (*regions)
            options.regions = texts(words->regions);
        if (*block)
            options.block = texts(words->block);
        options.otherRegions = text(words->otherRegions);
        options.noNumber = text(words->noNumber);
        options.disposable = texts(words->disposable);
        options.suppress = texts(words->suppress);
        options.dedupe = text(words->dedupe);
        options.directive = text(words->directive);
        options.report = text(words->report);
        options.plan = text(words->plan);
        options.lookupBudget = text(words->lookupBudget);
        options.lookupPrice = text(words->lookupPrice);
    });
}

void addApply(CLI::App *lists, CommandLine &result, const SharedWords &words)
{
    CLI::App *sub = command(lists, "apply", "Carry out a plan: correct numbers, then purge contacts");
    ListsOptions &options = result.listsOptions;
    sub->add_option("--plan", words->plan, "File that `muster lists sanitize --plan` wrote")->required();
    CLI::Option *count = sub->add_option("--confirm-count", words->confirmCount,
                                         "How many contacts the plan purges; needed above 1,000 or 20 % of the list")
                             ->check(CLI::Range(qint64(0), std::numeric_limits<qint64>::max()));
    sub->add_option("--confirm-list", words->confirmList,
                    "Name of the contact list; needed as well where more than 90 % of it are purged");
    sub->add_option("--directive", words->directive,
                    "Refuse the plan unless it was made by the saved directive of this name, as it is now");
    sub->add_flag("--no-purge", options.noPurge, "Correct numbers only, purge nobody");
    sub->add_option("--backup", words->backup, "File for the copy of what is changed; default: Muster's own folder");
    sub->add_flag("--plain-backup", options.plainBackup,
                  "Where the key store takes no key, keep that copy without encryption instead of refusing");
    sub->add_option("--aggregator", words->aggregator, "Tell this address when it is complete");
    CLI::Option *resume
        = sub->add_flag("--resume", options.resume, "Go on with an interrupted run of this plan, else start afresh");
    sub->add_flag("--rearm", options.rearm,
                  "Go on to a purge that was locked because corrections were in doubt; you have looked at the list")
        ->needs(resume)
        ->needs(count);
    sub->callback([words, &result, &options, count] {
        result.command = Command::ListsApply;
        options.plan = text(words->plan);
        if (*count)
            options.confirmCount = words->confirmCount;
        options.confirmList = text(words->confirmList);
        options.directive = text(words->directive);
        options.backup = text(words->backup);
        options.aggregator = text(words->aggregator);
    });
}

void addRestore(CLI::App *lists, CommandLine &result, const SharedWords &words)
{
    CLI::App *sub = command(lists, "restore", "Bring purged contacts and old numbers back");
    ListsOptions &options = result.listsOptions;
    sub->add_option("BACKUP", words->backup, "File that `muster lists apply` wrote")->required();
    addMany(sub, "--only", words->only, "Ids of the contacts to bring back, separated by commas; default: all");
    sub->callback([words, &result, &options] {
        result.command = Command::ListsRestore;
        options.backup = text(words->backup);
        options.only = texts(words->only);
    });
}

} // namespace

void addListsCommands(CLI::App &app, CommandLine &result)
{
    const auto words = std::make_shared<Words>();
    CLI::App *lists = app.add_subcommand("lists", "Contact lists");
    lists->require_subcommand(1);
    lists->fallthrough();
    command(lists, "list", "List the contact lists")->callback([&result] { result.command = Command::ListsList; });
    addSanitize(lists, result, words);
    addApply(lists, result, words);
    addRestore(lists, result, words);
    addEnrichCommands(*lists, result);
}

} // namespace muster
