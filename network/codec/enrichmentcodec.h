// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/enrichment.h"
#include "network/wire/enrichmentbatch.h"
#include "network/wire/result.h"

#include <QByteArray>

namespace muster {

/// Bytes <-> neutral values for enrichment; one per dialect. Pure, safe on any thread. Texts of a service in what is
/// returned are not yet masked.
class EnrichmentCodec
{
public:
    virtual ~EnrichmentCodec() = default;
    [[nodiscard]] virtual Result<QList<Campaign>> campaigns(const QByteArray &body) const = 0;
    [[nodiscard]] virtual Result<Campaign> campaign(const QByteArray &body) const = 0;
    [[nodiscard]] virtual Result<ListSchema> schema(const QByteArray &body, const QString &listId) const = 0;
    /// The body of a batch whose values are canonical (see attributevalue.h).
    [[nodiscard]] virtual QByteArray batch(const EnrichmentBatch &batch) const = 0;
    /// What an accepted answer to a batch of `sent` contacts proves.
    [[nodiscard]] virtual EnrichmentAnswer enriched(int httpStatus, const QByteArray &body, std::size_t sent) const = 0;
    /// What a refusal names in `batch`; a contact out of its range is none.
    [[nodiscard]] virtual QList<EnrichmentFault> faults(const ApiError &refusal, const EnrichmentBatch &batch) const
        = 0;
    [[nodiscard]] virtual QByteArray registration(const WebhookRegistration &webhook) const = 0;
    /// What an accepted answer to a registration proves.
    [[nodiscard]] virtual WebhookAnswer registered(int httpStatus, const QByteArray &body,
                                                   const WebhookRegistration &webhook) const
        = 0;
};

/// Contract section 4. Numbers go out digit for digit. A refusal names its faults as `contacts[3]`,
/// `contacts[3].contactId` and `contacts[3].attributes.NAME`; an answer to a registration is the registration as it
/// stands, with `webhookId`, or empty.
class ContractEnrichmentCodec final : public EnrichmentCodec
{
public:
    [[nodiscard]] Result<QList<Campaign>> campaigns(const QByteArray &body) const override;
    [[nodiscard]] Result<Campaign> campaign(const QByteArray &body) const override;
    [[nodiscard]] Result<ListSchema> schema(const QByteArray &body, const QString &listId) const override;
    [[nodiscard]] QByteArray batch(const EnrichmentBatch &batch) const override;
    [[nodiscard]] EnrichmentAnswer enriched(int httpStatus, const QByteArray &body, std::size_t sent) const override;
    [[nodiscard]] QList<EnrichmentFault> faults(const ApiError &refusal, const EnrichmentBatch &batch) const override;
    [[nodiscard]] QByteArray registration(const WebhookRegistration &webhook) const override;
    [[nodiscard]] WebhookAnswer registered(int httpStatus, const QByteArray &body,
                                           const WebhookRegistration &webhook) const override;
};

} // namespace muster
