// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/connection/profileform.h"

#include "models/text/connectiontexts.h"
#include "ui/common/designtokens.h"
#include "ui/common/environmentbadge.h"
#include "ui/common/formparts.h"
#include "ui/common/prompts.h"
#include "ui/connection/secretrow.h"
#include "ui/connection/servicesform.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

namespace muster {

namespace {

using namespace std::chrono;

QFormLayout *formIn(QWidget *page)
{
    auto *form = new QFormLayout(page);
    form->setContentsMargins(space::m, space::m, space::m, space::m);
    form->setSpacing(space::s);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    return form;
}

} // namespace

ProfileForm::ProfileForm(QWidget *parent)
    : QWidget(parent)
    , m_tabs(new QTabWidget(this))
{
    QWidget *pages = tabPages(m_tabs);
    auto *basics = new QWidget(pages);
    buildBasics(formIn(basics));
    auto *limits = new QWidget(pages);
    buildLimits(formIn(limits));
    m_services = new ServicesForm(pages);
    connect(m_services, &ServicesForm::changed, this, &ProfileForm::changed);
    m_tabs->setObjectName(QStringLiteral("profileTabs"));
    m_tabs->setAccessibleName(tr("Parts of the connection"));
    m_tabs->tabBar()->setAccessibleName(tr("Parts of the connection"));
    m_tabs->addTab(formArea(basics), tr("Connection"));
    m_tabs->addTab(formArea(m_services), tr("Services"));
    m_tabs->addTab(formArea(limits), tr("Limits and times"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_tabs);
}

void ProfileForm::buildBasics(QFormLayout *form)
{
    m_name = new QLineEdit(this);
    m_name->setObjectName(QStringLiteral("profileNameEdit"));
    m_name->setMaxLength(100);
    form->addRow(tr("Name"), m_name);
    m_environment = new QComboBox(this);
    m_environment->setObjectName(QStringLiteral("environmentCombo"));
    for (Environment environment : {Environment::Production, Environment::Test, Environment::Sandbox}) {
        m_environment->addItem(EnvironmentBadge::shapeText(environment) % u' ' % environmentText(environment),
                               int(environment));
    }
    form->addRow(tr("Environment"), m_environment);
    m_baseUrl = new QLineEdit(this);
    m_baseUrl->setObjectName(QStringLiteral("baseUrlEdit"));
    m_baseUrl->setPlaceholderText(QStringLiteral("https://"));
    form->addRow(tr("Base URL"), m_baseUrl);
    m_clientId = new QLineEdit(this);
    m_clientId->setObjectName(QStringLiteral("clientIdEdit"));
    form->addRow(tr("Client id"), m_clientId);
    m_secret = new SecretRow(this);
    form->addRow(tr("Client secret"), m_secret);
    for (QLineEdit *edit : {m_name, m_baseUrl, m_clientId})
        connect(edit, &QLineEdit::textEdited, this, &ProfileForm::changed);
    connect(m_environment, &QComboBox::activated, this, &ProfileForm::changed);
}

QSpinBox *ProfileForm::spin(const char *name, int low, int high, const QString &suffix)
{
    auto *box = new QSpinBox(this);
    box->setObjectName(QString::fromLatin1(name));
    box->setRange(low, high);
    box->setSuffix(suffix);
    box->setFixedWidth(160); // one below the other
    connect(box, &QSpinBox::valueChanged, this, &ProfileForm::changed);
    return box;
}

void ProfileForm::buildLimits(QFormLayout *form)
{
    m_pageSize = spin("profilePageSizeSpin", 1, 1000, {});
    //: Behind the number of a page size.
    setCountSuffix(m_pageSize, [](int count) { return tr(" records", nullptr, count); });
    form->addRow(tr("Page size"), m_pageSize);
    m_batchSize = spin("profileBatchSizeSpin", 1, 100, {});
    //: Behind the number of a batch size.
    setCountSuffix(m_batchSize, [](int count) { return tr(" contacts", nullptr, count); });
    form->addRow(tr("Batch size of writes"), m_batchSize);
    m_freshness = spin("freshnessSpin", 1, 24 * 365, tr(" h"));
    form->addRow(tr("Segments are fresh for"), m_freshness);
    m_tokenTimeout = spin("tokenTimeoutSpin", 1, 600, tr(" s"));
    form->addRow(tr("Time allowed for sign-in"), m_tokenTimeout);
    m_callTimeout = spin("callTimeoutSpin", 1, 600, tr(" s"));
    form->addRow(tr("Time allowed to the first byte"), m_callTimeout);
    m_pageTimeout = spin("pageTimeoutSpin", 1, 3600, tr(" s"));
    form->addRow(tr("Time allowed for a whole page"), m_pageTimeout);
    m_throttle = spin("throttleSpin", 1, 24 * 60, tr(" min"));
    form->addRow(tr("Longest wait when throttled"), m_throttle);
    m_certificates = new QLineEdit(this);
    m_certificates->setObjectName(QStringLiteral("certificatesEdit"));
    m_certificates->setPlaceholderText(tr("PEM files, separated by semicolons; empty: the system\u2019s"));
    auto *add = new QPushButton(tr("Add\u2026"), this);
    add->setObjectName(QStringLiteral("addCertificateButton"));
    auto *row = new QHBoxLayout;
    row->setSpacing(space::xs);
    row->addWidget(m_certificates, 1);
    row->addWidget(add);
    auto *label = new QLabel(tr("Own certificate authorities"), this);
    label->setBuddy(m_certificates);
    m_certificates->setAccessibleName(label->text());
    form->addRow(label, row);
    m_downloadHosts = new QLineEdit(this);
    m_downloadHosts->setObjectName(QStringLiteral("downloadHostsEdit"));
    m_downloadHosts->setPlaceholderText(tr("files.example.org, separated by semicolons; they get no token"));
    m_downloadHosts->setToolTip(tr("Other hosts from which transcripts may be downloaded by signed links."));
    form->addRow(tr("Allowed download hosts"), m_downloadHosts);
    connect(m_downloadHosts, &QLineEdit::textEdited, this, &ProfileForm::changed);
    connect(m_certificates, &QLineEdit::textEdited, this, &ProfileForm::changed);
    connect(add, &QPushButton::clicked, this, [this] {
        Prompts::instance().openFile(this, tr("Add a certificate authority"), {tr("PEM files (*.pem *.crt)")},
                                     [this](const QString &file) {
                                         if (file.isEmpty())
                                             return;
                                         const QString before = m_certificates->text();
                                         m_certificates->setText(before.isEmpty() ? file : before + u';' + file);
                                         Q_EMIT changed();
                                     });
    });
}

void ProfileForm::setProfile(const ConnectionProfile &profile)
{
    const QSignalBlocker blocker(this);
    m_profile = profile;
    m_name->setText(profile.name);
    m_environment->setCurrentIndex(m_environment->findData(int(profile.environment)));
    m_baseUrl->setText(profile.baseUrl.toString());
    m_clientId->setText(profile.clientId);
    m_pageSize->setValue(profile.pageSize);
    m_batchSize->setValue(profile.batchSize);
    m_freshness->setValue(int(duration_cast<hours>(profile.freshnessLimit).count()));
    m_tokenTimeout->setValue(int(duration_cast<seconds>(profile.tokenTimeout).count()));
    m_callTimeout->setValue(int(duration_cast<seconds>(profile.callTimeout).count()));
    m_pageTimeout->setValue(int(duration_cast<seconds>(profile.pageTimeout).count()));
    m_throttle->setValue(int(duration_cast<minutes>(profile.throttleCeiling).count()));
    m_certificates->setText(profile.caCertificates.join(u';'));
    m_downloadHosts->setText(profile.downloadHosts.join(u';'));
    m_services->setServices(profile.services);
    m_secret->clear();
    m_secret->setPlace(SecretRow::Place::NotEntered);
    m_tabs->setCurrentIndex(0);
}

ConnectionProfile ProfileForm::profile() const
{
    ConnectionProfile profile = m_profile; // keeps the id, the dialect and whatever has no field
    profile.name = m_name->text().trimmed();
    profile.environment = Environment(m_environment->currentData().toInt());
    profile.baseUrl = QUrl(m_baseUrl->text().trimmed(), QUrl::StrictMode);
    if (profile.baseUrl != m_profile.baseUrl)
        profile.approvedOrigins.clear(); // they were found out elsewhere
    profile.clientId = m_clientId->text().trimmed();
    profile.pageSize = m_pageSize->value();
    profile.batchSize = m_batchSize->value();
    profile.services = m_services->services();
    profile.caCertificates = m_certificates->text().split(u';', Qt::SkipEmptyParts);
    profile.downloadHosts = m_downloadHosts->text().simplified().remove(u' ').split(u';', Qt::SkipEmptyParts);
    // A figure finer than its field is kept unless the person changed it.
    const auto keep = [](auto &member, auto unit, int value) {
        if (duration_cast<decltype(unit)>(member).count() != value)
            member = decltype(unit)(value);
    };
    keep(profile.freshnessLimit, hours(), m_freshness->value());
    keep(profile.tokenTimeout, seconds(), m_tokenTimeout->value());
    keep(profile.callTimeout, seconds(), m_callTimeout->value());
    keep(profile.pageTimeout, seconds(), m_pageTimeout->value());
    keep(profile.throttleCeiling, minutes(), m_throttle->value());
    return profile;
}

void ProfileForm::focusAddress()
{
    m_tabs->setCurrentIndex(0);
    (m_name->text().trimmed().isEmpty() ? m_name : m_baseUrl)->setFocus();
}

void ProfileForm::focusSignIn()
{
    m_tabs->setCurrentIndex(0);
    if (m_clientId->text().trimmed().isEmpty())
        m_clientId->setFocus();
    else
        m_secret->setFocus();
}

void ProfileForm::setReadOnly(bool readOnly)
{
    m_tabs->setEnabled(!readOnly);
}

} // namespace muster
