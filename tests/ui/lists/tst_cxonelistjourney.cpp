// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/runmanager.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/store/secretstore.h"
#include "network/api/contactlistsclient.h"
#include "network/sandbox/cxone/cxonesandbox.h"
#include "network/tenant/tenantconnection.h"
#include "resources/resources.h"
#include "tests/support/cxonetenant.h"
#include "tests/support/deliveriesend.h"
#include "tests/support/memoryvault.h"
#include "tests/support/pictures.h"
#include "tests/support/testprogram.h"
#include "ui/common/confirmbutton.h"
#include "ui/common/plainlabel.h"
#include "ui/lists/applypage.h"
#include "ui/lists/contactlistspage.h"
#include "ui/lists/dialconsentbox.h"
#include "ui/lists/listrunpage.h"
#include "ui/lists/restore/restorepage.h"
#include "ui/shell/mainwindow.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QCoro/QCoroTask>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_cxonelistjourney {

/// The whole window on CXone's simulator: a list that a running skill calls from is changed only with that skill's
/// name, and a purge can block numbers instead of removing contacts.
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
    DialConsentBox *box(QWidget *look) const { return look->findChild<DialConsentBox *>(); }
    QLineEdit *name(QWidget *look) const { return look->findChild<QLineEdit *>(u"dialConsentEdit"_s); }
    QString warning(QWidget *look) const { return look->findChild<PlainLabel *>(u"dialWarningLabel"_s)->plainText(); }
    qsizetype uploads() const
    {
        const QList<SandboxRequest> requests = m_sandbox.requests();
        return std::ranges::count_if(requests,
                                     [](const SandboxRequest &request) { return request.path.endsWith("/upload"); });
    }

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
    /// To the page that applies what may be done to that list.
    void review(const QString &list)
    {
        m_window->showPage(MainWindow::Page::Lists);
        auto *table = find<QTableView>("contactListsTable");
        const QModelIndexList found
            = table->model()->match(table->model()->index(0, 0), Qt::DisplayRole, list, 1, Qt::MatchExactly);
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
        m_reviewed = true;
    }
    void confirm(const char *act = "confirmApplyButton")
    {
        QVERIFY(m_reviewed);
        auto *button = find<ConfirmButton>(act);
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
        QVERIFY(endDeliveries(*m_workspace));
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
        const qsizetype sent = uploads();
        QCOMPARE(before.size(), 2);

        review(u"Nobody yet"_s);
        QVERIFY(m_reviewed);
        QCOMPARE(page().apply()->plan()->header.fixes, 2);
        QCOMPARE(page().apply()->plan()->lastingFixes, 0); // digits can be written back
        QTRY_VERIFY(name(page().apply()));
        QVERIFY(box(page().apply())->isVisible());
        QVERIFY(warning(page().apply()).contains(skill));
        keepPicture(*m_window, u"window-apply-dial"_s);
        auto *button = find<ConfirmButton>("confirmApplyButton");
        for (const QString &typed : {u""_s, u"outbound welcome"_s, u"Outbound welcome "_s}) {
            name(page().apply())->setText(typed);
            QVERIFY(!button->isAllowed());
            QVERIFY(find<PlainLabel>("applyProblemLabel")->plainText().contains(u"type the name"_s));
        }
        name(page().apply())->setText(skill);
        QVERIFY(button->isAllowed());
        QVERIFY(!find<PlainLabel>("applyProblemLabel")->isVisible());
        QCOMPARE(uploads(), sent);
        QCOMPARE(numbers(), before);
        confirm();
        QVERIFY(run() && run()->outcome());
        QCOMPARE(run()->outcome()->kind, RunOutcome::Kind::Complete);
        QCOMPARE(numbers(), (QStringList{u"12125550101"_s, u"13125550142"_s}));
        QCOMPARE(m_sandbox.dialled().size(), called.size() + 2);

        // Bringing them back rings, too.
        QTRY_VERIFY(find<QPushButton>("restoreThisRunButton")->isEnabled());
        find<QPushButton>("restoreThisRunButton")->click();
        QTRY_VERIFY(name(page().restore()));
        QVERIFY(box(page().restore())->isVisible());
        QVERIFY(warning(page().restore()).contains(skill));
        QVERIFY(find<PlainLabel>("restoreProblemLabel")->plainText().contains(u"type the name"_s));
        keepPicture(*m_window, u"window-restore-dial"_s);
        auto *restore = find<ConfirmButton>("confirmRestoreButton");
        QVERIFY(!restore->isAllowed());
        name(page().restore())->setText(skill);
        QVERIFY(restore->isAllowed());
        const Run *applied = run();
        restore->setFocus();
        QTRY_VERIFY(restore->isEnabled());
        QTest::keyClick(restore, Qt::Key_Space);
        QTRY_VERIFY(run() != applied);
        QTRY_VERIFY_WITH_TIMEOUT(run()->outcome(), 60'000);
        QCOMPARE(run()->outcome()->kind, RunOutcome::Kind::Complete);
        QCOMPARE(numbers(), before);
        QCOMPARE(m_sandbox.dialled().size(), called.size() + 4);
    }

    void aSkillThatMayCallByNowIsAskedForAgain()
    {
        const QString skill = u"Outbound renewals"_s;
        const qsizetype sent = uploads();
        review(u"A dozen to try"_s);
        QVERIFY(m_reviewed && page().apply()->plan()->header.fixes > 0);
        auto *withhold = find<QCheckBox>("withholdPurgeCheck");
        if (withhold->isVisible())
            withhold->setChecked(true);
        auto *button = find<ConfirmButton>("confirmApplyButton");
        QTRY_VERIFY(button->isAllowed()); // it is stopped
        QVERIFY(!name(page().apply()));
        QVERIFY(page().apply()->findChild<QLineEdit *>(u"startSkillEdit"_s)->isVisible());
        if (withhold->isVisible()) { // none is started while somebody is to be purged
            withhold->setChecked(false);
            QVERIFY(!page().apply()->findChild<QLineEdit *>(u"startSkillEdit"_s)->isVisible());
            withhold->setChecked(true);
        }
        QTRY_VERIFY_WITH_TIMEOUT(button->isEnabled(), 60'000);
        // Between that look and the click it becomes one of which nobody can tell.
        m_sandbox.addFault({.path = u"/skills"_s, .times = -1, .status = 403});
        const SharedPlan plan = page().apply()->plan();
        button->setFocus();
        QTest::keyClick(button, Qt::Key_Space);
        QTRY_VERIFY_WITH_TIMEOUT(page().shown() == page().apply() && name(page().apply()), 60'000);
        QCOMPARE(run()->outcome()->kind, RunOutcome::Kind::Refused);
        QCOMPARE(page().apply()->plan(), plan);
        QVERIFY(box(page().apply())->isVisible());
        QVERIFY(find<PlainLabel>("applyProblemLabel")->plainText().contains(skill));
        QVERIFY(!button->isAllowed());
        QCOMPARE(uploads(), sent);
        const Run *refused = run();
        name(page().apply())->setText(skill);
        QVERIFY(button->isAllowed());
        button->setFocus();
        QTRY_VERIFY_WITH_TIMEOUT(button->isEnabled(), 60'000);
        QTest::keyClick(button, Qt::Key_Space);
        QTRY_VERIFY_WITH_TIMEOUT(run() != refused && run()->outcome(), 60'000);
        QVERIFY(run()->outcome()->succeeded());
        QVERIFY(uploads() > sent);
        QCOMPARE(m_sandbox.startedSkills(), QStringList());

        // The page of backups has asked when the backup was made; what it says is as it is when it is shown.
        m_sandbox.clearFaults();
        QTRY_VERIFY(find<QPushButton>("restoreThisRunButton")->isEnabled());
        find<QPushButton>("restoreThisRunButton")->click();
        QTRY_VERIFY(find<ConfirmButton>("confirmRestoreButton")->isAllowed());
        QVERIFY(!name(page().restore()));
        QVERIFY(!page().restore()->findChild<QLineEdit *>(u"startSkillEdit"_s)->isVisible());
    }

    void aPurgeBlocksInsteadAndIsUndone()
    {
        if (!m_window)
            openWindow();
        const QStringList before = m_sandbox.doNotCallTruth(502);
        const qsizetype contacts = m_sandbox.listTruth(4102).size();
        const QStringList called = m_sandbox.dialled();
        review(u"Imported leads"_s);
        QVERIFY(m_reviewed);
        const qint64 purges = page().apply()->plan()->header.purges;
        QVERIFY(purges > 0);
        auto *act = find<ConfirmButton>("confirmApplyButton");
        auto *count = find<QLineEdit>("typedCountEdit");
        auto *group = find<QComboBox>("blockGroupCombo");
        QVERIFY(find<QRadioButton>("purgeRemovesRadio")->isChecked() && !group->isVisible());
        if (count->isVisible())
            QTest::keyClicks(count, QString::number(purges));

        // Another way is another question: what was typed for the removal allows nothing of it.
        find<QRadioButton>("purgeBlocksRadio")->click();
        QVERIFY(count->text().isEmpty());
        QTRY_COMPARE(group->count(), 2); // the inactive one is not offered
        QVERIFY(group->currentIndex() < 0);
        QVERIFY(!act->isAllowed());
        group->setCurrentIndex(group->findText(u"Company"_s, Qt::MatchStartsWith));
        auto *heeds = find<PlainLabel>("blockHeedingLabel");
        QTRY_COMPARE(heeds->text(), u"2 skills honor this group."_s);
        group->setCurrentIndex(group->findText(u"Campaign"_s, Qt::MatchStartsWith));
        QTRY_VERIFY2(heeds->text().startsWith(u"No skill honors this group."_s)
                         && heeds->text().contains(u"Outbound renewals"_s),
                     qPrintable(heeds->text()));
        if (count->isVisible()) {
            QVERIFY(!act->isAllowed());
            QTest::keyClicks(count, QString::number(purges));
        }
        QVERIFY2(act->text().contains(u"block"_s, Qt::CaseInsensitive), qPrintable(act->text()));
        keepPicture(*m_window, u"apply-block"_s);
        confirm();
        QVERIFY(run() && run()->outcome());
        QVERIFY2(run()->outcome()->succeeded(), qPrintable(run()->outcome()->error.value_or(ApiError()).code));
        const QStringList held = m_sandbox.doNotCallTruth(502);
        QVERIFY(held.size() > before.size());
        QCOMPARE(m_sandbox.listTruth(4102).size(), contacts);
        const QString facts = find<PlainLabel>("listRunFactsLabel")->text();
        const QString blocked = QLocale().toString(held.size() - before.size());
        QVERIFY2(
            facts.contains(blocked + u" contacts are blocked in the do-not-call group \u201cCampaign opt-outs\u201d"_s),
            qPrintable(facts));
        keepPicture(*m_window, u"run-block"_s);

        QTRY_VERIFY(find<QPushButton>("restoreThisRunButton")->isEnabled());
        find<QPushButton>("restoreThisRunButton")->click();
        auto *undo = find<ConfirmButton>("confirmRestoreButton");
        QTRY_VERIFY_WITH_TIMEOUT(undo->isEnabled(), 60'000);
        QVERIFY2(undo->text().startsWith(u"Unblock"_s), qPrintable(undo->text()));
        keepPicture(*m_window, u"restore-block"_s);
        const Run *applied = run();
        undo->setFocus();
        QTest::keyClick(undo, Qt::Key_Space);
        QTRY_VERIFY_WITH_TIMEOUT(run() != applied && run() && run()->outcome(), 60'000);
        QCOMPARE(m_sandbox.doNotCallTruth(502), before);
        QCOMPARE(m_sandbox.dialled(), called);
    }
};

MUSTER_TEST(TestCxoneListJourney, QApplication)

} // namespace tst_cxonelistjourney
#include "tst_cxonelistjourney.moc"
