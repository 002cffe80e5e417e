// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>
#include <string>
#include <string_view>

namespace muster {

/// What a sheet of an Excel workbook holds.
inline constexpr qsizetype maxWorkbookColumns = 16'384;
inline constexpr qint64 maxWorkbookRows = 1'048'576; ///< A sheet, its header included.
inline constexpr std::size_t maxWorkbookText = 32'767; ///< UTF-16 units a cell.

/// Text as a cell of a workbook spells it (ECMA-376 Part 1, 22.9.2.19). All text is UTF-8. What XML cannot hold becomes
/// `_xHHHH_`: control characters but tab and LF, U+FFFE and U+FFFF. CR as well, which XML readers take for LF. And a
/// text that looks like the start of one of these gets its underscore spelled so: `_x0041_` is `_x005F_x0041_`.
[[nodiscard]] std::string toWorkbookText(std::string_view text);
/// Undoes toWorkbookText(), as a spreadsheet does: fromWorkbookText(toWorkbookText(text)) == text.
[[nodiscard]] std::string fromWorkbookText(std::string_view spelled);
/// Whether a cell holds the text: at most maxWorkbookText, as it is and as it is spelled.
[[nodiscard]] bool fitsWorkbookCell(std::string_view text);

} // namespace muster
