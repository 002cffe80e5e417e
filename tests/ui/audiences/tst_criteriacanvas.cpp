// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "canvasfixture.h"
#include "ui/audiences/canvas/canvaspainter.h"

#include "tests/support/testprogram.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QCompleter>
#include <QDialog>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>

using namespace muster;
using namespace muster::test;

namespace tst_criteriacanvas {
using Act = CanvasActions::Act;

/// The canvas by mouse, by keyboard and by its actions; everything undone to the byte.
class TestCriteriaCanvas : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QStringLiteral("en_US"))); }

    void aClickSwitchesAllAndAny()
    {
        CanvasFixture on;
        const QByteArray before = on.bytes();
        on.click(criteriaRootId, CanvasPart::AnyOf);
        QCOMPARE(on.tree().root().join, CriteriaJoin::Or);
        on.click(criteriaRootId, CanvasPart::AllOf);
        QCOMPARE(on.tree().root().join, CriteriaJoin::And);
        on.view().choose(on.at({2}), CanvasView::Choice::Alone);
        on.key(Qt::Key_J, Qt::ControlModifier);
        QCOMPARE(on.tree().node(on.at({2})).join, CriteriaJoin::And);
        while (on.undo->stack()->canUndo())
            on.act(Act::Undo);
        QCOMPARE(on.bytes(), before);
    }

    void aConditionIsAddedAndFilledByKeyboard()
    {
        CanvasFixture on;
        on.view().choose(on.at({0}), CanvasView::Choice::Alone);
        on.key(Qt::Key_Return, Qt::ControlModifier);
        const CriteriaNodeId added = on.at({1});
        QCOMPARE(on.tree().root().members.size(), 4);
        QCOMPARE(on.view().editing().node(), added);
        auto *field = on.find<QComboBox>("conditionFieldCombo");
        QTRY_VERIFY(field->lineEdit()->hasFocus());
        QTest::keyClicks(field->lineEdit(), QStringLiteral("employees"));
        // While suggestions are shown they get the keys, as from the window system.
        QWidget *popup = field->completer()->popup();
        QTest::keyClick(popup->isVisible() ? popup : field->lineEdit(), Qt::Key_Tab);
        QCOMPARE(on.tree().node(added).condition.field, QStringLiteral("employees"));
        auto *op = on.find<QComboBox>("conditionOperatorCombo");
        QTRY_VERIFY(op->hasFocus());
        QTest::keyClick(op, Qt::Key_Down);
        QTest::keyClick(op, Qt::Key_Down);
        QCOMPARE(on.tree().node(added).condition.op, CriteriaOperator::GreaterThan);
        QTest::keyClick(op, Qt::Key_Tab);
        auto *value = on.find<QLineEdit>("conditionValueEdit");
        QTRY_VERIFY(value->hasFocus());
        QTest::keyClicks(value, QStringLiteral("1,250"));
        QCOMPARE(on.tree().node(added).condition.value, CriteriaValue(CriteriaNumber{"1250"}));
        QTest::keyClick(value, Qt::Key_Return);
        QCOMPARE(on.view().editing().node(), noCriteriaNode);
        QVERIFY(on.view().hasFocus());
        QCOMPARE(on.model.indexOf(added).data(Qt::AccessibleTextRole).toString(),
                 QStringLiteral("Condition 2 of group 1: employees is over 1,250"));
    }

    void clicksOpenTheFieldThatIsMeant()
    {
        CanvasFixture on;
        on.click(on.at({1}), CanvasPart::Value);
        auto *value = on.find<QLineEdit>("conditionValueEdit");
        QVERIFY(value);
        QTRY_VERIFY(value->hasFocus());
        QCOMPARE(value->text(), QStringLiteral("technology"));
        QCOMPARE(value->selectedText(), QStringLiteral("technology"));
        QCOMPARE(value->accessibleName(), QStringLiteral("Value of Condition 2 of group 1"));
        QCOMPARE(value->completer()->model()->rowCount(), 3);
        QTest::keyClicks(value, QStringLiteral("retail"));
        QCOMPARE(on.tree().node(on.at({1})).condition.value, CriteriaValue(QStringLiteral("retail")));
        // Another row: what was typed stays, the fields go along.
        on.click(on.at({2, 0}), CanvasPart::Comparison);
        QCOMPARE(on.view().editing().node(), on.at({2, 0}));
        QTRY_VERIFY(on.find<QComboBox>("conditionOperatorCombo")->hasFocus());
        QTest::keyClick(on.find<QComboBox>("conditionOperatorCombo"), Qt::Key_Escape);
        QCOMPARE(on.view().editing().node(), noCriteriaNode);
    }

    void numbersKeepTheirDigitsAndWhatIsNoneIsSaid()
    {
        CanvasFixture on;
        const CriteriaNodeId id = on.at({0});
        on.click(id, CanvasPart::Value);
        auto *value = on.find<QLineEdit>("conditionValueEdit");
        QCOMPARE(value->text(), QStringLiteral("500,000"));
        value->clear();
        QTest::keyClicks(value, QStringLiteral("12345678901234567890.10"));
        QCOMPARE(on.tree().node(id).condition.value, CriteriaValue(CriteriaNumber{"12345678901234567890.10"}));
        const int row = on.view().layoutOfBoxes().box(id)->frame.height();
        QTest::keyClicks(value, QStringLiteral("x"));
        QCOMPARE(on.tree().node(id).condition.value, CriteriaValue(CriteriaNumber{"12345678901234567890.10"}));
        auto *remark = on.find<PlainLabel>("conditionRemarkLabel");
        QVERIFY(remark->isVisible());
        QVERIFY(remark->plainText().startsWith(QStringLiteral("This isn’t a number.")));
        QVERIFY(on.view().layoutOfBoxes().box(id)->frame.height() > row);
        on.view().setFocus(); // left: the value that counts is shown again
        QCOMPARE(value->text(), QStringLiteral("12,345,678,901,234,567,890.10"));
        QVERIFY(!remark->isVisible());
    }

    void relativeDaysBecomeTheDayThatTheyMean()
    {
        CanvasFixture on;
        const CriteriaNodeId id = on.at({1});
        on.model.apply(on.model.edits().setField(id, QStringLiteral("last_purchase")));
        on.click(id, CanvasPart::Value);
        auto *value = on.find<QLineEdit>("conditionValueEdit");
        QVERIFY(
            on.find<PlainLabel>("conditionRemarkLabel")->plainText().startsWith(QStringLiteral("Not a valid date.")));
        value->clear();
        QTest::keyClicks(value, QStringLiteral("30 days ago"));
        const QString day = QDate::currentDate().addDays(-30).toString(Qt::ISODate);
        QCOMPARE(on.tree().node(id).condition.value, CriteriaValue(day));
        const QString remark = on.find<PlainLabel>("conditionRemarkLabel")->plainText();
        QVERIFY2(remark.contains(day) && remark.contains(QStringLiteral("doesn’t move")), qPrintable(remark));
        on.find<QToolButton>("conditionCalendarButton")->click();
        auto *menu = on.find<QMenu>("conditionCalendarMenu");
        QVERIFY(menu);
        for (QAction *action : menu->actions()) {
            if (action->text() == QStringLiteral("yesterday"))
                action->trigger();
        }
        QCOMPARE(on.tree().node(id).condition.value,
                 CriteriaValue(QDate::currentDate().addDays(-1).toString(Qt::ISODate)));
        menu->close();
    }

    void escapeGivesUpAFieldAndLookingCutsNothing()
    {
        CanvasFixture on;
        const QString text(5000, u'x');
        on.model.apply(on.model.edits().setValue(on.at({1}), text));
        on.click(on.at({1}), CanvasPart::Value);
        auto *value = on.find<QLineEdit>("conditionValueEdit");
        QCOMPARE(value->text().size(), 5000);
        QTest::keyClick(value, Qt::Key_End);
        QTest::keyClick(value, Qt::Key_Backspace);
        QCOMPARE(std::get<QString>(on.tree().node(on.at({1})).condition.value).size(), 4999);
        const QByteArray before = on.bytes();
        on.click(on.at({1}), CanvasPart::Field);
        auto *field = on.find<QComboBox>("conditionFieldCombo");
        QTest::keyClicks(field->lineEdit(), QStringLiteral("zz"));
        QTest::keyClick(field->lineEdit(), Qt::Key_Escape);
        QCOMPARE(on.view().editing().node(), noCriteriaNode);
        QCOMPARE(on.bytes(), before);
    }

    void yesAndNoAreChosen()
    {
        CanvasFixture on;
        const CriteriaNodeId id = on.at({1});
        on.model.apply(on.model.edits().setField(id, QStringLiteral("opted_in")));
        on.click(id, CanvasPart::Value);
        auto *value = on.find<QComboBox>("conditionValueCombo");
        QCOMPARE(value->currentIndex(), -1); // "technology" is neither
        QVERIFY(on.find<PlainLabel>("conditionRemarkLabel")->isVisible());
        QTest::keyClick(value, Qt::Key_Down);
        QCOMPARE(on.tree().node(id).condition.value, CriteriaValue(true));
        QTest::keyClick(value, Qt::Key_Down);
        QCOMPARE(on.tree().node(id).condition.value, CriteriaValue(false));
    }

    void anotherFieldTakesWhatFitsAlong()
    {
        CanvasFixture on;
        const CriteriaNodeId id = on.at({0});
        on.click(id, CanvasPart::Field);
        auto *field = on.find<QComboBox>("conditionFieldCombo");
        // A text has no "over": it becomes "is", and the number its digits, in one step.
        field->setCurrentIndex(field->findText(QStringLiteral("industry")));
        Q_EMIT field->activated(field->currentIndex());
        const CriteriaCondition changed = on.tree().node(id).condition;
        QCOMPARE(changed.field, QStringLiteral("industry"));
        QCOMPARE(changed.op, CriteriaOperator::Equals);
        QCOMPARE(changed.value, CriteriaValue(QStringLiteral("500000")));
        QCOMPARE(on.undo->stack()->count(), 1);
        // One that nobody knows is taken as it is typed.
        field->lineEdit()->selectAll();
        QTest::keyClicks(field->lineEdit(), QStringLiteral("shoe_size"));
        QTest::keyClick(field->lineEdit(), Qt::Key_Return);
        QCOMPARE(on.tree().node(id).condition.field, QStringLiteral("shoe_size"));
    }

    void valuesOfUnknownFieldsTakeAnyType()
    {
        CanvasFixture on;
        const QByteArray before = on.bytes();
        const CriteriaNodeId id = on.at({1});
        on.view().choose({id});
        QVERIFY(!on.canvas.actionsOfBoxes()->action(Act::ValueAsNumber)->isEnabled()); // industry is known: a text
        on.model.apply(on.model.edits().setField(id, QStringLiteral("shoe_size")));
        on.model.apply(on.model.edits().setValue(id, QStringLiteral("42.50")));
        on.model.apply(on.model.edits().setOperator(id, CriteriaOperator::Contains));
        on.view().choose({criteriaRootId});
        on.view().choose({id});
        QVERIFY(on.canvas.actionsOfBoxes()->action(Act::ValueAsNumber)->isEnabled());
        on.act(Act::ValueAsNumber);
        QCOMPARE(on.tree().node(id).condition.value, CriteriaValue(CriteriaNumber{"42.50"}));
        QCOMPARE(on.tree().node(id).condition.op, CriteriaOperator::Equals);
        on.act(Act::ValueAsText);
        QCOMPARE(on.tree().node(id).condition.value, CriteriaValue(QStringLiteral("42.50")));
        on.act(Act::ValueAsYesOrNo);
        QCOMPARE(on.tree().node(id).condition.value, CriteriaValue(false));
        while (on.undo->stack()->canUndo())
            on.act(Act::Undo);
        QCOMPARE(on.bytes(), before);
    }

    void severalValuesBecomeAGroup()
    {
        CanvasFixture on;
        const QByteArray before = on.bytes();
        on.view().choose(on.at({1}), CanvasView::Choice::Alone);
        on.act(Act::OneOf);
        auto *dialog = on.find<QDialog>("oneOfDialog");
        QVERIFY(dialog);
        auto *known = on.find<QListWidget>("oneOfKnownList");
        QCOMPARE(known->count(), 3);
        QCOMPARE(known->item(0)->checkState(), Qt::Checked);
        known->item(1)->setCheckState(Qt::Checked);
        on.find<QPlainTextEdit>("oneOfEdit")->setPlainText(QStringLiteral("logistics\n\nlogistics\n"));
        auto *accept = on.find<QPushButton>("oneOfAcceptButton");
        QCOMPARE(accept->text(), QStringLiteral("Use 3 value(s)"));
        accept->click();
        const CriteriaTreeNode &group = on.tree().node(on.at({1}));
        QVERIFY(group.group);
        QCOMPARE(group.join, CriteriaJoin::Or);
        QCOMPARE(group.members.size(), 3);
        QCOMPARE(on.tree().node(group.members[2]).condition.value, CriteriaValue(QStringLiteral("logistics")));
        on.act(Act::Undo);
        QCOMPARE(on.bytes(), before);
    }

    void theKeyboardReachesEveryBox()
    {
        CanvasFixture on;
        QCOMPARE(on.canvas.currentNode(), criteriaRootId);
        const QList<CriteriaNodeId> order = on.tree().inReadingOrder();
        for (qsizetype i = 1; i < order.size(); ++i) {
            on.key(Qt::Key_Down);
            QCOMPARE(on.canvas.currentNode(), order[i]);
        }
        on.key(Qt::Key_Left);
        QCOMPARE(on.canvas.currentNode(), on.at({2}));
        on.key(Qt::Key_Left); // closes it
        QVERIFY(on.tree().node(on.at({2})).flags.collapsed);
        on.key(Qt::Key_Right);
        QVERIFY(!on.tree().node(on.at({2})).flags.collapsed);
        on.key(Qt::Key_Right);
        QCOMPARE(on.canvas.currentNode(), on.at({2, 0}));
        on.key(Qt::Key_Home);
        QCOMPARE(on.canvas.currentNode(), criteriaRootId);
        on.key(Qt::Key_End);
        QCOMPARE(on.canvas.currentNode(), order.last());
        on.key(Qt::Key_F2);
        QCOMPARE(on.view().editing().node(), order.last());
    }

    void severalAreChosenByMouseAndKeys()
    {
        CanvasFixture on;
        on.click(on.at({0}), CanvasPart::Grip);
        on.click(on.at({1}), CanvasPart::Grip, Qt::ControlModifier);
        QCOMPARE(on.view().selected(), (QList<CriteriaNodeId>{on.at({0}), on.at({1})}));
        on.click(on.at({0}), CanvasPart::Grip, Qt::ControlModifier);
        QCOMPARE(on.view().selected(), QList<CriteriaNodeId>{on.at({1})});
        on.click(on.at({0}), CanvasPart::Grip);
        on.click(on.at({2, 0}), CanvasPart::Grip, Qt::ShiftModifier);
        QCOMPARE(on.view().selected().size(), 4);
        on.key(Qt::Key_Home);
        on.key(Qt::Key_Down);
        on.key(Qt::Key_Down, Qt::ShiftModifier);
        QCOMPARE(on.view().selected(), (QList<CriteriaNodeId>{on.at({0}), on.at({1})}));
        on.key(Qt::Key_Up, Qt::ShiftModifier);
        QCOMPARE(on.view().selected(), QList<CriteriaNodeId>{on.at({0})});
        on.key(Qt::Key_Down, Qt::ControlModifier);
        QCOMPARE(on.view().selected(), QList<CriteriaNodeId>{on.at({0})});
        on.key(Qt::Key_Space, Qt::ControlModifier);
        QCOMPARE(on.view().selected(), (QList<CriteriaNodeId>{on.at({0}), on.at({1})}));
    }

    void everyActionIsUndoneToTheByte()
    {
        CanvasFixture on;
        const QByteArray before = on.bytes();
        const CriteriaNodeId first = on.at({0}), second = on.at({1}), group = on.at({2});
        on.view().choose({first, second});
        on.key(Qt::Key_D, Qt::ControlModifier);
        QCOMPARE(on.tree().root().members.size(), 5);
        on.view().choose({first, second});
        on.key(Qt::Key_G, Qt::ControlModifier);
        QCOMPARE(on.tree().node(on.tree().node(first).parent).members.size(), 2);
        QCOMPARE(on.view().selected(), QList<CriteriaNodeId>{on.tree().node(first).parent});
        on.key(Qt::Key_G, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(on.tree().node(first).parent, criteriaRootId);
        on.view().choose({second});
        on.key(Qt::Key_Up, Qt::AltModifier);
        QVERIFY(on.tree().indexOf(second) < on.tree().indexOf(first));
        on.key(Qt::Key_Down, Qt::AltModifier);
        on.view().choose({on.tree().node(group).members[0]});
        const CriteriaNodeId inner = on.canvas.currentNode();
        on.key(Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(on.tree().node(inner).parent, criteriaRootId);
        on.key(Qt::Key_Right, Qt::AltModifier);
        QCOMPARE(on.tree().node(inner).parent, group);
        QCOMPARE(on.tree().indexOf(inner), 1);
        on.key(Qt::Key_M, Qt::ControlModifier);
        QVERIFY(on.tree().isMuted(inner));
        on.key(Qt::Key_Delete);
        QVERIFY(!on.tree().contains(inner));
        on.key(Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier);
        on.view().choose({second});
        on.key(Qt::Key_L, Qt::ControlModifier);
        QVERIFY(on.tree().node(second).flags.locked);
        const QByteArray after = on.bytes();
        while (on.undo->stack()->canUndo())
            on.act(Act::Undo);
        QCOMPARE(on.bytes(), before);
        while (on.undo->stack()->canRedo())
            on.act(Act::Redo);
        QCOMPARE(on.bytes(), after);
    }

    void whatIsLockedStaysAndIsSaid()
    {
        CanvasFixture on;
        QSignalSpy refused(&on.canvas, &CriteriaCanvas::editRefused);
        on.view().choose({on.at({2, 0})});
        on.act(Act::Lock);
        const QByteArray before = on.bytes();
        on.key(Qt::Key_Delete);
        QCOMPARE(on.notice(), QStringLiteral("Not done. Condition 1 of group 2 is locked. Unlock it first."));
        on.click(on.at({2, 0}), CanvasPart::Value);
        QCOMPARE(on.view().editing().node(), noCriteriaNode);
        on.view().choose({on.at({2})});
        on.key(Qt::Key_Delete);
        QVERIFY(on.notice().contains(QStringLiteral("would be displaced")));
        QCOMPARE(refused.size(), 3);
        QCOMPARE(on.bytes(), before);
        on.view().choose({on.at({2, 0})});
        on.act(Act::Lock);
        on.key(Qt::Key_Delete);
        QVERIFY(on.notice().isEmpty());
        QCOMPARE(on.tree().node(on.at({2})).members.size(), 1);
    }

    void theDepthLimitIsSaidAtTheControl()
    {
        CanvasFixture on;
        CriteriaNodeId group = criteriaRootId;
        for (int level = 2; level <= 5; ++level) {
            on.click(group, CanvasPart::AddGroup);
            group = on.canvas.currentNode();
            QCOMPARE(on.tree().level(group), level);
        }
        QVERIFY(whyNoGroup(on.tree(), group).contains(QStringLiteral("nested up to 5 levels")));
        QVERIFY(whyNoCondition(on.tree(), group).isEmpty());
        const QByteArray before = on.bytes();
        on.click(group, CanvasPart::AddGroup);
        QVERIFY(on.notice().contains(QStringLiteral("nested up to 5 levels")));
        QCOMPARE(on.bytes(), before);
        on.click(group, CanvasPart::AddCondition);
        QCOMPARE(on.tree().node(group).members.size(), 1);
    }

    void placesAreChosenFromAList()
    {
        CanvasFixture on;
        const CriteriaNodeId moved = on.at({0});
        on.view().choose({on.at({2, 1})});
        on.act(Act::Lock);
        on.view().choose({moved});
        on.key(Qt::Key_M, Qt::ControlModifier | Qt::ShiftModifier);
        auto *list = on.find<QListWidget>("moveToList");
        QVERIFY(list);
        int row = -1;
        for (int at = 0; at < list->count(); ++at) {
            QVERIFY(!list->item(at)->text().contains(QStringLiteral("annual revenue"))); // not behind itself
            if (list->item(at)->text().contains(QStringLiteral("engagement score")))
                row = at;
        }
        QVERIFY(row >= 0);
        list->setCurrentRow(row);
        on.find<QPushButton>("moveToButton")->click();
        QCOMPARE(on.tree().node(moved).parent, on.at({1}));
        QCOMPARE(on.tree().indexOf(moved), 2);
        QCOMPARE(on.view().selected(), QList<CriteriaNodeId>{moved});
    }

    void theMenuHasEverything()
    {
        CanvasFixture on;
        on.click(on.at({1}), CanvasPart::Menu);
        auto *menu = on.find<QMenu>("criteriaBoxMenu");
        QVERIFY(menu->isVisible());
        int entries = 0;
        for (const QAction *action : menu->actions())
            entries += action->isSeparator() ? 0 : 1;
        QCOMPARE(entries, 25);
        menu->close();
        on.view().choose({on.at({0})});
        QContextMenuEvent asked(QContextMenuEvent::Keyboard, QPoint(5, 5), on.view().mapToGlobal(QPoint(5, 5)));
        QCoreApplication::sendEvent(on.view().viewport(), &asked);
        QVERIFY(menu->isVisible());
        QVERIFY(on.canvas.actionsOfBoxes()->action(Act::OneOf)->isEnabled());
        menu->close();
    }

    void theSizeChangesByKeysAndWheel()
    {
        CanvasFixture on;
        const int row = on.view().layoutOfBoxes().metrics().row;
        on.key(Qt::Key_Plus, Qt::ControlModifier);
        on.key(Qt::Key_Plus, Qt::ControlModifier);
        QVERIFY(on.view().layoutOfBoxes().metrics().row > row);
        QCOMPARE(on.find<QToolButton>("zoomResetButton")->text(), QStringLiteral("121 %"));
        on.key(Qt::Key_0, Qt::ControlModifier);
        QCOMPARE(on.view().layoutOfBoxes().metrics().row, row);
        on.key(Qt::Key_Minus, Qt::ControlModifier);
        QVERIFY(on.view().zoom() < 1);
        for (int i = 0; i < 40; ++i)
            on.act(Act::ZoomIn);
        QCOMPARE(on.view().zoom(), 2.0);
    }

    void aPageOfBoxesIsGoneThroughAtOnce()
    {
        CanvasFixture on(longCriteria());
        on.view().choose({on.at({0, 0})});
        const auto place = [&] { return on.view().layoutOfBoxes().box(on.canvas.currentNode())->head.top(); };
        const int start = place(), height = on.view().viewport()->height();
        on.key(Qt::Key_PageDown);
        QVERIFY2(place() - start > height / 2 && place() - start <= height,
                 qPrintable(QString::number(place() - start)));
        on.key(Qt::Key_PageUp);
        QCOMPARE(on.canvas.currentNode(), on.at({0, 0}));
    }

    void aBoxIsShownFromElsewhere()
    {
        CanvasFixture on(longCriteria());
        QSignalSpy current(&on.canvas, &CriteriaCanvas::currentNodeChanged);
        on.act(Act::CollapseAll);
        const CriteriaNodeId id = on.at({39, 4});
        QVERIFY(!on.view().layoutOfBoxes().box(id));
        on.canvas.revealNode(id);
        const CanvasBox *box = on.view().layoutOfBoxes().box(id);
        QVERIFY(box);
        QVERIFY(on.view().viewport()->rect().contains(on.view().onViewport(box->frame)));
        QCOMPARE(on.canvas.currentNode(), id);
        QCOMPARE(current.last().first().value<CriteriaNodeId>(), id);
    }

    void aTreeFromElsewhereClosesWhatIsGone()
    {
        CanvasFixture on;
        on.click(on.at({2, 1}), CanvasPart::Value);
        QVERIFY(on.view().editing().node() != noCriteriaNode);
        CriteriaGroup less = sampleCriteria();
        less.members.pop_back();
        on.model.setTree(CriteriaTree::fromGroup(less));
        QCOMPARE(on.view().editing().node(), noCriteriaNode);
        QVERIFY(on.tree().contains(on.canvas.currentNode()));
        QVERIFY(!on.undo->stack()->canUndo());
        on.canvas.setModel(nullptr);
        QCOMPARE(on.canvas.currentNode(), noCriteriaNode);
        on.act(Act::Remove);
        on.act(Act::AddCondition);
        on.act(Act::Paste);
    }
};

MUSTER_TEST(TestCriteriaCanvas, QApplication)

} // namespace tst_criteriacanvas
#include "tst_criteriacanvas.moc"
