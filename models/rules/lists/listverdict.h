// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/keytable.h"

#include <QString>
#include <QStringList>
#include <cstdint>
#include <optional>

namespace muster {

/// What would happen to a contact. In order of weight: of several rules that apply the heaviest wins, but a number that
/// was not checked is never purged (F74, F113).
enum class ListVerdict : std::uint8_t {
    NotChecked, ///< A check that was asked for could not run; nothing is concluded.
    Unchanged,
    Fix, ///< The number is rewritten as E.164.
    Review, ///< A person must look; nothing is sent.
    Purge,
};
constexpr int listVerdictCount = 5;

/// Machine-readable reasons; bits of ContactReasons, several per contact. The first group is format, the second line,
/// the third policy. Keys are stable: they are in reports, plans and audit.
enum class ListReason : std::uint8_t {
    // Format
    Empty, ///< No text at all.
    NotANumber,
    InvalidCountryCode,
    TooShort,
    TooLong,
    InvalidLength,
    NotInPlan, ///< Possible, but no range of the numbering plan holds it.
    LocalOnly, ///< Can only be dialled within its area.
    NoDefaultRegion, ///< National form and no region to read it with: not checked, never invalid (F74).
    Reformatted, ///< Valid, but not written as E.164: what a fix is made of.
    LettersAsDigits,
    TextAroundNumber,
    Extension,
    OtherScript,
    SpreadsheetDamage, ///< Digits were lost or rewritten by a spreadsheet; no proven repair.
    SpreadsheetRepaired, ///< The same with a proof: exactly one reading is a valid number.
    // Line
    RegionNotAllowed,
    LineTypeBlocked,
    RegionAmbiguous, ///< Several regions of the calling code claim it. Tells, does not judge.
    CountryDisagrees, ///< Read as a number of the default region, and the contact's country says otherwise: review.
    LineUncertain, ///< Fixed or mobile by plan. Tells, does not judge.
    LookupFailed, ///< The lookup that the directive asks for did not answer: not checked.
    // Policy
    Suppressed, ///< On a do-not-call list.
    Disposable, ///< On a list of disposable numbers.
    Duplicate, ///< Same E.164 as another contact, which survives.
    DuplicateKept, ///< The survivor. Tells, does not judge.
    DuplicateUndecided, ///< The survivor rule could not decide (no date to compare, say).
    ListNotLoaded, ///< A number list that the directive names could not be read: not checked.
    Overridden, ///< A person decided.
    EvidenceKept, ///< Removed here before, with evidence of consent or an opt-out (S38): review.
};
constexpr int listReasonCount = 30;
using ContactReasons = std::uint32_t; ///< Bit n: ListReason n.
[[nodiscard]] constexpr ContactReasons reasonBit(ListReason reason)
{
    return ContactReasons(1) << unsigned(reason);
}

/// Where the knowledge about a number comes from.
enum class KnowledgeSource : std::uint8_t { NumberingPlan, Lookup, File };

template <>
inline constexpr std::array<const char *, listVerdictCount> keyTable<ListVerdict>
    = {"not_checked", "unchanged", "fix", "review", "purge"};

template <>
inline constexpr std::array<const char *, listReasonCount> keyTable<ListReason> = {
    "empty",
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
    "evidence_kept",
};

template <>
inline constexpr std::array<const char *, 3> keyTable<KnowledgeSource> = {"numbering_plan", "lookup", "file"};

/// In the order of ListReason.
[[nodiscard]] inline QStringList listReasonKeys(ContactReasons reasons)
{
    QStringList keys;
    for (int reason = 0; reason < listReasonCount; ++reason) {
        if ((reasons >> reason & 1u) != 0)
            keys.append(keyOf(ListReason(reason)));
    }
    return keys;
}

} // namespace muster
