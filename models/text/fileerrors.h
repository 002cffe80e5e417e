// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/text/codewords.h"

#include <span>

namespace muster {

/// Codes of files that a person brings without saying what they are, see guessFileKind(). In the context "FileErrors";
/// nullptr for any other.
[[nodiscard]] const CodeWords *fileErrorWords(QStringView code);
[[nodiscard]] std::span<const WordsRow> fileErrorRows(); ///< All of them, for the catalogue.

} // namespace muster
