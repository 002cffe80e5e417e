// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/lists/listverdict.h"
#include "network/wire/keytable.h"

#include <algorithm>

namespace muster {

namespace {

constexpr std::array<const char *, listVerdictCount> verdictKeys
    = {"not_checked", "unchanged", "fix", "review", "purge"};

constexpr std::array<const char *, listReasonCount> reasonKeys = {"empty",
                                                                  "not_a_number",
                                                                  "invalid_country_code",
                                                                  "too_short",
                                                                  "too_long",
                                                                  "invalid_length",
                                                                  "not_in_plan",
                                                                  "local_only",
                                                                  "no_default_region",
                                                                  "reformatted",
                                                                  "letters_as_digits",
                                                                  "text_around_number",
                                                                  "extension",
                                                                  "other_script",
                                                                  "spreadsheet_damage",
                                                                  "spreadsheet_repaired",
                                                                  "region_not_allowed",
                                                                  "line_type_blocked",
                                                                  "region_ambiguous",
                                                                  "country_disagrees",
                                                                  "line_uncertain",
                                                                  "lookup_failed",
                                                                  "suppressed",
                                                                  "disposable",
                                                                  "duplicate",
                                                                  "duplicate_kept",
                                                                  "duplicate_undecided",
                                                                  "list_not_loaded",
                                                                  "overridden",
                                                                  "evidence_kept"};

constexpr std::array<const char *, 3> sourceKeys = {"numbering_plan", "lookup", "file"};

} // namespace

QString listVerdictKey(ListVerdict verdict)
{
    return QString::fromLatin1(verdictKeys.at(std::size_t(verdict)));
}

std::optional<ListVerdict> listVerdictFromKey(QStringView key)
{
    return valueAt<ListVerdict>(verdictKeys, key);
}

QString listReasonKey(ListReason reason)
{
    return QString::fromLatin1(reasonKeys.at(std::size_t(reason)));
}

std::optional<ListReason> listReasonFromKey(QStringView key)
{
    return valueAt<ListReason>(reasonKeys, key);
}

QStringList listReasonKeys(ContactReasons reasons)
{
    QStringList keys;
    for (int reason = 0; reason < listReasonCount; ++reason) {
        if ((reasons >> reason & 1u) != 0)
            keys.append(QString::fromLatin1(reasonKeys[std::size_t(reason)]));
    }
    return keys;
}

QString knowledgeSourceKey(KnowledgeSource source)
{
    return QString::fromLatin1(sourceKeys.at(std::size_t(source)));
}

} // namespace muster
