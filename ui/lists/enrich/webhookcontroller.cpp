// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/enrich/webhookcontroller.h"

#include "models/items/noticemodels.h"
#include "models/runs/enrich/webhookdesk.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "ui/lists/enrich/webhookdialog.h"

#include <utility>

namespace muster {

WebhookController::WebhookController(TenantSession &session, Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_desk(new WebhookDesk(session, workspace, this))
    , m_known(new WebhooksModel(this))
{
    for (const KnownWebhook &webhook : workspace.webhooks().webhooks()) {
        if (webhook.profileId == session.profile().id)
            m_known->put({webhook, false});
    }
    connect(m_desk, &WebhookDesk::answered, this, &WebhookController::answered);
    connect(&session, &TenantSession::armedChanged, this, [this] {
        if (m_dialog)
            m_dialog->setLookOnly(m_session.isLookOnly());
    });
}

WebhookController::~WebhookController()
{
    delete m_dialog; // shows what goes with the session
}

void WebhookController::open(QWidget *over)
{
    if (m_dialog) {
        m_dialog->raise();
        return;
    }
    m_dialog = new WebhookDialog(
        *m_known, m_desk->events(),
        [desk = QPointer<WebhookDesk>(m_desk)](const WebhookRegistration &registration) {
            return desk ? desk->fault(registration) : ApiError{.kind = ErrorKind::Cancelled};
        },
        over);
    connect(m_dialog, &WebhookDialog::registerAsked, this, &WebhookController::ask);
    connect(m_dialog, &WebhookDialog::armAsked, this, &WebhookController::armAsked);
    m_dialog->setLookOnly(m_session.isLookOnly());
    if (m_asked)
        m_dialog->showAsking();
    m_dialog->open();
}

void WebhookController::ask(const WebhookRegistration &registration)
{
    if (m_asked || m_session.isLookOnly())
        return;
    m_asked = registration;
    m_known->put({m_desk->known(registration, WebhookState::Asked), true});
    if (m_dialog)
        m_dialog->showAsking();
    m_desk->registerWebhook(registration);
}

void WebhookController::answered(const WebhookAnswer &answer, const std::optional<ApiError> &notKept)
{
    if (!m_asked)
        return;
    m_known->put({m_desk->known(*std::exchange(m_asked, std::nullopt), webhookStateOf(answer)), true});
    if (m_dialog)
        m_dialog->showAnswer(answer, notKept);
}

} // namespace muster
