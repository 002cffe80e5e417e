// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/masking/maskscope.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace muster {

/// All groups of the text, from the locator's marks.
void findDigitGroups(std::string_view text, const std::vector<std::uint32_t> &marks, std::vector<DigitGroup> &groups);

/// Groups with nothing but signs of numbers between them: at most three of blank, "-", ".", "/", "(" and ")". Of at
/// most maxGroups groups: of longer runs, as hostile text has them, every piece is looked at with half of the one
/// before it.
using DigitRun = std::span<const DigitGroup>;
inline constexpr std::size_t maxRunGroups = 24;
[[nodiscard]] bool joinsDigits(std::string_view text, const DigitGroup &first, const DigitGroup &next);

/// The digits of groups, one after the other.
[[nodiscard]] std::string digitsOf(std::string_view text, DigitRun groups);
[[nodiscard]] std::size_t countDigits(DigitRun groups);

/// Part of a longer run of letters and digits, such as a UUID's: a letter touches it, or touches what a "-" or "_" ties
/// to it.
[[nodiscard]] bool isTiedBefore(std::string_view text, std::size_t begin);
[[nodiscard]] bool isTiedBehind(std::string_view text, std::size_t end);

} // namespace muster
