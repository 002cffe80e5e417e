// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/enrich/sourcecheck.h"

#include <QCoro/QCoroTask>
#include <functional>
#include <stop_token>

namespace muster {

/// The check of a whole source on a worker, a step at a time, so that it can be stopped between two. `stepped` hears of
/// each step on the caller's thread, while no worker has the check; may be empty. Errors as SourceCheck; Cancelled.
[[nodiscard]] QCoro::Task<Result<std::shared_ptr<const CheckReport>>>
checkWholeSource(EnrichCheckOrder order, CheckContext context, std::function<void(SourceCheck &)> stepped,
                 std::stop_token stop);

} // namespace muster
