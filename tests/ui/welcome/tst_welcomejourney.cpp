// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/profilestore.h"
#include "ui/audiences/audienceeditor.h"
#include "ui/audiences/audiencespage.h"
#include "ui/common/badges.h"
#include "ui/connection/connectionguide.h"
#include "ui/lists/csvfilepage.h"
#include "ui/lists/enrich/enrichpage.h"
#include "ui/transcripts/maskedfilepage.h"
#include "ui/transcripts/transcriptviewer.h"
#include "ui/welcome/filesheet.h"
#include "ui/welcome/welcomepage.h"
#include "welcomewindow.h"

#include "tests/support/testprogram.h"

#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QToolButton>

using namespace muster;
using namespace muster::test;

namespace tst_welcomejourney {
using Kind = RecentItem::Kind;

/// From the first start through each way in.
class TestWelcomeJourney : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::instance().apply(Theme::Mode::Light); }
    void firstStartShowsTheWaysIn();
    void laterStartsOpenWhereOneWas();
    void exploresTheSandbox();
    void connectsATenantStepByStep();
    void opensContacts();
    void opensCrmDataForAList();
    void opensCriteria();
    void triesMaskingOnATranscript();
    void asksWhereTheKindIsNotCertain();
    void opensSeveralFilesOneAfterTheOther();
    void wrongFilesSayWhy_data();
    void wrongFilesSayWhy();
    void remembersWhatWasOpened();
    void recentItemsCanBeTakenOut();
    void recentItemsByKeysAlone();
    void anotherFileIsChosenFromTheSheet();
    void theSheetOffersTheListsOfTheTenantThatIsOpen();
    void whatCannotBeForgottenOnTheDiskIsSaid();

private:
    /// The file is chosen on the welcome page.
    static void chooseFile(WelcomeWindow &window, const QString &file)
    {
        window.answers().file = file;
        window.click("openFileForDryRunButton");
    }
    static QStringList recentNames(const WelcomeWindow &window)
    {
        QStringList names;
        const auto items = window.workspace().recentItems().items(TenantOpener::sandboxProfile().id);
        for (const RecentItem &item : items)
            names << item.name;
        return names;
    }
};

void TestWelcomeJourney::firstStartShowsTheWaysIn()
{
    WelcomeWindow window;
    QVERIFY(window.start());
    QVERIFY(window.isOn("welcomePage"));
    for (const char *button : {"exploreSandboxButton", "connectTenantButton", "openFileForDryRunButton"}) {
        QVERIFY2(window.find<QPushButton>(button)->isVisible(), button);
        QVERIFY2(window.find<QPushButton>(button)->isEnabled(), button);
    }
    QVERIFY(window.find<QPushButton>("exploreSandboxButton")->hasFocus()); // Return goes on
    QVERIFY(window.find<QWidget>("recentItemsEmptyState")->isVisible());
    QVERIFY(!window.find<QPushButton>("clearRecentButton")->isVisible());
    window.window().showPage(MainWindow::Page::History);
    QVERIFY(!window.isOn("welcomePage"));
    window.find<QToolButton>("welcomeNavigationButton")->click();
    QVERIFY(window.isOn("welcomePage"));
}

void TestWelcomeJourney::laterStartsOpenWhereOneWas()
{
    WelcomeWindow window;
    QVERIFY(window.start());
    ConnectionProfile profile
        = contractProfile(QStringLiteral("Mine"), QUrl(QStringLiteral("https://cx.example.test")));
    profile.clientId = QStringLiteral("id");
    QVERIFY(window.workspace().profiles().save(profile));
    window.window().openProfile(profile);
    window.window().showPage(MainWindow::Page::History);
    window.close();
    QVERIFY(window.start());
    QVERIFY(window.isOn("historyPage"));
    QCOMPARE(window.window().session()->profile().name, QStringLiteral("Mine"));
    QVERIFY(window.workspace().profiles().remove(profile.id)); // it may be gone the next time
    window.close();
    QVERIFY(window.start());
    QVERIFY(TenantOpener::isSandbox(window.window().session()->profile()));
}

