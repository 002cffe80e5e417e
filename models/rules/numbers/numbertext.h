// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/numbers/numberverdict.h"

#include <array>
#include <string_view>

namespace muster {

/// A text brought into the form that NumberParser reads: what libphonenumber's ExtractPossibleNumber,
/// IsViablePhoneNumber, MaybeStripExtension and Normalize make of it.
struct NumberText
{
    static constexpr std::size_t maxBytes = 64;

    enum class Kind : std::uint8_t {
        Number, ///< digits, plus and the extension are set.
        NotANumber, ///< Not viable; the library says NOT_A_NUMBER.
        NotCovered, ///< Ask the library.
    };

    Kind kind = Kind::NotCovered;
    bool plus = false;
    std::uint8_t findings = 0; ///< Bits of NumberFinding.
    std::uint8_t count = 0; ///< Digits.
    std::uint8_t extensionLength = 0;
    std::uint16_t extensionOffset = 0; ///< Byte in the text.
    std::array<std::uint8_t, maxBytes + 8> digits; ///< Values 0 to 9; only the first `count` are set.

    /// Reads ASCII digits and the usual signs in one pass, everything else through LabelledText. Does not allocate.
    static void read(std::string_view text, NumberText &result);
};

} // namespace muster
