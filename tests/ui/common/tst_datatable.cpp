// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/manyrows.h"
#include "tests/support/testprogram.h"
#include "ui/common/datatable.h"
#include "ui/common/layoutmemory.h"
#include "ui/common/theme.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QMenu>
#include <QStandardItemModel>
#include <QToolButton>
#include <algorithm>
#include <utility>

using namespace muster;
using namespace muster::test;

namespace tst_datatable {

/// The table of every page: which columns are shown, and that it remembers what a person arranged.
class TestDataTable : public QObject
{
    Q_OBJECT

private:
    static void fill(QStandardItemModel &model, int rows, const QStringList &titles)
    {
        model.setColumnCount(int(titles.size()));
        model.setHorizontalHeaderLabels(titles);
        for (int row = 0; row < rows; ++row) {
            for (int column = 0; column < titles.size(); ++column)
                model.setItem(row, column, new QStandardItem(QStringLiteral("%1%2").arg(row).arg(column)));
        }
    }
    static std::unique_ptr<DataTable> make(QAbstractItemModel &model)
    {
        auto table = std::make_unique<DataTable>();
        table->setObjectName(QStringLiteral("trialTable"));
        table->setModel(&model);
        table->resize(600, 300);
        table->show();
        if (!QTest::qWaitForWindowExposed(table.get()))
            qFatal("the table is not shown");
        return table;
    }
    static QMenu *menu(DataTable &table, const char *name)
    {
        QMenu *found = nullptr;
        if (!muster::tests::waitFor([&] {
                found = table.findChild<QMenu *>(QString::fromLatin1(name));
                return found && found->isVisible();
            }))
            qFatal("there is no menu");
        return found;
    }

    /// The first and the last column of pixels in which two pictures differ; the last is before the first: in none.
    static std::pair<int, int> differingColumns(const QImage &one, const QImage &other)
    {
        int first = one.width(), last = -1;
        for (int x = 0; x < one.width(); ++x) {
            for (int y = 0; y < one.height(); ++y) {
                if (one.pixel(x, y) != other.pixel(x, y)) {
                    first = std::min(first, x);
                    last = x;
                }
            }
        }
        return {first, last};
    }

private Q_SLOTS:
    void initTestCase() { Theme::instance().apply(Theme::Mode::Light); }
    void init() { LayoutMemory::replace(nullptr); }

    void columnsAreChosenByTheButtonAndByTheKeyboard()
    {
        QStandardItemModel model;
        fill(model, 2, {QStringLiteral("A"), QStringLiteral("B"), QStringLiteral("C")});
        const auto table = make(model);
        auto *button = table->findChild<QToolButton *>(QStringLiteral("columnsButton"));
        QVERIFY(button->isVisible());
        button->click();
        QMenu *columns = menu(*table, "columnsMenu");
        QVERIFY(!columns->actions()[0]->isEnabled()); // the one that names the row
        columns->actions()[1]->trigger();
        QVERIFY(table->isColumnHidden(1));
        columns->close();

        table->selectRow(0);
        QContextMenuEvent key(QContextMenuEvent::Keyboard, QPoint(), QPoint());
        QApplication::sendEvent(table->viewport(), &key);
        QMenu *all = menu(*table, "tableMenu");
        QMenu *again = all->findChild<QMenu *>();
        QVERIFY(again);
        again->actions()[1]->trigger();
        QVERIFY(!table->isColumnHidden(1));
        all->close();
    }

    void twoColumnsNeedNoButton()
    {
        QStandardItemModel model;
        fill(model, 1, {QStringLiteral("A"), QStringLiteral("B")});
        const auto table = make(model);
        QVERIFY(!table->findChild<QToolButton *>(QStringLiteral("columnsButton"))->isVisible());
    }

    void whatAPersonArrangedIsThereTheNextTime()
    {
        QStandardItemModel model;
        fill(model, 1, {QStringLiteral("A"), QStringLiteral("B"), QStringLiteral("C")});
        int width = 0;
        {
            const auto table = make(model);
            QVERIFY(LayoutMemory::instance().recall(QStringLiteral("trialTable")).isEmpty());
            QWidget *header = table->horizontalHeader()->viewport();
            const QPoint edge(table->columnViewportPosition(1) - 1, header->height() / 2);
            QTest::mousePress(header, Qt::LeftButton, {}, edge);
            QTest::mouseMove(header, edge + QPoint(40, 0));
            QTest::mouseRelease(header, Qt::LeftButton, {}, edge + QPoint(40, 0));
            width = table->columnWidth(0);
            table->showColumnMenu(QPoint(10, 10));
            menu(*table, "columnsMenu")->actions()[2]->trigger();
        }
        const auto table = make(model);
        QCOMPARE(table->columnWidth(0), width);
        QVERIFY(table->isColumnHidden(2));
        table->showColumnMenu(QPoint(10, 10));
        menu(*table, "columnsMenu")->findChild<QAction *>(QStringLiteral("resetColumnsAction"))->trigger();
        QVERIFY(!table->isColumnHidden(2));
        QVERIFY(table->columnWidth(0) != width);
        QVERIFY(LayoutMemory::instance().recall(QStringLiteral("trialTable")).isEmpty());
    }

