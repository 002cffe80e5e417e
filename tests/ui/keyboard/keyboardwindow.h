// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/runmanager.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "network/http/clock.h"
#include "network/sandbox/sandboxserver.h"
#include "resources/resources.h"
#include "tests/support/eventwait.h"
#include "tests/support/keyboard.h"
#include "tests/support/memoryvault.h"
#include "tests/support/mnemonics.h"
#include "ui/common/plainlabel.h"
#include "ui/common/theme.h"
#include "ui/shell/mainwindow.h"

#include <QAbstractButton>
#include <QTemporaryDir>

namespace muster::test {

/// The real window on the built-in sandbox tenant with the real file dialogs, for a person without a mouse: what a test
/// does to it goes through Keyboard alone. It looks, and presses.
class KeyboardWindow : public QObject
{
protected:
    template <typename T>
    T *find(const char *name)
    {
        return m_window->findChild<T *>(QString::fromLatin1(name));
    }
    /// Of a label that is shown; else nothing.
    [[nodiscard]] QString text(const char *label)
    {
        const auto *found = find<PlainLabel>(label);
        return found && found->isVisible() ? found->plainText() : QString();
    }
    [[nodiscard]] QString file(const char *name) const { return m_folder->filePath(QString::fromLatin1(name)); }
    [[nodiscard]] bool isEnabled(const char *button)
    {
        const auto *found = find<QAbstractButton>(button);
        return found && found->isVisible() && found->isEnabled();
    }
    /// 0 where there is no such table yet: pages are built when they are first wanted.
    [[nodiscard]] int rows(const char *table)
    {
        const auto *found = find<QAbstractItemView>(table);
        return found && found->isVisible() ? found->model()->rowCount() : 0;
    }
    /// Letters of what is shown now that lead to several things; nothing: all is well.
    [[nodiscard]] QByteArray ambiguousLetters() const { return Mnemonics::takenTwice(*m_window).join(u'\n').toUtf8(); }
    /// What a window system does when a dialog of the window has closed; the one of tests does not.
    [[nodiscard]] bool isActiveAgain()
    {
        m_window->activateWindow();
        return QTest::qWaitForWindowActive(m_window.get());
    }
    [[nodiscard]] Run *run(RunKind kind) const
    {
        for (Run *one : m_workspace->runs().runs()) {
            if (one->kind() == kind)
                return one;
        }
        return nullptr;
    }
    [[nodiscard]] bool succeeds(RunKind kind) const
    {
        const bool ended
            = muster::tests::waitFor([&] { return run(kind) && run(kind)->outcome().has_value(); }, 60'000);
        if (!ended)
            qWarning("the run has not ended");
        else if (run(kind)->outcome()->error)
            qWarning("the run ended with %s", qPrintable(run(kind)->outcome()->error->code));
        return ended && run(kind)->outcome()->succeeded();
    }

    void setUpOnce()
    {
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus"); // nobody's key store
        installTranslations(*qApp);
        QLocale::setDefault(QLocale::c());
        Theme::instance().apply(Theme::Mode::Light);
        m_settings.contacts = 500;
        m_settings.interactions = 60;
        m_settings.jobTime = {};
        m_settings.evaluationTime = std::chrono::milliseconds(100);
        m_settings.contactsPerSecond = 0;
    }
    void setUp()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        auto opened = Workspace::open(Workspace::Paths::under(file("home")), m_clock,
                                      std::make_unique<test::BorrowedVault>(m_vault));
        QVERIFY(opened);
        m_workspace = *std::move(opened);
        m_opener = std::make_unique<TenantOpener>(*m_workspace, m_settings);
        m_window = std::make_unique<MainWindow>(*m_workspace, *m_opener);
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        m_window->openProfile(TenantOpener::sandboxProfile());
    }
    void tearDown()
    {
        if (m_workspace && !m_workspace->runs().isIdle()) {
            m_workspace->runs().pauseAll();
            QTRY_VERIFY(m_workspace->runs().isIdle());
        }
        m_window.reset();
        m_opener.reset();
        m_workspace.reset();
    }

    test::MemoryVault m_vault;
    SystemClock m_clock;
    SandboxSettings m_settings;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<TenantOpener> m_opener;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace muster::test
