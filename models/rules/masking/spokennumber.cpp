// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/masking/spokennumber.h"

#include "models/rules/masking/checkdigits.h"
#include "models/rules/masking/maskwords.h"
#include "models/rules/masking/writtennumbers.h"

#include <algorithm>

namespace muster {

SpokenVerdict SpokenNumber::judge() const
{
    constexpr std::size_t fewestDigits = 5;
    const std::size_t size = m_digits.size();
    const auto whole
        = [&](Entity entity, MaskRule rule, int score) { return SpokenVerdict{entity, rule, score, 0, size - 1}; };
    if (size < fewestDigits || m_cue == CueKind::Other || (m_isIdle && m_cue != CueKind::Phone))
        return {};
    if (isCardRange(m_digits) && luhnHolds(m_digits) && (size >= 15 || m_cue == CueKind::Card))
        return whole(Entity::PaymentCard, MaskRule::CardSpoken, 90);
    if (m_cue == CueKind::Ssn && size == 9 && isSsnRange(m_digits))
        return whole(Entity::Ssn, MaskRule::SsnDigits, 85);
    if (m_cue == CueKind::Sin && sinHolds(m_digits))
        return whole(Entity::Sin, MaskRule::SinChecked, 85);
    if (m_search.scope.context) {
        if (const auto kind = announcedBy(m_cue); kind && kind->entity != Entity::Phone && size >= kind->fewest)
            return whole(kind->entity, kind->rule, size <= kind->most ? 60 : 50);
    }
    if (m_cue == CueKind::Birth && size <= 8)
        return {};
    if (const SpokenVerdict phone = planned(); phone.score > 0)
        return phone;
    if (m_search.scope.context && m_cue == CueKind::Phone)
        return whole(Entity::Phone, MaskRule::PhoneContext, size <= 15 ? 60 : 50);
    constexpr std::size_t fewestAbroad = 9, mostAbroad = 15;
    if (m_plus && size >= fewestAbroad && size <= mostAbroad)
        return whole(Entity::Phone, MaskRule::PhoneSpoken, 60);
    if (m_search.scope.context && m_inWords && isFormed())
        return whole(Entity::Phone, MaskRule::PhoneSpoken, 60);
    return {};
}

bool SpokenNumber::isPhone(const std::string &digits) const
{
    const auto &scope = m_search.scope;
    m_search.scratch.steps += 4 * (scope.regions.size() + 1);
    if (m_plus)
        return scope.numbers->classify("+" + digits, 0).valid();
    return std::ranges::any_of(scope.regions,
                               [&](RegionIndex region) { return scope.numbers->classify(digits, region).valid(); });
}

SpokenVerdict SpokenNumber::planned() const
{
    constexpr std::size_t shortest = 8, longest = 15;
    const std::size_t size = m_digits.size();
    if (size > longest || size < shortest)
        return {};
    if (isPhone(m_digits))
        return {Entity::Phone, MaskRule::PhoneSpoken, m_cue == CueKind::Phone ? 95 : 80, 0, size - 1};
    // Who counts in Spanish most likely gives a number of a country where it is spoken.
    const auto &countries = m_search.scope.spokenIn[static_cast<std::size_t>(m_language)];
    m_search.scratch.steps += 4 * countries.size();
    constexpr std::size_t shortestThere = 9;
    const bool isTheirs = m_inWords && size >= shortestThere && !m_plus
        && (m_cue == CueKind::Phone || !othersAreSpokenOf()) && std::ranges::any_of(countries, [&](RegionIndex region) {
                              return m_search.scope.numbers->classify(m_digits, region).valid();
                          });
    if (isTheirs)
        return {Entity::Phone, MaskRule::PhoneSpoken, m_cue == CueKind::Phone ? 85 : 65, 0, size - 1};
    return {};
}

bool SpokenNumber::othersAreSpokenOf() const
{
    constexpr std::size_t reach = 240; // bytes
    const std::string_view text = m_search.text;
    const std::size_t stop = m_begin > reach ? m_begin - reach : 0;
    m_search.scratch.steps += m_begin - stop;
    for (BackwardWords walk(text, m_begin, stop); walk.next();) {
        if (!walk.word())
            continue;
        const std::string_view plain = walk.word().plain();
        if (meaningOf(plain).kind == CueKind::Other || plain.starts_with("cod"))
            return true; // "code", "codice", "código"
    }
    return false;
}

bool SpokenNumber::isFormed() const
{
    const std::size_t size = m_digits.size();
    if (m_digits[0] == '0')
        return m_digits[1] != '0' && size >= 9 && size <= 12 && m_cue == CueKind::None;
    return size == 10 && m_digits[0] >= '2' && m_digits[3] >= '2' && m_cue == CueKind::None;
}

} // namespace muster