    void whatThePageSetsIsNotRemembered()
    {
        QStandardItemModel model;
        fill(model, 1, {QStringLiteral("A"), QStringLiteral("B"), QStringLiteral("C")});
        const auto table = make(model);
        table->setColumnWidth(0, 211);
        table->setColumnHidden(1, true);
        QVERIFY(LayoutMemory::instance().recall(QStringLiteral("trialTable")).isEmpty());
    }

    void titlesHaveRoom()
    {
        QStandardItemModel model;
        fill(model, 1, {QStringLiteral("A title that is long"), QStringLiteral("B"), QStringLiteral("C")});
        DataTable table;
        table.setModel(&model);
        table.setColumnWidth(0, 50);
        table.resize(600, 300);
        table.show();
        QVERIFY(table.columnWidth(0) >= table.horizontalHeader()->sectionSizeHint(0));
    }

    /// Also when all are selected, which a header would look through row by row.
    void paintsAsMuchAsIsSeenHoweverManyRowsThereAre()
    {
        constexpr int rows = 100'000;
        ManyRows model(rows);
        const auto table = make(model);
        table->setSelectionMode(QAbstractItemView::ExtendedSelection);
        QTest::keySequence(table.get(), QKeySequence::SelectAll);
        QVERIFY(table->selectionModel()->isRowSelected(rows - 1));
        model.asked = 0;
        (void)table->grab();
        QVERIFY(model.asked > 0);
        QVERIFY2(model.asked < rows / 10, qPrintable(QString::number(model.asked)));
    }

    void theLastTitleHasRoomBesideTheButton()
    {
        QStandardItemModel model;
        fill(model, 1, {QStringLiteral("A"), QStringLiteral("B"), QStringLiteral("The last title")});
        const auto table = make(model);
        table->setColumnWidth(0, 250);
        table->setColumnWidth(1, 250);
        const auto *header = table->horizontalHeader();
        table->resize(500 + header->sectionSizeHint(2) + 5, 300); // for the title alone
        const int button = header->findChild<QWidget *>(QStringLiteral("columnsButton"))->width();
        QVERIFY(button > 5);
        QVERIFY(table->columnWidth(2) >= header->sectionSizeHint(2) + button);
    }

    /// At whichever end of the section the title stands.
    void theSortArrowIsBesideTheTitle_data()
    {
        QTest::addColumn<int>("alignment");
        QTest::newRow("words") << int(Qt::AlignLeft | Qt::AlignVCenter);
        QTest::newRow("numbers") << int(Qt::AlignRight | Qt::AlignVCenter);
    }
    void theSortArrowIsBesideTheTitle()
    {
        QFETCH(int, alignment);
        QStandardItemModel model;
        fill(model, 1, {QString(), QStringLiteral("B")});
        model.horizontalHeaderItem(0)->setTextAlignment(Qt::Alignment(alignment));
        const auto table = make(model);
        QHeaderView *header = table->horizontalHeader();
        int width = 0;
        const auto picture = [&](const QString &title, bool isSorted) {
            model.horizontalHeaderItem(0)->setText(title);
            header->setSortIndicatorShown(isSorted);
            header->setSortIndicator(isSorted ? 0 : 1, Qt::AscendingOrder);
            table->setColumnWidth(0, width);
            return header->grab(QRect(0, 0, width, header->height())).toImage();
        };
        const QString title = QStringLiteral("Contacts");
        header->setSortIndicatorShown(true);
        model.horizontalHeaderItem(0)->setText(title);
        width = header->sectionSizeHint(0); // as narrow as the table lets it be
        const QImage nothing = picture(QString(), false);
        const auto [titleFirst, titleLast] = differingColumns(nothing, picture(title, false));
        const auto [arrowFirst, arrowLast] = differingColumns(nothing, picture(QString(), true));
        QVERIFY(titleFirst <= titleLast && arrowFirst <= arrowLast);
        QVERIFY2(arrowLast < titleFirst || titleLast < arrowFirst,
                 qPrintable(QStringLiteral("title %1 to %2, arrow %3 to %4")
                                .arg(titleFirst)
                                .arg(titleLast)
                                .arg(arrowFirst)
                                .arg(arrowLast)));
    }

    /// Because its column goes on outside: one reads its beginning, wherever the title would stand.
    void aTitleUnderTheButtonIsCutAtItsEnd()
    {
        QStandardItemModel model;
        fill(model, 1, {QStringLiteral("A"), QStringLiteral("B"), QStringLiteral("The last title is long")});
        const auto table = make(model);
        QHeaderView *header = table->horizontalHeader();
        header->setStretchLastSection(false);
        table->setColumnWidth(0, 250);
        table->setColumnWidth(1, 250);
        table->setColumnWidth(2, 400);
        const int button = header->findChild<QWidget *>(QStringLiteral("columnsButton"))->x();
        QVERIFY(header->fontMetrics().horizontalAdvance(QStringLiteral("The last title is long")) > button - 500);
        const QImage left = header->grab().toImage();
        model.horizontalHeaderItem(2)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        QCOMPARE(header->grab().toImage(), left);
        model.horizontalHeaderItem(2)->setText(QString());
        QVERIFY(header->grab().toImage() != left); // it is to be seen at all
        const int line = header->height() - 1; // goes on below the button
        QCOMPARE(left.pixelColor(button + 5, line), left.pixelColor(5, line));
        QVERIFY(left.pixelColor(5, line) != left.pixelColor(5, line - 1));
    }
};

MUSTER_TEST(TestDataTable, QApplication)

} // namespace tst_datatable
#include "tst_datatable.moc"
