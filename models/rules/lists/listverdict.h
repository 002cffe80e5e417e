// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QStringList>
#include <array>
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
/// the third policy. Keys (listReasonKey) are stable: they are in reports, plans and audit.
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

[[nodiscard]] QString listVerdictKey(ListVerdict verdict); ///< "not_checked", "unchanged", "fix", "review", "purge"
[[nodiscard]] std::optional<ListVerdict> listVerdictFromKey(QStringView key);
[[nodiscard]] QString listReasonKey(ListReason reason); ///< "too_short", "line_type_blocked", ...
[[nodiscard]] std::optional<ListReason> listReasonFromKey(QStringView key);
[[nodiscard]] QStringList listReasonKeys(ContactReasons reasons); ///< In the order of ListReason.
[[nodiscard]] QString knowledgeSourceKey(KnowledgeSource source); ///< "numbering_plan", "lookup", "file"

} // namespace muster
