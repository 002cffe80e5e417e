// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/codec/criteriacodec.h"
#include "network/wire/audience.h"

namespace muster {

/// What a file of a definition held: the body of a PUT (contract section 6.2), or no more than the criteria.
struct DefinitionText
{
    AudienceDefinition definition; ///< Of bare criteria: nothing else set.
    bool bareCriteria = false;
    std::optional<qint64> version; ///< As written there; who registers decides for himself.
    bool operator==(const DefinitionText &) const = default;
};

/// Both forms; which one it is shows from the member "criteria". Unknown members, wrong types and what is lacking are
/// faults; lengths, ids and all that a rule can judge are not. Pure, safe on any thread.
[[nodiscard]] CriteriaRead<DefinitionText> readDefinition(const QByteArray &json);

/// Exactly the members of the contract: name, description unless empty, criteria, exclusions unless empty, data_source,
/// recalculate_on_update, version if given.
[[nodiscard]] QByteArray writeDefinition(const AudienceDefinition &definition, std::optional<qint64> version,
                                         CriteriaLayout layout = CriteriaLayout::Compact);

} // namespace muster
