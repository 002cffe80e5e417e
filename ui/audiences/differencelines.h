// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/audiences/criteriadiff.h"
#include "models/items/criterialinesmodel.h"
#include "models/rules/criteria/criteriafield.h"

namespace muster {

/// A definition and the tree whose boxes its lines can be linked to.
struct DifferenceSide
{
    AudienceDefinition definition;
    CriteriaTree tree; ///< Of what would be sent.
    [[nodiscard]] static DifferenceSide of(const AudienceDefinition &definition);
};

/// What differs, in words: first the criteria box by box, then the other parts. `names`: of audiences by id in lower
/// case, for exclusions. Nodes are those of `after.tree`.
[[nodiscard]] QList<CriteriaLine> differenceLines(const DifferenceSide &before, const DifferenceSide &after,
                                                  const CriteriaFields &fields, const QHash<QString, QString> &names);

[[nodiscard]] QString audiencePartTitle(AudiencePart part); ///< "Name", "Criteria".
/// What a definition says for that part, in words; may be empty. Criteria are a sentence.
[[nodiscard]] QString audiencePartText(const AudienceDefinition &definition, AudiencePart part,
                                       const CriteriaFields &fields, const QHash<QString, QString> &names);

} // namespace muster
