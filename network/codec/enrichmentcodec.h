// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/enrichment.h"
#include "network/wire/result.h"

#include <QByteArray>

namespace muster {

/// Bytes <-> neutral values for enrichment, as the contract has them. Pure, safe on any thread. Texts of a service in
/// what is returned are not yet masked. Contract section 4. Numbers go out digit for digit. A refusal names its faults
/// as `contacts[3]`, `contacts[3].contactId` and `contacts[3].attributes.NAME`; an answer to a registration is the
/// registration as it stands, with `webhookId`, or empty.
class ContractEnrichmentCodec
{
public:
    [[nodiscard]] Result<QList<Campaign>> campaigns(const QByteArray &body) const;
    [[nodiscard]] Result<Campaign> campaign(const QByteArray &body) const;
    [[nodiscard]] Result<ListSchema> schema(const QByteArray &body, const QString &listId) const;
    /// The body of a batch whose values are canonical (see attributevalue.h).
    [[nodiscard]] QByteArray batch(const EnrichmentBatch &batch) const;
    /// What an accepted answer to a batch of `sent` contacts proves.
    [[nodiscard]] EnrichmentAnswer enriched(int httpStatus, const QByteArray &body, std::size_t sent) const;
    /// What a refusal names in `batch`; a contact out of its range is none.
    [[nodiscard]] QList<EnrichmentFault> faults(const ApiError &refusal, const EnrichmentBatch &batch) const;
    [[nodiscard]] QByteArray registration(const WebhookRegistration &webhook) const;
    /// What an accepted answer to a registration proves.
    [[nodiscard]] WebhookAnswer registered(int httpStatus, const QByteArray &body,
                                           const WebhookRegistration &webhook) const;
};

} // namespace muster
