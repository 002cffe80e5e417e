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
        {"document_not_utf8", QT_TR_NOOP("%1 contains bytes that aren’t UTF-8 text, so it wasn’t masked."),
         QT_TR_NOOP("Convert it to UTF-8, then mask it again. The offset of the first wrong byte is shown below.")},
        {"document_cut", QT_TR_NOOP("%1 ends in the middle of a JSON value, so it wasn’t masked."),
         QT_TR_NOOP("Download or copy it again; this file may be incomplete.")},
        {"document_not_json", QT_TR_NOOP("%1 isn’t JSON, so it wasn’t masked."),
         QT_TR_NOOP(
             "If it is plain text, add --format text. The offset of the first unexpected character is shown below.")},
        {"document_size", QT_TR_NOOP("%1, or one of its lines, is larger than 64 MiB and wasn’t masked."),
         QT_TR_NOOP("Split it: JSON Lines and plain text can be any size as long as no line is that long.")},
        {"document_depth", QT_TR_NOOP("%1 is nested deeper than 512 levels and wasn’t masked."),
         QT_TR_NOOP("Check where it comes from; no real transcript is nested this deeply.")},
        {"document_values", QT_TR_NOOP("%1 holds more than eight million values and wasn’t masked."),
         QT_TR_NOOP("Split it into several files or into JSON Lines.")},
        {"documents_held", QT_TR_NOOP("The second check still found possibly personal data, so this is held: %1."),
         QT_TR_NOOP("Add a pattern or an exception to the policy for the places listed here, then mask again.")},
        {"mask_no_input", QT_TR_NOOP("There is nothing to mask, or standard input is specified twice."),
         QT_TR_NOOP("Specify files, or pipe text to standard input.")},
        // Labelled texts
        {"labels_unreadable", QT_TR_NOOP("The labelled file can’t be read; the problem is in line %1."),
         QT_TR_NOOP("Each line is an object with \"text\", or \"turns\", and \"spans\" of \"start\", \"end\" and "
                    "\"entity\"; positions count code points.")},
        {"labels_differ",
         QT_TR_NOOP("The two labelled files don’t contain the same texts; they differ from line %1 on."),
         QT_TR_NOOP("Both people must label the same texts in the same order; only the labels may differ.")},
        {"labels_none", QT_TR_NOOP("The labelled file contains no text."),
         QT_TR_NOOP("Write one line of JSON per text; the manual shows the format.")},
        // Policies
        {"policy_unreadable", QT_TR_NOOP("The masking policy can’t be read; the problem is at %1."),
         QT_TR_NOOP("Export it again from its source.")},
        {"bad_policy", QT_TR_NOOP("The masking policy %1 can’t be used as it is."),
         QT_TR_NOOP("Correct the place shown.")},
        {"unknown_policy", QT_TR_NOOP("There is no masking policy %1."),
         QT_TR_NOOP("Check the list of policies, or specify a file.")},
        {"policy_built_in", QT_TR_NOOP("The policy %1 is built in and can’t be changed."),
         QT_TR_NOOP("Save your version under another name.")},
        {"too_many_policies", QT_TR_NOOP("The policy %1 can’t be saved: there are already 200."),
         QT_TR_NOOP("Delete one that you no longer need.")},
        {"policies_too_large", QT_TR_NOOP("The policy %1 can’t be saved: together the policies would be too large."),
         QT_TR_NOOP("Remove expired exceptions, or delete policies that you no longer need.")},
        {"mask_policies_damaged", QT_TR_NOOP("The masking policies file was damaged; it was kept as %1."),
         QT_TR_NOOP("Check your policies: some may be missing.")},
        {"too_many_patterns", QT_TR_NOOP("A policy can have at most 64 custom patterns."),
         QT_TR_NOOP("Remove some, or join several into one with |.")},
        {"pattern_empty", QT_TR_NOOP("The custom pattern %1 is empty."),
         QT_TR_NOOP("Enter what to find, or remove the pattern.")},
        {"pattern_too_long", QT_TR_NOOP("The custom pattern %1 is too long."), QT_TR_NOOP("Split it into several.")},
        {"pattern_too_costly", QT_TR_NOOP("The custom pattern %1 would need too much memory."),
         QT_TR_NOOP("Use smaller repeat counts, or split it into several.")},
        {"pattern_invalid", QT_TR_NOOP("The custom pattern %1 isn’t valid RE2 syntax."),
         QT_TR_NOOP("Correct it; lookarounds and backreferences aren’t supported.")},
        {"pattern_matches_nothing", QT_TR_NOOP("The custom pattern %1 also matches empty text."),
         QT_TR_NOOP("Make it require at least one character.")},
        {"no_pseudonym_key",
         QT_TR_NOOP("The policy %1 creates pseudonyms or shifts dates, which needs a key in the system key store, and "
                    "none is available. Nothing was masked."),
         QT_TR_NOOP("Unlock or install a key store, or choose a policy that uses tags instead.")},
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
        {"bad_ids", QT_TR_NOOP("IDs that are malformed or listed more than once: %1. Nothing was sent."),
         QT_TR_NOOP("Correct the list. The affected lines are listed above.")},
        {"ids_twice", QT_TR_NOOP("IDs were specified both with --ids and as arguments."),
         QT_TR_NOOP("Use only one of the two.")},
        {"raw_not_confirmed", QT_TR_NOOP("Writing unmasked transcripts was not confirmed."),
         QT_TR_NOOP("Add --confirm-raw with the number of transcripts to write unmasked.")},
        {"not_time", QT_TR_NOOP("%1 isn’t a valid time."),
         QT_TR_NOOP("Write it like 2026-03-01 or 2026-03-01T09:00:00Z.")},
        {"too_many_ids", QT_TR_NOOP("The list has more IDs than Muster can read from one list."),
         QT_TR_NOOP("Split the list.")},
        {"no_interactions", QT_TR_NOOP("No interaction was specified."),
         QT_TR_NOOP("Specify at least one interaction ID.")},
        {"interaction_id",
         QT_TR_NOOP("%1 isn’t an interaction ID. IDs have 1 to 200 characters, without whitespace or commas."),
         QT_TR_NOOP("Correct the list of IDs.")},
        {"repeated_id", QT_TR_NOOP("The interaction %1 is listed more than once."),
         QT_TR_NOOP("List each interaction once.")},
        {"too_many_interactions", QT_TR_NOOP("%1 interactions are more than one job allows."),
         QT_TR_NOOP("Split the list.")},
        {"media_types", QT_TR_NOOP("Voice, chat or both must be chosen."), QT_TR_NOOP("Choose what to fetch.")},
        {"concurrent_downloads", QT_TR_NOOP("%1 simultaneous downloads are not possible."),
         QT_TR_NOOP("Choose 1 to 10.")},
        {"job_id", QT_TR_NOOP("%1 isn’t a valid job ID."), QT_TR_NOOP("Copy the ID exactly as the server shows it.")},
        {"time_range", QT_TR_NOOP("The start time of the search is not before its end time."),
         QT_TR_NOOP("Correct the times.")},
        {"folder_relative", QT_TR_NOOP("The folder %1 isn’t a full path."), QT_TR_NOOP("Choose the folder again.")},
        {"folder_not_empty", QT_TR_NOOP("The folder %1 is not empty, and transcripts are not mixed with other files."),
         QT_TR_NOOP("Choose an empty folder, or one that does not exist yet.")},
        {"not_a_folder", QT_TR_NOOP("%1 isn’t a folder."), QT_TR_NOOP("Choose a folder.")},
        {"raw_webhook", QT_TR_NOOP("Unmasked transcripts are never sent to a webhook."),
         QT_TR_NOOP("Leave out the webhook, or let Muster mask the transcripts.")},
        {"policy_changed", QT_TR_NOOP("The masking policy that the run started with can no longer be read."),
         QT_TR_NOOP("Discard this run and start a new one.")},
        {"unknown_interactions", QT_TR_NOOP("The server doesn’t know these interactions: %1. Nothing was submitted."),
         QT_TR_NOOP("Remove them from the list, or correct them.")},
        {"no_interaction_of_media",
         QT_TR_NOOP("No interaction has one of the chosen media types. Nothing was submitted."),
         QT_TR_NOOP("Choose the other media type too.")},
        {"submissions_used_up",
         QT_TR_NOOP("The job was submitted as often as allowed, and none of the answers was clear."),
         QT_TR_NOOP("Check on the server whether the job exists, attach it by its ID, or resume the run later.")},
        {"job_lost", QT_TR_NOOP("The server no longer knows the job %1."),
         QT_TR_NOOP("Resume the run to submit the job again.")},
        {"job_failed", QT_TR_NOOP("The server could not finish the job %1."),
         QT_TR_NOOP("Check the reasons it reports. Resuming the run submits the job again.")},
        {"no_result_address", QT_TR_NOOP("The job %1 is complete, but the server doesn’t report where the result is."),
         QT_TR_NOOP("Resume the run later to check the job again.")},
        {"poll_limit", QT_TR_NOOP("The job %1 was checked as often as allowed and has not finished."),
         QT_TR_NOOP("Resume the run to keep checking. The job is kept.")},
        {"link_expired", QT_TR_NOOP("The link to the transcript of %1 was refused, although a new link was requested."),
         QT_TR_NOOP("Check the connection and its permissions, then resume the run.")},
        {"download_host",
         QT_TR_NOOP("The requested data is on the host %1, which is not allowed, so nothing was requested from it."),
         QT_TR_NOOP("If you trust this host, add it to the connection’s allowed download hosts, then resume the run.")},
        {"private_peer",
         QT_TR_NOOP("The name %1 resolves to an address inside a private network, so nothing was sent."),
         QT_TR_NOOP("Check the address. To use a host on your own network, enter its IP address instead of its name.")},
        {"transcripts_missing", QT_TR_NOOP("Transcripts are missing, could not be read, or were not requested: %1."),
         QT_TR_NOOP("The manifest lists them. Resuming the run requests the missing ones again.")},
        {"attach_needs_ids", QT_TR_NOOP("The job %1 doesn’t report which interactions it has."),
         QT_TR_NOOP("Specify the interaction IDs too.")},
        {"analytics_forbidden",
         QT_TR_NOOP("The tenant has no license for Interaction Analytics, or the role of the access key’s owner isn’t "
                    "allowed to read its transcripts."),
         QT_TR_NOOP("Get the license or the permission, then resume the run. If the tenant has no license, set this in "
                    "the connection’s options.")},
        {"repeated_cursor", QT_TR_NOOP("The search returned to a page that was already read, so it was stopped."),
         QT_TR_NOOP("Try again later, or narrow the search.")},
    };
};

} // namespace

constinit const ErrorTable transcriptErrors{"TranscriptErrors", TranscriptErrors::rows};

} // namespace muster
