// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/maskoptions.h"

#include "app/commandline.h"

#include <CLI/CLI.hpp>
#include <memory>

namespace muster {

namespace {

using Command = CommandLine::Command;

// CLI11 speaks std::string.
struct Words
{
    std::vector<std::string> files;
    std::string out, policy, format, name, file;
};
using SharedWords = std::shared_ptr<Words>;

CLI::App *command(CLI::App &parent, const char *name, const char *help)
{
    CLI::App *sub = parent.add_subcommand(name, help);
    sub->fallthrough();
    return sub;
}

void addMask(CLI::App &transcripts, CommandLine &result)
{
    const auto words = std::make_shared<Words>();
    MaskOptions &options = result.maskOptions;
    CLI::App *mask = command(transcripts, "mask",
                             "Mask personal data in local files; without --out the masked text goes to standard "
                             "output. No tenant is asked");
    mask->add_option("FILE", words->files, "JSON, JSON Lines or plain text; - or none: standard input")->type_name("");
    mask->add_option("--out", words->out,
                     "Folder to write masked files and manifest.json to; nothing in it is replaced");
    mask->add_option("--policy", words->policy, "Masking policy by name, or a file of one; default: Default");
    mask->add_option(
            "--format", words->format,
            "json, jsonl or text; default: what each file looks like. In jsonl every line is a conversation of its "
            "own: what is said over several lines is not put together")
        ->check(CLI::IsMember({"json", "jsonl", "text"}));
    mask->add_flag("--explain", options.explain,
                   "Print a line of JSON for every finding, with its place and rule but without its text, instead of "
                   "the masked text");
    mask->callback([words, &result, &options] {
        result.command = Command::TranscriptsMask;
        for (const std::string &file : words->files)
            options.files.append(QString::fromStdString(file));
        options.out = QString::fromStdString(words->out);
        options.policy = QString::fromStdString(words->policy);
        options.format = QString::fromStdString(words->format);
    });
}

void addPolicies(CLI::App &transcripts, CommandLine &result)
{
    const auto words = std::make_shared<Words>();
    MaskOptions &options = result.maskOptions;
    CLI::App *policies = command(transcripts, "policies", "Masking policies saved by name");
    policies->require_subcommand(1);
    const auto add = [&](const char *name, const char *help, Command value) {
        CLI::App *sub = command(*policies, name, help);
        sub->callback([words, &result, &options, value] {
            result.command = value;
            options.policyName = QString::fromStdString(words->name);
            options.policyFile = QString::fromStdString(words->file);
        });
        return sub;
    };
    add("list", "List the masking policies", Command::PoliciesList);
    add("show", "Show what a policy does; exceptions are counted, not shown", Command::PoliciesShow)
        ->add_option("NAME", words->name, "Policy by name")
        ->required();
    add("import", "Save the policy of a file under its name", Command::PoliciesImport)
        ->add_option("FILE", words->file, "An exported policy")
        ->required();
    CLI::App *ex = add("export", "Write a policy to a file, with the words of its exceptions", Command::PoliciesExport);
    ex->add_option("NAME", words->name, "Policy by name")->required();
    ex->add_option("FILE", words->file, "File to write; must not be there yet")->required();
    CLI::App *del = add("delete", "Delete a saved policy", Command::PoliciesDelete);
    del->alias("remove"); // its name in 0.1.0
    del->add_option("NAME", words->name, "Policy by name")->required();
}

} // namespace

void addMaskCommands(CLI::App &app, CommandLine &result)
{
    const auto groups = app.get_subcommands([](const CLI::App *group) { return group->get_name() == "transcripts"; });
    CLI::App *transcripts = groups.empty()
        ? command(app, "transcripts", "Transcripts of interactions and the masking of personal data")
        : groups.front();
    transcripts->require_subcommand(1);
    addMask(*transcripts, result);
    addPolicies(*transcripts, result);
}

} // namespace muster