void TestWelcomeJourney::exploresTheSandbox()
{
    WelcomeWindow window;
    QVERIFY(window.start());
    window.click("exploreSandboxButton");
    QVERIFY(window.isOn("segmentsPage"));
    auto *segments = window.find<QTableView>("segmentsTable");
    QTRY_VERIFY(segments->model()->rowCount() > 0);
    // From another tenant it is opened first.
    ConnectionProfile other = contractProfile(QStringLiteral("Mine"), QUrl(QStringLiteral("https://cx.example.test")));
    window.window().openProfile(other);
    window.window().showPage(MainWindow::Page::Welcome);
    window.click("exploreSandboxButton");
    QVERIFY(TenantOpener::isSandbox(window.window().session()->profile()));
    QVERIFY(window.isOn("segmentsPage"));
}

void TestWelcomeJourney::connectsATenantStepByStep()
{
    SandboxServer server(SandboxSettings{.contacts = 10});
    QVERIFY(server.start());
    WelcomeWindow window;
    QVERIFY(window.start());
    window.click("connectTenantButton");
    QVERIFY(window.isOn("connectionsPage"));
    auto *guide = window.window().findChild<ConnectionGuide *>();
    QVERIFY(guide->isVisible());
    QCOMPARE(guide->step(), ConnectionGuide::Step::Address);
    auto *name = window.find<QLineEdit>("profileNameEdit");
    QVERIFY(name->hasFocus());
    QTest::keyClicks(name, QStringLiteral("Mine"));
    QTest::keyClicks(window.find<QLineEdit>("baseUrlEdit"), QStringLiteral("nonsense"));
    QCOMPARE(guide->step(), ConnectionGuide::Step::Address); // an address that is none
    window.find<QLineEdit>("baseUrlEdit")->clear();
    QTest::keyClicks(window.find<QLineEdit>("baseUrlEdit"), server.url().toString());
    QCOMPARE(guide->step(), ConnectionGuide::Step::SignIn);
    window.click("guideNextButton");
    QVERIFY(window.find<QLineEdit>("clientIdEdit")->hasFocus());
    QTest::keyClicks(window.find<QLineEdit>("clientIdEdit"), server.clientId());
    window.click("guideNextButton");
    auto *secret = window.find<QLineEdit>("clientSecretEdit");
    QVERIFY(secret->hasFocus());
    QTest::keyClicks(secret, QString::fromUtf8(server.clientSecret().bytes()));
    QTest::keyClick(secret, Qt::Key_Return);
    QCOMPARE(guide->step(), ConnectionGuide::Step::Test);
    window.click("guideNextButton");
    QTRY_COMPARE_WITH_TIMEOUT(guide->step(), ConnectionGuide::Step::Open, 60'000);
    QVERIFY(window.find<StatusBadge>("guideStep3Badge")->word().contains(u"done"));
    QTest::keyClicks(name, QStringLiteral("!"));
    QCOMPARE(guide->step(), ConnectionGuide::Step::Test); // what was tested is not this any more
    window.click("guideNextButton");
    QTRY_COMPARE_WITH_TIMEOUT(guide->step(), ConnectionGuide::Step::Open, 60'000);
    window.click("guideNextButton");
    QVERIFY(window.isOn("segmentsPage"));
    QCOMPARE(window.window().session()->profile().name, QStringLiteral("Mine!"));
    QVERIFY(window.workspace().profiles().byName(QStringLiteral("Mine!")));
    window.window().showPage(MainWindow::Page::Connections);
    QVERIFY(!guide->isVisible()); // it is over
    QTRY_VERIFY(window.find<QTableView>("segmentsTable")->model()->rowCount() > 0);
}

void TestWelcomeJourney::opensContacts()
{
    WelcomeWindow window;
    QVERIFY(window.start());
    const QString file = window.put("autumn.csv", "id,phone\n1,+12015550100\n2,+12015550101\n");
    chooseFile(window, file);
    QTRY_VERIFY(window.isOn("csvFilePage"));
    auto *open = window.find<QPushButton>("openCsvFileButton");
    QTRY_VERIFY(open->isEnabled());
    QCOMPARE(window.find<PlainLabel>("csvFileNameLabel")->plainText(), QStringLiteral("autumn.csv"));
    open->click();
    QTRY_VERIFY(window.isOn("workbenchView"));
    QCOMPARE(recentNames(window), QStringList{QStringLiteral("autumn.csv")});
}

void TestWelcomeJourney::opensCrmDataForAList()
{
    WelcomeWindow window;
    QVERIFY(window.start());
    chooseFile(window, window.put("crm.csv", "contact_id,annual_revenue\nc1,500\nc2,7\n"));
    QTRY_COMPARE(window.window().findChildren<FileRow *>().size(), 1);
    QVERIFY(window.isOn("welcomePage")); // the list has to be chosen
    auto *lists = window.find<QComboBox>("fileListCombo");
    QTRY_VERIFY(lists->isVisible());
    auto *open = window.find<QPushButton>("openBroughtFileButton");
    QVERIFY(!open->isEnabled());
    QVERIFY(!window.find<PlainLabel>("fileNeedsLabel")->plainText().isEmpty());
    lists->setCurrentIndex(1);
    const QString list = lists->currentText();
    QVERIFY(open->isEnabled());
    open->click();
    QVERIFY(window.isOn("enrichPage"));
    const auto *page = window.find<EnrichPage>("enrichPage");
    QCOMPARE(page->list().name, list);
    QTRY_VERIFY(window.find<QTableView>("sourceColumnsTable")->model()->rowCount() == 2);
    QCOMPARE(recentNames(window), QStringList({list, QStringLiteral("crm.csv")}));
}

void TestWelcomeJourney::opensCriteria()
{
    WelcomeWindow window;
    QVERIFY(window.start());
    chooseFile(window,
               window.put("gold.json",
                          R"({"operator":"AND","conditions":[{"field":"tier","operator":"equals","value":"gold"}]})"));
    QTRY_VERIFY(window.isOn("audienceEditor"));
    auto *page = window.find<AudiencesPage>("audiencesPage");
    QCOMPARE(page->editors().size(), 1);
    // What is in JsonLogic becomes another tab.
    window.window().showPage(MainWindow::Page::Welcome);
    chooseFile(window, window.put("logic.json", R"({"and":[{"==":[{"var":"tier"},"gold"]}]})"));
    QTRY_COMPARE(page->editors().size(), 2);
    QVERIFY(window.answers().told.isEmpty());
}

void TestWelcomeJourney::triesMaskingOnATranscript()
{
    WelcomeWindow window;
    QVERIFY(window.start());
    chooseFile(window, window.put("call.txt", "Agent: Hello.\nCustomer: Write to ann@example.com, please.\n"));
    QTRY_VERIFY(window.isOn("maskedFilePage"));
    auto *page = window.find<MaskedFilePage>("maskedFilePage");
    QTRY_VERIFY(page->viewer()->transcript() != nullptr);
    QVERIFY(page->viewer()->transcript()->text.find("ann@example.com") == std::string::npos);
    QVERIFY(page->viewer()->transcript()->findings.size() == 1);
    const QString says = window.find<PlainLabel>("maskedFileSaysLabel")->plainText();
    QVERIFY2(says.contains(u'1') && !says.contains(u"ann"), qPrintable(says));
    window.click("closeMaskedFileButton");
    QVERIFY(!window.isOn("maskedFilePage"));
    QVERIFY(window.isOn("transcriptsPage"));
}

void TestWelcomeJourney::asksWhereTheKindIsNotCertain()
{
    WelcomeWindow window;
    QVERIFY(window.start());
    chooseFile(window, window.put("both.csv", "id,phone,annual_revenue\n1,+12015550100,5\n2,+12015550101,6\n"));
    QTRY_COMPARE(window.window().findChildren<FileRow *>().size(), 1);
    auto *kind = window.find<QComboBox>("fileKindCombo");
    QVERIFY(kind->isVisible() && kind->hasFocus());
    QCOMPARE(FileKind(kind->itemData(0).toInt()), FileKind::Contacts); // the guess first
    QCOMPARE(kind->count(), int(allFileKinds.size()));
    QVERIFY(window.find<PlainLabel>("fileSaysLabel")->plainText().contains(u"phone"));
    QVERIFY(window.answers().asked.isEmpty() && window.answers().told.isEmpty()); // no boxes
    QTest::keyClick(kind, Qt::Key_Escape);
    QVERIFY(window.find<QPushButton>("openFileForDryRunButton")->isVisible()); // back at the ways
    chooseFile(window, window.put("both.csv", "id,phone,annual_revenue\n1,+12015550100,5\n2,+12015550101,6\n"));
    QTRY_VERIFY(window.find<QPushButton>("openBroughtFileButton")->isVisible());
    window.click("openBroughtFileButton");
    QTRY_VERIFY(window.isOn("csvFilePage"));
}

void TestWelcomeJourney::opensSeveralFilesOneAfterTheOther()
{
    WelcomeWindow window;
    QVERIFY(window.start());
    window.window().pages().openFiles({window.put("a.csv", "id,phone\n1,+12015550100\n2,+12015550101\n"),
                                       window.put("b.txt", "Agent: Hello.\nCustomer: Hi.\n"), window.put("c.csv", "")});
    QTRY_COMPARE(window.window().findChildren<FileRow *>().size(), 3);
    const auto rows = window.window().findChildren<FileRow *>();
    QCOMPARE(std::count_if(rows.cbegin(), rows.cend(), [](const FileRow *row) { return row->canOpen(); }), 2);
    const auto open
        = [&](int row) { rows[row]->findChild<QPushButton *>(QStringLiteral("openBroughtFileButton"))->click(); };
    open(0);
    QTRY_VERIFY(window.isOn("csvFilePage"));
    window.window().showPage(MainWindow::Page::Welcome); // the sheet is still there
    QVERIFY(rows[0]->findChild<StatusBadge *>(QStringLiteral("fileStateBadge"))->isVisible());
    QVERIFY(!rows[1]->findChild<StatusBadge *>(QStringLiteral("fileStateBadge"))->isVisible());
    open(1);
    QTRY_VERIFY(window.isOn("maskedFilePage"));
}

void TestWelcomeJourney::wrongFilesSayWhy_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("word");
    QTest::newRow("nothing") << QByteArray() << QStringLiteral("is empty");
    QTest::newRow("zeros") << QByteArray(5'000, '\0') << QStringLiteral("isn’t text");
    QTest::newRow("a workbook") << QByteArray("PK\x03\x04 and more") << QStringLiteral("as CSV");
    QTest::newRow("one huge line") << QByteArray(3'000'000, 'x') << QStringLiteral("first line");
    QTest::newRow("broken JSON") << QByteArray("{\"a\": 1 ?}") << QStringLiteral("JSON");
}

void TestWelcomeJourney::wrongFilesSayWhy()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, word);
    WelcomeWindow window;
    QVERIFY(window.start());
    chooseFile(window, window.put("brought.csv", content));
    QTRY_COMPARE(window.window().findChildren<FileRow *>().size(), 1);
    const QString says = window.find<PlainLabel>("fileSaysLabel")->plainText();
    QVERIFY2(says.contains(word) && says.contains(u"brought.csv"), qPrintable(says));
    QVERIFY(!window.find<QPushButton>("openBroughtFileButton"));
    QVERIFY(window.answers().told.isEmpty());
    QVERIFY(recentNames(window).isEmpty());
    // A file that is gone, or may not be read, says so as well.
    chooseFile(window, window.folder().filePath(QStringLiteral("gone.csv")));
    QTRY_VERIFY(window.find<PlainLabel>("fileSaysLabel")->plainText().contains(u"gone.csv"));
}

