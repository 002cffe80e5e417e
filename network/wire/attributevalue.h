// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/enrichment.h"

#include <string_view>

namespace muster {

/// Longest number that is written to a list, in characters.
inline constexpr std::size_t longestNumber = 400;

/// The canonical texts in which values of a list attribute travel inside Muster, all UTF-8:
///   Text     not empty, valid UTF-8, not one of the words of isNullWord()
///   Integer  "0", or an optional minus sign and digits that begin with 1 to 9 ("-0" is written "0")
///   Decimal  a number as JSON spells it (RFC 8259 section 6), kept digit for digit: "-0.10", "1e-7"
///   Boolean  "true" or "false"
///   Date     YYYY-MM-DD, a day that exists, years 0001 to 9999
/// Numbers of at most longestNumber characters. Pure, any thread, no allocation.
[[nodiscard]] bool isCanonicalValue(ListAttributeType type, std::string_view text);

/// The empty text and the words null, NULL and N/A, exactly so: the service refuses them in any attribute (contract
/// section 4).
[[nodiscard]] bool isNullWord(std::string_view text);

} // namespace muster
