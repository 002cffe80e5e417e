// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/runmanager.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "network/http/clock.h"
#include "network/sandbox/sandboxserver.h"
#include "tests/support/eventwait.h"
#include "tests/support/memoryvault.h"
#include "ui/common/plainlabel.h"
#include "ui/common/prompts.h"
#include "ui/common/theme.h"
#include "ui/lists/contactlistspage.h"
#include "ui/shell/mainwindow.h"

#include <QPushButton>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <memory>

namespace muster::test {

/// A person who answers every question the same way, and whom files and boxes reach at once.
class SteadyAnswers final : public Prompts
{
public:
    SteadyAnswers() { Prompts::replace(this); }
    ~SteadyAnswers() override { Prompts::replace(nullptr); }
    void ask(QWidget *, const Question &question, std::function<void(bool)> answer) override
    {
        asked << question.title;
        answer(accept);
    }
    void tell(QWidget *, const QString &, const QString &text) override { told << text; }
    void saveFile(QWidget *, const QString &, const QString &, const QStringList &,
                  std::function<void(QString)> answer) override
    {
        answer(file);
    }
    void openFile(QWidget *, const QString &, const QStringList &, std::function<void(QString)> answer) override
    {
        answer(file);
    }
    void choosePrinter(QWidget *, std::function<void(std::shared_ptr<QPrinter>)> answer) override { answer(printer); }
    bool accept = true;
    QString file;
    std::shared_ptr<QPrinter> printer; ///< nullptr: gives up.
    QStringList asked, told;
};

/// The real window on its page of contact lists, in a folder of its own; with or without the built-in sandbox.
class ListsWindow
{
public:
    ~ListsWindow()
    {
        if (m_workspace && !m_workspace->runs().isIdle()) {
            m_workspace->runs().pauseAll();
            (void)muster::tests::waitFor([this] { return m_workspace->runs().isIdle(); }, 60'000);
        }
        m_window.reset();
    }
    /// No tenant is open. False: it did not come up.
    [[nodiscard]] bool open(const SandboxSettings &settings = {})
    {
        auto opened = Workspace::open(Workspace::Paths::under(m_folder.filePath(QStringLiteral("home"))), m_clock,
                                      std::make_unique<test::BorrowedVault>(m_vault));
        if (!opened)
            return false;
        m_workspace = std::move(*opened);
        m_opener = std::make_unique<TenantOpener>(*m_workspace, settings);
        m_window = std::make_unique<MainWindow>(*m_workspace, *m_opener);
        m_window->show();
        m_window->showPage(MainWindow::Page::Lists);
        return QTest::qWaitForWindowExposed(m_window.get());
    }
    /// On the built-in sandbox, its first list read to the end.
    [[nodiscard]] bool openFirstList(const SandboxSettings &settings)
    {
        if (!open(settings))
            return false;
        m_window->openProfile(TenantOpener::sandboxProfile());
        auto *lists = find<QTableView>("contactListsTable");
        if (!muster::tests::waitFor([lists] { return lists->model()->rowCount() > 0; }, 60'000))
            return false;
        lists->setCurrentIndex(lists->model()->index(0, 0));
        find<QPushButton>("openListButton")->click();
        return muster::tests::waitFor(
            [this] { return find<QPushButton>("saveListButton")->isEnabled() && !bench().isBusy(); }, 30'000);
    }
    template <typename T>
    [[nodiscard]] T *find(const char *name)
    {
        return m_window->findChild<T *>(QString::fromLatin1(name));
    }
    [[nodiscard]] MainWindow &window() { return *m_window; }
    [[nodiscard]] Workspace &workspace() { return *m_workspace; }
    [[nodiscard]] ContactListsPage *page() { return m_window->findChild<ContactListsPage *>(); }
    [[nodiscard]] ListWorkbench &bench() { return page()->bench(); }
    [[nodiscard]] SteadyAnswers &answers() { return m_answers; }
    [[nodiscard]] QTemporaryDir &folder() { return m_folder; }

private:
    QTemporaryDir m_folder;
    test::MemoryVault m_vault;
    SystemClock m_clock;
    SteadyAnswers m_answers;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<TenantOpener> m_opener;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace muster::test
