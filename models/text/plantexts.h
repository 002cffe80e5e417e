// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/numbers/numberplan.h"
#include "models/rules/numbers/plandifference.h"

#include <QString>

namespace muster {

/// "9.0.35 of 16 July 2026, came with Muster". Pure functions; any thread.
[[nodiscard]] QString planEditionText(const PlanEdition &edition);
/// What to think of plans that are old; empty: they are not.
[[nodiscard]] QString planAgeText(const PlanEdition &edition, QDate today);
/// "+49 (DE)", "+800".
[[nodiscard]] QString callingCodeText(const PlanDifference &difference);
/// A count of numbers that may be beyond all that is told one by one: "268,600,000".
[[nodiscard]] QString numberCountText(double count);

} // namespace muster
