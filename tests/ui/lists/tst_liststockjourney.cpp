// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/listmodels.h"
#include "models/runs/runmanager.h"
#include "models/runs/workspace.h"
#include "models/store/listsizestore.h"
#include "models/store/secretstore.h"
#include "network/sandbox/cxone/cxonesandbox.h"
#include "resources/resources.h"
#include "tests/support/cxonetenant.h"
#include "tests/support/deliveriesend.h"
#include "tests/support/memoryvault.h"
#include "tests/support/pictures.h"
#include "tests/support/testprogram.h"
#include "ui/common/plainlabel.h"
#include "ui/lists/contactlistspage.h"
#include "ui/lists/recordgauge.h"
#include "ui/lists/stalelistspage.h"
#include "ui/shell/mainwindow.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_liststockjourney {

/// The whole window on CXone's simulator: what the index tells of all lists, how full the tenant is, and which lists
/// have outlived their use.
class TestListStockJourney : public QObject
{
    Q_OBJECT

    template <typename T>
    T *find(const char *name)
    {
        return m_window->findChild<T *>(QString::fromLatin1(name));
    }
    ContactListsPage &page() { return *m_window->findChild<ContactListsPage *>(); }
    /// What the index shows of the list in that column.
    QString shown(const QString &name, ContactListsModel::Column column)
    {
        const QAbstractItemModel *model = find<QTableView>("contactListsTable")->model();
        const QModelIndexList rows = model->match(model->index(0, 0), Qt::DisplayRole, name, 1, Qt::MatchExactly);
        return rows.isEmpty() ? QString() : rows[0].siblingAtColumn(column).data().toString();
    }
    QString gauge() { return find<PlainLabel>("recordGaugeLabel")->plainText(); }
    QStringList stale()
    {
        QStringList names;
        const QAbstractItemModel *model = find<QTableView>("staleListsTable")->model();
        for (int row = 0; row < model->rowCount(); ++row)
            names.append(model->index(row, StaleListsModel::Name).data().toString());
        return names;
    }
    QString why(int row)
    {
        return find<QTableView>("staleListsTable")->model()->index(row, StaleListsModel::Why).data().toString();
    }
    void check(const char *rule, bool on) { find<QCheckBox>(rule)->setChecked(on); }

