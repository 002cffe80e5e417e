// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/errorcodes.h"

#include <QCoreApplication>

namespace muster {

namespace {

struct ListErrors
{
    Q_DECLARE_TR_FUNCTIONS(ListErrors)

public:
    static constexpr ErrorCodeRow rows[]{
        // Plans
        {"plan_unreadable", QT_TR_NOOP("The plan file cannot be read at line %1, so nothing of it is sent."),
         QT_TR_NOOP("Make a new plan; a plan file is not to be edited.")},
        {"confirm_name_wrong", QT_TR_NOOP("The list of the plan is %1 and not called as was confirmed."),
         QT_TR_NOOP("Nothing was changed. Look at the preview again before you confirm its name.")},
        {"needs_arm", QT_TR_NOOP("The connection %1 is for looking only, so nothing was changed."),
         QT_TR_NOOP("Give --arm as well if you really mean to change this tenant.")},
        {"purge_needs_rearm",
         QT_TR_NOOP("The purge of %1 is locked, because it is not known of some corrections whether they were made. "
                    "Resuming alone does not unlock it."),
         QT_TR_NOOP("Look at the list. To go on, resume the run in the window, or with muster lists apply --resume "
                    "--rearm and the number of contacts as --confirm-count.")},
        {"backup_not_encrypted",
         QT_TR_NOOP("The copy of what is to be changed cannot be encrypted, because this computer\u2019s key store "
                    "does not take its key. Nothing was changed."),
         QT_TR_NOOP("Unlock the key store and begin again. To keep a copy without encryption, agree in the window, or "
                    "give --plain-backup.")},
        {"plan_clock_doubtful",
         QT_TR_NOOP(
             "This computer\u2019s clock cannot be right, so the age of the plan is not known and nothing is purged."),
         QT_TR_NOOP("Set the clock, then try again.")},
        {"other_tenant", QT_TR_NOOP("The connection %1 leads to another tenant, so it takes nothing over."),
         QT_TR_NOOP("Check its addresses and its client id.")},
        {"clock_doubtful",
         QT_TR_NOOP("This computer\u2019s clock may be wrong. By its time %1 of the backups have expired; they are "
                    "kept until a tenant bears the time out."),
         QT_TR_NOOP("Check the clock, or open a tenant.")},
        {"skill_running",
         QT_TR_NOOP(
             "The skill %1 calls people from this list, and it is running, or nobody says that it is not: people "
             "whose records change might be called. Nothing was sent."),
         QT_TR_NOOP(
             "Stop the skill in CXone, then try again. If people may be called, type the skill\u2019s name where "
             "Muster asks for it, or give it as --dial-consent.")},
        {"skills_not_told",
         QT_TR_NOOP("Which skills call people from the list %1 cannot be told: CXone\u2019s answer does not say it. "
                    "Nothing was sent."),
         QT_TR_NOOP("Other lists are not concerned. Look at the list in CXone; if it is in order there, report this.")},
        {"skill_to_start_unknown",
         QT_TR_NOOP("No skill that is called %1 calls people from this list, so there is none to be started. Nothing "
                    "was sent."),
         QT_TR_NOOP("Look at the name of the list\u2019s skill in CXone, or start nothing.")},
        {"skill_to_start_not_alone",
         QT_TR_NOOP(
             "The list has more skills than %1, and CXone does not say which of them a file would start. Nothing "
             "was sent."),
         QT_TR_NOOP("Begin again without starting a skill, and start it in CXone afterwards.")},
        {"start_with_purge",
         QT_TR_NOOP("The skill %1 would be started while contacts of this plan are still to be purged, so that some of "
                    "them might be called. Nothing was sent."),
         QT_TR_NOOP("Purge first, then start the skill; or only update now (--no-purge).")},
        {"start_not_here", QT_TR_NOOP("The skill %1 is not started by this. Nothing was sent."),
         QT_TR_NOOP("Only corrections and enrichments can start a skill.")},
        {"upload_under_way",
         QT_TR_NOOP("The server still works on a file that was uploaded to the list, longer than Muster waits."),
         QT_TR_NOOP("Resume the run later: it reads the list before it goes on.")},
        {"upload_cancelled",
         QT_TR_NOOP(
             "Somebody has cancelled an uploaded file in CXone, of which a part may have been taken. Nothing more "
             "is sent."),
         QT_TR_NOOP("What was taken counts. Resume the run: it reads the list and goes on with the others.")},
        {"removal_name_twice",
         QT_TR_NOOP("Another list may be called %1 as well. CXone purges contacts by the name of their list, so "
                    "nobody was purged."),
         QT_TR_NOOP("Rename one of the lists in CXone, then resume the run.")},
        {"upload_columns", QT_TR_NOOP("The columns of the list\u2019s file that the connection names cannot be used."),
         QT_TR_NOOP("Look at \u201cColumn of external ids\u201d and \u201cColumn of phone numbers\u201d in the "
                    "connection.")},
        {"machine_slept", QT_TR_NOOP("The computer slept after the purge was confirmed, so nothing more is purged."),
         QT_TR_NOOP("If it is still wanted, resume the run: it reads the list again before it goes on.")},
        {"evidence_no_key",
         QT_TR_NOOP("What was kept of contacts that were purged with consent or an opt-out is encrypted, and its key "
                    "is not to be had."),
         QT_TR_NOOP("Unlock the key store, then open the list again.")},
        {"evidence_damaged",
         QT_TR_NOOP(
             "The file of what was kept of purged contacts, %1, is damaged, so nothing is concluded without it."),
         QT_TR_NOOP("Bring it back from a backup of this computer.")},
        {"plan_change_", QT_TR_NOOP("Change %1 of the plan breaks a rule, so no plan was made."),
         QT_TR_NOOP("Read the list again and make a new plan.")},
        {"plan_counts", QT_TR_NOOP("The counts of the plan do not add up, so no plan was made."),
         QT_TR_NOOP("Read the list again and make a new plan.")},
        {"plan_header", QT_TR_NOOP("The names in the plan are too long, so no plan was made."),
         QT_TR_NOOP("Give the directives a shorter name.")},
        {"plan_changes", QT_TR_NOOP("The plan has more changes than a plan may have."),
         QT_TR_NOOP("Choose a part of the list with a filter and make a plan of that.")},
        {"plan_line", QT_TR_NOOP("The file is no plan of Muster, so nothing of it is sent."),
         QT_TR_NOOP("Choose the plan file that Muster wrote.")},
        // Contacts from files, backups
        {"csv_empty", QT_TR_NOOP("The file holds no rows."),
         QT_TR_NOOP("Choose a CSV file whose first row names its columns.")},
        {"csv_no_phone_column", QT_TR_NOOP("The file has no column that looks like phone numbers."),
         QT_TR_NOOP("Name the column \u201cphone\u201d, or say which one it is.")},
        {"csv_no_such_column", QT_TR_NOOP("The file has no column %1."),
         QT_TR_NOOP("Look at the first row of the file for the names of its columns.")},
        {"csv_repeated_column", QT_TR_NOOP("The file has more than one column %1."),
         QT_TR_NOOP("Rename or remove one of them.")},
        {"csv_quote_open", QT_TR_NOOP("A quotation mark that opens in %1 is never closed."),
         QT_TR_NOOP("Mend the file there; nothing was concluded from it.")},
        {"csv_text_behind_quote", QT_TR_NOOP("There is text behind a closing quotation mark in %1."),
         QT_TR_NOOP("Mend the file there; nothing was concluded from it.")},
        {"csv_nul", QT_TR_NOOP("There are zero bytes in %1: this is not a text file."),
         QT_TR_NOOP("Save it as CSV in UTF-8, then open it again.")},
        {"csv_not_text", QT_TR_NOOP("The file holds bytes that are no text of its encoding, near %1."),
         QT_TR_NOOP("Save it as CSV in UTF-8, then open it again.")},
        {"csv_too_many_cells", QT_TR_NOOP("There are more cells than columns at %1."),
         QT_TR_NOOP("Mend the file there; nothing was concluded from it.")},
        {"csv_cell_too_long", QT_TR_NOOP("The cell in %1 is longer than any contact\u2019s."),
         QT_TR_NOOP("Mend the file there; nothing was concluded from it.")},
        {"csv_row_too_long", QT_TR_NOOP("The text of %1 is longer than any contact\u2019s."),
         QT_TR_NOOP("Mend the file there; nothing was concluded from it.")},
        {"json_not_object", QT_TR_NOOP("The line at row and column %1 is no JSON object."),
         QT_TR_NOOP("Put one object on each line; nothing was concluded from the file.")},
        {"json_invalid", QT_TR_NOOP("The line at row and column %1 is no whole JSON object."),
         QT_TR_NOOP("Mend the file there; nothing was concluded from it.")},
        {"json_repeated_member", QT_TR_NOOP("The object at row and column %1 has a member twice."),
         QT_TR_NOOP("Remove one of them; nothing was concluded from the file.")},
        {"not_in_backup", QT_TR_NOOP("The backup has no contact %1."),
         QT_TR_NOOP("Open the backup again and choose from what it holds.")},
        // Mappings of enrichment
        {"mapping_unreadable", QT_TR_NOOP("The mapping cannot be read at %1."),
         QT_TR_NOOP("Choose a file that Muster exported, and do not edit it.")},
        {"mappings_damaged", QT_TR_NOOP("The file of saved mappings was damaged and is kept as %1."),
         QT_TR_NOOP("What was sound in it is still there; look through your mappings.")},
        {"webhooks_damaged", QT_TR_NOOP("The file of registered webhooks was damaged and is kept as %1."),
         QT_TR_NOOP("What was sound in it is still there; the history has every registration.")},
        {"bad_mapping", QT_TR_NOOP("The mapping %1 holds something that cannot be saved."),
         QT_TR_NOOP("Change what is named below, then save it again.")},
        {"too_many_mappings", QT_TR_NOOP("There are as many saved mappings as there may be."),
         QT_TR_NOOP("Delete one that is no longer needed.")},
        {"mappings_too_large", QT_TR_NOOP("The saved mappings take as much room as they may."),
         QT_TR_NOOP("Delete one that is no longer needed, or shorten a value table.")},
        {"unknown_mapping", QT_TR_NOOP("The list has no saved mapping %1."),
         QT_TR_NOOP("Choose one of those that are saved for this list.")},
        {"map_no_source", QT_TR_NOOP("The mapping %1 does not say which column to take."),
         QT_TR_NOOP("Write it as COLUMN=ATTRIBUTE.")},
        {"map_no_attribute", QT_TR_NOOP("The mapping %1 does not say which attribute to fill."),
         QT_TR_NOOP("Write it as COLUMN=ATTRIBUTE.")},
        {"map_quote_open", QT_TR_NOOP("A quotation mark in the mapping %1 is never closed."),
         QT_TR_NOOP("Close it, or double it where it belongs to the text.")},
        {"map_text_behind_quote", QT_TR_NOOP("There is text behind a closing quotation mark in the mapping %1."),
         QT_TR_NOOP("Double quotation marks that belong to the text.")},
        {"map_unknown_step", QT_TR_NOOP("The mapping %1 has a step that is not known."),
         QT_TR_NOOP("Look at the character that is named below; --help lists the steps.")},
        {"map_repeated_step", QT_TR_NOOP("The mapping %1 says twice what may be written, or what an empty cell means."),
         QT_TR_NOOP("Remove one of them.")},
        {"map_arguments", QT_TR_NOOP("A step of the mapping %1 lacks something in its parentheses, or has too much."),
         QT_TR_NOOP("Look at the character that is named below; --help lists the steps.")},
        {"map_not_expected", QT_TR_NOOP("The mapping %1 holds a character that means something else there."),
         QT_TR_NOOP("Put names and texts that hold it in quotation marks.")},
        {"map_too_long", QT_TR_NOOP("The mapping %1 is too long, or is no text."),
         QT_TR_NOOP("Put large value tables into a mapping file.")},
        {"map_limits", QT_TR_NOOP("The mapping %1 has a column or table entry twice, or more than there may be."),
         QT_TR_NOOP("Remove what is there twice, or shorten it.")},
        // Overrides
        {"override_not_checked", QT_TR_NOOP("A number that was not checked is never purged."),
         QT_TR_NOOP(
             "Let the missing check run first: choose a default region, load the number list or look the number up.")},
        {"override_no_number", QT_TR_NOOP("Only a valid number that is not E.164 yet can be fixed."),
         QT_TR_NOOP("Choose another verdict for this contact.")},
        {"override_verdict", QT_TR_NOOP("\u201cNot checked\u201d is nothing that a person can decide."),
         QT_TR_NOOP("Choose unchanged, fix, review or purge.")},
        // Directives
        {"directive_unreadable", QT_TR_NOOP("The directives cannot be read at %1."),
         QT_TR_NOOP("Save them again, or take a copy that was not changed by hand.")},
        {"directives_damaged", QT_TR_NOOP("The saved directives were damaged; the file was kept as %1."),
         QT_TR_NOOP("What was sound in it is still there. Save the rest again.")},
        {"unknown_directive", QT_TR_NOOP("There are no directives with the name %1."),
         QT_TR_NOOP("Choose saved directives.")},
        {"plan_other_directive", QT_TR_NOOP("The plan was not made by the directives %1 as they are now."),
         QT_TR_NOOP("Make a new plan with them, look at it, then apply that one.")},
        {"bad_directive", QT_TR_NOOP("The directives %1 ask for something that does not exist."),
         QT_TR_NOOP("Correct what is listed, then save them again.")},
        {"too_many_directives", QT_TR_NOOP("No more directives can be saved, so %1 was not."),
         QT_TR_NOOP("Delete some that are not needed any more.")},
        {"name_missing", QT_TR_NOOP("A name is missing."), QT_TR_NOOP("Type a name.")},
        {"name_too_long", QT_TR_NOOP("The name is longer than 200 characters."), QT_TR_NOOP("Type a shorter name.")},
        // Look-ups of line types
        {"no_lookup_secret",
         QT_TR_NOOP("There is no secret for the look-up account, neither in the key store nor in memory."),
         QT_TR_NOOP("Enter account and secret under \u201cLine type look-up\u201d. A locked key store looks the same: "
                    "unlock it first if you have one.")},
        {"lookup_account", QT_TR_NOOP("There is no account for look-ups, so no number was asked for."),
         QT_TR_NOOP("Enter the account and its secret, or set LOOKUP_ACCOUNT and LOOKUP_SECRET.")},
        {"lookup_address", QT_TR_NOOP("Look-ups cannot be sent to %1, so no number was asked for."),
         QT_TR_NOOP("Only the provider\u2019s own address and a sandbox on this computer are allowed.")},
        {"lookup_made_up", QT_TR_NOOP("A sandbox makes its answers up, so it is not asked about a production list."),
         QT_TR_NOOP("Remove LOOKUP_BASE_URL, so that the provider itself is asked.")},
        {"lookup_budget", QT_TR_NOOP("The budget does not allow a single request, so no number was asked for."),
         QT_TR_NOOP("Set a budget of at least the price of one request.")},
        {"lookup_budget_spent",
         QT_TR_NOOP("An interrupted look-up of these contacts may have cost %1 already, which is the whole budget, so "
                    "no number was asked for."),
         QT_TR_NOOP("Raise the budget if you want to go on; it counts for both together.")},
        {"lookup_running", QT_TR_NOOP("Another look-up is running."),
         QT_TR_NOOP("Wait until it has ended, or cancel it.")},
        {"line_types_key", QT_TR_NOOP("The looked-up numbers are encrypted, and their key is not to be had."),
         QT_TR_NOOP("Unlock the key store. If the key is lost, delete the looked-up numbers and look them up anew.")},
        {"line_types_damaged", QT_TR_NOOP("The file of looked-up numbers was damaged; it was kept as %1."),
         QT_TR_NOOP("What was sound in it is still used. Look the rest up again.")},
        {"line_types_full", QT_TR_NOOP("No more looked-up numbers can be kept, so no more are asked for."),
         QT_TR_NOOP("Delete the looked-up numbers, or keep them for fewer days.")},
        {"price_unreadable", QT_TR_NOOP("%1 is no amount of money."),
         QT_TR_NOOP("Write it with digits and a point, such as 12.50, at most 1000000.")},
        {"lookup_budget_missing", QT_TR_NOOP("Looking numbers up costs money, and no budget was given."),
         QT_TR_NOOP("Say with --lookup-budget how much it may cost at most.")},
        // Numbering plans
        {"plans_unreadable", QT_TR_NOOP("The file %1 cannot be read, so its numbering plans are not used."),
         QT_TR_NOOP("Check that it is there and that you may read it.")},
        {"plans_not_xml", QT_TR_NOOP("%1 is not the file of numbering plans that libphonenumber publishes."),
         QT_TR_NOOP("Take PhoneNumberMetadata.xml from a release of the libphonenumber project, whole and unchanged.")},
        {"plans_entities", QT_TR_NOOP("%1 declares entities or asks for other files, so it is not read."),
         QT_TR_NOOP("Take PhoneNumberMetadata.xml from the libphonenumber project itself; it has none.")},
        {"plans_malformed", QT_TR_NOOP("%1 says something that no numbering plan can mean, so it is not used."),
         QT_TR_NOOP("Take the file from the libphonenumber project again; line and place are given below.")},
        {"plans_limit", QT_TR_NOOP("%1 is larger than a file of numbering plans may be, so it is not used."),
         QT_TR_NOOP("Check where it comes from; the published file has about 1 MB.")},
        {"plans_incomplete", QT_TR_NOOP("%1 lacks a country that numbers are judged for, so it is not used."),
         QT_TR_NOOP("Take the whole file: with this one all numbers of the place named below would be invalid.")},
        {"plans_not_understood", QT_TR_NOOP("%1 has rules that this version of Muster does not understand."),
         QT_TR_NOOP("Use a newer version of Muster, or an older file.")},
        {"plans_example", QT_TR_NOOP("An example number in %1 is invalid by the file\u2019s own rules."),
         QT_TR_NOOP("The file was changed or damaged. Take it from the libphonenumber project again.")},
        {"plans_day", QT_TR_NOOP("%1 is no day on which numbering plans can have been published."),
         QT_TR_NOOP("Give the day of the release that the file is of, such as 2026-07-16.")},
        {"number_plans_damaged", QT_TR_NOOP("The chosen numbering plans were damaged; the file was kept as %1."),
         QT_TR_NOOP("Numbers are judged by the newest plans that Muster has. Choose the file again.")},
        // Number lists
        {"number_lists_damaged", QT_TR_NOOP("The index of number lists was damaged; it was kept as %1."),
         QT_TR_NOOP("Import the lists that are missing again.")},
        {"number_list_altered", QT_TR_NOOP("The number list %1 is not as it was imported, so it is not used."),
         QT_TR_NOOP("Import it again.")},
        {"number_list_unreadable", QT_TR_NOOP("A number list is damaged at line %1, so it is not used."),
         QT_TR_NOOP("Import it again.")},
        {"unknown_number_list", QT_TR_NOOP("There is no number list %1, so nothing is judged by it."),
         QT_TR_NOOP("Import the list, or take it out of the directives.")},
        {"too_many_lists", QT_TR_NOOP("No more number lists can be kept, so %1 was not imported."),
         QT_TR_NOOP("Delete some that are not needed any more.")},
        {"unknown_region", QT_TR_NOOP("No region has the code %1."), QT_TR_NOOP("Use two letters, such as US or GB.")},
        {"import_running", QT_TR_NOOP("Another list is being imported."),
         QT_TR_NOOP("Wait until it has ended, or cancel it.")},
        {"no_numbers", QT_TR_NOOP("No number could be read in the file, so it was not imported."),
         QT_TR_NOOP("Check that it holds numbers, and choose a default region if they have no country prefix.")},
        {"not_text", QT_TR_NOOP("Row %1 of the file is no text in UTF-8, so nothing of it was used."),
         QT_TR_NOOP("Save the file as text or CSV in UTF-8.")},
        {"row_too_long", QT_TR_NOOP("Row %1 of the file does not end; perhaps a quotation mark is not closed."),
         QT_TR_NOOP("Correct that row, then choose the file again.")},
        {"too_many_columns", QT_TR_NOOP("The file has more columns than a number list may have, at %1."),
         QT_TR_NOOP("Keep the column with the numbers and the one with the date.")},
        {"too_many_rows", QT_TR_NOOP("The file has more rows than a number list may have."),
         QT_TR_NOOP("Split it into several lists.")},
        {"number_column_twice", QT_TR_NOOP("Two columns could hold the numbers; the second one is %1."),
         QT_TR_NOOP("Rename or remove the one that is not meant.")},
        {"number_column_unclear",
         QT_TR_NOOP("It is not clear which column holds the numbers; two do, the second one is %1."),
         QT_TR_NOOP("Give the file a first row with the column\u2019s name, such as \u201cphone\u201d.")},
        {"file_too_large", QT_TR_NOOP("The file %1 is larger than 4 GiB."), QT_TR_NOOP("Split it into several files.")},
    };
};

} // namespace

constinit const ErrorTable listErrors{"ListErrors", ListErrors::rows};

} // namespace muster
