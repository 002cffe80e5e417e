// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/audience.h"
#include "network/wire/result.h"

#include <QByteArray>

namespace muster {

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
