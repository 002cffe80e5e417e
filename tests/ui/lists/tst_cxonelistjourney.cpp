// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/outboxrunner.h"
#include "models/runs/runmanager.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/store/secretstore.h"
#include "network/api/contactlistsclient.h"
#include "network/sandbox/cxone/cxonesandbox.h"
#include "network/tenant/tenantconnection.h"
#include "resources/resources.h"
#include "tests/support/cxonetenant.h"
#include "tests/support/memoryvault.h"
#include "tests/support/pictures.h"
#include "tests/support/testprogram.h"
#include "ui/common/confirmbutton.h"
#include "ui/common/prompts.h"
#include "ui/lists/applypage.h"
#include "ui/lists/contactlistspage.h"
#include "ui/lists/listrunpage.h"
#include "ui/shell/mainwindow.h"

#include <QApplication>
#include <QComboBox>
#include <QCoro/QCoroTask>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_cxonelistjourney {

/// The whole window on CXone's simulator: a list that a running skill calls from is changed only with that skill's
/// name.
class TestCxoneListJourney : public QObject
{
    Q_OBJECT

    template <typename T>
    T *find(const char *name)
    {
        return m_window->findChild<T *>(QString::fromLatin1(name));
    }
    ContactListsPage &page() { return *m_window->findChild<ContactListsPage *>(); }
    Run *run() { return page().runPage()->run(); }
    QMessageBox *box() const { return m_window->findChild<QMessageBox *>(u"typeBox"_s); }

