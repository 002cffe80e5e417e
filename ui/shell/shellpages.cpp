// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/shellpages.h"

#include "models/runs/noticedesk.h"
#include "models/runs/runmanager.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/text/errortexts.h"
#include "ui/audiences/audiencescontroller.h"
#include "ui/audiences/audiencespage.h"
#include "ui/audit/historypage.h"
#include "ui/common/prompts.h"
#include "ui/connection/connectionscontroller.h"
#include "ui/connection/connectionspage.h"
#include "ui/lists/applypage.h"
#include "ui/lists/contactlistspage.h"
#include "ui/lists/listrunscontroller.h"
#include "ui/lists/listscontroller.h"
#include "ui/lists/workbenchcontroller.h"
#include "ui/runs/activitypage.h"
#include "ui/runs/noticesdialog.h"
#include "ui/runs/runpane.h"
#include "ui/segments/segmentscontroller.h"
#include "ui/segments/segmentspage.h"
#include "ui/shell/runresumer.h"
#include "ui/shell/windowmemory.h"
#include "ui/transcripts/fetchcontroller.h"
#include "ui/transcripts/fetchform.h"
#include "ui/transcripts/fetchpage.h"
#include "ui/transcripts/jobscontroller.h"
#include "ui/transcripts/jobspane.h"
#include "ui/transcripts/maskedfilecontroller.h"
#include "ui/transcripts/policiescontroller.h"
#include "ui/transcripts/reviewpage.h"
#include "ui/transcripts/transcriptspage.h"
#include "ui/transcripts/transcriptviewer.h"
#include "ui/welcome/welcomecontroller.h"
#include "ui/welcome/welcomepage.h"

#include <QStackedWidget>
#include <array>
#include <utility>

