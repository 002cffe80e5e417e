// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/lists/listjudge.h"

#include "models/rules/numbers/numberplan.h"
#include "models/rules/numbers/numberverdict.h"

#include <phonenumbers/phonenumberutil.h>
#include <set>

namespace muster {

namespace {

/// What the parts of a contact's knowledge demand; the verdict follows from all of them together.
enum Demand : std::uint16_t {
    Purge = 1u << 0,
    Review = 1u << 1,
    Valid = 1u << 2,
    NotE164 = 1u << 3, ///< The text is not its own E.164 form.
    NotChecked = 1u << 4,
    Doubtful = 1u << 5, ///< Doubtful, of a length that cannot be written, or read against its country: never purged.
    TextReview = 1u << 6, ///< Review if the number is valid; else the rule of invalid numbers decides.
    KeepText = 1u << 7, ///< Rewriting would lose what a rule that is off leaves alone.
    SharedRegion = 1u << 8, ///< Refused region whose calling code an allowed one shares.
    Ambiguous = 1u << 9, ///< Several regions claim the number.
    DamageFix = 1u << 10, ///< Proven repairs are applied.
    PurgeInvalid = 1u << 11, ///< A purge that rests on digits which are no valid number.
    TextRead = 1u << 12, ///< Letters or text beside the digits: what was read may not be the number that is meant.
};

constexpr ContactReasons bit(ListReason reason)
{
    return reasonBit(reason);
}

constexpr bool has(unsigned demands, unsigned demand)
{
    return (demands & demand) != 0;
}

ListVerdict verdictOf(unsigned demands, DirectiveAction reformat)
{
    if (has(demands, NotChecked))
        return ListVerdict::NotChecked;
    const bool valid = has(demands, Valid);
    const bool shared = has(demands, SharedRegion) && has(demands, Ambiguous);
    const bool purge = has(demands, Purge) || (has(demands, SharedRegion) && !shared);
    if (purge)
        return has(demands, Doubtful) ? ListVerdict::Review : ListVerdict::Purge;
    // "+1 312 555 0168 (after 5 pm)" is no valid number as it was read, and a good one to a person.
    if (has(demands, PurgeInvalid))
        return has(demands, Doubtful | TextRead) ? ListVerdict::Review : ListVerdict::Purge;
    if (has(demands, Review) || shared || (valid && has(demands, TextReview)))
        return ListVerdict::Review;
    if (!valid || !has(demands, NotE164) || has(demands, KeepText))
        return ListVerdict::Unchanged;
    if (reformat == DirectiveAction::Fix || has(demands, DamageFix))
        return ListVerdict::Fix;
    return reformat == DirectiveAction::Flag ? ListVerdict::Review : ListVerdict::Unchanged;
}

} // namespace

class ListJudge::Builder
{
public:
    Builder(const SanitizationDirective &directive, const RegionList &regions, const ListChecks &checks)
        : m_directive(directive)
        , m_checks(checks)
        , m_all(directive.regions.isEmpty())
        , m_allowed(512)
        , m_shared(512)
    {
        const auto *library = i18n::phonenumbers::PhoneNumberUtil::GetInstance();
        std::set<int> callingCodes;
        for (const QString &id : directive.regions) {
            const std::string name = id.toUpper().toStdString();
            if (const RegionIndex region = regions.indexOf(name); region != 0) {
                m_allowed[region] = true;
                callingCodes.insert(library->GetCountryCodeForRegion(name));
            } else {
                m_knowsAllowed = false;
            }
        }
        for (std::size_t region = 1; region < regions.size() && region < m_shared.size(); ++region) {
            m_shared[region] = callingCodes.contains(library->GetCountryCodeForRegion(regions.id(RegionIndex(region))));
        }
    }

    Part byCode(NumberCode code) const
    {
        const NumberType type = typeOf(code);
        const NumberPossible possible = possibleOf(code);
        // Codes that nothing packs are not judged either: better unknown than wrong.
        if (code == notJudged || type > NumberType::Unknown || unsigned(possible) == 6)
            return {0, NotChecked};
        return type == NumberType::Unknown ? invalid(possible) : valid(regionOf(code), type);
    }

