// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/namingerrors.h"

#include <QtGlobal>
#include <array>

namespace muster {

namespace {

constexpr std::array namingRows{
    // Connections
    WordsRow{"unknown_profile",
             {QT_TRANSLATE_NOOP("NamingErrors", "There is no connection %1."),
              QT_TRANSLATE_NOOP("NamingErrors", "Give the name of one that the window shows under Connections.")}},
    WordsRow{"no_credentials",
             {QT_TRANSLATE_NOOP("NamingErrors", "There are no credentials for %1."),
              QT_TRANSLATE_NOOP("NamingErrors", "Set CXONE_CLIENT_ID and CXONE_CLIENT_SECRET in the environment.")}},
    WordsRow{
        "bad_base_url",
        {QT_TRANSLATE_NOOP("NamingErrors", "%1 is no address of a tenant that Muster may call."),
         QT_TRANSLATE_NOOP("NamingErrors",
                           "Give a whole https address, without credentials or query. Plain http is for this computer "
                           "alone.")}},
    // Runs
    WordsRow{
        "unknown_run",
        {QT_TRANSLATE_NOOP("NamingErrors", "There is no run %1 that can be resumed."),
         QT_TRANSLATE_NOOP("NamingErrors", "Look at the list of the unfinished runs, then give an id from there.")}},
    WordsRow{"not_resumable",
             {QT_TRANSLATE_NOOP("NamingErrors", "The run %1 is complete, refused, given up or still going."),
              QT_TRANSLATE_NOOP("NamingErrors", "Only a run of the list of the unfinished ones can be resumed.")}},
    WordsRow{
        "not_discardable",
        {QT_TRANSLATE_NOOP("NamingErrors",
                           "There is no unfinished run %1 that could be discarded, or it is still going."),
         QT_TRANSLATE_NOOP("NamingErrors", "Look at the list of the unfinished runs; pause first what still goes.")}},
    WordsRow{"resume_differs",
             {QT_TRANSLATE_NOOP("NamingErrors", "The interrupted run %1 was started with other options."),
              QT_TRANSLATE_NOOP("NamingErrors", "Give the same ones, or discard that run first.")}},
    WordsRow{"runs_lost",
             {QT_TRANSLATE_NOOP("NamingErrors",
                                "The list of runs was damaged and has lost runs that were changing something: %1."),
              QT_TRANSLATE_NOOP("NamingErrors",
                                "What they sent is not known, so nothing is begun afresh. Look at the list, then give "
                                "these runs up, or start without --resume.")}},
    // Filters
    WordsRow{"filter_attribute_missing",
             {QT_TRANSLATE_NOOP("NamingErrors", "A filter names no attribute."),
              QT_TRANSLATE_NOOP("NamingErrors", "Write it as in 'city equals Lisbon'.")}},
    WordsRow{"filter_quote_open",
             {QT_TRANSLATE_NOOP("NamingErrors", "A quotation mark in a filter is not closed."),
              QT_TRANSLATE_NOOP("NamingErrors", "Close it, or put a backslash before it.")}},
    WordsRow{"filter_operator_missing",
             {QT_TRANSLATE_NOOP("NamingErrors", "The filter on %1 has no operator."),
              QT_TRANSLATE_NOOP("NamingErrors", "Write it as in 'city equals Lisbon'.")}},
    WordsRow{"filter_operator_unknown",
             {QT_TRANSLATE_NOOP("NamingErrors", "The filter on %1 has an operator that Muster does not know."),
              QT_TRANSLATE_NOOP("NamingErrors", "Write it as in 'city equals Lisbon' or 'visits > 10'.")}},
    WordsRow{"filter_value_missing",
             {QT_TRANSLATE_NOOP("NamingErrors", "The filter on %1 has no value."),
              QT_TRANSLATE_NOOP("NamingErrors", "Write it as in 'city equals Lisbon'; an empty value as ''.")}},
};

} // namespace

const CodeWords *namingErrorWords(QStringView code)
{
    return findWords(namingRows, code);
}

std::span<const WordsRow> namingErrorRows()
{
    return namingRows;
}

} // namespace muster
