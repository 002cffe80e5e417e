// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/masking/leakwords.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

/// A word, a spelled-out number, digits, or what ends a trail of digits.
struct LeakToken
{
    enum class Kind : std::uint8_t {
        Word,
        Spelled,
        Figures, ///< Digits and what may stand between those of a phone.
        Explained, ///< A time, a date, an amount, a tag: digits before it and behind it are not of one number.
        Turn,
    };
    Kind kind = Kind::Word;
    std::uint32_t begin = 0, end = 0;
    std::uint32_t value = 0; ///< Spelled.
    std::uint8_t languages = 0; ///< Spelled.
    AddressPart part = AddressPart::None; ///< Word.
    std::uint32_t wordsBefore = 0; ///< Plain words that were only counted, since the token before.
    [[nodiscard]] bool isNumber() const { return kind == Kind::Spelled || kind == Kind::Figures; }
};

/// What becomes of words that are neither number nor part of an address: most of a text.
enum class PlainWords { Counted, Kept };

/// The words and numbers of a LeakText's text, in order. Linear time.
[[nodiscard]] std::vector<LeakToken> leakTokensOf(std::string_view text, PlainWords plain);
/// All of those in the bytes `begin` to `end` of `text`, without words that are cut.
[[nodiscard]] std::vector<LeakToken> leakTokensAround(std::string_view text, std::size_t begin, std::size_t end);

/// The digits of those of `tokens` that `trail` names, as they would be dialled: "forty two" is "42", "seiscientos
/// doce" is "612".
[[nodiscard]] std::string dialledDigits(std::string_view text, const std::vector<LeakToken> &tokens,
                                        const std::vector<std::size_t> &trail);
/// The same of everything that is a number in `text`.
[[nodiscard]] std::string spokenDigitsOf(std::string_view text);

/// The sizes of the groups of figures and the bytes between them.
struct FigureGroups
{
    explicit FigureGroups(std::string_view figures);
    /// Two groups and more with nothing but `byte` between.
    [[nodiscard]] bool allTied(char byte) const;

    std::vector<std::size_t> sizes;
    std::string between; ///< One byte each; ' ' only where nothing else stands between.
};

} // namespace muster
