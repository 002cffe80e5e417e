// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/masking/maskwords.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

enum class SpokenLanguage : std::uint8_t { English, German, French, Spanish, Portuguese, Italian, Dutch };
inline constexpr std::size_t spokenLanguageCount = 7;

/// What a word for a number does to the digits that are read.
struct NumberWord
{
    enum class Kind : std::uint8_t {
        None,
        Digit, ///< 0 to 9
        Teen, ///< 10 to 19
        Tens, ///< 20 to 90
        Whole, ///< 21 to 999 in one word: "zweiundvierzig", "veintidós", "trecentododici".
        Hundred, ///< Makes the digit before it hundreds: "eight hundred", "deux cents".
        Hundreds, ///< 200 to 900 in one word: "seiscientos".
        Thousand, ///< Makes what stands before it thousands: "one thousand", "deux mille".
        Repeat, ///< 2 or 3 times what follows: "double five".
    };
    Kind kind = Kind::None;
    std::uint16_t value = 0;
    bool operator==(const NumberWord &) const = default;
};

using NumberReadings = std::array<NumberWord, spokenLanguageCount>; ///< By language.

/// The readings of a word in the form of MaskWord; nullptr: it is no number in any language that is known.
[[nodiscard]] const NumberReadings *numberReadings(std::string_view plain);

/// Words that come between the digits of one number when it is said: "uh", "okay", "then", "und", "alors".
[[nodiscard]] bool isFillerWord(std::string_view plain);
[[nodiscard]] std::string_view fillerWords(); ///< All of them, with their accents, blanks between.

/// For locators: an expression for each group of words, with boundaries.
[[nodiscard]] std::vector<std::string> numberWordExpressions();
/// For RE2 with UTF-8: one group that matches any word for a number below 100, without boundaries.
[[nodiscard]] std::string anyNumberWord();

} // namespace muster
