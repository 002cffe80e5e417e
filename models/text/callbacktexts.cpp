// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/callbacktexts.h"

#include "models/text/plaintext.h"
#include "models/text/timetexts.h"

#include <QCoreApplication>

namespace muster {

namespace {

struct CallbackTexts
{
    Q_DECLARE_TR_FUNCTIONS(CallbackTexts)
};

} // namespace

QString callbackTroubleText(const QString &trouble)
{
    if (trouble.isEmpty())
        return {};
    if (trouble == u"user_info")
        return CallbackTexts::tr("The address for the notice must not hold a user name or password.");
    if (trouble == u"not_https")
        return CallbackTexts::tr("The notice leaves this computer only by https.");
    if (trouble == u"scheme")
        return CallbackTexts::tr("The address for the notice must begin with https://.");
    if (trouble == u"api_origin")
        return CallbackTexts::tr("This is the address of a tenant\u2019s own API; no notice goes there.");
    return CallbackTexts::tr("The address for the notice is not a whole address such as https://host/path.");
}

QString noticeStateText(const Delivery &notice)
{
    if (notice.state == u"undelivered")
        return CallbackTexts::tr("given up after a day");
    if (notice.state == u"delivered")
        return CallbackTexts::tr("delivered");
    if (notice.attempts == 0)
        return CallbackTexts::tr("waits");
    return CallbackTexts::tr("waits until %1").arg(exactTimeText(notice.nextAttemptAt));
}

QString callbackStateText(const Outbox::Counts &counts, const QUrl &target)
{
    const QString host = visibleText(target.host(QUrl::FullyEncoded), 100);
    if (counts.undelivered > 0)
        return CallbackTexts::tr("given up after a day of trying; %1 was not told").arg(host);
    if (counts.waiting > 0)
        return CallbackTexts::tr("waits to be delivered to %1; it is tried again for a day, also after a restart")
            .arg(host);
    if (counts.delivered > 0)
        return CallbackTexts::tr("delivered to %1").arg(host);
    return {};
}

} // namespace muster
