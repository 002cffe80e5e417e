// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "canvasfixture.h"

#include "tests/support/testprogram.h"

#include <QApplication>
#include <QDragEnterEvent>
#include <QMenu>
#include <QMimeData>
#include <QToolButton>
#include <QWheelEvent>

using namespace muster;
using namespace muster::test;
using Act = CanvasActions::Act;
using Way = std::function<void(CanvasFixture &on)>;

Q_DECLARE_METATYPE(QList<Way>)

namespace {

/// An entry of a box's menu, opened and chosen with the mouse.
Way menu(const CriteriaPath &box, Act act)
{
    return [box, act](CanvasFixture &on) {
        on.click(on.at(box), CanvasPart::Menu);
        auto *menu = on.find<QMenu>("criteriaBoxMenu");
        QVERIFY(menu && menu->isVisible());
        QAction *action = on.canvas.actionsOfBoxes()->action(act);
        QVERIFY(menu->actions().contains(action) && action->isEnabled());
        menu->setActiveAction(action); // a long menu scrolls there
        QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
        QVERIFY(!menu->isVisible());
    };
}

/// With that box alone chosen.
Way keys(const CriteriaPath &box, const QList<QKeyCombination> &strokes)
{
    return [box, strokes](CanvasFixture &on) {
        on.view().choose(on.at(box), CanvasView::Choice::Alone);
        for (const QKeyCombination &stroke : strokes)
            on.key(stroke.key(), stroke.keyboardModifiers());
    };
}

Way keyAt(const CriteriaPath &box, QKeyCombination stroke)
{
    return keys(box, {stroke});
}

Way click(const CriteriaPath &box, CanvasPart part)
{
    return [box, part](CanvasFixture &on) { on.click(on.at(box), part); };
}

Way button(const char *name)
{
    return [name](CanvasFixture &on) { QTest::mouseClick(on.find<QToolButton>(name), Qt::LeftButton); };
}

enum class Edge { Top, Middle, Bottom };

/// As the window system brings it: enter, move, drop.
Way drag(const CriteriaPath &box, const CriteriaPath &target, Edge edge, Qt::KeyboardModifiers modifiers = {})
{
    return [box, target, edge, modifiers](CanvasFixture &on) {
        on.view().choose(on.at(box), CanvasView::Choice::Alone);
        const std::unique_ptr<QMimeData> data = on.view().dragging().dragData();
        QVERIFY(data);
        const QRect frame = on.view().onViewport(on.view().layoutOfBoxes().box(on.at(target))->frame);
        const int y = edge == Edge::Top ? frame.top() + 2
            : edge == Edge::Bottom      ? frame.bottom() - 2
                                        : frame.center().y();
        const QPoint point(frame.center().x(), y);
        constexpr Qt::DropActions actions = Qt::MoveAction | Qt::CopyAction;
        QDragEnterEvent enter(point, actions, data.get(), Qt::LeftButton, modifiers);
        QCoreApplication::sendEvent(on.view().viewport(), &enter);
        QDragMoveEvent move(point, actions, data.get(), Qt::LeftButton, modifiers);
        QCoreApplication::sendEvent(on.view().viewport(), &move);
        QDropEvent drop(QPointF(point), actions, data.get(), Qt::LeftButton, modifiers);
        QCoreApplication::sendEvent(on.view().viewport(), &drop);
        QVERIFY(drop.isAccepted());
    };
}

Way both(const Way &first, const Way &second)
{
    return [first, second](CanvasFixture &on) {
        first(on);
        second(on);
    };
}

} // namespace

