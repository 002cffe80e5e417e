// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/audittexts.h"

#include "models/text/amounttext.h"
#include "models/text/displayformats.h"
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
    {"export.machine_slept", QT_TRANSLATE_NOOP("AuditTexts", "Computer slept during export")},
    {"export.freshness_waived", QT_TRANSLATE_NOOP("AuditTexts", "Freshness limit waived")},
    {"export.recalculated", QT_TRANSLATE_NOOP("AuditTexts", "Segment recalculated during export")},
    {"export.begun_again", QT_TRANSLATE_NOOP("AuditTexts", "Export started over: segment recalculated")},
    {"export.went_on_recalculated",
     QT_TRANSLATE_NOOP("AuditTexts", "Export continued although the segment was recalculated")},
    {"export.attributes_left_out", QT_TRANSLATE_NOOP("AuditTexts", "Retired attributes left out")},
    {"export.completed", QT_TRANSLATE_NOOP("AuditTexts", "Export completed")},
    {"export.complete", QT_TRANSLATE_NOOP("AuditTexts", "Export completed")},
    {"export.paused", QT_TRANSLATE_NOOP("AuditTexts", "Export paused")},
    {"export.halted", QT_TRANSLATE_NOOP("AuditTexts", "Export halted")},
    {"export.failed", QT_TRANSLATE_NOOP("AuditTexts", "Export failed")},
    {"export.refused", QT_TRANSLATE_NOOP("AuditTexts", "Export refused")},
    {"export.cancelled", QT_TRANSLATE_NOOP("AuditTexts", "Export cancelled")},
    {"export.changes_saved", QT_TRANSLATE_NOOP("AuditTexts", "Differences of two exports saved")},
    {"export.changes_not_saved", QT_TRANSLATE_NOOP("AuditTexts", "Differences of two exports not saved after all")},
    {"export.discarded", QT_TRANSLATE_NOOP("AuditTexts", "Unfinished export discarded")},
    {"export.webhook", QT_TRANSLATE_NOOP("AuditTexts", "Webhook notified")},
    {"transcripts.started", QT_TRANSLATE_NOOP("AuditTexts", "Transcript fetch started")},
    {"transcripts.resumed", QT_TRANSLATE_NOOP("AuditTexts", "Transcript fetch resumed")},
    {"transcripts.checked", QT_TRANSLATE_NOOP("AuditTexts", "Interactions looked up")},
    {"transcripts.submitting", QT_TRANSLATE_NOOP("AuditTexts", "Transcript job about to be submitted")},
    {"transcripts.submitted", QT_TRANSLATE_NOOP("AuditTexts", "Transcript job submitted")},
    {"transcripts.submission_unknown",
     QT_TRANSLATE_NOOP("AuditTexts", "Submission outcome unknown: a job may be left behind")},
    {"transcripts.not_submitted", QT_TRANSLATE_NOOP("AuditTexts", "Transcript job not submitted")},
    {"transcripts.job_ended", QT_TRANSLATE_NOOP("AuditTexts", "Transcript job ended")},
    {"transcripts.progress", QT_TRANSLATE_NOOP("AuditTexts", "Transcripts downloaded")},
    {"transcript_extracted", QT_TRANSLATE_NOOP("AuditTexts", "Interaction transcript extracted")},
    {"transcripts.machine_slept", QT_TRANSLATE_NOOP("AuditTexts", "Computer slept during transcript fetch")},
    {"transcripts.complete", QT_TRANSLATE_NOOP("AuditTexts", "Transcripts fetched")},
    {"transcripts.paused", QT_TRANSLATE_NOOP("AuditTexts", "Transcript fetch paused")},
    {"transcripts.halted", QT_TRANSLATE_NOOP("AuditTexts", "Transcript fetch halted")},
    {"transcripts.failed", QT_TRANSLATE_NOOP("AuditTexts", "Transcript fetch failed")},
    {"transcripts.refused", QT_TRANSLATE_NOOP("AuditTexts", "Transcript fetch refused")},
    {"transcripts.cancelled", QT_TRANSLATE_NOOP("AuditTexts", "Transcript fetch cancelled")},
    {"audience.started", QT_TRANSLATE_NOOP("AuditTexts", "Audience registration started")},
    {"audience.resumed", QT_TRANSLATE_NOOP("AuditTexts", "Audience registration resumed")},
    {"audience.requested", QT_TRANSLATE_NOOP("AuditTexts", "Audience about to be sent")},
    {"audience.registered", QT_TRANSLATE_NOOP("AuditTexts", "Audience registered")},
    {"audience.refused_by_service", QT_TRANSLATE_NOOP("AuditTexts", "Audience refused by the server")},
    {"audience.unknown", QT_TRANSLATE_NOOP("AuditTexts", "Audience sent, outcome unknown")},
    {"audience.not_sent", QT_TRANSLATE_NOOP("AuditTexts", "Audience not sent")},
    {"audience.conflict", QT_TRANSLATE_NOOP("AuditTexts", "Audience changed by someone else in the meantime")},
    {"audience.evaluated", QT_TRANSLATE_NOOP("AuditTexts", "Audience evaluated by the server")},
    {"audience.machine_slept", QT_TRANSLATE_NOOP("AuditTexts", "Computer slept during audience registration")},
    {"number_plans.changed", QT_TRANSLATE_NOOP("AuditTexts", "Numbering plans changed")},
    {"publish.started", QT_TRANSLATE_NOOP("AuditTexts", "Audience publishing started")},
    {"publish.resumed", QT_TRANSLATE_NOOP("AuditTexts", "Audience publishing resumed")},
    {"publish.list_requested", QT_TRANSLATE_NOOP("AuditTexts", "Calling list about to be created")},
    {"publish.list_made", QT_TRANSLATE_NOOP("AuditTexts", "Calling list created")},
    {"publish.list_unknown", QT_TRANSLATE_NOOP("AuditTexts", "Calling list requested, outcome unknown")},
    {"publish.list_not_made", QT_TRANSLATE_NOOP("AuditTexts", "Calling list not created")},
    {"publish.progress", QT_TRANSLATE_NOOP("AuditTexts", "People sent to the calling list")},
    {"publish.machine_slept", QT_TRANSLATE_NOOP("AuditTexts", "Computer slept during audience publishing")},
    {"publish.complete", QT_TRANSLATE_NOOP("AuditTexts", "Audience publishing completed")},
    {"publish.paused", QT_TRANSLATE_NOOP("AuditTexts", "Audience publishing paused")},
    {"publish.halted", QT_TRANSLATE_NOOP("AuditTexts", "Audience publishing halted")},
    {"publish.failed", QT_TRANSLATE_NOOP("AuditTexts", "Audience publishing failed")},
    {"publish.refused", QT_TRANSLATE_NOOP("AuditTexts", "Audience publishing refused")},
    {"publish.cancelled", QT_TRANSLATE_NOOP("AuditTexts", "Audience publishing cancelled")},
    {"audience.saving", QT_TRANSLATE_NOOP("AuditTexts", "Audience about to be saved on this computer")},
    {"audience.saved", QT_TRANSLATE_NOOP("AuditTexts", "Audience saved on this computer")},
    {"audience.payload_erased", QT_TRANSLATE_NOOP("AuditTexts", "Sent audience data deleted from this computer")},
    {"audience.complete", QT_TRANSLATE_NOOP("AuditTexts", "Audience registration completed")},
    {"audience.paused", QT_TRANSLATE_NOOP("AuditTexts", "Audience registration paused")},
    {"audience.halted", QT_TRANSLATE_NOOP("AuditTexts", "Audience registration halted")},
    {"audience.failed", QT_TRANSLATE_NOOP("AuditTexts", "Audience registration failed")},
    {"audience.refused", QT_TRANSLATE_NOOP("AuditTexts", "Audience registration refused")},
    {"audience.cancelled", QT_TRANSLATE_NOOP("AuditTexts", "Audience registration cancelled")},
    {"enrich.started", QT_TRANSLATE_NOOP("AuditTexts", "Enrichment started")},
    {"enrich.resumed", QT_TRANSLATE_NOOP("AuditTexts", "Enrichment resumed")},
    {"enrich.budget", QT_TRANSLATE_NOOP("AuditTexts", "Batch size set by the campaign’s time limit")},
    {"enrich.skills", QT_TRANSLATE_NOOP("AuditTexts", "Skills calling from the list checked")},
    {"enrich.skill_start_asked", QT_TRANSLATE_NOOP("AuditTexts", "Skill about to be started")},
    {"enrich.skill_started", QT_TRANSLATE_NOOP("AuditTexts", "Skill started with the last file")},
    {"enrich.skill_not_started", QT_TRANSLATE_NOOP("AuditTexts", "Skill not started")},
    {"enrich.skill_start_unknown", QT_TRANSLATE_NOOP("AuditTexts", "Skill start unconfirmed")},
    {"enrich.backed_up", QT_TRANSLATE_NOOP("AuditTexts", "Values copied before the change")},
    {"enrich.batch", QT_TRANSLATE_NOOP("AuditTexts", "Batch of contacts answered")},
    {"enrich.sent", QT_TRANSLATE_NOOP("AuditTexts", "Contacts sent")},
    {"enrich.refreshed", QT_TRANSLATE_NOOP("AuditTexts", "Contact list refreshed")},
    {"enrich.refresh_failed", QT_TRANSLATE_NOOP("AuditTexts", "Contact list not refreshed")},
    {"enrich.machine_slept", QT_TRANSLATE_NOOP("AuditTexts", "Computer slept during enrichment")},
    {"enrich.complete", QT_TRANSLATE_NOOP("AuditTexts", "Contact list enriched")},
    {"enrich.paused", QT_TRANSLATE_NOOP("AuditTexts", "Enrichment paused")},
    {"enrich.halted", QT_TRANSLATE_NOOP("AuditTexts", "Enrichment halted")},
    {"enrich.failed", QT_TRANSLATE_NOOP("AuditTexts", "Enrichment failed")},
    {"enrich.refused", QT_TRANSLATE_NOOP("AuditTexts", "Enrichment refused")},
    {"enrich.cancelled", QT_TRANSLATE_NOOP("AuditTexts", "Enrichment cancelled")},
    {"enrich_undo.started", QT_TRANSLATE_NOOP("AuditTexts", "Enrichment undo started")},
    {"enrich_undo.resumed", QT_TRANSLATE_NOOP("AuditTexts", "Enrichment undo resumed")},
    {"enrich_undo.budget", QT_TRANSLATE_NOOP("AuditTexts", "Batch size set by the campaign’s time limit")},
    {"enrich_undo.skills", QT_TRANSLATE_NOOP("AuditTexts", "Skills calling from the list checked")},
    {"enrich_undo.compared", QT_TRANSLATE_NOOP("AuditTexts", "Contact list compared with the backup")},
    {"enrich_undo.sent", QT_TRANSLATE_NOOP("AuditTexts", "Old values sent")},
    {"enrich_undo.machine_slept", QT_TRANSLATE_NOOP("AuditTexts", "Computer slept during undo")},
    {"enrich_undo.refreshed", QT_TRANSLATE_NOOP("AuditTexts", "Contact list refreshed")},
    {"enrich_undo.refresh_failed", QT_TRANSLATE_NOOP("AuditTexts", "Contact list not refreshed")},
    {"enrich_undo.complete", QT_TRANSLATE_NOOP("AuditTexts", "Enrichment undone")},
    {"enrich_undo.paused", QT_TRANSLATE_NOOP("AuditTexts", "Enrichment undo paused")},
    {"enrich_undo.halted", QT_TRANSLATE_NOOP("AuditTexts", "Enrichment undo halted")},
    {"enrich_undo.failed", QT_TRANSLATE_NOOP("AuditTexts", "Enrichment undo failed")},
    {"enrich_undo.refused", QT_TRANSLATE_NOOP("AuditTexts", "Enrichment undo refused")},
    {"enrich_undo.cancelled", QT_TRANSLATE_NOOP("AuditTexts", "Enrichment undo cancelled")},
    {"donotcall_change.started", QT_TRANSLATE_NOOP("AuditTexts", "Change of do-not-call groups started")},
    {"donotcall_change.resumed", QT_TRANSLATE_NOOP("AuditTexts", "Change of do-not-call groups resumed")},
    {"donotcall_change.numbers_kept", QT_TRANSLATE_NOOP("AuditTexts", "Numbers saved before the change")},
    {"donotcall_change.group_read", QT_TRANSLATE_NOOP("AuditTexts", "Do-not-call groups read and compared")},
    {"donotcall_change.progress", QT_TRANSLATE_NOOP("AuditTexts", "Numbers sent to do-not-call groups")},
    {"donotcall_change.machine_slept",
     QT_TRANSLATE_NOOP("AuditTexts", "Computer slept during a change of do-not-call groups")},
    {"donotcall_change.complete", QT_TRANSLATE_NOOP("AuditTexts", "Change of do-not-call groups completed")},
    {"donotcall_change.paused", QT_TRANSLATE_NOOP("AuditTexts", "Change of do-not-call groups paused")},
    {"donotcall_change.halted", QT_TRANSLATE_NOOP("AuditTexts", "Change of do-not-call groups halted")},
    {"donotcall_change.failed", QT_TRANSLATE_NOOP("AuditTexts", "Change of do-not-call groups failed")},
    {"donotcall_change.refused", QT_TRANSLATE_NOOP("AuditTexts", "Change of do-not-call groups refused")},
    {"donotcall_change.cancelled", QT_TRANSLATE_NOOP("AuditTexts", "Change of do-not-call groups cancelled")},
    {"deletion.started", QT_TRANSLATE_NOOP("AuditTexts", "List deletion started")},
    {"deletion.resumed", QT_TRANSLATE_NOOP("AuditTexts", "List deletion resumed")},
    {"deletion.list_copied", QT_TRANSLATE_NOOP("AuditTexts", "Contact list copied before its deletion")},
    {"deletion.list_requested", QT_TRANSLATE_NOOP("AuditTexts", "Contact list about to be deleted")},
    {"deletion.list_deleted", QT_TRANSLATE_NOOP("AuditTexts", "Contact list deleted, verified in the index")},
    {"deletion.list_state", QT_TRANSLATE_NOOP("AuditTexts", "Contact list checked")},
    {"deletion.progress", QT_TRANSLATE_NOOP("AuditTexts", "List deletion continued")},
    {"deletion.machine_slept", QT_TRANSLATE_NOOP("AuditTexts", "Computer slept during list deletion")},
    {"deletion.complete", QT_TRANSLATE_NOOP("AuditTexts", "List deletion completed")},
    {"deletion.paused", QT_TRANSLATE_NOOP("AuditTexts", "List deletion paused")},
    {"deletion.halted", QT_TRANSLATE_NOOP("AuditTexts", "List deletion halted")},
    {"deletion.failed", QT_TRANSLATE_NOOP("AuditTexts", "List deletion failed")},
    {"deletion.refused", QT_TRANSLATE_NOOP("AuditTexts", "List deletion refused")},
    {"deletion.cancelled", QT_TRANSLATE_NOOP("AuditTexts", "List deletion cancelled")},
    {"apply.started", QT_TRANSLATE_NOOP("AuditTexts", "Contact list update started")},
    {"apply.resumed", QT_TRANSLATE_NOOP("AuditTexts", "Contact list update resumed")},
    {"apply.skill_start_asked", QT_TRANSLATE_NOOP("AuditTexts", "Skill about to be started")},
    {"apply.skill_started", QT_TRANSLATE_NOOP("AuditTexts", "Skill started with the last file")},
    {"apply.skill_not_started", QT_TRANSLATE_NOOP("AuditTexts", "Skill not started")},
    {"apply.skill_start_unknown", QT_TRANSLATE_NOOP("AuditTexts", "Skill start unconfirmed")},
    {"apply.backed_up", QT_TRANSLATE_NOOP("AuditTexts", "Contacts copied before the change")},
    {"apply.evidence_kept", QT_TRANSLATE_NOOP("AuditTexts", "Consent and opt-out evidence saved as digests")},
    {"apply.evidence_not_kept",
     QT_TRANSLATE_NOOP("AuditTexts", "Contacts skipped: consent and opt-out evidence could not be saved")},
    {"apply.updated", QT_TRANSLATE_NOOP("AuditTexts", "Corrected numbers sent")},
    {"apply.purged", QT_TRANSLATE_NOOP("AuditTexts", "Purges sent")},
    {"apply.blocked", QT_TRANSLATE_NOOP("AuditTexts", "Numbers sent to a do-not-call group")},
    {"apply.breaker_opened", QT_TRANSLATE_NOOP("AuditTexts", "Halted after five server errors in a row")},
    {"apply.rearmed", QT_TRANSLATE_NOOP("AuditTexts", "Halted run allowed to send again")},
    {"connection.taken_over",
     QT_TRANSLATE_NOOP("AuditTexts", "Runs and backups taken over from an earlier connection")},
    {"apply.purge_reviewed", QT_TRANSLATE_NOOP("AuditTexts", "Locked purge allowed manually")},
    {"apply.purge_locked", QT_TRANSLATE_NOOP("AuditTexts", "Purge locked: corrections in doubt")},
    {"apply.purge_unlocked", QT_TRANSLATE_NOOP("AuditTexts", "Purge unlocked after a check")},
    {"apply.machine_slept", QT_TRANSLATE_NOOP("AuditTexts", "Computer slept during update")},
    {"apply.complete", QT_TRANSLATE_NOOP("AuditTexts", "Contact list updated")},
    {"apply.paused", QT_TRANSLATE_NOOP("AuditTexts", "Contact list update paused")},
    {"apply.halted", QT_TRANSLATE_NOOP("AuditTexts", "Contact list update halted")},
    {"apply.failed", QT_TRANSLATE_NOOP("AuditTexts", "Contact list update failed")},
    {"apply.refused", QT_TRANSLATE_NOOP("AuditTexts", "Contact list update refused")},
    {"apply.cancelled", QT_TRANSLATE_NOOP("AuditTexts", "Contact list update cancelled")},
    {"run.started", QT_TRANSLATE_NOOP("AuditTexts", "Run started")},
    {"run.resumed", QT_TRANSLATE_NOOP("AuditTexts", "Run resumed")},
    {"run.paused", QT_TRANSLATE_NOOP("AuditTexts", "Run paused")},
    {"run.halted", QT_TRANSLATE_NOOP("AuditTexts", "Run halted")},
    {"run.failed", QT_TRANSLATE_NOOP("AuditTexts", "Run failed")},
    {"run.refused", QT_TRANSLATE_NOOP("AuditTexts", "Run refused")},
    {"run.cancelled", QT_TRANSLATE_NOOP("AuditTexts", "Run cancelled")},
    {"run.completed", QT_TRANSLATE_NOOP("AuditTexts", "Run completed")},
    {"run.finished", QT_TRANSLATE_NOOP("AuditTexts", "Run finished")},
    {"run.units_recovered",
     QT_TRANSLATE_NOOP("AuditTexts", "Incomplete last change of a run’s contacts trimmed after a crash")},
    {"run.discarded", QT_TRANSLATE_NOOP("AuditTexts", "Unfinished run discarded")},
    {"run.interrupted", QT_TRANSLATE_NOOP("AuditTexts", "Run interrupted")},
    {"list.read", QT_TRANSLATE_NOOP("AuditTexts", "Contact list read")},
    {"restore.started", QT_TRANSLATE_NOOP("AuditTexts", "Restore from backup started")},
    {"restore.resumed", QT_TRANSLATE_NOOP("AuditTexts", "Restore from backup resumed")},
    {"restore.progress", QT_TRANSLATE_NOOP("AuditTexts", "Contacts from backup sent")},
    {"restore.machine_slept", QT_TRANSLATE_NOOP("AuditTexts", "Computer slept during restore")},
    {"restore.complete", QT_TRANSLATE_NOOP("AuditTexts", "Restore from backup completed")},
    {"restore.paused", QT_TRANSLATE_NOOP("AuditTexts", "Restore from backup paused")},
    {"restore.halted", QT_TRANSLATE_NOOP("AuditTexts", "Restore from backup halted")},
    {"restore.failed", QT_TRANSLATE_NOOP("AuditTexts", "Restore from backup failed")},
    {"restore.refused", QT_TRANSLATE_NOOP("AuditTexts", "Restore from backup refused")},
    {"restore.cancelled", QT_TRANSLATE_NOOP("AuditTexts", "Restore from backup cancelled")},
    {"donotcall.checked", QT_TRANSLATE_NOOP("AuditTexts", "Numbers checked against do-not-call groups")},
    {"lookup.started", QT_TRANSLATE_NOOP("AuditTexts", "Line type look-up started")},
    {"lookup.resumed", QT_TRANSLATE_NOOP("AuditTexts", "Line type look-up resumed")},
    {"lookup.rearmed", QT_TRANSLATE_NOOP("AuditTexts", "Halted look-up allowed to send requests again")},
    {"lookup.complete", QT_TRANSLATE_NOOP("AuditTexts", "Line type look-up completed")},
    {"lookup.paused", QT_TRANSLATE_NOOP("AuditTexts", "Line type look-up paused")},
    {"lookup.halted", QT_TRANSLATE_NOOP("AuditTexts", "Line type look-up halted")},
    {"lookup.failed", QT_TRANSLATE_NOOP("AuditTexts", "Line type look-up failed")},
    {"lookup.refused", QT_TRANSLATE_NOOP("AuditTexts", "Line type look-up refused")},
    {"lookup.cancelled", QT_TRANSLATE_NOOP("AuditTexts", "Line type look-up cancelled")},
    {"lookup.forgotten", QT_TRANSLATE_NOOP("AuditTexts", "Looked-up numbers deleted")},
    {"backup.removed", QT_TRANSLATE_NOOP("AuditTexts", "Contact backup deleted")},
    {"backup.unfinished_removed", QT_TRANSLATE_NOOP("AuditTexts", "Unfinished contact backup deleted")},
    {"webhook.queued", QT_TRANSLATE_NOOP("AuditTexts", "Notification queued for the webhook")},
    {"webhook.delivered", QT_TRANSLATE_NOOP("AuditTexts", "Notification delivered to the webhook")},
    {"webhook.delayed", QT_TRANSLATE_NOOP("AuditTexts", "Notification delayed: the first attempt failed")},
    {"webhook.tested", QT_TRANSLATE_NOOP("AuditTexts", "Test sent to a webhook")},
    {"webhook.tried_again", QT_TRANSLATE_NOOP("AuditTexts", "Given-up notifications queued again")},
    {"webhook.failed", QT_TRANSLATE_NOOP("AuditTexts", "Notification not delivered yet")},
    {"webhook.records_gone",
     QT_TRANSLATE_NOOP("AuditTexts", "Notification dropped: the export file is missing or was changed")},
    {"webhook.undelivered", QT_TRANSLATE_NOOP("AuditTexts", "Notification dropped after a day")},
    {"export_key.replaced", QT_TRANSLATE_NOOP("AuditTexts", "Key of pseudonyms in exports replaced")},
    {"signing_key.made", QT_TRANSLATE_NOOP("AuditTexts", "Signing key for notifications created")},
    {"signing_key.forgotten", QT_TRANSLATE_NOOP("AuditTexts", "Receiver’s signing keys deleted")},
    {"crm_webhook.asked", QT_TRANSLATE_NOOP("AuditTexts", "CRM webhook requested")},
    {"crm_webhook.registered", QT_TRANSLATE_NOOP("AuditTexts", "CRM webhook registered")},
    {"crm_webhook.stands", QT_TRANSLATE_NOOP("AuditTexts", "CRM webhook already registered")},
    {"crm_webhook.name_taken", QT_TRANSLATE_NOOP("AuditTexts", "CRM webhook refused: the name is taken")},
    {"crm_webhook.unknown", QT_TRANSLATE_NOOP("AuditTexts", "CRM webhook registration unconfirmed")},
    {"crm_webhook.refused", QT_TRANSLATE_NOOP("AuditTexts", "CRM webhook refused")},
    {"crm_webhook.not_sent", QT_TRANSLATE_NOOP("AuditTexts", "CRM webhook not sent")},
    {"team.database_chosen", QT_TRANSLATE_NOOP("AuditTexts", "Team database chosen: history is sent to it")},
    {"team.machine_renewed", QT_TRANSLATE_NOOP("AuditTexts", "New computer identity for the team database")},
    {"team.database_left", QT_TRANSLATE_NOOP("AuditTexts", "Team database no longer used: history is sent to no one")},
    {"profile.armed", QT_TRANSLATE_NOOP("AuditTexts", "Changes allowed for the connection")},
    {"profile.disarmed", QT_TRANSLATE_NOOP("AuditTexts", "Connection returned to read-only")},
    {"audit.unreadable", QT_TRANSLATE_NOOP("AuditTexts", "This entry cannot be read: check the history")},
    {"audit.mismatch", QT_TRANSLATE_NOOP("AuditTexts", "History break found: it was not as Muster left it")},
    {"audit.recovered", QT_TRANSLATE_NOOP("AuditTexts", "Incomplete last line trimmed after a crash")},
    {"journal.recovered",
     QT_TRANSLATE_NOOP("AuditTexts", "Incomplete last change of the run list trimmed after a crash")},
    {"audit.ids_forgotten", QT_TRANSLATE_NOOP("AuditTexts", "Interaction IDs made unreadable")},
    {"dnc.scrubbed", QT_TRANSLATE_NOOP("AuditTexts", "Numbers scrubbed")},
    {"dnc.evidence_not_saved", QT_TRANSLATE_NOOP("AuditTexts", "Evidence of a scrub not saved after all")},
    {"upload.checked", QT_TRANSLATE_NOOP("AuditTexts", "Upload checked")},
    {"upload.report_not_saved", QT_TRANSLATE_NOOP("AuditTexts", "Report of an upload check not saved after all")},
    {"upload.copied", QT_TRANSLATE_NOOP("AuditTexts", "Copy for an upload written")},
    {"registry.imported", QT_TRANSLATE_NOOP("AuditTexts", "Registry imported")},
    {"registry.removed", QT_TRANSLATE_NOOP("AuditTexts", "Registry removed")},
    {"schedule.saved", QT_TRANSLATE_NOOP("AuditTexts", "Schedule saved")},
    {"schedule.enabled", QT_TRANSLATE_NOOP("AuditTexts", "Schedule turned on")},
    {"schedule.disabled", QT_TRANSLATE_NOOP("AuditTexts", "Schedule turned off")},
    {"schedule.removed", QT_TRANSLATE_NOOP("AuditTexts", "Schedule removed")},
    {"audit.continued", QT_TRANSLATE_NOOP("AuditTexts", "History continued in a new file")},
    {"audit.files_removed", QT_TRANSLATE_NOOP("AuditTexts", "Old history files removed")},
    {"audit.exported", QT_TRANSLATE_NOOP("AuditTexts", "History exported")},
    {"audit.opened", QT_TRANSLATE_NOOP("AuditTexts", "History started")},
};
constexpr KeyedWord jobRows[]{
    {"export", QT_TRANSLATE_NOOP("AuditTexts", "Exports")},
    {"transcripts", QT_TRANSLATE_NOOP("AuditTexts", "Transcripts")},
    {"audience", QT_TRANSLATE_NOOP("AuditTexts", "Audiences")},
    {"publish", QT_TRANSLATE_NOOP("AuditTexts", "Audience publishing")},
    {"enrich", QT_TRANSLATE_NOOP("AuditTexts", "Enrichment")},
    {"enrich_undo", QT_TRANSLATE_NOOP("AuditTexts", "Enrichment undo")},
    {"apply", QT_TRANSLATE_NOOP("AuditTexts", "Contact list updates")},
    {"restore", QT_TRANSLATE_NOOP("AuditTexts", "Restores from backup")},
    {"lookup", QT_TRANSLATE_NOOP("AuditTexts", "Line type look-ups")},
    {"list", QT_TRANSLATE_NOOP("AuditTexts", "Contact list reads")},
    {"donotcall", QT_TRANSLATE_NOOP("AuditTexts", "Do-not-call checks")},
    {"run", QT_TRANSLATE_NOOP("AuditTexts", "Runs of any type")},
    {"backup", QT_TRANSLATE_NOOP("AuditTexts", "Backups")},
    {"profile", QT_TRANSLATE_NOOP("AuditTexts", "Connections")},
    {"connection", QT_TRANSLATE_NOOP("AuditTexts", "Connections taken over")},
    {"webhook", QT_TRANSLATE_NOOP("AuditTexts", "Notifications")},
    {"signing_key", QT_TRANSLATE_NOOP("AuditTexts", "Signing keys")},
    {"export_key", QT_TRANSLATE_NOOP("AuditTexts", "Keys of pseudonyms")},
    {"crm_webhook", QT_TRANSLATE_NOOP("AuditTexts", "CRM webhooks")},
    {"number_plans", QT_TRANSLATE_NOOP("AuditTexts", "Numbering plans")},
    {"dnc", QT_TRANSLATE_NOOP("AuditTexts", "Do-not-call")},
    {"registry", QT_TRANSLATE_NOOP("AuditTexts", "Registries")},
    {"schedule", QT_TRANSLATE_NOOP("AuditTexts", "Schedules")},
    {"team", QT_TRANSLATE_NOOP("AuditTexts", "Team database")},
    {"audit", QT_TRANSLATE_NOOP("AuditTexts", "History")},
    {"journal", QT_TRANSLATE_NOOP("AuditTexts", "Run list")},
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
                       "The file is not the latest one written: it was replaced by another or an older copy.")},
    {"file_missing", QT_TRANSLATE_NOOP("AuditTexts", "The history file is missing.")},
    {"unreadable", QT_TRANSLATE_NOOP("AuditTexts", "A line cannot be read.")},
    {"closed_missing", QT_TRANSLATE_NOOP("AuditTexts", "A closed history file is missing.")},
    {"closed_exchanged",
     QT_TRANSLATE_NOOP("AuditTexts", "A history file is in the place of another one: files were swapped or renamed.")},
    {"closed_doubled", QT_TRANSLATE_NOOP("AuditTexts", "A history file is there twice.")},
    {"removed_returned",
     QT_TRANSLATE_NOOP("AuditTexts",
                       "A file has taken the place of one that the retention removed, and is a different file.")},
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
    return QStringLiteral("–");
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

