// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/enrichfieldsmodel.h"
#include "models/items/listmodels.h"
#include "models/runs/runmanager.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/store/secretstore.h"
#include "network/http/clock.h"
#include "network/sandbox/cxone/cxonesandbox.h"
#include "resources/resources.h"
#include "tests/support/cxonetenant.h"
#include "tests/support/memoryvault.h"
#include "tests/support/testprogram.h"
#include "ui/common/confirmbutton.h"
#include "ui/common/plainlabel.h"
#include "ui/common/theme.h"
#include "ui/lists/contactlistspage.h"
#include "ui/lists/dialconsentbox.h"
#include "ui/lists/enrich/enrichpage.h"
#include "ui/lists/enrich/enrichreviewpage.h"
#include "ui/lists/listrunpage.h"
#include "ui/lists/listscontroller.h"
#include "ui/lists/workbenchcontroller.h"

#include <QComboBox>
#include <QFile>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace tst_cxoneenrichjourney {

namespace {

constexpr qint64 renewals = 4101;
constexpr int rows = 40;

} // namespace

/// From a calling list of CXone and a CRM file to contacts that have its values, as a person does it.
class TestCxoneEnrichJourney : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void aFileArrivesAtTheContactsThatItNames();
    void aSkillThatMayCallHasToBeNamed();
    void aSkillThatMayCallByNowIsAskedForAgain();
    void aSkillIsStartedForThisOnceByItsName();

private:
    template <typename T>
    T *find(const char *name)
    {
        return m_page->findChild<T *>(QString::fromLatin1(name));
    }
    QString text(const char *name) { return find<PlainLabel>(name)->plainText(); }
    /// To the last look before the upload.
    void review();
    void confirm();
    [[nodiscard]] int enriched() const;
    [[nodiscard]] bool hasUploaded() const
    {
        const QList<SandboxRequest> requests = m_sandbox->requests();
        return std::ranges::any_of(requests,
                                   [](const SandboxRequest &request) { return request.path.endsWith("/upload"); });
    }

    test::MemoryVault m_vault;
    SystemClock m_clock;
    QList<CxoneSandboxRecord> m_before;
    QString m_file;
    QStringList m_started; ///< Skills that the test has started.
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<CxoneSandbox> m_sandbox;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<TenantSession> m_session;
    std::unique_ptr<ContactListsPage> m_page;
    std::unique_ptr<WorkbenchController> m_workbench;
    std::unique_ptr<ListsController> m_controller;
};

void TestCxoneEnrichJourney::initTestCase()
{
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus"); // nobody's key store
    installTranslations(*qApp);
    QLocale::setDefault(QLocale::c());
    Theme::instance().apply(Theme::Mode::Light);
}

void TestCxoneEnrichJourney::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_sandbox = std::make_unique<CxoneSandbox>(
        CxoneSandboxSettings{.tenant = {.contacts = 80, .seed = 3, .jobTime = std::chrono::milliseconds(100)}});
    QVERIFY(m_sandbox->start());
    auto workspace = Workspace::open(Workspace::Paths::under(m_folder->filePath(u"home"_s)), m_clock,
                                     std::make_unique<test::BorrowedVault>(m_vault));
    QVERIFY(workspace);
    m_workspace = *std::move(workspace);
    const ConnectionProfile profile = profileOf(*m_sandbox);
    m_workspace->secrets().keepForThisRun(profile, m_sandbox->accessKeySecret());
    m_session = m_workspace->connectTo(profile);
    m_before = m_sandbox->listTruth(renewals);
    m_file = m_folder->filePath(u"crm.csv"_s);
    QFile file(m_file);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QByteArray csv = "Contact ID,otherFields.tier\n";
    for (int at = 0; at < rows; ++at)
        csv += m_before[at].externalId.toUtf8() + ",Level " + QByteArray::number(at) + '\n';
    QCOMPARE(file.write(csv), csv.size());
    file.close();
    m_page = std::make_unique<ContactListsPage>();
    m_workbench = std::make_unique<WorkbenchController>(*m_page, *m_workspace);
    m_controller = std::make_unique<ListsController>(*m_page, *m_workbench, *m_session, *m_workspace);
    m_page->resize(1112, 740);
    static_cast<QWidget *>(m_page.get())->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
}

