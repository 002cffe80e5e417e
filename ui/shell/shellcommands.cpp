// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/shellcommands.h"

#include "models/runs/diagnostics.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/store/preferences.h"
#include "ui/common/commands.h"
#include "ui/common/formparts.h"
#include "ui/common/icons.h"
#include "ui/common/theme.h"
#include "ui/common/tooltips.h"
#include "ui/connection/teamdialog.h"
#include "ui/help/diagnosticsdialog.h"
#include "ui/help/helpcentre.h"
#include "ui/palette/actionsources.h"
#include "ui/palette/commandpalette.h"
#include "ui/palette/objectsources.h"
#include "ui/palette/palettemodel.h"
#include "ui/palette/shortcutswindow.h"
#include "ui/settings/settingslist.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/navigation.h"
#include "ui/shell/statusarea.h"
#include "ui/shell/tasksource.h"
#include "ui/shell/windowmemory.h"

#include <QAction>
#include <QActionGroup>
#include <QMenu>
#include <QToolButton>

namespace muster {

namespace {

constexpr Command colours[] = {Command::AppearanceSystem, Command::AppearanceLight, Command::AppearanceDark};
constexpr Theme::Mode modes[] = {Theme::Mode::System, Theme::Mode::Light, Theme::Mode::Dark};
constexpr Command contrasts[] = {Command::ContrastSystem, Command::ContrastStandard, Command::ContrastHigh};
constexpr Theme::Contrast degrees[] = {Theme::Contrast::System, Theme::Contrast::Standard, Theme::Contrast::High};
constexpr const char *colourValues[] = {"system", "light", "dark"}; // in the order of the modes
constexpr const char *contrastValues[] = {"system", "standard", "high"};
constexpr int groupSize = 3;

} // namespace

Appearance::Appearance(QWidget *window, Preferences &preferences)
    : QObject(window)
    , m_preferences(preferences)
{
    for (const auto &group : {colours, contrasts}) {
        auto *exclusive = new QActionGroup(this);
        for (int i = 0; i < groupSize; ++i) {
            QAction *action = addCommand(group[i], window, Qt::WindowShortcut);
            action->setCheckable(true);
            exclusive->addAction(action);
            connect(action, &QAction::triggered, this, [this, action] { apply(action); });
            m_actions << action;
        }
    }
    connect(&Theme::instance(), &Theme::changed, this, &Appearance::showChosen);
    showChosen();
}

QMenu *Appearance::makeMenu(QWidget *parent) const
{
    auto *menu = named("appearanceMenu", new QMenu(parent));
    for (int i = 0; i < m_actions.size(); ++i) {
        if (i == groupSize)
            menu->addSeparator();
        menu->addAction(m_actions[i]);
    }
    return menu;
}

void Appearance::apply(const QAction *action)
{
    const auto chosen = int(m_actions.indexOf(action));
    if (chosen < groupSize)
        m_preferences.set(Setting::Colours, QLatin1String(colourValues[chosen]));
    else
        m_preferences.set(Setting::Contrast, QLatin1String(contrastValues[chosen - groupSize]));
    showChosen(); // where it was chosen already, too
}

void Appearance::showChosen()
{
    for (int i = 0; i < groupSize; ++i) {
        m_actions[i]->setChecked(modes[i] == Theme::instance().mode());
        m_actions[groupSize + i]->setChecked(degrees[i] == Theme::instance().contrast());
    }
}

QList<ShortcutRow> navigationShortcuts()
{
    QList<ShortcutRow> rows;
    for (std::size_t page = 0; page < ShellPages::pageCount; ++page) {
        rows << ShortcutRow{commandPlaceText(CommandPlace::Window),
                            ShellCommands::tr("Go to %1").arg(ShellPages::titleOf(ShellPages::Page(page))),
                            {Navigation::keysOf(int(page))}};
    }
    return rows;
}

ShellCommands::ShellCommands(MainWindow &window, Parts parts)
    : QObject(&window)
    , m_window(window)
    , m_parts(std::move(parts))
    , m_appearance(new Appearance(&window, m_parts.workspace.preferences()))
    , m_model(new PaletteModel(this))
    , m_palette(new CommandPalette(m_model, &window))
    , m_actions(new ActionSource(this))
{
    // What can be done where one is comes first among equals; then the window, then what can be opened.
    m_model->addSource(new PageSource(m_parts.page, this));
    m_model->addSource(new TaskSource(m_window, this));
    m_model->addSource(m_actions);
    makeGoing();
    makeActions();
    makeSources();
    makeTools();
    m_model->setUsage(m_parts.memory.paletteUsage());
    connect(m_model, &PaletteModel::used, this, [this] { m_parts.memory.keepPaletteUsage(m_model->usage()); });
}

void ShellCommands::addAction(QAction *action)
{
    m_actions->add(action, tr("Muster"));
}

void ShellCommands::makeGoing()
{
    for (int entry = 0; entry < m_parts.navigation.count(); ++entry) {
        //: %1 is a page, as in the navigation: "Segments".
        auto *go = new QAction(tr("Go to %1").arg(m_parts.navigation.label(entry)), this);
        go->setObjectName(QStringLiteral("goToPage%1Action").arg(entry));
        connect(go, &QAction::triggered, this, [this, entry] { m_parts.navigation.choose(entry); });
        m_actions->add(go, tr("page"), m_parts.navigation.keys(entry));
    }
}

void ShellCommands::makeActions()
{
    const auto make = [this](Command command, auto act) {
        QAction *action = addCommand(command, &m_window, Qt::WindowShortcut);
        connect(action, &QAction::triggered, this, act);
        return action;
    };
    make(Command::OpenPalette, [this] { openPalette(); }); // not found by itself
    addAction(make(Command::ShowShortcuts, [this] { showShortcuts(); }));
    addAction(make(Command::OpenSettings, [this] { m_window.showPage(ShellPages::Page::Settings); }));
    for (QAction *action : m_appearance->actions())
        m_actions->add(action, tr("appearance"));
    addAction(make(Command::ToggleNavigation, [this] {
        m_parts.navigation.setCollapsed(!m_parts.navigation.isCollapsed());
        m_parts.memory.keepNavigationCollapsed(m_parts.navigation.isCollapsed());
    }));
    m_toggleArmed = make(Command::ToggleArmed, [this] { toggleArmed(); });
    addAction(m_toggleArmed);
    makeWaysIn();
    addAction(make(Command::Quit, [this] { m_window.close(); }));
    showArming();
}

void ShellCommands::makeWaysIn()
{
    const auto make = [this](const char *name, const QString &text, auto act) {
        auto *action = new QAction(text, this);
        action->setObjectName(QString::fromLatin1(name));
        connect(action, &QAction::triggered, this, act);
        addAction(action);
    };
    make("exploreSandboxAction", tr("Explore the sandbox"),
         [this] { m_parts.pages.explore(TenantOpener::sandboxProfile()); });
    make("exploreCxoneSandboxAction", tr("Explore the CXone sandbox"),
         [this] { m_parts.pages.explore(TenantOpener::cxoneSandboxProfile()); });
    make("connectCxoneAction", tr("Connect NICE CXone…"),
         [this] { m_parts.pages.connectTenant(dialects::cxone); });
    make("connectTenantAction", tr("Connect a tenant…"),
         [this] { m_parts.pages.connectTenant(dialects::contract); });
    make("openFileAction", tr("Open a file…"), [this] { m_parts.pages.chooseFile(); });
    make("saveDiagnosticsAction", tr("Collect for support…"), [this] { showDiagnostics(); });
    make("openNoticesAction", tr("Notifications to other systems…"), [this] { m_parts.pages.openNotices(); });
    make("openSchedulesAction", tr("Scheduled work…"), [this] { m_parts.pages.openSchedules(); });
    make("openTeamAction", tr("Team database…"), [this] {
        Workspace &workspace = m_parts.workspace;
        (new TeamDialog(workspace.team(), workspace.isReadOnly(), &m_window))->open();
    });
    make("openLicencesAction", tr("About and licenses"), [this] { m_parts.help.openLicences(); });
}

void ShellCommands::showDiagnostics()
{
    auto *dialog = new DiagnosticsDialog(diagnosticsOf(m_parts.workspace, m_session), &m_window);
    dialog->open();
}

void ShellCommands::makeSources()
{
    m_model->addSource(makeConnectionsSource(
        m_parts.workspace, m_parts.profileId,
        [this](const ConnectionProfile &profile) { Q_EMIT profileAsked(profile); }, this));
    m_model->addSource(makeRunsSource(m_parts.runs, [this](Run *run) { Q_EMIT runAsked(run); }, this));
    m_model->addSource(
        makePoliciesSource(m_parts.workspace, [this](const QString &name) { m_parts.pages.openPolicy(name); }, this));
    m_model->addSource(makeRecentSource(
        m_parts.workspace, m_parts.profileId, [this](const RecentItem &item) { m_parts.pages.openRecent(item); },
        this));
    m_model->addSource(makeHelpSource([this]() -> const HelpIndex & { return m_parts.help.index(); },
                                      [this](const QString &pageId) { m_parts.help.open(pageId); }, this));
    auto *settings = new ObjectSource<SettingEntry>(
        [](const SettingEntry &entry) {
            return PaletteEntry{.id = QStringLiteral("setting/") + QLatin1String(entry.id),
                                .title = entry.title,
                                .kind = tr("setting"),
                                .detail = {},
                                .iconName = QStringLiteral("settings"),
                                .keys = {},
                                .reason = {}};
        },
        [this](const SettingEntry &entry) { m_parts.pages.openSetting(QLatin1String(entry.id)); }, this);
    settings->setObjects(settingEntries());
    m_model->addSource(settings);
    m_tenant = new TenantSources(*m_model, this);
    connect(m_tenant, &TenantSources::segmentAsked, &m_parts.pages, &ShellPages::openSegment);
    connect(m_tenant, &TenantSources::listAsked, &m_parts.pages, &ShellPages::openList);
    connect(m_tenant, &TenantSources::audienceAsked, &m_parts.pages, &ShellPages::openAudience);
}

void ShellCommands::makeTools()
{
    const auto make = [this](const char *name, const char *icon, const QString &label) {
        auto *button = new QToolButton(&m_window);
        button->setObjectName(QString::fromLatin1(name));
        button->setIcon(themedIcon(QString::fromLatin1(icon), ColourRole::Muted));
        button->setAccessibleName(label);
        toolTips::set(button, label);
        m_parts.status.addTool(button);
        return button;
    };
    const CommandInfo palette = commandInfo(Command::OpenPalette);
    QToolButton *search = make("openPaletteButton", palette.icon, palette.text);
    tellKeys(Command::OpenPalette, search);
    connect(search, &QToolButton::clicked, this, &ShellCommands::openPalette);
    QToolButton *looks = make("appearanceButton", "contrast", tr("Appearance and settings"));
    QMenu *menu = m_appearance->makeMenu(looks);
    menu->addSeparator();
    menu->addAction(m_window.findChild<QAction *>(QStringLiteral("openSettingsAction")));
    looks->setMenu(menu);
    looks->setPopupMode(QToolButton::InstantPopup);
}

void ShellCommands::join(TenantSession *session)
{
    m_tenant->join(session);
    m_session = session;
    if (session)
        connect(session, &TenantSession::armedChanged, this, &ShellCommands::showArming);
    showArming();
}

void ShellCommands::addSource(PaletteSource *source)
{
    m_model->addSource(source);
}

void ShellCommands::openPalette()
{
    m_palette->popUp();
}

void ShellCommands::showShortcuts()
{
    if (!m_shortcuts) {
        m_shortcuts = new ShortcutsWindow(allShortcuts(navigationShortcuts()), &m_window);
        connect(&CommandKeys::instance(), &CommandKeys::changed, m_shortcuts, &QWidget::close); // it shows others
    }
    m_shortcuts->show();
    m_shortcuts->raise();
    m_shortcuts->activateWindow();
}

void ShellCommands::toggleArmed()
{
    m_parts.status.armButton()->click();
}

/// Only what is a production tenant is locked at all.
void ShellCommands::showArming()
{
    m_toggleArmed->setProperty(ActionSource::whyNotProperty, tr("only a production tenant is locked against changes"));
    m_toggleArmed->setEnabled(!m_parts.status.armButton()->isHidden());
}

} // namespace muster
