// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/text/codewords.h"

#include <span>

namespace muster {

/// Codes of masking: documents, policies, keys of pseudonyms; nullptr for any other. In the context "MaskingErrors".
[[nodiscard]] const CodeWords *maskingErrorWords(QStringView code);
[[nodiscard]] std::span<const WordsRow> maskingErrorRows(); ///< All of them, for the catalogue.

} // namespace muster