void TestCxoneEnrichJourney::cleanup()
{
    QCOMPARE(m_sandbox->startedSkills(), m_started);
    if (std::exchange(m_started, {}).isEmpty())
        QVERIFY(m_sandbox->dialled().isEmpty());
    if (!m_workspace->runs().isIdle()) {
        m_workspace->runs().pauseAll();
        QTRY_VERIFY_WITH_TIMEOUT(m_workspace->runs().isIdle(), 60'000);
    }
    m_controller.reset();
    m_workbench.reset();
    m_page.reset();
    m_session.reset();
    m_workspace.reset();
    m_sandbox.reset();
}

int TestCxoneEnrichJourney::enriched() const
{
    const QList<CxoneSandboxRecord> now = m_sandbox->listTruth(renewals);
    int count = 0;
    for (qsizetype at = 0; at < now.size(); ++at) {
        if (now[at].others != m_before[at].others)
            count += at < rows && now[at].others[u"tier"_s] == u"Level "_s + QString::number(at) ? 1 : -1000;
    }
    return count;
}

void TestCxoneEnrichJourney::review()
{
    auto *table = find<QTableView>("contactListsTable");
    QTRY_COMPARE(table->model()->rowCount(), 5);
    for (int row = 0; row < table->model()->rowCount(); ++row) {
        if (table->model()->index(row, ContactListsModel::Id).data().toString() == QString::number(renewals))
            table->selectRow(row);
    }
    find<QPushButton>("enrichListButton")->click();
    QCOMPARE(m_page->shown(), static_cast<QWidget *>(m_page->enrich()));
    QTRY_COMPARE(find<QTableView>("enrichFieldsTable")->model()->rowCount(), 4);
    Q_EMIT m_page->enrich()->fileChosen(m_file);
    QTRY_VERIFY(find<QTableView>("sourceColumnsTable")->isVisible());
    auto *check = find<QPushButton>("checkRowsButton");
    QTRY_VERIFY(check->isEnabled());
    check->click();
    QTRY_VERIFY_WITH_TIMEOUT(m_page->enrich()->report() != nullptr, 60'000);
    QTRY_VERIFY(find<QPushButton>("reviewEnrichButton")->isEnabled());
}

void TestCxoneEnrichJourney::confirm()
{
    auto *button = find<ConfirmButton>("confirmEnrichButton");
    QTRY_VERIFY_WITH_TIMEOUT(button->isEnabled(), 60'000);
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_COMPARE(m_page->shown(), static_cast<QWidget *>(m_page->runPage()));
    QTRY_VERIFY_WITH_TIMEOUT(m_page->runPage()->run()->outcome().has_value(), 60'000);
    const RunOutcome outcome = *m_page->runPage()->run()->outcome();
    QVERIFY2(outcome.succeeded(), outcome.error ? qPrintable(outcome.error->code) : "");
}

void TestCxoneEnrichJourney::aFileArrivesAtTheContactsThatItNames()
{
    review();
    // What CXone has not is not offered, and nothing speaks of a budget.
    QVERIFY(!find<QPushButton>("openWebhooksButton")->isVisible());
    QVERIFY(!find<QComboBox>("enrichCampaignCombo")->isVisible());
    QVERIFY(text("enrichPlanLabel")
                .contains(u"The skill \u201cOutbound renewals\u201d calls from this list. It is stopped"_s));
    QVERIFY(!text("enrichPlanLabel").contains(u"campaign"_s));
    QVERIFY(!text("enrichPlanLabel").contains(u" ms "_s));
    find<QPushButton>("reviewEnrichButton")->click();
    QTRY_VERIFY(find<ConfirmButton>("confirmEnrichButton")->isAllowed());
    QVERIFY(!m_page->enrichReview()->findChild<QLineEdit *>(u"dialConsentEdit"_s));
    QVERIFY(!hasUploaded());
    confirm();
    QCOMPARE(enriched(), rows);
}

void TestCxoneEnrichJourney::aSkillThatMayCallByNowIsAskedForAgain()
{
    review();
    find<QPushButton>("reviewEnrichButton")->click();
    auto *button = find<ConfirmButton>("confirmEnrichButton");
    QTRY_VERIFY_WITH_TIMEOUT(button->isEnabled(), 60'000); // it is stopped
    m_sandbox->addFault({.path = u"/skills"_s, .times = -1, .status = 403});
    QTest::mouseClick(button, Qt::LeftButton);
    EnrichReviewPage *look = m_page->enrichReview();
    QTRY_VERIFY_WITH_TIMEOUT(m_page->runPage()->run() && m_page->runPage()->run()->outcome(), 60'000);
    QCOMPARE(m_page->runPage()->run()->outcome()->kind, RunOutcome::Kind::Refused);
    QTRY_VERIFY_WITH_TIMEOUT(
        m_page->shown() == static_cast<QWidget *>(look) && look->findChild<QLineEdit *>(u"dialConsentEdit"_s), 60'000);
    QVERIFY(text("enrichProblemLabel").contains(u"Outbound renewals"_s));
    QVERIFY(!button->isAllowed());
    QVERIFY(!hasUploaded());
    const Run *refused = m_page->runPage()->run();
    look->findChild<QLineEdit *>(u"dialConsentEdit"_s)->setText(u"Outbound renewals"_s);
    QTRY_VERIFY_WITH_TIMEOUT(button->isEnabled(), 60'000);
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(m_page->runPage()->run() != refused && m_page->runPage()->run()->outcome(), 60'000);
    QVERIFY(m_page->runPage()->run()->outcome()->succeeded());
    QCOMPARE(enriched(), rows);
}

void TestCxoneEnrichJourney::aSkillThatMayCallHasToBeNamed()
{
    review();
    // From now on nobody can tell whether it runs: the last look asks anew.
    m_sandbox->addFault({.path = u"/skills"_s, .times = -1, .status = 403});
    find<QPushButton>("reviewEnrichButton")->click();
    auto *box = m_page->enrichReview()->findChild<DialConsentBox *>();
    QTRY_VERIFY(box->isVisible() && !box->isLoading());
    QVERIFY(box->findChild<PlainLabel *>(u"dialWarningLabel"_s)->plainText().contains(u"Outbound renewals"_s));
    QVERIFY(box->findChild<PlainLabel *>(u"dialWarningLabel"_s)->plainText().contains(u"may be called"_s));
    auto *button = find<ConfirmButton>("confirmEnrichButton");
    QTRY_VERIFY(box->findChild<QLineEdit *>(u"dialConsentEdit"_s));
    auto *name = box->findChild<QLineEdit *>(u"dialConsentEdit"_s);
    for (const QString &typed : {u""_s, u"outbound renewals"_s, u"Outbound renewals "_s}) {
        name->setText(typed);
        QVERIFY(!box->isGiven());
        QVERIFY(!button->isEnabled());
    }
    QVERIFY(!hasUploaded());
    name->setText(u"Outbound renewals"_s);
    confirm();
    QCOMPARE(enriched(), rows);
}

void TestCxoneEnrichJourney::aSkillIsStartedForThisOnceByItsName()
{
    const QString skill = u"Outbound renewals"_s;
    review();
    find<QPushButton>("reviewEnrichButton")->click();
    EnrichReviewPage *look = m_page->enrichReview();
    auto *button = find<ConfirmButton>("confirmEnrichButton");
    QTRY_VERIFY(button->isAllowed()); // without it nothing is started
    auto *start = look->findChild<QLineEdit *>(u"startSkillEdit"_s);
    QVERIFY(start->isVisible() && start->text().isEmpty());
    QVERIFY(look->findChild<PlainLabel *>(u"startSkillLabel"_s)->plainText().contains(skill));
    for (const QString &typed : {u"outbound renewals"_s, u"Outbound"_s, u" "_s}) {
        start->setText(typed);
        QVERIFY(!button->isAllowed());
        QVERIFY(text("enrichProblemLabel").contains(u"isn’t its name"_s));
    }
    start->setText(skill);
    QVERIFY(button->isAllowed());
    confirm();
    QCOMPARE(enriched(), rows);
    QVERIFY(m_page->runPage()->run()->outcome()->findings.contains(u"skill_started:1"_s));
    m_started = {skill};
    // Another look knows nothing of it. It runs by now: who may call is to be named.
    Q_EMIT look->closed();
    QVERIFY(start->text() == skill);
    look->prepare({}, {.listId = QString::number(renewals)}, std::make_shared<const CheckReport>(), {});
    QVERIFY(start->text().isEmpty());
    QTRY_VERIFY(look->findChild<QLineEdit *>(u"dialConsentEdit"_s));
    QVERIFY(!start->isVisible());
}

MUSTER_TEST(TestCxoneEnrichJourney, QApplication)

} // namespace tst_cxoneenrichjourney
#include "tst_cxoneenrichjourney.moc"
