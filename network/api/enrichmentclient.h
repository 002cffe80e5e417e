// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/dialects/retrytable.h"
#include "network/http/callobserver.h"
#include "network/wire/enrichment.h"
#include "network/wire/enrichmentbatch.h"
#include "network/wire/result.h"

#include <QCoro/QCoroTask>
#include <QStringList>
#include <memory>
#include <stop_token>

namespace muster {

class ApiTransport;

/// How much the dialect takes at once. Runs cut their work to it, because what is sent together must be journalled
/// together before it is sent.
struct EnrichmentLimits
{
    /// A batch takes so much of a campaign's maxEnrichmentTimeout per contact: 3,000 ms grant 300 contacts (contract
    /// section 4). Of the campaigns on one list the tightest that is not closed counts: the service refuses what is
    /// too much for any of them (`enrichment_timeout`).
    std::chrono::milliseconds perContact{10};
    /// Whatever the campaigns grant. More could never keep contactsPerSecond.
    int contactsPerCall = 500;
    /// Contacts that may leave in any one second, over all batches of the tenant; enrich() waits until its batch fits.
    /// Batches of n contacts therefore leave at floor(contactsPerSecond / n) * n contacts a second, from which follows
    /// that 250 are faster than 300.
    int contactsPerSecond = 500;
    qsizetype batchBytes = 1'000'000; ///< EnrichmentBatch::wireBytes(), at most; the service answers 413 above it.
    /// Campaign statuses in lower case (compare without case) that take no updates any more.
    QStringList closedStatuses;
};

/// Enrichment: campaigns, schema of a list, merging values into its contacts, refresh. Neutral values only; paths and
/// codecs belong to the dialect. GUI thread. Reads retry by the contract's table; a write is one attempt, never
/// repeated here (but for the one replay after a 401): merging again is harmless, yet when to do so is the run's
/// decision, journalled by it (F20, F45). A write that is on its way when `stop` is asked for is awaited for up to 10 s
/// (F105); one that has not left yet does not leave.
class EnrichmentClient
{
public:
    explicit EnrichmentClient(ApiTransport &transport);

    [[nodiscard]] const EnrichmentLimits &limits() const;
    /// Tries of one batch, and the waits between them (contract section 7): for the run, which repeats writes itself.
    [[nodiscard]] RetryTable retry() const;
    [[nodiscard]] QCoro::Task<Result<QList<Campaign>>> campaigns(CallObserver *observer, std::stop_token stop);
    /// UnexpectedShape with code "other_campaign" when the answer is about another one.
    [[nodiscard]] QCoro::Task<Result<Campaign>> campaign(QString campaignId, CallObserver *observer,
                                                         std::stop_token stop);
    [[nodiscard]] QCoro::Task<Result<ListSchema>> schema(QString listId, CallObserver *observer, std::stop_token stop);

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
    [[nodiscard]] QCoro::Task<EnrichmentAnswer> enrich(std::shared_ptr<const EnrichmentBatch> batch,
                                                       CallObserver *observer, std::stop_token stop);
    /// Has the list evaluated anew; once after a run. Sending it again is harmless. That it failed says nothing of what
    /// was merged before (F27).
    [[nodiscard]] QCoro::Task<RefreshAnswer> refresh(QString listId, CallObserver *observer, std::stop_token stop);

private:
    ApiTransport &m_transport;
};

} // namespace muster
