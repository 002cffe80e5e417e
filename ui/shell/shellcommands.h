// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/connectionprofile.h"
#include "ui/common/forward.h"

#include <QList>
#include <QObject>
#include <QPointer>
#include <functional>

namespace muster {

class ActionSource;
class CommandPalette;
class HelpCentre;
class MainWindow;
class Navigation;
class PaletteModel;
class PaletteSource;
class Preferences;
class Run;
class RunListModel;
class ShellPages;
class ShortcutsWindow;
struct ShortcutRow;
class StatusArea;
class TenantSession;
class TenantSources;
class WindowMemory;
class Workspace;

/// Colours and contrast as a person chooses them: as the system, or one of each; at once in all windows, and
/// remembered.
class Appearance : public QObject
{
    Q_OBJECT

public:
    /// Both outlive it. The window gets the actions.
    Appearance(QWidget *window, Preferences &preferences);
    /// Of colours, then of contrast; of each group one is checked.
    [[nodiscard]] const QList<QAction *> &actions() const { return m_actions; }
    [[nodiscard]] QMenu *makeMenu(QWidget *parent) const;

private:
    void apply(const QAction *action);
    void showChosen();

    Preferences &m_preferences;
    QList<QAction *> m_actions;
};

/// The keys that go to the pages, by the places of their entries in the navigation.
[[nodiscard]] QList<ShortcutRow> navigationShortcuts();

/// The commands of the window, with their keys, and the palette that finds them and everything else. Made once, when
/// the rest of the window is there. GUI thread.
class ShellCommands : public QObject
{
    Q_OBJECT

public:
    /// What the commands act on; all of it outlives them.
    struct Parts
    {
        ShellPages &pages;
        Navigation &navigation;
        StatusArea &status;
        HelpCentre &help;
        Workspace &workspace;
        WindowMemory &memory;
        RunListModel &runs;
        std::function<QWidget *()> page; ///< The one that is shown.
        std::function<QString()> profileId; ///< Of the connection that is open; empty: none.
    };

    ShellCommands(MainWindow &window, Parts parts);
    void join(TenantSession *session); ///< In place of the one before; nullptr: none.
    void addSource(PaletteSource *source); ///< Of something else to be found; outlives the commands.
    void openPalette();
    void showShortcuts();
    void showDiagnostics(); ///< Of what is open now.

Q_SIGNALS:
    void profileAsked(const muster::ConnectionProfile &profile);
    void runAsked(muster::Run *run);

private:
    void makeActions();
    void makeGoing();
    void makeWaysIn();
    void makeSources();
    void makeTools();
    void addAction(QAction *action);
    void toggleArmed();
    void showArming();

    MainWindow &m_window;
    const Parts m_parts;
    Appearance *m_appearance = nullptr;
    PaletteModel *m_model = nullptr;
    CommandPalette *m_palette = nullptr;
    ActionSource *m_actions = nullptr;
    TenantSources *m_tenant = nullptr;
    QPointer<TenantSession> m_session;
    QAction *m_toggleArmed = nullptr;
    QPointer<ShortcutsWindow> m_shortcuts;
};

} // namespace muster
