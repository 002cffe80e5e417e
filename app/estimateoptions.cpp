// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estimateoptions.h"

#include "app/commandline.h"

#include <CLI/CLI.hpp>
#include <memory>

namespace muster {

void addEstimateCommand(CLI::App &app, CommandLine &result)
{
    const auto groups = app.get_subcommands([](const CLI::App *group) { return group->get_name() == "audiences"; });
    CLI::App *audiences
        = groups.empty() ? app.add_subcommand("audiences", "Audiences and their criteria") : groups.front();
    audiences->fallthrough();
    audiences->require_subcommand(1);

    struct Words // CLI11 speaks std::string
    {
        std::string file, contacts;
    };
    const auto words = std::make_shared<Words>();
    CLI::App *estimate = audiences->add_subcommand(
        "estimate", "Count whom criteria match among the contacts of a file; no tenant is asked");
    estimate->fallthrough();
    estimate->add_option("FILE", words->file, "A definition of an audience, or its criteria alone, as JSON")
        ->required();
    estimate->add_option("--contacts", words->contacts, "Contacts as CSV, TSV or JSON Lines")->required();
    estimate->callback([words, &result] {
        result.command = CommandLine::Command::AudiencesEstimate;
        result.estimateOptions = {QString::fromStdString(words->file), QString::fromStdString(words->contacts)};
    });
}

} // namespace muster
