// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/numbers/numberplan.h"

#include <string>
#include <vector>

namespace muster {

/// What two editions of the numbering plans say differently of one calling code. Counts are numbers (all that could be
/// dialled, whether anybody has them or not), exact up to 2^53.
struct PlanDifference
{
    int callingCode = 0;
    std::string regions; ///< "DE"; several of them "GB, GG, IM, JE", in the order of the plan.
    double newlyValid = 0; ///< In a range of the second edition only.
    double noLongerValid = 0; ///< In a range of the first edition only.
    double otherAnswer = 0; ///< Valid in both, of another region or line type.
    bool operator==(const PlanDifference &) const = default;
};

/// By calling code; those without a difference are left out. Walks the tables of both, some 100 ms. Any thread.
[[nodiscard]] std::vector<PlanDifference> planDifferences(const NumberPlan &before, const NumberPlan &after);

} // namespace muster