namespace muster {

namespace {

/// In the order of ShellPages::Page; they stand in files, so they stay.
constexpr std::array pageNames{"segments", "lists",   "transcripts", "audiences",
                               "activity", "history", "connections", "welcome"};

} // namespace

ShellPages::ShellPages(Workspace &workspace, TenantOpener &opener, WindowMemory &memory, RunListModel *runs,
                       QStackedWidget *stack, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_opener(opener)
    , m_memory(memory)
    , m_runs(runs)
    , m_stack(stack)
    , m_resumer(new RunResumer(stack, workspace, this))
{
    connect(m_resumer, &RunResumer::openAsked, this, &ShellPages::openAsked);
    connect(m_resumer, &RunResumer::resumed, this, &ShellPages::runAsked);
    connect(&workspace.runs(), &RunManager::discarded, this,
            [this](const QString &, const std::optional<ApiError> &error) {
                if (error)
                    tellNotDiscarded(*error);
            });
    connect(&workspace.runs(), &RunManager::returnFailed, this, [this](const QString &, const ApiError &error) {
        Prompts::instance().tell(m_stack, tr("A paused run could not go on by itself"), errorSentence(error));
    });
}

ShellPages::~ShellPages() = default;

QString ShellPages::nameOf(Page page)
{
    return QString::fromLatin1(pageNames[std::size_t(page)]);
}

std::optional<ShellPages::Page> ShellPages::pageNamed(const QString &name)
{
    for (std::size_t page = 0; page < pageNames.size(); ++page) {
        if (name == QLatin1String(pageNames[page]))
            return Page(page);
    }
    return std::nullopt;
}

QList<Job> ShellPages::jobsOf(Page page)
{
    switch (page) {
    case Page::Segments:
        return {Job::SegmentExport};
    case Page::Lists:
        return {Job::ListSanitising, Job::Enrichment};
    case Page::Transcripts:
        return {Job::Transcripts};
    case Page::Audiences:
        return {Job::Audiences};
    case Page::Activity:
    case Page::History:
    case Page::Connections:
    case Page::Welcome:
        break;
    }
    return {};
}

void ShellPages::show(Page page)
{
    m_stack->setCurrentWidget(ensure(page));
    m_stack->currentWidget()->setFocus(); // the keyboard goes on in the page, not in the navigation
}

QWidget *ShellPages::current() const
{
    return m_stack->currentWidget();
}

void ShellPages::showRun(Run *run)
{
    ensure(Page::Activity);
    m_activity->showRun(run);
}

void ShellPages::join(TenantSession *session)
{
    delete m_segmentsController;
    m_segmentsController = nullptr;
    delete m_listsController;
    m_listsController = nullptr;
    delete m_fetchController;
    m_fetchController = nullptr;
    delete m_audiencesController;
    m_audiencesController = nullptr;
    m_session = session;
    if (m_session && std::exchange(m_hasJoined, true) && m_lists)
        m_lists->leaveTenant();
    m_resumer->join(session);
    if (m_session && m_connections)
        m_connections->setOpenProfile(m_session->profile().id);
    joinSegments();
    joinLists();
    joinTranscripts();
    joinAudiences();
    if (m_welcomeController)
        m_welcomeController->join(m_session);
}

void ShellPages::keepLayouts()
{
    if (m_segments)
        keepLayout(m_segments, m_segments->layoutState());
    if (m_lists)
        keepLayout(m_lists, m_lists->layoutState());
    if (m_transcripts)
        keepLayout(m_transcripts, m_transcripts->layoutState());
    if (m_audiences)
        keepLayout(m_audiences, m_audiences->layoutState());
    if (m_activity)
        keepLayout(m_activity, m_activity->layoutState());
    if (m_history)
        keepLayout(m_history, m_history->layoutState());
}

void ShellPages::openSegment(const QString &segmentId)
{
    Q_EMIT pageAsked(Page::Segments);
    if (m_segmentsController)
        m_segments->choose(segmentId);
}

void ShellPages::openList(const QString &listId, const QString &name)
{
    Q_EMIT pageAsked(Page::Lists);
    if (m_listsController)
        m_listsController->openList(listId, name);
}

void ShellPages::openAudience(const QString &audienceId)
{
    Q_EMIT pageAsked(Page::Audiences);
    if (m_audiencesController)
        m_audiencesController->open(audienceId);
}

void ShellPages::openPolicy(const QString &name)
{
    Q_EMIT pageAsked(Page::Transcripts);
    m_policiesController->open(name);
}

void ShellPages::keepLayout(QWidget *page, const QByteArray &state)
{
    m_memory.keepPageLayout(page->objectName(), state);
}

QWidget *ShellPages::ensure(Page page)
{
    switch (page) {
    case Page::Segments:
        if (!m_segments)
            buildSegments();
        return m_segments;
    case Page::Lists:
        if (!m_lists)
            buildLists();
        return m_lists;
    case Page::Transcripts:
        if (!m_transcripts)
            buildTranscripts();
        return m_transcripts;
    case Page::Audiences:
        if (!m_audiences)
            buildAudiences();
        return m_audiences;
    case Page::Activity:
        if (!m_activity)
            buildActivity();
        return m_activity;
    case Page::History:
        if (!m_history)
            buildHistory();
        return m_history;
    case Page::Connections:
        if (!m_connections)
            buildConnections();
        return m_connections;
    case Page::Welcome:
        if (!m_welcome)
            buildWelcome();
        return m_welcome;
    }
    return nullptr;
}

void ShellPages::buildSegments()
{
    m_segments = new SegmentsPage(m_stack);
    m_segments->setObjectName(QStringLiteral("segmentsPage"));
    m_segments->setExportDefaults(m_memory.exportFolder(), m_memory.textProfile());
    m_segments->restoreLayout(m_memory.pageLayout(m_segments->objectName()));
    m_stack->addWidget(m_segments);
    connect(m_segments, &SegmentsPage::sheetOpened, this,
            [this](const QString &id, const QString &name) { note(RecentItem::Kind::Segment, id, name); });
    joinSegments();
}

void ShellPages::buildLists()
{
    m_lists = new ContactListsPage(m_stack);
    m_lists->setObjectName(QStringLiteral("contactListsPage"));
    m_lists->restoreLayout(m_memory.pageLayout(m_lists->objectName()));
    m_stack->addWidget(m_lists);
    m_workbenchController = new WorkbenchController(*m_lists, m_workspace, m_lists);
    connect(m_workbenchController, &WorkbenchController::fileOpened, this, &ShellPages::noteFile);
    joinLists();
}

void ShellPages::buildTranscripts()
{
    m_transcripts = new TranscriptsPage(m_stack);
    m_transcripts->setObjectName(QStringLiteral("transcriptsPage"));
    m_transcripts->restoreLayout(m_memory.pageLayout(m_transcripts->objectName()));
    m_stack->addWidget(m_transcripts);
    m_jobsController = new JobsController(*m_transcripts, m_workspace, m_transcripts);
    m_policiesController = new PoliciesController(*m_transcripts, m_workspace, m_transcripts);
    connect(m_jobsController, &JobsController::jobOpened, this,
            [this](const QString &id, const QString &name) { note(RecentItem::Kind::Job, id, name); });
    connect(m_jobsController, &JobsController::runAsked, this, &ShellPages::runAsked);
    connect(m_jobsController, &JobsController::resumeAsked, m_resumer, &RunResumer::ask);
    connect(m_transcripts->jobs(), &JobsPane::policiesAsked, m_policiesController,
            qOverload<>(&PoliciesController::open));
    connect(m_transcripts->fetch()->form(), &FetchForm::policiesAsked, m_policiesController,
            qOverload<>(&PoliciesController::open));
    connect(m_transcripts->viewer(), &TranscriptViewer::whyAsked, this,
            [this](const QString &text, const QString &before) {
                m_policiesController->askWhy(m_jobsController->policyName(), text, before,
                                             m_transcripts->viewer()->transcript()->interactionId);
            });
    ReviewPage *review = m_transcripts->review();
    connect(m_transcripts->jobs(), &JobsPane::reviewAsked, m_jobsController, &JobsController::openReview);
    connect(review, &ReviewPage::closed, m_transcripts,
            [this] { m_transcripts->show(TranscriptsPage::View::Overview); });
    connect(review, &ReviewPage::keepAsked, m_policiesController, &PoliciesController::keepDecisions);
    connect(review, &ReviewPage::fetchAgainAsked, this, [this](const QStringList &interactionIds) {
        if (m_fetchController)
            m_fetchController->open(interactionIds);
    });
    joinTranscripts();
}

void ShellPages::buildAudiences()
{
    m_audiences = new AudiencesPage(m_stack);
    m_audiences->setObjectName(QStringLiteral("audiencesPage"));
    m_audiences->restoreLayout(m_memory.pageLayout(m_audiences->objectName()));
    m_stack->addWidget(m_audiences);
    joinAudiences();
}

void ShellPages::buildActivity()
{
    m_activity = new ActivityPage(m_runs, m_stack);
    m_activity->setObjectName(QStringLiteral("activityPage"));
    m_activity->restoreLayout(m_memory.pageLayout(m_activity->objectName()));
    m_stack->addWidget(m_activity);
    RunManager &manager = m_workspace.runs();
    m_activity->setResumable(manager.resumable());
    connect(&manager, &RunManager::resumableChanged, m_activity,
            [this] { m_activity->setResumable(m_workspace.runs().resumable()); });
    connect(m_activity, &ActivityPage::resumeAsked, m_resumer, &RunResumer::ask);
    connect(m_activity, &ActivityPage::discardAsked, this, &ShellPages::discardRun);
    connect(m_activity, &ActivityPage::stayPausedAsked, &manager, &RunManager::cancelReturn);
    connect(m_activity, &ActivityPage::noticesAsked, this, &ShellPages::openNotices);
    auto *desk = new NoticeDesk(m_workspace, m_activity);
    connect(desk, &NoticeDesk::changed, m_activity, [this] { showNotices(); });
    showNotices();
    connect(m_activity->pane(), &RunPane::dismissAsked, this, [this](Run *run) { m_workspace.runs().dismiss(run); });
}

void ShellPages::showNotices()
{
    if (const auto counts = m_workspace.outbox().counts())
        m_activity->setNotices({counts->delivered, counts->waiting, counts->undelivered});
}

void ShellPages::openNotices()
{
    auto *dialog = new NoticesDialog(m_workspace, m_stack->window());
    dialog->open();
}

void ShellPages::buildHistory()
{
    m_history = new HistoryPage(m_stack);
    m_history->setObjectName(QStringLiteral("historyPage"));
    m_history->restoreLayout(m_memory.pageLayout(m_history->objectName()));
    m_history->setLog(&m_workspace.audit());
    connect(m_history, &HistoryPage::restoreAsked, this, &ShellPages::restoreRun);
    m_stack->addWidget(m_history);
}

void ShellPages::buildConnections()
{
    m_connections = new ConnectionsPage(m_stack);
    m_connections->setObjectName(QStringLiteral("connectionsPage"));
    auto *controller = new ConnectionsController(*m_connections, m_workspace, m_opener, m_connections);
    connect(controller, &ConnectionsController::openAsked, this, &ShellPages::openAsked);
    if (m_session)
        m_connections->setOpenProfile(m_session->profile().id);
    m_stack->addWidget(m_connections);
}

void ShellPages::joinSegments()
{
    if (!m_session || !m_segments || m_segmentsController)
        return;
    m_segmentsController = new SegmentsController(*m_segments, *m_session, m_workspace.runs(), this);
    connect(m_segmentsController, &SegmentsController::defaultsChosen, m_segments, &SegmentsPage::setExportDefaults);
    connect(m_segmentsController, &SegmentsController::defaultsChosen, m_segments,
            [this](const QString &folder, TextProfile profile) { m_memory.keepExportDefaults(folder, profile); });
}

void ShellPages::joinLists()
{
    if (!m_session || !m_lists || m_listsController)
        return;
    const QString profileId = m_session->profile().id;
    m_lists->apply()->setAggregator(m_memory.aggregator(profileId));
    m_listsController = new ListsController(*m_lists, *m_workbenchController, *m_session, m_workspace, this);
    connect(m_listsController, &ListsController::listOpened, this,
            [this](const QString &id, const QString &name) { note(RecentItem::Kind::List, id, name); });
    connect(m_listsController, &ListsController::aggregatorChosen, this,
            [this, profileId](const QString &address) { m_memory.keepAggregator(profileId, address); });
}

void ShellPages::joinTranscripts()
{
    if (!m_session || !m_transcripts || m_fetchController)
        return;
    m_jobsController->setTenant(m_session->profile().id);
    m_fetchController = new FetchController(*m_transcripts, *m_session, m_workspace, this);
}

void ShellPages::joinAudiences()
{
    if (!m_session || !m_audiences || m_audiencesController)
        return;
    m_audiencesController = new AudiencesController(*m_audiences, *m_session, m_workspace, this);
    connect(m_audiencesController, &AudiencesController::audienceOpened, this,
            [this](const QString &id, const QString &name) { note(RecentItem::Kind::Audience, id, name); });
}

void ShellPages::discardRun(const QString &runId)
{
    if (const Result<void> discarding = m_workspace.runs().discard(runId); !discarding)
        tellNotDiscarded(discarding.error());
}

void ShellPages::tellNotDiscarded(const ApiError &error)
{
    Prompts::instance().tell(m_stack, tr("The run cannot be discarded"), errorSentence(error));
}

void ShellPages::restoreRun(const QString &runId)
{
    Q_EMIT pageAsked(Page::Lists);
    if (m_listsController)
        m_listsController->runs()->openRestore(runId);
}

} // namespace muster
