// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/outcometexts.h"

#include "models/text/errortexts.h"
#include "models/text/plaintext.h"
#include "models/text/plurals.h"
#include "models/text/runtexts.h"

#include <QCoreApplication>
#include <QLocale>

namespace muster {

namespace {

struct OutcomeTexts
{
    Q_DECLARE_TR_FUNCTIONS(RunTexts) // one context for all that is said of a run
};

/// What was done when a run is complete, in the words of its kind.
QString doneText(RunKind kind, qint64 count)
{
    const int form = pluralForm(count);
    const QString n = QLocale().toString(count);
    switch (kind) {
    case RunKind::SegmentExport:
        return OutcomeTexts::tr("Exported %1").arg(recordsText(count));
    case RunKind::ListRead:
        return OutcomeTexts::tr("Read %1 contacts", nullptr, form).arg(n);
    case RunKind::ListApply:
        return OutcomeTexts::tr("Settled %1 planned changes", nullptr, form).arg(n);
    case RunKind::ListRestore:
        return OutcomeTexts::tr("Settled %1 contacts of the backup", nullptr, form).arg(n);
    case RunKind::LineLookup:
        return OutcomeTexts::tr("Looked up %1 numbers", nullptr, form).arg(n);
    case RunKind::EnrichCheck:
        return OutcomeTexts::tr("Checked %1 rows", nullptr, form).arg(n);
    case RunKind::Enrichment:
        return OutcomeTexts::tr("Enriched %1 contacts", nullptr, form).arg(n);
    case RunKind::EnrichUndoCheck:
        return OutcomeTexts::tr("Compared %1 contacts", nullptr, form).arg(n);
    case RunKind::EnrichUndo:
        return OutcomeTexts::tr("Settled %1 contacts of the enrichment", nullptr, form).arg(n);
    case RunKind::Transcripts:
        return OutcomeTexts::tr("Transcripts fetched: %1").arg(n);
    case RunKind::AudiencePut:
        return OutcomeTexts::tr("The audience is registered");
    }
    return {};
}

QString pausedDetail(RunKind kind)
{
    switch (kind) {
    case RunKind::ListApply:
    case RunKind::ListRestore:
    case RunKind::Enrichment:
    case RunKind::EnrichUndo:
        return OutcomeTexts::tr("Nothing more is sent. What is done is on record; resume it under Activity.");
    case RunKind::ListRead:
        return OutcomeTexts::tr("Nothing was changed. Read the list again whenever you like.");
    case RunKind::LineLookup:
        return OutcomeTexts::tr(
            "What was answered is kept. Resume it until Muster is closed; later, look the rest up again.");
    default:
        return OutcomeTexts::tr("Nothing is lost. Resume it under Activity whenever you like.");
    }
}

QString failedDetail(RunKind kind)
{
    switch (kind) {
    case RunKind::SegmentExport:
        return OutcomeTexts::tr("What was written keeps its .partial name.");
    case RunKind::ListRead:
        return OutcomeTexts::tr("Nothing can be purged on the strength of a list that was not read whole.");
    case RunKind::ListApply:
    case RunKind::ListRestore:
    case RunKind::Enrichment:
    case RunKind::EnrichUndo:
        return OutcomeTexts::tr("Nothing more is sent.");
    case RunKind::Transcripts:
        return OutcomeTexts::tr("What is in the folder is whole and masked as ordered.");
    case RunKind::AudiencePut:
        return OutcomeTexts::tr("Read the audience again to see which version is there.");
    case RunKind::EnrichCheck:
    case RunKind::EnrichUndoCheck:
        return OutcomeTexts::tr("Nothing was sent.");
    case RunKind::LineLookup:
        return OutcomeTexts::tr("What was answered is kept; numbers without an answer are not checked.");
    }
    return {};
}

QString cancelledDetail(RunKind kind)
{
    switch (kind) {
    case RunKind::ListRead:
    case RunKind::EnrichCheck:
    case RunKind::EnrichUndoCheck:
        return OutcomeTexts::tr("Nothing was changed.");
    case RunKind::LineLookup:
        return OutcomeTexts::tr("What was answered is kept; numbers without an answer are not checked.");
    default:
        return OutcomeTexts::tr("It can still be resumed under Activity, until you discard it.");
    }
}

/// Of a run with one thing to do, which was done or was not: a count of it would say nothing.
OutcomeWords registrationWords(const RunOutcome &outcome, const RunMetrics &metrics, const QString &reason,
                               const QString &told)
{
    const bool registered = metrics.records > 0;
    const QString done = doneText(RunKind::AudiencePut, metrics.records);
    switch (outcome.kind) {
    case RunOutcome::Kind::Complete:
        return {done, told};
    case RunOutcome::Kind::CompleteWithFindings:
        return {OutcomeTexts::tr("%1, with findings to look at").arg(done), told};
    case RunOutcome::Kind::Refused:
        return {OutcomeTexts::tr("Not registered"), reason};
    case RunOutcome::Kind::Paused:
    case RunOutcome::Kind::Cancelled:
        return {registered ? OutcomeTexts::tr("The audience is registered; its size is not known yet")
                           : OutcomeTexts::tr("Stopped before it was registered"),
                reason.isEmpty() ? OutcomeTexts::tr("Nothing more is sent. You can resume it under Activity.")
                                 : reason};
    case RunOutcome::Kind::Halted:
        return {registered ? OutcomeTexts::tr("The audience is registered; looking at it was halted")
                           : OutcomeTexts::tr("Halted before it was registered"),
                reason};
    case RunOutcome::Kind::Failed:
        return {OutcomeTexts::tr("Failed"), QString(reason % u' ' % failedDetail(RunKind::AudiencePut)).trimmed()};
    }
    return {};
}

} // namespace

OutcomeWords outcomeWords(RunKind kind, const RunOutcome &outcome, const RunMetrics &metrics)
{
    const QString done = doneText(kind, metrics.records);
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
        return {OutcomeTexts::tr("%1, with findings to look at").arg(done), told};
    case RunOutcome::Kind::Paused:
        return {
            OutcomeTexts::tr("Paused after %1").arg(records),
            joined(reason.isEmpty() ? pausedDetail(kind) : reason, kind == RunKind::SegmentExport ? QString() : told)};
    case RunOutcome::Kind::Halted:
        return {OutcomeTexts::tr("Halted after %1").arg(records),
                joined(reason, kind == RunKind::SegmentExport ? QString() : told)};
    case RunOutcome::Kind::Failed:
        return {OutcomeTexts::tr("Failed after %1").arg(records),
                joined(joined(reason, failedDetail(kind)), kind == RunKind::SegmentExport ? QString() : told)};
    case RunOutcome::Kind::Refused:
        return {OutcomeTexts::tr("Refused before anything was sent"), reason};
    case RunOutcome::Kind::Cancelled:
        return {OutcomeTexts::tr("Cancelled after %1").arg(records), cancelledDetail(kind)};
    }
    return {};
}

