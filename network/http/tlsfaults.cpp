// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/http/tlsfaults.h"

#include <QStringList>
#include <algorithm>

namespace muster {

namespace {

bool isAboutStaple(const QSslError &error)
{
    switch (error.error()) {
    case QSslError::OcspNoResponseFound:
    case QSslError::OcspMalformedRequest:
    case QSslError::OcspMalformedResponse:
    case QSslError::OcspInternalError:
    case QSslError::OcspTryLater:
    case QSslError::OcspSigRequred:
    case QSslError::OcspUnauthorized:
    case QSslError::OcspResponseCannotBeTrusted:
    case QSslError::OcspResponseCertIdUnknown:
    case QSslError::OcspResponseExpired:
    case QSslError::OcspStatusUnknown:
        return true;
    default:
        return false;
    }
}

/// Qt says "Unknown error" of whatever it has no words for.
QString wordsOf(const QSslError &error)
{
    if (error.error() == QSslError::CertificateRevoked)
        return QStringLiteral("The certificate was revoked by who issued it");
    return error.error() == QSslError::UnspecifiedError
        ? QStringLiteral("The certificate is not good enough for this system, for example because of a weak key or "
                         "digest")
        : error.errorString();
}

} // namespace

bool isAboutStapleAlone(const QList<QSslError> &errors)
{
    return !errors.isEmpty() && std::all_of(errors.begin(), errors.end(), isAboutStaple);
}

QString tlsFaultWords(const QList<QSslError> &errors)
{
    QStringList words;
    for (const QSslError &error : errors) {
        if (!isAboutStaple(error))
            words << wordsOf(error);
    }
    return words.join(QStringLiteral("; "));
}

} // namespace muster