    void openWindow()
    {
        QVERIFY(m_sandbox.start());
        auto opened = Workspace::open(Workspace::Paths::under(m_folder.filePath(u"home"_s)), m_clock,
                                      std::make_unique<BorrowedVault>(m_vault));
        QVERIFY(opened);
        m_workspace = *std::move(opened);
        m_opener = std::make_unique<TenantOpener>(*m_workspace);
        m_window = std::make_unique<MainWindow>(*m_workspace, *m_opener);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        const ConnectionProfile profile = profileOf(m_sandbox);
        m_workspace->secrets().keepForThisRun(profile, m_sandbox.accessKeySecret());
        m_window->openProfile(profile);
        m_window->showPage(MainWindow::Page::Lists);
        QTRY_COMPARE(find<QTableView>("contactListsTable")->model()->rowCount(), 5);
    }
    /// To the page that applies.
    void review()
    {
        m_window->showPage(MainWindow::Page::Lists);
        auto *table = find<QTableView>("contactListsTable");
        const QModelIndexList found
            = table->model()->match(table->model()->index(0, 0), Qt::DisplayRole, u"Nobody yet"_s, 1, Qt::MatchExactly);
        QCOMPARE(found.size(), 1);
        table->setCurrentIndex(found.first());
        QTest::keyClick(table, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(!find<QPushButton>("stopReadingButton")->isVisible() && !page().bench().isBusy(),
                                 30000);
        auto *region = find<QComboBox>("defaultRegionCombo");
        region->setCurrentIndex(region->findData(u"US"_s));
        QTRY_VERIFY(!page().bench().isBusy());
        QTRY_VERIFY(find<QPushButton>("reviewApplyButton")->isEnabled());
        m_reviewed = false;
        find<QPushButton>("reviewApplyButton")->click();
        QTRY_VERIFY(page().apply()->plan());
        QCOMPARE(page().apply()->plan()->header.fixes, 2);
        QCOMPARE(page().apply()->plan()->lastingFixes, 0); // digits can be written back
        m_reviewed = true;
    }
    void confirm()
    {
        QVERIFY(m_reviewed);
        auto *button = find<ConfirmButton>("confirmApplyButton");
        QTRY_VERIFY_WITH_TIMEOUT(button->isEnabled(), 60'000);
        button->setFocus();
        QTest::keyClick(button, Qt::Key_Space);
        QTRY_VERIFY_WITH_TIMEOUT(run() && run()->outcome(), 60'000);
    }
    QStringList numbers() const
    {
        QStringList all;
        const auto truth = m_sandbox.listTruth(4104);
        for (const CxoneSandboxRecord &record : truth)
            all << record.destinations;
        return all;
    }

    QTemporaryDir m_folder;
    MemoryVault m_vault;
    SystemClock m_clock;
    CxoneSandbox m_sandbox{[] {
        CxoneSandboxSettings settings;
        settings.tenant.contacts = 50;
        settings.tenant.jobTime = std::chrono::milliseconds(50);
        return settings;
    }()};
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<TenantOpener> m_opener;
    std::unique_ptr<MainWindow> m_window;
    bool m_reviewed = false;

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus"); // nobody's key store
        installTranslations(*qApp);
        QLocale::setDefault(QLocale::c());
    }
    void cleanupTestCase()
    {
        m_workspace->runs().pauseAll();
        QTRY_VERIFY(m_workspace->runs().isIdle());
        m_window.reset();
        m_opener.reset();
        m_workspace->outboxRunner()->stop();
        QTRY_VERIFY(m_workspace->outboxRunner()->isIdle());
        m_workspace.reset();
    }

    void nobodyIsCalledBeforeTheSkillIsNamed()
    {
        const QString skill = u"Outbound welcome"_s;
        openWindow();
        // Somebody has put people into the list that the running skill calls from.
        auto &lists = m_window->session()->connection()->contactLists();
        QVERIFY(!QCoro::waitFor(lists.restore(u"4104"_s, {{u"1"_s, u"2125550101"_s, {}}, {u"2"_s, u"3125550142"_s, {}}},
                                              {{skill}}, nullptr, {}))
                     .error);
        const QStringList called = m_sandbox.dialled();
        const QStringList before = numbers();
        QCOMPARE(before.size(), 2);

        review();
        confirm();
        QVERIFY(run() && run()->outcome());
        QCOMPARE(run()->outcome()->kind, RunOutcome::Kind::Refused);
        QTRY_VERIFY(box());
        QVERIFY(box()->text().contains(skill));
        QCOMPARE(box()->textFormat(), Qt::PlainText);
        auto *accept = qobject_cast<QPushButton *>(box()->buttons().first());
        auto *word = box()->findChild<QLineEdit *>(u"typedWord"_s);
        keepPicture(*box(), u"box-dial-consent"_s);
        QVERIFY(!accept->isEnabled());
        QTest::keyClicks(word, u"outbound welcome"_s);
        QVERIFY(!accept->isEnabled());
        QTest::keyClick(word, Qt::Key_Return); // another name agrees to nothing
        if (box())
            QTest::keyClick(box(), Qt::Key_Escape);
        QTRY_VERIFY(!box());
        QCOMPARE(run()->outcome()->kind, RunOutcome::Kind::Refused);
        QCOMPARE(numbers(), before);
        QCOMPARE(m_sandbox.dialled(), called);

        review();
        confirm();
        QTRY_VERIFY(box());
        word = box()->findChild<QLineEdit *>(u"typedWord"_s);
        QTest::keyClicks(word, skill);
        accept = qobject_cast<QPushButton *>(box()->buttons().first());
        QVERIFY(accept->isEnabled());
        const Run *refused = run();
        accept->click();
        QTRY_VERIFY(run() != refused);
        QTRY_VERIFY_WITH_TIMEOUT(run()->outcome(), 60'000);
        QCOMPARE(run()->outcome()->kind, RunOutcome::Kind::Complete);
        QCOMPARE(numbers(), (QStringList{u"12125550101"_s, u"13125550142"_s}));
        QCOMPARE(m_sandbox.dialled().size(), called.size() + 2);
    }
};

MUSTER_TEST(TestCxoneListJourney, QApplication)

} // namespace tst_cxonelistjourney
#include "tst_cxonelistjourney.moc"
