// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/numbers/numberverdict.h"
#include "network/wire/keytable.h"
#include "network/wire/result.h"

#include <QStringList>
#include <optional>

namespace muster {

/// What is done with a contact that a rule applies to.
enum class DirectiveAction : std::uint8_t {
    Skip, ///< Leave it as it is: the rule is off.
    Flag, ///< Review.
    Fix, ///< Rewrite where there is a proven reading, else review. Only where it makes sense; see the fields.
    Purge,
};

template <>
inline constexpr std::array<const char *, 4> keyTable<DirectiveAction> = {"skip", "flag", "fix", "purge"};

/// The rules of a directive that have an action.
enum class DirectiveRule : std::uint8_t {
    Invalid,
    NotInPlan,
    Missing,
    Reformat,
    Region,
    LineType,
    LocalOnly,
    TextAround,
    Extension,
    Damage,
    Suppressed,
    Disposable,
    Duplicate,
};
constexpr int directiveRuleCount = 13;
/// The actions that make sense: skip and flag for all, fix where there is a reading, purge where it may be one's
/// ground.
[[nodiscard]] bool isActionOf(DirectiveRule rule, DirectiveAction action);

/// Which contact survives when several have the same E.164 number.
enum class SurvivorRule : std::uint8_t {
    Off, ///< Duplicates are not looked for.
    First, ///< In the list's own order.
    Newest, ///< By `newestMember`, an RFC 3339 time; without one in all of them the group is DuplicateUndecided.
    MostComplete, ///< Most members filled; equal: the first.
    FlagOnly, ///< None: all but the first are flagged.
};

template <>
inline constexpr std::array<const char *, 5> keyTable<SurvivorRule>
    = {"off", "first", "newest", "most_complete", "flag"};

/// What a person wants of a contact list, saved by name. Regions are ISO 3166 codes as in the numbering plan.
/// Defaults: contract section 6.1 (regions, VoIP and toll-free, invalid numbers go), and caution elsewhere: what may
/// only be misread or not filled in yet, or have been given out after the numbering plans here were published, is for
/// a person to look at.
struct SanitizationDirective
{
    QString name;
    QString defaultRegion; ///< For numbers without a prefix; empty: such numbers are not checked (F74).
    QString
        regionMember; ///< Member (column) that holds the contact's country; wins over defaultRegion where it is one.
    QStringList regions = {QStringLiteral("US"), QStringLiteral("GB"), QStringLiteral("CA")}; ///< Empty: all.
    std::uint16_t blockedTypes = typeBit(NumberType::Voip) | typeBit(NumberType::TollFree);

    DirectiveAction invalid = DirectiveAction::Purge; ///< Not a number, or one that no plan could ever hold.
    DirectiveAction notInPlan = DirectiveAction::Flag; ///< Possible, and in no range that the plans here know of.
    DirectiveAction missing = DirectiveAction::Flag; ///< Nothing stands where the number should.
    DirectiveAction reformat = DirectiveAction::Fix; ///< Skip: valid numbers stay as they are written.
    DirectiveAction region = DirectiveAction::Flag; ///< RegionNotAllowed.
    DirectiveAction lineType = DirectiveAction::Purge; ///< LineTypeBlocked.
    DirectiveAction localOnly = DirectiveAction::Flag;
    DirectiveAction textAround = DirectiveAction::Flag; ///< Letters read as digits, text around the number.
    DirectiveAction extension = DirectiveAction::Flag; ///< Fix: the extension is dropped.
    DirectiveAction damage = DirectiveAction::Flag; ///< Fix: proven repairs are applied, the rest is flagged.
    DirectiveAction suppressed = DirectiveAction::Purge;
    DirectiveAction disposable = DirectiveAction::Purge;
    DirectiveAction duplicate = DirectiveAction::Flag; ///< Of those that do not survive.
    SurvivorRule survivor = SurvivorRule::Off;
    QString newestMember = QStringLiteral("updatedAt");
    QStringList suppressionLists; ///< Ids of named number lists, or file names (headless).
    QStringList disposableLists;
    bool operator==(const SanitizationDirective &) const = default;

    [[nodiscard]] DirectiveAction action(DirectiveRule rule) const;
    void setAction(DirectiveRule rule, DirectiveAction action);
};

/// Canonical JSON (see JsonWriter) without the name, and its SHA-256 in lower-case hexadecimal: what plan, report
/// and audit name. Number lists go in by the digest of their content (`listDigests`, in the order of both list
/// members; an empty one: that list was not to be had, which is another directive than with it).
[[nodiscard]] QByteArray directiveJson(const SanitizationDirective &directive, const QStringList &listDigests = {});
[[nodiscard]] QString directiveDigest(const SanitizationDirective &directive, const QStringList &listDigests = {});
/// Reads what directiveJson() wrote, also that of earlier versions, where it means what it meant then. Damaged
/// "directive_unreadable" with the member as `subject`.
[[nodiscard]] Result<SanitizationDirective> parseDirective(const QByteArray &json);

} // namespace muster
