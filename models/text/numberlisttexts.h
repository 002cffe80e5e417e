// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/lists/numberlistreader.h"
#include "models/rules/lists/sanitizationdirective.h"

#include <QString>
#include <QStringList>

namespace muster {

/// What an import found, one sentence a line: first what was taken, then, if there is any, what was not and where.
[[nodiscard]] QStringList numberListReportText(const NumberListReport &report);
/// Why a number is on a list: "On the list “Do not call”, last seen 2 January 2026, 323 days ago." `today` in local
/// time.
[[nodiscard]] QString numberHitText(const QString &listName, const NumberHit &hit, const QDate &today);
/// NumberRepair::proof() in words: "Undone: exponent, lost plus sign. Of 3 readings exactly one is a valid number."
/// A proof that is not one of ours is returned as it is.
[[nodiscard]] QString repairProofText(const QString &proof);
[[nodiscard]] QString directiveRuleText(DirectiveRule rule); ///< "Numbers that are not valid", ...

} // namespace muster
