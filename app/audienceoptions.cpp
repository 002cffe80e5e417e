// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/audienceoptions.h"

#include "app/headless/audiencecommands.h"
#include "app/headless/audiencefilecommands.h"
#include "app/options.h"

#include <CLI/CLI.hpp>

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
    addOption(put, "FILE", options.file, "The definition as JSON, as `show --json` or the window gives it")->required();
    addOption(put, "--webhook", options.webhook, "Tell this address of a CDP once it is registered");
    addCount(put, "--expect-version", options.expectedVersion,
             "The version that it is to replace, 0 for none; default: the one that is there now");
    put.add_flag_callback(
        "--no-recalculate", [&options] { options.recalculate = false; }, "Leave size and evaluation as they are");
    put.add_flag("--wait", options.awaitEvaluation, "Stay until the server has counted it");
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

void addAudienceCommands(CLI::App &app, CommandLine &result)
{
    CLI::App &audiences = addGroup(app, "audiences", "Audiences and their criteria");
    addCommand(audiences, "list", "List the audiences with size and evaluation", result,
               headless<AudiencesListCommand>(Purpose::Question));
    CLI::App &show = addCommand(audiences, "show", "Show one audience with its criteria", result,
                                headless<AudiencesShowCommand>(Purpose::Question));
    addOption(show, "ID", result.audienceOptions.id, "Audience id")->required();
    addPut(audiences, result);
    addCriteriaCommands(audiences, result);
    CLI::App &estimate = addCommand(audiences, "estimate",
                                    "Count whom criteria match among the contacts of a file; no tenant is asked",
                                    result, headless<EstimateCommand>(Purpose::Question));
    addOption(estimate, "FILE", result.estimateOptions.file, fileHelp)->required();
    addOption(estimate, "--contacts", result.estimateOptions.contacts, "Contacts as CSV, TSV or JSON Lines")
        ->required();
}

} // namespace muster
