// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/enrichment.h"

#include <QObject>
#include <QPointer>

class QWidget;

namespace muster {

class EnrichmentDesk;
class TenantSession;
class WebhookDialog;
class WebhooksModel;

/// Joins the dialog of webhooks to a session and remembers, as long as the session lasts, what was registered from it.
class WebhookController : public QObject
{
    Q_OBJECT

public:
    explicit WebhookController(TenantSession &session, QObject *parent = nullptr);
    ~WebhookController() override;
    void open(QWidget *over); ///< One dialog at a time.

Q_SIGNALS:
    void armAsked();

private:
    void ask(const WebhookRegistration &registration);
    void answered(const WebhookAnswer &answer);

    TenantSession &m_session;
    EnrichmentDesk *m_desk = nullptr;
    WebhooksModel *m_known = nullptr;
    QPointer<WebhookDialog> m_dialog;
    std::optional<WebhookRegistration> m_asked; ///< What the service is being asked for.
};

} // namespace muster
