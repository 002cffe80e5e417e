// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/welcome/welcomecontroller.h"

#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/text/errortexts.h"
#include "ui/common/prompts.h"
#include "ui/welcome/filesheet.h"
#include "ui/welcome/welcomepage.h"

namespace muster {

WelcomeController::WelcomeController(WelcomePage &page, Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_page(page)
    , m_workspace(workspace)
    , m_look(new FileLook(this))
{
    connect(m_look, &FileLook::looked, this, &WelcomeController::take);
    connect(&page, &WelcomePage::fileAsked, this, &WelcomeController::chooseFile);
    connect(page.sheet(), &FileSheet::openAsked, this, &WelcomeController::open);
    RecentItems &items = workspace.recentItems();
    connect(&items, &RecentItems::changed, this, &WelcomeController::showRecent);
    RecentPane *recent = page.recent();
    connect(recent, &RecentPane::openAsked, this, &WelcomeController::recentAsked);
    connect(recent, &RecentPane::removeAsked, this,
            [this](const RecentItem &item) { m_workspace.recentItems().remove(m_profileId, item.kind, item.id); });
    connect(recent, &RecentPane::clearAsked, this, [this] { m_workspace.recentItems().clear(m_profileId); });
    connect(&items, &RecentItems::notSaved, this, [this](const QString &profileId, const ApiError &error) {
        if (profileId == m_profileId)
            showNotSaved(error);
    });
}

void WelcomeController::join(TenantSession *session)
{
    if (m_session)
        disconnect(m_session, nullptr, m_page.sheet(), nullptr);
    m_session = session;
    m_profileId = session ? session->profile().id : QString();
    m_page.sheet()->setLists({});
    if (session) {
        connect(session, &TenantSession::contactListsLoaded, m_page.sheet(), &FileSheet::setLists);
        if (m_page.isSheetShown())
            session->requestContactLists();
    }
    showRecent();
}

void WelcomeController::chooseFile()
{
    askWhatToOpen(
        &m_page, tr("Open a file for a dry run"),
        {tr("Tables, criteria, transcripts (*.csv *.tsv *.txt *.json *.jsonl *.ndjson)"), tr("All files (*)")}, this,
        [this](const QString &file) { openFiles({file}); });
}

void WelcomeController::openFiles(const QStringList &files)
{
    m_page.sheet()->showLooking(int(files.size()));
    m_look->request(files.mid(0, maxFiles));
}

void WelcomeController::take(const QList<LookedFile> &files)
{
    if (files.size() == 1 && files.first().guess && files.first().guess->isCertain
        && files.first().guess->kind != FileKind::CrmData) {
        m_page.showWays();
        open(files.first().file, files.first().guess->kind, {});
        return;
    }
    if (m_session)
        m_session->requestContactLists(); // CRM data is for one of them
    m_page.showSheet();
    Q_EMIT sheetAsked();
    m_page.sheet()->setFiles(files);
}

void WelcomeController::open(const QString &file, FileKind kind, const ContactListSummary &list)
{
    m_page.sheet()->setOpened(file);
    Q_EMIT fileAsked(file, kind, list);
}

void WelcomeController::showRecent()
{
    m_page.recent()->showError({});
    m_page.recent()->setItems(m_workspace.recentItems().items(m_profileId));
}

void WelcomeController::showNotSaved(const ApiError &error)
{
    m_page.recent()->showError(
        tr("It is removed from the list, but still in the settings on disk. %1").arg(errorSentence(error)));
}

} // namespace muster