void TestWelcomeJourney::remembersWhatWasOpened()
{
    WelcomeWindow window;
    QVERIFY(window.start());
    window.click("exploreSandboxButton");
    auto *segments = window.find<QTableView>("segmentsTable");
    QTRY_VERIFY(segments->model()->rowCount() > 1);
    segments->setCurrentIndex(segments->model()->index(1, 0));
    QTRY_VERIFY(window.find<QPushButton>("openExportButton")->isEnabled());
    const QString segment = segments->currentIndex().siblingAtColumn(0).data().toString();
    window.click("openExportButton");
    window.window().showPage(MainWindow::Page::Lists);
    auto *lists = window.find<QTableView>("contactListsTable");
    QTRY_VERIFY(lists->model()->rowCount() > 0);
    lists->setCurrentIndex(lists->model()->index(0, 0));
    const QString list = lists->currentIndex().siblingAtColumn(0).data().toString();
    window.click("openListButton");
    window.window().showPage(MainWindow::Page::Audiences);
    auto *audiences = window.find<QTableView>("audiencesTable");
    QTRY_VERIFY(audiences->model()->rowCount() > 0);
    audiences->setCurrentIndex(audiences->model()->index(0, 0));
    const QString audience = audiences->currentIndex().siblingAtColumn(0).data().toString();
    window.click("openAudienceButton");
    QTRY_COMPARE(recentNames(window), QStringList({audience, list, segment}));
    window.close();

    QVERIFY(window.start());
    window.window().showPage(MainWindow::Page::Welcome);
    auto *recent = window.find<QTableView>("recentItemsTable");
    QCOMPARE(recent->model()->rowCount(), 3);
    const auto open = [&](int row) {
        window.window().showPage(MainWindow::Page::Welcome);
        recent->setCurrentIndex(recent->model()->index(row, 0));
        window.click("openRecentButton");
    };
    open(2);
    QVERIFY(window.isOn("segmentsPage"));
    segments = window.find<QTableView>("segmentsTable");
    QTRY_COMPARE(segments->currentIndex().siblingAtColumn(0).data().toString(), segment);
    open(1);
    QTRY_VERIFY(window.isOn("workbenchView"));
    open(1); // the list is the newest now
    QTRY_VERIFY(window.isOn("audienceEditor"));
    // Another connection has its own.
    window.window().openProfile(
        contractProfile(QStringLiteral("Other"), QUrl(QStringLiteral("https://cx.example.test"))));
    QCOMPARE(recent->model()->rowCount(), 0);
}

