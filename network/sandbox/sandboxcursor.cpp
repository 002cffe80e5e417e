// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/sandbox/sandboxcursor.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>
#include <QtEndian>
#include <array>

namespace muster {

namespace {

constexpr qsizetype payloadSize = 12;
constexpr qsizetype signatureSize = 12;
constexpr auto encoding = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

} // namespace

SandboxCursor::SandboxCursor(quint64 seed, qint64 contacts)
    : m_key(QCryptographicHash::hash(
          QByteArray("sandbox cursor " + QByteArray::number(seed) + ' ' + QByteArray::number(contacts)),
          QCryptographicHash::Sha256))
{
}

QByteArray SandboxCursor::signature(const QByteArray &payload, const QByteArray &segmentId,
                                    const QByteArray &queryDigest) const
{
    QMessageAuthenticationCode code(QCryptographicHash::Sha256, m_key);
    code.addData(payload);
    code.addData(queryDigest);
    code.addData(segmentId);
    return code.result().left(signatureSize);
}

QByteArray SandboxCursor::token(qint64 place, quint32 salt, const QByteArray &segmentId,
                                const QByteArray &queryDigest) const
{
    std::array<char, payloadSize> bytes{};
    qToLittleEndian(place, bytes.data());
    qToLittleEndian(salt, bytes.data() + sizeof(place));
    const QByteArray payload(bytes.data(), payloadSize);
    return QByteArray(payload + signature(payload, segmentId, queryDigest)).toBase64(encoding);
}

std::optional<qint64> SandboxCursor::place(const QByteArray &token, const QByteArray &segmentId,
                                           const QByteArray &queryDigest) const
{
    const auto decoding = QByteArray::fromBase64Encoding(token, encoding | QByteArray::AbortOnBase64DecodingErrors);
    const QByteArray bytes = decoding ? *decoding : QByteArray();
    // Encoding again finds the spellings that decode to the same bytes.
    if (bytes.size() != payloadSize + signatureSize || bytes.toBase64(encoding) != token)
        return std::nullopt;
    const QByteArray payload = bytes.left(payloadSize);
    if (signature(payload, segmentId, queryDigest) != bytes.mid(payloadSize))
        return std::nullopt;
    return qFromLittleEndian<qint64>(payload.constData());
}

} // namespace muster
