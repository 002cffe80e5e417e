// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/masking/masklocator.h"
#include "models/rules/masking/numberwords.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

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
