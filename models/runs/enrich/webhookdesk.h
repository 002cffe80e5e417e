// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/webhookstore.h"
#include "network/wire/enrichment.h"
#include "network/wire/result.h"

#include <QObject>
#include <QPointer>
#include <memory>
#include <stop_token>

namespace QCoro {
template <typename T>
class Task;
}

namespace muster {

class TenantConnection;
class TenantSession;
class Workspace;

/// Has a tenant tell a CRM of enriched contacts. What is asked for is in the audit and in the WebhookStore before it is
/// sent, what came of it after: name, events and host of the address, whose rest may hold a secret. GUI thread.
class WebhookDesk : public QObject
{
    Q_OBJECT

public:
    WebhookDesk(TenantSession &session, Workspace &workspace, QObject *parent = nullptr);
    ~WebhookDesk() override; ///< What is under way is given up and stays as "asked".

    /// One attempt, one at a time; what is in doubt is settled by registering the same again, which changes nothing.
    void registerWebhook(const WebhookRegistration &registration);
    /// What is wrong with a registration before anything is sent (see WebhooksClient::fault(); InUse "read_only" where
    /// another Muster has the data folder); nothing: it may be sent.
    [[nodiscard]] std::optional<ApiError> fault(const WebhookRegistration &registration) const;
    [[nodiscard]] QStringList events() const; ///< That may be chosen.
    /// A registration of this tenant's.
    [[nodiscard]] KnownWebhook known(const WebhookRegistration &registration, WebhookState state) const;

Q_SIGNALS:
    /// Whatever came of it. NotSent with why the audit could not be written (S35). `notKept`: it was answered, but that
    /// could not be written down.
    void answered(const muster::WebhookAnswer &answer, const std::optional<muster::ApiError> &notKept);

private:
    using Connection = std::shared_ptr<TenantConnection>;
    using Self = QPointer<WebhookDesk>;
    static QCoro::Task<void> ask(Self self, Connection connection, QPointer<Workspace> workspace, KnownWebhook webhook,
                                 WebhookRegistration registration, std::stop_token stop);

    Workspace &m_workspace;
    const Connection m_connection;
    std::stop_source m_stop;
};

} // namespace muster

Q_DECLARE_METATYPE(muster::WebhookAnswer)
