// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/navigation.h"

#include "tests/support/testprogram.h"

#include <QApplication>
#include <QLineEdit>
#include <QSignalSpy>
#include <QToolButton>

using namespace muster;

namespace tst_navigation {

class TestNavigation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keysChooseEntriesWhateverTheirText()
    {
        Navigation navigation;
        navigation.addEntry(QStringLiteral("oneButton"), QStringLiteral("users"), QStringLiteral("One"));
        navigation.addEntry(QStringLiteral("twoButton"), QStringLiteral("users"), QStringLiteral("Two"));
        navigation.show();
        navigation.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&navigation));
        QSignalSpy chosen(&navigation, &Navigation::chosen);

        QTest::keyClick(&navigation, Qt::Key_2, Qt::ControlModifier);
        QCOMPARE(chosen.size(), 1); // at once: what is typed next is meant for that page
        QCOMPARE(chosen.takeFirst().at(0).toInt(), 1);

        navigation.setBadge(0, QStringLiteral("3"));
        navigation.setCollapsed(true);
        QTest::keyClick(&navigation, Qt::Key_1, Qt::ControlModifier);
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen.takeFirst().at(0).toInt(), 0);
        QVERIFY(navigation.findChild<QToolButton *>(QStringLiteral("oneButton"))
                    ->toolTip()
                    .contains(QKeySequence(Qt::CTRL | Qt::Key_1).toString(QKeySequence::NativeText)));
    }

    void aKeyLeavesTheFocusToWhomThePageGivesIt()
    {
        QWidget window;
        auto *navigation = new Navigation(&window);
        navigation->addEntry(QStringLiteral("oneButton"), QStringLiteral("users"), QStringLiteral("One"));
        auto *edit = new QLineEdit(&window);
        connect(navigation, &Navigation::chosen, edit, [edit] { edit->setFocus(); });
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        navigation->findChild<QToolButton *>(QStringLiteral("collapseNavigationButton"))->setFocus();
        QTest::keyClick(&window, Qt::Key_1, Qt::ControlModifier);
        QVERIFY(edit->hasFocus());
        const auto *button = navigation->findChild<QToolButton *>(QStringLiteral("oneButton"));
        QVERIFY(button->isChecked());
        QVERIFY(!button->isDown());
        QTest::qWait(150); // longer than a button is shown pressed
        QVERIFY(edit->hasFocus());
    }

    void whatIsAtTheFootIsBelowThePages()
    {
        Navigation navigation;
        navigation.addEntry(QStringLiteral("oneButton"), QStringLiteral("users"), QStringLiteral("One"));
        auto *foot = new QToolButton;
        navigation.addFoot(foot, QStringLiteral("info"), QStringLiteral("Help"));
        navigation.addDivider();
        const int second
            = navigation.addEntry(QStringLiteral("twoButton"), QStringLiteral("users"), QStringLiteral("Two"));
        QCOMPARE(second, 1); // it counts for no entry
        navigation.resize(200, 600);
        navigation.show();
        const auto top = [&navigation](const char *name) {
            return navigation.findChild<QToolButton *>(QString::fromLatin1(name))->y();
        };
        QVERIFY(top("oneButton") < top("twoButton"));
        QVERIFY(top("twoButton") < 200); // at the top, however high the window is
        QVERIFY(top("twoButton") < foot->y());
        QVERIFY(foot->y() < top("collapseNavigationButton"));
        QVERIFY(foot->y() > 400); // at the foot, not behind the last page
        QCOMPARE(foot->toolTip(), QStringLiteral("Help"));
        navigation.setCollapsed(true);
        QCOMPARE(foot->toolButtonStyle(), Qt::ToolButtonIconOnly);
        QCOMPARE(foot->accessibleName(), QStringLiteral("Help"));
    }
};

MUSTER_TEST(TestNavigation, QApplication)

} // namespace tst_navigation
#include "tst_navigation.moc"
