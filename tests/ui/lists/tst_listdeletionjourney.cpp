// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/listdeletionmodels.h"
#include "models/items/listmodels.h"
#include "models/runs/runmanager.h"
#include "models/runs/workspace.h"
#include "models/store/backupstore.h"
#include "models/store/secretstore.h"
#include "network/sandbox/cxone/cxonesandbox.h"
#include "resources/resources.h"
#include "tests/support/cxonetenant.h"
#include "tests/support/deletionwitness.h"
#include "tests/support/deliveriesend.h"
#include "tests/support/memoryvault.h"
#include "tests/support/pictures.h"
#include "tests/support/testprogram.h"
#include "ui/common/confirmbutton.h"
#include "ui/common/plainlabel.h"
#include "ui/common/prompts.h"
#include "ui/common/theme.h"
#include "ui/lists/contactlistspage.h"
#include "ui/lists/deletion/listdeletionpage.h"
#include "ui/lists/deletion/listdeletionrunpage.h"
#include "ui/lists/listrunpage.h"
#include "ui/lists/restore/restorepage.h"
#include "ui/lists/stalelistspage.h"
#include "ui/shell/mainwindow.h"

#include <QApplication>
#include <QCheckBox>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_listdeletionjourney {

namespace {

class Yes final : public Prompts
{
public:
    void ask(QWidget *, const Question &question, std::function<void(bool)> answer) override
    {
        asked << question.text;
        answer(true);
    }
    QStringList asked;
};

} // namespace

/// The whole window on CXone's simulator, with clicks and keys: lists are chosen, reviewed and deleted, and one comes
/// back as a new list.
class TestListDeletionJourney : public QObject
{
    Q_OBJECT

    template <typename T>
    T *find(const char *name)
    {
        return m_window->findChild<T *>(QString::fromLatin1(name));
    }
    ContactListsPage &page() { return *m_window->findChild<ContactListsPage *>(); }
    void click(const char *name)
    {
        auto *button = find<QAbstractButton>(name);
        QVERIFY2(button && button->isVisible() && button->isEnabled(), name);
        QTest::mouseClick(button, Qt::LeftButton);
    }
    /// Chooses that row, and so many below it, with the keys.
    void choose(const char *table, const QString &name, int further = 0)
    {
        auto *view = find<QTableView>(table);
        const QModelIndexList found
            = view->model()->match(view->model()->index(0, 0), Qt::DisplayRole, name, 1, Qt::MatchExactly);
        QCOMPARE(found.size(), 1);
        view->setFocus();
        view->setCurrentIndex(found.first());
        for (int row = 0; row < further; ++row)
            QTest::keyClick(view, Qt::Key_Down, Qt::ShiftModifier);
    }
    void type(const char *edit, const QString &text)
    {
        auto *field = find<QLineEdit>(edit);
        field->setFocus();
        field->clear();
        QTest::keyClicks(field, text);
    }
    QString said(const char *label) { return find<PlainLabel>(label)->plainText(); }
    QStringList column(const char *table, int column)
    {
        QStringList texts;
        const QAbstractItemModel *model = find<QTableView>(table)->model();
        for (int row = 0; row < model->rowCount(); ++row)
            texts << model->index(row, column).data().toString();
        return texts;
    }
    bool isThere(qint64 list) const { return !m_sandbox.listTruth(list).isEmpty(); }

