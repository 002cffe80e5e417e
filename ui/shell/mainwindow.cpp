// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/mainwindow.h"

#include "models/items/runmodels.h"
#include "models/runs/run.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/text/connectiontexts.h"
#include "models/text/errortexts.h"
#include "models/text/exporttexts.h"
#include "models/text/plaintext.h"
#include "models/text/runtexts.h"
#include "network/wire/mapped.h"
#include "resources/resources.h"
#include "ui/common/announcer.h"
#include "ui/common/badges.h"
#include "ui/common/datatable.h"
#include "ui/common/formparts.h"
#include "ui/common/helpid.h"
#include "ui/common/icons.h"
#include "ui/common/prompts.h"
#include "ui/common/theme.h"
#include "ui/help/helpcentre.h"
#include "ui/runs/noticesdialog.h"
#include "ui/runs/runstrip.h"
#include "ui/settings/settingeffects.h"
#include "ui/shell/capabilitybar.h"
#include "ui/shell/keyboardfocus.h"
#include "ui/shell/languageswitch.h"
#include "ui/shell/navigation.h"
#include "ui/shell/runnotifier.h"
#include "ui/shell/shellcommands.h"
#include "ui/shell/statusarea.h"
#include "ui/welcome/filedrops.h"

#include <QApplication>
#include <QCloseEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QMenu>
#include <QPointer>
#include <QScreen>
#include <QStackedWidget>
#include <QTimer>
#include <QToolButton>

