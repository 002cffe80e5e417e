// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/mainwindow.h"

#include "models/items/runlistmodel.h"
#include "models/runs/run.h"
#include "models/runs/tenantopener.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/text/connectiontexts.h"
#include "models/text/errortexts.h"
#include "models/text/exporttexts.h"
#include "models/text/plaintext.h"
#include "models/text/runtexts.h"
#include "resources/resources.h"
#include "ui/audit/historypage.h"
#include "ui/common/environmentbadge.h"
#include "ui/common/plainlabel.h"
#include "ui/common/prompts.h"
#include "ui/connection/connectionscontroller.h"
#include "ui/connection/connectionspage.h"
#include "ui/runs/activitypage.h"
#include "ui/runs/runpane.h"
#include "ui/runs/runstrip.h"
#include "ui/segments/segmentscontroller.h"
#include "ui/segments/segmentspage.h"
#include "ui/shell/armbutton.h"
#include "ui/shell/navigation.h"
#include "ui/shell/runnotifier.h"
#include "ui/shell/statusarea.h"

#include <QApplication>
#include <QCloseEvent>
#include <QHBoxLayout>
#include <QIcon>
#include <QLocale>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

namespace muster {

MainWindow::MainWindow(Workspace &workspace, TenantOpener &opener, QWidget *parent)
    : QMainWindow(parent)
    , m_workspace(workspace)
    , m_opener(opener)
    , m_memory(workspace)
    , m_runs(new RunListModel(this))
    , m_notifier(new RunNotifier(this))
    , m_statusTimer(new QTimer(this))
{
    initResources();
    setObjectName(QStringLiteral("mainWindow"));
    setWindowIcon(QIcon(QStringLiteral(":/icons/muster.svg")));
    setMinimumSize(1024, 640);
    resize(1280, 800);
    m_memory.restoreGeometry(*this);
    build();
    followRuns();
    showTitle();
    showNotices();
    showPage(Page::Segments);
    m_statusTimer->setInterval(5000); // the token's life runs down without anybody telling
    connect(m_statusTimer, &QTimer::timeout, this, &MainWindow::showStatus);
    m_statusTimer->start();
}

MainWindow::~MainWindow()
{
    // Pages first, then the session that they are joined to.
    delete m_segmentsController;
    delete takeCentralWidget();
}

void MainWindow::build()
{
    auto *centre = new QWidget(this);
    m_navigation = new Navigation(centre);
    m_navigation->setObjectName(QStringLiteral("navigation"));
    m_navigation->addEntry(QStringLiteral("segmentsNavigationButton"), QStringLiteral("users"), tr("Segments"));
    m_navigation->addDivider();
    m_navigation->addEntry(QStringLiteral("activityNavigationButton"), QStringLiteral("activity"), tr("Activity"));
    m_navigation->addEntry(QStringLiteral("historyNavigationButton"), QStringLiteral("history"), tr("History"));
    m_navigation->addEntry(QStringLiteral("connectionsNavigationButton"), QStringLiteral("plug"), tr("Connections"));
    connect(m_navigation, &Navigation::chosen, this, [this](int entry) { showPage(Page(entry)); });
    m_pages = new QStackedWidget(centre);
    m_notice = new PlainLabel(PlainLabel::Fit::Wrap, centre);
    m_notice->setObjectName(QStringLiteral("noticeLabel"));
    m_notice->setRole(ColourRole::Warn);
    m_notice->setContentsMargins(space::l, space::s, space::l, space::s);
    m_notice->hide();
    m_strip = new RunStrip(m_runs, centre);
    m_strip->setObjectName(QStringLiteral("runStrip"));
    connect(m_strip, &RunStrip::runClicked, this, &MainWindow::showRun);
    auto *right = new QVBoxLayout;
    right->setSpacing(0);
    right->addWidget(m_notice);
    right->addWidget(m_pages, 1);
    right->addWidget(m_strip);
    auto *row = new QHBoxLayout(centre);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_navigation);
    row->addLayout(right, 1);
    setCentralWidget(centre);
    m_status = new StatusArea(this);
    setStatusBar(m_status);
    connect(m_status->armButton(), &ArmButton::armAsked, this, [this](std::chrono::seconds duration) {
        if (m_session)
            m_session->arm(duration);
    });
    connect(m_status->armButton(), &ArmButton::disarmAsked, this, [this] {
        if (m_session)
            m_session->disarm();
    });
}

