// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/webhookcommands.h"

#include "models/text/plaintext.h"
#include "models/text/webhooktexts.h"

#include <QJsonArray>

namespace muster {

void WebhooksListCommand::start()
{
    QList<QStringList> rows{{tr("TENANT"), tr("NAME"), tr("ADDRESS"), tr("EVENTS"), tr("STATE"), tr("SINCE")}};
    QJsonArray array;
    for (const KnownWebhook &webhook : workspace().webhooks().webhooks()) {
        const WebhookRegistration &registration = webhook.registration;
        const QString since = webhook.at.toString(Qt::ISODate);
        rows.append({visibleText(webhook.profileName, 100), visibleText(registration.name, 100),
                     visibleText(registration.url, 200),
                     visibleText(registration.events.join(QStringLiteral(", ")), 200), webhookStateText(webhook.state),
                     since});
        array.append(QJsonObject{{QStringLiteral("profile"), webhook.profileName},
                                 {QStringLiteral("name"), registration.name},
                                 {QStringLiteral("origin"), registration.url},
                                 {QStringLiteral("events"), QJsonArray::fromStringList(registration.events)},
                                 {QStringLiteral("state"), webhookStateKey(webhook.state)},
                                 {QStringLiteral("at"), since}});
    }
    if (array.isEmpty())
        console().line(tr("No webhook was asked for from this data folder yet."));
    else
        for (const QString &line : alignedTable(rows))
            console().line(line);
    console().json({{QStringLiteral("webhooks"), array}});
    Q_EMIT done(ExitComplete);
}

void WebhooksRegisterCommand::start()
{
    const EnrichOptions &options = commandLine().enrichOptions;
    const auto session = openTenant();
    if (!session)
        return fail(session.error(), ExitRefused);
    m_desk = std::make_unique<WebhookDesk>(**session, workspace());
    const WebhookRegistration registration{.name = options.webhookName,
                                           .url = options.webhookUrl,
                                           .events = options.webhookEvents,
                                           .maxRetries = options.webhookRetries,
                                           .backoff = std::chrono::milliseconds(options.webhookBackoffMs)};
    if (const auto fault = m_desk->fault(registration))
        return fail(*fault, ExitRefused);
    connect(m_desk.get(), &WebhookDesk::answered, this, &WebhooksRegisterCommand::show);
    m_desk->registerWebhook(registration);
}

void WebhooksRegisterCommand::show(const WebhookAnswer &answer, const std::optional<ApiError> &notKept)
{
    if (answer.error)
        return fail(*answer.error, answer.fate == WriteFate::NotSent ? ExitRefused : ExitFailed);
    const bool isNew = answer.outcome == WebhookAnswer::Outcome::Registered;
    if (notKept) // it stands, but the audit does not say so: not to be taken for complete
        return fail(*notKept, ExitFailed, webhookNotKeptText(answer, *notKept));
    console().line(
        isNew ? tr("Registered %1.").arg(commandLine().enrichOptions.webhookName)
              : tr("%1 was registered already, with the same content.").arg(commandLine().enrichOptions.webhookName));
    console().json({{QStringLiteral("outcome"), QStringLiteral("complete")},
                    {QStringLiteral("webhook"), answer.webhookId},
                    {QStringLiteral("new"), isNew}});
    Q_EMIT done(ExitComplete);
}

} // namespace muster
