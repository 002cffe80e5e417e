// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/result.h"

#include <QCoro/QCoroTask>
#include <functional>
#include <optional>
#include <stop_token>

namespace muster {

class Clock;
class EnrichmentClient;
class RunMeter;

/// Has a list evaluated anew after the last batch, within the contract's tries. `noted` hears of every answer; its
/// error ends it. "refresh_failed" (subject: `listName`) when it failed for good: what was merged stays merged, and
/// this alone is left to be done (F27). What is given by reference outlives it.
[[nodiscard]] QCoro::Task<Result<void>>
refreshList(EnrichmentClient &client, QString listId, QString listName, RunMeter &meter, Clock &clock,
            std::function<QCoro::Task<Result<void>>(std::optional<ApiError> error)> noted, std::stop_token stop);

} // namespace muster
