// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/errorcodes.h"

#include <QCoreApplication>

namespace muster {

namespace {

struct RegisterErrors
{
    Q_DECLARE_TR_FUNCTIONS(RegisterErrors)

public:
    static constexpr ErrorCodeRow rows[]{
        {"version_conflict",
         QT_TR_NOOP("%1 has changed in the tenant since this change was made. Nothing was overwritten."),
         QT_TR_NOOP("Review what changed there, then register again to replace that version.")},
        {"invalid_audience", QT_TR_NOOP("The server did not accept the audience %1. Nothing was changed."),
         QT_TR_NOOP("Fix what is listed here, then register it again.")},
        {"not_registered",
         QT_TR_NOOP("The server reported that the audience %1 was registered, but still shows the previous version."),
         QT_TR_NOOP("Refresh the audience before you decide anything.")},
        {"evaluation_limit",
         QT_TR_NOOP("The audience %1 is registered, but the server has not finished evaluating it."),
         QT_TR_NOOP("Resume to check again. This sends nothing.")},
        {"audience_in_use", QT_TR_NOOP("The audience %1 is already being registered."),
         QT_TR_NOOP("Wait for that run to finish.")},
        {"other_audience", QT_TR_NOOP("The answer is about a different audience than %1."),
         QT_TR_NOOP("Contact the server’s administrator.")},
        {"other_version", QT_TR_NOOP("The answer reports an impossible version of %1."),
         QT_TR_NOOP("Refresh the audience before you decide anything.")},
        {"audience_id", QT_TR_NOOP("%1 isn’t an audience ID. Nothing was sent."),
         QT_TR_NOOP("An ID has 36 characters, such as 3f2504e0-4f89-41d3-9a0c-0305e82c3301.")},
        {"audience_name", QT_TR_NOOP("The name is blank or longer than 100 characters. Nothing was sent."),
         QT_TR_NOOP("Enter a name of 1 to 100 characters.")},
        {"audience_description", QT_TR_NOOP("The description is longer than 500 characters. Nothing was sent."),
         QT_TR_NOOP("Shorten it.")},
        {"audience_version", QT_TR_NOOP("%1 isn’t an audience version. Nothing was sent."),
         QT_TR_NOOP("Versions start at 1; 0 means a new audience.")},
        {"criteria_depth", QT_TR_NOOP("The group at %1 is at level 6. Nothing was sent."),
         QT_TR_NOOP("Groups can be nested five levels deep, including the outer group.")},
        {"empty_group", QT_TR_NOOP("The group at %1 has no conditions. Nothing was sent."),
         QT_TR_NOOP("Add a condition, or remove the group.")},
        {"criteria_field", QT_TR_NOOP("The condition at %1 has no field. Nothing was sent."),
         QT_TR_NOOP("Choose a field, or remove the condition.")},
        {"criteria_number",
         QT_TR_NOOP("The number in the condition at %1 isn’t written as JSON requires. Nothing was sent."),
         QT_TR_NOOP("Use digits and a decimal point, such as 1250.5.")},
        {"exclusion_id",
         QT_TR_NOOP("The exclusion at %1 isn’t an ID, is listed twice, or is the audience itself. Nothing was sent."),
         QT_TR_NOOP("Correct or remove it.")},
        {"bare_criteria", QT_TR_NOOP("%1 has criteria, but no name and no data source."),
         QT_TR_NOOP("To be registered, an audience needs these too.")},
        {"definition_unreadable", QT_TR_NOOP("%1 isn’t a readable audience definition."),
         QT_TR_NOOP("muster audiences validate lists every error in it.")},
        {"definition_has_errors", QT_TR_NOOP("The definition in %1 has errors. Nothing was sent."),
         QT_TR_NOOP("Fix what is listed here, then register it again.")},
        {"payload_changed", QT_TR_NOOP("The copy of what was sent has changed since it was written: %1."),
         QT_TR_NOOP("It can’t be used. The version in the tenant is not affected.")},
        {"payload_unreadable", QT_TR_NOOP("The copy of what was sent can’t be read: %1."),
         QT_TR_NOOP("It can’t be used. The version in the tenant is not affected.")},
        {"versions_damaged", QT_TR_NOOP("The list of versions registered from here was damaged: %1."),
         QT_TR_NOOP("What could be read is shown. The history has all of them.")},
        {"audiences_nowhere", QT_TR_NOOP("The folder for this connection’s audiences is unknown."),
         QT_TR_NOOP("Open the connection again.")},
        {"audience_not_kept", QT_TR_NOOP("No audience with the ID %1 is stored on this computer for this connection."),
         QT_TR_NOOP("muster audiences list shows the stored ones.")},
        {"kept_version_conflict",
         QT_TR_NOOP("The version of %1 stored on this computer isn’t the one this change was made from. Nothing was "
                    "overwritten."),
         QT_TR_NOOP("Review that version, then save again to replace it.")},
        {"kept_audience_option",
         QT_TR_NOOP("%1 requests something from the tenant, but audiences of this connection stay on this computer. "
                    "Nothing was saved."),
         QT_TR_NOOP("Omit this option.")},
        {"list_name", QT_TR_NOOP("“%1” can’t be used as a calling list name. Nothing was sent."),
         QT_TR_NOOP("Use 1 to 100 printable characters, without leading or trailing spaces.")},
        {"list_name_taken", QT_TR_NOOP("A calling list named %1 already exists. Nothing was sent."),
         QT_TR_NOOP("Choose another name for the new list.")},
        {"list_name_in_use", QT_TR_NOOP("A calling list named %1 is already being published."),
         QT_TR_NOOP("Wait for that run to finish.")},
        {"calling_list_twice", QT_TR_NOOP("Two calling lists are named %1, so they can’t be told apart."),
         QT_TR_NOOP("Check both in CXone.")},
        {"list_not_seen",
         QT_TR_NOOP("The answer to creating the calling list %1 was lost, and there is no list with that name yet. No "
                    "one was added."),
         QT_TR_NOOP("Resume the run: it checks again and creates the list if it is still missing.")},
        {"list_made_before",
         QT_TR_NOOP("There is an empty calling list named %1, but it was created before this run requested one. No one "
                    "was added."),
         QT_TR_NOOP("Check it in CXone. If no one needs it, delete or rename it there, then resume the run. Otherwise, "
                    "discard the run and publish under another name.")},
        {"list_not_ours",
         QT_TR_NOOP("There is a calling list named %1 with people this run did not send. No one was added."),
         QT_TR_NOOP("Check it in CXone. Publish under another name.")},
        {"list_expires", QT_TR_NOOP("The calling list has no end date. Nothing was sent."),
         QT_TR_NOOP("Choose its last day.")},
        {"list_columns", QT_TR_NOOP("The column %1 can’t be included. Nothing was sent."),
         QT_TR_NOOP(
             "Each column needs a unique name other than externalId and phone. At most 50 columns can be included.")},
        {"list_unreadable", QT_TR_NOOP("%1 records of the list have no usable ID, so Muster can’t tell who is in it."),
         QT_TR_NOOP("Resume to read the list again.")},
        {"exclusion_circle",
         QT_TR_NOOP("The audience excludes itself through its exclusions: %1. Muster can’t tell who is in it. Nothing "
                    "was sent."),
         QT_TR_NOOP("Remove one of them from the exclusions.")},
        {"exclusions_too_many", QT_TR_NOOP("The exclusions lead to more than %1 audiences. Nothing was sent."),
         QT_TR_NOOP("Remove some exclusions.")},
        {"publish_field", QT_TR_NOOP("The contacts don’t have the field %1. Nothing was sent."),
         QT_TR_NOOP("Choose a field that they have.")},
        {"publish_unavailable",
         QT_TR_NOOP("%1 registers audiences itself, so Muster can’t create a calling list there. Nothing was sent."),
         QT_TR_NOOP("Register the audience instead.")},
        {"publish_region", QT_TR_NOOP("There is no region %1. Nothing was sent."),
         QT_TR_NOOP("Enter two letters, such as DE, US or GB.")},
        {"publish_no_condition", QT_TR_NOOP("The audience has no condition, so it is unknown who is in it."),
         QT_TR_NOOP("Add a condition.")},
        {"publish_nobody", QT_TR_NOOP("No one is left to publish from %1. Nothing was sent."),
         QT_TR_NOOP("Check why people are left out.")},
        {"publish_count",
         QT_TR_NOOP("%1 people would be published, not the number that was confirmed. Nothing was sent."),
         QT_TR_NOOP("Run --check again, then confirm that number.")},
        {"exclusion_not_kept",
         QT_TR_NOOP(
             "The audience %1, whose people are to be left out, is not stored on this computer. Nothing was sent."),
         QT_TR_NOOP("Save it here first, or remove it from the exclusions.")},
        {"people_too_many", QT_TR_NOOP("There are more people than can be published at once; the limit is %1."),
         QT_TR_NOOP("Publish them in several lists.")},
        {"people_file_damaged", QT_TR_NOOP("The file of people for %1 has changed since it was written."),
         QT_TR_NOOP("Discard this run. CXone shows who is already in the list.")},
        {"people_missing_here", QT_TR_NOOP("The run for %1 ended before its people were saved. Nothing was sent."),
         QT_TR_NOOP("Publish the audience again.")},
        {"draft_damaged", QT_TR_NOOP("A draft was damaged and is stored as %1."),
         QT_TR_NOOP("Start over from the version in the tenant.")},
        {"draft_too_large", QT_TR_NOOP("The draft is too large to save."),
         QT_TR_NOOP("Register it, then start over. Its undo steps go with it.")},
    };
};

} // namespace

constinit const ErrorTable registerErrors{"RegisterErrors", RegisterErrors::rows};

namespace {

struct EstimateErrors
{
    Q_DECLARE_TR_FUNCTIONS(EstimateErrors)

public:
    static constexpr ErrorCodeRow rows[]{
        {"contacts_empty", QT_TR_NOOP("%1 has no contacts, so there is nothing to estimate."),
         QT_TR_NOOP("Choose a file, list or segment that has contacts.")},
        {"contacts_too_many",
         QT_TR_NOOP("There are more contacts than an estimate can cover; the limit is %1. Using only some of them "
                    "would give a wrong share."),
         QT_TR_NOOP("Choose fewer contacts, such as those of one segment.")},
        {"contacts_too_large",
         QT_TR_NOOP("The contacts need more memory than an estimate may use; the limit in MiB is %1. Using only some "
                    "of them would give a wrong share."),
         QT_TR_NOOP("Leave out columns that the criteria don’t use.")},
        {"contacts_too_many_fields", QT_TR_NOOP("The contacts have too many fields; the limit is %1."),
         QT_TR_NOOP("Leave out columns that the criteria don’t use.")},
        {"field_profile_unreadable", QT_TR_NOOP("The field file can’t be read; the problem is at %1."),
         QT_TR_NOOP(
             "Fix it there: each field needs a unique name and a type, which is text, number, date or boolean.")},
        {"field_profiles_damaged", QT_TR_NOOP("The saved audience fields were damaged. The file was kept as %1."),
         QT_TR_NOOP("Check the fields and import their files again.")},
    };
};

} // namespace

constinit const ErrorTable estimateErrors{"EstimateErrors", EstimateErrors::rows};

} // namespace muster
