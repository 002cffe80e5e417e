// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/enrich/campaignbudget.h"

#include <algorithm>

namespace muster {

QString budgetFaultKey(BudgetFault fault)
{
    return fault == BudgetFault::NoTime ? QStringLiteral("budget_no_time") : QStringLiteral("campaign_closed");
}

CampaignBudget CampaignBudget::of(const Campaign &chosen, const QList<Campaign> &others, const EnrichmentPace &pace)
{
    const auto isClosed = [&pace](const Campaign &campaign) {
        return pace.closedStatuses.contains(campaign.status.trimmed(), Qt::CaseInsensitive);
    };
    CampaignBudget budget;
    budget.tightest = chosen;
    if (isClosed(chosen)) {
        budget.fault = BudgetFault::Closed;
        return budget;
    }
    for (const Campaign &other : others) {
        const bool sameList = !chosen.contactListId.isEmpty() && other.contactListId == chosen.contactListId;
        if (sameList && !isClosed(other) && other.maxEnrichmentTimeout < budget.tightest.maxEnrichmentTimeout)
            budget.tightest = other;
    }
    const qint64 granted = pace.hasBudget()
        ? std::max<qint64>(budget.tightest.maxEnrichmentTimeout / pace.perContact, 0)
        : pace.contactsPerCall;
    budget.batchSize = std::min(granted, pace.contactsPerCall);
    if (budget.batchSize < 1) {
        budget.batchSize = 0;
        budget.fault = BudgetFault::NoTime;
    }
    return budget;
}

BatchPlan BatchPlan::of(qint64 contacts, const CampaignBudget &budget, const EnrichmentPace &pace,
                        std::chrono::milliseconds latency)
{
    BatchPlan plan{.contacts = contacts, .batchSize = budget.batchSize};
    if (contacts < 1 || budget.batchSize < 1)
        return plan;
    plan.batches = (contacts - 1) / budget.batchSize + 1;
    plan.lastBatch = contacts - (plan.batches - 1) * budget.batchSize;
    if (pace.contactsPerSecond < 1)
        return plan;
    const qint64 perSecond = std::max<qint64>(pace.contactsPerSecond / budget.batchSize, 1);
    const std::chrono::milliseconds byRate = std::chrono::seconds((plan.batches - 1) / perSecond);
    plan.duration = std::max<std::chrono::milliseconds>(byRate, (plan.batches - 1) * latency) + latency;
    return plan;
}

} // namespace muster
