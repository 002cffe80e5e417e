// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/numbers/numberverdict.h"

#include <QDate>
#include <optional>
#include <string_view>

namespace muster {

class NumberEngine;

/// What one cell of a number list holds. See NumberListReader.
struct NumberListEntry
{
    enum class Kind : std::uint8_t { Unreadable, NeedsRegion, Number, Repaired, Prefix };
    Kind kind = Kind::Unreadable;
    std::uint64_t digits = 0; ///< E.164 number or prefix.
    int length = 0; ///< Digits of a prefix.
    bool operator==(const NumberListEntry &) const = default;
};

/// Without blanks, tabs and line ends around it.
[[nodiscard]] std::string_view trimmedCell(std::string_view text);
[[nodiscard]] NumberListEntry readNumberListEntry(const NumberEngine &engine, std::string_view cell,
                                                  RegionIndex region);
/// 2026-11-21, also with a time behind a T or a blank, 2026/11/21, 21.11.2026; 11/21/2026 could be mistaken and is
/// none.
[[nodiscard]] std::optional<QDate> readListDate(std::string_view cell);
[[nodiscard]] bool isNumberColumnName(std::string_view name); ///< phone, number, msisdn, ...
[[nodiscard]] bool isDateColumnName(std::string_view name); ///< last_seen, date, ...

} // namespace muster
