// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/enrich/webhooks.h"

#include "models/items/noticemodels.h"
#include "models/runs/enrich/enrichmentqueries.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/text/plaintext.h"
#include "models/text/webhooktexts.h"
#include "ui/common/confirmbutton.h"
#include "ui/common/datatable.h"
#include "ui/common/emptystate.h"
#include "ui/common/formparts.h"
#include "ui/common/layoutmemory.h"
#include "ui/common/plainlabel.h"
#include "ui/common/relativetimes.h"
#include "ui/common/theme.h"
#include "ui/runs/runresumer.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <utility>

namespace muster {

KnownWebhooksDialog::KnownWebhooksDialog(const WebhookStore &store, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("knownWebhooksDialog"));
    setWindowTitle(tr("Webhooks registered here"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *model = new WebhooksModel(this);
    for (const KnownWebhook &webhook : store.webhooks())
        model->put({webhook, false});
    auto *table = new DataTable("knownWebhooksTable", windowTitle(), model, this);
    table->setColumnWidths({{WebhooksModel::Tenant, 120},
                            {WebhooksModel::Name, 120},
                            {WebhooksModel::Address, 180},
                            {WebhooksModel::Events, 200},
                            {WebhooksModel::State, 130}});
    table->setMinimumHeight(rowHeight * 4);
    new RelativeTimes(table, [table](const QDateTime &) { table->viewport()->update(); });
    new EmptyOverlay(table, tr("No webhook has been requested from this computer yet."));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setObjectName(QStringLiteral("closeKnownWebhooksButton"));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    fillPage(
        this, space::s,
        {hintLabel(this,
                   tr("Each row shows what a tenant answered on the date given. Tenants don’t list their webhooks. To "
                      "register or check one, open the tenant, choose a list to enrich, then choose Webhooks.")),
         {table, 1},
         buttons});
    resize(900, 360);
    rememberSize(*this);
}

WebhookDialog::WebhookDialog(WebhooksModel &known, const QStringList &events, Judge judge, QWidget *parent)
    : QDialog(parent)
    , m_known(known)
    , m_judge(std::move(judge))
{
    setObjectName(QStringLiteral("webhookDialog"));
    setWindowTitle(tr("Enrichment webhooks"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *table = new DataTable("webhooksTable", tr("Webhooks registered here"), &known, this);
    table->setColumnHidden(WebhooksModel::Tenant, true); // the one that is open
    table->setColumnWidths({{WebhooksModel::Name, 90},
                            {WebhooksModel::Address, 170},
                            {WebhooksModel::Events, 130},
                            {WebhooksModel::State, 110}});
    table->setMinimumHeight(rowHeight * 4);
    connect(table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) { fillFrom(current.row()); });
    m_outcome = wrappedLabel(this, "webhookOutcomeLabel");
    fillPage(this, space::s,
             {sectionTitle(this, tr("Registered from here")),
              hintLabel(this,
                        tr("The server doesn’t report which webhooks it has. Listed are those requested from this "
                           "computer, with the answer at that time. To check whether one is still registered, register "
                           "it again unchanged; this changes nothing.")),
              {table, 1},
              sectionTitle(this, tr("Register or check")),
              buildForm(events),
              m_outcome,
              buildFoot()});
    resize(640, 600);
    rememberSize(*this);
    showState();
    m_name->setFocus();
}

void WebhookDialog::addRow(QFormLayout *form, Field field, const QString &label, QWidget *editor)
{
    form->addRow(label, editor);
    auto *problem = new PlainLabel(PlainLabel::Fit::Wrap, this);
    constexpr const char *names[FieldCount] = {"webhookNameProblem", "webhookAddressProblem", "webhookEventsProblem",
                                               "webhookRetriesProblem", "webhookWaitProblem"};
    problem->setObjectName(QString::fromLatin1(names[field]));
    problem->setRole(ColourRole::Bad);
    problem->hide();
    form->addRow(QString(), problem);
    m_problems[field].label = problem;
}

QWidget *WebhookDialog::buildForm(const QStringList &events)
{
    auto *box = new QWidget(this);
    auto *form = bareLayout<QFormLayout>(box, space::xs);
    m_name = named("webhookNameEdit", new QLineEdit(box));
    m_name->setMaxLength(200);
    connect(m_name, &QLineEdit::textEdited, this, [this] { touched(Name); });
    addRow(form, Name, tr("&Name"), m_name);
    m_address = named("webhookAddressEdit", new QLineEdit(box));
    m_address->setMaxLength(2000);
    m_address->setPlaceholderText(tr("https:// address of your CRM"));
    connect(m_address, &QLineEdit::textEdited, this, [this] { touched(Address); });
    addRow(form, Address, tr("&Address"), m_address);
    auto *eventsBox = new QWidget(box);
    auto *eventsRow = bareLayout<QHBoxLayout>(eventsBox, space::m);
    for (const QString &event : events) {
        auto *check = new QCheckBox(event, eventsBox); // the service's own word
        check->setObjectName(event + QStringLiteral("Check"));
        check->setChecked(true);
        connect(check, &QCheckBox::clicked, this, [this] { touched(Events); });
        eventsRow->addWidget(check);
        m_events << check;
    }
    eventsRow->addStretch(1);
    addRow(form, Events, tr("Events"), eventsBox);
    m_retries = calmSpin<QSpinBox>(box, "webhookRetriesSpin");
    m_retries->setRange(0, 1000); // what the service takes is judged, and said
    m_retries->setValue(WebhookRegistration().maxRetries);
    connect(m_retries, &QSpinBox::valueChanged, this, [this] { touched(Retries); });
    addRow(form, Retries, tr("Re&tries on failure"), m_retries);
    m_wait = calmSpin<QSpinBox>(box, "webhookWaitSpin");
    m_wait->setRange(0, 24 * 60 * 60 * 1000);
    m_wait->setSingleStep(500);
    m_wait->setValue(int(WebhookRegistration().backoff.count()));
    m_wait->setSuffix(tr(" ms"));
    connect(m_wait, &QSpinBox::valueChanged, this, [this] { touched(Wait); });
    addRow(form, Wait, tr("&Wait between retries"), m_wait);
    return box;
}

QWidget *WebhookDialog::buildFoot()
{
    auto *foot = new QWidget(this);
    m_arm = allowChangesButton(foot, "armForWebhookButton");
    connect(m_arm, &QPushButton::clicked, this, &WebhookDialog::armAsked);
    auto *close = pushButton(foot, "closeWebhookButton", tr("Close"));
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    m_register = primaryButton(foot, "registerWebhookButton");
    m_register->setDefault(true);
    connect(m_register, &QPushButton::clicked, this, [this] { Q_EMIT registerAsked(registration()); });
    fillRow(foot, space::s, {boxStretch(1), m_arm, close, m_register});
    return foot;
}

WebhookRegistration WebhookDialog::registration() const
{
    WebhookRegistration registration{.name = m_name->text().trimmed(), .url = m_address->text().trimmed()};
    for (const QCheckBox *event : m_events) {
        if (event->isChecked())
            registration.events << event->text();
    }
    registration.maxRetries = m_retries->value();
    registration.backoff = std::chrono::milliseconds(m_wait->value());
    return registration;
}

void WebhookDialog::fillFrom(int row)
{
    const WebhookRecord *record = m_known.at(row);
    if (!record || m_asking)
        return;
    const QSignalBlocker a(m_retries), b(m_wait);
    const WebhookRegistration &registration = record->webhook.registration;
    m_name->setText(registration.name);
    m_address->setText(record->wholeAddress ? registration.url : QString());
    for (QCheckBox *event : std::as_const(m_events))
        event->setChecked(registration.events.contains(event->text()));
    m_retries->setValue(registration.maxRetries);
    m_wait->setValue(int(registration.backoff.count()));
    m_outcome->setPlainText(record->wholeAddress
                                ? QString()
                                : tr("Only %1 of its address was saved, since the rest may hold a secret. To check "
                                     "whether it is registered, enter the full address.")
                                      .arg(visibleText(registration.url, 100)),
                            ColourRole::Muted);
    showState();
}

std::optional<ApiError> WebhookDialog::fault(Field field) const
{
    const WebhookRegistration now = registration();
    WebhookRegistration one; // all that the judge asks for, so that it speaks of this field
    one.name = field == Name ? now.name : QStringLiteral("x");
    one.url = field == Address ? now.url : QStringLiteral("https://crm.example");
    if (field == Events) {
        one.events = now.events;
    } else {
        for (const QCheckBox *event : m_events)
            one.events << event->text();
    }
    one.maxRetries = field == Retries ? now.maxRetries : one.maxRetries;
    one.backoff = field == Wait ? now.backoff : one.backoff;
    return m_judge(one);
}

void WebhookDialog::touched(Field field)
{
    m_problems[field].told = true;
    m_outcome->setPlainText({});
    showState();
}

void WebhookDialog::showState()
{
    for (int field = 0; field < FieldCount; ++field) {
        const auto found = fault(Field(field));
        PlainLabel *label = m_problems[field].label;
        label->setPlainText(found ? webhookFaultText(*found) : QString());
        label->setVisible(found && m_problems[field].told);
    }
    const WebhookRegistration now = registration();
    m_arm->setVisible(m_lookOnly);
    m_register->setText(m_known.stands(now) ? tr("&Check registration") : tr("&Register webhook"));
    m_register->setEnabled(!m_lookOnly && !m_asking && !m_judge(now));
    if (m_lookOnly && !m_asking) {
        m_outcome->setPlainText(tr("This tenant is read-only: allow changes first."), ColourRole::Bad);
    }
    m_outcome->setVisible(!m_outcome->plainText().isEmpty());
}

void WebhookDialog::setLookOnly(bool lookOnly)
{
    if (m_lookOnly && !lookOnly)
        m_outcome->setPlainText({});
    m_lookOnly = lookOnly;
    showState();
}

void WebhookDialog::showAsking()
{
    m_asking = true;
    m_outcome->setPlainText(tr("Contacting the server…"), ColourRole::Muted);
    showState();
}

void WebhookDialog::showAnswer(const WebhookAnswer &answer, const std::optional<ApiError> &notKept)
{
    m_asking = false;
    m_outcome->setPlainText(notKept ? webhookNotKeptText(answer, *notKept) : webhookAnswerText(answer),
                            answer.error ? ColourRole::Bad : ColourRole::Good);
    showState();
}

WebhookController::WebhookController(TenantSession &session, Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_registrar(new WebhookRegistrar(session, workspace, this))
    , m_known(new WebhooksModel(this))
{
    for (const KnownWebhook &webhook : workspace.webhooks().webhooks()) {
        if (webhook.profileId == session.profile().id)
            m_known->put({webhook, false});
    }
    connect(m_registrar, &WebhookRegistrar::answered, this, &WebhookController::answered);
    connect(&session, &TenantSession::armedChanged, this, [this] {
        if (m_dialog)
            m_dialog->setLookOnly(m_session.isLookOnly());
    });
}

WebhookController::~WebhookController()
{
    delete m_dialog; // shows what goes with the session
}

bool WebhookController::areOffered() const
{
    return !m_registrar->events().isEmpty();
}

void WebhookController::open(QWidget *over)
{
    if (m_dialog) {
        m_dialog->raise();
        return;
    }
    m_dialog = new WebhookDialog(
        *m_known, m_registrar->events(),
        [registrar = QPointer<WebhookRegistrar>(m_registrar)](const WebhookRegistration &registration) {
            return registrar ? registrar->fault(registration) : ApiError{.kind = ErrorKind::Cancelled};
        },
        over);
    connect(m_dialog, &WebhookDialog::registerAsked, this, &WebhookController::ask);
    connect(m_dialog, &WebhookDialog::armAsked, this, [this, over] { askToArm(over, m_session); });
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
    m_known->put({m_registrar->known(registration, WebhookState::Asked), true});
    if (m_dialog)
        m_dialog->showAsking();
    m_registrar->registerWebhook(registration);
}

void WebhookController::answered(const WebhookAnswer &answer, const std::optional<ApiError> &notKept)
{
    if (!m_asked)
        return;
    m_known->put({m_registrar->known(*std::exchange(m_asked, std::nullopt), webhookStateOf(answer)), true});
    if (m_dialog)
        m_dialog->showAnswer(answer, notKept);
}

} // namespace muster