void TestWelcomeJourney::recentItemsCanBeTakenOut()
{
    WelcomeWindow window;
    QVERIFY(window.start());
    const QString profile = TenantOpener::sandboxProfile().id;
    RecentItems &items = window.workspace().recentItems();
    items.note(profile, Kind::File, QStringLiteral("/tmp/a.csv"), QStringLiteral("a.csv"));
    items.note(profile, Kind::Job, QStringLiteral("gone"), QStringLiteral("A job"));
    auto *recent = window.find<QTableView>("recentItemsTable");
    QCOMPARE(recent->model()->rowCount(), 2);
    window.click("openRecentButton"); // the job, which nobody knows any more
    QCOMPARE(window.answers().told.size(), 1);
    window.window().showPage(MainWindow::Page::Welcome);
    window.click("removeRecentButton");
    QCOMPARE(recentNames(window), QStringList{QStringLiteral("a.csv")});
    window.click("clearRecentButton");
    QVERIFY(recentNames(window).isEmpty());
    QVERIFY(window.find<QWidget>("recentItemsEmptyState")->isVisible());
    // Another thread waits for the disk.
    const auto settings = [&window] {
        QFile file(window.folder().filePath(QStringLiteral("home/config/settings.json")));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("a.csv");
    };
    QTRY_VERIFY(!settings().contains("a.csv"));
}

