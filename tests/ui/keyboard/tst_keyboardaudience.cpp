// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "keyboardwindow.h"

#include "tests/support/testprogram.h"
#include "ui/audiences/audienceeditor.h"
#include "ui/audiences/audiencespage.h"
#include "ui/audiences/audiencework.h"

#include <QApplication>
#include <QLineEdit>
#include <QTableView>

using namespace muster;
using namespace muster::test;

namespace tst_keyboardaudience {
using Keys = Keyboard;

/// An audience from the list to its registration, its criteria drawn on the canvas, by keys alone.
class TestKeyboardAudience : public KeyboardWindow
{
    Q_OBJECT

    [[nodiscard]] const CriteriaTree &criteria()
    {
        return find<AudiencesPage>("audiencesPage")->current()->work().tree().tree();
    }
    [[nodiscard]] const CriteriaTreeNode &at(const CriteriaPath &path) { return criteria().node(criteria().at(path)); }
    void openTheList();
    void drawTheCriteria();
    void registerIt();

private Q_SLOTS:
    void initTestCase() { setUpOnce(); }
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void aNewOneIsDrawnNamedAndRegistered();
    void oneThatIsThereIsChangedAndRegistered();
};

void TestKeyboardAudience::openTheList()
{
    Keys::ctrl(Qt::Key_5);
    QTRY_COMPARE(rows("audiencesTable"), 6);
    QTRY_VERIFY2(Keys::isOn("audiencesTable"), qPrintable(Keys::place()));
    QCOMPARE(ambiguousLetters(), QByteArray());
}

/// country is FR, and either tier is gold or not active; on the way one step is undone and done again.
void TestKeyboardAudience::drawTheCriteria()
{
    Keys::press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY2(Keys::isOn("conditionFieldCombo"), qPrintable(Keys::place()));
    Keys::type(QStringLiteral("country"));
    QVERIFY(Keys::tabTo("conditionOperatorCombo", 2));
    QVERIFY(Keys::tabTo("conditionValueEdit", 2));
    Keys::type(QStringLiteral("FR"));
    Keys::press(Qt::Key_Return);
    QTRY_VERIFY2(Keys::isOn("criteriaCanvasView"), qPrintable(Keys::place()));
    QCOMPARE(at({0}).condition.field, QStringLiteral("country"));
    QCOMPARE(at({0}).condition.value, CriteriaValue(QStringLiteral("FR")));

    Keys::press(Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY2(Keys::isOn("criteriaCanvasView"), qPrintable(Keys::place()));
    QVERIFY(at({1}).group);
    QVERIFY(at({1}).join == CriteriaJoin::Or);
    Keys::press(Qt::Key_Return, Qt::ControlModifier); // into the group, which is current
    QTRY_VERIFY2(Keys::isOn("conditionFieldCombo"), qPrintable(Keys::place()));
    Keys::type(QStringLiteral("tier"));
    QVERIFY(Keys::tabTo("conditionValueEdit", 3));
    Keys::type(QStringLiteral("gold"));
    Keys::press(Qt::Key_Return, Qt::ControlModifier); // the next one, from within the field
    QTRY_VERIFY2(Keys::isOn("conditionFieldCombo"), qPrintable(Keys::place()));
    Keys::type(QStringLiteral("city"));
    QVERIFY(Keys::tabTo("conditionOperatorCombo", 2));
    Keys::press(Qt::Key_Down); // from "is" to "is not"
    QVERIFY(Keys::tabTo("conditionValueEdit", 2));
    Keys::type(QStringLiteral("Lyon"));
    Keys::press(Qt::Key_Return);
    QCOMPARE(criteria().node(criteria().at({1})).members.size(), 2);
    QVERIFY(at({1, 1}).condition.op == CriteriaOperator::NotEquals);

    // Up to the first condition, with another value; that is undone, and done again.
    QTRY_VERIFY2(Keys::isOn("criteriaCanvasView"), qPrintable(Keys::place()));
    for (int up = 0; up < 3; ++up)
        Keys::press(Qt::Key_Up);
    Keys::press(Qt::Key_F2);
    QVERIFY(Keys::tabTo("conditionValueEdit", 3));
    Keys::replace(QStringLiteral("DE"));
    Keys::press(Qt::Key_Return);
    QCOMPARE(at({0}).condition.value, CriteriaValue(QStringLiteral("DE")));
    Keys::ctrl(Qt::Key_Z);
    QCOMPARE(at({0}).condition.value, CriteriaValue(QStringLiteral("FR")));
    Keys::press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(at({0}).condition.value, CriteriaValue(QStringLiteral("DE")));
    Keys::ctrl(Qt::Key_Z);
    QCOMPARE(at({0}).condition.value, CriteriaValue(QStringLiteral("FR")));
}

void TestKeyboardAudience::registerIt()
{
    QTRY_VERIFY(isEnabled("registerAudienceButton"));
    Keys::alt(Qt::Key_R);
    QTRY_VERIFY(rows("registerChangesTable") > 0);
    QTRY_VERIFY2(Keys::isOn("cancelRegisterButton"), qPrintable(Keys::place()));
    QCOMPARE(ambiguousLetters(), QByteArray());
    QTRY_VERIFY_WITH_TIMEOUT(isEnabled("confirmRegisterButton"), 60'000);
    QVERIFY(Keys::tabTo("confirmRegisterButton", 4));
    Keys::press(Qt::Key_Space);
    QVERIFY(succeeds(RunKind::AudiencePut));
    QTRY_VERIFY2(text("audienceSizesLabel").contains(QStringLiteral("people")), qPrintable(text("audienceSizesLabel")));
    QCOMPARE(ambiguousLetters(), QByteArray());
    QTRY_VERIFY2(Keys::isOn("leaveAudienceRunButton"), qPrintable(Keys::place()));
    Keys::press(Qt::Key_Space);
}

void TestKeyboardAudience::aNewOneIsDrawnNamedAndRegistered()
{
    openTheList();
    Keys::alt(Qt::Key_N);
    QTRY_VERIFY2(Keys::isOn("audienceNameEdit"), qPrintable(Keys::place()));
    Keys::type(QStringLiteral("French people"));
    QCOMPARE(ambiguousLetters(), QByteArray());
    QVERIFY(Keys::regionOf("criteriaCanvasView"));
    drawTheCriteria();
    if (QTest::currentTestFailed())
        return;
    registerIt();
    if (QTest::currentTestFailed())
        return;
    QTRY_VERIFY(text("audienceStateLabel").startsWith(QStringLiteral("Version 1")));
    Keys::press(Qt::Key_PageUp, Qt::ControlModifier);
    QTRY_COMPARE(rows("audiencesTable"), 7);
    QTRY_VERIFY2(Keys::isOn("audiencesTable"), qPrintable(Keys::place()));
    QVERIFY(Keys::downTo(QStringLiteral("French people")));
}

void TestKeyboardAudience::oneThatIsThereIsChangedAndRegistered()
{
    openTheList();
    QVERIFY(Keys::downTo(QStringLiteral("Gold and platinum in Germany")));
    Keys::press(Qt::Key_Return);
    QTRY_VERIFY(text("audienceStateLabel").startsWith(QStringLiteral("Version 3")));
    QTRY_VERIFY2(Keys::isOn("criteriaCanvasView"), qPrintable(Keys::place()));
    QCOMPARE(ambiguousLetters(), QByteArray());
    Keys::press(Qt::Key_Down);
    Keys::press(Qt::Key_F2);
    QVERIFY(Keys::tabTo("conditionValueEdit", 3));
    Keys::replace(QStringLiteral("FR"));
    Keys::press(Qt::Key_Return);
    registerIt();
    QTRY_VERIFY(text("audienceStateLabel").startsWith(QStringLiteral("Version 4")));
}

MUSTER_TEST(TestKeyboardAudience, QApplication)

} // namespace tst_keyboardaudience
#include "tst_keyboardaudience.moc"
