// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/navigation.h"

#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace muster;

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
        QTRY_COMPARE(chosen.size(), 1);
        QCOMPARE(chosen.takeFirst().at(0).toInt(), 1);

        navigation.setBadge(0, QStringLiteral("3"));
        navigation.setCollapsed(true);
        QTest::keyClick(&navigation, Qt::Key_1, Qt::ControlModifier);
        QTRY_COMPARE(chosen.size(), 1);
        QCOMPARE(chosen.takeFirst().at(0).toInt(), 0);
        QVERIFY(navigation.findChild<QToolButton *>(QStringLiteral("oneButton"))
                    ->toolTip()
                    .contains(QKeySequence(Qt::CTRL | Qt::Key_1).toString(QKeySequence::NativeText)));
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
        QVERIFY(top("twoButton") < foot->y());
        QVERIFY(foot->y() < top("collapseNavigationButton"));
        QVERIFY(foot->y() > 400); // at the foot, not behind the last page
        QCOMPARE(foot->toolTip(), QStringLiteral("Help"));
        navigation.setCollapsed(true);
        QCOMPARE(foot->toolButtonStyle(), Qt::ToolButtonIconOnly);
        QCOMPARE(foot->accessibleName(), QStringLiteral("Help"));
    }
};

QTEST_MAIN(TestNavigation)
#include "tst_navigation.moc"
