// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/api/webhooksclient.h"

#include "network/http/apitransport.h"
#include "network/http/originpolicy.h"
#include "network/wire/apierror.h"

#include <QUrl>

namespace muster {

namespace {

constexpr qsizetype longestName = 100;

bool areUsable(const QStringList &events, const QStringList &known)
{
    for (const QString &event : events) {
        if (!known.contains(event) || events.count(event) > 1)
            return false;
    }
    return !events.isEmpty();
}

} // namespace

WebhooksClient::WebhooksClient(ApiTransport &transport)
    : m_transport(transport)
{
}

std::optional<ApiError> WebhooksClient::fault(const WebhookRegistration &registration) const
{
    const QString &name = registration.name;
    if (name.trimmed().isEmpty() || name.size() > longestName || !name.isValidUtf16())
        return unusable("webhook_name");
    if (!areUsable(registration.events, limits().events))
        return unusable("webhook_events");
    if (registration.maxRetries < 0 || registration.maxRetries > limits().maxRetries)
        return unusable("webhook_retries");
    if (registration.backoff.count() < 0 || registration.backoff > limits().maxBackoff)
        return unusable("webhook_backoff");
    return addressFault(QUrl(registration.url, QUrl::StrictMode), AddressSource::Person);
}

QCoro::Task<WebhookAnswer> WebhooksClient::registerWebhook(WebhookRegistration registration, CallObserver *observer,
                                                           std::stop_token stop)
{
    WebhookAnswer answer;
    answer.error = fault(registration);
    if (answer.error)
        co_return answer;
    co_return co_await sendRegistration(std::move(registration), observer, std::move(stop));
}

} // namespace muster
