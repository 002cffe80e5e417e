// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/callbackaddress.h"

#include "network/wire/loopback.h"

namespace muster {

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
        return isLoopbackHost(url.host()) ? QString() : QStringLiteral("not_https");
    return QStringLiteral("scheme");
}

} // namespace muster
