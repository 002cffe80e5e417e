// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/connection/connectionspage.h"

#include "models/runs/tenantsession.h"
#include "models/store/profilestore.h"
#include "models/text/connectiontexts.h"
#include "models/text/errortexts.h"
#include "models/text/plaintext.h"
#include "ui/common/badges.h"
#include "ui/common/celldelegate.h"
#include "ui/common/flowlayout.h"
#include "ui/common/formparts.h"
#include "ui/common/icons.h"
#include "ui/common/prompts.h"
#include "ui/common/theme.h"
#include "ui/common/tooltips.h"
#include "ui/connection/connectiontestpane.h"
#include "ui/connection/profileform.h"
#include "ui/connection/secretrow.h"

#include <QListWidget>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <algorithm>

namespace muster {

namespace {

QPushButton *button(QWidget *parent, const char *name, const char *iconName, const QString &label)
{
    auto *made = pushButton(parent, name, label, QString::fromLatin1(iconName));
    return made;
}

} // namespace

ConnectionsPage::ConnectionsPage(QWidget *parent)
    : QWidget(parent)
{
    auto *splitter = new QSplitter(Qt::Horizontal, this);
    m_left = new QStackedWidget(splitter);
    m_left->addWidget(buildList());
    m_guide = new ConnectionGuide(m_left);
    m_left->addWidget(m_guide);
    connect(m_left, &QStackedWidget::currentChanged, this, &ConnectionsPage::fitLeft);
    fitLeft();
    connect(m_guide, &ConnectionGuide::stepAsked, this, &ConnectionsPage::guide);
    connect(m_guide, &ConnectionGuide::left, this, &ConnectionsPage::endGuide);
    fillSplitter(splitter, {m_left, {buildEditor(), 1}});
    splitter->setSizes({280, 760});
    fillColumn(this, -1, {splitter});
}

/// A stack asks for the room of its widest page; only what is shown needs any.
void ConnectionsPage::fitLeft()
{
    for (int i = 0; i < m_left->count(); ++i) {
        const auto policy = i == m_left->currentIndex() ? QSizePolicy::Preferred : QSizePolicy::Ignored;
        m_left->widget(i)->setSizePolicy(policy, policy);
    }
}

QWidget *ConnectionsPage::buildList()
{
    auto *box = new QWidget(this);
    auto *title = elidedLabel(box, nullptr, ColourRole::Text, tr("Connections"));
    title->setFont(Theme::titleFont());
    m_list = named("profilesList", new QListWidget(box));
    m_list->setAccessibleName(tr("Connections"));
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->setItemDelegate(new CellDelegate(m_list));
    connect(m_list, &QListWidget::currentRowChanged, this, &ConnectionsPage::showSelected);
    m_new = button(box, "newProfileButton", "plus", tr("New"));
    m_import = button(box, "importProfileButton", "upload", tr("Import…"));
    connect(m_new, &QPushButton::clicked, this, [this] { Q_EMIT newAsked(dialects::contract); });
    connect(m_import, &QPushButton::clicked, this, [this] {
        askWhatToOpen(this, tr("Import a connection"), {tr("Connections (*.json)")}, this,
                      [this](const QString &file) { Q_EMIT importAsked(file); });
    });
    auto *row = rowLayout(space::s, {m_new, m_import, boxStretch(1)});
    fillColumn(box, space::s, {title, {m_list, 1}, row}, QMargins(space::l, space::l, space::m, space::l));
    return box;
}

QWidget *ConnectionsPage::buildEditor()
{
    auto *box = new QWidget(this);
    m_title = elidedLabel(box, "profileTitleLabel");
    m_title->setFont(Theme::titleFont());
    m_environment = new EnvironmentBadge(box);
    m_form = new ProfileForm(box);
    m_faults = wrappedLabel(box, "profileFaultsLabel", ColourRole::Bad);
    m_faults->hide();
    m_capabilities = wrappedLabel(box, "profileCapabilitiesLabel", ColourRole::Muted);
    m_test = new ConnectionTestPane(box);
    connect(m_form, &ProfileForm::changed, this, [this] {
        m_dirty = true;
        forgetTest();
        m_faults->hide();
        m_environment->setEnvironment(m_form->profile().environment);
        showCapabilities();
        showButtons();
        showGuide();
    });
    connect(m_form->secretRow(), &SecretRow::entered, this, [this](const Secret &secret) {
        m_hasSecret = true;
        forgetTest();
        Q_EMIT secretEntered(m_form->profile(), secret);
        showGuide();
    });
    connect(m_form->secretRow(), &SecretRow::typed, this, [this] {
        forgetTest();
        showGuide();
    });
    connect(m_test, &ConnectionTestPane::testAsked, this, &ConnectionsPage::askTest);
    connect(m_test, &ConnectionTestPane::approveAsked, this, [this](const QString &origin) {
        m_form->approve(origin);
        askTest();
    });

    auto *head = rowLayout(space::m, {{m_title, 1}, m_environment});
    fillColumn(box, space::m, {head, m_form, m_capabilities, m_faults, buildButtons(), {m_test, 1}},
               QMargins(space::m, space::l, space::l, space::l));
    return box;
}

QWidget *ConnectionsPage::buildButtons()
{
    auto *box = new QWidget(this);
    m_open = button(box, "openProfileButton", "plug", tr("Open tenant"));
    m_open->setIcon(themedIcon(QStringLiteral("plug"), ColourRole::OnAccent));
    m_open->setProperty("primary", true);
    m_save = button(box, "saveProfileButton", "check", tr("Save"));
    m_export = button(box, "exportProfileButton", "download", tr("Export…"));
    m_export->setToolTip(tr("Saves the connection without its secret"));
    m_remove = button(box, "removeProfileButton", "trash-2", tr("Delete…"));
    connect(m_open, &QPushButton::clicked, this, [this] {
        handOverSecret();
        Q_EMIT openAsked(m_form->profile());
    });
    connect(m_save, &QPushButton::clicked, this, [this] {
        handOverSecret();
        Q_EMIT saveAsked(m_form->profile());
    });
    connect(m_export, &QPushButton::clicked, this, &ConnectionsPage::askExport);
    connect(m_remove, &QPushButton::clicked, this, &ConnectionsPage::askRemove);
    auto *row = new FlowLayout(space::s, box);
    row->addWidget(m_open);
    row->addWidget(m_save);
    row->addStretch();
    row->addWidget(m_export);
    row->addWidget(m_remove);
    return box;
}

void ConnectionsPage::setProfiles(const QList<ConnectionProfile> &builtIns, const QList<ConnectionProfile> &profiles)
{
    const QListWidgetItem *current = m_list->currentItem();
    const QString before = current ? current->data(Qt::UserRole).toString() : m_openId;
    m_profiles = builtIns + profiles;
    m_builtIns = int(builtIns.size());
    {
        const QSignalBlocker blocker(m_list);
        m_list->clear();
        for (const ConnectionProfile &profile : std::as_const(m_profiles)) {
            auto *item = new QListWidgetItem(m_list);
            QString text = EnvironmentBadge::shapeText(profile.environment) % u' ' % visibleText(profile.name, 100);
            if (profile.id == m_openId)
                text += u' ' % tr("(open)");
            item->setText(text);
            item->setData(Qt::UserRole, profile.id);
            item->setSizeHint(QSize(0, muster::rowHeight));
            item->setData(Qt::AccessibleTextRole,
                          tr("%1, %2").arg(visibleText(profile.name, 100), environmentText(profile.environment)));
        }
    }
    const int row = rowOf(before);
    if (!m_unsaved && (!m_dirty || row < 0))
        return select(before);
    const QSignalBlocker blocker(m_list); // what is being entered stays
    m_list->setCurrentRow(m_unsaved ? -1 : row);
    showButtons();
}

int ConnectionsPage::rowOf(const QString &profileId) const
{
    for (int row = 0; row < m_list->count(); ++row) {
        if (m_list->item(row)->data(Qt::UserRole).toString() == profileId)
            return row;
    }
    return -1;
}

void ConnectionsPage::setOpenProfile(const QString &profileId)
{
    m_openId = profileId;
    setProfiles(m_profiles.first(m_builtIns), m_profiles.sliced(m_builtIns));
    if (!m_dirty && !m_unsaved)
        select(profileId); // whoever comes here most likely means the one that is open
}

void ConnectionsPage::select(const QString &profileId)
{
    const QSignalBlocker blocker(m_list);
    m_list->setCurrentRow(std::max(0, rowOf(profileId)));
    showSelected();
}

QString ConnectionsPage::selectedId() const
{
    return m_profiles.value(m_list->currentRow()).id;
}

bool ConnectionsPage::holdsWork() const
{
    return m_dirty || m_unsaved; // a secret that was entered is handed over already
}

void ConnectionsPage::edit(const ConnectionProfile &unsaved)
{
    const QSignalBlocker blocker(m_list);
    m_list->setCurrentRow(-1);
    m_form->setProfile(unsaved);
    showCapabilities();
    m_form->setReadOnly(false);
    m_title->setPlainText(unsaved.name.isEmpty() ? tr("New connection") : unsaved.name);
    m_environment->setEnvironment(unsaved.environment);
    m_faults->hide();
    forgetTest();
    m_dirty = true;
    m_unsaved = true;
    m_hasSecret = false;
    showButtons();
    showGuide();
    m_form->setFocus();
}

void ConnectionsPage::showSelected()
{
    const int row = std::max(0, m_list->currentRow());
    const bool builtIn = row < m_builtIns;
    const ConnectionProfile profile = m_profiles.value(row);
    m_form->setProfile(profile);
    showCapabilities();
    m_form->setReadOnly(builtIn);
    if (builtIn)
        m_form->secretRow()->setPlace(SecretRow::Place::BuiltIn);
    m_title->setPlainText(profile.name);
    m_environment->setEnvironment(profile.environment);
    m_faults->hide();
    forgetTest();
    m_dirty = false;
    m_unsaved = false;
    m_hasSecret = false;
    showButtons();
    showGuide();
}

void ConnectionsPage::showCapabilities()
{
    const auto capabilities = TenantOpener::capabilities(m_form->profile());
    m_capabilities->setPlainParagraphs(capabilitiesSummary(capabilities));
    toolTips::set(m_capabilities, capabilitiesText(capabilities));
}

void ConnectionsPage::startGuide(const QString &dialect)
{
    if (!m_unsaved || m_form->profile().dialect != dialect)
        Q_EMIT newAsked(dialect);
    m_left->setCurrentWidget(m_guide);
    showGuide();
    guide(m_guide->step());
}

void ConnectionsPage::endGuide()
{
    m_left->setCurrentIndex(0);
}

void ConnectionsPage::setTested(const ConnectionProfile &profile, std::optional<ConnectionGuide::Step> failed)
{
    if (m_form->profile() != profile)
        return;
    m_isTested = !failed;
    m_failed = failed;
    showGuide();
}

void ConnectionsPage::forgetTest()
{
    m_isTested = false;
    m_failed.reset();
    m_test->reset();
    Q_EMIT testForgotten();
}

/// What stands in the field is what the person means, whether the button beside it was pressed or not.
void ConnectionsPage::handOverSecret()
{
    m_form->secretRow()->handOver();
}

void ConnectionsPage::askTest()
{
    handOverSecret();
    Q_EMIT testAsked(m_form->profile());
}

void ConnectionsPage::showGuide()
{
    const ConnectionProfile profile = m_form->profile();
    const QList<FieldFault> faults = ProfileStore::faults(profile);
    const bool isAddressed = std::none_of(faults.cbegin(), faults.cend(), [](const FieldFault &fault) {
        return fault.field == u"name" || fault.field.endsWith(u"base_url");
    });
    const bool hasSecret = m_hasSecret || m_form->secretRow()->hasTyped();
    m_guide->setDialect(profile.dialect);
    m_guide->setKnown({.address = isAddressed,
                       .signIn = hasSecret && !profile.clientId.isEmpty(),
                       .test = m_isTested,
                       .failed = m_failed});
}

void ConnectionsPage::guide(ConnectionGuide::Step step)
{
    if (step == ConnectionGuide::Step::Open)
        handOverSecret();
    const ConnectionProfile profile = m_form->profile();
    switch (step) {
    case ConnectionGuide::Step::Address:
        m_form->focusAddress();
        break;
    case ConnectionGuide::Step::SignIn:
        m_form->focusSignIn();
        break;
    case ConnectionGuide::Step::Test:
        askTest();
        break;
    case ConnectionGuide::Step::Open:
        Q_EMIT saveAsked(profile);
        if (m_dirty)
            break; // it was refused, and the page says why
        endGuide();
        Q_EMIT openAsked(profile);
        break;
    }
}

void ConnectionsPage::showButtons()
{
    const bool builtIn = !m_unsaved && m_list->currentRow() < m_builtIns;
    m_save->setEnabled(m_dirty && !builtIn && !m_readOnly);
    m_open->setEnabled(!m_dirty);
    toolTips::set(m_open, m_dirty ? tr("Save the connection first") : QString());
    m_remove->setEnabled(!builtIn && !m_unsaved && !m_readOnly);
    m_export->setEnabled(!builtIn && !m_unsaved && !m_dirty);
}

void ConnectionsPage::setReadOnly()
{
    m_readOnly = true;
    const QString why = tr("Muster is open read-only: connections can’t be changed here.");
    for (QPushButton *changing : {m_new, m_import, m_save, m_remove})
        toolTips::set(changing, why);
    m_new->setEnabled(false);
    m_import->setEnabled(false);
    m_test->setReadOnly();
    showButtons();
}

void ConnectionsPage::showFaults(const QList<FieldFault> &faults)
{
    QStringList lines;
    for (const FieldFault &fault : faults)
        lines << profileFaultText(fault.field, fault.issue);
    m_faults->showText(lines.join(u' '));
}

void ConnectionsPage::showError(const ApiError &error)
{
    m_faults->setPlainText(errorSentence(error));
    m_faults->show();
}

void ConnectionsPage::askRemove()
{
    const ConnectionProfile profile = m_profiles.value(m_list->currentRow());
    const Question question{
        .title = tr("Delete the connection?"),
        .text = tr("Delete the connection “%1” (%2)?")
                    .arg(visibleText(profile.name, 100), environmentText(profile.environment)),
        .detail = tr("Its client secret is deleted too. Files and history stay. While unfinished runs or backups need "
                     "the connection, it stays too."),
        .acceptLabel = tr("Delete"),
        .rejectLabel = tr("Keep"),
        .dangerous = true,
    };
    askFirst(this, question, this, [this, id = profile.id] { Q_EMIT removeAsked(id); });
}

void ConnectionsPage::askExport()
{
    const ConnectionProfile profile = m_profiles.value(m_list->currentRow());
    askWhereToWrite(this, tr("Export connection without its secret"), QStringLiteral("muster-profile.json"),
                    {tr("Connections (*.json)")}, this,
                    [this, id = profile.id](const QString &file) { Q_EMIT exportAsked(id, file); });
}

} // namespace muster
