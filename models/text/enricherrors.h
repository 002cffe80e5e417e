// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/text/codewords.h"

#include <span>

namespace muster {

/// Codes of enrichment: mappings, sources, campaigns, webhooks; nullptr for any other. In the context "EnrichErrors".
[[nodiscard]] const CodeWords *enrichErrorWords(QStringView code);
[[nodiscard]] std::span<const WordsRow> enrichErrorRows(); ///< All of them, for the catalogue.

} // namespace muster
