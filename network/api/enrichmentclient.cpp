// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/api/enrichmentclient.h"

#include "network/api/decoding.h"
#include "network/api/unusable.h"
#include "network/api/writefate.h"
#include "network/http/apitransport.h"
#include "network/wire/attributevalue.h"

#include <QUtf8StringView>
#include <algorithm>
#include <unordered_set>

namespace muster {

namespace {

bool isUtf8(std::string_view text)
{
    return QUtf8StringView(text.data(), static_cast<qsizetype>(text.size())).isValidUtf8();
}

/// What is wrong with the values of one contact; nullptr: nothing.
const char *valueFault(const EnrichmentBatch &batch, std::size_t contact, std::vector<bool> &seen)
{
    const auto values = batch.values(contact);
    if (values.empty())
        return "no_attributes";
    seen.assign(static_cast<std::size_t>(batch.schema().attributes.size()), false);
    for (const EnrichmentValue &value : values) {
        if (seen[value.attribute])
            return "repeated_attribute";
        seen[value.attribute] = true;
        const std::string_view text = batch.text(value);
        if (isNullWord(text))
            return "null_word";
        const auto &type = batch.schema().attributes[value.attribute].type;
        if (!type || !isCanonicalValue(*type, text))
            return "not_canonical";
    }
    return nullptr;
}

/// Why this batch must not be sent at all. Names a contact by its id, and never a value.
std::optional<ApiError> faultOf(const EnrichmentBatch &batch, const EnrichmentLimits &limits)
{
    const std::size_t count = batch.contactCount();
    if (count == 0 || count > static_cast<std::size_t>(limits.contactsPerCall))
        return unusable("batch_size", QString::number(count));
    if (batch.wireBytes() > limits.batchBytes)
        return unusable("batch_bytes", QString::number(batch.wireBytes()));
    std::unordered_set<std::string_view> ids;
    std::vector<bool> seen;
    for (std::size_t contact = 0; contact < count; ++contact) {
        const std::string_view id = batch.id(contact);
        const QString subject = QString::fromUtf8(id.data(), static_cast<qsizetype>(id.size()));
        if (id.empty() || !isUtf8(id))
            return unusable("contact_id", subject);
        if (!ids.insert(id).second)
            return unusable("repeated_id", subject);
        if (const char *code = valueFault(batch, contact, seen); code != nullptr)
            return unusable(code, subject);
    }
    return std::nullopt;
}

} // namespace

EnrichmentClient::EnrichmentClient(ApiTransport &transport)
    : m_transport(transport)
{
}

const EnrichmentLimits &EnrichmentClient::limits() const
{
    return m_transport.dialect().enrichmentLimits;
}

RetryTable EnrichmentClient::retry() const
{
    return m_transport.dialect().retry.value(Service::Enrichment);
}

QCoro::Task<Result<QList<Campaign>>> EnrichmentClient::campaigns(CallObserver *observer, std::stop_token stop)
{
    ApiCall order;
    order.operation = Operation::ListCampaigns;
    const auto codec = m_transport.dialect().enrichment;
    auto [call, value] = decoding<QList<Campaign>>(std::move(order),
                                                   [codec](const QByteArray &body) { return codec->campaigns(body); });
    const auto reply = co_await m_transport.call(std::move(call), observer, std::move(stop));
    if (!reply)
        co_return failure(reply.error());
    co_return *std::move(value);
}

QCoro::Task<Result<Campaign>> EnrichmentClient::campaign(QString campaignId, CallObserver *observer,
                                                         std::stop_token stop)
{
    ApiCall order;
    order.operation = Operation::ReadCampaign;
    order.pathArguments = {campaignId};
    const auto codec = m_transport.dialect().enrichment;
    auto [call, value]
        = decoding<Campaign>(std::move(order), [codec, campaignId](const QByteArray &body) -> Result<Campaign> {
              auto campaign = codec->campaign(body);
              if (!campaign || campaign->id == campaignId)
                  return campaign;
              ApiError error;
              error.kind = ErrorKind::UnexpectedShape;
              error.code = QStringLiteral("other_campaign");
              return failure(error);
          });
    const auto reply = co_await m_transport.call(std::move(call), observer, std::move(stop));
    if (!reply)
        co_return failure(reply.error());
    co_return *std::move(value);
}

QCoro::Task<Result<ListSchema>> EnrichmentClient::schema(QString listId, CallObserver *observer, std::stop_token stop)
{
    ApiCall order;
    order.operation = Operation::ReadListSchema;
    order.pathArguments = {listId};
    const auto codec = m_transport.dialect().enrichment;
    auto [call, value] = decoding<ListSchema>(
        std::move(order), [codec, listId](const QByteArray &body) { return codec->schema(body, listId); });
    const auto reply = co_await m_transport.call(std::move(call), observer, std::move(stop));
    if (!reply)
        co_return failure(reply.error());
    co_return *std::move(value);
}

QCoro::Task<EnrichmentAnswer> EnrichmentClient::enrich(std::shared_ptr<const EnrichmentBatch> batch,
                                                       CallObserver *observer, std::stop_token stop)
{
    EnrichmentAnswer answer;
    answer.error = faultOf(*batch, limits());
    if (answer.error)
        co_return answer;
    const auto codec = m_transport.dialect().enrichment;
    ApiCall call;
    call.operation = Operation::EnrichContacts;
    call.pathArguments = {batch->schema().listId};
    call.body = [codec, batch] { return codec->batch(*batch); };
    call.records = static_cast<int>(batch->contactCount());
    call.recordsPerSecond = limits().contactsPerSecond;
    const WriteWatch watch(call);
    const auto reply = co_await m_transport.call(std::move(call), observer, std::move(stop));
    if (reply)
        co_return codec->enriched(reply->status, reply->body, batch->contactCount());
    answer.fate = watch.fateAfter(reply.error());
    answer.error = reply.error();
    if (answer.fate == WriteFate::Rejected)
        answer.faults = codec->faults(reply.error(), *batch);
    co_return answer;
}

QCoro::Task<RefreshAnswer> EnrichmentClient::refresh(QString listId, CallObserver *observer, std::stop_token stop)
{
    ApiCall call;
    call.operation = Operation::RefreshList;
    call.pathArguments = {listId};
    const WriteWatch watch(call);
    const auto reply = co_await m_transport.call(std::move(call), observer, std::move(stop));
    if (!reply)
        co_return {watch.fateAfter(reply.error()), reply.error()};
    constexpr int accepted = 202;
    co_return {reply->status == accepted ? WriteFate::Accepted : WriteFate::Applied, {}};
}

} // namespace muster
