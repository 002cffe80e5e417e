// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/listerrors.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>
#include <QtGlobal>
#include <array>

namespace muster {

namespace {

constexpr std::array listRows{
    // Plans
    WordsRow{"plan_unreadable",
             {QT_TRANSLATE_NOOP("ListErrors", "The plan file cannot be read at line %1, so nothing of it is sent."),
              QT_TRANSLATE_NOOP("ListErrors", "Make a new plan; a plan file is not to be edited.")}},
    WordsRow{"confirm_name_wrong",
             {QT_TRANSLATE_NOOP("ListErrors", "The list of the plan is %1 and not called as was confirmed."),
              QT_TRANSLATE_NOOP("ListErrors",
                                "Nothing was changed. Look at the preview again before you confirm its name.")}},
    WordsRow{"needs_arm",
             {QT_TRANSLATE_NOOP("ListErrors", "The connection %1 is for looking only, so nothing was changed."),
              QT_TRANSLATE_NOOP("ListErrors", "Give --arm as well if you really mean to change this tenant.")}},
    WordsRow{
        "purge_needs_rearm",
        {QT_TRANSLATE_NOOP("ListErrors",
                           "The purge of %1 is locked, because it is not known of some corrections whether they were "
                           "made. Resuming alone does not unlock it."),
         QT_TRANSLATE_NOOP("ListErrors",
                           "Look at the list. To go on, resume the run in the window, or with muster lists apply "
                           "--resume --rearm and the number of contacts as --confirm-count.")}},
    WordsRow{
        "backup_not_encrypted",
        {QT_TRANSLATE_NOOP("ListErrors",
                           "The copy of what is to be changed cannot be encrypted, because this computer\u2019s key "
                           "store does not take its key. Nothing was changed."),
         QT_TRANSLATE_NOOP("ListErrors",
                           "Unlock the key store and begin again. To keep a copy without encryption, agree in the "
                           "window, or give --plain-backup.")}},
    WordsRow{"plan_clock_doubtful",
             {QT_TRANSLATE_NOOP(
                  "ListErrors",
                  "This computer\u2019s clock cannot be right, so the age of the plan is not known and nothing "
                  "is purged."),
              QT_TRANSLATE_NOOP("ListErrors", "Set the clock, then try again.")}},
    WordsRow{"other_tenant",
             {QT_TRANSLATE_NOOP("ListErrors", "The connection %1 leads to another tenant, so it takes nothing over."),
              QT_TRANSLATE_NOOP("ListErrors", "Check its addresses and its client id.")}},
    WordsRow{
        "clock_doubtful",
        {QT_TRANSLATE_NOOP("ListErrors",
                           "This computer\u2019s clock may be wrong. By its time %1 of the backups have expired; they "
                           "are kept until a tenant bears the time out."),
         QT_TRANSLATE_NOOP("ListErrors", "Check the clock, or open a tenant.")}},
    WordsRow{"machine_slept",
             {QT_TRANSLATE_NOOP("ListErrors",
                                "The computer slept after the purge was confirmed, so nothing more is purged."),
              QT_TRANSLATE_NOOP("ListErrors",
                                "If it is still wanted, resume the run: it reads the list again before it goes on.")}},
    WordsRow{"evidence_no_key",
             {QT_TRANSLATE_NOOP("ListErrors",
                                "What was kept of contacts that were purged with consent or an opt-out is encrypted, "
                                "and its key is not to be had."),
              QT_TRANSLATE_NOOP("ListErrors", "Unlock the key store, then open the list again.")}},
    WordsRow{"evidence_damaged",
             {QT_TRANSLATE_NOOP(
                  "ListErrors",
                  "The file of what was kept of purged contacts, %1, is damaged, so nothing is concluded without it."),
              QT_TRANSLATE_NOOP("ListErrors", "Bring it back from a backup of this computer.")}},
    WordsRow{"plan_change_",
             {QT_TRANSLATE_NOOP("ListErrors", "Change %1 of the plan breaks a rule, so no plan was made."),
              QT_TRANSLATE_NOOP("ListErrors", "Read the list again and make a new plan.")}},
    WordsRow{"plan_counts",
             {QT_TRANSLATE_NOOP("ListErrors", "The counts of the plan do not add up, so no plan was made."),
              QT_TRANSLATE_NOOP("ListErrors", "Read the list again and make a new plan.")}},
    WordsRow{"plan_header",
             {QT_TRANSLATE_NOOP("ListErrors", "The names in the plan are too long, so no plan was made."),
              QT_TRANSLATE_NOOP("ListErrors", "Give the directives a shorter name.")}},
    WordsRow{"plan_changes",
             {QT_TRANSLATE_NOOP("ListErrors", "The plan has more changes than a plan may have."),
              QT_TRANSLATE_NOOP("ListErrors", "Choose a part of the list with a filter and make a plan of that.")}},
    WordsRow{"plan_line",
             {QT_TRANSLATE_NOOP("ListErrors", "The file is no plan of Muster, so nothing of it is sent."),
              QT_TRANSLATE_NOOP("ListErrors", "Choose the plan file that Muster wrote.")}},
    // Contacts from files, backups
    WordsRow{"csv_empty",
             {QT_TRANSLATE_NOOP("ListErrors", "The file holds no rows."),
              QT_TRANSLATE_NOOP("ListErrors", "Choose a CSV file whose first row names its columns.")}},
    WordsRow{"csv_no_phone_column",
             {QT_TRANSLATE_NOOP("ListErrors", "The file has no column that looks like phone numbers."),
              QT_TRANSLATE_NOOP("ListErrors", "Name the column \u201cphone\u201d, or say which one it is.")}},
    WordsRow{"csv_no_such_column",
             {QT_TRANSLATE_NOOP("ListErrors", "The file has no column %1."),
              QT_TRANSLATE_NOOP("ListErrors", "Look at the first row of the file for the names of its columns.")}},
    WordsRow{"csv_repeated_column",
             {QT_TRANSLATE_NOOP("ListErrors", "The file has more than one column %1."),
              QT_TRANSLATE_NOOP("ListErrors", "Rename or remove one of them.")}},
    WordsRow{"csv_quote_open",
             {QT_TRANSLATE_NOOP("ListErrors", "A quotation mark that opens in %1 is never closed."),
              QT_TRANSLATE_NOOP("ListErrors", "Mend the file there; nothing was concluded from it.")}},
    WordsRow{"csv_text_behind_quote",
             {QT_TRANSLATE_NOOP("ListErrors", "There is text behind a closing quotation mark in %1."),
              QT_TRANSLATE_NOOP("ListErrors", "Mend the file there; nothing was concluded from it.")}},
    WordsRow{"csv_nul",
             {QT_TRANSLATE_NOOP("ListErrors", "There are zero bytes in %1: this is not a text file."),
              QT_TRANSLATE_NOOP("ListErrors", "Save it as CSV in UTF-8, then open it again.")}},
    WordsRow{"csv_not_text",
             {QT_TRANSLATE_NOOP("ListErrors", "The file holds bytes that are no text of its encoding, near %1."),
              QT_TRANSLATE_NOOP("ListErrors", "Save it as CSV in UTF-8, then open it again.")}},
    WordsRow{"csv_too_many_cells",
             {QT_TRANSLATE_NOOP("ListErrors", "There are more cells than columns at %1."),
              QT_TRANSLATE_NOOP("ListErrors", "Mend the file there; nothing was concluded from it.")}},
    WordsRow{"csv_cell_too_long",
             {QT_TRANSLATE_NOOP("ListErrors", "The cell in %1 is longer than any contact\u2019s."),
              QT_TRANSLATE_NOOP("ListErrors", "Mend the file there; nothing was concluded from it.")}},
    WordsRow{"csv_row_too_long",
             {QT_TRANSLATE_NOOP("ListErrors", "The text of %1 is longer than any contact\u2019s."),
              QT_TRANSLATE_NOOP("ListErrors", "Mend the file there; nothing was concluded from it.")}},
    WordsRow{"json_not_object",
             {QT_TRANSLATE_NOOP("ListErrors", "The line at row and column %1 is no JSON object."),
              QT_TRANSLATE_NOOP("ListErrors", "Put one object on each line; nothing was concluded from the file.")}},
    WordsRow{"json_invalid",
             {QT_TRANSLATE_NOOP("ListErrors", "The line at row and column %1 is no whole JSON object."),
              QT_TRANSLATE_NOOP("ListErrors", "Mend the file there; nothing was concluded from it.")}},
    WordsRow{"json_repeated_member",
             {QT_TRANSLATE_NOOP("ListErrors", "The object at row and column %1 has a member twice."),
              QT_TRANSLATE_NOOP("ListErrors", "Remove one of them; nothing was concluded from the file.")}},
    WordsRow{"not_in_backup",
             {QT_TRANSLATE_NOOP("ListErrors", "The backup has no contact %1."),
              QT_TRANSLATE_NOOP("ListErrors", "Open the backup again and choose from what it holds.")}},
    // Mappings of enrichment
    WordsRow{"mapping_unreadable",
             {QT_TRANSLATE_NOOP("ListErrors", "The mapping cannot be read at %1."),
              QT_TRANSLATE_NOOP("ListErrors", "Choose a file that Muster exported, and do not edit it.")}},
    WordsRow{"mappings_damaged",
             {QT_TRANSLATE_NOOP("ListErrors", "The file of saved mappings was damaged and is kept as %1."),
              QT_TRANSLATE_NOOP("ListErrors", "What was sound in it is still there; look through your mappings.")}},
    WordsRow{
        "webhooks_damaged",
        {QT_TRANSLATE_NOOP("ListErrors", "The file of registered webhooks was damaged and is kept as %1."),
         QT_TRANSLATE_NOOP("ListErrors", "What was sound in it is still there; the history has every registration.")}},
    WordsRow{"bad_mapping",
             {QT_TRANSLATE_NOOP("ListErrors", "The mapping %1 holds something that cannot be saved."),
              QT_TRANSLATE_NOOP("ListErrors", "Change what is named below, then save it again.")}},
    WordsRow{"too_many_mappings",
             {QT_TRANSLATE_NOOP("ListErrors", "There are as many saved mappings as there may be."),
              QT_TRANSLATE_NOOP("ListErrors", "Delete one that is no longer needed.")}},
    WordsRow{"mappings_too_large",
             {QT_TRANSLATE_NOOP("ListErrors", "The saved mappings take as much room as they may."),
              QT_TRANSLATE_NOOP("ListErrors", "Delete one that is no longer needed, or shorten a value table.")}},
    WordsRow{"unknown_mapping",
             {QT_TRANSLATE_NOOP("ListErrors", "The list has no saved mapping %1."),
              QT_TRANSLATE_NOOP("ListErrors", "Choose one of those that are saved for this list.")}},
    WordsRow{"map_no_source",
             {QT_TRANSLATE_NOOP("ListErrors", "The mapping %1 does not say which column to take."),
              QT_TRANSLATE_NOOP("ListErrors", "Write it as COLUMN=ATTRIBUTE.")}},
    WordsRow{"map_no_attribute",
             {QT_TRANSLATE_NOOP("ListErrors", "The mapping %1 does not say which attribute to fill."),
              QT_TRANSLATE_NOOP("ListErrors", "Write it as COLUMN=ATTRIBUTE.")}},
    WordsRow{"map_quote_open",
             {QT_TRANSLATE_NOOP("ListErrors", "A quotation mark in the mapping %1 is never closed."),
              QT_TRANSLATE_NOOP("ListErrors", "Close it, or double it where it belongs to the text.")}},
    WordsRow{"map_text_behind_quote",
             {QT_TRANSLATE_NOOP("ListErrors", "There is text behind a closing quotation mark in the mapping %1."),
              QT_TRANSLATE_NOOP("ListErrors", "Double quotation marks that belong to the text.")}},
    WordsRow{"map_unknown_step",
             {QT_TRANSLATE_NOOP("ListErrors", "The mapping %1 has a step that is not known."),
              QT_TRANSLATE_NOOP("ListErrors", "Look at the character that is named below; --help lists the steps.")}},
    WordsRow{
        "map_repeated_step",
        {QT_TRANSLATE_NOOP("ListErrors", "The mapping %1 says twice what may be written, or what an empty cell means."),
         QT_TRANSLATE_NOOP("ListErrors", "Remove one of them.")}},
    WordsRow{"map_arguments",
             {QT_TRANSLATE_NOOP("ListErrors",
                                "A step of the mapping %1 lacks something in its parentheses, or has too much."),
              QT_TRANSLATE_NOOP("ListErrors", "Look at the character that is named below; --help lists the steps.")}},
    WordsRow{"map_not_expected",
             {QT_TRANSLATE_NOOP("ListErrors", "The mapping %1 holds a character that means something else there."),
              QT_TRANSLATE_NOOP("ListErrors", "Put names and texts that hold it in quotation marks.")}},
    WordsRow{"map_too_long",
             {QT_TRANSLATE_NOOP("ListErrors", "The mapping %1 is too long, or is no text."),
              QT_TRANSLATE_NOOP("ListErrors", "Put large value tables into a mapping file.")}},
    WordsRow{"map_limits",
             {QT_TRANSLATE_NOOP("ListErrors",
                                "The mapping %1 has a column or table entry twice, or more than there may be."),
              QT_TRANSLATE_NOOP("ListErrors", "Remove what is there twice, or shorten it.")}},
    // Overrides
    WordsRow{"override_not_checked",
             {QT_TRANSLATE_NOOP("ListErrors", "A number that was not checked is never purged."),
              QT_TRANSLATE_NOOP("ListErrors",
                                "Let the missing check run first: choose a default region, load the number "
                                "list or look the number up.")}},
    WordsRow{"override_no_number",
             {QT_TRANSLATE_NOOP("ListErrors", "Only a valid number that is not E.164 yet can be fixed."),
              QT_TRANSLATE_NOOP("ListErrors", "Choose another verdict for this contact.")}},
    WordsRow{"override_verdict",
             {QT_TRANSLATE_NOOP("ListErrors", "\u201cNot checked\u201d is nothing that a person can decide."),
              QT_TRANSLATE_NOOP("ListErrors", "Choose unchanged, fix, review or purge.")}},
    // Directives
    WordsRow{"directive_unreadable",
             {QT_TRANSLATE_NOOP("ListErrors", "The directives cannot be read at %1."),
              QT_TRANSLATE_NOOP("ListErrors", "Save them again, or take a copy that was not changed by hand.")}},
    WordsRow{"directives_damaged",
             {QT_TRANSLATE_NOOP("ListErrors", "The saved directives were damaged; the file was kept as %1."),
              QT_TRANSLATE_NOOP("ListErrors", "What was sound in it is still there. Save the rest again.")}},
    WordsRow{"unknown_directive",
             {QT_TRANSLATE_NOOP("ListErrors", "There are no directives with the name %1."),
              QT_TRANSLATE_NOOP("ListErrors", "Choose saved directives.")}},
    WordsRow{"plan_other_directive",
             {QT_TRANSLATE_NOOP("ListErrors", "The plan was not made by the directives %1 as they are now."),
              QT_TRANSLATE_NOOP("ListErrors", "Make a new plan with them, look at it, then apply that one.")}},
    WordsRow{"bad_directive",
             {QT_TRANSLATE_NOOP("ListErrors", "The directives %1 ask for something that does not exist."),
              QT_TRANSLATE_NOOP("ListErrors", "Correct what is listed, then save them again.")}},
    WordsRow{"too_many_directives",
             {QT_TRANSLATE_NOOP("ListErrors", "No more directives can be saved, so %1 was not."),
              QT_TRANSLATE_NOOP("ListErrors", "Delete some that are not needed any more.")}},
    WordsRow{"name_missing",
             {QT_TRANSLATE_NOOP("ListErrors", "A name is missing."), QT_TRANSLATE_NOOP("ListErrors", "Type a name.")}},
    WordsRow{"name_too_long",
             {QT_TRANSLATE_NOOP("ListErrors", "The name is longer than 200 characters."),
              QT_TRANSLATE_NOOP("ListErrors", "Type a shorter name.")}},
    // Look-ups of line types
    WordsRow{
        "no_lookup_secret",
        {QT_TRANSLATE_NOOP("ListErrors",
                           "There is no secret for the look-up account, neither in the key store nor in memory."),
         QT_TRANSLATE_NOOP("ListErrors",
                           "Enter account and secret under \u201cLine type look-up\u201d. A locked key store looks the "
                           "same: unlock it first if you have one.")}},
    WordsRow{"lookup_account",
             {QT_TRANSLATE_NOOP("ListErrors", "There is no account for look-ups, so no number was asked for."),
              QT_TRANSLATE_NOOP("ListErrors",
                                "Enter the account and its secret, or set LOOKUP_ACCOUNT and LOOKUP_SECRET.")}},
    WordsRow{"lookup_address",
             {QT_TRANSLATE_NOOP("ListErrors", "Look-ups cannot be sent to %1, so no number was asked for."),
              QT_TRANSLATE_NOOP("ListErrors",
                                "Only the provider\u2019s own address and a sandbox on this computer are allowed.")}},
    WordsRow{
        "lookup_made_up",
        {QT_TRANSLATE_NOOP("ListErrors", "A sandbox makes its answers up, so it is not asked about a production list."),
         QT_TRANSLATE_NOOP("ListErrors", "Remove LOOKUP_BASE_URL, so that the provider itself is asked.")}},
    WordsRow{
        "lookup_budget",
        {QT_TRANSLATE_NOOP("ListErrors", "The budget does not allow a single request, so no number was asked for."),
         QT_TRANSLATE_NOOP("ListErrors", "Set a budget of at least the price of one request.")}},
    WordsRow{"lookup_budget_spent",
             {QT_TRANSLATE_NOOP("ListErrors",
                                "An interrupted look-up of these contacts may have cost %1 already, which is the whole "
                                "budget, so no number was asked for."),
              QT_TRANSLATE_NOOP("ListErrors", "Raise the budget if you want to go on; it counts for both together.")}},
    WordsRow{"lookup_running",
             {QT_TRANSLATE_NOOP("ListErrors", "Another look-up is running."),
              QT_TRANSLATE_NOOP("ListErrors", "Wait until it has ended, or cancel it.")}},
    WordsRow{"line_types_key",
             {QT_TRANSLATE_NOOP("ListErrors", "The looked-up numbers are encrypted, and their key is not to be had."),
              QT_TRANSLATE_NOOP(
                  "ListErrors",
                  "Unlock the key store. If the key is lost, delete the looked-up numbers and look them up anew.")}},
    WordsRow{"line_types_damaged",
             {QT_TRANSLATE_NOOP("ListErrors", "The file of looked-up numbers was damaged; it was kept as %1."),
              QT_TRANSLATE_NOOP("ListErrors", "What was sound in it is still used. Look the rest up again.")}},
    WordsRow{"line_types_full",
             {QT_TRANSLATE_NOOP("ListErrors", "No more looked-up numbers can be kept, so no more are asked for."),
              QT_TRANSLATE_NOOP("ListErrors", "Delete the looked-up numbers, or keep them for fewer days.")}},
    WordsRow{"price_unreadable",
             {QT_TRANSLATE_NOOP("ListErrors", "%1 is no amount of money."),
              QT_TRANSLATE_NOOP("ListErrors", "Write it with digits and a point, such as 12.50, at most 1000000.")}},
    WordsRow{"lookup_budget_missing",
             {QT_TRANSLATE_NOOP("ListErrors", "Looking numbers up costs money, and no budget was given."),
              QT_TRANSLATE_NOOP("ListErrors", "Say with --lookup-budget how much it may cost at most.")}},
    // Number lists
    WordsRow{"number_lists_damaged",
             {QT_TRANSLATE_NOOP("ListErrors", "The index of number lists was damaged; it was kept as %1."),
              QT_TRANSLATE_NOOP("ListErrors", "Import the lists that are missing again.")}},
    WordsRow{"number_list_altered",
             {QT_TRANSLATE_NOOP("ListErrors", "The number list %1 is not as it was imported, so it is not used."),
              QT_TRANSLATE_NOOP("ListErrors", "Import it again.")}},
    WordsRow{"number_list_unreadable",
             {QT_TRANSLATE_NOOP("ListErrors", "A number list is damaged at line %1, so it is not used."),
              QT_TRANSLATE_NOOP("ListErrors", "Import it again.")}},
    WordsRow{"unknown_number_list",
             {QT_TRANSLATE_NOOP("ListErrors", "There is no number list %1, so nothing is judged by it."),
              QT_TRANSLATE_NOOP("ListErrors", "Import the list, or take it out of the directives.")}},
    WordsRow{"too_many_lists",
             {QT_TRANSLATE_NOOP("ListErrors", "No more number lists can be kept, so %1 was not imported."),
              QT_TRANSLATE_NOOP("ListErrors", "Delete some that are not needed any more.")}},
    WordsRow{"unknown_region",
             {QT_TRANSLATE_NOOP("ListErrors", "No region has the code %1."),
              QT_TRANSLATE_NOOP("ListErrors", "Use two letters, such as US or GB.")}},
    WordsRow{"import_running",
             {QT_TRANSLATE_NOOP("ListErrors", "Another list is being imported."),
              QT_TRANSLATE_NOOP("ListErrors", "Wait until it has ended, or cancel it.")}},
    WordsRow{"no_numbers",
             {QT_TRANSLATE_NOOP("ListErrors", "No number could be read in the file, so it was not imported."),
              QT_TRANSLATE_NOOP("ListErrors",
                                "Check that it holds numbers, and choose a default region if they have no "
                                "country prefix.")}},
    WordsRow{"not_text",
             {QT_TRANSLATE_NOOP("ListErrors", "Row %1 of the file is no text in UTF-8, so nothing of it was used."),
              QT_TRANSLATE_NOOP("ListErrors", "Save the file as text or CSV in UTF-8.")}},
    WordsRow{
        "row_too_long",
        {QT_TRANSLATE_NOOP("ListErrors", "Row %1 of the file does not end; perhaps a quotation mark is not closed."),
         QT_TRANSLATE_NOOP("ListErrors", "Correct that row, then choose the file again.")}},
    WordsRow{"too_many_columns",
             {QT_TRANSLATE_NOOP("ListErrors", "The file has more columns than a number list may have, at %1."),
              QT_TRANSLATE_NOOP("ListErrors", "Keep the column with the numbers and the one with the date.")}},
    WordsRow{"too_many_rows",
             {QT_TRANSLATE_NOOP("ListErrors", "The file has more rows than a number list may have."),
              QT_TRANSLATE_NOOP("ListErrors", "Split it into several lists.")}},
    WordsRow{"number_column_twice",
             {QT_TRANSLATE_NOOP("ListErrors", "Two columns could hold the numbers; the second one is %1."),
              QT_TRANSLATE_NOOP("ListErrors", "Rename or remove the one that is not meant.")}},
    WordsRow{"number_column_unclear",
             {QT_TRANSLATE_NOOP("ListErrors",
                                "It is not clear which column holds the numbers; two do, the second one is %1."),
              QT_TRANSLATE_NOOP("ListErrors",
                                "Give the file a first row with the column\u2019s name, such as \u201cphone\u201d.")}},
    WordsRow{"file_too_large",
             {QT_TRANSLATE_NOOP("ListErrors", "The file %1 is larger than 4 GiB."),
              QT_TRANSLATE_NOOP("ListErrors", "Split it into several files.")}},
};

} // namespace

const CodeWords *listErrorWords(QStringView code)
{
    return findWords(listRows, code);
}

std::span<const WordsRow> listErrorRows()
{
    return listRows;
}

QString listErrorPlace(QStringView code, const QString &subject)
{
    static const QRegularExpression place(QStringLiteral("^([0-9]{1,18}):([0-9]{1,9})$"));
    const QRegularExpressionMatch match = place.match(subject);
    if (!code.startsWith(u"csv_") || !match.hasMatch())
        return {};
    //: A place in a file; stands in the middle of a sentence.
    return QCoreApplication::translate("ListErrors", "row %1, column %2")
        .arg(QLocale().toString(match.captured(1).toLongLong()), QLocale().toString(match.captured(2).toLongLong()));
}

} // namespace muster
