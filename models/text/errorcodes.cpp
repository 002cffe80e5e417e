// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/errorcodes.h"

#include <QtGlobal>
#include <array>

namespace muster {

namespace {

constexpr std::array codeRows{
    ErrorCodeRow{"segment_inactive",
                 QT_TRANSLATE_NOOP("ErrorTexts", "The audience segment %1 is not active, so it cannot be exported."),
                 QT_TRANSLATE_NOOP("ErrorTexts", "Activate it in the tenant, then try again.")},
    ErrorCodeRow{
        "no_secret",
        QT_TRANSLATE_NOOP("ErrorTexts", "There is no client secret for %1, neither in the key store nor in memory."),
        QT_TRANSLATE_NOOP(
            "ErrorTexts",
            "Enter the client secret under Connections. A locked key store looks the same: unlock it first if you "
            "have one.")},
    ErrorCodeRow{"name_taken", QT_TRANSLATE_NOOP("ErrorTexts", "There is another connection with the name of %1."),
                 QT_TRANSLATE_NOOP("ErrorTexts", "Choose another name.")},
    ErrorCodeRow{"invalid_continuation_token",
                 QT_TRANSLATE_NOOP("ErrorTexts", "The server no longer knows the place where %1 was left."),
                 QT_TRANSLATE_NOOP("ErrorTexts", "Discard this run and start the export anew.")},
    ErrorCodeRow{"cursor_repeated",
                 QT_TRANSLATE_NOOP("ErrorTexts", "The server repeats itself: it gave a page of %1 a second time."),
                 QT_TRANSLATE_NOOP("ErrorTexts", "What came until then is not the whole. Try again later.")},
    ErrorCodeRow{"empty_pages", QT_TRANSLATE_NOOP("ErrorTexts", "The server sent only empty pages of %1."),
                 QT_TRANSLATE_NOOP("ErrorTexts", "What came until then is not the whole. Try again later.")},
    ErrorCodeRow{"count_mismatch",
                 QT_TRANSLATE_NOOP("ErrorTexts", "The server\u2019s own count does not agree with what was received."),
                 QT_TRANSLATE_NOOP("ErrorTexts",
                                   "Somebody may be changing the list. Read it again; until the counts agree nothing "
                                   "can be purged on the strength of it.")},
    ErrorCodeRow{"list_in_use", QT_TRANSLATE_NOOP("ErrorTexts", "Another run is changing the list %1."),
                 QT_TRANSLATE_NOOP("ErrorTexts", "Wait until it has ended, or pause it.")},
    ErrorCodeRow{"backup_damaged", QT_TRANSLATE_NOOP("ErrorTexts", "The backup %1 is not as it was written."),
                 QT_TRANSLATE_NOOP("ErrorTexts", "Nothing is restored from it. Look for a copy of the file.")},
    ErrorCodeRow{"backup_key_wrong",
                 QT_TRANSLATE_NOOP("ErrorTexts", "The key store holds another key than that of %1."),
                 QT_TRANSLATE_NOOP("ErrorTexts", "Restore it where the backup was made.")},
    ErrorCodeRow{
        "no_backup_key", QT_TRANSLATE_NOOP("ErrorTexts", "The key store has no key for the backup %1."),
        QT_TRANSLATE_NOOP("ErrorTexts",
                          "A locked key store looks the same: unlock it, then try again. Otherwise restore it where "
                          "the backup was made.")},
    ErrorCodeRow{"callback_address", QT_TRANSLATE_NOOP("ErrorTexts", "No notice may be sent to the address at %1."),
                 QT_TRANSLATE_NOOP("ErrorTexts", "Give an https address without user name and password, or none.")},
    ErrorCodeRow{"backup_expired",
                 QT_TRANSLATE_NOOP("ErrorTexts", "The backup %1 has expired, so nothing is restored from it."),
                 QT_TRANSLATE_NOOP("ErrorTexts", "It is deleted when Muster starts the next time.")},
    ErrorCodeRow{"backup_changed", QT_TRANSLATE_NOOP("ErrorTexts", "The backup %1 is not the one that was looked at."),
                 QT_TRANSLATE_NOOP("ErrorTexts", "Open it again and look at it before it is restored.")},
    ErrorCodeRow{
        "unit_log_damaged",
        QT_TRANSLATE_NOOP("ErrorTexts", "The record of what was sent, %1, is damaged, so nothing goes on from it."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Discard this run, read the list again and make a new plan.")},
    ErrorCodeRow{
        "purge_locked",
        QT_TRANSLATE_NOOP("ErrorTexts",
                          "It is not known whether %1 of the corrections were made, so nothing is purged."),
        QT_TRANSLATE_NOOP("ErrorTexts",
                          "Look at the list. Resuming the run reads it again, settles what is in doubt and goes on.")},
    ErrorCodeRow{
        "not_removed",
        QT_TRANSLATE_NOOP("ErrorTexts", "The server accepted the purge of %1 contacts that are still in the list."),
        QT_TRANSLATE_NOOP("ErrorTexts",
                          "Nothing more is purged. Ask your administrator why; resuming the run tries it again.")},
    ErrorCodeRow{
        "tries_used_up",
        QT_TRANSLATE_NOOP("ErrorTexts", "The server did not let every change through, however often it was tried."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Resume the run later; only what is still to be done is sent.")},
    ErrorCodeRow{
        "plan_altered",
        QT_TRANSLATE_NOOP("ErrorTexts", "The plan is not the one that was confirmed, so nothing of it is sent."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Read the list again and make a new plan.")},
    ErrorCodeRow{"plan_missing", QT_TRANSLATE_NOOP("ErrorTexts", "There is no plan to carry out."),
                 QT_TRANSLATE_NOOP("ErrorTexts", "Read the list and make a plan.")},
    ErrorCodeRow{"plan_stale",
                 QT_TRANSLATE_NOOP("ErrorTexts", "The plan is older than an hour, so nothing is purged by it."),
                 QT_TRANSLATE_NOOP("ErrorTexts", "Read the list again and make a new plan.")},
    ErrorCodeRow{"plan_incomplete_read",
                 QT_TRANSLATE_NOOP("ErrorTexts", "The plan was made of a list that was not read whole."),
                 QT_TRANSLATE_NOOP("ErrorTexts", "Read the list again from the tenant and make a new plan.")},
    ErrorCodeRow{"plan_empty_list",
                 QT_TRANSLATE_NOOP("ErrorTexts", "The list is empty now and was not when the plan was made."),
                 QT_TRANSLATE_NOOP("ErrorTexts", "Look at the list in the tenant before anything else.")},
    ErrorCodeRow{"plan_other_profile", QT_TRANSLATE_NOOP("ErrorTexts", "The plan was made for another connection."),
                 QT_TRANSLATE_NOOP("ErrorTexts", "Open that connection, then try again.")},
    ErrorCodeRow{"plan_other_list", QT_TRANSLATE_NOOP("ErrorTexts", "The plan was made for another list."),
                 QT_TRANSLATE_NOOP("ErrorTexts", "Choose the plan of this list.")},
    ErrorCodeRow{"confirm_count_missing",
                 QT_TRANSLATE_NOOP("ErrorTexts", "So many contacts are purged only when their number is typed."),
                 QT_TRANSLATE_NOOP("ErrorTexts", "Type how many contacts are to be purged.")},
    ErrorCodeRow{"confirm_count_wrong",
                 QT_TRANSLATE_NOOP("ErrorTexts", "The number that was typed is not that of the contacts to be purged."),
                 QT_TRANSLATE_NOOP("ErrorTexts", "Look at the plan again, then type the number that it names.")},
    ErrorCodeRow{
        "confirm_name",
        QT_TRANSLATE_NOOP("ErrorTexts", "Nearly the whole list is purged only when its name is typed as well."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Type the name of the list.")},
    ErrorCodeRow{"not_halted", QT_TRANSLATE_NOOP("ErrorTexts", "The run is not halted."),
                 QT_TRANSLATE_NOOP("ErrorTexts", "It can be resumed as it is.")},
    ErrorCodeRow{
        "through_proxy",
        QT_TRANSLATE_NOOP("ErrorTexts",
                          "The connection through the proxy %1 broke or stayed silent; what the server did with the "
                          "last request is not known."),
        QT_TRANSLATE_NOOP("ErrorTexts",
                          "The proxy may cut long requests: ask for an exception for the server\u2019s address, then "
                          "try again or resume the run.")},
    ErrorCodeRow{"no_way_through_proxy",
                 QT_TRANSLATE_NOOP("ErrorTexts", "The proxy %1 made no connection to the server, so nothing was sent."),
                 QT_TRANSLATE_NOOP(
                     "ErrorTexts",
                     "Check that the proxy is reachable and lets the server\u2019s address through, then try again.")},
    ErrorCodeRow{"job_unavailable", QT_TRANSLATE_NOOP("ErrorTexts", "The server of %1 cannot do that."),
                 QT_TRANSLATE_NOOP("ErrorTexts",
                                   "\u201cmuster connections list\u201d and the page Connections say what it can do.")},
    ErrorCodeRow{"origin_not_approved",
                 QT_TRANSLATE_NOOP("ErrorTexts", "The server names %1 as its place, which nobody has approved."),
                 QT_TRANSLATE_NOOP("ErrorTexts",
                                   "Nothing was sent there. Ask whoever runs the tenant whether that host is theirs.")},
    ErrorCodeRow{
        "unknown_dialect",
        QT_TRANSLATE_NOOP("ErrorTexts",
                          "The connection %1 is for a kind of server that this Muster does not know, so nothing "
                          "was sent."),
        QT_TRANSLATE_NOOP("ErrorTexts",
                          "Open it with the version of Muster that made it, or make the connection anew.")},
    ErrorCodeRow{"key_store_silent",
                 QT_TRANSLATE_NOOP("ErrorTexts",
                                   "The key store of this computer did not answer in time. It is probably locked and "
                                   "waits for somebody to unlock it."),
                 QT_TRANSLATE_NOOP("ErrorTexts",
                                   "Unlock the key store, or give the command its secret in the environment "
                                   "(CXONE_CLIENT_SECRET). How long it waits is set by --key-store-wait.")},
    ErrorCodeRow{"folder_in_use",
                 QT_TRANSLATE_NOOP("ErrorTexts",
                                   "Another Muster is open on the data folder %1, so this one is open to look only: "
                                   "nothing can be started or saved here."),
                 QT_TRANSLATE_NOOP("ErrorTexts", "Close the other Muster, then open this one again.")},
    ErrorCodeRow{
        "config_in_use",
        QT_TRANSLATE_NOOP("ErrorTexts",
                          "Another Muster, with another data folder, keeps its settings in %1 too, so this one "
                          "is open to look only: nothing can be started or saved here."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Close the other Muster, then open this one again.")},
    ErrorCodeRow{"folder_not_writable",
                 QT_TRANSLATE_NOOP("ErrorTexts",
                                   "Muster cannot write to %1, so it is open to look only: nothing can be started or "
                                   "saved here."),
                 QT_TRANSLATE_NOOP("ErrorTexts",
                                   "Check who may write to the folder, and whether its disk is full or mounted "
                                   "read-only, then open Muster again.")},
    ErrorCodeRow{
        "read_only",
        QT_TRANSLATE_NOOP("ErrorTexts", "This Muster is open to look only, so nothing can be started or saved."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Why is said at the top of the window, and by a command on standard error.")},
    ErrorCodeRow{"target_in_use", QT_TRANSLATE_NOOP("ErrorTexts", "Another export is writing to %1."),
                 QT_TRANSLATE_NOOP("ErrorTexts", "Wait until it has ended, or choose another file.")},
    ErrorCodeRow{"other_profile", QT_TRANSLATE_NOOP("ErrorTexts", "This run belongs to the connection %1."),
                 QT_TRANSLATE_NOOP("ErrorTexts", "Open that connection, then resume the run.")},
    ErrorCodeRow{"disk_full", QT_TRANSLATE_NOOP("ErrorTexts", "There is no space left for %1."),
                 QT_TRANSLATE_NOOP("ErrorTexts", "Free some space, then resume. Nothing is lost.")},
    ErrorCodeRow{"too_many_files",
                 QT_TRANSLATE_NOOP("ErrorTexts", "The system lets Muster open no more files and connections."),
                 QT_TRANSLATE_NOOP("ErrorTexts", "Close other programs, then resume. Nothing is lost.")},
    ErrorCodeRow{"no_threads", QT_TRANSLATE_NOOP("ErrorTexts", "The system gives Muster no threads to work with."),
                 QT_TRANSLATE_NOOP("ErrorTexts", "Close other programs, then start or resume. Nothing was sent.")},
    ErrorCodeRow{"out_of_memory", QT_TRANSLATE_NOOP("ErrorTexts", "The system gives Muster no more memory."),
                 QT_TRANSLATE_NOOP("ErrorTexts", "Close other programs, then resume. What was written is kept.")},
    ErrorCodeRow{
        "unexpected_fault",
        QT_TRANSLATE_NOOP("ErrorTexts", "Something in Muster went wrong that must not, so the work was ended."),
        QT_TRANSLATE_NOOP("ErrorTexts",
                          "What was done is kept. Look at it before you resume, and report what is quoted "
                          "below.")},
    ErrorCodeRow{
        "segment_recalculated",
        QT_TRANSLATE_NOOP("ErrorTexts",
                          "The audience segment %1 was recalculated since this export was interrupted, so the rest is "
                          "of another state than what is in the file."),
        QT_TRANSLATE_NOOP("ErrorTexts",
                          "Resume it and choose: begin again, or go on and have the file say so. On the command line "
                          "add --if-changed restart or --if-changed continue.")},
    ErrorCodeRow{"attribute_refused", QT_TRANSLATE_NOOP("ErrorTexts", "The server does not export the attribute %1."),
                 QT_TRANSLATE_NOOP("ErrorTexts",
                                   "Begin again without it; what was read is not the whole and keeps its unfinished "
                                   "name.")},
    ErrorCodeRow{"callback_api_origin",
                 QT_TRANSLATE_NOOP("ErrorTexts", "%1 is the address of a tenant\u2019s own API; no notice goes there."),
                 QT_TRANSLATE_NOOP("ErrorTexts", "Give the address of the system that is to be told.")},
    ErrorCodeRow{"api_origin",
                 QT_TRANSLATE_NOOP("ErrorTexts", "%1 is the address of a tenant\u2019s own API; no notice goes there."),
                 QT_TRANSLATE_NOOP("ErrorTexts", "The notice waits, and is given up after a day.")},
    ErrorCodeRow{"signing_key_locked",
                 QT_TRANSLATE_NOOP("ErrorTexts", "The key store does not give the signing key of %1."),
                 QT_TRANSLATE_NOOP("ErrorTexts",
                                   "Unlock the key store; the notice waits and never leaves unsigned. If the key is "
                                   "lost, make a new one.")},
    ErrorCodeRow{"signing_key_not_kept",
                 QT_TRANSLATE_NOOP("ErrorTexts",
                                   "There is no key store that keeps a signing key, so notices to %1 leave as before."),
                 QT_TRANSLATE_NOOP("ErrorTexts", "Start or unlock the key store, then try again.")},
    ErrorCodeRow{"receiver_address",
                 QT_TRANSLATE_NOOP("ErrorTexts", "%1 is not an address that notices can be sent to."),
                 QT_TRANSLATE_NOOP("ErrorTexts", "Give an https address without user name and password.")},
    ErrorCodeRow{"receiver_unknown", QT_TRANSLATE_NOOP("ErrorTexts", "The receiver %1 has no signing key."),
                 QT_TRANSLATE_NOOP("ErrorTexts", "Look at the list of signing keys, then give an address from there.")},
    ErrorCodeRow{"signing_keys_damaged",
                 QT_TRANSLATE_NOOP("ErrorTexts",
                                   "The list of signing keys was damaged. It was kept as %1, and what is sound in it "
                                   "was taken over."),
                 QT_TRANSLATE_NOOP("ErrorTexts",
                                   "Look under Notices whether a receiver is missing; notices to it would leave "
                                   "unsigned. Make a new key for it.")},
    ErrorCodeRow{"target_exists", QT_TRANSLATE_NOOP("ErrorTexts", "There is already a file %1."),
                 QT_TRANSLATE_NOOP("ErrorTexts", "Choose another name, or agree to replace it.")},
    ErrorCodeRow{"exists", QT_TRANSLATE_NOOP("ErrorTexts", "There is already a file %1."),
                 QT_TRANSLATE_NOOP("ErrorTexts", "Choose another name.")},
    ErrorCodeRow{"region_unknown", QT_TRANSLATE_NOOP("ErrorTexts", "No region is called %1."),
                 QT_TRANSLATE_NOOP("ErrorTexts", "Give two letters as in US, GB or DE.")},
    ErrorCodeRow{"line_type_unknown", QT_TRANSLATE_NOOP("ErrorTexts", "No line type is called %1."),
                 QT_TRANSLATE_NOOP("ErrorTexts", "The help of the command names them.")},
    ErrorCodeRow{"list_unknown", QT_TRANSLATE_NOOP("ErrorTexts", "The tenant has no contact list %1."),
                 QT_TRANSLATE_NOOP("ErrorTexts",
                                   "Look at the contact lists of the tenant, then give an id or a name from there.")},
    ErrorCodeRow{"list_name_twice", QT_TRANSLATE_NOOP("ErrorTexts", "Several contact lists are called %1."),
                 QT_TRANSLATE_NOOP("ErrorTexts", "Give the id of the one that you mean.")},
    ErrorCodeRow{
        "confirm_count_missing",
        QT_TRANSLATE_NOOP("ErrorTexts",
                          "The plan purges so many contacts from %1 that their number has to be confirmed."),
        QT_TRANSLATE_NOOP(
            "ErrorTexts",
            "Look at the preview, then type the number that it names; on the command line with --confirm-count.")},
    ErrorCodeRow{"confirm_count_wrong",
                 QT_TRANSLATE_NOOP("ErrorTexts", "The plan does not purge as many contacts from %1 as were confirmed."),
                 QT_TRANSLATE_NOOP("ErrorTexts",
                                   "Nothing was changed. Look at the preview again before you confirm its number.")},
    ErrorCodeRow{
        "confirm_name",
        QT_TRANSLATE_NOOP("ErrorTexts",
                          "The plan purges more than 90 % of %1, so the list\u2019s name has to be typed as well."),
        QT_TRANSLATE_NOOP("ErrorTexts",
                          "Type it in the window, or give it with --confirm-list; the plan can also be applied without "
                          "purging anybody.")},
    ErrorCodeRow{
        "plan_stale",
        QT_TRANSLATE_NOOP("ErrorTexts",
                          "The plan for %1 is too old, or its time cannot be right, so nobody may be purged by it."),
        QT_TRANSLATE_NOOP(
            "ErrorTexts",
            "Read the list again and make a new plan. Numbers can still be corrected without purging anybody.")},
    ErrorCodeRow{
        "plan_incomplete_read",
        QT_TRANSLATE_NOOP("ErrorTexts",
                          "The list %1 was not read whole when this plan was made, so nobody may be purged by it."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Read the list again and make a new plan.")},
    ErrorCodeRow{"plan_empty_list", QT_TRANSLATE_NOOP("ErrorTexts", "The list %1 was empty when this plan was made."),
                 QT_TRANSLATE_NOOP("ErrorTexts", "Read the list again and make a new plan.")},
    ErrorCodeRow{"plan_other_profile", QT_TRANSLATE_NOOP("ErrorTexts", "This plan was made for another connection."),
                 QT_TRANSLATE_NOOP("ErrorTexts", "Use the connection that it was made for, or make a new plan.")},
    ErrorCodeRow{"plan_other_list", QT_TRANSLATE_NOOP("ErrorTexts", "This plan was made for another contact list."),
                 QT_TRANSLATE_NOOP("ErrorTexts", "Make a new plan for this list.")},
    ErrorCodeRow{
        "plan_altered",
        QT_TRANSLATE_NOOP("ErrorTexts", "The plan %1 was altered after it was made, so it is not carried out."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Make a new plan; a plan cannot be edited.")},
};

} // namespace

std::span<const ErrorCodeRow> errorCodeRows()
{
    return codeRows;
}

} // namespace muster
