// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/listrefresh.h"

#include "models/runs/lists/writepace.h"
#include "models/runs/outcomeof.h"
#include "models/runs/runmeter.h"
#include "network/api/enrichmentclient.h"

namespace muster {

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