namespace {

/// Its object is the file that it was made of.
bool isOfFile(const AuditEntry &entry)
{
    return entry.event == QLatin1String("dnc.scrubbed") || entry.event == QLatin1String("upload.checked")
        || entry.event == QLatin1String("upload.copied");
}

} // namespace

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
    if (const QString newer = fact("newer"); entry.event == QLatin1String("export.changes_saved") && !newer.isEmpty())
        return QCoreApplication::translate("AuditTexts", "Exports %1 and %2").arg(fact("older"), newer);
    if (const QString group = fact("group"); !group.isEmpty())
        return QCoreApplication::translate("AuditTexts", "Do-not-call group %1").arg(group);
    if (const QString input = fact("input"); isOfFile(entry) && !input.isEmpty())
        return QCoreApplication::translate("AuditTexts", "File %1").arg(input);
    if (const QString registry = fact("registry"); !registry.isEmpty())
        return QCoreApplication::translate("AuditTexts", "Registry %1").arg(registry);
    if (const QString schedule = fact("schedule"); !schedule.isEmpty())
        return QCoreApplication::translate("AuditTexts", "Schedule %1").arg(schedule);
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
        return QCoreApplication::translate("AuditTexts", "No closed history file is entirely that old.");
    const auto day = [](const QDateTime &at) { return dayText(at.toLocalTime().date()); };
    return QCoreApplication::translate("AuditTexts", "Files: %1. Entries: %2, from %3 to %4. Size: %5.")
        .arg(numberText(removal.files.size()), numberText(removal.entries()), day(removal.files.constFirst().from),
             day(removal.files.constLast().until), QLocale().formattedDataSize(removal.bytes()));
}

