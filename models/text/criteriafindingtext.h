// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/criteria/criteriafield.h"
#include "models/rules/criteria/criteriarules.h"

#include <QString>

namespace muster {

/// A finding as whole sentences: what it is, and what to do where that is not plain. `criteria`: what was judged.
[[nodiscard]] QString criteriaFindingText(const CriteriaFinding &finding, const CriteriaGroup &criteria,
                                          const CriteriaFields &fields);
/// "Error", "Warning", "Remark".
[[nodiscard]] QString severityText(CriteriaFinding::Severity severity);
/// "condition 3 of group 2", "group 2", "the criteria": groups are counted in reading order, the outer one is group 1.
[[nodiscard]] QString criteriaPlaceText(const CriteriaGroup &criteria, const CriteriaPath &path);

} // namespace muster
