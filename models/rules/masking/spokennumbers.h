// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/masking/maskscope.h"
#include "models/rules/masking/maskwords.h"
#include "models/rules/masking/numberwords.h"

#include <span>
#include <string>
#include <vector>

namespace muster {

/// Finds numbers that are said in words, or that go on in another turn: "four one five" / "mm-hm" / "555 oh one two
/// three". Each language is read for itself, digits belong to all. `groups`: all digits of the text.
void findSpokenNumbers(const MaskSearch &search, DigitRun groups);

/// Digits as they were said, each with the token that it comes from.
struct SpokenDigits
{
    std::string digits;
    std::vector<std::uint32_t> tokens; ///< By digit.

    /// Reads tokens in one language: "forty two" is 42, "double five" 55, "eight hundred" 800, "soixante-dix" 70.
    [[nodiscard]] static SpokenDigits read(std::string_view text, std::span<const NumberToken> tokens,
                                           SpokenLanguage language);
};

} // namespace muster