void TestWelcomeJourney::recentItemsByKeysAlone()
{
    WelcomeWindow window;
    QVERIFY(window.start());
    const QString profile = TenantOpener::sandboxProfile().id;
    RecentItems &items = window.workspace().recentItems();
    items.note(profile, Kind::Job, QStringLiteral("gone"), QStringLiteral("A job"));
    items.note(profile, Kind::File, window.put("call.txt", "Agent: Hello.\nCustomer: Hi.\n"),
               QStringLiteral("call.txt"));
    auto *recent = window.find<QTableView>("recentItemsTable");
    recent->setFocus();
    recent->setCurrentIndex(recent->model()->index(1, 0));
    QTest::keyClick(recent, Qt::Key_Delete);
    QCOMPARE(recentNames(window), QStringList{QStringLiteral("call.txt")});
    recent->setCurrentIndex(recent->model()->index(0, 0));
    QTest::keyClick(recent, Qt::Key_Return);
    QTRY_VERIFY(window.isOn("maskedFilePage"));
}

void TestWelcomeJourney::anotherFileIsChosenFromTheSheet()
{
    WelcomeWindow window;
    QVERIFY(window.start());
    chooseFile(window, window.put("crm.csv", "contact_id,annual_revenue\nc1,500\nc2,7\n"));
    QTRY_COMPARE(window.window().findChildren<FileRow *>().size(), 1);
    window.answers().file = window.put("call.txt", "Agent: Hello.\nCustomer: Hi.\n");
    window.click("otherBroughtFileButton");
    QTRY_VERIFY(window.isOn("maskedFilePage"));
}

