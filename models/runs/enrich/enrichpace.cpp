// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/enrichpace.h"

namespace muster {

QCoro::Task<Result<CampaignBudget>> askBudget(EnrichmentClient &client, QString listId, QString campaignId,
                                              CallObserver *observer, std::stop_token stop)
{
    CO_TRY(chosen, co_await client.campaign(campaignId, observer, stop));
    // The service takes the tightest campaign of the list, whichever was chosen.
    CO_TRY(all, co_await client.campaigns(observer, stop));
    if (!chosen->contactListId.isEmpty() && chosen->contactListId != listId) {
        co_return failure(
            {.kind = ErrorKind::BadInput, .code = QStringLiteral("campaign_other_list"), .subject = chosen->name});
    }
    const CampaignBudget budget = CampaignBudget::of(*chosen, *all, paceOf(client.limits()));
    if (budget.fault) {
        co_return failure(
            {.kind = ErrorKind::BadInput, .code = budgetFaultKey(*budget.fault), .subject = budget.tightest.name});
    }
    co_return Result<CampaignBudget>(budget);
}

} // namespace muster
