// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/api/enrichmentclient.h"

#include "network/http/apitransport.h"
#include "network/http/originpolicy.h"
#include "network/wire/apierror.h"

#include <QUrl>
#include <QUtf8StringView>
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

RetryTable EnrichmentClient::retry() const
{
    return m_transport.retry(Service::Enrichment);
}

QCoro::Task<EnrichmentAnswer> EnrichmentClient::enrich(std::shared_ptr<const EnrichmentBatch> batch,
                                                       DialConsent consent, CallObserver *observer,
                                                       std::stop_token stop)
{
    EnrichmentAnswer answer;
    answer.error = faultOf(*batch, limits());
    if (answer.error)
        co_return answer;
    co_return co_await sendBatch(std::move(batch), std::move(consent), observer, std::move(stop));
}

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