void TestWelcomeJourney::theSheetOffersTheListsOfTheTenantThatIsOpen()
{
    WelcomeWindow window;
    QVERIFY(window.start());
    chooseFile(window, window.put("crm.csv", "contact_id,annual_revenue\nc1,500\nc2,7\n"));
    auto lists = [&window] { return window.find<QComboBox>("fileListCombo"); };
    QTRY_VERIFY(lists() && lists()->count() > 1);
    window.window().openProfile(
        contractProfile(QStringLiteral("Other"), QUrl(QStringLiteral("https://cx.example.test"))));
    QVERIFY(lists()->count() <= 1); // none of its lists are known, and those of the other are not its own
    window.window().openProfile(TenantOpener::sandboxProfile());
    QTRY_VERIFY(lists()->count() > 1);
}

void TestWelcomeJourney::whatCannotBeForgottenOnTheDiskIsSaid()
{
    WelcomeWindow window;
    QVERIFY(window.start());
    window.workspace().recentItems().note(TenantOpener::sandboxProfile().id, Kind::File, QStringLiteral("/tmp/a.csv"),
                                          QStringLiteral("a.csv"));
    const QString settings = window.folder().filePath(QStringLiteral("home/config/settings.json"));
    QFile::remove(settings);
    QVERIFY(QDir().mkpath(settings + QStringLiteral("/in-the-way"))); // a file cannot take its place
    window.click("clearRecentButton");
    QVERIFY(recentNames(window).isEmpty());
    auto *pane = window.find<QWidget>("recentItemsTable")->parentWidget()->parentWidget();
    const auto isSaid = [pane] {
        const auto labels = pane->findChildren<PlainLabel *>();
        return std::any_of(labels.cbegin(), labels.cend(), [](const PlainLabel *label) {
            return label->isVisible() && label->plainText().contains(u"still in the settings on disk");
        });
    };
    QTRY_VERIFY(isSaid());
}

MUSTER_TEST(TestWelcomeJourney, QApplication)

} // namespace tst_welcomejourney
#include "tst_welcomejourney.moc"
