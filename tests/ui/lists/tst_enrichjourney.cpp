// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/checkfindingsmodel.h"
#include "models/items/contactlistsmodel.h"
#include "models/items/enrichfieldsmodel.h"
#include "models/runs/runmanager.h"
#include "models/runs/tenantopener.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/store/secretstore.h"
#include "network/http/clock.h"
#include "network/sandbox/sandboxserver.h"
#include "resources/resources.h"
#include "tests/support/guiwatchdog.h"
#include "ui/common/confirmbutton.h"
#include "ui/common/plainlabel.h"
#include "ui/common/prompts.h"
#include "ui/common/theme.h"
#include "ui/lists/contactlistspage.h"
#include "ui/lists/enrichpage.h"
#include "ui/lists/enrichreviewpage.h"
#include "ui/lists/enrichsourcepane.h"
#include "ui/lists/listindexpane.h"
#include "ui/lists/listrunpage.h"
#include "ui/lists/listscontroller.h"
#include "ui/lists/workbenchcontroller.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDropEvent>
#include <QMimeData>
#include <QPushButton>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace muster;
using namespace muster::test;

namespace {

const QString leads = QStringLiteral("11570002-7c1e-4b52-9d3a-000000000002");
constexpr int rows = 300; // three batches of the campaign's budget

class Answers final : public Prompts
{
public:
    void openFile(QWidget *, const QString &, const QStringList &, std::function<void(QString)> answer) override
    {
        answer(file);
    }
    QString file;
};

} // namespace

/// From a list and a CRM file to contacts that have its values, as a person does it, on the real sandbox over loopback;
/// what arrived is read from the sandbox itself.
class TestEnrichJourney : public QObject
{
    Q_OBJECT

private:
    template <typename T>
    T *find(const char *name)
    {
        return m_page->findChild<T *>(QString::fromLatin1(name));
    }
    void write(const QByteArray &csv)
    {
        QFile file(m_answers.file);
        if (!file.open(QIODevice::WriteOnly) || file.write(csv) != csv.size())
            qFatal("cannot write the file");
    }
    [[nodiscard]] QByteArray csv(int count) const
    {
        QByteArray csv = "Contact ID;Lead Source;Lead Score\n";
        for (int i = 0; i < count; ++i)
            csv += m_before[i].id + ";Fair " + QByteArray::number(i) + ";" + QByteArray::number(i) + "\n";
        return csv;
    }
    /// Contacts of the first `rows` that have exactly what the file says; anybody else who was touched counts against.
    [[nodiscard]] int enriched() const
    {
        const QList<SandboxListContact> now = m_server->listTruth(leads);
        int count = 0;
        for (int i = 0; i < now.size(); ++i) {
            const QList<QPair<QString, QByteArray>> wanted{
                {QStringLiteral("lead_source"), "\"Fair " + QByteArray::number(i) + '"'},
                {QStringLiteral("lead_score"), QByteArray::number(i)}};
            count += i < rows ? int(now[i].enriched == wanted) : now[i].enriched.isEmpty() ? 0 : -1000;
        }
        return count;
    }
    [[nodiscard]] int posts() const
    {
        const QList<SandboxRequest> requests = m_server->requests();
        return int(std::count_if(requests.cbegin(), requests.cend(), [](const SandboxRequest &one) {
            return one.method == QByteArray("POST") && one.path.endsWith("/contacts");
        }));
    }
    void openList(const QString &id, bool hasAttributes = true)
    {
        auto *table = find<QTableView>("contactListsTable");
        QTRY_VERIFY(table->model()->rowCount() > 0);
        for (int row = 0; row < table->model()->rowCount(); ++row) {
            if (table->model()->index(row, ContactListsModel::Id).data().toString() == id)
                table->selectRow(row);
        }
        find<QPushButton>("enrichListButton")->click();
        QCOMPARE(m_page->shown(), static_cast<QWidget *>(m_page->enrich()));
        QTRY_VERIFY(!hasAttributes || fields()->rowCount() > 0);
    }
    QAbstractItemModel *fields() { return find<QTableView>("enrichFieldsTable")->model(); }
    int fieldRow(const QString &attribute)
    {
        for (int row = 0; row < fields()->rowCount(); ++row) {
            if (fields()->index(row, EnrichFieldsModel::Attribute).data().toString() == attribute)
                return row;
        }
        qFatal("the list has no such attribute");
    }
    void chooseFile()
    {
        find<QWidget>("sourceEmptyState")->findChild<QPushButton *>()->click();
        QTRY_VERIFY(find<QTableView>("sourceColumnsTable")->isVisible());
    }
    void checkRows()
    {
        auto *button = find<QPushButton>("checkRowsButton");
        QTRY_VERIFY(button->isEnabled());
        button->click();
        QTRY_VERIFY_WITH_TIMEOUT(m_page->enrich()->report() != nullptr, 20'000);
    }
    QString text(const char *name) { return find<PlainLabel>(name)->plainText(); }

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus"); // nobody's key store
        installTranslations(*qApp);
        QLocale::setDefault(QLocale::c());
        Theme::instance().apply(Theme::Mode::Light);
    }

