// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/dialects/contract/contractenrichment.h"

#include "network/http/apicall.h"
#include "network/http/apitransport.h"

#include <QUrl>

namespace muster {

namespace {

// Contract section 4. It names no status; these are the words for what has ended.
EnrichmentLimits contractLimits()
{
    return EnrichmentLimits{.perContact = std::chrono::milliseconds(10),
                            .contactsPerCall = 500,
                            .contactsPerSecond = 500,
                            .closedStatuses = {QStringLiteral("completed"), QStringLiteral("stopped"),
                                               QStringLiteral("archived"), QStringLiteral("deleted")}};
}

} // namespace

ContractEnrichment::ContractEnrichment(ApiTransport &transport)
    : EnrichmentClient(transport)
    , m_limits(contractLimits())
{
}

QCoro::Task<Result<QList<Campaign>>> ContractEnrichment::campaigns(CallObserver *observer, std::stop_token stop)
{
    return callAndDecode<QList<Campaign>>(
        &transport(), {.operation = Operation::ListCampaigns},
        [codec = m_codec](const QByteArray &body) { return codec.campaigns(body); }, observer, std::move(stop));
}

QCoro::Task<Result<Campaign>> ContractEnrichment::campaign(QString campaignId, CallObserver *observer,
                                                           std::stop_token stop)
{
    return callAndDecode<Campaign>(
        &transport(), {.operation = Operation::ReadCampaign, .pathArguments = {campaignId}},
        [codec = m_codec, campaignId](const QByteArray &body) -> Result<Campaign> {
            auto campaign = codec.campaign(body);
            if (!campaign || campaign->id == campaignId)
                return campaign;
            return failure(ErrorKind::UnexpectedShape, "other_campaign");
        },
        observer, std::move(stop));
}

QCoro::Task<Result<ListSchema>> ContractEnrichment::schema(QString listId, CallObserver *observer, std::stop_token stop)
{
    return callAndDecode<ListSchema>(
        &transport(), {.operation = Operation::ReadListSchema, .pathArguments = {listId}},
        [codec = m_codec, listId](const QByteArray &body) { return codec.schema(body, listId); }, observer,
        std::move(stop));
}

QCoro::Task<EnrichmentAnswer> ContractEnrichment::sendBatch(std::shared_ptr<const EnrichmentBatch> batch, DialConsent,
                                                            CallObserver *observer, std::stop_token stop)
{
    ApiCall call{.operation = Operation::EnrichContacts, .pathArguments = {batch->schema().listId}};
    call.body = [codec = m_codec, batch] { return codec.batch(*batch); };
    call.records = static_cast<int>(batch->contactCount());
    call.recordsPerSecond = limits().contactsPerSecond;
    const WriteWatch watch(call);
    const auto reply = co_await transport().call(std::move(call), observer, std::move(stop));
    if (reply)
        co_return m_codec.enriched(reply->status, reply->body, batch->contactCount());
    EnrichmentAnswer answer{.fate = watch.fateAfter(reply.error()), .error = reply.error()};
    if (answer.fate == WriteFate::Rejected)
        answer.faults = m_codec.faults(reply.error(), *batch);
    co_return answer;
}

QCoro::Task<RefreshAnswer> ContractEnrichment::refresh(QString listId, CallObserver *observer, std::stop_token stop)
{
    ApiCall call{.operation = Operation::RefreshList, .pathArguments = {listId}};
    const WriteWatch watch(call);
    const auto reply = co_await transport().call(std::move(call), observer, std::move(stop));
    if (!reply)
        co_return {watch.fateAfter(reply.error()), reply.error()};
    constexpr int accepted = 202;
    co_return {reply->status == accepted ? WriteFate::Accepted : WriteFate::Applied, {}};
}

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
    ApiCall call{.operation = Operation::RegisterWebhook, .subject = registration.name};
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
