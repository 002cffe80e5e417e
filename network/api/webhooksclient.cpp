// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/api/webhooksclient.h"

#include "network/api/unusable.h"
#include "network/api/writefate.h"
#include "network/http/apitransport.h"
#include "network/http/originpolicy.h"

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

/// Takes the server's words away where they repeat the address, which may carry a secret.
ApiError withoutAddress(ApiError error, const QString &address)
{
    const QUrl url(address);
    const auto tells = [&url](const QString &text) {
        const QString path = url.path(), query = url.query();
        return (path.size() > 1 && text.contains(path)) || (!query.isEmpty() && text.contains(query));
    };
    if (tells(error.detail))
        error.detail.clear();
    for (FieldFault &fault : error.details) {
        if (tells(fault.issue))
            fault.issue.clear();
    }
    return error;
}

} // namespace

WebhooksClient::WebhooksClient(ApiTransport &transport)
    : m_transport(transport)
{
}

const WebhookLimits &WebhooksClient::limits() const
{
    return m_transport.dialect().webhookLimits;
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
    const auto codec = m_transport.dialect().enrichment;
    ApiCall call;
    call.operation = Operation::RegisterWebhook;
    call.subject = registration.name;
    call.body = [codec, registration] { return codec->registration(registration); };
    const WriteWatch watch(call);
    const auto reply = co_await m_transport.call(std::move(call), observer, std::move(stop));
    if (reply)
        co_return codec->registered(reply->status, reply->body, registration);
    answer.fate = watch.fateAfter(reply.error());
    answer.error = withoutAddress(reply.error(), registration.url);
    if (answer.error->kind == ErrorKind::Conflict)
        answer.outcome = WebhookAnswer::Outcome::OtherContent;
    co_return answer;
}

} // namespace muster
