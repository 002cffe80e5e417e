// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/text/codewords.h"

#include <span>

namespace muster {

/// Codes of registering audiences and of their drafts and versions; nullptr for any other. In the context
/// "RegisterErrors".
[[nodiscard]] const CodeWords *registerErrorWords(QStringView code);
[[nodiscard]] std::span<const WordsRow> registerErrorRows(); ///< All of them, for the catalogue.

} // namespace muster
