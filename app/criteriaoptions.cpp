// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/criteriaoptions.h"

#include "app/commandline.h"

#include <CLI/CLI.hpp>
#include <memory>

namespace muster {

namespace {

using Command = CommandLine::Command;

// CLI11 speaks std::string.
struct Words
{
    std::string file, newer, id, fields;
};

constexpr auto fileHelp = "A definition of an audience, or its criteria alone, as JSON";

} // namespace

void addCriteriaCommands(CLI::App &app, CommandLine &result)
{
    const auto groups = app.get_subcommands([](const CLI::App *group) { return group->get_name() == "audiences"; });
    CLI::App *audiences
        = groups.empty() ? app.add_subcommand("audiences", "Audiences and their criteria") : groups.front();
    audiences->fallthrough();
    audiences->require_subcommand(1);
    const auto words = std::make_shared<Words>();
    const auto add = [&](const char *name, const char *help, Command value) {
        CLI::App *sub = audiences->add_subcommand(name, help);
        sub->fallthrough();
        sub->callback([words, &result, value] {
            result.command = value;
            result.criteriaOptions = {QString::fromStdString(words->file), QString::fromStdString(words->newer),
                                      QString::fromStdString(words->id), QString::fromStdString(words->fields)};
        });
        sub->add_option("--fields", words->fields, "A file of fields of the data source: names, types, known values");
        return sub;
    };
    CLI::App *validate = add("validate",
                             "Say what is wrong with a definition and where; exit code 2 when it would be refused. No "
                             "tenant is asked",
                             Command::AudiencesValidate);
    validate->add_option("FILE", words->file, fileHelp)->required();
    validate->add_option("--id", words->id, "Id of the audience that it is for: it must not exclude itself");
    add("explain", "Say a definition in words; no tenant is asked", Command::AudiencesExplain)
        ->add_option("FILE", words->file, fileHelp)
        ->required();
    CLI::App *diff = add("diff",
                         "Say what the second definition adds to the first, removes, moves and changes; no tenant is "
                         "asked",
                         Command::AudiencesDiff);
    diff->add_option("FILE", words->file, "The older one")->required();
    diff->add_option("NEWER", words->newer, "The newer one")->required();
}

} // namespace muster
