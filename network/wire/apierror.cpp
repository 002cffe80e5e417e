// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/wire/apierror.h"

namespace muster {

QString errorKindKey(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Cancelled:
        return QStringLiteral("cancelled");
    case ErrorKind::NotSent:
        return QStringLiteral("not_sent");
    case ErrorKind::ConnectionLost:
        return QStringLiteral("connection_lost");
    case ErrorKind::TimedOut:
        return QStringLiteral("timed_out");
    case ErrorKind::TlsRefused:
        return QStringLiteral("tls_refused");
    case ErrorKind::ProxyRefused:
        return QStringLiteral("proxy_refused");
    case ErrorKind::AddressRefused:
        return QStringLiteral("address_refused");
    case ErrorKind::RedirectRefused:
        return QStringLiteral("redirect_refused");
    case ErrorKind::Throttled:
        return QStringLiteral("throttled");
    case ErrorKind::SignInNeeded:
        return QStringLiteral("sign_in_needed");
    case ErrorKind::Forbidden:
        return QStringLiteral("forbidden");
    case ErrorKind::NotFound:
        return QStringLiteral("not_found");
    case ErrorKind::Conflict:
        return QStringLiteral("conflict");
    case ErrorKind::Invalid:
        return QStringLiteral("invalid");
    case ErrorKind::TooLarge:
        return QStringLiteral("too_large");
    case ErrorKind::Refused:
        return QStringLiteral("refused");
    case ErrorKind::ServerTrouble:
        return QStringLiteral("server_trouble");
    case ErrorKind::BreakerOpen:
        return QStringLiteral("breaker_open");
    case ErrorKind::NotFromApi:
        return QStringLiteral("not_from_api");
    case ErrorKind::BrokenBody:
        return QStringLiteral("broken_body");
    case ErrorKind::UnexpectedShape:
        return QStringLiteral("unexpected_shape");
    case ErrorKind::LimitExceeded:
        return QStringLiteral("limit_exceeded");
    case ErrorKind::LookOnly:
        return QStringLiteral("look_only");
    case ErrorKind::KeyStore:
        return QStringLiteral("key_store");
    case ErrorKind::File:
        return QStringLiteral("file");
    case ErrorKind::Damaged:
        return QStringLiteral("damaged");
    case ErrorKind::InUse:
        return QStringLiteral("in_use");
    case ErrorKind::BadInput:
        return QStringLiteral("bad_input");
    }
    Q_UNREACHABLE();
}

ErrorKind kindOfStatus(int status)
{
    switch (status) {
    case 400:
        return ErrorKind::Invalid;
    case 401:
        return ErrorKind::SignInNeeded;
    case 403:
        return ErrorKind::Forbidden;
    case 404:
        return ErrorKind::NotFound;
    case 407:
        return ErrorKind::ProxyRefused;
    case 408:
        return ErrorKind::ServerTrouble;
    case 409:
    case 412:
        return ErrorKind::Conflict;
    case 413:
        return ErrorKind::TooLarge;
    case 429:
        return ErrorKind::Throttled;
    default:
        break;
    }
    if (status >= 500)
        return ErrorKind::ServerTrouble;
    if (status >= 400)
        return ErrorKind::Refused;
    return status >= 300 ? ErrorKind::RedirectRefused : ErrorKind::NotFromApi;
}

QString printableStart(const QByteArray &body)
{
    QString text = QString::fromUtf8(body.left(mostWords));
    for (QChar &c : text) {
        if (!c.isPrint())
            c = u' ';
    }
    return text.simplified();
}

} // namespace muster
