// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/lists/listverdict.h"
#include "models/rules/numbers/numberverdict.h"
#include "network/wire/contactlist.h"

#include <string_view>

namespace muster {

class NumberEngine;

/// What is known of a contact's number beside its NumberCode and findings, in 16 bits. Facts do not depend on what a
/// directive does with them, only on its default region, its number lists and its survivor rule: as long as these stay,
/// a changed directive is judged from the same facts.
using ContactFacts = std::uint16_t;

struct ContactFact
{
    enum : ContactFacts {
        Suppressed = 1u << 0, ///< On one of the do-not-call lists.
        Disposable = 1u << 1, ///< On one of the lists of disposable numbers.
        DuplicateMask = 3u << 2, ///< DuplicateRole.
        LookupMask = 15u << 4, ///< 0: not looked up; 1 to 11: NumberType + 1; lookupUnknown; lookupFailed.
        DamageMask = 3u << 8, ///< DamageState.
        AlreadyE164 = 1u << 10, ///< The text is its own E.164 form, byte for byte, or as the tenant keeps it.
        FormatMask = 7u << 11, ///< FormatClass.
        CountryDisagrees = 1u << 14, ///< The contact says of its country what speaks against the reading; see
                                     ///< contactcountry.h.
        EvidenceKept = 1u << 15, ///< A contact of that number was removed although it carried consent or an opt-out.
    };
    static constexpr unsigned duplicateShift = 2, lookupShift = 4, damageShift = 8, formatShift = 11;
    static constexpr ContactFacts lookupUnknown = 12u << lookupShift; ///< It answered, and does not know the type.
    static constexpr ContactFacts lookupFailed = 15u << lookupShift; ///< Asked, and no answer came.
};

enum class DuplicateRole : std::uint8_t { None, Surplus, Kept, Undecided };
enum class DamageState : std::uint8_t {
    None,
    Repaired, ///< Code, E.164 and findings are those of the one proven reading (see numberrepair.h).
    Unproven, ///< Digits are missing or several readings are valid; nothing is concluded from the text.
};
/// Why a code says NotParsed, or what it cannot say.
enum class FormatClass : std::uint8_t {
    ByCode, ///< The code says it all.
    Empty, ///< Nothing but white space.
    NotANumber,
    InvalidCountryCode,
    TooShort,
    TooLong,
    NoDefaultRegion, ///< National form, and no region to read it with (F74).
    BeyondE164, ///< Valid in its plan, but longer than the 15 digits that can be written (contract section 6.1); or a
                ///< text of more than PlanLimits::maxNumberBytes, which no plan can hold. At most reviewed.
};

[[nodiscard]] constexpr DuplicateRole duplicateRoleOf(ContactFacts facts)
{
    return DuplicateRole((facts & ContactFact::DuplicateMask) >> ContactFact::duplicateShift);
}
[[nodiscard]] constexpr DamageState damageOf(ContactFacts facts)
{
    return DamageState((facts & ContactFact::DamageMask) >> ContactFact::damageShift);
}
/// Whether the reading may be another number than the one that was meant: then nobody is purged because of it.
[[nodiscard]] constexpr bool isDoubtful(ContactFacts facts)
{
    return damageOf(facts) != DamageState::None || (facts & ContactFact::CountryDisagrees) != 0;
}
[[nodiscard]] constexpr FormatClass formatOf(ContactFacts facts)
{
    return FormatClass((facts & ContactFact::FormatMask) >> ContactFact::formatShift);
}
[[nodiscard]] constexpr ContactFacts withDuplicateRole(ContactFacts facts, DuplicateRole role)
{
    return ContactFacts((facts & ~unsigned(ContactFact::DuplicateMask))
                        | (unsigned(role) << ContactFact::duplicateShift));
}
[[nodiscard]] constexpr ContactFacts withLookedUpType(ContactFacts facts, NumberType type)
{
    return ContactFacts((facts & ~unsigned(ContactFact::LookupMask))
                        | ((unsigned(type) + 1u) << ContactFact::lookupShift)); // Unknown becomes lookupUnknown
}
/// Did a lookup say which line it is?
[[nodiscard]] constexpr bool hasLookedUpType(ContactFacts facts)
{
    const unsigned lookup = facts & ContactFact::LookupMask;
    return lookup != 0 && lookup < ContactFact::lookupUnknown;
}
/// The line type that counts: the looked-up one where there is one, else that of the numbering plan.
[[nodiscard]] constexpr NumberType lineTypeOf(NumberCode code, ContactFacts facts)
{
    return hasLookedUpType(facts) ? NumberType(((facts & ContactFact::LookupMask) >> ContactFact::lookupShift) - 1u)
                                  : typeOf(code);
}
/// Where what is known about the number comes from: a list that holds it, a lookup, else the numbering plan.
[[nodiscard]] constexpr KnowledgeSource knowledgeSourceOf(ContactFacts facts)
{
    if ((facts & (ContactFact::Suppressed | ContactFact::Disposable)) != 0)
        return KnowledgeSource::File;
    return hasLookedUpType(facts) ? KnowledgeSource::Lookup : KnowledgeSource::NumberingPlan;
}

/// One contact's number as it was read: what the columns of a list hold.
struct ContactReading
{
    NumberCode code = 0;
    std::uint8_t findings = 0;
    ContactFacts facts = 0; ///< Format, damage and AlreadyE164; lists, duplicates and lookups are added by the caller.
    std::uint64_t e164 = 0; ///< As NumberVerdict::e164; of the proven reading where there is one; 0: none.

    [[nodiscard]] bool valid() const { return typeOf(code) != NumberType::Unknown; }
    bool operator==(const ContactReading &) const = default;
};

/// Reads a number: the engine's verdict, repairs included; of a `tel:` or `callto:` address the number in it (RFC 3966). `defaultRegion` 0: only international form can be read.
/// About 60 ns for a plain number, some microseconds where a repair is tried. Any thread; does not allocate on the
/// plain path. Where a tenant keeps digits alone, digits that are a number only behind a plus sign are read so, and are
/// as good as their E.164 form; digits that are one number with a plus sign and another without are doubtful
/// (CountryDisagrees): nothing is concluded from them.
[[nodiscard]] ContactReading readContact(const NumberEngine &engine, std::string_view text, RegionIndex defaultRegion,
                                         NumberForm form = NumberForm::Text);

} // namespace muster
