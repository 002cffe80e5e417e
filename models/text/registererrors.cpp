// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/registererrors.h"

#include <QtGlobal>
#include <array>

namespace muster {

namespace {

constexpr std::array registerRows{
    WordsRow{"version_conflict",
             {QT_TRANSLATE_NOOP("RegisterErrors",
                                "%1 is not at the tenant any more as it was when this change was made. Nothing was "
                                "overwritten."),
              QT_TRANSLATE_NOOP("RegisterErrors",
                                "Look at what has changed there, then register again in place of that version.")}},
    WordsRow{"invalid_audience",
             {QT_TRANSLATE_NOOP("RegisterErrors", "The server does not take the audience %1. Nothing was changed."),
              QT_TRANSLATE_NOOP("RegisterErrors", "Mend what is named here, then register it again.")}},
    WordsRow{"not_registered",
             {QT_TRANSLATE_NOOP("RegisterErrors",
                                "The server said that the audience %1 was registered, but still shows the version "
                                "before."),
              QT_TRANSLATE_NOOP("RegisterErrors", "Read the audience again before you decide anything.")}},
    WordsRow{"evaluation_limit",
             {QT_TRANSLATE_NOOP("RegisterErrors",
                                "The audience %1 is registered, but the server has not finished counting it."),
              QT_TRANSLATE_NOOP("RegisterErrors", "Resume to look again; nothing is sent by that.")}},
    WordsRow{"audience_in_use",
             {QT_TRANSLATE_NOOP("RegisterErrors", "The audience %1 is being registered already."),
              QT_TRANSLATE_NOOP("RegisterErrors", "Wait for that run to end.")}},
    WordsRow{"other_audience",
             {QT_TRANSLATE_NOOP("RegisterErrors", "The answer is about another audience than %1."),
              QT_TRANSLATE_NOOP("RegisterErrors", "Tell whoever runs the server.")}},
    WordsRow{"other_version",
             {QT_TRANSLATE_NOOP("RegisterErrors", "The answer tells of a version of %1 that cannot be."),
              QT_TRANSLATE_NOOP("RegisterErrors", "Read the audience again before you decide anything.")}},
    WordsRow{"audience_id",
             {QT_TRANSLATE_NOOP("RegisterErrors", "%1 is no id of an audience. Nothing was sent."),
              QT_TRANSLATE_NOOP("RegisterErrors",
                                "An id has 36 characters, such as 3f2504e0-4f89-41d3-9a0c-0305e82c3301.")}},
    WordsRow{"audience_name",
             {QT_TRANSLATE_NOOP("RegisterErrors", "The name is blank or longer than 100 characters. Nothing was sent."),
              QT_TRANSLATE_NOOP("RegisterErrors", "Give it a shorter name.")}},
    WordsRow{"audience_description",
             {QT_TRANSLATE_NOOP("RegisterErrors", "The description is longer than 500 characters. Nothing was sent."),
              QT_TRANSLATE_NOOP("RegisterErrors", "Shorten it.")}},
    WordsRow{"audience_version",
             {QT_TRANSLATE_NOOP("RegisterErrors", "%1 is no version of an audience. Nothing was sent."),
              QT_TRANSLATE_NOOP("RegisterErrors", "Versions are counted from 1; 0 stands for an audience to be.")}},
    WordsRow{"criteria_depth",
             {QT_TRANSLATE_NOOP("RegisterErrors", "The group at %1 is on a sixth level. Nothing was sent."),
              QT_TRANSLATE_NOOP("RegisterErrors", "Groups may nest five deep, the outer one included.")}},
    WordsRow{"empty_group",
             {QT_TRANSLATE_NOOP("RegisterErrors", "The group at %1 has no conditions. Nothing was sent."),
              QT_TRANSLATE_NOOP("RegisterErrors", "Give it a condition, or remove it.")}},
    WordsRow{"criteria_field",
             {QT_TRANSLATE_NOOP("RegisterErrors", "The condition at %1 names no field. Nothing was sent."),
              QT_TRANSLATE_NOOP("RegisterErrors", "Give it a field, or remove it.")}},
    WordsRow{"criteria_number",
             {QT_TRANSLATE_NOOP("RegisterErrors",
                                "The number of the condition at %1 is not written as JSON has it. Nothing was sent."),
              QT_TRANSLATE_NOOP("RegisterErrors", "Write it with digits and a point, such as 1250.5.")}},
    WordsRow{"exclusion_id",
             {QT_TRANSLATE_NOOP("RegisterErrors",
                                "The exclusion at %1 is no id, stands there twice, or is the audience itself. Nothing "
                                "was sent."),
              QT_TRANSLATE_NOOP("RegisterErrors", "Correct or remove it.")}},
    WordsRow{"bare_criteria",
             {QT_TRANSLATE_NOOP("RegisterErrors", "%1 holds criteria, but no name and no data source."),
              QT_TRANSLATE_NOOP("RegisterErrors", "An audience needs these as well to be registered.")}},
    WordsRow{"definition_unreadable",
             {QT_TRANSLATE_NOOP("RegisterErrors", "%1 does not read as the definition of an audience."),
              QT_TRANSLATE_NOOP("RegisterErrors", "muster audiences validate names every fault in it.")}},
    WordsRow{"definition_has_errors",
             {QT_TRANSLATE_NOOP("RegisterErrors", "The definition in %1 has faults. Nothing was sent."),
              QT_TRANSLATE_NOOP("RegisterErrors", "Mend what is named here, then register it again.")}},
    WordsRow{"payload_changed",
             {QT_TRANSLATE_NOOP("RegisterErrors", "The copy of what was sent is not as it was written: %1."),
              QT_TRANSLATE_NOOP("RegisterErrors", "It cannot be used; the version at the tenant is not affected.")}},
    WordsRow{"payload_unreadable",
             {QT_TRANSLATE_NOOP("RegisterErrors", "The copy of what was sent does not read: %1."),
              QT_TRANSLATE_NOOP("RegisterErrors", "It cannot be used; the version at the tenant is not affected.")}},
    WordsRow{"versions_damaged",
             {QT_TRANSLATE_NOOP("RegisterErrors", "The list of versions registered from here was damaged: %1."),
              QT_TRANSLATE_NOOP("RegisterErrors", "What could be read is shown; the history has all of them.")}},
    WordsRow{"draft_damaged",
             {QT_TRANSLATE_NOOP("RegisterErrors", "A draft was damaged and is kept as %1."),
              QT_TRANSLATE_NOOP("RegisterErrors", "Begin anew from the version at the tenant.")}},
    WordsRow{"draft_too_large",
             {QT_TRANSLATE_NOOP("RegisterErrors", "The draft has grown too big to be saved."),
              QT_TRANSLATE_NOOP("RegisterErrors", "Register it, then begin anew; what can be undone goes with it.")}},
};

} // namespace

const CodeWords *registerErrorWords(QStringView code)
{
    return findWords(registerRows, code);
}

std::span<const WordsRow> registerErrorRows()
{
    return registerRows;
}

} // namespace muster
