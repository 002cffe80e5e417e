// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/transcriptmodels.h"
#include "models/runs/runmanager.h"
#include "models/runs/tenantsession.h"
#include "models/runs/transcripts/transcriptrun.h"
#include "models/runs/workspace.h"
#include "models/store/maskpolicystore.h"
#include "models/store/secretstore.h"
#include "network/sandbox/sandboxserver.h"
#include "network/sandbox/sandboxtranscript.h"
#include "resources/resources.h"
#include "tests/support/deliveriesend.h"
#include "tests/support/eventwait.h"
#include "tests/support/fakeclock.h"
#include "ui/common/plainlabel.h"
#include "ui/common/prompts.h"
#include "ui/common/theme.h"
#include "ui/shell/mainwindow.h"
#include "ui/transcripts/transcriptspage.h"
#include <QDir>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

namespace muster::test {

/// Answers every question with yes.
class TranscriptAnswers final : public Prompts
{
public:
    void ask(QWidget *, const Question &, std::function<void(bool)> answer) override { answer(true); }
    void tell(QWidget *, const QString &, const QString &text) override { told << text; }
    void openFile(QWidget *, const QString &, const QStringList &, std::function<void(QString)> answer) override
    {
        answer(file);
    }
    void openLocal(const QString &path) override { opened << path; }
    QString file;
    QStringList told, opened;
};

/// The whole window on a sandbox with interactions, at the page of transcripts.
class TranscriptWindow
{
protected:
    static void prepareApplication()
    {
        installTranslations(*qApp);
        QLocale::setDefault(QLocale::c());
        Theme::instance().apply(Theme::Mode::Light);
    }
    void openWindow()
    {
        Prompts::replace(&m_answers);
        m_folder = std::make_unique<QTemporaryDir>();
        SandboxSettings settings;
        settings.contacts = 10;
        settings.interactions = 60;
        settings.jobTime = {};
        settings.pollGap = {}; // two runs may look at one job as soon as they like
        m_server = std::make_unique<SandboxServer>(settings);
        QVERIFY(m_server->start().has_value());
        m_clock.setWall(QDateTime::currentDateTimeUtc());
        openWorkspace();
    }
    void openWorkspace()
    {
        auto opened = Workspace::open(Workspace::Paths::under(m_folder->filePath(QStringLiteral("home"))), m_clock);
        QVERIFY(opened.has_value());
        m_workspace = *std::move(opened);
        m_opener = std::make_unique<TenantOpener>(*m_workspace);
        m_window = std::make_unique<MainWindow>(*m_workspace, *m_opener);
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        ConnectionProfile profile = contractProfile(QStringLiteral("Tenant"), m_server->url());
        profile.id = QString(32, u'c');
        profile.clientId = m_server->clientId();
        profile.environment = Environment::Test;
        m_workspace->secrets().keepForThisRun(profile, m_server->clientSecret());
        m_window->openProfile(profile);
        m_window->showPage(MainWindow::Page::Transcripts);
    }
    void closeWorkspace()
    {
        if (m_workspace && !m_workspace->runs().isIdle()) {
            m_workspace->runs().pauseAll();
            QTRY_VERIFY(m_workspace->runs().isIdle());
        }
        m_window.reset();
        m_opener.reset();
        if (m_workspace)
            QVERIFY(endDeliveries(*m_workspace));
        m_workspace.reset();
    }
    void closeWindow()
    {
        closeWorkspace();
        m_server.reset();
        Prompts::replace(nullptr);
        m_answers = {};
    }

    template <typename T>
    T *find(const char *name)
    {
        return m_window->findChild<T *>(QString::fromLatin1(name));
    }
    void click(const char *name) { find<QPushButton>(name)->click(); }
    [[nodiscard]] QString told(const char *name) { return find<PlainLabel>(name)->plainText(); }
    [[nodiscard]] TranscriptRun *run()
    {
        const QList<Run *> &runs = m_workspace->runs().runs();
        return runs.isEmpty() ? nullptr : qobject_cast<TranscriptRun *>(runs.last());
    }
    [[nodiscard]] bool ends()
    {
        return muster::tests::waitFor([this] { return run() && run()->outcome(); }, 30'000);
    }
    void mutate(const char *path, SandboxFault::Mutation mutation)
    {
        SandboxFault fault;
        fault.kind = SandboxFault::Kind::Mutate;
        fault.mutation = mutation;
        fault.path = QLatin1String(path);
        m_server->addFault(fault);
    }
    /// Enters ids and the folder, and has them checked.
    void choose(const QString &ids, const QString &folder = QStringLiteral("out"))
    {
        click("openFetchButton");
        find<QPlainTextEdit>("interactionIdsEdit")->setPlainText(ids);
        find<QLineEdit>("transcriptFolderEdit")->setText(m_folder->filePath(folder));
        QVERIFY2(find<QPushButton>("fetchPrimaryButton")->isEnabled(), qPrintable(told("fetchHintLabel")));
        click("fetchPrimaryButton");
        QTRY_VERIFY(find<PlainLabel>("fetchPlanLabel")->isVisible());
    }
    [[nodiscard]] static QString idsOf(int count)
    {
        QStringList ids;
        for (int number = 0; number < count; ++number)
            ids << SandboxInteractions::id(number);
        return ids.join(u'\n');
    }
    [[nodiscard]] QString job(int column)
    {
        return find<QTableView>("transcriptJobsTable")->model()->index(0, column).data().toString();
    }

    FakeClock m_clock;
    TranscriptAnswers m_answers;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SandboxServer> m_server;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<TenantOpener> m_opener;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace muster::test
