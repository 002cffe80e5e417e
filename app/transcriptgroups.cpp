// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/transcriptgroups.h"

#include "app/commandline.h"
#include "app/headless/labelledcommands.h"
#include "app/headless/maskcommand.h"
#include "app/headless/transcriptcommands.h"
#include "app/options.h"

#include <CLI/CLI.hpp>
#include <limits>

namespace muster {

namespace {

using Purpose = HeadlessMaker::Purpose;

constexpr auto policyHelp = "Masking policy by name, or a policy file (default: Default)";

void addFetch(CLI::App &transcripts, CommandLine &result)
{
    TranscriptOptions &options = result.transcriptOptions;
    CLI::App &fetch
        = addCommand(transcripts, "fetch", "Fetch transcripts into a folder; nothing unmasked is written to disk",
                     result, headless<TranscriptsFetchCommand>(Purpose::Work));
    addOption(fetch, "ID", options.ids, "Interaction IDs");
    addOption(fetch, "--ids", options.idsFile, "File of interaction IDs, one per line");
    addOption(fetch, "--out", options.out, "Folder to write to; must be empty or not exist yet")->required();
    addSeparated(fetch, "--media", options.media, "voice, chat, comma-separated (default: both)")
        ->check(CLI::IsMember({"voice", "chat"}));
    addOption(fetch, "--redaction", options.redaction, "What the server itself redacts: auto, none or full")
        ->check(CLI::IsMember({"auto", "none", "full"}))
        ->capture_default_str();
    fetch.add_option("--concurrency", options.concurrency, "Concurrent downloads, 1 to 10")
        ->check(CLI::Range(1, 10))
        ->capture_default_str();
    addOption(fetch, "--policy", options.policy, "Saved masking policy, by name, or a policy file (default: built in)");
    addOption(fetch, "--webhook", options.webhook, "URL of a data lake to send every masked transcript to");
    addOption(fetch, "--format", options.format,
              "json: one file each; jsonl: a single file; text: one plain-text file each")
        ->check(CLI::IsMember({"json", "jsonl", "text"}))
        ->capture_default_str();
    addOption(fetch, "--attach", options.attach, "Follow this job, submitted elsewhere, instead of submitting one");
    fetch
        .add_option("--poll-limit", options.pollLimit,
                    "Number of job status checks before the run pauses, keeping the job; 0: no limit (default: set by "
                    "the connection)")
        ->check(CLI::Range(0, std::numeric_limits<int>::max()));
    fetch.add_flag("--resume", options.resume, "Resume an interrupted run of this folder, or start a new one");
    CLI::Option *raw
        = fetch.add_flag("--write-raw", options.writeRaw,
                         "Write transcripts UNMASKED; requires --confirm-raw and is recorded in the history");
    fetch.add_option("--confirm-raw", options.confirmRaw, "Number of transcripts to write unmasked")->needs(raw);
    fetch.callback([&result, &options] {
        if (options.ids.isEmpty() && options.idsFile.isEmpty() && options.attach.isEmpty())
            throw CLI::RequiredError("ID, --ids or --attach");
        result.headless = headless<TranscriptsFetchCommand>(Purpose::Work);
    });
}

void addSearch(CLI::App &transcripts, CommandLine &result)
{
    TranscriptOptions &options = result.transcriptOptions;
    CLI::App &search = addCommand(transcripts, "search", "List interactions with transcripts", result,
                                  headless<TranscriptsSearchCommand>(Purpose::Question));
    addOption(search, "--from", options.from, "At or after this time: 2026-03-01, 2026-03-01T09:00:00Z (UTC)");
    addOption(search, "--to", options.to, "Before this time");
    addOption(search, "--media", options.media, "voice or chat (default: any)")
        ->expected(1)
        ->check(CLI::IsMember({"voice", "chat"}));
}

void addMask(CLI::App &transcripts, CommandLine &result)
{
    MaskOptions &options = result.maskOptions;
    CLI::App &mask = addCommand(transcripts, "mask",
                                "Mask personal data in local files; without --out, the masked text goes to standard "
                                "output. No tenant is contacted",
                                result, headless<MaskCommand>(Purpose::Question));
    addOption(mask, "FILE", options.files, "JSON, JSON Lines or plain text; - or no file: standard input")
        ->type_name("");
    addOption(mask, "--out", options.out,
              "Folder to write masked files and manifest.json to; existing files are not replaced");
    addOption(mask, "--policy", options.policy, policyHelp);
    addOption(mask, "--format", options.format,
              "json, jsonl or text (default: detected for each file). In jsonl, every line is a separate conversation: "
              "text spread over several lines is not joined")
        ->check(CLI::IsMember({"json", "jsonl", "text"}));
    mask.add_flag("--explain", options.explain,
                  "Print one line of JSON per finding, with its location and rule but without its text, instead of the "
                  "masked text");
}

void addEvaluate(CLI::App &transcripts, CommandLine &result)
{
    MaskOptions &options = result.maskOptions;
    CLI::App &evaluate = addCommand(transcripts, "evaluate",
                                    "Measure a masking policy on texts with manually marked personal data: precision, "
                                    "recall and F2 by kind and language. No tenant is contacted",
                                    result, headless<EvaluateCommand>(Purpose::Question));
    addOption(evaluate, "FILE", options.labelled, "JSON Lines with text and spans; the manual describes the format")
        ->required();
    addOption(evaluate, "--policy", options.policy, policyHelp);
    evaluate.add_flag("--explain", options.explain,
                      "Before the table, print one line of JSON for each place where masking and the labels differ, "
                      "without its text");
}

void addAgreement(CLI::App &transcripts, CommandLine &result)
{
    MaskOptions &options = result.maskOptions;
    CLI::App &agreement = addCommand(transcripts, "agreement",
                                     "Compare the labels of two people on the same texts: agreement and Cohen's kappa "
                                     "by kind and language. No tenant is contacted",
                                     result, headless<AgreementCommand>(Purpose::Question));
    addOption(agreement, "FIRST", options.labelled, "Labelled file of the first person, as for evaluate")->required();
    addOption(agreement, "SECOND", options.secondLabelled, "The second person's: the same texts in the same order")
        ->required();
    agreement.add_flag("--explain", options.explain,
                       "Before the table, print one line of JSON for each place where the two differ, without its "
                       "text");
}

void addPolicies(CLI::App &transcripts, CommandLine &result)
{
    MaskOptions &options = result.maskOptions;
    CLI::App &policies = addGroup(transcripts, "policies", "Saved masking policies");
    addCommand(policies, "list", "List masking policies", result,
               headless<PolicyCommand, PolicyCommand::Act::List>(Purpose::Question));
    CLI::App &show = addCommand(policies, "show", "Show what a policy does; exceptions are counted, not shown", result,
                                headless<PolicyCommand, PolicyCommand::Act::Show>(Purpose::Question));
    addOption(show, "NAME", options.policyName, "Policy name")->required();
    CLI::App &load = addCommand(policies, "import", "Import a policy from a file under its own name", result,
                                headless<PolicyCommand, PolicyCommand::Act::Import>(Purpose::Work));
    addOption(load, "FILE", options.policyFile, "Exported policy file")->required();
    CLI::App &ex = addCommand(policies, "export", "Export a policy to a file, including the words of its exceptions",
                              result, headless<PolicyCommand, PolicyCommand::Act::Export>(Purpose::Work));
    addOption(ex, "NAME", options.policyName, "Policy name")->required();
    addOption(ex, "FILE", options.policyFile, "File to write; must not exist yet")->required();
    CLI::App &del = addCommand(policies, "delete", "Delete a saved policy", result,
                               headless<PolicyCommand, PolicyCommand::Act::Delete>(Purpose::Work));
    del.alias("remove"); // its name in 0.1.0
    addOption(del, "NAME", options.policyName, "Policy name")->required();
}

} // namespace

void addTranscriptCommands(CLI::App &app, CommandLine &result)
{
    CLI::App &transcripts = addGroup(app, "transcripts", "Masked transcripts of interactions");
    addFetch(transcripts, result);
    addSearch(transcripts, result);
    addMask(transcripts, result);
    addEvaluate(transcripts, result);
    addAgreement(transcripts, result);
    addPolicies(transcripts, result);
}

} // namespace muster
