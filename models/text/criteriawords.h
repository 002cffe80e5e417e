// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/audiences/criteriaedits.h"
#include "models/rules/criteria/criteriafield.h"
#include "network/wire/criteria.h"

#include <QString>

namespace muster {

/// The words that criteria are made of, wherever they are shown: boxes, sentence, findings, steps to undo.

[[nodiscard]] QString criteriaJoinText(CriteriaJoin join); ///< "ALL of", "ANY of".
/// "is", "is not", "is over", "is after", "contains": as one says it of values of that type.
[[nodiscard]] QString criteriaOperatorText(CriteriaOperator op, CriteriaFieldType type);
/// What people call the field, see fieldLabel(), made visible; "(no field chosen)" for an empty name.
[[nodiscard]] QString criteriaFieldText(const QString &field, const CriteriaFields &fields);
/// A number with the locale's grouping, a day as it is sent, "yes" or "no", text as it is made visible; "nothing" in
/// brackets for an empty text.
[[nodiscard]] QString criteriaValueText(const CriteriaValue &value, CriteriaFieldType type);
/// The field's type; of one that is not known the type that its value has.
[[nodiscard]] CriteriaFieldType criteriaTypeOf(const CriteriaCondition &condition, const CriteriaFields &fields);
/// "annual revenue is over 500,000".
[[nodiscard]] QString criteriaConditionText(const CriteriaCondition &condition, const CriteriaFields &fields);

/// Which group it is, counted from 1 in reading order; the outer one is group 1.
[[nodiscard]] int criteriaGroupNumber(const CriteriaTree &tree, CriteriaNodeId group);
/// "Group 2", "Condition 3 of group 2": a condition is counted among the members of its group, groups included.
[[nodiscard]] QString criteriaNodeName(const CriteriaTree &tree, CriteriaNodeId id);
/// "Condition 3 of group 2: annual revenue is over 500,000", "Group 2: ANY of 3 members".
[[nodiscard]] QString criteriaNodeSentence(const CriteriaTree &tree, CriteriaNodeId id, const CriteriaFields &fields);

/// Why it is not done, and what would help; whole sentences. `tree`: the one that the edit was refused on.
[[nodiscard]] QString criteriaRefusalText(const CriteriaRefusal &refusal, const CriteriaTree &tree);
/// "Add a condition", "Move 3 boxes": for the list of steps. `count`: nodes that it was about.
[[nodiscard]] QString criteriaStepText(CriteriaStep step, int count);

/// What is wrong with a text that should be criteria, and at which place of it: a whole sentence. Where in the text
/// that is (`offset`) is for whoever shows the text.
[[nodiscard]] QString criteriaFaultText(const CriteriaFault &fault);

} // namespace muster
