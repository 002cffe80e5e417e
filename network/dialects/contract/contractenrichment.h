// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/api/enrichmentclient.h"
#include "network/codec/enrichmentcodec.h"

namespace muster {

/// Contract section 4: a batch is one call, answered at once.
class ContractEnrichment final : public EnrichmentClient
{
public:
    explicit ContractEnrichment(ApiTransport &transport);

    [[nodiscard]] const EnrichmentLimits &limits() const override { return m_limits; }
    [[nodiscard]] QCoro::Task<Result<QList<Campaign>>> campaigns(CallObserver *observer, std::stop_token stop) override;
    [[nodiscard]] QCoro::Task<Result<Campaign>> campaign(QString campaignId, CallObserver *observer,
                                                         std::stop_token stop) override;
    [[nodiscard]] QCoro::Task<Result<ListSchema>> schema(QString listId, CallObserver *observer,
                                                         std::stop_token stop) override;
    [[nodiscard]] QCoro::Task<RefreshAnswer> refresh(QString listId, CallObserver *observer,
                                                     std::stop_token stop) override;

private:
    [[nodiscard]] QCoro::Task<EnrichmentAnswer> sendBatch(std::shared_ptr<const EnrichmentBatch> batch,
                                                          DialConsent consent, CallObserver *observer,
                                                          std::stop_token stop) override;

    const EnrichmentLimits m_limits;
    const ContractEnrichmentCodec m_codec;
};

/// Contract section 4.
class ContractWebhooks final : public WebhooksClient
{
public:
    explicit ContractWebhooks(ApiTransport &transport);

    [[nodiscard]] const WebhookLimits &limits() const override { return m_limits; }

private:
    [[nodiscard]] QCoro::Task<WebhookAnswer> sendRegistration(WebhookRegistration registration, CallObserver *observer,
                                                              std::stop_token stop) override;

    const WebhookLimits m_limits;
    const ContractEnrichmentCodec m_codec;
};

} // namespace muster
