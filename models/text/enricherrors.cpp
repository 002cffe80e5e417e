// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/enricherrors.h"

#include <QLatin1String>
#include <QtGlobal>
#include <array>

namespace muster {

namespace {

struct Row
{
    const char *code;
    CodeWords words;
};

constexpr std::array rows{
    Row{"mapping_does_not_fit",
        {QT_TRANSLATE_NOOP("EnrichErrors", "The mapping does not fit the file and the list, so nothing was sent."),
         QT_TRANSLATE_NOOP("EnrichErrors", "Mend what is named here, then check again.")}},
    Row{"rows_do_not_fit",
        {QT_TRANSLATE_NOOP("EnrichErrors", "Rows that do not fit: %1. Nothing was sent."),
         QT_TRANSLATE_NOOP("EnrichErrors",
                           "Write them to a file with --rejects and mend them, or leave them out with --send-valid.")}},
    Row{"source_changed",
        {QT_TRANSLATE_NOOP("EnrichErrors",
                           "The file is not the one that was checked any more, so nothing more is sent."),
         QT_TRANSLATE_NOOP("EnrichErrors", "Check it again and start a new run.")}},
    Row{"too_many_contacts",
        {QT_TRANSLATE_NOOP("EnrichErrors", "The file has %1 contacts, more than one run takes."),
         QT_TRANSLATE_NOOP("EnrichErrors", "Split the file.")}},
    Row{"budget_no_time",
        {QT_TRANSLATE_NOOP("EnrichErrors",
                           "The campaign %1 grants so little time that not even one contact may be sent."),
         QT_TRANSLATE_NOOP("EnrichErrors", "Give the campaign a longer enrichment time, or choose another list.")}},
    Row{"campaign_closed",
        {QT_TRANSLATE_NOOP("EnrichErrors", "The campaign %1 takes no updates any more."),
         QT_TRANSLATE_NOOP("EnrichErrors", "Choose another campaign, or open it again at the vendor\u2019s.")}},
    Row{"campaign_other_list",
        {QT_TRANSLATE_NOOP("EnrichErrors", "The campaign %1 belongs to another contact list."),
         QT_TRANSLATE_NOOP("EnrichErrors", "Choose the campaign of this list, or the list of this campaign.")}},
    Row{"contacts_in_doubt",
        {QT_TRANSLATE_NOOP(
             "EnrichErrors",
             "Contacts of which it is not proved whether the server took their values: %1. All others are done."),
         QT_TRANSLATE_NOOP("EnrichErrors", "Resume the run: those alone are sent once more, which is harmless.")}},
    Row{"refresh_failed",
        {QT_TRANSLATE_NOOP("EnrichErrors", "All contacts were enriched. Only the refresh of the list %1 failed."),
         QT_TRANSLATE_NOOP("EnrichErrors", "Resume the run: the refresh alone is asked for again.")}},
    Row{"unknown_mapping",
        {QT_TRANSLATE_NOOP("EnrichErrors", "There is no mapping %1 for this list."),
         QT_TRANSLATE_NOOP("EnrichErrors", "Look at the saved mappings, or give a mapping file.")}},
    Row{"bad_mapping",
        {QT_TRANSLATE_NOOP("EnrichErrors", "The file is no mapping of Muster."),
         QT_TRANSLATE_NOOP("EnrichErrors", "Choose a file that was exported as a mapping.")}},
    Row{"mapping_missing",
        {QT_TRANSLATE_NOOP("EnrichErrors", "It was not said which columns go where."),
         QT_TRANSLATE_NOOP("EnrichErrors",
                           "Give --map COLUMN=ATTRIBUTE for each attribute, or --mapping with a name or a file.")}},
    Row{"id_column_missing",
        {QT_TRANSLATE_NOOP("EnrichErrors", "It was not said which column holds the contact ids."),
         QT_TRANSLATE_NOOP("EnrichErrors", "Give --id-column.")}},
    Row{"rejects_without_rows",
        {QT_TRANSLATE_NOOP("EnrichErrors", "The file for rejected rows cannot be written with --resume."),
         QT_TRANSLATE_NOOP("EnrichErrors", "Leave out --rejects; check the file with --check to get it.")}},
    Row{"map_no_source",
        {QT_TRANSLATE_NOOP("EnrichErrors", "Nothing stands before the equals sign in %1."),
         QT_TRANSLATE_NOOP("EnrichErrors", "Write COLUMN=ATTRIBUTE.")}},
    Row{"map_no_attribute",
        {QT_TRANSLATE_NOOP("EnrichErrors", "No attribute is named in %1."),
         QT_TRANSLATE_NOOP("EnrichErrors", "Write COLUMN=ATTRIBUTE.")}},
    Row{"map_quote_open",
        {QT_TRANSLATE_NOOP("EnrichErrors", "A quotation mark is never closed in %1."),
         QT_TRANSLATE_NOOP("EnrichErrors", "Close it; a quotation mark within one is written twice.")}},
    Row{"map_text_behind_quote",
        {QT_TRANSLATE_NOOP("EnrichErrors", "There is text behind a closing quotation mark in %1."),
         QT_TRANSLATE_NOOP("EnrichErrors", "Put the whole name in quotation marks.")}},
    Row{"map_unknown_step",
        {QT_TRANSLATE_NOOP("EnrichErrors", "There is a step that Muster does not know in %1."),
         QT_TRANSLATE_NOOP("EnrichErrors",
                           "The steps are trim, lower, upper, title, date, number, boolean, replace and table.")}},
    Row{"map_repeated_step",
        {QT_TRANSLATE_NOOP("EnrichErrors", "A policy is given twice in %1."),
         QT_TRANSLATE_NOOP("EnrichErrors", "Leave one of them out.")}},
    Row{"map_arguments",
        {QT_TRANSLATE_NOOP("EnrichErrors", "A step has not the arguments that it needs in %1."),
         QT_TRANSLATE_NOOP("EnrichErrors", "See muster lists enrich --help.")}},
    Row{"map_not_expected",
        {QT_TRANSLATE_NOOP("EnrichErrors", "There is a character that does not belong there in %1."),
         QT_TRANSLATE_NOOP("EnrichErrors", "Put names with special characters in quotation marks.")}},
    Row{"map_too_long",
        {QT_TRANSLATE_NOOP("EnrichErrors", "This is too long for one field: %1"),
         QT_TRANSLATE_NOOP("EnrichErrors", "Use a mapping file.")}},
    Row{"map_limits",
        {QT_TRANSLATE_NOOP("EnrichErrors", "There are more columns, steps or words than a field may have in %1."),
         QT_TRANSLATE_NOOP("EnrichErrors", "Use fewer.")}},
    Row{"processed_count",
        {QT_TRANSLATE_NOOP("EnrichErrors", "The server did not say how many contacts it processed."),
         QT_TRANSLATE_NOOP("EnrichErrors", "Resume the run: those contacts are sent once more, which is harmless.")}},
    Row{"other_count",
        {QT_TRANSLATE_NOOP("EnrichErrors", "The server processed another number of contacts than it was sent."),
         QT_TRANSLATE_NOOP("EnrichErrors", "Resume the run: those contacts are sent once more, which is harmless.")}},
    Row{"webhook_name",
        {QT_TRANSLATE_NOOP("EnrichErrors", "The webhook needs a name of at most 100 characters."),
         QT_TRANSLATE_NOOP("EnrichErrors", "Give it one.")}},
    Row{"webhook_events",
        {QT_TRANSLATE_NOOP("EnrichErrors",
                           "The webhook needs at least one event, each once: contact.enriched, contact.updated."),
         QT_TRANSLATE_NOOP("EnrichErrors", "Choose from them.")}},
    Row{"webhook_retries",
        {QT_TRANSLATE_NOOP("EnrichErrors", "The number of tries is out of range."),
         QT_TRANSLATE_NOOP("EnrichErrors", "Choose 0 to 100.")}},
    Row{"webhook_backoff",
        {QT_TRANSLATE_NOOP("EnrichErrors", "The wait between tries is out of range."),
         QT_TRANSLATE_NOOP("EnrichErrors", "Choose 0 to one hour.")}},
};

} // namespace

const CodeWords *enrichErrorWords(QStringView code)
{
    for (const Row &row : rows) {
        if (code == QLatin1String(row.code))
            return &row.words;
    }
    return nullptr;
}

} // namespace muster
