// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/connection/profileform.h"

#include "models/runs/tenantsession.h"
#include "models/text/connectiontexts.h"
#include "ui/common/badges.h"
#include "ui/common/designtokens.h"
#include "ui/common/formparts.h"
#include "ui/common/prompts.h"
#include "ui/connection/optionsform.h"
#include "ui/connection/secretrow.h"

#include <QComboBox>
#include <QFormLayout>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QTabBar>
#include <QTabWidget>

namespace muster {

ServicesForm::ServicesForm(QWidget *parent)
    : QWidget(parent)
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(space::m, space::m, space::m, space::m);
    grid->setHorizontalSpacing(space::s);
    grid->setVerticalSpacing(space::s);
    const auto wrapped = [this](const QString &text) {
        auto *label = wrappedLabel(this, nullptr, ColourRole::Text, text);
        return label;
    };
    int line = 0;
    const QStringList heads{tr("Service"), tr("Custom base URL"), tr("Sign-in"), tr("Scopes")};
    for (int column = 0; column < heads.size(); ++column)
        grid->addWidget(wrapped(heads[column]), line, column);
    for (Service service : allServices) {
        ++line;
        Row row;
        const QString name = serviceText(service);
        row.url = new QLineEdit(this);
        row.url->setObjectName(serviceKey(service) + QStringLiteral("UrlEdit"));
        row.url->setAccessibleName(tr("Custom base URL of %1").arg(name));
        row.url->setPlaceholderText(tr("same as connection"));
        row.auth = new QComboBox(this);
        row.auth->setObjectName(serviceKey(service) + QStringLiteral("AuthCombo"));
        row.auth->setAccessibleName(tr("Sign-in of %1").arg(name));
        for (AuthDialect auth :
             {AuthDialect::JsonOAuth, AuthDialect::JsonOAuth2, AuthDialect::FormBasic, AuthDialect::FormBody})
            row.auth->addItem(authDialectText(auth), int(auth));
        row.auth->setMinimumContentsLength(6);
        row.auth->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        row.scopes = new QLineEdit(this);
        row.scopes->setObjectName(serviceKey(service) + QStringLiteral("ScopesEdit"));
        row.scopes->setAccessibleName(tr("Scopes of %1").arg(name));
        row.scopes->setToolTip(tr("Separated by spaces"));
        grid->addWidget(wrapped(name), line, 0);
        grid->addWidget(row.url, line, 1);
        grid->addWidget(row.auth, line, 2);
        grid->addWidget(row.scopes, line, 3);
        connect(row.url, &QLineEdit::textEdited, this, &ServicesForm::changed);
        connect(row.scopes, &QLineEdit::textEdited, this, &ServicesForm::changed);
        connect(row.auth, &QComboBox::activated, this, &ServicesForm::changed);
        m_rows.insert(service, row);
    }
    grid->setColumnStretch(1, 3);
    grid->setColumnStretch(2, 3);
    grid->setColumnStretch(3, 3);
    grid->setRowStretch(line + 1, 1);
}

void ServicesForm::setServices(const QMap<Service, ServiceSettings> &services)
{
    for (auto it = m_rows.begin(); it != m_rows.end(); ++it) {
        const ServiceSettings settings = services.value(it.key());
        it->url->setText(settings.baseUrl.toString());
        it->auth->setCurrentIndex(it->auth->findData(int(settings.auth)));
        it->scopes->setText(settings.scopes.join(u' '));
        it->scopes->setCursorPosition(0);
    }
}

QMap<Service, ServiceSettings> ServicesForm::services() const
{
    QMap<Service, ServiceSettings> services;
    for (auto it = m_rows.cbegin(); it != m_rows.cend(); ++it) {
        ServiceSettings settings{.baseUrl = QUrl(it->url->text().trimmed(), QUrl::StrictMode),
                                 .auth = AuthDialect(it->auth->currentData().toInt()),
                                 .scopes = it->scopes->text().split(u' ', Qt::SkipEmptyParts)};
        services.insert(it.key(), settings);
    }
    return services;
}

