// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/enrichment.h"

#include <QStringList>

namespace muster {

/// How fast a service takes enrichments; from the dialect's limits (contract section 4).
struct EnrichmentPace
{
    qint64 contactsPerCall = 500; ///< Whatever the campaigns grant.
    std::chrono::milliseconds perContact{10}; ///< Of a campaign's maxEnrichmentTimeout; 0: they grant no time.
    qint64 contactsPerSecond = 500; ///< That may leave in any one second; 0: not said, and so is the time it takes.
    QStringList closedStatuses; ///< Of campaigns that take no updates; compared without regard to case.

    [[nodiscard]] bool hasBudget() const { return perContact.count() > 0; }
};

/// Why a campaign cannot take an enrichment.
enum class BudgetFault : std::uint8_t {
    NoTime, ///< A maxEnrichmentTimeout does not even allow one contact.
    Closed, ///< The campaign's status takes no more updates.
};
[[nodiscard]] QString budgetFaultKey(BudgetFault fault); ///< "budget_no_time", "campaign_closed"

/// How many contacts a batch may have so that every open campaign of the list is served in time: one per
/// `perContact` of the tightest maxEnrichmentTimeout, rounded down, and no more than the service takes at once.
struct CampaignBudget
{
    qint64 batchSize = 0; ///< 0 exactly when there is a fault.
    std::optional<BudgetFault> fault;
    Campaign tightest; ///< The campaign that decides: the chosen one unless another of its list is tighter.

    /// `others`: all campaigns that are known; those of other lists and closed ones do not count. A status that is not
    /// known to be closed is not refused: the service has the last word.
    [[nodiscard]] static CampaignBudget of(const Campaign &chosen, const QList<Campaign> &others,
                                           const EnrichmentPace &pace);
};

/// What a person sees before sending.
struct BatchPlan
{
    qint64 contacts = 0;
    qint64 batches = 0;
    qint64 batchSize = 0;
    qint64 lastBatch = 0; ///< Contacts in the last one; 0 when there are none.
    std::chrono::milliseconds duration{0}; ///< Expected; 0: not known.

    /// `budget` without fault; `latency` of one batch, as measured or guessed. Batches go one after another, and only
    /// as many whole ones leave in a second as EnrichmentPace::contactsPerSecond allows.
    [[nodiscard]] static BatchPlan of(qint64 contacts, const CampaignBudget &budget, const EnrichmentPace &pace,
                                      std::chrono::milliseconds latency);
};

} // namespace muster
