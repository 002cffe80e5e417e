// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/enrich/sourcechecking.h"

#include <QCoro/QCoroFuture>
#include <QtConcurrent>

namespace muster {

QCoro::Task<Result<std::shared_ptr<const CheckReport>>> checkWholeSource(EnrichCheckOrder order, CheckContext context,
                                                                         std::function<void(SourceCheck &)> stepped,
                                                                         std::stop_token stop)
{
    using Begun = std::shared_ptr<Result<std::unique_ptr<SourceCheck>>>;
    const QFuture<Begun> beginning = QtConcurrent::run([order, context] {
        return std::make_shared<Result<std::unique_ptr<SourceCheck>>>(SourceCheck::begin(order, context));
    });
    const Begun begun = co_await beginning;
    if (!*begun)
        co_return tl::unexpected(begun->error());
    const std::shared_ptr<SourceCheck> check(std::move(**begun));
    for (bool more = true; more;) {
        if (stop.stop_requested())
            co_return failure({.kind = ErrorKind::Cancelled});
        // The worker has the check until its step is done; the next step comes only after that.
        const QFuture<Result<bool>> stepping = QtConcurrent::run([check] { return check->step(); });
        CO_TRY(step, co_await stepping);
        more = *step;
        if (stepped)
            stepped(*check);
    }
    co_return std::make_shared<const CheckReport>(check->takeReport());
}

} // namespace muster
