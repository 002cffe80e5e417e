// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/text/codewords.h"

#include <span>

namespace muster {

/// Codes of contacts at hand and of field profiles; nullptr for any other. In the context "EstimateErrors".
[[nodiscard]] const CodeWords *estimateErrorWords(QStringView code);
[[nodiscard]] std::span<const WordsRow> estimateErrorRows(); ///< All of them, for the catalogue.

} // namespace muster
