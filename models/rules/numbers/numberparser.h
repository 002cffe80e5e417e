// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/numbers/numbertables.h"

namespace muster {

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
