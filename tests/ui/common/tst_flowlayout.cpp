// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/flowlayout.h"

#include "tests/support/testprogram.h"

#include <QApplication>
#include <QLineEdit>
#include <QWidget>

using namespace muster;

namespace tst_flowlayout {

/// Where a row that breaks its lines puts what is in it.
class TestFlowLayout : public QObject
{
    Q_OBJECT

    static constexpr int gap = 8;

    static QWidget *block(QWidget *parent, int width, int height = 20)
    {
        auto *made = new QWidget(parent);
        made->setFixedSize(width, height);
        return made;
    }
    static void lay(QWidget &row, int width)
    {
        row.resize(width, row.layout()->heightForWidth(width));
        row.layout()->setGeometry(row.rect());
    }

private Q_SLOTS:
    void stretchPushesToTheEndOfItsLine()
    {
        QWidget row;
        auto *layout = new FlowLayout(gap, &row);
        QWidget *first = block(&row, 50), *last = block(&row, 60);
        layout->addWidget(first);
        layout->addStretch();
        layout->addWidget(last);
        lay(row, 300);
        QCOMPARE(row.height(), 20);
        QCOMPARE(first->x(), 0);
        QCOMPARE(last->geometry().right(), 299);
        QCOMPARE(layout->sizeHint(), QSize(50 + gap + 60, 20));
    }

    void whatHasNoRoomGoesBelowWhole()
    {
        QWidget row;
        auto *layout = new FlowLayout(gap, &row);
        QWidget *const blocks[] = {block(&row, 100), block(&row, 100, 30), block(&row, 100)};
        for (QWidget *one : blocks)
            layout->addWidget(one);
        lay(row, 100 + gap + 100);
        QCOMPARE(row.height(), 30 + gap + 20);
        QCOMPARE(blocks[0]->y(), 5); // in the middle of its line
        QCOMPARE(blocks[2]->pos(), QPoint(0, 30 + gap));
        lay(row, 207); // a pixel less
        QCOMPARE(row.height(), 20 + gap + 30 + gap + 20);
        for (const QWidget *one : blocks)
            QCOMPARE(one->width(), 100);
        QCOMPARE(layout->minimumSize().width(), 100);
    }

    void whatFollowsAStretchStaysTogether()
    {
        QWidget row;
        auto *layout = new FlowLayout(gap, &row);
        QWidget *first = block(&row, 100), *second = block(&row, 100);
        QWidget *third = block(&row, 60), *last = block(&row, 60);
        layout->addWidget(first);
        layout->addWidget(second);
        layout->addStretch();
        layout->addWidget(third);
        layout->addWidget(last);
        lay(row, 300); // the third alone had room
        QCOMPARE(row.height(), 20 + gap + 20);
        QCOMPARE(second->pos(), QPoint(100 + gap, 0));
        QCOMPARE(last->pos(), QPoint(300 - 60, 20 + gap));
        QCOMPARE(third->pos(), QPoint(300 - 60 - gap - 60, 20 + gap));
        lay(row, 100); // too narrow for that, too
        QCOMPARE(row.height(), 4 * 20 + 3 * gap);
        QCOMPARE(last->pos(), QPoint(0, 3 * (20 + gap)));
    }

    void hiddenOnesTakeNoRoom()
    {
        QWidget row;
        auto *layout = new FlowLayout(gap, &row);
        QWidget *hidden = block(&row, 100), *shown = block(&row, 100);
        layout->addWidget(hidden);
        layout->addWidget(shown);
        hidden->hide();
        lay(row, 120);
        QCOMPARE(row.height(), 20);
        QCOMPARE(shown->pos(), QPoint(0, 0));
    }

    void whatGrowsTakesTheRestUpToItsMost()
    {
        QWidget row;
        auto *layout = new FlowLayout(gap, &row);
        auto *narrow = new QLineEdit(&row), *wide = new QLineEdit(&row);
        for (QLineEdit *edit : {narrow, wide})
            edit->setMinimumWidth(40);
        narrow->setMaximumWidth(60);
        layout->addWidget(narrow);
        layout->addWidget(wide);
        lay(row, 400);
        QCOMPARE(narrow->width(), 60);
        QCOMPARE(wide->width(), 400 - 60 - gap);
    }

    void mirroredWhereOneReadsFromTheRight()
    {
        QWidget row;
        row.setLayoutDirection(Qt::RightToLeft);
        auto *layout = new FlowLayout(gap, &row);
        QWidget *first = block(&row, 50), *second = block(&row, 60);
        layout->addWidget(first);
        layout->addWidget(second);
        lay(row, 300);
        QCOMPARE(first->geometry().right(), 299);
        QCOMPARE(second->geometry().right(), 299 - 50 - gap);
    }
};

MUSTER_TEST(TestFlowLayout, QApplication)

} // namespace tst_flowlayout
#include "tst_flowlayout.moc"