/// Every edit by mouse, by keyboard and, where a box goes somewhere, by drag: all ways come to the same draft, as one
/// step each, and are undone to the byte.
class TestCanvasWays : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QStringLiteral("en_US"))); }

    void everyEditHasItsWays_data()
    {
        QTest::addColumn<QList<Way>>("ways");
        const auto row = [](const char *name, const QList<Way> &ways) { QTest::newRow(name) << ways; };
        const auto ctrl = Qt::CTRL, shift = Qt::SHIFT, alt = Qt::ALT;
        row("add a condition",
            {click({}, CanvasPart::AddCondition), keyAt({}, ctrl | Qt::Key_Return), keyAt({}, ctrl | Qt::Key_Enter),
             both(click({}, CanvasPart::Body), button("addConditionButton")), menu({}, Act::AddCondition)});
        row("add a group",
            {click({}, CanvasPart::AddGroup), keyAt({}, ctrl | shift | Qt::Key_Return),
             both(click({}, CanvasPart::Body), button("addGroupButton")), menu({}, Act::AddGroup)});
        row("remove", {menu({1}, Act::Remove), keyAt({1}, Qt::Key_Delete), keyAt({1}, Qt::Key_Backspace)});
        row("duplicate",
            {menu({1}, Act::Duplicate), keyAt({1}, ctrl | Qt::Key_D),
             drag({1}, {1}, Edge::Bottom, Qt::ControlModifier)});
        row("cut and paste",
            {both(menu({0}, Act::Cut), menu({}, Act::Paste)), keys({0}, {ctrl | Qt::Key_X, ctrl | Qt::Key_V})});
        row("copy and paste",
            {both(menu({0}, Act::Copy), menu({0}, Act::Paste)), keys({0}, {ctrl | Qt::Key_C, ctrl | Qt::Key_V})});
        row("put into a group", {menu({0}, Act::Wrap), keyAt({0}, ctrl | Qt::Key_G)});
        row("take the group apart", {menu({2}, Act::Ungroup), keyAt({2}, ctrl | shift | Qt::Key_G)});
        row("lock", {menu({2, 0}, Act::Lock), keyAt({2, 0}, ctrl | Qt::Key_L)});
        row("mute", {menu({2, 0}, Act::Mute), keyAt({2, 0}, ctrl | Qt::Key_M)});
        row("switch", {click({2}, CanvasPart::AllOf), menu({2}, Act::SwitchJoin), keyAt({2}, ctrl | Qt::Key_J)});
        row("move up", {menu({1}, Act::MoveUp), keyAt({1}, alt | Qt::Key_Up), drag({1}, {0}, Edge::Top)});
        row("move down", {menu({0}, Act::MoveDown), keyAt({0}, alt | Qt::Key_Down), drag({0}, {1}, Edge::Bottom)});
        row("move out of the group",
            {menu({2, 0}, Act::MoveOut), keyAt({2, 0}, alt | Qt::Key_Left), drag({2, 0}, {}, Edge::Bottom)});
        row("move into the group above",
            {both(menu({2, 0}, Act::MoveOut), menu({3}, Act::MoveIn)),
             both(keyAt({2, 0}, alt | Qt::Key_Left), keyAt({3}, alt | Qt::Key_Right)),
             both(drag({2, 0}, {}, Edge::Bottom), drag({3}, {2, 0}, Edge::Bottom))});
        row("close a group", {click({2}, CanvasPart::Fold), keyAt({2}, Qt::Key_Left), menu({2}, Act::Collapse)});
        row("close all groups", {menu({0}, Act::CollapseAll), keyAt({0}, ctrl | shift | Qt::Key_Minus)});
        row("open all groups",
            {both(click({2}, CanvasPart::Fold), menu({0}, Act::ExpandAll)),
             both(click({2}, CanvasPart::Fold), keyAt({0}, ctrl | shift | Qt::Key_Plus))});
        row("make a group with",
            {drag({0}, {1}, Edge::Middle)}); // by keyboard: put into a group, after the two were chosen
    }

    void everyEditHasItsWays()
    {
        QFETCH(QList<Way>, ways);
        QByteArray expected;
        for (qsizetype i = 0; i < ways.size(); ++i) {
            CanvasFixture on;
            const QByteArray before = on.bytes();
            ways[i](on);
            if (QTest::currentTestFailed())
                qWarning("by way %lld", static_cast<long long>(i));
            QVERIFY(on.undo->stack()->count() > 0);
            if (i == 0)
                expected = on.bytes();
            QCOMPARE(on.bytes(), expected);
            QCOMPARE(on.notice(), QString());
            while (on.undo->stack()->canUndo())
                on.key(Qt::Key_Z, Qt::ControlModifier);
            QCOMPARE(on.bytes(), before);
        }
    }

    void severalAreOneStepByEveryWay()
    {
        QByteArray expected;
        const auto chosen = [](CanvasFixture &on) {
            on.click(on.at({0}), CanvasPart::Grip);
            on.click(on.at({1}), CanvasPart::Grip, Qt::ControlModifier);
        };
        for (const bool isByKey : {true, false}) {
            CanvasFixture on;
            if (isByKey) {
                on.key(Qt::Key_Down);
                on.key(Qt::Key_Down, Qt::ShiftModifier);
                on.key(Qt::Key_G, Qt::ControlModifier);
            } else {
                chosen(on);
                menu({1}, Act::Wrap)(on); // the menu of a chosen box is about all that are chosen
            }
            QCOMPARE(on.undo->stack()->count(), 1);
            QCOMPARE(on.tree().node(on.at({0})).members.size(), 2);
            if (expected.isEmpty())
                expected = on.bytes();
            QCOMPARE(on.bytes(), expected);
        }
    }

    void allInTheGroupAreChosenByKeyFromTheGroupAndFromWithin()
    {
        for (const Way &way : {keyAt({2}, Qt::CTRL | Qt::Key_A), keyAt({2, 0}, Qt::CTRL | Qt::Key_A)}) {
            CanvasFixture on;
            way(on);
            QCOMPARE(on.view().selected(), (QList<CriteriaNodeId>{on.at({2, 0}), on.at({2, 1})}));
        }
    }

    void undoAndRedoHaveAButtonAndAKey()
    {
        for (const bool isByKey : {true, false}) {
            CanvasFixture on;
            const QByteArray before = on.bytes();
            on.click(criteriaRootId, CanvasPart::AnyOf);
            const QByteArray after = on.bytes();
            isByKey ? on.key(Qt::Key_Z, Qt::ControlModifier) : button("undoButton")(on);
            QCOMPARE(on.bytes(), before);
            isByKey ? on.key(Qt::Key_Y, Qt::ControlModifier) : button("redoButton")(on);
            QCOMPARE(on.bytes(), after);
            on.act(Act::Undo);
            on.key(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
            QCOMPARE(on.bytes(), after);
        }
    }

    void theSizeHasButtonsKeysAndTheWheel()
    {
        CanvasFixture on;
        const auto wheel = [&on](int delta) {
            const QPoint at = on.view().viewport()->rect().center();
            QWheelEvent event(at, on.view().viewport()->mapToGlobal(at), {}, {0, delta}, Qt::NoButton,
                              Qt::ControlModifier, Qt::NoScrollPhase, false);
            QCoreApplication::sendEvent(on.view().viewport(), &event);
        };
        const QList<std::pair<Way, Way>> ways{
            {button("zoomInButton"), button("zoomOutButton")},
            {[](CanvasFixture &one) { one.key(Qt::Key_Plus, Qt::ControlModifier); },
             [](CanvasFixture &one) { one.key(Qt::Key_Minus, Qt::ControlModifier); }},
            {[&wheel](CanvasFixture &) { wheel(120); }, [&wheel](CanvasFixture &) { wheel(-120); }}};
        for (const auto &[larger, smaller] : ways) {
            larger(on);
            QCOMPARE(on.view().zoom(), 1.1);
            smaller(on);
            QVERIFY(qFuzzyCompare(on.view().zoom(), 1.0));
            larger(on);
            larger(on);
            button("zoomResetButton")(on);
            QCOMPARE(on.view().zoom(), 1.0);
        }
        QCOMPARE(on.undo->stack()->count(), 0); // looks are no step
    }
};

MUSTER_TEST(TestCanvasWays, QApplication)
#include "tst_canvasways.moc"
