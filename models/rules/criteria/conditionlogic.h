// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/criteria/criteriafield.h"

namespace muster {

/// What follows from two conditions on one field, without any contact. Sound under the rules of
/// resources/decisions/audience-estimate.md (a contact without the field matches not_equals only; text is compared
/// exactly; numbers by value; days as text); where those leave a doubt the answer is no.

/// Nobody can match both.
[[nodiscard]] bool excludeEachOther(const CriteriaCondition &one, const CriteriaCondition &other,
                                    const CriteriaField *field);

enum class Coverage {
    None,
    WhenPresent, ///< Everybody who has the field with a value of its type matches one of them.
    Everybody, ///< Whoever lacks the field, too.
};
/// How many match at least one of the two.
[[nodiscard]] Coverage coverageOf(const CriteriaCondition &one, const CriteriaCondition &other,
                                  const CriteriaField *field);
/// Of one alone: contains or starts with the empty text.
[[nodiscard]] Coverage coverageOf(const CriteriaCondition &condition);

/// Both say the same: equal, or the same number spelled otherwise.
[[nodiscard]] bool saySame(const CriteriaCondition &one, const CriteriaCondition &other);

/// YYYY-MM-DD, a day of the calendar; behind it perhaps a T and a time.
[[nodiscard]] bool isDayText(const QString &text);
/// As JSON spells a number.
[[nodiscard]] bool isNumberText(const QString &text);

} // namespace muster