void MainWindow::followRuns()
{
    RunManager &manager = m_workspace.runs();
    for (Run *run : manager.runs())
        m_runs->add(run);
    connect(&manager, &RunManager::runStarted, this, [this](Run *run) {
        m_runs->add(run);
        connect(run, &Run::metricsChanged, this, &MainWindow::showTitle);
    });
    connect(&manager, &RunManager::runFinished, this, [this](Run *run) {
        m_notifier->runFinished(run);
        showTitle();
    });
    connect(&manager, &RunManager::runDismissed, m_runs, &RunListModel::remove);
    connect(&manager, &RunManager::allFinished, this, [this] {
        if (m_closing)
            close();
    });
    connect(m_runs, &RunListModel::countsChanged, this, [this] {
        const int active = m_runs->activeCount(), attention = m_runs->attentionCount();
        m_status->setRuns(active, attention);
        m_navigation->setBadge(int(Page::Activity),
                               active > 0          ? QLocale().toString(active) + QStringLiteral(" \u25b6")
                                   : attention > 0 ? QLocale().toString(attention) + QStringLiteral(" !")
                                                   : QString());
        showTitle();
    });
}

void MainWindow::showPage(Page page)
{
    m_pages->setCurrentWidget(ensurePage(page));
    m_pages->currentWidget()->setFocus(); // the keyboard goes on in the page, not in the navigation
    m_navigation->setCurrent(int(page));
    m_navigation->update();
    m_strip->setSuppressed(page == Page::Activity);
}

QWidget *MainWindow::ensurePage(Page page)
{
    switch (page) {
    case Page::Segments:
        if (!m_segments)
            buildSegments();
        return m_segments;
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
    }
    return nullptr;
}

void MainWindow::buildSegments()
{
    m_segments = new SegmentsPage(m_pages);
    m_segments->setObjectName(QStringLiteral("segmentsPage"));
    m_segments->setExportDefaults(m_memory.exportFolder(), m_memory.textProfile());
    m_segments->restoreLayout(m_memory.pageLayout(m_segments->objectName()));
    m_pages->addWidget(m_segments);
    joinSession();
}

void MainWindow::buildActivity()
{
    m_activity = new ActivityPage(m_runs, m_pages);
    m_activity->setObjectName(QStringLiteral("activityPage"));
    m_activity->restoreLayout(m_memory.pageLayout(m_activity->objectName()));
    m_pages->addWidget(m_activity);
    RunManager &manager = m_workspace.runs();
    m_activity->setResumable(manager.resumable());
    connect(&manager, &RunManager::resumableChanged, m_activity,
            [this] { m_activity->setResumable(m_workspace.runs().resumable()); });
    connect(m_activity, &ActivityPage::resumeAsked, this, &MainWindow::resumeRun);
    connect(m_activity, &ActivityPage::discardAsked, this, &MainWindow::discardRun);
    connect(m_activity->pane(), &RunPane::dismissAsked, this, [this](Run *run) { m_workspace.runs().dismiss(run); });
}

void MainWindow::buildHistory()
{
    m_history = new HistoryPage(m_pages);
    m_history->setObjectName(QStringLiteral("historyPage"));
    m_history->restoreLayout(m_memory.pageLayout(m_history->objectName()));
    m_history->setLog(&m_workspace.audit());
    m_pages->addWidget(m_history);
}

void MainWindow::buildConnections()
{
    m_connections = new ConnectionsPage(m_pages);
    m_connections->setObjectName(QStringLiteral("connectionsPage"));
    auto *controller = new ConnectionsController(*m_connections, m_workspace, m_opener, m_connections);
    connect(controller, &ConnectionsController::openAsked, this, [this](const ConnectionProfile &profile) {
        openProfile(profile);
        if (m_session && m_session->profile().id == profile.id)
            showPage(Page::Segments);
    });
    if (m_session)
        m_connections->setOpenProfile(m_session->profile().id);
    m_pages->addWidget(m_connections);
}

