// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/enrich/webhookdialog.h"

#include "models/items/noticemodels.h"
#include "models/text/plaintext.h"
#include "models/text/webhooktexts.h"
#include "ui/common/confirmparts.h"
#include "ui/common/datatable.h"
#include "ui/common/formparts.h"
#include "ui/common/layoutmemory.h"
#include "ui/common/plainlabel.h"
#include "ui/common/theme.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

namespace muster {

WebhookDialog::WebhookDialog(WebhooksModel &known, const QStringList &events, Judge judge, QWidget *parent)
    : QDialog(parent)
    , m_known(known)
    , m_judge(std::move(judge))
{
    setObjectName(QStringLiteral("webhookDialog"));
    setWindowTitle(tr("Webhooks of enrichment"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_table = new DataTable(this);
    m_table->setObjectName(QStringLiteral("webhooksTable"));
    m_table->setAccessibleName(tr("Webhooks registered from here"));
    m_table->setModel(&known);
    m_table->setColumnHidden(WebhooksModel::Tenant, true); // the one that is open
    m_table->setColumnWidth(WebhooksModel::Name, 90);
    m_table->setColumnWidth(WebhooksModel::Address, 170);
    m_table->setColumnWidth(WebhooksModel::Events, 130);
    m_table->setColumnWidth(WebhooksModel::State, 110);
    m_table->setMinimumHeight(rowHeight * 4);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) { fillFrom(current.row()); });
    m_outcome = new PlainLabel(PlainLabel::Fit::Wrap, this);
    m_outcome->setObjectName(QStringLiteral("webhookOutcomeLabel"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::l, space::l, space::l, space::l);
    column->setSpacing(space::s);
    column->addWidget(sectionTitle(this, tr("Registered from here")));
    column->addWidget(hintLabel(this,
                                tr("The server does not tell which webhooks it has. Listed are those that were asked "
                                   "for from this computer, with what was answered then; whether one stands is checked "
                                   "by registering the same again, which changes nothing.")));
    column->addWidget(m_table, 1);
    column->addWidget(sectionTitle(this, tr("Register or check")));
    column->addWidget(buildForm(events));
    column->addWidget(m_outcome);
    column->addWidget(buildFoot());
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
    auto *form = new QFormLayout(box);
    form->setContentsMargins(0, 0, 0, 0);
    form->setSpacing(space::xs);
    m_name = new QLineEdit(box);
    m_name->setObjectName(QStringLiteral("webhookNameEdit"));
    m_name->setMaxLength(200);
    connect(m_name, &QLineEdit::textEdited, this, [this] { touched(Name); });
    addRow(form, Name, tr("&Name"), m_name);
    m_address = new QLineEdit(box);
    m_address->setObjectName(QStringLiteral("webhookAddressEdit"));
    m_address->setMaxLength(2000);
    m_address->setPlaceholderText(tr("https:// address of your CRM"));
    connect(m_address, &QLineEdit::textEdited, this, [this] { touched(Address); });
    addRow(form, Address, tr("&Address"), m_address);
    auto *eventsBox = new QWidget(box);
    auto *eventsRow = new QHBoxLayout(eventsBox);
    eventsRow->setContentsMargins(0, 0, 0, 0);
    eventsRow->setSpacing(space::m);
    for (const QString &event : events) {
        auto *check = new QCheckBox(event, eventsBox); // the service's own word
        check->setObjectName(event + QStringLiteral("Check"));
        check->setChecked(true);
        connect(check, &QCheckBox::clicked, this, [this] { touched(Events); });
        eventsRow->addWidget(check);
        m_events << check;
    }
    eventsRow->addStretch(1);
    addRow(form, Events, tr("Tell it of"), eventsBox);
    m_retries = calmSpin<QSpinBox>(box, "webhookRetriesSpin");
    m_retries->setRange(0, 1000); // what the service takes is judged, and said
    m_retries->setValue(WebhookRegistration().maxRetries);
    connect(m_retries, &QSpinBox::valueChanged, this, [this] { touched(Retries); });
    addRow(form, Retries, tr("&Tries after a failure"), m_retries);
    m_wait = calmSpin<QSpinBox>(box, "webhookWaitSpin");
    m_wait->setRange(0, 24 * 60 * 60 * 1000);
    m_wait->setSingleStep(500);
    m_wait->setValue(int(WebhookRegistration().backoff.count()));
    m_wait->setSuffix(tr(" ms"));
    connect(m_wait, &QSpinBox::valueChanged, this, [this] { touched(Wait); });
    addRow(form, Wait, tr("&Wait between them"), m_wait);
    return box;
}

QWidget *WebhookDialog::buildFoot()
{
    auto *foot = new QWidget(this);
    m_arm = allowChangesButton(foot, "armForWebhookButton");
    connect(m_arm, &QPushButton::clicked, this, &WebhookDialog::armAsked);
    auto *close = new QPushButton(tr("Close"), foot);
    close->setObjectName(QStringLiteral("closeWebhookButton"));
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    m_register = new QPushButton(foot);
    m_register->setObjectName(QStringLiteral("registerWebhookButton"));
    m_register->setProperty("primary", true);
    m_register->setDefault(true);
    connect(m_register, &QPushButton::clicked, this, [this] { Q_EMIT registerAsked(registration()); });
    auto *row = new QHBoxLayout(foot);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::s);
    row->addStretch(1);
    row->addWidget(m_arm);
    row->addWidget(close);
    row->addWidget(m_register);
    return foot;
}

WebhookRegistration WebhookDialog::registration() const
{
    WebhookRegistration registration;
    registration.name = m_name->text().trimmed();
    registration.url = m_address->text().trimmed();
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
    m_outcome->setRole(ColourRole::Muted);
    m_outcome->setPlainText(record->wholeAddress
                                ? QString()
                                : tr("Of its address only %1 was kept, since the rest may hold a secret. To check "
                                     "whether it stands, enter the whole address.")
                                      .arg(visibleText(registration.url, 100)));
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
    m_register->setText(m_known.stands(now) ? tr("&Check that it stands") : tr("&Register the webhook"));
    m_register->setEnabled(!m_lookOnly && !m_asking && !m_judge(now));
    if (m_lookOnly && !m_asking) {
        m_outcome->setRole(ColourRole::Bad);
        m_outcome->setPlainText(tr("This tenant is look only: allow changes first."));
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
    m_outcome->setRole(ColourRole::Muted);
    m_outcome->setPlainText(tr("Asking the server\u2026"));
    showState();
}

void WebhookDialog::showAnswer(const WebhookAnswer &answer, const std::optional<ApiError> &notKept)
{
    m_asking = false;
    m_outcome->setRole(answer.error ? ColourRole::Bad : ColourRole::Good);
    m_outcome->setPlainText(notKept ? webhookNotKeptText(answer, *notKept) : webhookAnswerText(answer));
    showState();
}

} // namespace muster
