// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/webhookstore.h"

#include "network/wire/keytable.h"

#include <QUrl>
#include <algorithm>

namespace muster {

namespace {

constexpr KeyTable<WebhookState, 7> stateKeys = {{
    {WebhookState::Asked, QLatin1String("asked")},
    {WebhookState::Registered, QLatin1String("registered")},
    {WebhookState::Stands, QLatin1String("stands")},
    {WebhookState::NameTaken, QLatin1String("name_taken")},
    {WebhookState::Unknown, QLatin1String("unknown")},
    {WebhookState::Refused, QLatin1String("refused")},
    {WebhookState::NotSent, QLatin1String("not_sent")},
}};

} // namespace

WebhookState webhookStateOf(const WebhookAnswer &answer)
{
    if (!answer.error) {
        return answer.outcome == WebhookAnswer::Outcome::AlreadyThere ? WebhookState::Stands : WebhookState::Registered;
    }
    if (answer.outcome == WebhookAnswer::Outcome::OtherContent)
        return WebhookState::NameTaken;
    if (answer.fate == WriteFate::Unknown)
        return WebhookState::Unknown;
    return answer.fate == WriteFate::NotSent ? WebhookState::NotSent : WebhookState::Refused;
}

bool isStanding(WebhookState state)
{
    return state == WebhookState::Registered || state == WebhookState::Stands;
}

QString webhookStateKey(WebhookState state)
{
    return keyOf(stateKeys, state);
}

std::optional<WebhookState> webhookStateFromKey(QStringView key)
{
    return valueOf(stateKeys, key);
}

namespace {

constexpr qsizetype longestText = 2000, maxEvents = 20;
constexpr qint64 maxWaitMs = 24 * 60 * 60 * 1000;

bool isSameWebhook(const KnownWebhook &one, const KnownWebhook &other)
{
    return one.profileId == other.profileId && one.registration.name == other.registration.name;
}

QJsonObject toItem(const KnownWebhook &webhook)
{
    const WebhookRegistration &registration = webhook.registration;
    return {{QStringLiteral("profile"), webhook.profileId},
            {QStringLiteral("profile_name"), webhook.profileName},
            {QStringLiteral("name"), registration.name},
            {QStringLiteral("origin"), registration.url},
            {QStringLiteral("events"), QJsonArray::fromStringList(registration.events)},
            {QStringLiteral("max_retries"), registration.maxRetries},
            {QStringLiteral("backoff_ms"), qint64(registration.backoff.count())},
            {QStringLiteral("state"), webhookStateKey(webhook.state)},
            {QStringLiteral("at"), webhook.at.toString(Qt::ISODateWithMs)}};
}

QJsonArray toItems(const QList<KnownWebhook> &webhooks)
{
    QJsonArray items;
    for (const KnownWebhook &webhook : webhooks)
        items.append(toItem(webhook));
    return items;
}

bool usable(const QString &text)
{
    return !text.isEmpty() && text.size() <= longestText && text.isValidUtf16();
}

std::optional<KnownWebhook> webhookOf(const QJsonObject &item)
{
    KnownWebhook webhook{.profileId = item.value(QLatin1String("profile")).toString(),
                         .profileName = item.value(QLatin1String("profile_name")).toString()};
    WebhookRegistration &registration = webhook.registration;
    registration.name = item.value(QLatin1String("name")).toString();
    registration.url = item.value(QLatin1String("origin")).toString();
    const QJsonArray events = item.value(QLatin1String("events")).toArray();
    for (const QJsonValue &event : events) {
        if (!usable(event.toString()))
            return std::nullopt;
        registration.events.append(event.toString());
    }
    registration.maxRetries = item.value(QLatin1String("max_retries")).toInt(-1);
    const qint64 wait = item.value(QLatin1String("backoff_ms")).toInteger(-1);
    registration.backoff = std::chrono::milliseconds(wait);
    webhook.at = QDateTime::fromString(item.value(QLatin1String("at")).toString(), Qt::ISODateWithMs).toUTC();
    const auto state = webhookStateFromKey(item.value(QLatin1String("state")).toString());
    const bool sound = item.size() == 9 && state && usable(webhook.profileId)
        && webhook.profileName.size() <= longestText && usable(registration.name)
        && registration.url == webhookOrigin(registration.url) && events.size() <= maxEvents
        && registration.maxRetries >= 0 && wait >= 0 && wait <= maxWaitMs && webhook.at.isValid();
    if (!sound)
        return std::nullopt;
    webhook.state = *state;
    return webhook;
}

} // namespace

QString webhookOrigin(const QString &url)
{
    return QUrl(url, QUrl::StrictMode)
        .toString(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::RemoveUserInfo
                  | QUrl::FullyEncoded);
}

WebhookStore::WebhookStore(QString folder, QObject *parent, DiskAccess &disk)
    : QObject(parent)
    , m_file(folder + QStringLiteral("/webhooks.json"), QStringLiteral("muster-webhooks"),
             QStringLiteral("webhooks_damaged"), disk)
{
}

std::optional<ApiError> WebhookStore::load()
{
    QList<KnownWebhook> found;
    const auto notice = m_file.load(
        [&found](const QJsonObject &item) {
            const auto webhook = webhookOf(item);
            const bool repeated = webhook && std::any_of(found.cbegin(), found.cend(), [&](const KnownWebhook &one) {
                                      return isSameWebhook(one, *webhook);
                                  });
            if (!webhook || repeated || found.size() == maxWebhooks)
                return false;
            found.append(*webhook);
            return true;
        },
        [&found] { return toItems(found); });
    m_webhooks = std::move(found);
    Q_EMIT changed();
    return notice;
}

StoreThread::Work WebhookStore::keep(KnownWebhook webhook)
{
    webhook.registration.url = webhookOrigin(webhook.registration.url);
    const auto known = std::find_if(m_webhooks.begin(), m_webhooks.end(),
                                    [&](const KnownWebhook &one) { return isSameWebhook(one, webhook); });
    if (known == m_webhooks.end()) {
        if (m_webhooks.size() == maxWebhooks)
            m_webhooks.removeFirst();
        m_webhooks.append(std::move(webhook));
    } else if (isStanding(webhook.state) || !isStanding(known->state)) {
        *known = std::move(webhook);
    }
    Q_EMIT changed();
    return [file = &m_file, items = toItems(m_webhooks)] { return file->write(items); };
}

} // namespace muster
