// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/errorcodes.h"

#include <QCoreApplication>

namespace muster {

namespace {

struct EnrichErrors
{
    Q_DECLARE_TR_FUNCTIONS(EnrichErrors)

public:
    static constexpr ErrorCodeRow rows[]{
        {"mapping_does_not_fit", QT_TR_NOOP("The mapping does not fit the file and the list, so nothing was sent."),
         QT_TR_NOOP("Mend what is named here, then check again.")},
        {"rows_do_not_fit", QT_TR_NOOP("Rows that do not fit: %1. Nothing was sent."),
         QT_TR_NOOP("Write them to a file with --rejects and mend them, or leave them out with --send-valid.")},
        {"only_if_empty",
         QT_TR_NOOP("The attribute %1 is to be filled only where it is empty, but Muster does not see what contacts "
                    "hold. Nothing was sent."),
         QT_TR_NOOP("Let it overwrite, or leave it out of the mapping.")},
        {"values_not_shown",
         QT_TR_NOOP("The attribute %1 is to be filled only where it is empty, but the list shows no attribute of any "
                    "contact, so Muster cannot tell empty ones from hidden ones. Nothing was sent."),
         QT_TR_NOOP("Let it overwrite if no contact has a value yet, or leave it out.")},
        {"values_not_read",
         QT_TR_NOOP("What the contacts of %1 hold could be read when the file was checked and cannot be any more, so "
                    "nothing could be undone. Nothing was sent."),
         QT_TR_NOOP("Check the file again and look at what the check says.")},
        {"values_changed",
         QT_TR_NOOP("Values that were filled or changed since the file was checked, and would be written over: %1. "
                    "Nothing was sent."),
         QT_TR_NOOP("Check the file again and look at what would change.")},
        {"schema_changed", QT_TR_NOOP("The list does not take the attribute %1 any more as it did when the run began."),
         QT_TR_NOOP("Discard this run, check the file again and start a new one.")},
        {"nothing_to_undo", QT_TR_NOOP("There is no copy of what the run %1 has written over, so it cannot be undone."),
         QT_TR_NOOP("Give the id of an enrichment of the last 30 days that could read what contacts held.")},
        {"undo_count_missing", QT_TR_NOOP("So many contacts are changed only when their number is confirmed: %1."),
         QT_TR_NOOP(
             "Look at the preview, then type the number that it names; on the command line with --confirm-count.")},
        {"undo_count_wrong", QT_TR_NOOP("The number that was confirmed is not that of the contacts to be changed: %1."),
         QT_TR_NOOP("Nothing was changed. Look at the preview again before you confirm its number.")},
        {"undo_grew",
         QT_TR_NOOP("Contacts that would be changed beyond the number that was confirmed: %1. The list has changed "
                    "since; nothing was sent."),
         QT_TR_NOOP("Look at the preview again, then confirm its number.")},
        {"contact_ids_unreadable", QT_TR_NOOP("The file %1 holds a line that is no contact id."),
         QT_TR_NOOP("Write one contact id on each line, as plain text in UTF-8.")},
        {"contact_ids_missing", QT_TR_NOOP("The file %1 holds no contact ids."),
         QT_TR_NOOP("Write one contact id on each line, as plain text in UTF-8.")},
        {"contact_ids_too_large", QT_TR_NOOP("The file %1 holds more contact ids than can be chosen one by one."),
         QT_TR_NOOP(
             "Name the smaller part: those to be brought back with --only, or those to be left out with --except.")},
        {"campaign_unknown", QT_TR_NOOP("It is not known any more for which campaign the run %1 enriched its list."),
         QT_TR_NOOP("On the command line, muster lists enrich-undo takes it as --campaign.")},
        {"enrichment_open", QT_TR_NOOP("The run %1 is not over: it could go on and write again what was brought back."),
         QT_TR_NOOP("Resume it to its end, or discard it, then undo it.")},
        {"backup_of_enrichment", QT_TR_NOOP("This backup is of the enrichment %1, from which no contact is restored."),
         QT_TR_NOOP("Undo the enrichment instead.")},
        {"backup_gone",
         QT_TR_NOOP("The copy from which the run goes on, %1, has expired or was deleted. Nothing more is sent."),
         QT_TR_NOOP("Discard this run, check the file again and start a new one.")},
        {"source_changed", QT_TR_NOOP("The file is not the one that was checked any more, so nothing more is sent."),
         QT_TR_NOOP("Check it again and start a new run.")},
        {"too_many_contacts", QT_TR_NOOP("The file has %1 contacts, more than one run takes."),
         QT_TR_NOOP("Split the file.")},
        {"budget_no_time", QT_TR_NOOP("The campaign %1 grants so little time that not even one contact may be sent."),
         QT_TR_NOOP("Give the campaign a longer enrichment time, or choose another list.")},
        {"campaign_closed", QT_TR_NOOP("The campaign %1 takes no updates any more."),
         QT_TR_NOOP("Choose another campaign, or open it again at the vendor\u2019s.")},
        {"list_closed", QT_TR_NOOP("The list %1 is not active, so it is not enriched."),
         QT_TR_NOOP("Activate it in CXone first, or choose another list.")},
        {"campaign_other_list", QT_TR_NOOP("The campaign %1 belongs to another contact list."),
         QT_TR_NOOP("Choose the campaign of this list, or the list of this campaign.")},
        {"contacts_in_doubt",
         QT_TR_NOOP(
             "Contacts of which it is not proved whether the server took their values: %1. All others are done."),
         QT_TR_NOOP("Resume the run: those alone are sent once more, which is harmless.")},
        {"contacts_not_sent",
         QT_TR_NOOP("Contacts that nothing was sent for, because the server could not be asked: %1. All others are "
                    "done."),
         QT_TR_NOOP("Resume the run: it goes on with those.")},
        {"campaign_missing", QT_TR_NOOP("It was not said for which campaign the list is enriched."),
         QT_TR_NOOP("Give --campaign, or --check to send nothing.")},
        {"webhooks_unavailable",
         QT_TR_NOOP("The tenant\u2019s server tells nobody of enriched contacts, so there is "
                    "no webhook to register."),
         QT_TR_NOOP("Muster\u2019s own notices work with every kind of server.")},
        {"upload_changed_nothing",
         QT_TR_NOOP("CXone called the upload complete, and no contact of the list %1 has changed."),
         QT_TR_NOOP("The names of the columns may not be those of the list: compare them with the connection\u2019s "
                    "settings, then start a new run.")},
        {"other_values_changed",
         QT_TR_NOOP("The upload has changed something besides what was sent: %1. Nothing more is sent."),
         QT_TR_NOOP("Look at the list in CXone. The contacts of this upload are few if it was the first one of its "
                    "run.")},
        {"list_moves", QT_TR_NOOP("The list %1 changed each time that it was read, so nothing could be compared."),
         QT_TR_NOOP("Wait until nobody uploads to it or removes from it, then resume the run.")},
        {"no_writable_columns", QT_TR_NOOP("Of the list %1 no column is known that could be written."),
         QT_TR_NOOP("It has no fields of its own. Name the columns of its other fields under the details of the "
                    "connection.")},
        {"refresh_failed", QT_TR_NOOP("All contacts were enriched. Only the refresh of the list %1 failed."),
         QT_TR_NOOP("Resume the run: the refresh alone is asked for again.")},
        {"mapping_missing", QT_TR_NOOP("It was not said which columns go where."),
         QT_TR_NOOP("Give --map COLUMN=ATTRIBUTE for each attribute, or --mapping with a name or a file.")},
        {"id_column_missing", QT_TR_NOOP("It was not said which column holds the contact ids."),
         QT_TR_NOOP("Give --id-column.")},
        {"processed_count", QT_TR_NOOP("The server did not say how many contacts it processed."),
         QT_TR_NOOP("Resume the run: those contacts are sent once more, which is harmless.")},
        {"other_count", QT_TR_NOOP("The server processed another number of contacts than it was sent."),
         QT_TR_NOOP("Resume the run: those contacts are sent once more, which is harmless.")},
        {"source_no_rows", QT_TR_NOOP("The source names its columns and has no rows below them."),
         QT_TR_NOOP("Choose another file, or paste the rows as well.")},
        {"paste_empty", QT_TR_NOOP("The clipboard holds no text."),
         QT_TR_NOOP("Copy the cells of a table, the row of names with them, then paste again.")},
        {"paste_too_large", QT_TR_NOOP("The table in the clipboard is larger than Muster takes from there."),
         QT_TR_NOOP("Save it as a CSV file and choose that.")},
        {"webhook_name", QT_TR_NOOP("The webhook needs a name of at most 100 characters."), QT_TR_NOOP("Give it one.")},
        {"webhook_events",
         QT_TR_NOOP("The webhook needs at least one event, each once: contact.enriched, contact.updated."),
         QT_TR_NOOP("Choose from them.")},
        {"webhook_retries", QT_TR_NOOP("The number of tries is out of range."), QT_TR_NOOP("Choose 0 to 100.")},
        {"webhook_backoff", QT_TR_NOOP("The wait between tries is out of range."), QT_TR_NOOP("Choose 0 to one hour.")},
    };
};

} // namespace

constinit const ErrorTable enrichErrors{"EnrichErrors", EnrichErrors::rows};

} // namespace muster
