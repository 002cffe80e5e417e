// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/pseudonymkeys.h"

#include "models/store/frameseal.h"

namespace muster {

QCoro::Task<Result<Secret>> PseudonymKeys::key(QString policy, std::stop_token stop)
{
    const QString name = QStringLiteral("pseudonyms/") + policy.trimmed().toCaseFolded();
    Result<Secret> found = co_await m_vault.find(name, stop);
    if (found || found.error().kind == ErrorKind::Cancelled || found.error().code == QLatin1String("key_store_silent"))
        co_return Result<Secret>(std::move(found));
    // A locked key store looks like an empty one, but does not keep anything either.
    const Secret made = FrameSeal::makeKey();
    const Result<void> kept = co_await m_vault.keep(name, made, stop);
    if (!kept && kept.error().kind == ErrorKind::Cancelled)
        co_return tl::unexpected(kept.error());
    if (!kept)
        co_return failure({.kind = ErrorKind::KeyStore, .code = QStringLiteral("no_pseudonym_key"), .subject = policy});
    co_return Result<Secret>(Secret(made));
}

} // namespace muster
