// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/enrich/campaignbudget.h"
#include "network/api/enrichmentclient.h"

namespace muster {

/// What a dialect takes, in the words of the rules that reckon budgets.
[[nodiscard]] inline EnrichmentPace paceOf(const EnrichmentLimits &limits)
{
    return {limits.contactsPerCall, limits.perContact, limits.contactsPerSecond, limits.closedStatuses};
}

} // namespace muster
