// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "resources/resources.h"
#include "tests/support/shellwindow.h"
#include "tests/support/testprogram.h"
#include "ui/common/theme.h"

#include <QSignalSpy>
#include <QTemporaryDir>

using namespace muster;
using namespace muster::test;

namespace tst_palettetasks {

/// What people come to do, by their own words for it.
class TestPaletteTasks : public QObject
{
    Q_OBJECT

    const QString task = QStringLiteral("task");

    [[nodiscard]] bool isShown(const char *part)
    {
        const auto *widget = m_on.find<QWidget>(part);
        return widget != nullptr && widget->isVisible();
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
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_on.open(m_folder->filePath(QStringLiteral("home"))));
        m_on.window().showPage(MainWindow::Page::History);
    }
    void cleanup() { m_on.close(); }

    void isFoundByOtherWords_data()
    {
        QTest::addColumn<QString>("title");
        const auto row = [](const char *typed, const char *title) { QTest::newRow(typed) << QString::fromLatin1(title); };
        row("dedupe", "Clean a contact list");
        row("sanitize", "Clean a contact list");
        row("xlsx", "Export an audience segment");
        row("crm", "Fill in contact data from a file");
        row("preferences", "Change settings");
        row("dnc", "Check whether numbers are blocked");
        row("opt-out", "Scrub numbers against registries");
        row("redact", "Fetch masked transcripts");
        row("cron", "Schedule work");
        row("tamper", "Verify the history");
        row("undo purge", "Undo a purge or an enrichment");
        row("housekeeping", "Delete old contact lists");
        row("criteria", "Build an audience");
    }
    void isFoundByOtherWords()
    {
        QFETCH(QString, title);
        QVERIFY(m_on.type(QString::fromLatin1(QTest::currentDataTag())));
        const int row = m_on.row(title, task);
        QVERIFY2(row >= 0 && row < 3, qPrintable(QString::number(row))); // among the first that one sees
    }

    /// The table names pages and buttons: each must be there, and be what it was.
    void eachBeginsWhereItSays_data()
    {
        QTest::addColumn<QByteArray>("shown");
        const auto row = [](const char *title, const char *shown) { QTest::newRow(title) << QByteArray(shown); };
        row("Export an audience segment", "segmentsTable");
        row("Compare two exports", "compareExportsDialog");
        row("Clean a contact list", "contactListsTable");
        row("Fill in contact data from a file", "enrichListButton");
        row("Undo a purge or an enrichment", "restorePage");
        row("Delete old contact lists", "staleListsPage");
        row("Check whether numbers are blocked", "numbersEdit");
        row("Fetch masked transcripts", "fetchPrimaryButton");
        row("Build an audience", "closeAudienceButton");
        row("Resume an interrupted run", "schedulesButton");
        row("Schedule work", "schedulesButton"); // the program itself opens the dialog
        row("Verify the history", "auditVerdictLabel");
        row("Change a connection", "saveProfileButton");
        row("Change settings", "settingsPage");
    }
    void eachBeginsWhereItSays()
    {
        QFETCH(QByteArray, shown);
        const QString title = QString::fromLatin1(QTest::currentDataTag());
        QVERIFY(m_on.type(title));
        const int row = m_on.row(title, task);
        QVERIFY(row >= 0);
        QSignalSpy schedules(&m_on.window().pages(), &ShellPages::schedulesAsked);
        QVERIFY(m_on.model()->open(row));
        QCOMPARE(schedules.size(), title == u"Schedule work" ? 1 : 0);
        QTRY_VERIFY2(isShown(shown.constData()), shown.constData());
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    SteadyAnswers m_answers;
    ShellWindow m_on;
};

MUSTER_TEST(TestPaletteTasks, QApplication)

} // namespace tst_palettetasks
#include "tst_palettetasks.moc"
