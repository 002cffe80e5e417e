// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/enrich/campaignbudget.h"
#include "network/api/enrichmentclient.h"
#include "network/wire/result.h"

#include <QCoro/QCoroTask>
#include <functional>
#include <optional>
#include <stop_token>

namespace muster {

class Clock;
class EnrichmentClient;
class RunMeter;

/// What a dialect takes, in the words of the rules that reckon budgets.
[[nodiscard]] inline EnrichmentPace paceOf(const EnrichmentLimits &limits)
{
    return {limits.contactsPerCall, limits.perContact, limits.contactsPerSecond, limits.closedStatuses};
}

/// What the campaigns of a list allow now. BadInput "campaign_other_list", "budget_no_time", "campaign_closed"
/// (subject: the campaign's name), else as EnrichmentClient. `client` and `observer` outlive it.
[[nodiscard]] QCoro::Task<Result<CampaignBudget>>
askBudget(EnrichmentClient &client, QString listId, QString campaignId, CallObserver *observer, std::stop_token stop);

/// Has a list evaluated anew after the last batch, within the contract's tries. `noted` hears of every answer; its
/// error ends it. "refresh_failed" (subject: `listName`) when it failed for good: what was merged stays merged, and
/// this alone is left to be done (F27). What is given by reference outlives it.
[[nodiscard]] QCoro::Task<Result<void>>
refreshList(EnrichmentClient &client, QString listId, QString listName, RunMeter &meter, Clock &clock,
            std::function<QCoro::Task<Result<void>>(std::optional<ApiError> error)> noted, std::stop_token stop);

} // namespace muster