namespace muster {

MainWindow::MainWindow(Workspace &workspace, TenantOpener &opener, std::optional<Page> start, QWidget *parent)
    : QMainWindow(parent)
    , m_workspace(workspace)
    , m_opener(opener)
    , m_memory(workspace)
    , m_notifier(new RunNotifier(workspace.preferences(), this))
    , m_statusTimer(new QTimer(this))
{
    initResources();
    LayoutMemory::replace(&m_memory);
    setObjectName(QStringLiteral("mainWindow"));
    setWindowIcon(programIcon());
    setMinimumSize(1024, 640);
    // A screen that is no larger has to hold the title bar as well.
    resize(QSize(1280, 800).boundedTo(screen()->availableSize() - QSize(0, 2 * space::l)));
    m_memory.restoreGeometry(*this);
    m_runAnnouncer = new RunAnnouncer(*new Announcer(this), this);
    new SettingEffects(workspace.preferences(), this);
    new LanguageSwitch(workspace.preferences(), *this);
    followRuns();
    m_lasting = children();
    buildAll();
    showPage(start.value_or(ShellPages::pageNamed(m_memory.lastPage()).value_or(Page::Segments)));
    m_statusTimer->setInterval(1000); // time passes without anybody telling: for the token, and while nobody answers
    connect(m_statusTimer, &QTimer::timeout, this, &MainWindow::showStatus);
    m_statusTimer->start();
}

MainWindow::~MainWindow()
{
    // Pages first, then the session that they are joined to.
    m_pages->join(nullptr);
    m_commands->join(nullptr);
    delete centralWidget();
    if (&LayoutMemory::instance() == &m_memory)
        LayoutMemory::replace(nullptr);
}

void MainWindow::buildAll()
{
    listRuns();
    build();
    buildHelp();
    makeCommands();
    showCounts();
    showNotices();
}

void MainWindow::takeApart()
{
    m_pages->keepLayouts();
    m_memory.keepPageLayout(QStringLiteral("helpWindow"), m_help->layoutState());
    m_pages->join(nullptr);
    m_commands->join(nullptr);
    delete centralWidget();
    const QObjectList all = children();
    const QList<QPointer<QObject>> inside(all.begin(), all.end()); // some go with others
    for (const QPointer<QObject> &child : inside) {
        if (child && !m_lasting.contains(child))
            delete child;
    }
}

void MainWindow::rebuild()
{
    m_place = {};
    for (std::size_t page = 0; page < ShellPages::pageCount; ++page) {
        if (const QWidget *built = m_pages->built(Page(page)))
            m_place.keep(*built);
    }
    const QString manual = m_help->shownPlace();
    const auto armed = m_status->armButton()->armedUntil();
    setUpdatesEnabled(false); // the picture stays until the new one is whole
    takeApart();
    buildAll();
    for (QWidget *part : {centralWidget(), static_cast<QWidget *>(m_status)})
        part->show(); // by themselves they would be shown only in a later event
    if (m_session)
        joinSession();
    if (armed && m_session && m_session->isArmed())
        m_status->armButton()->stayArmed(*armed);
    showPage(m_page);
    if (m_page == Page::Settings) // where it was chosen
        m_pages->openSetting(QStringLiteral("language"));
    setUpdatesEnabled(true);
    if (!manual.isNull()) {
        m_help->open(manual);
        activateWindow();
    }
}

QStringList MainWindow::busyPages() const
{
    QStringList busy;
    for (std::size_t page = 0; page < ShellPages::pageCount; ++page) {
        const QWidget *built = m_pages->built(Page(page));
        if (built && ShellPlace::holdsWork(*built))
            busy << ShellPages::titleOf(Page(page));
    }
    return busy;
}

void MainWindow::build()
{
    auto *centre = new QWidget(this);
    buildNavigation(centre);
    auto *stack = named("pageStack", new QStackedWidget(centre));
    m_pages = new ShellPages(m_workspace, m_opener, m_memory, m_runs, stack, this);
    connect(m_pages, &ShellPages::runAsked, this, &MainWindow::showRun);
    connect(m_pages, &ShellPages::noticesAsked, this, [this] { (new NoticesDialog(m_workspace, this))->open(); });
    connect(m_pages, &ShellPages::pageAsked, this, &MainWindow::showPage);
    connect(m_pages, &ShellPages::schedulesAsked, this, &MainWindow::schedulesAsked);
    connect(m_pages, &ShellPages::openAsked, this, [this](const ConnectionProfile &profile) {
        openProfile(profile);
        if (m_session && m_session->profile().id == profile.id)
            showPage(Page::Segments);
    });
    m_notice = wrappedLabel(centre, "noticeLabel", ColourRole::Warn);
    m_notice->setContentsMargins(space::l, space::s, space::l, space::s);
    m_notice->hide();
    m_capabilities = named("capabilityBar", new CapabilityBar(centre));
    m_strip = named("runStrip", new RunStrip(m_runs, centre));
    connect(m_strip, &RunStrip::runClicked, this, &MainWindow::showRun);
    connect(m_strip, &RunStrip::moreClicked, this, [this] { showPage(Page::Activity); });
    connect(m_strip, &RunStrip::dismissAsked, this, [this](Run *run) { m_workspace.runs().dismiss(run); });
    auto *right = columnLayout(0, {m_notice, m_capabilities, {stack, 1}, m_strip});
    fillRow(centre, 0, {m_navigation, {right, 1}});
    setCentralWidget(centre);
    auto *drops = new FileDrops(this, stack, [this] { return m_pages->dropObstacle(); }, this);
    connect(drops, &FileDrops::dropped, m_pages, &ShellPages::openFiles);
    m_status = new StatusArea(this);
    setStatusBar(m_status);
    new FocusKeeper(this);
    new RegionKeys(this, {m_navigation, stack, m_strip, m_status});
    connect(m_status->armButton(), &ArmButton::armAsked, this, [this](std::chrono::seconds duration) {
        if (m_session)
            m_session->arm(duration);
    });
    connect(m_status->armButton(), &ArmButton::disarmAsked, this, [this] {
        if (m_session)
            m_session->disarm();
    });
}

void MainWindow::buildNavigation(QWidget *parent)
{
    m_navigation = named("navigation", new Navigation(parent));
    for (std::size_t at = 0; at < ShellPages::pageCount; ++at) {
        const auto page = Page(at);
        if (page == Page::Activity) // below the jobs what belongs to all of them
            m_navigation->addDivider();
        m_navigation->addEntry(ShellPages::nameOf(page) + QStringLiteral("NavigationButton"), ShellPages::iconOf(page),
                               ShellPages::titleOf(page));
    }
    m_navigation->setCollapsed(m_memory.isNavigationCollapsed());
    connect(m_navigation, &Navigation::chosen, this, [this](int entry) { showPage(Page(entry)); });
    connect(m_navigation, &Navigation::collapsedChanged, this,
            [this](bool collapsed) { m_memory.keepNavigationCollapsed(collapsed); });
}

void MainWindow::makeCommands()
{
    m_commands = new ShellCommands(
        *this,
        {.pages = *m_pages,
         .navigation = *m_navigation,
         .status = *m_status,
         .help = *m_help,
         .workspace = m_workspace,
         .memory = m_memory,
         .runs = *m_runs,
         .page = [this] { return findChild<QStackedWidget *>(QStringLiteral("pageStack"))->currentWidget(); },
         .profileId = [this] { return m_session ? m_session->profile().id : QString(); }});
    connect(m_commands, &ShellCommands::runAsked, this, &MainWindow::showRun);
    connect(m_pages, &ShellPages::collectAsked, m_commands, &ShellCommands::showDiagnostics);
    connect(m_commands, &ShellCommands::profileAsked, this, &MainWindow::openProfile);
    new LauncherEntry(*m_runs, QGuiApplication::desktopFileName(), this);
}

void MainWindow::buildHelp()
{
    m_help = new HelpCentre(this);
    m_help->restoreLayout(m_memory.pageLayout(QStringLiteral("helpWindow")));
    auto *button = named("helpNavigationButton", new QToolButton(m_navigation));
    button->setPopupMode(QToolButton::InstantPopup);
    button->setStyleSheet(QStringLiteral("QToolButton::menu-indicator{image:none;}")); // an entry like the others
    auto *menu = new QMenu(button);
    QAction *manual
        = named("helpAction", menu->addAction(themedIcon(QStringLiteral("book-open")), tr("Help for this page")));
    // Shown, not listened to: the manual hears F1 itself, in dialogs as well.
    manual->setShortcut(QKeySequence(Qt::Key_F1));
    manual->setShortcutContext(Qt::WidgetShortcut);
    connect(manual, &QAction::triggered, this, [this] { m_help->openAt(m_pages->current()); });
    QAction *contents = named("manualAction", menu->addAction(themedIcon(QStringLiteral("file-text")), tr("Manual")));
    connect(contents, &QAction::triggered, this, [this] { m_help->open(m_help->index().pages().value(0).id); });
    QAction *licences
        = named("licencesAction", menu->addAction(themedIcon(QStringLiteral("info")), tr("About and licenses")));
    connect(licences, &QAction::triggered, m_help, &HelpCentre::openLicences);
    button->setMenu(menu);
    m_navigation->addFoot(button, QStringLiteral("circle-question-mark"), tr("Help"));
}

void MainWindow::followRuns()
{
    RunManager &manager = m_workspace.runs();
    connect(&manager, &RunManager::runStarted, this, [this](Run *run) {
        m_runs->add(run);
        m_runAnnouncer->follow(run);
        connect(run, &Run::metricsChanged, this, &MainWindow::showTitle);
    });
    connect(&manager, &RunManager::runFinished, this, [this](Run *run) {
        m_notifier->runFinished(run);
        showTitle();
    });
    connect(&manager, &RunManager::runDismissed, this, [this](Run *run) { m_runs->remove(run); });
    connect(&manager, &RunManager::resumableChanged, this, &MainWindow::showUnfinished);
    connect(&manager, &RunManager::allFinished, this, [this] {
        if (m_closing)
            close();
    });
}

void MainWindow::listRuns()
{
    m_runs = new RunListModel(this);
    for (Run *run : m_workspace.runs().runs())
        m_runs->add(run);
    connect(m_runs, &RunListModel::countsChanged, this, &MainWindow::showCounts);
    QTimer::singleShot(0, this, &MainWindow::showUnfinished); // those that an earlier Muster left
}

void MainWindow::showCounts()
{
    const int active = m_runs->activeCount(), attention = m_runs->attentionCount();
    m_status->setRuns(active, attention);
    m_navigation->setBadge(int(Page::Activity),
                           active > 0          ? QLocale().toString(active) + QStringLiteral(" \u25b6")
                               : attention > 0 ? QLocale().toString(attention) + QStringLiteral(" !")
                                               : QString());
    showTitle();
}

void MainWindow::showUnfinished()
{
    QStringList left;
    for (const ResumableRun &run : m_workspace.runs().resumable()) {
        if (run.ended != RunOutcome::Kind::Cancelled && !run.resumesByItself)
            left << run.id;
    }
    m_runs->setUnfinished(left);
}

void MainWindow::showPage(Page page)
{
    m_page = page;
    m_pages->show(page);
    m_place.restore(*m_pages->current());
    showCapabilities();
    m_navigation->setCurrent(int(page));
    setHelpId(*this, helpIdAt(m_pages->current())); // for whoever has the focus outside of the page
    m_navigation->update();
    m_strip->setSuppressed(page == Page::Activity);
}

void MainWindow::openProfile(const ConnectionProfile &profile)
{
    Result<std::unique_ptr<TenantSession>> session = m_opener.open(profile);
    if (!session) {
        Prompts::instance().tell(this, tr("The connection cannot be opened"), errorSentence(session.error()));
        return;
    }
    m_pages->join(nullptr);
    m_commands->join(nullptr);
    if (m_session)
        m_session.release()->deleteLater(); // runs keep their own hold of the connection
    m_session = std::move(*session);
    connect(m_session.get(), &TenantSession::statusChanged, this, &MainWindow::showStatus);
    m_memory.keepLastProfile(m_session->profile().id);
    joinSession();
}

void MainWindow::joinSession()
{
    connect(m_session.get(), &TenantSession::armedChanged, m_status->armButton(), &ArmButton::setArmed);
    m_status->setProfile(m_session->profile());
    m_pages->join(m_session.get());
    m_commands->join(m_session.get());
    showCapabilities();
    showTitle();
    showStatus();
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
        title += u' ' + tr("(read-only)");
    setWindowTitle(title);
}

void MainWindow::showStatus()
{
    if (!m_session)
        return;
    const ServerPulse pulse = m_session->pulse();
    m_status->setServer(pulse, m_session->tokenLifeLeft(pulse.service));
}

void MainWindow::showNotices()
{
    const QStringList lines
        = mapped(m_workspace.notices(), [](const ApiError &notice) { return errorSentence(notice); });
    m_notice->showText(lines.join(u' '));
}

void MainWindow::showCapabilities()
{
    QList<std::pair<Job, Capability>> capabilities;
    for (const Job job : ShellPages::jobsOf(m_page)) {
        if (m_session)
            capabilities.append({job, m_session->capability(job)});
    }
    m_capabilities->setCapabilities(capabilities);
}

void MainWindow::showRun(Run *run)
{
    showPage(Page::Activity);
    m_pages->showRun(run);
}

bool MainWindow::event(QEvent *event)
{
    if (event->type() == QEvent::ThemeChange)
        Theme::instance().platformChanged(Theme::PlatformChange::Theme);
    else if (event->type() == QEvent::ApplicationPaletteChange)
        Theme::instance().platformChanged(Theme::PlatformChange::Palette);
    return QMainWindow::event(event);
}

/// Ctrl+F that nothing with the focus took: the table of the page is meant.
void MainWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Find) && DataTable::findIn(*centralWidget()))
        event->accept();
    else
        QMainWindow::keyPressEvent(event);
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
    m_memory.keepLastPage(ShellPages::nameOf(Page(m_navigation->current())));
    m_pages->keepLayouts();
    m_help->close();
    m_memory.keepPageLayout(QStringLiteral("helpWindow"), m_help->layoutState());
    m_memory.save();
}

void MainWindow::askClose()
{
    const Question question{
        .title = tr("Runs in progress"),
        //: %n is a number of runs.
        .text = tr("Pause %n run(s) and close Muster?", nullptr, m_runs->activeCount()),
        .detail = tr("Nothing is lost. You can resume them under Activity next time."),
        .acceptLabel = tr("Pause and close"),
        .rejectLabel = tr("Keep working"),
    };
    askFirst(this, question, this, [this] {
        m_closing = true;
        setEnabled(false);
        m_workspace.runs().pauseAll();
        if (m_workspace.runs().isIdle())
            close();
    });
}

} // namespace muster
