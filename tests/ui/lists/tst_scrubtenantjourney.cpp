// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/scrubmodels.h"
#include "models/runs/runmanager.h"
#include "models/runs/workspace.h"
#include "models/store/secretstore.h"
#include "models/text/amounttext.h"
#include "network/sandbox/cxone/cxonesandbox.h"
#include "resources/resources.h"
#include "tests/support/cxonetenant.h"
#include "tests/support/deliveriesend.h"
#include "tests/support/guiwatchdog.h"
#include "tests/support/memoryvault.h"
#include "tests/support/pictures.h"
#include "tests/support/testprogram.h"
#include "ui/common/plainlabel.h"
#include "ui/lists/contactlistspage.h"
#include "ui/lists/scrub/scrubdialog.h"
#include "ui/shell/mainwindow.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QPushButton>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_scrubtenantjourney {

namespace {

constexpr qint64 people = 4101, company = 501, oldRegistry = 503;

} // namespace

/// The whole window on CXone's simulator: a list that was opened, scrubbed against the tenant's do-not-call groups.
class TestScrubTenantJourney : public QObject
{
    Q_OBJECT

    template <typename T>
    T *find(const char *name) const
    {
        return m_window->findChild<T *>(QString::fromLatin1(name));
    }
    template <typename T>
    T *inDialog(const char *name) const
    {
        return m_dialog->findChild<T *>(QString::fromLatin1(name));
    }
    void tick(const QString &group, Qt::CheckState state) const
    {
        auto *model = m_dialog->findChild<ScrubGroupsModel *>();
        const QModelIndexList rows = model->match(model->index(0, 0), Qt::DisplayRole, group, 1, Qt::MatchExactly);
        QCOMPARE(rows.size(), 1);
        QVERIFY(model->setData(rows[0], state, Qt::CheckStateRole));
    }
    /// Digits of a French range that is no mobile range of the installed plan can't be told from a national number.
    [[nodiscard]] static bool isReadable(const QString &digits) { return !digits.startsWith(u"3363998"_s); }
    [[nodiscard]] qsizetype blockedBy(qint64 group) const
    {
        const QStringList held = m_sandbox.doNotCallTruth(group);
        const auto list = m_sandbox.listTruth(people);
        return std::ranges::count_if(list, [&held](const CxoneSandboxRecord &record) {
            return held.contains(record.destinations.first()) && isReadable(record.destinations.first());
        });
    }
    void open()
    {
        find<QToolButton>("scrubListButton")->click();
        m_dialog = m_window->findChild<ScrubDialog *>();
        QVERIFY(m_dialog);
    }
    void close()
    {
        inDialog<QPushButton>("closeScrubButton")->click();
        QTRY_VERIFY(!m_window->findChild<ScrubDialog *>());
    }