namespace {

using namespace std::chrono;

constexpr int optionsTab = 1, servicesTab = 2;

QFormLayout *formIn(QWidget *page)
{
    auto *form = bareLayout<QFormLayout>(page, space::s, QMargins(space::m, space::m, space::m, space::m));
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    return form;
}

} // namespace

ProfileForm::ProfileForm(QWidget *parent)
    : QWidget(parent)
    , m_tabs(named("profileTabs", new QTabWidget(this)))
{
    QWidget *pages = tabPages(m_tabs);
    auto *basics = new QWidget(pages);
    buildBasics(formIn(basics));
    auto *limits = new QWidget(pages);
    buildLimits(formIn(limits));
    m_options = new OptionsForm(pages);
    connect(m_options, &OptionsForm::changed, this, [this] {
        showClient();
        Q_EMIT changed();
    });
    m_services = new ServicesForm(pages);
    connect(m_services, &ServicesForm::changed, this, &ProfileForm::changed);
    m_tabs->setAccessibleName(tr("Connection settings"));
    m_tabs->tabBar()->setAccessibleName(tr("Connection settings"));
    m_tabs->addTab(formArea(basics), tr("Connection"));
    m_tabs->addTab(formArea(m_options), tr("Details"));
    m_tabs->addTab(formArea(m_services), tr("Services"));
    m_tabs->addTab(formArea(limits), tr("Limits and timeouts"));
    fillColumn(this, -1, {m_tabs});
}

void ProfileForm::buildBasics(QFormLayout *form)
{
    m_name = named("profileNameEdit", new QLineEdit(this));
    m_name->setMaxLength(100);
    form->addRow(tr("Name"), m_name);
    m_basics = form;
    m_dialect = named("dialectCombo", new QComboBox(this));
    for (const QString &dialect : TenantOpener::dialects())
        m_dialect->addItem(dialectText(dialect), dialect);
    form->addRow(tr("Server type"), m_dialect);
    connect(m_dialect, &QComboBox::activated, this, &ProfileForm::chooseDialect);
    m_environment = named("environmentCombo", new QComboBox(this));
    for (Environment environment : {Environment::Production, Environment::Test, Environment::Sandbox}) {
        m_environment->addItem(EnvironmentBadge::shapeText(environment) % u' ' % environmentText(environment),
                               int(environment));
    }
    form->addRow(tr("Environment"), m_environment);
    m_issuer = calmCombo(this, "issuerCombo");
    form->addRow(tr("Tenant"), m_issuer);
    connect(m_issuer, &QComboBox::activated, this, [this] {
        const QUrl chosen = m_issuer->currentData().toUrl();
        m_basics->setRowVisible(m_baseUrl, chosen.isEmpty());
        m_baseUrl->setText(chosen.toString());
        if (chosen.isEmpty())
            m_baseUrl->setFocus();
        Q_EMIT changed();
    });
    m_baseUrl = named("baseUrlEdit", new QLineEdit(this));
    m_baseUrl->setPlaceholderText(QStringLiteral("https://"));
    form->addRow(tr("Base URL"), m_baseUrl);
    m_clientId = named("clientIdEdit", new QLineEdit(this));
    form->addRow(tr("Client ID"), m_clientId);
    m_secret = new SecretRow(this);
    form->addRow(tr("Client secret"), m_secret);
    connect(m_baseUrl, &QLineEdit::textChanged, this, [this](const QString &text) {
        const QUrl address(text.trimmed(), QUrl::StrictMode);
        if (address == m_profile.baseUrl)
            return;
        m_profile.baseUrl = address;
        m_options->setApproved({}); // they were found out elsewhere
    });
    for (QLineEdit *edit : {m_name, m_baseUrl, m_clientId})
        connect(edit, &QLineEdit::textEdited, this, &ProfileForm::changed);
    connect(m_environment, &QComboBox::activated, this, &ProfileForm::changed);
}

