// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Cards, national ids and phones of a WrittenRun.
#include "models/rules/masking/checkdigits.h"
#include "models/rules/masking/textclass.h"
#include "models/rules/masking/writtennumbers.h"

#include <algorithm>

namespace muster {

void WrittenRun::findCards()
{
    if (!m_search.scope.wants(Entity::PaymentCard))
        return;
    for (std::size_t first = 0; first < m_groups.size(); ++first) {
        std::size_t digits = 0;
        for (std::size_t last = first; last < m_groups.size() && last - first < 6; ++last) {
            digits += m_groups[last].size();
            const Part part = {first, last};
            if (digits > 19)
                break;
            if (digits >= 12 && isFree(part) && tiedBy(part, " -") && takeCard(part)) {
                take(part);
                first = last;
                break;
            }
        }
    }
}

bool WrittenRun::takeCard(Part part)
{
    const std::string digits = digitsOf(m_text, of(part));
    m_search.scratch.steps += digits.size();
    const bool inGroups
        = hasSizes(part, "4444") || hasSizes(part, "44443") || hasSizes(part, "465") || hasSizes(part, "464");
    const bool bare = part.first == part.last;
    const bool standsAlone = (part.first > 0 || !isTiedBefore(m_text, m_groups[0].begin))
        && (part.last + 1 < m_groups.size() || !isTiedBehind(m_text, m_groups.back().end));
    if (!isCardRange(digits) || !standsAlone || (!inGroups && !bare && cue() != CueKind::Card))
        return false;
    if (luhnHolds(digits)) {
        add(part, Entity::PaymentCard, MaskRule::CardChecked, cue() == CueKind::Other ? 65 : inGroups ? 100 : 90);
        return true;
    }
    if (!inGroups || isOther())
        return false;
    add(part, Entity::PaymentCard, MaskRule::CardGrouped, 60);
    return true;
}

void WrittenRun::findIds()
{
    offerParts(8, 15, &WrittenRun::takeId);
}

bool WrittenRun::takeId(Part part)
{
    const std::uint32_t begin = m_groups[part.first].begin;
    if (begin > 0 && m_text[begin - 1] == '+')
        return false;
    const bool alone = part.first == 0 && part.last + 1 == m_groups.size();
    const std::string digits = digitsOf(m_text, of(part));
    if (hasSizes(part, "324") && tiedBy(part, " -.") && isSsnRange(digits) && !isOther()) {
        add(part, Entity::Ssn, MaskRule::SsnDigits, 85);
        return true;
    }
    if (alone && hasSizes(part, "333") && tiedBy(part, " -") && sinHolds(digits) && !isOther()
        && cue() != CueKind::Phone) {
        add(part, Entity::Sin, MaskRule::SinChecked, 80);
        return true;
    }
    if (digits.size() == 11 && cpfHolds(digits) && !isOther() && (hasSizes(part, "3332") || part.first == part.last)) {
        add(part, Entity::NationalId, MaskRule::NationalIdBr, part.first == part.last ? 72 : 95);
        return true;
    }
    if (hasSizes(part, "2333") && steuerIdHolds(digits) && !isOther()) {
        add(part, Entity::NationalId, MaskRule::NationalIdDe, 90);
        return true;
    }
    if (nirHolds(digits) && !isOther()) {
        add(part, Entity::NationalId, MaskRule::NationalIdFr, 95);
        return true;
    }
    return takeAnnouncedId(part, digits);
}

bool WrittenRun::takeAnnouncedId(Part part, const std::string &digits)
{
    const CueKind kind = cue();
    const auto is = [&](bool holds, Entity entity, MaskRule rule) {
        if (holds)
            add(part, entity, rule, 95);
        return holds;
    };
    if (kind == CueKind::Ssn)
        return is(digits.size() == 9 && isSsnRange(digits), Entity::Ssn, MaskRule::SsnDigits);
    if (kind == CueKind::Sin)
        return is(sinHolds(digits), Entity::Sin, MaskRule::SinChecked);
    if (kind != CueKind::NationalId)
        return false;
    return is(steuerIdHolds(digits), Entity::NationalId, MaskRule::NationalIdDe)
        || is(nifHolds(digits), Entity::NationalId, MaskRule::NationalIdPt)
        || is(bsnHolds(digits), Entity::NationalId, MaskRule::NationalIdNl)
        || is(cpfHolds(digits), Entity::NationalId, MaskRule::NationalIdBr);
}

void WrittenRun::findPhones()
{
    offerParts(7, 17, &WrittenRun::takePhone);
}

bool WrittenRun::isPlanned(std::string_view text) const
{
    const auto &scope = m_search.scope;
    m_search.scratch.steps += 4 * scope.regions.size();
    const std::size_t first = text.find_first_not_of("+(");
    return std::ranges::any_of(scope.regions, [&](RegionIndex region) {
        const NumberVerdict verdict = scope.numbers->classify(text, region);
        if (!verdict.valid() || text[first] == '0')
            return verdict.valid();
        // Where numbers are dialled with a leading 0, nobody writes them without it.
        const std::string national = scope.numbers->nationalFormat(verdict, text, region);
        return m_cue == CueKind::Phone || !(national.starts_with('0') || national.starts_with("(0"));
    });
}

bool WrittenRun::takePhone(Part part)
{
    const std::size_t digits = countDigits(of(part)), groups = part.last - part.first + 1;
    std::size_t begin = m_groups[part.first].begin;
    const std::size_t end = m_groups[part.last].end;
    if (begin > 0 && m_text[begin - 1] == '(')
        --begin;
    const bool plus = begin > 0 && m_text[begin - 1] == '+';
    if (plus)
        --begin;
    if (plus && digits >= 8) { // nobody writes it before anything else
        const bool valid = m_search.scope.numbers->classify(m_text.substr(begin, end - begin), 0).valid();
        m_search.scratch.steps += 4;
        if (valid || digits <= 15) {
            add(part, Entity::Phone, MaskRule::PhoneInternational, valid ? 95 : 65);
            return true;
        }
    }
    const bool dialsOut
        = m_text.substr(m_groups[part.first].begin, 2) == "00" || m_text.substr(m_groups[part.first].begin, 3) == "011";
    if (digits + 1 < 2 * groups || (digits > 12 && !dialsOut)
        || !looksNational(part)) // single digits are read as speech
        return isGrouped(part) && takeGrouped(part);
    if (isPlanned(m_text.substr(begin, end - begin))) {
        add(part, Entity::Phone, MaskRule::PhonePlan, cue() == CueKind::Phone ? 95 : groups > 1 ? 90 : 75);
        return true;
    }
    const bool international
        = m_text[m_groups[part.first].begin] == '0' && m_text[m_groups[part.first].begin + 1] == '0' && digits >= 10;
    if (international) {
        const std::string written = "+" + digitsOf(m_text, of(part)).substr(2);
        if (m_search.scope.numbers->classify(written, 0).valid()) {
            add(part, Entity::Phone, MaskRule::PhoneInternational, 85);
            return true;
        }
    }
    return isGrouped(part) && takeGrouped(part);
}

bool WrittenRun::isGrouped(Part part) const
{
    return hasSizes(part, "334") && m_text[m_groups[part.first].begin] >= '2'
        && m_text[m_groups[part.first + 1].begin] >= '2';
}

/// In the contract's groups with other signs between them: whatever announces it, as the contract has it.
bool WrittenRun::takeGrouped(Part part)
{
    if (isAmount(part))
        return false;
    add(part, Entity::Phone, MaskRule::PhoneGrouped, isOther() ? 50 : 65);
    return true;
}

bool WrittenRun::looksNational(Part part)
{
    if (isAmount(part) || isOther())
        return false;
    if (m_search.scope.context && cue() != CueKind::None && cue() != CueKind::Phone && cue() != CueKind::Birth)
        return false; // announced as something else that is personal
    if (part.first == part.last) { // bare digits: only long ones, and such as begin like a number that is dialled
        const DigitGroup &group = m_groups[part.first];
        const char first = m_text[group.begin];
        return cue() == CueKind::Phone || first == '0' || (group.size() == 11 && first == '1')
            || (group.size() == 9 && (first == '6' || first == '7' || first == '9'));
    }
    // "1.234.567" is an amount in most of Europe.
    if (tiedBy(part, ".") && m_groups[part.first].size() <= 3 && m_text[m_groups[part.first].begin] != '0') {
        const auto three = [](const DigitGroup &group) { return group.size() == 3; };
        if (std::ranges::all_of(of(part).subspan(1), three))
            return false;
    }
    return true;
}

} // namespace muster
