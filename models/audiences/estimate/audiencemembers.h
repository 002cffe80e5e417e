// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/audiences/estimate/conditionbits.h"

#include <optional>

namespace muster {

/// Who of the contacts at hand is in, a bit each.
struct AudienceMembers
{
    ContactBits sure; ///< They match.
    ContactBits possible; ///< They match, or it is not known whether they do.
};

/// Asks the criteria of every contact among the cache's. Criteria that say nothing are not known of anybody: nobody is
/// sure, everybody is possible. Nothing after a stop. For a worker; agrees with countAudience().
[[nodiscard]] std::optional<AudienceMembers> audienceMembers(ConditionCache &cache, const CriteriaQuestion &question,
                                                             const std::stop_token &stop);

} // namespace muster
