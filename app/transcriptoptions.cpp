// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/transcriptoptions.h"

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
    std::string idsFile, out, policy, webhook, attach, redaction = "auto", format = "json", from, to;
    std::vector<std::string> ids, media;
};

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

CLI::App *transcriptsGroup(CLI::App &app)
{
    const auto known = app.get_subcommands([](CLI::App *sub) { return sub->get_name() == "transcripts"; });
    if (!known.empty())
        return known.front();
    CLI::App *group = app.add_subcommand("transcripts", "Transcripts of interactions, masked");
    group->require_subcommand(1);
    group->fallthrough();
    return group;
}

void addFetch(CLI::App &group, CommandLine &result)
{
    const auto words = std::make_shared<Words>();
    TranscriptOptions &options = result.transcriptOptions;
    CLI::App *fetch
        = group.add_subcommand("fetch", "Fetch transcripts into a folder; nothing unmasked reaches the disk");
    fetch->fallthrough();
    fetch->add_option("ID", words->ids, "Interactions by id");
    fetch->add_option("--ids", words->idsFile, "File with an interaction id a line");
    fetch->add_option("--out", words->out, "Folder to write to: empty, or not there yet")->required();
    fetch->add_option("--media", words->media, "voice, chat, separated by commas; default: both")
        ->delimiter(',')
        ->allow_extra_args(false)
        ->check(CLI::IsMember({"voice", "chat"}));
    fetch->add_option("--redaction", words->redaction, "What the server itself hides: auto, none or full")
        ->check(CLI::IsMember({"auto", "none", "full"}))
        ->capture_default_str();
    fetch->add_option("--concurrency", options.concurrency, "Downloads at a time, 1 to 10")
        ->check(CLI::Range(1, 10))
        ->capture_default_str();
    fetch->add_option("--policy", words->policy, "Saved masking policy by name, or a policy file; default: built in");
    fetch->add_option("--webhook", words->webhook, "Give every masked transcript to this address of a data lake");
    fetch->add_option("--format", words->format, "json: a file each; jsonl: one file; text: a plain text each")
        ->check(CLI::IsMember({"json", "jsonl", "text"}))
        ->capture_default_str();
    fetch->add_option("--attach", words->attach, "Follow this job, submitted elsewhere, instead of submitting one");
    fetch->add_option("--poll-limit", options.pollLimit, "Status requests after which the run pauses; default: none")
        ->check(CLI::Range(0, std::numeric_limits<int>::max()));
    fetch->add_flag("--resume", options.resume, "Go on with an interrupted run of this folder, else start afresh");
    CLI::Option *raw
        = fetch->add_flag("--write-raw", options.writeRaw, "Write them UNMASKED; needs --confirm-raw, and is audited");
    fetch->add_option("--confirm-raw", options.confirmRaw, "How many transcripts are to be written unmasked")
        ->needs(raw);
    fetch->callback([words, &result, &options] {
        result.command = Command::TranscriptsFetch;
        options.ids = texts(words->ids);
        options.idsFile = text(words->idsFile);
        options.out = text(words->out);
        options.media = texts(words->media);
        options.redaction = text(words->redaction);
        options.policy = text(words->policy);
        options.webhook = text(words->webhook);
        options.format = text(words->format);
        options.attach = text(words->attach);
        if (options.ids.isEmpty() && options.idsFile.isEmpty() && options.attach.isEmpty())
            throw CLI::RequiredError("ID, --ids or --attach");
    });
}

void addSearch(CLI::App &group, CommandLine &result)
{
    const auto words = std::make_shared<Words>();
    TranscriptOptions &options = result.transcriptOptions;
    CLI::App *search = group.add_subcommand("search", "List interactions that have transcripts");
    search->fallthrough();
    search->add_option("--from", words->from, "Not before this time: 2026-03-01, 2026-03-01T09:00:00Z (UTC)");
    search->add_option("--to", words->to, "Before this time");
    search->add_option("--media", words->media, "voice or chat; default: any")
        ->expected(1)
        ->check(CLI::IsMember({"voice", "chat"}));
    search->callback([words, &result, &options] {
        result.command = Command::TranscriptsSearch;
        options.from = text(words->from);
        options.to = text(words->to);
        options.media = texts(words->media);
    });
}

} // namespace

void addTranscriptCommands(CLI::App &app, CommandLine &result)
{
    CLI::App *group = transcriptsGroup(app);
    addFetch(*group, result);
    addSearch(*group, result);
}

} // namespace muster
