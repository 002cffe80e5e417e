// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/numbers/numberparser.h"

#include <algorithm>
#include <list>
#include <map>

namespace muster {

namespace {

std::vector<std::uint8_t> digitsOf(int value)
{
    std::vector<std::uint8_t> digits;
    for (const char c : std::to_string(value))
        digits.push_back(std::uint8_t(c - '0'));
    return digits;
}

/// TestNumberLength of the library, for the general description.
NumberPossible possibleFor(const RegionPlan &plan, int length)
{
    const auto holds = [length](const std::vector<int> &lengths) {
        return std::find(lengths.begin(), lengths.end(), length) != lengths.end();
    };
    if (plan.possibleLengths.front() == -1)
        return NumberPossible::InvalidLength;
    if (holds(plan.localLengths))
        return NumberPossible::IsPossibleLocalOnly;
    if (plan.possibleLengths.front() > length)
        return NumberPossible::TooShort;
    if (plan.possibleLengths.back() < length)
        return NumberPossible::TooLong;
    return holds(plan.possibleLengths) ? NumberPossible::IsPossible : NumberPossible::InvalidLength;
}

/// "268$1": digits, at most one group, digits that cannot be taken for a part of the group's number.
bool readTransform(const std::string &rule, int groupCount, RegionRules &rules)
{
    std::vector<std::uint8_t> *target = &rules.transformBefore;
    for (std::size_t i = 0; i < rule.size(); ++i) {
        if (rule[i] == '$' && rules.transformGroup == 0 && i + 1 < rule.size() && rule[i + 1] > '0'
            && rule[i + 1] <= char('0' + groupCount)) {
            rules.transformGroup = rule[++i] - '0';
            target = &rules.transformAfter;
            if (i + 1 < rule.size())
                return false; // ICU might read the next digit as a part of the number; no rule does this today
        } else if (rule[i] >= '0' && rule[i] <= '9') {
            target->push_back(std::uint8_t(rule[i] - '0'));
        } else {
            return false;
        }
    }
    return rules.transformBefore.size() <= 8;
}

/// Which patterns a region asks for, as numbers of the builder; `ok` turns false where one is refused.
struct RegionQuestions
{
    RegionIndex index = 0;
    const RegionPlan *plan = nullptr;
    int leading = -1;
    int general = -1;
    std::array<int, 10> types{};

