// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/donotcall/groupchangecontroller.h"

#include "models/runs/donotcall/donotcallchangelook.h"
#include "models/runs/donotcall/donotcallchangerun.h"
#include "models/runs/lists/restore/backupqueries.h"
#include "models/runs/runmanager.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/sources/inputbytes.h"
#include "network/wire/capability.h"
#include "ui/common/prompts.h"
#include "ui/donotcall/donotcallpage.h"
#include "ui/donotcall/groupchangepane.h"
#include "ui/donotcall/groupchangerunpage.h"
#include "ui/donotcall/groupundopage.h"
#include "ui/runs/plaincopyquestion.h"
#include "ui/runs/runcontext.h"
#include "ui/runs/runpane.h"
#include "ui/runs/runresumer.h"

#include <QPointer>

namespace muster {

GroupChangeController::GroupChangeController(DoNotCallPage &page, TenantSession &session, Workspace &workspace,
                                             QObject *parent)
    : QObject(parent)
    , m_page(page)
    , m_session(session)
    , m_workspace(workspace)
    , m_look(new DoNotCallLook(session, workspace, this))
    , m_undo(new DoNotCallLook(session, workspace, this))
    , m_kept(new BackupListQuery(workspace.backups(), this))
    , m_reading([this](const Result<QByteArray> &text) {
        if (text)
            m_page.change()->setNumbers(*text, {});
        else
            m_page.change()->showError(text.error());
    })
{
    if (session.capability(Job::DoNotCall).mode == Capability::Mode::Unavailable)
        return;
    joinPane();
    joinUndo();
    joinRunPage();
    m_kept->request();
}

void GroupChangeController::joinPane()
{
    GroupChangePane *pane = m_page.change();
    pane->setTime([&workspace = m_workspace] { return workspace.believableNow(); });
    pane->setTenant(m_session.profile());
    pane->setLookOnly(m_session.isLookOnly());
    connect(&m_session, &TenantSession::armedChanged, pane,
            [this, pane] { pane->setLookOnly(m_session.isLookOnly()); });
    connect(pane, &GroupChangePane::armAsked, this, [this] { askToArm(&m_page, m_session); });
    connect(pane, &GroupChangePane::openAsked, this, &GroupChangeController::open);
    connect(pane, &GroupChangePane::lookAsked, this, [this](const DoNotCallDraft &draft) {
        // A person asks: also that a service may be asked again that was in trouble five times in a row (F21).
        m_session.rearmBreakers();
        m_page.change()->showLooking();
        m_look->request(draft);
    });
    connect(pane, &GroupChangePane::stopAsked, m_look, &DoNotCallLook::stop);
    connect(pane, &GroupChangePane::confirmed, this, &GroupChangeController::begin);
    connect(pane, &GroupChangePane::undoAsked, this, &GroupChangeController::lookAtUndo);
    connect(m_look, &DoNotCallLook::looked, pane, &GroupChangePane::setPreview);
    connect(m_look, &DoNotCallLook::failed, pane, &GroupChangePane::showError);
    connect(m_kept, &BackupListQuery::loaded, pane, [this, pane](const QList<BackupInfo> &backups) {
        QList<BackupInfo> changes = backups;
        changes.removeIf([this](const BackupInfo &backup) {
            return !isOfGroupChange(backup) || backup.profileId != m_session.profile().id;
        });
        pane->setUndoable(changes);
    });
    connect(&m_workspace.backups(), &BackupStore::changed, m_kept, &BackupListQuery::request);
}

void GroupChangeController::joinUndo()
{
    GroupUndoPage *page = m_page.changeUndo();
    page->setLookOnly(m_session.isLookOnly());
    connect(&m_session, &TenantSession::armedChanged, page,
            [this, page] { page->setLookOnly(m_session.isLookOnly()); });
    connect(page, &GroupUndoPage::armAsked, this, [this] { askToArm(&m_page, m_session); });
    connect(page, &GroupUndoPage::closed, this, [this] {
        m_undo->stop();
        m_page.showChange(m_page.change());
    });
    connect(page, &GroupUndoPage::confirmed, this, &GroupChangeController::begin);
    connect(m_undo, &DoNotCallLook::undoLooked, page, &GroupUndoPage::setOrder);
    connect(m_undo, &DoNotCallLook::failed, page, &GroupUndoPage::showError);
}

void GroupChangeController::joinRunPage()
{
    GroupChangeRunPage *page = m_page.changeRun();
    connect(page, &GroupChangeRunPage::closed, this, [this] { m_page.showChange(m_page.change()); });
    connect(page, &GroupChangeRunPage::undoAsked, this, &GroupChangeController::lookAtUndo);
    connect(new RunContext(page->pane(), m_workspace), &RunContext::entryAsked, this,
            &GroupChangeController::entryAsked);
    connect(page->pane(), &RunPane::resumeAsked, this, [this](const QString &runId) {
        askToResume(&m_page, m_workspace.runs(), m_session, runId, [self = QPointer(this)](Run *run) {
            if (self)
                self->show(run);
        });
    });
    connect(page->pane(), &RunPane::dismissAsked, this, [this](Run *run) {
        m_page.showChange(m_page.change());
        m_workspace.runs().dismiss(run);
    });
    // Taken up again from elsewhere, or by itself: the page goes on with it.
    connect(&m_workspace.runs(), &RunManager::runStarted, this, [this](Run *run) {
        GroupChangeRunPage *shown = m_page.changeRun();
        auto *change = qobject_cast<DoNotCallChangeRun *>(run);
        if (change && shown->run() && shown->run() != run && shown->run()->id() == run->id())
            shown->start(change, m_session.profile().environment);
    });
}

void GroupChangeController::open()
{
    askWhatToOpen(&m_page, tr("Open a file of numbers"), {tr("Text files (*.txt *.csv *.tsv)"), tr("All files (*)")},
                  this, [this](const QString &file) {
                      m_reading.start([file](const std::stop_token &stop) {
                          return readInput(file, AskedNumbers::maxBytes, stop);
                      });
                  });
}

void GroupChangeController::lookAtUndo(const QString &runId)
{
    m_page.changeUndo()->showReading(m_session.profile());
    m_page.showChange(m_page.changeUndo());
    m_undo->requestUndo(runId);
}

void GroupChangeController::begin(const DoNotCallChangeOrder &order)
{
    const Result<Run *> started = startDoNotCallChange(m_workspace.runs(), m_session, order);
    if (!started) {
        if (order.isUndo())
            m_page.changeUndo()->showStartError(started.error());
        else
            m_page.change()->showStartError(started.error());
        return;
    }
    connect(*started, &Run::finished, this, [this, order](const RunOutcome &outcome) {
        m_page.forgetGroups(); // their counts are others now
        if (outcome.question == RunQuestion::PlainCopy && m_page.shownChange() == m_page.changeRun())
            askForCleartext(order);
    });
    show(*started);
}

void GroupChangeController::show(Run *run)
{
    if (auto *change = qobject_cast<DoNotCallChangeRun *>(run)) {
        m_page.changeRun()->start(change, m_session.profile().environment);
        m_page.showChange(m_page.changeRun());
    }
}

void GroupChangeController::askForCleartext(const DoNotCallChangeOrder &order)
{
    DoNotCallChangeOrder allowed = order;
    allowed.plainBackup = true;
    askForPlainCopy(&m_page, PlainCopy::Numbers, this, [this, allowed] { begin(allowed); });
}

} // namespace muster
