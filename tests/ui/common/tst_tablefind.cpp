// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/guiwatchdog.h"
#include "tests/support/manyrows.h"
#include "tests/support/testprogram.h"
#include "ui/common/datatable.h"
#include "ui/common/findbar.h"
#include "ui/common/plainlabel.h"
#include "ui/common/theme.h"

#include <QHeaderView>
#include <QLineEdit>
#include <QScrollBar>
#include <QStandardItemModel>
#include <QToolButton>

using namespace muster;
using namespace muster::test;

namespace tst_tablefind {

/// Ctrl+F in a table, and that the window goes on while a million rows are gone through.
class TestTableFind : public QObject
{
    Q_OBJECT

    static constexpr int every = ManyRows::every; ///< One row in as many has the word.

private:
    std::unique_ptr<DataTable> m_table;

    void open(QAbstractItemModel &model)
    {
        m_table = std::make_unique<DataTable>();
        m_table->setModel(&model);
        m_table->resize(640, 320);
        m_table->show();
        m_table->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_table.get()));
        m_table->setFocus();
        QTest::keyClick(m_table.get(), Qt::Key_F, Qt::ControlModifier);
        QVERIFY(bar() && bar()->isVisible());
        QVERIFY(edit()->hasFocus());
    }
    FindBar *bar() { return m_table->findChild<FindBar *>(); }
    QLineEdit *edit() { return m_table->findChild<QLineEdit *>(QStringLiteral("findInTableEdit")); }
    QString count() { return m_table->findChild<PlainLabel *>(QStringLiteral("findCountLabel"))->plainText(); }
    int row() { return m_table->currentIndex().row(); }

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        Theme::instance().apply(Theme::Mode::Light);
    }
    void cleanup() { m_table.reset(); }

    void aMillionRowsDoNotHoldUpTheWindow_data()
    {
        QTest::addColumn<int>("rows");
        QTest::newRow("100,000") << 100'000;
        QTest::newRow("1,000,000") << 1'000'000;
    }
    void aMillionRowsDoNotHoldUpTheWindow()
    {
        verifyNeverHeld(*this, [this] {
            QFETCH(int, rows);
            ManyRows model(rows);
            open(model);
            auto &watch = static_cast<WatchedApplication &>(*qApp);
            QTest::qWait(50);
            watch.startWatch();
            QTest::keyClicks(edit(), QStringLiteral("needle"));
            const QString all = QLocale().toString(rows / every);
            QTRY_COMPARE_WITH_TIMEOUT(count(), QStringLiteral("1 of ") + all, 60'000);
            QCOMPARE(row(), every - 1);
            for (int i = 0; i < 3; ++i)
                QTest::keyClick(edit(), Qt::Key_Return);
            QCOMPARE(row(), 4 * every - 1);
            QTest::keyClick(edit(), Qt::Key_Return, Qt::ShiftModifier);
            QCOMPARE(count(), QStringLiteral("3 of ") + all);
            QTest::keyClick(edit(), Qt::Key_Escape);
            watch.stopWatch();
        });
    }

    void goesRoundAtBothEndsAndIsClosedByEsc()
    {
        ManyRows model(3 * every);
        open(model);
        QTest::keyClicks(edit(), QStringLiteral("NEEDLE"));
        QTRY_COMPARE(count(), QStringLiteral("1 of 3"));
        QTest::keyClick(edit(), Qt::Key_F3, Qt::ShiftModifier);
        QCOMPARE(count(), QStringLiteral("3 of 3"));
        m_table->findChild<QToolButton *>(QStringLiteral("findNextButton"))->click();
        QCOMPARE(count(), QStringLiteral("1 of 3"));
        m_table->setFocus();
        QTest::keyClick(m_table.get(), Qt::Key_F3);
        QCOMPARE(count(), QStringLiteral("2 of 3"));
        m_table->setCurrentIndex(model.index(5, 0)); // somewhere else
        QCOMPARE(count(), QStringLiteral("3 found"));
        QTest::keyClick(m_table.get(), Qt::Key_Escape);
        QVERIFY(!bar()->isVisible());
        QVERIFY(m_table->hasFocus());
    }

    void saysWhenThereIsNothing()
    {
        ManyRows model(every);
        open(model);
        QTest::keyClicks(edit(), QStringLiteral("thread"));
        QTRY_COMPARE(count(), QStringLiteral("Not found"));
        QVERIFY(!m_table->findChild<QToolButton *>(QStringLiteral("findNextButton"))->isEnabled());
        edit()->clear();
        QTRY_VERIFY(count().isEmpty());
    }

    void rowsThatComeLaterAreLookedAtToo()
    {
        ManyRows model(2 * every);
        open(model);
        QTest::keyClicks(edit(), QStringLiteral("needle"));
        QTRY_COMPARE(count(), QStringLiteral("1 of 2"));
        model.add(every);
        QTRY_COMPARE(count(), QStringLiteral("1 of 3"));
    }

    void rowsThatChangeAreLookedAtAgain()
    {
        QStandardItemModel model(3, 2);
        for (int i = 0; i < 3; ++i)
            model.setItem(i, 0, new QStandardItem(QStringLiteral("hay")));
        model.setItem(1, 1, new QStandardItem(QStringLiteral("needle")));
        open(model);
        QTest::keyClicks(edit(), QStringLiteral("needle"));
        QTRY_COMPARE(count(), QStringLiteral("1 of 1"));
        model.item(2, 0)->setText(QStringLiteral("needle"));
        QTRY_COMPARE(count(), QStringLiteral("1 of 2"));
        model.removeRow(1);
        QTRY_COMPARE(count(), QStringLiteral("1 of 1"));
    }

    void hiddenColumnsAreNotSearched()
    {
        ManyRows model(2 * every);
        open(model);
        m_table->setColumnHidden(2, true);
        QTest::keyClick(m_table.get(), Qt::Key_F, Qt::ControlModifier);
        QTest::keyClicks(edit(), QStringLiteral("needle"));
        QTRY_COMPARE(count(), QStringLiteral("Not found"));
    }

    void noRowLiesUnderTheField()
    {
        ManyRows model(every);
        open(model);
        m_table->scrollToBottom();
        const QRect last = m_table->visualRect(model.index(every - 1, 0));
        QVERIFY(m_table->viewport()->rect().contains(last));
        const QRect rows = m_table->viewport()->geometry();
        QVERIFY(bar()->y() > rows.bottom());
        QVERIFY(bar()->geometry().bottom() < m_table->height());
        const int open = m_table->viewport()->height();
        QTest::keyClick(edit(), Qt::Key_Escape);
        QCOMPARE(m_table->viewport()->height(), open + bar()->height());
    }

    void cellsThatAreFoundAreMarked()
    {
        ManyRows model(every);
        open(model);
        QTest::keyClicks(edit(), QStringLiteral("needle"));
        QTRY_COMPARE(row(), every - 1);
        const auto framed = [this](const QRect &cell) {
            const QImage shown = m_table->viewport()->grab().toImage();
            const QColor accent = Theme::instance().colour(ColourRole::Accent);
            int pixels = 0;
            for (int x = cell.left() + 12; x < cell.right() - 12; ++x) {
                for (int y = cell.top(); y < cell.top() + 5; ++y)
                    pixels += QColor(shown.pixel(x, y)) == accent ? 1 : 0;
            }
            return pixels > cell.width() / 2;
        };
        QVERIFY(framed(m_table->visualRect(model.index(every - 1, 2))));
        QVERIFY(!framed(m_table->visualRect(model.index(every - 1, 1))));
        QVERIFY(!framed(m_table->visualRect(model.index(every - 2, 2))));
    }

    void aPageThatSearchesItselfIsAskedInstead()
    {
        QWidget page;
        QStandardItemModel model(2, 2);
        auto *search = new QLineEdit(&page);
        auto *table = new DataTable(&page);
        table->move(0, 40);
        table->setModel(&model);
        table->setSearch(search);
        page.resize(400, 300);
        page.show();
        page.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&page));
        table->setFocus();
        QTest::keyClick(table, Qt::Key_F, Qt::ControlModifier);
        QVERIFY(search->hasFocus());
        QVERIFY(!table->findChild<FindBar *>());
        search->setText(QStringLiteral("x"));
        QTest::keyClick(search, Qt::Key_Down);
        QVERIFY(table->hasFocus());
        QCOMPARE(search->text(), QStringLiteral("x"));
        search->setFocus();
        QTest::keyClick(search, Qt::Key_Escape);
        QVERIFY(table->hasFocus());
        QVERIFY(search->text().isEmpty());
    }

    void theLargestTableOfAPageIsMeant()
    {
        QWidget page;
        QStandardItemModel model(2, 2);
        auto *small = new DataTable(&page), *large = new DataTable(&page);
        for (DataTable *table : {small, large})
            table->setModel(&model);
        small->resize(100, 100);
        large->setGeometry(0, 100, 300, 200);
        page.resize(300, 300);
        QVERIFY(!DataTable::findIn(page)); // nothing is shown
        page.show();
        QVERIFY(DataTable::findIn(page));
        QVERIFY(large->findChild<FindBar *>() && !small->findChild<FindBar *>());
    }
};

MUSTER_TEST(TestTableFind, WatchedApplication)

} // namespace tst_tablefind

#include "tst_tablefind.moc"
