// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/store/appsettings.h"
#include "models/store/profilestore.h"
#include "network/http/clock.h"
#include "network/sandbox/sandboxserver.h"
#include "tests/support/testprogram.h"
#include "ui/common/datatable.h"
#include "ui/common/theme.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/navigation.h"
#include "ui/shell/windowmemory.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDir>
#include <QFile>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QScreen>
#include <QSplitter>
#include <QTableView>
#include <QTemporaryDir>

using namespace muster;

namespace tst_windowmemory {

namespace {

/// One life of the application on a data folder.
struct Life
{
    Life(const QString &folder, Clock &clock)
        : workspace(std::move(Workspace::open(Workspace::Paths::under(folder), clock).value()))
        , opener(*workspace, SandboxSettings())
        , window(std::make_unique<MainWindow>(*workspace, opener))
    {
        window->show();
    }
    template <typename T>
    T *find(const char *name)
    {
        return window->findChild<T *>(QString::fromLatin1(name));
    }
    QSplitter *segmentsSplitter()
    {
        for (auto *splitter : window->findChildren<QSplitter *>()) {
            if (splitter->orientation() == Qt::Horizontal && splitter->parentWidget() == find<QWidget>("segmentsPage"))
                return splitter;
        }
        return nullptr;
    }

    std::unique_ptr<Workspace> workspace;
    TenantOpener opener;
    std::unique_ptr<MainWindow> window;
};

/// As a person does it, with the mouse at the edge of the title; gives how wide the column is then.
int drag(QTableView *table, int column, int by)
{
    QWidget *header = table->horizontalHeader()->viewport();
    const QPoint edge(table->columnViewportPosition(column) + table->columnWidth(column) - 1, header->height() / 2);
    QTest::mousePress(header, Qt::LeftButton, {}, edge);
    QTest::mouseMove(header, edge + QPoint(by, 0));
    QTest::mouseRelease(header, Qt::LeftButton, {}, edge + QPoint(by, 0));
    return table->columnWidth(column);
}

/// In the menu of columns.
void hideColumn(QTableView *table, int column)
{
    static_cast<DataTable *>(table)->showColumnMenu(QPoint());
    table->findChild<QMenu *>(QStringLiteral("columnsMenu"))->actions()[column]->trigger();
}

} // namespace

/// Open, change, close, reopen.
class TestWindowMemory : public QObject
{
    Q_OBJECT

private:
    QString home() const { return m_folder->filePath(QStringLiteral("home")); }
    QString settingsFile() const { return home() + QStringLiteral("/config/settings.json"); }

private Q_SLOTS:
    void initTestCase() { Theme::instance().apply(Theme::Mode::Light); }
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void layoutIsTheSameAfterARestart()
    {
        QList<int> sides;
        int segments = 0;
        {
            Life first(home(), m_clock);
            QVERIFY(!QFile::exists(settingsFile()));
            first.window->resize(1100, 701);
            segments = drag(first.find<QTableView>("segmentsTable"), 1, 33);
            hideColumn(first.find<QTableView>("segmentsTable"), 2);
            first.segmentsSplitter()->setSizes({500, 524});
            first.window->showPage(MainWindow::Page::History);
            first.window->showPage(MainWindow::Page::Segments);
            QTest::qWait(20);
            sides = first.segmentsSplitter()->sizes();
            QVERIFY(first.window->close());
            QTRY_VERIFY(QFile::exists(settingsFile())); // not written by the thread that shows windows
        }
        {
            Life second(home(), m_clock);
            QTest::qWait(20);
            QCOMPARE(second.window->height(), 701);
            QCOMPARE(second.find<QTableView>("segmentsTable")->columnWidth(1), segments);
            QVERIFY(second.find<QTableView>("segmentsTable")->isColumnHidden(2));
            QCOMPARE(second.segmentsSplitter()->sizes(), sides);
            QVERIFY(second.window->close());
        }
        {
            Life third(home(), m_clock);
            third.window->showPage(MainWindow::Page::Connections);
            QVERIFY(third.window->close());
        }
        Life fourth(home(), m_clock);
        fourth.window->showPage(MainWindow::Page::Segments);
        QCOMPARE(fourth.find<QTableView>("segmentsTable")->columnWidth(1), segments);
    }