    Part byFindings(unsigned findings) const
    {
        Part part;
        if (has(findings, NumberFinding::LettersAsDigits))
            part = with(part, ListReason::LettersAsDigits, onText(DirectiveRule::TextAround) | TextRead);
        if (has(findings, NumberFinding::TextAfterNumber | NumberFinding::TextBeforeNumber))
            part = with(part, ListReason::TextAroundNumber, onText(DirectiveRule::TextAround) | TextRead);
        if (has(findings, NumberFinding::HasExtension))
            part = with(part, ListReason::Extension, onText(DirectiveRule::Extension));
        if (has(findings, NumberFinding::OtherScript))
            part = with(part, ListReason::OtherScript, 0);
        if (has(findings, NumberFinding::AmbiguousRegion))
            part = with(part, ListReason::RegionAmbiguous, Ambiguous);
        if (has(findings, NumberFinding::SpreadsheetDamage))
            part = with(part, ListReason::SpreadsheetDamage, unproven());
        return part;
    }

    Part byPolicy(ContactFacts facts) const
    {
        Part part;
        if (has(facts, ContactFact::Suppressed))
            part = with(part, ListReason::Suppressed, on(DirectiveRule::Suppressed));
        if (has(facts, ContactFact::Disposable))
            part = with(part, ListReason::Disposable, on(DirectiveRule::Disposable));
        if (m_directive.survivor != SurvivorRule::Off)
            part = withDuplicate(part, duplicateRoleOf(facts));
        const unsigned lookup = facts & ContactFact::LookupMask;
        if (lookup > ContactFact::lookupUnknown && m_directive.lineType != DirectiveAction::Skip)
            part = with(part, ListReason::LookupFailed, NotChecked);
        const bool suppressionMissing = !m_checks.suppressionLists && m_directive.suppressed != DirectiveAction::Skip;
        const bool disposableMissing = !m_checks.disposableLists && m_directive.disposable != DirectiveAction::Skip;
        if (suppressionMissing || disposableMissing)
            part = with(part, ListReason::ListNotLoaded, NotChecked);
        return part;
    }

    FormatPart byFormat(ContactFacts facts) const
    {
        FormatPart format = byText(facts);
        // Whatever the number is on or of, it may be another one: nothing is purged for it, nothing rewritten.
        if (has(facts, ContactFact::CountryDisagrees))
            format.part = with(format.part, ListReason::CountryDisagrees, Review | Doubtful);
        // It is back; a person has to look what was kept of it. A ground to purge it still is one.
        if (has(facts, ContactFact::EvidenceKept))
            format.part = with(format.part, ListReason::EvidenceKept, Review);
        return format;
    }

private:
    FormatPart byText(ContactFacts facts) const
    {
        const DamageState damage = damageOf(facts);
        if (damage != DamageState::None && damage != DamageState::Repaired)
            return instead(ListReason::SpreadsheetDamage, unproven());
        switch (formatOf(facts)) {
        case FormatClass::Empty:
            return instead(ListReason::Empty, on(DirectiveRule::Missing));
        case FormatClass::NotANumber:
            return instead(ListReason::NotANumber, on(DirectiveRule::Invalid));
        case FormatClass::InvalidCountryCode:
            return instead(ListReason::InvalidCountryCode, onDigits());
        case FormatClass::TooShort:
            return instead(ListReason::TooShort, onDigits());
        case FormatClass::TooLong:
            return instead(ListReason::TooLong, onDigits());
        case FormatClass::NoDefaultRegion:
            return instead(ListReason::NoDefaultRegion, NotChecked);
        case FormatClass::BeyondE164:
            return {.part = {bit(ListReason::TooLong), Review | KeepText | Doubtful},
                    .keep = ~(bit(ListReason::Reformatted) | bit(ListReason::NotANumber))};
        case FormatClass::ByCode:
            break;
        }
        FormatPart format;
        if (has(facts, ContactFact::AlreadyE164))
            format.keep = ~bit(ListReason::Reformatted);
        else
            format.part.demands = NotE164;
        if (damage == DamageState::Repaired)
            format.part = with(format.part, ListReason::SpreadsheetRepaired, repaired());
        return format;
    }

