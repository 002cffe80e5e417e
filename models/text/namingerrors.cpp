// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/namingerrors.h"

#include <QLatin1String>
#include <QtGlobal>
#include <array>

namespace muster {

namespace {

struct Row
{
    const char *code;
    CodeWords words;
};

constexpr std::array rows{
    // Connections
    Row{"unknown_profile",
        {QT_TRANSLATE_NOOP("NamingErrors", "There is no connection profile %1."),
         QT_TRANSLATE_NOOP("NamingErrors", "Give the name of one that the window shows under Connections.")}},
    Row{"no_credentials",
        {QT_TRANSLATE_NOOP("NamingErrors", "There are no credentials for %1."),
         QT_TRANSLATE_NOOP("NamingErrors", "Set CXONE_CLIENT_ID and CXONE_CLIENT_SECRET in the environment.")}},
    Row{"bad_base_url",
        {QT_TRANSLATE_NOOP("NamingErrors", "%1 is no address of a tenant that Muster may call."),
         QT_TRANSLATE_NOOP("NamingErrors",
                           "Give a whole https address, without credentials or query. Plain http is for this computer "
                           "alone.")}},
    // Runs
    Row{"unknown_run",
        {QT_TRANSLATE_NOOP("NamingErrors", "There is no run %1 that can be resumed."),
         QT_TRANSLATE_NOOP("NamingErrors", "Look at the list of the unfinished runs, then give an id from there.")}},
    Row{"not_resumable",
        {QT_TRANSLATE_NOOP("NamingErrors", "The run %1 is complete, refused, given up or still going."),
         QT_TRANSLATE_NOOP("NamingErrors", "Only a run of the list of the unfinished ones can be resumed.")}},
    Row{"not_discardable",
        {QT_TRANSLATE_NOOP("NamingErrors",
                           "There is no unfinished run %1 that could be discarded, or it is still going."),
         QT_TRANSLATE_NOOP("NamingErrors", "Look at the list of the unfinished runs; pause first what still goes.")}},
    Row{"resume_differs",
        {QT_TRANSLATE_NOOP("NamingErrors", "The interrupted run %1 was started with other options."),
         QT_TRANSLATE_NOOP("NamingErrors", "Give the same ones, or discard that run first.")}},
    // Filters
    Row{"filter_attribute_missing",
        {QT_TRANSLATE_NOOP("NamingErrors", "A filter names no attribute."),
         QT_TRANSLATE_NOOP("NamingErrors", "Write it as in 'city equals Lisbon'.")}},
    Row{"filter_quote_open",
        {QT_TRANSLATE_NOOP("NamingErrors", "A quotation mark in a filter is not closed."),
         QT_TRANSLATE_NOOP("NamingErrors", "Close it, or put a backslash before it.")}},
    Row{"filter_operator_missing",
        {QT_TRANSLATE_NOOP("NamingErrors", "The filter on %1 has no operator."),
         QT_TRANSLATE_NOOP("NamingErrors", "Write it as in 'city equals Lisbon'.")}},
    Row{"filter_operator_unknown",
        {QT_TRANSLATE_NOOP("NamingErrors", "The filter on %1 has an operator that Muster does not know."),
         QT_TRANSLATE_NOOP("NamingErrors", "Write it as in 'city equals Lisbon' or 'visits > 10'.")}},
    Row{"filter_value_missing",
        {QT_TRANSLATE_NOOP("NamingErrors", "The filter on %1 has no value."),
         QT_TRANSLATE_NOOP("NamingErrors", "Write it as in 'city equals Lisbon'; an empty value as ''.")}},
};

} // namespace

const CodeWords *namingErrorWords(QStringView code)
{
    for (const Row &row : rows) {
        if (code == QLatin1String(row.code))
            return &row.words;
    }
    return nullptr;
}

} // namespace muster
