// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/run.h"

#include <QString>
#include <span>

namespace muster {

struct OutcomeWords
{
    QString headline; ///< "Exported 1,234 records"
    QString detail; ///< What that means and what to do next; may be empty.
};
[[nodiscard]] OutcomeWords outcomeWords(RunKind kind, const RunOutcome &outcome, const RunMetrics &metrics);
/// "duplicates:12" as a sentence.
[[nodiscard]] QString findingText(const QString &finding);

/// The keys of which findingText() (see outcometexts.h) makes sentences, in its order. For the catalogue; a test
/// compares them with the sentences there are.
[[nodiscard]] std::span<const char *const> resultFindingKeys();

} // namespace muster
