// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/runmodels.h"
#include "models/runs/run.h"
#include "models/runs/runmanager.h"
#include "models/runs/tenantsession.h"
#include "models/runs/workspace.h"
#include "models/store/preferences.h"
#include "models/text/displayformats.h"
#include "models/text/languages.h"
#include "network/http/clock.h"
#include "network/sandbox/sandboxserver.h"
#include "resources/resources.h"
#include "tests/support/listswindow.h"
#include "tests/support/testprogram.h"
#include "ui/common/plainlabel.h"
#include "ui/common/theme.h"
#include "ui/segments/exportsheet.h"
#include "ui/settings/settingeffects.h"
#include "ui/settings/settingrow.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/navigation.h"

#include <QApplication>
#include <QComboBox>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <algorithm>

using namespace muster;
using namespace muster::test;

namespace tst_languageswitch {

/// Another language, chosen while the window is open and runs go on.
class TestLanguageSwitch : public QObject
{
    Q_OBJECT

private:
    static QString in(const char *text) { return QString::fromUtf8(text); }
    template <typename T>
    T *find(const char *name) const
    {
        return m_window->findChild<T *>(QString::fromLatin1(name));
    }
    [[nodiscard]] Preferences &preferences() { return m_workspace->preferences(); }
    [[nodiscard]] QString navigationText(MainWindow::Page page) const
    {
        return find<Navigation>("navigation")->label(int(page));
    }
    [[nodiscard]] QString headerOf(const char *table, int column) const
    {
        return find<QTableView>(table)->model()->headerData(column, Qt::Horizontal).toString();
    }
    bool chooseSegment()
    {
        m_window->showPage(MainWindow::Page::Segments);
        auto *table = find<QTableView>("segmentsTable");
        if (!muster::tests::waitFor([table] { return table->model()->rowCount() > 0; }, 10'000))
            return false;
        for (int row = 0; row < table->model()->rowCount(); ++row) {
            if (table->model()->index(row, 1).data().toString() != u"Active")
                continue;
            table->setCurrentIndex(table->model()->index(row, 0));
            return muster::tests::waitFor([this] { return find<QPushButton>("openExportButton")->isEnabled(); },
                                          10'000);
        }
        return false;
    }
    bool startExport()
    {
        if (!chooseSegment())
            return false;
        find<QPushButton>("openExportButton")->click();
        find<QLineEdit>("targetFileEdit")->setText(m_folder->filePath(in("people.csv")));
        auto *primary = find<QPushButton>("exportPrimaryButton");
        primary->click();
        if (!muster::tests::waitFor([primary] { return primary->isEnabled(); }, 20'000))
            return false;
        primary->click();
        return muster::tests::waitFor([this] { return m_workspace->runs().runs().size() == 1; }, 10'000);
    }

private Q_SLOTS:
    void initTestCase()
    {
        installTranslations(*qApp);
        QLocale::setDefault(QLocale::c());
        Theme::instance().apply(Theme::Mode::Light);
    }
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_answers = std::make_unique<SteadyAnswers>();
        auto opened = Workspace::open(Workspace::Paths::under(m_folder->filePath(in("home"))), m_clock);
        QVERIFY(opened);
        m_workspace = std::move(*opened);
        SandboxSettings settings;
        settings.contacts = 20'000;
        settings.thinkTime = std::chrono::milliseconds(30);
        m_opener = std::make_unique<TenantOpener>(*m_workspace, settings);
        m_window = std::make_unique<MainWindow>(*m_workspace, *m_opener);
        m_window->show();
        m_window->openProfile(TenantOpener::sandboxProfile());
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    }
    void cleanup()
    {
        m_workspace->runs().pauseAll();
        QTRY_VERIFY(m_workspace->runs().isIdle());
        m_window->close();
        m_window.reset();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        m_opener.reset();
        m_workspace.reset();
        m_answers.reset();
        installTranslations(*qApp);
        useDisplayFormats(in("system"), in("system"));
        QLocale::setDefault(QLocale::c());
    }

    void theWindowSpeaksItAtOnceAndRunsGoOn()
    {
        QVERIFY(startExport());
        Run *run = m_workspace->runs().runs().first();
        QTRY_VERIFY(run->metrics().records > 0);
        m_window->showPage(MainWindow::Page::Activity);
        QCOMPARE(headerOf("runsTable", RunListModel::State), in("State"));
        m_window->showPage(MainWindow::Page::Settings);
        const TenantSession *session = m_window->session();
        const QRect place = m_window->geometry();
        const QString title = m_window->windowTitle();

        auto *languages = find<QComboBox>("languageCombo");
        languages->setCurrentIndex(languages->findText(in("Deutsch")));
        QTRY_COMPARE(navigationText(MainWindow::Page::Settings), in("Einstellungen"));
        QVERIFY(!run->outcome());
        const qint64 before = run->metrics().records;
        QTRY_VERIFY(run->metrics().records > before);
        // The same window at the same place, on the same tenant; the list of languages is where the keyboard is.
        QCOMPARE(m_window->session(), session);
        QCOMPARE(m_window->geometry(), place);
        QVERIFY(find<QWidget>("settingsPage")->isVisible());
        QVERIFY(find<QComboBox>("languageCombo")->hasFocus());
        QCOMPARE(find<QComboBox>("languageCombo")->currentText(), in("Deutsch"));
        QTRY_VERIFY(m_window->windowTitle() != title);
        // What models say, in heads and in cells, and numbers.
        m_window->showPage(MainWindow::Page::Activity);
        QCOMPARE(headerOf("runsTable", RunListModel::State), in("Zustand"));
        QVERIFY(find<QTableView>("runsTable")->model()->index(0, 0).data().toString().startsWith(in("Export")));
        QCOMPARE(QLocale().toString(10'000), in("10.000"));
        QCOMPARE(dayText(QDate(2026, 3, 2)), in("02.03.26"));
        QTRY_VERIFY_WITH_TIMEOUT(run->outcome().has_value(), 60'000);
        QVERIFY(run->outcome()->succeeded());
        QCOMPARE(m_workspace->runs().runs().size(), 1);

        QVERIFY(preferences().set(Setting::Language, in("en")));
        QTRY_COMPARE(navigationText(MainWindow::Page::Settings), in("Settings"));
        QVERIFY(find<QWidget>("activityPage")->isVisible()); // at once: nothing else is seen between
        QCOMPARE(headerOf("runsTable", RunListModel::State), in("State"));
    }

    void runsOfBeforeAreFollowedOn()
    {
        QVERIFY(startExport());
        Run *run = m_workspace->runs().runs().first();
        QVERIFY(preferences().set(Setting::Language, in("es")));
        QTRY_COMPARE(navigationText(MainWindow::Page::Settings), in("Configuración"));
        QVERIFY(find<PlainLabel>("runsStatusLabel")->plainText().contains(u'1'));
        const QString title = m_window->windowTitle();
        QTRY_VERIFY(m_window->windowTitle() != title); // its progress
        run->cancel();
        QTRY_VERIFY_WITH_TIMEOUT(run->outcome().has_value(), 60'000);
        m_workspace->runs().dismiss(run);
        QTRY_VERIFY(m_workspace->runs().runs().isEmpty());
    }

    void whatIsChosenIsChosenAgain()
    {
        QVERIFY(chooseSegment());
        auto *table = find<QTableView>("segmentsTable");
        const QString name = table->currentIndex().siblingAtColumn(0).data().toString();
        QVERIFY(preferences().set(Setting::Language, in("fr")));
        QTRY_COMPARE(navigationText(MainWindow::Page::Settings), in("Paramètres"));
        QVERIFY(m_answers->asked.isEmpty()); // nothing would be lost
        QTRY_COMPARE(find<QTableView>("segmentsTable")->currentIndex().siblingAtColumn(0).data().toString(), name);
    }

    void workThatIsNotSavedIsAskedFor()
    {
        QVERIFY(chooseSegment());
        find<QPushButton>("openExportButton")->click();
        find<QLineEdit>("targetFileEdit")->setText(m_folder->filePath(in("people.csv")));
        m_answers->accept = false;
        QVERIFY(preferences().set(Setting::Language, in("de")));
        QTRY_COMPARE(m_answers->asked, QStringList(in("Change the language now?")));
        QCOMPARE(languageInUse(), in("en"));
        QCOMPARE(find<QLineEdit>("targetFileEdit")->text(), m_folder->filePath(in("people.csv")));
        m_window->showPage(MainWindow::Page::Settings);
        const auto rows = m_window->findChildren<SettingRow *>();
        QVERIFY(!rows.isEmpty());
        const auto labels = rows.first()->findChildren<PlainLabel *>();
        QVERIFY(std::ranges::any_of(labels, [](const PlainLabel *label) {
            return label->isVisible() && label->plainText() == in("After a restart: Deutsch");
        }));

        m_answers->accept = true;
        QVERIFY(preferences().set(Setting::Language, in("fr")));
        QTRY_COMPARE(navigationText(MainWindow::Page::Settings), in("Paramètres"));
        QCOMPARE(m_answers->asked.size(), 2);
        QVERIFY(m_window->busyPages().isEmpty());
    }

    void itTakesNoLongerThanToOpenTheWindow()
    {
        for (std::size_t page = 0; page < ShellPages::pageCount; ++page)
            m_window->showPage(MainWindow::Page(page));
        m_window->showPage(MainWindow::Page::Settings);
        QElapsedTimer timer;
        timer.start();
        m_window->rebuild();
        const qint64 again = timer.restart();
        MainWindow other(*m_workspace, *m_opener, MainWindow::Page::Settings);
        const qint64 first = timer.elapsed();
        qInfo("built anew in %lld ms, a first window in %lld ms", again, first);
        QVERIFY(again < 4 * first + 200); // pages that were visited are not built before they are visited again
    }

private:
    SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SteadyAnswers> m_answers;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<TenantOpener> m_opener;
    std::unique_ptr<MainWindow> m_window;
};

MUSTER_TEST(TestLanguageSwitch, QApplication)

} // namespace tst_languageswitch
#include "tst_languageswitch.moc"
