// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/tenantsession.h"
#include "models/store/recentitems.h"
#include "resources/resources.h"
#include "tests/support/shellwindow.h"
#include "tests/support/testprogram.h"
#include "ui/audiences/audienceeditor.h"
#include "ui/audiences/audiencespage.h"
#include "ui/common/confirmbutton.h"
#include "ui/connection/connectionguide.h"
#include "ui/help/helpcentre.h"
#include "ui/help/helpwindow.h"
#include "ui/palette/actionsources.h"

#include <QAction>
#include <QApplication>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QToolButton>

using namespace muster;
using namespace muster::test;

namespace tst_palettewaysin {
using Kind = RecentItem::Kind;

/// What leads into the work from the palette: the ways in of the welcome page, what was opened before, the manual.
class TestPaletteWaysIn : public QObject
{
    Q_OBJECT

    const QString before = QStringLiteral("recent");
    const QString manual = QStringLiteral("help page");

    /// Types the title, goes to the row that has it and is of that kind, and presses Return.
    [[nodiscard]] bool choose(const QString &title, const QString &kind)
    {
        if (!m_on.type(QString(title).remove(QChar(0x2026)))) // for which there is no key
            return false;
        const int row = m_on.row(title, kind);
        for (int down = 0; down < row; ++down)
            QTest::keyClick(m_on.find<QLineEdit>("paletteEdit"), Qt::Key_Down);
        if (row >= 0)
            QTest::keyClick(m_on.find<QLineEdit>("paletteEdit"), Qt::Key_Return);
        return row >= 0;
    }
    [[nodiscard]] bool isShown(const char *part)
    {
        const auto *widget = m_on.find<QWidget>(part);
        return widget && widget->isVisible();
    }
    void note(Kind kind, const QString &id, const QString &name)
    {
        m_on.workspace().recentItems().note(m_on.window().session()->profile().id, kind, id, name);
    }
    [[nodiscard]] QString put(const char *name, const QByteArray &content) const
    {
        QFile file(m_folder->filePath(QString::fromLatin1(name)));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write %s", name);
        return file.fileName();
    }
    [[nodiscard]] static HelpWindow *shownManual()
    {
        const QWidgetList windows = QApplication::topLevelWidgets();
        for (QWidget *window : windows) {
            if (auto *found = qobject_cast<HelpWindow *>(window); found && found->isVisible())
                return found;
        }
        return nullptr;
    }
    [[nodiscard]] static ConnectionProfile elsewhere()
    {
        ConnectionProfile profile
            = TenantOpener::profileForUrl(QUrl(QStringLiteral("http://127.0.0.1:9")), QStringLiteral("console"));
        profile.name = QStringLiteral("Second tenant"); // nobody answers there
        return profile;
    }

private Q_SLOTS:
    void initTestCase()
    {
        initResources();
        installTranslations(*qApp);
        QLocale::setDefault(QLocale::c());
        Theme::instance().apply(Theme::Mode::Light);
    }
    void init()
    {
        m_answers = std::make_unique<SteadyAnswers>();
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_on.open(m_folder->filePath(QStringLiteral("home"))));
        m_on.window().showPage(MainWindow::Page::History);
    }
    void cleanup()
    {
        if (!m_on.workspace().runs().isIdle()) {
            m_on.workspace().runs().pauseAll();
            QTRY_VERIFY(m_on.workspace().runs().isIdle());
        }
        m_on.close();
        m_answers.reset();
    }