    RegionQuestions(AutomatonBuilder &builder, const RegionPlan &regionPlan, RegionIndex regionIndex, bool &ok)
        : index(regionIndex)
        , plan(&regionPlan)
    {
        const auto add = [&](const std::string &pattern, bool prefix) {
            const int number = builder.add(pattern, prefix);
            ok = ok && number >= 0;
            return std::max(number, 0);
        };
        if (regionPlan.hasLeadingDigits)
            leading = add(regionPlan.leadingDigits, true);
        general = add(regionPlan.general.pattern, false);
        for (std::size_t i = 0; i < types.size(); ++i)
            types[i] = add(regionPlan.types[i].pattern, false);
    }
    /// GetNumberTypeHelper of the library.
    [[nodiscard]] NumberType type(const AutomatonBuilder::Accepted &accepted, unsigned length) const
    {
        const auto matches = [&](const NumberShape &shape, int pattern) {
            return (shape.anyLength || ((shape.lengths >> length) & 1u)) && accepted.test(std::size_t(pattern));
        };
        if (!matches(plan->general, general))
            return NumberType::Unknown;
        for (std::size_t i = 0; i < 8; ++i) {
            if (matches(plan->types[i], types[i]))
                return RegionPlan::typeOrder[i];
        }
        const bool fixed = matches(plan->types[8], types[8]);
        const bool mobile = matches(plan->types[9], types[9]);
        if (fixed)
            return plan->sameMobileAndFixed || mobile ? NumberType::FixedLineOrMobile : NumberType::FixedLine;
        return !plan->sameMobileAndFixed && mobile ? NumberType::Mobile : NumberType::Unknown;
    }
};

/// GetRegionCodeForNumber and GetNumberType of the library in one answer.
std::uint16_t judgeNumber(const std::vector<RegionQuestions> &regions, const AutomatonBuilder::Accepted &accepted,
                          unsigned length)
{
    const auto answer
        = [](RegionIndex region, NumberType type) { return std::uint16_t((region << 4) | unsigned(type)); };
    if (regions.size() == 1)
        return answer(regions.front().index, regions.front().type(accepted, length));
    std::uint16_t result = answer(0, NumberType::Unknown);
    bool found = false;
    int claims = 0;
    for (const RegionQuestions &region : regions) {
        const NumberType type = region.type(accepted, length);
        claims += type != NumberType::Unknown ? 1 : 0;
        const bool mine
            = region.leading >= 0 ? accepted.test(std::size_t(region.leading)) : type != NumberType::Unknown;
        if (mine && !found) {
            found = true;
            result = answer(region.index, type);
        }
    }
    return claims > 1 ? std::uint16_t(result | CallingCodeRules::ambiguous) : result;
}

} // namespace

NumberTables::NumberTables(const NumberPlan &plan, const RegionList &regions)
    : m_regionAt(512, -1)
{
    std::map<int, std::list<std::size_t>> members; // in the order in which the library asks the regions
    for (std::size_t i = 0; i < plan.regions.size(); ++i) {
        const RegionPlan &region = plan.regions[i];
        addRegion(region);
        if (region.geographic())
            m_regionAt[regions.indexOf(region.id)] = std::int32_t(i);
        auto &list = members[region.callingCode];
        if (region.mainOfCallingCode)
            list.push_front(i);
        else
            list.push_back(i);
    }
    m_regionAt[0] = -1;
    for (const auto &[callingCode, list] : members)
        addCallingCode(callingCode, {list.begin(), list.end()}, plan, regions);
    for (RegionRules &rules : m_regions) {
        const auto code = std::find_if(m_codes.begin(), m_codes.end(),
                                       [&](const auto &entry) { return entry.callingCode == rules.callingCode; });
        rules.covered = rules.covered && code != m_codes.end() && code->covered;
    }
}

void NumberTables::addRegion(const RegionPlan &plan)
{
    RegionRules rules{.callingCode = plan.callingCode, .callingCodeDigits = digitsOf(plan.callingCode)};
    auto idd = PatternMatcher::compile(plan.internationalPrefix);
    auto prefix = PatternMatcher::compile(plan.nationalPrefix);
    AutomatonBuilder general;
    const bool ok = idd && prefix && general.add(plan.general.pattern) >= 0 && !plan.possibleLengths.empty()
        && std::is_sorted(plan.possibleLengths.begin(), plan.possibleLengths.end())
        && general.longestMatch() <= DigitAutomaton::maxLength
        && readTransform(plan.transformRule, prefix->groupCount(), rules);
    if (ok) {
        rules.internationalPrefix = std::move(*idd);
        rules.nationalPrefix = std::move(*prefix);
        rules.hasNationalPrefix = !plan.nationalPrefix.empty();
        rules.hasTransform = !plan.transformRule.empty();
        for (std::size_t length = 0; length <= RegionRules::maxDigits; ++length)
            rules.possible[length] = possibleFor(plan, int(length));
        auto automaton = general.build([](const auto &accepted, unsigned) { return std::uint16_t(accepted.test(0)); });
        rules.covered = automaton.has_value();
        if (automaton)
            rules.general = std::make_shared<const DigitAutomaton>(std::move(*automaton));
    }
    m_regions.push_back(std::move(rules));
}

void NumberTables::addCallingCode(int callingCode, const std::vector<std::size_t> &members, const NumberPlan &plan,
                                  const RegionList &regions)
{
    CallingCodeRules rules{
        .callingCode = callingCode, .digits = unsigned(digitsOf(callingCode).size()), .mainRegion = members.front()};
    AutomatonBuilder builder;
    bool ok = m_regions[rules.mainRegion].covered;
    std::vector<RegionQuestions> questions;
    for (const std::size_t member : members) {
        const RegionPlan &region = plan.regions[member];
        const RegionIndex index = regions.indexOf(region.id);
        ok = ok && index != 0 && (region.geographic() || members.size() == 1);
        questions.emplace_back(builder, region, index, ok);
    }
    if (ok) {
        auto automaton = builder.build(
            [&](const auto &accepted, unsigned length) { return judgeNumber(questions, accepted, length); }, true);
        rules.covered = automaton.has_value();
        if (automaton)
            rules.automaton = std::make_shared<const DigitAutomaton>(std::move(*automaton));
    }
    m_codes.push_back(std::move(rules));
    // All numbers that begin with the calling code; a shorter code wins, as the library tries one digit first.
    unsigned first = unsigned(callingCode), count = 1;
    for (unsigned digits = m_codes.back().digits; digits < 3; ++digits) {
        first *= 10;
        count *= 10;
    }
    for (unsigned at = first; at < first + count && at < m_codeAt.size(); ++at) {
        std::uint16_t &entry = m_codeAt[at];
        if (entry == 0 || m_codes[entry - 1u].digits > m_codes.back().digits)
            entry = std::uint16_t(m_codes.size());
    }
}

std::vector<int> NumberTables::uncovered() const
{
    std::vector<int> codes;
    for (const CallingCodeRules &code : m_codes) {
        if (!code.covered)
            codes.push_back(code.callingCode);
    }
    return codes;
}

std::size_t NumberTables::stateCount() const
{
    std::size_t count = 0;
    for (const CallingCodeRules &code : m_codes)
        count += code.automaton ? code.automaton->stateCount() : 0;
    return count;
}

std::size_t NumberTables::bytes() const
{
    std::size_t bytes = 0;
    for (const CallingCodeRules &code : m_codes)
        bytes += code.automaton ? code.automaton->bytes() : 0;
    for (const RegionRules &rules : m_regions)
        bytes += rules.general ? rules.general->bytes() : 0;
    return bytes;
}

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
