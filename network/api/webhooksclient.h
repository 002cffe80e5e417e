// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/http/apicall.h"
#include "network/wire/enrichment.h"
#include "network/wire/limits.h"

#include <QCoro/QCoroTask>
#include <stop_token>

namespace muster {

class ApiTransport;

/// Registers where a tenant tells a CRM of enriched contacts (contract section 4). The service has no way to read
/// registrations: whether one stands is found out by registering the same again, which changes nothing. GUI thread; one
/// attempt, never repeated here (but for the one replay after a 401).
class WebhooksClient
{
public:
    virtual ~WebhooksClient() = default;
    WebhooksClient(const WebhooksClient &) = delete;
    WebhooksClient &operator=(const WebhooksClient &) = delete;

    [[nodiscard]] virtual const WebhookLimits &limits() const = 0;
    /// What is wrong with it before anything is sent: BadInput with code "webhook_name" (blank, longer than 100
    /// characters, or half a surrogate pair), "webhook_events" (none, one twice, one that limits() does not know),
    /// "webhook_retries", "webhook_backoff"; AddressRefused with a code of addressFault(): https only, plain http to
    /// loopback only, no user name, no literal address of the link-local or multicast kind (S11, S12).
    [[nodiscard]] std::optional<ApiError> fault(const WebhookRegistration &registration) const;

    /// What fault() finds is NotSent. Applied with Registered or AlreadyThere; Rejected with OtherContent and kind
    /// Conflict (409). Unknown: 5xx, lost, timed out, and a 2xx answer that speaks of another registration
    /// (UnexpectedShape, "other_registration"); registering again settles it. No error holds the address's path or
    /// query, which may carry a secret.
    [[nodiscard]] QCoro::Task<WebhookAnswer> registerWebhook(WebhookRegistration registration, CallObserver *observer,
                                                             std::stop_token stop);

protected:
    /// The transport outlives the client.
    explicit WebhooksClient(ApiTransport &transport);
    [[nodiscard]] ApiTransport &transport() const { return m_transport; }

    /// registerWebhook(), once the registration was judged.
    [[nodiscard]] virtual QCoro::Task<WebhookAnswer> sendRegistration(WebhookRegistration registration,
                                                                      CallObserver *observer, std::stop_token stop)
        = 0;

private:
    ApiTransport &m_transport;
};

} // namespace muster
