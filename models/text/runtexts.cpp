// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/runtexts.h"

#include "models/runs/runshares.h"
#include "models/text/amounttext.h"
#include "models/text/errortexts.h"
#include "models/text/plaintext.h"
#include "models/text/timetexts.h"
#include "models/text/wordtable.h"
#include "network/wire/mapped.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>
#include <array>
#include <cmath>

namespace muster {

namespace {

struct RunTexts
{
    Q_DECLARE_TR_FUNCTIONS(RunTexts)
};

QString countText(qint64 n)
{
    return n < 0 ? RunTexts::tr("an unknown number of") : QLocale().toString(n);
}

constexpr auto nothingMoreSent = QT_TRANSLATE_NOOP("RunTexts", "Nothing more is sent.");
constexpr auto goesOnAsRecorded = QT_TRANSLATE_NOOP(
    "RunTexts", "Nothing more is sent. What was done is recorded. You can resume it under Activity.");
constexpr auto nothingSent = QT_TRANSLATE_NOOP("RunTexts", "Nothing was sent.");
constexpr auto nothingChanged = QT_TRANSLATE_NOOP("RunTexts", "Nothing was changed.");
constexpr auto answersKept
    = QT_TRANSLATE_NOOP("RunTexts", "Answers received are saved. Numbers without an answer are not checked.");

/// What is said of the runs of a kind. What is not given is true of most.
struct KindWords
{
    RunKind kind;
    const char *name;
    const char *done; ///< %1: how many records.
    bool counted = false; ///< `done` has a plural.
    const char *paused
        = QT_TRANSLATE_NOOP("RunTexts", "Nothing is lost. You can resume it under Activity at any time.");
    const char *failed = nothingMoreSent;
    const char *cancelled
        = QT_TRANSLATE_NOOP("RunTexts", "You can still resume it under Activity until you discard it.");
    const char *cancelling
        = QT_TRANSLATE_NOOP("RunTexts",
                            "What was done stays done, and nothing more is sent. You can resume it under Activity "
                            "until you discard it.");
};

constexpr std::array kinds{
    KindWords{.kind = RunKind::SegmentExport,
              .name = QT_TRANSLATE_NOOP("RunTexts", "Export"),
              .done = QT_TRANSLATE_N_NOOP("RunTexts", "Exported %1 records"),
              .counted = true,
              .failed = QT_TRANSLATE_NOOP("RunTexts", "The unfinished file keeps its .partial name."),
              .cancelling = QT_TRANSLATE_NOOP(
                  "RunTexts",
                  "What was written stays in a .partial file. You can resume it under Activity until you discard it.")},
    KindWords{.kind = RunKind::ListRead,
              .name = QT_TRANSLATE_NOOP("RunTexts", "Read a contact list"),
              .done = QT_TRANSLATE_N_NOOP("RunTexts", "Read %1 contacts"),
              .counted = true,
              .paused = QT_TRANSLATE_NOOP("RunTexts", "Nothing was changed. You can read the list again at any time."),
              .failed
              = QT_TRANSLATE_NOOP("RunTexts", "Nothing can be purged based on a list that was not read completely."),
              .cancelled = nothingChanged,
              .cancelling = QT_TRANSLATE_NOOP("RunTexts", "Nothing was changed in the list.")},
    KindWords{.kind = RunKind::ListApply,
              .name = QT_TRANSLATE_NOOP("RunTexts", "Update a contact list"),
              .done = QT_TRANSLATE_N_NOOP("RunTexts", "Applied %1 changes"),
              .counted = true,
              .paused = goesOnAsRecorded},
    KindWords{.kind = RunKind::ListRestore,
              .name = QT_TRANSLATE_NOOP("RunTexts", "Restore from a backup"),
              .done = QT_TRANSLATE_N_NOOP("RunTexts", "Processed %1 contacts from the backup"),
              .counted = true,
              .paused = goesOnAsRecorded},
    KindWords{
        .kind = RunKind::LineLookup,
        .name = QT_TRANSLATE_NOOP("RunTexts", "Look up line types"),
        .done = QT_TRANSLATE_N_NOOP("RunTexts", "Looked up %1 numbers"),
        .counted = true,
        .paused = QT_TRANSLATE_NOOP("RunTexts",
                                    "Answers received are saved. You can resume it until Muster is closed; after that, "
                                    "look up the rest again."),
        .failed = answersKept,
        .cancelled = answersKept,
        .cancelling = QT_TRANSLATE_NOOP(
            "RunTexts",
            "Answers received are saved. Numbers without an answer are not checked; you can look them up later.")},
    KindWords{.kind = RunKind::EnrichCheck,
              .name = QT_TRANSLATE_NOOP("RunTexts", "Check a file"),
              .done = QT_TRANSLATE_N_NOOP("RunTexts", "Checked %1 rows"),
              .counted = true,
              .failed = nothingSent,
              .cancelled = nothingChanged,
              .cancelling = nothingSent},
    KindWords{.kind = RunKind::Enrichment,
              .name = QT_TRANSLATE_NOOP("RunTexts", "Enrich a contact list"),
              .done = QT_TRANSLATE_N_NOOP("RunTexts", "Enriched %1 contacts"),
              .counted = true,
              .paused = goesOnAsRecorded},
    KindWords{.kind = RunKind::EnrichUndoCheck,
              .name = QT_TRANSLATE_NOOP("RunTexts", "Compare a list with an enrichment"),
              .done = QT_TRANSLATE_N_NOOP("RunTexts", "Compared %1 contacts"),
              .counted = true,
              .failed = nothingSent,
              .cancelled = nothingChanged},
    KindWords{.kind = RunKind::EnrichUndo,
              .name = QT_TRANSLATE_NOOP("RunTexts", "Undo an enrichment"),
              .done = QT_TRANSLATE_N_NOOP("RunTexts", "Processed %1 contacts from the enrichment"),
              .counted = true,
              .paused = goesOnAsRecorded},
    KindWords{
        .kind = RunKind::Transcripts,
        .name = QT_TRANSLATE_NOOP("RunTexts", "Fetch transcripts"),
        .done = QT_TRANSLATE_NOOP("RunTexts", "Transcripts fetched: %1"),
        .failed = QT_TRANSLATE_NOOP("RunTexts", "What is in the folder is complete and masked as requested."),
        .cancelling = QT_TRANSLATE_NOOP(
            "RunTexts",
            "Transcripts already in the folder stay there. You can resume it under Activity until you discard it.")},
    KindWords{.kind = RunKind::AudiencePut,
              .name = QT_TRANSLATE_NOOP("RunTexts", "Register an audience"),
              .done = QT_TRANSLATE_NOOP("RunTexts", "The audience is registered"),
              .failed = QT_TRANSLATE_NOOP("RunTexts", "Refresh the audience to see which version is there."),
              .cancelling = QT_TRANSLATE_NOOP("RunTexts",
                                              "What is registered stays registered. You can resume it under Activity "
                                              "until you discard it.")},
    KindWords{.kind = RunKind::AudiencePublish,
              .name = QT_TRANSLATE_NOOP("RunTexts", "Publish an audience as a calling list"),
              .done = QT_TRANSLATE_N_NOOP("RunTexts", "%1 people are in the new calling list"),
              .counted = true,
              .paused = goesOnAsRecorded,
              .failed = QT_TRANSLATE_NOOP("RunTexts",
                                          "A list that was created stays, with the people already in it. It has no "
                                          "skill, so no one is called because of it."),
              .cancelling = QT_TRANSLATE_NOOP("RunTexts",
                                              "A list that was created stays, with the people already in it. You can "
                                              "resume this under Activity until you discard it.")},
    KindWords{.kind = RunKind::DoNotCallCheck,
              .name = QT_TRANSLATE_NOOP("RunTexts", "Check do-not-call groups"),
              .done = QT_TRANSLATE_N_NOOP("RunTexts", "Checked %1 numbers"),
              .counted = true,
              .paused = QT_TRANSLATE_NOOP("RunTexts", "Nothing was changed. You can check the numbers again."),
              .failed = QT_TRANSLATE_NOOP("RunTexts",
                                          "Of numbers without an answer it isn’t known whether they are "
                                          "blocked."),
              .cancelled = nothingChanged,
              .cancelling
              = QT_TRANSLATE_NOOP("RunTexts",
                                  "Nothing was changed. Of numbers without an answer it isn’t known whether they are "
                                  "blocked.")},
    KindWords{.kind = RunKind::ListDeletion,
              .name = QT_TRANSLATE_NOOP("RunTexts", "Delete contact lists"),
              .done = QT_TRANSLATE_N_NOOP("RunTexts", "Processed %1 lists"),
              .counted = true,
              .paused = goesOnAsRecorded},
    KindWords{.kind = RunKind::DoNotCallChange,
              .name = QT_TRANSLATE_NOOP("RunTexts", "Change do-not-call groups"),
              .done = QT_TRANSLATE_N_NOOP("RunTexts", "Processed %1 numbers"),
              .counted = true,
              .paused = goesOnAsRecorded},
    KindWords{.kind = RunKind::DoNotCallUndo,
              .name = QT_TRANSLATE_NOOP("RunTexts", "Undo a do-not-call change"),
              .done = QT_TRANSLATE_N_NOOP("RunTexts", "Processed %1 numbers"),
              .counted = true,
              .paused = goesOnAsRecorded},
};
static_assert(kinds.size() == runKindCount);

const KindWords &wordsOf(RunKind kind)
{
    return *std::ranges::find(kinds, kind, &KindWords::kind);
}

} // namespace

QString runKindText(RunKind kind)
{
    return RunTexts::tr(wordsOf(kind).name);
}

QString runDoneText(RunKind kind, qint64 count)
{
    const KindWords &words = wordsOf(kind);
    const QString text
        = words.counted ? RunTexts::tr(words.done, nullptr, pluralForm(count)) : RunTexts::tr(words.done);
    return text.contains(u"%1") ? text.arg(countText(count)) : text;
}

QString runEndText(RunKind kind, RunOutcome::Kind end)
{
    const KindWords &words = wordsOf(kind);
    switch (end) {
    case RunOutcome::Kind::Paused:
        return RunTexts::tr(words.paused);
    case RunOutcome::Kind::Failed:
        return RunTexts::tr(words.failed);
    case RunOutcome::Kind::Cancelled:
        return RunTexts::tr(words.cancelled);
    default:
        return {};
    }
}

QString cancelQuestionText(RunKind kind)
{
    return RunTexts::tr(wordsOf(kind).cancelling);
}

QString discardQuestionText(RunKind kind, qint64 records, const QString &target)
{
    if (kind == RunKind::SegmentExport) {
        return RunTexts::tr(
                   "The .partial file with %1 records next to %2 is deleted. The history keeps an entry for it.",
                   nullptr, pluralForm(records))
            .arg(QLocale().toString(records), visibleText(target, 300));
    }
    return RunTexts::tr("What was done stays done. What is planned but not done yet will not be done, and the run’s "
                        "own record of it is deleted. Backups and the history are kept.");
}

QString runStateText(RunState state)
{
    static constexpr WordRow<RunState> rows[]{
        {RunState::Preparing, QT_TRANSLATE_NOOP("RunTexts", "Preparing")},
        {RunState::Running, QT_TRANSLATE_NOOP("RunTexts", "Running")},
        {RunState::WaitingForServer, QT_TRANSLATE_NOOP("RunTexts", "Waiting for the server")},
        {RunState::WaitingForNetwork, QT_TRANSLATE_NOOP("RunTexts", "Waiting for the network")},
        {RunState::Throttled, QT_TRANSLATE_NOOP("RunTexts", "Throttled by the server")},
        {RunState::WaitingForSignIn, QT_TRANSLATE_NOOP("RunTexts", "Waiting for sign-in")},
        {RunState::Stopping, QT_TRANSLATE_NOOP("RunTexts", "Stopping, finishing requests in progress")},
        {RunState::Finished, QT_TRANSLATE_NOOP("RunTexts", "Finished")},
    };
    return wordIn("RunTexts", rows, state);
}

QString runStateText(RunState state, const RunMetrics &metrics)
{
    if (state == RunState::Running && !metrics.phase.isEmpty())
        return phaseText(metrics.phase);
    const bool waits = state == RunState::WaitingForServer || state == RunState::WaitingForNetwork
        || state == RunState::Throttled || state == RunState::WaitingForSignIn;
    if (waits && !metrics.waitLeft && metrics.silence) {
        //: %1 what a run is at, %2 a duration: "Waiting for the server, 12 s so far".
        return RunTexts::tr("%1, %2 so far")
            .arg(runStateText(state), durationText(std::chrono::floor<std::chrono::seconds>(*metrics.silence)));
    }
    if (!waits || !metrics.waitLeft)
        return runStateText(state);
    return RunTexts::tr("%1, next attempt in %2")
        .arg(runStateText(state), durationText(std::chrono::ceil<std::chrono::seconds>(*metrics.waitLeft)));
}

QString phaseText(const QString &phase)
{
    static constexpr KeyedWord phases[]{
        {"reading", QT_TRANSLATE_NOOP("RunTexts", "Reading the list")},
        {"backing_up", QT_TRANSLATE_NOOP("RunTexts", "Saving copies of what will change")},
        {"updating", QT_TRANSLATE_NOOP("RunTexts", "Updating numbers")},
        {"checking", QT_TRANSLATE_NOOP("RunTexts", "Reading the list again to verify")},
        {"purging", QT_TRANSLATE_NOOP("RunTexts", "Purging contacts")},
        {"reading_group", QT_TRANSLATE_NOOP("RunTexts", "Reading the do-not-call group")},
        {"blocking", QT_TRANSLATE_NOOP("RunTexts", "Blocking numbers")},
        {"unblocking", QT_TRANSLATE_NOOP("RunTexts", "Unblocking numbers")},
        {"deleting", QT_TRANSLATE_NOOP("RunTexts", "Deleting the list")},
        {"restoring", QT_TRANSLATE_NOOP("RunTexts", "Restoring contacts")},
        {"restoring_numbers", QT_TRANSLATE_NOOP("RunTexts", "Restoring old numbers")},
        {"checking_file", QT_TRANSLATE_NOOP("RunTexts", "Checking the file")},
        {"asking_tenant", QT_TRANSLATE_NOOP("RunTexts", "Loading attributes and campaign")},
        {"sending", QT_TRANSLATE_NOOP("RunTexts", "Sending contacts")},
        {"refreshing", QT_TRANSLATE_NOOP("RunTexts", "Requesting a refresh of the list")},
        {"opening_backup", QT_TRANSLATE_NOOP("RunTexts", "Opening the backup")},
        {"writing_back", QT_TRANSLATE_NOOP("RunTexts", "Restoring old values")},
        {"preparing", QT_TRANSLATE_NOOP("RunTexts", "Preparing")},
        {"searching", QT_TRANSLATE_NOOP("RunTexts", "Checking whether the interactions exist")},
        {"submitting", QT_TRANSLATE_NOOP("RunTexts", "Submitting the job")},
        {"waiting_for_job", QT_TRANSLATE_NOOP("RunTexts", "Waiting for the job")},
        {"downloading", QT_TRANSLATE_NOOP("RunTexts", "Downloading and masking")},
        {"closing", QT_TRANSLATE_NOOP("RunTexts", "Writing the manifest")},
        {"making_workbook", QT_TRANSLATE_NOOP("RunTexts", "Creating the Excel workbook")},
        {"reading_audience", QT_TRANSLATE_NOOP("RunTexts", "Checking the current version")},
        {"registering", QT_TRANSLATE_NOOP("RunTexts", "Registering")},
        {"storing_people", QT_TRANSLATE_NOOP("RunTexts", "Saving the people to publish")},
        {"making_list", QT_TRANSLATE_NOOP("RunTexts", "Creating the calling list")},
        {"adding_people", QT_TRANSLATE_NOOP("RunTexts", "Adding people to the calling list")},
        {"reading_back", QT_TRANSLATE_NOOP("RunTexts", "Reading back the calling list")},
        {"evaluating", QT_TRANSLATE_NOOP("RunTexts", "Waiting for the server’s evaluation")},
        {"looking_up", QT_TRANSLATE_NOOP("RunTexts", "Looking up numbers")},
        {"reading_groups", QT_TRANSLATE_NOOP("RunTexts", "Reading do-not-call groups")},
        {"keeping_numbers", QT_TRANSLATE_NOOP("RunTexts", "Saving the numbers")},
        {"adding_numbers", QT_TRANSLATE_NOOP("RunTexts", "Adding numbers")},
        {"expiring_numbers", QT_TRANSLATE_NOOP("RunTexts", "Expiring numbers")},
        {"checking_groups", QT_TRANSLATE_NOOP("RunTexts", "Reading the groups again to verify")},
        {"asking_groups", QT_TRANSLATE_NOOP("RunTexts", "Checking numbers")},
    };
    const QString known = wordIn("RunTexts", phases, phase);
    return known.isEmpty() ? visibleText(phase, 60) : known;
}

QString figureText(const RunMetrics::Figure &figure)
{
    static constexpr KeyedWord labels[]{
        {"processed", QT_TRANSLATE_NOOP("RunTexts", "processed: %1")},
        {"format_success_permille", QT_TRANSLATE_NOOP("RunTexts", "valid of processed: %1")},
        {"verdict_nanos", QT_TRANSLATE_NOOP("RunTexts", "time per verdict: %1")},
        {"conversion_success_permille", QT_TRANSLATE_NOOP("RunTexts", "corrected of attempted: %1")},
        {"backed_up", QT_TRANSLATE_NOOP("RunTexts", "backed up before the change: %1")},
        {"fixed", QT_TRANSLATE_NOOP("RunTexts", "fixed: %1")},
        {"purged", QT_TRANSLATE_NOOP("RunTexts", "purged: %1")},
        {"blocked", QT_TRANSLATE_NOOP("RunTexts", "blocked: %1")},
        {"unblocked", QT_TRANSLATE_NOOP("RunTexts", "unblocked: %1")},
        {"restored", QT_TRANSLATE_NOOP("RunTexts", "restored: %1")},
        {"numbers_restored", QT_TRANSLATE_NOOP("RunTexts", "old numbers restored: %1")},
        {"lists_deleted", QT_TRANSLATE_NOOP("RunTexts", "lists deleted: %1")},
        {"accepted", QT_TRANSLATE_NOOP("RunTexts", "accepted, not yet verified: %1")},
        {"absent", QT_TRANSLATE_NOOP("RunTexts", "already gone: %1")},
        {"rejected", QT_TRANSLATE_NOOP("RunTexts", "refused by the server: %1")},
        {"unknown", QT_TRANSLATE_NOOP("RunTexts", "outcome unknown: %1")},
        {"skipped", QT_TRANSLATE_NOOP("RunTexts", "left unchanged: %1")},
        {"not_removed", QT_TRANSLATE_NOOP("RunTexts", "still there after purge: %1")},
        {"not_blocked", QT_TRANSLATE_NOOP("RunTexts", "not in the group after sending: %1")},
        {"not_attempted", QT_TRANSLATE_NOOP("RunTexts", "not attempted yet: %1")},
        {"rows", QT_TRANSLATE_NOOP("RunTexts", "rows in the file: %1")},
        {"enriched", QT_TRANSLATE_NOOP("RunTexts", "enriched: %1")},
        {"not_sent", QT_TRANSLATE_NOOP("RunTexts", "not sent yet: %1")},
        {"left_out", QT_TRANSLATE_NOOP("RunTexts", "left out, invalid: %1")},
        {"nothing_to_send", QT_TRANSLATE_NOOP("RunTexts", "nothing to send: %1")},
        {"outdated", QT_TRANSLATE_NOOP("RunTexts", "older rows: %1")},
        {"batches_left", QT_TRANSLATE_NOOP("RunTexts", "batches left: %1")},
        {"undone", QT_TRANSLATE_NOOP("RunTexts", "restored: %1")},
        {"values_changed_since", QT_TRANSLATE_NOOP("RunTexts", "values changed since, left alone: %1")},
        {"values_were_empty", QT_TRANSLATE_NOOP("RunTexts", "values that were empty and cannot be cleared: %1")},
        {"values_not_writable", QT_TRANSLATE_NOOP("RunTexts", "values that cannot be written back: %1")},
        {"values_left_out", QT_TRANSLATE_NOOP("RunTexts", "values left out by choice: %1")},
        {"numbers_changed", QT_TRANSLATE_NOOP("RunTexts", "changed, verified in the group: %1")},
        {"numbers_left_alone", QT_TRANSLATE_NOOP("RunTexts", "left alone: %1")},
        {"numbers_unchanged", QT_TRANSLATE_NOOP("RunTexts", "refused, unchanged: %1")},
        {"numbers_in_both", QT_TRANSLATE_NOOP("RunTexts", "in both groups: %1")},
        {"numbers_doubtful", QT_TRANSLATE_NOOP("RunTexts", "outcome unknown: %1")},
        {"numbers_open", QT_TRANSLATE_NOOP("RunTexts", "not sent yet: %1")},
        {"contacts_read", QT_TRANSLATE_NOOP("RunTexts", "contacts read: %1")},
        {"looked_up", QT_TRANSLATE_NOOP("RunTexts", "looked up: %1")},
        {"lookup_failed", QT_TRANSLATE_NOOP("RunTexts", "without an answer: %1")},
        {"lookup_requests", QT_TRANSLATE_NOOP("RunTexts", "requests sent: %1")},
        {"spent_amount", QT_TRANSLATE_NOOP("RunTexts", "spent at most: %1")},
        {"transcripts_submitted", QT_TRANSLATE_NOOP("RunTexts", "submitted: %1")},
        {"transcripts_processed", QT_TRANSLATE_NOOP("RunTexts", "processed: %1")},
        {"transcripts_written", QT_TRANSLATE_NOOP("RunTexts", "succeeded: %1")},
        {"transcripts_success_permille", QT_TRANSLATE_NOOP("RunTexts", "succeeded of processed: %1")},
        {"transcripts_at_once", QT_TRANSLATE_NOOP("RunTexts", "requested at a time: %1")},
        {"transcripts_held", QT_TRANSLATE_NOOP("RunTexts", "held, not written: %1")},
        {"transcripts_missing", QT_TRANSLATE_NOOP("RunTexts", "missing: %1")},
        {"transcripts_failed", QT_TRANSLATE_NOOP("RunTexts", "not fetched: %1")},
        {"job_progress_permille", QT_TRANSLATE_NOOP("RunTexts", "job progress: %1")},
        {"masked_speed_tenths", QT_TRANSLATE_NOOP("RunTexts", "masked, MB per second: %1")},
        {"found_email", QT_TRANSLATE_NOOP("RunTexts", "e-mail addresses masked: %1")},
        {"found_phone", QT_TRANSLATE_NOOP("RunTexts", "phone numbers masked: %1")},
        {"found_ssn", QT_TRANSLATE_NOOP("RunTexts", "US social security numbers masked: %1")},
        {"found_nino", QT_TRANSLATE_NOOP("RunTexts", "UK national insurance numbers masked: %1")},
        {"found_sin", QT_TRANSLATE_NOOP("RunTexts", "Canadian social insurance numbers masked: %1")},
        {"found_national_id", QT_TRANSLATE_NOOP("RunTexts", "identity numbers masked: %1")},
        {"found_payment_card", QT_TRANSLATE_NOOP("RunTexts", "payment cards masked: %1")},
        {"found_iban", QT_TRANSLATE_NOOP("RunTexts", "IBANs masked: %1")},
        {"found_ip_address", QT_TRANSLATE_NOOP("RunTexts", "IP addresses masked: %1")},
        {"found_birth_date", QT_TRANSLATE_NOOP("RunTexts", "dates of birth masked: %1")},
        {"found_address", QT_TRANSLATE_NOOP("RunTexts", "postal addresses masked: %1")},
        {"found_person_name", QT_TRANSLATE_NOOP("RunTexts", "names masked: %1")},
        {"found_own", QT_TRANSLATE_NOOP("RunTexts", "custom patterns masked: %1")},
        {"people_there", QT_TRANSLATE_NOOP("RunTexts", "verified in the list: %1")},
        {"audience_version", QT_TRANSLATE_NOOP("RunTexts", "version: %1")},
        {"audience_size", QT_TRANSLATE_NOOP("RunTexts", "people: %1")},
        {"audience_previous_size", QT_TRANSLATE_NOOP("RunTexts", "people before: %1")},
        {"audience_estimate", QT_TRANSLATE_NOOP("RunTexts", "people expected: %1")},
        {"from_cache", QT_TRANSLATE_NOOP("RunTexts", "known from earlier look-ups: %1")},
        {"numbers_blocked", QT_TRANSLATE_NOOP("RunTexts", "blocked: %1")},
        {"numbers_unheeded", QT_TRANSLATE_NOOP("RunTexts", "in a group that no skill honors: %1")},
        {"numbers_free", QT_TRANSLATE_NOOP("RunTexts", "not blocked: %1")},
        {"numbers_not_told", QT_TRANSLATE_NOOP("RunTexts", "unknown: %1")},
        {"numbers_unreadable", QT_TRANSLATE_NOOP("RunTexts", "unreadable: %1")},
    };
    // Shares are whole numbers too: a snapshot of figures compares exactly.
    const QString value = figure.key.endsWith(u"_permille")
        ? RunTexts::tr("%1 %").arg(QLocale().toString(double(figure.value) / 10, 'f', 1))
        : figure.key.endsWith(u"_tenths") ? QLocale().toString(double(figure.value) / 10, 'f', 1)
        //: Microseconds.
        : figure.key.endsWith(u"_nanos")
        ? RunTexts::tr("%1 \u00b5s").arg(QLocale().toString(double(figure.value) / 1000, 'f', 2))
        : figure.key.endsWith(u"_amount") ? amountText(figure.value)
                                          : countText(figure.value);
    const QString label = wordIn("RunTexts", labels, figure.key);
    if (!label.isEmpty())
        return label.arg(value);
    return visibleText(figure.key, 60) % u": " % value;
}

QString shareCaption(RunKind kind)
{
    return fillsAttributes(kind) ? RunTexts::tr("Fill rate, lowest first") : RunTexts::tr("Success rate");
}

QString shareText(RunKind kind, const QString &name)
{
    static constexpr KeyedWord words[]{
        {"usable", QT_TRANSLATE_NOOP("RunTexts", "with a usable ID")},
        {"valid", QT_TRANSLATE_NOOP("RunTexts", "valid numbers")},
        {"restored", QT_TRANSLATE_NOOP("RunTexts", "restored")},
        {"answered", QT_TRANSLATE_NOOP("RunTexts", "answered")},
        {"undone", QT_TRANSLATE_NOOP("RunTexts", "restored")},
        {"deleted", QT_TRANSLATE_NOOP("RunTexts", "deleted")},
        {"changed", QT_TRANSLATE_NOOP("RunTexts", "changed, verified in the group")},
        {"masked", QT_TRANSLATE_NOOP("RunTexts", "fetched and masked")},
        {"accepted", QT_TRANSLATE_NOOP("RunTexts", "accepted by the server")},
        {"proved", QT_TRANSLATE_NOOP("RunTexts", "verified in the list")},
    };
    return fillsAttributes(kind) ? visibleText(name, 60) : wordIn("RunTexts", words, name);
}

QString outcomeKindText(RunOutcome::Kind kind)
{
    static constexpr WordRow<RunOutcome::Kind> rows[]{
        {RunOutcome::Kind::Complete, QT_TRANSLATE_NOOP("RunTexts", "Complete")},
        {RunOutcome::Kind::CompleteWithFindings, QT_TRANSLATE_NOOP("RunTexts", "Complete, with findings")},
        {RunOutcome::Kind::Paused, QT_TRANSLATE_NOOP("RunTexts", "Paused")},
        {RunOutcome::Kind::Halted, QT_TRANSLATE_NOOP("RunTexts", "Halted")},
        {RunOutcome::Kind::Failed, QT_TRANSLATE_NOOP("RunTexts", "Failed")},
        {RunOutcome::Kind::Refused, QT_TRANSLATE_NOOP("RunTexts", "Refused")},
        {RunOutcome::Kind::Cancelled, QT_TRANSLATE_NOOP("RunTexts", "Cancelled")},
    };
    return wordIn("RunTexts", rows, kind);
}

QString recordsText(qint64 count)
{
    return RunTexts::tr("%1 records", nullptr, pluralForm(count)).arg(countText(count));
}

QString progressText(const RunMetrics &metrics)
{
    if (metrics.total && *metrics.total >= metrics.records && *metrics.total > 0)
        return RunTexts::tr("%1 of about %2").arg(countText(metrics.records), countText(*metrics.total));
    return recordsText(metrics.records);
}

QString soFarText(const RunMetrics &metrics)
{
    return progressShare(metrics) ? progressText(metrics)
                                  : RunTexts::tr("%1 so far, total unknown").arg(progressText(metrics));
}

QString timeLeftText(const RunMetrics &metrics)
{
    const QString left = etaText(metrics.etaLow, metrics.etaHigh);
    return left.isEmpty() ? RunTexts::tr("time left unknown") : left;
}

QString liveText(RunState state, const RunMetrics &metrics)
{
    QStringList parts{soFarText(metrics)};
    if (metrics.recordsPerSecond > 0)
        parts << rateText(metrics.recordsPerSecond);
    parts << timeLeftText(metrics);
    return runStateText(state, metrics) % QStringLiteral(": ") % parts.join(QStringLiteral(", "));
}

std::optional<double> progressShare(const RunMetrics &metrics)
{
    if (!metrics.total || *metrics.total <= 0 || metrics.records < 0 || metrics.records > *metrics.total)
        return std::nullopt; // an estimate that was overtaken says nothing any more
    return double(metrics.records) / double(*metrics.total);
}

QString rateText(double recordsPerSecond)
{
    if (!(recordsPerSecond > 0) || recordsPerSecond > 1e9)
        return RunTexts::tr("– records/s");
    return RunTexts::tr("%1 records/s").arg(QLocale().toString(qint64(std::llround(recordsPerSecond))));
}

} // namespace muster
