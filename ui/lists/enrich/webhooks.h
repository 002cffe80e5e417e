// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/webhookstore.h"
#include "network/wire/apierror.h"
#include "network/wire/enrichment.h"
#include "ui/common/forward.h"

#include <QDialog>
#include <QObject>
#include <QPointer>
#include <functional>

namespace muster {

class TenantSession;
class WebhookRegistrar;
class WebhookStore;
class WebhooksModel;
class Workspace;

/// The webhooks that were asked for from this data folder, of all tenants; needs none to be open, changes nothing.
class KnownWebhooksDialog : public QDialog
{
    Q_OBJECT
    Q_CLASSINFO("help", "enrichment#webhooks")

public:
    explicit KnownWebhooksDialog(const WebhookStore &store, QWidget *parent = nullptr);
};

/// Where the tenant tells a CRM of enriched contacts: what was registered from here, and a form to register, or to
/// check by registering the same again. What is wrong stands beside its field. Asks; WebhookController acts.
class WebhookDialog : public QDialog
{
    Q_OBJECT
    Q_CLASSINFO("help", "enrichment#webhooks")

public:
    /// What is wrong with a registration; nothing: it may be sent.
    using Judge = std::function<std::optional<ApiError>(const WebhookRegistration &registration)>;

    WebhookDialog(WebhooksModel &known, const QStringList &events, Judge judge, QWidget *parent = nullptr);
    [[nodiscard]] WebhookRegistration registration() const;
    void setLookOnly(bool lookOnly);
    void showAsking(); ///< Until showAnswer().
    /// `notKept`: why the answer could not be written down.
    void showAnswer(const WebhookAnswer &answer, const std::optional<ApiError> &notKept);

Q_SIGNALS:
    void registerAsked(const muster::WebhookRegistration &registration);
    void armAsked();

private:
    struct Problem
    {
        PlainLabel *label = nullptr;
        bool told = false; ///< The field was touched: what is wrong with it is said.
    };
    enum Field { Name, Address, Events, Retries, Wait, FieldCount };

    QWidget *buildForm(const QStringList &events);
    QWidget *buildFoot();
    void addRow(QFormLayout *form, Field field, const QString &label, QWidget *editor);
    void fillFrom(int row);
    void touched(Field field);
    void showState();
    /// What is wrong with that field alone, all others being right.
    [[nodiscard]] std::optional<ApiError> fault(Field field) const;

    WebhooksModel &m_known;
    const Judge m_judge;
    bool m_lookOnly = false, m_asking = false;
    Problem m_problems[FieldCount];
    QLineEdit *m_name = nullptr;
    QLineEdit *m_address = nullptr;
    QList<QCheckBox *> m_events;
    QSpinBox *m_retries = nullptr;
    QSpinBox *m_wait = nullptr;
    PlainLabel *m_outcome = nullptr;
    QPushButton *m_arm = nullptr;
    QPushButton *m_register = nullptr;
};

/// Joins the dialog of webhooks to a session: what was registered from this data folder, and what is asked for now.
/// Whole addresses are remembered as long as the session lasts.
class WebhookController : public QObject
{
    Q_OBJECT

public:
    WebhookController(TenantSession &session, Workspace &workspace, QObject *parent = nullptr);
    ~WebhookController() override;
    [[nodiscard]] bool areOffered() const; ///< The tenant can tell a CRM.
    void open(QWidget *over); ///< One dialog at a time.

private:
    void ask(const WebhookRegistration &registration);
    void answered(const WebhookAnswer &answer, const std::optional<ApiError> &notKept);

    TenantSession &m_session;
    WebhookRegistrar *m_registrar = nullptr;
    WebhooksModel *m_known = nullptr;
    QPointer<WebhookDialog> m_dialog;
    std::optional<WebhookRegistration> m_asked; ///< What the service is being asked for.
};

} // namespace muster
