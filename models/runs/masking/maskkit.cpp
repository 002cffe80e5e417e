// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/masking/maskkit.h"

#include "models/rules/documents/maskreplacer.h"
#include "models/store/pseudonymkeys.h"

#include <QCoro/QCoroFuture>
#include <QtConcurrent>

namespace muster {

QCoro::Task<Result<MaskKit>> prepareMasking(MaskPolicy policy, PseudonymKeys &keys, std::stop_token stop)
{
    MaskKit kit;
    if (needsKey(policy)) {
        CO_TRY(key, co_await keys.key(policy.name, stop));
        kit.key = *key;
    }
    using Made = Result<std::shared_ptr<const MaskEngine>>;
    const QFuture<Made> making = QtConcurrent::run([policy] { return MaskEngine::make(policy); });
    const Made made = co_await making;
    if (!made)
        co_return tl::unexpected(made.error());
    if (stop.stop_requested())
        co_return failure({.kind = ErrorKind::Cancelled});
    kit.engine = *made;
    co_return Result<MaskKit>(std::move(kit));
}

} // namespace muster
