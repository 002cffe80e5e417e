// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/shortcutspane.h"

#include "resources/resources.h"
#include "settingsfixture.h"
#include "tests/support/testprogram.h"
#include "ui/common/plainlabel.h"
#include "ui/settings/settingeffects.h"
#include "ui/shell/shellpages.h"

#include <QAction>
#include <QApplication>
#include <QPushButton>
#include <QShortcut>
#include <QTableView>
#include <QToolButton>

using namespace muster;
using namespace muster::test;

namespace tst_shortcutspane {

class TestShortcutsPane : public QObject
{
    Q_OBJECT

private:
    static QString in(const char *text) { return QString::fromUtf8(text); }
    static bool select(QTableView &table, const QString &action)
    {
        for (int row = 0; row < table.model()->rowCount(); ++row) {
            if (table.model()->index(row, 0).data().toString() == action) {
                table.setCurrentIndex(table.model()->index(row, 0));
                return true;
            }
        }
        return false;
    }
    static QString keysIn(const QTableView &table) { return table.currentIndex().siblingAtColumn(1).data().toString(); }

private Q_SLOTS:
    void initTestCase()
    {
        initResources();
        Theme::instance().apply(Theme::Mode::Light);
    }

    void whatTheProgramComesWithIsAllowed()
    {
        SettingsFixture on;
        ShortcutsPane pane(on.preferences(), navigationShortcuts());
        const auto *table = pane.findChild<QTableView *>(in("settingsShortcutsTable"));
        QVERIFY(table->model()->rowCount() > int(commandList().size()) + int(ShellPages::pageCount));
        const QList<ShortcutRow> rows = allShortcuts(navigationShortcuts());
        for (const CommandInfo &info : commandList()) {
            if (CommandKeys::canChoose(info.command))
                QVERIFY2(keysObstacle(info.command, info.keys.value(0), rows).isEmpty()
                             || info.keys.value(0) == QKeySequence(Qt::Key_Delete),
                         info.id);
        }
    }

    void obstaclesAreTold_data()
    {
        QTest::addColumn<Command>("command");
        QTest::addColumn<QString>("keys");
        QTest::addColumn<QString>("word"); // somewhere in what is told; empty: nothing
        QTest::newRow("free") << Command::Quit << in("Ctrl+U") << in("");
        QTest::newRow("a function key") << Command::Quit << in("F9") << in("");
        QTest::newRow("its own") << Command::Quit << in("Ctrl+Q") << in("");
        QTest::newRow("of the window") << Command::ExportSegment << in("Ctrl+K") << in("Search commands");
        QTest::newRow("of a page") << Command::Quit << in("Ctrl+E") << in("Export the segment");
        QTest::newRow("of another page") << Command::ToggleSide << in("Ctrl+E") << in("");
        QTest::newRow("of the navigation") << Command::Quit << in("Ctrl+1") << in("fixed");
        QTest::newRow("of every program") << Command::Quit << in("Ctrl+F") << in("fixed");
        QTest::newRow("of the canvas") << Command::Quit << in("Ctrl+Z") << in("fixed");
        QTest::newRow("for typing") << Command::Quit << in("Q") << in("typing");
        QTest::newRow("for typing capitals") << Command::Quit << in("Shift+Q") << in("typing");
        QTest::newRow("in the review nobody types") << Command::AcceptFinding << in("Y") << in("");
        QTest::newRow("an underlined letter") << Command::Quit << in("Alt+Q") << in("underlined");
    }
    void obstaclesAreTold()
    {
        QFETCH(Command, command);
        QFETCH(QString, keys);
        QFETCH(QString, word);
        const QString told
            = keysObstacle(command, QKeySequence::fromString(keys), allShortcuts(navigationShortcuts()));
        QVERIFY2(told.isEmpty() == word.isEmpty() && told.contains(word), qPrintable(told));
    }