    void init()
    {
        Prompts::replace(&m_answers);
        m_folder = std::make_unique<QTemporaryDir>();
        m_answers.file = m_folder->filePath(QStringLiteral("crm.csv"));
        SandboxSettings settings;
        settings.contacts = 500;
        settings.contactsPerSecond = 0;
        m_server = std::make_unique<SandboxServer>(settings);
        QVERIFY(m_server->start());
        auto workspace = Workspace::open(Workspace::Paths::under(m_folder->filePath(QStringLiteral("home"))), m_clock);
        QVERIFY(workspace);
        m_workspace = *std::move(workspace);
        const ConnectionProfile profile = TenantOpener::profileForUrl(m_server->url(), m_server->clientId());
        m_workspace->secrets().keepForThisRun(profile, m_server->clientSecret());
        m_session = m_workspace->connectTo(profile);
        m_before = m_server->listTruth(leads);
        write(csv(rows));
        m_page = std::make_unique<ContactListsPage>();
        m_workbench = std::make_unique<WorkbenchController>(*m_page, *m_workspace);
        m_controller = std::make_unique<ListsController>(*m_page, *m_workbench, *m_session, *m_workspace);
        m_page->resize(1112, 740);
        static_cast<QWidget *>(m_page.get())->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    }

    void cleanup()
    {
        if (!m_workspace->runs().isIdle()) {
            m_workspace->runs().pauseAll();
            QTRY_VERIFY_WITH_TIMEOUT(m_workspace->runs().isIdle(), 20'000);
        }
        m_controller.reset();
        m_workbench.reset();
        m_page.reset();
        m_session.reset();
        m_workspace.reset();
        m_server.reset();
        Prompts::replace(nullptr);
    }

    void aFileArrivesAtTheContactsThatItNames()
    {
        openList(leads);
        QTest::qWait(50); // the first painting of a page is the fonts' and the style's
        auto &watch = static_cast<WatchedApplication &>(*qApp);
        watch.restartWatch();
        chooseFile();
        QCOMPARE(find<QComboBox>("sourceFormCombo")->currentData().toInt(), int(';'));
        QCOMPARE(find<QTableView>("sourceRowsTable")->model()->rowCount(), 200);
        // The names alone make the mapping.
        QCOMPARE(find<QComboBox>("enrichIdCombo")->currentText(), QStringLiteral("Contact ID"));
        const QModelIndex score = fields()->index(fieldRow(QStringLiteral("lead_score")), EnrichFieldsModel::Verdict);
        QCOMPARE(score.data(ToneRole).value<Tone>(), Tone::Good);
        QVERIFY(!find<QPushButton>("reviewEnrichButton")->isVisible());
        QVERIFY(text("enrichPlanLabel").contains(QStringLiteral("125")));
        checkRows();
        QVERIFY(text("enrichCountsLabel").contains(QStringLiteral("300 contacts can be enriched")));
        QVERIFY(text("enrichPlanLabel").contains(QStringLiteral("3 batches")));
        QVERIFY(!find<QCheckBox>("leaveOutCheck")->isVisible());
        QCOMPARE(posts(), 0); // nothing is sent by looking
        find<QPushButton>("reviewEnrichButton")->click();
        QCOMPARE(m_page->shown(), static_cast<QWidget *>(m_page->enrichReview()));
        QCOMPARE(m_page->focusWidget()->objectName(), QStringLiteral("cancelEnrichButton"));
        auto *confirm = find<ConfirmButton>("confirmEnrichButton");
        QCOMPARE(confirm->text(), QStringLiteral("Enrich 300 contacts"));
        QVERIFY(!confirm->isEnabled()); // not before a second has gone
        QTRY_VERIFY_WITH_TIMEOUT(confirm->isEnabled(), 3000);
        QTest::mouseClick(confirm, Qt::LeftButton);
        QTRY_COMPARE(m_page->shown(), static_cast<QWidget *>(m_page->runPage()));
        Run *run = m_page->runPage()->run();
        QTRY_VERIFY_WITH_TIMEOUT(run->outcome().has_value(), 30'000);
        QVERIFY(run->outcome()->kind == RunOutcome::Kind::Complete);
        qInfo("longest event on the GUI thread from file to result: %.1f ms of CPU", watch.longestMilliseconds());
        QVERIFY2(watch.longestMilliseconds() < 16, qPrintable(QString::number(watch.longestMilliseconds())));
        QCOMPARE(enriched(), rows);
        QCOMPARE(posts(), 3);
        QTRY_VERIFY(text("runFiguresLabel").contains(QStringLiteral("enriched: 300")));
    }

    void rowsThatDoNotFitAreLeftOutOnlyByChoice()
    {
        write(csv(rows) + m_before[rows].id + ";Fair;many\n" + m_before[0].id + ";Again;1\n");
        openList(leads);
        chooseFile();
        checkRows();
        auto *findings = find<QTableView>("checkFindingsTable");
        QCOMPARE(findings->model()->rowCount(), 2);
        QCOMPARE(findings->model()->index(0, CheckFindingsModel::Value).data().toString(), QStringLiteral("many"));
        auto *review = find<QPushButton>("reviewEnrichButton");
        QVERIFY(review->isVisible() && !review->isEnabled());
        auto *leave = find<QCheckBox>("leaveOutCheck");
        QVERIFY(leave->isVisible() && !leave->isChecked());
        leave->click();
        QVERIFY(review->isEnabled());
        review->click();
        QVERIFY(text("enrichLeftLabel").contains(QStringLiteral("2 rows that do not fit")));
        auto *confirm = find<ConfirmButton>("confirmEnrichButton");
        QTRY_VERIFY_WITH_TIMEOUT(confirm->isEnabled(), 3000);
        QTest::mouseClick(confirm, Qt::LeftButton);
        QTRY_COMPARE(m_page->shown(), static_cast<QWidget *>(m_page->runPage()));
        Run *run = m_page->runPage()->run();
        QTRY_VERIFY_WITH_TIMEOUT(run->outcome().has_value(), 30'000);
        QVERIFY(run->outcome()->kind == RunOutcome::Kind::CompleteWithFindings);
        QCOMPARE(enriched(), rows);
        find<QPushButton>("readAfterRunButton")->click(); // of that list, though none was open
        QTRY_COMPARE(m_page->bench().source().listId, leads);
    }

    void anotherMappingAsksForAnotherCheck()
    {
        openList(leads);
        chooseFile();
        checkRows();
        find<QTableView>("enrichFieldsTable")->selectRow(fieldRow(QStringLiteral("lead_score")));
        auto *column = find<QComboBox>("enrichColumnCombo");
        QCOMPARE(column->currentText(), QStringLiteral("Lead Score"));
        column->setCurrentIndex(column->findText(QStringLiteral("Lead Source")));
        QVERIFY(!m_page->enrich()->report());
        QVERIFY(!find<QPushButton>("reviewEnrichButton")->isVisible());
        QVERIFY(text("enrichTrialLabel").contains(QStringLiteral("not a whole number")));
        checkRows();
        QCOMPARE(m_page->enrich()->report()->rates.rejected(), rows);
        QVERIFY(text("enrichHintLabel").contains(QStringLiteral("No row")));
        QVERIFY(!find<QPushButton>("reviewEnrichButton")->isEnabled());
    }

    void S23_aFileThatDoesNotReadCanBeReadInAnotherWay()
    {
        write("Contact ID|Lead Source\n" + m_before[0].id + "|Fair, in spring\n" + m_before[1].id + "|Fair\n");
        openList(leads);
        chooseFile();
        auto *form = find<QComboBox>("sourceFormCombo");
        form->setCurrentIndex(form->findData(int(',')));
        Q_EMIT form->activated(form->currentIndex());
        QTRY_VERIFY(find<PlainLabel>("sourceProblemLabel")->isVisible());
        QVERIFY(!find<QPushButton>("checkRowsButton")->isEnabled());
        form->setCurrentIndex(form->findData(int('|')));
        Q_EMIT form->activated(form->currentIndex());
        QTRY_VERIFY(!find<PlainLabel>("sourceProblemLabel")->isVisible()
                    && find<QTableView>("sourceColumnsTable")->model()->rowCount() == 2);
        checkRows();
        QCOMPARE(m_page->enrich()->report()->rates.sent(), 2);
    }

    void aCampaignWithoutTimeIsRefusedWithTheReason()
    {
        openList(QStringLiteral("11570004-7c1e-4b52-9d3a-000000000004"), false);
        QTRY_VERIFY(text("enrichPlanLabel").contains(QStringLiteral("9 ms")));
        QVERIFY(text("enrichPlanLabel").contains(QStringLiteral("Nobody to call")));
    }

    void aDroppedFileIsReadAndTheWayBackLeadsToTheLists()
    {
        openList(leads);
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(m_answers.file)});
        QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QVERIFY(QCoreApplication::sendEvent(m_page->enrich(), &enter));
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QVERIFY(QCoreApplication::sendEvent(m_page->enrich(), &drop));
        QTRY_COMPARE(find<QTableView>("sourceColumnsTable")->model()->rowCount(), 3);
        find<QPushButton>("leaveEnrichButton")->click();
        QCOMPARE(m_page->shown(), static_cast<QWidget *>(m_page->index()));
        QVERIFY(m_workspace->runs().isIdle());
        openList(leads); // begins anew
        QVERIFY(find<QWidget>("sourceEmptyState")->isVisible());
        QVERIFY(!find<QPushButton>("checkRowsButton")->isEnabled());
    }

    void aCheckThatIsStoppedLeavesEverythingAsItWas()
    {
        write(csv(rows));
        openList(leads);
        chooseFile();
        auto *button = find<QPushButton>("checkRowsButton");
        QTRY_VERIFY(button->isEnabled());
        button->click();
        QVERIFY(!button->isEnabled());
        QVERIFY(find<QPushButton>("stopCheckButton")->isVisible());
        QVERIFY(!find<QComboBox>("enrichColumnCombo")->isEnabled());
        find<QPushButton>("stopCheckButton")->click();
        QTRY_VERIFY_WITH_TIMEOUT(button->isEnabled(), 20'000);
        QVERIFY(!m_page->enrich()->report());
        QTRY_VERIFY(m_workspace->runs().runs().isEmpty());
    }

private:
    Answers m_answers;
    SystemClock m_clock;
    QList<SandboxListContact> m_before;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SandboxServer> m_server;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<TenantSession> m_session;
    std::unique_ptr<ContactListsPage> m_page;
    std::unique_ptr<WorkbenchController> m_workbench;
    std::unique_ptr<ListsController> m_controller;
};

int main(int argc, char **argv)
{
    WatchedApplication application(argc, argv);
    TestEnrichJourney test;
    QTEST_SET_MAIN_SOURCE_PATH
    return QTest::qExec(&test, argc, argv);
}

#include "tst_enrichjourney.moc"
