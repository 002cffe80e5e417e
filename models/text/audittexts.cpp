// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/audittexts.h"

#include "models/text/amounttext.h"
#include "models/text/errortexts.h"
#include "models/text/plaintext.h"
#include "models/text/wordtable.h"
#include "network/wire/mapped.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>
#include <cmath>

namespace muster {

namespace {

constexpr KeyedWord eventRows[]{
    {"export.started", QT_TRANSLATE_NOOP("AuditTexts", "Export started")},
    {"export.resumed", QT_TRANSLATE_NOOP("AuditTexts", "Export resumed")},
    {"export.page", QT_TRANSLATE_NOOP("AuditTexts", "Page written")},
    {"export.pages", QT_TRANSLATE_NOOP("AuditTexts", "Pages written")},
    {"export.machine_slept", QT_TRANSLATE_NOOP("AuditTexts", "The computer slept during the export")},
    {"export.freshness_waived", QT_TRANSLATE_NOOP("AuditTexts", "Freshness limit waived")},
    {"export.recalculated", QT_TRANSLATE_NOOP("AuditTexts", "Segment recalculated while it was exported")},
    {"export.begun_again", QT_TRANSLATE_NOOP("AuditTexts", "Export begun again: the segment was recalculated")},
    {"export.went_on_recalculated",
     QT_TRANSLATE_NOOP("AuditTexts", "Export gone on although the segment was recalculated")},
    {"export.attributes_left_out", QT_TRANSLATE_NOOP("AuditTexts", "Retired attributes left out")},
    {"export.completed", QT_TRANSLATE_NOOP("AuditTexts", "Export completed")},
    {"export.complete", QT_TRANSLATE_NOOP("AuditTexts", "Export completed")},
    {"export.paused", QT_TRANSLATE_NOOP("AuditTexts", "Export paused")},
    {"export.halted", QT_TRANSLATE_NOOP("AuditTexts", "Export halted")},
    {"export.failed", QT_TRANSLATE_NOOP("AuditTexts", "Export failed")},
    {"export.refused", QT_TRANSLATE_NOOP("AuditTexts", "Export refused")},
    {"export.cancelled", QT_TRANSLATE_NOOP("AuditTexts", "Export cancelled")},
    {"export.discarded", QT_TRANSLATE_NOOP("AuditTexts", "Unfinished export discarded")},
    {"export.webhook", QT_TRANSLATE_NOOP("AuditTexts", "Webhook told")},
    {"transcripts.started", QT_TRANSLATE_NOOP("AuditTexts", "Fetching transcripts started")},
    {"transcripts.resumed", QT_TRANSLATE_NOOP("AuditTexts", "Fetching transcripts resumed")},
    {"transcripts.checked", QT_TRANSLATE_NOOP("AuditTexts", "Interactions looked up")},
    {"transcripts.submitting", QT_TRANSLATE_NOOP("AuditTexts", "Transcript job about to be submitted")},
    {"transcripts.submitted", QT_TRANSLATE_NOOP("AuditTexts", "Transcript job submitted")},
    {"transcripts.submission_unknown",
     QT_TRANSLATE_NOOP("AuditTexts", "Submission without a clear answer: a job may be left behind")},
    {"transcripts.not_submitted", QT_TRANSLATE_NOOP("AuditTexts", "Transcript job not submitted")},
    {"transcripts.job_ended", QT_TRANSLATE_NOOP("AuditTexts", "Transcript job ended")},
    {"transcripts.progress", QT_TRANSLATE_NOOP("AuditTexts", "Transcripts downloaded")},
    {"transcript_extracted", QT_TRANSLATE_NOOP("AuditTexts", "Transcript of an interaction extracted")},
    {"transcripts.machine_slept", QT_TRANSLATE_NOOP("AuditTexts", "The computer slept while transcripts were fetched")},
    {"transcripts.complete", QT_TRANSLATE_NOOP("AuditTexts", "Transcripts fetched")},
    {"transcripts.paused", QT_TRANSLATE_NOOP("AuditTexts", "Fetching transcripts paused")},
    {"transcripts.halted", QT_TRANSLATE_NOOP("AuditTexts", "Fetching transcripts halted")},
    {"transcripts.failed", QT_TRANSLATE_NOOP("AuditTexts", "Fetching transcripts failed")},
    {"transcripts.refused", QT_TRANSLATE_NOOP("AuditTexts", "Fetching transcripts refused")},
    {"transcripts.cancelled", QT_TRANSLATE_NOOP("AuditTexts", "Fetching transcripts cancelled")},
    {"audience.started", QT_TRANSLATE_NOOP("AuditTexts", "Registering an audience started")},
    {"audience.resumed", QT_TRANSLATE_NOOP("AuditTexts", "Registering an audience resumed")},
    {"audience.requested", QT_TRANSLATE_NOOP("AuditTexts", "Audience about to be sent")},
    {"audience.registered", QT_TRANSLATE_NOOP("AuditTexts", "Audience registered")},
    {"audience.refused_by_service", QT_TRANSLATE_NOOP("AuditTexts", "Audience refused by the server")},
    {"audience.unknown", QT_TRANSLATE_NOOP("AuditTexts", "Audience sent without a clear answer")},
    {"audience.not_sent", QT_TRANSLATE_NOOP("AuditTexts", "Audience not sent")},
    {"audience.conflict", QT_TRANSLATE_NOOP("AuditTexts", "Audience changed by somebody else meanwhile")},
    {"audience.evaluated", QT_TRANSLATE_NOOP("AuditTexts", "Audience counted by the server")},
    {"audience.machine_slept", QT_TRANSLATE_NOOP("AuditTexts", "The computer slept while an audience was registered")},
    {"number_plans.changed", QT_TRANSLATE_NOOP("AuditTexts", "Other numbering plans chosen")},
    {"publish.started", QT_TRANSLATE_NOOP("AuditTexts", "Publishing an audience started")},
    {"publish.resumed", QT_TRANSLATE_NOOP("AuditTexts", "Publishing an audience resumed")},
    {"publish.list_requested", QT_TRANSLATE_NOOP("AuditTexts", "Calling list about to be made")},
    {"publish.list_made", QT_TRANSLATE_NOOP("AuditTexts", "Calling list made")},
    {"publish.list_unknown", QT_TRANSLATE_NOOP("AuditTexts", "Calling list ordered without a clear answer")},
    {"publish.list_not_made", QT_TRANSLATE_NOOP("AuditTexts", "Calling list not made")},
    {"publish.progress", QT_TRANSLATE_NOOP("AuditTexts", "People sent to the calling list")},
    {"publish.machine_slept", QT_TRANSLATE_NOOP("AuditTexts", "The computer slept while an audience was published")},
    {"publish.complete", QT_TRANSLATE_NOOP("AuditTexts", "Publishing an audience completed")},
    {"publish.paused", QT_TRANSLATE_NOOP("AuditTexts", "Publishing an audience paused")},
    {"publish.halted", QT_TRANSLATE_NOOP("AuditTexts", "Publishing an audience halted")},
    {"publish.failed", QT_TRANSLATE_NOOP("AuditTexts", "Publishing an audience failed")},
    {"publish.refused", QT_TRANSLATE_NOOP("AuditTexts", "Publishing an audience refused")},
    {"publish.cancelled", QT_TRANSLATE_NOOP("AuditTexts", "Publishing an audience cancelled")},
    {"audience.saving", QT_TRANSLATE_NOOP("AuditTexts", "Audience about to be saved on this computer")},
    {"audience.saved", QT_TRANSLATE_NOOP("AuditTexts", "Audience saved on this computer")},
    {"audience.payload_erased", QT_TRANSLATE_NOOP("AuditTexts", "What was sent of an audience deleted here")},
    {"audience.complete", QT_TRANSLATE_NOOP("AuditTexts", "Registering an audience completed")},
    {"audience.paused", QT_TRANSLATE_NOOP("AuditTexts", "Registering an audience paused")},
    {"audience.halted", QT_TRANSLATE_NOOP("AuditTexts", "Registering an audience halted")},
    {"audience.failed", QT_TRANSLATE_NOOP("AuditTexts", "Registering an audience failed")},
    {"audience.refused", QT_TRANSLATE_NOOP("AuditTexts", "Registering an audience refused")},
    {"audience.cancelled", QT_TRANSLATE_NOOP("AuditTexts", "Registering an audience cancelled")},
    {"enrich.started", QT_TRANSLATE_NOOP("AuditTexts", "Enrichment of a contact list started")},
    {"enrich.resumed", QT_TRANSLATE_NOOP("AuditTexts", "Enrichment of a contact list resumed")},
    {"enrich.budget", QT_TRANSLATE_NOOP("AuditTexts", "Batch size set by the campaign\u2019s time")},
    {"enrich.skills", QT_TRANSLATE_NOOP("AuditTexts", "Asked which skills call from the list")},
    {"enrich.skill_start_asked", QT_TRANSLATE_NOOP("AuditTexts", "The skill is about to be started")},
    {"enrich.skill_started", QT_TRANSLATE_NOOP("AuditTexts", "The skill started with the last file")},
    {"enrich.skill_not_started", QT_TRANSLATE_NOOP("AuditTexts", "The skill not started")},
    {"enrich.skill_start_unknown", QT_TRANSLATE_NOOP("AuditTexts", "Whether the skill was started is not known")},
    {"enrich.backed_up", QT_TRANSLATE_NOOP("AuditTexts", "Values copied before the change")},
    {"enrich.batch", QT_TRANSLATE_NOOP("AuditTexts", "Batch of contacts answered")},
    {"enrich.sent", QT_TRANSLATE_NOOP("AuditTexts", "Contacts sent")},
    {"enrich.refreshed", QT_TRANSLATE_NOOP("AuditTexts", "Contact list refreshed")},
    {"enrich.refresh_failed", QT_TRANSLATE_NOOP("AuditTexts", "Contact list not refreshed")},
    {"enrich.machine_slept", QT_TRANSLATE_NOOP("AuditTexts", "The computer slept during the enrichment")},
    {"enrich.complete", QT_TRANSLATE_NOOP("AuditTexts", "Contact list enriched")},
    {"enrich.paused", QT_TRANSLATE_NOOP("AuditTexts", "Enrichment of a contact list paused")},
    {"enrich.halted", QT_TRANSLATE_NOOP("AuditTexts", "Enrichment of a contact list halted")},
    {"enrich.failed", QT_TRANSLATE_NOOP("AuditTexts", "Enrichment of a contact list failed")},
    {"enrich.refused", QT_TRANSLATE_NOOP("AuditTexts", "Enrichment of a contact list refused")},
    {"enrich.cancelled", QT_TRANSLATE_NOOP("AuditTexts", "Enrichment of a contact list cancelled")},
    {"enrich_undo.started", QT_TRANSLATE_NOOP("AuditTexts", "Undoing an enrichment started")},
    {"enrich_undo.resumed", QT_TRANSLATE_NOOP("AuditTexts", "Undoing an enrichment resumed")},
    {"enrich_undo.budget", QT_TRANSLATE_NOOP("AuditTexts", "Batch size set by the campaign\u2019s time")},
    {"enrich_undo.skills", QT_TRANSLATE_NOOP("AuditTexts", "Asked which skills call from the list")},
    {"enrich_undo.compared", QT_TRANSLATE_NOOP("AuditTexts", "Contact list compared with the backup")},
    {"enrich_undo.sent", QT_TRANSLATE_NOOP("AuditTexts", "Old values sent")},
    {"enrich_undo.machine_slept", QT_TRANSLATE_NOOP("AuditTexts", "The computer slept during the undo")},
    {"enrich_undo.refreshed", QT_TRANSLATE_NOOP("AuditTexts", "Contact list refreshed")},
    {"enrich_undo.refresh_failed", QT_TRANSLATE_NOOP("AuditTexts", "Contact list not refreshed")},
    {"enrich_undo.complete", QT_TRANSLATE_NOOP("AuditTexts", "Enrichment undone")},
    {"enrich_undo.paused", QT_TRANSLATE_NOOP("AuditTexts", "Undoing an enrichment paused")},
    {"enrich_undo.halted", QT_TRANSLATE_NOOP("AuditTexts", "Undoing an enrichment halted")},
    {"enrich_undo.failed", QT_TRANSLATE_NOOP("AuditTexts", "Undoing an enrichment failed")},
    {"enrich_undo.refused", QT_TRANSLATE_NOOP("AuditTexts", "Undoing an enrichment refused")},
    {"enrich_undo.cancelled", QT_TRANSLATE_NOOP("AuditTexts", "Undoing an enrichment cancelled")},
    {"apply.started", QT_TRANSLATE_NOOP("AuditTexts", "Update of a contact list started")},
    {"apply.resumed", QT_TRANSLATE_NOOP("AuditTexts", "Update of a contact list resumed")},
    {"apply.skill_start_asked", QT_TRANSLATE_NOOP("AuditTexts", "The skill is about to be started")},
    {"apply.skill_started", QT_TRANSLATE_NOOP("AuditTexts", "The skill started with the last file")},
    {"apply.skill_not_started", QT_TRANSLATE_NOOP("AuditTexts", "The skill not started")},
    {"apply.skill_start_unknown", QT_TRANSLATE_NOOP("AuditTexts", "Whether the skill was started is not known")},
    {"apply.backed_up", QT_TRANSLATE_NOOP("AuditTexts", "Contacts copied before the change")},
    {"apply.evidence_kept", QT_TRANSLATE_NOOP("AuditTexts", "Evidence of consent and opt-outs kept as digests")},
    {"apply.evidence_not_kept",
     QT_TRANSLATE_NOOP("AuditTexts", "Contacts left: evidence of consent and opt-outs could not be kept")},
    {"apply.updated", QT_TRANSLATE_NOOP("AuditTexts", "Corrected numbers sent")},
    {"apply.purged", QT_TRANSLATE_NOOP("AuditTexts", "Purges sent")},
    {"apply.blocked", QT_TRANSLATE_NOOP("AuditTexts", "Numbers sent to a do-not-call group")},
    {"apply.breaker_opened", QT_TRANSLATE_NOOP("AuditTexts", "Halted after five server errors in a row")},
    {"apply.rearmed", QT_TRANSLATE_NOOP("AuditTexts", "Halted run allowed to send again")},
    {"connection.taken_over", QT_TRANSLATE_NOOP("AuditTexts", "Runs and backups of an earlier connection taken over")},
    {"apply.purge_reviewed", QT_TRANSLATE_NOOP("AuditTexts", "Locked purge allowed by a person")},
    {"apply.purge_locked", QT_TRANSLATE_NOOP("AuditTexts", "Purge locked: corrections in doubt")},
    {"apply.purge_unlocked", QT_TRANSLATE_NOOP("AuditTexts", "Purge unlocked after a look")},
    {"apply.machine_slept", QT_TRANSLATE_NOOP("AuditTexts", "The computer slept during the update")},
    {"apply.complete", QT_TRANSLATE_NOOP("AuditTexts", "Contact list updated")},
    {"apply.paused", QT_TRANSLATE_NOOP("AuditTexts", "Update of a contact list paused")},
    {"apply.halted", QT_TRANSLATE_NOOP("AuditTexts", "Update of a contact list halted")},
    {"apply.failed", QT_TRANSLATE_NOOP("AuditTexts", "Update of a contact list failed")},
    {"apply.refused", QT_TRANSLATE_NOOP("AuditTexts", "Update of a contact list refused")},
    {"apply.cancelled", QT_TRANSLATE_NOOP("AuditTexts", "Update of a contact list cancelled")},
    {"run.started", QT_TRANSLATE_NOOP("AuditTexts", "Run started")},
    {"run.resumed", QT_TRANSLATE_NOOP("AuditTexts", "Run resumed")},
    {"run.paused", QT_TRANSLATE_NOOP("AuditTexts", "Run paused")},
    {"run.halted", QT_TRANSLATE_NOOP("AuditTexts", "Run halted")},
    {"run.failed", QT_TRANSLATE_NOOP("AuditTexts", "Run failed")},
    {"run.refused", QT_TRANSLATE_NOOP("AuditTexts", "Run refused")},
    {"run.cancelled", QT_TRANSLATE_NOOP("AuditTexts", "Run cancelled")},
    {"run.completed", QT_TRANSLATE_NOOP("AuditTexts", "Run completed")},
    {"run.finished", QT_TRANSLATE_NOOP("AuditTexts", "Run ended")},
    {"run.units_recovered",
     QT_TRANSLATE_NOOP("AuditTexts", "Torn last change of a run\u2019s contacts cut back after a crash")},
    {"run.discarded", QT_TRANSLATE_NOOP("AuditTexts", "Unfinished run discarded")},
    {"run.interrupted", QT_TRANSLATE_NOOP("AuditTexts", "Run was interrupted")},
    {"list.read", QT_TRANSLATE_NOOP("AuditTexts", "Contact list read")},
    {"restore.started", QT_TRANSLATE_NOOP("AuditTexts", "Restore from a backup started")},
    {"restore.resumed", QT_TRANSLATE_NOOP("AuditTexts", "Restore from a backup resumed")},
    {"restore.progress", QT_TRANSLATE_NOOP("AuditTexts", "Contacts of a backup sent")},
    {"restore.machine_slept", QT_TRANSLATE_NOOP("AuditTexts", "The computer slept during the restore")},
    {"restore.complete", QT_TRANSLATE_NOOP("AuditTexts", "Restore from a backup completed")},
    {"restore.paused", QT_TRANSLATE_NOOP("AuditTexts", "Restore from a backup paused")},
    {"restore.halted", QT_TRANSLATE_NOOP("AuditTexts", "Restore from a backup halted")},
    {"restore.failed", QT_TRANSLATE_NOOP("AuditTexts", "Restore from a backup failed")},
    {"restore.refused", QT_TRANSLATE_NOOP("AuditTexts", "Restore from a backup refused")},
    {"restore.cancelled", QT_TRANSLATE_NOOP("AuditTexts", "Restore from a backup cancelled")},
    {"lookup.started", QT_TRANSLATE_NOOP("AuditTexts", "Look-up of line types started")},
    {"lookup.resumed", QT_TRANSLATE_NOOP("AuditTexts", "Look-up of line types resumed")},
    {"lookup.rearmed", QT_TRANSLATE_NOOP("AuditTexts", "Halted look-up allowed to ask again")},
    {"lookup.complete", QT_TRANSLATE_NOOP("AuditTexts", "Look-up of line types completed")},
    {"lookup.paused", QT_TRANSLATE_NOOP("AuditTexts", "Look-up of line types paused")},
    {"lookup.halted", QT_TRANSLATE_NOOP("AuditTexts", "Look-up of line types halted")},
    {"lookup.failed", QT_TRANSLATE_NOOP("AuditTexts", "Look-up of line types failed")},
    {"lookup.refused", QT_TRANSLATE_NOOP("AuditTexts", "Look-up of line types refused")},
    {"lookup.cancelled", QT_TRANSLATE_NOOP("AuditTexts", "Look-up of line types cancelled")},
    {"lookup.forgotten", QT_TRANSLATE_NOOP("AuditTexts", "Looked-up numbers deleted")},
    {"backup.removed", QT_TRANSLATE_NOOP("AuditTexts", "Backup of contacts deleted")},
    {"backup.unfinished_removed", QT_TRANSLATE_NOOP("AuditTexts", "Unfinished backup of contacts deleted")},
    {"webhook.queued", QT_TRANSLATE_NOOP("AuditTexts", "Notice queued for the webhook")},
    {"webhook.delivered", QT_TRANSLATE_NOOP("AuditTexts", "Notice delivered to the webhook")},
    {"webhook.delayed", QT_TRANSLATE_NOOP("AuditTexts", "Notice delayed: the first attempt failed")},
    {"webhook.tested", QT_TRANSLATE_NOOP("AuditTexts", "Test sent to a webhook")},
    {"webhook.tried_again", QT_TRANSLATE_NOOP("AuditTexts", "Given-up notices queued again")},
    {"webhook.failed", QT_TRANSLATE_NOOP("AuditTexts", "Notice not delivered yet")},
    {"webhook.records_gone",
     QT_TRANSLATE_NOOP("AuditTexts", "Notice given up: the export\u2019s file is gone or was changed")},
    {"webhook.undelivered", QT_TRANSLATE_NOOP("AuditTexts", "Notice given up after a day")},
    {"signing_key.made", QT_TRANSLATE_NOOP("AuditTexts", "Signing key for notices made")},
    {"signing_key.forgotten", QT_TRANSLATE_NOOP("AuditTexts", "Signing keys of a receiver deleted")},
    {"crm_webhook.asked", QT_TRANSLATE_NOOP("AuditTexts", "Webhook of a CRM asked for")},
    {"crm_webhook.registered", QT_TRANSLATE_NOOP("AuditTexts", "Webhook of a CRM registered")},
    {"crm_webhook.stands", QT_TRANSLATE_NOOP("AuditTexts", "Webhook of a CRM stands as registered")},
    {"crm_webhook.name_taken", QT_TRANSLATE_NOOP("AuditTexts", "Webhook of a CRM refused: the name is taken")},
    {"crm_webhook.unknown", QT_TRANSLATE_NOOP("AuditTexts", "Not known whether the webhook of a CRM stands")},
    {"crm_webhook.refused", QT_TRANSLATE_NOOP("AuditTexts", "Webhook of a CRM refused")},
    {"crm_webhook.not_sent", QT_TRANSLATE_NOOP("AuditTexts", "Webhook of a CRM not sent")},
    {"team.database_chosen", QT_TRANSLATE_NOOP("AuditTexts", "Team database chosen: the history is told to it")},
    {"team.machine_renewed", QT_TRANSLATE_NOOP("AuditTexts", "Another computer for the team database from here on")},
    {"team.database_left", QT_TRANSLATE_NOOP("AuditTexts", "Team database left: the history is told to nobody")},
    {"profile.armed", QT_TRANSLATE_NOOP("AuditTexts", "Connection armed for changes")},
    {"profile.disarmed", QT_TRANSLATE_NOOP("AuditTexts", "Connection back to looking only")},
    {"audit.unreadable", QT_TRANSLATE_NOOP("AuditTexts", "This entry cannot be read: check the history")},
    {"audit.mismatch", QT_TRANSLATE_NOOP("AuditTexts", "The history was not as it was left: a break was found")},
    {"audit.recovered", QT_TRANSLATE_NOOP("AuditTexts", "Torn last line cut back after a crash")},
    {"journal.recovered",
     QT_TRANSLATE_NOOP("AuditTexts", "Torn last change of the list of runs cut back after a crash")},
    {"audit.ids_forgotten", QT_TRANSLATE_NOOP("AuditTexts", "Ids of interactions made unreadable")},
    {"audit.continued", QT_TRANSLATE_NOOP("AuditTexts", "History goes on in a new file")},
    {"audit.files_removed", QT_TRANSLATE_NOOP("AuditTexts", "Old files of the history removed")},
    {"audit.exported", QT_TRANSLATE_NOOP("AuditTexts", "History exported")},
    {"audit.opened", QT_TRANSLATE_NOOP("AuditTexts", "History begun")},
};
constexpr KeyedWord jobRows[]{
    {"export", QT_TRANSLATE_NOOP("AuditTexts", "Exports")},
    {"transcripts", QT_TRANSLATE_NOOP("AuditTexts", "Transcripts")},
    {"audience", QT_TRANSLATE_NOOP("AuditTexts", "Audiences")},
    {"publish", QT_TRANSLATE_NOOP("AuditTexts", "Publishing audiences")},
    {"enrich", QT_TRANSLATE_NOOP("AuditTexts", "Enrichment")},
    {"enrich_undo", QT_TRANSLATE_NOOP("AuditTexts", "Undoing enrichment")},
    {"apply", QT_TRANSLATE_NOOP("AuditTexts", "Updates of contact lists")},
    {"restore", QT_TRANSLATE_NOOP("AuditTexts", "Restores from backups")},
    {"lookup", QT_TRANSLATE_NOOP("AuditTexts", "Look-ups of line types")},
    {"list", QT_TRANSLATE_NOOP("AuditTexts", "Reading contact lists")},
    {"run", QT_TRANSLATE_NOOP("AuditTexts", "Runs of any kind")},
    {"backup", QT_TRANSLATE_NOOP("AuditTexts", "Backups")},
    {"profile", QT_TRANSLATE_NOOP("AuditTexts", "Connections")},
    {"connection", QT_TRANSLATE_NOOP("AuditTexts", "Connections taken over")},
    {"webhook", QT_TRANSLATE_NOOP("AuditTexts", "Notices")},
    {"signing_key", QT_TRANSLATE_NOOP("AuditTexts", "Signing keys")},
    {"crm_webhook", QT_TRANSLATE_NOOP("AuditTexts", "Webhooks of CRMs")},
    {"number_plans", QT_TRANSLATE_NOOP("AuditTexts", "Numbering plans")},
    {"team", QT_TRANSLATE_NOOP("AuditTexts", "Team database")},
    {"audit", QT_TRANSLATE_NOOP("AuditTexts", "The history itself")},
    {"journal", QT_TRANSLATE_NOOP("AuditTexts", "The list of runs")},
};
constexpr KeyedWord outcomeRows[]{
    {"complete", QT_TRANSLATE_NOOP("AuditTexts", "Complete")},
    {"paused", QT_TRANSLATE_NOOP("AuditTexts", "Paused")},
    {"halted", QT_TRANSLATE_NOOP("AuditTexts", "Halted")},
    {"failed", QT_TRANSLATE_NOOP("AuditTexts", "Failed")},
    {"refused", QT_TRANSLATE_NOOP("AuditTexts", "Refused")},
    {"cancelled", QT_TRANSLATE_NOOP("AuditTexts", "Cancelled")},
    {"discarded", QT_TRANSLATE_NOOP("AuditTexts", "Discarded")},
};
constexpr KeyedWord verdictRows[]{
    {"changed", QT_TRANSLATE_NOOP("AuditTexts", "An entry was changed.")},
    {"missing", QT_TRANSLATE_NOOP("AuditTexts", "An entry is missing.")},
    {"reordered", QT_TRANSLATE_NOOP("AuditTexts", "Entries are out of order.")},
    {"cut", QT_TRANSLATE_NOOP("AuditTexts", "The end of the file was cut off.")},
    {"head_mismatch",
     QT_TRANSLATE_NOOP("AuditTexts",
                       "The file is not the one that was written last: it was replaced by another or older copy.")},
    {"file_missing", QT_TRANSLATE_NOOP("AuditTexts", "The file of the history is gone.")},
    {"unreadable", QT_TRANSLATE_NOOP("AuditTexts", "A line cannot be read.")},
    {"closed_missing", QT_TRANSLATE_NOOP("AuditTexts", "A closed file of the history is missing.")},
    {"closed_exchanged",
     QT_TRANSLATE_NOOP("AuditTexts",
                       "A file of the history stands in the place of another one: files were exchanged or renamed.")},
    {"closed_doubled", QT_TRANSLATE_NOOP("AuditTexts", "A file of the history is there twice.")},
    {"removed_returned",
     QT_TRANSLATE_NOOP("AuditTexts", "A file has the place of one that the retention removed, and is not that one.")},
};

QString valueText(const QJsonValue &value)
{
    if (value.isDouble()) {
        const double number = value.toDouble();
        return number == std::floor(number) ? QLocale().toString(value.toInteger())
                                            : QLocale().toString(number, 'f', 1);
    }
    if (value.isBool()) {
        return value.toBool() ? QCoreApplication::translate("AuditTexts", "yes")
                              : QCoreApplication::translate("AuditTexts", "no");
    }
    if (value.isString()) {
        const QString text = visibleText(value.toString(), 120);
        // Digests are told apart by their first digits; the details pane shows them whole.
        return text.size() == 64 && !text.contains(u' ') ? QString(text.left(8) % u'\u2026') : text;
    }
    if (value.isArray()) {
        const QStringList items = mapped(value.toArray(), valueText);
        return items.join(QStringLiteral(", "));
    }
    if (value.isObject())
        return visibleText(QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact)), 120);
    return QStringLiteral("\u2013");
}

} // namespace

