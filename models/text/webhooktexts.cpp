// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/webhooktexts.h"

#include "models/text/errortexts.h"
#include "models/text/plaintext.h"
#include "models/text/timetexts.h"
#include "models/text/wordtable.h"

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

namespace {

struct WebhookTexts
{
    Q_DECLARE_TR_FUNCTIONS(WebhookTexts)
};

} // namespace

QString webhookFaultText(const ApiError &fault)
{
    if (fault.kind != ErrorKind::AddressRefused)
        return errorSentence(fault);
    if (fault.code == u"plain_http")
        return WebhookTexts::tr("Plain http is for this computer alone. Use an https address.");
    if (fault.code == u"scheme")
        return WebhookTexts::tr("The address must begin with https://.");
    if (fault.code == u"user_info")
        return WebhookTexts::tr("The address must not hold a user name or password. Put a secret into its path, or "
                                "have the CRM ask for one.");
    if (fault.code == u"no_host" || fault.code == u"invalid")
        return WebhookTexts::tr("This is not a whole address such as https://host/path.");
    return WebhookTexts::tr("No webhook can be sent to an address of this kind. Use the name of the CRM\u2019s host.");
}

QString webhookStateText(WebhookState state)
{
    static constexpr WordRow<WebhookState> rows[]{
        {WebhookState::Asked, QT_TRANSLATE_NOOP("WebhookTexts", "asked, no answer")},
        {WebhookState::Registered, QT_TRANSLATE_NOOP("WebhookTexts", "registered")},
        {WebhookState::Stands, QT_TRANSLATE_NOOP("WebhookTexts", "stands")},
        {WebhookState::NameTaken, QT_TRANSLATE_NOOP("WebhookTexts", "name taken")},
        {WebhookState::Unknown, QT_TRANSLATE_NOOP("WebhookTexts", "not known")},
        {WebhookState::Refused, QT_TRANSLATE_NOOP("WebhookTexts", "refused")},
        {WebhookState::NotSent, QT_TRANSLATE_NOOP("WebhookTexts", "not sent")},
    };
    return wordIn("WebhookTexts", rows, state);
}

QString webhookAnswerText(const WebhookAnswer &answer)
{
    if (!answer.error) {
        const QString text = answer.outcome == WebhookAnswer::Outcome::AlreadyThere
            ? WebhookTexts::tr("It stands: the server has this very registration already.")
            : WebhookTexts::tr("Registered.");
        return answer.webhookId.isEmpty()
            ? text
            : QString(text % u' ' % WebhookTexts::tr("Its id is %1.").arg(visibleText(answer.webhookId, 100)));
    }
    if (answer.outcome == WebhookAnswer::Outcome::OtherContent)
        return WebhookTexts::tr("The name is taken by a webhook with another address, other events or another retry "
                                "policy; nothing was changed. Choose another name, or register exactly what stands.");
    const QString reason = errorSentence(*answer.error);
    if (answer.fate == WriteFate::Unknown)
        return QString(WebhookTexts::tr("It is not known whether the server took it. Register the same again: what "
                                        "stands already is not changed by that.")
                       % u' ' % reason);
    return reason;
}

QString webhookNotKeptText(const WebhookAnswer &answer, const ApiError &notKept)
{
    return QString(webhookAnswerText(answer) % u' '
                   % WebhookTexts::tr(
                       "But the answer could not be written into the history, which has only that it was asked for.")
                   % u' ' % errorSentence(notKept));
}

} // namespace muster
