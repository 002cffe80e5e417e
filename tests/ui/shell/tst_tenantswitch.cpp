// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/auditmodel.h"
#include "models/runs/runmanager.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/store/appsettings.h"
#include "models/store/profilestore.h"
#include "models/store/secretstore.h"
#include "network/http/clock.h"
#include "network/sandbox/sandboxserver.h"
#include "resources/resources.h"
#include "tests/support/listswindow.h"
#include "tests/support/testprogram.h"
#include "ui/common/plainlabel.h"
#include "ui/common/theme.h"
#include "ui/segments/exportsheet.h"
#include "ui/shell/mainwindow.h"

#include <QApplication>
#include <QComboBox>
#include <QTreeView>

using namespace muster;
using namespace muster::test;

namespace tst_tenantswitch {

/// Two tenants whose segments, lists and attributes have the same ids: what the window shows of one is never shown
/// under the other's name (F120).
class TestTenantSwitch : public QObject
{
    Q_OBJECT

private:
    template <typename T>
    T *find(const char *name) const
    {
        return m_window->findChild<T *>(QString::fromLatin1(name));
    }
    [[nodiscard]] QString text(const char *label) const { return find<PlainLabel>(label)->plainText(); }

    [[nodiscard]] bool openWindow()
    {
        auto opened = Workspace::open(Workspace::Paths::under(m_folder->filePath(QStringLiteral("home"))), clock());
        if (!opened)
            return false;
        m_workspace = std::move(*opened);
        SandboxSettings settings;
        settings.contacts = 2000;
        settings.thinkTime = std::chrono::milliseconds(60);
        m_opener = std::make_unique<TenantOpener>(*m_workspace, settings);
        m_window = std::make_unique<MainWindow>(*m_workspace, *m_opener);
        m_window->show();
        return QTest::qWaitForWindowExposed(m_window.get());
    }
    void closeWindow()
    {
        if (!m_workspace)
            return;
        m_workspace->runs().pauseAll();
        QTRY_VERIFY(m_workspace->runs().isIdle());
        m_window->close();
        m_window.reset();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        m_opener.reset();
        m_workspace.reset();
    }
    void openFirst() { m_window->openProfile(TenantOpener::sandboxProfile()); }
    /// The other tenant, of the same seed; kept as a connection.
    void openSecond()
    {
        m_workspace->secrets().keepForThisRun(m_second, m_server->clientSecret());
        m_window->openProfile(m_second);
    }
    bool chooseSegment()
    {
        m_window->showPage(MainWindow::Page::Segments);
        auto *table = find<QTableView>("segmentsTable");
        if (!muster::tests::waitFor([table] { return table->model()->rowCount() > 0; }, 10'000))
            return false;
        for (int row = 0; row < table->model()->rowCount(); ++row) {
            if (table->model()->index(row, 1).data().toString() != u"Active")
                continue;
            table->setCurrentIndex(table->model()->index(row, 0));
            return muster::tests::waitFor([this] { return find<QPushButton>("openExportButton")->isEnabled(); },
                                          10'000);
        }
        return false;
    }
    /// The export sheet with a filter, checked, so that fill rates are known.
    bool checkAnOrder(const QString &file)
    {
        if (!chooseSegment())
            return false;
        find<QPushButton>("openExportButton")->click();
        find<QPushButton>("addFilterButton")->click();
        find<QLineEdit>("filterValueEdit")->setText(QStringLiteral("theirs"));
        find<QComboBox>("filterOperatorCombo")->setCurrentIndex(1); // is not
        find<QLineEdit>("targetFileEdit")->setText(m_folder->filePath(file));
        auto *primary = find<QPushButton>("exportPrimaryButton");
        primary->click();
        return muster::tests::waitFor([primary] { return primary->isEnabled(); }, 20'000);
    }
    [[nodiscard]] QStringList fillRates() const
    {
        const QAbstractItemModel *columns = find<QTreeView>("exportColumnsView")->model();
        QStringList rates;
        for (int row = 0; row < columns->rowCount(); ++row)
            rates << columns->index(row, columns->columnCount() - 1).data().toString();
        return rates;
    }
    static SystemClock &clock()
    {
        static SystemClock one; // outlives what is still on its way when a window is gone
        return one;
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
        m_folder = std::make_unique<QTemporaryDir>();
        m_answers = std::make_unique<SteadyAnswers>();
        SandboxSettings settings;
        settings.contacts = 2000;
        m_server = std::make_unique<SandboxServer>(settings);
        QVERIFY(m_server->start());
        m_second = contractProfile(QStringLiteral("Second"), m_server->url());
        m_second.environment = Environment::Test;
        m_second.clientId = m_server->clientId();
        QVERIFY(openWindow());
        QVERIFY(m_workspace->profiles().save(m_second));
    }
    void cleanup()
    {
        closeWindow();
        m_server.reset();
        m_answers.reset();
    }

    void F120_nothingOfTheFirstTenantStays()
    {
        openFirst();
        QVERIFY(checkAnOrder(QStringLiteral("first.csv")));
        QVERIFY(fillRates().filter(QStringLiteral("%")).size() > 0);
        find<QPushButton>("exportPrimaryButton")->click();
        QTRY_VERIFY(find<QTableView>("liveRowsTable")->model()->rowCount() > 0);
        find<QLineEdit>("segmentSearchEdit")->setText(QStringLiteral("a"));

        openSecond();
        QCOMPARE(find<QTableView>("liveRowsTable")->model()->rowCount(), 0);
        QVERIFY(!find<QTableView>("liveRowsTable")->isVisible());
        QVERIFY(find<QLineEdit>("segmentSearchEdit")->text().isEmpty());
        QVERIFY(chooseSegment());
        find<QPushButton>("openExportButton")->click();
        const auto sheets = m_window->findChildren<ExportSheet *>();
        const ExportOrder order = sheets.last()->order();
        QCOMPARE(order.profileName, QStringLiteral("Second"));
        QVERIFY(order.query.filters.isEmpty());
        QVERIFY(!order.targetFile.endsWith(u"first.csv"));
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QVERIFY(fillRates().filter(QStringLiteral("%")).isEmpty());
        QVERIFY(!find<QLineEdit>("filterValueEdit"));
        // Rows of the first tenant's run arrive no more, though it goes on.
        QTRY_VERIFY_WITH_TIMEOUT(m_workspace->runs().isIdle(), 60'000);
        QCOMPARE(find<QTableView>("liveRowsTable")->model()->rowCount(), 0);
    }

    void F120_runsGoOnUnderTheNameOfTheirTenant()
    {
        openFirst();
        QVERIFY(checkAnOrder(QStringLiteral("first.csv")));
        find<QPushButton>("exportPrimaryButton")->click();
        QTRY_COMPARE(m_workspace->runs().runs().size(), 1);
        openSecond();
        const auto ofTheStrip = m_window->findChildren<PlainLabel *>(QStringLiteral("tenant"));
        QCOMPARE(ofTheStrip.size(), 1);
        QCOMPARE(ofTheStrip.first()->plainText(), QStringLiteral("Sandbox tenant (sandbox)"));
        m_window->showPage(MainWindow::Page::Activity);
        QCOMPARE(text("runTenantLabel"), QStringLiteral("Sandbox tenant (sandbox)"));
        QTRY_VERIFY_WITH_TIMEOUT(m_workspace->runs().isIdle(), 60'000);
        QVERIFY(m_workspace->runs().runs().first()->outcome()->succeeded());
        QCOMPARE(text("runTenantLabel"), QStringLiteral("Sandbox tenant (sandbox)"));
    }

    void F120_contactsThatWereReadGoWithTheirTenant()
    {
        openFirst();
        m_window->showPage(MainWindow::Page::Lists);
        auto *lists = find<QTableView>("contactListsTable");
        QTRY_VERIFY(lists->model()->rowCount() > 0);
        lists->setCurrentIndex(lists->model()->index(0, 0));
        find<QPushButton>("openListButton")->click();
        auto *page = m_window->findChild<ContactListsPage *>();
        QTRY_VERIFY_WITH_TIMEOUT(page->bench().summary().contacts > 0, 60'000);
        openSecond();
        QTRY_COMPARE(page->bench().summary().contacts, 0);
        QVERIFY(page->bench().source().profileId.isEmpty());
        QTRY_VERIFY(lists->isVisible() && lists->model()->rowCount() > 0); // of the other tenant
        QTRY_VERIFY_WITH_TIMEOUT(m_workspace->runs().isIdle(), 60'000);
        QCOMPARE(page->bench().summary().contacts, 0); // nor do pages that were on their way
    }

    void aRunIsResumedOnTheTenantThatItBelongsTo()
    {
        openFirst();
        QVERIFY(checkAnOrder(QStringLiteral("first.csv")));
        find<QPushButton>("exportPrimaryButton")->click();
        QTRY_COMPARE(m_workspace->runs().runs().size(), 1);
        m_workspace->runs().pauseAll();
        QTRY_VERIFY(m_workspace->runs().isIdle());
        openSecond();
        m_window->showPage(MainWindow::Page::Activity);
        m_answers->asked.clear();
        m_answers->accept = false;
        find<QPushButton>("resumeRunButton")->click();
        QCOMPARE(m_answers->asked, QStringList(QStringLiteral("Open the tenant of this run?")));
        QCOMPARE(m_window->session()->profile().id, m_second.id);
        QVERIFY(m_workspace->runs().isIdle());
        m_answers->accept = true;
        find<QPushButton>("resumeRunButton")->click();
        QVERIFY(m_answers->told.isEmpty());
        QVERIFY(TenantOpener::isSandbox(m_window->session()->profile()));
        QTRY_VERIFY_WITH_TIMEOUT(m_workspace->runs().isIdle(), 60'000);
        QVERIFY(m_workspace->runs().runs().last()->outcome()->succeeded());
    }

    void whatAnEarlierStartLeftNeedsAttention()
    {
        openFirst();
        QCOMPARE(text("runsStatusLabel"), QStringLiteral("0 running \u00b7 0 need attention"));
        QVERIFY(checkAnOrder(QStringLiteral("first.csv")));
        find<QPushButton>("exportPrimaryButton")->click();
        QTRY_COMPARE(m_workspace->runs().runs().size(), 1);
        closeWindow();
        QVERIFY(openWindow());
        QTRY_COMPARE(text("runsStatusLabel"), QStringLiteral("0 running \u00b7 1 need attention"));
    }

    void theHistoryNamesAConnectionAsItIsCalledNow()
    {
        openSecond();
        QVERIFY(checkAnOrder(QStringLiteral("second.csv")));
        find<QPushButton>("exportPrimaryButton")->click();
        QTRY_COMPARE(m_workspace->runs().runs().size(), 1);
        QTRY_VERIFY(m_workspace->runs().isIdle());
        m_window->showPage(MainWindow::Page::History);
        const QAbstractItemModel *entries = find<QTableView>("auditTable")->model();
        const auto names = [entries](const QString &connection) {
            return !entries->match(entries->index(0, AuditModel::Connection), Qt::DisplayRole, connection, 1,
                                   Qt::MatchExactly)
                        .isEmpty();
        };
        QTRY_VERIFY(names(QStringLiteral("Second")));
        m_second.name = QStringLiteral("Third");
        QVERIFY(m_workspace->profiles().save(m_second));
        QTRY_VERIFY(names(QStringLiteral("Third")));
        QVERIFY(!names(QStringLiteral("Second")));
    }

    void theTenantIsRememberedAtOnce()
    {
        openSecond();
        // Read as the next start would after a kill: the window was not closed.
        const QString folder = Workspace::Paths::under(m_folder->filePath(QStringLiteral("home"))).config;
        const auto remembered = [&folder] {
            AppSettings settings(folder);
            (void)settings.load(true);
            return settings.text(QStringLiteral("window/profile"));
        };
        QTRY_COMPARE(remembered(), m_second.id);
        openFirst();
        QTRY_COMPARE(remembered(), TenantOpener::sandboxProfile().id);
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SteadyAnswers> m_answers;
    std::unique_ptr<SandboxServer> m_server;
    ConnectionProfile m_second;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<TenantOpener> m_opener;
    std::unique_ptr<MainWindow> m_window;
};

MUSTER_TEST(TestTenantSwitch, QApplication)

} // namespace tst_tenantswitch

#include "tst_tenantswitch.moc"
