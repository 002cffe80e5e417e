// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/runmanager.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "network/http/clock.h"
#include "network/sandbox/sandboxserver.h"
#include "tests/support/eventwait.h"
#include "tests/support/listswindow.h"
#include "ui/palette/commandpalette.h"
#include "ui/palette/palettemodel.h"
#include "ui/shell/mainwindow.h"

#include <QLineEdit>
#include <QListView>

namespace muster::test {

/// The real window on the built-in sandbox with its data folder, and what a person does with the palette.
class ShellWindow
{
public:
    ~ShellWindow() { close(); }

    /// `folder` outlives it.
    [[nodiscard]] bool open(const QString &folder)
    {
        auto opened = Workspace::open(Workspace::Paths::under(folder), m_clock);
        if (!opened)
            return false;
        m_workspace = std::move(*opened);
        SandboxSettings settings;
        settings.contacts = 500;
        m_opener = std::make_unique<TenantOpener>(*m_workspace, settings);
        m_window = std::make_unique<MainWindow>(*m_workspace, *m_opener);
        m_window->show();
        m_window->openProfile(TenantOpener::sandboxProfile());
        m_window->activateWindow();
        return QTest::qWaitForWindowActive(m_window.get());
    }
    void close()
    {
        m_window.reset();
        m_opener.reset();
        m_workspace.reset();
    }
    template <typename T>
    [[nodiscard]] T *find(const char *name)
    {
        return m_window->findChild<T *>(QString::fromLatin1(name));
    }
    [[nodiscard]] MainWindow &window() { return *m_window; }
    [[nodiscard]] Workspace &workspace() { return *m_workspace; }
    [[nodiscard]] CommandPalette *palette() { return m_window->findChild<CommandPalette *>(); }
    [[nodiscard]] PaletteModel *model() { return m_window->findChild<PaletteModel *>(); }

    /// Ctrl+K, the letters, and the answer to them.
    [[nodiscard]] bool type(const QString &letters)
    {
        if (!palette()->isVisible())
            QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
        if (!palette()->isVisible())
            return false;
        auto *edit = find<QLineEdit>("paletteEdit");
        edit->selectAll();
        if (letters.isEmpty())
            edit->clear();
        else
            QTest::keyClicks(edit, letters);
        return muster::tests::waitFor([this] { return !model()->isBusy(); }, 60'000);
    }
    /// The row with that title, and that kind if any; -1: there is none.
    [[nodiscard]] int row(const QString &title, const QString &kind = {})
    {
        for (int row = 0; row < model()->rowCount(); ++row) {
            const PaletteEntry *entry = model()->entryAt(row);
            if (entry->title == title && (kind.isEmpty() || entry->kind == kind))
                return row;
        }
        return -1;
    }
    /// Types it, and presses Return when it is the first one.
    [[nodiscard]] bool choose(const QString &letters, const QString &title)
    {
        if (!type(letters) || row(title) != 0)
            return false;
        QTest::keyClick(find<QLineEdit>("paletteEdit"), Qt::Key_Return);
        return true;
    }

private:
    SystemClock m_clock;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<TenantOpener> m_opener;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace muster::test
