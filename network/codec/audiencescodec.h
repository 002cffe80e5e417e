// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/audience.h"
#include "network/wire/result.h"

#include <QByteArray>

namespace muster {

/// Bytes <-> neutral values for audiences; one per dialect. Pure, safe on any thread. Texts of a service in what is
/// returned are not yet masked.
class AudiencesCodec
{
public:
    virtual ~AudiencesCodec() = default;
    [[nodiscard]] virtual Result<QList<AudienceSummary>> list(const QByteArray &body) const = 0;
    /// UnexpectedShape with code "other_audience" when the answer is about another one than `id`.
    [[nodiscard]] virtual Result<Audience> audience(const QByteArray &body, const QString &id) const = 0;
    /// The body of a registration; the same bytes for the same values.
    [[nodiscard]] virtual QByteArray registration(const AudienceDefinition &definition, qint64 version) const = 0;
    /// What an accepted answer to a registration of `version` proves.
    [[nodiscard]] virtual AudienceAnswer registered(int httpStatus, const QByteArray &body, const QString &id,
                                                    qint64 version) const
        = 0;
};

/// Contract section 6.2. Numbers of criteria are read and written digit for digit. A fault of an answer names its place
/// as `criteria.conditions[2].value`, or `items[3].version`.
class ContractAudiencesCodec final : public AudiencesCodec
{
public:
    [[nodiscard]] Result<QList<AudienceSummary>> list(const QByteArray &body) const override;
    [[nodiscard]] Result<Audience> audience(const QByteArray &body, const QString &id) const override;
    [[nodiscard]] QByteArray registration(const AudienceDefinition &definition, qint64 version) const override;
    [[nodiscard]] AudienceAnswer registered(int httpStatus, const QByteArray &body, const QString &id,
                                            qint64 version) const override;
};

} // namespace muster
