// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/store/preferences.h"
#include "models/store/profilestore.h"
#include "tests/support/fits.h"
#include "tests/support/pictures.h"
#include "tests/support/shellwindow.h"
#include "tests/support/testprogram.h"
#include "tests/ui/keyboard/keyboardwindow.h"
#include "ui/common/commands.h"
#include "ui/connection/connectionspage.h"
#include "ui/connection/profileform.h"
#include "ui/help/diagnosticsdialog.h"
#include "ui/lists/contactlistspage.h"
#include "ui/lists/csvfilepage.h"
#include "ui/settings/settingspage.h"
#include "ui/settings/shortcutspane.h"
#include "ui/shell/shellcommands.h"

#include <QComboBox>
#include <QFile>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QStackedWidget>

using namespace muster;
using namespace muster::test;

namespace tst_settingsjourney {

/// Settings in the real window, by the keyboard alone.
class TestSettingsJourney : public KeyboardWindow
{
    Q_OBJECT

private:
    static QString in(const char *text) { return QString::fromUtf8(text); }
    [[nodiscard]] Preferences &preferences() { return m_workspace->preferences(); }
    [[nodiscard]] bool isOnSettings()
    {
        return find<QStackedWidget>("pageStack")->currentWidget()->objectName() == u"settingsPage";
    }

private Q_SLOTS:
    void initTestCase() { setUpOnce(); }
    void init() { setUp(); }
    void cleanup()
    {
        tearDown();
        Theme::instance().setTextSize(100);
        Theme::instance().apply(Theme::Mode::Light);
        CommandKeys::instance().choose({});
    }

    void aSettingIsFoundChangedAndReset()
    {
        Keyboard::ctrl(Qt::Key_Comma);
        QVERIFY(isOnSettings());
        QVERIFY2(Keyboard::isOn("settingsSearchEdit"), qPrintable(Keyboard::place()));
        const double before = QApplication::font().pointSizeF();
        Keyboard::type(in("font"));
        QVERIFY2(Keyboard::tabTo("textSizeCombo"), qPrintable(Keyboard::place()));
        Keyboard::press(Qt::Key_Down);
        QCOMPARE(preferences().number(Setting::TextSize), 110);
        QCOMPARE(QApplication::font().pointSizeF(), before * 1.1);
        QCOMPARE(m_window->font().pointSizeF(), before * 1.1);
        QVERIFY2(Keyboard::tabTo("textSizeResetButton"), qPrintable(Keyboard::place()));
        Keyboard::press(Qt::Key_Space);
        QCOMPARE(preferences().number(Setting::TextSize), 100);
        QCOMPARE(QApplication::font().pointSizeF(), before);
        QVERIFY2(Keyboard::isOn("textSizeCombo"), qPrintable(Keyboard::place())); // the button is gone
        QCOMPARE(ambiguousLetters(), QByteArray());
    }

    void otherKeysAreAssignedAndWork()
    {
        Keyboard::ctrl(Qt::Key_Comma);
        Keyboard::type(in("settings"));
        QVERIFY2(Keyboard::tabTo("settingsShortcutsTable", 40), qPrintable(Keyboard::place()));
        QVERIFY(Keyboard::downTo(in("Settings")));
        Keyboard::press(Qt::Key_Return);
        QVERIFY2(Keyboard::isOn("shortcutKeysEdit"), qPrintable(Keyboard::place()));
        Keyboard::ctrl(Qt::Key_K);
        QVERIFY(text("shortcutObstacleLabel").contains(in("Search commands and objects")));
        QVERIFY(!find<QWidget>("paletteEdit")->isVisible()); // pressed for the field
        Keyboard::ctrl(Qt::Key_U);
        Keyboard::press(Qt::Key_Return);
        QCOMPARE(commandInfo(Command::OpenSettings).keys.value(0), QKeySequence(in("Ctrl+U")));
        m_window->showPage(MainWindow::Page::History);
        Keyboard::ctrl(Qt::Key_Comma);
        QVERIFY(!isOnSettings());
        Keyboard::ctrl(Qt::Key_U);
        QVERIFY(isOnSettings());
    }