    void pageConnectionAndNavigationAreTheSameAfterARestart()
    {
        // Where nobody answers.
        ConnectionProfile profile
            = TenantOpener::profileForUrl(QUrl(QStringLiteral("http://127.0.0.1:9")), QStringLiteral("console"));
        profile.name = QStringLiteral("Second tenant");
        {
            Life first(home(), m_clock);
            QVERIFY(first.workspace->profiles().save(profile));
            first.window->openProfile(profile);
            first.window->showPage(MainWindow::Page::Audiences);
            first.find<QAbstractButton>("collapseNavigationButton")->click();
            QVERIFY(first.window->close());
        }
        Life second(home(), m_clock);
        QCOMPARE(second.find<Navigation>("navigation")->current(), int(MainWindow::Page::Audiences));
        QVERIFY(second.find<Navigation>("navigation")->isCollapsed());
        QCOMPARE(WindowMemory(*second.workspace).lastProfile(), profile.id);
        // Nothing was opened here; what was open before stays the one to come back to.
        QVERIFY(second.window->close());
        QCOMPARE(WindowMemory(*second.workspace).lastProfile(), profile.id);
    }

    void aPageThatThereIsNotIsNotLookedFor()
    {
        {
            auto workspace = Workspace::open(Workspace::Paths::under(home()), m_clock);
            WindowMemory memory(**workspace);
            memory.keepLastPage(QStringLiteral("of a later version"));
            memory.save();
        }
        Life life(home(), m_clock);
        QCOMPARE(life.find<Navigation>("navigation")->current(), int(MainWindow::Page::Segments));
    }

    void usesAreKept()
    {
        const QDateTime now(QDate(2026, 4, 1), QTime(12, 0), Qt::UTC);
        {
            auto workspace = Workspace::open(Workspace::Paths::under(home()), m_clock);
            WindowMemory memory(**workspace);
            UsageMemory usage;
            usage.noteUse(QStringLiteral("action/x"), now);
            memory.keepPaletteUsage(usage);
            memory.save();
        }
        auto workspace = Workspace::open(Workspace::Paths::under(home()), m_clock);
        const WindowMemory memory(**workspace);
        QCOMPARE(memory.paletteUsage().weight(QStringLiteral("action/x"), now), 20);
    }

    void windowsComeToAScreenThatIsThere_data()
    {
        QTest::addColumn<QRect>("frame");
        QTest::addColumn<QRect>("fitted");
        QTest::newRow("on the first") << QRect(100, 100, 1200, 800) << QRect(100, 100, 1200, 800);
        QTest::newRow("on the second") << QRect(1930, 50, 1100, 800) << QRect(1930, 50, 1100, 800);
        QTest::newRow("over both") << QRect(1500, 50, 1100, 800) << QRect(1500, 50, 1100, 800);
        QTest::newRow("partly out, but to be taken hold of")
            << QRect(-800, 20, 1200, 800) << QRect(-800, 20, 1200, 800);
        QTest::newRow("on a third that is gone") << QRect(5000, 300, 1200, 800) << QRect(720, 250, 1200, 800);
        QTest::newRow("above the top") << QRect(100, -300, 1200, 800) << QRect(100, 0, 1200, 800);
        QTest::newRow("a corner alone is seen") << QRect(3190, 990, 1100, 800) << QRect(2100, 200, 1100, 800);
        QTest::newRow("larger than any, out of reach") << QRect(5000, 0, 3840, 2100) << QRect(0, 0, 1920, 1050);
        QTest::newRow("larger than the one it is on, above it")
            << QRect(2000, -50, 1500, 1040) << QRect(1920, 0, 1280, 1000);
    }

