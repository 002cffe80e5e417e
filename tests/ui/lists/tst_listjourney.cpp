// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/contacttablemodel.h"
#include "models/items/facetsmodel.h"
#include "models/items/listmodels.h"
#include "models/runs/runmanager.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/store/directivestore.h"
#include "network/http/clock.h"
#include "network/sandbox/sandboxserver.h"
#include "resources/resources.h"
#include "tests/support/guiwatchdog.h"
#include "tests/support/memoryvault.h"
#include "tests/support/pictures.h"
#include "tests/support/testprogram.h"
#include "ui/common/confirmbutton.h"
#include "ui/common/plainlabel.h"
#include "ui/common/prompts.h"
#include "ui/common/theme.h"
#include "ui/lists/contactlistspage.h"
#include "ui/lists/directiveform.h"
#include "ui/lists/directivepane.h"
#include "ui/lists/workbenchview.h"
#include "ui/shell/mainwindow.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QTableView>
#include <QTemporaryDir>
#include <QTreeView>
#include <algorithm>
#include <numeric>

using namespace muster;
using namespace muster::test;

namespace tst_listjourney {

namespace {

class Answers final : public Prompts
{
public:
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
    bool accept = true;
    QString file;
    QStringList asked, told;
};

} // namespace

/// The whole window on the built-in sandbox: open a contact list, see what would become of it, change the directives,
/// decide, and look at the plan.
class TestListJourney : public QObject
{
    Q_OBJECT

private:
    template <typename T>
    T *find(const char *name)
    {
        return m_window->findChild<T *>(QString::fromLatin1(name));
    }
    ListWorkbench &bench() { return m_window->findChild<ContactListsPage *>()->bench(); }
    qint64 count(ListVerdict verdict) { return bench().summary().verdicts[std::size_t(verdict)]; }

    void openWindow(std::chrono::milliseconds thinkTime = std::chrono::milliseconds(0))
    {
        m_folder = std::make_unique<QTemporaryDir>();
        auto opened = Workspace::open(Workspace::Paths::under(m_folder->filePath(QStringLiteral("home"))), m_clock,
                                      std::make_unique<test::BorrowedVault>(m_vault));
        QVERIFY2(opened.has_value(), opened ? "" : qPrintable(opened.error().detail));
        m_workspace = std::move(*opened);
        SandboxSettings settings;
        settings.contacts = 6000;
        settings.thinkTime = thinkTime;
        m_opener = std::make_unique<TenantOpener>(*m_workspace, settings);
        m_window = std::make_unique<MainWindow>(*m_workspace, *m_opener);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        m_window->openProfile(TenantOpener::sandboxProfile());
        m_window->showPage(MainWindow::Page::Lists);
        QTRY_VERIFY(find<QTableView>("contactListsTable")->model()->rowCount() > 0);
    }

