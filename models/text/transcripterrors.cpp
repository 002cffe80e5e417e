// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/transcripterrors.h"

#include <QtGlobal>
#include <array>

namespace muster {

namespace {

constexpr std::array transcriptRows{
    WordsRow{
        "bad_ids",
        {QT_TRANSLATE_NOOP("TranscriptErrors", "Ids that are malformed or named more than once: %1. Nothing was sent."),
         QT_TRANSLATE_NOOP("TranscriptErrors", "Correct the list; the lines are named above.")}},
    WordsRow{"ids_twice",
             {QT_TRANSLATE_NOOP("TranscriptErrors", "Ids were given both by --ids and by themselves."),
              QT_TRANSLATE_NOOP("TranscriptErrors", "Use one of the two.")}},
    WordsRow{"raw_not_confirmed",
             {QT_TRANSLATE_NOOP("TranscriptErrors", "Writing transcripts unmasked was not confirmed."),
              QT_TRANSLATE_NOOP("TranscriptErrors",
                                "Give --confirm-raw with the number of transcripts that are to be written unmasked.")}},
    WordsRow{"not_time",
             {QT_TRANSLATE_NOOP("TranscriptErrors", "%1 is no time."),
              QT_TRANSLATE_NOOP("TranscriptErrors", "Write it like 2026-03-01 or 2026-03-01T09:00:00Z.")}},
    WordsRow{"too_many_ids",
             {QT_TRANSLATE_NOOP("TranscriptErrors", "There are more ids than Muster reads from one list."),
              QT_TRANSLATE_NOOP("TranscriptErrors", "Split the list.")}},
    WordsRow{"no_interactions",
             {QT_TRANSLATE_NOOP("TranscriptErrors", "No interaction was named."),
              QT_TRANSLATE_NOOP("TranscriptErrors", "Give at least one interaction id.")}},
    WordsRow{
        "interaction_id",
        {QT_TRANSLATE_NOOP("TranscriptErrors",
                           "%1 is no interaction id: ids have 1 to 200 characters, without white space and commas."),
         QT_TRANSLATE_NOOP("TranscriptErrors", "Correct the list of ids.")}},
    WordsRow{"repeated_id",
             {QT_TRANSLATE_NOOP("TranscriptErrors", "The interaction %1 is named more than once."),
              QT_TRANSLATE_NOOP("TranscriptErrors", "Name each interaction once.")}},
    WordsRow{"too_many_interactions",
             {QT_TRANSLATE_NOOP("TranscriptErrors", "%1 interactions are more than one job takes."),
              QT_TRANSLATE_NOOP("TranscriptErrors", "Split the list.")}},
    WordsRow{"media_types",
             {QT_TRANSLATE_NOOP("TranscriptErrors", "Voice, chat or both have to be chosen."),
              QT_TRANSLATE_NOOP("TranscriptErrors", "Choose what to fetch.")}},
    WordsRow{"concurrent_downloads",
             {QT_TRANSLATE_NOOP("TranscriptErrors", "%1 downloads at a time are not possible."),
              QT_TRANSLATE_NOOP("TranscriptErrors", "Choose 1 to 10.")}},
    WordsRow{"job_id",
             {QT_TRANSLATE_NOOP("TranscriptErrors", "%1 is no job id."),
              QT_TRANSLATE_NOOP("TranscriptErrors", "Copy the id as the server showed it.")}},
    WordsRow{"time_range",
             {QT_TRANSLATE_NOOP("TranscriptErrors",
                                "The time at which the search begins is not before the time at which it ends."),
              QT_TRANSLATE_NOOP("TranscriptErrors", "Correct the times.")}},
    WordsRow{"folder_relative",
             {QT_TRANSLATE_NOOP("TranscriptErrors", "The folder %1 is not given from the root on."),
              QT_TRANSLATE_NOOP("TranscriptErrors", "Choose the folder anew.")}},
    WordsRow{"folder_not_empty",
             {QT_TRANSLATE_NOOP("TranscriptErrors",
                                "The folder %1 is not empty, and nothing in it is to be mixed with transcripts."),
              QT_TRANSLATE_NOOP("TranscriptErrors", "Choose an empty folder, or one that does not exist yet.")}},
    WordsRow{"not_a_folder",
             {QT_TRANSLATE_NOOP("TranscriptErrors", "%1 is no folder."),
              QT_TRANSLATE_NOOP("TranscriptErrors", "Choose a folder.")}},
    WordsRow{"raw_webhook",
             {QT_TRANSLATE_NOOP("TranscriptErrors", "Unmasked transcripts are never sent to a webhook."),
              QT_TRANSLATE_NOOP("TranscriptErrors", "Leave the webhook out, or let Muster mask.")}},
    WordsRow{
        "policy_changed",
        {QT_TRANSLATE_NOOP("TranscriptErrors", "The masking policy that the run began with cannot be read any more."),
         QT_TRANSLATE_NOOP("TranscriptErrors", "Discard this run and start a new one.")}},
    WordsRow{"unknown_interactions",
             {QT_TRANSLATE_NOOP("TranscriptErrors",
                                "Interactions that the server does not know: %1. Nothing was submitted."),
              QT_TRANSLATE_NOOP("TranscriptErrors", "Take them out of the list, or correct them.")}},
    WordsRow{"no_interaction_of_media",
             {QT_TRANSLATE_NOOP("TranscriptErrors",
                                "No interaction is of the media types that were chosen. Nothing was submitted."),
              QT_TRANSLATE_NOOP("TranscriptErrors", "Choose the other media type as well.")}},
    WordsRow{"submissions_used_up",
             {QT_TRANSLATE_NOOP("TranscriptErrors",
                                "The job was submitted as often as is allowed, and none of the answers was clear."),
              QT_TRANSLATE_NOOP(
                  "TranscriptErrors",
                  "Look at the server whether a job is there, attach it by its id, or resume the run later.")}},
    WordsRow{"job_lost",
             {QT_TRANSLATE_NOOP("TranscriptErrors", "The server does not know the job %1 any more."),
              QT_TRANSLATE_NOOP("TranscriptErrors", "Resume the run: the job is submitted again.")}},
    WordsRow{"job_failed",
             {QT_TRANSLATE_NOOP("TranscriptErrors", "The server could not finish the job %1."),
              QT_TRANSLATE_NOOP("TranscriptErrors", "Look at its reasons. Resuming the run submits the job again.")}},
    WordsRow{"no_result_address",
             {QT_TRANSLATE_NOOP("TranscriptErrors",
                                "The job %1 is complete, but the server does not say where its result is."),
              QT_TRANSLATE_NOOP("TranscriptErrors", "Resume the run later: the job is asked once more.")}},
    WordsRow{
        "poll_limit",
        {QT_TRANSLATE_NOOP("TranscriptErrors", "The job %1 was asked for as often as was allowed, and has not ended."),
         QT_TRANSLATE_NOOP("TranscriptErrors", "Resume the run to go on asking; the job is kept.")}},
    WordsRow{"link_expired",
             {QT_TRANSLATE_NOOP("TranscriptErrors",
                                "The link to the transcript of %1 is refused although it was asked for anew."),
              QT_TRANSLATE_NOOP("TranscriptErrors", "Check the connection and the rights, then resume the run.")}},
    WordsRow{
        "download_host",
        {QT_TRANSLATE_NOOP("TranscriptErrors",
                           "The transcripts lie on the host %1, which is not allowed, so nothing was asked of it."),
         QT_TRANSLATE_NOOP(
             "TranscriptErrors",
             "If you trust this host, add it to the allowed download hosts of the connection, then resume the run.")}},
    WordsRow{"private_peer",
             {QT_TRANSLATE_NOOP("TranscriptErrors",
                                "The name %1 leads to an address inside a private network, so nothing was sent."),
              QT_TRANSLATE_NOOP("TranscriptErrors",
                                "Check the address. If you mean a host of your own network, write its IP address "
                                "instead of its name.")}},
    WordsRow{"transcripts_missing",
             {QT_TRANSLATE_NOOP("TranscriptErrors",
                                "Transcripts are missing, could not be read, or came without being asked for: %1."),
              QT_TRANSLATE_NOOP("TranscriptErrors",
                                "The manifest lists them. Resuming the run asks for what is missing once more.")}},
    WordsRow{"attach_needs_ids",
             {QT_TRANSLATE_NOOP("TranscriptErrors", "The job %1 does not say which interactions it has."),
              QT_TRANSLATE_NOOP("TranscriptErrors", "Name the interaction ids as well.")}},
    WordsRow{"repeated_cursor",
             {QT_TRANSLATE_NOOP("TranscriptErrors",
                                "The search leads back to a page that was read before, so it was stopped."),
              QT_TRANSLATE_NOOP("TranscriptErrors", "Try again later, or narrow the search down.")}},
};

} // namespace

const CodeWords *transcriptErrorWords(QStringView code)
{
    return findWords(transcriptRows, code);
}

std::span<const WordsRow> transcriptErrorRows()
{
    return transcriptRows;
}

} // namespace muster
