// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/liststockcontroller.h"

#include "models/runs/lists/apply/blockgroups.h"
#include "models/runs/lists/attemptcounter.h"
#include "models/runs/lists/listsizekeeper.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "network/wire/limits.h"
#include "ui/lists/contactlistspage.h"
#include "ui/lists/stalelistspage.h"

namespace muster {

ListStockController::ListStockController(ContactListsPage &page, TenantSession &session, Workspace &workspace,
                                         QObject *parent)
    : QObject(parent)
    , m_page(page)
    , m_session(session)
    , m_sizes(new ListSizeKeeper(workspace, session.profile().id, this))
    , m_blockGroups(new BlockGroups(session, this))
    , m_attempts(new AttemptCounter(session, this))
{
    ListIndexPane *index = page.index();
    connect(&session, &TenantSession::contactListsLoaded, this, &ListStockController::take);
    // Without an earlier count the table says so: there is nothing to mend for a person.
    connect(m_sizes, &ListSizeKeeper::sizesKnown, index, &ListIndexPane::setSizes);
    connect(m_blockGroups, &BlockGroups::groupsLoaded, this, [this](const QList<DoNotCallGroup> &groups) {
        m_groups = groups;
        showUsage();
    });
    connect(m_blockGroups, &BlockGroups::failed, this, [this] {
        m_groups.reset(); // and the gauge says that they are not included
        showUsage();
    });
    page.staleLists()->setTime([&workspace] { return workspace.believableNow(); });
    joinStale();
    joinAttempts();
}

void ListStockController::joinAttempts()
{
    ListIndexPane *index = m_page.index();
    index->setTellsAttempts(m_session.contactListLimits().tellsAttempts);
    connect(index, &ListIndexPane::attemptsAsked, m_attempts, &AttemptCounter::count);
    connect(index, &ListIndexPane::attemptsStopped, m_attempts, &AttemptCounter::stop);
    connect(m_attempts, &AttemptCounter::counted, index, &ListIndexPane::setAttempts);
    connect(m_attempts, &AttemptCounter::failed, index, &ListIndexPane::setAttemptsError);
    connect(m_attempts, &AttemptCounter::finished, index, &ListIndexPane::endCounting);
}

void ListStockController::joinStale()
{
    StaleListsPage *stale = m_page.staleLists();
    connect(m_page.index(), &ListIndexPane::staleAsked, this, [this, stale] { m_page.show(stale); });
    connect(stale, &StaleListsPage::closed, this, [this] { m_page.show(m_page.index()); });
    connect(stale, &StaleListsPage::openAsked, this, &ListStockController::openAsked);
    connect(stale, &StaleListsPage::reloadAsked, &m_session, &TenantSession::requestContactLists);
    connect(&m_session, &TenantSession::contactListsLoading, stale, &StaleListsPage::showLoading);
    connect(&m_session, &TenantSession::contactListsFailed, stale, &StaleListsPage::setLoadError);
}

void ListStockController::take(const QList<ContactListSummary> &lists)
{
    m_lists = lists;
    const qint64 ceiling = m_session.contactListLimits().recordCeiling;
    m_page.staleLists()->setLists(lists, ceiling);
    m_sizes->note(lists);
    if (ceiling > 0 && m_session.canBlock())
        m_blockGroups->request();
    showUsage();
}

void ListStockController::showUsage()
{
    m_page.index()->setUsage(recordUsage(m_lists, m_groups, m_session.contactListLimits().recordCeiling));
}

} // namespace muster
