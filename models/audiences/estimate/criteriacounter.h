// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/audiences/estimate/audiencecount.h"
#include "models/audiences/estimate/conditioncache.h"

namespace muster {

/// Counts whom criteria match among the cache's contacts, every node on its own and the whole. A million contacts and
/// ten conditions: some milliseconds, and far less after an edit. Nothing after a stop. For a worker.
[[nodiscard]] std::optional<AudienceCount> countAudience(ConditionCache &cache, const CriteriaQuestion &question,
                                                         const std::stop_token &stop);

} // namespace muster
