// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/text/codewords.h"

#include <span>

namespace muster {

/// Codes of what a person names on the command line or in a field: connections, runs, filters. In the context
/// "NamingErrors"; nullptr for any other.
[[nodiscard]] const CodeWords *namingErrorWords(QStringView code);
[[nodiscard]] std::span<const WordsRow> namingErrorRows(); ///< All of them, for the catalogue.

} // namespace muster
