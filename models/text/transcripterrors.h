// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/text/codewords.h"

namespace muster {

/// Codes of fetching transcripts; nullptr for any other. In the context "TranscriptErrors".
[[nodiscard]] const CodeWords *transcriptErrorWords(QStringView code);

} // namespace muster
