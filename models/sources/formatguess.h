// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/sources/tableformat.h"
#include "network/wire/result.h"

#include <QByteArray>

namespace muster {

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

Q_DECLARE_METATYPE(muster::FormatGuess)