QSpinBox *ProfileForm::spin(const char *name, int low, int high, const QString &suffix)
{
    auto *box = named(name, new QSpinBox(this));
    box->setRange(low, high);
    box->setSuffix(suffix);
    box->setFixedWidth(160); // one below the other
    connect(box, &QSpinBox::valueChanged, this, &ProfileForm::changed);
    return box;
}

void ProfileForm::buildLimits(QFormLayout *form)
{
    m_limits = form;
    m_pageSize = spin("profilePageSizeSpin", 1, 1000, {});
    //: Behind the number of a page size.
    setCountSuffix(m_pageSize, [](int count) { return tr(" records", nullptr, count); });
    form->addRow(tr("Page size"), m_pageSize);
    m_batchSize = spin("profileBatchSizeSpin", 1, 100, {});
    //: Behind the number of a batch size.
    setCountSuffix(m_batchSize, [](int count) { return tr(" contacts", nullptr, count); });
    form->addRow(tr("Write batch size"), m_batchSize);
    m_freshness = spin("freshnessSpin", 1, 24 * 365, tr(" h"));
    form->addRow(tr("Segments stay fresh for"), m_freshness);
    m_tokenTimeout = spin("tokenTimeoutSpin", 1, 600, tr(" s"));
    form->addRow(tr("Sign-in timeout"), m_tokenTimeout);
    m_callTimeout = spin("callTimeoutSpin", 1, 600, tr(" s"));
    form->addRow(tr("First-byte timeout"), m_callTimeout);
    m_pageTimeout = spin("pageTimeoutSpin", 1, 3600, tr(" s"));
    form->addRow(tr("Whole-page timeout"), m_pageTimeout);
    m_tries = spin("triesSpin", 1, 10, {});
    //: Behind the number of times that a request is tried.
    setCountSuffix(m_tries, [](int count) { return tr(" times", nullptr, count); });
    form->addRow(tr("Try each request"), m_tries);
    m_jobPolls = spin("jobPollsSpin", 0, 10'000, {});
    //: Behind the number of times that a job of the server is looked at.
    setCountSuffix(m_jobPolls, [](int count) { return tr(" times", nullptr, count); });
    m_jobPolls->setSpecialValueText(tr("No limit"));
    m_jobPolls->setToolTip(tr("If the job hasn’t finished by then, the run is paused. The job is kept, and resuming "
                              "the run continues checking it."));
    form->addRow(tr("Check a transcript job"), m_jobPolls);
    m_runLimit = spin("runLimitSpin", 0, 7 * 24, tr(" h"));
    m_runLimit->setSpecialValueText(tr("Never"));
    m_runLimit->setToolTip(tr("A run that takes longer is paused. Nothing is lost, and it can be resumed."));
    form->addRow(tr("Pause a run after"), m_runLimit);
    m_throttle = spin("throttleSpin", 1, 24 * 60, tr(" min"));
    form->addRow(tr("Longest wait when throttled"), m_throttle);
    m_certificates = lineEdit(this, "certificatesEdit", QString(),
                              tr("PEM files, separated by semicolons; empty: the system’s"));
    auto *add = pushButton(this, "addCertificateButton", tr("Add…"));
    auto *row = rowLayout(space::xs, {{m_certificates, 1}, add});
    auto *label = buddyLabel(this, tr("Custom certificate authorities"), m_certificates);
    m_certificates->setAccessibleName(label->text());
    form->addRow(label, row);
    m_downloadHosts = lineEdit(this, "downloadHostsEdit", QString(),
                               tr("files.example.org, separated by semicolons; no token is sent"));
    m_downloadHosts->setToolTip(
        tr("Other hosts that transcripts and extracted data may be downloaded from, using signed links."));
    form->addRow(tr("Allowed download hosts"), m_downloadHosts);
    connect(m_downloadHosts, &QLineEdit::textEdited, this, &ProfileForm::changed);
    connect(m_certificates, &QLineEdit::textEdited, this, &ProfileForm::changed);
    connect(add, &QPushButton::clicked, this, [this] {
        askWhatToOpen(this, tr("Add a certificate authority"), {tr("PEM files (*.pem *.crt)")}, this,
                      [this](const QString &file) {
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
    m_tries->setValue(profile.tries);
    m_jobPolls->setValue(profile.jobPolls);
    m_runLimit->setValue(int(duration_cast<hours>(profile.runLimit).count()));
    m_throttle->setValue(int(duration_cast<minutes>(profile.throttleCeiling).count()));
    m_certificates->setText(profile.caCertificates.join(u';'));
    m_downloadHosts->setText(profile.downloadHosts.join(u';'));
    m_services->setServices(profile.services);
    m_dialect->setCurrentIndex(m_dialect->findData(profile.dialect));
    showDialect();
    m_options->setValues(profile.options);
    m_options->setApproved(profile.approvedOrigins);
    showClient();
    m_secret->clear();
    m_secret->setPlace(SecretRow::Place::NotEntered);
    m_tabs->setCurrentIndex(0);
}

void ProfileForm::chooseDialect()
{
    const auto before = TenantOpener::addresses(m_profile.dialect);
    m_profile.dialect = m_dialect->currentData().toString();
    const QUrl typed(m_baseUrl->text().trimmed());
    if (typed.isEmpty() || before.contains(typed)) // else it is the person's own, and stays
        m_baseUrl->setText(TenantOpener::addresses(m_profile.dialect).value(0).toString());
    showDialect();
    showClient();
    Q_EMIT changed();
}

void ProfileForm::showDialect()
{
    const SignInWords words = signInWords(m_profile.dialect);
    const auto label = [this](QWidget *field, const QString &text) {
        qobject_cast<QLabel *>(m_basics->labelForField(field))->setText(text);
    };
    label(m_baseUrl, words.address);
    label(m_clientId, words.id);
    label(m_secret, words.secret);
    m_secret->setLabel(words.secret);
    const auto addresses = TenantOpener::addresses(m_profile.dialect);
    m_issuer->clear();
    for (const QUrl &address : addresses)
        m_issuer->addItem(addressText(address), address);
    m_issuer->addItem(tr("Other issuer"), QUrl());
    const int known = int(addresses.indexOf(QUrl(m_baseUrl->text().trimmed())));
    m_issuer->setCurrentIndex(known < 0 ? m_issuer->count() - 1 : known);
    m_basics->setRowVisible(m_issuer, !addresses.isEmpty());
    m_basics->setRowVisible(m_baseUrl, known < 0);
    const auto options = TenantOpener::options(m_profile.dialect);
    m_options->setOptions(options);
    // Whoever finds its addresses out has none for a service, nor scopes.
    m_tabs->setTabVisible(optionsTab, !options.isEmpty());
    m_tabs->setTabVisible(servicesTab, options.isEmpty());
    m_limits->setRowVisible(m_jobPolls, options.isEmpty()); // CXone gives transcripts without a job
}

void ProfileForm::showClient()
{
    m_secret->setSecondLabel(m_options->value(QStringLiteral("sign_in")).startsWith(u"password")
                                 ? tr("Registered client secret")
                                 : QString());
}

void ProfileForm::approve(const QString &origin)
{
    QStringList approved = m_options->approved();
    if (!approved.contains(origin))
        approved.append(origin);
    m_options->setApproved(approved);
    Q_EMIT changed();
}

ConnectionProfile ProfileForm::profile() const
{
    ConnectionProfile profile = m_profile; // keeps the id and whatever has no field
    profile.name = m_name->text().trimmed();
    profile.environment = Environment(m_environment->currentData().toInt());
    profile.baseUrl = QUrl(m_baseUrl->text().trimmed(), QUrl::StrictMode);
    profile.options = m_options->values();
    profile.approvedOrigins = m_options->approved();
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
    profile.tries = m_tries->value();
    profile.jobPolls = m_jobPolls->value();
    keep(profile.runLimit, hours(), m_runLimit->value());
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
