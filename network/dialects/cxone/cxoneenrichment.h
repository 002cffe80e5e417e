// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/api/enrichmentclient.h"
#include "network/dialects/cxone/cxonelistwriter.h"

namespace muster {

/// Enrichment by uploads to calling lists. CXone has no campaigns in this sense: each calling list stands for itself,
/// with the skills that call from it. What is written goes through CxoneListWriter. See
/// resources/decisions/cxone-enrichment.md.
class CxoneEnrichment final : public EnrichmentClient
{
public:
    explicit CxoneEnrichment(ApiTransport &transport);

    [[nodiscard]] const EnrichmentLimits &limits() const override { return m_limits; }
    [[nodiscard]] QCoro::Task<Result<QList<Campaign>>> campaigns(CallObserver *observer, std::stop_token stop) override;
    /// NotFound "campaign_unknown" where there is no such list.
    [[nodiscard]] QCoro::Task<Result<Campaign>> campaign(QString campaignId, CallObserver *observer,
                                                         std::stop_token stop) override;
    /// The fields that can be written, all of them text. BadInput "no_writable_columns" where there is none.
    [[nodiscard]] QCoro::Task<Result<ListSchema>> schema(QString listId, CallObserver *observer,
                                                         std::stop_token stop) override;
    /// There is none: NotSent with "operation_unavailable".
    [[nodiscard]] QCoro::Task<RefreshAnswer> refresh(QString listId, CallObserver *observer,
                                                     std::stop_token stop) override;

private:
    /// See CxoneListWriter::write().
    [[nodiscard]] QCoro::Task<EnrichmentAnswer> sendBatch(std::shared_ptr<const EnrichmentBatch> batch,
                                                          DialConsent consent, CallObserver *observer,
                                                          std::stop_token stop) override;
    [[nodiscard]] QCoro::Task<Result<QHash<QString, Dialer::State>>> skillStates(CallObserver *observer,
                                                                                 std::stop_token stop);

    const EnrichmentLimits m_limits;
    CxoneListWriter m_writer;
};

/// CXone tells nobody of contacts.
class CxoneWebhooks final : public WebhooksClient
{
public:
    explicit CxoneWebhooks(ApiTransport &transport);

    [[nodiscard]] const WebhookLimits &limits() const override { return m_limits; }

private:
    /// Never asked for: there is no event that a registration could name.
    [[nodiscard]] QCoro::Task<WebhookAnswer> sendRegistration(WebhookRegistration registration, CallObserver *observer,
                                                              std::stop_token stop) override;

    const WebhookLimits m_limits;
};

} // namespace muster
