// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string>
#include <string_view>

namespace muster {

/// What a spreadsheet does to text in a CSV file, and the way around it (S21, S22). All text is UTF-8.
///
/// A cell is a hazard when a spreadsheet would
/// - run it: it begins with `=`, `+`, `-`, `@` or one of their full-width forms, or with a tab, CR or LF; also behind
///   spaces, quotes or separators (`,` `;` `|` tab CR LF), at its start or anywhere inside, because a program that
///   splits at another separator than ours begins a cell there;
/// - damage it as a number: a leading zero that is followed by a digit, more than 15 digits, or an exponent ("12E5").
///   E.164 numbers begin with `+`.
/// Left alone: decimals that lose a closing zero, dates (their value survives), words in other number alphabets.
[[nodiscard]] bool isSpreadsheetHazard(std::string_view cell);
/// The same when the cell is known to hold no quote and no separator: looks at its start only.
[[nodiscard]] bool isHazardAtStart(std::string_view cell);

/// The cell as the profile "for spreadsheets" writes it: an apostrophe before every character that makes a hazard, and
/// before every apostrophe that stands where one could have been put. Cells without either come back unchanged.
[[nodiscard]] std::string guardCell(std::string_view cell);
/// Undoes guardCell(): for every text, unguardCell(guardCell(text)) == text.
[[nodiscard]] std::string unguardCell(std::string_view cell);

/// What the column of reasons is called in a file of guarded cells that is meant to be mended and read again: with it
/// among the columns every cell is read through unguardCell(). A spreadsheet keeps names, and cells as they are
/// guarded; in a file of anybody else's an apostrophe is a part of the text.
inline constexpr std::string_view guardedReasons = "reasons (cells guarded)";

} // namespace muster
