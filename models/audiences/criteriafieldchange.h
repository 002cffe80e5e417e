// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/audiences/criteriaedits.h"
#include "models/rules/criteria/criteriafield.h"

namespace muster {

/// Another field for a condition, and what follows from it, as one step: a comparison that does not fit the new field's
/// type becomes "equals", a number that was a text becomes a number and the other way round where it means the same. A
/// value that has no such form stays as it is, so that nothing a person typed is lost; the rules say that it does not
/// fit.
[[nodiscard]] CriteriaEditResult changeCriteriaField(const CriteriaTree &tree, CriteriaNodeId condition,
                                                     const QString &field, const CriteriaFields &fields);

/// Another type for the value of a condition whose field is not known: the same value where it has that form ("12" and
/// 12), else 0, false, or an empty text. A comparison that does not fit the type becomes "equals". One step.
[[nodiscard]] CriteriaEditResult changeCriteriaValueType(const CriteriaTree &tree, CriteriaNodeId condition,
                                                         CriteriaFieldType type);

} // namespace muster
