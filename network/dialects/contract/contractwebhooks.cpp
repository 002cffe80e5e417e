// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/dialects/contract/contractwebhooks.h"

#include "network/http/apitransport.h"
#include "network/http/writewatch.h"

#include <QUrl>

namespace muster {

namespace {

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

ContractWebhooks::ContractWebhooks(ApiTransport &transport)
    : WebhooksClient(transport)
    , m_limits{.events = {QStringLiteral("contact.enriched"), QStringLiteral("contact.updated")}}
{
}

QCoro::Task<WebhookAnswer> ContractWebhooks::sendRegistration(WebhookRegistration registration, CallObserver *observer,
                                                              std::stop_token stop)
{
    WebhookAnswer answer;
    ApiCall call;
    call.operation = Operation::RegisterWebhook;
    call.subject = registration.name;
    call.body = [codec = m_codec, registration] { return codec.registration(registration); };
    const WriteWatch watch(call);
    const auto reply = co_await transport().call(std::move(call), observer, std::move(stop));
    if (reply)
        co_return m_codec.registered(reply->status, reply->body, registration);
    answer.fate = watch.fateAfter(reply.error());
    answer.error = withoutAddress(reply.error(), registration.url);
    if (answer.error->kind == ErrorKind::Conflict)
        answer.outcome = WebhookAnswer::Outcome::OtherContent;
    co_return answer;
}

} // namespace muster
