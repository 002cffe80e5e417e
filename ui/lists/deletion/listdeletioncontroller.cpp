// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/deletion/listdeletioncontroller.h"

#include "models/runs/lists/deletion/listdeletionrun.h"
#include "models/runs/runmanager.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "ui/lists/contactlistspage.h"
#include "ui/lists/deletion/listdeletionpage.h"
#include "ui/lists/deletion/listdeletionrunpage.h"
#include "ui/lists/stalelistspage.h"
#include "ui/runs/plaincopyquestion.h"
#include "ui/runs/runcontext.h"
#include "ui/runs/runpane.h"
#include "ui/runs/runresumer.h"

#include <QPointer>
#include <utility>

namespace muster {

ListDeletionController::ListDeletionController(ContactListsPage &page, TenantSession &session, Workspace &workspace,
                                               QObject *parent)
    : QObject(parent)
    , m_page(page)
    , m_session(session)
    , m_workspace(workspace)
{
    const bool canDelete = session.capability(Job::ListDeletion).mode != Capability::Mode::Unavailable;
    page.index()->setDeletion(session.capability(Job::ListDeletion));
    page.staleLists()->setDeletion(session.capability(Job::ListDeletion));
    connect(&session, &TenantSession::contactListsLoaded, this,
            [this] { m_seenAt = m_workspace.believableNow().clock.toUTC(); });
    if (!canDelete)
        return;
    connect(page.index(), &ListIndexPane::deleteAsked, this, &ListDeletionController::review);
    connect(page.staleLists(), &StaleListsPage::deleteAsked, this, &ListDeletionController::review);
    joinPage();
}

void ListDeletionController::joinPage()
{
    ListDeletionPage *look = m_page.deletion();
    look->setTime([&workspace = m_workspace] { return workspace.believableNow(); });
    look->setLookOnly(m_session.isLookOnly());
    connect(look, &ListDeletionPage::closed, this, &ListDeletionController::indexAsked);
    connect(look, &ListDeletionPage::confirmed, this, &ListDeletionController::begin);
    connect(look, &ListDeletionPage::armAsked, this, [this] { askToArm(&m_page, m_session); });
    connect(&m_session, &TenantSession::armedChanged, look, [this, look] { look->setLookOnly(m_session.isLookOnly()); });
}

void ListDeletionController::joinRunPage()
{
    ListDeletionRunPage *page = m_page.deletionRun();
    connect(page, &ListDeletionRunPage::closed, this, &ListDeletionController::indexAsked);
    connect(page, &ListDeletionRunPage::restoreAsked, this, &ListDeletionController::copiesAsked);
    connect(new RunContext(page->pane(), m_workspace), &RunContext::entryAsked, this,
            &ListDeletionController::entryAsked);
    connect(page->pane(), &RunPane::resumeAsked, this, [this](const QString &runId) {
        askToResume(&m_page, m_workspace.runs(), m_session, runId, [self = QPointer(this)](Run *run) {
            if (self)
                self->show(run);
        });
    });
    connect(page->pane(), &RunPane::dismissAsked, this, [this](Run *run) {
        Q_EMIT indexAsked();
        m_workspace.runs().dismiss(run);
    });
    // Taken up again from elsewhere, or by itself: the page goes on with it.
    connect(&m_workspace.runs(), &RunManager::runStarted, this, [this](Run *run) {
        ListDeletionRunPage *shown = m_page.deletionRun();
        auto *deletion = qobject_cast<ListDeletionRun *>(run);
        if (deletion && shown->run() && shown->run() != run && shown->run()->id() == run->id())
            shown->start(deletion, m_session.profile().environment);
    });
}

void ListDeletionController::review(const QList<ContactListSummary> &lists)
{
    m_page.deletion()->prepare(m_session.profile(), lists, m_seenAt);
    m_page.show(m_page.deletion());
}

void ListDeletionController::begin(const ListDeletionOrder &order)
{
    const Result<Run *> started = startListDeletion(m_workspace.runs(), m_session, order);
    if (!started) {
        m_page.deletion()->showStartError(started.error());
        return;
    }
    connect(*started, &Run::finished, this, [this, order](const RunOutcome &outcome) {
        const bool isShown = m_hasRunPage && m_page.shown() == m_page.deletionRun();
        if (outcome.question == RunQuestion::PlainCopy && isShown)
            askForCleartext(order);
    });
    show(*started);
}

void ListDeletionController::show(Run *run)
{
    if (auto *deletion = qobject_cast<ListDeletionRun *>(run)) {
        if (!std::exchange(m_hasRunPage, true))
            joinRunPage();
        m_page.deletionRun()->start(deletion, m_session.profile().environment);
        m_page.show(m_page.deletionRun());
    }
}

void ListDeletionController::askForCleartext(const ListDeletionOrder &order)
{
    ListDeletionOrder allowed = order;
    allowed.plainBackup = true;
    askForPlainCopy(&m_page, PlainCopy::Lists, this, [this, allowed] { begin(allowed); });
}

} // namespace muster
