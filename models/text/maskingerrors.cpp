// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/errorcodes.h"

#include <QCoreApplication>

namespace muster {

namespace {

struct MaskingErrors
{
    Q_DECLARE_TR_FUNCTIONS(MaskingErrors)

public:
    static constexpr ErrorCodeRow rows[]{
        // Documents
        {"document_not_utf8", QT_TR_NOOP("%1 holds bytes that are no UTF-8 text, so it was not masked."),
         QT_TR_NOOP("Convert it to UTF-8, then mask it again. The offset of the first wrong byte is given below.")},
        {"document_cut", QT_TR_NOOP("%1 ends in the middle of a JSON value, so it was not masked."),
         QT_TR_NOOP("Fetch or copy it again; the part that is there may not be all.")},
        {"document_not_json", QT_TR_NOOP("%1 is no JSON, so it was not masked."),
         QT_TR_NOOP("If it is plain text, say so with --format text. The offset of the first character that does not "
                    "belong there is given below.")},
        {"document_size", QT_TR_NOOP("%1, or one line of it, is larger than 64 MiB and was not masked."),
         QT_TR_NOOP("Split it: JSON Lines and plain text may be of any size as long as no line is that long.")},
        {"document_depth", QT_TR_NOOP("%1 is nested deeper than 512 levels and was not masked."),
         QT_TR_NOOP("Check where it comes from; no transcript is built so.")},
        {"document_values", QT_TR_NOOP("%1 holds more than eight million values and was not masked."),
         QT_TR_NOOP("Split it into several files or into JSON Lines.")},
        {"documents_held", QT_TR_NOOP("The second look still found what may be personal, so this is held back: %1."),
         QT_TR_NOOP("Add a pattern or an exception to the policy for the places named here, then mask again.")},
        {"mask_no_input", QT_TR_NOOP("There is nothing to mask, or standard input is named twice."),
         QT_TR_NOOP("Name files, or pipe a text into standard input.")},
        // Labelled texts
        {"labels_unreadable", QT_TR_NOOP("The labelled file cannot be read; the fault is in line %1."),
         QT_TR_NOOP("Each line is an object with \"text\", or \"turns\", and \"spans\" of \"start\", \"end\" and "
                    "\"entity\"; positions count code points.")},
        {"labels_none", QT_TR_NOOP("The labelled file holds no text at all."),
         QT_TR_NOOP("Write a line of JSON for each text; the manual shows their form.")},
        // Policies
        {"policy_unreadable", QT_TR_NOOP("The masking policy cannot be read; the fault is at %1."),
         QT_TR_NOOP("Export it again from where it was made.")},
        {"bad_policy", QT_TR_NOOP("The masking policy %1 is not usable as it is."),
         QT_TR_NOOP("Correct the place that is named.")},
        {"unknown_policy", QT_TR_NOOP("There is no masking policy %1."),
         QT_TR_NOOP("Look at the list of the policies, or give the name of a file.")},
        {"policy_built_in", QT_TR_NOOP("The policy %1 is built in and stays as it is."),
         QT_TR_NOOP("Save what you want under another name.")},
        {"too_many_policies", QT_TR_NOOP("The policy %1 cannot be saved: there are 200 already."),
         QT_TR_NOOP("Delete one that is no longer used.")},
        {"policies_too_large", QT_TR_NOOP("The policy %1 cannot be saved: all together they would be too large."),
         QT_TR_NOOP("Remove exceptions that have expired, or delete policies no longer used.")},
        {"mask_policies_damaged", QT_TR_NOOP("The file of the masking policies was damaged; it is kept as %1."),
         QT_TR_NOOP("Look through the policies: some may be missing.")},
        {"too_many_patterns", QT_TR_NOOP("A policy has at most 64 own patterns."),
         QT_TR_NOOP("Remove some, or join several into one with |.")},
        {"pattern_empty", QT_TR_NOOP("The own pattern %1 is empty."),
         QT_TR_NOOP("Write what is to be found, or remove the pattern.")},
        {"pattern_too_long", QT_TR_NOOP("The own pattern %1 is too long."), QT_TR_NOOP("Split it into several.")},
        {"pattern_too_costly", QT_TR_NOOP("The own pattern %1 would take too much memory."),
         QT_TR_NOOP("Use smaller counts of repeats, or split it into several.")},
        {"pattern_invalid", QT_TR_NOOP("The own pattern %1 is not written as RE2 reads patterns."),
         QT_TR_NOOP("Correct it; there is no looking ahead or behind and no going back to what matched.")},
        {"pattern_matches_nothing", QT_TR_NOOP("The own pattern %1 also fits where there is no character at all."),
         QT_TR_NOOP("Let it ask for at least one character.")},
        {"no_pseudonym_key",
         QT_TR_NOOP("The policy %1 makes pseudonyms or shifts dates, which takes a key in the system key store, and "
                    "there is none to be had. Nothing was masked."),
         QT_TR_NOOP("Unlock or install a key store, or choose a policy that puts tags in their place.")},
    };
};

} // namespace

constinit const ErrorTable maskingErrors{"MaskingErrors", MaskingErrors::rows};

namespace {

struct TranscriptErrors
{
    Q_DECLARE_TR_FUNCTIONS(TranscriptErrors)

public:
    static constexpr ErrorCodeRow rows[]{
        {"bad_ids", QT_TR_NOOP("Ids that are malformed or named more than once: %1. Nothing was sent."),
         QT_TR_NOOP("Correct the list; the lines are named above.")},
        {"ids_twice", QT_TR_NOOP("Ids were given both by --ids and by themselves."), QT_TR_NOOP("Use one of the two.")},
        {"raw_not_confirmed", QT_TR_NOOP("Writing transcripts unmasked was not confirmed."),
         QT_TR_NOOP("Give --confirm-raw with the number of transcripts that are to be written unmasked.")},
        {"not_time", QT_TR_NOOP("%1 is no time."), QT_TR_NOOP("Write it like 2026-03-01 or 2026-03-01T09:00:00Z.")},
        {"too_many_ids", QT_TR_NOOP("There are more ids than Muster reads from one list."),
         QT_TR_NOOP("Split the list.")},
        {"no_interactions", QT_TR_NOOP("No interaction was named."), QT_TR_NOOP("Give at least one interaction id.")},
        {"interaction_id",
         QT_TR_NOOP("%1 is no interaction id: ids have 1 to 200 characters, without white space and commas."),
         QT_TR_NOOP("Correct the list of ids.")},
        {"repeated_id", QT_TR_NOOP("The interaction %1 is named more than once."),
         QT_TR_NOOP("Name each interaction once.")},
        {"too_many_interactions", QT_TR_NOOP("%1 interactions are more than one job takes."),
         QT_TR_NOOP("Split the list.")},
        {"media_types", QT_TR_NOOP("Voice, chat or both have to be chosen."), QT_TR_NOOP("Choose what to fetch.")},
        {"concurrent_downloads", QT_TR_NOOP("%1 downloads at a time are not possible."), QT_TR_NOOP("Choose 1 to 10.")},
        {"job_id", QT_TR_NOOP("%1 is no job id."), QT_TR_NOOP("Copy the id as the server showed it.")},
        {"time_range", QT_TR_NOOP("The time at which the search begins is not before the time at which it ends."),
         QT_TR_NOOP("Correct the times.")},
        {"folder_relative", QT_TR_NOOP("The folder %1 is not given from the root on."),
         QT_TR_NOOP("Choose the folder anew.")},
        {"folder_not_empty",
         QT_TR_NOOP("The folder %1 is not empty, and nothing in it is to be mixed with transcripts."),
         QT_TR_NOOP("Choose an empty folder, or one that does not exist yet.")},
        {"not_a_folder", QT_TR_NOOP("%1 is no folder."), QT_TR_NOOP("Choose a folder.")},
        {"raw_webhook", QT_TR_NOOP("Unmasked transcripts are never sent to a webhook."),
         QT_TR_NOOP("Leave the webhook out, or let Muster mask.")},
        {"policy_changed", QT_TR_NOOP("The masking policy that the run began with cannot be read any more."),
         QT_TR_NOOP("Discard this run and start a new one.")},
        {"unknown_interactions", QT_TR_NOOP("Interactions that the server does not know: %1. Nothing was submitted."),
         QT_TR_NOOP("Take them out of the list, or correct them.")},
        {"no_interaction_of_media",
         QT_TR_NOOP("No interaction is of the media types that were chosen. Nothing was submitted."),
         QT_TR_NOOP("Choose the other media type as well.")},
        {"submissions_used_up",
         QT_TR_NOOP("The job was submitted as often as is allowed, and none of the answers was clear."),
         QT_TR_NOOP("Look at the server whether a job is there, attach it by its id, or resume the run later.")},
        {"job_lost", QT_TR_NOOP("The server does not know the job %1 any more."),
         QT_TR_NOOP("Resume the run: the job is submitted again.")},
        {"job_failed", QT_TR_NOOP("The server could not finish the job %1."),
         QT_TR_NOOP("Look at its reasons. Resuming the run submits the job again.")},
        {"no_result_address", QT_TR_NOOP("The job %1 is complete, but the server does not say where its result is."),
         QT_TR_NOOP("Resume the run later: the job is asked once more.")},
        {"poll_limit", QT_TR_NOOP("The job %1 was asked for as often as was allowed, and has not ended."),
         QT_TR_NOOP("Resume the run to go on asking; the job is kept.")},
        {"link_expired", QT_TR_NOOP("The link to the transcript of %1 is refused although it was asked for anew."),
         QT_TR_NOOP("Check the connection and the rights, then resume the run.")},
        {"download_host",
         QT_TR_NOOP("What was asked for lies on the host %1, which is not allowed, so nothing was asked of it."),
         QT_TR_NOOP(
             "If you trust this host, add it to the allowed download hosts of the connection, then resume the run.")},
        {"private_peer", QT_TR_NOOP("The name %1 leads to an address inside a private network, so nothing was sent."),
         QT_TR_NOOP(
             "Check the address. If you mean a host of your own network, write its IP address instead of its name.")},
        {"transcripts_missing",
         QT_TR_NOOP("Transcripts are missing, could not be read, or came without being asked for: %1."),
         QT_TR_NOOP("The manifest lists them. Resuming the run asks for what is missing once more.")},
        {"attach_needs_ids", QT_TR_NOOP("The job %1 does not say which interactions it has."),
         QT_TR_NOOP("Name the interaction ids as well.")},
        {"analytics_forbidden",
         QT_TR_NOOP(
             "The tenant has no licence for Interaction Analytics, or the role of the access key\u2019s owner may "
             "not read its transcripts."),
         QT_TR_NOOP("Have the licence or the right given, then resume the run. Where there is no licence, say so in "
                    "the options of the connection.")},
        {"repeated_cursor", QT_TR_NOOP("The search leads back to a page that was read before, so it was stopped."),
         QT_TR_NOOP("Try again later, or narrow the search down.")},
    };
};

} // namespace

constinit const ErrorTable transcriptErrors{"TranscriptErrors", TranscriptErrors::rows};

} // namespace muster
