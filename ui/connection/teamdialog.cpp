// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/connection/teamdialog.h"

#include "models/runs/team/teampublisher.h"
#include "models/text/errortexts.h"
#include "models/text/teamtexts.h"
#include "ui/common/errorpanel.h"
#include "ui/common/formparts.h"
#include "ui/common/layoutmemory.h"
#include "ui/common/theme.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>

namespace muster {

TeamDialog::TeamDialog(TeamPublisher &team, bool readOnly, QWidget *parent)
    : QDialog(parent)
    , m_team(team)
    , m_readOnly(readOnly)
{
    setObjectName(QStringLiteral("teamDialog"));
    setWindowTitle(tr("Team database"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setObjectName(QStringLiteral("closeTeamButton"));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    fillPage(this, space::m, {buildStatus(), buildForm(), boxStretch(1), buttons});
    connect(&m_team, &TeamPublisher::statusChanged, this, &TeamDialog::showStatus);
    connect(&m_team, &TeamPublisher::passwordKept, this, [this](bool inKeyStore) {
        m_passwordPlace->showText(inKeyStore ? tr("The password is in the key store.")
                                             : tr("No key store: the password is kept until Muster closes."));
    });
    showSettings();
    showStatus();
    resize(600, 560);
    rememberSize(*this);
}

QWidget *TeamDialog::buildStatus()
{
    auto *box = new QWidget(this);
    m_status = wrappedLabel(box, "teamStatusLabel");
    m_refusal = named("teamRefusalPanel", new ErrorPanel(box));
    m_refusal->setRetryLabel(tr("Try now"));
    connect(m_refusal, &ErrorPanel::retry, this, [this] { m_team.retry(); });
    m_rights = wrappedLabel(box, "teamRightsLabel", ColourRole::Warn);
    fillColumn(box, space::s,
               {hintLabel(box,
                          tr("Your team sees one list: each Muster reports to this database what happens on its "
                             "computer. The files here remain the proof; no run waits for the database.")),
                m_status, m_refusal, m_rights});
    return box;
}

QWidget *TeamDialog::buildForm()
{
    auto *box = new QWidget(this);
    m_host = lineEdit(box, "teamHostEdit", tr("Server"), tr("name, address, or folder of a Unix socket"));
    m_port = calmSpin<QSpinBox>(box, "teamPortSpin");
    m_port->setRange(1, 65535);
    m_port->setAccessibleName(tr("Port"));
    m_database = lineEdit(box, "teamDatabaseEdit", tr("Database"));
    m_user = lineEdit(box, "teamUserEdit", tr("Role"), tr("may read and append, nothing else"));
    m_password = lineEdit(box, "teamPasswordEdit", tr("Password"), tr("enter to set or replace"));
    m_password->setEchoMode(QLineEdit::Password);
    m_password->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText | Qt::ImhHiddenText);
    m_password->setContextMenuPolicy(Qt::NoContextMenu);
    m_password->setMaxLength(4096);
    m_tls = calmCombo(box, "teamTlsCombo", tr("Encryption"));
    m_tls->addItem(tr("TLS, verify certificate and host name"), int(TeamTls::VerifyFull));
    m_tls->addItem(tr("TLS, verify certificate only"), int(TeamTls::VerifyCa));
    m_tls->addItem(tr("None, for a server on this computer"), int(TeamTls::Off));
    m_caFile = lineEdit(box, "teamCaFileEdit", tr("Certificate file"), tr("empty: what this computer trusts"));
    m_computer = lineEdit(box, "teamComputerEdit", tr("This computer"), TeamSettings().computerName());
    m_passwordPlace = wrappedLabel(box, "teamPasswordPlaceLabel", ColourRole::Muted);
    m_fault = wrappedLabel(box, "teamFaultLabel", ColourRole::Bad);
    m_passwordPlace->showText({});
    m_fault->showText({});
    auto *form = new QFormLayout;
    form->addRow(tr("&Server"), m_host);
    form->addRow(tr("P&ort"), m_port);
    form->addRow(tr("&Database"), m_database);
    form->addRow(tr("&Role"), m_user);
    form->addRow(tr("&Password"), m_password);
    form->addRow(tr("&Encryption"), m_tls);
    form->addRow(tr("Certi&ficate file"), m_caFile);
    form->addRow(tr("This comp&uter"), m_computer);
    m_use = primaryButton(box, "useTeamButton", tr("Use this database"));
    m_leave = pushButton(box, "leaveTeamButton", tr("Disconnect"));
    m_leave->setToolTip(tr("Nothing more is sent; what the database already has stays there."));
    connect(m_use, &QPushButton::clicked, this, [this] { apply(typed()); });
    connect(m_leave, &QPushButton::clicked, this, [this] { apply({}); });
    fillColumn(box, space::s, {form, m_passwordPlace, m_fault, rowLayout(space::s, {m_leave, boxStretch(1), m_use})});
    return box;
}

void TeamDialog::showSettings()
{
    const TeamSettings &settings = m_team.settings();
    m_host->setText(settings.host);
    m_port->setValue(settings.port);
    m_database->setText(settings.database);
    m_user->setText(settings.user);
    m_tls->setCurrentIndex(m_tls->findData(int(settings.tls)));
    m_caFile->setText(settings.caFile);
    m_computer->setText(settings.computer);
}

TeamSettings TeamDialog::typed() const
{
    return {.host = m_host->text().trimmed(),
            .port = m_port->value(),
            .database = m_database->text().trimmed(),
            .user = m_user->text().trimmed(),
            .tls = TeamTls(m_tls->currentData().toInt()),
            .caFile = m_caFile->text().trimmed(),
            .computer = m_computer->text().trimmed()};
}

void TeamDialog::apply(const TeamSettings &settings)
{
    std::optional<Secret> password;
    const bool leaves = settings == TeamSettings();
    if (!leaves) {
        if (const auto checked = settings.check(); !checked) {
            m_fault->showText(errorSentence(checked.error()));
            return;
        }
        if (QByteArray secret = m_password->text().toUtf8(); !secret.isEmpty()) {
            password = Secret(secret);
            secret.fill('\0');
        }
    }
    m_password->clear();
    const auto chosen = m_team.setSettings(settings, password);
    m_fault->showText(chosen ? QString() : errorSentence(chosen.error()));
    if (chosen)
        showSettings();
}

void TeamDialog::showStatus()
{
    const TeamStatus &status = m_team.status();
    const bool isRefused = status.state == TeamStatus::State::Refused && status.reason;
    TeamStatus said = status;
    said.reason.reset(); // which the panel tells
    m_status->showText(teamStatusText(said));
    m_refusal->setVisible(isRefused);
    if (isRefused)
        m_refusal->setError(*status.reason);
    m_rights->showText(teamRightsText(status.excessRights));
    m_use->setEnabled(!m_readOnly);
    m_leave->setEnabled(!m_readOnly);
    m_leave->setVisible(m_team.settings().isOn());
}

} // namespace muster