    /// An action that makes no sense for its rule is the cautious one.
    DirectiveAction action(DirectiveRule rule) const
    {
        const DirectiveAction wanted = m_directive.action(rule);
        return isActionOf(rule, wanted) ? wanted : DirectiveAction::Flag;
    }
    unsigned on(DirectiveRule rule) const
    {
        switch (action(rule)) {
        case DirectiveAction::Skip:
            return 0;
        case DirectiveAction::Purge:
            return Purge;
        case DirectiveAction::Flag:
        case DirectiveAction::Fix:
            break;
        }
        return Review;
    }
    /// A rule of invalid numbers where digits were read.
    unsigned onDigits(DirectiveRule rule = DirectiveRule::Invalid) const
    {
        const unsigned demand = on(rule);
        return demand == Purge ? unsigned(PurgeInvalid) : demand;
    }
    unsigned onText(DirectiveRule rule) const
    {
        const DirectiveAction wanted = action(rule);
        return wanted == DirectiveAction::Skip ? KeepText : wanted == DirectiveAction::Fix ? 0u : TextReview;
    }
    unsigned repaired() const
    {
        const DirectiveAction wanted = action(DirectiveRule::Damage);
        return wanted == DirectiveAction::Skip ? Doubtful | KeepText
            : wanted == DirectiveAction::Fix   ? Doubtful | DamageFix
                                               : Doubtful | Review;
    }
    unsigned unproven() const
    {
        return action(DirectiveRule::Damage) == DirectiveAction::Skip ? Doubtful | KeepText : Doubtful | Review;
    }
    static Part with(const Part &part, ListReason reason, unsigned demands)
    {
        return {part.reasons | bit(reason), Demands(part.demands | demands)};
    }
    static FormatPart instead(ListReason reason, unsigned demands)
    {
        // Script, letters and the like remain told; what the code made of it does not count.
        constexpr ContactReasons told = bit(ListReason::OtherScript) | bit(ListReason::LettersAsDigits)
            | bit(ListReason::TextAroundNumber) | bit(ListReason::Extension);
        return {.part = {bit(reason), Demands(demands)}, .keep = told, .keepDemands = TextRead};
    }
    Part invalid(NumberPossible possible) const
    {
        switch (possible) {
        case NumberPossible::IsPossible:
            return {bit(ListReason::NotInPlan), Demands(onDigits(DirectiveRule::NotInPlan))};
        case NumberPossible::IsPossibleLocalOnly:
            return {bit(ListReason::LocalOnly), Demands(on(DirectiveRule::LocalOnly))};
        case NumberPossible::InvalidCountryCode:
            return {bit(ListReason::InvalidCountryCode), Demands(onDigits())};
        case NumberPossible::TooShort:
            return {bit(ListReason::TooShort), Demands(onDigits())};
        case NumberPossible::InvalidLength:
            return {bit(ListReason::InvalidLength), Demands(onDigits())};
        case NumberPossible::TooLong:
            return {bit(ListReason::TooLong), Demands(onDigits())};
        case NumberPossible::NotParsed:
            break;
        }
        return {bit(ListReason::NotANumber), Demands(on(DirectiveRule::Invalid))};
    }
    Part valid(RegionIndex region, NumberType type) const
    {
        Part part{bit(ListReason::Reformatted), Valid}; // the format part takes Reformatted from E.164 texts
        if (!m_all && !m_allowed[region]) {
            // Whoever allows a region that nobody knows meant another one, perhaps this.
            const unsigned wanted = on(DirectiveRule::Region);
            const unsigned demand = wanted == Purge && !m_knowsAllowed ? unsigned(Review) : wanted;
            part = with(part, ListReason::RegionNotAllowed,
                        demand == Purge && m_shared[region] ? unsigned(SharedRegion) : demand);
        }
        if (has(m_directive.blockedTypes, typeBit(type)))
            part = with(part, ListReason::LineTypeBlocked, on(DirectiveRule::LineType));
        if (type == NumberType::FixedLineOrMobile)
            part = with(part, ListReason::LineUncertain, 0);
        return part;
    }
    Part withDuplicate(const Part &part, DuplicateRole role) const
    {
        const DirectiveAction wanted = action(DirectiveRule::Duplicate);
        const unsigned flagged = wanted == DirectiveAction::Skip ? 0u : Review;
        switch (role) {
        case DuplicateRole::None:
            return part;
        case DuplicateRole::Surplus:
            return with(part, ListReason::Duplicate,
                        m_directive.survivor == SurvivorRule::FlagOnly ? flagged : on(DirectiveRule::Duplicate));
        case DuplicateRole::Kept:
            return with(part, ListReason::DuplicateKept, 0);
        case DuplicateRole::Undecided:
            break;
        }
        return with(part, ListReason::DuplicateUndecided, flagged);
    }

