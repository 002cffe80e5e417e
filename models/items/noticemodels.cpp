// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/noticemodels.h"

#include "models/text/errortexts.h"
#include "models/text/plaintext.h"
#include "models/text/timetexts.h"
#include "models/text/webhooktexts.h"

#include <QLocale>

namespace muster {

namespace {

Tone webhookTone(WebhookState state)
{
    switch (state) {
    case WebhookState::Registered:
    case WebhookState::Stands:
        return Tone::Good;
    case WebhookState::Asked:
    case WebhookState::Unknown:
        return Tone::Warn;
    case WebhookState::NameTaken:
    case WebhookState::Refused:
    case WebhookState::NotSent:
        return Tone::Bad;
    }
    Q_UNREACHABLE();
}

std::optional<Tone> noticeTone(const Delivery &notice)
{
    if (notice.state == u"delivered")
        return Tone::Good;
    if (notice.state == u"undelivered")
        return Tone::Bad;
    return notice.attempts > 0 ? Tone::Warn : Tone::Neutral;
}

} // namespace

NoticesModel::NoticesModel(QObject *parent)
    : RowsModel(
          {{.title = tr("Receiver"), // the rest of the address may hold a secret
            .text = [](const Delivery &notice) { return visibleText(SigningKeys::originOf(notice.target), 200); }},
           {.title = tr("State"), .text = noticeStateText, .tone = noticeTone},
           {.title = tr("Reason"), .text = [](const Delivery &notice) { return errorKeyText(notice.lastErrorKey); }},
           {.title = tr("Since"), .text = [](const Delivery &notice) { return exactTimeText(notice.queuedAt); }},
           {.title = tr("Attempts"),
            .text = [](const Delivery &notice) { return QLocale().toString(notice.attempts); }}},
          Spoken::TitleAndText, parent)
{
}

SigningKeysModel::SigningKeysModel(QObject *parent)
    : RowsModel({{.title = tr("Receiver"), .text = [](const ReceiverKey &row) { return visibleText(row.origin, 200); }},
                 {.title = tr("Key"), .text = [](const ReceiverKey &row) { return row.key.id; }},
                 {.title = tr("Created"), .text = [](const ReceiverKey &row) { return exactTimeText(row.key.madeAt); }},
                 {.title = tr("Signs until"),
                  .text =
                      [](const ReceiverKey &row) {
                          return row.key.retiresAt ? exactTimeText(*row.key.retiresAt) : tr("replaced");
                      }}},
                Spoken::TitleAndText, parent)
{
}

void SigningKeysModel::setReceivers(const QList<SigningKeys::Receiver> &receivers, const QDateTime &now)
{
    QList<ReceiverKey> rows;
    for (const SigningKeys::Receiver &receiver : receivers) {
        for (const SigningKeys::KeyInfo &key : receiver.keys) {
            if (!key.retiresAt || now < *key.retiresAt)
                rows.append({receiver.origin, key});
        }
    }
    setRows(rows);
}

QString SigningKeysModel::receiver(int row) const
{
    const ReceiverKey *key = at(row);
    return key ? key->origin : QString();
}

WebhooksModel::WebhooksModel(QObject *parent)
    : RowsModel(
          {{.title = tr("Tenant"),
            .text = [](const WebhookRecord &record) { return visibleText(record.webhook.profileName, 100); }},
           {.title = tr("Name"),
            .text = [](const WebhookRecord &record) { return visibleText(record.webhook.registration.name, 100); }},
           {.title = tr("Address"),
            .text =
                [](const WebhookRecord &record) {
                    return visibleText(webhookOrigin(record.webhook.registration.url), 100);
                }},
           {.title = tr("Events"),
            .text =
                [](const WebhookRecord &record) {
                    return visibleText(record.webhook.registration.events.join(QStringLiteral(", ")), 100);
                }},
           {.title = tr("State"),
            .text = [](const WebhookRecord &record) { return webhookStateText(record.webhook.state); },
            .tone = [](const WebhookRecord &record) { return webhookTone(record.webhook.state); }},
           {.title = tr("Since"),
            .text =
                [](const WebhookRecord &record) {
                    return relativeTimeText(record.webhook.at, QDateTime::currentDateTimeUtc());
                },
            .tip = [](const WebhookRecord &record) { return exactTimeText(record.webhook.at); }}},
          Spoken::TitleAndText, parent)
{
}

void WebhooksModel::put(const WebhookRecord &record)
{
    const int row = find([&](const WebhookRecord &one) {
        return one.webhook.profileId == record.webhook.profileId
            && one.webhook.registration.name == record.webhook.registration.name;
    });
    if (row < 0) {
        append(record);
        return;
    }
    const KnownWebhook &known = m_rows[row].webhook;
    // A name whose content was refused: what stands under it is still the older one.
    if (isStanding(known.state) && !isStanding(record.webhook.state)
        && !(known.registration == record.webhook.registration))
        return;
    replace(row, record);
}

bool WebhooksModel::stands(const WebhookRegistration &registration) const
{
    return find([&](const WebhookRecord &record) {
               return record.wholeAddress && record.webhook.registration == registration
                   && isStanding(record.webhook.state);
           })
        >= 0;
}

} // namespace muster
