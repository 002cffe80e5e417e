// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/errorcodes.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>

namespace muster {

namespace {

struct GeneralErrors
{
    Q_DECLARE_TR_FUNCTIONS(ErrorTexts)

public:
    static constexpr ErrorCodeRow rows[]{
        {"segment_inactive", QT_TR_NOOP("The audience segment %1 is not active, so it cannot be exported."),
         QT_TR_NOOP("Activate it in the tenant, then try again.")},
        {"no_secret", QT_TR_NOOP("There is no client secret for %1 in the key store or in memory."),
         QT_TR_NOOP("Enter the client secret under Connections. A locked key store looks the same: if you have one, "
                    "unlock it first.")},
        {"run_time_limit", QT_TR_NOOP("The run reached its time limit and was paused."),
         QT_TR_NOOP("Nothing is lost. Resume it to get the same time again. The limit is set in the connection or with "
                    "--time-limit.")},
        {"scope_not_granted",
         QT_TR_NOOP("The sign-in doesn’t grant a permission that this needs, so nothing that needs it was sent."),
         QT_TR_NOOP("Ask the person who manages the tenant’s API clients to grant it. If the connection lists its "
                    "scopes, add it there. Then try again or resume.")},
        {"name_taken", QT_TR_NOOP("There is already another connection named %1."), QT_TR_NOOP("Choose another name.")},
        {"invalid_continuation_token", QT_TR_NOOP("The server no longer recognizes where %1 stopped."),
         QT_TR_NOOP("Discard this run and start the export again.")},
        {"cursor_repeated", QT_TR_NOOP("The server sent the same page of %1 a second time."),
         QT_TR_NOOP("What was received is incomplete. Try again later.")},
        {"empty_pages", QT_TR_NOOP("The server sent only empty pages of %1."),
         QT_TR_NOOP("What was received is incomplete. Try again later.")},
        {"count_mismatch", QT_TR_NOOP("The server’s own count doesn’t match what was received."),
         QT_TR_NOOP("Someone may be changing the list. Read it again; until the counts match, nothing can be purged "
                    "based on it.")},
        {"group_in_use", QT_TR_NOOP("Another run is changing the do-not-call group %1."),
         QT_TR_NOOP("Wait until it has finished, or cancel it under Activity.")},
        {"list_in_use", QT_TR_NOOP("Another run is changing the list %1."),
         QT_TR_NOOP("Wait until it is finished, or pause it.")},
        {"backup_damaged", QT_TR_NOOP("The backup %1 is not the same as when it was written."),
         QT_TR_NOOP("Nothing is restored from it. Look for another copy of the file.")},
        {"backup_key_wrong", QT_TR_NOOP("The key store holds a different key than the one for %1."),
         QT_TR_NOOP("Restore it where the backup was created.")},
        {"no_backup_key", QT_TR_NOOP("The key store has no key for the backup %1."),
         QT_TR_NOOP("A locked key store looks the same: unlock it, then try again. Otherwise, restore it where the "
                    "backup was created.")},
        {"callback_address", QT_TR_NOOP("Notifications may not be sent to the address at %1."),
         QT_TR_NOOP("Enter an https address without user name and password, or leave it empty.")},
        {"records_gone", QT_TR_NOOP("The export file is missing, so the notification with its records can’t be sent."),
         QT_TR_NOOP("Put the file back, then send the notification again; or export again.")},
        {"records_changed",
         QT_TR_NOOP("The export file was changed, so the notification with its records was not sent."),
         QT_TR_NOOP("Put the original file back, then send the notification again; or export again.")},
        {"backup_expired", QT_TR_NOOP("The backup %1 has expired, so nothing is restored from it."),
         QT_TR_NOOP("It is deleted the next time Muster starts.")},
        {"backup_changed", QT_TR_NOOP("The backup %1 is not the one you reviewed."),
         QT_TR_NOOP("Open it and review it again before you restore it.")},
        {"unit_log_damaged",
         QT_TR_NOOP("The record of what was sent, %1, is damaged, so nothing can continue from it."),
         QT_TR_NOOP("Discard this run, read the list again and make a new plan.")},
        {"purge_locked", QT_TR_NOOP("Muster can’t tell whether %1 of the corrections were made, so nothing is purged."),
         QT_TR_NOOP("Check the list. Resuming the run reads it again, resolves what is in doubt and continues.")},
        {"not_removed", QT_TR_NOOP("The server accepted the purge of %1 contacts that are still in the list."),
         QT_TR_NOOP("Nothing more is purged. Ask your administrator why. Resuming the run tries again.")},
        {"tries_used_up", QT_TR_NOOP("The server did not accept every change, even after repeated attempts."),
         QT_TR_NOOP("Resume the run later; only the remaining changes are sent.")},
        {"plan_altered", QT_TR_NOOP("The plan is not the one that was confirmed, so none of it is sent."),
         QT_TR_NOOP("Read the list again and make a new plan.")},
        {"plan_missing", QT_TR_NOOP("There is no plan to carry out."), QT_TR_NOOP("Read the list and make a plan.")},
        {"plan_stale", QT_TR_NOOP("The plan is more than an hour old, so nothing is purged."),
         QT_TR_NOOP("Read the list again and make a new plan.")},
        {"plan_incomplete_read", QT_TR_NOOP("The plan is based on a list that was not read completely."),
         QT_TR_NOOP("Read the list again from the tenant and make a new plan.")},
        {"plan_empty_list", QT_TR_NOOP("The list is empty now but was not when the plan was made."),
         QT_TR_NOOP("Check the list in the tenant before you do anything else.")},
        {"plan_other_profile", QT_TR_NOOP("The plan was made for another connection."),
         QT_TR_NOOP("Open that connection, then try again.")},
        {"plan_other_list", QT_TR_NOOP("The plan was made for another list."),
         QT_TR_NOOP("Choose the plan of this list.")},
        {"confirm_count_missing", QT_TR_NOOP("Purging this many contacts requires typing their number."),
         QT_TR_NOOP("Type the number of contacts to purge.")},
        {"confirm_count_wrong", QT_TR_NOOP("The number you typed doesn’t match the number of contacts to purge."),
         QT_TR_NOOP("Check the plan again, then type the number it shows.")},
        {"confirm_name", QT_TR_NOOP("Purging nearly the whole list also requires typing its name."),
         QT_TR_NOOP("Type the name of the list.")},
        {"history_changed", QT_TR_NOOP("The history files that would be removed have changed since they were shown."),
         QT_TR_NOOP("Nothing was removed. Check again which files would be removed.")},
        {"closed_damaged",
         QT_TR_NOOP("The history file %1 is missing or incomplete, so neither it nor any later file was removed."),
         QT_TR_NOOP("Verify the history. Files that fail the check may be needed as evidence.")},
        {"prune_count", QT_TR_NOOP("%1 entries would be removed, not as many as were confirmed. Nothing was removed."),
         QT_TR_NOOP("Check the files with --check, then confirm the number of entries shown there.")},
        {"not_keep_time", QT_TR_NOOP("%1 isn’t a valid retention period."),
         QT_TR_NOOP("Enter it like 3y, 18mo or 400d.")},
        {"kept_forever", QT_TR_NOOP("The history is kept forever, so nothing was removed."),
         QT_TR_NOOP("Specify --older-than or --before, or choose a period under History, Retention.")},
        {"not_halted", QT_TR_NOOP("The run is not halted."), QT_TR_NOOP("It can be resumed as is.")},
        {"through_proxy",
         QT_TR_NOOP("The connection through the proxy %1 broke or went silent. What the server did with the last "
                    "request is not known."),
         QT_TR_NOOP("The proxy may cut off long requests. Ask for an exception for the server’s address, then try "
                    "again or resume the run.")},
        {"no_way_through_proxy", QT_TR_NOOP("The proxy %1 did not connect to the server, so nothing was sent."),
         QT_TR_NOOP("Check that the proxy is reachable and allows the server’s address, then try again.")},
        {"job_unavailable", QT_TR_NOOP("The server of %1 doesn’t support this."),
         QT_TR_NOOP("“muster connections list” and the Connections page show what it supports.")},
        {"operation_unavailable", QT_TR_NOOP("The tenant’s server doesn’t support this, so nothing was sent."),
         QT_TR_NOOP("The Connections page shows what it supports.")},
        {"origin_not_approved", QT_TR_NOOP("The server gives %1 as its address, which no one has approved."),
         QT_TR_NOOP("Nothing was sent there. If the host belongs to your provider, approve it in the connection test "
                    "on the Connections page, or with “muster connections approve”.")},
        {"origin_changed",
         QT_TR_NOOP("The server now gives %1 as its address, but a different one was approved for this connection."),
         QT_TR_NOOP("Nothing was sent there. Unless the people who run the tenant confirm that it moved, treat this as "
                    "an attack.")},
        {"other_issuer", QT_TR_NOOP("The address doesn’t answer as the expected issuer, but as %1."),
         QT_TR_NOOP("Check the connection’s address: commercial and FedRAMP tenants have different ones.")},
        {"other_tenant", QT_TR_NOOP("The server’s answer is for a different tenant than the access key’s."),
         QT_TR_NOOP("Try again. If this keeps happening, contact NICE support.")},
        {"no_tenant", QT_TR_NOOP("The sign-in did not report which tenant the access key belongs to."),
         QT_TR_NOOP("Check that the key is a CXone key and that its owner is still active.")},
        {"client_missing", QT_TR_NOOP("This sign-in method needs a registered client, and none is specified."),
         QT_TR_NOOP("Enter the client ID, or sign in with the access key alone.")},
        {"client_secret_missing", QT_TR_NOOP("This sign-in method also needs the registered client’s secret."),
         QT_TR_NOOP("Enter both the access key’s secret and the client’s.")},
        {"unknown_dialect",
         QT_TR_NOOP("The connection %1 is for a kind of server that this version of Muster doesn’t know, so nothing "
                    "was sent."),
         QT_TR_NOOP("Open it with the version of Muster that created it, or create the connection again.")},
        {"key_store_silent",
         QT_TR_NOOP(
             "This computer’s key store did not answer in time. It is probably locked and waiting to be unlocked."),
         QT_TR_NOOP("Unlock the key store, or pass the secret to the command in the environment (CXONE_CLIENT_SECRET). "
                    "Set how long it waits with --key-store-wait.")},
        {"not_a_checkpoint", QT_TR_NOOP("%1 isn’t a history checkpoint."),
         QT_TR_NOOP("Specify a file that was written as a checkpoint, or the 64-character digest in it.")},
        {"newer_checkpoint", QT_TR_NOOP("The checkpoint %1 was written by a newer version of Muster."),
         QT_TR_NOOP("Check it with that version.")},
        {"index_not_ours", QT_TR_NOOP("The file %1 isn’t the index of Muster’s history."),
         QT_TR_NOOP("It was left unchanged. Move it elsewhere, and Muster creates its index there.")},
        {"index_newer", QT_TR_NOOP("The index %1 was created by a newer version of Muster."),
         QT_TR_NOOP(
             "It was left unchanged. Searching takes longer after each start until you use that version again.")},
        {"folder_in_use",
         QT_TR_NOOP("Another Muster is using the data folder %1, so this one is read-only: nothing can be started or "
                    "saved here."),
         QT_TR_NOOP("Close the other Muster, then open this one again.")},
        {"config_in_use",
         QT_TR_NOOP("Another Muster with a different data folder also keeps its settings in %1, so this one is "
                    "read-only: nothing can be started or saved here."),
         QT_TR_NOOP("Close the other Muster, then open this one again.")},
        {"folder_not_writable",
         QT_TR_NOOP("Muster cannot write to %1, so it is read-only: nothing can be started or saved here."),
         QT_TR_NOOP("Check who can write to the folder, and whether its disk is full or mounted read-only. Then open "
                    "Muster again.")},
        {"read_only", QT_TR_NOOP("This Muster is read-only, so nothing can be started or saved."),
         QT_TR_NOOP("The reason is shown at the top of the window, or on standard error for a command.")},
        {"target_in_use", QT_TR_NOOP("Another export is writing to %1."),
         QT_TR_NOOP("Wait until it is finished, or choose another file.")},
        {"other_profile", QT_TR_NOOP("This run belongs to the connection %1."),
         QT_TR_NOOP("Open that connection, then resume the run.")},
        {"disk_full", QT_TR_NOOP("There is no space left for %1."),
         QT_TR_NOOP("Free some space, then resume. Nothing is lost.")},
        {"too_many_files", QT_TR_NOOP("The system doesn’t let Muster open any more files or connections."),
         QT_TR_NOOP("Close other programs, then resume. Nothing is lost.")},
        {"no_threads", QT_TR_NOOP("Muster can’t get any threads from the system."),
         QT_TR_NOOP("Close other programs, then start or resume. Nothing was sent.")},
        {"out_of_memory", QT_TR_NOOP("Muster can’t get any more memory from the system."),
         QT_TR_NOOP("Close other programs, then resume. What was written is kept.")},
        {"unexpected_fault", QT_TR_NOOP("Muster had an internal error and stopped the work."),
         QT_TR_NOOP("What was done is saved. Review it before you resume, and report the text quoted below.")},
        {"segment_recalculated",
         QT_TR_NOOP("The audience segment %1 was recalculated since this export was interrupted, so the rest doesn’t "
                    "match what is in the file."),
         QT_TR_NOOP("Resume it and choose: start over, or continue and have the file note it. On the command line, add "
                    "--if-changed restart or --if-changed continue.")},
        {"attribute_refused", QT_TR_NOOP("The server does not export the attribute %1."),
         QT_TR_NOOP("Start over without it. What was read is incomplete and keeps its unfinished name.")},
        {"callback_api_origin",
         QT_TR_NOOP("%1 is the address of a tenant’s own API. Notifications are not sent there."),
         QT_TR_NOOP("Enter the address of the system to notify.")},
        {"api_origin", QT_TR_NOOP("%1 is the address of a tenant’s own API. Notifications are not sent there."),
         QT_TR_NOOP("The notification waits and is dropped after a day.")},
        {"signing_key_locked", QT_TR_NOOP("The key store doesn’t return the signing key of %1."),
         QT_TR_NOOP("Unlock the key store. The notification waits and is never sent unsigned. If the key is lost, "
                    "create a new one.")},
        {"signing_key_not_kept",
         QT_TR_NOOP("No key store is available to store a signing key, so notifications to %1 are sent as before."),
         QT_TR_NOOP("Start or unlock the key store, then try again.")},
        {"receiver_address", QT_TR_NOOP("%1 is not an address that notifications can be sent to."),
         QT_TR_NOOP("Enter an https address without user name and password.")},
        {"receiver_unknown", QT_TR_NOOP("The receiver %1 has no signing key."),
         QT_TR_NOOP("Check the list of signing keys, then specify an address from it.")},
        {"signing_keys_damaged",
         QT_TR_NOOP(
             "The list of signing keys was damaged. It was saved as %1, and its intact entries were carried over."),
         QT_TR_NOOP("Check under Notifications whether a receiver is missing; notifications to it would be sent "
                    "unsigned. Create a new key for it.")},
        {"target_exists", QT_TR_NOOP("The file %1 already exists."),
         QT_TR_NOOP("Choose another name, or agree to replace it.")},
        {"exists", QT_TR_NOOP("The file %1 already exists."), QT_TR_NOOP("Choose another name.")},
        {"region_unknown", QT_TR_NOOP("%1 isn’t a known region."),
         QT_TR_NOOP("Use two letters, such as US, GB or DE.")},
        {"line_type_unknown", QT_TR_NOOP("%1 isn’t a line type."),
         QT_TR_NOOP("See the command’s help for line types.")},
        {"list_unknown", QT_TR_NOOP("The tenant has no contact list %1."),
         QT_TR_NOOP("Check the tenant’s contact lists, then specify an ID or a name from there.")},
        {"list_name_twice", QT_TR_NOOP("More than one contact list is named %1."),
         QT_TR_NOOP("Specify the ID of the one you mean.")},
        {"confirm_count_missing",
         QT_TR_NOOP("The plan purges so many contacts from %1 that you must confirm their number."),
         QT_TR_NOOP("Check the preview, then type the number it shows. On the command line, use --confirm-count.")},
        {"confirm_count_wrong",
         QT_TR_NOOP("The number of contacts that the plan purges from %1 doesn’t match the confirmed number."),
         QT_TR_NOOP("Nothing was changed. Check the preview again before you confirm the number.")},
        {"confirm_name", QT_TR_NOOP("The plan purges more than 90% of %1, so you must also type the list’s name."),
         QT_TR_NOOP("Type it in the window, or specify it with --confirm-list. The plan can also be applied without "
                    "purging anyone.")},
        {"plan_stale",
         QT_TR_NOOP("The plan for %1 is too old, or its time can’t be right, so it may not purge anyone."),
         QT_TR_NOOP("Read the list again and make a new plan. Numbers can still be corrected without purging anyone.")},
        {"plan_incomplete_read",
         QT_TR_NOOP("The list %1 was not read completely when this plan was made, so the plan may not purge anyone."),
         QT_TR_NOOP("Read the list again and make a new plan.")},
        {"plan_empty_list", QT_TR_NOOP("The list %1 was empty when this plan was made."),
         QT_TR_NOOP("Read the list again and make a new plan.")},
        {"plan_other_profile", QT_TR_NOOP("This plan was made for another connection."),
         QT_TR_NOOP("Use the connection it was made for, or make a new plan.")},
        {"plan_other_list", QT_TR_NOOP("This plan was made for another contact list."),
         QT_TR_NOOP("Make a new plan for this list.")},
        {"plan_altered", QT_TR_NOOP("The plan %1 was altered after it was made, so it is not carried out."),
         QT_TR_NOOP("Make a new plan; a plan cannot be edited.")},
    };
};

} // namespace

constinit const ErrorTable generalErrors{"ErrorTexts", GeneralErrors::rows};

namespace {

struct NamingErrors
{
    Q_DECLARE_TR_FUNCTIONS(NamingErrors)

public:
    static constexpr ErrorCodeRow rows[]{
        // Connections
        {"unknown_profile", QT_TR_NOOP("There is no connection named %1."),
         QT_TR_NOOP("Use a name listed under Connections in the window.")},
        {"no_credentials", QT_TR_NOOP("There are no credentials for %1."),
         QT_TR_NOOP("Set CXONE_CLIENT_ID and CXONE_CLIENT_SECRET in the environment.")},
        {"bad_base_url", QT_TR_NOOP("%1 isn’t a tenant address that Muster may call."),
         QT_TR_NOOP("Enter a full https address, without credentials or a query. Plain http is allowed only for this "
                    "computer.")},
        // Runs
        {"unknown_run", QT_TR_NOOP("There is no run %1 to resume."),
         QT_TR_NOOP("Check the list of unfinished runs, then use an ID from there.")},
        {"run_not_found", QT_TR_NOOP("There is no run %1."),
         QT_TR_NOOP("Check the list of all runs, then use an ID from there, or its first characters.")},
        {"run_ambiguous", QT_TR_NOOP("More than one run ID starts with %1."),
         QT_TR_NOOP("Enter more characters of the ID.")},
        {"not_resumable", QT_TR_NOOP("The run %1 is complete, refused, discarded or still running."),
         QT_TR_NOOP("Only runs in the list of unfinished runs can be resumed.")},
        {"not_discardable", QT_TR_NOOP("There is no unfinished run %1 to discard, or it is still running."),
         QT_TR_NOOP("Check the list of unfinished runs. If the run is still running, pause it first.")},
        {"resume_differs", QT_TR_NOOP("The interrupted run %1 was started with different options."),
         QT_TR_NOOP("Use the same options, or discard that run first.")},
        {"runs_lost", QT_TR_NOOP("The list of runs was damaged and lost runs that were making changes: %1."),
         QT_TR_NOOP("What they sent is unknown, so no new run was started. Check the list, then discard these runs, or "
                    "start without --resume.")},
        // Repeating runs
        {"repeat_restore", QT_TR_NOOP("A restore can’t be repeated: it already brought back what the backup held."),
         QT_TR_NOOP("To restore something else, choose its backup.")},
        {"repeat_undo", QT_TR_NOOP("An undo can’t be repeated: the enrichment is already undone."),
         QT_TR_NOOP("Repeat the enrichment itself, or undo another one from the history.")},
        {"repeat_group_change",
         QT_TR_NOOP("A change of do-not-call groups can’t be repeated: its numbers are not part of its order."),
         QT_TR_NOOP("Preview the numbers again and change them in a new run.")},
        {"repeat_deletion", QT_TR_NOOP("A deletion can’t be repeated: the lists are gone."),
         QT_TR_NOOP("To delete other lists, choose them among the contact lists.")},
        {"repeat_lookup",
         QT_TR_NOOP("A look-up is started from the list whose numbers are looked up, and stores no numbers itself."),
         QT_TR_NOOP("Refresh that list, then look up the numbers there.")},
        {"repeat_nothing", QT_TR_NOOP("It changed nothing, so there is nothing to repeat."),
         QT_TR_NOOP("Read the list or check the file on its own page.")},
        {"repeat_unknown_kind", QT_TR_NOOP("This version of Muster doesn’t know that run type."),
         QT_TR_NOOP("Repeat it with the version that started it.")},
        {"repeat_settings_missing",
         QT_TR_NOOP("The run on %1 was started by an earlier version of Muster, which did not save its settings."),
         QT_TR_NOOP("Open the list, audience or file itself and choose again.")},
        {"repeat_attached",
         QT_TR_NOOP("The run %1 took over transcripts that were requested elsewhere, and lists no interactions."),
         QT_TR_NOOP("Take them over again by their ID in the tenant, as long as the tenant keeps them.")},
        {"repeat_connection_gone", QT_TR_NOOP("The connection %1 of the run no longer exists."),
         QT_TR_NOOP("Create it again, then choose the settings again; the run shows the old ones.")},
        {"repeat_window_only",
         QT_TR_NOOP("The settings of the run %1 can’t all be expressed on a command line: its people came from the "
                    "tenant, or names contain commas."),
         QT_TR_NOOP("Repeat it in the window: under Activity, All runs.")},
        {"repeat_other_run", QT_TR_NOOP("The run %1 was of a different type, so its settings don’t apply here."),
         QT_TR_NOOP("Specify the ID of a run of the matching type.")},
        // Filters
        {"filter_attribute_missing", QT_TR_NOOP("A filter has no attribute."),
         QT_TR_NOOP("Write it like 'city equals Lisbon'.")},
        {"filter_quote_open", QT_TR_NOOP("A filter has an unclosed quotation mark."),
         QT_TR_NOOP("Close it, or escape it with a backslash.")},
        {"filter_operator_missing", QT_TR_NOOP("The filter on %1 has no operator."),
         QT_TR_NOOP("Write it like 'city equals Lisbon'.")},
        {"filter_operator_unknown", QT_TR_NOOP("The filter on %1 has an unknown operator."),
         QT_TR_NOOP("Write it like 'city equals Lisbon' or 'visits > 10'.")},
        {"filter_value_missing", QT_TR_NOOP("The filter on %1 has no value."),
         QT_TR_NOOP("Write it like 'city equals Lisbon'. For an empty value, use ''.")},
    };
};

} // namespace

constinit const ErrorTable namingErrors{"NamingErrors", NamingErrors::rows};

namespace {

struct FileErrors
{
    Q_DECLARE_TR_FUNCTIONS(FileErrors)

public:
    static constexpr ErrorCodeRow rows[]{
        {"file_empty", QT_TR_NOOP("The file %1 is empty."),
         QT_TR_NOOP("Save it again in the program that created it, then open it here.")},
        {"file_binary", QT_TR_NOOP("The file %1 isn’t text, so it can’t be read."),
         QT_TR_NOOP("Choose a table (CSV, TSV, JSON Lines), criteria (JSON) or a transcript.")},
        {"file_workbook", QT_TR_NOOP("The file %1 is a workbook, document or archive, not a text file."),
         QT_TR_NOOP("Save the sheet as CSV in the program that created it, then open that file.")},
        {"file_markup", QT_TR_NOOP("The file %1 is XML or a web page, which Muster doesn’t read."),
         QT_TR_NOOP("Save the table as CSV in the program that created it, then open that file.")},
        {"file_long_line", QT_TR_NOOP("The first line of the file %1 doesn’t end within its first 64 KiB."),
         QT_TR_NOOP("Save it with one contact, or one utterance, per line.")},
        {"file_broken_json", QT_TR_NOOP("The file %1 starts like JSON but isn’t valid JSON; the byte is shown below."),
         QT_TR_NOOP("Fix it in the program that created it, then open it again.")},
        {"file_own", QT_TR_NOOP("The file is one of Muster’s own (%1) and can’t be opened here."),
         QT_TR_NOOP("Import it where such files are managed: connections under Connections, policies under "
                    "Transcripts, directives and mappings under Contact lists.")},
        {"file_folder", QT_TR_NOOP("%1 is a folder, not a file."), QT_TR_NOOP("Choose one or more files in it.")},
        {"file_special", QT_TR_NOOP("%1 is a device or a pipe, not a file."),
         QT_TR_NOOP("Save its output to a file, then open that file.")},
        {"file_too_large_to_try", QT_TR_NOOP("The file %1 is larger than 16 MiB, the most a window can try."),
         QT_TR_NOOP("Mask it with “muster transcripts mask”, which handles any size.")},
    };
};

} // namespace

constinit const ErrorTable fileErrors{"FileErrors", FileErrors::rows};

const ErrorCodeRow *ErrorTable::find(QStringView code) const
{
    const auto found = std::find_if(rows.begin(), rows.end(), [code](const ErrorCodeRow &row) {
        const QLatin1String known(row.code);
        return code == known || (known.endsWith(QLatin1Char('_')) && code.startsWith(known));
    });
    return found == rows.end() ? nullptr : &*found;
}

std::span<const ErrorTable *const> errorTables()
{
    static constexpr std::array tables{&listErrors,     &extractionErrors, &namingErrors, &transcriptErrors,
                                       &registerErrors, &estimateErrors,   &enrichErrors, &maskingErrors,
                                       &fileErrors,     &teamErrors,       &exportErrors,
                                       &scrubErrors,    &scheduleErrors,   &uploadErrors};
    return tables;
}

} // namespace muster
