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
        {"no_secret", QT_TR_NOOP("There is no client secret for %1, neither in the key store nor in memory."),
         QT_TR_NOOP("Enter the client secret under Connections. A locked key store looks the same: unlock it first if "
                    "you have one.")},
        {"run_time_limit", QT_TR_NOOP("The run has taken as long as it may, so it was paused."),
         QT_TR_NOOP(
             "Nothing is lost. Resume it; it then has the same time again. The limit stands in the connection, or "
             "in --time-limit.")},
        {"scope_not_granted",
         QT_TR_NOOP("The sign-in does not grant a permission that this needs, so nothing that needs it was sent."),
         QT_TR_NOOP(
             "Ask whoever manages the tenant\u2019s API clients to grant it. If the connection names its scopes, "
             "add it there. Then try again or resume.")},
        {"name_taken", QT_TR_NOOP("There is another connection with the name of %1."),
         QT_TR_NOOP("Choose another name.")},
        {"invalid_continuation_token", QT_TR_NOOP("The server no longer knows the place where %1 was left."),
         QT_TR_NOOP("Discard this run and start the export anew.")},
        {"cursor_repeated", QT_TR_NOOP("The server repeats itself: it gave a page of %1 a second time."),
         QT_TR_NOOP("What came until then is not the whole. Try again later.")},
        {"empty_pages", QT_TR_NOOP("The server sent only empty pages of %1."),
         QT_TR_NOOP("What came until then is not the whole. Try again later.")},
        {"count_mismatch", QT_TR_NOOP("The server\u2019s own count does not agree with what was received."),
         QT_TR_NOOP("Somebody may be changing the list. Read it again; until the counts agree nothing can be purged on "
                    "the strength of it.")},
        {"list_in_use", QT_TR_NOOP("Another run is changing the list %1."),
         QT_TR_NOOP("Wait until it has ended, or pause it.")},
        {"backup_damaged", QT_TR_NOOP("The backup %1 is not as it was written."),
         QT_TR_NOOP("Nothing is restored from it. Look for a copy of the file.")},
        {"backup_key_wrong", QT_TR_NOOP("The key store holds another key than that of %1."),
         QT_TR_NOOP("Restore it where the backup was made.")},
        {"no_backup_key", QT_TR_NOOP("The key store has no key for the backup %1."),
         QT_TR_NOOP("A locked key store looks the same: unlock it, then try again. Otherwise restore it where the "
                    "backup was made.")},
        {"callback_address", QT_TR_NOOP("No notice may be sent to the address at %1."),
         QT_TR_NOOP("Give an https address without user name and password, or none.")},
        {"records_gone", QT_TR_NOOP("The export\u2019s file is gone, so the notice with its records cannot be sent."),
         QT_TR_NOOP("Put the file back where it was, then let the notice be tried again; or export again.")},
        {"records_changed",
         QT_TR_NOOP("The export\u2019s file is not as it was written, so the notice with its records is not sent."),
         QT_TR_NOOP("Put the file back as it was, then let the notice be tried again; or export again.")},
        {"backup_expired", QT_TR_NOOP("The backup %1 has expired, so nothing is restored from it."),
         QT_TR_NOOP("It is deleted when Muster starts the next time.")},
        {"backup_changed", QT_TR_NOOP("The backup %1 is not the one that was looked at."),
         QT_TR_NOOP("Open it again and look at it before it is restored.")},
        {"unit_log_damaged", QT_TR_NOOP("The record of what was sent, %1, is damaged, so nothing goes on from it."),
         QT_TR_NOOP("Discard this run, read the list again and make a new plan.")},
        {"purge_locked", QT_TR_NOOP("It is not known whether %1 of the corrections were made, so nothing is purged."),
         QT_TR_NOOP("Look at the list. Resuming the run reads it again, settles what is in doubt and goes on.")},
        {"not_removed", QT_TR_NOOP("The server accepted the purge of %1 contacts that are still in the list."),
         QT_TR_NOOP("Nothing more is purged. Ask your administrator why; resuming the run tries it again.")},
        {"tries_used_up", QT_TR_NOOP("The server did not let every change through, however often it was tried."),
         QT_TR_NOOP("Resume the run later; only what is still to be done is sent.")},
        {"plan_altered", QT_TR_NOOP("The plan is not the one that was confirmed, so nothing of it is sent."),
         QT_TR_NOOP("Read the list again and make a new plan.")},
        {"plan_missing", QT_TR_NOOP("There is no plan to carry out."), QT_TR_NOOP("Read the list and make a plan.")},
        {"plan_stale", QT_TR_NOOP("The plan is older than an hour, so nothing is purged by it."),
         QT_TR_NOOP("Read the list again and make a new plan.")},
        {"plan_incomplete_read", QT_TR_NOOP("The plan was made of a list that was not read whole."),
         QT_TR_NOOP("Read the list again from the tenant and make a new plan.")},
        {"plan_empty_list", QT_TR_NOOP("The list is empty now and was not when the plan was made."),
         QT_TR_NOOP("Look at the list in the tenant before anything else.")},
        {"plan_other_profile", QT_TR_NOOP("The plan was made for another connection."),
         QT_TR_NOOP("Open that connection, then try again.")},
        {"plan_other_list", QT_TR_NOOP("The plan was made for another list."),
         QT_TR_NOOP("Choose the plan of this list.")},
        {"confirm_count_missing", QT_TR_NOOP("So many contacts are purged only when their number is typed."),
         QT_TR_NOOP("Type how many contacts are to be purged.")},
        {"confirm_count_wrong", QT_TR_NOOP("The number that was typed is not that of the contacts to be purged."),
         QT_TR_NOOP("Look at the plan again, then type the number that it names.")},
        {"confirm_name", QT_TR_NOOP("Nearly the whole list is purged only when its name is typed as well."),
         QT_TR_NOOP("Type the name of the list.")},
        {"history_changed", QT_TR_NOOP("Other files of the history would be removed by now than were shown."),
         QT_TR_NOOP("Nothing was removed. Look at what would go again.")},
        {"closed_damaged",
         QT_TR_NOOP("The file %1 of the history is missing or not whole, so none from there on is removed."),
         QT_TR_NOOP("Check the history. What does not pass the check may be needed as evidence.")},
        {"prune_count", QT_TR_NOOP("%1 entries would be removed, not as many as were confirmed. Nothing was removed."),
         QT_TR_NOOP("Look at the files with --check, then confirm the number of entries that it names.")},
        {"not_keep_time", QT_TR_NOOP("%1 is not a time for which the history can be kept."),
         QT_TR_NOOP("Write it like 3y, 18mo or 400d.")},
        {"kept_forever", QT_TR_NOOP("The history is kept for ever, so nothing is removed."),
         QT_TR_NOOP("Say --older-than or --before, or choose a time under History, Retention.")},
        {"not_halted", QT_TR_NOOP("The run is not halted."), QT_TR_NOOP("It can be resumed as it is.")},
        {"through_proxy",
         QT_TR_NOOP("The connection through the proxy %1 broke or stayed silent; what the server did with the last "
                    "request is not known."),
         QT_TR_NOOP("The proxy may cut long requests: ask for an exception for the server\u2019s address, then try "
                    "again or resume the run.")},
        {"no_way_through_proxy", QT_TR_NOOP("The proxy %1 made no connection to the server, so nothing was sent."),
         QT_TR_NOOP("Check that the proxy is reachable and lets the server\u2019s address through, then try again.")},
        {"job_unavailable", QT_TR_NOOP("The server of %1 cannot do that."),
         QT_TR_NOOP("\u201cmuster connections list\u201d and the page Connections say what it can do.")},
        {"operation_unavailable", QT_TR_NOOP("The tenant\u2019s server has no such call, so nothing was sent."),
         QT_TR_NOOP("The page Connections says what it can do.")},
        {"origin_not_approved", QT_TR_NOOP("The server names %1 as its place, which nobody has approved."),
         QT_TR_NOOP(
             "Nothing was sent there. If it is a host of your provider, approve it: in the connection test of the "
             "page Connections, or with \u201cmuster connections approve\u201d.")},
        {"origin_changed",
         QT_TR_NOOP("The server now names %1 as its place; another one was approved for this connection."),
         QT_TR_NOOP("Nothing was sent there. Unless whoever runs the tenant says that it has moved, treat this as an "
                    "attack.")},
        {"other_issuer", QT_TR_NOOP("The address does not answer as the issuer that it should be, but as %1."),
         QT_TR_NOOP(
             "Check the connection\u2019s address: commercial tenants and FedRAMP tenants have different ones.")},
        {"other_tenant", QT_TR_NOOP("The server\u2019s answer is about another tenant than the access key\u2019s."),
         QT_TR_NOOP("Try again; if it stays, tell NICE\u2019s support.")},
        {"no_tenant", QT_TR_NOOP("The sign-in did not say which tenant the access key belongs to."),
         QT_TR_NOOP("Check that the key is one of CXone, and that its owner is still active.")},
        {"client_missing", QT_TR_NOOP("This way of signing in needs a registered client, and none is named."),
         QT_TR_NOOP("Enter the client\u2019s id, or sign in with the access key alone.")},
        {"client_secret_missing",
         QT_TR_NOOP("This way of signing in needs the registered client\u2019s secret as well."),
         QT_TR_NOOP("Enter the access key\u2019s secret and the client\u2019s.")},
        {"unknown_dialect",
         QT_TR_NOOP("The connection %1 is for a kind of server that this Muster does not know, so nothing was sent."),
         QT_TR_NOOP("Open it with the version of Muster that made it, or make the connection anew.")},
        {"key_store_silent",
         QT_TR_NOOP("The key store of this computer did not answer in time. It is probably locked and waits for "
                    "somebody to unlock it."),
         QT_TR_NOOP("Unlock the key store, or give the command its secret in the environment (CXONE_CLIENT_SECRET). "
                    "How long it waits is set by --key-store-wait.")},
        {"not_a_checkpoint", QT_TR_NOOP("%1 is no checkpoint of a history."),
         QT_TR_NOOP("Name a file that was written as a checkpoint, or the digest of 64 characters in it.")},
        {"newer_checkpoint", QT_TR_NOOP("The checkpoint %1 was written by a newer Muster."),
         QT_TR_NOOP("Check it with that version.")},
        {"index_not_ours", QT_TR_NOOP("The file %1 is not the index of Muster\u2019s history."),
         QT_TR_NOOP("It was left as it is. Move it elsewhere, and Muster makes its index there.")},
        {"index_newer", QT_TR_NOOP("The index %1 was made by a newer Muster."),
         QT_TR_NOOP("It was left as it is. Searching takes longer after each start until that version is used again.")},
        {"folder_in_use",
         QT_TR_NOOP("Another Muster is open on the data folder %1, so this one is open to look only: nothing can be "
                    "started or saved here."),
         QT_TR_NOOP("Close the other Muster, then open this one again.")},
        {"config_in_use",
         QT_TR_NOOP("Another Muster, with another data folder, keeps its settings in %1 too, so this one is open to "
                    "look only: nothing can be started or saved here."),
         QT_TR_NOOP("Close the other Muster, then open this one again.")},
        {"folder_not_writable",
         QT_TR_NOOP("Muster cannot write to %1, so it is open to look only: nothing can be started or saved here."),
         QT_TR_NOOP("Check who may write to the folder, and whether its disk is full or mounted read-only, then open "
                    "Muster again.")},
        {"read_only", QT_TR_NOOP("This Muster is open to look only, so nothing can be started or saved."),
         QT_TR_NOOP("Why is said at the top of the window, and by a command on standard error.")},
        {"target_in_use", QT_TR_NOOP("Another export is writing to %1."),
         QT_TR_NOOP("Wait until it has ended, or choose another file.")},
        {"other_profile", QT_TR_NOOP("This run belongs to the connection %1."),
         QT_TR_NOOP("Open that connection, then resume the run.")},
        {"disk_full", QT_TR_NOOP("There is no space left for %1."),
         QT_TR_NOOP("Free some space, then resume. Nothing is lost.")},
        {"too_many_files", QT_TR_NOOP("The system lets Muster open no more files and connections."),
         QT_TR_NOOP("Close other programs, then resume. Nothing is lost.")},
        {"no_threads", QT_TR_NOOP("The system gives Muster no threads to work with."),
         QT_TR_NOOP("Close other programs, then start or resume. Nothing was sent.")},
        {"out_of_memory", QT_TR_NOOP("The system gives Muster no more memory."),
         QT_TR_NOOP("Close other programs, then resume. What was written is kept.")},
        {"unexpected_fault", QT_TR_NOOP("Something in Muster went wrong that must not, so the work was ended."),
         QT_TR_NOOP("What was done is kept. Look at it before you resume, and report what is quoted below.")},
        {"segment_recalculated",
         QT_TR_NOOP("The audience segment %1 was recalculated since this export was interrupted, so the rest is of "
                    "another state than what is in the file."),
         QT_TR_NOOP("Resume it and choose: begin again, or go on and have the file say so. On the command line add "
                    "--if-changed restart or --if-changed continue.")},
        {"attribute_refused", QT_TR_NOOP("The server does not export the attribute %1."),
         QT_TR_NOOP("Begin again without it; what was read is not the whole and keeps its unfinished name.")},
        {"callback_api_origin", QT_TR_NOOP("%1 is the address of a tenant\u2019s own API; no notice goes there."),
         QT_TR_NOOP("Give the address of the system that is to be told.")},
        {"api_origin", QT_TR_NOOP("%1 is the address of a tenant\u2019s own API; no notice goes there."),
         QT_TR_NOOP("The notice waits, and is given up after a day.")},
        {"signing_key_locked", QT_TR_NOOP("The key store does not give the signing key of %1."),
         QT_TR_NOOP(
             "Unlock the key store; the notice waits and never leaves unsigned. If the key is lost, make a new one.")},
        {"signing_key_not_kept",
         QT_TR_NOOP("There is no key store that keeps a signing key, so notices to %1 leave as before."),
         QT_TR_NOOP("Start or unlock the key store, then try again.")},
        {"receiver_address", QT_TR_NOOP("%1 is not an address that notices can be sent to."),
         QT_TR_NOOP("Give an https address without user name and password.")},
        {"receiver_unknown", QT_TR_NOOP("The receiver %1 has no signing key."),
         QT_TR_NOOP("Look at the list of signing keys, then give an address from there.")},
        {"signing_keys_damaged",
         QT_TR_NOOP("The list of signing keys was damaged. It was kept as %1, and what is sound in it was taken over."),
         QT_TR_NOOP("Look under Notices whether a receiver is missing; notices to it would leave unsigned. Make a new "
                    "key for it.")},
        {"target_exists", QT_TR_NOOP("There is already a file %1."),
         QT_TR_NOOP("Choose another name, or agree to replace it.")},
        {"exists", QT_TR_NOOP("There is already a file %1."), QT_TR_NOOP("Choose another name.")},
        {"region_unknown", QT_TR_NOOP("No region is called %1."), QT_TR_NOOP("Give two letters as in US, GB or DE.")},
        {"line_type_unknown", QT_TR_NOOP("No line type is called %1."),
         QT_TR_NOOP("The help of the command names them.")},
        {"list_unknown", QT_TR_NOOP("The tenant has no contact list %1."),
         QT_TR_NOOP("Look at the contact lists of the tenant, then give an id or a name from there.")},
        {"list_name_twice", QT_TR_NOOP("Several contact lists are called %1."),
         QT_TR_NOOP("Give the id of the one that you mean.")},
        {"confirm_count_missing",
         QT_TR_NOOP("The plan purges so many contacts from %1 that their number has to be confirmed."),
         QT_TR_NOOP(
             "Look at the preview, then type the number that it names; on the command line with --confirm-count.")},
        {"confirm_count_wrong", QT_TR_NOOP("The plan does not purge as many contacts from %1 as were confirmed."),
         QT_TR_NOOP("Nothing was changed. Look at the preview again before you confirm its number.")},
        {"confirm_name",
         QT_TR_NOOP("The plan purges more than 90 % of %1, so the list\u2019s name has to be typed as well."),
         QT_TR_NOOP("Type it in the window, or give it with --confirm-list; the plan can also be applied without "
                    "purging anybody.")},
        {"plan_stale",
         QT_TR_NOOP("The plan for %1 is too old, or its time cannot be right, so nobody may be purged by it."),
         QT_TR_NOOP(
             "Read the list again and make a new plan. Numbers can still be corrected without purging anybody.")},
        {"plan_incomplete_read",
         QT_TR_NOOP("The list %1 was not read whole when this plan was made, so nobody may be purged by it."),
         QT_TR_NOOP("Read the list again and make a new plan.")},
        {"plan_empty_list", QT_TR_NOOP("The list %1 was empty when this plan was made."),
         QT_TR_NOOP("Read the list again and make a new plan.")},
        {"plan_other_profile", QT_TR_NOOP("This plan was made for another connection."),
         QT_TR_NOOP("Use the connection that it was made for, or make a new plan.")},
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
        {"unknown_profile", QT_TR_NOOP("There is no connection %1."),
         QT_TR_NOOP("Give the name of one that the window shows under Connections.")},
        {"no_credentials", QT_TR_NOOP("There are no credentials for %1."),
         QT_TR_NOOP("Set CXONE_CLIENT_ID and CXONE_CLIENT_SECRET in the environment.")},
        {"bad_base_url", QT_TR_NOOP("%1 is no address of a tenant that Muster may call."),
         QT_TR_NOOP(
             "Give a whole https address, without credentials or query. Plain http is for this computer alone.")},
        // Runs
        {"unknown_run", QT_TR_NOOP("There is no run %1 that can be resumed."),
         QT_TR_NOOP("Look at the list of the unfinished runs, then give an id from there.")},
        {"run_not_found", QT_TR_NOOP("There is no run %1."),
         QT_TR_NOOP("Look at the list of all runs, then give an id from there, or how it begins.")},
        {"run_ambiguous", QT_TR_NOOP("More than one run begins with %1."), QT_TR_NOOP("Give more of the id.")},
        {"not_resumable", QT_TR_NOOP("The run %1 is complete, refused, given up or still going."),
         QT_TR_NOOP("Only a run of the list of the unfinished ones can be resumed.")},
        {"not_discardable", QT_TR_NOOP("There is no unfinished run %1 that could be discarded, or it is still going."),
         QT_TR_NOOP("Look at the list of the unfinished runs; pause first what still goes.")},
        {"resume_differs", QT_TR_NOOP("The interrupted run %1 was started with other options."),
         QT_TR_NOOP("Give the same ones, or discard that run first.")},
        {"runs_lost", QT_TR_NOOP("The list of runs was damaged and has lost runs that were changing something: %1."),
         QT_TR_NOOP("What they sent is not known, so nothing is begun afresh. Look at the list, then give these runs "
                    "up, or start without --resume.")},
        // Repeating runs
        {"repeat_restore",
         QT_TR_NOOP("A restore cannot be repeated: it brings back what one backup held, and that is back already."),
         QT_TR_NOOP("To bring back something else, choose its backup.")},
        {"repeat_undo",
         QT_TR_NOOP("An undo cannot be repeated: it takes one enrichment back, and that is taken back already."),
         QT_TR_NOOP("Repeat the enrichment itself, or undo another one from the history.")},
        {"repeat_lookup",
         QT_TR_NOOP("A look-up is ordered from the list whose numbers are looked up, and keeps no number itself."),
         QT_TR_NOOP("Read that list again, then look the numbers up there.")},
        {"repeat_nothing", QT_TR_NOOP("It changed nothing and left nothing to be repeated."),
         QT_TR_NOOP("Read the list, or check the file, where that is done.")},
        {"repeat_unknown_kind", QT_TR_NOOP("This version of Muster does not know that kind of run."),
         QT_TR_NOOP("Repeat it with the version that began it.")},
        {"repeat_settings_missing",
         QT_TR_NOOP("The run on %1 was begun by an earlier version of Muster, which did not keep what it was ordered "
                    "with."),
         QT_TR_NOOP("Open the list, audience or file itself and choose again.")},
        {"repeat_attached",
         QT_TR_NOOP("The run %1 took over transcripts that were asked for elsewhere, and names no interactions."),
         QT_TR_NOOP("Take them over again by the id that they have at the tenant, as long as it keeps them.")},
        {"repeat_connection_gone", QT_TR_NOOP("The connection %1, on which the run was, is not there any more."),
         QT_TR_NOOP("Make it anew, then choose the settings again; the run names the old one.")},
        {"repeat_window_only",
         QT_TR_NOOP("What the run %1 was ordered with cannot all be said on a command line: its people came from the "
                    "tenant, or names have commas."),
         QT_TR_NOOP("Repeat it in the window: under Activity, All runs.")},
        {"repeat_other_run", QT_TR_NOOP("The run %1 was of another kind, so its settings do not fit here."),
         QT_TR_NOOP("Give the id of a run that this command can be like.")},
        // Filters
        {"filter_attribute_missing", QT_TR_NOOP("A filter names no attribute."),
         QT_TR_NOOP("Write it as in 'city equals Lisbon'.")},
        {"filter_quote_open", QT_TR_NOOP("A quotation mark in a filter is not closed."),
         QT_TR_NOOP("Close it, or put a backslash before it.")},
        {"filter_operator_missing", QT_TR_NOOP("The filter on %1 has no operator."),
         QT_TR_NOOP("Write it as in 'city equals Lisbon'.")},
        {"filter_operator_unknown", QT_TR_NOOP("The filter on %1 has an operator that Muster does not know."),
         QT_TR_NOOP("Write it as in 'city equals Lisbon' or 'visits > 10'.")},
        {"filter_value_missing", QT_TR_NOOP("The filter on %1 has no value."),
         QT_TR_NOOP("Write it as in 'city equals Lisbon'; an empty value as ''.")},
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
        {"file_empty", QT_TR_NOOP("There is nothing in the file %1."),
         QT_TR_NOOP("Save it again in the program that made it, then open it here.")},
        {"file_binary", QT_TR_NOOP("The file %1 is no text, so nothing in it can be read."),
         QT_TR_NOOP("Choose a table (CSV, TSV, JSON Lines), criteria (JSON) or a transcript.")},
        {"file_workbook", QT_TR_NOOP("The file %1 is a workbook, a document or an archive, not a text."),
         QT_TR_NOOP("Save the sheet as CSV in the program that made it, then open that.")},
        {"file_markup", QT_TR_NOOP("The file %1 is XML or a web page, which Muster does not read."),
         QT_TR_NOOP("Save the table as CSV in the program that made it, then open that.")},
        {"file_long_line", QT_TR_NOOP("The first line of the file %1 does not end within its first 64 KiB."),
         QT_TR_NOOP("Save it with a line for each contact, or for each thing that was said.")},
        {"file_broken_json", QT_TR_NOOP("The file %1 begins like JSON and is not: the byte is named below."),
         QT_TR_NOOP("Mend it in the program that made it, then open it again.")},
        {"file_own", QT_TR_NOOP("The file is one of Muster\u2019s own (%1), and not opened here."),
         QT_TR_NOOP("Import it where such a file is saved: connections under Connections, policies under Transcripts, "
                    "directives and mappings under Contact lists.")},
        {"file_folder", QT_TR_NOOP("%1 is a folder, not a file."), QT_TR_NOOP("Choose one or several files in it.")},
        {"file_special", QT_TR_NOOP("%1 is a device or a pipe, not a file."),
         QT_TR_NOOP("Save what comes out of it in a file, then open that.")},
        {"file_too_large_to_try", QT_TR_NOOP("The file %1 is larger than the 16 MiB that are tried in a window."),
         QT_TR_NOOP("Mask it with \u201cmuster transcripts mask\u201d, which takes any size.")},
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
                                       &fileErrors,     &teamErrors,       &exportErrors};
    return tables;
}

} // namespace muster
