// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/webhookstore.h"

#include "models/rules/jsonmembers.h"

#include <QUrl>
#include <algorithm>

namespace muster {

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

namespace {

constexpr qsizetype longestText = 2000, maxEvents = 20;
constexpr qint64 maxWaitMs = 24 * 60 * 60 * 1000;

bool isSameWebhook(const KnownWebhook &one, const KnownWebhook &other)
{
    return one.profileId == other.profileId && one.registration.name == other.registration.name;
}

bool usable(const QString &text)
{
    return !text.isEmpty() && text.size() <= longestText && text.isValidUtf16();
}

void describe(JsonMembers &members, KnownWebhook &webhook)
{
    WebhookRegistration &registration = webhook.registration;
    members.member("profile", webhook.profileId);
    members.require(usable(webhook.profileId));
    members.member("profile_name", webhook.profileName);
    members.require(webhook.profileName.size() <= longestText);
    members.member("name", registration.name);
    members.require(usable(registration.name));
    members.member("origin", registration.url);
    members.require(registration.url == webhookOrigin(registration.url));
    members.member("events", registration.events);
    members.require(registration.events.size() <= maxEvents && std::ranges::all_of(registration.events, usable));
    members.member("max_retries", registration.maxRetries, 0);
    qint64 wait = registration.backoff.count();
    members.member("backoff_ms", wait, 0, maxWaitMs);
    registration.backoff = std::chrono::milliseconds(wait);
    members.key("state", webhook.state);
    members.member("at", webhook.at);
}

QJsonArray toItems(const QList<KnownWebhook> &webhooks)
{
    QJsonArray items;
    for (const KnownWebhook &webhook : webhooks)
        items.append(jsonObject(webhook, describe));
    return items;
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
            KnownWebhook webhook;
            const bool sound = memberFault(item, webhook, describe).isEmpty();
            const bool repeated = std::any_of(found.cbegin(), found.cend(),
                                              [&](const KnownWebhook &one) { return isSameWebhook(one, webhook); });
            if (!sound || repeated || found.size() == maxWebhooks)
                return false;
            found.append(webhook);
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
