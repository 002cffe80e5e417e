// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/enrichpace.h"

#include "models/runs/runmeter.h"
#include "models/runs/runoutcome.h"
#include "models/runs/unitwriter.h"
#include "network/api/enrichmentclient.h"

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

QCoro::Task<Result<void>> refreshList(EnrichmentClient &client, QString listId, QString listName, RunMeter &meter,
                                      Clock &clock,
                                      std::function<QCoro::Task<Result<void>>(std::optional<ApiError> error)> noted,
                                      std::stop_token stop)
{
    WritePace pace(client.retry(), meter, clock);
    for (;;) {
        const RefreshAnswer answer = co_await client.refresh(listId, &meter, stop);
        if (const auto written = co_await noted(answer.error); !written)
            co_return written;
        if (!answer.error)
            co_return Result<void>{};
        if (answer.error->kind == ErrorKind::Cancelled)
            co_return tl::unexpected(*answer.error);
        const bool isFinal = !isPassing(*answer.error) || pace.isUsedUp(*answer.error);
        if (isFinal) {
            ApiError error = *answer.error;
            error.code = QStringLiteral("refresh_failed");
            error.subject = listName;
            co_return tl::unexpected(error);
        }
        const bool rested = co_await pace.rest(*answer.error, stop);
        if (!rested)
            co_return failure({.kind = ErrorKind::Cancelled});
    }
}

} // namespace muster