    QTemporaryDir m_folder;
    MemoryVault m_vault;
    SystemClock m_clock;
    CxoneSandbox m_sandbox{[] {
        CxoneSandboxSettings settings;
        settings.tenant.contacts = 50;
        settings.tenant.jobTime = std::chrono::milliseconds(50);
        settings.oldLists = 3;
        return settings;
    }()};
    Yes m_yes;
    std::unique_ptr<DeletionWitness> m_witness;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<TenantOpener> m_opener;
    std::unique_ptr<MainWindow> m_window;

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus"); // nobody's key store
        installTranslations(*qApp);
        QLocale::setDefault(QLocale::c());
        QVERIFY(m_sandbox.start());
        m_witness = std::make_unique<DeletionWitness>(m_sandbox, m_folder.filePath(u"home/data/backups"_s),
                                                      QList<qint64>{4106, 4107});
        m_sandbox.setWatcher([this](const SandboxRequest &request) { m_witness->see(request); });
        auto opened = Workspace::open(Workspace::Paths::under(m_folder.filePath(u"home"_s)), m_clock,
                                      std::make_unique<BorrowedVault>(m_vault));
        QVERIFY(opened);
        m_workspace = *std::move(opened);
        m_opener = std::make_unique<TenantOpener>(*m_workspace);
        Prompts::replace(&m_yes);
        Theme::instance().apply(Theme::Mode::Light);
        m_window = std::make_unique<MainWindow>(*m_workspace, *m_opener);
        m_window->resize(1024, 768);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        const ConnectionProfile profile = profileOf(m_sandbox);
        m_workspace->secrets().keepForThisRun(profile, m_sandbox.accessKeySecret());
        m_window->openProfile(profile);
        m_window->showPage(MainWindow::Page::Lists);
        QTRY_COMPARE(find<QTableView>("contactListsTable")->model()->rowCount(), 8);
    }
    void cleanupTestCase()
    {
        QTRY_VERIFY(m_workspace->runs().isIdle());
        m_window.reset();
        m_opener.reset();
        Prompts::replace(nullptr);
        QVERIFY(endDeliveries(*m_workspace));
        m_workspace.reset();
        m_sandbox.setWatcher({});
        QCOMPARE(m_witness->findings(), QStringList());
    }

    void aListInUseIsSaidToStay()
    {
        choose("contactListsTable", u"Spring renewals"_s);
        click("deleteListsButton");
        QCOMPARE(page().shown(), page().deletion());
        QCOMPARE(column("deletionCandidatesTable", DeletionCandidatesModel::Result),
                 QStringList{u"Left alone: a skill uses it, contacts still to be called, active"_s});
        QCOMPARE(said("listDeletionSummaryLabel"), u"None of these lists can be deleted."_s);
        QVERIFY(!find<QLineEdit>("deletionCountEdit")->isVisible());
        for (const char *leave : {"deleteActiveCheck", "deleteUncalledCheck"})
            QTest::mouseClick(find<QCheckBox>(leave), Qt::LeftButton, {}, QPoint(8, find<QCheckBox>(leave)->height() / 2));
        QCOMPARE(column("deletionCandidatesTable", DeletionCandidatesModel::Result),
                 QStringList{u"Left alone: a skill uses it"_s});
        QVERIFY(!find<ConfirmButton>("confirmDeleteListsButton")->isEnabled());
        keepPicture(*m_window, u"window-list-deletion-in-use"_s);
        click("cancelDeleteListsButton");
        QCOMPARE(page().shown(), page().index());
    }

    void listsAreReviewedFromTheStaleOnes()
    {
        click("openStaleListsButton");
        find<QCheckBox>("staleUnusedCheck")->setChecked(false);
        find<QCheckBox>("staleInactiveCheck")->setChecked(true);
        QCOMPARE(find<QTableView>("staleListsTable")->model()->rowCount(), 4);
        find<QTableView>("staleListsTable")->setFocus();
        QTest::keyClick(find<QTableView>("staleListsTable"), Qt::Key_A, Qt::ControlModifier);
        keepPicture(*m_window, u"window-stale-lists-chosen"_s);
        click("deleteStaleListsButton");
        QCOMPARE(page().shown(), page().deletion());
        QCOMPARE(find<QTableView>("deletionCandidatesTable")->model()->rowCount(), 4);
        QTest::keyClick(page().deletion(), Qt::Key_Escape);
        QTRY_COMPARE(page().shown(), page().index());
    }

    void twoListsAreDeleted()
    {
        QTRY_VERIFY(find<QTableView>("contactListsTable")->isVisible());
        choose("contactListsTable", u"Old list 1"_s, 1);
        click("deleteListsButton");
        QTest::mouseClick(find<QCheckBox>("deleteUncalledCheck"), Qt::LeftButton, {},
                          QPoint(8, find<QCheckBox>("deleteUncalledCheck")->height() / 2));
        QCOMPARE(said("listDeletionSummaryLabel"), u"2 lists will be deleted, with 80 contacts."_s);
        auto *confirm = find<ConfirmButton>("confirmDeleteListsButton");
        QCOMPARE(confirm->text(), u"Delete 2 lists"_s);
        type("deletionCountEdit", u"79"_s);
        type("deletionNameEdit", u"CXone"_s);
        QVERIFY(!confirm->isAllowed());
        type("deletionCountEdit", u"80"_s);
        QVERIFY(confirm->isAllowed());
        keepPicture(*m_window, u"window-list-deletion-review"_s);
        QTRY_VERIFY(confirm->isEnabled());
        confirm->setFocus();
        QTest::keyClick(confirm, Qt::Key_Space);
        QTRY_COMPARE(page().shown(), page().deletionRun());
        QTRY_VERIFY_WITH_TIMEOUT(page().deletionRun()->run()->outcome(), 60'000);
        QCOMPARE(column("deletionResultsTable", DeletionResultsModel::Result),
                 (QStringList{u"Deleted"_s, u"Deleted"_s}));
        QCOMPARE(column("deletionResultsTable", DeletionResultsModel::Copied), (QStringList{u"40"_s, u"40"_s}));
        QVERIFY(!isThere(4106) && !isThere(4107) && isThere(4108) && isThere(4105));
        keepPicture(*m_window, u"window-list-deletion-result"_s);
    }

    void oneComesBackAsANewList()
    {
        click("restoreDeletedListsButton");
        QTRY_COMPARE(find<QTableView>("backupsTable")->model()->rowCount(), 2);
        QVERIFY(find<QPushButton>("republishListButton")->isVisible());
        QVERIFY(!find<ConfirmButton>("confirmRestoreButton")->isVisible());
        keepPicture(*m_window, u"window-list-deletion-copies"_s);
        click("republishListButton");
        QTRY_COMPARE_WITH_TIMEOUT(page().shown(), page().runPage(), 30'000);
        QCOMPARE(m_yes.asked.size(), 1);
        QVERIFY2(m_yes.asked.first().startsWith(u"40 of 40 contacts go into the new list"), qPrintable(m_yes.asked[0]));
        QTRY_VERIFY_WITH_TIMEOUT(page().runPage()->run()->outcome(), 60'000);
        QVERIFY(page().runPage()->run()->outcome()->succeeded());
        constexpr qint64 fresh = 4109;
        QCOMPARE(m_sandbox.listTruth(fresh).size(), 40);
        QCOMPARE(m_sandbox.dialled(), QStringList());
        keepPicture(*m_window, u"window-list-deletion-published"_s);
        click("leaveListRunButton");
        QTRY_COMPARE(find<QTableView>("contactListsTable")->model()->rowCount(), 7);
    }

    void itLooksAsItShould_data()
    {
        QTest::addColumn<QString>("scheme");
        QTest::newRow("light") << u"light"_s;
        QTest::newRow("dark") << u"dark"_s;
    }
    void itLooksAsItShould()
    {
        QFETCH(QString, scheme);
        Theme::instance().apply(scheme == u"dark" ? Theme::Mode::Dark : Theme::Mode::Light);
        page().show(page().deletionRun());
        keepPicture(*m_window, u"window-list-deletion-run-"_s + scheme);
        page().show(page().index());
        choose("contactListsTable", u"Old list 3"_s, 2);
        keepPicture(*m_window, u"window-list-deletion-index-"_s + scheme);
        click("deleteListsButton");
        find<QCheckBox>("deleteUncalledCheck")->setChecked(true);
        type("deletionCountEdit", u"12"_s);
        keepPicture(*m_window, u"window-list-deletion-review-"_s + scheme);
        click("cancelDeleteListsButton");
    }
};

MUSTER_TEST(TestListDeletionJourney, QApplication)

} // namespace tst_listdeletionjourney
#include "tst_listdeletionjourney.moc"