    void keysAreAssignedRefusedRemovedAndReset()
    {
        const LookKeeper keeper;
        SettingsFixture on;
        const SettingEffects effects(on.preferences());
        QWidget window;
        QAction *quit = addCommand(Command::Quit, &window);
        QShortcut *region = addCommandKeys(Command::NextRegion, &window);
        QToolButton again;
        again.setToolTip(in("Load again"));
        joinCommand(Command::LoadAgain, &again);
        ShortcutsPane pane(on.preferences(), navigationShortcuts());
        pane.show();
        auto *table = pane.findChild<QTableView *>(in("settingsShortcutsTable"));
        auto *edit = pane.findChild<KeysEdit *>();
        auto *assign = pane.findChild<QPushButton *>(in("assignShortcutButton"));
        auto *obstacle = pane.findChild<PlainLabel *>(in("shortcutObstacleLabel"));
        QVERIFY(!edit->isEnabled());
        QVERIFY(select(*table, in("Close Muster")));
        QVERIFY(edit->isEnabled() && !assign->isEnabled());
        QTest::keyClick(edit, Qt::Key_K, Qt::ControlModifier);
        QVERIFY(obstacle->plainText().contains(in("Search commands and objects")));
        QVERIFY(!assign->isEnabled());
        QTest::keyClick(edit, Qt::Key_U, Qt::ControlModifier);
        QVERIFY(obstacle->isHidden());
        QCOMPARE(quit->shortcut(), QKeySequence(in("Ctrl+Q"))); // not yet
        QTest::keyClick(edit, Qt::Key_Return);
        QCOMPARE(quit->shortcut(), QKeySequence(in("Ctrl+U")));
        QCOMPARE(keysIn(*table), in("Ctrl+U (changed)"));
        QCOMPARE(on.preferences().value(Setting::Shortcuts).toObject(),
                 (QJsonObject{{in("quit"), in("Ctrl+U")}}));
        // What was its own is free for another one; then it cannot come back.
        QVERIFY(select(*table, in("Refresh")));
        QTest::keyClick(edit, Qt::Key_Q, Qt::ControlModifier);
        assign->click();
        QCOMPARE(again.shortcut(), QKeySequence(in("Ctrl+Q")));
        QVERIFY(again.toolTip().contains(in("Ctrl+Q")) && !again.toolTip().contains(in("F5")));
        QVERIFY(select(*table, in("Close Muster")));
        auto *reset = pane.findChild<QPushButton *>(in("resetShortcutButton"));
        reset->click();
        QVERIFY(obstacle->plainText().contains(in("Refresh")));
        QCOMPARE(quit->shortcut(), QKeySequence(in("Ctrl+U")));
        pane.findChild<QPushButton *>(in("removeShortcutButton"))->click();
        QVERIFY(quit->shortcut().isEmpty());
        QCOMPARE(keysIn(*table), in("none (changed)"));
        QVERIFY(select(*table, in("Go to the next area of the window")));
        QTest::keyClick(edit, Qt::Key_F7);
        assign->click();
        QCOMPARE(region->keys(), QList{QKeySequence(Qt::Key_F7)});
        reset->click();
        QCOMPARE(region->keys(), QList{QKeySequence(Qt::Key_F6)});
        QVERIFY(select(*table, in("Find in the table")));
        QVERIFY(!edit->isEnabled());
        on.preferences().reset(Setting::Shortcuts);
        QCOMPARE(quit->shortcut(), QKeySequence(in("Ctrl+Q")));
        QCOMPARE(again.shortcut(), QKeySequence(in("F5")));
    }

    void unusableKeysInTheFileAreLeftOut()
    {
        const QHash<Command, QKeySequence> keys
            = chosenKeys({{in("quit"), in("Ctrl+U")},
                          {in("findNext"), in("Ctrl+L")}, // fixed
                          {in("noSuchCommand"), in("Ctrl+M")},
                          {in("toggleSide"), in("Ctrl+X, Ctrl+Y")}, // one chord only
                          {in("exportSegment"), in("")}});
        QCOMPARE(keys.size(), 2);
        QCOMPARE(keys.value(Command::Quit), QKeySequence(in("Ctrl+U")));
        QVERIFY(keys.contains(Command::ExportSegment) && keys.value(Command::ExportSegment).isEmpty());
        QCOMPARE(chosenKeys(chosenKeysObject(keys)), keys);
    }

    void theFieldTakesKeysByName()
    {
        KeysEdit edit;
        QTest::keyClick(&edit, Qt::Key_Question, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(edit.keys(), QKeySequence(in("Ctrl+?")));
        QTest::keyClick(&edit, Qt::Key_Control);
        QCOMPARE(edit.keys(), QKeySequence(in("Ctrl+?"))); // a modifier alone is no key
        QTest::keyClick(&edit, Qt::Key_Escape);
        QVERIFY(edit.keys().isEmpty());
    }
};

MUSTER_TEST(TestShortcutsPane, QApplication)

} // namespace tst_shortcutspane
#include "tst_shortcutspane.moc"
