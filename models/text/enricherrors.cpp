// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/enricherrors.h"

#include <QtGlobal>
#include <array>

namespace muster {

namespace {

constexpr std::array enrichRows{
    WordsRow{"mapping_does_not_fit",
             {QT_TRANSLATE_NOOP("EnrichErrors", "The mapping does not fit the file and the list, so nothing was sent."),
              QT_TRANSLATE_NOOP("EnrichErrors", "Mend what is named here, then check again.")}},
    WordsRow{
        "rows_do_not_fit",
        {QT_TRANSLATE_NOOP("EnrichErrors", "Rows that do not fit: %1. Nothing was sent."),
         QT_TRANSLATE_NOOP("EnrichErrors",
                           "Write them to a file with --rejects and mend them, or leave them out with --send-valid.")}},
    WordsRow{"only_if_empty",
             {QT_TRANSLATE_NOOP("EnrichErrors",
                                "The attribute %1 is to be filled only where it is empty, but Muster does not see what "
                                "contacts hold. Nothing was sent."),
              QT_TRANSLATE_NOOP("EnrichErrors", "Let it overwrite, or leave it out of the mapping.")}},
    WordsRow{"values_not_shown",
             {QT_TRANSLATE_NOOP(
                  "EnrichErrors",
                  "The attribute %1 is to be filled only where it is empty, but the list shows no attribute of "
                  "any contact, so Muster cannot tell empty ones from hidden ones. Nothing was sent."),
              QT_TRANSLATE_NOOP("EnrichErrors", "Let it overwrite if no contact has a value yet, or leave it out.")}},
    WordsRow{"values_not_read",
             {QT_TRANSLATE_NOOP(
                  "EnrichErrors",
                  "What the contacts of %1 hold could be read when the file was checked and cannot be any more, so "
                  "nothing could be undone. Nothing was sent."),
              QT_TRANSLATE_NOOP("EnrichErrors", "Check the file again and look at what the check says.")}},
    WordsRow{"values_changed",
             {QT_TRANSLATE_NOOP(
                  "EnrichErrors",
                  "Values that were filled or changed since the file was checked, and would be written over: %1. "
                  "Nothing was sent."),
              QT_TRANSLATE_NOOP("EnrichErrors", "Check the file again and look at what would change.")}},
    WordsRow{"schema_changed",
             {QT_TRANSLATE_NOOP("EnrichErrors",
                                "The list does not take the attribute %1 any more as it did when the run began."),
              QT_TRANSLATE_NOOP("EnrichErrors", "Discard this run, check the file again and start a new one.")}},
    WordsRow{
        "nothing_to_undo",
        {QT_TRANSLATE_NOOP("EnrichErrors",
                           "There is no copy of what the run %1 has written over, so it cannot be undone."),
         QT_TRANSLATE_NOOP("EnrichErrors",
                           "Give the id of an enrichment of the last 30 days that could read what contacts held.")}},
    WordsRow{
        "undo_count_missing",
        {QT_TRANSLATE_NOOP("EnrichErrors", "So many contacts are changed only when their number is confirmed: %1."),
         QT_TRANSLATE_NOOP("EnrichErrors",
                           "Look at the preview, then type the number that it names; on the command line with "
                           "--confirm-count.")}},
    WordsRow{"undo_count_wrong",
             {QT_TRANSLATE_NOOP("EnrichErrors",
                                "The number that was confirmed is not that of the contacts to be changed: %1."),
              QT_TRANSLATE_NOOP("EnrichErrors",
                                "Nothing was changed. Look at the preview again before you confirm its number.")}},
    WordsRow{"undo_grew",
             {QT_TRANSLATE_NOOP("EnrichErrors",
                                "Contacts that would be changed beyond the number that was confirmed: %1. The list "
                                "has changed since; nothing was sent."),
              QT_TRANSLATE_NOOP("EnrichErrors", "Look at the preview again, then confirm its number.")}},
    WordsRow{"contact_ids_unreadable",
             {QT_TRANSLATE_NOOP("EnrichErrors", "The file %1 holds a line that is no contact id."),
              QT_TRANSLATE_NOOP("EnrichErrors", "Write one contact id on each line, as plain text in UTF-8.")}},
    WordsRow{"contact_ids_missing",
             {QT_TRANSLATE_NOOP("EnrichErrors", "The file %1 holds no contact ids."),
              QT_TRANSLATE_NOOP("EnrichErrors", "Write one contact id on each line, as plain text in UTF-8.")}},
    WordsRow{"contact_ids_too_large",
             {QT_TRANSLATE_NOOP("EnrichErrors", "The file %1 holds more contact ids than can be chosen one by one."),
              QT_TRANSLATE_NOOP("EnrichErrors",
                                "Name the smaller part: those to be brought back with --only, or those to be left "
                                "out with --except.")}},
    WordsRow{
        "campaign_unknown",
        {QT_TRANSLATE_NOOP("EnrichErrors", "It is not known any more for which campaign the run %1 enriched its list."),
         QT_TRANSLATE_NOOP("EnrichErrors", "On the command line, muster lists enrich-undo takes it as --campaign.")}},
    WordsRow{"enrichment_open",
             {QT_TRANSLATE_NOOP("EnrichErrors",
                                "The run %1 is not over: it could go on and write again what was brought back."),
              QT_TRANSLATE_NOOP("EnrichErrors", "Resume it to its end, or discard it, then undo it.")}},
    WordsRow{
        "backup_of_enrichment",
        {QT_TRANSLATE_NOOP("EnrichErrors", "This backup is of the enrichment %1, from which no contact is restored."),
         QT_TRANSLATE_NOOP("EnrichErrors", "Undo the enrichment instead.")}},
    WordsRow{"backup_gone",
             {QT_TRANSLATE_NOOP(
                  "EnrichErrors",
                  "The copy from which the run goes on, %1, has expired or was deleted. Nothing more is sent."),
              QT_TRANSLATE_NOOP("EnrichErrors", "Discard this run, check the file again and start a new one.")}},
    WordsRow{"source_changed",
             {QT_TRANSLATE_NOOP("EnrichErrors",
                                "The file is not the one that was checked any more, so nothing more is sent."),
              QT_TRANSLATE_NOOP("EnrichErrors", "Check it again and start a new run.")}},
    WordsRow{"too_many_contacts",
             {QT_TRANSLATE_NOOP("EnrichErrors", "The file has %1 contacts, more than one run takes."),
              QT_TRANSLATE_NOOP("EnrichErrors", "Split the file.")}},
    WordsRow{
        "budget_no_time",
        {QT_TRANSLATE_NOOP("EnrichErrors",
                           "The campaign %1 grants so little time that not even one contact may be sent."),
         QT_TRANSLATE_NOOP("EnrichErrors", "Give the campaign a longer enrichment time, or choose another list.")}},
    WordsRow{"campaign_closed",
             {QT_TRANSLATE_NOOP("EnrichErrors", "The campaign %1 takes no updates any more."),
              QT_TRANSLATE_NOOP("EnrichErrors", "Choose another campaign, or open it again at the vendor\u2019s.")}},
    WordsRow{"campaign_other_list",
             {QT_TRANSLATE_NOOP("EnrichErrors", "The campaign %1 belongs to another contact list."),
              QT_TRANSLATE_NOOP("EnrichErrors", "Choose the campaign of this list, or the list of this campaign.")}},
    WordsRow{"contacts_in_doubt",
             {QT_TRANSLATE_NOOP(
                  "EnrichErrors",
                  "Contacts of which it is not proved whether the server took their values: %1. All others are done."),
              QT_TRANSLATE_NOOP("EnrichErrors", "Resume the run: those alone are sent once more, which is harmless.")}},
    WordsRow{"refresh_failed",
             {QT_TRANSLATE_NOOP("EnrichErrors", "All contacts were enriched. Only the refresh of the list %1 failed."),
              QT_TRANSLATE_NOOP("EnrichErrors", "Resume the run: the refresh alone is asked for again.")}},
    WordsRow{
        "mapping_missing",
        {QT_TRANSLATE_NOOP("EnrichErrors", "It was not said which columns go where."),
         QT_TRANSLATE_NOOP("EnrichErrors",
                           "Give --map COLUMN=ATTRIBUTE for each attribute, or --mapping with a name or a file.")}},
    WordsRow{"id_column_missing",
             {QT_TRANSLATE_NOOP("EnrichErrors", "It was not said which column holds the contact ids."),
              QT_TRANSLATE_NOOP("EnrichErrors", "Give --id-column.")}},
    WordsRow{
        "processed_count",
        {QT_TRANSLATE_NOOP("EnrichErrors", "The server did not say how many contacts it processed."),
         QT_TRANSLATE_NOOP("EnrichErrors", "Resume the run: those contacts are sent once more, which is harmless.")}},
    WordsRow{
        "other_count",
        {QT_TRANSLATE_NOOP("EnrichErrors", "The server processed another number of contacts than it was sent."),
         QT_TRANSLATE_NOOP("EnrichErrors", "Resume the run: those contacts are sent once more, which is harmless.")}},
    WordsRow{"source_no_rows",
             {QT_TRANSLATE_NOOP("EnrichErrors", "The source names its columns and has no rows below them."),
              QT_TRANSLATE_NOOP("EnrichErrors", "Choose another file, or paste the rows as well.")}},
    WordsRow{"paste_empty",
             {QT_TRANSLATE_NOOP("EnrichErrors", "The clipboard holds no text."),
              QT_TRANSLATE_NOOP("EnrichErrors",
                                "Copy the cells of a table, the row of names with them, then paste again.")}},
    WordsRow{"paste_too_large",
             {QT_TRANSLATE_NOOP("EnrichErrors", "The table in the clipboard is larger than Muster takes from there."),
              QT_TRANSLATE_NOOP("EnrichErrors", "Save it as a CSV file and choose that.")}},
    WordsRow{"webhook_name",
             {QT_TRANSLATE_NOOP("EnrichErrors", "The webhook needs a name of at most 100 characters."),
              QT_TRANSLATE_NOOP("EnrichErrors", "Give it one.")}},
    WordsRow{"webhook_events",
             {QT_TRANSLATE_NOOP("EnrichErrors",
                                "The webhook needs at least one event, each once: contact.enriched, contact.updated."),
              QT_TRANSLATE_NOOP("EnrichErrors", "Choose from them.")}},
    WordsRow{"webhook_retries",
             {QT_TRANSLATE_NOOP("EnrichErrors", "The number of tries is out of range."),
              QT_TRANSLATE_NOOP("EnrichErrors", "Choose 0 to 100.")}},
    WordsRow{"webhook_backoff",
             {QT_TRANSLATE_NOOP("EnrichErrors", "The wait between tries is out of range."),
              QT_TRANSLATE_NOOP("EnrichErrors", "Choose 0 to one hour.")}},
};

} // namespace

const CodeWords *enrichErrorWords(QStringView code)
{
    return findWords(enrichRows, code);
}

std::span<const WordsRow> enrichErrorRows()
{
    return enrichRows;
}

} // namespace muster
