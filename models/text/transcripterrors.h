// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/text/codewords.h"

#include <span>

namespace muster {

/// Codes of fetching transcripts; nullptr for any other. In the context "TranscriptErrors".
[[nodiscard]] const CodeWords *transcriptErrorWords(QStringView code);
[[nodiscard]] std::span<const WordsRow> transcriptErrorRows(); ///< All of them, for the catalogue.

} // namespace muster
