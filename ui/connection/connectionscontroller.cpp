// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/connection/connectionscontroller.h"

#include "models/runs/connectionties.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/store/preferences.h"
#include "models/store/profilestore.h"
#include "models/store/secretstore.h"
#include "models/text/connectiontexts.h"
#include "models/text/plaintext.h"
#include "ui/common/prompts.h"
#include "ui/connection/connectionspage.h"
#include "ui/connection/connectiontestpane.h"
#include "ui/connection/profileform.h"
#include "ui/connection/secretrow.h"

#include <QPointer>

namespace muster {

ConnectionsController::ConnectionsController(ConnectionsPage &page, Workspace &workspace, TenantOpener &opener,
                                             QObject *parent)
    : QObject(parent)
    , m_page(page)
    , m_workspace(workspace)
    , m_opener(opener)
    , m_keeper(new ConnectionKeeper(workspace, this))
{
    connect(&workspace.profiles(), &ProfileStore::changed, this, &ConnectionsController::showProfiles);
    connect(&workspace.secrets(), &SecretStore::stored, this, [this](const QString &id, SecretStore::Place place) {
        if (m_page.form()->profile().id == id) {
            m_page.form()->secretRow()->setPlace(place == SecretStore::Place::KeyStore ? SecretRow::Place::KeyStore
                                                                                       : SecretRow::Place::ThisRunOnly);
        }
    });
    connect(&page, &ConnectionsPage::newAsked, this, [this](const QString &dialect) {
        ConnectionProfile profile = TenantOpener::newProfile(dialect);
        if (!profile.baseUrl.isEmpty())
            profile.name = freeName(dialectText(dialect).section(u',', 0, 0));
        profile.pageSize = m_workspace.preferences().number(Setting::PageSize);
        profile.batchSize = m_workspace.preferences().number(Setting::BatchSize);
        m_page.edit(profile);
    });
    connect(&page, &ConnectionsPage::saveAsked, this, &ConnectionsController::save);
    connect(&page, &ConnectionsPage::removeAsked, m_keeper, &ConnectionKeeper::remove);
    connect(m_keeper, &ConnectionKeeper::refused, this, &ConnectionsController::showTies);
    connect(m_keeper, &ConnectionKeeper::failed, &page, &ConnectionsPage::showError);
    connect(m_keeper, &ConnectionKeeper::predecessorFound, this, &ConnectionsController::askToTakeOver);
    connect(m_keeper, &ConnectionKeeper::noPredecessor, this, &ConnectionsController::store);
    connect(m_keeper, &ConnectionKeeper::takenOver, this, &ConnectionsController::store);
    connect(&page, &ConnectionsPage::openAsked, this, &ConnectionsController::openAsked);
    connect(&page, &ConnectionsPage::testAsked, this, &ConnectionsController::test);
    connect(&page, &ConnectionsPage::testForgotten, this, &ConnectionsController::endTest);
    connect(&page, &ConnectionsPage::secretEntered, this,
            [this](const ConnectionProfile &profile, const Secret &secret) {
                if (!m_workspace.isReadOnly()) {
                    m_workspace.secrets().store(profile, secret);
                    return;
                }
                m_workspace.secrets().keepForThisRun(profile, secret);
                m_page.form()->secretRow()->setPlace(SecretRow::Place::ThisRunOnly);
            });
    connect(&page, &ConnectionsPage::importAsked, this, [this](const QString &file) {
        const Result<ConnectionProfile> profile = ProfileStore::importFrom(file);
        if (profile)
            m_page.edit(*profile);
        else
            m_page.showError(profile.error());
    });
    connect(&page, &ConnectionsPage::exportAsked, this, [this](const QString &id, const QString &file) {
        if (const Result<void> written = m_workspace.profiles().exportTo(id, file); !written)
            m_page.showError(written.error());
    });
    if (workspace.isReadOnly())
        page.setReadOnly();
    showProfiles();
}

ConnectionsController::~ConnectionsController() = default;

/// `name`, or the first of "name 2", "name 3"... that no connection has.
QString ConnectionsController::freeName(const QString &name) const
{
    QString free = name;
    for (int number = 2; m_workspace.profiles().byName(free); ++number)
        free = name % u' ' % QString::number(number);
    return free;
}

void ConnectionsController::showProfiles()
{
    m_page.setProfiles(TenantOpener::builtIns(), m_workspace.profiles().profiles());
}

void ConnectionsController::save(const ConnectionProfile &profile)
{
    const QList<FieldFault> faults = ProfileStore::faults(profile);
    if (!faults.isEmpty()) {
        m_page.showFaults(faults);
        return;
    }
    if (m_keeper->maySucceed(profile))
        m_keeper->findPredecessor(profile);
    else
        store(profile);
}

void ConnectionsController::store(const ConnectionProfile &profile)
{
    const Result<void> saved = m_workspace.profiles().save(profile);
    if (saved)
        m_page.select(profile.id);
    else
        m_page.showError(saved.error());
}

void ConnectionsController::showTies(const QString &profileId, const ConnectionTies &ties)
{
    const auto profile = m_workspace.profiles().byId(profileId);
    Prompts::instance().tell(&m_page, tr("The connection can’t be deleted"),
                             tr("“%1” is still in use.").arg(visibleText(profile ? profile->name : profileId, 100))
                                 + u' ' + connectionTiesText(ties.runs, ties.backups) + u' '
                                 + tr("Finish or discard its runs under Activity and delete its backups under “Restore "
                                      "from backup”, or keep the connection until they expire."));
}

void ConnectionsController::askToTakeOver(const ConnectionProfile &profile, const QString &predecessor,
                                          const ConnectionTies &ties)
{
    const Question question{
        .title = tr("Take over data from an earlier connection?"),
        .text = tr("An earlier connection to this tenant no longer exists. The data linked to it can only be used by a "
                   "connection that replaces it."),
        .detail = connectionTiesText(ties.runs, ties.backups) + u' '
            + tr("Addresses, API flavor, and client ID are the same. The history records the takeover."),
        .acceptLabel = tr("Take over"),
        .rejectLabel = tr("Save as a new connection"),
    };
    Prompts::instance().ask(&m_page, question, [self = QPointer(this), profile, predecessor, ties](bool accepted) {
        if (!self)
            return;
        if (accepted)
            self->m_keeper->takeOver(profile, predecessor, ties);
        else
            self->store(profile);
    });
}

void ConnectionsController::test(const ConnectionProfile &profile)
{
    const QList<FieldFault> faults
        = TenantOpener::isSandbox(profile) ? QList<FieldFault>() : ProfileStore::faults(profile);
    m_page.showFaults(faults);
    if (!faults.isEmpty())
        return;
    endTest();
    Result<std::unique_ptr<TenantSession>> session = m_opener.open(profile);
    ConnectionTestPane *pane = m_page.testPane();
    pane->start();
    if (!session) {
        pane->fail(session.error());
        return;
    }
    m_tested = std::move(*session);
    connect(m_tested.get(), &TenantSession::testStepFinished, pane, &ConnectionTestPane::addStep);
    connect(m_tested.get(), &TenantSession::testFinished, pane, &ConnectionTestPane::finish);
    m_failed.reset();
    connect(m_tested.get(), &TenantSession::testStepFinished, this, &ConnectionsController::noteStep);
    connect(m_tested.get(), &TenantSession::testFinished, &m_page,
            [this, profile] { m_page.setTested(profile, m_failed); });
    m_tested->testConnection();
}

void ConnectionsController::noteStep(const ConnectionHop &step)
{
    if (!step.error || m_failed)
        return;
    switch (step.kind) {
    case ConnectionHop::Kind::Resolve:
    case ConnectionHop::Kind::Tls:
    case ConnectionHop::Kind::Discover:
        m_failed = ConnectionGuide::Step::Address;
        break;
    case ConnectionHop::Kind::Token:
        m_failed = ConnectionGuide::Step::SignIn;
        break;
    case ConnectionHop::Kind::Locate:
    case ConnectionHop::Kind::Read:
        m_failed = ConnectionGuide::Step::Test;
        break;
    }
}

/// What an earlier test still answers is of another address or secret, and is not shown.
void ConnectionsController::endTest()
{
    if (!m_tested)
        return;
    m_tested->disconnect(this);
    m_tested->disconnect(m_page.testPane());
    m_tested->disconnect(&m_page);
    m_tested->cancelTest();
    m_tested.release()->deleteLater();
}

} // namespace muster
