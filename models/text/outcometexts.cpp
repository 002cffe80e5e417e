// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/outcometexts.h"

#include "models/text/amounttext.h"
#include "models/text/errortexts.h"
#include "models/text/plaintext.h"
#include "models/text/runtexts.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>
#include <array>

namespace muster {

namespace {

struct OutcomeTexts
{
    Q_DECLARE_TR_FUNCTIONS(RunTexts) // one context for all that is said of a run
};

/// Of a run with one thing to do, which was done or was not: a count of it would say nothing.
OutcomeWords registrationWords(const RunOutcome &outcome, const RunMetrics &metrics, const QString &reason,
                               const QString &told)
{
    const bool registered = metrics.records > 0;
    const QString done = runDoneText(RunKind::AudiencePut, metrics.records);
    switch (outcome.kind) {
    case RunOutcome::Kind::Complete:
        return {done, told};
    case RunOutcome::Kind::CompleteWithFindings:
        return {OutcomeTexts::tr("%1, with findings to review").arg(done), told};
    case RunOutcome::Kind::Refused:
        return {OutcomeTexts::tr("Not registered"), reason};
    case RunOutcome::Kind::Paused:
    case RunOutcome::Kind::Cancelled:
        return {registered ? OutcomeTexts::tr("The audience is registered; its size is not known yet")
                           : OutcomeTexts::tr("Stopped before it was registered"),
                reason.isEmpty() ? OutcomeTexts::tr("Nothing more is sent. You can resume it under Activity.")
                                 : reason};
    case RunOutcome::Kind::Halted:
        return {registered ? OutcomeTexts::tr("The audience is registered; checking it was halted")
                           : OutcomeTexts::tr("Halted before it was registered"),
                reason};
    case RunOutcome::Kind::Failed:
        return {OutcomeTexts::tr("Failed"),
                QString(reason % u' ' % runEndText(RunKind::AudiencePut, outcome.kind)).trimmed()};
    }
    return {};
}

struct FindingRow
{
    const char *key;
    const char *text; ///< %1: how many.
    bool counted = true; ///< It has a plural.
};

constexpr std::array findingRows{
    FindingRow{"duplicates",
               QT_TRANSLATE_N_NOOP("RunTexts",
                                   "%1 contacts appeared more than once with the same content and were written once.")},
    FindingRow{"conflicts",
               QT_TRANSLATE_N_NOOP("RunTexts",
                                   "%1 contacts appeared again with different content: the first is in the file, the "
                                   "others in the conflicts file next to it.")},
    FindingRow{"quarantined",
               QT_TRANSLATE_N_NOOP("RunTexts", "%1 records without a usable contact ID were set aside.")},
    FindingRow{"left_out",
               QT_TRANSLATE_N_NOOP("RunTexts",
                                   "%1 records don’t match the filters and were left out. Muster applied the filters "
                                   "itself, because the tenant doesn’t support any.")},
    FindingRow{"newest_missing",
               QT_TRANSLATE_N_NOOP("RunTexts",
                                   "Activity from the last %1 minutes before the newest day was read may be missing, "
                                   "because the tenant provides it later. Export that day again to get it.")},
    FindingRow{"records_missing",
               QT_TRANSLATE_N_NOOP(
                   "RunTexts",
                   "The tenant counts %1 more records than it returned, so some people may be missing from the file.")},
    FindingRow{"formula_cells", QT_TRANSLATE_N_NOOP("RunTexts", "%1 cells look like formulas to a spreadsheet.")},
    FindingRow{"count_mismatch",
               QT_TRANSLATE_NOOP("RunTexts", "The server’s own count differs from the number of records received."),
               false},
    FindingRow{"undelivered",
               QT_TRANSLATE_N_NOOP("RunTexts", "%1 notifications to the webhook could not be delivered.")},
    FindingRow{"records_not_in_notices",
               QT_TRANSLATE_N_NOOP("RunTexts",
                                   "%1 records did not fit into a notification or could not be read back, so the "
                                   "webhook is only notified that they are missing. They are in the file.")},
    FindingRow{"recalculated",
               QT_TRANSLATE_N_NOOP(
                   "RunTexts",
                   "The segment was recalculated %1 times during the export, so rows may have moved. Some people may "
                   "be missing from the file, and some values may be out of date. No contact is in it twice.")},
    FindingRow{"recalculation_unknown",
               QT_TRANSLATE_NOOP("RunTexts",
                                 "Muster could not check whether the segment was recalculated during the export. If it "
                                 "was, rows may have moved."),
               false},
    FindingRow{
        "people_missing",
        QT_TRANSLATE_N_NOOP("RunTexts",
                            "%1 people are not in the new list, although the server accepted the file they were in.")},
    FindingRow{
        "people_altered",
        QT_TRANSLATE_N_NOOP(
            "RunTexts", "%1 people are in the new list with a different number or different values than were sent.")},
    FindingRow{"people_strange",
               QT_TRANSLATE_N_NOOP("RunTexts", "%1 people in the new list are not among those who were sent.")},
    FindingRow{"rejected", QT_TRANSLATE_N_NOOP("RunTexts", "The server refused %1 changes.")},
    FindingRow{"unknown",
               QT_TRANSLATE_N_NOOP("RunTexts", "For %1 changes, it is unknown whether the server made them.")},
    FindingRow{"accepted",
               QT_TRANSLATE_N_NOOP("RunTexts", "%1 changes were accepted by the server but are not verified.")},
    FindingRow{"absent", QT_TRANSLATE_N_NOOP("RunTexts", "%1 contacts were already gone.")},
    FindingRow{"skipped",
               QT_TRANSLATE_N_NOOP(
                   "RunTexts", "%1 contacts were left unchanged, because they have changed since they were checked.")},
    FindingRow{"backup_in_clear",
               QT_TRANSLATE_N_NOOP(
                   "RunTexts", "The copy of %1 contacts is not encrypted: anyone who can open the file can read it.")},
    FindingRow{
        "skill_started",
        QT_TRANSLATE_NOOP(
            "RunTexts", "The skill you specified was started with the last file: people in the list are being called."),
        false},
    FindingRow{"skill_not_started",
               QT_TRANSLATE_NOOP("RunTexts",
                                 "The skill you specified was not started: no file was sent that could have started "
                                 "it, or not everything before it was certain."),
               false},
    FindingRow{"skill_start_unknown",
               QT_TRANSLATE_NOOP("RunTexts",
                                 "It is unknown whether the skill you specified was started. It is not started again. "
                                 "Check in CXone: people in the list may be getting calls."),
               false},
    FindingRow{"evidence_not_kept",
               QT_TRANSLATE_N_NOOP("RunTexts",
                                   "%1 contacts were left in the list, because they carry consent or an opt-out and "
                                   "there is no key store to keep the evidence.")},
    FindingRow{"not_removable",
               QT_TRANSLATE_N_NOOP("RunTexts",
                                   "%1 contacts were left in the list, because their ID is not a plain number and the "
                                   "server can’t remove any others.")},
    FindingRow{
        "not_removed",
        QT_TRANSLATE_N_NOOP("RunTexts", "%1 contacts are still in the list, although their purge was accepted.")},
    FindingRow{
        "already_blocked",
        QT_TRANSLATE_N_NOOP(
            "RunTexts",
            "The numbers of %1 contacts were already in the do-not-call group. Undoing this run leaves them there.")},
    FindingRow{"not_blockable",
               QT_TRANSLATE_N_NOOP("RunTexts",
                                   "%1 contacts were not blocked, because they have no number that a do-not-call "
                                   "group can hold.")},
    FindingRow{"number_shared",
               QT_TRANSLATE_N_NOOP("RunTexts",
                                   "%1 contacts were not blocked, because a contact that stays has the same number.")},
    FindingRow{
        "number_twice",
        QT_TRANSLATE_N_NOOP("RunTexts",
                            "%1 contacts have the same number as another contact of this run, which counts for both.")},
    FindingRow{"not_blocked",
               QT_TRANSLATE_N_NOOP(
                   "RunTexts",
                   "The numbers of %1 contacts are not in the do-not-call group, although the server accepted them.")},
    FindingRow{"not_heeded",
               QT_TRANSLATE_N_NOOP("RunTexts",
                                   "%1 contacts can still be called from this list, because not every skill of the "
                                   "list honors the do-not-call group.")},
    FindingRow{
        "not_ours",
        QT_TRANSLATE_N_NOOP(
            "RunTexts",
            "%1 numbers were left in the do-not-call group, because it is not verified that the run added them.")},
    FindingRow{"not_in_group", QT_TRANSLATE_N_NOOP("RunTexts", "%1 numbers were no longer in the do-not-call group.")},
    FindingRow{"lists_kept",
               QT_TRANSLATE_N_NOOP("RunTexts",
                                   "%1 lists were left alone, because they are in use, have changed or could not be "
                                   "copied whole. The results say which and why.")},
    FindingRow{"lists_refused", QT_TRANSLATE_N_NOOP("RunTexts", "The server refused to delete %1 lists.")},
    FindingRow{"lists_absent", QT_TRANSLATE_N_NOOP("RunTexts", "%1 lists were already gone.")},
    FindingRow{"lists_doubtful",
               QT_TRANSLATE_N_NOOP("RunTexts",
                                   "%1 lists are still there although the server accepted their deletion, or their "
                                   "state is unknown.")},
    FindingRow{"lists_open", QT_TRANSLATE_N_NOOP("RunTexts", "%1 lists have not been deleted yet.")},
    FindingRow{
        "list_copies_in_clear",
        QT_TRANSLATE_N_NOOP("RunTexts",
                            "The copies of %1 lists are not encrypted: anyone who can open the files can read them.")},
    FindingRow{"numbers_left_alone",
               QT_TRANSLATE_N_NOOP("RunTexts",
                                   "%1 numbers were left alone, because they are no longer as they were in the "
                                   "preview. The results say why.")},
    FindingRow{"numbers_unchanged", QT_TRANSLATE_N_NOOP("RunTexts", "The server refused to change %1 numbers.")},
    FindingRow{"numbers_in_both",
               QT_TRANSLATE_N_NOOP("RunTexts",
                                   "%1 numbers were added to the new group and are still in the old one. Both block "
                                   "them.")},
    FindingRow{"numbers_doubtful",
               QT_TRANSLATE_N_NOOP("RunTexts",
                                   "Of %1 numbers the group doesn’t show what was sent, or what became of them is "
                                   "unknown.")},
    FindingRow{"numbers_open", QT_TRANSLATE_N_NOOP("RunTexts", "%1 numbers have not been changed yet.")},
    FindingRow{"numbers_in_clear",
               QT_TRANSLATE_N_NOOP("RunTexts",
                                   "The saved copy of %1 numbers is not encrypted: anyone who can open the file can "
                                   "read it.")},
    FindingRow{"not_attempted", QT_TRANSLATE_N_NOOP("RunTexts", "%1 changes were not attempted.")},
    FindingRow{"repeated", QT_TRANSLATE_N_NOOP("RunTexts", "%1 contacts appeared more than once; each is shown once.")},
    FindingRow{"present", QT_TRANSLATE_N_NOOP("RunTexts", "%1 contacts were already in the list and were left alone.")},
    FindingRow{"has_old_number", QT_TRANSLATE_N_NOOP("RunTexts", "%1 contacts already have their old number.")},
    FindingRow{
        "not_writable",
        QT_TRANSLATE_N_NOOP(
            "RunTexts",
            "%1 old numbers can’t be written back: the server accepts only international numbers as corrections.")},
    FindingRow{"not_restored",
               QT_TRANSLATE_N_NOOP("RunTexts",
                                   "%1 contacts don’t match what was restored, although the server reported success.")},
    FindingRow{"number_changed",
               QT_TRANSLATE_N_NOOP("RunTexts", "%1 contacts now have a different number and were left alone.")},
    FindingRow{
        "lookup_failed",
        QT_TRANSLATE_N_NOOP("RunTexts", "%1 numbers could not be looked up. The failed look-ups were not used.")},
    FindingRow{"lookup_unasked",
               QT_TRANSLATE_N_NOOP("RunTexts",
                                   "%1 numbers have no answer because the budget is used up. They are not checked.")},
    FindingRow{"numbers_unreadable",
               QT_TRANSLATE_N_NOOP("RunTexts", "%1 entries could not be read as numbers and were not checked.")},
    FindingRow{"numbers_not_told",
               QT_TRANSLATE_N_NOOP("RunTexts", "For %1 numbers, it is unknown whether they are blocked.")},
    FindingRow{
        "enrich_unknown",
        QT_TRANSLATE_N_NOOP("RunTexts", "For %1 contacts, it is unknown whether the server accepted their values.")},
    FindingRow{"enrich_rejected", QT_TRANSLATE_N_NOOP("RunTexts", "The server refused %1 contacts.")},
    FindingRow{"contacts_not_in_list",
               QT_TRANSLATE_N_NOOP("RunTexts", "%1 contacts are no longer in the list and are not created.")},
    FindingRow{"contacts_row_long",
               QT_TRANSLATE_N_NOOP("RunTexts",
                                   "%1 contacts would need more than the 512 characters that the server accepts per "
                                   "contact, and were left unchanged.")},
    FindingRow{
        "contacts_unwritable",
        QT_TRANSLATE_N_NOOP("RunTexts",
                            "%1 contacts have a value that can’t be sent in a file as is, and were left unchanged.")},
    FindingRow{
        "contacts_several_numbers",
        QT_TRANSLATE_N_NOOP("RunTexts",
                            "%1 contacts have several numbers, which an upload might lose, and were left unchanged.")},
    FindingRow{"contacts_not_taken",
               QT_TRANSLATE_N_NOOP("RunTexts",
                                   "%1 contacts are unchanged, although the server reported the upload as complete.")},
    FindingRow{
        "contacts_other_value",
        QT_TRANSLATE_N_NOOP(
            "RunTexts",
            "%1 contacts show a different value than was sent, although the server reported the upload as complete.")},
    FindingRow{
        "transcripts_held",
        QT_TRANSLATE_NOOP("RunTexts", "Transcripts not written, because personal data was still found in them: %1."),
        false},
    FindingRow{"transcripts_missing",
               QT_TRANSLATE_NOOP("RunTexts", "Interactions that the server returned no transcript for: %1."), false},
    FindingRow{"transcripts_failed",
               QT_TRANSLATE_NOOP("RunTexts", "Transcripts that could not be fetched or read: %1."), false},
    FindingRow{"transcripts_unexpected",
               QT_TRANSLATE_NOOP("RunTexts", "Transcripts received without being requested, and not saved: %1."),
               false},
    FindingRow{"transcripts_left_out",
               QT_TRANSLATE_NOOP("RunTexts", "Interactions of another media type, left out: %1."), false},
    FindingRow{"size_jump", QT_TRANSLATE_NOOP("RunTexts", "The size differs greatly from the previous size."), false},
    FindingRow{"estimate_missed", QT_TRANSLATE_NOOP("RunTexts", "The size differs greatly from the estimate."), false},
    FindingRow{"evaluation_failed", QT_TRANSLATE_NOOP("RunTexts", "The server could not evaluate the audience."),
               false},
    FindingRow{"superseded", QT_TRANSLATE_NOOP("RunTexts", "A later version has been registered since."), false},
    FindingRow{"stored_otherwise",
               QT_TRANSLATE_NOOP("RunTexts", "The server shows something different from what was sent."), false},
    FindingRow{"cells_left_out",
               QT_TRANSLATE_N_NOOP("RunTexts", "%1 invalid cells were left out; these contacts keep their values.")},
    FindingRow{"rows_left_out", QT_TRANSLATE_N_NOOP("RunTexts", "%1 invalid rows were left out.")},
    FindingRow{"undo_changed_since",
               QT_TRANSLATE_N_NOOP("RunTexts", "%1 values have changed since the enrichment and were left alone.")},
    FindingRow{
        "undo_was_empty",
        QT_TRANSLATE_N_NOOP("RunTexts", "%1 values were empty before the enrichment; the server cannot clear them.")},
    FindingRow{
        "undo_not_writable",
        QT_TRANSLATE_N_NOOP("RunTexts", "%1 old values can’t be restored: they don’t match their attribute’s type.")},
    FindingRow{"undo_left_out", QT_TRANSLATE_N_NOOP("RunTexts", "%1 values were left out by choice.")},
    FindingRow{"not_undoable",
               QT_TRANSLATE_N_NOOP(
                   "RunTexts", "The previous values of %1 contacts could not be read, so this run can’t be undone.")},
};

} // namespace

OutcomeWords outcomeWords(RunKind kind, const RunOutcome &outcome, const RunMetrics &metrics)
{
    const QString done = runDoneText(kind, metrics.records);
    const QString records = recordsText(metrics.records);
    QStringList findings;
    for (const QString &finding : outcome.findings)
        findings << findingText(finding);
    const QString told = findings.join(u' ');
    const QString reason = outcome.error ? errorSentence(*outcome.error) : QString();
    if (kind == RunKind::AudiencePut)
        return registrationWords(outcome, metrics, reason, told);
    const auto joined
        = [](const QString &first, const QString &second) { return QString(first % u' ' % second).trimmed(); };
    switch (outcome.kind) {
    case RunOutcome::Kind::Complete:
        return {done, told};
    case RunOutcome::Kind::CompleteWithFindings:
        return {OutcomeTexts::tr("%1, with findings to review").arg(done), told};
    case RunOutcome::Kind::Paused:
        return {OutcomeTexts::tr("Paused after %1").arg(records),
                joined(reason.isEmpty() ? runEndText(kind, outcome.kind) : reason,
                       kind == RunKind::SegmentExport ? QString() : told)};
    case RunOutcome::Kind::Halted:
        return {OutcomeTexts::tr("Halted after %1").arg(records),
                joined(reason, kind == RunKind::SegmentExport ? QString() : told)};
    case RunOutcome::Kind::Failed:
        return {
            OutcomeTexts::tr("Failed after %1").arg(records),
            joined(joined(reason, runEndText(kind, outcome.kind)), kind == RunKind::SegmentExport ? QString() : told)};
    case RunOutcome::Kind::Refused:
        return {OutcomeTexts::tr("Refused before anything was sent"), reason};
    case RunOutcome::Kind::Cancelled:
        return {OutcomeTexts::tr("Cancelled after %1").arg(records), runEndText(kind, outcome.kind)};
    }
    return {};
}

QString findingText(const QString &finding)
{
    const QString key = finding.section(u':', 0, 0);
    const qint64 n = finding.section(u':', 1).toLongLong();
    for (const FindingRow &row : findingRows) {
        if (key != QLatin1String(row.key))
            continue;
        const QString text
            = row.counted ? OutcomeTexts::tr(row.text, nullptr, pluralForm(n)) : OutcomeTexts::tr(row.text);
        return text.contains(u"%1") ? text.arg(QLocale().toString(n)) : text;
    }
    return visibleText(finding, 120);
}

std::span<const char *const> resultFindingKeys()
{
    static constexpr auto keys = [] {
        std::array<const char *, findingRows.size()> all{};
        std::ranges::transform(findingRows, all.begin(), &FindingRow::key);
        return all;
    }();
    return keys;
}

} // namespace muster
