// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/audienceoptions.h"

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
    std::string id, file, webhook;
    qint64 expectedVersion = 0;
    bool keepCount = false;
};

CLI::App *audiencesGroup(CLI::App &app)
{
    const auto known = app.get_subcommands([](const CLI::App *group) { return group->get_name() == "audiences"; });
    CLI::App *group = known.empty() ? app.add_subcommand("audiences", "Audiences and their criteria") : known.front();
    group->fallthrough();
    group->require_subcommand(1);
    return group;
}

void addPut(CLI::App &group, CommandLine &result)
{
    const auto words = std::make_shared<Words>();
    AudienceOptions &options = result.audienceOptions;
    CLI::App *put = group.add_subcommand("put", "Register an audience; never over somebody else's change");
    put->fallthrough();
    put->add_option("ID", words->id, "Audience id; a new one makes a new audience")->required();
    put->add_option("FILE", words->file, "The definition as JSON, as `show --json` or the window gives it")->required();
    put->add_option("--webhook", words->webhook, "Tell this address of a CDP once it is registered");
    CLI::Option *expected
        = put->add_option("--expect-version", words->expectedVersion,
                          "The version that it is to replace, 0 for none; default: the one that is there now")
              ->check(CLI::Range(qint64(0), std::numeric_limits<qint64>::max()));
    put->add_flag("--no-recalculate", words->keepCount, "Leave size and evaluation as they are");
    put->add_flag("--wait", options.awaitEvaluation, "Stay until the server has counted it");
    put->callback([words, expected, &result, &options] {
        result.command = Command::AudiencesPut;
        options.id = QString::fromStdString(words->id);
        options.file = QString::fromStdString(words->file);
        options.webhook = QString::fromStdString(words->webhook);
        options.recalculate = !words->keepCount;
        if (expected->count() > 0)
            options.expectedVersion = words->expectedVersion;
    });
}

} // namespace

void addAudienceCommands(CLI::App &app, CommandLine &result)
{
    CLI::App *group = audiencesGroup(app);
    CLI::App *list = group->add_subcommand("list", "List the audiences with size and evaluation");
    list->fallthrough();
    list->callback([&result] { result.command = Command::AudiencesList; });
    const auto words = std::make_shared<Words>();
    CLI::App *show = group->add_subcommand("show", "Show one audience with its criteria");
    show->fallthrough();
    show->add_option("ID", words->id, "Audience id")->required();
    show->callback([words, &result] {
        result.command = Command::AudiencesShow;
        result.audienceOptions.id = QString::fromStdString(words->id);
    });
    addPut(*group, result);
}

} // namespace muster