QString auditEventText(const QString &event)
{
    const QString known = wordIn("AuditTexts", eventRows, event);
    return known.isEmpty() ? visibleText(event, 60) : known;
}

QSet<QString> auditEventsSaying(const QString &text)
{
    QSet<QString> events;
    for (const KeyedWord &row : eventRows) {
        if (QCoreApplication::translate("AuditTexts", row.word).contains(text, Qt::CaseInsensitive))
            events.insert(QLatin1String(row.key));
    }
    return events;
}

QString auditJobText(const QString &job)
{
    const QString known = wordIn("AuditTexts", jobRows, job);
    return known.isEmpty() ? visibleText(job, 60) : known;
}

QString auditOutcomeText(const QString &outcome)
{
    const QString known = wordIn("AuditTexts", outcomeRows, outcome);
    return known.isEmpty() ? visibleText(outcome, 60) : known;
}

QString auditRepeatText(const QString &event, qint64 count)
{
    const QString shown = QLocale().toString(count);
    if (event == QLatin1String("export.page"))
        return QCoreApplication::translate("AuditTexts", "%1 pages written", nullptr, int(count)).arg(shown);
    if (event == QLatin1String("transcript_extracted"))
        return QCoreApplication::translate("AuditTexts", "%1 transcripts extracted", nullptr, int(count)).arg(shown);
    if (event == QLatin1String("enrich.batch"))
        return QCoreApplication::translate("AuditTexts", "%1 batches of contacts answered", nullptr, int(count))
            .arg(shown);
    //: %1: what happened, as in "Contacts sent"; %2: how often
    return QCoreApplication::translate("AuditTexts", "%1, %2 times", nullptr, int(count))
        .arg(auditEventText(event), shown);
}

