// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "canvasfixture.h"
#include "resources/resources.h"
#include "tests/support/guiwatchdog.h"
#include "tests/support/pictures.h"
#include "tests/support/pseudolocale.h"
#include "ui/audiences/canvas/canvasdialogs.h"
#include "ui/audiences/canvas/canvaspainter.h"
#include "ui/common/designtokens.h"
#include "ui/common/theme.h"

#include "tests/support/testprogram.h"

#include <QAccessible>
#include <QLineEdit>
#include <QMenu>
#include <QScrollBar>
#include <QToolButton>

using namespace muster;
using namespace muster::test;

namespace tst_canvaslooks {

namespace {

/// All that a canvas can show at once.
CriteriaGroup fullCriteria()
{
    using enum CriteriaOperator;
    CriteriaGroup criteria = sampleCriteria();
    CriteriaGroup third{CriteriaJoin::And, {}};
    third.members.push_back(sampleCondition("last_purchase", GreaterThan, QStringLiteral("2026-01-31")));
    third.members.push_back(sampleCondition("opted_in", Equals, true));
    CriteriaGroup fourth{CriteriaJoin::Or, {}};
    fourth.members.push_back(sampleCondition("loyalty_tier_of_the_household", NotEquals, QStringLiteral("bronze")));
    fourth.members.push_back({CriteriaGroup{CriteriaJoin::And, {}}});
    third.members.push_back({fourth});
    std::get<CriteriaGroup>(criteria.members[2].content).members.push_back({third});
    return criteria;
}

void fill(CanvasFixture &on)
{
    on.model.apply(on.model.edits().setLocked({on.at({1})}, true));
    on.model.apply(on.model.edits().setMuted({on.at({2, 1})}, true));
    on.canvas.setFunnel({{criteriaRootId, 12480},
                         {on.at({0}), 31204},
                         {on.at({1}), 14921},
                         {on.at({2}), 21377},
                         {on.at({2, 0}), 18002},
                         {on.at({2, 2}), 410}});
    on.canvas.setRemarks({{on.at({2, 2, 2, 0}), {QStringLiteral("No field of this name is known."), Tone::Warn}},
                          {on.at({2, 2, 2, 1}), {QStringLiteral("This group is empty."), Tone::Bad}},
                          {on.at({2, 1}), {QStringLiteral("Muting this takes away 1,204."), Tone::Info}}});
}

} // namespace

/// How the canvas looks, reads to a screen reader, turns round for other scripts, and keeps up with two hundred
/// conditions.
class TestCanvasLooks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        initResources();
        installTranslations(*qApp);
        QLocale::setDefault(QLocale(QStringLiteral("en_US")));
        Theme::instance().apply(Theme::Mode::Light);
    }

    void pictures_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }

    void pictures()
    {
        QFETCH(bool, dark);
        Theme::instance().apply(dark ? Theme::Mode::Dark : Theme::Mode::Light);
        const QString suffix = dark ? QStringLiteral("-dark") : QStringLiteral("-light");
        CanvasFixture on(fullCriteria(), QSize(760, 640));
        fill(on);
        on.view().choose({on.at({2, 0}), on.at({2, 1})});
        QTest::mouseMove(on.view().viewport(), on.point(on.at({0}), CanvasPart::Field));
        QTest::qWait(30);
        keepPicture(on.canvas, QStringLiteral("criteria-canvas") + suffix);
        on.click(on.at({2, 2, 0}), CanvasPart::Value);
        on.find<QLineEdit>("conditionValueEdit")->setText(QStringLiteral("30 days ago"));
        QTest::qWait(30);
        keepPicture(on.canvas, QStringLiteral("criteria-canvas-edit") + suffix);
        on.key(Qt::Key_Escape);
        on.model.apply(on.model.edits().setCollapsed({on.at({2, 2})}, true));
        on.view().choose({on.at({1})});
        on.act(CanvasActions::Act::Remove);
        on.view().setZoom(1.5);
        QTest::qWait(30);
        keepPicture(on.canvas, QStringLiteral("criteria-canvas-zoomed") + suffix);
        on.view().setZoom(1);
        on.canvas.setLayoutDirection(Qt::RightToLeft);
        QTest::qWait(30);
        keepPicture(on.canvas, QStringLiteral("criteria-canvas-mirrored") + suffix);
        on.canvas.resize(460, 420);
        QTest::qWait(30);
        keepPicture(on.canvas, QStringLiteral("criteria-canvas-narrow") + suffix);
        OneOfDialog several(on.model, on.at({0}), nullptr);
        several.setAttribute(Qt::WA_DeleteOnClose, false);
        several.show();
        keepPicture(several, QStringLiteral("criteria-one-of") + suffix);
        MoveToDialog move(on.model, {on.at({0})}, nullptr);
        move.setAttribute(Qt::WA_DeleteOnClose, false);
        move.show();
        keepPicture(move, QStringLiteral("criteria-move-to") + suffix);
    }

    void tintsCanBeToldApartAndReadOn()
    {
        for (const auto &[dark, high] :
             {std::pair(false, false), std::pair(true, false), std::pair(false, true), std::pair(true, true)}) {
            const DesignTokens &tokens = high ? (dark ? darkContrastTokens() : lightContrastTokens())
                : dark                        ? darkTokens()
                                              : lightTokens();
            const double words = high ? 7 : 4.5, lines = high ? 4.5 : 3;
            for (int level = 1; level <= criteriaDepthLimit; ++level) {
                const QColor ground = depthGround(level, dark, high);
                const QColor rail = depthRail(level, dark, high);
                for (const QColor &text : {tokens.text, tokens.muted, tokens.accent, tokens.warn, tokens.bad})
                    QVERIFY2(contrastRatio(text, ground) >= words, qPrintable(text.name() + u' ' + ground.name()));
                QVERIFY(contrastRatio(rail, ground) >= lines);
                QVERIFY(contrastRatio(tokens.onAccent, rail) >= words);
                QVERIFY(rail != depthRail(level % criteriaDepthLimit + 1, dark, high));
            }
        }
    }

    void everyBoxSpeaks()
    {
        CanvasFixture on(fullCriteria());
        fill(on);
        QAccessibleInterface *canvas = QAccessible::queryAccessibleInterface(&on.view());
        QVERIFY(canvas);
        QCOMPARE(canvas->role(), QAccessible::Tree);
        QList<QAccessibleInterface *> open{canvas->child(0)};
        QStringList names;
        while (!open.isEmpty()) {
            QAccessibleInterface *box = open.takeFirst();
            QVERIFY(box && box->isValid());
            QVERIFY(!box->text(QAccessible::Name).isEmpty());
            QCOMPARE(box->role(), QAccessible::TreeItem);
            names << box->text(QAccessible::Name);
            for (int i = 0; i < box->childCount(); ++i) {
                QCOMPARE(box->child(i)->parent(), box);
                QCOMPARE(box->indexOfChild(box->child(i)), i);
                open << box->child(i);
            }
        }
        QCOMPARE(names.size(), on.tree().size());
        QCOMPARE(names.removeDuplicates(), 0);
        QVERIFY(
            names.contains(QStringLiteral("Condition 1 of group 1: annual revenue is over 500,000, 31,204 contacts")));
        QVERIFY(
            names.contains(QStringLiteral("Condition 2 of group 1: industry is technology, locked, 14,921 contacts")));
        on.view().choose({on.at({1})});
        QAccessibleInterface *focus = canvas->focusChild();
        QVERIFY(focus && focus->text(QAccessible::Name).startsWith(QStringLiteral("Condition 2 of group 1")));
        QVERIFY(focus->state().selected && focus->state().readOnly);
        const QRect rect = focus->rect();
        QCOMPARE(canvas->childAt(rect.center().x(), rect.center().y()), focus);
        // A box that is gone speaks no more; a closed group has no children.
        on.model.apply(on.model.edits().setLocked({on.at({1})}, false));
        on.act(CanvasActions::Act::Remove);
        on.model.apply(on.model.edits().setCollapsed({on.at({1})}, true));
        QCOMPARE(canvas->child(0)->child(1)->childCount(), 0);
        QVERIFY(canvas->child(0)->child(1)->state().collapsed);
        QAccessibleActionInterface *action = canvas->child(0)->child(1)->actionInterface();
        QVERIFY(action);
        action->doAction(QAccessibleActionInterface::pressAction());
        QVERIFY(!on.tree().node(on.at({1})).flags.collapsed);
    }

    void everyWidgetHasAName()
    {
        CanvasFixture on;
        on.click(on.at({0}), CanvasPart::Field);
        for (QWidget *child : on.canvas.findChildren<QWidget *>()) {
            if (child->inherits("QComboBoxListView") || child->focusProxy() || child->isHidden()
                || !(child->focusPolicy() & Qt::TabFocus) || child->objectName().startsWith(QStringLiteral("qt_")))
                continue;
            QAccessibleInterface *face = QAccessible::queryAccessibleInterface(child);
            QVERIFY2(face && !face->text(QAccessible::Name).isEmpty(), qPrintable(child->objectName()));
        }
    }

    void itTurnsRound()
    {
        CanvasFixture on;
        const CanvasLayout before = on.view().layoutOfBoxes();
        const int width = on.view().viewport()->width();
        on.canvas.setLayoutDirection(Qt::RightToLeft);
        const CanvasLayout &after = on.view().layoutOfBoxes();
        for (const CanvasBox &box : before.boxes()) {
            for (int part = int(CanvasPart::Body); part <= int(CanvasPart::Depth); ++part) {
                const QRect was = before.partRect(box, CanvasPart(part));
                const QRect is = after.partRect(*after.box(box.id), CanvasPart(part));
                QCOMPARE(is.isEmpty(), was.isEmpty());
                if (!was.isEmpty())
                    QCOMPARE(is.left(), width - was.left() - was.width());
            }
        }
        // What is pointed at is what is there.
        on.click(criteriaRootId, CanvasPart::AnyOf);
        QCOMPARE(on.tree().root().join, CriteriaJoin::Or);
        on.view().choose(on.at({2}), CanvasView::Choice::Alone);
        on.key(Qt::Key_Left);
        QCOMPARE(on.canvas.currentNode(), on.at({2, 0}));
    }

    /// In two lines where one has no room for it.
    void aFieldOfSixteenLettersIsReadAtEveryWidth()
    {
        const CriteriaTree tree = CriteriaTree::fromGroup(fullCriteria());
        const CanvasMetrics metrics = CanvasMetrics::of(QApplication::font(), 1);
        const int letters = QFontMetrics(metrics.body).horizontalAdvance(QStringLiteral("engagement score"));
        QSet<int> heights;
        for (int width = 340; width < 1000; width += 10) {
            const CanvasLayout layout(tree, metrics, {.width = width});
            for (const CanvasBox &box : layout.boxes()) {
                if (box.group || box.level > 3)
                    continue;
                const int room = layout.partRect(box, CanvasPart::Field).width();
                QVERIFY2(room >= letters, qPrintable(QStringLiteral("%1: %2 of %3").arg(width).arg(room).arg(letters)));
                heights << box.frame.height();
            }
        }
        QCOMPARE(heights.size(), 2);
    }

    void noPartsOverlap_data()
    {
        QTest::addColumn<int>("width");
        QTest::addColumn<double>("zoom");
        for (const int width : {370, 420, 600, 1000, 2000}) {
            for (const double zoom : {0.5, 1.0, 1.5})
                QTest::addRow("%d at %.1f", width, zoom) << width << zoom;
        }
    }

    void noPartsOverlap()
    {
        QFETCH(int, width);
        QFETCH(double, zoom);
        if (width / zoom < 370)
            return; // narrower than a window can be; texts are shortened there
        const CriteriaTree tree = CriteriaTree::fromGroup(fullCriteria());
        const CanvasLayout layout(tree, CanvasMetrics::of(QApplication::font(), zoom), {.width = width});
        for (const CanvasBox &box : layout.boxes()) {
            QList<QRect> taken;
            for (int part = int(CanvasPart::Grip); part <= int(CanvasPart::Depth); ++part) {
                const QRect rect = layout.partRect(box, CanvasPart(part));
                if (rect.isEmpty())
                    continue;
                QVERIFY2(box.frame.contains(rect), qPrintable(QString::number(part)));
                for (const QRect &other : std::as_const(taken))
                    QVERIFY2(!rect.intersects(other), qPrintable(QString::number(part)));
                taken << rect;
            }
            QVERIFY(box.group || layout.partRect(box, CanvasPart::Value).width() > 0);
        }
    }

    void twoHundredConditionsKeepUp()
    {
        verifyNeverHeld(*this, [] {
            auto &watch = *static_cast<WatchedApplication *>(QCoreApplication::instance());
            CanvasFixture on(longCriteria(), QSize(900, 700));
            QCOMPARE(on.tree().size(), 241);
            const CriteriaNodeId id = on.at({20, 2});
            on.canvas.revealNode(id);
            on.click(id, CanvasPart::Value);
            auto *value = on.find<QLineEdit>("conditionValueEdit");
            QTRY_VERIFY(value->hasFocus());
            QTest::qWait(50);
            watch.startWatch();
            QTest::keyClicks(value, QStringLiteral("123456"));
            QTest::keyClick(value, Qt::Key_Return);
            QTest::qWait(30);
            watch.stopWatch();
            watch.startWatch();
            on.key(Qt::Key_D, Qt::ControlModifier);
            on.key(Qt::Key_Up, Qt::AltModifier);
            on.key(Qt::Key_G, Qt::ControlModifier);
            on.key(Qt::Key_Delete);
            on.key(Qt::Key_Z, Qt::ControlModifier);
            QTest::qWait(30);
            watch.stopWatch();
            watch.startWatch();
            QHash<CriteriaNodeId, qint64> funnel;
            for (const CriteriaNodeId node : on.tree().inReadingOrder())
                funnel.insert(node, node * 10);
            on.canvas.setFunnel(funnel);
            for (int i = 0; i < 20; ++i)
                on.view().verticalScrollBar()->setValue(i * 97);
            QTest::qWait(30);
            watch.stopWatch();
        });
    }

    void wordsAreAllTranslated()
    {
        PseudoLocale language;
        QVERIFY(QCoreApplication::installTranslator(&language));
        {
            CanvasFixture on;
            on.canvas.resize(900, 520);
            on.click(on.at({0}), CanvasPart::Value);
            QTest::qWait(30);
            keepPicture(on.canvas, QStringLiteral("pseudo-criteria-canvas"));
            for (const auto *button : on.canvas.findChildren<QToolButton *>()) {
                if (button->isVisible() && button->toolButtonStyle() == Qt::ToolButtonTextBesideIcon) {
                    QVERIFY2(PseudoLocale::isMarked(button->text()), qPrintable(button->text()));
                    QVERIFY(button->width() >= button->minimumSizeHint().width());
                }
            }
            on.click(on.at({0}), CanvasPart::Menu);
            for (const QAction *action : on.find<QMenu>("criteriaBoxMenu")->actions())
                QVERIFY2(action->isSeparator() || PseudoLocale::isMarked(action->text()), qPrintable(action->text()));
            on.find<QMenu>("criteriaBoxMenu")->close();
            const CanvasMetrics &m = on.view().layoutOfBoxes().metrics();
            for (const QString &word : {m.allOf, m.anyOf, m.addCondition, m.addGroup})
                QVERIFY2(PseudoLocale::isMarked(word), qPrintable(word));
            QVERIFY(m.join >= QFontMetrics(m.strong).horizontalAdvance(m.allOf));
            on.act(CanvasActions::Act::Remove);
            for (const CriteriaNodeId id : on.tree().inReadingOrder()) {
                for (int column = 0; column < CriteriaTreeModel::Matches; ++column) {
                    const QString shown = on.model.indexOf(id, column).data().toString();
                    const bool isOurs = column == CriteriaTreeModel::Operator && !shown.isEmpty();
                    QVERIFY2(!isOurs || PseudoLocale::isMarked(shown), qPrintable(shown));
                }
            }
        }
        QCoreApplication::removeTranslator(&language);
    }
};

MUSTER_TEST(TestCanvasLooks, WatchedApplication)

} // namespace tst_canvaslooks
#include "tst_canvaslooks.moc"
