// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The welcome page, and what is opened from it: files and what was opened before.

#include "models/runs/tenantopener.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/store/profilestore.h"
#include "ui/audiences/audiencescontroller.h"
#include "ui/common/prompts.h"
#include "ui/connection/connectionspage.h"
#include "ui/lists/contactlistspage.h"
#include "ui/lists/csvfilepage.h"
#include "ui/lists/listindexpane.h"
#include "ui/lists/listscontroller.h"
#include "ui/lists/workbenchcontroller.h"
#include "ui/lists/workbenchview.h"
#include "ui/segments/segmentspage.h"
#include "ui/shell/shellpages.h"
#include "ui/transcripts/jobscontroller.h"
#include "ui/transcripts/maskedfilecontroller.h"
#include "ui/transcripts/transcriptspage.h"
#include "ui/welcome/welcomecontroller.h"
#include "ui/welcome/welcomepage.h"

#include <QFileInfo>
#include <QStackedWidget>

namespace muster {

void ShellPages::buildWelcome()
{
    m_welcome = new WelcomePage(m_stack);
    m_welcome->setObjectName(QStringLiteral("welcomePage"));
    m_stack->addWidget(m_welcome);
    m_welcomeController = new WelcomeController(*m_welcome, m_workspace, m_welcome);
    m_welcomeController->join(m_session);
    connect(m_welcome, &WelcomePage::sandboxAsked, this, &ShellPages::exploreSandbox);
    connect(m_welcome, &WelcomePage::connectAsked, this, &ShellPages::connectTenant);
    connect(m_welcomeController, &WelcomeController::sheetAsked, this, [this] { Q_EMIT pageAsked(Page::Welcome); });
    connect(m_welcomeController, &WelcomeController::fileAsked, this, &ShellPages::openFile);
    connect(m_welcomeController, &WelcomeController::recentAsked, this, &ShellPages::openRecent);
}

void ShellPages::exploreSandbox()
{
    if (m_session && TenantOpener::isSandbox(m_session->profile()))
        Q_EMIT pageAsked(Page::Segments);
    else
        Q_EMIT openAsked(TenantOpener::sandboxProfile());
}

void ShellPages::connectTenant()
{
    Q_EMIT pageAsked(Page::Connections);
    m_connections->startGuide();
}

void ShellPages::openFiles(const QStringList &files)
{
    ensure(Page::Welcome);
    m_welcomeController->openFiles(files);
}

void ShellPages::chooseFile()
{
    ensure(Page::Welcome);
    m_welcomeController->chooseFile();
}

QString ShellPages::dropObstacle() const
{
    if (!m_lists || m_stack->currentWidget() != m_lists)
        return {};
    const QWidget *shown = m_lists->shown();
    const bool isCalm = shown == m_lists->index() || shown == m_lists->csvFile() || shown == m_lists->workbench();
    return isCalm ? QString() : tr("This page is about something else. Leave it first, then drop the files.");
}

void ShellPages::note(RecentItem::Kind kind, const QString &id, const QString &name)
{
    if (m_session)
        m_workspace.recentItems().note(m_session->profile().id, kind, id, name);
}

void ShellPages::noteFile(const QString &file)
{
    note(RecentItem::Kind::File, file, QFileInfo(file).fileName());
}

void ShellPages::openFile(const QString &file, FileKind kind, const ContactListSummary &list)
{
    noteFile(file);
    switch (kind) {
    case FileKind::Contacts:
        Q_EMIT pageAsked(Page::Lists);
        m_workbenchController->openFile(file);
        break;
    case FileKind::CrmData:
        Q_EMIT pageAsked(Page::Lists);
        if (m_listsController)
            m_listsController->enrich(list, file);
        break;
    case FileKind::Criteria:
        Q_EMIT pageAsked(Page::Audiences);
        if (m_audiencesController)
            m_audiencesController->openFile(file);
        break;
    case FileKind::Transcript:
        Q_EMIT pageAsked(Page::Transcripts);
        if (!m_maskedFileController) {
            m_maskedFileController = new MaskedFileController(*m_transcripts, m_workspace, m_transcripts);
            connect(m_maskedFileController, &MaskedFileController::otherFileAsked, this, &ShellPages::chooseFile);
        }
        m_maskedFileController->open(file);
        break;
    }
}

void ShellPages::openRecent(const RecentItem &item)
{
    switch (item.kind) {
    case RecentItem::Kind::Segment:
        openSegment(item.id);
        break;
    case RecentItem::Kind::List:
        openList(item.id, item.name);
        break;
    case RecentItem::Kind::Audience:
        openAudience(item.id);
        break;
    case RecentItem::Kind::Job:
        Q_EMIT pageAsked(Page::Transcripts);
        if (!m_jobsController->openJob(item.id)) {
            Prompts::instance().tell(m_stack, tr("The job is not there any more"),
                                     tr("It was discarded, or is older than those that are listed. Its files stay in "
                                        "their folder; History knows what became of it."));
        }
        break;
    case RecentItem::Kind::File:
        openFiles({item.id});
        break;
    }
}

} // namespace muster
