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
         QT_TR_NOOP("%1 is not at the tenant any more as it was when this change was made. Nothing was overwritten."),
         QT_TR_NOOP("Look at what has changed there, then register again in place of that version.")},
        {"invalid_audience", QT_TR_NOOP("The server does not take the audience %1. Nothing was changed."),
         QT_TR_NOOP("Mend what is named here, then register it again.")},
        {"not_registered",
         QT_TR_NOOP("The server said that the audience %1 was registered, but still shows the version before."),
         QT_TR_NOOP("Read the audience again before you decide anything.")},
        {"evaluation_limit", QT_TR_NOOP("The audience %1 is registered, but the server has not finished counting it."),
         QT_TR_NOOP("Resume to look again; nothing is sent by that.")},
        {"audience_in_use", QT_TR_NOOP("The audience %1 is being registered already."),
         QT_TR_NOOP("Wait for that run to end.")},
        {"other_audience", QT_TR_NOOP("The answer is about another audience than %1."),
         QT_TR_NOOP("Tell whoever runs the server.")},
        {"other_version", QT_TR_NOOP("The answer tells of a version of %1 that cannot be."),
         QT_TR_NOOP("Read the audience again before you decide anything.")},
        {"audience_id", QT_TR_NOOP("%1 is no id of an audience. Nothing was sent."),
         QT_TR_NOOP("An id has 36 characters, such as 3f2504e0-4f89-41d3-9a0c-0305e82c3301.")},
        {"audience_name", QT_TR_NOOP("The name is blank or longer than 100 characters. Nothing was sent."),
         QT_TR_NOOP("Give it a shorter name.")},
        {"audience_description", QT_TR_NOOP("The description is longer than 500 characters. Nothing was sent."),
         QT_TR_NOOP("Shorten it.")},
        {"audience_version", QT_TR_NOOP("%1 is no version of an audience. Nothing was sent."),
         QT_TR_NOOP("Versions are counted from 1; 0 stands for an audience to be.")},
        {"criteria_depth", QT_TR_NOOP("The group at %1 is on a sixth level. Nothing was sent."),
         QT_TR_NOOP("Groups may nest five deep, the outer one included.")},
        {"empty_group", QT_TR_NOOP("The group at %1 has no conditions. Nothing was sent."),
         QT_TR_NOOP("Give it a condition, or remove it.")},
        {"criteria_field", QT_TR_NOOP("The condition at %1 names no field. Nothing was sent."),
         QT_TR_NOOP("Give it a field, or remove it.")},
        {"criteria_number",
         QT_TR_NOOP("The number of the condition at %1 is not written as JSON has it. Nothing was sent."),
         QT_TR_NOOP("Write it with digits and a point, such as 1250.5.")},
        {"exclusion_id",
         QT_TR_NOOP("The exclusion at %1 is no id, stands there twice, or is the audience itself. Nothing was sent."),
         QT_TR_NOOP("Correct or remove it.")},
        {"bare_criteria", QT_TR_NOOP("%1 holds criteria, but no name and no data source."),
         QT_TR_NOOP("An audience needs these as well to be registered.")},
        {"definition_unreadable", QT_TR_NOOP("%1 does not read as the definition of an audience."),
         QT_TR_NOOP("muster audiences validate names every fault in it.")},
        {"definition_has_errors", QT_TR_NOOP("The definition in %1 has faults. Nothing was sent."),
         QT_TR_NOOP("Mend what is named here, then register it again.")},
        {"payload_changed", QT_TR_NOOP("The copy of what was sent is not as it was written: %1."),
         QT_TR_NOOP("It cannot be used; the version at the tenant is not affected.")},
        {"payload_unreadable", QT_TR_NOOP("The copy of what was sent does not read: %1."),
         QT_TR_NOOP("It cannot be used; the version at the tenant is not affected.")},
        {"versions_damaged", QT_TR_NOOP("The list of versions registered from here was damaged: %1."),
         QT_TR_NOOP("What could be read is shown; the history has all of them.")},
        {"audiences_nowhere",
         QT_TR_NOOP("Nothing is known of a folder in which this connection\u2019s audiences are kept."),
         QT_TR_NOOP("Open the connection again.")},
        {"audience_not_kept", QT_TR_NOOP("No audience with the id %1 is kept on this computer for this connection."),
         QT_TR_NOOP("muster audiences list shows those that are.")},
        {"kept_version_conflict",
         QT_TR_NOOP("The version of %1 that is kept on this computer is not the one that this change was made from. "
                    "Nothing was overwritten."),
         QT_TR_NOOP("Look at that version, then save again in place of it.")},
        {"kept_audience_option",
         QT_TR_NOOP("%1 asks the tenant for something, but audiences of this connection stay on this computer. Nothing "
                    "was saved."),
         QT_TR_NOOP("Leave the option out.")},
        {"list_name", QT_TR_NOOP("\u201c%1\u201d cannot be the name of a calling list. Nothing was sent."),
         QT_TR_NOOP("Give it 1 to 100 characters that can be printed, without blanks around them.")},
        {"list_name_taken", QT_TR_NOOP("There is a calling list called %1 already. Nothing was sent."),
         QT_TR_NOOP("Give the new list another name.")},
        {"list_name_in_use", QT_TR_NOOP("A calling list called %1 is being published already."),
         QT_TR_NOOP("Wait for that run to end.")},
        {"calling_list_twice", QT_TR_NOOP("Two calling lists are called %1, so it cannot be told which is which."),
         QT_TR_NOOP("Look at both in CXone.")},
        {"list_not_seen",
         QT_TR_NOOP("The answer to making the calling list %1 was lost, and no list of that name is there yet. Nobody "
                    "was added."),
         QT_TR_NOOP("Resume the run: it looks again, and makes the list where it is still not there.")},
        {"list_made_before",
         QT_TR_NOOP("An empty calling list called %1 is there, but it was made before this run asked for one. Nobody "
                    "was added."),
         QT_TR_NOOP(
             "Look at it in CXone. If nobody needs it, delete or rename it there, then resume the run; else discard "
             "the run and publish under another name.")},
        {"list_not_ours",
         QT_TR_NOOP("A calling list called %1 is there, with people whom this run did not send. Nobody was added."),
         QT_TR_NOOP("Look at it in CXone. Publish under another name.")},
        {"list_expires", QT_TR_NOOP("The calling list has no day on which it ends. Nothing was sent."),
         QT_TR_NOOP("Choose its last day.")},
        {"list_columns", QT_TR_NOOP("The column %1 cannot go along. Nothing was sent."),
         QT_TR_NOOP("Each column needs a name of its own, other than externalId and phone; at most 50 go along.")},
        {"list_unreadable",
         QT_TR_NOOP("%1 records of the list came without a usable id, so it cannot be told who is in it."),
         QT_TR_NOOP("Resume to read the list again.")},
        {"exclusion_circle",
         QT_TR_NOOP("The audience excludes itself by those that it excludes: %1. Who is in it cannot be told. Nothing "
                    "was sent."),
         QT_TR_NOOP("Take one of them out of the exclusions.")},
        {"exclusions_too_many", QT_TR_NOOP("More than %1 audiences would have to be followed. Nothing was sent."),
         QT_TR_NOOP("Take exclusions out.")},
        {"publish_field", QT_TR_NOOP("The contacts have no field %1. Nothing was sent."),
         QT_TR_NOOP("Choose a field that they have.")},
        {"publish_unavailable",
         QT_TR_NOOP("%1 registers audiences itself; a calling list cannot be made there by Muster. Nothing was sent."),
         QT_TR_NOOP("Register the audience instead.")},
        {"publish_region", QT_TR_NOOP("No region is called %1. Nothing was sent."),
         QT_TR_NOOP("Give two letters, as in DE, US or GB.")},
        {"publish_no_condition", QT_TR_NOOP("The audience has no condition, so it is not known who is in it."),
         QT_TR_NOOP("Add a condition.")},
        {"publish_nobody", QT_TR_NOOP("Nobody is left to be published of %1. Nothing was sent."),
         QT_TR_NOOP("Look at why people are left out.")},
        {"publish_count", QT_TR_NOOP("%1 people would be published, not as many as were confirmed. Nothing was sent."),
         QT_TR_NOOP("Look again with --check, then confirm that number.")},
        {"exclusion_not_kept",
         QT_TR_NOOP(
             "The audience %1, whose people are to be left out, is not kept on this computer. Nothing was sent."),
         QT_TR_NOOP("Save it here first, or take it off the exclusions.")},
        {"people_too_many", QT_TR_NOOP("More people than can be published at once; the limit is %1."),
         QT_TR_NOOP("Publish them in several lists.")},
        {"people_file_damaged", QT_TR_NOOP("The file of the people for %1 is not as it was written."),
         QT_TR_NOOP("Discard this run. Who is in the list already is seen in CXone.")},
        {"people_missing_here", QT_TR_NOOP("The run for %1 ended before its people were kept. Nothing was sent."),
         QT_TR_NOOP("Publish the audience anew.")},
        {"draft_damaged", QT_TR_NOOP("A draft was damaged and is kept as %1."),
         QT_TR_NOOP("Begin anew from the version at the tenant.")},
        {"draft_too_large", QT_TR_NOOP("The draft has grown too big to be saved."),
         QT_TR_NOOP("Register it, then begin anew; what can be undone goes with it.")},
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
        {"contacts_empty", QT_TR_NOOP("There are no contacts in %1, so nothing can be estimated on them."),
         QT_TR_NOOP("Choose a file, list or segment that has contacts.")},
        {"contacts_too_many",
         QT_TR_NOOP("More contacts than an estimate can be made on; the limit is %1. A part of them would give a wrong "
                    "share."),
         QT_TR_NOOP("Choose fewer contacts, for instance those of a segment.")},
        {"contacts_too_large",
         QT_TR_NOOP("The contacts take more memory than estimates may have; the limit in MiB is %1. A part of them "
                    "would give a wrong share."),
         QT_TR_NOOP("Leave out columns that the criteria do not ask for.")},
        {"contacts_too_many_fields", QT_TR_NOOP("The contacts have too many fields; the limit is %1."),
         QT_TR_NOOP("Leave out columns that the criteria do not ask for.")},
        {"field_profile_unreadable", QT_TR_NOOP("The file of fields cannot be read; the fault is at %1."),
         QT_TR_NOOP(
             "Mend it there: each field needs a name of its own and a type, which is text, number, date or boolean.")},
        {"field_profiles_damaged",
         QT_TR_NOOP("What was known of the fields of audiences was damaged. It is kept as %1."),
         QT_TR_NOOP("Look through the fields, and read their files again.")},
    };
};

} // namespace

constinit const ErrorTable estimateErrors{"EstimateErrors", EstimateErrors::rows};

} // namespace muster
