// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/http/callobserver.h"
#include "network/wire/enrichment.h"

#include <QCoro/QCoroTask>
#include <QStringList>
#include <stop_token>

namespace muster {

class ApiTransport;

/// What the dialect can tell a CRM of.
struct WebhookLimits
{
    QStringList events; ///< In the order in which they are to be offered.
    int maxRetries = 100; ///< 0 to this.
    std::chrono::milliseconds maxBackoff = std::chrono::hours(1); ///< 0 to this.
};

/// Registers where a tenant tells a CRM of enriched contacts (contract section 4). The service has no way to read
/// registrations: whether one stands is found out by registering the same again, which changes nothing. GUI thread; one
/// attempt, never repeated here (but for the one replay after a 401).
class WebhooksClient
{
public:
    explicit WebhooksClient(ApiTransport &transport);

    [[nodiscard]] const WebhookLimits &limits() const;
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

private:
    ApiTransport &m_transport;
};

} // namespace muster
