// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/keytable.h"
#include "network/wire/result.h"
#include "network/wire/rowsplitter.h"

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <optional>

namespace muster {

/// How the text of a file is encoded.
enum class SourceEncoding {
    Utf8,
    Utf16LittleEndian,
    Utf16BigEndian,
    Windows1252, ///< Also stands for ISO 8859-1, of which it is an extension in practice.
};

/// Stable name: "utf-8", "utf-16le", "utf-16be", "windows-1252".

template <>
inline constexpr KeyTable<SourceEncoding, 4> keyTable<SourceEncoding> = {{
    {SourceEncoding::Utf8, QLatin1String("utf-8")},
    {SourceEncoding::Utf16LittleEndian, QLatin1String("utf-16le")},
    {SourceEncoding::Utf16BigEndian, QLatin1String("utf-16be")},
    {SourceEncoding::Windows1252, QLatin1String("windows-1252")},
}};

/// How a table is written down.
struct TableFormat
{
    enum class Kind {
        Delimited, ///< RFC 4180 and its relatives: cells in quotes where needed, line ends LF, CRLF or CR, also mixed.
        JsonLines, ///< One object a line; its members are the columns.
    };
    Kind kind = Kind::Delimited;
    SourceEncoding encoding = SourceEncoding::Utf8; ///< JSON Lines are always UTF-8.
    char separator = ','; ///< One of separators; of Delimited.
    bool hasHeader = true; ///< The first row names the columns; of Delimited.
    bool operator==(const TableFormat &) const = default;

    static constexpr char separators[] = {',', ';', '\t', '|'};
};

/// Names as a header row gives them, made usable: blanks around them go, a column without a name is called
/// "Column 3" (by `nameless`, with the number in place of %1). Empty cells at the row's end are no columns.
[[nodiscard]] QStringList columnNames(QStringList header, const QString &nameless = QStringLiteral("Column %1"));

/// What a file looks like, judged by its beginning. A person can change each of it; what is not certain is shown as a
/// guess.
struct FormatGuess
{
    TableFormat format;
    bool encodingIsCertain = false; ///< A byte order mark, or bytes above 127 that are UTF-8, or none at all.
    bool separatorIsCertain = false; ///< Several rows agree in their number of cells.
    bool operator==(const FormatGuess &) const = default;
};

inline constexpr qsizetype guessBytes = 256 * 1024;

/// `head`: the first guessBytes of the file, or all of it if it is shorter.
[[nodiscard]] FormatGuess guessTableFormat(const QByteArray &head);
/// Reads the beginning of the file. Errors as openOutsideFile(). Blocks for a moment.
[[nodiscard]] Result<FormatGuess> guessTableFormat(const QString &file);

} // namespace muster
