// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/runmanager.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/store/profilestore.h"
#include "models/store/recentitems.h"
#include "network/http/clock.h"
#include "network/sandbox/sandboxserver.h"
#include "tests/support/eventwait.h"
#include "tests/support/listswindow.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/windowmemory.h"

#include <QStackedWidget>
#include <QTemporaryDir>
#include <QTest>
#include <memory>

namespace muster::test {

/// The real window as the application starts it: on the built-in sandbox, where one was, at first on the welcome page.
class WelcomeWindow
{
public:
    ~WelcomeWindow() { close(); }
    /// False: it did not come up.
    [[nodiscard]] bool start()
    {
        auto opened = Workspace::open(Workspace::Paths::under(m_folder.filePath(QStringLiteral("home"))), clock());
        if (!opened)
            return false;
        m_workspace = std::move(*opened);
        SandboxSettings settings;
        settings.contacts = 200;
        m_opener = std::make_unique<TenantOpener>(*m_workspace, settings);
        const WindowMemory memory(*m_workspace);
        const ConnectionProfile profile
            = m_workspace->profiles().byId(memory.lastProfile()).value_or(TenantOpener::sandboxProfile());
        m_window = std::make_unique<MainWindow>(*m_workspace, *m_opener, memory.startPage());
        m_window->show();
        m_window->openProfile(profile);
        m_window->activateWindow();
        return QTest::qWaitForWindowActive(m_window.get());
    }
    void close()
    {
        if (!m_window)
            return;
        if (!m_workspace->runs().isIdle()) {
            m_workspace->runs().pauseAll();
            (void)muster::tests::waitFor([this] { return m_workspace->runs().isIdle(); }, 60'000);
        }
        m_window->close();
        m_window.reset();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete); // sessions that were left
        m_opener.reset();
        m_workspace.reset();
    }
    [[nodiscard]] QString put(const char *name, const QByteArray &content) const
    {
        QFile file(m_folder.filePath(QString::fromLatin1(name)));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write %s", name);
        return file.fileName();
    }
    template <typename T>
    [[nodiscard]] T *find(const char *name) const
    {
        return m_window->findChild<T *>(QString::fromLatin1(name));
    }
    void click(const char *button) const { find<QPushButton>(button)->click(); }
    /// objectName of the page that is seen.
    [[nodiscard]] bool isOn(const char *page) const
    {
        const auto *widget = find<QWidget>(page);
        return widget && widget->isVisible();
    }
    [[nodiscard]] MainWindow &window() const { return *m_window; }
    [[nodiscard]] Workspace &workspace() const { return *m_workspace; }
    [[nodiscard]] SteadyAnswers &answers() { return m_answers; }
    [[nodiscard]] QTemporaryDir &folder() { return m_folder; }

private:
    /// Outlives what is still on its way to a tenant when a window is gone.
    static SystemClock &clock()
    {
        static SystemClock one;
        return one;
    }

    QTemporaryDir m_folder;
    SteadyAnswers m_answers;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<TenantOpener> m_opener;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace muster::test
