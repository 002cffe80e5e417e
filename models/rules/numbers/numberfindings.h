// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/numbers/numberverdict.h"

namespace muster {

/// What a spreadsheet leaves behind: 4.93012E+11 (or with comma), 493012345678.0, a leading apostrophe, ="...", ####.
[[nodiscard]] bool spreadsheetDamage(std::string_view text);

/// Cheap and never false where spreadsheetDamage() is true.
[[nodiscard]] inline bool maybeSpreadsheetDamage(std::string_view text)
{
    if (text.size() < 2)
        return false;
    const char first = text.front(), beforeLast = text[text.size() - 2],
               third = text[text.size() - std::size_t(text.size() > 2 ? 3 : 2)];
    return first == '\'' || first == '=' || first == '#' || beforeLast == '.' || beforeLast == ',' || third == '+'
        || third == '.' || third == ',' || beforeLast == '+';
}

/// The findings of a text that the fast path did not cover, read off the text alone.
[[nodiscard]] std::uint8_t textFindings(std::string_view text, bool hasExtension);

} // namespace muster
