// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/criteria/criteriafield.h"
#include "models/rules/criteria/criteriafinding.h"
#include "network/wire/audience.h"

namespace muster {

/// What is wrong with criteria as they would be sent, in reading order. Without known fields no field is unknown, and
/// what is said of values rests on the values alone.
///
/// Contradictions are looked for among conditions that must all hold: those of an AND group and of AND groups within
/// it. What lets everybody in is looked for among those of an OR group and OR groups within it. Both pair by pair, on
/// one field; see conditionlogic.h for what is taken as certain. Conditions and groups that say the same are told once,
/// at the later one. For hundreds of conditions; a pair is looked at once.
[[nodiscard]] CriteriaFindings judgeCriteria(const CriteriaGroup &criteria, const CriteriaFields &fields);

/// The same and what else is to be said of a definition. `ownId`: the audience that it is for; empty: not known yet.
[[nodiscard]] CriteriaFindings judgeAudience(const AudienceDefinition &definition, const QString &ownId,
                                             const CriteriaFields &fields);

} // namespace muster
