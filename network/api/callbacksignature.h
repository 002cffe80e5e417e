// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/http/httpchannel.h"
#include "network/wire/secret.h"

#include <QDateTime>
#include <QList>
#include <QString>

namespace muster {

/// What a receiver of notices and Muster both know. The id tells which of several it is, and is no secret.
struct SigningKey
{
    QString id;
    Secret key;
};

/// The headers by which a receiver knows a notice for ours and for fresh (S13), as the Standard Webhooks
/// specification has them: `webhook-id` (the delivery, the same on every attempt), `webhook-timestamp` (seconds since
/// 1970 of this attempt) and, where there are keys, `webhook-signature`: for each key "v1," and the Base64 of
/// HMAC-SHA256 over "ID.TIMESTAMP.BODY", with a space between. `webhook-key-id` names the keys in the same order.
[[nodiscard]] HttpHeaders callbackSignature(const QString &deliveryId, const QDateTime &at, QByteArrayView body,
                                            const QList<SigningKey> &keys);

} // namespace muster
