// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/dialects/contract/contractenrichment.h"

#include "network/http/decoding.h"
#include "network/http/writewatch.h"

namespace muster {

namespace {

// Contract section 4. It names no status; these are the words for what has ended.
EnrichmentLimits contractLimits()
{
    EnrichmentLimits limits;
    limits.perContact = std::chrono::milliseconds(10);
    limits.contactsPerCall = 500;
    limits.contactsPerSecond = 500;
    limits.closedStatuses = {QStringLiteral("completed"), QStringLiteral("stopped"), QStringLiteral("archived"),
                             QStringLiteral("deleted")};
    return limits;
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
            return failure({.kind = ErrorKind::UnexpectedShape, .code = QStringLiteral("other_campaign")});
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

QCoro::Task<EnrichmentAnswer> ContractEnrichment::sendBatch(std::shared_ptr<const EnrichmentBatch> batch,
                                                            CallObserver *observer, std::stop_token stop)
{
    ApiCall call;
    call.operation = Operation::EnrichContacts;
    call.pathArguments = {batch->schema().listId};
    call.body = [codec = m_codec, batch] { return codec.batch(*batch); };
    call.records = static_cast<int>(batch->contactCount());
    call.recordsPerSecond = limits().contactsPerSecond;
    const WriteWatch watch(call);
    const auto reply = co_await transport().call(std::move(call), observer, std::move(stop));
    if (reply)
        co_return m_codec.enriched(reply->status, reply->body, batch->contactCount());
    EnrichmentAnswer answer;
    answer.fate = watch.fateAfter(reply.error());
    answer.error = reply.error();
    if (answer.fate == WriteFate::Rejected)
        answer.faults = m_codec.faults(reply.error(), *batch);
    co_return answer;
}

QCoro::Task<RefreshAnswer> ContractEnrichment::refresh(QString listId, CallObserver *observer, std::stop_token stop)
{
    ApiCall call;
    call.operation = Operation::RefreshList;
    call.pathArguments = {listId};
    const WriteWatch watch(call);
    const auto reply = co_await transport().call(std::move(call), observer, std::move(stop));
    if (!reply)
        co_return {watch.fateAfter(reply.error()), reply.error()};
    constexpr int accepted = 202;
    co_return {reply->status == accepted ? WriteFate::Accepted : WriteFate::Applied, {}};
}

} // namespace muster
