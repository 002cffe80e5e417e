// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/shellpages.h"

#include "models/runs/noticeactions.h"
#include "models/runs/runmanager.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/store/profilestore.h"
#include "models/text/errortexts.h"
#include "ui/audiences/audiencescontroller.h"
#include "ui/audiences/audiencespage.h"
#include "ui/audit/historypage.h"
#include "ui/audit/retentionreminder.h"
#include "ui/common/prompts.h"
#include "ui/connection/connectionscontroller.h"
#include "ui/connection/connectionspage.h"
#include "ui/donotcall/donotcallcontroller.h"
#include "ui/donotcall/donotcallpage.h"
#include "ui/lists/applypage.h"
#include "ui/lists/contactlistspage.h"
#include "ui/lists/csvfilepage.h"
#include "ui/lists/listrunscontroller.h"
#include "ui/lists/listscontroller.h"
#include "ui/lists/workbenchcontroller.h"
#include "ui/lists/workbenchview.h"
#include "ui/runs/activitypage.h"
#include "ui/runs/allrunspane.h"
#include "ui/runs/pastrunactions.h"
#include "ui/runs/runcontext.h"
#include "ui/runs/rundiscarder.h"
#include "ui/runs/runpane.h"
#include "ui/runs/runresumer.h"
#include "ui/segments/compareexportsdialog.h"
#include "ui/segments/segmentscontroller.h"
#include "ui/segments/segmentspage.h"
#include "ui/settings/settingspage.h"
#include "ui/shell/shellcommands.h"
#include "ui/shell/windowmemory.h"
#include "ui/transcripts/fetchcontroller.h"
#include "ui/transcripts/fetchpage.h"
#include "ui/transcripts/jobscontroller.h"
#include "ui/transcripts/jobspane.h"
#include "ui/transcripts/maskedfilepage.h"
#include "ui/transcripts/policiescontroller.h"
#include "ui/transcripts/reviewpage.h"
#include "ui/transcripts/transcriptspage.h"
#include "ui/transcripts/transcriptviewer.h"
#include "ui/welcome/welcomecontroller.h"
#include "ui/welcome/welcomepage.h"

#include <QFileInfo>
#include <QStackedWidget>
#include <utility>

