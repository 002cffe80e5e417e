// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/runmanager.h"
#include "network/wire/connectionprofile.h"
#include "ui/common/forward.h"
#include "ui/shell/shellpages.h"
#include "ui/shell/shellplace.h"
#include "ui/shell/windowmemory.h"

#include <QMainWindow>
#include <memory>
#include <optional>

namespace muster {

class CapabilityBar;
class HelpCentre;
class Navigation;
class RunAnnouncer;
class RunListModel;
class RunNotifier;
class RunStrip;
class ShellCommands;
class StatusArea;
class TenantOpener;
class TenantSession;
class Workspace;

/// The window: navigation, pages (see ShellPages), the strip of runs, the status area. Opens and switches sessions;
/// closes only when every run has ended (F105).
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    using Page = ShellPages::Page;

    /// Both outlive the window, which begins with `start`, or with the page that was shown last. No session is open
    /// yet: call openProfile().
    MainWindow(Workspace &workspace, TenantOpener &opener, std::optional<Page> start = {}, QWidget *parent = nullptr);
    ~MainWindow() override;

    void openProfile(const ConnectionProfile &profile);
    void showPage(Page page);
    [[nodiscard]] ShellPages &pages() { return *m_pages; } ///< For who opens something in them.
    /// For those who have something more to be found by the command palette.
    [[nodiscard]] ShellCommands &commands() { return *m_commands; }
    [[nodiscard]] TenantSession *session() const { return m_session.get(); }
    [[nodiscard]] HelpCentre &help() const { return *m_help; } ///< The manual.

    /// Makes all that is in the window anew, in the language and the formats that are in use now. The window itself,
    /// the tenant and the runs stay, and so does what is looked at; what is only typed goes, see busyPages().
    void rebuild();
    /// The pages that hold work which rebuild() would lose, as the navigation calls them.
    [[nodiscard]] QStringList busyPages() const;

Q_SIGNALS:
    void schedulesAsked(); ///< What the system's scheduler starts.

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    void buildAll();
    void takeApart();
    void build();
    void buildNavigation(QWidget *parent);
    void makeCommands();
    void buildHelp();
    void followRuns();
    void listRuns();
    void showCounts();
    void joinSession();
    void showTitle();
    void showUnfinished();
    void showStatus();
    void showNotices();
    void showCapabilities();
    void askClose();
    void showRun(Run *run);
    void remember();

    Workspace &m_workspace;
    TenantOpener &m_opener;
    WindowMemory m_memory;
    std::unique_ptr<TenantSession> m_session;
    RunListModel *m_runs = nullptr;
    RunNotifier *m_notifier = nullptr;
    RunAnnouncer *m_runAnnouncer = nullptr;
    Navigation *m_navigation = nullptr;
    ShellPages *m_pages = nullptr;
    ShellPages::Page m_page = ShellPages::Page::Segments;
    HelpCentre *m_help = nullptr;
    PlainLabel *m_notice = nullptr;
    CapabilityBar *m_capabilities = nullptr;
    RunStrip *m_strip = nullptr;
    StatusArea *m_status = nullptr;
    ShellCommands *m_commands = nullptr;
    QTimer *m_statusTimer = nullptr;
    QObjectList m_lasting; ///< Children that speak no language; the others are made anew with it.
    ShellPlace m_place; ///< Of the pages before, until each is visited again.
    bool m_closing = false; ///< The person agreed; waiting for the runs.
};

} // namespace muster