namespace {

QString removedText(const AuditVerdict &verdict)
{
    return QCoreApplication::translate("AuditTexts",
                                       "Entries 1 to %1 were removed by the retention on %2, as recorded in entry %3.")
        .arg(numberText(verdict.removedLast), dayText(verdict.removedAt.toLocalTime().date()),
             numberText(verdict.removedIn));
}

} // namespace

QString auditVerdictText(const AuditVerdict &verdict)
{
    if (verdict.intact) {
        QStringList sentences{
            QCoreApplication::translate("AuditTexts", "Verified: %1 entries, each chained to the one before.")
                .arg(numberText(verdict.entries - verdict.removedLast))};
        if (verdict.removedLast > 0)
            sentences << removedText(verdict);
        if (verdict.isExpectedGone)
            sentences << QCoreApplication::translate(
                "AuditTexts",
                "The checkpoint could not be compared: its entry has been removed. Compare with a newer checkpoint.");
        sentences << QCoreApplication::translate(
            "AuditTexts",
            "The key of the seals is a file of your account: only a comparison with an exported checkpoint reveals "
            "someone who can replace both the history and that file.");
        return sentences.join(u' ');
    }
    QString text = wordIn("AuditTexts", verdictRows, verdict.reasonKey);
    if (text.isEmpty())
        text = QCoreApplication::translate("AuditTexts", "The history failed its check.");
    if (verdict.firstBad > 0) {
        text += u' '
            % QCoreApplication::translate("AuditTexts", "The first bad entry is %1; the entries before it are good.")
                  .arg(QString::number(verdict.firstBad));
    }
    if (!verdict.file.isEmpty())
        text += u' ' % QCoreApplication::translate("AuditTexts", "File: %1.").arg(visibleText(verdict.file, 100));
    if (verdict.removedLast > 0)
        text += u' ' % removedText(verdict);
    return text % u' '
        % QCoreApplication::translate(
               "AuditTexts", "Keep the files unchanged and compare them with your latest exported checkpoint.");
}

} // namespace muster
