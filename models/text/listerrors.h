// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/text/codewords.h"

#include <QString>
#include <span>

namespace muster {

/// Codes of directives, number lists, plans, overrides and mappings; nullptr for any other. In the context
/// "ListErrors".
[[nodiscard]] const CodeWords *listErrorWords(QStringView code);
[[nodiscard]] std::span<const WordsRow> listErrorRows(); ///< All of them, for the catalogue.

/// Where in a file, in words: "row 12, column 3" for "12:3" of a code of CSV files; empty for any other.
[[nodiscard]] QString listErrorPlace(QStringView code, const QString &subject);

} // namespace muster
