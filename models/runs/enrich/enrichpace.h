// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/enrich/campaignbudget.h"
#include "network/api/enrichmentclient.h"

#include <QCoro/QCoroTask>

namespace muster {

/// What a dialect takes, in the words of the rules that reckon budgets.
[[nodiscard]] inline EnrichmentPace paceOf(const EnrichmentLimits &limits)
{
    return {limits.contactsPerCall, limits.perContact, limits.contactsPerSecond, limits.closedStatuses};
}

/// What the campaigns of a list allow now. BadInput "campaign_other_list", "budget_no_time", "campaign_closed"
/// (subject: the campaign's name), else as EnrichmentClient. `client` and `observer` outlive it.
[[nodiscard]] QCoro::Task<Result<CampaignBudget>>
askBudget(EnrichmentClient &client, QString listId, QString campaignId, CallObserver *observer, std::stop_token stop);

} // namespace muster
