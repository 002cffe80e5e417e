// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/audiences/criteriadiff.h"
#include "models/rules/criteria/criteriafield.h"
#include "network/wire/audience.h"

#include <QString>
#include <optional>

namespace muster {

/// Where the people of an audience come from, in words: "Customer 360".
[[nodiscard]] QString audienceSourceText(AudienceSource source);
/// The same of an answer, whose word we may not know; then that word, made visible.
[[nodiscard]] QString audienceSourceText(std::optional<AudienceSource> source, const QString &word);
/// How far the service is with counting: "Counted", "Counting again", "Not counted yet", "Could not be counted", or the
/// service's own word.
[[nodiscard]] QString evaluationText(const AudienceEvaluation &evaluation);
/// "12,480", or that it is not known. People.
[[nodiscard]] QString audienceSizeText(const std::optional<qint64> &size);

/// "Added", "Removed", "Moved", "Changed".
[[nodiscard]] QString criteriaChangeWord(CriteriaChange::Kind kind);
/// "added", "removed", "moved", "changed".
[[nodiscard]] QString criteriaChangeKey(CriteriaChange::Kind kind);
/// What is different: "annual revenue is over 500,000" for something that was added or removed, "X became Y" for what
/// changed, "X: from condition 1 of group 1 to condition 2 of group 3" for what moved.
[[nodiscard]] QString criteriaChangeText(const CriteriaChange &change, const CriteriaTree &before,
                                         const CriteriaTree &after, const CriteriaFields &fields);

/// "Name", "Description", ...
[[nodiscard]] QString audiencePartText(AudiencePart part);
/// What a definition has there, in words; "none" where it has nothing.
[[nodiscard]] QString audiencePartValueText(AudiencePart part, const AudienceDefinition &definition,
                                            const CriteriaFields &fields);

} // namespace muster
