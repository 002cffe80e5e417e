// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/supportgroups.h"

#include "app/headless/supportcommand.h"
#include "app/options.h"

#include <CLI/CLI.hpp>

namespace muster {

void addSupportCommands(CLI::App &app, CommandLine &result)
{
    SupportOptions &options = result.supportOptions;
    CLI::App &support = addGroup(app, "support", "What helps support find the cause of a problem");
    CLI::App &collect = addCommand(support, "collect",
                                   "Collect versions, settings, runs and events: no secrets, names, contacts or numbers. "
                                   "No tenant is contacted, nothing is sent",
                                   result, headless<SupportCollectCommand>(HeadlessMaker::Purpose::Work));
    addOption(collect, "--out", options.out, "File to write");
    collect.add_flag("--show", options.show, "Print what is collected");
    collect.callback([&result, &options] {
        if (options.out.isEmpty() && !options.show)
            throw CLI::RequiredError("--out or --show");
        result.headless = headless<SupportCollectCommand>(HeadlessMaker::Purpose::Work);
    });
}

} // namespace muster
