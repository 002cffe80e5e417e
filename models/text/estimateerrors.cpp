// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/estimateerrors.h"

#include <QtGlobal>
#include <array>

namespace muster {

namespace {

constexpr std::array estimateRows{
    WordsRow{"contacts_empty",
             {QT_TRANSLATE_NOOP("EstimateErrors", "There are no contacts in %1, so nothing can be estimated on them."),
              QT_TRANSLATE_NOOP("EstimateErrors", "Choose a file, list or segment that has contacts.")}},
    WordsRow{"contacts_too_many",
             {QT_TRANSLATE_NOOP("EstimateErrors",
                                "More contacts than an estimate can be made on; the limit is %1. A part of them would "
                                "give a wrong share."),
              QT_TRANSLATE_NOOP("EstimateErrors", "Choose fewer contacts, for instance those of a segment.")}},
    WordsRow{"contacts_too_large",
             {QT_TRANSLATE_NOOP("EstimateErrors",
                                "The contacts take more memory than estimates may have; the limit in MiB is %1. A part "
                                "of them would give a wrong share."),
              QT_TRANSLATE_NOOP("EstimateErrors", "Leave out columns that the criteria do not ask for.")}},
    WordsRow{"contacts_too_many_fields",
             {QT_TRANSLATE_NOOP("EstimateErrors", "The contacts have too many fields; the limit is %1."),
              QT_TRANSLATE_NOOP("EstimateErrors", "Leave out columns that the criteria do not ask for.")}},
    WordsRow{"field_profile_unreadable",
             {QT_TRANSLATE_NOOP("EstimateErrors", "The file of fields cannot be read; the fault is at %1."),
              QT_TRANSLATE_NOOP("EstimateErrors",
                                "Mend it there: each field needs a name of its own and a type, which is text, number, "
                                "date or boolean.")}},
    WordsRow{"field_profiles_damaged",
             {QT_TRANSLATE_NOOP("EstimateErrors",
                                "What was known of the fields of audiences was damaged. It is kept as %1."),
              QT_TRANSLATE_NOOP("EstimateErrors", "Look through the fields, and read their files again.")}},
};

} // namespace

const CodeWords *estimateErrorWords(QStringView code)
{
    return findWords(estimateRows, code);
}

std::span<const WordsRow> estimateErrorRows()
{
    return estimateRows;
}

} // namespace muster