QString auditObjectText(const AuditEntry &entry)
{
    const auto fact
        = [&entry](const char *name) { return visibleText(entry.facts[QLatin1String(name)].toString(), 100); };
    if (const QString list = fact("list"); !list.isEmpty())
        return QCoreApplication::translate("AuditTexts", "List %1").arg(list);
    if (const QString segment = fact("segment"); !segment.isEmpty())
        return QCoreApplication::translate("AuditTexts", "Segment %1").arg(segment);
    if (const QString audience = fact("audience"); !audience.isEmpty())
        return QCoreApplication::translate("AuditTexts", "Audience %1").arg(audience);
    if (const QString name = fact("list_name"); !name.isEmpty())
        return QCoreApplication::translate("AuditTexts", "List %1").arg(name);
    return {};
}

QString auditFactsText(const AuditEntry &entry)
{
    QStringList parts;
    for (auto it = entry.facts.begin(); it != entry.facts.end(); ++it) {
        QString name = visibleText(it.key(), 40);
        name.replace(u'_', u' ');
        const bool isErrorKey = it.key() == u"reason" || it.key() == u"error";
        parts << QString(name % u": " % (isErrorKey ? errorKeyText(it.value().toString()) : valueText(it.value())));
    }
    return parts.join(QStringLiteral(" \u00b7 "));
}

