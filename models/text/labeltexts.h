// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/documents/labelagreement.h"
#include "models/rules/documents/maskmeasure.h"

#include <QString>

namespace muster {

/// Whose labels and findings a labelled file's differences are about.
enum class LabelSides { PersonAndMasking, TwoPeople };

/// "98.1 %": a share with one decimal, never rounded up to all or down to none.
[[nodiscard]] QString scoreShareText(double share);
[[nodiscard]] QString kappaText(double kappa); ///< "0.87"
[[nodiscard]] QString labelDifferenceText(LabelDifference::What what, LabelSides sides); ///< "Missed"
/// "1,204 texts with 312 labels: recall 98.1 %, precision 99.0 %, F2 98.3 %."; `before`: an earlier measurement of the
/// same file to compare with, or nullptr.
[[nodiscard]] QString measureSummary(const MaskMeasure &measure, const MaskMeasure *before);
/// "1,204 texts: 312 labels in the first file, 308 in the second; agreement 96.0 %, kappa 0.94."
[[nodiscard]] QString agreementSummary(const LabelAgreement &agreement);
/// What an agreement like that means for the figures measured by such labels; empty where it is high.
[[nodiscard]] QString agreementAdvice(const LabelAgreement &agreement);
[[nodiscard]] QString labelLanguageText(const QString &language); ///< "de"; "not specified" for an empty one.

} // namespace muster