void MainWindow::openProfile(const ConnectionProfile &profile)
{
    Result<std::unique_ptr<TenantSession>> session = m_opener.open(profile);
    if (!session) {
        Prompts::instance().tell(this, tr("The connection cannot be opened"), errorSentence(session.error()));
        return;
    }
    delete m_segmentsController;
    m_segmentsController = nullptr;
    if (m_session)
        m_session.release()->deleteLater(); // runs keep their own hold of the connection
    m_session = std::move(*session);
    connect(m_session.get(), &TenantSession::statusChanged, this, &MainWindow::showStatus);
    connect(m_session.get(), &TenantSession::armedChanged, m_status->armButton(), &ArmButton::setArmed);
    m_status->setProfile(m_session->profile());
    if (m_connections)
        m_connections->setOpenProfile(m_session->profile().id);
    joinSession();
    showTitle();
    showStatus();
}

void MainWindow::joinSession()
{
    if (!m_session || !m_segments || m_segmentsController)
        return;
    m_segments->setSegments({});
    m_segmentsController = new SegmentsController(*m_segments, *m_session, m_workspace.runs(), this);
    connect(m_segmentsController, &SegmentsController::defaultsChosen, m_segments, &SegmentsPage::setExportDefaults);
    connect(m_segmentsController, &SegmentsController::defaultsChosen, m_segments,
            [this](const QString &folder, TextProfile profile) { m_memory.keepExportDefaults(folder, profile); });
}

void MainWindow::showTitle()
{
    QString title = tr("Muster");
    if (m_session) {
        const ConnectionProfile &profile = m_session->profile();
        title += QStringLiteral(" \u00b7 ") + visibleText(profile.name, 60) + u' '
            + EnvironmentBadge::shapeText(profile.environment) + u' ' + environmentText(profile.environment);
    }
    for (int row = 0; row < m_runs->rowCount(); ++row) {
        const Run *run = m_runs->run(row);
        if (run->outcome())
            continue;
        const std::optional<double> share = progressShare(run->metrics());
        title = (share ? percentText(*share) : runStateText(run->state())) + QStringLiteral(" \u00b7 ") + title;
        break;
    }
    if (m_workspace.isReadOnly())
        title += u' ' + tr("(read only: another Muster is open)");
    setWindowTitle(title);
}

void MainWindow::showStatus()
{
    if (m_session)
        m_status->setServer(m_session->recentLatency(), m_session->tokenLifeLeft());
}

void MainWindow::showNotices()
{
    QStringList lines;
    if (m_workspace.isReadOnly())
        lines << tr("Another Muster is open on this data folder. This window can look, but not start or resume runs.");
    for (const ApiError &notice : m_workspace.notices())
        lines << errorSentence(notice);
    m_notice->setPlainText(lines.join(u' '));
    m_notice->setVisible(!lines.isEmpty());
}

void MainWindow::resumeRun(const QString &runId)
{
    if (!m_session)
        return;
    const Result<Run *> resumed = m_workspace.runs().resume(*m_session, runId);
    if (resumed)
        showRun(*resumed);
    else
        Prompts::instance().tell(this, tr("The run cannot be resumed"), errorSentence(resumed.error()));
}

void MainWindow::discardRun(const QString &runId)
{
    if (const Result<void> discarded = m_workspace.runs().discard(runId); !discarded)
        Prompts::instance().tell(this, tr("The run cannot be discarded"), errorSentence(discarded.error()));
}

void MainWindow::showRun(Run *run)
{
    showPage(Page::Activity);
    m_activity->showRun(run);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (m_workspace.runs().isIdle()) {
        remember();
        event->accept();
        return;
    }
    event->ignore();
    if (!m_closing)
        askClose();
}

void MainWindow::remember()
{
    m_memory.keepGeometry(*this);
    // A page that was not visited keeps what it had.
    m_memory.keepPageLayout(m_segments->objectName(), m_segments->layoutState());
    if (m_activity)
        m_memory.keepPageLayout(m_activity->objectName(), m_activity->layoutState());
    if (m_history)
        m_memory.keepPageLayout(m_history->objectName(), m_history->layoutState());
    m_memory.save();
}

void MainWindow::askClose()
{
    const Question question{
        .title = tr("Runs are under way"),
        //: %n is a number of runs.
        .text = tr("Pause %n run(s) and close Muster?", nullptr, m_runs->activeCount()),
        .detail = tr("Nothing is lost: they can be resumed under Activity the next time."),
        .acceptLabel = tr("Pause and close"),
        .rejectLabel = tr("Go on working"),
    };
    Prompts::instance().ask(this, question, [this](bool accepted) {
        if (!accepted)
            return;
        m_closing = true;
        setEnabled(false);
        m_workspace.runs().pauseAll();
        if (m_workspace.runs().isIdle())
            close();
    });
}

} // namespace muster
