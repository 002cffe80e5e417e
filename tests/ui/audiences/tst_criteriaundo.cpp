// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "canvasfixture.h"

#include "tests/support/testprogram.h"

#include <QApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QRandomGenerator>

using namespace muster;
using namespace muster::test;

namespace tst_criteriaundo {

/// Steps that can be undone: their names, what is one step, and how they are kept.
class TestCriteriaUndo : public QObject
{
    Q_OBJECT

private:
    static void setNumber(CanvasFixture &on, CriteriaNodeId id, int number)
    {
        on.model.apply(on.model.edits().setValue(id, CriteriaNumber{QByteArray::number(number)}));
    }

private Q_SLOTS:
    void stepsHaveNames()
    {
        CanvasFixture on;
        on.model.apply(on.model.edits().addGroup(criteriaRootId, -1, CriteriaJoin::Or));
        QCOMPARE(on.undo->stack()->undoText(), QStringLiteral("Add a group"));
        setNumber(on, on.at({0}), 1);
        QCOMPARE(on.undo->stack()->undoText(), QStringLiteral("Change the value"));
        QVERIFY(on.canvas.actionsOfBoxes()
                    ->action(CanvasActions::Act::Undo)
                    ->text()
                    .contains(QStringLiteral("Change the value")));
    }

    void typingIsOneStepForHalfASecond()
    {
        CanvasFixture on;
        const QByteArray before = on.bytes();
        const CriteriaNodeId first = on.at({0}), second = on.at({2, 0});
        setNumber(on, first, 1);
        on.now = 500;
        setNumber(on, first, 12);
        on.now = 1000; // half a second after the last letter, a second after the first
        setNumber(on, first, 123);
        QCOMPARE(on.undo->stack()->count(), 1);
        on.now = 1501;
        setNumber(on, first, 1234);
        QCOMPARE(on.undo->stack()->count(), 2);
        setNumber(on, second, 7); // another condition
        QCOMPARE(on.undo->stack()->count(), 3);
        on.model.apply(on.model.edits().setField(second, QStringLiteral("x"))); // another part of it
        QCOMPARE(on.undo->stack()->count(), 4);
        on.undo->stack()->undo();
        on.undo->stack()->undo();
        on.undo->stack()->undo();
        QCOMPARE(on.tree().node(first).condition.value, CriteriaValue(CriteriaNumber{"123"}));
        on.undo->stack()->undo();
        QCOMPARE(on.bytes(), before);
        // What is typed and taken back at once is no step.
        setNumber(on, first, 1);
        setNumber(on, first, 500000);
        QCOMPARE(on.undo->stack()->count(), 0);
    }

    void historyIsKeptAndGoesOn()
    {
        CanvasFixture on;
        const QByteArray start = on.bytes();
        setNumber(on, on.at({0}), 1);
        on.model.apply(on.model.edits().wrap({on.at({0}), on.at({1})}, std::nullopt));
        on.model.apply(on.model.edits().setLocked({on.at({0, 0})}, true));
        const QByteArray end = on.bytes();
        on.undo->stack()->undo();
        const QByteArray middle = on.bytes();
        const CriteriaNodeId next = on.tree().nextId();

        const QByteArray bytes = on.undo->history().toBytes();
        const auto history = CriteriaHistory::fromBytes(bytes);
        QVERIFY(history.has_value());
        QCOMPARE(history->toBytes(), bytes);
        CanvasFixture later;
        later.undo->restore(*history);
        QCOMPARE(later.bytes(), middle);
        QCOMPARE(later.undo->stack()->count(), 3);
        QCOMPARE(later.undo->stack()->index(), 2);
        QCOMPARE(later.undo->stack()->redoText(), on.undo->stack()->redoText());
        QVERIFY(later.tree().nextId() >= next);
        later.undo->stack()->redo();
        QCOMPARE(later.bytes(), end);
        // A second lifetime does not run into the last step of the first.
        while (later.undo->stack()->canUndo())
            later.undo->stack()->undo();
        QCOMPARE(later.bytes(), start);
        setNumber(later, later.at({0}), 5);
        QCOMPARE(later.undo->stack()->count(), 1);
    }

