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
        return CallbackTexts::tr("The notify URL must not contain a user name or password.");
    if (trouble == u"not_https")
        return CallbackTexts::tr("Notifications are sent over https only.");
    if (trouble == u"scheme")
        return CallbackTexts::tr("The notify URL must start with https://.");
    if (trouble == u"api_origin")
        return CallbackTexts::tr("This is the address of a tenant’s own API. Notifications are not sent there.");
    return CallbackTexts::tr("The notify URL isn’t a complete address such as https://host/path.");
}

QString noticeStateText(const Delivery &notice)
{
    if (notice.state == u"undelivered")
        return CallbackTexts::tr("dropped after a day");
    if (notice.state == u"delivered")
        return CallbackTexts::tr("delivered");
    if (notice.attempts == 0)
        return CallbackTexts::tr("waiting");
    return CallbackTexts::tr("waiting until %1").arg(exactTimeText(notice.nextAttemptAt));
}

QString callbackStateText(const Outbox::Counts &counts, const QUrl &target)
{
    const QString host = visibleText(target.host(QUrl::FullyEncoded), 100);
    if (counts.undelivered > 0)
        return CallbackTexts::tr("dropped after a day of attempts; %1 was not notified").arg(host);
    if (counts.waiting > 0)
        return CallbackTexts::tr("waiting for delivery to %1; Muster keeps trying for a day, even after a restart")
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
        return WebhookTexts::tr("Plain http is allowed only for this computer. Use an https address.");
    if (fault.code == u"scheme")
        return WebhookTexts::tr("The address must start with https://.");
    if (fault.code == u"user_info")
        return WebhookTexts::tr("The address must not contain a user name or password. Put a secret in its path, or "
                                "have the CRM ask for one.");
    if (fault.code == u"no_host" || fault.code == u"invalid")
        return WebhookTexts::tr("This isn’t a full address such as https://host/path.");
    return WebhookTexts::tr("Webhooks can’t be sent to this kind of address. Use the CRM’s host name.");
}

QString webhookStateText(WebhookState state)
{
    static constexpr WordRow<WebhookState> rows[]{
        {WebhookState::Asked, QT_TRANSLATE_NOOP("WebhookTexts", "requested, no answer")},
        {WebhookState::Registered, QT_TRANSLATE_NOOP("WebhookTexts", "registered")},
        {WebhookState::Stands, QT_TRANSLATE_NOOP("WebhookTexts", "already registered")},
        {WebhookState::NameTaken, QT_TRANSLATE_NOOP("WebhookTexts", "name taken")},
        {WebhookState::Unknown, QT_TRANSLATE_NOOP("WebhookTexts", "unknown")},
        {WebhookState::Refused, QT_TRANSLATE_NOOP("WebhookTexts", "refused")},
        {WebhookState::NotSent, QT_TRANSLATE_NOOP("WebhookTexts", "not sent")},
    };
    return wordIn("WebhookTexts", rows, state);
}

QString webhookAnswerText(const WebhookAnswer &answer)
{
    if (!answer.error) {
        const QString text = answer.outcome == WebhookAnswer::Outcome::AlreadyThere
            ? WebhookTexts::tr("Already registered: the server has exactly this registration.")
            : WebhookTexts::tr("Registered.");
        return answer.webhookId.isEmpty()
            ? text
            : QString(text % u' ' % WebhookTexts::tr("Its ID is %1.").arg(visibleText(answer.webhookId, 100)));
    }
    if (answer.outcome == WebhookAnswer::Outcome::OtherContent)
        return WebhookTexts::tr(
            "The name is taken by a webhook with a different address, different events or a different retry policy; "
            "nothing was changed. Choose another name, or register exactly what already exists.");
    const QString reason = errorSentence(*answer.error);
    if (answer.fate == WriteFate::Unknown)
        return QString(WebhookTexts::tr("It is unknown whether the server accepted it. Register the same again: an "
                                        "existing registration is not changed by that.")
                       % u' ' % reason);
    return reason;
}

QString webhookNotKeptText(const WebhookAnswer &answer, const ApiError &notKept)
{
    return QString(
        webhookAnswerText(answer) % u' '
        % WebhookTexts::tr("However, the answer could not be written to the history, which only shows the request.")
        % u' ' % errorSentence(notKept));
}

} // namespace muster
