// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/webhookstate.h"

#include <QObject>
#include <QPointer>

class QWidget;

namespace muster {

class TenantSession;
class WebhookDesk;
class WebhookDialog;
class WebhooksModel;
class Workspace;

/// Joins the dialog of webhooks to a session: what was registered from this data folder, and what is asked for now.
/// Whole addresses are remembered as long as the session lasts.
class WebhookController : public QObject
{
    Q_OBJECT

public:
    WebhookController(TenantSession &session, Workspace &workspace, QObject *parent = nullptr);
    ~WebhookController() override;
    void open(QWidget *over); ///< One dialog at a time.

Q_SIGNALS:
    void armAsked();

private:
    void ask(const WebhookRegistration &registration);
    void answered(const WebhookAnswer &answer, const std::optional<ApiError> &notKept);

    TenantSession &m_session;
    WebhookDesk *m_desk = nullptr;
    WebhooksModel *m_known = nullptr;
    QPointer<WebhookDialog> m_dialog;
    std::optional<WebhookRegistration> m_asked; ///< What the service is being asked for.
};

} // namespace muster