    void damagedHistoryIsRefused()
    {
        CanvasFixture on;
        for (int i = 0; i < 20; ++i)
            on.model.apply(on.model.edits().duplicate({on.at({i % 3})}));
        const QByteArray bytes = on.undo->history().toBytes();
        QVERIFY(CriteriaHistory::fromBytes(bytes).has_value());
        QVERIFY(!CriteriaHistory::fromBytes({}).has_value());
        QVERIFY(!CriteriaHistory::fromBytes("[]").has_value());
        QVERIFY(!CriteriaHistory::fromBytes(bytes.left(bytes.size() / 2)).has_value());
        QByteArray changed = bytes;
        QVERIFY(!CriteriaHistory::fromBytes(changed.replace("\"parent\":1", "\"parent\":9")).has_value());
        QJsonObject object = QJsonDocument::fromJson(bytes).object();
        object[QStringLiteral("done")] = 21;
        QVERIFY(!CriteriaHistory::fromBytes(QJsonDocument(object).toJson()).has_value());
        object[QStringLiteral("done")] = 20;
        object[QStringLiteral("version")] = 2;
        QVERIFY(!CriteriaHistory::fromBytes(QJsonDocument(object).toJson()).has_value());
        // No byte that somebody changes makes it crash or take what is no tree.
        QRandomGenerator random(7);
        for (int round = 0; round < 2000; ++round) {
            changed = bytes;
            changed[random.bounded(int(changed.size()))] = char(random.bounded(256));
            if (const auto read = CriteriaHistory::fromBytes(changed))
                QCOMPARE(read->current().inReadingOrder().size(), read->current().size());
        }
    }

    void manyStepsGrowByWhatChanges()
    {
        CanvasFixture on(longCriteria());
        const qsizetype empty = on.undo->history().toBytes().size();
        const CriteriaNodeId id = on.at({20, 2});
        for (int i = 0; i < 300; ++i) {
            on.now += 1000;
            setNumber(on, id, i);
        }
        QCOMPARE(on.undo->stack()->count(), 300);
        const qsizetype grown = on.undo->history().toBytes().size() - empty;
        QVERIFY2(grown < 300 * 300, qPrintable(QString::number(grown)));
        while (on.undo->stack()->canUndo())
            on.undo->stack()->undo();
        QCOMPARE(on.tree().node(id).condition.value, CriteriaValue(CriteriaNumber{"20002"}));
    }

    void whatIsUndoneAndRedoneIsScrolledTo()
    {
        CanvasFixture on(longCriteria());
        const CriteriaNodeId far = on.at({35, 2});
        const auto isSeen = [&on](CriteriaNodeId id) {
            const CanvasBox *box = on.view().layoutOfBoxes().box(id);
            return box && on.view().viewport()->rect().contains(on.view().onViewport(box->head));
        };
        setNumber(on, far, 7);
        on.model.apply(on.model.edits().remove({on.at({0, 1})}));
        on.view().choose(criteriaRootId, CanvasView::Choice::Alone);
        QVERIFY(!isSeen(far));
        on.act(CanvasActions::Act::Undo); // the removal
        QVERIFY(isSeen(on.at({0, 1})));
        QCOMPARE(on.view().selected(), QList<CriteriaNodeId>{on.at({0, 1})});
        on.act(CanvasActions::Act::Undo); // the value
        QVERIFY(isSeen(far));
        QCOMPARE(on.view().selected(), QList<CriteriaNodeId>{far});
        on.view().choose(criteriaRootId, CanvasView::Choice::Alone);
        on.act(CanvasActions::Act::Redo);
        QVERIFY(isSeen(far));
        on.act(CanvasActions::Act::Redo); // what is gone again: its group
        QCOMPARE(on.view().selected(), QList<CriteriaNodeId>{on.at({0})});
        QVERIFY(isSeen(on.at({0})));
        QCOMPARE(on.undo->stack()->count(), 2); // scrolling is no step
    }

    void whatIsUndoneInAClosedGroupShowsTheGroup()
    {
        CanvasFixture on(longCriteria());
        setNumber(on, on.at({35, 2}), 7);
        on.model.apply(on.model.edits().setCollapsed({on.at({35})}, true));
        on.act(CanvasActions::Act::Undo);
        on.act(CanvasActions::Act::Redo); // closed, from the same step
        CriteriaTree closed = on.tree();
        QVERIFY(closed.node(on.at({35})).flags.collapsed);
        on.view().choose(criteriaRootId, CanvasView::Choice::Alone);
        on.view().follow({on.at({35, 2}), on.at({35, 3})});
        QCOMPARE(on.view().selected(), QList<CriteriaNodeId>{on.at({35})});
        QVERIFY(on.tree() == closed);
    }

    void undoInAFieldGoesToTheSteps()
    {
        CanvasFixture on;
        const QByteArray before = on.bytes();
        on.click(on.at({1}), CanvasPart::Value);
        auto *value = on.find<QLineEdit>("conditionValueEdit");
        QTRY_VERIFY(value->hasFocus());
        QTest::keyClicks(value, QStringLiteral("retail"));
        QVERIFY(on.bytes() != before);
        QTest::keyClick(value, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(on.bytes(), before);
        QCOMPARE(value->text(), QStringLiteral("technology"));
        QTest::keyClick(value, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(value->text(), QStringLiteral("retail"));
    }
};

MUSTER_TEST(TestCriteriaUndo, QApplication)

} // namespace tst_criteriaundo
#include "tst_criteriaundo.moc"
