// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <cstdint>
#include <optional>

namespace muster {

/// Why a row, or a cell of it, does not fit. Keys are stable: they stand in reject files, audit and `--json`. What a
/// guard or an empty cell leaves out is no finding, see CellFate.
enum class EnrichRule : std::uint8_t {
    // The contact id (F62)
    IdMissing, ///< Empty, or a guard word.
    IdTooLong, ///< More than 256 bytes.
    IdControlCharacters,
    IdPathCharacters, ///< `.`, or `/` or `..` in it.
    IdDamaged, ///< A number with an exponent: a spreadsheet has thrown digits away.
    IdDuplicate, ///< An earlier row has it.
    // A value against the type of its attribute (contract section 4)
    NotText, ///< Invalid UTF-8 or a NUL character.
    TooLong, ///< A text above 64 KiB, a number above 400 characters or with a power of ten above 299.
    NotInteger,
    Fraction, ///< A number, but not a whole one.
    Exponent, ///< `1e3` for an integer: digits may have been lost, so it is not guessed.
    NotDecimal,
    AmbiguousNumber, ///< "1.234" may be a thousand: a number format has to say.
    NotBoolean,
    NotDate,
    NoSuchDay, ///< In form a date, but no day of the calendar, or another day of the week than it says.
    // A transformation
    NotInTable, ///< The value table lists no such text, and is to refuse what it does not list.
    ResultTooLong, ///< A replacement makes more than 64 KiB of it.
    // The list as it was read
    NotInList, ///< The list has no contact of that id; the service would refuse its whole batch.
};
constexpr int enrichRuleCount = 19;
[[nodiscard]] QString enrichRuleKey(EnrichRule rule); ///< "id_missing", "not_integer", ...
[[nodiscard]] std::optional<EnrichRule> enrichRuleFromKey(QStringView key);

} // namespace muster
