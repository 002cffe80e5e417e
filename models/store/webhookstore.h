// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/storedlist.h"
#include "models/store/storethread.h"
#include "network/wire/enrichment.h"
#include "network/wire/keytable.h"

#include <QDateTime>
#include <QObject>
#include <QString>
#include <optional>

namespace muster {

/// What is known of a webhook that was asked for.
enum class WebhookState {
    Asked, ///< No answer yet; after a restart: none was had, so whether it stands is not known.
    Registered, ///< New.
    Stands, ///< The same stood there already.
    NameTaken, ///< By another content, which goes on standing.
    Unknown, ///< The answer was lost or said nothing certain.
    Refused,
    NotSent,
};

[[nodiscard]] WebhookState webhookStateOf(const WebhookAnswer &answer);
/// The service said that it stands.
[[nodiscard]] bool isStanding(WebhookState state);
/// "asked", "registered", "stands", "name_taken", "unknown", "refused", "not_sent"; stable for file, audit and
/// `--json`.

template <>
inline constexpr KeyTable<WebhookState, 7> keyTable<WebhookState> = {{
    {WebhookState::Asked, QLatin1String("asked")},
    {WebhookState::Registered, QLatin1String("registered")},
    {WebhookState::Stands, QLatin1String("stands")},
    {WebhookState::NameTaken, QLatin1String("name_taken")},
    {WebhookState::Unknown, QLatin1String("unknown")},
    {WebhookState::Refused, QLatin1String("refused")},
    {WebhookState::NotSent, QLatin1String("not_sent")},
}};

/// A webhook of a tenant that was asked for from this data folder.
struct KnownWebhook
{
    QString profileId, profileName;
    /// Of the address only scheme, host and port: the rest may hold a secret and is never kept.
    WebhookRegistration registration;
    WebhookState state = WebhookState::Asked;
    QDateTime at; ///< UTC; when that became known.
    bool operator==(const KnownWebhook &) const = default;
};

/// Scheme, host and port of an address; empty where it has none of them.
[[nodiscard]] QString webhookOrigin(const QString &url);

/// The webhooks that were asked for from here (webhooks.json in the data folder, mode 0600), one for each tenant and
/// name: services do not tell which they have. A damaged file is kept beside, what is sound in it is taken over; a
/// newer version is never rewritten (F98). GUI thread, but for what keep() gives.
class WebhookStore : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype maxWebhooks = 500; ///< The oldest go first.

    explicit WebhookStore(QString folder, QObject *parent = nullptr, DiskAccess &disk = DiskAccess::system());

    /// The error, if any, is a notice: Damaged "webhooks_damaged" (`subject`: kept as), Damaged "newer_version", File.
    [[nodiscard]] std::optional<ApiError> load();
    [[nodiscard]] const QList<KnownWebhook> &webhooks() const { return m_webhooks; } ///< The oldest first.
    /// Shown from now on; for StoreThread, which writes it (the store outlives that). What is known to stand under that
    /// name is not replaced by something that does not: it goes on standing.
    [[nodiscard]] StoreThread::Work keep(KnownWebhook webhook);
    [[nodiscard]] bool isReadOnly() const { return m_file.isReadOnly(); }
    void setReadOnly() { m_file.setReadOnly(); } ///< Before load(): somebody else's to mend.

Q_SIGNALS:
    void changed();

private:
    StoredList m_file;
    QList<KnownWebhook> m_webhooks;
};

} // namespace muster
