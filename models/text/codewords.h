// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLatin1String>
#include <QStringView>
#include <algorithm>
#include <span>

namespace muster {

/// The words of an error code, untranslated; the context is the table's. %1 in `what` is the error's subject.
struct CodeWords
{
    const char *what;
    const char *todo;
};

/// A line of a table of words.
struct WordsRow
{
    const char *code; ///< Ends with _ where it stands for all codes that begin so.
    CodeWords words;
};

/// The words of the first row for that code; nullptr: there is none.
[[nodiscard]] inline const CodeWords *findWords(std::span<const WordsRow> rows, QStringView code)
{
    const auto found = std::find_if(rows.begin(), rows.end(), [code](const WordsRow &row) {
        const QLatin1String known(row.code);
        return code == known || (known.endsWith(QLatin1Char('_')) && code.startsWith(known));
    });
    return found == rows.end() ? nullptr : &found->words;
}

} // namespace muster