    void windowsComeToAScreenThatIsThere()
    {
        QFETCH(QRect, frame);
        QFETCH(QRect, fitted);
        const QList<QRect> screens{QRect(0, 0, 1920, 1050), QRect(1920, 0, 1280, 1000)};
        QCOMPARE(WindowMemory::fitToScreens(frame, screens), fitted);
        QCOMPARE(WindowMemory::fitToScreens(frame, {}), frame); // nothing is known
    }

    void aWindowOfAScreenThatIsGoneIsSeen()
    {
        {
            Life first(home(), m_clock);
            first.window->setGeometry(9000, 7000, 1100, 700);
            QVERIFY(first.window->close());
        }
        Life second(home(), m_clock);
        QVERIFY(QGuiApplication::primaryScreen()->availableGeometry().intersects(second.window->geometry()));
        QVERIFY(second.window->geometry().top() >= 0);
    }

    void exportDefaultsAreTheLastConfirmedOnes()
    {
        const QString folder = m_folder->filePath(QStringLiteral("exports"));
        QVERIFY(QDir().mkpath(folder));
        {
            auto workspace = Workspace::open(Workspace::Paths::under(home()), m_clock);
            WindowMemory memory(**workspace);
            QCOMPARE(memory.textProfile(), TextProfile::Spreadsheets);
            QVERIFY(QDir(memory.exportFolder()).exists());
            memory.keepExportDefaults(folder, TextProfile::Machines);
            memory.save();
        }
        {
            auto workspace = Workspace::open(Workspace::Paths::under(home()), m_clock);
            WindowMemory memory(**workspace);
            QCOMPARE(memory.textProfile(), TextProfile::Machines);
            QCOMPARE(memory.exportFolder(), folder);
        }
        QVERIFY(QDir().rmdir(folder));
        auto workspace = Workspace::open(Workspace::Paths::under(home()), m_clock);
        QVERIFY(WindowMemory(**workspace).exportFolder() != folder); // gone: not offered
    }

    void F97_aReadOnlyWindowLeavesTheSettingsAlone()
    {
        Life first(home(), m_clock);
        {
            Life second(home(), m_clock);
            QVERIFY(second.workspace->isReadOnly());
            drag(second.find<QTableView>("segmentsTable"), 1, 44);
            QVERIFY(second.window->close());
        }
        QVERIFY(!QFile::exists(settingsFile()));
    }

    void F98_damagedSettingsAreToldAndTheDefaultsHold()
    {
        QVERIFY(QDir().mkpath(home() + QStringLiteral("/config")));
        QFile file(settingsFile());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"format\": \"muster-settings\", \"versi");
        file.close();
        Life life(home(), m_clock);
        const auto notices = life.workspace->notices();
        QVERIFY(std::any_of(notices.begin(), notices.end(),
                            [](const ApiError &notice) { return notice.code == u"settings_damaged"; }));
        QCOMPARE(WindowMemory(*life.workspace).textProfile(), TextProfile::Spreadsheets);
    }

    void foreignLayoutBytesAreIgnored()
    {
        {
            auto workspace = Workspace::open(Workspace::Paths::under(home()), m_clock);
            AppSettings &settings = (*workspace)->settings();
            for (const char *key :
                 {"window/geometry", "layout/segmentsPage", "layout/activityPage", "arranged/segmentsTable"})
                settings.setBlob(QString::fromLatin1(key), QByteArray(40, '\x7f'));
            QVERIFY(settings.save().has_value());
        }
        Life life(home(), m_clock);
        life.window->showPage(MainWindow::Page::Activity);
        QVERIFY(life.window->width() >= life.window->minimumWidth());
        QVERIFY(life.find<QTableView>("segmentsTable")->columnWidth(0) > 0);
    }

private:
    SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
};

MUSTER_TEST(TestWindowMemory, QApplication)

} // namespace tst_windowmemory
#include "tst_windowmemory.moc"
