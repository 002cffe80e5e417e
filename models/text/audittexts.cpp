// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/audittexts.h"

#include "models/text/errortexts.h"
#include "models/text/plaintext.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>
#include <array>

namespace muster {

namespace {

struct Row
{
    const char *code;
    const char *text;
};

constexpr std::array eventRows{
    Row{"export.started", QT_TRANSLATE_NOOP("AuditTexts", "Export started")},
    Row{"export.resumed", QT_TRANSLATE_NOOP("AuditTexts", "Export resumed")},
    Row{"export.page", QT_TRANSLATE_NOOP("AuditTexts", "Page written")},
    Row{"export.pages", QT_TRANSLATE_NOOP("AuditTexts", "Pages written")},
    Row{"export.machine_slept", QT_TRANSLATE_NOOP("AuditTexts", "The computer slept during the export")},
    Row{"export.freshness_waived", QT_TRANSLATE_NOOP("AuditTexts", "Freshness limit waived")},
    Row{"export.recalculated", QT_TRANSLATE_NOOP("AuditTexts", "Segment recalculated while it was exported")},
    Row{"export.begun_again", QT_TRANSLATE_NOOP("AuditTexts", "Export begun again: the segment was recalculated")},
    Row{"export.went_on_recalculated",
        QT_TRANSLATE_NOOP("AuditTexts", "Export gone on although the segment was recalculated")},
    Row{"export.attributes_left_out", QT_TRANSLATE_NOOP("AuditTexts", "Retired attributes left out")},
    Row{"export.completed", QT_TRANSLATE_NOOP("AuditTexts", "Export completed")},
    Row{"export.complete", QT_TRANSLATE_NOOP("AuditTexts", "Export completed")},
    Row{"export.paused", QT_TRANSLATE_NOOP("AuditTexts", "Export paused")},
    Row{"export.halted", QT_TRANSLATE_NOOP("AuditTexts", "Export halted")},
    Row{"export.failed", QT_TRANSLATE_NOOP("AuditTexts", "Export failed")},
    Row{"export.refused", QT_TRANSLATE_NOOP("AuditTexts", "Export refused")},
    Row{"export.cancelled", QT_TRANSLATE_NOOP("AuditTexts", "Export cancelled")},
    Row{"export.discarded", QT_TRANSLATE_NOOP("AuditTexts", "Unfinished export discarded")},
    Row{"export.webhook", QT_TRANSLATE_NOOP("AuditTexts", "Webhook told")},
    Row{"transcripts.started", QT_TRANSLATE_NOOP("AuditTexts", "Fetching transcripts started")},
    Row{"transcripts.resumed", QT_TRANSLATE_NOOP("AuditTexts", "Fetching transcripts resumed")},
    Row{"transcripts.checked", QT_TRANSLATE_NOOP("AuditTexts", "Interactions looked up")},
    Row{"transcripts.submitting", QT_TRANSLATE_NOOP("AuditTexts", "Transcript job about to be submitted")},
    Row{"transcripts.submitted", QT_TRANSLATE_NOOP("AuditTexts", "Transcript job submitted")},
    Row{"transcripts.submission_unknown",
        QT_TRANSLATE_NOOP("AuditTexts", "Submission without a clear answer: a job may be left behind")},
    Row{"transcripts.not_submitted", QT_TRANSLATE_NOOP("AuditTexts", "Transcript job not submitted")},
    Row{"transcripts.job_ended", QT_TRANSLATE_NOOP("AuditTexts", "Transcript job ended")},
    Row{"transcripts.progress", QT_TRANSLATE_NOOP("AuditTexts", "Transcripts downloaded")},
    Row{"transcript_extracted", QT_TRANSLATE_NOOP("AuditTexts", "Transcript of an interaction extracted")},
    Row{"transcripts.machine_slept",
        QT_TRANSLATE_NOOP("AuditTexts", "The computer slept while transcripts were fetched")},
    Row{"transcripts.complete", QT_TRANSLATE_NOOP("AuditTexts", "Transcripts fetched")},
    Row{"transcripts.paused", QT_TRANSLATE_NOOP("AuditTexts", "Fetching transcripts paused")},
    Row{"transcripts.halted", QT_TRANSLATE_NOOP("AuditTexts", "Fetching transcripts halted")},
    Row{"transcripts.failed", QT_TRANSLATE_NOOP("AuditTexts", "Fetching transcripts failed")},
    Row{"transcripts.refused", QT_TRANSLATE_NOOP("AuditTexts", "Fetching transcripts refused")},
    Row{"transcripts.cancelled", QT_TRANSLATE_NOOP("AuditTexts", "Fetching transcripts cancelled")},
    Row{"audience.started", QT_TRANSLATE_NOOP("AuditTexts", "Registering an audience started")},
    Row{"audience.resumed", QT_TRANSLATE_NOOP("AuditTexts", "Registering an audience resumed")},
    Row{"audience.requested", QT_TRANSLATE_NOOP("AuditTexts", "Audience about to be sent")},
    Row{"audience.registered", QT_TRANSLATE_NOOP("AuditTexts", "Audience registered")},
    Row{"audience.refused_by_service", QT_TRANSLATE_NOOP("AuditTexts", "Audience refused by the server")},
    Row{"audience.unknown", QT_TRANSLATE_NOOP("AuditTexts", "Audience sent without a clear answer")},
    Row{"audience.not_sent", QT_TRANSLATE_NOOP("AuditTexts", "Audience not sent")},
    Row{"audience.conflict", QT_TRANSLATE_NOOP("AuditTexts", "Audience changed by somebody else meanwhile")},
    Row{"audience.evaluated", QT_TRANSLATE_NOOP("AuditTexts", "Audience counted by the server")},
    Row{"audience.machine_slept",
        QT_TRANSLATE_NOOP("AuditTexts", "The computer slept while an audience was registered")},
    Row{"audience.payload_erased", QT_TRANSLATE_NOOP("AuditTexts", "What was sent of an audience deleted here")},
    Row{"audience.complete", QT_TRANSLATE_NOOP("AuditTexts", "Registering an audience completed")},
    Row{"audience.paused", QT_TRANSLATE_NOOP("AuditTexts", "Registering an audience paused")},
    Row{"audience.halted", QT_TRANSLATE_NOOP("AuditTexts", "Registering an audience halted")},
    Row{"audience.failed", QT_TRANSLATE_NOOP("AuditTexts", "Registering an audience failed")},
    Row{"audience.refused", QT_TRANSLATE_NOOP("AuditTexts", "Registering an audience refused")},
    Row{"audience.cancelled", QT_TRANSLATE_NOOP("AuditTexts", "Registering an audience cancelled")},
    Row{"enrich.started", QT_TRANSLATE_NOOP("AuditTexts", "Enrichment of a contact list started")},
    Row{"enrich.resumed", QT_TRANSLATE_NOOP("AuditTexts", "Enrichment of a contact list resumed")},
    Row{"enrich.budget", QT_TRANSLATE_NOOP("AuditTexts", "Batch size set by the campaign\u2019s time")},
    Row{"enrich.backed_up", QT_TRANSLATE_NOOP("AuditTexts", "Values copied before the change")},
    Row{"enrich.sent", QT_TRANSLATE_NOOP("AuditTexts", "Contacts sent")},
    Row{"enrich.refreshed", QT_TRANSLATE_NOOP("AuditTexts", "Contact list refreshed")},
    Row{"enrich.refresh_failed", QT_TRANSLATE_NOOP("AuditTexts", "Contact list not refreshed")},
    Row{"enrich.machine_slept", QT_TRANSLATE_NOOP("AuditTexts", "The computer slept during the enrichment")},
    Row{"enrich.complete", QT_TRANSLATE_NOOP("AuditTexts", "Contact list enriched")},
    Row{"enrich.paused", QT_TRANSLATE_NOOP("AuditTexts", "Enrichment of a contact list paused")},
    Row{"enrich.halted", QT_TRANSLATE_NOOP("AuditTexts", "Enrichment of a contact list halted")},
    Row{"enrich.failed", QT_TRANSLATE_NOOP("AuditTexts", "Enrichment of a contact list failed")},
    Row{"enrich.refused", QT_TRANSLATE_NOOP("AuditTexts", "Enrichment of a contact list refused")},
    Row{"enrich.cancelled", QT_TRANSLATE_NOOP("AuditTexts", "Enrichment of a contact list cancelled")},
    Row{"enrich_undo.started", QT_TRANSLATE_NOOP("AuditTexts", "Undoing an enrichment started")},
    Row{"enrich_undo.resumed", QT_TRANSLATE_NOOP("AuditTexts", "Undoing an enrichment resumed")},
    Row{"enrich_undo.budget", QT_TRANSLATE_NOOP("AuditTexts", "Batch size set by the campaign\u2019s time")},
    Row{"enrich_undo.compared", QT_TRANSLATE_NOOP("AuditTexts", "Contact list compared with the backup")},
    Row{"enrich_undo.sent", QT_TRANSLATE_NOOP("AuditTexts", "Old values sent")},
    Row{"enrich_undo.machine_slept", QT_TRANSLATE_NOOP("AuditTexts", "The computer slept during the undo")},
    Row{"enrich_undo.refreshed", QT_TRANSLATE_NOOP("AuditTexts", "Contact list refreshed")},
    Row{"enrich_undo.refresh_failed", QT_TRANSLATE_NOOP("AuditTexts", "Contact list not refreshed")},
    Row{"enrich_undo.complete", QT_TRANSLATE_NOOP("AuditTexts", "Enrichment undone")},
    Row{"enrich_undo.paused", QT_TRANSLATE_NOOP("AuditTexts", "Undoing an enrichment paused")},
    Row{"enrich_undo.halted", QT_TRANSLATE_NOOP("AuditTexts", "Undoing an enrichment halted")},
    Row{"enrich_undo.failed", QT_TRANSLATE_NOOP("AuditTexts", "Undoing an enrichment failed")},
    Row{"enrich_undo.refused", QT_TRANSLATE_NOOP("AuditTexts", "Undoing an enrichment refused")},
    Row{"enrich_undo.cancelled", QT_TRANSLATE_NOOP("AuditTexts", "Undoing an enrichment cancelled")},
    Row{"apply.started", QT_TRANSLATE_NOOP("AuditTexts", "Update of a contact list started")},
    Row{"apply.resumed", QT_TRANSLATE_NOOP("AuditTexts", "Update of a contact list resumed")},
    Row{"apply.backed_up", QT_TRANSLATE_NOOP("AuditTexts", "Contacts copied before the change")},
    Row{"apply.evidence_kept", QT_TRANSLATE_NOOP("AuditTexts", "Evidence of consent and opt-outs kept as digests")},
    Row{"apply.evidence_not_kept",
        QT_TRANSLATE_NOOP("AuditTexts", "Contacts left: evidence of consent and opt-outs could not be kept")},
    Row{"apply.updated", QT_TRANSLATE_NOOP("AuditTexts", "Corrected numbers sent")},
    Row{"apply.purged", QT_TRANSLATE_NOOP("AuditTexts", "Purges sent")},
    Row{"apply.breaker_opened", QT_TRANSLATE_NOOP("AuditTexts", "Halted after five server errors in a row")},
    Row{"apply.rearmed", QT_TRANSLATE_NOOP("AuditTexts", "Halted run allowed to send again")},
    Row{"connection.taken_over",
        QT_TRANSLATE_NOOP("AuditTexts", "Runs and backups of an earlier connection taken over")},
    Row{"apply.purge_reviewed", QT_TRANSLATE_NOOP("AuditTexts", "Locked purge allowed by a person")},
    Row{"apply.purge_locked", QT_TRANSLATE_NOOP("AuditTexts", "Purge locked: corrections in doubt")},
    Row{"apply.purge_unlocked", QT_TRANSLATE_NOOP("AuditTexts", "Purge unlocked after a look")},
    Row{"apply.machine_slept", QT_TRANSLATE_NOOP("AuditTexts", "The computer slept during the update")},
    Row{"apply.complete", QT_TRANSLATE_NOOP("AuditTexts", "Contact list updated")},
    Row{"apply.paused", QT_TRANSLATE_NOOP("AuditTexts", "Update of a contact list paused")},
    Row{"apply.halted", QT_TRANSLATE_NOOP("AuditTexts", "Update of a contact list halted")},
    Row{"apply.failed", QT_TRANSLATE_NOOP("AuditTexts", "Update of a contact list failed")},
    Row{"apply.refused", QT_TRANSLATE_NOOP("AuditTexts", "Update of a contact list refused")},
    Row{"apply.cancelled", QT_TRANSLATE_NOOP("AuditTexts", "Update of a contact list cancelled")},
    Row{"run.started", QT_TRANSLATE_NOOP("AuditTexts", "Run started")},
    Row{"run.resumed", QT_TRANSLATE_NOOP("AuditTexts", "Run resumed")},
    Row{"run.paused", QT_TRANSLATE_NOOP("AuditTexts", "Run paused")},
    Row{"run.halted", QT_TRANSLATE_NOOP("AuditTexts", "Run halted")},
    Row{"run.failed", QT_TRANSLATE_NOOP("AuditTexts", "Run failed")},
    Row{"run.refused", QT_TRANSLATE_NOOP("AuditTexts", "Run refused")},
    Row{"run.cancelled", QT_TRANSLATE_NOOP("AuditTexts", "Run cancelled")},
    Row{"run.completed", QT_TRANSLATE_NOOP("AuditTexts", "Run completed")},
    Row{"run.finished", QT_TRANSLATE_NOOP("AuditTexts", "Run ended")},
    Row{"run.units_recovered",
        QT_TRANSLATE_NOOP("AuditTexts", "Torn last change of a run\u2019s contacts cut back after a crash")},
    Row{"run.discarded", QT_TRANSLATE_NOOP("AuditTexts", "Unfinished run discarded")},
    Row{"run.interrupted", QT_TRANSLATE_NOOP("AuditTexts", "Run was interrupted")},
    Row{"list.read", QT_TRANSLATE_NOOP("AuditTexts", "Contact list read")},
    Row{"restore.started", QT_TRANSLATE_NOOP("AuditTexts", "Restore from a backup started")},
    Row{"restore.resumed", QT_TRANSLATE_NOOP("AuditTexts", "Restore from a backup resumed")},
    Row{"restore.progress", QT_TRANSLATE_NOOP("AuditTexts", "Contacts of a backup sent")},
    Row{"restore.machine_slept", QT_TRANSLATE_NOOP("AuditTexts", "The computer slept during the restore")},
    Row{"restore.complete", QT_TRANSLATE_NOOP("AuditTexts", "Restore from a backup completed")},
    Row{"restore.paused", QT_TRANSLATE_NOOP("AuditTexts", "Restore from a backup paused")},
    Row{"restore.halted", QT_TRANSLATE_NOOP("AuditTexts", "Restore from a backup halted")},
    Row{"restore.failed", QT_TRANSLATE_NOOP("AuditTexts", "Restore from a backup failed")},
    Row{"restore.refused", QT_TRANSLATE_NOOP("AuditTexts", "Restore from a backup refused")},
    Row{"restore.cancelled", QT_TRANSLATE_NOOP("AuditTexts", "Restore from a backup cancelled")},
    Row{"lookup.started", QT_TRANSLATE_NOOP("AuditTexts", "Look-up of line types started")},
    Row{"lookup.resumed", QT_TRANSLATE_NOOP("AuditTexts", "Look-up of line types resumed")},
    Row{"lookup.rearmed", QT_TRANSLATE_NOOP("AuditTexts", "Halted look-up allowed to ask again")},
    Row{"lookup.complete", QT_TRANSLATE_NOOP("AuditTexts", "Look-up of line types completed")},
    Row{"lookup.paused", QT_TRANSLATE_NOOP("AuditTexts", "Look-up of line types paused")},
    Row{"lookup.halted", QT_TRANSLATE_NOOP("AuditTexts", "Look-up of line types halted")},
    Row{"lookup.failed", QT_TRANSLATE_NOOP("AuditTexts", "Look-up of line types failed")},
    Row{"lookup.refused", QT_TRANSLATE_NOOP("AuditTexts", "Look-up of line types refused")},
    Row{"lookup.cancelled", QT_TRANSLATE_NOOP("AuditTexts", "Look-up of line types cancelled")},
    Row{"lookup.forgotten", QT_TRANSLATE_NOOP("AuditTexts", "Looked-up numbers deleted")},
    Row{"backup.removed", QT_TRANSLATE_NOOP("AuditTexts", "Backup of contacts deleted")},
    Row{"backup.unfinished_removed", QT_TRANSLATE_NOOP("AuditTexts", "Unfinished backup of contacts deleted")},
    Row{"webhook.queued", QT_TRANSLATE_NOOP("AuditTexts", "Notice queued for the webhook")},
    Row{"webhook.delivered", QT_TRANSLATE_NOOP("AuditTexts", "Notice delivered to the webhook")},
    Row{"webhook.delayed", QT_TRANSLATE_NOOP("AuditTexts", "Notice delayed: the first attempt failed")},
    Row{"webhook.tried_again", QT_TRANSLATE_NOOP("AuditTexts", "Given-up notices queued again")},
    Row{"webhook.failed", QT_TRANSLATE_NOOP("AuditTexts", "Notice not delivered yet")},
    Row{"webhook.undelivered", QT_TRANSLATE_NOOP("AuditTexts", "Notice given up after a day")},
    Row{"signing_key.made", QT_TRANSLATE_NOOP("AuditTexts", "Signing key for notices made")},
    Row{"signing_key.forgotten", QT_TRANSLATE_NOOP("AuditTexts", "Signing keys of a receiver deleted")},
    Row{"crm_webhook.asked", QT_TRANSLATE_NOOP("AuditTexts", "Webhook of a CRM asked for")},
    Row{"crm_webhook.registered", QT_TRANSLATE_NOOP("AuditTexts", "Webhook of a CRM registered")},
    Row{"crm_webhook.stands", QT_TRANSLATE_NOOP("AuditTexts", "Webhook of a CRM stands as registered")},
    Row{"crm_webhook.name_taken", QT_TRANSLATE_NOOP("AuditTexts", "Webhook of a CRM refused: the name is taken")},
    Row{"crm_webhook.unknown", QT_TRANSLATE_NOOP("AuditTexts", "Not known whether the webhook of a CRM stands")},
    Row{"crm_webhook.refused", QT_TRANSLATE_NOOP("AuditTexts", "Webhook of a CRM refused")},
    Row{"crm_webhook.not_sent", QT_TRANSLATE_NOOP("AuditTexts", "Webhook of a CRM not sent")},
    Row{"profile.armed", QT_TRANSLATE_NOOP("AuditTexts", "Connection armed for changes")},
    Row{"profile.disarmed", QT_TRANSLATE_NOOP("AuditTexts", "Connection back to looking only")},
    Row{"audit.recovered", QT_TRANSLATE_NOOP("AuditTexts", "Torn last line cut back after a crash")},
    Row{"journal.recovered",
        QT_TRANSLATE_NOOP("AuditTexts", "Torn last change of the list of runs cut back after a crash")},
    Row{"audit.ids_forgotten", QT_TRANSLATE_NOOP("AuditTexts", "Ids of interactions made unreadable")},
    Row{"audit.exported", QT_TRANSLATE_NOOP("AuditTexts", "History exported")},
    Row{"audit.opened", QT_TRANSLATE_NOOP("AuditTexts", "History begun")},
};
constexpr std::array verdictRows{
    Row{"changed", QT_TRANSLATE_NOOP("AuditTexts", "An entry was changed.")},
    Row{"missing", QT_TRANSLATE_NOOP("AuditTexts", "An entry is missing.")},
    Row{"reordered", QT_TRANSLATE_NOOP("AuditTexts", "Entries are out of order.")},
    Row{"cut", QT_TRANSLATE_NOOP("AuditTexts", "The end of the file was cut off.")},
    Row{"head_mismatch",
        QT_TRANSLATE_NOOP("AuditTexts",
                          "The file is not the one that was written last: it was replaced by another or older copy.")},
    Row{"file_missing", QT_TRANSLATE_NOOP("AuditTexts", "The file of the history is gone.")},
    Row{"unreadable", QT_TRANSLATE_NOOP("AuditTexts", "A line cannot be read.")},
};

template <std::size_t n>
QString find(const std::array<Row, n> &rows, const QString &code)
{
    for (const Row &row : rows) {
        if (code == QLatin1String(row.code))
            return QCoreApplication::translate("AuditTexts", row.text);
    }
    return {};
}

QString valueText(const QJsonValue &value)
{
    if (value.isDouble())
        return QLocale().toString(value.toInteger());
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
        QStringList items;
        for (const QJsonValue &item : value.toArray())
            items << valueText(item);
        return items.join(QStringLiteral(", "));
    }
    if (value.isObject())
        return visibleText(QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact)), 120);
    return QStringLiteral("\u2013");
}

} // namespace

QString auditEventText(const QString &event)
{
    const QString known = find(eventRows, event);
    return known.isEmpty() ? visibleText(event, 60) : known;
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

QString auditVerdictText(const AuditVerdict &verdict)
{
    const QString count = QLocale().toString(verdict.entries);
    if (verdict.intact) {
        return QCoreApplication::translate(
                   "AuditTexts",
                   "Intact: %1 entries, each chained to the one before. Someone who can replace "
                   "the file and its head together is found only by comparing with an exported "
                   "checkpoint.")
            .arg(count);
    }
    QString text = find(verdictRows, verdict.reasonKey);
    if (text.isEmpty())
        text = QCoreApplication::translate("AuditTexts", "The history does not pass its check.");
    if (verdict.firstBad > 0) {
        text += u' '
            % QCoreApplication::translate("AuditTexts",
                                          "The first bad place is entry %1; the entries before it are good.")
                  .arg(QString::number(verdict.firstBad));
    }
    return text % u' '
        % QCoreApplication::translate("AuditTexts",
                                      "Keep the file as it is and compare it with your latest exported checkpoint.");
}

} // namespace muster
