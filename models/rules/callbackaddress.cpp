// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/callbackaddress.h"

#include <QHostAddress>

namespace muster {

namespace {

bool isLoopback(const QString &host)
{
    return host == QLatin1String("localhost") || QHostAddress(host).isLoopback();
}

} // namespace

QString callbackTrouble(const QUrl &url)
{
    if (!url.isValid() || url.host().isEmpty())
        return QStringLiteral("no_host");
    if (!url.userInfo().isEmpty())
        return QStringLiteral("user_info");
    const QString scheme = url.scheme();
    if (scheme == QLatin1String("https"))
        return {};
    if (scheme == QLatin1String("http"))
        return isLoopback(url.host()) ? QString() : QStringLiteral("not_https");
    return QStringLiteral("scheme");
}

} // namespace muster