    QTemporaryDir m_folder;
    MemoryVault m_vault;
    SystemClock m_clock;
    CxoneSandbox m_sandbox{[] {
        CxoneSandboxSettings settings;
        settings.tenant.contacts = 5'000;
        return settings;
    }()};
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<TenantOpener> m_opener;
    std::unique_ptr<MainWindow> m_window;
    ScrubDialog *m_dialog = nullptr;

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus"); // nobody's key store
        installTranslations(*qApp);
        QLocale::setDefault(QLocale::c());
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
        auto *lists = find<QTableView>("contactListsTable");
        QTRY_COMPARE(lists->model()->rowCount(), 5);
        QVERIFY(!find<QToolButton>("scrubListButton")->isEnabled()); // nothing is opened yet
        const auto rows = lists->model()->match(lists->model()->index(0, 0), Qt::DisplayRole, u"Spring renewals"_s);
        QCOMPARE(rows.size(), 1);
        lists->setCurrentIndex(rows[0]);
        find<QPushButton>("openListButton")->click();
        QTRY_VERIFY(find<QToolButton>("scrubListButton")->isEnabled());
    }
    void cleanupTestCase()
    {
        QTRY_VERIFY(m_workspace->runs().isIdle());
        m_window.reset();
        m_opener.reset();
        QVERIFY(endDeliveries(*m_workspace));
        m_workspace.reset();
    }

    void fromTheListToWhatMayBeDialled()
    {
        auto &app = *static_cast<WatchedApplication *>(qApp);
        app.restartWatch();
        open();
        auto *start = inDialog<QPushButton>("startScrubButton");
        auto *groups = m_dialog->findChild<ScrubGroupsModel *>();
        QVERIFY(groups);
        new QAbstractItemModelTester(groups, m_dialog);
        QTRY_COMPARE(groups->rowCount(), 3);
        QVERIFY(!start->isEnabled()); // nothing is ticked unasked
        QVERIFY(!inDialog<QWidget>("scrubFileEdit")->isVisible());
        tick(u"Company do not call"_s, Qt::Checked);
        QVERIFY(start->isEnabled());
        start->click();
        auto *save = inDialog<QPushButton>("saveScrubbedButton");
        QTRY_VERIFY(save->isEnabled());
        const qsizetype all = m_sandbox.listTruth(people).size(), blocked = blockedBy(company);
        QVERIFY(blocked > 0);
        const auto told = [&](qsizetype taken) {
            const QString summary = inDialog<PlainLabel>("scrubSummaryLabel")->plainText();
            return summary.startsWith(u"Rows: %1."_s.arg(numberText(all)))
                && summary.contains(u" Blocked: %1."_s.arg(numberText(taken)));
        };
        QVERIFY2(told(blocked), qPrintable(inDialog<PlainLabel>("scrubSummaryLabel")->plainText()));
        keepPicture(*m_dialog, u"scrub-list-against-group"_s);
        // Another source is another answer.
        tick(u"Old registry"_s, Qt::Checked);
        QVERIFY(!save->isEnabled());
        tick(u"Company do not call"_s, Qt::Unchecked);
        start->click();
        QTRY_VERIFY(save->isEnabled());
        QVERIFY2(told(blockedBy(oldRegistry)), qPrintable(inDialog<PlainLabel>("scrubSummaryLabel")->plainText()));
        close();
        app.stopWatch();
        QVERIFY2(app.longestMilliseconds() < 16.0,
                 qPrintable(u"%1 ms in "_s.arg(app.longestMilliseconds()) + QString::fromLatin1(app.longestEvent())));
    }

    void F18_aGroupThatIsNotToldIsSaid()
    {
        open();
        auto *groups = m_dialog->findChild<ScrubGroupsModel *>();
        QTRY_COMPARE(groups->rowCount(), 3);
        tick(u"Company do not call"_s, Qt::Checked);
        SandboxFault fault;
        fault.path = u"/501/records"_s;
        fault.status = 403;
        m_sandbox.addFault(fault);
        inDialog<QPushButton>("startScrubButton")->click();
        QTRY_VERIFY(inDialog<QWidget>("scrubErrorPanel")->isVisible());
        QVERIFY(!inDialog<QPushButton>("saveScrubbedButton")->isEnabled());
        // Nothing is left behind that would hinder another try.
        inDialog<QPushButton>("startScrubButton")->click();
        QTRY_VERIFY(inDialog<QPushButton>("saveScrubbedButton")->isEnabled());
        close();
    }

    void groupsThatCannotBeLoadedCanBeTriedAgain()
    {
        SandboxFault fault;
        fault.path = u"/dnc-groups"_s;
        fault.status = 403;
        m_sandbox.addFault(fault);
        open();
        auto *again = inDialog<QPushButton>("loadScrubGroupsButton");
        QVERIFY(again);
        QTRY_VERIFY(again->isVisible());
        QVERIFY(inDialog<PlainLabel>("scrubGroupsFaultLabel")->isVisible());
        keepPicture(*m_dialog, u"scrub-groups-failed"_s);
        again->click();
        QTRY_COMPARE(m_dialog->findChild<ScrubGroupsModel *>()->rowCount(), 3);
        QVERIFY(!again->isVisible());
        close();
    }
};

MUSTER_TEST(TestScrubTenantJourney, WatchedApplication)

} // namespace tst_scrubtenantjourney
#include "tst_scrubtenantjourney.moc"