    const SanitizationDirective &m_directive;
    const ListChecks &m_checks;
    const bool m_all;
    std::vector<bool> m_allowed, m_shared; ///< By RegionIndex.
    bool m_knowsAllowed = true; ///< Each of the allowed regions is one.
};

ListJudge::ListJudge(const SanitizationDirective &directive, const RegionList &regions, const ListChecks &checks)
    : m_byCode(1u << 16)
    , m_byFindings(256)
    , m_byPolicy(256)
    , m_byFormat(256)
    , m_verdicts(1u << demandBits)
{
    const Builder builder(directive, regions, checks);
    for (unsigned code = 0; code < m_byCode.size(); ++code)
        m_byCode[code] = builder.byCode(NumberCode(code));
    for (unsigned value = 0; value < 256; ++value) {
        m_byFindings[value] = builder.byFindings(value);
        m_byPolicy[value] = builder.byPolicy(ContactFacts(value));
        m_byFormat[value] = builder.byFormat(ContactFacts(value << 8));
    }
    const DirectiveAction reformat
        = isActionOf(DirectiveRule::Reformat, directive.reformat) ? directive.reformat : DirectiveAction::Flag;
    for (unsigned demands = 0; demands < m_verdicts.size(); ++demands)
        m_verdicts[demands] = verdictOf(demands, reformat);
}

void ListJudge::judge(std::span<const NumberCode> codes, std::span<const std::uint8_t> findings,
                      std::span<const ContactFacts> facts, std::span<ListVerdict> verdicts) const
{
    for (std::size_t row = 0; row < codes.size(); ++row)
        verdicts[row] = m_verdicts[combine(codes[row], findings[row], facts[row]).demands];
}

void ListJudge::judge(std::span<const NumberCode> codes, std::span<const std::uint8_t> findings,
                      std::span<const ContactFacts> facts, std::span<ListVerdict> verdicts,
                      std::span<ContactReasons> reasons) const
{
    for (std::size_t row = 0; row < codes.size(); ++row) {
        const Combined combined = combine(codes[row], findings[row], facts[row]);
        verdicts[row] = m_verdicts[combined.demands];
        reasons[row] = combined.reasons;
    }
}

Result<void> ListJudge::mayOverride(const Judgement &judged, ListVerdict wanted)
{
    QString code;
    if (wanted == ListVerdict::NotChecked)
        code = QStringLiteral("override_verdict");
    else if (wanted == ListVerdict::Purge && judged.verdict == ListVerdict::NotChecked)
        code = QStringLiteral("override_not_checked");
    else if (wanted == ListVerdict::Fix && (judged.reasons & bit(ListReason::Reformatted)) == 0)
        code = QStringLiteral("override_no_number");
    return code.isEmpty() ? Result<void>() : failure({.kind = ErrorKind::BadInput, .code = code});
}

ListJudge::Judgement ListJudge::overridden(const Judgement &judged, ListVerdict wanted)
{
    return {mayOverride(judged, wanted) ? wanted : judged.verdict, judged.reasons | bit(ListReason::Overridden)};
}

} // namespace muster
