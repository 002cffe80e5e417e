// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/numbers/digitautomaton.h"
#include "models/rules/numbers/numberplan.h"

#include <memory>

namespace muster {

/// What parsing needs to know of one region.
struct RegionRules
{
    static constexpr std::size_t maxDigits = 80;

    bool covered = false; ///< All its patterns are in our language.
    int callingCode = 0;
    std::vector<std::uint8_t> callingCodeDigits;
    PatternMatcher internationalPrefix;
    bool hasNationalPrefix = false;
    PatternMatcher nationalPrefix;
    bool hasTransform = false;
    std::vector<std::uint8_t> transformBefore, transformAfter; ///< Digits around the group.
    int transformGroup = 0; ///< 0: the rule names none.
    std::shared_ptr<const DigitAutomaton> general; ///< Answers 1 where the general pattern matches, lengths aside.
    std::array<NumberPossible, maxDigits + 1> possible{}; ///< By number of digits.

    [[nodiscard]] bool matchesGeneral(DigitSpan digits) const
    {
        return digits.size() <= DigitAutomaton::maxLength && general->answer(digits) != 0;
    }
};

/// One calling code: its automaton answers region, type and whether several regions claim the number.
struct CallingCodeRules
{
    bool covered = false;
    int callingCode = 0;
    unsigned digits = 0; ///< Of the calling code.
    std::size_t mainRegion = 0; ///< Index into NumberTables::regions().
    std::shared_ptr<const DigitAutomaton> automaton;

    static constexpr std::uint16_t ambiguous = 1u << 13;
    [[nodiscard]] static RegionIndex regionOfAnswer(std::uint16_t answer) { return RegionIndex((answer >> 4) & 0x1ff); }
    [[nodiscard]] static NumberType typeOfAnswer(std::uint16_t answer) { return NumberType(answer & 15); }
};

/// Everything the fast path looks up, built once from a plan. Immutable afterwards; any thread.
class NumberTables
{
public:
    /// 20 to 40 ms in a release build. What the compiler does not understand is left uncovered.
    NumberTables(const NumberPlan &plan, const RegionList &regions);

    [[nodiscard]] const std::vector<RegionRules> &regions() const { return m_regions; } ///< In the plan's order.
    [[nodiscard]] const std::vector<CallingCodeRules> &callingCodes() const { return m_codes; }
    [[nodiscard]] const RegionRules *region(RegionIndex index) const ///< nullptr: no region, or not geographic.
    {
        const std::int32_t at = m_regionAt[index];
        return at < 0 ? nullptr : &m_regions[std::size_t(at)];
    }
    /// By the first three digits of a number in international form; nullptr: no such calling code.
    [[nodiscard]] const CallingCodeRules *callingCode(DigitSpan digits) const
    {
        const std::uint16_t at = m_codeAt[digits[0] * 100u + digits[1] * 10u + digits[2]];
        return at == 0 ? nullptr : &m_codes[at - 1u];
    }
    [[nodiscard]] std::vector<int> uncovered() const; ///< Calling codes that are left to the library.
    [[nodiscard]] std::size_t stateCount() const;
    [[nodiscard]] std::size_t bytes() const; ///< Of the automata.

private:
    void addRegion(const RegionPlan &plan);
    void addCallingCode(int callingCode, const std::vector<std::size_t> &members, const NumberPlan &plan,
                        const RegionList &regions);

    std::vector<RegionRules> m_regions;
    std::vector<CallingCodeRules> m_codes;
    std::vector<std::int32_t> m_regionAt; ///< By RegionIndex: index into m_regions or -1.
    std::array<std::uint16_t, 1000> m_codeAt{}; ///< Index into m_codes plus 1.
};

/// libphonenumber's ParseHelper on digits, in its order of steps: international prefix or plus, calling code, calling
/// code of the default region, national prefix with its transformation, length gate. No allocation; any thread.
class NumberParser
{
public:
    /// Room for digits that a transformation writes. Must outlive the Parsed that refers to it.
    struct Scratch
    {
        std::array<std::uint8_t, RegionRules::maxDigits + 16> first, second;
    };
    struct Parsed
    {
        NumberError error = NumberError::None;
        const CallingCodeRules *code = nullptr; ///< Set when there is no error.
        DigitSpan national; ///< National significant number, 2 to 17 digits.
    };

    explicit NumberParser(const NumberTables &tables)
        : m_tables(tables)
    {
    }

    /// `digits`: normalised, at least 2 and at most 64, without the plus. False: a region or calling code is not
    /// covered, ask the library.
    [[nodiscard]] bool parse(DigitSpan digits, bool plus, RegionIndex defaultRegion, Scratch &scratch,
                             Parsed &parsed) const;

private:
    struct Extracted
    {
        NumberError error = NumberError::None;
        const CallingCodeRules *code = nullptr; ///< nullptr without error: none was there.
        DigitSpan rest;
    };
    Extracted extractCallingCode(DigitSpan digits, const RegionRules *region, std::uint8_t *scratch) const;
    static DigitSpan stripNationalPrefix(DigitSpan digits, const RegionRules &region, std::uint8_t *scratch);
    [[nodiscard]] const CallingCodeRules *ownCallingCode(const RegionRules &region) const;

    const NumberTables &m_tables;
};

} // namespace muster
