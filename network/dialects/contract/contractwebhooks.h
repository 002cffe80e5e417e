// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/api/webhooksclient.h"
#include "network/codec/enrichmentcodec.h"

namespace muster {

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