namespace muster {

/// What is known of a page before it is built.
struct ShellPages::Row
{
    const char *name; ///< See nameOf(); stands in files, so it stays.
    const char *icon;
    const char *title;
    void (ShellPages::*build)();
    QList<Job> jobs = {};
};

const ShellPages::Row &ShellPages::rowOf(Page page)
{
    /// In the order of Page.
    static const std::array<Row, pageCount> rows{{
        {"segments", "users", QT_TR_NOOP("Segments"), &ShellPages::buildSegments, {Job::SegmentExport}},
        {"lists",
         "list-checks",
         QT_TR_NOOP("Contact lists"),
         &ShellPages::buildLists,
         {Job::ListSanitising, Job::Enrichment}},
        {"donotcall", "circle-slash", QT_TR_NOOP("Do-not-call"), &ShellPages::buildDoNotCall, {Job::DoNotCall}},
        {"transcripts",
         "message-square-text",
         QT_TR_NOOP("Transcripts"),
         &ShellPages::buildTranscripts,
         {Job::Transcripts}},
        {"audiences", "target", QT_TR_NOOP("Audiences"), &ShellPages::buildAudiences, {Job::Audiences}},
        {"activity", "activity", QT_TR_NOOP("Activity"), &ShellPages::buildActivity},
        {"history", "history", QT_TR_NOOP("History"), &ShellPages::buildHistory},
        {"connections", "plug", QT_TR_NOOP("Connections"), &ShellPages::buildConnections},
        {"welcome", "log-in", QT_TR_NOOP("Welcome"), &ShellPages::buildWelcome},
        {"settings", "settings", QT_TR_NOOP("Settings"), &ShellPages::buildSettings},
    }};
    return rows[std::size_t(page)];
}

ShellPages::ShellPages(Workspace &workspace, TenantOpener &opener, WindowMemory &memory, RunListModel *runs,
                       QStackedWidget *stack, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_opener(opener)
    , m_memory(memory)
    , m_runs(runs)
    , m_stack(stack)
    , m_resumer(new RunResumer(stack, workspace, this))
    , m_discarder(new RunDiscarder(stack, workspace.runs(), this))
{
    connect(m_resumer, &RunResumer::openAsked, this, &ShellPages::openAsked);
    connect(m_resumer, &RunResumer::resumed, this, &ShellPages::runAsked);
}

QString ShellPages::nameOf(Page page)
{
    return QString::fromLatin1(rowOf(page).name);
}

std::optional<ShellPages::Page> ShellPages::pageNamed(const QString &name)
{
    for (std::size_t page = 0; page < pageCount; ++page) {
        if (name == nameOf(Page(page)))
            return Page(page);
    }
    return std::nullopt;
}

QString ShellPages::titleOf(Page page)
{
    return tr(rowOf(page).title);
}

QString ShellPages::iconOf(Page page)
{
    return QString::fromLatin1(rowOf(page).icon);
}

QList<Job> ShellPages::jobsOf(Page page)
{
    return rowOf(page).jobs;
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
    delete std::exchange(m_segmentsController, nullptr);
    delete std::exchange(m_listsController, nullptr);
    delete std::exchange(m_doNotCallController, nullptr);
    delete std::exchange(m_fetchController, nullptr);
    delete std::exchange(m_audiencesController, nullptr);
    m_session = session;
    if (m_session && std::exchange(m_hasJoined, true) && m_lists)
        m_lists->leaveTenant();
    m_resumer->join(session);
    if (m_pastRuns)
        m_pastRuns->join(session);
    if (m_session && m_connections)
        m_connections->setOpenProfile(m_session->profile().id);
    joinSegments();
    joinLists();
    joinDoNotCall();
    joinTranscripts();
    joinAudiences();
    if (m_welcomeController)
        m_welcomeController->join(m_session);
}

void ShellPages::keepLayouts()
{
    const auto keep = [this](const auto *...pages) {
        ((pages ? m_memory.keepPageLayout(pages->objectName(), pages->layoutState()) : void()), ...);
    };
    keep(m_segments, m_lists, m_transcripts, m_audiences, m_activity, m_history);
}

void ShellPages::explore(const ConnectionProfile &sandbox)
{
    if (m_session && m_session->profile().id == sandbox.id)
        Q_EMIT pageAsked(Page::Segments);
    else
        Q_EMIT openAsked(sandbox);
}

void ShellPages::connectTenant(const QString &dialect)
{
    Q_EMIT pageAsked(Page::Connections);
    m_connections->startGuide(dialect);
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
    return !m_lists || m_stack->currentWidget() != m_lists || m_lists->isCalm()
        ? QString()
        : tr("Files can’t be dropped on this page. Leave it first, then drop them.");
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
        return openSegment(item.id);
    case RecentItem::Kind::List:
        return openList(item.id, item.name);
    case RecentItem::Kind::Audience:
        return openAudience(item.id);
    case RecentItem::Kind::Job:
        Q_EMIT pageAsked(Page::Transcripts);
        if (!m_jobsController->openJob(item.id)) {
            Prompts::instance().tell(m_stack, tr("The job is no longer listed"),
                                     tr("It was discarded, or is older than the jobs that are listed. Its files stay "
                                        "in their folder; History shows its results."));
        }
        break;
    case RecentItem::Kind::File:
        return openFiles({item.id});
    }
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

void ShellPages::openSetting(const QString &id)
{
    Q_EMIT pageAsked(Page::Settings);
    m_settings->showSetting(id);
}

void ShellPages::openPolicy(const QString &name)
{
    Q_EMIT pageAsked(Page::Transcripts);
    m_policiesController->open(name);
}

template <typename PageWidget>
PageWidget *ShellPages::add(Page page, const char *objectName, PageWidget *made)
{
    made->setObjectName(QString::fromLatin1(objectName));
    if constexpr (requires { made->restoreLayout(QByteArray()); })
        made->restoreLayout(m_memory.pageLayout(made->objectName()));
    m_stack->addWidget(made);
    m_pages[std::size_t(page)] = made;
    return made;
}

QWidget *ShellPages::ensure(Page page)
{
    if (!m_pages[std::size_t(page)])
        (this->*rowOf(page).build)();
    return m_pages[std::size_t(page)];
}

void ShellPages::buildSegments()
{
    m_segments = add(Page::Segments, "segmentsPage", new SegmentsPage(m_stack));
    connect(m_segments, &SegmentsPage::compareAsked, this,
            [this] { compareExportedFiles(m_workspace.audit(), {}, {}, m_stack->window()); });
    m_segments->setExportDefaults(m_memory.exportFolder(), m_memory.textProfile());
    connect(m_segments, &SegmentsPage::sheetOpened, this,
            [this](const QString &id, const QString &name) { note(RecentItem::Kind::Segment, id, name); });
    joinSegments();
}

void ShellPages::buildLists()
{
    m_lists = add(Page::Lists, "contactListsPage", new ContactListsPage(m_stack));
    m_workbenchController = new WorkbenchController(*m_lists, m_workspace, m_lists);
    connect(m_workbenchController, &WorkbenchController::fileOpened, this, &ShellPages::noteFile);
    joinLists();
}

void ShellPages::buildDoNotCall()
{
    m_doNotCall = add(Page::DoNotCall, "doNotCallPage", new DoNotCallPage(m_stack));
    joinDoNotCall();
}

void ShellPages::buildTranscripts()
{
    m_transcripts = add(Page::Transcripts, "transcriptsPage", new TranscriptsPage(m_stack));
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
    m_audiences = add(Page::Audiences, "audiencesPage", new AudiencesPage(m_stack));
    joinAudiences();
}

void ShellPages::buildActivity()
{
    m_activity = add(Page::Activity, "activityPage", new ActivityPage(m_runs, m_stack));
    RunManager &manager = m_workspace.runs();
    connect(m_activity, &ActivityPage::allRunsBuilt, this, &ShellPages::joinAllRuns);
    m_activity->offerAllRuns(m_workspace.runHistory());
    m_activity->offerTeam(m_workspace.team());
    m_activity->setResumable(manager.resumable());
    connect(&manager, &RunManager::resumableChanged, m_activity,
            [this] { m_activity->setResumable(m_workspace.runs().resumable()); });
    connect(m_activity, &ActivityPage::resumeAsked, m_resumer, &RunResumer::ask);
    connect(m_activity, &ActivityPage::discardAsked, m_discarder, &RunDiscarder::discard);
    connect(m_activity, &ActivityPage::stayPausedAsked, &manager, &RunManager::cancelReturn);
    connect(m_activity, &ActivityPage::noticesAsked, this, &ShellPages::openNotices);
    connect(m_activity, &ActivityPage::schedulesAsked, this, &ShellPages::openSchedules);
    auto *actions = new NoticeActions(m_workspace, m_activity);
    connect(actions, &NoticeActions::changed, m_activity, [this] { showNotices(); });
    showNotices();
    auto *context = new RunContext(m_activity->pane(), m_workspace);
    connect(context, &RunContext::entryAsked, this, &ShellPages::openEntry);
    connect(m_activity->pane(), &RunPane::dismissAsked, this, [this](Run *run) { m_workspace.runs().dismiss(run); });
}

void ShellPages::joinAllRuns(AllRunsPane *allRuns)
{
    m_pastRuns = new PastRunActions(m_activity, m_workspace, m_activity);
    m_pastRuns->join(m_session);
    connect(allRuns, &AllRunsPane::repeatAsked, m_pastRuns, &PastRunActions::repeat);
    connect(allRuns, &AllRunsPane::compareAsked, m_pastRuns, &PastRunActions::compare);
    connect(allRuns, &AllRunsPane::trendAsked, m_pastRuns, &PastRunActions::showTrend);
    connect(m_pastRuns, &PastRunActions::openAsked, this, &ShellPages::openAsked);
    connect(m_pastRuns, &PastRunActions::compareFilesAsked, this, [this](const QString &earlier, const QString &later) {
        compareExportedFiles(m_workspace.audit(), earlier, later, m_stack->window());
    });
    connect(m_pastRuns, &PastRunActions::listAsked, this, &ShellPages::openList);
    joinRepeating();
    connect(m_pastRuns, &PastRunActions::jobAsked, this, [this](const QString &runId) {
        openRecent({.kind = RecentItem::Kind::Job, .id = runId, .name = {}, .opened = {}});
    });
    auto *context = new RunContext(allRuns->pane(), m_workspace);
    connect(context, &RunContext::entryAsked, this, &ShellPages::openEntry);
    connect(allRuns, &AllRunsPane::historyAsked, this, [this](const QString &runId) {
        Q_EMIT pageAsked(Page::History);
        m_history->showRun(runId);
    });
    const auto showConnections = [this, allRuns] {
        QList<std::pair<QString, QString>> connections;
        for (const ConnectionProfile &profile : m_workspace.profiles().profiles())
            connections.append({profile.id, profile.name});
        allRuns->setConnections(connections);
    };
    connect(&m_workspace.profiles(), &ProfileStore::changed, allRuns, showConnections);
    showConnections();
}

void ShellPages::joinRepeating()
{
    const auto on = [this](Page page, auto signal, auto repeat) {
        connect(m_pastRuns, signal, this, [this, page, repeat](const auto &...settings) {
            Q_EMIT pageAsked(page);
            repeat(settings...);
        });
    };
    on(Page::Segments, &PastRunActions::exportAsked, [this](const ExportOrder &order) { m_segments->repeat(order); });
    on(Page::Lists, &PastRunActions::sanitizingAsked, [this](const FrozenListApply &order) {
        if (m_listsController)
            m_listsController->repeat(order);
    });
    on(Page::Lists, &PastRunActions::enrichmentAsked, [this](const EnrichOrder &order) {
        if (m_listsController)
            m_listsController->repeatEnrichment(order);
    });
    on(Page::Transcripts, &PastRunActions::transcriptsAsked,
       [this](const TranscriptOrder &order, const QString &policy) {
           if (m_fetchController)
               m_fetchController->repeat(order, policy);
       });
    const auto audiences = [this](const auto &order) {
        if (m_audiencesController)
            m_audiencesController->repeat(order);
    };
    on(Page::Audiences, &PastRunActions::registrationAsked, audiences);
    on(Page::Audiences, &PastRunActions::publishingAsked, audiences);
}

void ShellPages::showNotices()
{
    if (const auto counts = m_workspace.outbox().counts())
        m_activity->setNotices({counts->delivered, counts->waiting, counts->undelivered});
}

void ShellPages::buildHistory()
{
    m_history = add(Page::History, "historyPage", new HistoryPage(m_stack));
    m_history->setHistory(&m_workspace.audit(), &m_workspace.auditIndex());
    const auto nameConnections = [this] {
        QHash<QString, QString> names;
        for (const ConnectionProfile &profile : m_workspace.profiles().profiles())
            names.insert(profile.id, profile.name);
        m_history->setConnectionNames(names);
    };
    nameConnections();
    connect(&m_workspace.profiles(), &ProfileStore::changed, m_history, nameConnections);
    new RetentionReminder(*m_history, m_workspace);
    connect(m_history, &HistoryPage::restoreAsked, this, &ShellPages::restoreRun);
    connect(m_history, &HistoryPage::runAsked, this, [this](const QString &runId) {
        Q_EMIT pageAsked(Page::Activity);
        m_activity->showPast(runId);
    });
}

void ShellPages::buildConnections()
{
    m_connections = add(Page::Connections, "connectionsPage", new ConnectionsPage(m_stack));
    auto *controller = new ConnectionsController(*m_connections, m_workspace, m_opener, m_connections);
    connect(controller, &ConnectionsController::openAsked, this, &ShellPages::openAsked);
    if (m_session)
        m_connections->setOpenProfile(m_session->profile().id);
}

void ShellPages::buildWelcome()
{
    auto *welcome = add(Page::Welcome, "welcomePage", new WelcomePage(m_stack));
    m_welcomeController = new WelcomeController(*welcome, m_workspace, welcome);
    m_welcomeController->join(m_session);
    connect(welcome, &WelcomePage::sandboxAsked, this, [this] { explore(TenantOpener::sandboxProfile()); });
    connect(welcome, &WelcomePage::connectAsked, this, &ShellPages::connectTenant);
    connect(m_welcomeController, &WelcomeController::sheetAsked, this, [this] { Q_EMIT pageAsked(Page::Welcome); });
    connect(m_welcomeController, &WelcomeController::fileAsked, this, &ShellPages::openFile);
    connect(m_welcomeController, &WelcomeController::recentAsked, this, &ShellPages::openRecent);
}

void ShellPages::buildSettings()
{
    m_settings = add(Page::Settings, "settingsPage", new SettingsPage(m_workspace, navigationShortcuts(), m_stack));
    connect(m_settings, &SettingsPage::collectAsked, this, &ShellPages::collectAsked);
    connect(m_settings, &SettingsPage::noticesAsked, this, &ShellPages::openNotices);
    connect(m_settings, &SettingsPage::schedulesAsked, this, &ShellPages::openSchedules);
}

void ShellPages::joinSegments()
{
    if (!m_session || !m_segments || m_segmentsController)
        return;
    m_segmentsController = new SegmentsController(*m_segments, *m_session, m_workspace, this);
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
    connect(m_listsController, &ListsController::entryAsked, this, &ShellPages::openEntry);
    connect(m_listsController, &ListsController::aggregatorChosen, this,
            [this, profileId](const QString &address) { m_memory.keepAggregator(profileId, address); });
}

void ShellPages::joinDoNotCall()
{
    if (!m_session || !m_doNotCall || m_doNotCallController)
        return;
    m_doNotCallController = new DoNotCallController(*m_doNotCall, *m_session, m_workspace, this);
    connect(m_doNotCallController, &DoNotCallController::entryAsked, this, &ShellPages::openEntry);
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
    connect(m_audiencesController, &AudiencesController::entryAsked, this, &ShellPages::openEntry);
    connect(m_audiencesController, &AudiencesController::audienceOpened, this,
            [this](const QString &id, const QString &name) { note(RecentItem::Kind::Audience, id, name); });
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

void ShellPages::openEntry(qint64 sequence)
{
    Q_EMIT pageAsked(Page::History);
    m_history->showEntry(sequence);
}

void ShellPages::restoreRun(const QString &runId)
{
    Q_EMIT pageAsked(Page::Lists);
    if (m_listsController)
        m_listsController->runs()->openRestore(runId);
}

} // namespace muster
