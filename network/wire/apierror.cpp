// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/wire/apierror.h"

#include "network/wire/keytable.h"

namespace muster {

namespace {

constexpr KeyTable<ErrorKind, 28> errorKindKeys{{
    {ErrorKind::Cancelled, QLatin1String("cancelled")},
    {ErrorKind::NotSent, QLatin1String("not_sent")},
    {ErrorKind::ConnectionLost, QLatin1String("connection_lost")},
    {ErrorKind::TimedOut, QLatin1String("timed_out")},
    {ErrorKind::TlsRefused, QLatin1String("tls_refused")},
    {ErrorKind::ProxyRefused, QLatin1String("proxy_refused")},
    {ErrorKind::AddressRefused, QLatin1String("address_refused")},
    {ErrorKind::RedirectRefused, QLatin1String("redirect_refused")},
    {ErrorKind::Throttled, QLatin1String("throttled")},
    {ErrorKind::SignInNeeded, QLatin1String("sign_in_needed")},
    {ErrorKind::Forbidden, QLatin1String("forbidden")},
    {ErrorKind::NotFound, QLatin1String("not_found")},
    {ErrorKind::Conflict, QLatin1String("conflict")},
    {ErrorKind::Invalid, QLatin1String("invalid")},
    {ErrorKind::TooLarge, QLatin1String("too_large")},
    {ErrorKind::Refused, QLatin1String("refused")},
    {ErrorKind::ServerTrouble, QLatin1String("server_trouble")},
    {ErrorKind::BreakerOpen, QLatin1String("breaker_open")},
    {ErrorKind::NotFromApi, QLatin1String("not_from_api")},
    {ErrorKind::BrokenBody, QLatin1String("broken_body")},
    {ErrorKind::UnexpectedShape, QLatin1String("unexpected_shape")},
    {ErrorKind::LimitExceeded, QLatin1String("limit_exceeded")},
    {ErrorKind::LookOnly, QLatin1String("look_only")},
    {ErrorKind::KeyStore, QLatin1String("key_store")},
    {ErrorKind::File, QLatin1String("file")},
    {ErrorKind::Damaged, QLatin1String("damaged")},
    {ErrorKind::InUse, QLatin1String("in_use")},
    {ErrorKind::BadInput, QLatin1String("bad_input")},
}};

} // namespace

QString errorKindKey(ErrorKind kind)
{
    return keyOf(errorKindKeys, kind);
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
