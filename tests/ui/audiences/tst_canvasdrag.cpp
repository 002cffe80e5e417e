// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "canvasfixture.h"
#include "ui/audiences/canvas/canvasdragging.h"

#include "tests/support/testprogram.h"

#include <QApplication>
#include <QDragEnterEvent>
#include <QMimeData>

using namespace muster;
using namespace muster::test;

namespace tst_canvasdrag {

namespace {

constexpr auto move = CriteriaEdits::Transfer::Move;

/// A drag as the window system brings it: enter, moves, drop.
class Drag
{
public:
    Drag(CanvasFixture &on, std::unique_ptr<QMimeData> data, Qt::KeyboardModifiers modifiers = {})
        : m_on(on)
        , m_data(std::move(data))
        , m_modifiers(modifiers)
    {
    }
    /// Whether it could be let go there.
    bool moveTo(QPoint point)
    {
        if (!m_entered) {
            QDragEnterEvent enter(point, actions, m_data.get(), Qt::LeftButton, m_modifiers);
            QCoreApplication::sendEvent(m_on.view().viewport(), &enter);
            m_entered = enter.isAccepted();
        }
        QDragMoveEvent event(point, actions, m_data.get(), Qt::LeftButton, m_modifiers);
        QCoreApplication::sendEvent(m_on.view().viewport(), &event);
        return event.isAccepted();
    }
    bool dropAt(QPoint point)
    {
        moveTo(point);
        QDropEvent event(QPointF(point), actions, m_data.get(), Qt::LeftButton, m_modifiers);
        QCoreApplication::sendEvent(m_on.view().viewport(), &event);
        return event.isAccepted();
    }
    void leave()
    {
        QDragLeaveEvent event;
        QCoreApplication::sendEvent(m_on.view().viewport(), &event);
    }

private:
    static constexpr Qt::DropActions actions = Qt::MoveAction | Qt::CopyAction;
    CanvasFixture &m_on;
    const std::unique_ptr<QMimeData> m_data;
    const Qt::KeyboardModifiers m_modifiers;
    bool m_entered = false;
};

QRect frame(const CanvasFixture &on, CriteriaNodeId id)
{
    return on.view().onViewport(on.view().layoutOfBoxes().box(id)->frame);
}

QPoint topOf(const CanvasFixture &on, CriteriaNodeId id)
{
    return {frame(on, id).center().x(), frame(on, id).top() + 2};
}

QPoint bottomOf(const CanvasFixture &on, CriteriaNodeId id)
{
    return {frame(on, id).center().x(), frame(on, id).bottom() - 2};
}

std::unique_ptr<QMimeData> jsonData(const QString &json)
{
    auto data = std::make_unique<QMimeData>();
    data->setText(json);
    return data;
}

} // namespace

/// Dragging boxes: where they go, what is refused and why, from elsewhere too.
class TestCanvasDrag : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QStringLiteral("en_US"))); }

    void aConditionMovesBetweenOthers()
    {
        CanvasFixture on;
        const QByteArray before = on.bytes();
        const CriteriaNodeId first = on.at({0}), second = on.at({1});
        on.view().choose({first});
        Drag drag(on, on.view().dragging().dragData());
        QVERIFY(drag.moveTo(bottomOf(on, second)));
        const CanvasDrop &plan = on.view().dragging().plan();
        QVERIFY(plan.kind == CanvasDrop::Kind::Between);
        QVERIFY(std::abs(on.view().onViewport(plan.mark).center().y() - frame(on, second).bottom()) <= 4);
        QVERIFY(drag.dropAt(bottomOf(on, second)));
        QCOMPARE(on.at({0}), second);
        QCOMPARE(on.at({1}), first);
        QVERIFY(on.view().dragging().plan().kind == CanvasDrop::Kind::Nowhere);
        QCOMPARE(on.view().selected(), QList<CriteriaNodeId>{first});
        on.act(CanvasActions::Act::Undo);
        QCOMPARE(on.bytes(), before);
    }

    void besideTheBoxesTheNearestPlaceCounts()
    {
        CanvasFixture on;
        const CriteriaNodeId first = on.at({0}), second = on.at({1});
        const int x = frame(on, criteriaRootId).left() + 2; // on the group's own edge
        on.view().choose({on.at({2, 1})});
        QVERIFY(Drag(on, on.view().dragging().dragData()).dropAt({x, topOf(on, second).y()}));
        QCOMPARE(on.tree().root().members.mid(0, 3), (QList<CriteriaNodeId>{first, on.at({1}), second}));
        QCOMPARE(on.tree().node(on.at({1})).condition.field, QStringLiteral("engagement"));
        on.act(CanvasActions::Act::Undo);
        on.view().choose({on.at({2, 1})});
        QVERIFY(Drag(on, on.view().dragging().dragData()).dropAt({x, bottomOf(on, second).y()}));
        QCOMPARE(on.tree().node(on.at({2})).condition.field, QStringLiteral("engagement"));
    }

    void severalGoTogether()
    {
        CanvasFixture on;
        const CriteriaNodeId first = on.at({0}), second = on.at({1}), group = on.at({2}), inner = on.at({2, 1});
        on.view().choose({first, second});
        QVERIFY(Drag(on, on.view().dragging().dragData()).dropAt(topOf(on, inner)));
        QCOMPARE(on.tree().root().members, QList<CriteriaNodeId>{group});
        QCOMPARE(on.tree().node(group).members[1], first);
        QCOMPARE(on.tree().node(group).members[2], second);
        QCOMPARE(on.undo->stack()->count(), 1);
    }

    void ctrlCopies()
    {
        CanvasFixture on;
        const CriteriaNodeId first = on.at({0});
        on.view().choose({first});
        QVERIFY(Drag(on, on.view().dragging().dragData(), Qt::ControlModifier).dropAt(bottomOf(on, on.at({2, 1}))));
        QCOMPARE(on.at({0}), first);
        QCOMPARE(on.tree().node(on.at({2, 2})).condition, on.tree().node(first).condition);
    }

    void onAConditionAGroupIsMade()
    {
        CanvasFixture on;
        const CriteriaNodeId first = on.at({0}), second = on.at({1});
        on.view().choose({first});
        Drag drag(on, on.view().dragging().dragData());
        QVERIFY(drag.moveTo(frame(on, second).center()));
        QVERIFY(on.view().dragging().plan().kind == CanvasDrop::Kind::Onto);
        QCOMPARE(on.view().onViewport(on.view().dragging().plan().mark), frame(on, second));
        QVERIFY(drag.dropAt(frame(on, second).center()));
        const CriteriaTreeNode &group = on.tree().node(on.at({0}));
        QVERIFY(group.group);
        QCOMPARE(group.join, CriteriaJoin::Or); // the other way than around it
        QCOMPARE(group.members, (QList<CriteriaNodeId>{second, first}));
    }

    void whatIsLockedRefusesWhileDragging()
    {
        CanvasFixture on;
        on.model.apply(on.model.edits().setLocked({on.at({2})}, true));
        on.view().choose({on.at({0})});
        const QByteArray before = on.bytes();
        Drag drag(on, on.view().dragging().dragData());
        QVERIFY(!drag.moveTo(topOf(on, on.at({2, 1}))));
        auto *reason = on.find<PlainLabel>("dropReasonLabel");
        QVERIFY(reason && reason->isVisible());
        QCOMPARE(reason->plainText(),
                 QStringLiteral("Group 2 is locked, so nothing can be added to it. Unlock it first."));
        QVERIFY(on.view().viewport()->rect().contains(reason->geometry()));
        QVERIFY(drag.moveTo(bottomOf(on, on.at({1}))));
        QVERIFY(!reason->isVisible());
        QVERIFY(!drag.dropAt(topOf(on, on.at({2, 1}))));
        QCOMPARE(on.bytes(), before);
        QVERIFY(on.notice().contains(QStringLiteral("is locked")));
        // The locked one itself does not move either.
        on.view().choose({on.at({2})});
        QVERIFY(!Drag(on, on.view().dragging().dragData()).dropAt(topOf(on, on.at({0}))));
        QCOMPARE(on.bytes(), before);
    }

    void theDepthLimitRefusesWhileDragging()
    {
        CriteriaGroup deep = sampleCriteria();
        CriteriaGroup *last = &deep;
        for (int level = 2; level <= 5; ++level) {
            last->members.push_back({CriteriaGroup{CriteriaJoin::Or, {}}});
            last = &std::get<CriteriaGroup>(last->members.back().content);
            last->members.push_back(sampleCondition("employees", CriteriaOperator::Equals, CriteriaNumber{"1"}));
        }
        CanvasFixture on(deep, QSize(760, 900));
        const CriteriaNodeId group = on.at({2}), bottom = on.at({3, 1, 1, 1});
        QCOMPARE(on.tree().level(bottom), 5);
        const CriteriaNodeId member = on.tree().node(bottom).members[0];
        on.view().choose({group});
        Drag drag(on, on.view().dragging().dragData());
        QVERIFY(!drag.moveTo(bottomOf(on, member)));
        QVERIFY(on.view().dragging().plan().reason.contains(QStringLiteral("would need level 6")));
        // A condition fits there, but makes no group of its own any more.
        on.view().choose({on.at({0})});
        Drag other(on, on.view().dragging().dragData());
        QVERIFY(!other.moveTo(frame(on, member).center()));
        QVERIFY(other.moveTo(bottomOf(on, member)));
    }

    void aGroupDoesNotGoIntoItself()
    {
        CanvasFixture on;
        on.view().choose({on.at({2})});
        Drag drag(on, on.view().dragging().dragData());
        QVERIFY(!drag.moveTo(bottomOf(on, on.at({2, 0}))));
        QVERIFY(on.view().dragging().plan().reason.contains(QStringLiteral("into itself")));
        drag.leave();
        QVERIFY(on.view().dragging().plan().kind == CanvasDrop::Kind::Nowhere);
        QVERIFY(!on.find<PlainLabel>("dropReasonLabel")->isVisible());
    }

    void theOuterGroupIsNotDragged()
    {
        CanvasFixture on;
        on.view().choose({criteriaRootId});
        QVERIFY(!on.view().dragging().dragData());
    }

    void partsComeFromElsewhere()
    {
        CanvasFixture on;
        const QString json = QStringLiteral(R"({"field":"city","operator":"equals","value":"X"})");
        QVERIFY(Drag(on, jsonData(json)).dropAt(bottomOf(on, on.at({0}))));
        QCOMPARE(on.tree().node(on.at({1})).condition.field, QStringLiteral("city"));
        const CriteriaNodeId target = on.at({0});
        QVERIFY(Drag(on, jsonData(json)).dropAt(frame(on, target).center()));
        QCOMPARE(on.tree().node(on.at({0})).members.value(0), target);
        QCOMPARE(on.undo->stack()->count(), 2);
        // Another canvas of the program: its numbers mean nothing here, its parts do.
        CanvasFixture other;
        other.view().choose({other.at({1})});
        QVERIFY(Drag(on, other.view().dragging().dragData()).dropAt(on.point(criteriaRootId, CanvasPart::Depth)));
        QCOMPARE(on.tree().node(on.tree().root().members.last()).condition.field, QStringLiteral("industry"));
        QCOMPARE(other.tree().root().members.size(), 3);
        Drag bad(on, jsonData(QStringLiteral("{\"field\":1}")));
        QVERIFY(!bad.moveTo(frame(on, target).center()));
        QVERIFY(!on.view().dragging().plan().reason.isEmpty());
    }

    void everyPointPromisesWhatHappens()
    {
        const CriteriaTree tree = CriteriaTree::fromGroup(sampleCriteria());
        for (const Qt::LayoutDirection direction : {Qt::LeftToRight, Qt::RightToLeft}) {
            const CanvasLayout layout(tree, CanvasMetrics::of(QFont(), 1), {.width = 500, .direction = direction});
            int plans = 0;
            for (int y = -3; y < layout.height() + 3; ++y) {
                const CanvasDrop drop
                    = planCanvasDrop(layout, tree, QPoint(250, y), {.nodes = {tree.at({1})}, .parts = {}}, move);
                if (drop.kind == CanvasDrop::Kind::Nowhere)
                    continue;
                ++plans;
                QVERIFY(drop.kind != CanvasDrop::Kind::Refused || !drop.reason.isEmpty());
                QVERIFY(drop.kind == CanvasDrop::Kind::Refused || drop.result.has_value());
                QVERIFY(!drop.mark.isEmpty());
            }
            QVERIFY(plans > 50);
        }
    }

    void aPressAndAMoveTakeTheBoxAlong()
    {
        CanvasFixture on;
        // Only up to where the window system would take over.
        const QPoint from = on.point(on.at({1}), CanvasPart::Grip);
        on.view().choose({on.at({0}), on.at({1})});
        QTest::mousePress(on.view().viewport(), Qt::LeftButton, {}, from);
        QCOMPARE(on.view().selected().size(), 2); // both may be meant
        QTest::mouseRelease(on.view().viewport(), Qt::LeftButton, {}, from);
        QCOMPARE(on.view().selected(), QList<CriteriaNodeId>{on.at({1})});
    }
};

MUSTER_TEST(TestCanvasDrag, QApplication)

} // namespace tst_canvasdrag
#include "tst_canvasdrag.moc"