    void everyPageOfTheManualIsFoundAndOpened();
    void theSandboxIsExplored();
    void aTenantIsConnected();
    void aFileIsOpened();
    void aSegmentAndAListThatWereOpened();
    void anAudienceThatWasOpened();
    void aFileThatWasOpened();
    void aJobThatIsGoneIsSaidToBeGone();
    void eachConnectionHasItsOwn();
    void aTenantThatDoesNotAnswerIsSaidToBeSo();
    void whatConfirmsIsOnlyGoneTo();
    void whatIsInAMenuIsFoundByItself();

private:
    ShellWindow m_on;
    std::unique_ptr<SteadyAnswers> m_answers;
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestPaletteWaysIn::everyPageOfTheManualIsFoundAndOpened()
{
    QVERIFY(!shownManual());
    const QList<HelpPage> pages = HelpIndex::compiledIn().pages();
    QVERIFY(pages.size() > 10);
    for (const HelpPage &page : pages) {
        m_on.window().activateWindow();
        QVERIFY2(choose(page.title, manual), qPrintable(page.title));
        QVERIFY(shownManual());
        QCOMPARE(shownManual()->place().page, page.id);
    }
    m_on.window().help().close();
}

void TestPaletteWaysIn::theSandboxIsExplored()
{
    const QString title = QStringLiteral("Explore the sandbox");
    QVERIFY(choose(title, QStringLiteral("Muster")));
    QVERIFY(isShown("segmentsPage")); // it was open already
    m_on.window().openProfile(elsewhere());
    QCOMPARE(m_on.window().session()->profile().id, elsewhere().id);
    m_on.window().showPage(MainWindow::Page::History);
    QVERIFY(choose(title, QStringLiteral("Muster")));
    QVERIFY(TenantOpener::isSandbox(m_on.window().session()->profile()));
    QVERIFY(isShown("segmentsPage"));
    QTRY_VERIFY(m_on.find<QTableView>("segmentsTable")->model()->rowCount() > 0);
}

void TestPaletteWaysIn::aTenantIsConnected()
{
    QVERIFY(choose(QStringLiteral("Connect a tenant\u2026"), QStringLiteral("Muster")));
    QVERIFY(isShown("connectionsPage"));
    const auto *guide = m_on.window().findChild<ConnectionGuide *>();
    QVERIFY(guide && guide->isVisible());
    QCOMPARE(guide->step(), ConnectionGuide::Step::Address);
    QVERIFY(m_on.find<QLineEdit>("profileNameEdit")->hasFocus());
}

void TestPaletteWaysIn::aFileIsOpened()
{
    m_answers->file.clear(); // the person thinks better of it
    QVERIFY(choose(QStringLiteral("Open a file\u2026"), QStringLiteral("Muster")));
    QVERIFY(isShown("historyPage"));
    m_answers->file = put("autumn.csv", "id,phone\n1,+12015550100\n2,+12015550101\n");
    QVERIFY(choose(QStringLiteral("Open a file\u2026"), QStringLiteral("Muster")));
    QTRY_VERIFY(isShown("csvFilePage"));
    QTRY_COMPARE(m_on.find<PlainLabel>("csvFileNameLabel")->plainText(), QStringLiteral("autumn.csv"));
}

void TestPaletteWaysIn::aSegmentAndAListThatWereOpened()
{
    m_on.window().showPage(MainWindow::Page::Segments);
    auto *segments = m_on.find<QTableView>("segmentsTable");
    QTRY_VERIFY(segments->model()->rowCount() > 1);
    segments->setCurrentIndex(segments->model()->index(1, 0));
    QTRY_VERIFY(m_on.find<QPushButton>("openExportButton")->isEnabled());
    const QString segment = segments->currentIndex().siblingAtColumn(0).data().toString();
    QVERIFY(m_on.type(segment));
    QCOMPARE(m_on.row(segment, before), -1); // looked at is not opened
    m_on.palette()->close();
    m_on.find<QPushButton>("openExportButton")->click();
    m_on.window().showPage(MainWindow::Page::Lists);
    auto *lists = m_on.find<QTableView>("contactListsTable");
    QTRY_VERIFY(lists->model()->rowCount() > 0);
    lists->setCurrentIndex(lists->model()->index(0, 0));
    const QString list = lists->currentIndex().siblingAtColumn(0).data().toString();
    m_on.find<QPushButton>("openListButton")->click();
    QTRY_VERIFY_WITH_TIMEOUT(m_on.workspace().runs().isIdle(), 60'000);

    m_on.window().showPage(MainWindow::Page::History);
    segments->setCurrentIndex(segments->model()->index(0, 0));
    QVERIFY(choose(segment, before));
    QVERIFY(isShown("segmentsPage"));
    QCOMPARE(segments->currentIndex().siblingAtColumn(0).data().toString(), segment);
    m_on.find<QPushButton>("backToListsButton")->click();
    m_on.window().showPage(MainWindow::Page::History);
    QVERIFY(choose(list, before));
    QTRY_VERIFY(isShown("workbenchView"));
    QCOMPARE(m_on.find<PlainLabel>("listTitleLabel")->plainText(), list);
}

void TestPaletteWaysIn::anAudienceThatWasOpened()
{
    const QString name = QStringLiteral("Gold and platinum in Germany");
    note(Kind::Audience, QStringLiteral("a0d10001-3c5e-4f71-8a2b-000000000001"), name);
    QVERIFY(choose(name, before));
    QVERIFY(isShown("audiencesPage"));
    auto *audiences = m_on.find<AudiencesPage>("audiencesPage");
    QTRY_VERIFY(audiences->current());
    QCOMPARE(audiences->current()->name(), name);
}

void TestPaletteWaysIn::aFileThatWasOpened()
{
    note(Kind::File, put("call.txt", "Agent: Hello.\nCustomer: Hi.\n"), QStringLiteral("call.txt"));
    QVERIFY(choose(QStringLiteral("call.txt"), before));
    QTRY_VERIFY(isShown("maskedFilePage"));
}

void TestPaletteWaysIn::aJobThatIsGoneIsSaidToBeGone()
{
    note(Kind::Job, QStringLiteral("gone"), QStringLiteral("Harbour calls"));
    QVERIFY(choose(QStringLiteral("Harbour calls"), before));
    QVERIFY(isShown("transcriptsPage"));
    QCOMPARE(m_answers->told.size(), 1);
    QVERIFY2(m_answers->told.first().contains(QStringLiteral("It was discarded")), qPrintable(m_answers->told.first()));
}

void TestPaletteWaysIn::eachConnectionHasItsOwn()
{
    note(Kind::File, put("call.txt", "Agent: Hello.\n"), QStringLiteral("call.txt"));
    m_on.window().openProfile(elsewhere());
    QVERIFY(m_on.type(QStringLiteral("call.txt")));
    QCOMPARE(m_on.row(QStringLiteral("call.txt"), before), -1);
    m_on.window().openProfile(TenantOpener::sandboxProfile());
    m_on.palette()->close();
    QVERIFY(m_on.type(QStringLiteral("call.txt")));
    QCOMPARE(m_on.row(QStringLiteral("call.txt"), before), 0);
}

void TestPaletteWaysIn::aTenantThatDoesNotAnswerIsSaidToBeSo()
{
    QVERIFY(m_on.type({}));
    QTRY_VERIFY(m_on.model()->waiting().isEmpty());
    QVERIFY(m_on.type(QStringLiteral("contact list")));
    QVERIFY(m_on.row(QStringLiteral("Imported leads"), QStringLiteral("contact list")) >= 0);
    m_on.palette()->close();
    m_on.window().openProfile(elsewhere());
    QVERIFY(m_on.type({}));
    for (const char *what : {"segments", "contact lists", "audiences"}) {
        const QString sentence = QStringLiteral("The %1 could not be loaded.").arg(QLatin1String(what));
        QTRY_VERIFY2_WITH_TIMEOUT(m_on.model()->waiting().contains(sentence), qPrintable(m_on.model()->waiting()),
                                  20'000);
        QVERIFY(m_on.find<PlainLabel>("paletteStateLabel")->plainText().contains(sentence));
    }
    // What the tenant before had is not offered any more.
    for (const char *kind : {"audience segment", "contact list", "audience"}) {
        QVERIFY(m_on.type(QLatin1String(kind)));
        for (int row = 0; row < m_on.model()->rowCount(); ++row)
            QVERIFY(m_on.model()->entryAt(row)->kind != QLatin1String(kind));
    }
}

/// What is sent or removed is never done by a row that was typed for.
void TestPaletteWaysIn::whatConfirmsIsOnlyGoneTo()
{
    QWidget window, *page = new QWidget(&window);
    auto *confirm = new ConfirmButton(page);
    confirm->setObjectName(QStringLiteral("confirmButton"));
    confirm->setText(QStringLiteral("Purge 7"));
    confirm->setAllowed(true);
    const QSignalSpy confirmed(confirm, &ConfirmButton::confirmed);
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QTRY_VERIFY_WITH_TIMEOUT(confirm->isEnabled(), 60'000);
    PageSource source([page] { return page; });
    source.prepare();
    QCOMPARE(source.count(), 1);
    QCOMPARE(source.entry(0).title, QStringLiteral("Purge 7"));
    confirm->clearFocus();
    source.open(source.entry(0).id);
    QVERIFY(confirm->hasFocus());
    QCOMPARE(confirmed.count(), 0);
}

void TestPaletteWaysIn::whatIsInAMenuIsFoundByItself()
{
    QWidget page;
    auto *button = new QToolButton(&page);
    button->setObjectName(QStringLiteral("moreButton"));
    button->setText(QStringLiteral("More"));
    QMenu menu;
    QAction *act = menu.addAction(QStringLiteral("E&xport it"));
    act->setObjectName(QStringLiteral("exportAction"));
    button->setMenu(&menu);
    const QSignalSpy done(act, &QAction::triggered);
    page.show();
    PageSource source([&page] { return &page; });
    source.prepare();
    QCOMPARE(source.count(), 1); // not the button, which would only open it
    QCOMPARE(source.entry(0).title, QStringLiteral("Export it"));
    source.open(source.entry(0).id);
    QCOMPARE(done.count(), 1);
}

MUSTER_TEST(TestPaletteWaysIn, QApplication)

} // namespace tst_palettewaysin
#include "tst_palettewaysin.moc"