    QTemporaryDir m_folder;
    MemoryVault m_vault;
    SystemClock m_clock;
    CxoneSandbox m_sandbox{[] {
        CxoneSandboxSettings settings;
        settings.tenant.contacts = 500;
        return settings;
    }()};
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
        auto opened = Workspace::open(Workspace::Paths::under(m_folder.filePath(u"home"_s)), m_clock,
                                      std::make_unique<BorrowedVault>(m_vault));
        QVERIFY(opened);
        m_workspace = *std::move(opened);
        m_opener = std::make_unique<TenantOpener>(*m_workspace);
        m_window = std::make_unique<MainWindow>(*m_workspace, *m_opener);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        const ConnectionProfile profile = profileOf(m_sandbox);
        // It was looked at before, four days ago.
        QVERIFY(m_workspace->listSizes().note(profile.id, {{u"4103"_s, u"A dozen to try"_s, 15}},
                                              QDateTime::currentDateTimeUtc().date().addDays(-4)));
        m_workspace->secrets().keepForThisRun(profile, m_sandbox.accessKeySecret());
        m_window->openProfile(profile);
        m_window->showPage(MainWindow::Page::Lists);
        QTRY_COMPARE(find<QTableView>("contactListsTable")->model()->rowCount(), 5);
    }
    void cleanupTestCase()
    {
        QTRY_VERIFY(m_workspace->runs().isIdle());
        m_window.reset();
        m_opener.reset();
        QVERIFY(endDeliveries(*m_workspace));
        m_workspace.reset();
    }

    void theIndexTellsWhatTheTenantTells()
    {
        using Model = ContactListsModel;
        const QString dozen = u"A dozen to try"_s, winter = u"Winter returns"_s;
        qint64 valid = 0;
        for (const CxoneSandboxRecord &record : m_sandbox.listTruth(4103))
            valid += record.isValid ? 1 : 0;
        QCOMPARE(shown(dozen, Model::Contacts), u"12"_s);
        QCOMPARE(shown(dozen, Model::Valid), QString::number(valid));
        QCOMPARE(shown(dozen, Model::Invalid), QString::number(12 - valid));
        QCOMPARE(shown(dozen, Model::Status), u"Active"_s);
        QCOMPARE(shown(winter, Model::Status), u"Inactive"_s);
        QCOMPARE(shown(winter, Model::Skills), u"none"_s);
        QCOMPARE(shown(winter, Model::Retried), u"not told"_s);
        QTRY_COMPARE(shown(dozen, Model::Change), u"−3"_s);
        QCOMPARE(shown(winter, Model::Change), u"no earlier count"_s);
        keepPicture(*m_window, u"window-list-index"_s);
    }

    void attemptsAreCountedForTheListsThatAreChosen()
    {
        using Model = ContactListsModel;
        const QString leads = u"Imported leads"_s, dozen = u"A dozen to try"_s, winter = u"Winter returns"_s;
        const auto attemptsOf = [this](qint64 list) {
            qint64 attempts = 0;
            for (const CxoneSandboxRecord &record : m_sandbox.listTruth(list))
                attempts += record.attempts;
            return QLocale().toString(attempts);
        };
        auto *table = find<QTableView>("contactListsTable");
        auto *count = find<QPushButton>("countAttemptsButton");
        const auto choose = [table](const QStringList &names) {
            table->clearSelection();
            for (const QString &name : names) {
                const QModelIndexList found
                    = table->model()->match(table->model()->index(0, 0), Qt::DisplayRole, name, 1, Qt::MatchExactly);
                QVERIFY(!found.isEmpty());
                table->selectionModel()->select(found[0], QItemSelectionModel::Select | QItemSelectionModel::Rows);
            }
        };
        choose({});
        QVERIFY(!count->isEnabled());
        choose({leads, dozen});
        QVERIFY(count->isEnabled());
        QCOMPARE(shown(leads, Model::Attempts), u"not counted"_s);
        count->click();
        QCOMPARE(shown(dozen, Model::Attempts), u"counting…"_s);
        QTRY_COMPARE(shown(leads, Model::Attempts), attemptsOf(4102));
        QTRY_COMPARE(shown(dozen, Model::Attempts), attemptsOf(4103));
        QCOMPARE(shown(winter, Model::Attempts), u"not counted"_s);
        QTRY_COMPARE(count->text(), u"Count a&ttempts"_s);
        keepPicture(*m_window, u"window-list-attempts"_s);

        // Refused: said at the list, and none of the others is asked for.
        SandboxFault fault;
        fault.status = 403;
        fault.path = u"/4105/attempts"_s;
        m_sandbox.addFault(fault);
        choose({winter});
        count->click();
        QTRY_COMPARE(shown(winter, Model::Attempts), u"failed"_s);

        // Stopped: what was not counted is not going to be.
        SandboxFault silence{.kind = SandboxFault::Kind::Hang};
        silence.path = u"/4104/attempts"_s;
        m_sandbox.addFault(silence);
        choose({u"Nobody yet"_s});
        count->click();
        QCOMPARE(shown(u"Nobody yet"_s, Model::Attempts), u"counting…"_s);
        count->click();
        QCOMPARE(shown(u"Nobody yet"_s, Model::Attempts), u"not counted"_s);

        // Other counts than those of before are not shown beside the lists as they are now.
        Q_EMIT page().index()->reloadAsked();
        QTRY_COMPARE(shown(leads, Model::Attempts), u"not counted"_s);
    }

    void theGaugeCountsGroupsToo()
    {
        qint64 records = 0, blocked = 0;
        for (const qint64 list : {4101, 4102, 4103, 4104, 4105})
            records += m_sandbox.listTruth(list).size();
        for (const qint64 group : {501, 502, 503})
            blocked += m_sandbox.doNotCallTruth(group).size();
        QVERIFY(records > 3000 && blocked > 0);
        const QString wanted
            = u"%1 in lists, %2 in do-not-call groups."_s.arg(QLocale().toString(records), QLocale().toString(blocked));
        QTRY_VERIFY(gauge().endsWith(wanted));
        QVERIFY(gauge().startsWith(
            u"%1 of %2 records used"_s.arg(QLocale().toString(records + blocked), QLocale().toString(1'000'000))));
        QVERIFY(find<RecordGauge>("recordGauge")->isVisible());
        QCOMPARE(find<QProgressBar>("recordGaugeBar")->value(), int((records + blocked) / 1000));
    }

    void staleListsAreFoundByRules()
    {
        find<QPushButton>("openStaleListsButton")->click();
        QCOMPARE(page().shown(), page().staleLists());
        QCOMPARE(stale(), QStringList{u"Winter returns"_s}); // the others were changed two hours ago
        QVERIFY2(why(0).startsWith(u"not used for 90 days"), qPrintable(why(0)));
        check("staleUnusedCheck", false);
        QVERIFY(find<PlainLabel>("staleSummaryLabel")->plainText().contains(u"at least one rule"));
        check("staleInactiveCheck", true);
        QCOMPARE(stale(), QStringList{u"Winter returns"_s});
        QCOMPARE(why(0), u"inactive"_s);
        check("staleEmptyCheck", true);
        QCOMPARE(stale(), QStringList()); // none is both
        auto *match = find<QComboBox>("staleMatchCombo");
        match->setCurrentIndex(match->findData(int(StaleRules::Match::Any)));
        QCOMPARE(stale(), (QStringList{u"Winter returns"_s, u"Nobody yet"_s})); // the largest first
        check("staleNoSkillCheck", true);
        QCOMPARE(why(0), u"inactive; no skill uses it"_s);
        QVERIFY(find<PlainLabel>("staleSummaryLabel")->plainText().startsWith(u"2 of 5 lists are stale: 300 records"));
        keepPicture(*m_window, u"window-stale-lists"_s);
    }

    void anIndexThatFailsIsSaidAndTriedAgain()
    {
        SandboxFault fault;
        fault.path = u"/lists/call-lists"_s;
        fault.status = 403;
        m_sandbox.addFault(fault);
        find<QAbstractButton>("reloadStaleListsButton")->click();
        QTRY_VERIFY(find<QWidget>("staleListsErrorPanel")->isVisible());
        find<QAbstractButton>("reloadStaleListsButton")->click();
        QTRY_VERIFY(find<QTableView>("staleListsTable")->isVisible());
        QCOMPARE(stale().size(), 2);
    }

    void groupsThatCannotBeReadAreSaid()
    {
        SandboxFault fault;
        fault.path = u"/dnc-groups"_s;
        fault.status = 403;
        m_sandbox.addFault(fault);
        find<QAbstractButton>("reloadStaleListsButton")->click();
        QTRY_VERIFY(gauge().endsWith(u"Do-not-call records aren’t included."));
    }

    void aStaleListIsOpened()
    {
        auto *table = find<QTableView>("staleListsTable");
        table->setCurrentIndex(table->model()->index(0, 0));
        QTRY_VERIFY(find<QPushButton>("openStaleListButton")->isEnabled());
        find<QPushButton>("openStaleListButton")->click();
        QTRY_COMPARE_WITH_TIMEOUT(page().bench().source().listName, u"Winter returns"_s, 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(!page().bench().isBusy(), 30'000);
        const QList<SandboxRequest> requests = m_sandbox.requests();
        for (const SandboxRequest &request : requests)
            QVERIFY2(request.method == "GET" || !request.path.contains("/lists/"), request.path.constData());
    }
};

MUSTER_TEST(TestListStockJourney, QApplication)

} // namespace tst_liststockjourney
#include "tst_liststockjourney.moc"
