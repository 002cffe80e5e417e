// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/runkinds.h"
#include "models/runs/runmanager.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/store/backupstore.h"
#include "models/store/journal.h"
#include "models/store/profilestore.h"
#include "network/http/clock.h"
#include "resources/resources.h"
#include "tests/support/memoryvault.h"
#include "tests/support/testprogram.h"
#include "ui/common/prompts.h"
#include "ui/common/theme.h"
#include "ui/connection/connectionspage.h"
#include "ui/shell/mainwindow.h"

#include <QApplication>
#include <QCoro/QCoroTask>
#include <QListWidget>
#include <QPushButton>
#include <QTemporaryDir>

using namespace muster;
using namespace muster::test;

namespace tst_connectionremoval {

namespace {

class Answers final : public Prompts
{
public:
    void ask(QWidget *, const Question &question, std::function<void(bool)> answer) override
    {
        asked << question.title;
        answer(accept);
    }
    void tell(QWidget *, const QString &title, const QString &text) override { told << QString(title % u": " % text); }
    bool accept = true;
    QStringList asked, told;
};

} // namespace

/// What only one connection can go on with or bring back is not stranded from the window (F118).
class TestConnectionRemoval : public QObject
{
    Q_OBJECT

private:
    template <typename T>
    T *find(const char *name) const
    {
        return m_window->findChild<T *>(QString::fromLatin1(name));
    }
    /// But for those that are built in.
    [[nodiscard]] QStringList listed() const
    {
        const auto *list = find<QListWidget>("profilesList");
        QStringList names;
        for (int row = int(TenantOpener::builtIns().size()); row < list->count(); ++row)
            names << list->item(row)->text();
        return names;
    }
    void addRun()
    {
        JournalRun run;
        run.id = QString(32, u'1');
        run.kind = runKindKey(RunKind::ListApply);
        run.title = QStringLiteral("Spring leads");
        run.profileId = m_profile.id;
        run.target = QStringLiteral("list-1");
        run.state = QStringLiteral("paused");
        run.startedAt = run.changedAt = m_clock.wallNow();
        QVERIFY(m_workspace->journal().insert(run));
    }
    void addBackup()
    {
        BackupInfo info;
        info.runId = QString(32, u'2');
        info.profileId = m_profile.id;
        info.listName = QStringLiteral("Old customers");
        info.createdAt = m_clock.wallNow();
        info.expiresAt = info.createdAt.addDays(30);
        auto writer = QCoro::waitFor(m_workspace->backups().begin(info, BackupStore::Cleartext::Refused, {}));
        QVERIFY(writer);
        QVERIFY((*writer)->append({{BackupRecord::Why::Purged, "c1", "x", "", ""}}));
        QVERIFY((*writer)->finish());
    }
    void press(const char *name)
    {
        auto *button = find<QPushButton>(name);
        QTRY_VERIFY(button->isEnabled());
        button->click();
    }

private Q_SLOTS:
    void initTestCase()
    {
        installTranslations(*qApp);
        QLocale::setDefault(QLocale::c());
        Theme::instance().apply(Theme::Mode::Light);
    }
    void init()
    {
        Prompts::replace(&m_answers);
        m_folder = std::make_unique<QTemporaryDir>();
        auto opened
            = Workspace::open(Workspace::Paths::under(m_folder->path()), m_clock, std::make_unique<MemoryVault>());
        QVERIFY(opened);
        m_workspace = *std::move(opened);
        m_profile = contractProfile(QStringLiteral("Live"), QUrl(QStringLiteral("https://api.example.test/base")));
        m_profile.clientId = QStringLiteral("client");
        QVERIFY(m_workspace->profiles().save(m_profile));
        m_opener = std::make_unique<TenantOpener>(*m_workspace);
        m_window = std::make_unique<MainWindow>(*m_workspace, *m_opener);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        m_window->showPage(MainWindow::Page::Connections);
        QTRY_COMPARE(find<QListWidget>("profilesList")->count(), 3);
        find<QListWidget>("profilesList")->setCurrentRow(2);
    }
    void cleanup()
    {
        m_window.reset();
        m_opener.reset();
        m_workspace.reset();
        Prompts::replace(nullptr);
        m_answers = Answers();
    }

    void F118_deletingIsRefusedAndNamesWhatHangsOnIt_data()
    {
        QTest::addColumn<bool>("run");
        QTest::addColumn<bool>("backup");
        QTest::newRow("a run") << true << false;
        QTest::newRow("a backup") << false << true;
        QTest::newRow("both") << true << true;
        QTest::newRow("nothing") << false << false;
    }
    void F118_deletingIsRefusedAndNamesWhatHangsOnIt()
    {
        QFETCH(bool, run);
        QFETCH(bool, backup);
        if (run)
            addRun();
        if (backup)
            addBackup();
        press("removeProfileButton");
        QCOMPARE(m_answers.asked, QStringList{QStringLiteral("Delete the connection?")});
        if (!run && !backup) {
            QTRY_COMPARE(listed().size(), 0);
            QVERIFY(m_answers.told.isEmpty());
            QVERIFY(!m_workspace->profiles().byId(m_profile.id));
            return;
        }
        QTRY_COMPARE(m_answers.told.size(), 1);
        const QString why = m_answers.told.first();
        QVERIFY2(why.startsWith(QStringLiteral("The connection can’t be deleted: “Live” is still in use.")),
                 qPrintable(why));
        QCOMPARE(why.contains(QStringLiteral("Unfinished runs: \u201cSpring leads\u201d.")), run);
        QCOMPARE(why.contains(QStringLiteral("Backups of: \u201cOld customers\u201d.")), backup);
        QCOMPARE(listed().size(), 1);
        QVERIFY(m_workspace->profiles().byId(m_profile.id));
    }

    void F118_aConnectionMadeAnewMayTakeThemOver_data()
    {
        QTest::addColumn<bool>("accept");
        QTest::newRow("carried over") << true;
        QTest::newRow("a connection of its own") << false;
    }
    void F118_aConnectionMadeAnewMayTakeThemOver()
    {
        QFETCH(bool, accept);
        addRun();
        (void)m_workspace->connectTo(m_profile); // as whoever worked with it did
        QVERIFY(m_workspace->profiles().remove(m_profile.id)); // by hand, or with a lost file
        QTRY_COMPARE(listed().size(), 0);
        ConnectionProfile anew = m_profile;
        anew.id = QString(32, u'9');
        anew.name = QStringLiteral("Live again");
        m_window->findChild<ConnectionsPage *>()->edit(anew);
        m_answers.accept = accept;
        press("saveProfileButton");
        QTRY_COMPARE(m_answers.asked, QStringList{QStringLiteral("Take over data from an earlier connection?")});
        QTRY_COMPARE(listed().size(), 1);
        const auto heir = m_workspace->profiles().byId(m_profile.id);
        QCOMPARE(heir.has_value(), accept);
        QCOMPARE(m_workspace->profiles().byId(anew.id).has_value(), !accept);
    }

private:
    Answers m_answers;
    SystemClock m_clock;
    ConnectionProfile m_profile;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<TenantOpener> m_opener;
    std::unique_ptr<MainWindow> m_window;
};

MUSTER_TEST(TestConnectionRemoval, QApplication)

} // namespace tst_connectionremoval

#include "tst_connectionremoval.moc"
