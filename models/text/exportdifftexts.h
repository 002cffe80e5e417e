// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/exportdiff/exportdiff.h"

#include <QString>
#include <QStringList>

namespace muster {

[[nodiscard]] QString rowChangeText(RowChange change); ///< "Changed"
[[nodiscard]] QString rowChangeTitle(RowChange change, qint64 count); ///< "Changed (1,234)"
/// What must be known before the figures are believed: columns that were not compared, a file without proof. A sentence
/// each; often none.
[[nodiscard]] QStringList exportDiffNotes(const ExportDiff &diff);
/// "1,234 changed, 5 joined, 6 left; 98,765 unchanged."
[[nodiscard]] QString exportDiffSummary(const ExportDiff &diff);

} // namespace muster