QString findingText(const QString &finding)
{
    const QString key = finding.section(u':', 0, 0);
    const qint64 n = finding.section(u':', 1).toLongLong();
    const QString count = QLocale().toString(n);
    const int form = pluralForm(n);
    if (key == u"duplicates")
        return OutcomeTexts::tr("%1 contacts came more than once with the same content and were written once.", nullptr,
                                form)
            .arg(count);
    if (key == u"conflicts")
        return OutcomeTexts::
            tr("%1 contacts came again with other content: the first is in the file, the others in the conflicts file "
               "beside it.",
               nullptr, form)
                .arg(count);
    if (key == u"quarantined")
        return OutcomeTexts::tr("%1 records without a usable contact id were set aside.", nullptr, form).arg(count);
    if (key == u"formula_cells")
        return OutcomeTexts::tr("%1 cells look like formulas to a spreadsheet.", nullptr, form).arg(count);
    if (key == u"count_mismatch")
        return OutcomeTexts::tr("The server\u2019s own count differs from the records received.");
    if (key == u"undelivered")
        return OutcomeTexts::tr("%1 notices to the webhook could not be delivered.", nullptr, form).arg(count);
    if (key == u"recalculated")
        return OutcomeTexts::tr(
                   "The segment was recalculated %1 times while it was exported, so rows may have moved: the "
                   "file may lack some people and hold some values of an older state. No contact is in it "
                   "twice.",
                   nullptr, form)
            .arg(count);
    if (key == u"recalculation_unknown")
        return OutcomeTexts::tr(
            "It could not be asked whether the segment was recalculated while it was exported. If it "
            "was, rows may have moved.");
    if (key == u"rejected")
        return OutcomeTexts::tr("%1 changes were refused by the server.", nullptr, form).arg(count);
    if (key == u"unknown")
        return OutcomeTexts::tr("Of %1 changes it is not known whether the server made them.", nullptr, form)
            .arg(count);
    if (key == u"accepted")
        return OutcomeTexts::tr("%1 changes were accepted by the server but are not proved.", nullptr, form).arg(count);
    if (key == u"absent")
        return OutcomeTexts::tr("%1 contacts were gone already.", nullptr, form).arg(count);
    if (key == u"skipped")
        return OutcomeTexts::tr("%1 contacts were left as they are, because they are no longer what was looked at.",
                                nullptr, form)
            .arg(count);
    if (key == u"backup_in_clear")
        return OutcomeTexts::tr("The copy of %1 contacts is not encrypted: whoever can read the file can read it.",
                                nullptr, form)
            .arg(count);
    if (key == u"evidence_not_kept")
        return OutcomeTexts::tr(
                   "%1 contacts were left, because they carry consent or an opt-out and there is no key store "
                   "to keep the evidence of it.",
                   nullptr, form)
            .arg(count);
    if (key == u"not_removed")
        return OutcomeTexts::tr("%1 contacts are still in the list although their purge was accepted.", nullptr, form)
            .arg(count);
    if (key == u"not_attempted")
        return OutcomeTexts::tr("%1 changes were not attempted.", nullptr, form).arg(count);
    if (key == u"repeated")
        return OutcomeTexts::tr("%1 contacts came more than once; each is shown once.", nullptr, form).arg(count);
    if (key == u"present")
        return OutcomeTexts::tr("%1 contacts were in the list already and were left alone.", nullptr, form).arg(count);
    if (key == u"has_old_number")
        return OutcomeTexts::tr("%1 contacts have their old number already.", nullptr, form).arg(count);
    if (key == u"not_writable") {
        return OutcomeTexts::tr(
                   "%1 old numbers cannot be written back: the server takes only international numbers as corrections.",
                   nullptr, form)
            .arg(count);
    }
    if (key == u"not_restored") {
        return OutcomeTexts::tr("%1 contacts are not as they were brought back, although the server said so.", nullptr,
                                form)
            .arg(count);
    }
    if (key == u"number_changed")
        return OutcomeTexts::tr("%1 contacts have another number by now and were left alone.", nullptr, form)
            .arg(count);
    if (key == u"lookup_failed")
        return OutcomeTexts::tr("%1 numbers could not be looked up; nothing is concluded from that.", nullptr, form)
            .arg(count);
    if (key == u"lookup_unasked")
        return OutcomeTexts::tr("%1 numbers have no answer because the budget is spent; they are not checked.", nullptr,
                                form)
            .arg(count);
    if (key == u"enrich_unknown") {
        return OutcomeTexts::tr("Of %1 contacts it is not known whether the server took their values.", nullptr, form)
            .arg(count);
    }
    if (key == u"enrich_rejected")
        return OutcomeTexts::tr("%1 contacts were refused by the server.", nullptr, form).arg(count);
    if (key == u"transcripts_held")
        return OutcomeTexts::tr("Transcripts not written, because something personal was still found in them: %1.")
            .arg(count);
    if (key == u"transcripts_missing")
        return OutcomeTexts::tr("Interactions that the server gave no transcript of: %1.").arg(count);
    if (key == u"transcripts_failed")
        return OutcomeTexts::tr("Transcripts that could not be fetched or read: %1.").arg(count);
    if (key == u"transcripts_unexpected")
        return OutcomeTexts::tr("Transcripts that came without being asked for, and were not kept: %1.").arg(count);
    if (key == u"transcripts_left_out")
        return OutcomeTexts::tr("Interactions of another media type, left out: %1.").arg(count);
    if (key == u"size_jump")
        return OutcomeTexts::tr("The size is far from what it was before.");
    if (key == u"estimate_missed")
        return OutcomeTexts::tr("The size is far from the estimate.");
    if (key == u"evaluation_failed")
        return OutcomeTexts::tr("The server could not count it.");
    if (key == u"superseded")
        return OutcomeTexts::tr("Somebody has registered a later version since.");
    if (key == u"stored_otherwise")
        return OutcomeTexts::tr("What the server shows is not what was sent.");
    if (key == u"rows_left_out")
        return OutcomeTexts::tr("%1 rows do not fit and were left out.", nullptr, form).arg(count);
    if (key == u"undo_changed_since")
        return OutcomeTexts::tr("%1 values have changed since the enrichment and were left alone.", nullptr, form)
            .arg(count);
    if (key == u"undo_was_empty") {
        return OutcomeTexts::tr("%1 values were empty before the enrichment; the server cannot clear them.", nullptr,
                                form)
            .arg(count);
    }
    if (key == u"undo_not_writable") {
        return OutcomeTexts::tr("%1 old values cannot be written back: they do not fit their attribute.", nullptr, form)
            .arg(count);
    }
    if (key == u"undo_left_out")
        return OutcomeTexts::tr("%1 values were left out by choice.", nullptr, form).arg(count);
    if (key == u"not_undoable") {
        return OutcomeTexts::tr("What %1 contacts held before could not be read, so this run cannot be undone.",
                                nullptr, form)
            .arg(count);
    }
    return visibleText(finding, 120);
}

} // namespace muster