QString auditRemovalText(const AuditRemoval &removal)
{
    if (removal.files.isEmpty())
        return QCoreApplication::translate("AuditTexts", "No closed file of the history is that old as a whole.");
    const auto day
        = [](const QDateTime &at) { return QLocale().toString(at.toLocalTime().date(), QLocale::ShortFormat); };
    return QCoreApplication::translate("AuditTexts", "Files: %1. Entries: %2, from %3 to %4. Size: %5.")
        .arg(numberText(removal.files.size()), numberText(removal.entries()), day(removal.files.constFirst().from),
             day(removal.files.constLast().until), QLocale().formattedDataSize(removal.bytes()));
}

namespace {

QString removedText(const AuditVerdict &verdict)
{
    return QCoreApplication::translate("AuditTexts",
                                       "Entries 1 to %1 were removed by the retention on %2, as entry %3 records.")
        .arg(numberText(verdict.removedLast),
             QLocale().toString(verdict.removedAt.toLocalTime().date(), QLocale::ShortFormat),
             numberText(verdict.removedIn));
}

} // namespace

QString auditVerdictText(const AuditVerdict &verdict)
{
    if (verdict.intact) {
        QStringList sentences{
            QCoreApplication::translate("AuditTexts", "Intact: %1 entries, each chained to the one before.")
                .arg(numberText(verdict.entries - verdict.removedLast))};
        if (verdict.removedLast > 0)
            sentences << removedText(verdict);
        if (verdict.isExpectedGone)
            sentences << QCoreApplication::translate(
                "AuditTexts",
                "The checkpoint could not be compared: its entry is not among those that are left. Compare with a "
                "newer checkpoint.");
        sentences << QCoreApplication::translate("AuditTexts",
                                                 "The key of the seals is a file of your account: someone who can "
                                                 "replace the history and that file together is found only by "
                                                 "comparing with an exported checkpoint.");
        return sentences.join(u' ');
    }
    QString text = wordIn("AuditTexts", verdictRows, verdict.reasonKey);
    if (text.isEmpty())
        text = QCoreApplication::translate("AuditTexts", "The history does not pass its check.");
    if (verdict.firstBad > 0) {
        text += u' '
            % QCoreApplication::translate("AuditTexts",
                                          "The first bad place is entry %1; the entries before it are good.")
                  .arg(QString::number(verdict.firstBad));
    }
    if (!verdict.file.isEmpty())
        text += u' ' % QCoreApplication::translate("AuditTexts", "File: %1.").arg(visibleText(verdict.file, 100));
    if (verdict.removedLast > 0)
        text += u' ' % removedText(verdict);
    return text % u' '
        % QCoreApplication::translate(
               "AuditTexts", "Keep the files as they are and compare them with your latest exported checkpoint.");
}

} // namespace muster
