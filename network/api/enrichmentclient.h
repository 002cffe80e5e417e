// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/http/apicall.h"
#include "network/wire/enrichment.h"
#include "network/wire/limits.h"
#include "network/wire/result.h"

#include <QCoro/QCoroTask>
#include <QStringList>
#include <memory>
#include <stop_token>

namespace muster {

class ApiTransport;

/// Enrichment: campaigns, schema of a list, merging values into its contacts, refresh. Neutral values only; paths and
/// codecs belong to the dialect that implements it. GUI thread. Reads retry by the contract's table; a write is one
/// attempt, never repeated here (but for the one replay after a 401): merging again is harmless, yet when to do so is
/// the run's decision, journalled by it (F20, F45). A write that is on its way when `stop` is asked for is awaited for
/// up to 10 s (F105); one that has not left yet does not leave.
class EnrichmentClient
{
public:
    virtual ~EnrichmentClient() = default;
    EnrichmentClient(const EnrichmentClient &) = delete;
    EnrichmentClient &operator=(const EnrichmentClient &) = delete;

    [[nodiscard]] virtual const EnrichmentLimits &limits() const = 0;
    /// Tries of one batch, and the waits between them (contract section 7): for the run, which repeats writes itself.
    [[nodiscard]] RetryTable retry() const;
    [[nodiscard]] virtual QCoro::Task<Result<QList<Campaign>>> campaigns(CallObserver *observer, std::stop_token stop)
        = 0;
    /// UnexpectedShape with code "other_campaign" when the answer is about another one.
    [[nodiscard]] virtual QCoro::Task<Result<Campaign>> campaign(QString campaignId, CallObserver *observer,
                                                                 std::stop_token stop)
        = 0;
    [[nodiscard]] virtual QCoro::Task<Result<ListSchema>> schema(QString listId, CallObserver *observer,
                                                                 std::stop_token stop)
        = 0;

    /// Merges the batch into the list that its schema names. Before anything is sent it is judged: 1 to
    /// limits().contactsPerCall contacts, at most limits().batchBytes, ids not empty and none twice, each contact with
    /// at least one value and none of its attributes twice, every value canonical for its attribute's type and no word
    /// of isNullWord(). Anything else is NotSent with BadInput and code "batch_size", "batch_bytes", "contact_id",
    /// "repeated_id", "no_attributes", "repeated_attribute", "null_word" or "not_canonical"; the subject is a contact
    /// id or a number, never a value.
    ///
    /// Applied: 200 or 201 whose processedCount is what was sent. Unknown: 5xx, lost, timed out, cut, and any other 2xx
    /// answer: UnexpectedShape with code "processed_count" when the number is missing or none (F26), "other_count" when
    /// it is smaller or larger than what was sent. Rejected: 400 (Invalid; the code says which rule,
    /// "invalid_enrichment" or "enrichment_timeout"), 403, 404, 413 and the other 4xx; nothing has changed then. 429,
    /// no connection and whatever else kept the request from leaving: NotSent. See WriteWatch for all the rest.
    /// A service that treats contacts one by one gives each its own fate (EnrichmentAnswer::contacts).
    ///
    /// Nothing leaves for a list from which a dialer may call that `consent` does not cover: NotSent with Refused and
    /// code "skill_running", the dialer's name as subject. With DialConsent::starts the last file of the batch has that
    /// dialer started: NotSent with Refused "skill_to_start_unknown" or "skill_to_start_not_alone", see startFault().
    [[nodiscard]] QCoro::Task<EnrichmentAnswer> enrich(std::shared_ptr<const EnrichmentBatch> batch,
                                                       DialConsent consent, CallObserver *observer,
                                                       std::stop_token stop);
    /// Has the list evaluated anew; once after a run. Sending it again is harmless. That it failed says nothing of what
    /// was merged before (F27). Not where limits() say that it cannot be done.
    [[nodiscard]] virtual QCoro::Task<RefreshAnswer> refresh(QString listId, CallObserver *observer,
                                                             std::stop_token stop)
        = 0;

protected:
    /// The transport outlives the client.
    explicit EnrichmentClient(ApiTransport &transport);
    [[nodiscard]] ApiTransport &transport() const { return m_transport; }

    /// enrich(), once the batch was judged.
    [[nodiscard]] virtual QCoro::Task<EnrichmentAnswer> sendBatch(std::shared_ptr<const EnrichmentBatch> batch,
                                                                  DialConsent consent, CallObserver *observer,
                                                                  std::stop_token stop)
        = 0;

private:
    ApiTransport &m_transport;
};

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
