// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/numbers/numberparser.h"

#include <algorithm>
#include <cstring>

namespace muster {

namespace {
constexpr std::size_t minLengthForNsn = 2;
constexpr std::size_t maxLengthForNsn = DigitAutomaton::maxLength;
} // namespace

/// MaybeStripNationalPrefixAndCarrierCode.
DigitSpan NumberParser::stripNationalPrefix(DigitSpan digits, const RegionRules &region, std::uint8_t *scratch)
{
    if (digits.empty() || !region.hasNationalPrefix || !region.nationalPrefix.canBegin(digits.front()))
        return digits;
    PatternMatcher::Match match;
    if (!region.nationalPrefix.matchAt(digits, 0, match))
        return digits;
    DigitSpan result = digits.subspan(match.end);
    const int groups = region.nationalPrefix.groupCount();
    if (region.hasTransform && groups > 0 && !match.groups[groups > 1 ? 2 : 1].empty()) {
        std::uint8_t *out = std::copy(region.transformBefore.begin(), region.transformBefore.end(), scratch);
        const PatternMatcher::Group &group = match.groups[std::size_t(region.transformGroup)];
        if (region.transformGroup > 0 && !group.empty())
            out = std::copy(digits.begin() + group.begin, digits.begin() + group.end, out);
        out = std::copy(result.begin(), result.end(), out);
        result = DigitSpan(scratch, std::size_t(out - scratch));
    }
    // A number that was good before must not be made bad by taking a prefix off.
    if (region.matchesGeneral(digits) && !region.matchesGeneral(result))
        return digits;
    return result;
}

const CallingCodeRules *NumberParser::ownCallingCode(const RegionRules &region) const
{
    std::array<std::uint8_t, 3> three{};
    std::copy(region.callingCodeDigits.begin(), region.callingCodeDigits.end(), three.begin());
    return m_tables.callingCode(three);
}

/// MaybeExtractCountryCode for a number without plus.
NumberParser::Extracted NumberParser::extractCallingCode(DigitSpan digits, const RegionRules *region,
                                                         std::uint8_t *scratch) const
{
    if (region == nullptr || digits.empty())
        return {NumberError::None, nullptr, digits};
    PatternMatcher::Match match;
    if (region->internationalPrefix.canBegin(digits.front()) && region->internationalPrefix.matchAt(digits, 0, match)) {
        const DigitSpan rest = digits.subspan(match.end);
        if (rest.empty() || rest.front() != 0) { // calling codes cannot begin with 0
            if (rest.size() <= minLengthForNsn)
                return {NumberError::TooShortAfterIdd, nullptr, rest};
            const CallingCodeRules *code = m_tables.callingCode(rest);
            if (code == nullptr)
                return {NumberError::InvalidCountryCode, nullptr, rest};
            return {NumberError::None, code, rest.subspan(code->digits)};
        }
    }
    const auto &own = region->callingCodeDigits;
    if (digits.size() >= own.size() && std::equal(own.begin(), own.end(), digits.begin())) {
        const DigitSpan potential = stripNationalPrefix(digits.subspan(own.size()), *region, scratch);
        if ((!region->matchesGeneral(digits) && region->matchesGeneral(potential))
            || region->possible[digits.size()] == NumberPossible::TooLong)
            return {NumberError::None, ownCallingCode(*region), potential};
    }
    return {NumberError::None, nullptr, digits};
}

bool NumberParser::parse(DigitSpan digits, bool plus, RegionIndex defaultRegion, Scratch &scratch, Parsed &parsed) const
{
    const RegionRules *region = m_tables.region(defaultRegion);
    const auto fail = [&parsed](NumberError error) {
        parsed.error = error;
        return true;
    };
    Extracted extracted;
    if (plus) {
        if (digits.size() <= minLengthForNsn)
            return fail(NumberError::TooShortAfterIdd);
        extracted.code = m_tables.callingCode(digits);
        if (extracted.code != nullptr) {
            extracted.rest = digits.subspan(extracted.code->digits);
        } else { // the library tries once more as if there were no plus
            if (region != nullptr && !region->covered)
                return false;
            extracted = extractCallingCode(digits, region, scratch.first.data());
            if (extracted.code == nullptr)
                return fail(NumberError::InvalidCountryCode);
        }
    } else {
        if (region == nullptr)
            return fail(NumberError::InvalidCountryCode);
        if (!region->covered)
            return false;
        extracted = extractCallingCode(digits, region, scratch.first.data());
        if (extracted.error != NumberError::None)
            return fail(extracted.error);
    }
    if (extracted.code != nullptr) {
        region = &m_tables.regions()[extracted.code->mainRegion];
        parsed.code = extracted.code;
    } else {
        parsed.code = ownCallingCode(*region);
    }
    if (parsed.code == nullptr || !parsed.code->covered)
        return false;
    DigitSpan national = extracted.rest;
    if (national.size() < minLengthForNsn)
        return fail(NumberError::TooShortNsn);
    // What remains must be long enough, else it may be a short number that begins like the prefix.
    const DigitSpan stripped = stripNationalPrefix(national, *region, scratch.second.data());
    const NumberPossible possible = region->possible[stripped.size()];
    if (possible == NumberPossible::IsPossible || possible == NumberPossible::TooLong)
        national = stripped;
    if (national.size() < minLengthForNsn)
        return fail(NumberError::TooShortNsn);
    if (national.size() > maxLengthForNsn)
        return fail(NumberError::TooLongNsn);
    parsed.national = national;
    parsed.error = NumberError::None;
    return true;
}

} // namespace muster
