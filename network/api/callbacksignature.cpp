// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/api/callbacksignature.h"

#include <QMessageAuthenticationCode>

namespace muster {

HttpHeaders callbackSignature(const QString &deliveryId, const QDateTime &at, QByteArrayView body,
                              const QList<SigningKey> &keys)
{
    const QByteArray id = deliveryId.toLatin1();
    const QByteArray timestamp = QByteArray::number(at.toSecsSinceEpoch());
    HttpHeaders headers{{QByteArrayLiteral("webhook-id"), id}, {QByteArrayLiteral("webhook-timestamp"), timestamp}};
    if (keys.isEmpty())
        return headers;
    QByteArrayList signatures, ids;
    for (const SigningKey &key : keys) {
        // The bytes belong to the secret's own pages; no copy of the key is made.
        QMessageAuthenticationCode code(QCryptographicHash::Sha256,
                                        QByteArray::fromRawData(key.key.bytes().data(), key.key.bytes().size()));
        code.addData(id + '.' + timestamp + '.');
        code.addData(body.data(), body.size());
        signatures.append("v1," + code.result().toBase64());
        ids.append(key.id.toLatin1());
    }
    headers.append({QByteArrayLiteral("webhook-signature"), signatures.join(' ')});
    headers.append({QByteArrayLiteral("webhook-key-id"), ids.join(' ')});
    return headers;
}

} // namespace muster