    void thePaletteGoesToASetting()
    {
        Keyboard::ctrl(Qt::Key_K);
        Keyboard::type(in("default region"));
        auto *model = m_window->findChild<PaletteModel *>();
        QTRY_VERIFY(!model->isBusy() && model->rowCount() > 0);
        QCOMPARE(model->entryAt(0)->title, in("Default region"));
        QCOMPARE(model->entryAt(0)->kind, in("setting"));
        Keyboard::press(Qt::Key_Return);
        QVERIFY(isOnSettings());
        QVERIFY2(Keyboard::isOn("defaultRegionCombo"), qPrintable(Keyboard::place()));
        Keyboard::ctrl(Qt::Key_A);
        Keyboard::type(in("gb"));
        Keyboard::press(Qt::Key_Tab);
        QCOMPARE(preferences().text(Setting::DefaultRegion), in("GB"));
    }

    void newFormsBeginWithTheDefaults()
    {
        QVERIFY(preferences().set(Setting::DefaultRegion, in("GB")));
        QVERIFY(preferences().set(Setting::PageSize, 250));
        QVERIFY(preferences().set(Setting::BatchSize, 40));
        QFile contacts(file("people.csv"));
        QVERIFY(contacts.open(QIODevice::WriteOnly) && contacts.write("id,phone\na,020 7946 0999\n") > 0);
        contacts.close();
        m_window->pages().openFile(contacts.fileName(), FileKind::Contacts, {});
        auto *csv = find<ContactListsPage>("contactListsPage")->csvFile();
        QCOMPARE(csv->choice().defaultRegion, in("GB"));
        m_window->showPage(MainWindow::Page::Connections);
        auto *connections = find<ConnectionsPage>("connectionsPage");
        Q_EMIT connections->newAsked(in("contract"));
        QCOMPARE(connections->form()->profile().pageSize, 250);
        QCOMPARE(connections->form()->profile().batchSize, 40);
    }

    void whatSupportNeedsIsShownFirst()
    {
        Keyboard::ctrl(Qt::Key_K);
        Keyboard::type(in("collect for support"));
        auto *model = m_window->findChild<PaletteModel *>();
        QTRY_VERIFY(!model->isBusy() && model->rowCount() > 1);
        QVERIFY(model->open(0));
        if (isOnSettings()) { // the row of the page, whose button leads on
            QVERIFY2(Keyboard::isOn("supportButton"), qPrintable(Keyboard::place()));
            Keyboard::press(Qt::Key_Space);
        }
        auto *dialog = m_window->findChild<DiagnosticsDialog *>();
        QVERIFY(dialog);
        QVERIFY(dialog->findChild<QPlainTextEdit *>()->toPlainText().contains(u"appearance/textSize"));
        dialog->close();
    }

    void nothingIsCutOffInLargerText_data()
    {
        QTest::addColumn<int>("page");
        for (std::size_t page = 0; page < ShellPages::pageCount; ++page)
            QTest::newRow(qPrintable(ShellPages::nameOf(ShellPages::Page(page)))) << int(page);
    }
    void nothingIsCutOffInLargerText()
    {
        QFETCH(int, page);
        m_window->showPage(ShellPages::Page(page));
        QVERIFY(preferences().set(Setting::TextSize, 150));
        QTest::qWait(60); // layouts follow
        keepPicture(*m_window, QStringLiteral("textsize-") + ShellPages::nameOf(ShellPages::Page(page)));
        QStringList faults; // beside other work the layouts may take longer
        QTRY_VERIFY2((faults = Fits::faultsOf(*m_window)).isEmpty(), qPrintable(faults.join(u'\n')));
        // And back, as if nothing had been.
        preferences().reset(Setting::TextSize);
        QTest::qWait(60);
        QTRY_VERIFY(Fits::faultsOf(*m_window).isEmpty());
    }
};

MUSTER_TEST(TestSettingsJourney, QApplication)

} // namespace tst_settingsjourney
#include "tst_settingsjourney.moc"
