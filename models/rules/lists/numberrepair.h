// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/numbers/numberverdict.h"

#include <QString>
#include <optional>
#include <string>
#include <string_view>

namespace muster {

class NumberEngine;

/// A damaged number with the one reading of it that is valid in a numbering plan.
struct NumberRepair
{
    enum Step : std::uint8_t {
        Apostrophe = 1, ///< '+447911123456
        Formula = 2, ///< ="+447911123456"
        Decimals = 4, ///< 447911123456.0
        Exponent = 8, ///< 4.47911123456E+11, with all its digits.
        LostPlus = 16, ///< 447911123456, read as +447911123456.
        LostZero = 32, ///< 612345678 where the plan wants 0612345678.
    };
    std::uint8_t steps = 0; ///< What was undone, bits of Step.
    int readings = 0; ///< How many were tried; exactly one was valid.
    std::string text; ///< The reading, as it was given to the engine.
    NumberVerdict verdict; ///< Valid.

    /// Machine-readable proof without the number: "exponent+lost_plus;readings=3;valid=1".
    [[nodiscard]] QString proof() const;
};

/// Does the text look like what a spreadsheet makes of a number? Wider than the finding of the number engine: also
/// lower-case and unsigned exponents, and white space around.
[[nodiscard]] bool looksDamaged(std::string_view text);

/// Proposes a reading only with proof: of all readings that the damage leaves open exactly one is valid. A number
/// stripped of formula or apostrophe was text and has one reading; one that went through a number cell may have lost
/// its plus or its zero. Digits that an exponent swallowed are never guessed. Without a default region a number that
/// may be national has no proof. Also for undamaged texts of digits alone that are not valid as they stand (`asRead`).
/// A few microseconds at most; any thread.
[[nodiscard]] std::optional<NumberRepair> repairNumber(const NumberEngine &engine, std::string_view text,
                                                       RegionIndex defaultRegion, const NumberVerdict &asRead);

} // namespace muster