    void openFirstList() { openList(0); }
    void openList(int row)
    {
        auto *table = find<QTableView>("contactListsTable");
        table->setCurrentIndex(table->model()->index(row, 0));
        QTest::keyClick(table, Qt::Key_Return);
        QTRY_VERIFY(find<QTableView>("contactsTable")->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(!find<QPushButton>("stopReadingButton")->isVisible() && !bench().isBusy(), 60'000);
    }

private Q_SLOTS:
    void initTestCase()
    {
        installTranslations(*qApp);
        QLocale::setDefault(QLocale::c());
        Theme::instance().apply(Theme::Mode::Light);
    }
    void init() { Prompts::replace(&m_answers); }

    void cleanup()
    {
        if (m_workspace && !m_workspace->runs().isIdle()) {
            m_workspace->runs().pauseAll();
            QTRY_VERIFY(m_workspace->runs().isIdle());
        }
        m_window.reset();
        m_opener.reset();
        m_workspace.reset();
        Prompts::replace(nullptr);
        m_answers = Answers();
    }

    void F74_withoutARegionNationalNumbersAreNotCheckedAndARegionJudgesThem()
    {
        openWindow();
        openFirstList();
        const qint64 unchecked = count(ListVerdict::NotChecked);
        QVERIFY(unchecked > 0);
        const qint64 all = bench().summary().contacts;
        auto *region = find<QComboBox>("defaultRegionCombo");
        region->setCurrentIndex(region->findData(QStringLiteral("US")));
        QTRY_VERIFY(!bench().isBusy());
        QVERIFY(count(ListVerdict::NotChecked) < unchecked);
        QCOMPARE(bench().summary().contacts, all);
        QVERIFY(find<PlainLabel>("listCountsLabel")->plainText().contains(QStringLiteral("contacts")));
        keepPicture(*m_window, QStringLiteral("window-workbench"));
    }

    void facetsFilterCombineAndInvert()
    {
        openWindow();
        openFirstList();
        auto *facets = find<QTreeView>("facetsView");
        auto *table = find<QTableView>("contactsTable");
        const QModelIndex verdicts = facets->model()->index(FacetsModel::Verdicts, 0);
        QVERIFY(facets->model()->rowCount(verdicts) > 1);
        const QModelIndex first = facets->model()->index(0, 0, verdicts);
        const qint64 counted = first.data(FacetsModel::CountRole).toLongLong();
        const int all = table->model()->rowCount();
        facets->scrollTo(first);
        const auto press = [facets](const QModelIndex &index, Qt::MouseButton button, Qt::KeyboardModifiers keys) {
            QTest::mouseClick(facets->viewport(), button, keys, facets->visualRect(index).center());
        };
        press(first, Qt::LeftButton, {});
        QTRY_COMPARE(table->model()->rowCount(), int(counted));
        press(first, Qt::RightButton, {});
        QTRY_COMPARE(table->model()->rowCount(), all - int(counted));
        press(first, Qt::LeftButton, {});
        const QModelIndex second = facets->model()->index(1, 0, verdicts);
        press(second, Qt::LeftButton, Qt::ControlModifier);
        QTRY_COMPARE(table->model()->rowCount(), int(counted + second.data(FacetsModel::CountRole).toLongLong()));
        find<QPushButton>("clearFacetsButton")->click();
        QTRY_COMPARE(table->model()->rowCount(), all);
        // What another facet leaves of a value is what its choice shows.
        const QModelIndex regions = facets->model()->index(FacetsModel::Regions, 0);
        const auto ofRegions = [&] {
            QList<qint64> counts;
            for (int row = 0; row < facets->model()->rowCount(regions); ++row)
                counts << facets->model()->index(row, 0, regions).data(FacetsModel::CountRole).toLongLong();
            return counts;
        };
        const QList<qint64> ofAll = ofRegions();
        press(first, Qt::LeftButton, {});
        QTRY_COMPARE(table->model()->rowCount(), int(counted));
        const QList<qint64> left = ofRegions();
        QCOMPARE(std::accumulate(left.begin(), left.end(), qint64(0)), counted);
        const auto fewer = std::mismatch(left.begin(), left.end(), ofAll.begin(), ofAll.end()).first;
        QVERIFY(fewer != left.end());
        const QModelIndex region = facets->model()->index(int(fewer - left.begin()), 0, regions);
        facets->scrollTo(region);
        press(region, Qt::LeftButton, {});
        QTRY_COMPARE(table->model()->rowCount(), int(*fewer));
        find<QPushButton>("clearFacetsButton")->click();
        QTRY_COMPARE(table->model()->rowCount(), all);
    }

    void aPersonDecidesAndTakesItBack()
    {
        openWindow();
        openFirstList();
        auto *table = find<QTableView>("contactsTable");
        table->selectRow(0);
        const int before = table->model()->index(0, 0).data(ContactTableModel::VerdictRole).toInt();
        find<QLineEdit>("decisionNoteEdit")->setText(QStringLiteral("called them"));
        find<QAction>("decideReviewAction")->trigger();
        QTRY_VERIFY(!bench().isBusy());
        QTRY_COMPARE(table->model()->index(0, 0).data(ContactTableModel::VerdictRole).toInt(),
                     int(ListVerdict::Review));
        QVERIFY(table->model()->index(0, 0).data(ContactTableModel::OverriddenRole).toBool());
        QCOMPARE(bench().summary().overridden, 1);
        find<QAction>("takeDecisionBackAction")->trigger();
        QTRY_COMPARE(table->model()->index(0, 0).data(ContactTableModel::VerdictRole).toInt(), before);
        QCOMPARE(bench().summary().overridden, 0);
    }

    void directivesAreSavedLoadedAndDeleted()
    {
        openWindow();
        openFirstList();
        auto *name = find<QComboBox>("directiveNameCombo");
        auto *action = find<QComboBox>("invalidActionCombo");
        action->setCurrentIndex(action->findData(int(DirectiveAction::Flag)));
        name->setEditText(QStringLiteral("Careful"));
        auto *save = find<QPushButton>("saveDirectiveButton");
        QVERIFY(save->isEnabled());
        save->click();
        QCOMPARE(m_workspace->directives().directives().size(), 1);
        QVERIFY(!save->isEnabled());
        action->setCurrentIndex(action->findData(int(DirectiveAction::Purge)));
        QVERIFY(save->isEnabled());
        Q_EMIT name->activated(name->findData(QStringLiteral("Careful")));
        QCOMPARE(action->currentData().toInt(), int(DirectiveAction::Flag));
        QCOMPARE(bench().directive().invalid, DirectiveAction::Flag);
        m_answers.accept = false;
        find<QAbstractButton>("deleteDirectiveButton")->click();
        QCOMPARE(m_workspace->directives().directives().size(), 1);
        m_answers.accept = true;
        find<QAbstractButton>("deleteDirectiveButton")->click();
        QCOMPARE(m_workspace->directives().directives().size(), 0);
    }

    void aComparisonShowsWhichContactsWouldChange()
    {
        openWindow();
        openFirstList();
        auto *name = find<QComboBox>("directiveNameCombo");
        auto *region = find<QComboBox>("defaultRegionCombo");
        auto *action = find<QComboBox>("invalidActionCombo");
        region->setCurrentIndex(region->findData(QStringLiteral("US")));
        QTRY_VERIFY(!bench().isBusy());
        action->setCurrentIndex(action->findData(int(DirectiveAction::Flag)));
        name->setEditText(QStringLiteral("Careful"));
        find<QPushButton>("saveDirectiveButton")->click();
        action->setCurrentIndex(action->findData(int(DirectiveAction::Purge)));
        const qint64 purges = count(ListVerdict::Purge);
        QVERIFY(purges > 0);
        auto *menu = find<QMenu>("compareDirectiveMenu");
        QCOMPARE(menu->actions().size(), 1);
        menu->actions().first()->trigger();
        auto *list = find<QListWidget>("comparisonList");
        QTRY_VERIFY(list->isVisible());
        QVERIFY(find<PlainLabel>("comparisonLabel")->plainText().contains(QStringLiteral("Careful")));
        QCOMPARE(list->count(), 2); // all of them, and the one change that there is
        // By keyboard alone: into the list, down to the change.
        auto *table = find<QTableView>("contactsTable");
        list->setFocus();
        QTest::keyClick(list, Qt::Key_Down);
        QTest::keyClick(list, Qt::Key_Down);
        QCOMPARE(list->currentRow(), 1);
        QTRY_VERIFY(table->model()->rowCount() > 0 && table->model()->rowCount() <= purges);
        const int moved = table->model()->rowCount();
        QVERIFY(list->currentItem()->text().endsWith(u' ' % QLocale().toString(moved)));
        for (int row = 0; row < moved; ++row)
            QCOMPARE(table->model()->index(row, 0).data(ContactTableModel::VerdictRole).toInt(),
                     int(ListVerdict::Purge));
        // The scope says so in words; what would be purged elsewhere is not part of it.
        find<QPushButton>("reviewApplyButton")->click();
        auto *planned = find<QTableView>("plannedPurgesTable");
        QTRY_COMPARE(planned->model()->rowCount(), moved);
        QVERIFY(find<PlainLabel>("applyScopeLabel")->plainText().contains(QStringLiteral("Careful")));
        QTest::keyClick(find<QPushButton>("cancelApplyButton"), Qt::Key_Escape);
        // Taken back with the facets, and gone with the next change of the directives.
        find<QPushButton>("clearFacetsButton")->click();
        QTRY_COMPARE(table->model()->rowCount(), int(bench().summary().contacts));
        QVERIFY(list->selectedItems().isEmpty());
        list->setCurrentRow(0);
        QTRY_COMPARE(table->model()->rowCount(), moved);
        action->setCurrentIndex(action->findData(int(DirectiveAction::Skip)));
        QVERIFY(!list->isVisible());
        QTRY_COMPARE(table->model()->rowCount(), int(bench().summary().contacts));
    }

    void S30_F111_theReviewShowsThePlanAndAsksForTheNumber()
    {
        verifyNeverHeld(*this, [this] {
            openWindow();
            openFirstList();
            auto &watch = static_cast<WatchedApplication &>(*qApp);
            watch.startWatch();
            auto *region = find<QComboBox>("defaultRegionCombo");
            region->setCurrentIndex(region->findData(QStringLiteral("US")));
            QTRY_VERIFY(!bench().isBusy());
            watch.stopWatch();
            const qint64 purges = count(ListVerdict::Purge), fixes = count(ListVerdict::Fix);
            QVERIFY(purges > 0 && fixes > 0);
            auto *review = find<QPushButton>("reviewApplyButton");
            QTRY_VERIFY(review->isEnabled());
            review->click();
            auto *planned = find<QTableView>("plannedPurgesTable");
            QTRY_COMPARE(planned->model()->rowCount(), int(purges));
            QCOMPARE(find<QTableView>("plannedFixesTable")->model()->rowCount(), int(fixes));
            QCOMPARE(m_window->focusWidget()->objectName(), QStringLiteral("cancelApplyButton"));
            auto *confirm = find<ConfirmButton>("confirmApplyButton");
            auto *typed = find<QLineEdit>("typedCountEdit");
            QVERIFY(typed->isVisible()); // the sandbox's lists have more than one contact in five to purge
            QVERIFY(!confirm->isAllowed());
            typed->setText(QString::number(purges + 1));
            QVERIFY(!confirm->isAllowed());
            typed->setText(QString::number(purges));
            QVERIFY(confirm->isAllowed());
            QVERIFY(!confirm->isEnabled()); // not before a second has gone
            QTRY_VERIFY_WITH_TIMEOUT(confirm->isEnabled(), 60'000);
            keepPicture(*m_window, QStringLiteral("window-apply"));
            auto *withhold = find<QCheckBox>("withholdPurgeCheck");
            withhold->setChecked(true); // another act: what was armed for the old one is not armed for this
            QVERIFY(confirm->isAllowed() && !confirm->isEnabled());
            QTest::keyClick(find<QPushButton>("cancelApplyButton"), Qt::Key_Escape);
            QVERIFY(find<QTableView>("contactsTable")->isVisible());
            QVERIFY(m_workspace->runs().isIdle());
        });
    }

    void F110_aStoppedReadCanBeLookedAtButNotPurgedFrom()
    {
        openWindow(std::chrono::milliseconds(120));
        auto *table = find<QTableView>("contactListsTable");
        table->setCurrentIndex(table->model()->index(0, 0));
        find<QPushButton>("openListButton")->click();
        QTRY_VERIFY(bench().summary().contacts > 0);
        find<QPushButton>("stopReadingButton")->click();
        QTRY_VERIFY(!find<QPushButton>("stopReadingButton")->isVisible());
        QVERIFY(find<PlainLabel>("listWarningLabel")->isVisible());
        auto *review = find<QPushButton>("reviewApplyButton");
        QTRY_VERIFY(review->isEnabled());
        review->click();
        auto *refusal = find<PlainLabel>("gateRefusalLabel");
        QTRY_VERIFY(refusal->isVisible());
        QVERIFY(!find<ConfirmButton>("confirmApplyButton")->text().contains(QStringLiteral("purge")));
    }

    void aListKeepsItsDefaultRegionAndLendsItToNoOther()
    {
        openWindow();
        openFirstList();
        auto *region = find<QComboBox>("defaultRegionCombo");
        QCOMPARE(region->currentData().toString(), QString());
        region->setCurrentIndex(region->findData(QStringLiteral("US")));
        find<QPushButton>("backToListsButton")->click();
        openList(1);
        QCOMPARE(region->currentData().toString(), QString());
        QCOMPARE(bench().directive().defaultRegion, QString());
        find<QPushButton>("backToListsButton")->click();
        openList(0);
        QCOMPARE(region->currentData().toString(), QStringLiteral("US"));
        QCOMPARE(bench().directive().defaultRegion, QStringLiteral("US"));
    }

    void readingCanBeHeldAndGoesOn()
    {
        openWindow(std::chrono::milliseconds(80));
        auto *table = find<QTableView>("contactListsTable");
        table->sortByColumn(ContactListsModel::Contacts, Qt::DescendingOrder); // the largest has several pages
        table->setCurrentIndex(table->model()->index(0, 0));
        find<QPushButton>("openListButton")->click();
        QTRY_VERIFY(bench().summary().contacts > 0);
        auto *hold = find<QPushButton>("holdReadingButton");
        hold->click();
        QVERIFY(find<PlainLabel>("readProgressLabel")->plainText().startsWith(QStringLiteral("Paused")));
        // What was asked for already still arrives: one page on its way, one being decoded. Nothing after it, though
        // the list has a hundred pages and the wait is long enough for several.
        const qint64 before = bench().table().rowCount();
        QTest::qWait(800);
        QVERIFY(bench().table().rowCount() <= before + 2'000);
        QVERIFY(hold->isVisible());
        hold->click();
        QTRY_VERIFY_WITH_TIMEOUT(!hold->isVisible() && !bench().isBusy(), 60'000);
        QVERIFY(bench().table().rowCount() > before);
        QVERIFY(!find<PlainLabel>("listWarningLabel")->isVisible());
    }

private:
    Answers m_answers;
    test::MemoryVault m_vault;
    SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<TenantOpener> m_opener;
    std::unique_ptr<MainWindow> m_window;
};

MUSTER_TEST(TestListJourney, WatchedApplication)

} // namespace tst_listjourney

#include "tst_listjourney.moc"
