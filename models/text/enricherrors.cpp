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
        {"mapping_does_not_fit", QT_TR_NOOP("The mapping doesn’t fit the file and the list. Nothing was sent."),
         QT_TR_NOOP("Fix what is listed here, then check again.")},
        {"rows_do_not_fit", QT_TR_NOOP("Invalid rows: %1. Nothing was sent."),
         QT_TR_NOOP("Write them to a file with --rejects and fix them, or leave them out with --send-valid.")},
        {"only_if_empty",
         QT_TR_NOOP("What is written to the attribute %1 depends on the contacts’ current values, but Muster can’t see "
                    "them. Nothing was sent."),
         QT_TR_NOOP("Allow overwriting, or leave it out of the mapping.")},
        {"values_not_shown",
         QT_TR_NOOP(
             "What is written to the attribute %1 depends on the contacts’ current values, but the list shows no "
             "attributes of any contact, so Muster can’t tell empty values from hidden ones. Nothing was sent."),
         QT_TR_NOOP("Allow overwriting if no contact has a value yet, or leave it out.")},
        {"match_values_missing",
         QT_TR_NOOP("Contacts can’t be matched by the attribute %1: Muster can’t read it from this list, or no contact "
                    "has a value in it. Nothing was sent."),
         QT_TR_NOOP("Match contacts by their ID or another attribute, or use a connection that can read the list.")},
        {"match_list_incomplete",
         QT_TR_NOOP("Contacts in the list that can’t be read: %1. Their values may be the same as other contacts’, so "
                    "contacts can’t be matched by an attribute. Nothing was sent."),
         QT_TR_NOOP("Match contacts by their ID, or have the unusable contacts removed from the list.")},
        {"values_not_read",
         QT_TR_NOOP("Contact values in %1 could be read when the file was checked, but no longer can, so nothing could "
                    "be undone. Nothing was sent."),
         QT_TR_NOOP("Check the file again and review the result.")},
        {"values_changed",
         QT_TR_NOOP(
             "Values filled or changed since the file was checked that would be overwritten: %1. Nothing was sent."),
         QT_TR_NOOP("Check the file again and review what would change.")},
        {"schema_changed", QT_TR_NOOP("The list no longer accepts the attribute %1 as it did when the run started."),
         QT_TR_NOOP("Discard this run, check the file again and start a new one.")},
        {"nothing_to_undo", QT_TR_NOOP("There is no copy of what the run %1 overwrote, so it cannot be undone."),
         QT_TR_NOOP("Specify the ID of an enrichment from the last 30 days that could read contact values.")},
        {"undo_count_missing", QT_TR_NOOP("Changing this many contacts requires confirming their number: %1."),
         QT_TR_NOOP("Check the preview, then type the number it shows. On the command line, use --confirm-count.")},
        {"undo_count_wrong", QT_TR_NOOP("The confirmed number doesn’t match the number of contacts to change: %1."),
         QT_TR_NOOP("Nothing was changed. Check the preview again before you confirm the number.")},
        {"undo_grew",
         QT_TR_NOOP("Contacts that would change beyond the confirmed number: %1. The list has changed since; nothing "
                    "was sent."),
         QT_TR_NOOP("Check the preview again, then confirm the number.")},
        {"contact_ids_unreadable", QT_TR_NOOP("The file %1 contains a line that isn’t a contact ID."),
         QT_TR_NOOP("Write one contact ID on each line, as plain UTF-8 text.")},
        {"contact_ids_missing", QT_TR_NOOP("The file %1 contains no contact IDs."),
         QT_TR_NOOP("Write one contact ID on each line, as plain UTF-8 text.")},
        {"contact_ids_too_large", QT_TR_NOOP("The file %1 has more contact IDs than can be chosen individually."),
         QT_TR_NOOP(
             "Specify the smaller group: contacts to bring back with --only, or contacts to leave out with --except.")},
        {"campaign_unknown", QT_TR_NOOP("Muster no longer knows which campaign the run %1 enriched its list for."),
         QT_TR_NOOP("On the command line, add --campaign to muster lists enrich-undo.")},
        {"enrichment_open",
         QT_TR_NOOP("The run %1 is not finished: it could continue and overwrite what was brought back."),
         QT_TR_NOOP("Resume it until it is finished, or discard it. Then undo it.")},
        {"backup_of_enrichment",
         QT_TR_NOOP("This backup belongs to the enrichment %1, and no contact is restored from it."),
         QT_TR_NOOP("Undo the enrichment instead.")},
        {"backup_gone",
         QT_TR_NOOP("The copy that the run continues from, %1, has expired or was deleted. Nothing more is sent."),
         QT_TR_NOOP("Discard this run, check the file again and start a new one.")},
        {"source_changed", QT_TR_NOOP("The file is no longer the one that was checked, so nothing more is sent."),
         QT_TR_NOOP("Check it again and start a new run.")},
        {"too_many_contacts", QT_TR_NOOP("The file has %1 contacts, which is more than one run can take."),
         QT_TR_NOOP("Split the file.")},
        {"budget_no_time", QT_TR_NOOP("The campaign %1 allows too little time to send even one contact."),
         QT_TR_NOOP("Give the campaign a longer enrichment time, or choose another list.")},
        {"campaign_closed", QT_TR_NOOP("The campaign %1 no longer accepts updates."),
         QT_TR_NOOP("Choose another campaign, or reopen it with the vendor.")},
        {"list_closed", QT_TR_NOOP("The list %1 is not active, so it can’t be enriched."),
         QT_TR_NOOP("Activate it in CXone first, or choose another list.")},
        {"campaign_other_list", QT_TR_NOOP("The campaign %1 belongs to another contact list."),
         QT_TR_NOOP("Choose the campaign of this list, or the list of this campaign.")},
        {"contacts_in_doubt",
         QT_TR_NOOP(
             "Contacts where it isn’t confirmed that the server accepted their values: %1. All others are done."),
         QT_TR_NOOP("Resume the run: only those are sent again, which is harmless.")},
        {"contacts_not_sent",
         QT_TR_NOOP("Contacts not sent because the server could not be asked: %1. All others are done."),
         QT_TR_NOOP("Resume the run: it continues with those.")},
        {"campaign_missing", QT_TR_NOOP("No campaign was specified for enriching the list."),
         QT_TR_NOOP("Specify --campaign, or use --check to send nothing.")},
        {"webhooks_unavailable",
         QT_TR_NOOP("The tenant’s server doesn’t report enriched contacts, so there is no webhook to register."),
         QT_TR_NOOP("Muster’s own notifications work with every kind of server.")},
        {"upload_changed_nothing",
         QT_TR_NOOP("CXone reported the upload as complete, but no contact in the list %1 has changed."),
         QT_TR_NOOP("The column names may not match the list. Compare them with the connection’s settings, then start "
                    "a new run.")},
        {"other_values_changed",
         QT_TR_NOOP("The upload changed something other than what was sent: %1. Nothing more is sent."),
         QT_TR_NOOP("Check the list in CXone. If this was the run’s first upload, it contained only a few contacts.")},
        {"list_moves", QT_TR_NOOP("The list %1 changed each time it was read, so nothing could be compared."),
         QT_TR_NOOP("Wait until no one is uploading to it or removing from it, then resume the run.")},
        {"no_writable_columns", QT_TR_NOOP("No writable columns are known for the list %1."),
         QT_TR_NOOP(
             "It has no fields of its own. Specify the columns of its other fields in the connection’s details.")},
        {"refresh_failed", QT_TR_NOOP("All contacts were enriched. Only the refresh of the list %1 failed."),
         QT_TR_NOOP("Resume the run: only the refresh is requested again.")},
        {"mapping_missing", QT_TR_NOOP("No column mapping was specified."),
         QT_TR_NOOP("Specify --map COLUMN=ATTRIBUTE for each attribute, or --mapping with a name or a file.")},
        {"id_column_missing", QT_TR_NOOP("No contact ID column was specified."), QT_TR_NOOP("Specify --id-column.")},
        {"processed_count", QT_TR_NOOP("The server did not report how many contacts it processed."),
         QT_TR_NOOP("Resume the run: those contacts are sent again, which is harmless.")},
        {"other_count", QT_TR_NOOP("The server processed a different number of contacts than it was sent."),
         QT_TR_NOOP("Resume the run: those contacts are sent again, which is harmless.")},
        {"source_no_rows", QT_TR_NOOP("The source has column names but no rows below them."),
         QT_TR_NOOP("Choose another file, or paste the rows as well.")},
        {"paste_empty", QT_TR_NOOP("The clipboard contains no text."),
         QT_TR_NOOP("Copy the table cells including the header row, then paste again.")},
        {"paste_too_large", QT_TR_NOOP("The table on the clipboard is too large to paste into Muster."),
         QT_TR_NOOP("Save it as a CSV file and choose that file.")},
        {"webhook_name", QT_TR_NOOP("The webhook needs a name of at most 100 characters."),
         QT_TR_NOOP("Enter a name.")},
        {"webhook_events",
         QT_TR_NOOP("The webhook needs at least one event, with no duplicates: contact.enriched, contact.updated."),
         QT_TR_NOOP("Choose from these.")},
        {"webhook_retries", QT_TR_NOOP("The number of attempts is out of range."), QT_TR_NOOP("Choose 0 to 100.")},
        {"webhook_backoff", QT_TR_NOOP("The wait between attempts is out of range."),
         QT_TR_NOOP("Choose 0 to one hour.")},
    };
};

} // namespace

constinit const ErrorTable enrichErrors{"EnrichErrors", EnrichErrors::rows};

} // namespace muster
