// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/codec/criteriacodec.h"
#include "network/wire/audience.h"
#include "network/wire/result.h"

#include <QByteArray>

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
                                         JsonWriter::Form layout = JsonWriter::Form::Line);

/// Bytes <-> neutral values for audiences, as the contract has them. Pure, safe on any thread. Texts of a service in
/// what is returned are not yet masked. Contract section 6.2. Numbers of criteria are read and written digit for digit.
/// A fault of an answer names its place as `criteria.conditions[2].value`, or `items[3].version`.
class ContractAudiencesCodec
{
public:
    [[nodiscard]] Result<QList<AudienceSummary>> list(const QByteArray &body) const;
    /// UnexpectedShape with code "other_audience" when the answer is about another one than `id`.
    [[nodiscard]] Result<Audience> audience(const QByteArray &body, const QString &id) const;
    /// The body of a registration; the same bytes for the same values.
    [[nodiscard]] QByteArray registration(const AudienceDefinition &definition, qint64 version) const;
    /// What an accepted answer to a registration of `version` proves.
    [[nodiscard]] AudienceAnswer registered(int httpStatus, const QByteArray &body, const QString &id,
                                            qint64 version) const;
};

} // namespace muster
