// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/transcriptoptions.h"

#include "app/headless/maskcommand.h"
#include "app/headless/transcriptcommands.h"
#include "app/options.h"

#include <CLI/CLI.hpp>
#include <limits>

namespace muster {

namespace {

using Purpose = HeadlessMaker::Purpose;

void addFetch(CLI::App &transcripts, CommandLine &result)
{
    TranscriptOptions &options = result.transcriptOptions;
    CLI::App &fetch
        = addCommand(transcripts, "fetch", "Fetch transcripts into a folder; nothing unmasked reaches the disk", result,
                     headless<TranscriptsFetchCommand>(Purpose::Work));
    addOption(fetch, "ID", options.ids, "Interactions by id");
    addOption(fetch, "--ids", options.idsFile, "File with an interaction id a line");
    addOption(fetch, "--out", options.out, "Folder to write to: empty, or not there yet")->required();
    addSeparated(fetch, "--media", options.media, "voice, chat, separated by commas; default: both")
        ->check(CLI::IsMember({"voice", "chat"}));
    addOption(fetch, "--redaction", options.redaction, "What the server itself hides: auto, none or full")
        ->check(CLI::IsMember({"auto", "none", "full"}))
        ->capture_default_str();
    fetch.add_option("--concurrency", options.concurrency, "Downloads at a time, 1 to 10")
        ->check(CLI::Range(1, 10))
        ->capture_default_str();
    addOption(fetch, "--policy", options.policy, "Saved masking policy by name, or a policy file; default: built in");
    addOption(fetch, "--webhook", options.webhook, "Give every masked transcript to this address of a data lake");
    addOption(fetch, "--format", options.format, "json: a file each; jsonl: one file; text: a plain text each")
        ->check(CLI::IsMember({"json", "jsonl", "text"}))
        ->capture_default_str();
    addOption(fetch, "--attach", options.attach, "Follow this job, submitted elsewhere, instead of submitting one");
    fetch.add_option("--poll-limit", options.pollLimit, "Status requests after which the run pauses; default: none")
        ->check(CLI::Range(0, std::numeric_limits<int>::max()));
    fetch.add_flag("--resume", options.resume, "Go on with an interrupted run of this folder, else start afresh");
    CLI::Option *raw
        = fetch.add_flag("--write-raw", options.writeRaw, "Write them UNMASKED; needs --confirm-raw, and is audited");
    fetch.add_option("--confirm-raw", options.confirmRaw, "How many transcripts are to be written unmasked")
        ->needs(raw);
    fetch.callback([&result, &options] {
        if (options.ids.isEmpty() && options.idsFile.isEmpty() && options.attach.isEmpty())
            throw CLI::RequiredError("ID, --ids or --attach");
        result.headless = headless<TranscriptsFetchCommand>(Purpose::Work);
    });
}

void addSearch(CLI::App &transcripts, CommandLine &result)
{
    TranscriptOptions &options = result.transcriptOptions;
    CLI::App &search = addCommand(transcripts, "search", "List interactions that have transcripts", result,
                                  headless<TranscriptsSearchCommand>(Purpose::Question));
    addOption(search, "--from", options.from, "Not before this time: 2026-03-01, 2026-03-01T09:00:00Z (UTC)");
    addOption(search, "--to", options.to, "Before this time");
    addOption(search, "--media", options.media, "voice or chat; default: any")
        ->expected(1)
        ->check(CLI::IsMember({"voice", "chat"}));
}

void addMask(CLI::App &transcripts, CommandLine &result)
{
    MaskOptions &options = result.maskOptions;
    CLI::App &mask = addCommand(transcripts, "mask",
                                "Mask personal data in local files; without --out the masked text goes to standard "
                                "output. No tenant is asked",
                                result, headless<MaskCommand>(Purpose::Question));
    addOption(mask, "FILE", options.files, "JSON, JSON Lines or plain text; - or none: standard input")->type_name("");
    addOption(mask, "--out", options.out,
              "Folder to write masked files and manifest.json to; nothing in it is replaced");
    addOption(mask, "--policy", options.policy, "Masking policy by name, or a file of one; default: Default");
    addOption(mask, "--format", options.format,
              "json, jsonl or text; default: what each file looks like. In jsonl every line is a conversation of its "
              "own: what is said over several lines is not put together")
        ->check(CLI::IsMember({"json", "jsonl", "text"}));
    mask.add_flag("--explain", options.explain,
                  "Print a line of JSON for every finding, with its place and rule but without its text, instead of "
                  "the masked text");
}

void addPolicies(CLI::App &transcripts, CommandLine &result)
{
    MaskOptions &options = result.maskOptions;
    CLI::App &policies = addGroup(transcripts, "policies", "Masking policies saved by name");
    addCommand(policies, "list", "List the masking policies", result,
               headless<PolicyCommand, PolicyCommand::Act::List>(Purpose::Question));
    CLI::App &show = addCommand(policies, "show", "Show what a policy does; exceptions are counted, not shown", result,
                                headless<PolicyCommand, PolicyCommand::Act::Show>(Purpose::Question));
    addOption(show, "NAME", options.policyName, "Policy by name")->required();
    CLI::App &load = addCommand(policies, "import", "Save the policy of a file under its name", result,
                                headless<PolicyCommand, PolicyCommand::Act::Import>(Purpose::Work));
    addOption(load, "FILE", options.policyFile, "An exported policy")->required();
    CLI::App &ex = addCommand(policies, "export", "Write a policy to a file, with the words of its exceptions", result,
                              headless<PolicyCommand, PolicyCommand::Act::Export>(Purpose::Work));
    addOption(ex, "NAME", options.policyName, "Policy by name")->required();
    addOption(ex, "FILE", options.policyFile, "File to write; must not be there yet")->required();
    CLI::App &del = addCommand(policies, "delete", "Delete a saved policy", result,
                               headless<PolicyCommand, PolicyCommand::Act::Delete>(Purpose::Work));
    del.alias("remove"); // its name in 0.1.0
    addOption(del, "NAME", options.policyName, "Policy by name")->required();
}

} // namespace

void addTranscriptCommands(CLI::App &app, CommandLine &result)
{
    CLI::App &transcripts = addGroup(app, "transcripts", "Transcripts of interactions, masked");
    addFetch(transcripts, result);
    addSearch(transcripts, result);
    addMask(transcripts, result);
    addPolicies(transcripts, result);
}

} // namespace muster
